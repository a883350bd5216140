// What a line, a reserve and something decided by hand are for the tax client: their sums on sheets, statements, in JSON, in
// exports and in the audit workbook; with a draw, a release and a correction. Worked by hand.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runAudit } from '../support/audit-book.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'
import { differences, readBook, recalculate, withoutResults } from '../support/recalculate.ts'

const SCHEME = `scheme: Tax kinds
from: 2026-01
currency: CNY
sheets: en
people:
  file: roster*
  columns: { id: id, name: name, position: position, sales: money, extra: money, travel: money, damage: money }
  paid: name is not blank
pay:
  - for: everyone
    commission:
      bonus: sales × 5%
    lines:
      year end: { formula: extra, tax: annual bonus }
      journeys: { formula: travel, tax: none }
      advance: { formula: 100元, recovered: 50元 }
reserves:
  safety:
    withheld: commission × 10%
    tax: annual bonus
    release: { every: quarter, ratio: 100% }
  loyalty:
    withheld: year end × 50%
    release: { every: quarter, ratio: 100% }
deductions:
  lines:
    damages: damage
adjustments:
  file: adjust*
  missing file: none
  columns: { person: person, kind: kind, amount: amount, reason: reason, reference: reference }
  kinds:
    present: { tax: none }
    extra work: { note: as salary }
exports:
  wages:
    file: wages-{period}.csv
    encoding: utf-8
    where: taxed as salary > 0
    control: income
    columns: { name: name, income: taxed as salary }
  bonuses:
    file: bonuses-{period}.csv
    encoding: utf-8
    where: taxed as annual bonus ≠ 0
    columns: { name: name, income: taxed as annual bonus, untaxed: taxed as none }
  released:
    of: safety
    file: released-{period}.csv
    encoding: utf-8
    where: released > 0
    columns: { name: name, wages: taxed as salary, bonus: taxed as annual bonus }
  loyal:
    of: loyalty
    file: loyal-{period}.csv
    encoding: utf-8
    columns: { name: name, wages: taxed as salary, bonus: taxed as annual bonus }
`
const HEAD = 'id,name,position,sales,extra,travel,damage\n'
const JULY = `${HEAD}1,Ann,seller,10011.00,3000,120.50,200.00\n2,Bob,seller,0,0,0,0\n`
const AUGUST = `${HEAD}1,Ann,seller,2000.00,0,0,0\n2,Bob,seller,0,0,0,0\n`

function shop(scheme = SCHEME): string {
  const root = tempFolder()
  put(root, {
    'scheme.yaml': scheme,
    'data/2026-07/roster.csv': JULY,
    'data/2026-08/roster.csv': AUGUST,
    'data/2026-09/roster.csv': AUGUST,
  })
  return root
}

type Sums = Record<string, string>
interface Doc {
  taxed?: Sums
  people: { net: string; deducted: string; taxed?: Sums; lines: { name: string; tax?: string }[] }[]
  problems: { code: string; severity: string; message: string; hint: string }[]
}

async function month(cwd: string, period = '2026-07'): Promise<Doc> {
  return json<Doc>(await run(['run', '--json', '--period', period], { cwd }))
}

async function done(cwd: string, ...argv: string[]): Promise<void> {
  expect(await run(argv, { cwd })).toMatchObject({ code: 0 })
}

const file = (cwd: string, name: string): string =>
  readFileSync(join(cwd, 'out', name), 'utf8')
    .replace(/\r\n/g, '\n')
    .replace(/^\uFEFF/, '')

describe('tax kinds', () => {
  test('what is paid is told by kind', async () => {
    const cwd = shop()
    const { taxed, people } = await month(cwd)
    // Ann: 10,011 × 5% = 500.55, of it 10% (50.055 → 50.06) is withheld, and 100 drawn: 550.49. Of 3,000 half is withheld.
    expect(people[0]).toMatchObject({
      net: '1970.99',
      taxed: { salary: '550.49', 'annual bonus': '1500.00', none: '120.50' },
    })
    expect(people[1]!.taxed).toEqual({ salary: '100.00', 'annual bonus': '0.00', none: '0.00' })
    // All that is paid, before the 200 of damages.
    expect(taxed).toEqual({ salary: '650.49', 'annual bonus': '1500.00', none: '120.50' })
    expect(people[0]!.lines.map(l => [l.name, l.tax])).toEqual([
      ['bonus', undefined],
      ['year end', 'annual bonus'],
      ['journeys', 'none'],
      ['advance', undefined],
    ])
    expect(file(cwd, '2026-07/wages-2026-07.csv')).toBe('name,income\nAnn,550.49\nBob,100.00\n')
    expect(file(cwd, '2026-07/bonuses-2026-07.csv')).toBe('name,income,untaxed\nAnn,1500.00,120.50\n')
    const [head, ann, bob] = file(cwd, '2026-07/payroll.csv').split('\n')
    const of = (line: string, title: string): string => line.split(',')[head!.split(',').indexOf(title)]!
    expect(['Ordinary wages', 'Annual bonus', 'Not taxed'].map(kind => of(ann!, `Tax kind: ${kind}`))).toEqual([
      '550.49',
      '1500.00',
      '120.50',
    ])
    expect([ann!, bob!].map(line => of(line, 'Tax kind'))).toEqual([
      'Ordinary wages、Annual bonus、Not taxed',
      'Ordinary wages',
    ])
    const statements = file(cwd, '2026-07/statements.html')
    expect(statements).toContain('year end <span class="whose">Annual bonus</span>')
    expect(statements).not.toContain('bonus <span class="whose">Ordinary wages')
  })

  test('what of a draw is taken back is no income again, and a release is of the kind of its reserve', async () => {
    const cwd = shop()
    for (const period of ['2026-07', '2026-08', '2026-09']) {
      const { people } = await month(cwd, period)
      // 2,000 × 5% = 100.00 less 10.00, 100 drawn, 50 of what was drawn before taken back.
      if (period === '2026-08') expect(people[0]!.taxed).toMatchObject({ salary: '140.00', 'annual bonus': '0.00' })
      if (period === '2026-08') expect(people[0]).toMatchObject({ deducted: '50.00', net: '140.00' })
      await done(cwd, 'close', '--period', period)
    }
    // 50.06 + 10.00 + 10.00
    await done(cwd, 'release', 'safety', '--period', '2026-Q3', '--payout', '2026-10')
    expect(file(cwd, 'release-safety-2026-Q3/released-2026-Q3.csv')).toBe('name,wages,bonus\nAnn,0.00,70.06\n')
    expect(file(cwd, 'release-safety-2026-Q3/release.json')).toContain('"tax": "annual bonus"')
    expect(file(cwd, 'release-safety-2026-Q3/statements.html')).toContain('Tax kind: Annual bonus')
    await done(cwd, 'release', 'loyalty', '--period', '2026-Q3', '--payout', '2026-10')
    expect(file(cwd, 'release-loyalty-2026-Q3/loyal-2026-Q3.csv')).toBe('name,wages,bonus\nAnn,1500.00,0.00\n')
    await done(cwd, 'book', 'verify', '--replay')
  })

  test('a correction is of the kind of what it corrects, whatever the scheme says by then', async () => {
    const cwd = shop()
    await month(cwd)
    await done(cwd, 'close', '--period', '2026-07')
    put(cwd, { 'data/2026-07/roster.csv': edited(JULY, ['3000', '3200']) })
    await done(cwd, 'correct', '--period', '2026-07')
    put(cwd, { 'scheme.yaml': edited(SCHEME, [', tax: annual bonus', ', tax: severance']) })
    // 200 more of the year's end, half of it withheld; salary as in the test above.
    expect((await month(cwd, '2026-08')).people[0]).toMatchObject({
      taxed: { salary: '140.00', 'annual bonus': '100.00', severance: '0.00' },
    })
  })

  test('what is decided by hand has a kind', async () => {
    const cwd = shop()
    const rows = 'Ann,present,80,jubilee,A-1\nBob,extra work,20,stocktaking,A-2\n'
    put(cwd, { 'data/2026-07/adjust.csv': `person,kind,amount,reason,reference\n${rows}` })
    // 120.50 + 80; 100 + 20
    expect((await month(cwd)).people.map(p => p.taxed)).toEqual([
      { salary: '550.49', 'annual bonus': '1500.00', none: '200.50' },
      { salary: '120.00', 'annual bonus': '0.00', none: '0.00' },
    ])
  })

  test('a reserve of lines of several kinds is refused, and one of each kind comes off its own', async () => {
    const mixed = await month(shop(edited(SCHEME, ['commission × 10%', '(commission + journeys) × 10%'])))
    expect(mixed.problems.map(p => p.code)).toContain('TAX_MIXED')
    const apart = edited(SCHEME, [
      'reserves:\n',
      'reserves:\n  of journeys:\n    withheld: journeys × 10%\n    release: { every: quarter, ratio: 100% }\n',
    ])
    // 120.50 − 12.05; the salary as before.
    expect((await month(shop(apart))).people[0]!.taxed).toMatchObject({ salary: '550.49', none: '108.45' })
  })

  test('a line that may take away from several kinds says its own', async () => {
    const cap = (tax: string): string =>
      edited(SCHEME, ['      advance:', `      cap: { formula: "min(0, 3500元 − lines above)"${tax} }\n      advance:`])
    expect((await month(shop(cap('')))).problems.map(p => p.code)).toContain('TAX_MIXED')
    // 500.55 + 3,000 + 120.50 is 121.05 too much.
    const { people } = await month(shop(cap(', tax: annual bonus')))
    expect(people[0]!.taxed).toMatchObject({ salary: '550.49', 'annual bonus': '1378.95' })
    // What only adds is salary where nothing is said.
    const more = await month(
      shop(edited(SCHEME, ['      advance:', '      least: max(0, 5000元 − lines above)\n      advance:'])),
    )
    // 5,000 − 3,621.05
    expect(more.people[0]!.taxed).toMatchObject({ salary: '1929.44' })
  })

  test('is told by explain, in the summary, on the report and in a comparison', async () => {
    const cwd = shop()
    const line = 'Tax kind: Ordinary wages 650.49 · Annual bonus 1,500.00 · Not taxed 120.50'
    expect((await run(['run', '--period', '2026-07'], { cwd })).out).toContain(line)
    const ann = (...of: string[]): Promise<{ out: string }> =>
      run(['explain', '1', ...of, '--period', '2026-07'], { cwd })
    expect((await ann()).out).toContain('Tax kind: Ordinary wages 550.49 · Annual bonus 1,500.00 · Not taxed 120.50')
    for (const words of ['taxed as salary', 'Tax kind: Ordinary wages'])
      expect((await ann(words)).out).toContain('= 500.55 + 100.00 − 50.06')
    expect(file(cwd, '2026-07/report.html')).toContain('Tax kind: Annual bonus')
    await done(cwd, 'close', '--period', '2026-07')
    await done(cwd, 'run', '--period', '2026-08')
    const { out } = await run(['explain', '1', 'taxed as salary', '--period', '2026-08'], { cwd })
    // 5% of 2,000, the draw, 10% of the line and what is taken back of July's draw.
    expect(out).toContain('= 100.00 + 100.00 − 10.00 − 50.00')
    const compared = (await run(['compare', '2026-07', '2026-08'], { cwd })).out
    expect(compared).toMatch(/Tax kind: Annual bonus +1,500.00 +0.00 +−1,500.00 +sum/)
  })

  test('a scheme that says none shows none, and its exports find all of it salary', async () => {
    const plain = edited(
      SCHEME,
      [', tax: annual bonus', ''],
      [', tax: none', ''],
      ['    tax: annual bonus\n', ''],
      ['{ tax: none }', '{ only: plus }'],
    )
    const cwd = shop(plain)
    const { taxed, people } = await month(cwd)
    expect([taxed, people[0]!.taxed]).toEqual([undefined, undefined])
    const text = file(cwd, '2026-07/payroll.csv')
    expect(text).not.toContain('Tax kind:')
    expect(text).toContain(',Ordinary wages,')
    // 550.49 + 1,500 + 120.50
    expect(file(cwd, '2026-07/wages-2026-07.csv')).toBe('name,income\nAnn,2170.99\nBob,100.00\n')
  })

  test.each([
    [', tax: annual bonus', ', tax: anual bonus', 'SHAPE_WRONG', 'annual bonus'],
    ['    tax: annual bonus\n', '    tax: bonus\n', 'SHAPE_WRONG', 'annual bonus'],
    ['{ tax: none }', '{ tax: no }', 'SHAPE_WRONG', 'none'],
    ['{ tax: none }', '{ counts as: deduction, tax: none }', 'SHAPE_WRONG', 'pay'],
    ['    damages: damage', '    damages: { formula: damage, tax: none }', 'KEY_UNKNOWN', 'tax'],
    ['    damages: damage', '    damages: { formula: damage, recovered: 5元 }', 'KEY_UNKNOWN', 'recovered'],
    ['income: taxed as salary', 'income: taxed as salery', 'NAME_UNKNOWN', 'taxed as salary'],
    ['bonus: sales × 5%', 'bonus: { formula: sales × 5%, tax: taxed as salary }', 'SHAPE_WRONG', 'salary'],
  ])('%j as %j: %s', async (from, to, code, said) => {
    const { problems } = await month(shop(edited(SCHEME, [from, to])))
    const errors = problems.filter(p => p.severity === 'error')
    expect(errors.map(p => p.code)).toContain(code)
    expect(errors.map(p => `${p.message} ${p.hint}`).join('\n')).toContain(said)
  })
})

describe.skipIf(!OFFICE)('the audit workbook', () => {
  test('adds up each kind by formulas, with positions, reserves, a draw that is taken back and a correction', async () => {
    const own = edited(
      SCHEME.slice(0, SCHEME.indexOf('exports:')),
      [
        '  - for: everyone\n    commission:',
        '  - for: manager\n    lines:\n      year end: { formula: extra, tax: severance }\n      journeys: travel\n  - for: seller\n    commission:',
      ],
      // Of managers nothing else is of one kind: their half of the year's end comes off the severance.
    )
    const cwd = shop(own)
    const people = `${JULY}3,Cid,manager,0,5000,33.30,0\n`
    put(cwd, {
      'data/2026-07/roster.csv': people,
      'data/2026-08/roster.csv': edited(AUGUST, ['0,0,0,0\n', '0,0,0,0\n3,Cid,manager,0,0,0,0\n']),
    })
    const { people: paid } = await month(cwd)
    expect(paid[2]!.taxed).toEqual({ salary: '33.30', 'annual bonus': '0.00', severance: '2500.00', none: '0.00' })
    await done(cwd, 'close', '--period', '2026-07')
    put(cwd, { 'data/2026-07/roster.csv': edited(people, ['3000', '3200']) })
    await done(cwd, 'correct', '--period', '2026-07')
    const bytes = await runAudit(cwd, '2026-08')
    const [stored, found] = [readBook(bytes), recalculate(new Map([['book', withoutResults(bytes)]])).get('book')!]
    expect(differences(stored, found)).toEqual([])
    const overview = [...found.values()][0]!
    expect(overview.get('A2')!.text).toMatch(/^All agree/)
    const titles = [...found.get('Pay')!.values()].map(cell => cell.text)
    expect(titles).toContain('Tax kind: Annual bonus')
  })
})
