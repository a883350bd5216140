// `--set` with several values, and on figures that have no name of their own. Worked out by hand from the small shop:
// the bonus is the turnover × rate × mark, 007 1,500.05 × 95.5%, 012 333.33 × 59.99%, 0030 200.00 × 88% and 100 for duty.

import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { makeShop, SCHEME } from '../support/shop.ts'

interface Document {
  from: string
  variants: string[]
  rows: { kind: string; name?: string; from: string; amounts: string[]; differences: string[] }[]
}

const JULY = ['run', '--period', '2026-07', '--lang', 'en']

async function whatIf(cwd: string, ...settings: string[]): Promise<Document> {
  const ran = await run([...JULY, '--json', ...settings.flatMap(s => ['--set', s])], { cwd })
  if (ran.code !== 0) throw new Error(ran.out + ran.err)
  return (JSON.parse(ran.out) as { whatIf: Document }).whatIf
}

async function codes(cwd: string, ...settings: string[]): Promise<string> {
  const ran = await run([...JULY, ...settings.flatMap(s => ['--set', s])], { cwd })
  return ran.code === 1 ? ran.out + ran.err : `code ${ran.code}`
}

const FACTOR = edited(
  SCHEME,
  ['values:\n', 'values:\n  factor:\n    bands of: scores.mark\n    up to 60: 1\n    above 60: 2\n'],
  ['turnover × rate × scores.mark ÷ 100', 'turnover × rate × factor'],
)

describe('a list of values', () => {
  test('beside the month as it is: totals, departments, and each person who differs', async () => {
    const { from, variants, rows } = await whatIf(makeShop(), 'rate=5%,20%')
    expect([from, variants]).toEqual(['', ['rate=5%', 'rate=20%']])
    // 5%: 71.627… → 71.63, 9.998… → 10.00, 8.80 + 100; 20%: 286.51, 39.99, 35.20 + 100
    expect(rows.map(r => [r.kind, r.name, r.from, ...r.amounts, ...r.differences])).toEqual([
      ['gross', undefined, '280.85', '190.43', '461.70', '-90.42', '180.85'],
      ['net', undefined, '257.30', expect.any(String), expect.any(String), expect.any(String), expect.any(String)],
      ['group', 'north', '260.85', '180.43', '421.71', '-80.42', '160.86'],
      ['group', 'south', '20.00', '10.00', '39.99', '-10.00', '19.99'],
      ['person', 'Ann (007)', '143.25', '71.63', '286.51', '-71.62', '143.26'],
      ['person', '张伟 (012)', '20.00', '10.00', '39.99', '-10.00', '19.99'],
      ['person', '张伟 (0030)', '117.60', '108.80', '135.20', '-8.80', '17.60'],
    ])
  })

  test('several lists give every combination, at most 100', async () => {
    const cwd = makeShop()
    const { variants } = await whatIf(cwd, 'rate=5%,20%', 'scores.mark=80、90')
    expect(variants).toEqual([
      'rate=5% scores.mark=80',
      'rate=5% scores.mark=90',
      'rate=20% scores.mark=80',
      'rate=20% scores.mark=90',
    ])
    const many = Array.from({ length: 101 }, (_, i) => `${i + 1}%`).join(',')
    expect(await codes(cwd, `rate=${many}`)).toContain('101 variants are more than 100')
  })

  test('a text that may be one figure is refused; separators with decimals, or zeros, are one figure', async () => {
    const cwd = makeShop()
    const said = await codes(cwd, 'turnover=1,234')
    expect(said).toContain('“1,234” for “turnover” may be one figure or a list')
    expect(said).toContain('Write 1234 for the figure, or “1, 234” with spaces for the list.')
    expect((await whatIf(cwd, 'turnover=1, 234')).variants).toHaveLength(2)
    expect((await whatIf(cwd, 'turnover=1,234.50')).variants).toHaveLength(1)
    expect((await whatIf(cwd, 'turnover=1,000')).variants).toHaveLength(1)
    expect(await codes(cwd, 'rate=5%,much')).toContain('“much” is no value for “rate”')
  })

  test('nothing is written, and --out takes one variant', async () => {
    const cwd = makeShop()
    const ran = await run([...JULY, '--set', 'rate=5%,20%', '--out', 'x'], { cwd })
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('--out takes one variant, not a list') })
  })

  test('the table stays within 80 columns', async () => {
    for (const lang of ['en', 'zh']) {
      const argv = ['run', '--period', '2026-07', '--lang', lang, '--set', 'rate=5%,10%,20%,30%']
      const { out } = await run(argv, { cwd: makeShop(), columns: 80 })
      expect(out).toContain('(4) rate=30%')
      expect(out.split('\n').filter(line => stringWidth(line) > 80)).toEqual([])
    }
  })
})

describe('figures without a name', () => {
  test('what a band gives', async () => {
    // 012 has 59.99: 33.333 → 33.33, and 16.6665 → 16.67 with a half
    const { rows } = await whatIf(makeShop({ 'scheme.yaml': FACTOR }), 'factor.up to 60=0.5')
    expect(rows.filter(r => r.kind === 'person').map(r => [r.name, r.from, ...r.amounts])).toEqual([
      ['张伟 (012)', '33.33', '16.67'],
    ])
  })

  test('an unknown one is answered with the nearest', async () => {
    expect(await codes(makeShop({ 'scheme.yaml': FACTOR }), 'factor.up to 61=0.5')).toContain(
      'Did you mean “factor.up to 60”?',
    )
  })

  test('weights must still add up', async () => {
    const scheme = edited(
      SCHEME,
      ['values:\n', 'values:\n  both: { weighted: { marks.mark: 70%, rate: 30% } }\n'],
      ['turnover × rate × scores.mark ÷ 100', 'turnover × rate × both ÷ 100'],
    )
    const cwd = makeShop({ 'scheme.yaml': scheme })
    expect(await codes(cwd, 'both.rate=40%')).toContain('the weights add up to 110%, not 100%')
    expect((await whatIf(cwd, 'both.rate=40%', 'both.marks.mark=60%')).rows.length).toBeGreaterThan(2)
  })
})

describe('try', () => {
  const GIVEN = ['turnover=1500.05', 'scores.mark=95.5', 'damage=0'].flatMap(s => ['--set', s])
  const argv = ['try', 'scheme.yaml', '--position', 'advisor', '--lang', 'en', '--json']

  test('of a parameter: beside the trial as it is', async () => {
    const ran = await run([...argv, ...GIVEN, '--set', 'rate=5%,20%'], { cwd: makeShop() })
    const { whatIf: found } = JSON.parse(ran.out) as { whatIf: Document }
    expect([found.from, found.rows[0]]).toMatchObject(['', { from: '143.25', amounts: ['71.63', '286.51'] }])
  })

  test('of an input: beside its first value', async () => {
    const others = GIVEN.filter(s => !s.startsWith('turnover')).slice(1)
    const ran = await run([...argv, ...others, '--set', 'turnover=100,200'], { cwd: makeShop() })
    const { whatIf: found } = JSON.parse(ran.out || '{}') as { whatIf: Document }
    // 100,200 may be one figure
    expect([ran.code, found]).toEqual([1, undefined])
    const spaced = await run([...argv, ...others, '--set', 'turnover=100, 200'], { cwd: makeShop() })
    const { whatIf: two } = JSON.parse(spaced.out) as { whatIf: Document }
    // 100 × 10% × 95.5% = 9.55 and twice that
    expect(two.rows[0]).toMatchObject({ from: '9.55', amounts: ['19.10'], differences: ['9.55'] })
  })
})
