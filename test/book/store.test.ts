// What is written is what is read; what can't be sealed is refused and leaves nothing behind.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { held } from '../../src/book/account.ts'
import { appendEntry } from '../../src/book/append.ts'
import { keptPath } from '../../src/book/keep.ts'
import { readBook, readWhole } from '../../src/book/read.ts'
import type { BookRecord } from '../../src/book/record.ts'
import { verifyBook } from '../../src/book/verify.ts'
import { isNameInside } from '../../src/core/inside.ts'
import { hashFile } from '../../src/files/read.ts'
import { append, bookIn, draft, opened, postings, row, sealAll, YEAR, YEAR_FILES } from '../support/book.ts'
import { contents, put, sha256, tempFolder } from '../support/folders.ts'
import { linesOf, sealedAgain } from '../support/forge.ts'

describe('a year', () => {
  test('is read as it was written', async () => {
    const folder = bookIn(tempFolder())
    expect(await sealAll(folder, YEAR)).toEqual(YEAR_FILES)
    const records: BookRecord[][] = []
    const book = await readWhole(folder, (record, { number }) => {
      records[number - 1] ??= []
      records[number - 1]!.push(record)
    })
    expect((await verifyBook(folder)).findings).toEqual([])
    expect(book.findings).toEqual([])
    expect(book.headBehind).toBe(false)
    expect(records).toEqual(YEAR.map(words => words.records))
    expect(book.entries.map(e => [e.file, e.postings])).toEqual(YEAR_FILES.map((f, i) => [f, [6, 3, 5, 1, 3][i]]))
    expect([...book.ledger.lots()].map(l => [l.person, l.reserve, l.origin, held(l), l.releasedBy])).toEqual([
      ['00013', 'APQ预留', '2026-07', 0n, 3],
      ['00058', 'APQ预留', '2026-07', 0n, 3],
      ['00013', 'NPS预留', '2026-07', 2071n, undefined],
      ['00013', 'APQ预留', '2026-08', 0n, 3],
      ['00013', 'APQ预留', '2026-09', 300n, undefined],
    ])
    expect([...book.ledger.debts()]).toMatchObject([{ due: 50000n, taken: 50000n, carried: 0n }])
  })

  test('seals are plain hashes that anybody can check', async () => {
    const folder = bookIn(tempFolder())
    await sealAll(folder, YEAR)
    let before: string | null = null
    for (const [i, file] of YEAR_FILES.entries()) {
      const lines = readFileSync(join(folder, file), 'utf8').split('\n')
      expect(lines.pop()).toBe('')
      // Behind it stands the signature of an entry that is signed.
      const { signature } = YEAR[i]!
      if (signature !== undefined) expect(JSON.parse(lines.pop()!)).toEqual({ signature })
      const seal = sha256(`${lines.slice(0, -1).join('\n')}\n`)
      expect(lines.at(-1)).toBe(`{"seal":"${seal}"}`)
      expect(JSON.parse(lines[0]!)).toMatchObject({ number: i + 1, previous: before, version: '0.0.0' })
      before = seal
    }
    expect(readFileSync(join(folder, 'head.json'), 'utf8')).toBe(`{"count":5,"seal":"${before}"}\n`)
  })

  test('equal files are kept once, with their bytes', async () => {
    const shop = tempFolder()
    const folder = bookIn(shop)
    put(shop, { 'in.bin': new Uint8Array([0, 255, 10]) })
    const inputs = [{ name: 'in.bin', path: join(shop, 'in.bin') }]
    await sealAll(folder, [...YEAR, { period: '2026-10', inputs }])
    const kept = Object.keys(contents(join(folder, 'kept'))).filter(name => !name.endsWith('/'))
    expect(kept).toHaveLength(5)
    for (const name of kept) expect(await hashFile(join(folder, 'kept', name))).toBe(name.slice(3))
    const [input] = (await readBook(folder)).headers.at(-1)!.inputs
    expect(input).toMatchObject({ name: 'in.bin', bytes: 3 })
    expect([...readFileSync(keptPath(folder, input!.sha256))]).toEqual([0, 255, 10])
  })

  test('the same entries give the same bytes', async () => {
    const [one, two] = [bookIn(tempFolder()), bookIn(tempFolder())]
    await sealAll(one, YEAR)
    await sealAll(two, YEAR)
    expect(contents(one)).toEqual(contents(two))
  })
})

describe('reading', () => {
  test('no folder is an empty book, and none is made', async () => {
    const folder = bookIn(tempFolder())
    expect(await verifyBook(folder)).toMatchObject({ entries: [], findings: [], headBehind: true })
    expect(readdirSync(join(folder, '..'))).toEqual([])
  })

  test('files of others are left alone', async () => {
    const folder = bookIn(tempFolder())
    put(folder, { '.DS_Store': 'x', 'note.txt': 'mine', 'signed.pdf': 'x' })
    await sealAll(folder, YEAR)
    expect((await verifyBook(folder)).findings).toEqual([])
    expect(readdirSync(folder)).toContain('note.txt')
  })

  test('entries of several pieces, lines across their borders, letters of several bytes', async () => {
    const folder = bookIn(tempFolder())
    const records = Array.from({ length: 20_000 }, (_, i) => row(String(i), '2026-07', '1.00', '预留😀'.repeat(i % 9)))
    await sealAll(folder, [{ period: '2026-07', records }])
    const found: BookRecord[] = []
    const book = await readWhole(folder, record => found.push(record))
    expect(book.entries[0]!.bytes).toBeGreaterThan(3 << 20)
    expect(book.findings).toEqual([])
    expect(found).toEqual(records)
  })

  test('any words survive', async () => {
    const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter(text => !text.includes('\0'))
    await fc.assert(
      fc.asyncProperty(words, words, words, async (person, reserve, reason) => {
        const folder = bookIn(tempFolder())
        const withheld = {
          person,
          account: { reserve },
          origin: '2026-07',
          kind: 'withheld',
          amount: '1.00',
          reason,
        } as const
        const released = { ...withheld, kind: 'released' } as const
        await sealAll(folder, [
          {
            period: '2026-07',
            records: [{ posting: withheld }],
            inputs: [{ name: isNameInside(reason) ? reason : 'x', content: reason }],
          },
          { kind: 'release', reserve, period: '2026-Q3', payout: '2026-08', records: [{ posting: released }] },
        ])
        const found: BookRecord[] = []
        await readWhole(folder, record => found.push(record))
        expect((await verifyBook(folder)).findings).toEqual([])
        expect(found).toEqual([{ posting: withheld }, { posting: released }].map(r => JSON.parse(JSON.stringify(r))))
      }),
      { numRuns: 25 },
    )
  })

  test('a newer form under a right seal is malformed, not changed', async () => {
    const folder = bookIn(tempFolder())
    await sealAll(folder, YEAR.slice(0, 1))
    const path = join(folder, YEAR_FILES[0]!)
    const { text, seal } = sealedAgain(linesOf(path).join('\n').replace('"withheld"', '"parked"').split('\n'))
    writeFileSync(path, text)
    writeFileSync(join(folder, 'head.json'), `{"count":1,"seal":"${seal}"}\n`)
    const { findings } = await readBook(folder)
    expect(findings).toEqual([{ damage: 'malformed', entry: YEAR_FILES[0], facts: { line: 2 } }])
  })
})

describe('refused, with the book as it was', () => {
  const CASES = [
    ['a month twice', { period: '2026-08' }, 'closed twice'],
    ['a month too early', { period: '2026-10' }, 'left out'],
    ['a correction of an open month', { kind: 'correct', period: '2026-09', payout: '2026-09' }, 'not closed'],
    [
      'postings that do not add up',
      { period: '2026-09', records: postings('reserve A 1 2026-09 released 1.00') },
      'never withheld',
    ],
  ] as const

  test.each(CASES)('%s', async (_, words, reason) => {
    const folder = bookIn(tempFolder())
    await sealAll(folder, YEAR.slice(0, 2))
    const before = contents(folder)
    expect(await append(folder, words)).toMatchObject({ outcome: 'refused', findings: [{ facts: { reason } }] })
    expect(contents(folder)).toEqual(before)
  })

  test('a file that is not the one the caller saw', async () => {
    const folder = bookIn(tempFolder())
    await sealAll(folder, YEAR.slice(0, 2))
    const before = contents(folder)
    const inputs = [{ name: 'a.csv', content: 'new', sha256: sha256('old') }]
    expect(await append(folder, { period: '2026-09', inputs })).toEqual({ outcome: 'changed', name: 'a.csv' })
    expect(contents(folder)).toEqual(before)
  })

  test('a file that is not there', async () => {
    const folder = bookIn(tempFolder())
    await opened(folder)
    const before = contents(folder)
    const path = join(folder, 'none.csv')
    const outcome = await append(folder, { period: '2026-09', inputs: [{ name: 'none.csv', path }] })
    expect(outcome).toEqual({ outcome: 'failed', code: 'ENOENT', file: path })
    expect(Object.keys(contents(folder)).filter(n => !n.startsWith('kept'))).toEqual(Object.keys(before))
  })

  test('defects are thrown: a bad amount, a bad period, a damaged book', async () => {
    const folder = bookIn(tempFolder())
    const bad = async (words: Parameters<typeof draft>[0]): Promise<unknown> =>
      appendEntry(await opened(folder), draft(words)).catch(error => String(error))
    expect(await bad({ period: '2026-07', records: postings('reserve A 1 2026-07 withheld 1.5') })).toContain(
      'not a record',
    )
    expect(await bad({ period: '2026' })).toContain('not a header')
    expect(await bad({ kind: 'release', period: '2026-Q3', payout: '2026-10' })).toContain('not a header')
    expect(Object.keys(contents(folder)).filter(n => /^\d|tmp/.test(n))).toEqual([])
    await sealAll(folder, YEAR.slice(0, 1))
    writeFileSync(join(folder, 'head.json'), '')
    expect(await bad({ period: '2026-08' })).toContain('damaged')
  })
})

test('a reserve may be called anything', async () => {
  const folder = bookIn(tempFolder())
  const reserve = `../a:b*?"<>|\\/ \n.${'长'.repeat(300)}`
  await sealAll(folder, [YEAR[0]!, { kind: 'release', period: '2026', reserve, payout: '2027-01' }])
  const [, name] = readdirSync(folder).filter(n => n.endsWith('.jsonl'))
  expect(name).toMatch(/^000002-release-[_ab长]{40}-2026\.jsonl$/)
  expect(await verifyBook(folder)).toMatchObject({ findings: [], headers: [{}, { reserve }] })
})
