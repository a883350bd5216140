// A group in parts, as machines that know nothing of each other do it: what the parts left is made one, and is what one command gives.

import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { contents, tempFolder } from '../support/folders.ts'
import { generateGroup, type Size } from '../support/generate-group.ts'
import { change, groupCopy } from '../support/group.ts'

interface Recorded {
  readonly shard?: object
  readonly shops: readonly { readonly shop: string; readonly state: string }[]
  readonly seconds?: object
}

const SIZE: Size = { shops: 7, people: 4, orders: 30 }
const JULY = ['--period', '2026-07']
const env = { SOURCE_DATE_EPOCH: '1790000000' }

const all = (group: string, ...argv: string[]) => run(['group', ...argv, '-C', group, '--lang', 'en'], { env })

const fileOf = (group: string, shard = '', period = '2026-07') =>
  join(group, `out/${period}/group${shard && `.${shard}`}.json`)

function recorded(group: string, shard?: string, period?: string): Recorded {
  const { seconds: _, ...rest } = JSON.parse(readFileSync(fileOf(group, shard, period), 'utf8')) as Recorded
  return rest
}

function states(group: string, shard?: string): string[] {
  return recorded(group, shard).shops.map(one => `${one.shop} ${one.state}`)
}

/** Every byte of the group but the seconds and what the parts left. */
function everything(group: string): object {
  const files = Object.entries(contents(group)).filter(([name]) => !/group(\.\d+-of-\d+)?\.json$/.test(name))
  const { seconds: _, ...states } = JSON.parse(readFileSync(fileOf(group), 'utf8')) as Recorded
  return { ...Object.fromEntries(files), states: JSON.stringify(states) }
}

/** What stands in the way of a merge. */
async function refusal(group: string): Promise<string[]> {
  const ran = await run(['group', 'merge', '-C', group, ...JULY, '--lang', 'en', '--json'], { env })
  expect(ran.code).toBe(1)
  return json<{ problems: { code: string; message: string }[] }>(ran).problems.map(p => `${p.code} ${p.message}`)
}

function generated(size: Size = SIZE): string {
  const folder = tempFolder()
  generateGroup(folder, size)
  return folder
}

async function inParts(group: string, of: number, ...argv: string[]): Promise<number[]> {
  const codes: number[] = []
  for (let i = of; i > 0; i--) codes.push((await all(group, ...argv, '--shard', `${i}/${of}`)).code)
  return codes
}

test('the parts together, merged, are one command to the byte', async () => {
  const [parts, whole] = [generated(), generated()]
  const broken = (group: string): void => change(group, 'stores/s004/data/2026-07/花名册.csv', ['岗位', '职务'])
  for (const group of [parts, whole]) broken(group)
  for (const command of ['check', 'run', 'close']) {
    const one = await all(whole, command, ...JULY)
    // Of three parts of seven shops the first has 1, 4, 7.
    expect(await inParts(parts, 3, command, ...JULY)).toEqual([0, 0, one.code])
    const merged = await all(parts, 'merge', ...JULY)
    expect([one.code, merged.code, merged.err]).toEqual([1, one.code, ''])
    expect(everything(parts)).toEqual(everything(whole))
  }
  expect(recorded(parts, '1-of-3')).toMatchObject({
    shard: { number: 1, of: 3, among: 7 },
    shops: [{ shop: 'stores/s001' }, { shop: 'stores/s004' }, { shop: 'stores/s007' }],
  })
  expect(recorded(parts)).not.toHaveProperty('shard')
  await all(whole, 'verify', '--replay')
  await inParts(parts, 2, 'verify', '--replay')
  expect((await all(parts, 'merge', '--period', 'verify')).code).toBe(0)
  expect(everything(parts)).toEqual(everything(whole))
})

test('a release in parts is recorded under its quarter', async () => {
  const group = groupCopy()
  for (const command of ['run', 'close']) await all(group, command, ...JULY)
  const release = ['release', '质量预留', '--period', '2026-Q3', '--payout', '2026-10', '--partial']
  expect(await inParts(group, 2, ...release)).toEqual([0, 0])
  expect((await all(group, 'merge', '--period', '2026-Q3')).code).toBe(0)
  const merged = recorded(group, undefined, '2026-Q3')
  expect((await all(group, ...release)).code).toBe(0)
  expect(recorded(group, undefined, '2026-Q3')).toEqual(merged)
})

describe('--retry', () => {
  test('does what is left of its part, also of what the whole group left', async () => {
    const [parts, whole] = [generated(), generated()]
    await all(whole, 'run', ...JULY)
    const roster = join(parts, 'stores/s003/data/2026-07/花名册.csv')
    const sound = readFileSync(roster, 'utf8')
    change(parts, 'stores/s003/data/2026-07/花名册.csv', ['岗位', '职务'])
    expect(await inParts(parts, 3, 'run', ...JULY)).toEqual([1, 0, 0])
    expect(states(parts, '3-of-3')).toEqual(['stores/s003 problems', 'stores/s006 done'])
    writeFileSync(roster, sound)
    const again = await all(parts, 'run', ...JULY, '--shard', '3/3', '--retry')
    expect([again.code, again.err.match(/stores\/s00\d/g)]).toEqual([0, ['stores/s003']])
    expect((await all(parts, 'run', ...JULY, '--shard', '1/3', '--retry')).out).toContain('No shop is left to be done.')
    await all(parts, 'merge', ...JULY)
    expect(everything(parts)).toEqual(everything(whole))
    // The whole group was done: another way to part it has nothing left to do either.
    expect((await all(parts, 'run', ...JULY, '--shard', '2/5', '--retry')).out).toContain('No shop is left to be done.')
  })

  test('of the whole group takes in what parts left, and takes their records away', async () => {
    const group = generated({ ...SIZE, shops: 3 })
    expect(await inParts(group, 3, 'check', ...JULY)).toEqual([0, 0, 0])
    rmSync(fileOf(group, '2-of-3'))
    const ran = await all(group, 'check', ...JULY, '--retry')
    // Of the second nobody knows: it is done again.
    expect([ran.code, ran.err.match(/stores\/s00\d/g)]).toEqual([0, ['stores/s002']])
    expect(states(group)).toHaveLength(3)
    expect(existsSync(fileOf(group, '1-of-3'))).toBe(false)
    expect(await refusal(group)).toEqual(['GROUP_SHARDS_NONE no shard has left anything of 2026-07'])
  })
})

test('--only and --not choose within a part; a part without shops is one', async () => {
  const group = groupCopy()
  // East, north, south, west: of two parts the second has north and west.
  expect(await inParts(group, 2, 'check', ...JULY, '--not', 'west')).toEqual([0, 0])
  expect(states(group, '2-of-2')).toEqual(['stores/north done'])
  rmSync(fileOf(group, '1-of-2'))
  rmSync(fileOf(group, '2-of-2'))
  expect(await inParts(group, 6, 'check', ...JULY)).toEqual([0, 0, 0, 0, 0, 0])
  expect(states(group, '6-of-6')).toEqual([])
  expect((await all(group, 'merge', ...JULY)).code).toBe(0)
  expect(states(group)).toHaveLength(4)
  const listed = await all(group, 'overrides', '--shard', '3/4', '--json')
  expect(json<{ shops: object[] }>(listed).shops).toMatchObject([{ shop: 'stores/south' }])
})

describe('merge refuses', () => {
  const MISSING = 'GROUP_SHARD_MISSING of 4 shards these have left nothing that can be read'
  test('parts that are missing, or that nobody can read', async () => {
    const group = groupCopy()
    expect(await refusal(group)).toEqual(['GROUP_SHARDS_NONE no shard has left anything of 2026-07'])
    await all(group, 'check', ...JULY, '--shard', '2/4')
    expect(await refusal(group)).toEqual([`${MISSING}: 1, 3, 4`])
    for (const i of [1, 3, 4]) await all(group, 'check', ...JULY, '--shard', `${i}/4`)
    writeFileSync(fileOf(group, '3-of-4'), '{"format": 1')
    expect(await refusal(group)).toEqual([`${MISSING}: 3`])
    expect(existsSync(fileOf(group))).toBe(false)
  })

  test('parts of several divisions, of several commands, and of shops that are others now', async () => {
    const group = groupCopy()
    await inParts(group, 2, 'check', ...JULY)
    await all(group, 'check', ...JULY, '--shard', '1/3')
    expect(await refusal(group)).toEqual(['GROUP_SHARDS_MIXED shards of different numbers of parts lie here: 2, 3'])
    rmSync(fileOf(group, '1-of-3'))
    await all(group, 'run', ...JULY, '--shard', '2/2')
    expect(await refusal(group)).toEqual(['GROUP_SHARDS_MIXED shards did different things: 1: check; 2: run'])
    await all(group, 'check', ...JULY, '--shard', '2/2')
    change(group, 'group.yaml', ['stores/*', '[stores/east, stores/west, stores/north]'])
    expect(await refusal(group)).toEqual([
      'GROUP_SHARDS_MIXED shard 1/2 was of other shops than it is now',
      'GROUP_SHARDS_MIXED shard 2/2 was of other shops than it is now',
    ])
  })

  test('nothing, but tells a part that was not done again when others were', async () => {
    const group = groupCopy()
    await inParts(group, 2, 'check', ...JULY)
    expect((await all(group, 'merge', ...JULY)).err).toBe('')
    const before = new Date(Date.now() - 60_000)
    utimesSync(fileOf(group, '1-of-2'), before, before)
    await all(group, 'check', ...JULY, '--shard', '2/2')
    const merged = await all(group, 'merge', ...JULY)
    expect([merged.code, merged.err]).toEqual([0, expect.stringContaining('--shard 1/2')])
    expect((await all(group, 'merge', ...JULY)).err).toBe('')
  })
})

test.each(['0/4', '5/4', 'x', '1', '1/0', '01/4', '1/4/4', '-1/4', '1/10000', ''])(
  '--shard %s is wrong usage',
  async shard => {
    const ran = await run(['group', 'check', '-C', groupCopy(), ...JULY, `--shard=${shard}`, '--lang', 'en'])
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(`counted from 1, not “${shard}”`)])
  },
)

test('merge takes the name of a period', async () => {
  const group = groupCopy()
  expect((await all(group, 'merge', '--period', '../2026-07')).code).toBe(2)
  expect((await all(group, 'merge')).code).toBe(2)
})
