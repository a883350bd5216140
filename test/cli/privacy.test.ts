// What is written of people stays among those who may see it: whatever the umask, files and folders are their owner's; closed
// months are worked out again where their copies lie, and nothing of them is laid anywhere else.

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BOOK_FILES, BOOK_SCHEME, closeMonths, makeBookShop } from '../support/book-shop.ts'
import { run } from '../support/cli.ts'
import { contents, tempFolder } from '../support/folders.ts'
import { builtProgram, start } from '../support/program.ts'

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
      expect([ended.code, ended.err]).toEqual([0, ''])
    }
    expect(readdirSync(temporary)).toEqual([])
    expect(contents(shop)).toEqual(before)
  })

  test('of which two tables had files of the same bytes', async () => {
    const marks = BOOK_FILES['data/2026-07/marks.csv']!
    const shop = makeBookShop({
      'scheme.yaml': `${BOOK_SCHEME.replace(
        'pay:\n',
        `  more:
    file: more*
    one row per: id
    columns:
      id: person
      amount: money
pay:
`,
      ).replace(
        'bonus: marks.amount',
        'bonus: marks.amount\n      again: more.amount',
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
