// What the scheme asks of a file: which columns, of which types, found by which header names. Only data.

import type { Day, Every } from '../core/calendar.ts'
import type { Currency, Decimals } from '../core/currency.ts'
import type { Decimal } from '../core/decimal.ts'
import type { Place } from '../core/place.ts'
import { isPoint, POINTS, type PointKind } from '../core/points.ts'
import type { Problem } from '../core/problem.ts'
import { namesSecrets, SECRET_KINDS, type SecretKind } from '../core/secret.ts'
import { type Said, term } from '../core/terms.ts'
import type { Unit } from '../core/unit.ts'
import type { Batch } from './batch.ts'
import type { Interner } from './interner.ts'

/**
 * How a column's cells are read. `count` is a whole number; a `moment` is a date with its time of day; `time` a time of day without a date; `percent` is a rate whose bare figures (95) mean hundredths;
 * `list` is several texts in a cell; `person` is matched with the roster; a group is a key of a roster column; a secret is
 * the number of an identity document or of a bank account.
 */
export type CellType =
  | 'money'
  | 'number'
  | 'percent'
  | 'count'
  | PointKind
  | 'text'
  | 'yes/no'
  | 'id'
  | 'list'
  | 'person'
  | SecretKind
  | { readonly group: string }

interface CellKind {
  readonly kind: ValueKind
  /** True for figures without a part behind the point. */
  readonly whole?: true
}

/** The types of cells, a row each, in the order in which they are told; a group is a text. */
const CELLS: Readonly<Record<Extract<CellType, string>, CellKind>> = {
  money: { kind: 'money' },
  number: { kind: 'number' },
  percent: { kind: 'number' },
  count: { kind: 'count', whole: true },
  date: { kind: 'date' },
  moment: { kind: 'moment' },
  time: { kind: 'time' },
  text: { kind: 'text' },
  'yes/no': { kind: 'yes/no' },
  id: { kind: 'text' },
  list: { kind: 'list' },
  person: { kind: 'person' },
  'id number': { kind: 'text' },
  account: { kind: 'text' },
}

/** True for the word of a type of cells. */
export function isCellType(word: string): word is Extract<CellType, string> {
  return Object.hasOwn(CELLS, word)
}

/** Types of columns anywhere: all but those that only the roster has. */
export const PLAIN_TYPES: readonly string[] = Object.keys(CELLS).filter(
  type => !SECRET_KINDS.some(secret => secret === type),
)

const FIGURES: ReadonlySet<ValueKind> = new Set(['money', 'number', 'count'])

export type ValueKind = 'money' | 'number' | 'count' | PointKind | 'text' | 'yes/no' | 'list' | 'person'
export type FigureType = 'money' | 'number' | 'percent' | 'count'

/** The kind of values that cells of a type hold. */
export function valueKind(type: CellType): ValueKind {
  return typeof type === 'object' ? 'text' : CELLS[type].kind
}

/** True for cells of figures. */
export function isFigure(type: CellType): type is FigureType {
  return typeof type === 'string' && FIGURES.has(CELLS[type].kind)
}

/** True for figures that must be whole. */
export function isWhole(type: FigureType): boolean {
  return CELLS[type].whole === true
}

/** In which order a date has its day, month and year. */
export type DateOrder = (typeof DATE_ORDERS)[number]
export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const

/** What an empty cell means: a problem, nothing (`none`), or a value. */
export type Blank = 'problem' | 'none' | { readonly value: Decimal | boolean | string }

export interface Range {
  readonly low: { readonly edge: Decimal; readonly inclusive: boolean } | undefined
  readonly high: { readonly edge: Decimal; readonly inclusive: boolean } | undefined
  /** Where it has gaps: its parts, of which `low` and `high` are the outermost ends. */
  readonly parts?: readonly Range[]
  /** As the scheme says it: `0 to 10`, `above 0`, `0 or 4 to 10`. */
  readonly text: string
}

/**
 * How a row is divided whose cell names several people: alike, by fixed shares in the order of the cell, by the figures in
 * another column's cell, or only as the cell itself says. Shares written in the cell come before all of these.
 */
export type Sharing =
  | { readonly kind: 'equally' }
  | { readonly kind: 'fixed'; readonly shares: readonly Decimal[] }
  | { readonly kind: 'column'; readonly index: number }
  | { readonly kind: 'cell' }

export interface ColumnSpec {
  /** Its name in formulas. */
  readonly name: string
  /** Header texts that it may stand under; a two-row header may be named `group/column`. */
  readonly headers: readonly string[]
  /** Header texts of the columns that stand behind the first one, where it is made of several: a last name behind a first name. */
  readonly behind?: readonly string[] | undefined
  readonly type: CellType
  readonly blank: Blank
  /** True where an empty cell can mean nothing: who somebody of the roster is. */
  readonly filled?: boolean
  readonly range: Range | undefined
  /** Closed list of texts; any other text is a problem. */
  readonly values: readonly string[] | undefined
  /** True where no two rows that count may have the same. */
  readonly unique?: boolean
  /** Of dates: the order of their parts, where the scheme says it. */
  readonly dates?: DateOrder | undefined
  /** Of people: how a row is divided; without it, several people in a cell are a problem. */
  readonly shared?: Sharing | undefined
  /** Who enters it by hand, where somebody does: an empty cell is then not rated, which is told where it is needed. */
  readonly enteredBy?: string
  /** What counts for it, in the policy's own words. */
  readonly says?: string | undefined
  /** Of whoever has one row each: headers of their names, which must be those of the numbers where a file has them besides. */
  readonly named?: readonly string[]
  /** Whoever fills it in has the names of the roster before them: any other one is refused. */
  readonly namedAlike?: boolean
  /** Of figures: what a bare one is in, where the scheme says it. */
  readonly unit?: Unit | undefined
  /** The currency of the shop; yuan without it. */
  readonly currency?: Currency
  /**
   * Of figures: the sign before their decimals, where the scheme says it; without it that of the currency. `point first`: where it
   * may be either, a text with two readings has a point there, as versions read it that knew no others.
   */
  readonly decimals?: Decimals | 'point first' | undefined
  readonly at: Place
}

/** The folder of the results of quarters and years, which belong to no month, as schemes ask for its files. */
export const RESULTS = 'results/'

/** True for a table of such results. */
export function isResults({ files }: Pick<TableSpec, 'files'>): boolean {
  return files.some(pattern => pattern.startsWith(RESULTS))
}

export interface TableSpec {
  readonly name: string
  /**
   * Patterns with `*` of file names in the month's folder, or `results/…` in the folder of results: one file for each, which together
   * are the table. None where its rows are made of others.
   */
  readonly files: readonly string[]
  /** Names of the sheets to read, with `*`, or `all`; undefined: the one that fits. */
  readonly sheets?: readonly string[] | undefined
  /** Name of the column of dates or moments that decides which month a row belongs to; it may be one that is worked out. */
  readonly month: string | undefined
  /** How the day of a row is worked out, where `month` is no column of the file. */
  readonly worked?: DayColumn | undefined
  /** It comes with the last month of each quarter or year, and has the rows of all of it; without it, every month. */
  readonly every?: Every | undefined
  /**
   * `rows`: a header, then a row each. `figures`: two columns, a figure's name and its value; each of `columns` is
   * then a figure, named in `headers`.
   */
  readonly layout:
    | { readonly kind: 'rows' }
    | { readonly kind: 'figures'; readonly name: readonly string[]; readonly value: readonly string[] }
  readonly columns: readonly ColumnSpec[]
  /** Some of the file's columns are rows each: the numbers of what stands in their headings and of what stands below. */
  readonly across?: Across | undefined
  /** The header of a file that has none: what its columns are, from the left. */
  readonly headerRow?: readonly string[] | undefined
  /** True where there need be no such file: then it has no rows. */
  readonly mayBeMissing?: boolean
  /** Whom to ask about the file. */
  readonly owner?: string | undefined
  /** True where each row is something that happened: the same row twice is told. */
  readonly log?: boolean
  readonly at: Place
}

/** How columns of a file are rows of a table: a column for each day, each team, each kind of work. */
export interface Across {
  /** Numbers of the columns that hold the heading and the cell below it. */
  readonly name: number
  readonly value: number
  /** What stands over these columns, or above or below their names; none where their names tell them from others. */
  readonly under: readonly string[]
}

/** What a column's cells are, where they are secret. */
export function secretOf({ type }: Pick<ColumnSpec, 'type'>): SecretKind | undefined {
  return SECRET_KINDS.find(kind => kind === type)
}

/** True where its cells are never shown whole: numbers of documents and accounts, and whatever stands under such a heading. */
export function isMasked(column: Pick<ColumnSpec, 'type' | 'name' | 'headers'>): boolean {
  return secretOf(column) !== undefined || [column.name, ...column.headers].some(namesSecrets)
}

/** True for a table of which somebody enters figures by hand. */
export function isEntered({ columns }: Pick<TableSpec, 'columns'>): boolean {
  return columns.some(column => column.enteredBy !== undefined)
}

/** What says of which month a row is. */
export interface DayColumn {
  /** Numbers of the columns that it reads. */
  readonly columns: readonly number[]
  /** The day of a row of a batch; NaN for none; why it can't be worked out. */
  readonly day: (batch: Batch, i: number, dictionaries: readonly (Interner | undefined)[]) => Day | Problem
}

/** The day of a row of a batch; NaN for none. */
export function dayAt({ day }: DayColumn, ...row: Parameters<DayColumn['day']>): Day {
  const found = day(...row)
  return typeof found === 'number' ? found : Number.NaN
}

/** True for cells of days and of moments. */
export function isDated({ type }: Pick<ColumnSpec, 'type'>): boolean {
  return dayOf(type) !== undefined
}

/** Undefined where no column says it, or one whose type is wrong, which the scheme is told of. */
export function dayColumn({ columns, month, worked }: TableSpec): DayColumn | undefined {
  const index = columns.findIndex(column => column.name === month)
  const day = dayOf(columns[index]?.type)
  return day ? { columns: [index], day: (batch, i) => day(batch.columns[index]!.values[i]!) } : worked
}

/** How the day of a cell is found; undefined for cells that have none. */
function dayOf(type: CellType | undefined): ((value: number) => Day) | undefined {
  return typeof type === 'string' && isPoint(type) ? POINTS[type].day : undefined
}

/** Numbers of the columns of money. */
export function moneyColumns(spec: TableSpec): number[] {
  return spec.columns.flatMap((column, index) => (column.type === 'money' ? [index] : []))
}

/** True where the figure lies in the range. */
export function inRange(value: Decimal, range: Range): boolean {
  const { low, high, parts } = range
  if (parts) return parts.some(part => inRange(value, part))
  if (low && (low.inclusive ? value.lt(low.edge) : value.lte(low.edge))) return false
  return !(high && (high.inclusive ? value.gt(high.edge) : value.gte(high.edge)))
}

/** The type as the scheme writes it; the column of the roster for a group. */
export function saidType(type: CellType): Said {
  return typeof type === 'string' ? term(type) : type.group
}
