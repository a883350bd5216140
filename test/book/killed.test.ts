// A writer that is killed at any moment leaves the old book or the new one; the next one goes on, and in the end the
// bytes are those of a writer that was never killed. Of several at once one wins.

import { cpSync, existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { appendEntry } from '../../src/book/append.ts'
import { readBook, readWhole } from '../../src/book/read.ts'
import { verifyBook } from '../../src/book/verify.ts'
import { append, bookIn, draft, longPlan, opened, sealAll, YEAR, YEAR_FILES } from '../support/book.ts'
import { contents, diskFolder, folderOfFile, tempFolder } from '../support/folders.ts'
import { builtModule, type Ended, pause, start } from '../support/program.ts'

const place = folderOfFile()
const writer = builtModule('test/support/book-writer.ts', place)
const ENTRY = /^\d{6}-/

/** Entries and their bytes; the rest may be on its way. */
function entriesOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {}
  return Object.fromEntries(Object.entries(contents(folder)).filter(([name]) => ENTRY.test(name)))
}

/** Everything but temporary files: those of the process that was killed. */
async function findingsBut(folder: string, leftovers: boolean): Promise<unknown[]> {
  const { findings } = await verifyBook(folder)
  return findings.filter(f => !(leftovers && f.damage === 'leftover'))
}

/** KILLS=500 in the environment makes it longer. */
const KILLS = Number(process.env.KILLS ?? 30)

test(`kill -9 at ${KILLS} random moments`, async () => {
  const [months, people] = [16, 60]
  const plan = longPlan(months, people)
  const whole = join(place, 'whole')
  await sealAll(whole, plan)
  const due = contents(whole)
  const argv = (folder: string): string[] => [writer, folder, String(plan.length), String(months), String(people)]

  let folder = bookIn(diskFolder())
  let [kills, inTheMiddle] = [0, 0]
  while (kills < KILLS) {
    const before = entriesOf(folder)
    const { child, ended } = start(argv(folder))
    // It says so when it has opened the book
    await Promise.race([new Promise(resolve => child.stdout!.once('data', resolve)), ended])
    await pause(Math.random() * 40)
    child.kill('SIGKILL')
    const { signal, code } = await ended
    expect([signal, code]).toEqual(signal === null ? [null, 0] : ['SIGKILL', null])
    expect(await findingsBut(folder, true)).toEqual([])
    const after = entriesOf(folder)
    expect(after).toMatchObject(before)
    for (const [name, hash] of Object.entries(after)) expect([name, hash]).toEqual([name, due[name]])
    if (signal !== null) kills++
    if (readdirSync(folder).some(name => name.startsWith('.'))) inTheMiddle++
    if (Object.keys(after).length < plan.length) continue
    // All is sealed: open once more, as every writer does, and begin anew
    expect((await start(argv(folder)).ended).code).toBe(0)
    expect(await findingsBut(folder, false)).toEqual([])
    expect(contents(folder)).toEqual(due)
    folder = bookIn(diskFolder())
  }
  expect((await start(argv(folder)).ended).code).toBe(0)
  expect(await findingsBut(folder, false)).toEqual([])
  expect(contents(folder)).toEqual(due)
  // How many hit a writer at work is up to the machine.
  expect(inTheMiddle).toBeGreaterThan(0)
}, 240_000)

describe('stopped at every single step', () => {
  const base = join(place, 'base')
  const next = join(place, 'next')
  beforeAll(async () => {
    await sealAll(base, YEAR.slice(0, 2))
    await sealAll(next, YEAR.slice(0, 3))
  })

  /** Lets writers of the third entry stumble at each step; gives how often they left the old book and the new one. */
  async function everyStep(
    how: 'kill' | 'half' | 'fail',
    check: (ended: Ended, folder: string) => void,
  ): Promise<number[]> {
    const states = [0, 0]
    for (let step = 1; ; step++) {
      const folder = bookIn(tempFolder())
      cpSync(base, folder, { recursive: true })
      const ended = await start([writer, folder, '3'], { env: { STEP: String(step), HOW: how } }).ended
      const sealed = entriesOf(folder)
      expect([entriesOf(base), entriesOf(next)]).toContainEqual(sealed)
      expect(await findingsBut(folder, true)).toEqual([])
      check(ended, folder)
      states[Object.keys(sealed).length - 2]!++
      await sealAll(folder, YEAR.slice((await opened(folder)).entries.length, 3))
      expect(await findingsBut(folder, false)).toEqual([])
      expect(contents(folder)).toEqual(contents(next))
      if (ended.err === '') return states
    }
  }

  test.each(['kill', 'half'] as const)(
    '%s',
    async how => {
      const states = await everyStep(how, () => {})
      expect(Math.min(...states)).toBeGreaterThan(0)
    },
    120_000,
  )

  test('a full disk: it is said, and what was begun is cleared', async () => {
    const states = await everyStep('fail', ({ code, out }, folder) => {
      if (code !== 0) expect(out).toContain('ENOSPC')
      expect(readdirSync(folder).filter(name => name.endsWith('.tmp')).length).toBeLessThan(2)
      expect(readdirSync(folder)).not.toContain('.000003.sealed')
    })
    expect(Math.min(...states)).toBeGreaterThan(3)
  }, 120_000)
})

describe('several at once', () => {
  const WORDS = Array.from({ length: 10 }, (_, i) =>
    i % 2 === 0
      ? { period: '2026-09', inputs: [{ name: 'i', content: String(i) }] }
      : { kind: 'release' as const, reserve: `R${i}`, period: '2026-Q3', payout: '2026-10' },
  )

  test('ten in one process, with different entries of one number: one wins, nine hear of it', async () => {
    for (let round = 0; round < 10; round++) {
      const folder = bookIn(tempFolder())
      await sealAll(folder, YEAR.slice(0, 2))
      const books = await Promise.all(WORDS.map(() => opened(folder)))
      const results = await Promise.all(books.map((book, i) => appendEntry(book, draft(WORDS[i]!))))
      expect(results.map(r => r.outcome).sort()).toEqual(['sealed', ...Array(9).fill('taken')])
      expect((await verifyBook(folder)).findings).toEqual([])
      expect(Object.keys(entriesOf(folder))).toHaveLength(3)
    }
  })

  test('ten processes that know of no lock: no entry is lost or doubled', async () => {
    const plan = longPlan(12, 5)
    const folder = bookIn(tempFolder())
    const argv = [writer, folder, String(plan.length), '12', '5']
    // Who hears that the number is taken ends with 1; somebody always goes on
    let ended = await Promise.all(WORDS.map(() => start(argv).ended))
    for (const { code, out } of ended) if (code !== 0) expect(out).toMatch(/"taken"/)
    expect(ended.some(e => e.code === 0)).toBe(true)
    ended = [await start(argv).ended]
    expect((await verifyBook(folder)).findings).toEqual([])
    const whole = bookIn(tempFolder())
    await sealAll(whole, plan)
    expect(contents(folder)).toEqual(contents(whole))
  })

  test('one that slept while others went on', async () => {
    const folder = bookIn(tempFolder())
    await sealAll(folder, YEAR.slice(0, 2))
    const sleeper = await opened(folder)
    await sealAll(folder, YEAR.slice(2))
    const before = contents(folder)
    expect(await appendEntry(sleeper, draft({ period: '2026-09' }))).toEqual({ outcome: 'taken' })
    expect(contents(folder)).toEqual(before)
  })

  test('a reader never sees half of what a writer does', async () => {
    const plan = longPlan(12, 100)
    const folder = bookIn(tempFolder())
    const { ended } = start([writer, folder, String(plan.length), '12', '100'])
    let done = false
    void ended.then(() => {
      done = true
    })
    const seen = new Set<number>()
    while (!done) {
      const book = await readBook(folder)
      expect(book.findings).toEqual([])
      seen.add(book.entries.length)
    }
    expect(seen.size).toBeGreaterThan(3)
  })
})

test('a head that is written while the entries are read was not missing', async () => {
  const folder = bookIn(tempFolder())
  await sealAll(folder, YEAR)
  const head = join(folder, 'head.json')
  const text = readFileSync(head)
  unlinkSync(head)
  expect((await readBook(folder)).findings).toMatchObject([{ damage: 'head' }])
  const book = await readWhole(folder, () => writeFileSync(head, text))
  expect(book.findings).toEqual([])
  expect(book.entries).toHaveLength(YEAR.length)
})

test('a claim that was left behind is finished, a late one forgotten', async () => {
  const folder = bookIn(tempFolder())
  await sealAll(folder, YEAR)
  const whole = contents(folder)
  const [newest, older] = [join(folder, YEAR_FILES[4]!), join(folder, YEAR_FILES[1]!)]
  // The name was never given, the head never written
  cpSync(newest, join(folder, '.000005.sealed'))
  unlinkSync(newest)
  const seal = (await readBook(folder)).entries[3]!.seal
  writeFileSync(join(folder, 'head.json'), `{"count":4,"seal":"${seal}"}\n`)
  cpSync(older, join(folder, '.000002.sealed'))
  writeFileSync(join(folder, '.000006.sealed'), 'rubbish')
  expect((await opened(folder)).entries).toHaveLength(5)
  expect(contents(folder)).toEqual(whole)
  expect(await append(folder, { period: '2026-10' })).toMatchObject({ outcome: 'sealed' })
})
