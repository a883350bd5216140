// Works out what a reserve's release pays: of every lot (what one month held back from one person) the ratio of the
// scheme's rule, to the fen; nothing to whoever forfeits it. Takes the lots as the book has them, the scheme, the results
// file or given figures, and the newest roster; gives amounts by person and lot, or problems. Writes nothing.

import type { Period } from '../core/calendar.ts'
import { compare, type Decimal, ONE, plain, round, sumOf, ZERO } from '../core/decimal.ts'
import { append } from '../core/lists.ts'
import { anyError, inTable, type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { TaxKind } from '../core/tax.ts'
import { term } from '../core/terms.ts'
import type { Measure, Value } from '../formula/bound.ts'
import { isDecimal, type Row } from '../formula/trace.ts'
import { nodesOf, ownParts } from '../formula/tree.ts'
import { NUMBER, type Type } from '../formula/types.ts'
import { accept, stops } from '../scheme/allowed.ts'
import { graphOf } from '../scheme/graph.ts'
import type { Release, Reserve, Scheme } from '../scheme/model.ts'
import { type Directory, emptyDirectory } from '../tables/directory.ts'
import { filesOf } from '../tables/reading.ts'
import type { ColumnSpec } from '../tables/spec.ts'
import { Engine } from './engine.ts'
import type { MeasureFigure, Missing } from './facts.ts'
import { isProblem, readCell } from './given.ts'
import { formerKey, whoseName } from './holders.ts'
import { type Filled, NO_LAYOUTS } from './layout-result.ts'
import { measurePass } from './measure-pass.ts'
import { MonthFacts } from './month-facts.ts'
import type { HeldLot } from './opening.ts'
import { fillRelease } from './payees.ts'
import { byId, type People, rosterReader, rowOf } from './people.ts'
import { RowFaults } from './row-faults.ts'
import { type MonthFolder, readFileOf, type ShopFolder, type TableReading } from './shop-files.ts'

/** What one month held back from one person and is still held, with their name then. */
export interface Lot extends Omit<HeldLot, 'reserve'> {
  readonly name: string
}

/** What becomes of what is held: `held` + `premium` = `released` + `byRatio` + `byLeaving`. */
export interface ReleaseFigures {
  readonly held: Decimal
  /** What is paid, a premium included. */
  readonly released: Decimal
  /** All that is lost. */
  readonly forfeited: Decimal
  readonly premium: Decimal
  /** What is lost because the ratio is less than all, and what by the rule on who has left. */
  readonly byRatio: Decimal
  readonly byLeaving: Decimal
}

export interface LotRelease extends Lot, ReleaseFigures {
  readonly ratio: Decimal
}

export interface PersonRelease extends ReleaseFigures {
  readonly id: string
  readonly name: string
  readonly position: string
  /** True where all of it is forfeited by the rule of the scheme, whatever the ratio. */
  readonly forfeits: boolean
  readonly lots: readonly LotRelease[]
}

export interface ReleaseResult {
  readonly reserve: string
  readonly period: string
  readonly payout: string
  /** The ratio of everyone; none where it differs from person to person. */
  readonly ratio: Decimal | undefined
  /** The scheme's words for what forfeits a lot. */
  readonly forfeitedBy: string | undefined
  /** What it is for the tax client, where the scheme says so. */
  readonly tax: TaxKind | undefined
  readonly people: readonly PersonRelease[]
}

export interface ReleaseRequest {
  readonly scheme: Scheme
  readonly reserve: Reserve
  readonly period: Period
  readonly payout: Period
  readonly lots: readonly Lot[]
  readonly shop: ShopFolder
  /** Months with data, none after the payout, the newest first: who has left stands in the newest roster that has them. */
  readonly rosters: readonly Period[]
  /** Figures of the results file given instead, by column; `ratio` gives the ratio itself. */
  readonly given: ReadonlyMap<string, string>
  /** Whoever stands in no roster is left out of the result; without it, a problem. */
  readonly withoutStrangers?: boolean
  /** Whether export layouts are filled too: their problems then stop the release. */
  readonly layouts?: boolean
  /** Whether the rows behind figures of the results are known, for explanations. */
  readonly keepRows?: boolean
}

export interface ReleaseOutcome {
  readonly result: ReleaseResult | undefined
  readonly readings: readonly TableReading[]
  readonly problems: readonly Problem[]
  /** The layouts of this reserve's release, as they are filled. */
  readonly layouts: readonly Filled[]
  /** What each person of the result was worked out with. */
  readonly workings: readonly { readonly engine: Engine; readonly row: Row }[]
}

export async function calculateRelease(request: ReleaseRequest): Promise<ReleaseOutcome> {
  const { scheme, reserve, period, payout, lots } = request
  const rule = reserve.release!
  const problems: Problem[] = []
  const readings: TableReading[] = []
  const given = readGiven(request, rule, problems)
  // By number and name: a number may have been somebody else's in some of the months.
  const missing = new Map<string, Lot[]>()
  for (const lot of lots) {
    const key = `${lot.person}\0${lot.name}`
    missing.set(key, [...(missing.get(key) ?? []), lot])
  }
  const found: { engine: Engine; row: Row; id: string; lots: Lot[] }[] = []
  for (const month of request.rosters) {
    if (missing.size === 0 || stops(scheme.allowed, problems)) break
    const people = await readRoster(request, month, readings, problems)
    if (!people) break
    const here = [...missing].flatMap(([key, own]) => {
      const index = rowOfLot(people, own[0]!, scheme, problems)
      return index === undefined ? [] : [{ key, own, index }]
    })
    if (here.length === 0) continue
    const facts = new ReleaseFacts(people, given.columns)
    const engine = new Engine(scheme, facts, payout, { period, start: payout.start })
    await readResults(request, rule, facts, engine, readings, problems)
    if (graphOf(scheme).readsPeople([rule.ratio, rule.forfeitedBy])) engine.decidePaid()
    for (const { key, own, index } of here) {
      const id = own[0]!.person
      const known = found.find(f => f.engine === engine && f.row.index === index)
      if (known) append(known.lots, own)
      else found.push({ engine, row: { home: 'person', index }, id, lots: [...own] })
      missing.delete(key)
    }
  }
  for (const [lot] of request.withoutStrangers === true ? [] : missing.values())
    problems.push(problem('LEDGER_PERSON', undefined, { who: `${lot!.name} (${lot!.person})` }))
  const nothing = (): ReleaseOutcome => {
    return { result: undefined, readings, problems: accept(scheme.allowed, problems), layouts: [], workings: [] }
  }
  if (stops(scheme.allowed, problems)) return nothing()

  const people = found
    .sort((a, b) => byId(a.id, b.id))
    .map(({ engine, row, id, lots: own }) => releaseOf(engine, row, id, own, request, rule, given.ratio))
  for (const { id, name, ratio } of people.flatMap(p => p?.lots.map(lot => ({ ...lot, id: p.id })) ?? []))
    if (compare(ratio, ZERO) < 0)
      problems.push(
        problem('BELOW_ZERO', undefined, { name: reserve.name, who: `${name} (${id})`, amount: plain(ratio) }),
      )
  for (const engine of new Set(found.map(f => f.engine))) append(problems, engine.problems)
  const whole = people.filter(p => p !== undefined)
  if (stops(scheme.allowed, problems) || whole.length < people.length) return nothing()
  const ratios = whole.flatMap(p => (p.forfeits ? [] : p.lots.map(lot => lot.ratio)))
  const [ratio] = ratios
  const result = {
    ...{ reserve: reserve.name, period: period.name, payout: payout.name },
    ratio: ratio && ratios.every(r => compare(r, ratio) === 0) ? ratio : undefined,
    forfeitedBy: rule.forfeitedBy?.text,
    tax: reserve.tax,
    people: whole,
  }
  const layouts = request.layouts === true ? fillRelease(scheme, result, found) : NO_LAYOUTS
  const all = accept(scheme.allowed, [...problems, ...layouts.problems])
  return {
    result: anyError(all) ? undefined : result,
    readings,
    problems: all,
    layouts: layouts.filled,
    workings: found,
  }
}

/** What a release would find wrong with its results, of the people of a month; nothing where its rule reads none. */
export async function releaseProblems(
  request: Pick<ReleaseRequest, 'scheme' | 'reserve' | 'period' | 'payout' | 'shop'>,
  people: People,
  rows: readonly Row[],
): Promise<Problem[]> {
  const { scheme, reserve, period, payout } = request
  const rule = reserve.release!
  if (measuresOf(rule).length === 0) return []
  const problems: Problem[] = []
  const facts = new ReleaseFacts(people, new Map())
  const engine = new Engine(scheme, facts, payout, { period, start: payout.start })
  await readResults({ ...request, lots: [], rosters: [], given: new Map() }, rule, facts, engine, [], problems)
  if (!stops(scheme.allowed, problems)) {
    if (graphOf(scheme).readsPeople([rule.ratio, rule.forfeitedBy])) engine.decidePaid()
    for (const row of rows)
      for (const bound of [rule.ratio, rule.forfeitedBy]) if (bound) engine.evaluate(bound, row, reserve.name)
    append(problems, engine.problems)
  }
  return accept(scheme.allowed, problems).filter(p => p.severity === 'error')
}

/**
 * The row of the person of a lot: the number, under a name that is the same person's as far as the scheme says; none without it.
 * A name of which it says nothing is a problem; somebody else's is looked for in older rosters.
 */
function rowOfLot(people: People, lot: Lot, { roster }: Scheme, problems: Problem[]): number | undefined {
  const { directory, place } = people
  const former = rowOf(people, formerKey(lot.person, lot.name, roster.formerNames) ?? '')
  if (former !== undefined) return former
  const index = directory.byId.get(lot.person)
  if (index === undefined) return undefined
  const name = directory.names[index]!
  const whose = lot.name === '' ? 'same' : whoseName(lot.person, lot.name, name, roster.formerNames)
  if (whose !== 'unknown') return whose === 'same' ? rowOf(people, lot.person) : undefined
  const facts = { id: lot.person, name, before: lot.name, month: lot.origin, other: undefined }
  problems.push(problem('PERSON_CHANGED', place(roster.name, index), facts))
  return undefined
}

function releaseOf(
  engine: Engine,
  row: Row,
  id: string,
  lots: readonly Lot[],
  { reserve }: ReleaseRequest,
  rule: Release,
  givenRatio: Decimal | undefined,
): PersonRelease | undefined {
  const ratio = givenRatio ?? engine.evaluate(rule.ratio, row, reserve.name)
  const forfeits = rule.forfeitedBy !== undefined && engine.evaluate(rule.forfeitedBy, row, reserve.name) === true
  if (!isDecimal(ratio)) return undefined
  const own = [...lots]
    .sort((a, b) => (a.origin < b.origin ? -1 : 1))
    .map((lot): LotRelease => {
      const effective = forfeits ? ZERO : ratio
      const released = round(lot.held.times(effective), 2)
      const more = compare(effective, ONE) > 0
      const forfeited = more ? ZERO : lot.held.minus(released)
      const [byRatio, byLeaving] = forfeits ? [ZERO, forfeited] : [forfeited, ZERO]
      const premium = more ? released.minus(lot.held) : ZERO
      return { ...lot, ratio: effective, released, forfeited, premium, byRatio, byLeaving }
    })
  return {
    id,
    name: engine.facts.people.directory.names[row.index]!,
    position: engine.position(row),
    ...releaseTotals(own),
    forfeits,
    lots: own,
  }
}

/** What several lots or people come to. */
export function releaseTotals(of: readonly ReleaseFigures[]): ReleaseFigures {
  const sum = (figure: keyof ReleaseFigures): Decimal => sumOf(of.map(x => x[figure]))
  const [held, released, forfeited, premium] = [sum('held'), sum('released'), sum('forfeited'), sum('premium')]
  return { held, released, forfeited, premium, byRatio: sum('byRatio'), byLeaving: sum('byLeaving') }
}

/** Facts of a release: the roster and the results; what is given stands for the results. */
class ReleaseFacts extends MonthFacts {
  private readonly columns: ReadonlyMap<string, Value>

  constructor(people: People, columns: ReadonlyMap<string, Value>) {
    super(people, new Map())
    this.columns = columns
  }

  override measure(measure: Measure, row: Row): MeasureFigure {
    const value = this.columns.get(columnOf(measure)?.name ?? '')
    // Results are a person's, whatever stints they had in the month of the roster.
    const { ids, byId } = this.people.directory
    const index = row.home === 'person' ? (byId.get(ids[row.index]!) ?? row.index) : row.index
    return value === undefined ? super.measure(measure, { ...row, index }) : { value, rows: undefined, found: 1 }
  }

  override missing(what: Missing, row: Row): Problem | undefined {
    const differs = super.missing(what, row)
    if (differs?.code === 'STINT_DIFFERS')
      return problem('STINT_DIFFERS', differs.at, { ...differs.facts, release: this.people.directory.ids[row.index]! })
    const column = what.kind === 'measure' ? columnOf(what.measure) : undefined
    const [name, type] = column ? [column.name, column.type] : [RATIO, NUMBER]
    return problem('INPUT_MISSING', undefined, { name, who: '', form: type.values ?? [term(type.kind)] })
  }
}

/** The column of the results file that a measure takes. */
function columnOf(measure: Measure): { name: string; type: Type } | undefined {
  return measure.of?.kind === 'row column' ? measure.of.column : undefined
}

function measuresOf(rule: Release): Measure[] {
  const found = [...nodesOf('measure', [rule.ratio, rule.forfeitedBy], ownParts)].map(({ measure }) => measure)
  return [...new Map(found.map(m => [m.id, m])).values()]
}

function readGiven(
  { given, scheme }: ReleaseRequest,
  rule: Release,
  problems: Problem[],
): { columns: ReadonlyMap<string, Value>; ratio: Decimal | undefined } {
  const known = new Map(measuresOf(rule).flatMap(m => (columnOf(m) ? [[columnOf(m)!.name, specOf(scheme, m)]] : [])))
  const columns = new Map<string, Value>()
  let ratio: Decimal | undefined
  for (const [name, text] of given) {
    const spec = name === RATIO ? ratioSpec(rule) : known.get(name)
    if (!spec) {
      problems.push(problem('INPUT_UNKNOWN', undefined, { name, nearest: suggest(name, [RATIO, ...known.keys()]) }))
      continue
    }
    const value = readCell(spec, text, undefined)
    if (isProblem(value)) problems.push(value)
    else if (name === RATIO) ratio = value as Decimal
    else columns.set(name, value)
  }
  return { columns, ratio }
}

const RATIO = 'ratio'

function ratioSpec({ ratio: { at } }: Release): ColumnSpec {
  return { name: RATIO, headers: [RATIO], type: 'number', blank: 'problem', range: undefined, values: undefined, at }
}

/** How the column of results is read that a measure is made of. */
function specOf({ tables }: Scheme, { table, of }: Measure): ColumnSpec | undefined {
  const index = of?.kind === 'row column' && 'index' in of.column.source ? of.column.source.index : undefined
  return index === undefined ? undefined : tables.find(t => t.spec.name === table)!.spec.columns[index]
}

function folderOf({ shop, scheme }: RosterRequest, period: Period): MonthFolder {
  return { shop, period, allowed: scheme.allowed }
}

type RosterRequest = Pick<ReleaseRequest, 'shop' | 'scheme'>

/** Reads the roster of a month; undefined where something stands in the way, which is told in `problems`. */
export async function readRoster(
  request: RosterRequest,
  month: Period,
  readings: TableReading[],
  problems: Problem[],
): Promise<People | undefined> {
  const { roster } = request.scheme
  const reader = rosterReader(roster, month)
  const source = await readFileOf(roster.spec, folderOf(request, month), emptyDirectory(), reader.onBatch)
  if ('problems' in source) {
    append(problems, source.problems)
    return undefined
  }
  readings.push(source)
  const { people, problems: found } = reader.finish(source.reading)
  append(problems, [...source.reading.problems, ...found.map(inTable('people'))])
  return stops(request.scheme.allowed, problems) ? undefined : people
}

/** Reads the figures of the results file that the rule needs and nobody gave. */
async function readResults(
  request: ReleaseRequest,
  rule: Release,
  facts: ReleaseFacts,
  engine: Engine,
  readings: TableReading[],
  problems: Problem[],
): Promise<void> {
  const { scheme, payout, given } = request
  const directory: Directory = facts.people.directory
  const open = measuresOf(rule).filter(m => !given.has(RATIO) && !given.has(columnOf(m)?.name ?? ''))
  for (const table of scheme.tables) {
    const measures = open.filter(m => m.table === table.spec.name)
    if (measures.length === 0) continue
    const faults = new RowFaults()
    const pass = measurePass({
      table,
      measures,
      rules: [],
      settled: new Map(),
      directory,
      world: engine.world,
      keepRows: request.keepRows === true,
      onFault: faults.take,
    })
    const source = await readFileOf(table.spec, folderOf(request, payout), directory, pass.onBatch)
    if ('problems' in source) {
      append(problems, source.problems)
      continue
    }
    if (!readings.some(r => filesOf(r.reading) === filesOf(source.reading))) readings.push(source)
    append(problems, [...source.reading.problems, ...faults.problems(source.reading, new Map())])
    facts.measured(filesOf(source.reading) || table.spec.name, pass.results(), source.reading.rowPlace)
  }
}
