// Draws: a line that is owed back. What is drawn is paid and carried over; what is taken back of it in later months has a limit of its
// own; what is left is told of who is not paid any more. Over four months of one shop, with a correction, an opening and the workbook.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, type Ran, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'
import { readBook as sheetsOf, writeBook } from '../support/opening.ts'
import { differences, readBook, recalculate, withoutResults } from '../support/recalculate.ts'
import { HEAD, load } from '../support/schemes.ts'

const SCHEME = `scheme: Draws
from: 2026-01
people:
  file: roster*
  columns: { id: id, name: name, position: position, left: { type: date, blank: none } }
  paid: left is blank or left ≥ start of period
tables:
  sales:
    file: sales*
    one row per: id
    missing row: blank
    columns: { id: person, sold: { type: money, blank: 0 }, damage: { type: money, blank: 0 } }
pay:
  - for: rep
    commission:
      bonus: sold × 10%
    lines:
      draw: { formula: 3000元 − bonus, not below: 0元, recovered: "min(bonus − 3000元, 500元)" }
deductions:
  at most: 20% × gross
  lines:
    damage: damage
scores:
  owed: carried
`
const ROSTER = 'id,name,position,left\n01,Ann,rep,\n02,Bob,rep,\n'
// Ann: 2,000 earned, 1,000 drawn; 2,800 and 200; 4,000, of 1,000 above it 500 are taken back; 3,100, 100 are.
const SOLD: Readonly<Record<string, readonly [ann: string, bob: string]>> = {
  '2026-07': ['20000,', '50000,600'],
  '2026-08': ['28000,', '20000,1000'],
  '2026-09': ['40000,', '36000,'],
  '2026-10': ['31000,', '30000,'],
}
const MONTHS = Object.keys(SOLD)

function shop(changes: Readonly<Record<string, string>> = {}): string {
  const folder = tempFolder()
  const months = MONTHS.flatMap(month => [
    [`data/${month}/roster.csv`, ROSTER],
    [`data/${month}/sales.csv`, `id,sold,damage\n01,${SOLD[month]![0]}\n02,${SOLD[month]![1]}\n`],
  ])
  put(folder, { 'scheme.yaml': SCHEME, ...Object.fromEntries(months), ...changes })
  return folder
}

async function good(argv: readonly string[], cwd: string): Promise<Ran> {
  const ran = await run(argv, { cwd })
  if (ran.code !== 0) throw new Error(`${argv.join(' ')}: ${ran.code}\n${ran.out}${ran.err}`)
  return ran
}

async function close(cwd: string, ...months: readonly string[]): Promise<void> {
  for (const period of months) {
    await good(['run', '--period', period], cwd)
    await good(['close', '--period', period], cwd)
  }
}

interface Person {
  readonly lines: readonly { name: string; amount: string }[]
  readonly scores: Readonly<Record<string, string>>
  readonly deducted: string
  readonly carried: string
  readonly net: string
}

/** `bonus draw deducted carried net` of both. */
async function month(cwd: string, period: string): Promise<string[]> {
  const { people } = json<{ people: Person[] }>(await good(['run', '--period', period, '--json'], cwd))
  return people.map(p =>
    [...p.lines.map(l => l.amount), p.deducted, p.carried, p.net, p.scores.owed === p.carried ? '' : '!']
      .join(' ')
      .trim(),
  )
}

describe('draws', () => {
  test('are paid, owed, and taken back under a limit of their own, beside deductions', async () => {
    const cwd = shop()
    // Bob: 5,000, the damage of 600 within 20% × 5,000.
    expect(await month(cwd, '2026-07')).toEqual([
      '2000.00 1000.00 0.00 1000.00 3000.00',
      '5000.00 0.00 600.00 0.00 4400.00',
    ])
    await close(cwd, '2026-07')
    // Bob: 2,000 and 1,000 drawn; of the damage 20% × 3,000 = 600, and 400 are carried with the 1,000.
    expect(await month(cwd, '2026-08')).toEqual([
      '2800.00 200.00 0.00 1200.00 3000.00',
      '2000.00 1000.00 600.00 1400.00 2400.00',
    ])
    await close(cwd, '2026-08')
    // Ann: 500 of July's 1,000. Bob: min(600, 500) of the draw, 400 of the damage.
    expect(await month(cwd, '2026-09')).toEqual([
      '4000.00 0.00 500.00 700.00 3500.00',
      '3600.00 0.00 900.00 500.00 2700.00',
    ])
    await close(cwd, '2026-09')
    // Ann: 100 of July's 500. Bob: 3,000 − 3,000 is nothing.
    expect(await month(cwd, '2026-10')).toEqual([
      '3100.00 0.00 100.00 600.00 3000.00',
      '3000.00 0.00 0.00 500.00 3000.00',
    ])
    await close(cwd, '2026-10')
    await good(['book', 'verify', '--replay'], cwd)
    const balance = (await good(['book', 'balance'], cwd)).out
    // Drawn 1,000 + 200, taken back 500 + 100.
    expect(balance).toMatch(/Ann +draw +1200\.00 +600\.00 +600\.00/)
  })

  test('are explained: what is taken back, by which rule, of which month', async () => {
    const cwd = shop()
    await close(cwd, '2026-07', '2026-08')
    const { out } = await good(['explain', 'Ann', 'net', '--period', '2026-09'], cwd)
    expect(out).toMatch(/draw 2026-07 = 500\.00/)
    expect(out).toMatch(/min\(bonus − 3000元, 500元\)/)
    expect(out).toMatch(/bonus = 4,000\.00/)
    for (const lang of ['en', 'zh']) await good(['run', '--period', '2026-09', '--lang', lang], cwd)
    const page = readFileSync(join(cwd, 'out/2026-09/statements.html'), 'utf8')
    expect(page).toMatch(/draw[\s\S]*2026年7月[\s\S]*500\.00/)
  })

  test.skipIf(!OFFICE)('the audit workbook takes them back, too', async () => {
    const cwd = shop()
    await close(cwd, '2026-07', '2026-08')
    await good(['run', '--period', '2026-09'], cwd)
    const bytes = readFileSync(join(cwd, 'out/2026-09/audit.xlsx'))
    const found = recalculate(new Map([['b', withoutResults(bytes)]])).get('b')!
    expect(differences(readBook(bytes), found)).toEqual([])
    expect([...found.values()][0]!.get('A2')!.text).toMatch(/^All agree/)
  })

  test('a correction settles what was drawn with what was earned', async () => {
    const cwd = shop()
    await close(cwd, '2026-07', '2026-08', '2026-09')
    // July's sales were 25,000: 2,500 earned, 500 drawn. Nothing more is paid, and 500 less are owed: all of July's are back.
    put(cwd, { 'data/2026-07/sales.csv': 'id,sold,damage\n01,25000,\n02,50000,600\n' })
    const { out } = await good(['correct', '--period', '2026-07', '--json'], cwd)
    const { people } = JSON.parse(out) as { people: { id: string; corrections: { name: string; amount: string }[] }[] }
    expect(people.map(p => [p.id, ...p.corrections.map(c => `${c.name} ${c.amount}`)])).toEqual([
      ['01', 'bonus 500.00', 'draw -500.00'],
    ])
    // October: 100 are above 3,000, of August's 200.
    expect((await month(cwd, '2026-10'))[0]).toBe('3100.00 0.00 100.00 100.00 3000.00')
    await close(cwd, '2026-10')
    await good(['book', 'verify', '--replay'], cwd)
  })

  test('a month whose lines read sheets is compared with another, and corrected', async () => {
    // Of what Bob is paid Ann, the head, has 1%, and 1% of what he still owes: lines that wait for the book.
    const lead = `  - for: head
    lines:
      lead: (sum(people.net where position = "rep") + sum(people.carried where position = "rep")) × 1%
`
    const rosters = MONTHS.map(m => [`data/${m}/roster.csv`, edited(ROSTER, ['Ann,rep', 'Ann,head'])] as const)
    const cwd = shop({
      'scheme.yaml': edited(SCHEME, ['deductions:\n', `${lead}deductions:\n`]),
      ...Object.fromEntries(rosters),
    })
    await close(cwd, '2026-07')
    // Bob: 4,400 and nothing owed; 2,400 and 1,400.
    const { people } = json<{ people: Person[] }>(await good(['run', '--period', '2026-08', '--json'], cwd))
    expect(people[0]!.lines).toEqual([{ name: 'lead', amount: '38.00' }].map(l => expect.objectContaining(l)))
    await close(cwd, '2026-08')
    // September: 2,700 and 500; of those 32.00 the 14.00 of August are carried and so August's, and not the sales'.
    const compared = (await good(['compare', '2026-08', '2026-09'], cwd)).out
    expect(compared).toMatch(/Ann \(01\): Total pay 38\.00 → 32\.00 \(−6\.00\)/)
    expect(compared).not.toMatch(/not explained|unexplained/)
    // July's damage was 5,000: 1,000 of it are taken, 4,000 are carried into August, of which 600 is all there is room for.
    put(cwd, { 'data/2026-07/sales.csv': 'id,sold,damage\n01,20000,\n02,50000,5000\n' })
    const { out } = await good(['correct', '--period', '2026-07', '--json'], cwd)
    const found = JSON.parse(out) as { people: { id: string; corrections: { name: string; amount: string }[] }[] }
    expect(found.people.map(p => [p.id, ...p.corrections.map(c => `${c.name} ${c.amount}`)])).toEqual([
      // 4,000 paid and 4,000 owed: 80 for 44; 2,400 paid and 4,000 + 1,000 + 400 owed: 78 for 38.
      ['01', 'lead 36.00', 'lead 40.00'],
      ['02', 'damage -400.00', 'damage 600.00', 'damage -600.00'],
    ])
    await close(cwd, '2026-09')
    await good(['book', 'verify', '--replay'], cwd)
  })

  test('what somebody who is not paid still owes is told', async () => {
    const gone = edited(ROSTER, ['01,Ann,rep,', '01,Ann,rep,2026-08-31'])
    const cwd = shop({ 'data/2026-09/roster.csv': gone, 'data/2026-09/sales.csv': 'id,sold,damage\n02,36000,\n' })
    await close(cwd, '2026-07', '2026-08')
    const { out: told } = await good(['check', '--period', '2026-09'], cwd)
    expect(told).toMatch(/DRAW_OWED/)
    expect(told).toMatch(/Ann \(01\) owes 1200\.00 of “draw”, and is not paid this/)
    const { out: chinese } = await good(['check', '--period', '2026-09', '--lang', 'zh'], cwd)
    expect(chinese).toMatch(/Ann \(01\) 尚欠“draw”1200\.00/)
    await close(cwd, '2026-09')
    expect((await good(['book', 'balance'], cwd)).out).toMatch(/Ann +draw +1200\.00 +0\.00 +1200\.00/)
  })

  test('a book may be opened with what is owed', async () => {
    const cwd = shop()
    await good(['book', 'open', '--template', 'empty.xlsx'], cwd)
    const sheets = sheetsOf(join(cwd, 'empty.xlsx'))
    const draws = sheets.Deductions!.filter(row => row.includes('draw'))
    expect(draws.map(row => row[0])).toEqual(['01', '02'])
    for (const row of sheets.Deductions!.slice(1)) {
      const own = row[0] === '01' && row.includes('draw')
      row.splice(4, 2, own ? '2026-08' : null, own ? 700 : null)
    }
    sheets.Deductions = sheets.Deductions!.filter((row, i) => i === 0 || row[5] !== null)
    for (const row of sheets.Totals!.slice(1)) row[2] = row.includes('draw') ? 700 : 0
    writeBook(join(cwd, 'opening.xlsx'), sheets)
    await good(['book', 'open', '--period', '2026-08', '--from', 'opening.xlsx'], cwd)
    // 4,000 earned: 500 of the 700 are taken back.
    expect((await month(cwd, '2026-09'))[0]).toBe('4000.00 0.00 500.00 200.00 3500.00')
  })

  test.each([
    ['draws that are below zero', 'pay:\n  - for: everyone\n    lines:\n      d: { formula: m, recovered: 1元 }\n', []],
    [
      'a limit that is no money',
      'pay:\n  - for: everyone\n    lines:\n      d: { formula: m, recovered: 1 }\n',
      ['MONEY_DUE'],
    ],
    [
      'a draw beside a deduction of its name',
      'pay:\n  - for: everyone\n    lines:\n      d: { formula: m, recovered: 1元 }\ndeductions:\n  lines:\n    d: k\n',
      ['NAME_TAKEN'],
    ],
    ['a score that is taken back', 'scores:\n  d: { formula: m, recovered: 1元 }\n', ['KEY_UNKNOWN']],
    [
      'what is taken back by what it comes to',
      'pay:\n  - for: everyone\n    lines:\n      d: { formula: m, recovered: net }\n',
      ['CYCLE'],
    ],
  ])('%s', (_, sections, expected) => {
    expect(
      load(HEAD + sections)
        .problems.filter(p => p.severity === 'error')
        .map(p => p.code),
    ).toEqual(expected)
  })
})
