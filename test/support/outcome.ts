// July of the small shop, worked out from files, with some of them put in place of its own.

import { parsePeriod } from '../../src/core/calendar.ts'
import type { MonthOutcome } from '../../src/pay/month.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { makeShop, SCHEME } from './shop.ts'

const JULY = parsePeriod('2026-07')!

/** The month with its problems. */
export function monthOutcome(changes: Record<string, string | undefined>): Promise<MonthOutcome> {
  return monthIn(makeShop(changes), changes['scheme.yaml'] ?? SCHEME)
}

/** July of the shop in a folder. */
export function monthIn(root: string, scheme: string): Promise<MonthOutcome> {
  const loaded = loadScheme(scheme, 'scheme.yaml', JULY)
  return workOutMonth({ scheme: loaded, files: { root }, period: JULY }, { keepRows: true })
}
