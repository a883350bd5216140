// What a terminal would obey never reaches it: whatever stands in an export, a scheme, a file's name or an option, whatever the
// command, in colours and without, as JSON and in lists.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { isVisible, jsonText, visible } from '../../src/core/visible.ts'
import { paintOf, terminalText } from '../../src/writers/terminal/paint.ts'
import { cut, pad, widthOf, wrap } from '../../src/writers/terminal/wrap.ts'
import { BOOK_FILES, BOOK_SCHEME, closeMonths, makeBookShop, putShop } from '../support/book-shop.ts'
import { type Ran, run, withoutColour } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { folderOfFile, put } from '../support/folders.ts'

/** A title of the window, a colour, the screen cleared, a line rewritten; C1, directions, nothings, a line of its own. */
const EVIL =
  'é\u001b]0;own\u0007\u001b[31m\u001b[2J\rx\u009b2J\u007f\u202e\u2066\u200b\u200d\ufeff\u00ad\u2028\u0085\u3164\u{e0041}z'
/** The same without what no file of YAML, no name of a file or no cell may hold. */
const QUOTED = JSON.stringify(EVIL).replace(
  /[\u007f-\uffff]/g,
  sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
)
const NAME = edited(EVIL, ['\r', '', 'all'])

const SEEN = /␛|\\u\{[0-9a-f]{4,}\}/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin styles
const STYLE = /\u001b\[(?:1|2|3|4|22|23|24|31|32|33|36|39)m/g

/** Nothing unseen but line breaks, after the styles that are ours. */
function tame(text: string): boolean {
  return isVisible(
    text
      .replace(STYLE, '')
      .replace(/\r?\n|^\ufeff/g, '')
      .replace(/\t/g, ' '),
  )
}

const JULY = 'data/2026-07/marks.csv'
const ROSTER = 'data/2026-07/roster.csv'
const marks = BOOK_FILES[JULY]!
const roster = BOOK_FILES[ROSTER]!

function workbook(sheet: string): Buffer {
  const book = XLSX.utils.book_new()
  const rows = marks
    .trim()
    .split('\n')
    .map(line => line.split(','))
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([...rows, ['x', '1', '', '', '']]), sheet)
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' })
}

/** The shop with something in one of its places. */
const PLACES: Readonly<Record<string, () => Record<string, string | Uint8Array | undefined>>> = {
  'a cell that is wrong': () => ({ [JULY]: edited(marks, ['300', EVIL]) }),
  'a cell that is right': () => ({
    'scheme.yaml': `${edited(BOOK_SCHEME, ['      damage:', '      note: { type: text, blank: none }\n      damage:'])}flags:\n  note: marks.note\n`,
    [JULY]: marks
      .trimEnd()
      .split('\n')
      .map((line, i) => `${line},${i === 0 ? 'note' : `"${EVIL}"`}\n`)
      .join(''),
  }),
  'a header': () => ({
    [JULY]: edited(marks, ['amount', `amount${EVIL.slice(0, 6)}`], ['fine', `"fine ${EVIL}"`]),
  }),
  'a sheet': () => ({ [JULY]: undefined, 'data/2026-07/marks.xlsx': workbook('a\u202e\u200bb\u009bc\u007f') }),
  'a file': () => ({ [JULY]: undefined, [`data/2026-07/marks${NAME}.csv`]: edited(marks, ['300', 'abc']) }),
  "a person's name": () => ({ [ROSTER]: edited(roster, ['Ann', `"${EVIL}"`]) }),
  "a person's number": () => ({
    [ROSTER]: edited(roster, ['012', `"1${EVIL}"`]),
    [JULY]: edited(marks, ['012', `"1${EVIL}"`]),
  }),
  'names of a scheme': () => ({
    'scheme.yaml': edited(
      BOOK_SCHEME,
      ['Book shop', QUOTED],
      ['quality:', `${QUOTED}:`],
      ['    repair: damage', `    ${QUOTED}: damage`],
      ['bonus: marks.amount', `${QUOTED}: marks.amount\n      bonus: marks.amount × 2`],
      ['"quality"', '"loyalty"'],
    ),
  }),
  'a formula': () => ({
    'scheme.yaml': edited(BOOK_SCHEME, ['damage × 105%', `damagé${edited(EVIL, [/[\r\u0085\u2028]/g, ''])} × 1`]),
  }),
  'a label that is broken': () => ({ 'scheme.yaml': edited(BOOK_SCHEME, ['every: year', `every: ${QUOTED}`]) }),
  'what is accepted': () => ({
    'scheme.yaml': `${BOOK_SCHEME}allow:\n  FINE: ${QUOTED}\n`,
  }),
}

const AUGUST = ['--period', '2026-08']
const period = ['--period', '2026-07']
const COMMANDS: readonly (readonly string[])[] = [
  ['check', ...period],
  ['run', ...period],
  ['run', ...period, '--set', 'damage=1,2'],
  ['explain', '007', ...period],
  ['explain', '007', 'bonus', ...period],
  ['explain', 'shop', ...period],
  ['close', ...period],
  ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', '--partial'],
  ['correct', ...period, '--dry-run'],
  ['compare', '2026-07', '2026-08'],
  ['book', 'balance'],
  ['book', 'register'],
  ['book', 'verify', '--replay'],
  ['book', 'export'],
  ['try', 'scheme.yaml', '--position', 'clerk', '--set', 'amount=1'],
  ['test', 'scheme.yaml'],
  ['completion', '--', 'fish', 'explain', ''],
]

describe.each(Object.entries(PLACES))('in %s', (_, place) => {
  test('no command obeys it, and some show it', async () => {
    const files = Object.entries(place())
    const shop = makeBookShop(
      Object.fromEntries(files.filter(([, content]) => content === undefined).map(([n]) => [n, undefined])),
    )
    put(shop, Object.fromEntries(files.filter((f): f is [string, string | Uint8Array] => f[1] !== undefined)))
    const shown: string[] = []
    const tell = (command: readonly string[], ran: Ran): void => {
      expect([command, ran.code !== 70, tame(ran.out), tame(ran.err)]).toEqual([command, true, true, true])
      shown.push(ran.out, ran.err)
    }
    for (const command of COMMANDS) {
      tell(command, await run([...command, '-C', shop], { cwd: shop, env: { FORCE_COLOR: '1' } }))
      tell(command, await run([...command, '-C', shop, '--lang', 'zh'], { cwd: shop, columns: 60 }))
      const ran = await run([...command, '--json', '-C', shop], { cwd: shop })
      tell(command, ran)
      if (ran.out.startsWith('{')) JSON.parse(ran.out)
    }
    expect(shown.some(text => SEEN.test(text))).toBe(true)
  })
})

describe('in an option', () => {
  const shop = folderOfFile()
  beforeAll(async () => {
    putShop(shop)
    await closeMonths(shop, ['2026-07'])
  })
  const release = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', '--partial']
  const refused = async (argv: readonly string[]): Promise<string> => {
    const texts: string[] = []
    for (const [form, env] of [
      [[], { FORCE_COLOR: '1' }],
      [['--json'], {}],
      [[], {}],
    ] as const) {
      const ran = await run([...argv, ...form], { cwd: shop, env })
      expect([argv, ran.code > 0 && ran.code < 70, tame(ran.out), tame(ran.err)]).toEqual([argv, true, true, true])
      texts.push(ran.out + ran.err)
    }
    return texts.at(-1)!
  }

  test.each([
    [[EVIL]],
    [['check', `--${EVIL}`]],
    [['check', '--period', EVIL]],
    [['check', '--lang', EVIL]],
    [['check', '-C', NAME]],
    [['check', ...period, '--csv', `${NAME}.pdf`]],
    [['run', ...AUGUST, '--set', `${EVIL}=1`]],
    [['run', ...AUGUST, '--set', `damage=${EVIL}`]],
    [['run', ...AUGUST, '--set', `damage=${EVIL},2`]],
    [['run', ...AUGUST, '--out', `scheme.yaml/${NAME}`]],
    [['explain', EVIL, ...AUGUST]],
    [['explain', '007', EVIL, ...AUGUST]],
    [['close', ...AUGUST, '--approve', EVIL]],
    [['release', EVIL, '--period', '2026-Q3', '--payout', '2026-10']],
    [[...release, '--person', EVIL]],
    [[...release, '--set', `${EVIL}=1`]],
    [[...release, '--set', `返还比例=${EVIL}`]],
    [['correct', ...period, '--scheme', NAME]],
    [['compare', NAME, '2026-07']],
    [['book', EVIL]],
    [['book', 'export', '--format', EVIL]],
    [['book', 'export', '--out', `${NAME}.doc`]],
    [['try', NAME]],
    [['try', 'scheme.yaml', '--position', EVIL]],
    [['try', 'scheme.yaml', '--position', 'clerk', '--set', `fine=${EVIL}`]],
    [['try', 'scheme.yaml', '--people', NAME]],
    [['test', NAME]],
    [['init', 'x', '--template', EVIL]],
    [['completion', EVIL]],
  ])('%j is told as it is', async argv => {
    expect(await refused(argv)).toMatch(SEEN)
  })

  test.each([
    [['close', ...AUGUST, '--approve', `boss=${EVIL}`]],
    [['close', ...period, '--approve', `boss=${EVIL}`]],
    [['book', 'verify', EVIL]],
  ])('%j obeys nothing', async argv => {
    await refused(argv)
  })
})

test('lists, sheets and books that are read in a terminal too', async () => {
  const shop = makeBookShop({
    [JULY]: edited(marks, ['300', `"${EVIL}"`]),
    [ROSTER]: edited(roster, ['张伟', `"${EVIL}"`]),
  })
  await run(['check', ...period, '--csv', 'list.csv'], { cwd: shop })
  put(shop, { [JULY]: marks })
  await closeMonths(shop, ['2026-07'])
  put(shop, { [JULY]: edited(marks, ['100.00', '90.00']) })
  await run(['run', ...period, '--out', 'other'], { cwd: shop })
  await run(['compare', 'other', '2026-07', '--csv', 'difference.csv'], { cwd: shop })
  await run(['book', 'export', '--out', 'book.csv'], { cwd: shop })
  await run(['book', 'export', '--format', 'hledger', '--out', 'book.journal'], { cwd: shop })
  const sheets = ['payroll.csv', 'run.json', 'audit.jsonl', 'statements.html', 'report.html'].map(
    f => `out/2026-07/${f}`,
  )
  for (const file of ['list.csv', 'difference.csv', 'book.csv', 'book.journal', ...sheets])
    expect([file, tame(readFileSync(join(shop, file), 'utf8'))]).toEqual([file, true])
  for (const file of ['list.csv', 'difference.csv', 'book.csv', sheets[0]!, sheets[3]!])
    expect([file, readFileSync(join(shop, file), 'utf8')]).toEqual([file, expect.stringMatching(SEEN)])
})

describe('the edge', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('a', '张', ' ', '\n', '\u001b', '[', '3', '1', ';', 'm', '\u202e', '\u{e0041}', '\ud800', '\r'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 40,
  })

  test('lets its own styles through and no others, nested as they may be', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const painted = (colours: boolean): string => {
          const { red, bold, dim } = paintOf(colours)
          return terminalText(`${a}${red(`${bold(a)} ${b}`)}${dim(b)}${a}`)
        }
        expect(tame(painted(true))).toBe(true)
        expect(withoutColour(painted(true))).toBe(painted(false))
        expect(painted(false)).not.toContain('\u001b')
      }),
    )
    expect(terminalText(paintOf(true).red('x\u001b[31my'))).toBe('\u001b[31mx␛[31my\u001b[39m')
  })

  test('measures what it shows', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 60 }), (words, width) => {
        for (const line of wrap(words, width)) expect([isVisible(line), widthOf(line) <= width]).toEqual([true, true])
        expect(widthOf(cut(words, width))).toBeLessThanOrEqual(width)
        expect(widthOf(pad(words, width))).toBe(Math.max(width, widthOf(visible(words))))
      }),
    )
  })

  test('leaves JSON the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), text, (value, key) => {
        const document = { value, [key]: key }
        expect(JSON.parse(jsonText(document, 2))).toEqual(JSON.parse(JSON.stringify(document)))
        expect(tame(jsonText(document))).toBe(true)
      }),
    )
  })
})
