// Parts of a group for machines that know nothing of each other: shard 2/4 is every fourth of the shops by name, from the second on. Takes
// what each left behind, gives one record of the group; refuses shards that are missing, or that do not belong together.

import { readdir, stat } from 'node:fs/promises'
import { posix } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { OUT_FOLDER } from '../files/names.ts'
import type { Group } from '../shop/group-folder.ts'
import { type GroupRecord, groupRecord, readRecord, recordPath, type Shard, withRecord, writeRecord } from './record.ts'

/** The shops of a shard: one is in the same shard whichever others are chosen. */
export function ofShard(folders: readonly string[], { number, of }: Shard): readonly string[] {
  return folders.filter((_, i) => i % of === number - 1)
}

/** What a shard left behind; nothing where that can't be read. */
export interface Left extends Shard {
  /** From the group's folder. */
  readonly file: string
  readonly record: GroupRecord | undefined
}

/** What shards left of a period, by their numbers. */
export async function shardsLeft(root: string, period: string): Promise<Left[]> {
  const names = await readdir(pathIn(root, OUT_FOLDER, period)).catch(() => [])
  const shards = names.flatMap(name => {
    const [, number, of] = /^group\.(\d+)-of-(\d+)\.json$/.exec(name) ?? []
    return of === undefined ? [] : [{ number: Number(number), of: Number(of), name }]
  })
  const left = shards.map(async ({ name, ...shard }) => ({
    ...shard,
    file: posix.join(OUT_FOLDER, period, name),
    record: await readRecord(pathIn(root, OUT_FOLDER, period, name)),
  }))
  return (await Promise.all(left)).sort((a, b) => a.of - b.of || a.number - b.number)
}

/** Makes the group's record of what all shards left. */
export function mergeShards(group: Group, period: string): Promise<Result<GroupRecord>> {
  const none = problem('GROUP_SHARDS_NONE', undefined, { period })
  return withRecord({ root: group.root, period, none }, () => merge(group, period, none))
}

async function merge({ root, folders }: Group, period: string, none: Problem): Promise<Result<GroupRecord>> {
  const left = await shardsLeft(root, period)
  const [first] = left
  if (!first) return failed(none)
  const counts = [...new Set(left.map(one => one.of))]
  if (counts.length > 1) {
    const files = counts.map(of => `${OUT_FOLDER}/${period}/group.*-of-${of}.json`)
    return failed(problem('GROUP_SHARDS_MIXED', undefined, { why: 'count', found: counts.join(', '), files }))
  }
  const { of } = first
  const whole = left.flatMap(one => (one.record ? [{ ...one, record: one.record }] : []))
  const there = new Set(whole.map(one => one.number))
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter(number => !there.has(number))
  const asked = (record: GroupRecord): string => [record.command, ...Object.values(record.of)].join(' ')
  const commands = new Map<string, number[]>()
  for (const { record, number } of whole) commands.set(asked(record), [...(commands.get(asked(record)) ?? []), number])
  const problems: Problem[] = []
  if (missing.length > 0)
    problems.push(problem('GROUP_SHARD_MISSING', undefined, { shards: missing.join(', '), of, first: missing[0]! }))
  if (commands.size > 1) {
    const found = [...commands].map(([command, all]) => `${all.join(', ')}: ${command}`)
    problems.push(problem('GROUP_SHARDS_MIXED', undefined, { why: 'command', found: found.join('; '), files: [] }))
  }
  for (const { record, file, ...shard } of whole) {
    const own = new Set(ofShard(folders, shard))
    const isOwn = record.shard?.among === folders.length && record.shops.every(one => own.has(one.shop))
    const facts = { why: 'shops', found: `${shard.number}/${of}`, files: [file] } as const
    if (!isOwn) problems.push(problem('GROUP_SHARDS_MIXED', { file }, facts))
  }
  if (problems.length > 0) return failed(problems)
  const { group, command, of: what } = whole[0]!.record
  const seconds = new Map(whole.flatMap(one => Object.entries(one.record.seconds)))
  const shops = whole.flatMap(one => one.record.shops)
  const merged = groupRecord({ group, command, period, of: what }, shops, seconds)
  try {
    const old = await oldShards(root, period, left)
    await writeRecord(root, merged)
    return done(merged, old)
  } catch (error) {
    const { code, file } = fsFailure(error, recordPath(root, period))
    return failed(problem('CANNOT_WRITE', { file }, { detail: code }))
  }
}

/** Shards that were merged before, and then not done again as others were: perhaps their machine never began. */
async function oldShards(root: string, period: string, left: readonly Left[]): Promise<Problem[]> {
  const written = (path: string): Promise<number> => stat(path).then(at => at.mtimeMs)
  const merged = await written(recordPath(root, period)).catch(() => 0)
  const times = await Promise.all(left.map(one => written(pathIn(root, one.file))))
  const old = left.filter((_, i) => times[i]! < merged).map(one => one.number)
  if (old.length === 0 || old.length === left.length) return []
  return [problem('GROUP_SHARD_OLD', undefined, { shards: old.join(', '), of: left[0]!.of, first: old[0]! })]
}
