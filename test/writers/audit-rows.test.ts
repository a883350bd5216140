// The check of audit.xlsx holds each amount against the row that it is of: with a roster in another order, people who are not
// paid, who are paid nothing, who only have a correction, and positions whose lines have one name; also after it was sorted.

import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runAudit } from '../support/audit-book.ts'
import { run } from '../support/cli.ts'
import { folderOfFile, put } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'
import { differences, type ReadBook, readBook, recalculate, withoutResults } from '../support/recalculate.ts'

const SCHEME = `scheme: rows
from: 2026-01
currency: CNY
sheets: en
people:
  file: roster*
  columns: { code: id, name: name, job: position, team: group, left: { type: date, blank: none } }
  paid: left is blank or left ≥ start of period
tables:
  orders:
    file: orders*
    month: day
    columns: { order: id, day: date, who: person, labour: money }
  damage:
    file: damage*
    one row per: code
    missing row: blank
    columns: { code: person, lost: { type: money, blank: 0 } }
scores:
  turnover: sum(orders.labour by who)
pay:
  - for: advisor
    lines:
      bonus: turnover × 10%
      extra: { when: turnover > 100元, formula: 5元 }
  - for: technician
    lines:
      bonus: turnover × 20%
deductions:
  at most: 20% × gross
  lines:
    damaged: if lost is blank then 0元 else lost
`
const ROSTER = (left: string): string =>
  `code,name,job,team,left\n09,Ida,technician,B,\n03,Cora,advisor,A,${left}\n07,Gus,advisor,B,2026-01-31\n01,Ann,advisor,A,\n05,Eve,technician,A,\n`
const ORDERS = (month: string, cora: string): string =>
  `order,day,who,labour\n${month}1,2026-${month}-03,Ida,100.00\n${month}2,2026-${month}-04,Ann,1000.00\n${
    cora === '' ? '' : `${month}3,2026-${month}-05,Cora,${cora}\n`
  }`
const DAMAGE = 'code,lost\n01,70.00\n09,1.00\n'

describe.skipIf(!OFFICE)('the check', () => {
  let stored: ReadBook
  let bytes: Buffer
  beforeAll(async () => {
    const shop = join(folderOfFile(), 'shop')
    put(shop, {
      'scheme.yaml': SCHEME,
      'data/2026-07/roster.csv': ROSTER(''),
      'data/2026-07/orders.csv': ORDERS('07', '300.00'),
      'data/2026-07/damage.csv': DAMAGE,
      'data/2026-08/roster.csv': ROSTER('2026-07-31'),
      'data/2026-08/orders.csv': ORDERS('08', ''),
      'data/2026-08/damage.csv': DAMAGE,
    })
    const call = async (...argv: string[]): Promise<void> => {
      const ran = await run(argv, { cwd: shop, now: new Date(2026, 8, 3) })
      if (ran.code !== 0) throw new Error(`${ran.out}${ran.err}`)
    }
    await call('run', '--period', '2026-07')
    await call('close', '--period', '2026-07')
    put(shop, { 'data/2026-07/orders.csv': ORDERS('07', '400.00') })
    await call('correct', '--period', '2026-07')
    bytes = await runAudit(shop, '2026-08')
    stored = readBook(bytes)
  }, 120_000)

  const check = (book: ReadBook): [string, string, string, string][] => {
    const cells = [...book].at(-1)![1]
    const text = (address: string): string => cells.get(address)?.text ?? ''
    return Array.from({ length: 100 }, (_, i) => i + 2).flatMap(line => {
      const row = ['A', 'B', 'C', 'E'].map(letter => text(`${letter}${line}`))
      return row[0] === '' ? [] : [row as [string, string, string, string]]
    })
  }

  test('every cell comes to what bonusbook came to, and each item stands beside its own amount', () => {
    const found = recalculate(new Map([['book', withoutResults(bytes)]])).get('book')!
    expect(differences(stored, found)).toEqual([])
    const rows = check(found)
    expect(rows.filter(row => Number(row[3]) !== 0)).toEqual([])
    const net = rows.filter(row => row[1] === 'Total pay').map(row => [row[0].replace(/ .*/, ''), Number(row[2])])
    // Ann: 1,000 × 10% + 5 = 105, of which at most 21 are deducted; Cora: (400 − 300) × 10% of July; Eve: nothing;
    // Ida: 100 × 20% = 20, less the 1 of August. Ann still owes 49 of July.
    expect(Object.fromEntries(net)).toEqual({ Ann: 84, Cora: 10, Eve: 0, Ida: 19 })
  })

  test('no amount of the check or the overview changes its row when the sheet is sorted', () => {
    const sheets = [...stored]
    for (const [, cells] of [sheets[0]!, sheets.at(-1)!])
      for (const [, { formula }] of cells) expect(formula ?? '').not.toMatch(/![A-Z]+\d|!\$[A-Z]+\d|![A-Z]+\$/)
  })
})
