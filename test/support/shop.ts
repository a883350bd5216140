// A small shop of three people that runs in a moment, for tests of commands and of written files.

import { put, tempFolder } from './folders.ts'

export const SCHEME = `scheme: Small shop
from: 2026-01
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
    team: group
    hired: date
    left: { type: date, blank: none }
  paid: hired ≤ end of period and (left is blank or left ≥ start of period)
tables:
  orders:
    file: orders*
    month: settled
    columns:
      order: id
      settled: date
      advisor: person
      labour: money
  marks:
    file: marks*
    one row per: id
    columns:
      id: person
      mark: { type: number, range: 0 to 100 }
      damage: { type: money, blank: 0 }
parameters:
  rate: 10%
values:
  turnover: sum(orders.labour by advisor)
scores:
  mark: { formula: marks.mark, round: 2 }
  grade:
    bands of: scores.mark
    from 90: “A”
    from 60: “B”
    below 60: “C”
pay:
  - for: [advisor, head]
    commission:
      bonus: turnover × rate × scores.mark ÷ 100
  - for: head
    lines:
      duty: 100元
reserves:
  quality:
    withheld: commission × 5%
deductions:
  at most: 20% × gross
  lines:
    repair: damage × 105%
flags:
  watch: scores.mark < 60
`

export const ROSTER = `id,name,position,team,hired,left
007,Ann,advisor,north,2020-01-01,
012,张伟,advisor,south,2021-05-01,
0030,张伟,head,north,2019-03-01,
0031,Gone,advisor,north,2019-03-01,2026-06-30
`

export const ORDERS = `order,settled,advisor,labour,rework
A1,2026-07-01,007,"1,000.05",no
A2,2026-07-02,007,500.00,yes
A3,2026-07-03,012,333.33,
A4,2026-06-30,012,999.99,no
A5,2026-07-31,0030,200.00,no
`

export const MARKS = `id,mark,damage
007,95.5,
012,59.99,100
0030,88,10.01
`

/** The files of the shop, by their names below its folder. */
export const FILES: Readonly<Record<string, string>> = {
  'scheme.yaml': SCHEME,
  'data/2026-07/roster.csv': ROSTER,
  'data/2026-07/orders.csv': ORDERS,
  'data/2026-07/marks.csv': MARKS,
}

/*
 * By hand, for July:
 * 007   turnover 1,500.05; bonus 1,500.05 × 10% × 95.5% = 143.254775 → 143.25; quality 5% = 7.1625 → 7.16
 *       net 143.25 − 7.16 = 136.09
 * 012   turnover 333.33 (A4 is June's); 333.33 × 10% × 59.99% = 19.99646… → 20.00; quality 1.00
 *       repair 100 × 105% = 105.00, at most 20% × 20.00 = 4.00: deducted 4.00, carried 101.00; net 20 − 1 − 4 = 15.00
 * 0030  turnover 200.00; 200 × 10% × 88% = 17.60, duty 100: gross 117.60; quality 5% of 17.60 = 0.88
 *       repair 10.01 × 105% = 10.5105 → 10.51, at most 23.52; net 117.60 − 0.88 − 10.51 = 106.21
 * all   gross 143.25 + 20.00 + 117.60 = 280.85; withheld 9.04; deducted 14.51; carried 101.00; net 257.30
 */

/** A temporary copy of the shop, with some files put in place of its own (undefined: without it). */
export function makeShop(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const folder = tempFolder()
  const files = Object.entries({ ...FILES, ...changes }).filter((f): f is [string, string] => f[1] !== undefined)
  put(folder, Object.fromEntries(files))
  return folder
}
