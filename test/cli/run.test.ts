// bonusbook run: its JSON to the letter, what it prints and writes, what-ifs, and that a run with problems writes nothing.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { done } from '../../src/core/result.ts'
import { withShopLock } from '../../src/shop/lock.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, put, tempFolder } from '../support/folders.ts'
import { MARKS, makeShop, ORDERS, SCHEME } from '../support/shop.ts'

const JULY = ['run', '--period', '2026-07']

interface PayDocument {
  period: string
  people: { id: string; net: string; lines: { name: string; amount: string }[] }[]
  problems: { code: string; severity: string; at: string; message: string; hint: string }[]
}

describe('the document of --json', () => {
  test('is what design.md fixes, worked out by hand (test/support/shop.ts)', async () => {
    const ran = await run([...JULY, '--json'], { cwd: makeShop() })
    expect(ran.code).toBe(0)
    expect(json(ran)).toEqual({
      period: '2026-07',
      scheme: 'Small shop',
      people: [
        {
          id: '007',
          name: 'Ann',
          position: 'advisor',
          scores: { mark: '95.50', grade: 'A' },
          lines: [{ name: 'bonus', amount: '143.25', commission: true }],
          reserves: [{ name: 'quality', withheld: '7.16', forfeited: '0.00' }],
          deductions: [{ name: 'repair', amount: '0.00' }],
          deducted: '0.00',
          carried: '0.00',
          gross: '143.25',
          net: '136.09',
          flags: [],
        },
        {
          id: '012',
          name: '张伟',
          position: 'advisor',
          scores: { mark: '59.99', grade: 'C' },
          lines: [{ name: 'bonus', amount: '20.00', commission: true }],
          reserves: [{ name: 'quality', withheld: '1.00', forfeited: '0.00' }],
          deductions: [{ name: 'repair', amount: '105.00' }],
          deducted: '4.00',
          carried: '101.00',
          gross: '20.00',
          net: '15.00',
          flags: ['watch'],
        },
        {
          id: '0030',
          name: '张伟',
          position: 'head',
          scores: { mark: '88.00', grade: 'B' },
          lines: [
            { name: 'bonus', amount: '17.60', commission: true },
            { name: 'duty', amount: '100.00', commission: false },
          ],
          reserves: [{ name: 'quality', withheld: '0.88', forfeited: '0.00' }],
          deductions: [{ name: 'repair', amount: '10.51' }],
          deducted: '10.51',
          carried: '0.00',
          gross: '117.60',
          net: '106.21',
          flags: [],
        },
      ],
      groups: [],
      problems: [expect.objectContaining({ code: 'ROWS_OTHER_MONTH', severity: 'warning' })],
    })
  })

  test('a problem has a code, a severity, a place, a message and a hint, all texts', async () => {
    const ran = await run([...JULY, '--json'], { cwd: makeShop() })
    const [problem] = json<PayDocument>(ran).problems
    expect(Object.keys(problem!)).toEqual(['code', 'severity', 'at', 'message', 'hint', 'row'])
    expect(problem).toMatchObject({
      at: expect.stringMatching(/^data\/2026-07\/orders\.csv:?/),
      message: expect.stringContaining('1 row'),
    })
  })

  test('figures of groups stand beside the people', async () => {
    const scheme = edited(
      SCHEME,
      ['  turnover:', '  team turnover: sum(people.turnover by team)\n  turnover:'],
      ['watch: scores.mark < 60', 'watch: team turnover < 0 or scores.mark < 60'],
    )
    const ran = await run([...JULY, '--json'], { cwd: makeShop({ 'scheme.yaml': scheme }) })
    // north: 007 and 0030, 1,500.05 + 200.00; south: 012
    expect(json<{ groups: unknown }>(ran).groups).toEqual([
      { by: 'team', key: 'north', values: { 'team turnover': '1700.05' } },
      { by: 'team', key: 'south', values: { 'team turnover': '333.33' } },
    ])
  })
})

const teams = (flag: string): string =>
  edited(
    SCHEME,
    ['  turnover:', '  team turnover: sum(people.turnover by team)\n  turnover:'],
    ['watch: scores.mark < 60', flag],
  )

test('a figure of each group that nothing reads is shown, or told as unused', async () => {
  const ran = await run([...JULY, '--json'], { cwd: makeShop({ 'scheme.yaml': teams('watch: scores.mark < 60') }) })
  const { groups, problems } = json<PayDocument & { groups: unknown[] }>(ran)
  expect(groups.length > 0 || problems.some(p => p.code === 'VALUE_UNUSED')).toBe(true)
})

// The one person of the south has a mark below 60, so that the flag never asks for the south’s turnover.
test('a figure of each group is shown for every group, whoever happened to need it', async () => {
  const ran = await run([...JULY, '--json'], {
    cwd: makeShop({ 'scheme.yaml': teams('watch: scores.mark < 60 or team turnover < 0') }),
  })
  expect(json<{ groups: { key: string }[] }>(ran).groups.map(g => g.key)).toEqual(['north', 'south'])
})

describe('what it prints', () => {
  test('the totals and where the payroll sheet lies, on stdout; warnings on stderr', async () => {
    const cwd = makeShop()
    const ran = await run(JULY, { cwd })
    // advisors: 143.25 + 20.00; 7.16 + 1.00; 0 + 4.00; 136.09 + 15.00
    expect(ran.out.split('\n').map(line => line.trim().split(/ {2,}/).join(' | '))).toEqual(
      expect.arrayContaining([
        'Position | People | Earned | Held back | Deducted | Pay',
        'advisor | 2 | 163.25 | -8.16 | -4.00 | 151.09',
        'head | 1 | 117.60 | -0.88 | -10.51 | 106.21',
        'Total | 3 | 280.85 | -9.04 | -14.51 | 257.30',
      ]),
    )
    expect(ran.out).toContain('out/2026-07/payroll.xlsx')
    expect(ran.out).not.toContain('warning')
    expect(ran).toMatchObject({ code: 0, err: expect.stringContaining('1 warning') })
    expect(existsSync(join(cwd, 'out/2026-07/payroll.xlsx'))).toBe(true)
  })

  test('nothing on stderr with --quiet, and the result all the same', async () => {
    const ran = await run([...JULY, '--quiet'], { cwd: makeShop() })
    expect(ran.err).toBe('')
    expect(ran.out).toContain('257.30')
  })

  test('only the document with --json', async () => {
    const ran = await run([...JULY, '--json', '--quiet'], { cwd: makeShop() })
    expect(ran.err).toBe('')
    expect(ran.out.trim().startsWith('{')).toBe(true)
    expect(ran.out.trim().endsWith('}')).toBe(true)
  })

  test('-C names the shop from anywhere', async () => {
    const shop = makeShop()
    const elsewhere = tempFolder()
    const ran = await run([...JULY, '-C', shop], { cwd: elsewhere })
    expect(ran.code).toBe(0)
    expect(existsSync(join(shop, 'out/2026-07/payroll.csv'))).toBe(true)
    expect(contents(elsewhere)).toEqual({})
  })
})

describe('what-ifs', () => {
  const net = async (argv: string[], cwd: string): Promise<string[]> => {
    const ran = await run([...JULY, '--json', ...argv], { cwd })
    return json<PayDocument>(ran).people.map(p => p.net)
  }

  test('--set works out with the value and writes nothing', async () => {
    const cwd = makeShop()
    const before = contents(cwd)
    // 20%: 1,500.05 × 20% × 95.5% = 286.50955 → 286.51, less 14.33; 39.99 − 2.00 − 8.00; 35.20 + 100 − 1.76 − 10.51
    expect(await net(['--set', 'rate=20%'], cwd)).toEqual(['272.18', '29.99', '122.93'])
    expect(contents(cwd)).toEqual(before)
    const ran = await run([...JULY, '--set', 'rate=20%'], { cwd })
    expect(ran.out).toContain('Nothing was written')
    expect(contents(cwd)).toEqual(before)
  })

  test('--set and --out write there and leave out/ alone', async () => {
    const cwd = makeShop()
    const ran = await run([...JULY, '--set', 'rate=20%', '--out', 'trial'], { cwd })
    expect(ran.code).toBe(0)
    expect(Object.keys(contents(cwd)).filter(n => /^(out|trial)/.test(n))).toEqual([
      'trial/',
      'trial/audit.jsonl',
      'trial/audit.xlsx',
      'trial/payroll.csv',
      'trial/payroll.xlsx',
      'trial/report.html',
      'trial/run.json',
      'trial/statements.html',
    ])
    expect(JSON.parse(readFileSync(join(cwd, 'trial/run.json'), 'utf8'))).toMatchObject({
      whatIf: ['rate=20%'],
      totals: { net: '425.10' },
    })
  })

  test('several values, with full-width signs and spaces', async () => {
    // 150.005 → 150.01 − 7.50; 33.333 → 33.33 − 1.67 − 6.67 (20%); 20 + 100 − 1.00 − 10.51
    expect(await net(['--set', ' rate ＝ 10%', '--set', 'scores.mark=100'], makeShop())).toEqual([
      '142.51',
      '24.99',
      '108.49',
    ])
  })

  test.each([
    ['rte=5%', 'INPUT_UNKNOWN', 'Did you mean “rate”?'],
    ['rate=five', 'INPUT_INVALID', 'five'],
    ['turnover=5%', 'INPUT_INVALID', 'money'],
    ['bonus=5', 'INPUT_UNKNOWN', 'bonus'],
  ])('--set %s is a problem', async (setting, code, words) => {
    const ran = await run([...JULY, '--json', '--set', setting], { cwd: makeShop() })
    expect(ran.code).toBe(1)
    const { problems } = json<PayDocument>(ran)
    expect(problems.map(p => p.code)).toEqual([code])
    expect(`${problems[0]!.message} ${problems[0]!.hint}`).toContain(words)
  })
})

describe('a run with problems', () => {
  test.each<[string, Record<string, string | undefined>]>([
    ['a mistake in the scheme', { 'scheme.yaml': edited(SCHEME, ['turnover × rate', 'turnovr × rate']) }],
    ['no scheme', { 'scheme.yaml': undefined }],
    ['no export', { 'data/2026-07/orders.csv': undefined }],
    ['a cell that is no amount', { 'data/2026-07/orders.csv': edited(ORDERS, ['500.00', 'about 500']) }],
    ['someone without a row', { 'data/2026-07/marks.csv': edited(MARKS, ['012,59.99,100\n', '']) }],
    ['a mark out of range', { 'data/2026-07/marks.csv': edited(MARKS, ['88', '101']) }],
  ])('%s: exit code 1, told on stderr, nothing written', async (_, changes) => {
    const cwd = makeShop(changes)
    const before = contents(cwd)
    const ran = await run(JULY, { cwd })
    expect(ran.code).toBe(1)
    expect(ran.out).toBe('')
    expect(ran.err).toContain('error')
    expect(ran.err).toContain('Nothing was written')
    expect(contents(cwd)).toEqual(before)
    const document = await run([...JULY, '--json'], { cwd })
    expect(document.code).toBe(1)
    expect(json<PayDocument>(document).problems.some(p => p.severity === 'error')).toBe(true)
    expect(contents(cwd)).toEqual(before)
  })

  test('an older draft stays as it was', async () => {
    const cwd = makeShop()
    await run(JULY, { cwd })
    put(cwd, { 'scheme.yaml': edited(SCHEME, ['10%', '10']) })
    put(cwd, { 'data/2026-07/marks.csv': 'nothing' })
    const before = contents(cwd)
    expect((await run(JULY, { cwd })).code).toBe(1)
    expect(contents(cwd)).toEqual(before)
  })

  test('mistakes of the scheme and of several files are told at once', async () => {
    const cwd = makeShop({
      'scheme.yaml': edited(SCHEME, ['scores.mark < 60', 'scores.mark < “low”'], ['labour: money', 'labor: money']),
      'data/2026-07/marks.csv': edited(MARKS, ['95.5', 'n/a'], ['0030', '0099']),
    })
    const { problems } = json<PayDocument>(await run([...JULY, '--json'], { cwd }))
    expect(problems.map(p => p.code).sort()).toEqual([
      'CELL_INVALID',
      'HEADER_MISSING',
      'KINDS_MIXED',
      'PERSON_UNKNOWN',
    ])
  })

  test('the month is another: no data, no output', async () => {
    const cwd = makeShop()
    const ran = await run(['run', '--period', '2026-08'], { cwd })
    expect(ran.code).toBe(1)
    expect(existsSync(join(cwd, 'out'))).toBe(false)
  })

  test('a folder that can’t be written to is told', async () => {
    const cwd = makeShop()
    put(cwd, { out: 'a file where the folder should be' })
    const ran = await run(JULY, { cwd })
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('CANNOT_WRITE')
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe('a file where the folder should be')
  })

  test('a shop that another run holds is left alone: exit code 4', async () => {
    const cwd = makeShop()
    await withShopLock<true>(cwd, async () => {
      const before = contents(cwd)
      const ran = await run(JULY, { cwd })
      expect(ran.code).toBe(4)
      expect(ran.err).toContain('another run')
      expect(contents(cwd)).toEqual(before)
      // Reading does not need the shop for itself alone
      expect((await run(['check', '--period', '2026-07'], { cwd })).code).toBe(0)
      expect((await run([...JULY, '--set', 'rate=5%'], { cwd })).code).toBe(0)
      return done(true)
    })
    // What a dead process leaves behind is a file that nobody holds
    put(cwd, { '.bonusbook.lock': '' })
    expect((await run(JULY, { cwd })).code).toBe(0)
  })
})
