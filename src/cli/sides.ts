// What the two arguments of `compare` mean: a month of the shop, a folder with a draft, or a file with a sheet. Takes the
// arguments as typed; gives sides that can be compared, or the problems that stand in the way.

import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { month as monthOf, type Period, parseMonth, parsePeriod } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { ComparedSide, DraftRecord } from '../explain/compare.ts'
import { readOutsideSheet } from '../explain/outside-sheet.ts'
import { BOOK_FOLDER, MONTH_RECORD } from '../files/names.ts'
import { readText } from '../files/read.ts'
import type { Month } from '../pay/month.ts'
import { SHEET_WORDS } from '../reports/comparison.ts'
import { totals } from '../reports/run-record.ts'
import type { Scheme } from '../scheme/model.ts'
import { openingOf } from '../shop/opening.ts'
import { type Directory, directory } from '../tables/directory.ts'
import { nearestMonth, today } from './period.ts'
import { dataMonths, loadShopScheme } from './shop.ts'
import type { Io } from './streams.ts'
import { workOutShop } from './work-out.ts'

type MonthSide = Extract<ComparedSide, { kind: 'month' }>

/** An argument that was looked at, and not read yet. */
type Meant =
  | { readonly kind: 'month'; readonly period: Period }
  | { readonly kind: 'draft'; readonly folder: string; readonly run: RunRecord }
  | { readonly kind: 'file'; readonly path: string }

interface RunRecord {
  readonly period: string
  readonly whatIf?: readonly string[]
  readonly scheme: { readonly sha256: string }
  readonly inputs: readonly { readonly table: string; readonly sha256: string }[]
  readonly totals: { readonly net: string }
}

type Failed = { readonly problems: readonly Problem[] }

/** Finds out what both arguments mean and reads them. */
export async function readSides(
  arguments_: readonly [string, string],
  root: string,
  io: Io,
): Promise<readonly [ComparedSide, ComparedSide] | Failed> {
  const meant: Meant[] = []
  for (const argument of arguments_) {
    const found = await look(argument, root, io)
    if ('problems' in found) return found
    meant.push(found)
  }
  const sides: (ComparedSide | undefined)[] = []
  for (const [i, what] of meant.entries()) {
    const side =
      what.kind === 'month'
        ? await monthSide(root, what.period)
        : what.kind === 'draft'
          ? await draftMonth(root, what.run, arguments_[i]!)
          : undefined
    if (side && 'problems' in side) return side
    sides.push(side)
  }
  for (const [i, what] of meant.entries()) {
    if (sides[i] || what.kind === 'month') continue
    const other = sides[1 - i]
    const scheme = other?.kind === 'month' ? other.month.scheme : await schemeFor(root, meant)
    if ('problems' in scheme) return scheme
    const path = what.kind === 'draft' ? pathIn(what.folder, 'payroll.csv') : what.path
    const sheet = await readOutsideSheet(path, arguments_[i]!, scheme, SHEET_WORDS, knownFrom(other))
    if (!('covers' in sheet)) return sheet
    const record = what.kind === 'draft' ? recordOf(what.run) : undefined
    sides[i] = { kind: 'sheet', label: arguments_[i]!, sheet, record }
  }
  return [sides[0]!, sides[1]!]
}

/** The months before and after one of the shop, where they can be worked out. */
export async function monthsAround(
  root: string,
  { month }: MonthSide,
): Promise<{ before: MonthSide | undefined; after: MonthSide | undefined }> {
  const [year, number] = month.period.name.split('-').map(Number)
  const there = new Set((await dataMonths(root)).map(p => p.name))
  const work = async (period: Period): Promise<MonthSide | undefined> => {
    if (!there.has(period.name)) return undefined
    const side = await monthSide(root, period)
    return 'problems' in side ? undefined : side
  }
  return { before: await work(monthOf(year!, number! - 1)), after: await work(monthOf(year!, number! + 1)) }
}

async function look(argument: string, root: string, io: Io): Promise<Meant | Failed> {
  const period = parseMonth(argument, today(io.now))
  if (period) return { kind: 'month', period }
  for (const base of [io.cwd, root]) {
    const path = resolve(base, argument)
    const found = await stat(path).catch(() => undefined)
    if (found && !found.isDirectory()) return { kind: 'file', path }
    const run = found ? await readRun(path) : undefined
    if (run) return { kind: 'draft', folder: path, run }
  }
  return {
    problems: [problem('COMPARE_UNKNOWN', undefined, { what: argument, nearest: await nearest(argument, root, io) })],
  }
}

/** A month, or a file or folder beside the one named, that may be meant. */
async function nearest(argument: string, root: string, io: Io): Promise<string | undefined> {
  const month = nearestMonth(argument, (await dataMonths(root)).map(p => p.name).sort())
  if (month !== undefined) return month
  const folder = dirname(argument)
  const names = await Promise.all([io.cwd, root].map(base => readdir(resolve(base, folder)).catch(() => [])))
  const name = suggest(
    basename(argument),
    names.flat().filter(n => !n.startsWith('.')),
  )
  return name === undefined ? undefined : pathIn(folder, name)
}

async function readRun(folder: string): Promise<RunRecord | undefined> {
  try {
    const run = JSON.parse(await readText(pathIn(folder, MONTH_RECORD))) as RunRecord
    const good = parsePeriod(run.period)?.kind === 'month' && run.scheme.sha256 !== '' && Array.isArray(run.inputs)
    return good && (await stat(pathIn(folder, 'payroll.csv'))).isFile() ? run : undefined
  } catch {
    return undefined
  }
}

function recordOf({ scheme, inputs, whatIf = [] }: Pick<RunRecord, 'scheme' | 'inputs' | 'whatIf'>): DraftRecord {
  return { scheme: scheme.sha256, inputs: JSON.stringify([hashes(inputs), whatIf]) }
}

function hashes(inputs: RunRecord['inputs']): string {
  return inputs
    .map(i => `${i.table} ${i.sha256}`)
    .sort()
    .join('\n')
}

/** A month as its files give it; a closed one as it was closed. */
async function monthSide(root: string, period: Period): Promise<MonthSide | Failed> {
  const { month, problems, loaded, sealed } = await workOutShop(
    root,
    period,
    { overrides: new Map(), keepRows: false },
    { lints: false, closed: 'as sealed' },
  )
  if (!month) return { problems }
  return sideOf(month, sealed?.header.scheme.sha256 ?? loaded.facts!.sha256, period.name)
}

function sideOf(month: Month, scheme: string, label: string): MonthSide {
  const inputs = month.readings.map(r => ({ table: r.table, sha256: r.reading.facts!.sha256 }))
  return { kind: 'month', label, month, record: recordOf({ scheme: { sha256: scheme }, inputs }) }
}

/** A draft as the month that it is, where the shop still has the files and the scheme that it was made from. */
async function draftMonth(root: string, run: RunRecord, label: string): Promise<MonthSide | undefined> {
  if (run.whatIf) return undefined
  const period = parsePeriod(run.period)!
  const [loaded, state] = [
    await loadShopScheme(root, period, { lints: false }),
    await openingOf(pathIn(root, BOOK_FOLDER), period),
  ]
  if (loaded.facts?.sha256 !== run.scheme.sha256 || state.closed) return undefined
  const { month } = await workOutShop(root, period, { overrides: new Map(), keepRows: false }, { lints: false })
  if (!month) return undefined
  const side = sideOf(month, run.scheme.sha256, label)
  const same =
    side.record!.inputs === recordOf(run).inputs && amountText(totals(month.result.people).net) === run.totals.net
  return same ? side : undefined
}

/** The scheme by whose words sheets are read where no month is compared. */
async function schemeFor(root: string, meant: readonly Meant[]): Promise<Scheme | Failed> {
  const draft = meant.find(m => m.kind === 'draft')
  const period = draft?.kind === 'draft' ? parsePeriod(draft.run.period)! : (await dataMonths(root))[0]
  const loaded = await loadShopScheme(root, period ?? parsePeriod('2200-12')!, { lints: false })
  return loaded.scheme ?? { problems: loaded.problems }
}

function knownFrom(side: ComparedSide | undefined): Directory | undefined {
  if (side?.kind === 'month') return side.month.engine.facts.people.directory
  return side && directory(side.sheet.people, new Map())
}
