// A group in real processes: killed at random moments and given again, its workers killed, stopped and failing. Nothing is lost, and
// in the end the bytes are those of a group in which nothing ever happened.

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fileTrouble } from '../../src/shop/file-trouble.ts'
import { contents, folderOfFile, tempFolder } from '../support/folders.ts'
import { generateGroup } from '../support/generate-group.ts'
import { builtProgram, pause, start } from '../support/program.ts'

const program = builtProgram()
const env = { SOURCE_DATE_EPOCH: '1790000000' }
const KILLS = Number(process.env.KILLS ?? 3)
const SIZE = { shops: 8, people: 6, orders: 200 }
const RUN = ['group', 'run', '--period', '2026-07', '--jobs', '2']
const CLOSE = ['group', 'close', '--period', '2026-07', '--jobs', '2']

const begin = (group: string, argv: readonly string[]) => start([program, ...argv], { cwd: group, env })

/** All files but for what tells how long it took. */
function everything(group: string): object {
  return Object.fromEntries(Object.entries(contents(group)).filter(([name]) => !name.endsWith('group.json')))
}

const whole = folderOfFile()
let life = 0

beforeAll(async () => {
  generateGroup(whole, SIZE)
  for (const argv of [RUN, CLOSE]) {
    const began = performance.now()
    const { code, err } = await begin(whole, argv).ended
    expect([code, err]).toEqual([0, expect.stringContaining('8/8')])
    life = performance.now() - began
  }
}, 120_000)

/** The workers of a process. */
function workersOf(pid: number): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)])
      .toString()
      .trim()
      .split('\n')
      .map(Number)
  } catch {
    return []
  }
}

test('killed at any moment and given again, it gives what one run gives', async () => {
  const group = tempFolder()
  generateGroup(group, SIZE)
  for (const argv of [RUN, CLOSE]) {
    for (let i = 0; i < KILLS; i++) {
      const { child, ended } = begin(group, argv)
      await Promise.race([pause(life * (0.2 + Math.random() * 0.8)), ended])
      child.kill('SIGKILL')
      await ended
    }
    // A worker whose program is gone ends by itself, with what it is at.
    await pause(500)
    const { code, err } = await begin(group, argv).ended
    expect([code, err]).toEqual([0, expect.any(String)])
  }
  expect(everything(group)).toEqual(everything(whole))
}, 180_000)

test('a worker that is killed takes one shop with it, and a retry does that one', async () => {
  const group = tempFolder()
  generateGroup(group, SIZE)
  const { child, ended } = begin(group, RUN)
  while (workersOf(child.pid!).length < 2) await pause(5)
  process.kill(workersOf(child.pid!)[0]!, 'SIGKILL')
  const { code, out, err } = await ended
  expect([code, out.match(/GROUP_WORKER/g), err.match(/: done,/g)]).toEqual([
    1,
    ['GROUP_WORKER'],
    Array(7).fill(': done,'),
  ])
  const again = await begin(group, [...RUN, '--retry']).ended
  expect([again.code, again.err.match(/: done,/g)]).toEqual([0, [': done,']])
  expect((await begin(group, CLOSE).ended).code).toBe(0)
  expect(everything(group)).toEqual(everything(whole))
}, 120_000)

test('of two commands at once the second is refused in words, and the states are those of the first', async () => {
  const group = tempFolder()
  generateGroup(group, SIZE)
  const first = begin(group, RUN)
  const states = join(group, 'out/2026-07/group.json')
  while (!existsSync(states)) await pause(5)
  const words = { en: 'another command works on this group in 2026-07', zh: '另一条命令正在处理该集团 2026-07 的门店' }
  for (const [lang, told] of Object.entries(words)) {
    const second = await begin(group, [...RUN, '--lang', lang]).ended
    expect([second.code, second.err + second.out]).toEqual([4, expect.stringContaining(told)])
  }
  // Of another period, or of a part, it is another record.
  expect((await begin(group, ['group', 'merge', '--period', '2026-08']).ended).code).toBe(1)
  expect([existsSync(join(group, 'out/2026-08')), (await first.ended).code]).toEqual([false, 0])
  const { shops } = JSON.parse(readFileSync(states, 'utf8')) as { shops: readonly { state: string }[] }
  expect(shops.map(one => one.state)).toEqual(Array(8).fill('done'))
  expect(readdirSync(join(group, 'out/2026-07'))).toEqual(['group.json'])
}, 120_000)

test('parts of a group are done at once; the same part is not', async () => {
  const group = tempFolder()
  generateGroup(group, SIZE)
  const part = (n: number) => begin(group, [...RUN, '--shard', `${n}/2`])
  const parts = [part(1), part(2)]
  while (!existsSync(join(group, 'out/2026-07/group.2-of-2.json'))) await pause(5)
  const again = await part(2).ended
  expect([again.code, again.out + again.err]).toEqual([4, expect.stringMatching(/part 2\/2 of|第 2\/2 份/)])
  expect((await Promise.all(parts.map(one => one.ended))).map(one => one.code)).toEqual([0, 0])
  expect((await begin(group, ['group', 'merge', '--period', '2026-07']).ended).code).toBe(0)
  expect((await begin(group, CLOSE).ended).code).toBe(0)
  expect(everything(group)).toEqual({
    ...everything(whole),
    ...Object.fromEntries(['1', '2'].map(n => [`out/2026-07/group.${n}-of-2.json`, expect.anything()])),
  })
}, 120_000)

test('a worker that hangs is given up, with one shop', async () => {
  const group = tempFolder()
  generateGroup(group, SIZE)
  const { actOnGroup, openGroup, period } = (await import(
    join(dirname(program), '../dist/cli/index.js')
  )) as typeof import('../../src/index.ts')
  const { value } = await openGroup(group)
  const act = { command: 'check', period: period('2026-07') } as const
  let stopped = false
  const work = actOnGroup(value!, { act, jobs: 2, now: new Date(0), env: {}, patience: 15_000 })
  while (!stopped) {
    const workers = workersOf(process.pid).filter(pid => commandOf(pid).includes('tinypool'))
    if (workers.length < 2) await pause(5)
    else {
      process.kill(workers[0]!, 'SIGSTOP')
      stopped = true
    }
  }
  const { ended } = (await work).value!
  const problems = ended.flatMap(one => one.problems.filter(p => p.severity === 'error'))
  expect(problems).toMatchObject([{ code: 'GROUP_WORKER', facts: { why: 'hung' } }])
  expect(ended.filter(one => one.record.exit === 0)).toHaveLength(7)
}, 120_000)

function commandOf(pid: number): string {
  return execFileSync('ps', ['-o', 'args=', '-p', String(pid)]).toString()
}

test('a process that dies as it is given a shop is no file of the shop that cannot be written', () => {
  const broken = (code: string): Error => Object.assign(new Error(`write ${code}`), { code, syscall: 'write' })
  expect(fileTrouble(broken('EPIPE'), '/shops/east')).toBeUndefined()
  expect(fileTrouble(broken('ENOSPC'), '/shops/east')?.code).toBe('FILE_UNREADABLE')
})
