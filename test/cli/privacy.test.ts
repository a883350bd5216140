// What is written of people stays among those who may see it: whatever the umask, files and folders are their owner's; closed
// months are worked out again where their copies lie, and nothing of them is laid anywhere else.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BOOK_FILES, BOOK_SCHEME, closeMonths, makeBookShop } from '../support/book-shop.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, tempFolder } from '../support/folders.ts'
import { builtProgram, start } from '../support/program.ts'
import { cardNumber, residentNumber } from '../support/secrets.ts'

const JULY = ['--period', '2026-07']
const program = builtProgram()

describe('a closed month worked out again', () => {
  test.each([
    ['book', 'verify', '--replay'],
    ['compare', '2026-07', '2026-08'],
    ['correct', '--period', '2026-07', '--dry-run'],
  ])('%s %s needs no folder for temporary files, and uses none', async (...argv) => {
    const shop = makeBookShop()
    await closeMonths(shop)
    const before = contents(shop)
    const temporary = tempFolder()
    for (const TMPDIR of [temporary, join(temporary, 'none')]) {
      const ended = await start([program, ...argv], { cwd: shop, env: { ...process.env, TMPDIR } }).ended
      expect([ended.code, ended.code === 0 ? '' : ended.err]).toEqual([0, ''])
    }
    expect(readdirSync(temporary)).toEqual([])
    expect(contents(shop)).toEqual(before)
  })

  test('of which two tables had files of the same bytes', async () => {
    const marks = BOOK_FILES['data/2026-07/marks.csv']!
    const shop = makeBookShop({
      'scheme.yaml': `${edited(
        BOOK_SCHEME,
        [
          'pay:\n',
          `  more:
    file: more*
    one row per: id
    columns:
      id: person
      amount: money
pay:
`,
        ],
        ['bonus: marks.amount', 'bonus: marks.amount\n      again: more.amount'],
      )}allow:\n  FILE_TWICE: the same people\n`,
      'data/2026-07/more.csv': marks,
    })
    await closeMonths(shop, ['2026-07'])
    const { code, err } = await run(['book', 'verify', '--replay'], { cwd: shop })
    expect([code, err]).toEqual([0, ''])
  })
})

test("files and folders that are written are their owner's, whatever the umask", async () => {
  const shop = makeBookShop()
  const commands = [
    ['run', ...JULY, '--split'],
    ['close', ...JULY],
    ['check', ...JULY, '--csv', 'list.csv'],
    ['run', ...JULY, '--out', 'deep/er/draft'],
    ['compare', '2026-07', 'deep/er/draft', '--csv', 'difference.csv'],
    ['book', 'export', '--out', 'book.csv'],
    ['book', 'export', '--format', 'xlsx', '--out', 'book.xlsx'],
    [
      'release',
      'quality',
      '--period',
      '2026-Q3',
      '--payout',
      '2026-10',
      '--partial',
      '--close',
      '--approve',
      'boss=Kim',
    ],
  ]
  const before = new Set([...Object.keys(contents(shop)), 'out/', 'book/'])
  const umask = process.umask(0)
  try {
    for (const argv of commands) {
      const { code, err } = await run(argv, { cwd: shop })
      expect([argv, code, code === 0 ? '' : err]).toEqual([argv, 0, ''])
    }
  } finally {
    process.umask(umask)
  }
  const written = Object.keys(contents(shop)).filter(name => !before.has(name))
  expect(written.length).toBeGreaterThan(20)
  for (const name of [...written, 'out', 'book'])
    expect([name, (statSync(join(shop, name)).mode & 0o77).toString(8)]).toEqual([name, '0'])
})

describe('a number of a document or an account', () => {
  const numbers = {
    'a resident identity card': residentNumber('11010519491231002'),
    'an old identity card': '110105491231002',
    'a card of a bank': cardNumber('622202123456789012'),
    'a card with a digit typed wrong': '6222021234567890128',
    'a credit card': '4111 1111 1111 1111',
    'an account of a bank': '0200 0012 0920 0012345'.replaceAll(' ', ''),
    'a passport': 'E12345678',
    'a social security number': '123-45-6789',
    'a number with nothings in it': [...residentNumber('11010519491231002')].join('\u200b'),
    'a full-width number': [...'6222021234567890128'].map(d => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join(''),
  }
  const digits = (text: string): string => text.normalize('NFKC').replace(/[^0-9A-Z]/g, '')
  const JULY_FILES = ['data/2026-07/roster.csv', 'data/2026-07/marks.csv'] as const

  // Every cell of the first person in turn, whatever its column is for.
  test.each(Object.entries(numbers))('%s in a cell of any column is not told', async (_, number) => {
    for (const file of JULY_FILES) {
      const [head = '', first = '', ...more] = BOOK_FILES[file]!.split('\n')
      for (const i of head.split(',').keys()) {
        const cells = first.split(',').map((cell, k) => (k === i ? number : cell))
        const shop = makeBookShop({ [file]: [head, cells.join(','), ...more].join('\n') })
        const told = [
          await run(['check', ...JULY, '--csv', 'list.csv'], { cwd: shop }),
          await run(['check', ...JULY, '--json'], { cwd: shop }),
          await run(['run', ...JULY, '--lang', 'zh'], { cwd: shop }),
        ]
        const texts = [...told.flatMap(ran => [ran.out, ran.err]), readFileSync(join(shop, 'list.csv'), 'utf8')]
        for (const text of texts) expect([file, i, digits(text).includes(digits(number))]).toEqual([file, i, false])
      }
    }
  })

  test('as the name of a file, and what is typed', async () => {
    const number = numbers['a resident identity card']
    const name = `data/2026-07/marks_${number}.csv`
    const shop = makeBookShop({ [JULY_FILES[1]]: undefined, [name]: BOOK_FILES[JULY_FILES[1]]!.replace('300', 'many') })
    for (const argv of [
      ['check', ...JULY],
      ['check', ...JULY, '--json'],
      ['explain', number, ...JULY],
      ['run', ...JULY, '--set', `damage=${number} x`],
    ]) {
      const { out, err } = await run(argv, { cwd: shop })
      expect([argv, (out + err).includes(number)]).toEqual([argv, false])
      expect(out + err).toContain('1101****002X')
    }
  })

  test('under a heading that says so stays hidden whatever the scheme takes it for', async () => {
    const marks = BOOK_FILES[JULY_FILES[1]]!.trimEnd()
    const shop = makeBookShop({
      'scheme.yaml': `${edited(BOOK_SCHEME, ['      damage:', '      SSN: text\n      damage:'])}flags:\n  shown: SSN\n`,
      [JULY_FILES[1]]: `${marks
        .split('\n')
        .map((line, i) => `${line},${i === 0 ? 'SSN' : '123456789'}`)
        .join('\n')}\n`,
    })
    const told = [
      await run(['run', ...JULY], { cwd: shop }),
      await run(['explain', '007', 'SSN', ...JULY], { cwd: shop }),
      await run(['explain', '007', 'SSN', ...JULY, '--json'], { cwd: shop }),
    ]
    expect(told.map(ran => ran.code)).toEqual([0, 0, 0])
    for (const ran of told) expect(ran.out + ran.err).not.toContain('123456789')
    expect(readFileSync(join(shop, 'out/2026-07/audit.jsonl'), 'utf8')).not.toContain('123456789')
  })
})
