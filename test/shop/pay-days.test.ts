// When something is paid: the words for a day, and a month of which one line, what is withheld from it, and everything else are paid on
// days of their own: on sheets, statements, in JSON and in the bank's files. Worked by hand.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isoDate, parsePeriod } from '../../src/core/calendar.ts'
import type { Context } from '../../src/scheme/context.ts'
import { payDay, readPaid } from '../../src/scheme/pay-day.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const HERE = { text: { at: () => ({ at: { file: 'scheme.yaml' } }) }, report: () => {} } as unknown as Context

describe('days', () => {
  test.each([
    ['10th of next month', '2026-07', '2026-08-10'],
    ['次月10日', '2026-07', '2026-08-10'],
    ['31st of next month', '2026-08', '2026-09-30'],
    ['last day of this month', '2026-07', '2026-07-31'],
    ['last day of next month', '2027-01', '2027-02-28'],
    ['下月末', '2026-12', '2027-01-31'],
    ['当月最后一天', '2026-02', '2026-02-28'],
    ['5 days after', '2026-07', '2026-08-05'],
    ['1 day after', '2026-12', '2027-01-01'],
    ['5天后', '2026-07-05', '2026-07-10'],
    // The week ends on a Sunday, the Friday after is the 10th; July ends on a Friday, and the one after it is the 7th.
    ['Friday after', '2026-07-05', '2026-07-10'],
    ['Friday after', '2026-07', '2026-08-07'],
    ['之后的周五', '2026-07-05-2w', '2026-07-10'],
    ['5th of next month', '2026-07-H1', '2026-08-05'],
    ['20th of this month', '2026-07-H1', '2026-07-20'],
    // The week belongs to July
    ['15th of next month', '2026-07-05', '2026-08-15'],
  ])('%s of %s is %s', (text, period, day) => {
    expect(isoDate(payDay(readPaid([], text, HERE)!, parsePeriod(period)!))).toBe(day)
  })
})

test('what comes by the month where a week is paid counts from its own month', () => {
  // June ends in the week to 5 July, and is paid on the 10th of July; days are counted from the week
  const of = (text: string) =>
    isoDate(payDay({ ...readPaid([], text, HERE)!, every: 'month' }, parsePeriod('2026-07-05')!))
  expect(['10th of next month', 'last day of this month', 'Friday after'].map(of)).toEqual([
    '2026-07-10',
    '2026-06-30',
    '2026-07-10',
  ])
})

const SCHEME = `scheme: Pay days
from: 2026-01
currency: CNY
sheets: en
paid: 10th of next month
people:
  file: roster*
  columns: { id: id, name: name, position: position, sales: money, damage: money }
  paid: name is not blank
pay:
  - for: everyone
    commission:
      bonus: { formula: sales × 5%, paid: 25th of next month }
    lines:
      base: 1000元
reserves:
  safety: { withheld: commission × 10%, paid: 25th of next month }
deductions:
  at most: 5000元
  lines:
    damages: damage
exports:
  first:
    file: bank-{paid}.csv
    encoding: utf-8
    where: paid that day > 0
    columns:
      name: name
      amount: paid that day
      day: pay day
  second:
    file: bonus-{paid}.csv
    encoding: utf-8
    paid: 25th of next month
    where: paid that day > 0
    columns:
      name: name
      amount: paid that day
      day: { text: "{paid}" }
`
const ROSTER = 'id,name,position,sales,damage\n1,Ann,seller,10011.00,200.00\n2,Bob,seller,0,0\n'

function shop(scheme = SCHEME, roster = ROSTER): string {
  const root = tempFolder()
  put(root, { 'scheme.yaml': scheme, 'data/2026-07/roster.csv': roster })
  return root
}

interface Doc {
  paid?: unknown
  people: { net: string; paid?: unknown; lines: { name: string; paid?: string }[] }[]
  problems: { code: string; message: string }[]
}

async function document(root: string): Promise<Doc> {
  return json<Doc>(await run(['run', '--json', '--period', '2026-07'], { cwd: root }))
}

const codes = async (scheme: string, roster = ROSTER): Promise<string[]> =>
  (await document(shop(scheme, roster))).problems.map(p => p.code)

describe('a month of two days of pay', () => {
  test('the net amount is what is paid on both', async () => {
    const root = shop()
    const { paid, people, problems } = await document(root)
    expect(problems.filter(p => p.code !== 'DEDUCTION_LIMIT').map(p => p.code)).toEqual([])
    // Ann: 1000 − 200 on the 10th; 10,011 × 5% = 500.55 less 10% (50.055 → 50.06) on the 25th. Bob has the 1000 alone.
    expect(people[0]).toMatchObject({
      net: '1250.49',
      paid: [
        { day: '2026-08-10', amount: '800.00' },
        { day: '2026-08-25', amount: '450.49' },
      ],
    })
    expect(people[0]!.lines.map(l => [l.name, l.paid])).toEqual([
      ['bonus', '2026-08-25'],
      ['base', undefined],
    ])
    expect(paid).toEqual([
      { day: '2026-08-10', amount: '1800.00', people: 2 },
      { day: '2026-08-25', amount: '450.49', people: 1 },
    ])
    const file = (name: string): string => readFileSync(join(root, 'out/2026-07', name), 'utf8').replace(/\r\n/g, '\n')
    expect(file('bank-2026-08-10.csv')).toBe('name,amount,day\nAnn,800.00,2026-08-10\nBob,1000.00,2026-08-10\n')
    expect(file('bonus-2026-08-25.csv')).toBe('name,amount,day\nAnn,450.49,2026-08-25\n')
    const [head, ann] = file('payroll.csv').split('\n')
    const cells = (line: string): string[] => line.replace(/^\uFEFF/, '').split(',')
    const of = (title: string): string => cells(ann!)[cells(head!).indexOf(title)]!
    expect([of('Paid on 2026-08-10'), of('Paid on 2026-08-25')]).toEqual(['800.00', '450.49'])
    expect(file('statements.html')).toContain('paid on 2026-08-25')
    expect(file('report.html')).toContain('Paid on 2026-08-25')
  })

  test('the book’s export has the day of everything that is paid, in the currency of its scheme', async () => {
    const dollars = edited(SCHEME, ['currency: CNY', 'currency: USD'], ['1000元', '$1000'], ['5000元', '$5000'])
    const root = shop(dollars)
    for (const command of ['run', 'close'])
      expect((await run([command, '--period', '2026-07', '--quiet'], { cwd: root })).code).toBe(0)
    const { out } = await run(['book', 'export', '--format', 'ledger'], { cwd: root })
    // The reserve has a day of its own, what is taken that of everything; what became due is no pay.
    expect(out).toBe(
      [
        'commodity USD\n    format 1000.00 USD\n\n2026-07-31 * (1) close 2026-07 1 Ann',
        '    ; position: seller',
        '    expenses:damages:1 Ann  -200.00 USD',
        '    expenses:bonus:1 Ann  500.55 USD\n    ; paid: 2026-08-25',
        '    expenses:base:1 Ann  1000.00 USD\n    ; paid: 2026-08-10',
        '    liabilities:reserves:safety:1 Ann:2026-07  -50.06 USD\n    ; paid: 2026-08-25',
        '    liabilities:payable:1 Ann  -450.49 USD\n    ; paid: 2026-08-25',
        '    liabilities:payable:1 Ann  -800.00 USD\n    ; paid: 2026-08-10',
        '',
        '2026-07-31 * (1) close 2026-07 2 Bob',
        '    ; position: seller',
        '    expenses:base:2 Bob  1000.00 USD\n    ; paid: 2026-08-10',
        '    liabilities:payable:2 Bob  -1000.00 USD\n    ; paid: 2026-08-10\n',
      ].join('\n'),
    )
    for (const program of ['hledger', 'ledger']) {
      const ask = [...(program === 'hledger' ? ['tag:paid=2026-08-25'] : ['%paid=2026-08-25']), '-f', '-']
      const said = spawnSync(program, ['bal', ...ask], { input: out, encoding: 'utf8' })
      if (said.error) console.warn(`${program} is not installed: not tried`)
      else expect(said.stdout).toMatch(/-50\.06 USD +(?:liabilities:)?reserves:safety/)
    }
    const { out: csv } = await run(['book', 'export'], { cwd: root })
    const [head, ...rows] = csv.trimEnd().split(/\r?\n/)
    expect(head!.endsWith(',Pay day')).toBe(true)
    expect(rows.map(row => row.split(',').slice(9, 11).concat(row.split(',').at(-1)!).join(' '))).toEqual([
      'Held back 50.06 2026-08-25',
      'Due 200.00 ',
      'Deducted 200.00 2026-08-10',
      'Carried over 0.00 ',
    ])
  })

  test('a scheme that says nothing of days shows none', async () => {
    const plain = edited(
      SCHEME.slice(0, SCHEME.indexOf('exports:')),
      ['paid: 10th of next month\n', ''],
      ['{ formula: sales × 5%, paid: 25th of next month }', 'sales × 5%'],
      [', paid: 25th of next month }', ' }'],
    )
    const root = shop(plain)
    const { paid, people } = await document(root)
    expect([paid, people[0]!.paid, people[0]!.net]).toEqual([undefined, undefined, '1250.49'])
    expect(readFileSync(join(root, 'out/2026-07/payroll.csv'), 'utf8')).not.toContain('Paid on')
  })

  test('more taken off on a day than is paid on it is told, and what is deducted may have a day', async () => {
    const roster = edited(ROSTER, ['200.00', '1100.00'])
    expect(await codes(SCHEME.slice(0, SCHEME.indexOf('exports:')), roster)).toContain('PAID_BELOW_ZERO')
    const later = edited(SCHEME, ['deductions:\n', 'deductions:\n  paid: 25th of next month\n'])
    // 450.49 − 200
    expect((await document(shop(later))).people[0]!.paid).toEqual([
      { day: '2026-08-10', amount: '1000.00' },
      { day: '2026-08-25', amount: '250.49' },
    ])
  })

  test.each([
    ['paid: 10th of next month\n', 'paid: 10 next month\n', 'SHAPE_WRONG'],
    ['paid: 10th of next month\n', 'paid: 32nd of next month\n', 'SHAPE_WRONG'],
    ['paid: 10th of next month\n', 'paid: Freitag after\n', 'SHAPE_WRONG'],
    ['paid: 10th of next month\n', '', 'KEY_MISSING'],
    ['paid: 10th of next month\n', 'paid: 10th of this month\n', 'PAID_EARLY'],
  ])('%j as %j: %s', async (from, to, code) => {
    expect(await codes(edited(SCHEME, [from, to]))).toContain(code)
  })

  test('files of days need a day', async () => {
    const exports = SCHEME.slice(SCHEME.indexOf('exports:'), SCHEME.indexOf('  second:'))
    const plain = edited(
      SCHEME.slice(0, SCHEME.indexOf('reserves:')),
      ['paid: 10th of next month\n', ''],
      [', paid: 25th of next month', ''],
      [', damage: money', ''],
    )
    expect(
      await codes(
        `${plain}${exports}`,
        edited(ROSTER, [',damage', ''], [',200.00', ''], ['Bob,seller,0,0', 'Bob,seller,0']),
      ),
    ).toEqual(['KEY_MISSING'])
  })
})
