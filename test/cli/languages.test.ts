// Every command prints one language: with `--lang en` no Chinese but what stands in scheme and data, with `--lang zh` no
// English but that, the words of the command line and names of files. Results, help, problems and wrong usage.

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { copyInto, folderOfFile, put, tempFolder } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'
import { foreign, shopWords, textOf, wordsOf } from '../support/languages.ts'

type Language = 'en' | 'zh'

const FIXTURES = join(GOLDEN, '..')
const APPROVED = ['--approve', '总经理=王立']

/** Command lines on the golden shop, whose July and August are closed and September is run. */
const GOOD: readonly (readonly string[])[] = [
  ['init', '--list'],
  ['init', 'new-shop'],
  ['check', '--period', '2026-09'],
  ['check', '--period', '2026-09', '--quiet'],
  ['run', '--period', '2026-09'],
  ['run', '--period', '2026-09', '--set', '净利润=300000'],
  ['run', '--period', '2026-09', '--set', '净利润=200000,300000', '--set', '返修折扣.above 5%=0.8'],
  ['close', '--period', '2026-07', '--if-open', ...APPROVED],
  ['release', 'APQ预留', '--period', '2026-Q3', '--payout', '2026-10', '--partial'],
  ['correct', '--period', '2026-07', '--dry-run'],
  ['book', 'balance', '--all'],
  ['book', 'register'],
  ['book', 'verify'],
  ['book', 'export'],
  ['explain', '00013', '--period', '2026-07'],
  ['explain', '00058', '工时提成', '--period', '2026-07', '--rows', '5'],
  ['explain', '00013', '考核成绩', '--period', '2026-07'],
  ['explain', '00173', '绩效工资', '--period', '2026-07'],
  ['explain', '00033', 'NPS预留', '--period', '2026-07'],
  ['explain', '机电二组', '--period', '2026-07'],
  ['explain', 'shop', '备件毛利额', '--period', '2026-07'],
  ['compare', '2026-07', '2026-08'],
  ['compare', '2026-07', '2026-08', '--quiet'],
  ['compare', '2026-09', 'out/2026-09'],
  ['test'],
  ['test', '--quiet'],
]

/** Wrong usage, and problems of commands. */
const WRONG: readonly (readonly string[])[] = [
  [],
  ['rnu'],
  ['book', 'exprot'],
  ['run'],
  ['run', '--period'],
  ['run', '--perod', '2026-07'],
  ['run', '--period', '2026-7'],
  ['run', '--period', '2026-Q3'],
  ['run', '--period', '2026-07', 'more'],
  ['run', '--period', '2026-07', '--set', '净利润'],
  ['run', '--period', '2026-07', '--set', '净利闰=3'],
  ['run', '--period', '2026-07', '--set', '净利润=三'],
  ['run', '--period', '2026-07', '--set', '净利润=200,300', '--out', 'x'],
  ['run', '--period', '2026-07', '--set', '净利润=1%,2%', '--out', 'x'],
  ['run', '--period', '2027-01'],
  ['run', '--period', '2026-07', '-C', 'nowhere'],
  ['check', '--period', '2027-01'],
  ['close', '--period', '2026-07'],
  ['close', '--period', '2026-07', '--approve', '王立'],
  ['close', '--period', '2026-09', '--approve', '总经理='],
  ['close', '--period', '2026-12'],
  ['release'],
  ['release', 'APQ预', '--period', '2026-Q3', '--payout', '2026-10'],
  ['release', 'APQ预留', '--period', '2026Q3', '--payout', '2026-10'],
  ['release', 'APQ预留', '--period', '2026', '--payout', '2026-10'],
  ['release', 'APQ预留', '--period', '2026-Q3', '--payout', '2026-10'],
  ['release', 'APQ预留', '--period', '2026-Q2', '--payout', '2026-10'],
  ['release', 'NPS预留', '--period', '2026', '--payout', '2027-01', '--partial'],
  ['release', 'APQ预留', '--period', '2026-Q3', '--payout', '2026-10', '--partial', '--person', '00999'],
  ['correct', '--period', '2026-09'],
  ['book', 'balance', '--person', '于维帆'],
  ['book', 'register', '--reserve', 'APQ'],
  ['book', 'export', '--format', 'xls'],
  ['explain', '于维帆', '--period', '2026-07'],
  ['explain', '张伟', '--period', '2026-07'],
  ['explain', '00058', '工时提', '--period', '2026-07'],
  ['explain', '00058', '工时提成', '--period', '2026-07', '--rows', 'few'],
  ['compare', '2026-7', '2026-08'],
  ['compare', '2026-07', 'scheme.yaml'],
  ['try', 'schem.yaml'],
  ['try', 'scheme.yaml'],
  ['try', 'scheme.yaml', '--position', '回访专'],
  ['try', 'scheme.yaml', '--position', '回访专员'],
  ['try', 'scheme.yaml', '--position', '回访专员', '--set', '考核成绩=很好'],
  ['test', 'data'],
  ['init', '.'],
  ['init', 'x', '--template', 'goldn'],
  ['init'],
  ['completion', 'tcsh'],
]

const HELP: readonly (readonly string[])[] = [
  ...['init', 'check', 'run', 'approve', 'close', 'release', 'correct', 'book', 'explain', 'compare', 'try', 'test'],
  ...['schema', 'completion'],
].map(name => [name, '--help'])
const BOOK_HELP = ['balance', 'register', 'verify', 'export'].map(name => ['book', name, '--help'])

const shop = folderOfFile()
beforeAll(async () => {
  copyInto(GOLDEN, shop)
  for (const period of ['2026-07', '2026-08']) {
    await run(['run', '--period', period], { cwd: shop })
    await run(['close', '--period', period, ...APPROVED], { cwd: shop })
  }
  await run(['run', '--period', '2026-09'], { cwd: shop })
}, 60_000)

async function printed(argv: readonly string[], lang: Language, cwd: string): Promise<string> {
  const { out, err } = await run([...argv, '--lang', lang], { cwd })
  return `${out}\n${err}`
}

describe.each<Language>(['en', 'zh'])('--lang %s', lang => {
  let corpus: string
  beforeAll(() => {
    corpus = wordsOf(shop)
  })

  test.each([...GOOD, ...WRONG].map(argv => [argv.join(' '), argv] as const))('%s', async (_, argv) => {
    const copy = tempFolder()
    copyInto(shop, copy)
    const [command, more] = argv
    // Templates are told in the words of their schemes, cases in those of their file.
    const own =
      command === 'init' && more === '--list'
        ? wordsOf(FIXTURES)
        : command === 'test'
          ? readFileSync(join(shop, 'cases.yaml'), 'utf8')
          : // The first line of a file that is no table is quoted.
            command === 'compare' && argv.includes('scheme.yaml')
            ? readFileSync(join(shop, 'scheme.yaml'), 'utf8').split('\n', 1)[0]!
            : ''
    const words = [corpus, own, ...argv].join('\n')
    expect(foreign[lang](await printed(argv, lang, copy), words)).toEqual([])
  })

  test.each([...HELP, ...BOOK_HELP, ['--help']].map(argv => [argv.join(' '), argv] as const))('%s', async (_, argv) => {
    expect(foreign[lang](await printed(argv, lang, shop), corpus)).toEqual([])
  })
})

test('what is of the other language is found', () => {
  expect(foreign.zh('错误 file is missing，请看 `x y`', '')).toEqual(['file is missing'])
  expect(foreign.zh('没有“work orders”', 'work orders')).toEqual([])
  expect(foreign.en('error: 文件 is missing', '')).toEqual(['文件'])
})

/** Ways in which an export may be wrong, cell by cell or as a whole. */
const DAMAGES: readonly (readonly [string, string, (text: string) => string])[] = [
  ['an empty file', '回访记录_202609.csv', () => ''],
  ['another header', '回访记录_202609.csv', text => text.replace('回访专员', '某列')],
  ['a file that ends in a quotation', '救援记录_202609.csv', text => `${text}"x`],
  ['dates, figures and people that are none', '维修工单_202609.csv', text => spoilt(text)],
  ['rows twice', '维修工单_202609.csv', text => `${text}\n${text.split(/\r?\n/).slice(3, 6).join('\n')}\n`],
  ['rows of another width', '班组月报_202609.csv', text => text.replace(/\n(.*?),/g, '\n$1,,,')],
  ['figures that are missing', '经营指标_202609.csv', text => text.split(/\r?\n/).slice(0, 3).join('\n')],
]

/** Every third row with another cell that can't be read. */
function spoilt(text: string): string {
  const bad = ['1.234.5', '2026-13-40', '张三三', '12-月', '=1/0', '#REF!', 'TRUE', '1E+05', '-', '50%', '3小时']
  return text
    .split('\n')
    .map((line, i) => {
      if (i < 4 || i % 3 > 0) return line
      const cells = line.split(',')
      cells[(i / 3) % cells.length] = bad[i % bad.length]!
      return cells.join(',')
    })
    .join('\n')
}

describe.each<Language>(['en', 'zh'])('problems of data with --lang %s', lang => {
  test.each(DAMAGES)('%s', async (_, name, damage) => {
    const copy = tempFolder()
    copyInto(GOLDEN, copy)
    const file = join(copy, 'data/2026-09', name)
    const spoiled = damage(textOf(file))
    put(copy, { [`data/2026-09/${name}`]: spoiled })
    const shown = await printed(['check', '--period', '2026-09'], lang, copy)
    expect(shown).toMatch(/[A-Z]+_[A-Z]+/)
    expect(foreign[lang](shown, wordsOf(copy))).toEqual([])
  })

  test.each([
    ['a changed entry', (text: string) => text.replace('"00013"', '"00014"')],
    ['an entry cut off', (text: string) => text.slice(0, 400)],
    ['an empty entry', () => ''],
  ])('a book with %s', async (_, damage) => {
    const copy = tempFolder()
    copyInto(shop, copy)
    const entry = '000001-close-2026-07.jsonl'
    const text = readFileSync(join(copy, 'book', entry), 'utf8')
    put(copy, { [`book/${entry}`]: damage(text) })
    const shown = await printed(['book', 'verify'], lang, copy)
    expect(shown).toContain('BOOK_DAMAGED')
    expect(foreign[lang](shown, wordsOf(copy), new Set(['jsonl', 'close', 'head']))).toEqual([])
  })

  test('a book without an entry', async () => {
    const copy = tempFolder()
    copyInto(shop, copy)
    rmSync(join(copy, 'book/000001-close-2026-07.jsonl'))
    const shown = await printed(['book', 'verify'], lang, copy)
    expect(foreign[lang](shown, wordsOf(copy), new Set(['jsonl', 'close', 'head']))).toEqual([])
  })
})

const WORKSHOP = join(FIXTURES, 'templates/workshop')

describe.each<Language>(['en', 'zh'])('the English shop with --lang %s', lang => {
  test.each([
    ['check', '--period', '2026-07'],
    ['run', '--period', '2026-07'],
    ['run', '--period', '2026-07', '--set', 'bonus an order=5,6'],
    ['explain', 'Grace Lin', '--period', '2026-07'],
    ['explain', 'Grace Lin', 'sales commission', '--period', '2026-07'],
    ['explain', 'Mechanical', 'team pool', '--period', '2026-07'],
    ['compare', '2026-07', '2026-08'],
  ])('%s %s %s %s %s', async (...argv) => {
    const copy = tempFolder()
    copyInto(WORKSHOP, copy)
    const shown = await printed(argv, lang, copy)
    expect(foreign[lang](shown, wordsOf(copy), new Set(shopWords(copy)))).toEqual([])
  })
})
