// "Did you mean …?" for everything that can be mistyped: commands, options, choices, periods, people, lines, reserves,
// names to set, positions, templates, folders and files. Each with the exit code that it has.

import { renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { folderOfFile, put } from '../support/folders.ts'
import { FILES } from '../support/shop.ts'

const shop = join(folderOfFile(), 'my-shop')
const JULY = ['--period', '2026-07']

beforeAll(async () => {
  put(shop, FILES)
  await run(['run', ...JULY], { cwd: shop })
  await run(['close', ...JULY], { cwd: shop })
})

const QUARTER = ['--period', '2026-Q3', '--payout', '2026-10', '--partial']

describe('what is meant is said', () => {
  test.each<[string[], number, string]>([
    [['chek'], 2, '“check”'],
    [['book', 'verfy'], 2, '“verify”'],
    [['run', '--perod', '2026-07'], 2, '“--period”'],
    [['run', '--perod=2026-07'], 2, '“--period”'],
    [['book', 'export', '--fromat', 'csv'], 2, '“--format”'],
    [['run', ...JULY, '--qiet'], 2, '“--quiet”'],
    [['book', 'export', '--format', 'exel'], 2, 'csv, xlsx, hledger, ledger'],
    [['book', 'export', '--format', 'xls'], 2, '“xlsx”'],
    [['completion', 'bsh'], 2, '“bash”'],
    // periods
    [['run', '--period', '2026-7'], 2, '“2026-07”'],
    [['run', '--period', '202607'], 2, '“2026-07”'],
    [['run', '--period', '2026年7月'], 2, '“2026-07”'],
    [['run', '--period', '２０２６／７'], 2, '“2026-07”'],
    [['run', '--period', 'lsat'], 2, '“last”'],
    [['run', '--period', '上个月'], 2, '“last”'],
    [['run', '--period', '2026-13'], 2, 'There is data of: 2026-07.'],
    [['run', '--period', '2026-Q3'], 2, 'There is data of: 2026-07.'],
    [['run', '--period', '2026-09'], 1, 'There is data of: 2026-07.'],
    [['check', '--period', '2026-09'], 1, 'There is data of: 2026-07.'],
    [['explain', '007', '--period', '2026-09'], 1, 'There is data of: 2026-07.'],
    [['release', 'quality', '--period', '2026Q3', '--payout', '2026-10'], 2, '“2026-Q3”'],
    [['release', 'quality', '--period', '2026年第三季度', '--payout', '2026-10'], 2, '“2026-Q3”'],
    [['release', 'quality', '--period', '2026-q3', '--payout', '2026-10'], 2, '“2026-Q3”'],
    [['release', 'quality', '--period', '2026/08', '--payout', '2026-10'], 2, '“2026-Q3”'],
    [['release', 'quality', '--period', '2026-Q3', '--payout', '2026-1'], 2, '“2026-01”'],
    [['correct', '--period', '2026-06'], 3, 'Closed are: 2026-07.'],
    // people: a number and a name with a typo, a name of several, everybody of a name nearly typed
    [['explain', '0O7', ...JULY], 1, '“Ann (007)”'],
    [['explain', 'Anne', ...JULY], 1, '“Ann (007)”'],
    [['explain', '张伟', ...JULY], 1, '012, 0030'],
    [['explain', '张玮', ...JULY], 1, '“张伟 (012), 张伟 (0030)”'],
    [['explain', 'nort', ...JULY], 1, '“north”'],
    [['book', 'balance', '--person', 'Anne'], 1, '“Ann (007)”'],
    [['book', 'register', '--person', '0012x'], 1, '“张伟 (012)”'],
    // lines, reserves, names to set, positions
    [['explain', '007', 'bonsu', ...JULY], 1, '“bonus”'],
    [['explain', '007', 'nothing like it', ...JULY], 1, 'There are: bonus, mark, grade, quality, repair, Total earned'],
    [['release', 'qualiti', ...QUARTER], 1, '“quality”'],
    [['book', 'balance', '--reserve', 'qualit'], 1, '“quality”'],
    [['run', ...JULY, '--set', 'rat=5%'], 1, '“rate”'],
    [['try', 'scheme.yaml', '--position', 'adviser'], 1, '“advisor”'],
    [['try', 'scheme.yaml'], 2, 'The scheme knows: advisor, head.'],
    [['try', 'scheme.yaml', '--position', 'advisor', '--set', 'turnove=5'], 1, '“turnover”'],
    // folders, files, templates
    [['init', 'x', '--template', 'worksop'], 1, '“workshop”'],
    [['try', 'schem.yaml', '--position', 'head'], 1, '“scheme.yaml”'],
    [['test', 'schem.yml'], 1, '“scheme.yaml”'],
    [['compare', '2026-7', '2026-08'], 1, '“2026-07”'],
    [['compare', '2026-07', 'out/2026-7'], 1, '“out/2026-07”'],
    [['run', ...JULY, '-C', '../my-shp'], 1, '“-C .”'],
    [['book', 'balance', '-C', '..'], 1, '“-C .”'],
  ])('%j', async (argv, code, words) => {
    const ran = await run(argv, { cwd: shop })
    expect(ran.err + ran.out).toContain(words)
    expect(ran.code).toBe(code)
  })

  test('of a folder beside this one, and of the only shop inside it', async () => {
    const cwd = dirname(shop)
    expect((await run(['check', '-C', 'my-sop'], { cwd })).err).toContain(`“-C ${basename(shop)}”`)
    expect((await run(['check'], { cwd })).err).toContain(`“-C ${basename(shop)}”`)
    renameSync(shop, join(cwd, 'another'))
    expect((await run(['check', '-C', 'zzzzzzzz'], { cwd })).err).toContain('bonusbook init')
    renameSync(join(cwd, 'another'), shop)
  })

  test('where nothing is near, what there is', async () => {
    expect((await run(['zzzzzz'], { cwd: shop })).err).toMatch(
      /There are: init, propose, check, form, run, [^.]*close, [^.]*, completion\./,
    )
    expect((await run(['run', '--zzzzzzzz'], { cwd: shop })).err).not.toContain('Did you mean')
  })
})

test('a number without its leading zeros, and a name, mean the person', async () => {
  const of = async (...argv: string[]): Promise<string> => (await run(argv, { cwd: shop })).out
  expect(await of('book', 'balance', '--person', '7')).toBe(await of('book', 'balance', '--person', '007'))
  expect(await of('book', 'balance', '--person', 'Ann')).toBe(await of('book', 'balance', '--person', '007'))
})

test('wrong usage is told in one language, with the way to the right use', async () => {
  const zh = await run(['--lang', 'zh', 'run', '--perod', '2026-07'], { cwd: shop })
  expect(zh).toMatchObject({
    code: 2,
    out: '',
    err: '错误：没有选项“--perod”\n  → 是否应为“--period”？\n    用法见 bonusbook run --help\n',
  })
})
