// Proves a book: every entry is worked out again, each from what the book said before it and from its own kept copies, and
// held against what was sealed: figures always, looks only where this very program made them. Takes a sound book; gives
// contradictions by entry, and what could not be worked out. Writes nothing.

import { type EntryHeader, figuresDigest } from '../book/entry.ts'
import { copiesOf } from '../book/keep.ts'
import { Ledger } from '../book/ledger.ts'
import { openMonth, payoutRefused } from '../book/order.ts'
import { type Book, readWhole } from '../book/read.ts'
import { type BookRecord, recordLine } from '../book/record.ts'
import { parsePeriod } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import type { Filled } from '../pay/layout-result.ts'
import type { Month, WorkedMonth } from '../pay/month.ts'
import type { ReleaseOutcome, ReleaseResult } from '../pay/release.ts'
import type { TableReading } from '../pay/shop-files.ts'
import { releaseSeals } from '../reports/release-sheets.ts'
import { formOf, readForm } from '../reports/run-record.ts'
import type { Scheme } from '../scheme/model.ts'
import { CORRECTION_FILES, correctionFiles } from '../writers/correction-files.ts'
import { draftFiles, MONTH_FILES } from '../writers/month-files.ts'
import { isNamed } from '../writers/outputs.ts'
import { RELEASE_FILES, releaseFiles } from '../writers/release-files.ts'
import { type ApprovalDue, approves, closeApprovals, openApprovals, releaseApprovals } from './approvals.ts'
import { monthFigures, monthRecords } from './close.ts'
import { type Contradiction, contradictions, ofEntry, recordKey } from './contradictions.ts'
import { correctionPaper } from './correction-paper.ts'
import { correctionDraft, sealedSheets } from './drafts.ts'
import { keptWithCopies, replayMonth } from './month.ts'
import { KeptValues } from './month-rows.ts'
import { openingOrders, openingRecords, withRoster } from './open-book.ts'
import { schemeMonth } from './opened.ts'
import { openingIn } from './opening.ts'
import { countsOthers, ordersBefore } from './orders.ts'
import { buildOf } from './program.ts'
import { readOpening } from './read-opening.ts'
import { recalculate, stateReader } from './recalculate.ts'
import { releaseFolder, releaseRecords } from './release.ts'
import { errorCodes, replayRelease } from './sealed-release.ts'

/** A file that an entry's figures are shown in, as it is made now. */
export interface Rendering {
  readonly name: string
  readonly sha256: string
}

export interface ReplayedEntry {
  readonly file: string
  readonly header: EntryHeader
  readonly contradictions: readonly Contradiction[]
  /** Codes of what keeps it from being worked out; empty where nothing does. */
  readonly because: readonly string[]
  /** True where bytes were compared too. */
  readonly exact: boolean
}

/** What an entry comes to now. */
interface Replayed {
  readonly records: readonly BookRecord[]
  /** The names of its outputs that are given by the scheme, and all of them with their hashes where they were made. */
  readonly layouts: readonly string[]
  readonly made: readonly Rendering[] | undefined
  readonly folder: string
  readonly approvals: readonly ApprovalDue[]
  /** Files that were read. */
  readonly inputs: readonly string[]
  readonly more: readonly Contradiction[]
}

type Outcome = Replayed | { readonly because: readonly string[] }

/** An entry, and what the book said before it. */
interface ToReplay {
  readonly folder: string
  readonly book: Book
  readonly headers: readonly EntryHeader[]
  readonly records: readonly { readonly record: BookRecord; readonly header: EntryHeader }[]
  readonly header: EntryHeader
  readonly sealed: readonly BookRecord[]
  /** True where this very program sealed it. */
  readonly exact: boolean
}

/** Replays all entries in their order. */
export async function replayBook(folder: string): Promise<ReplayedEntry[]> {
  const all: ToReplay['records'][number][] = []
  const book = await readWhole(folder, (record, header) => all.push({ record, header }))
  const found: ReplayedEntry[] = []
  let begin = 0
  for (const [i, header] of book.headers.entries()) {
    let end = begin
    while (all[end]?.header === header) end++
    const entry: ToReplay = {
      ...{ folder, book, headers: book.headers.slice(0, i), records: all.slice(0, begin), header },
      sealed: all.slice(begin, end).map(r => r.record),
      exact: header.build !== undefined && header.build === buildOf(),
    }
    const outcome = await REPLAY[header.kind](entry)
    const [because, contradictions] = 'because' in outcome ? [outcome.because, []] : [[], differences(entry, outcome)]
    found.push({ file: fileOf(book, header), header, exact: entry.exact, because, contradictions })
    begin = end
  }
  return found
}

function fileOf({ entries }: Book, { number }: EntryHeader): string {
  return entries.find(e => e.number === number)!.file
}

const REPLAY: Readonly<Record<EntryHeader['kind'], (entry: ToReplay) => Promise<Outcome>>> = {
  open,
  close,
  release,
  correct,
}

/** An opening is read again from the workbook and the roster that it keeps. */
async function open({ folder, header }: ToReplay): Promise<Outcome> {
  const { scheme, problems } = await keptWithCopies(folder, header, schemeMonth(header))
  if (!scheme) return { because: errorCodes(problems) }
  const copies = copiesOf(folder, header.inputs)
  const [workbook, roster] = header.inputs
  const month = parsePeriod(/^data\/(\d{4}-[^/]+)\//.exec(roster?.name ?? '')?.[1] ?? '')
  if (!workbook || !month) return { because: ['FILE_MISSING'] }
  const begun = await withRoster({ scheme, shop: { copies } }, month)
  if (!begun.value) return { because: errorCodes(begun.problems) }
  const { people, readings } = begun.value
  const file = { path: copies.get(workbook.name)!, display: workbook.name }
  const read = await readOpening({ scheme, people, period: header.period, ...file })
  if (!read.value) return { because: errorCodes(read.problems) }
  const other = countsOthers(folder, header, openingOrders(read.value))
  return {
    records: [...openingRecords(read.value)],
    layouts: [],
    made: [],
    folder: '',
    approvals: openApprovals(scheme, ''),
    inputs: [workbook.name, ...fileNames(readings)],
    more: [...about('scheme', header.about.scheme, scheme.name), ...(other ? [otherList(header)] : [])],
  }
}

async function close({ folder, book: all, headers, header, exact }: ToReplay): Promise<Outcome> {
  // Of itself only which columns it speaks of: a month that an earlier version closed reads what that one read.
  const { opening, kept } = openingIn(all, header.period, header.number)
  const book = { folder, headers, kept }
  const orders = ordersBefore(book, header)
  const how = { keepRows: exact, layouts: true, sheets: readForm(header.about.form)?.language }
  const { month, problems } = await replayMonth({ header, opening, book, orders }, how)
  if (!month) return { because: errorCodes(problems) }
  return {
    records: [...monthRecords(month)],
    layouts: layoutNames(month.layouts),
    made: exact ? await monthSheets(month, problems, header) : undefined,
    folder: `out/${header.period}`,
    approvals: closeApprovals(month),
    inputs: monthInputs(month),
    more: [...about('scheme', header.about.scheme, month.scheme.name), ...(await otherOrders(folder, header, month))],
  }
}

async function otherOrders(folder: string, header: EntryHeader, month: Month): Promise<Contradiction[]> {
  const other = countsOthers(folder, header, month.orders)
  return other ? [otherList(header)] : []
}

function otherList({ orders }: EntryHeader): Contradiction {
  return ofEntry('orders', orders!.sha256.slice(0, 16), '')
}

async function release({ headers, exact, ...entry }: ToReplay): Promise<Outcome> {
  const { header } = entry
  const replayed = await replayRelease(entry)
  if ('because' in replayed) return replayed
  const { request, outcome } = replayed
  const { scheme, payout } = request
  const { result } = outcome
  if (!result) return { because: errorCodes(outcome.problems) }
  const refused = payoutRefused(headers, request.period, payout.name, true)
  return {
    records: [...releaseRecords(result)],
    layouts: layoutNames(outcome.layouts),
    made: exact ? await releaseSheets(result, outcome.layouts, scheme, header) : undefined,
    folder: releaseFolder(header, headers),
    approvals: releaseApprovals(result, scheme.approvals),
    inputs: readFiles(outcome),
    more: refused ? [ofEntry('payout', payout.name, openMonth(headers) ?? '')] : [],
  }
}

async function correct({ folder, headers, records, header, sealed, exact }: ToReplay): Promise<Outcome> {
  const reader = stateReader()
  const ledger = new Ledger()
  for (const { record, header } of records) {
    reader.visit(record, header)
    if ('posting' in record) ledger.add(record.posting, header)
  }
  const given = { loaded: await keptWithCopies(folder, header, header.period), facts: header.scheme }
  const asFirstVersion = header.format === 1 && !sealed.some(r => 'kept' in r && r.kept.month === header.period)
  const state = reader.state({ headers, ledger })
  const orders = ordersBefore({ folder, headers, kept: state.kept }, header)
  const shop = { copies: copiesOf(folder, header.inputs) }
  const how = { asFirstVersion, orders, keepRows: exact }
  const again = await recalculate(state, shop, folder, header.period, given, how)
  const { result, problems, month } = again
  if (!result || !month) return { because: errorCodes(problems) }
  const payout = openMonth(headers) ?? ''
  const { period } = header
  const paper = exact
    ? await correctionPaper({ state, again, period, payout, after: header.previous ?? '' })
    : undefined
  return {
    records: result.records,
    layouts: [],
    made: paper && (await correctionFiles({ ...paper, language: sealedSheets(header, month.scheme) })),
    folder: `out/${correctionDraft(period, headers).name}`,
    approvals: [],
    inputs: monthInputs(month),
    more: [...about('payout', header.payout, payout), ...(await otherOrders(folder, header, month))],
  }
}

/** The sheets of a month as this program makes them. */
async function monthSheets(
  month: WorkedMonth,
  problems: readonly Problem[],
  { about, version, scheme }: EntryHeader,
): Promise<readonly Rendering[]> {
  const schemeFile = { file: scheme.name, bytes: scheme.bytes, sha256: scheme.sha256 }
  const form = formOf(month, readForm(about.form))
  return draftFiles(month, problems, { version, schemeFile, whatIf: [], form, figures: monthFigures(month) })
}

/** Those of a release. */
async function releaseSheets(
  result: ReleaseResult,
  layouts: readonly Filled[],
  scheme: Scheme,
  header: EntryHeader,
): Promise<readonly Rendering[]> {
  const seals = releaseSeals(figuresDigest(header, releaseRecords(result)), header.previous ?? '', header.about)
  return releaseFiles(result, layouts, scheme, seals)
}

/** True for a name that a sheet of a month or release may have, in this and in earlier versions. */
function isKnown(name: string): boolean {
  return [MONTH_FILES, RELEASE_FILES, CORRECTION_FILES].some(names => isNamed(name, names))
}

/** Everything in which an entry and its replay differ. */
function differences({ records, header, sealed, exact }: ToReplay, replayed: Replayed): Contradiction[] {
  const kept = new KeptValues()
  const last = new Map<string, BookRecord>()
  // Only a correction leaves out what it does not change.
  for (const { record } of records) {
    if ('kept' in record) kept.add(record)
    if (header.kind === 'correct' && ('row' in record || 'figures' in record)) last.set(recordKey(record), record)
  }
  for (const record of sealed) if ('kept' in record) kept.add(record)
  const found = [
    ...contradictions(sealed, replayed.records, kept.columns, key => last.get(key)),
    ...replayed.more,
    ...approvalDifferences(header, replayed.approvals),
    ...outputDifferences(header, replayed),
  ]
  if (!exact || found.length > 0) return found
  return [...inputDifferences(header, replayed), ...lineDifferences(sealed, replayed.records)]
}

function approvalDifferences({ approvals }: EntryHeader, due: readonly ApprovalDue[]): Contradiction[] {
  const missing = due.filter(one => !approvals.some(a => approves(a, one)))
  return missing.map(({ role, why }) => ofEntry('approval', '', why, role))
}

/** Names of outputs, and their bytes where this very program made them. */
function outputDifferences({ outputs }: EntryHeader, { made, folder, layouts }: Replayed): Contradiction[] {
  const names = outputs.map(o => o.name)
  const lacks = (name: string): Contradiction => ofEntry('output', name, '', name)
  const adds = (all: readonly string[]): Contradiction[] =>
    all.filter(name => !names.includes(name)).map(name => ofEntry('output', '', name, name))
  if (made) {
    const now = new Map(made.map(f => [`${folder}/${f.name}`, f.sha256]))
    const sealed = outputs.flatMap(({ name, sha256 }) => {
      const is = now.get(name)
      if (is === undefined) return [lacks(name)]
      return is === sha256 ? [] : [ofEntry('bytes', sha256.slice(0, 16), is.slice(0, 16), name)]
    })
    return [...sealed, ...adds([...now.keys()])]
  }
  const own = (name: string): boolean => {
    const file = name.slice(folder.length + 1)
    return name.startsWith(`${folder}/`) && (isKnown(file) || layouts.includes(file))
  }
  return [...names.filter(name => !own(name)).map(lacks), ...adds(layouts.map(file => `${folder}/${file}`))]
}

function inputDifferences({ inputs }: EntryHeader, { inputs: read }: Replayed): Contradiction[] {
  return inputs.filter(({ name }) => !read.includes(name)).map(({ name }) => ofEntry('input', name, '', name))
}

/** What stands otherwise though all figures are the same: reasons, the order of lines. */
function lineDifferences(sealed: readonly BookRecord[], replayed: readonly BookRecord[]): Contradiction[] {
  const [a, b] = [sealed, replayed].map(records => records.map(r => recordLine(r)?.trim() ?? ''))
  const at = a!.findIndex((line, i) => line !== b![i])
  const line = at < 0 && b!.length > a!.length ? a!.length : at
  if (line < 0) return []
  const [was = '', is = ''] = [a![line], b![line]]
  return [ofEntry('line of the file', short(was), short(is), String(line + 2))]
}

function short(line: string): string {
  return line.length > 120 ? `${line.slice(0, 120)}…` : line
}

function layoutNames(layouts: readonly Filled[]): string[] {
  return layouts.flatMap(({ files }) => files.map(f => f.name))
}

function fileNames(readings: readonly TableReading[]): string[] {
  return readings.flatMap(({ reading }) => reading.files.map(({ file }) => file))
}

function monthInputs({ readings, compared }: Month): string[] {
  return [...fileNames(readings), ...compared.map(f => f.file)]
}

function readFiles({ readings }: ReleaseOutcome): string[] {
  return fileNames(readings)
}

function about(figure: 'scheme' | 'payout', sealed: unknown, replayed: string): Contradiction[] {
  return sealed === replayed ? [] : [ofEntry(figure, String(sealed ?? ''), replayed)]
}
