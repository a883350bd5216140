// July of the small shop, worked out from files, with some of them put in place of its own.

import { parsePeriod } from '../../src/core/calendar.ts'
import { type MonthOutcome, workOutLoaded } from '../../src/pay/month.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { makeShop, SCHEME } from './shop.ts'

const JULY = parsePeriod('2026-07')!

/** The month with its problems. */
export function monthOutcome(changes: Record<string, string | undefined>): Promise<MonthOutcome> {
  const loaded = loadScheme(changes['scheme.yaml'] ?? SCHEME, 'scheme.yaml', JULY)
  return workOutLoaded(loaded, { root: makeShop(changes) }, JULY, { overrides: new Map(), keepRows: true })
}
