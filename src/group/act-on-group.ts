// One act on all shops of a group, or on some: each by itself, some at a time, whatever becomes of the others. Takes the group, the act
// and which shops are meant; gives what became of each, and leaves it in out/<period>/group.json after every shop.
// One that is not of a shard takes in what shards left of the same.

import { pathIn } from '../core/inside.ts'
import type { Problem } from '../core/problem.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { remove } from '../files/write.ts'
import type { GroupAct, Outcome } from './acts.ts'
import { type Chosen, callShops, chosenFolders, type Group, inGroup } from './group.ts'
import {
  type Asked,
  askedOf,
  type Called,
  type GroupRecord,
  groupRecord,
  isOf,
  readRecord,
  recordOf,
  recordPath,
  type Shard,
  type ShopRecord,
  waiting,
  withRecord,
  writeRecord,
} from './record.ts'
import { type Left, ofShard, shardsLeft } from './shards.ts'
import { inLanes, type Lane } from './workers.ts'

export interface GroupAsked extends Chosen {
  readonly act: GroupAct
  /** Processes at a time. */
  readonly jobs: number
  /** Only shops that were not done when the same was last asked for. */
  readonly retry?: boolean
  readonly now: Date
  readonly env: Readonly<Record<string, string | undefined>>
  /** How long a shop may take before it is given up, in milliseconds. */
  readonly patience?: number
  /** Told of each shop that has ended. */
  readonly onShop?: (ended: ShopEnded) => void
}

export interface ShopEnded {
  readonly record: ShopRecord
  /** With places as the group's folder has them. */
  readonly problems: readonly Problem[]
  readonly seconds: number
  /** How many have ended by now, and of how many. */
  readonly count: number
  readonly of: number
}

export interface GroupDone {
  /** Of all shops of the group of which the same was ever asked, those of this time among them. */
  readonly record: GroupRecord
  /** The shops of this time, as they ended. */
  readonly ended: readonly ShopEnded[]
}

/** Does it, while no other command does anything of the same period or part. */
export async function actOnGroup(group: Group, asked: GroupAsked): Promise<Result<GroupDone>> {
  const { value: chosen, problems: strange } = chosenFolders(group, asked)
  if (!chosen) return failed(strange)
  const { period } = askedOf(group.name, asked.act)
  return withRecord({ root: group.root, period, shard: asked.shard }, () => actOn(group, chosen, asked))
}

async function actOn(group: Group, chosen: readonly string[], asked: GroupAsked): Promise<Result<GroupDone>> {
  const { root } = group
  const { act, now, env, shard } = asked
  const what: Asked = askedOf(group.name, act)
  const { before, takenIn } = await recordsBefore(root, what, shard)
  const known = new Map(before.flatMap(found => found.shops.map(record => [record.shop, record])))
  const due = chosen.filter(shop => !(asked.retry && known.get(shop)?.state === 'done'))
  // What is about to be done again is not done; of what the group no longer has nothing is kept.
  const own = shard ? ofShard(group.folders, shard) : group.folders
  const shops = new Map(own.flatMap(shop => (known.has(shop) ? [[shop, known.get(shop)!] as const] : [])))
  const called = await callShops(group, due)
  for (const one of called) shops.set(one.shop, waiting(one))
  const seconds = new Map(before.flatMap(found => Object.entries(found.seconds)).filter(([shop]) => shops.has(shop)))
  const of = shard ? { ...what, shard: { ...shard, among: group.folders.length } } : what
  const recordNow = (): GroupRecord => groupRecord(of, shops.values(), seconds)
  let writing: Promise<void> = Promise.resolve()
  const write = (): Promise<void> => {
    writing = writing.then(() => writeRecord(root, recordNow()))
    return writing
  }
  const less = await goneSince(group, what.period, shard)
  const ended: ShopEnded[] = []
  const work = async (lane: Lane, one: Called): Promise<void> => {
    const { shop } = one
    const begun = performance.now()
    const outcome: Outcome = await lane.work({ root: pathIn(root, shop), act, now, env })
    const took = Math.round((performance.now() - begun) / 10) / 100
    const record = recordOf(one, outcome)
    shops.set(shop, record)
    seconds.set(shop, took)
    await write()
    const problems = outcome.problems.map(p => inGroup(shop, p))
    const told = { record, problems, seconds: took, count: ended.length + 1, of: due.length }
    ended.push(told)
    asked.onShop?.(told)
  }
  try {
    await write()
    for (const { file } of takenIn) await remove(pathIn(root, file))
    await inLanes(asked, called, work)
  } catch (error) {
    const { code, file } = fsFailure(error, recordPath(root, what.period, shard))
    return failed(problem('CANNOT_WRITE', { file }, { detail: code }))
  }
  return done({ record: recordNow(), ended }, less)
}

/** Tells shops of which something was recorded in the period, whatever it was, and which the group no longer has. */
async function goneSince({ root, folders }: Group, period: string, shard: Shard | undefined): Promise<Problem[]> {
  const paths = [recordPath(root, period), ...(shard ? [recordPath(root, period, shard)] : [])]
  const records = await Promise.all(paths.map(readRecord))
  const there = new Set(folders)
  const shops = records.flatMap(found => found?.shops ?? []).filter(one => !there.has(one.shop))
  const gone = [...new Set(shops.map(one => one.shop))]
  return gone.length === 0 ? [] : [problem('GROUP_SHOPS_LESS', undefined, { shops: gone.join(', ') })]
}

/**
 * What became of shops when the same was asked for before, the latest last: of a shard its own record, else the group's; of the whole
 * group that, and what shards left since.
 */
async function recordsBefore(
  root: string,
  what: Asked,
  shard: Shard | undefined,
): Promise<{ readonly before: readonly GroupRecord[]; readonly takenIn: readonly Left[] }> {
  const same = async (path: string): Promise<GroupRecord[]> => {
    const found = await readRecord(path)
    return found && isOf(found, what) ? [found] : []
  }
  const whole = await same(recordPath(root, what.period))
  if (shard) {
    const own = await same(recordPath(root, what.period, shard))
    return { before: own.length > 0 ? own : whole, takenIn: [] }
  }
  const takenIn = (await shardsLeft(root, what.period)).filter(one => one.record && isOf(one.record, what))
  return { before: [...whole, ...takenIn.flatMap(one => one.record ?? [])], takenIn }
}
