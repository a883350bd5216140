// bonusbook group …: an act on all shops of a group, each by itself, with a line for each as it ends and a table of all; and what
// they have otherwise than the scheme of the group; and one record of what shards left.

import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { parsePeriod } from '../../core/calendar.ts'
import { pathIn } from '../../core/inside.ts'
import { actOnGroup, type ShopEnded } from '../../group/act-on-group.ts'
import type { GroupAct } from '../../group/acts.ts'
import { chosenFolders, firstShop, openGroup } from '../../group/group.ts'
import { groupOverrides } from '../../group/overrides.ts'
import { type GroupRecord, recordPath, type Shard } from '../../group/record.ts'
import { reportOnGroup } from '../../group/report.ts'
import { mergeShards } from '../../group/shards.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { problemDocument } from '../../reports/documents.ts'
import { overridesDocument, overridesSheet, shopText, statesSheet } from '../../reports/group-sheets.ts'
import { shopRoot } from '../../shop/contents.ts'
import { wordsIn } from '../../words/language.ts'
import { gridLines } from '../../writers/terminal/grid.ts'
import { shopOf } from '../book.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { choosePeriod, readPeriod } from '../period.ts'
import { progress } from '../progress.ts'
import { putList } from '../put.ts'
import { problemLines, sortProblems } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'
import { LISTS, writtenFile } from '../written-file.ts'
import { type CloseOptions, closeRequest } from './close.ts'
import { type CorrectOptions, correctAsked } from './correct.ts'
import { type ReleaseOptions, releaseAsked } from './release.ts'

interface ShopsOptions extends CommonOptions {
  readonly only?: string[]
  readonly not?: string[]
  readonly shard?: string
}

export async function overrides(options: ShopsOptions & { period?: string; csv?: string }, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const { value: group, problems: none } = await openGroup(root, options.shop)
  if (!group) return failed(none, t, undefined)
  const list =
    options.csv === undefined
      ? undefined
      : await writtenFile({ option: '--csv', typed: options.csv, formats: LISTS, root, cwd: io.cwd })
  const { value: folders, problems: strange } = chosenFolders(group, { ...options, shard: readShard(options.shard) })
  if (!folders) return failed(strange, t, undefined)
  const period = await choosePeriod(options.period, firstShop(group), io)
  const { shops, problems: met } = await groupOverrides(group, folders, period)
  const sheet = overridesSheet(shops, group.name, t.language)
  const trouble = list === undefined ? undefined : await putList(list, sheet)
  const problems = trouble ? [...met, trouble] : met
  const document = (): DocumentOf<'group overrides'> => {
    const told = problems.map(p => problemDocument(p, t.language))
    return { group: group.name, period: period.name, shops: overridesDocument(shops), problems: told }
  }
  const show = (): void => {
    if (sheet.rows.length > 0) for (const line of gridLines(sheet, t)) t.out(line)
    else if (problems.length === 0) t.out(wordsIn(t.language).group.noOverrides)
    for (const line of problemLines(problems, t)) t.fault(line)
  }
  await conclude(t, 'group overrides', { period: period.name }, { document, show })
  return problems.length > 0 ? 1 : 0
}

interface ReportOptions extends WorkOptions, Pick<RunOptions, 'lang'> {
  readonly period: string
}

export async function report(options: ReportOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const { root, time, env } = shopOf(io, options.shop)
  const { value: group, problems: none } = await openGroup(root, options.shop)
  if (!group) return failed(none, t, undefined)
  const work = readWork(options)
  const period = await readPeriod(options.period, io, firstShop(group))
  const { step } = await progress(t)
  const { only, not, lang: sheets } = options
  const asked = { ...{ period, only, not, ...work, sheets, now: new Date(time), env } }
  const { value, problems } = await reportOnGroup(group, { ...asked, onShop: (count, of) => step(`${count}/${of}`) })
  step()
  if (!value) return failed(problems, t, undefined)
  const { files, lacking, shops } = value
  const names = files.map(file => relative(io.cwd, pathIn(root, file)))
  const document = (): DocumentOf<'group report'> => {
    const states = shops.map(({ shop, name, figures }) => ({
      ...{ shop, name },
      state: figures?.state ?? null,
      people: figures?.people.length ?? 0,
    }))
    const told = lacking.flatMap(one => one.problems).map(p => problemDocument(p, t.language))
    return { group: group.name, period: period.name, files: names, shops: states, problems: told }
  }
  const show = (): void => {
    const words = wordsIn(t.language).group
    for (const one of lacking) {
      const counts = one.problems.filter(p => p.severity === 'error').map(p => p.code)
      t.err(words.report.lacks(shopText(one, words), [...new Set(counts)].join(', ')))
    }
    t.out(words.report.in(shops.length - lacking.length, shops.length))
    for (const name of names) t.out(name)
  }
  await conclude(t, 'group report', { period: period.name, ok: lacking.length === 0 }, { document, show })
  return lacking.length > 0 ? 1 : 0
}

/** How worker processes go about it. */
interface WorkOptions extends ShopsOptions {
  readonly jobs?: string
  readonly patience?: string
}

export interface ActOptions extends WorkOptions {
  readonly retry?: boolean
}

/** Reads what is asked of each shop, once it is known which shop stands for all. */
export type ReadAct = (io: Io, root: string) => Promise<GroupAct>

/** Does it for all shops. */
export async function onAll(options: ActOptions, io: Io, readAct: ReadAct): Promise<number> {
  const t = terminal(io, options)
  const { root, time, env } = shopOf(io, options.shop)
  const { value: group, problems: none } = await openGroup(root, options.shop)
  if (!group) return failed(none, t, undefined)
  const work = readWork(options)
  const shard = readShard(options.shard)
  const act = await readAct(io, firstShop(group))
  const words = wordsIn(t.language).group
  const { step } = await progress(t)
  const onShop = ({ record, seconds, count, of }: ShopEnded): void => {
    step()
    t.err(words.ended(count, of, shopText(record, words), words.states[record.state], seconds.toFixed(1)))
    if (count < of) step(`${count}/${of}`)
  }
  const { only, not, retry = false } = options
  const now = new Date(time)
  const { value, problems } = await actOnGroup(group, { act, only, not, shard, ...work, retry, now, env, onShop })
  step()
  if (!value) return failed(problems, t, undefined)
  const { record, ended } = value
  const failing = ended.filter(one => one.record.exit !== 0)
  const document = (): DocumentOf<'group run'> => {
    const told = [...problems, ...failing.flatMap(one => one.problems)].map(p => problemDocument(p, t.language))
    return { ...record, problems: told }
  }
  const show = (): void => {
    for (const line of problemLines(problems, onErrors(t))) t.fault(line)
    if (ended.length === 0) t.out(words.nothingDue)
    for (const one of failing) for (const line of problemsOf(one, act, t)) t.fault(line)
    showStates(record, relative(io.cwd, recordPath(root, record.period, shard)), t)
  }
  const did = { period: record.period, ok: worst(record) === 0, sealed: sealedBy(act) }
  await conclude(t, `group ${act.command}`, did, { document, show })
  return worst(record)
}

/** Makes group.json of what shards left. */
export async function merge(options: CommonOptions & { period: string }, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const { value: group, problems: none } = await openGroup(root, options.shop)
  if (!group) return failed(none, t, undefined)
  const { value: record, problems } = await mergeShards(
    group,
    await recordedPeriod(options.period, firstShop(group), io),
  )
  if (!record) return failed(problems, t, undefined)
  const document = (): DocumentOf<'group merge'> => {
    return { ...record, problems: problems.map(p => problemDocument(p, t.language)) }
  }
  const show = (): void => {
    for (const line of problemLines(problems, onErrors(t))) t.fault(line)
    showStates(record, relative(io.cwd, recordPath(root, record.period)), t)
  }
  const did = { period: record.period, command: record.command, ok: worst(record) === 0 }
  await conclude(t, 'group merge', did, { document, show })
  return worst(record)
}

/** Whether an act seals what it works out; undefined where that is no question. */
function sealedBy(act: GroupAct): boolean | undefined {
  if (act.command === 'release') return act.close
  return act.command === 'correct' ? !act.dryRun && !act.draft : undefined
}

/** The name under which something is recorded: a period of any kind, or `verify`, which has none. */
async function recordedPeriod(typed: string, root: string, io: Io): Promise<string> {
  if (typed === 'verify') return typed
  return (parsePeriod(typed) ?? (await readPeriod(typed, io, root))).name
}

function showStates(record: GroupRecord, file: string, t: Terminal): void {
  for (const line of gridLines(statesSheet(record.shops, record.seconds, t.language), t)) t.out(line)
  t.out()
  t.out(wordsIn(t.language).group.recorded(file))
}

/** So many errors of a shop are told; the shop's own command tells all. */
const TOLD = 3

function problemsOf({ record, problems }: ShopEnded, act: GroupAct, t: Terminal): string[] {
  const errors = sortProblems(problems.filter(p => p.severity === 'error'))
  const more = errors.length - TOLD
  const period = act.command === 'verify' ? '' : ` --period ${act.period.name}`
  const command =
    act.command === 'check' || act.command === 'run' ? 'check' : act.command === 'verify' ? 'book verify' : act.command
  const shown = onErrors(t)
  const words = wordsIn(t.language).group
  return [
    t.errPaint.bold(shopText(record, words)),
    ...problemLines(errors.slice(0, TOLD), shown),
    ...(more > 0 ? [words.moreOf(more, `bonusbook ${command} -C ${record.shop}${period}`), ''] : []),
  ]
}

/** What a single command would give for the worst: a shop that is locked before one whose book refuses before problems. */
function worst({ shops }: GroupRecord): number {
  return Math.max(0, ...shops.map(({ state, exit }) => exit ?? (state === 'waiting' ? 1 : 0)))
}

function readWork({ jobs, patience }: WorkOptions): { readonly jobs: number; readonly patience?: number } {
  const minutes = patience === undefined ? undefined : wholeTo(24 * 60, patience)
  if (patience !== undefined && minutes === undefined) throw new UsageError('PATIENCE_WRONG', { found: patience })
  const many = jobs === undefined ? availableParallelism() : wholeTo(64, jobs)
  if (many === undefined) throw new UsageError('JOBS_WRONG', { found: jobs ?? '' })
  return { jobs: many, ...(minutes === undefined ? {} : { patience: minutes * 60_000 }) }
}

/** A whole number from 1 up to another. */
function wholeTo(most: number, typed: string): number | undefined {
  const count = /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : Infinity
  return count <= most ? count : undefined
}

function readShard(typed: string | undefined): Shard | undefined {
  if (typed === undefined) return undefined
  const [, number, of] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(typed) ?? []
  if (of === undefined || Number(number) > Number(of)) throw new UsageError('SHARD_WRONG', { found: typed })
  return { number: Number(number), of: Number(of) }
}

export function checkAct(options: { period: string }): ReadAct {
  return async (io, root) => ({ command: 'check', period: await readPeriod(options.period, io, root) })
}

export function runAct({ period, split = false, lang: sheets }: RunOptions): ReadAct {
  return async (io, root) => ({ command: 'run', period: await readPeriod(period, io, root), split, sheets })
}

interface RunOptions extends Pick<CommonOptions, 'lang'> {
  readonly period: string
  readonly split?: boolean
}

export function closeAct(options: CloseOptions): ReadAct {
  return async (io, root) => ({ command: 'close', ...(await closeRequest(options, io, root)) })
}

export function releaseAct(reserve: string, options: ReleaseOptions): ReadAct {
  return async (io, root) => ({ command: 'release', ...(await releaseAsked(reserve, options, io, root)) })
}

export function correctAct(options: CorrectOptions): ReadAct {
  return async (io, root) => ({ command: 'correct', ...(await correctAsked(options, io, root)) })
}

export function verifyAct({ replay = false }: { readonly replay?: boolean }): ReadAct {
  return async () => ({ command: 'verify', replay })
}
