// Rows that stand twice, numbers that repeat, money taken back without an original, files given twice; and what a scheme
// accepts. The small shop's July orders: A1 1,000.05 and A2 500.00 of 007, A3 333.33 of 012, A5 200.00 of 0030.

import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { placeText } from '../../src/core/place.ts'
import type { Problem } from '../../src/core/problem.ts'
import { acceptingAll } from '../../src/scheme/allowed.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { monthOutcome } from '../support/outcome.ts'
import { MARKS, makeShop, ORDERS, SCHEME } from '../support/shop.ts'

const JULY = parsePeriod('2026-07')!
const LAST = 'A5,2026-07-31,0030,200.00,no\n'
const NUMBERED = edited(SCHEME, ['      order: id', '      order: { type: id, unique: yes }'])
const PLAIN = edited(SCHEME, ['      order: id', '      order: text'])

/** Lines of the small shop's scheme, and the one of its column. */
const LINES = SCHEME.trimEnd().split('\n').length
const LINE_OF_LABOUR = SCHEME.split('\n').indexOf('      labour: money') + 1

async function problemsOf(orders: string, scheme: string = SCHEME): Promise<readonly Problem[]> {
  const { problems } = await monthOutcome({ 'scheme.yaml': scheme, 'data/2026-07/orders.csv': orders })
  return problems.filter(p => p.code !== 'ROWS_OTHER_MONTH' && p.code !== 'COLUMN_UNUSED')
}

function told(problems: readonly Problem[]): string[] {
  return problems.map(p => `${p.severity} ${p.code} ${p.at ? placeText(p.at) : ''}`)
}

describe('the same row twice', () => {
  test('stops the run where the row has a number of its own, and both rows are quoted', async () => {
    const problems = await problemsOf(`${ORDERS}A2,2026-07-02,007,500.00,yes\n`)
    expect(told(problems)).toEqual(['error ROW_TWICE data/2026-07/orders.csv:7'])
    expect(problems[0]!.quote?.text).toBe('A2 | 2026-07-02 | 007 | 500.00 | yes')
    expect(problems[0]!.related).toEqual([
      { at: { file: 'data/2026-07/orders.csv', line: 3 }, note: 'A2 | 2026-07-02 | 007 | 500.00 | yes' },
    ])
  })

  test('is told and counts where nothing tells two such events apart', async () => {
    const problems = await problemsOf(`${ORDERS}A2,2026-07-02,007,500.00,yes\n`, PLAIN)
    expect(told(problems)).toEqual(['warning ROW_ALIKE data/2026-07/orders.csv:7'])
  })

  /** Thirty orders of 007, 012 and 0030, each row unlike all others; `from`, `to`: some of them. */
  const page = (from = 0, to = 30): string =>
    Array.from(
      { length: 30 },
      (_, i) => `B${i},2026-07-${String(i + 1).padStart(2, '0')},0${i % 2 === 0 ? '07' : '12'},${i}.10,no\n`,
    )
      .slice(from, to)
      .join('')

  test.each([
    ['a whole page', page() + page(), ['error ROWS_PASTED data/2026-07/orders.csv:37']],
    ['ten rows of it', page() + page(5, 15), ['error ROWS_PASTED data/2026-07/orders.csv:37']],
    [
      'nine, one by one',
      page() + page(5, 14),
      Array.from({ length: 9 }, (_, i) => `error ROW_TWICE data/2026-07/orders.csv:${37 + i}`),
    ],
    ['a page three times', page() + page() + page(), ['error ROWS_PASTED data/2026-07/orders.csv:37']],
    [
      'another row between two pages',
      `${page() + page(0, 12)}A9,2026-07-09,007,1.00,no\n${page(12)}`,
      ['error ROWS_PASTED data/2026-07/orders.csv:37', 'error ROWS_PASTED data/2026-07/orders.csv:50'],
    ],
  ])('many that follow one another were pasted, and are told once: %s', async (_, rows, codes) => {
    expect(told(await problemsOf(ORDERS + rows))).toEqual(codes)
  })

  test('where it says how many, and where they stood before; also without a number of their own', async () => {
    for (const scheme of [SCHEME, PLAIN]) {
      const [pasted] = await problemsOf(ORDERS + page() + page(3), scheme)
      expect(pasted).toMatchObject({
        ...{ code: 'ROWS_PASTED', severity: 'error', at: { line: 37 } },
        facts: { table: 'orders', rows: 27, other: 'data/2026-07/orders.csv:10' },
      })
    }
  })

  test('equal rows are no page, however many', async () => {
    const many = 'A2,2026-07-02,007,500.00,yes\n'.repeat(300)
    const [alike, ...others] = await problemsOf(ORDERS + many, PLAIN)
    expect(others).toEqual([])
    expect(alike).toMatchObject({ code: 'ROW_ALIKE', severity: 'warning', at: { line: 7 }, facts: { rows: 300 } })
    expect(alike!.related).toHaveLength(4)
  })

  test('below the total it is told that they stand above it', async () => {
    const problems = await problemsOf(`${ORDERS + page()}合计,,,,\n${page()}`)
    expect(problems.map(p => p.facts)).toEqual([{ table: 'orders', rows: 30, again: 30 }])
  })

  test('in files that the book keeps nothing of the kind stands in the way: the month was closed with them', async () => {
    const root = makeShop({ 'data/2026-07/orders.csv': ORDERS + page() + page() })
    const loaded = loadScheme(SCHEME, 'scheme.yaml', JULY)
    const given = { files: { root }, period: JULY }
    expect((await workOutMonth({ ...given, scheme: loaded })).month).toBeUndefined()
    const { month, problems } = await workOutMonth({
      ...given,
      scheme: { ...loaded, scheme: acceptingAll(loaded.scheme!) },
    })
    expect(month).toBeDefined()
    expect(told(problems)).toContain('warning ROWS_PASTED data/2026-07/orders.csv:37')
  })

  test('in them a figure with two readings is what it was when nothing else was known: one with a point', async () => {
    const scheme = edited(SCHEME, ['from: 2026-01\n', 'from: 2026-01\ncurrency: EUR\n'], ['100元', '€100'])
    const root = makeShop({ 'scheme.yaml': scheme, 'data/2026-07/orders.csv': `${ORDERS}A9,2026-07-09,007,1.234,no\n` })
    const loaded = loadScheme(scheme, 'scheme.yaml', JULY)
    const given = { files: { root }, period: JULY }
    const today = await workOutMonth({ ...given, scheme: loaded })
    expect(told(today.problems)).toContain('error CELL_AMBIGUOUS data/2026-07/orders.csv:7:4')
    const { month } = await workOutMonth({ ...given, scheme: { ...loaded, scheme: acceptingAll(loaded.scheme!) } })
    const { inFile } = month!.readings.find(r => r.table === 'orders')!.reading.totals[0]!
    // 1,000.05 + 500.00 + 333.33 + 999.99 + 200.00 + 1.234
    expect(inFile.toFixed()).toBe('3034.604')
  })

  test('a cell that no column asks for tells rows apart', async () => {
    const lines = ORDERS.trimEnd().split('\n')
    const orders = [`${lines[0]},item`, ...lines.slice(1).map(l => `${l},oil`), 'A2,2026-07-02,007,500.00,yes,tyre']
    expect(await problemsOf(`${orders.join('\n')}\n`)).toEqual([])
  })

  test('three times is told twice, and beyond fifty they are counted', async () => {
    expect(told(await problemsOf(ORDERS + LAST + LAST))).toEqual([
      'error ROW_TWICE data/2026-07/orders.csv:7',
      'error ROW_TWICE data/2026-07/orders.csv:8',
    ])
    const many = await problemsOf(ORDERS + LAST.repeat(60))
    expect(many).toHaveLength(51)
    expect(many.at(-1)).toMatchObject({ code: 'CELLS_MORE', facts: { code: 'ROW_TWICE', more: 10 } })
  })

  test('not of rows of another month', async () => {
    expect(await problemsOf(`${ORDERS}A4,2026-06-30,012,999.99,no\n`)).toEqual([])
  })
})

describe('numbers that repeat', () => {
  test('only where the scheme says that no two rows may have the same', async () => {
    const orders = `${ORDERS}A2,2026-07-05,012,1.00,no\n`
    expect(await problemsOf(orders)).toEqual([])
    const problems = await problemsOf(orders, NUMBERED)
    expect(told(problems)).toEqual(['error ID_REPEATED data/2026-07/orders.csv:7:1'])
    expect(problems[0]!.quote?.text).toBe('A2 | 2026-07-05 | 012 | 1.00 | no')
    expect(problems[0]!.related?.[0]?.note).toBe('A2 | 2026-07-02 | 007 | 500.00 | yes')
  })

  test.each([
    ['a small letter', 'a2'],
    ['a zero before the figure', 'A02'],
  ])('that differ only in their spelling count as two, so they are told: %s', async (_, number) => {
    const problems = await problemsOf(`${ORDERS}${number},2026-07-05,012,1.00,no\n`)
    expect(told(problems)).toEqual(['error ID_NEAR data/2026-07/orders.csv:7:1'])
    expect(problems[0]!.facts).toEqual({ column: 'order', found: number, nearest: 'A2' })
    expect(problems[0]!.related?.[0]?.note).toBe('A2 | 2026-07-02 | 007 | 500.00 | yes')
  })

  test.each([
    ['another figure', 'A12'],
    ['another letter', 'B2'],
    ['signs elsewhere', 'A-2'],
  ])('that differ otherwise are two: %s', async (_, number) => {
    expect(await problemsOf(`${ORDERS}${number},2026-07-05,012,1.00,no\n`)).toEqual([])
  })

  test('a spelling that only a row of another month has is told of no row', async () => {
    expect(await problemsOf(`${ORDERS}a2,2026-06-05,012,1.00,no\n`)).toEqual([])
  })

  test('of texts that are counted, too', async () => {
    const plates = edited(PLAIN, ['sum(orders.labour by advisor)', 'count distinct(orders.order by advisor) × 1元'])
    expect(told(await problemsOf(`${ORDERS}a2,2026-07-05,012,1.00,no\n`, PLAIN))).toEqual([])
    expect(told(await problemsOf(`${ORDERS}a2,2026-07-05,012,1.00,no\n`, plates))).toContain(
      'error ID_NEAR data/2026-07/orders.csv:7:1',
    )
  })

  test('a row that takes money back carries the number of its original', async () => {
    expect(await problemsOf(`${ORDERS}A2,2026-07-05,007,-500.00,no\n`, NUMBERED)).toEqual([])
  })

  test('rows that the table leaves out repeat nothing', async () => {
    const scheme = edited(
      NUMBERED,
      ['    month: settled\n', '    month: settled\n    leave out: rework\n'],
      ['      labour: money\n', '      labour: money\n      rework: { type: yes/no, blank: no }\n'],
    )
    // A2 itself is rework here.
    expect(await problemsOf(`${ORDERS}A2,2026-07-05,012,1.00,no\n`, scheme)).toEqual([])
  })

  test('a whole row twice is told once, as that', async () => {
    expect(told(await problemsOf(ORDERS + LAST, NUMBERED))).toEqual(['error ROW_TWICE data/2026-07/orders.csv:7'])
  })

  test('a figure can not be unique', async () => {
    const scheme = edited(SCHEME, ['      labour: money', '      labour: { type: money, unique: yes }'])
    expect(told(await problemsOf(ORDERS, scheme))).toEqual([`error KEY_UNKNOWN scheme.yaml:${LINE_OF_LABOUR}:30`])
  })
})

describe('money taken back', () => {
  test('under a number under which none was charged this month is told, and counts', async () => {
    const problems = await problemsOf(`${ORDERS}A0,2026-07-09,007,-100.00,no\n`)
    expect(told(problems)).toEqual(['warning REVERSAL_ALONE data/2026-07/orders.csv:7:1'])
    expect(problems[0]!.quote?.text).toBe('A0 | 2026-07-09 | 007 | -100.00 | no')
  })

  test.each(['before', 'after'])('with its original %s it in the file is in order', async where => {
    const back = 'A2,2026-07-09,007,-500.00,yes\n'
    const [header, ...rows] = ORDERS.split('\n')
    const orders = where === 'after' ? `${header}\n${back}${rows.join('\n')}` : ORDERS + back
    expect(await problemsOf(orders)).toEqual([])
  })
})

describe('files', () => {
  test('two files of the same bytes for one table', async () => {
    const files = { 'data/2026-07/orders (1).csv': ORDERS }
    const { problems } = await monthOutcome(files)
    expect(problems).toMatchObject([{ code: 'FILE_AMBIGUOUS', facts: { same: true } }])
    const other = await monthOutcome({ 'data/2026-07/orders (1).csv': `${ORDERS}A6,2026-07-31,0030,1,no\n` })
    expect(other.problems).toMatchObject([{ code: 'FILE_AMBIGUOUS', facts: { same: false } }])
  })

  test('the file of another table', async () => {
    const scheme = edited(
      SCHEME,
      [
        '  marks:\n',
        '  returns:\n    file: returns*\n    month: settled\n    columns:\n      order: id\n      settled: date\n' +
          '      advisor: person\n      labour: money\n  marks:\n',
      ],
      [
        'turnover: sum(orders.labour by advisor)',
        'turnover: sum(orders.labour by advisor) − sum(returns.labour by advisor)',
      ],
    )
    const { problems } = await monthOutcome({ 'scheme.yaml': scheme, 'data/2026-07/returns.csv': ORDERS })
    expect(told(problems.filter(p => p.code !== 'ROWS_OTHER_MONTH'))).toEqual([
      'error FILE_TWICE data/2026-07/returns.csv',
    ])
  })

  test('the same file as the month before, where nothing in it says its month', async () => {
    const { problems } = await monthOutcome({ 'data/2026-06/marks.csv': MARKS })
    expect(told(problems.filter(p => p.code !== 'ROWS_OTHER_MONTH'))).toEqual([
      'warning FILE_AS_BEFORE data/2026-07/marks.csv',
    ])
    const other = await monthOutcome({ 'data/2026-06/marks.csv': edited(MARKS, ['95.5', '95.4']) })
    expect(other.problems.filter(p => p.code !== 'ROWS_OTHER_MONTH')).toEqual([])
  })
})

describe('what the scheme accepts', () => {
  const twice = `${ORDERS}A2,2026-07-02,007,500.00,yes\n`

  test('stays visible with its reason and stops nothing', async () => {
    const scheme = `${SCHEME}allow:\n  ROW_TWICE: two tyres on two lines\n`
    const { month, problems } = await monthOutcome({ 'scheme.yaml': scheme, 'data/2026-07/orders.csv': twice })
    expect(problems.find(p => p.code === 'ROW_TWICE')).toMatchObject({
      severity: 'warning',
      allowed: 'two tyres on two lines',
    })
    // 1,000.05 + 500 + 500 = 2,000.05; × 10% × 95.5% = 191.004775
    expect(month!.result.people[0]!.gross.toFixed(2)).toBe('191.00')
    const cwd = makeShop({ 'scheme.yaml': scheme, 'data/2026-07/orders.csv': twice })
    const ran = await run(['check', '--period', '2026-07'], { cwd })
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('accepted by the scheme: two tyres on two lines')
    const document = json<{ problems: { code: string; accepted?: string }[] }>(
      await run(['check', '--period', '2026-07', '--json'], { cwd }),
    )
    expect(document.problems.map(p => p.accepted)).toContain('two tyres on two lines')
  })

  test('by table, in that table only', async () => {
    const scheme = (table: string): string => `${SCHEME}allow:\n  ROW_TWICE:\n    ${table}: two tyres\n`
    expect(told(await problemsOf(twice, scheme('orders')))).toEqual(['warning ROW_TWICE data/2026-07/orders.csv:7'])
    expect(told(await problemsOf(twice, scheme('marks')))).toEqual(['error ROW_TWICE data/2026-07/orders.csv:7'])
    expect(told(await problemsOf(twice, scheme('order')))).toContain(`error SHAPE_WRONG scheme.yaml:${LINES + 3}:5`)
  })

  test('a stranger then works for nobody, and is listed with rows and amounts', async () => {
    const scheme = `${SCHEME}allow: { PERSON_UNKNOWN: an outside workshop }\n`
    const orders = `${ORDERS}A8,2026-07-04,Foreign,70.00,no\nA9,2026-07-05,Foreign,7.77,no\n`
    const { month } = await monthOutcome({ 'scheme.yaml': scheme, 'data/2026-07/orders.csv': orders })
    expect(month!.reconciliation[0]!.nobody.toFixed()).toBe('77.77')
    expect(month!.unmatched.strangers).toEqual([
      { found: 'Foreign', at: 'data/2026-07/orders.csv:7:3', rows: 2, amounts: 'labour 77.77' },
    ])
  })

  test.each(['CELL_INVALID', 'ROW_TWISE', 'FILE_MISSING'])('%s can not be accepted', async code => {
    const problems = await problemsOf(ORDERS, `${SCHEME}allow: { ${code}: because }\n`)
    expect(told(problems)).toEqual([`error SHAPE_WRONG scheme.yaml:${LINES + 1}:10`])
  })
})

describe('who and what did not come together', () => {
  test('people who are paid and got nothing, and work of people who are not paid', async () => {
    const orders = edited(ORDERS, ['A3,2026-07-03,012,333.33', 'A3,2026-07-03,0031,333.33'])
    const { month } = await monthOutcome({ 'data/2026-07/orders.csv': orders })
    expect(month!.unmatched.nothing).toEqual([{ id: '012', name: '张伟', position: 'advisor' }])
    expect(month!.unmatched.unpaid).toMatchObject([{ id: '0031', name: 'Gone', measure: 'orders.labour', rows: 1 }])
    expect(month!.unmatched.unpaid[0]!.amount.toFixed()).toBe('333.33')
    const cwd = makeShop({ 'data/2026-07/orders.csv': orders })
    const { out } = await run(['check', '--period', '2026-07'], { cwd })
    expect(out).toMatch(/^paid, but nothing earned\n.*\n {2}012 +张伟 +advisor\n/m)
    expect(out).toMatch(/^worked, but not paid this month\n.*\n {2}0031 +Gone +orders\.labour +1 +333\.33\n/m)
  })

  // 0031 left in June. Hours 2.5 + 1.25 = 3.75 in two rows; three calls; a mark of 50.
  test('work in hours, in rows and in a table with a row a person of those who are not paid', async () => {
    const scheme = edited(
      SCHEME,
      ['  marks:\n', '  calls:\n    file: calls*\n    columns: { agent: person }\n  marks:\n'],
      ['      labour: money\n', '      labour: money\n      hours: number\n'],
      ['rate × scores.mark ÷ 100', 'rate × scores.mark ÷ 100 + flat'],
      [
        'scores:\n',
        '  hours: sum(orders.hours by advisor)\n  calls: count(calls by agent)\n  flat: hours × 1元 + calls × 2元\nscores:\n',
      ],
    )
    const orders = `order,settled,advisor,labour,hours
A1,2026-07-01,007,100.00,8
A2,2026-07-02,0031,0.00,2.5
A3,2026-07-03,0031,0.00,1.25
`
    const changes = {
      'scheme.yaml': scheme,
      'data/2026-07/orders.csv': orders,
      'data/2026-07/calls.csv': 'agent\n007\n0031\n0031\n0031\n',
      'data/2026-07/marks.csv': `${MARKS}0031,50,\n`,
    }
    const { month } = await monthOutcome(changes)
    expect(month!.unmatched.unpaid.map(u => [u.id, u.measure, u.rows, u.amount.toFixed()])).toEqual([
      ['0031', 'orders.hours', 2, '3.75'],
      ['0031', 'calls', 3, '3'],
      ['0031', 'marks.mark', 1, '50'],
    ])
    const hours = month!.reconciliation.find(r => r.column === 'hours')!
    expect([hours.inFile, hours.used, hours.nobody].map(d => d.toFixed())).toEqual(['11.75', '8', '3.75'])
    const { out } = await run(['check', '--period', '2026-07'], { cwd: makeShop(changes) })
    expect(out).toMatch(/^ {2}0031 +Gone +orders\.hours +2 +3\.75\n {2}0031 +Gone +calls +3 +3$/m)
  })

  // 333.33 of 0031, who left; 1,000.05 + 500 + 200 of those paid; 999.99 is June's.
  test('what nobody is paid for is not used, unless the shop’s figure has it', async () => {
    const orders = edited(ORDERS, ['A3,2026-07-03,012,333.33', 'A3,2026-07-03,0031,333.33'])
    const labour = async (scheme: string): Promise<string[]> => {
      const marks = `${MARKS}0031,50,\n`
      const files = { 'data/2026-07/orders.csv': orders, 'data/2026-07/marks.csv': marks, 'scheme.yaml': scheme }
      const { month } = await monthOutcome(files)
      const { used, nobody, difference } = month!.reconciliation[0]!
      return [used, nobody, difference].map(d => d.toFixed())
    }
    expect(await labour(SCHEME)).toEqual(['1700.05', '333.33', '0'])
    const shopWide = edited(SCHEME, ['duty: 100元', 'duty: sum(orders.labour) × 1%'])
    expect(await labour(shopWide)).toEqual(['2033.38', '0', '0'])
    // Somebody who is paid, but by nothing that reads it: 0030 has the 200.00.
    const advisors = edited(SCHEME, ['  - for: [advisor, head]\n', '  - for: advisor\n'])
    expect(await labour(advisors)).toEqual(['1500.05', '533.33', '0'])
    // Who is paid follows from the rows themselves: 500 and more.
    const byRows = edited(SCHEME, [
      / {2}paid: .*\n/.exec(SCHEME)![0],
      '  paid: sum(orders.labour by advisor) ≥ 300元\n',
    ])
    expect(await labour(byRows)).toEqual(['1833.38', '200', '0'])
  })

  test('who is paid by no line is not told to have earned nothing', async () => {
    const { month } = await monthOutcome({
      'scheme.yaml': edited(
        SCHEME,
        ['  - for: [advisor, head]\n', '  - for: advisor\n'],
        ['  - for: head\n    lines:\n      duty: 100元\n', '  - for: head\n    lines: {}\n'],
      ),
      'data/2026-07/orders.csv': edited(ORDERS, ['A3,2026-07-03,012', 'A3,2026-07-03,007']),
    })
    expect(month!.unmatched.nothing.map(p => p.id)).toEqual(['012'])
  })

  test('money of a table with a row a person, of whom some are not paid', async () => {
    const { month } = await monthOutcome({ 'data/2026-07/marks.csv': `${MARKS}0031,50,12.34\n` })
    const damage = month!.reconciliation.find(r => r.column === 'damage')!
    // 100 + 10.01 of those paid, 12.34 of 0031
    expect([damage.inFile, damage.used, damage.nobody, damage.difference].map(d => d.toFixed())).toEqual([
      '122.35',
      '110.01',
      '12.34',
      '0',
    ])
  })
})

describe('check --csv', () => {
  test('writes the list with the rows as they stand, as text that no spreadsheet runs', async () => {
    const orders = edited(ORDERS, ['A3,2026-07-03,012,333.33', '=cmd,2026-07-03,012,abc'])
    const cwd = makeShop({ 'data/2026-07/orders.csv': orders })
    const ran = await run(['check', '--period', '2026-07', '--csv', 'list.csv'], { cwd })
    expect(ran.code).toBe(1)
    const { readFileSync } = await import('node:fs')
    const lines = readFileSync(`${cwd}/list.csv`, 'utf8').trimEnd().split('\r\n')
    expect(lines[0]).toBe(
      '\ufeffSeverity,Code,File,Sheet,Row,Column,Whom to ask,Row in the file,Message,Hint,Accepted because',
    )
    expect(lines[1]).toContain("error,CELL_INVALID,data/2026-07/orders.csv,,4,D,,'=cmd | 2026-07-03 | 012 | abc,")
    expect(lines[2]).toContain('warning,ROWS_OTHER_MONTH,data/2026-07/orders.csv,,5,B,')
    expect(lines).toHaveLength(3)
  })

  test('a folder that is not there is a problem, not a crash', async () => {
    const ran = await run(['check', '--period', '2026-07', '--csv', 'no/such/list.csv'], { cwd: makeShop() })
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('CANNOT_WRITE')
  })
})
