// What reads what in a scheme, found without any figures. One answer says which formulas stand behind a formula; from it follow
// what a figure reads, of its own row and of other people's, what reads it, and in which order measures can be computed. Takes
// a checked scheme; refuses nothing.

import { addTo, once } from '../core/lists.ts'
import { type Bound, type Column, isSheetSum, type Measure, type RowColumn } from '../formula/bound.ts'
import { type Inside, nodes, nodesOf, ownParts, type Part, parts, rowParts } from '../formula/tree.ts'
import type { Home, Type } from '../formula/types.ts'
import {
  type Case,
  caseFor,
  type DefinedColumn,
  isDefined,
  ownConditions,
  recoveriesOf,
  type Scheme,
  type SchemeColumn,
  sheetSources,
} from './model.ts'

/** How far to look behind a formula. */
export interface Ways {
  /** What counts for people of the position alone; for anybody where none is given. */
  readonly position?: string | undefined
  /** False: without the conditions under which there is a line. */
  readonly conditions?: false
  /** True: only what a month works out, not what closed months had nor the rows behind measures; but into sums of pay lines. */
  readonly month?: true
  /** Columns that are not looked into. */
  readonly stop?: (column: Column) => boolean
}

/** The formulas of a column for a position, or for all. */
export function formulasOf({ source }: DefinedColumn, own: readonly Case[] = source.cases): Bound[] {
  return own.flatMap(c => (c.when ? [c.formula, c.when] : [c.formula]))
}

/** Which formulas stand behind a formula: its parts, and those of the columns that it names. */
export function behind(scheme: Scheme, { position, conditions, month, stop }: Ways = {}): Inside {
  const columns = graphOf(scheme).columns
  const inColumn = ({ id }: Column): readonly Bound[] => {
    const column = columns.get(id)
    if (!column || !isDefined(column) || stop?.(column)) return []
    const own = position === undefined ? undefined : caseFor(column, position)
    const cases = position === undefined ? column.source.cases : own ? [own] : []
    return conditions === false ? cases.map(c => c.formula) : formulasOf(column, cases)
  }
  return bound => {
    if (bound.kind === 'column' || (bound.kind === 'earlier' && !month)) return inColumn(bound.column)
    if (bound.kind === 'lines' && month) {
      const { columns: of, bounds } = sourcesOf(scheme, bound)
      return [...of.flatMap(inColumn), ...bounds]
    }
    if (bound.kind === 'choice' && position !== undefined && isByPosition(bound, scheme)) {
      const own = caseOf(bound, position)
      return own ? [bound.of, own] : [bound.of]
    }
    if (bound.kind === 'if' && position !== undefined) {
      const branch = branchFor(bound, position, scheme)
      if (branch) return [bound.test, branch]
    }
    return month ? ownParts(bound) : rowParts(bound)
  }
}

/** The columns and limits that a sum of a sheet is made of, of anybody. */
function sourcesOf(scheme: Scheme, { which }: Part<'lines'>): ReturnType<typeof sheetSources> {
  return isSheetSum(which) ? sheetSources(scheme, which) : { columns: [...scheme.pay], bounds: [] }
}

/** True where a choice goes by the people's position. */
export function isByPosition({ of }: Part<'choice'>, { roster }: Scheme): boolean {
  return of.kind === 'column' && of.column.id === roster.positionColumn.id
}

/** What a choice comes to for a value. */
export function caseOf({ cases, otherwise }: Part<'choice'>, value: string): Bound | undefined {
  return cases.find(c => c.values.includes(value))?.result ?? otherwise
}

/** What an `if` comes to for a position, where its condition asks for that alone or says that it is another one. */
export function branchFor({ test, yes, no }: Part<'if'>, position: string, scheme: Scheme): Bound | undefined {
  const named = positionsWhere(test, scheme)
  if (!named) return undefined
  if (!named.includes(position)) return no
  return test.kind === 'logic' ? undefined : yes
}

/** The positions that a condition on people narrows them to; undefined where it says nothing of positions. */
export function positionsWhere(where: Bound | undefined, scheme: Scheme): string[] | undefined {
  if (!where) return undefined
  const isPosition = (b: Bound): boolean => b.kind === 'column' && b.column.id === scheme.roster.positionColumn.id
  const text = (b: Bound): string[] => (b.kind === 'literal' && typeof b.value === 'string' ? [b.value] : [])
  const these = (named: readonly string[], but: boolean): string[] =>
    but ? scheme.positions.filter(position => !named.includes(position)) : [...named]
  if (where.kind === 'compare' && isPosition(where.left) && where.right.kind === 'literal') {
    if (where.sign === '=' || where.sign === '≠') return these(text(where.right), where.sign === '≠')
  }
  if (where.kind === 'in' && isPosition(where.of) && where.items.every(item => item.kind === 'literal'))
    return these(where.items.flatMap(text), where.negated)
  if (where.kind === 'logic' && where.word === 'and')
    return positionsWhere(where.left, scheme) ?? positionsWhere(where.right, scheme)
  return undefined
}

/** What was read: ids of columns and measures, and columns of exports' own rows. */
export interface Reached {
  readonly ids: ReadonlySet<string>
  readonly rows: ReadonlySet<RowColumn>
  /** Every formula part that was passed on the way. */
  readonly bounds: ReadonlySet<Bound>
}

/** Everything that formulas read, directly or through columns. */
export function reached(roots: readonly Bound[], scheme: Scheme, inside: Inside = behind(scheme)): Reached {
  const bounds = new Set(nodes(roots, inside))
  const ids = new Set<string>()
  const rows = new Set<RowColumn>()
  for (const bound of bounds) {
    if (bound.kind === 'column' || bound.kind === 'earlier') ids.add(bound.column.id)
    if ((bound.kind === 'people' || bound.kind === 'rank') && bound.by) ids.add(bound.by.id)
    if (bound.kind === 'measure') ids.add(bound.measure.id)
    if (bound.kind === 'row column') rows.add(bound.column)
  }
  return { ids, rows, bounds }
}

/** Ids of columns and measures: read for the row itself, or from the rows of others (pools, ranks, sums of people). */
export interface Reads {
  readonly own: ReadonlySet<string>
  readonly others: ReadonlySet<string>
}

/** A figure of earlier months, under the words in which the scheme asks for it. */
export interface EarlierFigure {
  readonly id: string
  readonly earlier: Part<'earlier'>
}

/** A measure of exports or a figure of earlier months. */
export interface Figure {
  readonly what: Measure | EarlierFigure
  /** Where it stands first. */
  readonly bound: Bound
  readonly home: Home
  readonly type: Type
}

/** Id under which the calendar is read. */
export const CALENDAR = ' calendar'

/** True for what is shown beside the pay: scores, coefficients, grades and the cards they are made of. */
export function isScore(column: Column): boolean {
  return column.owners[0] === 'scores' || column.owners[0] === 'scorecards'
}

const known = new WeakMap<Scheme, Graph>()

/** The graph of a scheme, made once. */
export function graphOf(scheme: Scheme): Graph {
  return once(known, scheme, () => new Graph(scheme))
}

/** What a month's columns read of one another and of figures. */
export class Graph {
  readonly columns: ReadonlyMap<string, SchemeColumn>
  private readonly scheme: Scheme
  private readonly ofColumns = new Map<string, Reads>()
  private readonly sheets = new Map<string, Reads>()
  private readonly whole = new Map<string, Reads>()
  private readonly ofOthers = new Map<string, ReadonlySet<string>>()
  private readonly levelsOf = new Map<string, number>()
  private readersOf: ReadonlyMap<string, readonly string[]> | undefined

  constructor(scheme: Scheme) {
    this.scheme = scheme
    this.columns = new Map(scheme.columns.map(c => [c.id, c]))
  }

  /** What the pay lines, reserves and deductions of a position read. Nothing is looked for behind a score. */
  sheet(position: string): Reads {
    return once(this.sheets, position, () => {
      const { pay, reserves, deductions } = this.scheme
      const columns = [...pay, ...reserves.map(r => r.withheld), ...deductions].filter(c => caseFor(c, position))
      const roots = columns.flatMap(c => formulasOf(c, [caseFor(c, position)!]))
      const reads = this.reads([...roots, ...this.limits()], { position, stop: isScore })
      return { ...reads, own: new Set([...columns.map(c => c.id), ...reads.own]) }
    })
  }

  /** What everything that the sheet of a position shows reads, what stands behind its scores among it, and its rules. */
  shown(position: string): Reads {
    return once(this.whole, position, () => this.reads(this.rootsOf(position), { position }))
  }

  /** What sheets, of whatever position, read of somebody else who has a position. */
  readOfOthers(position: string): ReadonlySet<string> {
    return once(this.ofOthers, position, () => {
      const anybody = behind(this.scheme, { month: true })
      const all = nodes(
        this.scheme.positions.flatMap(p => this.rootsOf(p)),
        anybody,
      )
      return this.idsOf(this.elsewhere(all, behind(this.scheme, { month: true, position })))
    })
  }

  /** What one column reads, of all positions. */
  column(id: string): Reads {
    return once(this.ofColumns, id, () => {
      // What was decided by hand is no column: it reads nothing.
      const column = this.columns.get(id)
      return this.reads(column && isDefined(column) ? formulasOf(column) : [], {})
    })
  }

  /** Columns that read this column or measure, directly or through others. */
  readers(id: string): readonly string[] {
    this.readersOf ??= this.allReaders()
    return this.readersOf.get(id) ?? []
  }

  /** Those of them that read it of other people. */
  readersOfOthers(id: string): string[] {
    return this.readers(id).filter(reader => this.column(reader).others.has(id))
  }

  /** Columns that read one of these, and these themselves. */
  affected(ids: Iterable<string>): ReadonlySet<string> {
    return new Set([...ids].flatMap(id => [id, ...this.readers(id)]))
  }

  /** Everything that is read while exports are measured: by their rows, and to decide who is paid. */
  measuring(): ReadonlySet<string> {
    const { measures, tables, roster } = this.scheme
    const ofRows = [...measures.flatMap(m => [m.of, m.by, m.where]), ...tables.flatMap(ownConditions)]
    const order = tables.flatMap(({ order }) => (order ? [...order.of, ...order.by] : []))
    const roots = [...ofRows, ...order, roster.paid].filter(bound => bound !== undefined)
    return reached(roots, this.scheme, behind(this.scheme, { month: true })).ids
  }

  /** Measures of exports and figures of earlier months by id, in the order in which the scheme's columns come to them. */
  figures(): ReadonlyMap<string, Figure> {
    const found = new Map<string, Figure>()
    const take = (roots: readonly (Bound | undefined)[], ways: Ways): void => {
      const inside = behind(this.scheme, { ...ways, month: true })
      const ownFirst: Inside = b => (isAmong(b) ? [...ownOf(b), ...parts(b)] : inside(b))
      for (const bound of nodes(roots, ownFirst)) {
        const what = figureOf(bound)
        if (what) found.set(what.id, { what, bound, home: bound.home, type: bound.type })
      }
    }
    for (const column of this.columns.values()) if (isDefined(column)) take(formulasOf(column), {})
    for (const position of this.scheme.positions) take(this.limits(), { position })
    return found
  }

  /** Measures by table in the order in which they can be computed; the first level needs nothing but rows. */
  levels(): readonly Level[] {
    const levels: Map<string, Measure[]>[] = [new Map()]
    const at = (level: number): Map<string, Measure[]> => {
      while (levels.length <= level) levels.push(new Map())
      return levels[level]!
    }
    for (const measure of this.scheme.measures) addTo(at(this.levelOf(measure)), measure.table, measure)
    // Where a table is read for its rules alone, it is read all the same.
    for (const { spec, rules, made } of this.scheme.tables)
      if (rules.length > 0 && (made || levels.some(l => l.has(spec.name))))
        once(at(this.rulesAfter(spec.name)), spec.name, () => [])
    return levels
  }

  /** How many levels are measured before it is known whether the rows of a table keep its rules. */
  rulesAfter(table: string): number {
    const own = this.scheme.tables.find(t => t.spec.name === table)
    return own ? this.levelAbove([own.made?.rows, own.leaveOut, ...own.rules.map(r => r.must)]) : 0
  }

  /** How many levels are measured before it can be said who is paid. */
  paidAfter(): number {
    return this.levelAbove([this.scheme.roster.paid])
  }

  /** True where formulas look at several people, and so at who is paid. */
  readsPeople(roots: readonly (Bound | undefined)[]): boolean {
    return [...nodes(roots, behind(this.scheme, { month: true }))].some(isAmong)
  }

  private levelOf({ id, table, of, by, where }: Measure): number {
    const own = this.scheme.tables.find(t => t.spec.name === table)
    // Circles were refused with the scheme. The rules of a made table read what its rows are made of.
    const must = own?.made ? [own.made.rows, ...own.rules.map(rule => rule.must)] : []
    return once(this.levelsOf, id, () => this.levelAbove([of, by, where, own?.leaveOut, ...must]))
  }

  /** The first level at which all measures that formulas read are known. */
  private levelAbove(roots: readonly (Bound | undefined)[]): number {
    const inside = behind(this.scheme, { month: true })
    // Among whom: the people who are paid.
    const waits: Inside = b => (isAmong(b) ? [...parts(b), this.scheme.roster.paid] : inside(b))
    return 1 + Math.max(-1, ...[...nodesOf('measure', roots, waits)].map(({ measure }) => this.levelOf(measure)))
  }

  private limits(): (Bound | undefined)[] {
    const { deductionLimit, reserves } = this.scheme
    return [deductionLimit, ...reserves.map(r => r.forfeited), ...recoveriesOf(this.scheme)]
  }

  private reads(roots: readonly (Bound | undefined)[], ways: Ways): Reads {
    const { stop, position } = ways
    const inside = behind(this.scheme, { month: true, position, ...(stop ? { stop } : {}) })
    const anybody = behind(this.scheme, { month: true, ...(stop ? { stop } : {}) })
    const own = [...nodes(roots, b => (isAmong(b) ? ownOf(b) : b.kind === 'measure' ? ownedBy(b, true) : inside(b)))]
    return { own: this.idsOf(own), others: this.idsOf(this.elsewhere(own, anybody)) }
  }

  /** What is read of the rows of others; `inside`: what stands behind a formula there. */
  private elsewhere(reading: Iterable<Bound>, inside: Inside): Iterable<Bound> {
    const parted = [...reading].flatMap(b => (isAmong(b) ? parts(b) : b.kind === 'measure' ? ownedBy(b, false) : []))
    return nodes(parted, b => [...inside(b), ...(b.kind === 'measure' ? ownedIn(b) : [])])
  }

  private rootsOf(position: string): (Bound | undefined)[] {
    const { pay, reserves, deductions, scores, flags, rules } = this.scheme
    const columns = [...pay, ...reserves.map(r => r.withheld), ...deductions, ...scores, ...flags]
    const own = columns.flatMap(c => (caseFor(c, position) ? formulasOf(c, [caseFor(c, position)!]) : []))
    const asked = rules.filter(r => r.positions?.includes(position) !== false).map(r => r.must)
    return [...own, ...asked, ...this.limits()]
  }

  private idsOf(bounds: Iterable<Bound>): ReadonlySet<string> {
    const ids = new Set<string>()
    for (const bound of bounds) {
      const figure = figureOf(bound)
      if (figure) ids.add(figure.id)
      if (bound.kind === 'column') ids.add(bound.column.id)
      if (bound.kind === 'calendar') ids.add(CALENDAR)
      if (bound.kind === 'lines') for (const { id } of sourcesOf(this.scheme, bound).columns) ids.add(id)
    }
    return ids
  }

  private allReaders(): ReadonlyMap<string, readonly string[]> {
    const readers = new Map<string, string[]>()
    for (const column of this.columns.values()) {
      if (!isDefined(column)) continue
      const { own, others } = this.column(column.id)
      for (const read of new Set([...own, ...others])) addTo(readers, read, column.id)
    }
    return readers
  }
}

/** Measures by table. */
export type Level = ReadonlyMap<string, readonly Measure[]>

type Among = Part<'people' | 'rank' | 'share'>

function isAmong(bound: Bound): bound is Among {
  return bound.kind === 'people' || bound.kind === 'rank' || bound.kind === 'share'
}

/** What a figure that looks at other people reads of the row itself. */
function ownOf(bound: Among): Bound[] {
  if (bound.kind === 'share') return [bound.pool, bound.weight]
  return bound.kind === 'rank' ? [bound.of, ...bound.then] : []
}

/** The figures of people and groups that the rows behind a measure read, of whom they are counted for or of others. */
function ownedBy(bound: Part<'measure'>, counted: boolean): Bound[] {
  const { by } = bound.measure
  const own = counted && bound.key ? [bound.key] : []
  return [...own, ...ownedIn(bound, owner => (by !== undefined && owner.whose.text === by.text) === counted)]
}

function ownedIn(
  { measure: { of, by, where } }: Part<'measure'>,
  are: (owner: Part<'owned'>) => boolean = () => true,
): Bound[] {
  const inRows: Inside = b => (b.kind === 'owned' ? [b.whose] : rowParts(b))
  return [...nodesOf('owned', [of, by, where], inRows)].filter(are).map(({ figure }) => figure)
}

function figureOf(bound: Bound): Measure | EarlierFigure | undefined {
  if (bound.kind === 'measure') return bound.measure
  return bound.kind === 'earlier' ? { id: bound.text, earlier: bound } : undefined
}
