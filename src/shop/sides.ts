// Comparing: what two arguments mean, a month of the shop, a folder with a draft, or a file with a sheet, is read and held against
// each other. Takes the arguments as typed; gives the comparison, or the problems that stand in the way.

import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import {
  type Day,
  type PayPeriod,
  type Period,
  parsePayPeriod,
  parsePeriod,
  periodsAway,
  typedPeriod,
} from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { amountText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { suggest } from '../core/suggest.ts'
import { type ComparedSide, type Comparison, compareSides, type MadeFrom } from '../explain/compare.ts'
import { readOutsideSheet } from '../explain/outside-sheet.ts'
import { BOOK_FOLDER, MONTH_RECORD } from '../files/names.ts'
import { bytesOrNone } from '../files/read.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { SHEET_WORDS } from '../reports/comparison.ts'
import { type DraftRecord, readDraftRecord } from '../reports/draft-record.ts'
import { totals } from '../reports/run-record.ts'
import type { Scheme } from '../scheme/model.ts'
import { type Directory, directory } from '../tables/directory.ts'
import { dataMonths } from './contents.ts'
import { loadShopScheme } from './folder.ts'
import { nearestMonth } from './near-shop.ts'
import { openingOf } from './opening.ts'
import type { Shop } from './shop.ts'
import { workOutShop } from './shop-month.ts'

type MonthSide = Extract<ComparedSide, { kind: 'month' }>

/** An argument that was looked at, and not read yet. */
type Meant =
  | { readonly kind: 'month'; readonly period: Period }
  | { readonly kind: 'draft'; readonly folder: string; readonly run: RunRecord }
  | { readonly kind: 'file'; readonly path: string }

/** The record of a draft that can be compared: of a month, with what it was made from. */
interface RunRecord extends Pick<DraftRecord, 'whatIf' | 'totals'> {
  readonly period: Period
  readonly scheme: Pick<NonNullable<DraftRecord['scheme']>, 'sha256'>
  readonly inputs: readonly Pick<NonNullable<DraftRecord['inputs']>[number], 'table' | 'sha256'>[]
}

/** Where names of files and folders are looked for, which day it is, for `last` and `this`, and one of the periods that the shop pays. */
export interface Around {
  readonly folders: readonly string[]
  readonly today: Day
  readonly pays: PayPeriod
}

/** Compares what two arguments mean: months of the shop, drafts, or sheets from outside. */
export async function compareInShop(
  { root }: Pick<Shop, 'root'>,
  named: readonly [string, string],
  around: Around,
): Promise<Result<Comparison>> {
  const { value: sides, problems } = await readSides(root, named, around)
  if (!sides) return failed(problems)
  const [a, b] = sides
  const comparison = compareSides(a, b, { before: undefined, after: undefined })
  const single = a.kind === b.kind ? undefined : a.kind === 'month' ? a : b
  // The months around are only looked at where something is left to explain.
  return single?.kind === 'month' && comparison.totals.some(total => total.class === 'unexplained')
    ? done(compareSides(a, b, await monthsAround(root, single)))
    : done(comparison)
}

/** Finds out what both arguments mean and reads them. */
async function readSides(
  root: string,
  named: readonly [string, string],
  around: Around,
): Promise<Result<readonly [ComparedSide, ComparedSide]>> {
  const meant: Meant[] = []
  for (const name of named) {
    const { value, problems } = await look(name, root, around)
    if (!value) return failed(problems)
    meant.push(value)
  }
  const sides: (ComparedSide | undefined)[] = []
  for (const [i, what] of meant.entries()) {
    if (what.kind === 'month') {
      const { value, problems } = await monthSide(root, what.period)
      if (!value) return failed(problems)
      sides.push(value)
    } else sides.push(what.kind === 'draft' ? await draftMonth(root, what.run, named[i]!) : undefined)
  }
  for (const [i, what] of meant.entries()) {
    if (sides[i] || what.kind === 'month') continue
    const other = sides[1 - i]
    const { value: scheme, problems } =
      other?.kind === 'month' ? done(other.month.scheme) : await schemeFor(root, meant)
    if (!scheme) return failed(problems)
    const path = what.kind === 'draft' ? pathIn(what.folder, 'payroll.csv') : what.path
    const sheet = await readOutsideSheet(path, named[i]!, scheme, SHEET_WORDS, knownFrom(other))
    if (!('covers' in sheet)) return sheet
    const record = what.kind === 'draft' ? recordOf(what.run) : undefined
    sides[i] = { kind: 'sheet', label: named[i]!, sheet, record }
  }
  return done([sides[0]!, sides[1]!])
}

/** The months before and after one of the shop, where they can be worked out. */
async function monthsAround(
  root: string,
  { month }: MonthSide,
): Promise<{ before: MonthSide | undefined; after: MonthSide | undefined }> {
  const there = new Set((await dataMonths(root)).map(p => p.name))
  const work = async (by: number): Promise<MonthSide | undefined> => {
    const name = periodsAway(month.period.name, by)
    return there.has(name) ? (await monthSide(root, parsePeriod(name)!)).value : undefined
  }
  return { before: await work(-1), after: await work(1) }
}

async function look(name: string, root: string, around: Around): Promise<Result<Meant>> {
  const period =
    typedPeriod(name, around.today, around.pays) ?? (await dataMonths(root)).find(known => known.name === name)
  if (period) return done({ kind: 'month', period })
  for (const base of around.folders) {
    const path = resolve(base, name)
    const found = await stat(path).catch(() => undefined)
    if (found && !found.isDirectory()) return done({ kind: 'file', path })
    const run = found ? await readRun(path) : undefined
    if (run) return done({ kind: 'draft', folder: path, run })
  }
  return failed(problem('COMPARE_UNKNOWN', undefined, { what: name, nearest: await nearest(name, root, around) }))
}

/** A month, or a file or folder beside the one named, that may be meant. */
async function nearest(typed: string, root: string, { folders, pays }: Around): Promise<string | undefined> {
  const months = (await dataMonths(root)).map(p => p.name).sort()
  const month = nearestMonth(typed, months, pays)
  if (month !== undefined) return month
  const folder = dirname(typed)
  const names = await Promise.all(folders.map(base => readdir(resolve(base, folder)).catch(() => [])))
  const name = suggest(
    basename(typed),
    names.flat().filter(n => !n.startsWith('.')),
  )
  return name === undefined ? undefined : pathIn(folder, name)
}

async function readRun(folder: string): Promise<RunRecord | undefined> {
  const found = readDraftRecord(await bytesOrNone(pathIn(folder, MONTH_RECORD)))
  const sheet = await stat(pathIn(folder, 'payroll.csv')).catch(() => undefined)
  const period = parsePayPeriod(found?.period ?? '')
  if (!found?.scheme?.sha256 || !found.inputs || !period || !sheet?.isFile()) return undefined
  return { ...found, scheme: found.scheme, inputs: found.inputs, period }
}

function recordOf({ scheme, inputs, whatIf = [] }: Pick<RunRecord, 'scheme' | 'inputs' | 'whatIf'>): MadeFrom {
  return { scheme: scheme.sha256, inputs: JSON.stringify([hashes(inputs), whatIf]) }
}

function hashes(inputs: RunRecord['inputs']): string {
  return inputs
    .map(i => `${i.table} ${i.sha256}`)
    .sort()
    .join('\n')
}

/** A month as its files give it; a closed one as it was closed. */
async function monthSide(root: string, period: Period): Promise<Result<MonthSide>> {
  const { month, problems, loaded, sealed } = await workOutShop(
    root,
    period,
    { expectations: false },
    { lints: false, closed: 'as sealed' },
  )
  if (!month) return failed(problems)
  return done(sideOf(month, sealed?.header.scheme.sha256 ?? loaded.facts!.sha256, period.name))
}

function sideOf(month: WorkedMonth, scheme: string, label: string): MonthSide {
  const inputs = month.readings.flatMap(({ table, reading }) => reading.files.map(({ sha256 }) => ({ table, sha256 })))
  return { kind: 'month', label, month, record: recordOf({ scheme: { sha256: scheme }, inputs, whatIf: undefined }) }
}

/** A draft as the month that it is, where the shop still has the files and the scheme that it was made from. */
async function draftMonth(root: string, run: RunRecord, label: string): Promise<MonthSide | undefined> {
  if (run.whatIf) return undefined
  const { period } = run
  const [loaded, state] = [
    await loadShopScheme(root, period, { lints: false }),
    await openingOf(pathIn(root, BOOK_FOLDER), period),
  ]
  if (loaded.facts?.sha256 !== run.scheme.sha256 || state.closed) return undefined
  const { month } = await workOutShop(root, period, {}, { lints: false })
  if (!month) return undefined
  const side = sideOf(month, run.scheme.sha256, label)
  const same =
    side.record!.inputs === recordOf(run).inputs && amountText(totals(month.result.people).net) === run.totals?.net
  return same ? side : undefined
}

/** The scheme by whose words sheets are read where no month is compared. */
async function schemeFor(root: string, meant: readonly Meant[]): Promise<Result<Scheme>> {
  const draft = meant.find(m => m.kind === 'draft')
  const period = draft?.kind === 'draft' ? draft.run.period : (await dataMonths(root))[0]
  const loaded = await loadShopScheme(root, period ?? parsePeriod('2200-12')!, { lints: false })
  return loaded.scheme ? done(loaded.scheme) : failed(loaded.problems)
}

function knownFrom(side: ComparedSide | undefined): Directory | undefined {
  if (side?.kind === 'month') return side.month.engine.facts.people.directory
  return side && directory(side.sheet.people, new Map())
}
