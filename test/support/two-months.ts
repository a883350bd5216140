// The small shop with a second month: August as July, but for some files, so that a test changes one thing at a time.

import { json, type Ran, run } from './cli.ts'
import { edited } from './edited.ts'
import { MARKS, makeShop, ORDERS, ROSTER } from './shop.ts'

export const AUGUST_ORDERS: string = edited(
  ORDERS,
  ['2026-07', '2026-08', 'all'],
  ['2026-06-30', '2026-07-31'],
  [/^A/gm, 'B'],
)

/** What `compare --json` prints. */
export interface Compared {
  readonly a: string
  readonly b: string
  readonly compared: number
  readonly totals: readonly { class: string; count: number; amount: string }[]
  readonly people: readonly {
    id: string
    name: string
    differences: readonly {
      kind: string
      figure: string
      a: string | null
      b: string | null
      difference: string | null
      class: string
      why?: string
    }[]
    bridge?: {
      from: string
      to: string
      causes: readonly { name: string; a: string | null; b: string | null; worth: string }[]
      text: string
    }
  }[]
  readonly total: string
  readonly notCompared: readonly string[]
}

/** A shop with July and August. */
export function twoMonths(changes: Readonly<Record<string, string | undefined>> = {}): string {
  return makeShop({
    'data/2026-08/roster.csv': ROSTER,
    'data/2026-08/orders.csv': AUGUST_ORDERS,
    'data/2026-08/marks.csv': MARKS,
    ...changes,
  })
}

export function compareIn(shop: string, a: string, b: string, ...more: readonly string[]): Promise<Ran> {
  return run(['compare', a, b, '-C', shop, ...more], { cwd: shop })
}

/** July against August of such a shop. */
export async function compared(changes: Readonly<Record<string, string | undefined>> = {}): Promise<Compared> {
  const ran = await compareIn(twoMonths(changes), '2026-07', '2026-08', '--json')
  if (ran.code !== 0) throw new Error(ran.out)
  return json<Compared>(ran)
}

/** `name a → b worth`, cause by cause. */
export function causes(document: Compared, id: string): string[] {
  const { bridge } = document.people.find(p => p.id === id) ?? {}
  return (bridge?.causes ?? []).map(c => [c.name, ...(c.a === null ? [] : [`${c.a} → ${c.b}`]), c.worth].join(' '))
}

/** `figure a b class`, difference by difference. */
export function differences(document: Compared, id: string): string[] {
  const { differences: found } = document.people.find(p => p.id === id) ?? { differences: [] }
  return found.map(d => [d.figure, d.a ?? '–', d.b ?? '–', d.class, ...(d.why === undefined ? [] : [d.why])].join(' '))
}
