// What sheets and pages say they are: a draft until they are sealed, then which entry sealed them. What is sealed is the draft
// that was looked at; only the sentence differs from what lies in out/ afterwards.

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { read } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { leaveStamped } from '../../src/shop/left-sheets.ts'
import { BOOK_FILES, BOOK_MONTHS, closeMonths, makeBookShop } from '../support/book-shop.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, copyInto, put, sha256, tempFolder } from '../support/folders.ts'
import { unzip } from '../support/zip.ts'

const EARLIER = fileURLToPath(new URL('../../fixtures/books/0.1.0-kept-columns', import.meta.url))
const DRAFT = 'Draft of Jul 2026, not paid'
const JULY = ['--period', '2026-07'] as const

/** 9:30:15 on 3 August 2026, UTC, and a day before. */
const AUGUST_3 = { SOURCE_DATE_EPOCH: String(Date.UTC(2026, 7, 3, 9, 30, 15) / 1000) }
const AUGUST_2 = { SOURCE_DATE_EPOCH: String(Date.UTC(2026, 7, 2, 9, 30, 15) / 1000) }

interface Entry {
  entry: string
  seal: string
}

async function closed(): Promise<{ shop: string; draft: ReadonlyMap<string, Buffer>; sentence: string; entry: Entry }> {
  const shop = makeBookShop()
  expect(await run(['run', ...JULY, '--lang', 'en'], { cwd: shop })).toMatchObject({ code: 0 })
  const names = Object.keys(contents(join(shop, 'out/2026-07')))
  const draft = new Map(names.map(name => [name, readFileSync(join(shop, 'out/2026-07', name))]))
  const entry = json<Entry>(await run(['close', ...JULY, '--json'], { cwd: shop, env: AUGUST_3 }))
  const letters = entry.seal.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
  return { shop, draft, entry, sentence: `Closed: entry 1, 2026-08-03 09:30 UTC, seal ${letters}` }
}

const text = (bytes: Buffer): string => bytes.toString('utf8')

function pages(shop: string): [string, Buffer][] {
  return ['payroll.xlsx', 'audit.xlsx', 'report.html', 'statements.html'].map(name => {
    return [name, readFileSync(join(shop, 'out/2026-07', name))]
  })
}

/** What a file says, part by part. */
function parts(name: string, bytes: Buffer): Map<string, string> {
  if (!name.endsWith('.xlsx')) return new Map([[name, text(bytes)]])
  return new Map([...unzip(bytes)].map(([part, content]) => [part, text(content)]))
}

describe('a month', () => {
  test('its draft says so on every sheet and page, and closed it says by which entry, and nothing else differs', async () => {
    const { shop, draft, sentence } = await closed()
    for (const [name, bytes] of pages(shop)) {
      const [before, now] = [parts(name, draft.get(name)!), parts(name, bytes)]
      const said = [...before.values()].reduce((sum, part) => sum + part.split(DRAFT).length - 1, 0)
      // Of a workbook at least the first sheet and each one printed; of statements the top and each of four people
      const sheets = [...before.keys()].filter(part => part.startsWith('xl/worksheets/')).length
      const least = name.endsWith('.xlsx') ? sheets + 1 : name === 'statements.html' ? 5 : 1
      expect([name, said >= least]).toEqual([name, true])
      expect([...now]).toEqual([...before].map(([part, content]) => [part, content.replaceAll(DRAFT, sentence)]))
    }
    // Another program opens the workbook
    const { Sheets, SheetNames } = read(readFileSync(join(shop, 'out/2026-07/payroll.xlsx')))
    expect(Sheets[SheetNames[0]!]!.A1.v).toBe(sentence)
    for (const name of ['payroll.csv', 'audit.jsonl'])
      expect(readFileSync(join(shop, 'out/2026-07', name))).toEqual(draft.get(name))
  })

  test('the record beside them has the entry, and the hashes of what lies there', async () => {
    const { shop, entry } = await closed()
    const record = JSON.parse(readFileSync(join(shop, 'out/2026-07/run.json'), 'utf8'))
    expect(record.closed).toEqual({ entry: entry.entry, seal: entry.seal, time: '2026-08-03T09:30:15Z' })
    for (const { file, sha256: hash } of record.outputs)
      expect([file, sha256(readFileSync(join(shop, 'out/2026-07', file)))]).toEqual([file, hash])
  })

  test('what is sealed is the draft, byte for byte; replayed it is the same', async () => {
    const { shop, draft } = await closed()
    for (const [name, bytes] of draft) {
      const hash = sha256(bytes)
      expect([name, readFileSync(join(shop, 'book/kept', hash.slice(0, 2), hash))]).toEqual([name, bytes])
    }
    expect(await run(['book', 'verify', '--replay'], { cwd: shop })).toMatchObject({ code: 0, err: '' })
  })

  test('book sheets gives back what closing left there; so does close --if-open where closing broke off before', async () => {
    const { shop, draft } = await closed()
    const left = contents(join(shop, 'out/2026-07'))
    expect(await run(['book', 'sheets', ...JULY, '--out', 'back'], { cwd: shop })).toMatchObject({ code: 0 })
    expect(contents(join(shop, 'back'))).toEqual(left)
    for (const [name, bytes] of draft) writeFileSync(join(shop, 'out/2026-07', name), bytes)
    expect(await run(['close', ...JULY, '--if-open'], { cwd: shop })).toMatchObject({ code: 0, out: '', err: '' })
    expect(contents(join(shop, 'out/2026-07'))).toEqual(left)
  })
})

test('where the sheets can’t be written again, what was sealed stays sealed and that is told', async () => {
  const root = tempFolder()
  put(root, { out: 'a file' })
  const header = { number: 7, period: '2026-07', time: '2026-08-03T09:30:15Z' }
  const entry = { file: '000007-close-2026-07.jsonl', seal: 'ab'.repeat(32), header: header as never }
  const files = [{ name: 'run.json', content: Buffer.from('{}'), sha256: '' }]
  expect(await leaveStamped(root, 'out/2026-07', files, entry)).toMatchObject([
    { code: 'SHEETS_UNSTAMPED', severity: 'warning', facts: { folder: 'out/2026-07', entry: 7 } },
  ])
})

test('a release is a draft until it is sealed, and is given back by its entry', async () => {
  const shop = makeBookShop()
  await closeMonths(shop)
  const release = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10'] as const
  const cell = (folder: string): unknown => {
    const { Sheets, SheetNames } = read(readFileSync(join(shop, folder, 'payroll.xlsx')))
    return Sheets[SheetNames[0]!]!.A1.v
  }
  await run(release, { cwd: shop })
  expect(cell('out/release-quality-2026-Q3')).toMatch(
    /^(Draft of a release of Q3 2026, not paid|2026年第三季度 返还草稿，未封存，不作发放依据)$/,
  )
  expect(await run([...release, '--close', '--approve', 'HR=Wang'], { cwd: shop, env: AUGUST_3 })).toMatchObject({
    code: 0,
  })
  expect(cell('out/release-quality-2026-Q3')).toMatch(/(entry 4|第 4 号事项).*2026-08-03 09:30 UTC/)
  const left = contents(join(shop, 'out/release-quality-2026-Q3'))
  rmSync(join(shop, 'out'), { recursive: true })
  expect(await run(['book', 'sheets', '--entry', '4'], { cwd: shop })).toMatchObject({ code: 0 })
  expect(contents(join(shop, 'out/release-quality-2026-Q3'))).toEqual(left)
})

describe('book sheets of other entries', () => {
  test('an earlier version’s are given back as they were sealed; a correction of it had none', async () => {
    const shop = tempFolder()
    copyInto(EARLIER, shop)
    const { files } = json<{ files: string[] }>(await run(['book', 'sheets', '--entry', '5', '--json'], { cwd: shop }))
    const header = JSON.parse(
      readFileSync(join(shop, 'book/000005-release-quality-2026-Q3.jsonl'), 'utf8').split('\n')[0]!,
    )
    for (const { name, sha256: hash } of header.outputs)
      if (!name.endsWith('.json')) expect([name, sha256(readFileSync(join(shop, name)))]).toEqual([name, hash])
    expect(files).toHaveLength(header.outputs.length)
    const none = await run(['book', 'sheets', '--entry', '3', '--lang', 'en'], { cwd: shop })
    expect(none.code).toBe(3)
    expect(none.err.replace(/\s+/g, ' ')).toContain('Entries with sheets: 1, 2, 4, 5, 6.')
  })

  test.each([
    [['--entry', '99'], 1, 'NOT_FOUND'],
    [['--entry', 'x'], 2, '--entry'],
    [['--entry', '0'], 2, '--entry'],
    [[], 2, '--period'],
    [['--entry', '1', ...JULY], 2, '--period'],
    [['--period', '2026-09'], 3, 'MONTH_NOT_CLOSED'],
  ])('%j', async (options, code, word) => {
    const { shop } = await closed()
    const before = contents(shop)
    const ran = await run(['book', 'sheets', ...options], { cwd: shop })
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(word)])
    expect(contents(shop)).toEqual(before)
  })
})

test('a job that repeats every month after a correction finds nothing to do, twice', async () => {
  const shop = makeBookShop()
  await closeMonths(shop, ['2026-07', '2026-08'])
  const july = 'data/2026-07/marks.csv'
  put(shop, { [july]: edited(BOOK_FILES[july]!, ['1000.10', '1100.10']) })
  expect(await run(['close', ...JULY, '--if-open'], { cwd: shop })).toMatchObject({ code: 3 })
  expect(await run(['correct', ...JULY], { cwd: shop })).toMatchObject({ code: 0 })
  await closeMonths(shop, ['2026-09'])
  const before = contents(shop)
  for (const period of [...BOOK_MONTHS, ...BOOK_MONTHS]) {
    expect(await run(['run', '--period', period], { cwd: shop })).toMatchObject({ code: 3, out: '' })
    expect(await run(['close', '--period', period, '--if-open'], { cwd: shop })).toEqual({
      code: 0,
      out: '',
      err: '',
      next: '',
    })
  }
  expect(contents(shop)).toEqual(before)
})

describe('the time of an entry before that of the entry above it', () => {
  test('is told when it is sealed, with both times, and by verify for ever', async () => {
    const { shop } = await closed()
    await run(['run', '--period', '2026-08'], { cwd: shop })
    const ran = await run(['close', '--period', '2026-08', '--lang', 'en'], { cwd: shop, env: AUGUST_2 })
    const said = ran.err.replace(/\s+/g, ' ')
    expect(ran.code).toBe(0)
    expect(said).toContain('the clock says 2026-08-02T09:30:15Z, before the newest entry (000001-close-2026-07.jsonl)')
    expect(said).toContain('2026-08-03T09:30:15Z')
    const { ok, problems } = json<{ ok: boolean; problems: unknown[] }>(
      await run(['book', 'verify', '--json'], { cwd: shop }),
    )
    expect([ok, problems]).toEqual([
      true,
      [expect.objectContaining({ code: 'TIME_BACK', at: 'book/000002-close-2026-08.jsonl' })],
    ])
  })

  test.each([
    ['a correction', ['correct', ...JULY]],
    [
      'a release',
      [
        'release',
        'quality',
        '--period',
        '2026-Q3',
        '--payout',
        '2026-10',
        '--close',
        '--partial',
        '--approve',
        'HR=Wang',
      ],
    ],
  ])('also of %s; at the very same time nothing is told', async (_, argv) => {
    const sealed = async (env: typeof AUGUST_3): Promise<unknown> => {
      const { shop } = await closed()
      const july = 'data/2026-07/marks.csv'
      put(shop, { [july]: edited(BOOK_FILES[july]!, ['1000.10', '1100.10']) })
      const document = json<{ entry: string; problems: { code: string }[] }>(
        await run([...argv, '--json'], { cwd: shop, env }),
      )
      expect(document.entry).toMatch(/^000002/)
      return document.problems.map(p => p.code)
    }
    expect(await sealed(AUGUST_2)).toContain('TIME_BACK')
    expect(await sealed(AUGUST_3)).not.toContain('TIME_BACK')
  })
})
