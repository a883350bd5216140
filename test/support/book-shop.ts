// A shop of four people over three months, for tests of closing and releasing: a clerk, somebody with complaints, one who
// leaves, one whom later rosters don't know. Every figure that it must give stands below, worked out by hand.

import { run } from './cli.ts'
import { put, tempFolder } from './folders.ts'

export const BOOK_SCHEME = `scheme: Book shop
from: 2026-01
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
    hired: date
    left: { type: date, blank: none }
  paid: hired ≤ end of period and (left is blank or left ≥ start of period)
tables:
  marks:
    file: marks*
    one row per: id
    columns:
      id: person
      amount: money
      damage: { type: money, blank: 0 }
      fine: { type: money, blank: 0 }
      complaint: { type: yes/no, blank: no }
  results:
    file: results/results*
    columns:
      term: text
      item: text
      返还比例: percent
pay:
  - for: clerk
    commission:
      bonus: marks.amount
reserves:
  quality:
    withheld: max(commission, 0) × 5%
    forfeited at once: complaint
    release:
      every: quarter
      ratio: only(results.返还比例 where term = release period and item = "quality")
      forfeited by: left is not blank and left < start of payout
  loyalty:
    withheld: max(commission, 0) × 3%
    release:
      every: year
      ratio: only(results.返还比例 where term = release period and item = "loyalty")
deductions:
  at most: 20% × max(gross, 0)
  lines:
    repair: damage × 105%
    fine: marks.fine
`

const HEAD = 'id,name,position,hired,left\n'
const ANN = '007,Ann,clerk,2020-01-01,\n'
const ZHANG = '012,张伟,clerk,2021-05-01,\n'
const LI = '0030,Li,clerk,2019-03-01,2026-08-31\n'
const ZOE = '0031,Zoe,clerk,2019-03-01,\n'
const MARKS = 'id,amount,damage,fine,complaint\n'

export const BOOK_FILES: Readonly<Record<string, string>> = {
  'scheme.yaml': BOOK_SCHEME,
  'data/2026-07/roster.csv': `${HEAD}${ANN}${ZHANG}${LI}${ZOE}`,
  'data/2026-07/marks.csv': `${MARKS}007,1000.10,300,,\n012,100.00,,,\n0030,200.00,,100,\n0031,40.00,,20,\n`,
  'data/2026-08/roster.csv': `${HEAD}${ANN}${ZHANG}${LI}`,
  'data/2026-08/marks.csv': `${MARKS}007,600.10,100,,\n012,50.30,,,yes\n0030,20.00,,,\n`,
  'data/2026-09/roster.csv': `${HEAD}${ANN}${ZHANG}${LI}`,
  'data/2026-09/marks.csv': `${MARKS}007,5000.00,,,\n012,10.10,,,\n`,
  'data/results/results.csv': 'term,item,返还比例\n2026-Q3,quality,90%\n2026,loyalty,100%\n',
}

export const BOOK_MONTHS = ['2026-07', '2026-08', '2026-09'] as const

/*
 * By hand. quality is 5% and loyalty 3% of the amount; deductions are at most 20% of it, the oldest first.
 *
 * July
 *   007   1000.10  quality 50.005 → 50.01  loyalty 30.003 → 30.00  repair 300 × 105% = 315.00, at most 200.02:
 *                  taken 200.02, open 114.98                        net 1000.10 − 50.01 − 30.00 − 200.02 = 720.07
 *   012    100.00  quality 5.00   loyalty 3.00                      net 92.00
 *   0030   200.00  quality 10.00  loyalty 6.00  fine 100.00, at most 40.00: open 60.00   net 200 − 10 − 6 − 40 = 144.00
 *   0031    40.00  quality 2.00   loyalty 1.20  fine 20.00, at most 8.00: open 12.00     net 40 − 2 − 1.20 − 8 = 28.80
 * August
 *   007    600.10  quality 30.005 → 30.01  loyalty 18.003 → 18.00  repair 100 × 105% = 105.00, at most 120.02:
 *                  July's 114.98, then 5.04 of August's: open 99.96  net 600.10 − 30.01 − 18.00 − 120.02 = 432.07
 *   012     50.30  quality 2.515 → 2.52, forfeited at once; loyalty 1.509 → 1.51         net 50.30 − 2.52 − 1.51 = 46.27
 *   0030    20.00  quality 1.00  loyalty 0.60  at most 4.00: open 56.00                  net 20 − 1 − 0.60 − 4 = 14.40
 *   0031    in no roster any more: 12.00 stay open
 * September
 *   007   5000.00  quality 250.00  loyalty 150.00  August's 99.96, at most 1000.00: open 0
 *                                                                   net 5000 − 250 − 150 − 99.96 = 4500.04
 *   012     10.10  quality 0.505 → 0.51  loyalty 0.303 → 0.30       net 10.10 − 0.51 − 0.30 = 9.29
 *   0030  left on 31 August: not paid, 56.00 stay open
 *
 * quality of the quarter: 007 holds 50.01 + 30.01 + 250.00 = 330.02; 012 5.00 + 0.51 = 5.51 (August's is forfeited);
 * 0030 10.00 + 1.00 = 11.00; 0031 2.00
 * loyalty: 007 30.00 + 18.00 + 150.00 = 198.00; 012 3.00 + 1.51 + 0.30 = 4.81; 0030 6.60; 0031 1.20
 */

/** A temporary copy of the shop, with some files put in place of its own (undefined: without it). */
export function makeBookShop(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const folder = tempFolder()
  putShop(folder, changes)
  return folder
}

export function putShop(folder: string, changes: Readonly<Record<string, string | undefined>> = {}): void {
  const files = Object.entries({ ...BOOK_FILES, ...changes }).filter((f): f is [string, string] => f[1] !== undefined)
  put(folder, Object.fromEntries(files))
}

/** Runs and closes months; each must succeed. */
export async function closeMonths(shop: string, months: readonly string[] = BOOK_MONTHS): Promise<void> {
  for (const period of months) {
    for (const command of ['run', 'close']) {
      const ran = await run([command, '--period', period], { cwd: shop })
      if (ran.code !== 0) throw new Error(`${command} ${period}: ${ran.code}\n${ran.out}${ran.err}`)
    }
  }
}
