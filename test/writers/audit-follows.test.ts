// What rows are looked at for stands in audit.xlsx as formulas: rows that follow one another, prices that are looked up, what is counted
// once, rows made of rows, parts of shared rows. A changed cell gives what the program gives for the same change in the file; where the
// workbook has no line for it, an error, and never another amount.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runAudit } from '../support/audit-book.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'
import {
  type Change,
  differences,
  type ReadBook,
  readBook,
  recalculate,
  withoutResults,
} from '../support/recalculate.ts'

const SCHEME = `scheme: rows
from: 2026-01
currency: CNY
sheets: en
people:
  file: roster*
  columns: { code: id, name: name, job: position }
  paid: yes
tables:
  jobs:
    file: jobs*
    month: day
    leave out: void
    in order: { of: [day, nr], by: who }
    columns:
      nr: id
      day: date
      who: person
      crew: { type: person, shared: equally }
      kind: text
      size: text
      plate: text
      hours: number
      void: yes/no
    work out:
      price: only(list.price by kind, size)
      amount: hours × price
      which: previous(which, 0) + 1
      gap: if previous(day where hours ≥ 2) is blank then 0 else days between(previous(day where hours ≥ 2), day)
  list:
    file: list*
    columns: { kind: text, size: text, price: money }
  days:
    rows of: jobs
    one row per: [who, day]
    work out:
      prize: if sum(rows.hours) ≥ 5 then 7元 else 2元
  notes:
    file: notes*
    columns: { who: person, mark: number }
pay:
  - for: clerk
    lines:
      priced: sum(jobs.amount by who)
      further: count(jobs by who where which ≥ 2) × 10元
      gaps: sum(jobs.gap by who) × 1元
      plates: count distinct(jobs.plate by who) × 3元
      shared: sum(jobs.hours by crew) × 1元
      days: sum(days.prize by who)
      noted: only(notes.mark by who) × 1元
`

// Ann: 2 × 50 + 4 × 80 + 1 × 50 = 470; two of three jobs are not her first: 20; the 3rd and the 8th lie 1 and 5 days after the last job of
// 2 hours before them: 6; plates X and Y: 6; hours of her crews: 2 + 4 ÷ 2 + 1 = 5; three days of less than five hours: 6; 9: 522.
// Bob: 3 × 80 = 240; the first of all; X: 3; half of 4, and 3: 5; one day: 2; 4: 254. J5 is left out.
const FILES: Readonly<Record<string, string>> = {
  'scheme.yaml': SCHEME,
  'data/2026-07/roster.csv': 'code,name,job\n07,Ann,clerk\n03,Bob,clerk\n',
  'data/2026-07/jobs.csv': `nr,day,who,crew,kind,size,plate,hours,void
J1,2026-07-03,Ann,"Ann、Bob",wax,big,X,4,no
J2,2026-07-02,Ann,Ann,wax,small,Y,2,no
J3,2026-07-08,Ann,Ann,wax,small,X,1,no
J4,2026-07-05,Bob,Bob,wax,big,X,3,no
J5,2026-07-04,Ann,Ann,oil,big,Z,6,yes
`,
  'data/2026-07/list.csv': 'kind,size,price\nwax,small,50.00\nwax,big,80.00\noil,big,20.00\n',
  'data/2026-07/notes.csv': 'who,mark\nBob,4\nAnn,9\n',
}

/** What everybody is paid, by the overview's own formulas. */
function paid(book: ReadBook): Record<string, string> {
  const cells = [...book][0]![1]
  const names = [...cells].filter(([at, { text }]) => at.startsWith('B') && (text === 'Ann' || text === 'Bob'))
  return Object.fromEntries(names.map(([at, { text }]) => [text, cells.get(at.replace('B', 'D'))!.text]))
}

const JOBS = 'data/2026-07/jobs.csv'
interface Changed {
  readonly what: string
  readonly cell: Change
  readonly file: string
  readonly text: string
  readonly becomes: string
}

/** A cell of a sheet by its heading and the row's number in the file. */
function cell(book: ReadBook, sheet: string, title: string, row: string, value: Change['value']): Change {
  const cells = book.get(sheet)!
  const letters = (text: string): string =>
    [...cells].find(([at, c]) => /^[A-Z]+1$/.test(at) && c.text === text)![0].slice(0, -1)
  const numbers = new RegExp(`^${letters('#')}\\d+$`)
  const line = [...cells].find(([at, c]) => numbers.test(at) && !/[A-Z]1$/.test(at) && c.text === row)!
  return { sheet, cell: `${letters(title)}${line[0].replace(/\D+/, '')}`, value }
}

describe.skipIf(!OFFICE)('figures of rows', () => {
  test('follow every change as a run of the changed file does', async () => {
    const shop = tempFolder()
    put(shop, FILES)
    const bytes = await runAudit(shop)
    const stored = readBook(bytes)
    expect(paid(stored)).toEqual({ Ann: '522', Bob: '254' })
    const changed = (title: string, row: string, value: Change['value'], text: string, becomes: string): Changed => {
      return { what: `${title} of ${row}`, cell: cell(stored, 'jobs', title, row, value), file: JOBS, text, becomes }
    }
    const changes = [
      changed('hours', '2', 5, 'big,X,4,no', 'big,X,5,no'),
      changed('hours', '3', 1.5, 'small,Y,2,no', 'small,Y,1.5,no'),
      changed('plate', '4', 'Y', 'small,X,1', 'small,Y,1'),
      changed('kind', '5', 'oil', 'Bob,Bob,wax', 'Bob,Bob,oil'),
      changed('void', '4', true, 'X,1,no', 'X,1,yes'),
      // 2026-06-30: the row is of no day of July any more.
      changed('day', '3', 46_203, '2026-07-02', '2026-06-30'),
      {
        what: 'a price',
        cell: cell(stored, 'list', 'price', '2', 55),
        ...{ file: 'data/2026-07/list.csv', text: 'small,50.00', becomes: 'small,55.00' },
      },
    ]
    const wanted: Record<string, Record<string, string>> = {}
    for (const { what, file, text, becomes } of changes) {
      const other = tempFolder()
      put(other, { ...FILES, [file]: edited(FILES[file]!, [text, becomes]) })
      wanted[what] = paid(readBook(await runAudit(other)))
    }
    const lost = { what: 'a day without a line', cell: cell(stored, 'jobs', 'day', '5', 46_230) }
    const moved = { what: 'another order', cell: cell(stored, 'jobs', 'day', '4', 46_204) }
    const books = [...changes, lost, moved].map(c => [c.what, withoutResults(bytes, [c.cell])] as const)
    const found = recalculate(new Map([['as it is', withoutResults(bytes)], ...books]))
    expect(differences(stored, found.get('as it is')!)).toEqual([])
    expect(Object.fromEntries(changes.map(({ what }) => [what, paid(found.get(what)!)]))).toEqual(wanted)
    for (const { what } of [lost, moved]) expect(Object.values(paid(found.get(what)!))).toContain('#N/A')
    // 5 × 80 in place of 4 × 80, half an hour more of each crew, and 7 of a day of five hours: 522 + 80 + 0.5 + 5; 254 + 0.5.
    expect(wanted['hours of 2']).toEqual({ Ann: '607.5', Bob: '254.5' })
  }, 180_000)

  test('of an export that is too long for a sheet are values, and the overview says which', async () => {
    const shop = tempFolder()
    const more = Array.from({ length: 20_001 }, (_, i) => `K${i},2026-07-05,Bob,Bob,wax,big,X,1,no\n`)
    const scheme = edited(SCHEME, [/ {6}(?:which|gap|further|gaps): .*\n/g, ''])
    put(shop, { ...FILES, 'scheme.yaml': scheme, [JOBS]: FILES[JOBS]! + more.join('') })
    const book = readBook(await runAudit(shop))
    expect([...book.keys()]).not.toContain('jobs')
    const notes = [...[...book][0]![1].values()].map(({ text }) => text)
    expect(notes.filter(text => text.includes('20000'))).toEqual([expect.stringContaining('worked out from jobs')])
    expect(notes.some(text => text.includes('sums and counts of what stands'))).toBe(false)
  }, 60_000)
})

test('statements say what is worked out in the rows of a figure', async () => {
  const shop = tempFolder()
  put(shop, FILES)
  await runAudit(shop)
  const page = readFileSync(join(shop, 'out/2026-07/statements.html'), 'utf8')
  expect(page).toContain('3 rows · amount: hours × price · price: price in list by kind, size')
})
