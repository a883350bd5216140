// What a group of shops has to stand, on any number of them: shops that are broken, locked or on a full disk; parts as several machines do
// them; kills at any moment. Each trial makes its group in an empty folder, runs the built program, and throws unless in the end every byte
// is that of a group in which nothing ever happened.

import { deepEqual, equal } from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { edited } from './edited.ts'
import { contents, copyInto } from './folders.ts'
import { generateGroup, type Size } from './generate-group.ts'
import { plainTotals } from './plain-group.ts'
import { pause } from './program.ts'

export interface Trial {
  readonly program: string
  readonly size: Size
  readonly say: (text: string) => void
}

interface Recorded {
  readonly shops: readonly {
    readonly shop: string
    readonly state: string
    readonly exit?: number
    readonly totals: object
    readonly problems: Readonly<Record<string, number>>
  }[]
}

export const RUN: readonly string[] = ['run', '--period', '2026-07', '--jobs', '2']
export const CLOSE: readonly string[] = ['close', '--period', '2026-07', '--jobs', '2']

interface Ended {
  readonly code: number | null
  readonly text: string
}

/** Gives a group command in a process group of its own, of which `kill` ends everything at once. */
function begin(trial: Trial, group: string, argv: readonly string[]) {
  const env = { PATH: process.env.PATH ?? '', SOURCE_DATE_EPOCH: '1790000000', LANG: 'en' }
  const child = spawn(process.execPath, [trial.program, 'group', ...argv, '-C', group], {
    ...{ env, detached: true },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      text += piece.toString()
    })
  const ended = new Promise<Ended>((done, failed) =>
    child.on('error', failed).on('close', code => done({ code, text })),
  )
  return { pid: child.pid!, ended, kill: () => end(-child.pid!) }
}

async function give(trial: Trial, group: string, argv: readonly string[], code = 0): Promise<string> {
  const began = performance.now()
  const ended = await begin(trial, group, argv).ended
  trial.say(`${argv.join(' ')}: ${ended.code}, ${((performance.now() - began) / 1000).toFixed(1)} s`)
  equal(ended.code, code, ended.text.slice(-3000))
  return ended.text
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function recorded(group: string): Recorded {
  return JSON.parse(readFileSync(join(group, 'out/2026-07/group.json'), 'utf8')) as Recorded
}

/** Every byte of the group, but for the seconds of group.json and what parts left. */
function everything(group: string): object {
  const files = Object.entries(contents(group)).filter(([name]) => !/^out\/2026-07\/group\..*json$/.test(name))
  return { ...Object.fromEntries(files), states: JSON.stringify({ ...recorded(group), seconds: undefined }) }
}

function shopsDone(text: string): string[] {
  return [...text.matchAll(/^\d+\/\d+ {2}(stores\/\S+): done,/gmu)].map(found => found[1]!).sort()
}

/** A group that nobody disturbs, run and closed; its totals are those of a plain loop. */
export async function undisturbed(trial: Trial, group: string): Promise<void> {
  const shops = generateGroup(group, trial.size)
  await give(trial, group, RUN)
  deepEqual(
    recorded(group).shops.map(one => [one.shop, one.totals]),
    shops.map(shop => [shop, plainTotals(join(group, shop))]),
  )
  await give(trial, group, CLOSE)
}

/** Three shops are broken, one is locked, the disk of one is full; told, mended, and only these taken again. */
export async function someFail(trial: Trial, group: string, whole: string, ownDisk: boolean): Promise<void> {
  const shops = generateGroup(group, trial.size)
  const [override, missing, broken, locked, full] = shops.slice(1, 6).map(shop => join(group, shop)) as [
    ...[string, string, string, string, string],
  ]
  const mend: (() => void)[] = []
  const own = join(override, 'shop.yaml')
  const sound = readFileSync(own, 'utf8')
  writeFileSync(own, edited(sound, ['16%', '30%']))
  mend.push(() => writeFileSync(own, sound))
  const orders = join(missing, 'data/2026-07/工单.csv')
  renameSync(orders, join(group, 'away.csv'))
  mend.push(() => renameSync(join(group, 'away.csv'), orders))
  mkdirSync(join(broken, 'book'))
  writeFileSync(join(broken, 'book/000001-close-2026-06.jsonl'), '{"kind":"close"')
  mend.push(() => rmSync(join(broken, 'book'), { recursive: true }))
  const holder = await holding(join(locked, '.bonusbook.lock'))
  mend.push(() => end(holder))
  mend.push(ownDisk ? onFullDisk(full) : withoutDisk(full))
  try {
    const text = await give(trial, group, RUN, 4)
    const failing = recorded(group).shops.filter(one => one.state !== 'done')
    deepEqual(
      failing.map(one => [one.shop, one.state, one.exit, Object.keys(one.problems).filter(code => !OTHER.has(code))]),
      [
        [shops[1], 'problems', 1, ['CELL_RANGE']],
        [shops[2], 'problems', 1, ['FILE_MISSING']],
        [shops[3], 'refused', 3, ['BOOK_DAMAGED']],
        [shops[4], 'locked', 4, ['SHOP_BUSY']],
        [shops[5], 'problems', 1, ['CANNOT_WRITE']],
      ],
    )
    equal(shopsDone(text).length, shops.length - 5)
  } finally {
    for (const one of mend) one()
  }
  await pause(200)
  deepEqual(shopsDone(await give(trial, group, [...RUN, '--retry'])), shops.slice(1, 6))
  rmSync(join(group, 'away.csv'), { force: true })
  await give(trial, group, CLOSE)
  deepEqual(everything(group), everything(whole))
}

/** What is told besides. */
const OTHER: ReadonlySet<string> = new Set(['ROWS_OTHER_MONTH'])

/** A process that holds a lock until it is ended. */
async function holding(file: string): Promise<number> {
  const script =
    "const { openSync } = require('node:fs'); if (!require('fs-native-extensions').tryLock(openSync(process.argv[1], 'w'))) process.exit(1); console.log('held'); setInterval(() => {}, 1e6)"
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const child = spawn(process.execPath, ['-e', script, file], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise(done => child.stdout.once('data', done))
  return child.pid!
}

/** Whether a small disk can be made here: on Linux, by root. */
export function canMount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  }
}

/** The shop's folder becomes a disk on which its exports have room, and its sheets have not. Gives what undoes it, with what lies there kept. */
function onFullDisk(shop: string): () => void {
  const aside = `${shop}.aside`
  renameSync(shop, aside)
  mkdirSync(shop)
  // Room for what lies there, lock and folders, and a little more.
  const kilobytes = Math.ceil(bytesIn(aside) / 1024) + 64
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', shop])
  copyInto(aside, shop)
  rmSync(aside, { recursive: true })
  return () => {
    const back = `${shop}.back`
    copyInto(shop, back)
    execFileSync('umount', [shop])
    rmSync(shop, { recursive: true })
    renameSync(back, shop)
  }
}

function bytesIn(folder: string): number {
  const sizes = readdirSync(folder, { recursive: true }).map(name => statSync(join(folder, String(name))))
  return sizes.reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0)
}

/** Where its sheets should lie stands a file. */
function withoutDisk(shop: string): () => void {
  writeFileSync(join(shop, 'out'), '')
  return () => rmSync(join(shop, 'out'))
}

/** Parts in any order, merged. */
export async function inParts(trial: Trial, group: string, whole: string, of = 3): Promise<void> {
  generateGroup(group, trial.size)
  for (const argv of [RUN, CLOSE]) {
    for (let part = of; part > 0; part--) await give(trial, group, [...argv, '--shard', `${part}/${of}`])
    await give(trial, group, ['merge', '--period', '2026-07'])
  }
  for (let part = of; part > 0; part--) rmSync(join(group, `out/2026-07/group.${part}-of-${of}.json`))
  deepEqual(everything(group), everything(whole))
}

/** Run and closed, and killed so many times in each at random moments: all processes, and of every other kill a worker alone. */
export async function killed(trial: Trial, group: string, whole: string, kills: number, within: number): Promise<void> {
  generateGroup(group, trial.size)
  for (const argv of [RUN, CLOSE]) {
    for (let i = 0; i < kills; i++) {
      const { pid, ended, kill } = begin(trial, group, argv)
      await Promise.race([pause(within * Math.random()), ended])
      if (i % 2 === 0) kill()
      else {
        const workers = workersOf(pid)
        const worker = workers[Math.floor(Math.random() * workers.length)]
        if (worker !== undefined) end(worker)
        await Promise.race([pause(within * Math.random()), ended])
        kill()
      }
      const { code } = await ended
      trial.say(`${argv[0]} ${i + 1}: ${i % 2 === 0 ? 'all' : 'a worker, then all'} killed, ${code ?? 'no code'}`)
    }
    await give(trial, group, argv)
  }
  deepEqual(everything(group), everything(whole))
}

/** One worker is killed and nothing else: the others go on, and a retry takes the shops that were lost. */
export async function workersKilled(trial: Trial, group: string, whole: string, kills: number): Promise<void> {
  generateGroup(group, trial.size)
  for (const argv of [RUN, CLOSE]) {
    const { pid, ended } = begin(trial, group, argv)
    let lost = 0
    let over = false
    void ended.then(() => {
      over = true
    })
    while (lost < kills && !over) {
      await pause(300 + Math.random() * 600)
      const [worker] = workersOf(pid)
      if (worker === undefined) continue
      end(worker)
      lost++
    }
    const { code, text } = await ended
    const failing = recorded(group).shops.filter(one => one.state !== 'done')
    trial.say(`${argv[0]}: ${lost} workers killed, ${failing.length} shops lost, ${code}`)
    deepEqual(
      [...new Set(failing.flatMap(one => Object.keys(one.problems)))],
      failing.length > 0 ? ['GROUP_WORKER'] : [],
    )
    equal(code, failing.length > 0 ? 1 : 0, text.slice(-3000))
    const again = await give(trial, group, [...argv, '--retry'])
    deepEqual(
      shopsDone(again),
      failing.map(one => one.shop),
    )
  }
  deepEqual(everything(group), everything(whole))
}

function workersOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : []
}
