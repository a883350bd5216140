// The command line itself: exit codes, suggestions, languages, colours, periods, help.

import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasColour, json, run, withoutColour } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, put, tempFolder } from '../support/folders.ts'
import { MARKS, makeShop, ORDERS, ROSTER, SCHEME } from '../support/shop.ts'

const HAN = /\p{Script=Han}/u

describe('wrong usage: exit code 2, told on stderr, nothing done', () => {
  test.each<[string[], string]>([
    [[], 'Usage'],
    [['rnu', '--period', '2026-07'], 'run'],
    [['chek'], 'check'],
    [['run', '--perod', '2026-07'], '--period'],
    [['run'], '--period'],
    [['run', '--period'], '--period'],
    [['run', '--period', '2026-13'], '2026-13'],
    [['run', '--period', '2026-7'], 'month such as 2026-07'],
    [['run', '--period', '2026-Q3'], 'month such as 2026-07'],
    [['run', '--period', 'yesterday'], 'yesterday'],
    [['run', '--period', '2026-07', '--set', 'rate'], 'name=value'],
    [['run', '--period', '2026-07', '--set', '=5'], 'name=value'],
    [['run', '--period', '2026-07', 'extra'], 'too many arguments'],
    [['run', '--period', '2026-07', '--lang', 'fr'], 'en, zh'],
    [['explain'], 'person'],
    [['explain', '--period', '2026-07'], 'person'],
    [['explain', '007', 'bonus', '--period', '2026-07', '--rows', 'few'], '--rows'],
    [['check', '--period', '2026-07', '--csv', 'list.pdf'], 'ends in .csv or .xlsx'],
    [['check', '--period', '2026-07', '--csv', 'LIST.ODS'], 'ends in .csv'],
    [['check', '--period', '2026-07', '--csv', 'scheme.yaml'], 'ends in .csv'],
    [['check', '--period', '2026-07', '--csv', 'data'], 'is a folder'],
    [['check', '--period', '2026-07', '--csv', 'new/'], 'is a folder'],
    [['check', '--period', '2026-07', '--csv', 'data/2026-07/orders.csv'], 'would write among the files'],
    [['compare', '2026-06', '2026-07', '--csv', 'list.pdf'], 'ends in .csv'],
    [['book', 'export', '--format', 'xlsx', '--out', 'book.csv'], 'ends in .xlsx'],
    [['book', 'export', '--format', 'csv', '--out', 'book.xlsx'], 'ends in .csv'],
    [['book', 'export', '--out', 'book/2026-07.csv'], 'would write among the files'],
    [['book', 'export', '--format', 'hledger', '--out', 'scheme.yaml'], 'ends in .journal'],
    [['try'], 'scheme'],
    [['try', 'scheme.yaml'], '--position'],
    [['init'], 'init'],
  ])('%j', async (argv, words) => {
    const cwd = makeShop()
    const before = contents(cwd)
    const ran = await run(argv, { cwd })
    expect(ran.code).toBe(2)
    expect(ran.out).toBe('')
    expect(ran.err).toContain(words)
    expect(contents(cwd)).toEqual(before)
  })
})

describe('help', () => {
  test.each([[['--help']], [['run', '--help']], [['--version']]])('%j is a result: stdout, exit code 0', async argv => {
    const ran = await run(argv)
    expect(ran.code).toBe(0)
    expect(ran.err).toBe('')
    expect(ran.out.length).toBeGreaterThan(3)
  })

  test('names every command', async () => {
    const { out } = await run(['--help'])
    for (const command of ['init', 'check', 'run', 'explain', 'try', 'test', 'schema'])
      expect(out).toContain(`  ${command} `)
  })
})

describe('the language', () => {
  const broken = (): string => makeShop({ 'data/2026-07/marks.csv': undefined })

  test.each<[Record<string, string>, string[], boolean]>([
    [{}, [], false],
    [{ LANG: 'zh_CN.UTF-8' }, [], true],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_TW' }, [], true],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, [], false],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN' }, [], true],
    [{ LANG: 'zh_CN.UTF-8' }, ['--lang', 'en'], false],
    [{ LANG: 'en_US.UTF-8' }, ['--lang', 'zh'], true],
    [{ LANG: 'de_DE.UTF-8' }, [], false],
  ])('with %j and %j is Chinese: %s', async (env, argv, chinese) => {
    const ran = await run(['run', '--period', '2026-07', ...argv], { cwd: broken(), env })
    expect(HAN.test(ran.err)).toBe(chinese)
    const document = await run(['run', '--period', '2026-07', '--json', ...argv], { cwd: broken(), env })
    expect(HAN.test(json<{ problems: { message: string }[] }>(document).problems[0]!.message)).toBe(chinese)
  })

  test('of the locale does not change what is written', async () => {
    const [a, b] = [makeShop(), makeShop()]
    await run(['run', '--period', '2026-07'], { cwd: a, env: { LANG: 'zh_CN.UTF-8' } })
    await run(['run', '--period', '2026-07'], { cwd: b, env: { LANG: 'en_US.UTF-8' } })
    expect(contents(join(a, 'out'))).toEqual(contents(join(b, 'out')))
  })
})

describe('colours', () => {
  const JULY = ['run', '--period', '2026-07']

  test('are for terminals that want them', async () => {
    const shown = async (argv: string[], setting: object): Promise<boolean> => {
      const { out, err } = await run(argv, { cwd: makeShop(), ...setting })
      return hasColour(out + err)
    }
    expect(await shown(JULY, { columns: 80 })).toBe(true)
    expect(await shown(JULY, {})).toBe(false)
    expect(await shown([...JULY, '--no-color'], { columns: 80 })).toBe(false)
    expect(await shown(JULY, { columns: 80, env: { NO_COLOR: '1' } })).toBe(false)
    expect(await shown([...JULY, '--json'], { columns: 80 })).toBe(false)
    expect(await shown(['check', '--period', '2026-07'], { columns: 80 })).toBe(true)
  })

  test('are all that differs', async () => {
    const cwd = makeShop()
    const coloured = await run(['explain', '007', 'bonus', '--period', '2026-07'], { cwd, columns: 80 })
    const plain = await run(['explain', '007', 'bonus', '--period', '2026-07', '--no-color'], { cwd, columns: 80 })
    expect(withoutColour(coloured.out)).toBe(plain.out)
  })
})

describe('the period', () => {
  const shopOf = (month: string): string => {
    const at = (text: string): string => edited(text, ['2026-07-', `${month}-`, 'all'])
    const cwd = makeShop({
      'data/2026-07/orders.csv': undefined,
      'data/2026-07/roster.csv': undefined,
      'data/2026-07/marks.csv': undefined,
      'scheme.yaml': edited(SCHEME, ['2026-01', '2020-01']),
    })
    put(cwd, {
      [`data/${month}/orders.csv`]: at(edited(ORDERS, ['A5,2026-07-31', 'A5,2026-07-28'])),
      [`data/${month}/roster.csv`]: edited(ROSTER, [/0031.*\n/, '']),
      [`data/${month}/marks.csv`]: MARKS,
    })
    return cwd
  }

  test.each<[string, Date, string]>([
    ['last', new Date(2026, 7, 15), '2026-07'],
    ['last', new Date(2027, 0, 1, 0, 0, 1), '2026-12'],
    ['last', new Date(2026, 2, 31, 23, 59, 59), '2026-02'],
    ['this', new Date(2026, 11, 31, 23, 59, 59), '2026-12'],
    ['this', new Date(2027, 0, 1), '2027-01'],
    ['2026-07', new Date(2030, 0, 1), '2026-07'],
  ])('%s on %s is %s', async (period, now, month) => {
    const ran = await run(['run', '--period', period, '--json'], { cwd: shopOf(month), now })
    expect(json<{ period: string }>(ran).period).toBe(month)
    expect(ran.code).toBe(0)
  })

  test('check takes the newest month that has data', async () => {
    const cwd = makeShop()
    put(cwd, { 'data/2026-05/x.csv': '', 'data/results/y.csv': '', 'data/2025-12/z.csv': '', 'data/notes/n.txt': '' })
    const ran = await run(['check', '--json'], { cwd, now: new Date(2026, 11, 1) })
    expect(json<{ period: string }>(ran).period).toBe('2026-07')
  })
})

describe('schemes by month', () => {
  test('of schemes/*.yaml the last that has begun holds', async () => {
    const cwd = makeShop({ 'scheme.yaml': undefined })
    const of = (from: string, rate: string): string => edited(SCHEME, ['2026-01', from], ['10%', rate])
    put(cwd, {
      'schemes/a.yaml': of('2026-07', '20%'),
      'schemes/b.yaml': of('2026-01', '10%'),
      'schemes/c.yaml': of('2026-08', '30%'),
    })
    const ran = await run(['run', '--period', '2026-07', '--json'], { cwd })
    // 1,500.05 × 20% × 95.5%
    expect(json<{ people: { gross: string }[] }>(ran).people[0]!.gross).toBe('286.51')
    const early = await run(['check', '--period', '2025-12', '--json'], { cwd })
    expect(early.code).toBe(1)
    expect(json<{ problems: { code: string }[] }>(early).problems.map(p => p.code)).toEqual(['SCHEME_MISSING'])
  })
})

test('a folder that does not exist is told, and not made', async () => {
  const cwd = tempFolder()
  const ran = await run(['run', '--period', '2026-07', '-C', 'nowhere'], { cwd })
  expect(ran.code).toBe(1)
  expect(ran.err).toContain('SCHEME_MISSING')
  expect(contents(cwd)).toEqual({})
})
