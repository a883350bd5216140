// The program in real processes: killed at random moments of closing and releasing, and several at once. Nothing is lost,
// nothing doubled, no rerun is kept waiting, and in the end the bytes are those of a shop in which nothing was ever killed.
// KILLS=500 in the environment makes it longer.

import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyBook } from '../../src/book/verify.ts'
import { BOOK_MONTHS, makeBookShop, putShop } from '../support/book-shop.ts'
import { run } from '../support/cli.ts'
import { contents, folderOfFile } from '../support/folders.ts'
import { builtProgram, type Ended, pause, start } from '../support/program.ts'

const program = builtProgram()
const env = { SOURCE_DATE_EPOCH: '1790000000' }
const KILLS = Number(process.env.KILLS ?? 10)

const QUARTER = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', '--close', '--approve', 'HR=Wang']
const YEAR = ['release', 'loyalty', '--period', '2026', '--payout', '2027-01', '--partial', '--close']
const close = (period: string): string[] => ['close', '--period', period]
/** Each entry of the book with what is run before it. */
const ACTS: readonly { before: string[] | undefined; act: string[] }[] = [
  ...BOOK_MONTHS.map(period => ({ before: ['run', '--period', period], act: close(period) })),
  { before: undefined, act: QUARTER },
  { before: undefined, act: YEAR },
]

const ACT = (shop: string, argv: readonly string[]) => start([program, ...argv], { cwd: shop, env })

async function done(shop: string, argv: readonly string[]): Promise<void> {
  const ran = await run(argv, { cwd: shop, env })
  if (ran.code !== 0) throw new Error(`${argv.join(' ')}: ${ran.code}\n${ran.err}`)
}

const whole = folderOfFile()
/** How long a closing and a release take. */
let life = 0

beforeAll(async () => {
  putShop(whole)
  for (const { before, act } of ACTS) {
    if (before) await done(whole, before)
    const began = performance.now()
    expect((await ACT(whole, act).ended).code).toBe(0)
    life = performance.now() - began
  }
})

interface Look {
  readonly entries: number
  readonly leftovers: number
}

/** What is there; no other damage than what the dead process was writing. */
async function look(shop: string): Promise<Look> {
  const { entries, findings } = await verifyBook(join(shop, 'book'))
  expect(findings.filter(f => f.damage !== 'leftover')).toEqual([])
  return { entries: entries.length, leftovers: findings.length }
}

/** Done, or refused because a killed one had sealed it already; never because of a dead one's lock. */
function doneOrTwice(code: number | null): unknown[] {
  return code === 0 ? [0, expect.any(String)] : [3, expect.stringMatching(/MONTH_CLOSED|RELEASE_NOTHING/)]
}

/** Kills a process: by chance, or soon after it has begun to write. */
async function killed(shop: string, argv: readonly string[], byChance: boolean): Promise<Ended> {
  const { child, ended } = ACT(shop, argv)
  if (byChance) await Promise.race([pause(life * (0.3 + Math.random() * 0.8)), ended])
  else {
    const folder = existsSync(join(shop, 'book')) ? join(shop, 'book') : shop
    const watcher = watch(folder)
    await Promise.race([new Promise(resolve => watcher.once('change', resolve)), ended])
    watcher.close()
    await Promise.race([pause(Math.random() * 30), ended])
  }
  child.kill('SIGKILL')
  return ended
}

test(`kill -9 at ${KILLS} moments of closing and releasing`, { timeout: 5000 * KILLS }, async () => {
  const seen = { killed: 0, sealedAllTheSame: 0, leftovers: 0 }
  const perAct = 10
  while (seen.killed < KILLS) {
    const shop = makeBookShop()
    for (const [i, { before, act }] of ACTS.entries()) {
      if (before) await done(shop, before)
      let now: Look = { entries: i, leftovers: 0 }
      for (let k = 0; k < perAct && now.entries === i; k++) {
        const { signal, code, err } = await killed(shop, act, k % 2 === 0)
        if (signal === 'SIGKILL') seen.killed++
        else expect([code, err]).toEqual(doneOrTwice(code))
        now = await look(shop)
        expect([i, i + 1]).toContain(now.entries)
        if (now.entries > i && signal === 'SIGKILL') seen.sealedAllTheSame++
        if (now.leftovers > 0) seen.leftovers++
      }
      // By the program that is killed, too: its seals name what it is built of.
      const { code, err } = await ACT(shop, act).ended
      expect([code, err]).toEqual(doneOrTwice(code))
      expect(await look(shop)).toEqual({ entries: i + 1, leftovers: 0 })
    }
    // By the program that sealed it: then bytes are compared too.
    expect(await ACT(shop, ['book', 'verify', '--replay', '--quiet']).ended).toMatchObject({ code: 0, err: '' })
    expect(contents(shop)).toEqual(contents(whole))
  }
  console.info(`kills: ${JSON.stringify(seen)}`)
  // Some of them hit while it wrote or just after: how many is up to the machine.
  expect(seen.leftovers + seen.sealedAllTheSame).toBeGreaterThan(0)
})

describe('several at once', () => {
  /** Each ends well, or with the word that another was faster. */
  const clear = ({ code, err }: Ended): boolean =>
    code === 0 ||
    (code === 4 && err.includes('SHOP_BUSY')) ||
    (code === 3 && /MONTH_CLOSED|RELEASE_NOTHING|BOOK_TAKEN|MONTH_ORDER/.test(err))

  test('two closes of a month: one wins', async () => {
    for (let i = 0; i < 3; i++) {
      const shop = makeBookShop()
      await done(shop, ['run', '--period', '2026-07'])
      const ended = await Promise.all([ACT(shop, close('2026-07')).ended, ACT(shop, close('2026-07')).ended])
      expect(ended.filter(e => e.code === 0)).toHaveLength(1)
      expect(ended.filter(e => !clear(e))).toEqual([])
      expect((await look(shop)).entries).toBe(1)
    }
  })

  test('two closes and five releases: each is in the book once', async () => {
    const fresh = makeBookShop()
    for (const { before, act } of ACTS.slice(0, 2)) {
      await done(fresh, before!)
      await done(fresh, act)
    }
    await done(fresh, ['run', '--period', '2026-09'])
    const partial = [...QUARTER, '--partial']
    const all = [close('2026-09'), close('2026-09'), ...Array.from({ length: 5 }, () => partial)]
    let left = all
    const codes: (number | null)[] = []
    // Whoever was told that the shop is busy comes again
    while (left.length > 0) {
      const ended = await Promise.all(left.map(argv => ACT(fresh, argv).ended))
      expect(ended.filter(e => !clear(e))).toEqual([])
      expect(ended.some(e => e.code !== 4)).toBe(true)
      codes.push(...ended.map(e => e.code))
      left = left.filter((_, i) => ended[i]!.code === 4)
    }
    const { entries } = await look(fresh)
    expect(entries).toBeGreaterThanOrEqual(4)
    // One closing won, and of the releases one, or two where the first did not find September closed
    expect(codes.filter(c => c === 0)).toHaveLength(entries - 2)
    // Where all of them came before September was closed, its lots are still to be released
    const { code, err } = await run(partial, { cwd: fresh, env })
    expect([code, err]).toEqual(doneOrTwice(code))
    const ran = await run(['book', 'register', '--json'], { cwd: fresh })
    const { postings } = JSON.parse(ran.out) as { postings: Record<string, string>[] }
    const released = postings.filter(p => p.kind === 'released').map(p => `${p.person} ${p.origin}`)
    expect(new Set(released).size).toBe(released.length)
    expect(released).toHaveLength(8)
    expect((await run(['book', 'verify', '--replay'], { cwd: fresh })).code).toBe(0)
  })
})
