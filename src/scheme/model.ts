// A checked scheme: everything that a month needs to be worked out, and nothing of the file's syntax.

import type { Every, PayPeriod } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import type { SecretKind } from '../core/secret.ts'
import type { TaxKind } from '../core/tax.ts'
import type { Bound, Column, EventTable, LineSum, Measure, SheetSum, Value } from '../formula/bound.ts'
import type { Part } from '../formula/tree.ts'
import type { CellType, ColumnSpec, DateOrder, Range, TableSpec } from '../tables/spec.ts'
import type { Language } from '../words/language.ts'
import type { Layout } from './layout.ts'
import type { PayRule } from './pay-day.ts'

/** Part of the scheme that a column is defined in; also what may stand before the point in its name. */
export type Section =
  | 'people'
  | 'parameters'
  | 'values'
  | 'scorecards'
  | 'scores'
  | 'pay'
  | 'reserves'
  | 'deductions'
  | 'flags'
  | 'rules'

/** A column that is read: from the roster, from a table with a row a person or a group, or a figure of the shop. */
export interface InputColumn extends Column {
  readonly source: {
    readonly kind: 'input'
    /** Table it is read from; `people` for the roster. */
    readonly table: string
    /** Number of the column in the table's batches. */
    readonly index: number
    /** What it is without a row or a cell, where the scheme says so. */
    readonly blank: Value | undefined
    readonly range: Range | undefined
    /** Whose row it stands in, where somebody has one of each rater. */
    readonly rater?: string
  }
}

/** A formula that holds for some positions, or for everyone. */
export interface Case {
  readonly positions: ReadonlySet<string> | undefined
  readonly formula: Bound
  /** Where it is false the person has no such line. */
  readonly when: Bound | undefined
  /** It is there in the last month of each quarter or year only; `when` says so too. */
  readonly every: Every | undefined
  /** What the line pays is owed back: the most that is taken back of it in a month. None: it is no draw. */
  readonly recovered: Bound | undefined
  /** When it is paid, where not with everything else. */
  readonly paid: PayRule | undefined
  /** What it is for the tax client, where it says so. */
  readonly tax: TaxKind | undefined
  readonly commission: boolean
  /** Where it stands in the file among all lines: the order of a sheet. */
  readonly order: number
}

/** A column that is worked out. Values have one case; pay lines and deductions may have one for each position. */
export interface DefinedColumn extends Column {
  readonly section: Section
  /** True while it is being checked: then it is read by itself. */
  readonly working: boolean
  readonly source: { readonly kind: 'defined'; readonly cases: readonly Case[] }
}

/** A figure with a name that the scheme itself gives. */
export interface ParameterColumn extends Column {
  readonly source: {
    readonly kind: 'parameter'
    readonly value: Value
    readonly range: Range | undefined
    /** The figure as it stands in the file. */
    readonly written: Bound | undefined
    /** The policy's own sentence for it. */
    readonly says: string | undefined
  }
}

export type SchemeColumn = InputColumn | DefinedColumn | ParameterColumn

/** True for a figure with a name. */
export function isParameter(column: SchemeColumn): column is ParameterColumn {
  return column.source.kind === 'parameter'
}

/** True for what is worked out. */
export function isDefined(column: SchemeColumn): column is DefinedColumn {
  return column.source.kind === 'defined'
}

/** True for what is read from files. */
export function isRead(column: SchemeColumn): column is InputColumn {
  return column.source.kind === 'input'
}

/**
 * A figure without a name of its own that a trial can't work out: of earlier months, of an export's rows, of other people. It
 * is called by its words: `count(维修工单 by 服务顾问)`.
 */
export interface AskedColumn extends Column {
  readonly source: {
    readonly kind: 'asked'
    /** How a cell of it would be read. */
    readonly cell: Exclude<CellType, SecretKind | { readonly group: string }>
    /** True where there may be none: of no rows, of no month. */
    readonly blank: boolean
    readonly figure: Bound
  }
}

/** What may be given by name. */
export type GivenColumn = SchemeColumn | AskedColumn

/** Rows with the same figures of `by` follow one another as `of` says, by the first of them that differs. */
export interface RowOrder {
  readonly of: readonly Bound[]
  readonly by: readonly Bound[]
}

export interface SchemeTable {
  readonly spec: TableSpec
  /** Many rows; one a person; one a group; or one figure a row. */
  readonly rows: 'events' | 'person' | `group:${string}` | 'figures'
  /** Number of the column that names the person or group of a row. */
  readonly key: number | undefined
  /** Of a table with a row for each person or group and rater: number of the column that names the rater. */
  readonly rater?: number
  /** What a person or group without a row means. */
  readonly missing: 'problem' | 'blank'
  /** Of one row a person: it holds in each of somebody's stints. */
  readonly stints: 'each' | undefined
  /** The column worked out row by row that says of which month a row is. */
  readonly monthOf: Bound | undefined
  /** Rows that count for nothing. */
  readonly leaveOut: Bound | undefined
  /** Which of its rows follow one another. */
  readonly order: RowOrder | undefined
  /** What must hold of each row that counts. */
  readonly rules: readonly Rule[]
  /** Its rows as conditions on them see them; none of figures of the shop. */
  readonly events: EventTable | undefined
  readonly columns: readonly InputColumn[]
  /** Of a table that is made of the rows of another: it is read from no file. */
  readonly made?: Made | undefined
}

/** Of which rows a table is made. */
export interface Made {
  /** The table that they are of. */
  readonly of: string
  /** Its columns that tell its rows apart, in the order in which they are named. */
  readonly keys: readonly Bound[]
  /** The same of a row that it is made of: one value, or several together. */
  readonly by: Bound
  /** How many rows it is made of, by key: where there are any, it has a row. */
  readonly rows: Part<'measure'>
}

/** What a scheme says of numbers that closed months have under other names, by number. */
export interface FormerNames {
  /** Former names of the same person. */
  readonly renamed: ReadonlyMap<string, readonly string[]>
  /** Names of others, who had the number before. */
  readonly others: ReadonlyMap<string, readonly string[]>
}

/** What is asked of every row of a table: of which month it is, which count, what must hold of them, of which rows it is made. */
export function ownConditions({ leaveOut, rules, made, monthOf }: SchemeTable): readonly Bound[] {
  return [made?.rows, monthOf, leaveOut, ...rules.map(rule => rule.must)].filter(bound => bound !== undefined)
}

export interface Roster {
  readonly spec: TableSpec
  readonly id: number
  readonly name: number
  readonly position: number
  readonly columns: readonly InputColumn[]
  /** Columns that group people, the position among them. */
  readonly groups: readonly InputColumn[]
  readonly positionColumn: InputColumn
  readonly paid: Bound
  /** Columns that slips have besides, such as telephone numbers. */
  readonly slips: readonly InputColumn[]
  /**
   * Columns of the first and the last day of a row, where somebody may have several, and of the days within the month; without last days
   * a row holds until the next begins.
   */
  readonly stints: { readonly from: number; readonly until: number | undefined; readonly days: InputColumn } | undefined
  readonly formerNames: FormerNames
}

export interface Reserve {
  readonly name: string
  readonly at: Place
  readonly withheld: DefinedColumn
  /** True where what is withheld this month is forfeited at once. */
  readonly forfeited: Bound | undefined
  readonly release: Release | undefined
  /** The policy's own sentence on what becomes of it. */
  readonly says: string | undefined
  /** From the pay of which day it is withheld, where not from everything else's. */
  readonly paid: PayRule | undefined
  /** What its release is for the tax client, where it says so. */
  readonly tax: TaxKind | undefined
}

/** How a reserve is paid back. Checked with the scheme; worked out by the release of a quarter or a year. */
export interface Release {
  readonly every: Every
  readonly ratio: Bound
  readonly forfeitedBy: Bound | undefined
}

export interface Rule {
  readonly name: string
  readonly at: Place
  /** What must hold; also where it need not be asked. */
  readonly must: Bound
  /** Whom it is asked of: people of these positions; undefined: everybody, or the team or shop that it is of. */
  readonly positions: readonly string[] | undefined
  /** True where it is told only and stops nothing. */
  readonly warns: boolean
  readonly note: string
}

/** By how much a figure may differ: by a share of what it was, or by a size; either is enough. */
export interface Span {
  readonly share?: Decimal
  readonly size?: Decimal
}

/** What a month should be against the month that was closed before it. */
export type Expectation = {
  /** As the scheme has it: `total net`. */
  readonly name: string
  readonly text: string
  readonly at: Place
} & (
  | { readonly kind: 'person' | 'total'; readonly figure: string; readonly span: Span }
  | { readonly kind: 'rows'; readonly table: string; readonly span: Span }
  | { readonly kind: 'joined' | 'left'; readonly most: number }
)

/** What may stand in a file of adjustments. */
export type AdjustmentRole = 'person' | 'kind' | 'amount' | 'reason' | 'reference' | 'approved by'

/** Something that is decided by hand. */
export interface AdjustmentKind {
  readonly name: string
  /** Stands for it where a part of a sheet names what it was worked out by. */
  readonly id: string
  readonly at: Place
  readonly only: 'plus' | 'minus' | undefined
  /** The most of one, and of one person in a month, whatever the sign. */
  readonly most: Bound | undefined
  readonly inMonth: Bound | undefined
  /** True where it is deducted, under the limit of deductions; else it stands in the gross amount. */
  readonly deducted: boolean
  /** What it is for the tax client, where it says so; none of what is deducted. */
  readonly tax: TaxKind | undefined
  /** Who must have approved it, any one of the names; the first range that holds the amount decides. */
  readonly approvedBy: readonly { readonly range: Range | undefined; readonly names: readonly string[] }[]
}

/** The file of adjustments, and what may stand in it. */
export interface AdjustmentRules {
  readonly spec: TableSpec
  /** Number of the column of each role; the file may have none that says who approved. */
  readonly columns: Readonly<Partial<Record<AdjustmentRole, number>>>
  readonly kinds: readonly AdjustmentKind[]
}

/** A problem that the scheme accepts, and why; in one table, or wherever it occurs. */
export interface Allowed {
  readonly code: string
  readonly table: string | undefined
  /** None where not the scheme accepts it: the month was closed with it. */
  readonly reason: string | undefined
}

/** Somebody who must approve before a month is closed or a release is sealed. */
export interface ApprovalRule {
  readonly role: string
  readonly at: Place
  /** A month needs it where this is true, of the shop or of anybody. */
  readonly when: Bound | undefined
  /** True where it is needed for what somebody forfeits because of having left. */
  readonly forfeiture: boolean
  /** Who may sign it, by the names of allowed_signers; none: the name that is typed will do. */
  readonly signers: readonly string[]
  readonly note: string
}

/** A block of pay without a line; for everyone where it names no positions. */
export interface LinelessBlock {
  readonly positions: readonly string[] | undefined
  /** It says that there are none: `lines: {}`. */
  readonly written: boolean
  readonly at: Place
}

export interface Scheme {
  readonly name: string
  readonly file: string
  readonly from: string
  /** One of the periods that it closes and pays in one go. */
  readonly pays: PayPeriod
  /** When a period is paid; none where the scheme does not say. */
  readonly paid: PayRule | undefined
  /** From the pay of which day deductions are taken, where not from everything else's. */
  readonly deductionsPaid: PayRule | undefined
  readonly currency: string
  /** The order of day, month and year in its files, where it says so: that of papers. */
  readonly dates?: DateOrder | undefined
  /** How figures are written in files of which the scheme says nothing more. */
  readonly written: Pick<ColumnSpec, 'currency' | 'decimals'>
  /** Language of the sheets' headings. */
  readonly sheets: Language
  readonly roster: Roster
  readonly tables: readonly SchemeTable[]
  readonly parameters: readonly ParameterColumn[]
  /** Values, scorecards and scores in the scheme's order. */
  readonly values: readonly DefinedColumn[]
  readonly scores: readonly DefinedColumn[]
  /** Pay lines in the order in which a sheet shows them. */
  readonly pay: readonly DefinedColumn[]
  readonly reserves: readonly Reserve[]
  readonly deductions: readonly DefinedColumn[]
  /** The most that may be deducted in a month; none: everything is. */
  readonly deductionLimit: Bound | undefined
  readonly adjustments: AdjustmentRules | undefined
  readonly flags: readonly DefinedColumn[]
  readonly rules: readonly Rule[]
  readonly expectations: readonly Expectation[]
  readonly approvals: readonly ApprovalRule[]
  readonly layouts: readonly Layout[]
  readonly allowed: readonly Allowed[]
  /** Positions that the scheme speaks of. */
  readonly positions: readonly string[]
  /** Those that it says have no lines of their own: `lines: {}`. */
  readonly lineless: ReadonlySet<string>
  /** Blocks of pay in which nothing is written yet: an empty `lines:`. */
  readonly unwritten: readonly LinelessBlock[]
  readonly measures: readonly Measure[]
  /** Figures without a name that formulas read from outside, each once, as they are written. */
  readonly asked: readonly AskedColumn[]
  /** Every column, for `try`, `explain` and what-ifs. */
  readonly columns: readonly SchemeColumn[]
}

/** Pay lines that are owed back. */
export function drawsOf({ pay }: Pick<Scheme, 'pay'>): DefinedColumn[] {
  return pay.filter(line => line.source.cases.some(c => c.recovered))
}

/** How draws are taken back, of a position or of all. */
export function recoveriesOf({ pay }: Pick<Scheme, 'pay'>, position?: string): Bound[] {
  const cases = (line: DefinedColumn): readonly (Case | undefined)[] =>
    position === undefined ? line.source.cases : [caseFor(line, position)]
  return pay.flatMap(line => cases(line).flatMap(c => c?.recovered ?? []))
}

/** True where the line has a case for the position. */
export function caseFor(column: DefinedColumn, position: string): Case | undefined {
  return column.source.cases.find(c => c.positions === undefined || c.positions.has(position))
}

export interface PayLine {
  readonly column: DefinedColumn
  readonly own: Case
}

const linesOf = new WeakMap<Scheme, Map<string | undefined, readonly PayLine[]>>()

/** The pay lines of a position, in the order of its sheet; of everyone where no position is given. */
export function payLines(scheme: Scheme, position: string | undefined): readonly PayLine[] {
  const known = once(linesOf, scheme, () => new Map<string | undefined, readonly PayLine[]>())
  return once(known, position, () => {
    const lines = scheme.pay.flatMap(column => {
      const own = position === undefined ? column.source.cases[0] : caseFor(column, position)
      return own ? [{ column, own }] : []
    })
    return lines.sort((a, b) => a.own.order - b.own.order)
  })
}

/** What a figure of a sheet is made of, beside the pay lines: of a position, or of anybody. */
export function sheetSources(
  scheme: Scheme,
  which: SheetSum,
  position?: string,
): { readonly columns: DefinedColumn[]; readonly bounds: Bound[] } {
  const { pay, reserves, deductions, deductionLimit } = scheme
  const held = reserves.map(r => r.withheld)
  const owed = [...deductions, ...drawsOf(scheme)]
  const limit = [...(deductionLimit ? [deductionLimit] : []), ...recoveriesOf(scheme, position)]
  const sources: Record<SheetSum, { columns: DefinedColumn[]; bounds: Bound[] }> = {
    adjusted: { columns: [], bounds: [] },
    withheld: { columns: held, bounds: [] },
    forfeited: { columns: held, bounds: reserves.flatMap(r => (r.forfeited ? [r.forfeited] : [])) },
    deducted: { columns: owed, bounds: limit },
    carried: { columns: owed, bounds: limit },
    net: { columns: [...pay, ...held, ...deductions], bounds: limit },
  }
  return sources[which]
}

/** Those of the lines that a sum of lines holds: all, the commission, or those above a line. */
export function summedLines(lines: readonly PayLine[], which: LineSum, line: string | undefined): readonly PayLine[] {
  if (which === 'all') return lines
  if (which === 'commission') return lines.filter(l => l.own.commission)
  return lines.slice(
    0,
    Math.max(
      lines.findIndex(l => l.column.id === line),
      0,
    ),
  )
}
