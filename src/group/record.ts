// group.json: what became of each shop of a group, in out/<period>/ of the group's folder. Takes the states as they come; writes them
// whole or not at all, so that whoever comes after a command that broke off knows what is done. The same outcomes give the same
// bytes, but for the last key, the seconds. A shard writes its own, group.2-of-4.json.

import { basename, dirname } from 'node:path'
import * as z from 'zod'
import { parseJson } from '../book/form.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { OUT_FOLDER } from '../files/names.ts'
import { bytesOrNone } from '../files/read.ts'
import { makeFolder, putFile } from '../files/write.ts'
import type { ExitCode } from '../shop/exit.ts'
import { withLock } from '../shop/lock.ts'
import type { GroupAct, Outcome, Totals } from './acts.ts'

const FORMAT = 1

/** `waiting`: not done yet, or broken off. */
export const STATES = ['done', 'problems', 'refused', 'locked', 'waiting'] as const
export type State = (typeof STATES)[number]

const OF_EXIT: Readonly<Record<Outcome['exit'], State>> = { 0: 'done', 1: 'problems', 3: 'refused', 4: 'locked' }

export interface ShopRecord {
  /** Its folder. */
  readonly shop: string
  /** As its shop.yaml calls it. */
  readonly name?: string | undefined
  readonly state: State
  /** As the single command would have ended; none while it waits. */
  readonly exit?: ExitCode | undefined
  readonly totals: Totals
  /** How many of each code, errors and warnings. */
  readonly problems: Readonly<Record<string, number>>
}

/** One of some parts of a group, counted from 1. */
export interface Shard {
  readonly number: number
  readonly of: number
}

export interface GroupRecord {
  readonly format: typeof FORMAT
  readonly group: string
  readonly command: string
  readonly period: string
  /** What else makes it that command: of a release, its reserve and when it is paid. */
  readonly of: Readonly<Record<string, string>>
  /** Where it is of a shard only; `among` how many shops of the group. */
  readonly shard?: (Shard & { readonly among: number }) | undefined
  readonly shops: readonly ShopRecord[]
  /** How long each took, where it was done last. */
  readonly seconds: Readonly<Record<string, number>>
}

const shop: z.ZodType<ShopRecord> = z.object({
  shop: z.string(),
  name: z.string().optional(),
  state: z.enum(STATES),
  exit: z.union([z.literal(0), z.literal(1), z.literal(3), z.literal(4)]).optional(),
  totals: z.record(z.string(), z.union([z.string(), z.number()])),
  problems: z.record(z.string(), z.number()),
})

const record: z.ZodType<GroupRecord> = z.object({
  format: z.literal(FORMAT),
  group: z.string(),
  command: z.string(),
  period: z.string(),
  of: z.record(z.string(), z.string()),
  shard: z.object({ number: z.number(), of: z.number(), among: z.number() }).optional(),
  shops: z.array(shop),
  seconds: z.record(z.string(), z.number()),
})

/** What a command is: its states are those of the same command given again. */
export type Asked = Pick<GroupRecord, 'group' | 'command' | 'period' | 'of'>

export function askedOf(group: string, act: GroupAct): Asked {
  const { command } = act
  // What holds for the whole book has no period.
  const period = act.command === 'verify' ? 'verify' : act.period.name
  const of = act.command === 'release' ? { reserve: act.reserve, payout: act.payout.name } : {}
  return { group, command, period, of }
}

/** Where the states of a period lie; of a shard its own. */
export function recordPath(root: string, period: string, shard?: Shard): string {
  const name = shard ? `group.${shard.number}-of-${shard.of}.json` : 'group.json'
  return pathIn(root, OUT_FOLDER, period, name)
}

/** The states that lie there; undefined where there are none that can be read. */
export async function readRecord(path: string): Promise<GroupRecord | undefined> {
  const bytes = await bytesOrNone(path)
  return bytes && record.safeParse(parseJson(bytes.toString('utf8'))).data
}

export function isOf({ group, command, period, of }: GroupRecord, asked: Asked): boolean {
  return JSON.stringify({ group, command, period, of }) === JSON.stringify(asked)
}

/** How a shop is called: by its folder, and by the name that it may have. */
export type Called = Pick<ShopRecord, 'shop' | 'name'>

export function waiting(shop: Called): ShopRecord {
  return { ...shop, state: 'waiting', totals: {}, problems: {} }
}

export function recordOf(shop: Called, { exit, totals, problems }: Outcome): ShopRecord {
  return { ...shop, state: OF_EXIT[exit], exit, totals, problems: countsOf(problems) }
}

function countsOf(problems: readonly Problem[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { code } of problems.toSorted((a, b) => (a.code < b.code ? -1 : 1))) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/** The states of shops, in the order of their names. */
export function groupRecord(
  asked: Asked & Pick<GroupRecord, 'shard'>,
  shops: Iterable<ShopRecord>,
  seconds: ReadonlyMap<string, number>,
): GroupRecord {
  const byName = [...shops].sort((a, b) => (a.shop < b.shop ? -1 : 1))
  const times = byName.flatMap(({ shop }) => (seconds.has(shop) ? [[shop, seconds.get(shop)!] as const] : []))
  return { format: FORMAT, ...asked, shops: byName, seconds: Object.fromEntries(times) }
}

/**
 * Does work that ends in such a record while no other command writes it: the last of two would take what the other did away. Two
 * shards have two records. `none`: what is to be told where nothing of the period lies there; without it, its folder is made.
 */
export async function withRecord<T>(
  of: { readonly root: string; readonly period: string; readonly shard?: Shard | undefined; readonly none?: Problem },
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const { root, period, shard, none } = of
  const path = recordPath(root, period, shard)
  try {
    if (!none) await makeFolder(dirname(path))
  } catch (error) {
    const { code, file } = fsFailure(error, path)
    return failed(problem('CANNOT_WRITE', { file }, { detail: code }))
  }
  const busy = problem('GROUP_BUSY', undefined, { period, shard: shard ? `${shard.number}/${shard.of}` : '' })
  return withLock(pathIn(dirname(path), `.${basename(path)}.lock`), { busy, missing: none }, work)
}

export async function writeRecord(root: string, record: GroupRecord): Promise<void> {
  await putFile(recordPath(root, record.period, record.shard), `${JSON.stringify(record, null, 2)}\n`)
}
