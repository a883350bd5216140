// The papers of corrections, worked by hand on the small shop (support/shop.ts): what was and is, which rows made the difference,
// that they sum to the entry's postings; a correction of a correction, of somebody who has left, and one that changes nothing.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils, type WorkBook } from '@e965/xlsx'
import { beforeAll, describe, expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { copyInto, folderOfFile, put, tempFolder } from '../support/folders.ts'
import { pageText } from '../support/page-text.ts'
import { FILES, MARKS, ORDERS, ROSTER, SCHEME } from '../support/shop.ts'

const AUGUST = 'order,settled,advisor,labour,rework\nB1,2026-08-03,007,100.00,no\nB2,2026-08-04,012,1000.00,no\n'
const OTHER_MARKS = 'id,mark,damage\n007,100,\n012,100,\n0030,100,\n'
const PAPERS = 'out/correct-2026-07'

// 012 in July: 333.33 × 10% × 59.99% = 20.00, quality 1.00, repair 105.00 of which 20% × 20.00 = 4.00 taken. August:
// 100.00, of the 101.00 left 20.00 taken. With 1,333.33: 79.99, quality 4.00, 16.00 taken, 89.00 left, August 20.00.
const FIX = edited(ORDERS, ['A3,2026-07-03,012,333.33', 'A3,2026-07-03,012,1333.33'])

const closed = folderOfFile()
beforeAll(async () => {
  put(closed, {
    ...FILES,
    'scheme.yaml': edited(SCHEME, ['from: 2026-01\n', 'from: 2026-01\nsheets: zh\n']),
    'data/2026-08/roster.csv': ROSTER,
    'data/2026-08/orders.csv': AUGUST,
    'data/2026-08/marks.csv': OTHER_MARKS,
  })
  for (const month of ['2026-07', '2026-08']) {
    await ok(closed, 'run', '--period', month)
    await ok(closed, 'close', '--period', month)
  }
})

async function ok(cwd: string, ...argv: string[]): Promise<string> {
  const ran = await run([...argv, '--quiet'], { cwd })
  expect({ argv, code: ran.code, err: ran.err }).toEqual({ argv, code: 0, err: '' })
  return ran.out
}

function shopOf(files: Readonly<Record<string, string>> = {}): string {
  const cwd = tempFolder()
  copyInto(closed, cwd)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  return cwd
}

interface Draft {
  correction: string
  payout: string
  people: {
    id: string
    total: string
    corrections: { origin: string; kind: string; name: string; was: string; is: string; amount: string }[]
  }[]
  rows: { kind: string; place: string; cells: { name: string; before: string | null; now: string | null }[] }[]
}

function recordIn(cwd: string, folder: string = PAPERS): Draft {
  return JSON.parse(readFileSync(join(cwd, folder, 'correct.json'), 'utf8'))
}

const entries = (cwd: string): string[] => readdirSync(join(cwd, 'book')).filter(name => name.endsWith('.jsonl'))

/** The records of the newest entry. */
function sealedIn(
  cwd: string,
): { posting?: { kind: string; account: object; amount: string }; correction?: { amount: string } }[] {
  const lines = readFileSync(join(cwd, 'book', entries(cwd).sort().at(-1)!), 'utf8')
    .trim()
    .split('\n')
  return lines.slice(1, -1).map(line => JSON.parse(line))
}

function open(cwd: string, folder: string): WorkBook {
  return read(readFileSync(join(cwd, folder, 'payroll.xlsx')))
}

function rowsOf(book: WorkBook, sheet: string): (string | number | undefined)[][] {
  return utils.sheet_to_json(book.Sheets[sheet]!, { header: 1, raw: true })
}

function sum(amounts: readonly string[]): string {
  return amounts.reduce((all, text) => all.plus(decimal(text)), decimal(0)).toFixed(2)
}

describe('a corrected order', () => {
  test('is drafted with what was, what is and which row; nothing is sealed', async () => {
    const cwd = shopOf({ 'data/2026-07/orders.csv': FIX })
    const out = await ok(cwd, 'correct', '--period', '2026-07', '--draft')
    expect(out).toContain('20.00 → 79.99')
    expect(out).toContain('Not sealed')
    expect(entries(cwd)).toHaveLength(2)
    const page = readFileSync(join(cwd, PAPERS, 'statements.html'), 'utf8')
    // July itself is closed and paid
    expect(page).toContain('2026年7月 更正草稿，未封存，不作发放依据')
    const { payout, people, rows } = recordIn(cwd)
    expect([payout, people.map(p => [p.id, p.total])]).toEqual(['2026-09', [['012', '44.99']]])
    // 59.99 − 3.00 − 12.00 = 44.99; was and is differ by the amount, less for what is taken off
    expect(people[0]!.corrections.map(c => [c.kind, c.name, c.was, c.is, c.amount])).toEqual([
      ['line', 'bonus', '20.00', '79.99', '59.99'],
      ['withheld', 'quality', '1.00', '4.00', '-3.00'],
      ['deducted', 'repair', '4.00', '16.00', '-12.00'],
    ])
    expect(rows).toEqual([
      {
        table: 'orders',
        kind: 'changed',
        place: 'data/2026-07/orders.csv:4',
        cells: [
          { name: 'order', before: 'A3', now: 'A3' },
          { name: 'labour', before: '333.33', now: '1333.33' },
        ],
      },
    ])
  })

  test('its sheets sum to the entry’s postings, and replay gives the same bytes', async () => {
    const cwd = shopOf({ 'data/2026-07/orders.csv': FIX })
    await ok(cwd, 'correct', '--period', '2026-07')
    expect(readFileSync(join(cwd, PAPERS, 'statements.html'), 'utf8')).toContain('更正已封存：第 3 号事项，')
    const records = sealedIn(cwd)
    const csv = readFileSync(join(cwd, PAPERS, 'payroll.csv'), 'utf8')
      .trim()
      .split('\r\n')
      .map(line => line.split(','))
    const [head, ...people] = csv
    const settled = people.map(row => row[head!.indexOf('补差合计')]!)
    expect(sum(settled)).toBe(sum(records.flatMap(r => (r.correction ? [r.correction.amount] : []))))
    expect(sum(settled)).toBe('44.99')
    // What is withheld and taken more stands in the postings: 3.00 and 12.00
    const posted = (kind: string): string =>
      sum(records.flatMap(r => (r.posting?.kind === kind ? [r.posting.amount] : [])))
    expect([posted('withheld'), posted('taken')]).toEqual(['3.00', '12.00'])
    const workbook = open(cwd, PAPERS)
    expect(
      rowsOf(workbook, '账目')
        .slice(1)
        .map(row => [row[4], row[5]]),
    ).toEqual(records.flatMap(r => (r.posting ? [[expect.any(String), Number(r.posting.amount)]] : [])))
    // Held 1.00 → 4.00; still due after August 101.00 − 20.00 = 81.00 → 69.00
    expect(
      rowsOf(workbook, '余额')
        .slice(1, 3)
        .map(row => row.slice(4)),
    ).toEqual([
      ['2026年7月', 1, 4],
      ['2026年7月', 81, 69],
    ])
    expect((await run(['book', 'verify', '--replay'], { cwd })).code).toBe(0)
  })

  test('the page says it to the person and nobody else', async () => {
    const cwd = shopOf({ 'data/2026-07/orders.csv': FIX })
    await ok(cwd, 'correct', '--period', '2026-07')
    const page = pageText(readFileSync(join(cwd, PAPERS, 'statements.html'), 'utf8'))
    expect(page).toContain('2026年7月 更正单')
    expect(page).toContain('bonus 奖金项 2026年7月 20.00 79.99 59.99')
    expect(page).toContain('labour 333.33 → 1333.33')
    // 59.99 less the 12.00 that were taken besides, and of it 3.00 withheld: 47.99 − 3.00 = 44.99
    expect(page).toContain('turnover 333.33 1,333.33 47.99')
    expect(page).toContain('预留 1.00 4.00 -3.00')
    expect(page).not.toContain('Ann')
  })

  test('is settled below what September earned, whose limit does not count it', async () => {
    const cwd = shopOf({ 'data/2026-07/orders.csv': FIX })
    await ok(cwd, 'correct', '--period', '2026-07')
    const september = edited(AUGUST, ['2026-08', '2026-09', 'all'], ['B', 'C', 'all'])
    const write = (name: string, text: string): void => writeFileSync(join(cwd, 'data/2026-09', name), text)
    copyInto(join(cwd, 'data/2026-08'), join(cwd, 'data/2026-09'))
    write('orders.csv', september)
    write('marks.csv', edited(OTHER_MARKS, ['007,100,', '007,99,']))
    await ok(cwd, 'run', '--period', '2026-09')
    // 012: 1,000.00 × 10% = 100.00; quality 5.00; at most 20% × 100.00 = 20.00 of 69.00: 75.00 earned, 44.99 below it
    const page = pageText(readFileSync(join(cwd, 'out/2026-09/statements.html'), 'utf8'))
    expect(page).toContain(
      '应发奖金 100.00 预留合计 -5.00 扣款合计 -20.00 本月实得 75.00 以前月份补差 44.99 实发奖金 119.99',
    )
    expect(page).toContain('按本月应发计算，不计以前月份补差')
    const sheets = open(cwd, 'out/2026-09')
    const [head, ...rows] = rowsOf(sheets, '奖金表')
    const of =
      (id: string): ((title: string) => unknown) =>
      title =>
        rows.find(r => r[0] === id)![head!.indexOf(title)]
    const own = of('012')
    expect(
      ['应发奖金', '本月应扣', '以前未扣', '扣款合计', '未扣余额', '本月实得', '补差', '实发奖金'].map(own),
    ).toEqual([...[100, 0, 69, 20, 49], ...[75, 44.99, 119.99]])
    const report = pageText(readFileSync(join(cwd, 'out/2026-09/report.html'), 'utf8'))
    expect(report).toContain('补差 +44.99')
    expect((await run(['close', '--period', '2026-09'], { cwd })).code).toBe(0)
    expect((await run(['book', 'verify', '--replay'], { cwd })).code).toBe(0)
  })
})

test('a correction of a correction has papers of its own, from what the first one made of it', async () => {
  const cwd = shopOf({ 'data/2026-07/orders.csv': FIX })
  await ok(cwd, 'correct', '--period', '2026-07')
  writeFileSync(join(cwd, 'data/2026-07/orders.csv'), edited(FIX, ['012,1333.33', '012,833.33']))
  await ok(cwd, 'correct', '--period', '2026-07')
  // 833.33 × 10% × 59.99% = 49.9914… → 49.99, 30.00 less than 79.99
  const { people, rows } = recordIn(cwd, `${PAPERS}-2`)
  expect(people[0]!.corrections[0]).toMatchObject({ was: '79.99', is: '49.99', amount: '-30.00' })
  expect(rows[0]!.cells[1]).toMatchObject({ before: '1333.33', now: '833.33' })
  expect(recordIn(cwd).people[0]!.total).toBe('44.99')
  expect((await run(['book', 'verify', '--replay'], { cwd })).code).toBe(0)
})

test('one that changes nothing writes nothing; one that pays nothing says so', async () => {
  const cwd = shopOf()
  expect(await ok(cwd, 'correct', '--period', '2026-07')).toContain('nothing differs')
  expect(existsSync(join(cwd, PAPERS))).toBe(false)
  // 012 owes 10.50 more of July’s damage, of which neither July nor August could take anything
  writeFileSync(join(cwd, 'data/2026-07/marks.csv'), edited(MARKS, ['59.99,100', '59.99,110']))
  await ok(cwd, 'correct', '--period', '2026-07')
  const page = pageText(readFileSync(join(cwd, PAPERS, 'statements.html'), 'utf8'))
  // 101.00 − 20.00 = 81.00, 111.50 − 20.00 = 91.50
  expect(page).toContain('repair未扣余额 2026年7月 81.00 91.50')
  expect(page).toContain('没有需要补发或扣回的金额')
  expect(page).toContain('damage 100.00 → 110.00')
})

test('who has left in between has a page all the same; orders added and gone are told', async () => {
  const cwd = shopOf()
  writeFileSync(
    join(cwd, 'data/2026-08/roster.csv'),
    edited(ROSTER, ['012,张伟,advisor,south,2021-05-01,', '012,张伟,advisor,south,2021-05-01,2026-07-31']),
  )
  writeFileSync(
    join(cwd, 'data/2026-07/orders.csv'),
    edited(ORDERS, [/^A3.*\n/m, ''], [/$/, 'A6,2026-07-06,0030,100.00,no\n']),
  )
  await ok(cwd, 'correct', '--period', '2026-07')
  const { people, rows } = recordIn(cwd)
  expect(rows.map(r => [r.kind, r.cells[0]!.before ?? r.cells[0]!.now])).toEqual([
    ['added', 'A6'],
    ['gone', 'A3'],
  ])
  // 012: −20.00 + 1.00 + 4.00 of July; what is owed of July stays 105.00 and August took 20.00 of it as before.
  // 0030: 100.00 × 10% × 88% = 8.80 more, quality 5% of 26.40 = 1.32, 0.44 more
  expect(people.map(p => [p.id, p.total])).toEqual([
    ['012', '-15.00'],
    ['0030', '8.36'],
  ])
})
