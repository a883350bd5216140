// A formula over the rows of an export → functions that run down a batch. What is plain (a column, a sum of columns, a
// comparison with a fixed text or figure) runs on the batch's integers; everything else goes through the evaluator,
// row by row, with the same rules as any formula. What can't be worked out is told with its row, and so is a figure that
// was looked up in another export and is not there.

import { type Decimal, decimal } from '../core/decimal.ts'
import { byKind, each } from '../core/kinds.ts'
import { once } from '../core/lists.ts'
import { isPoint, POINTS } from '../core/points.ts'
import { type Problem, problem } from '../core/problem.ts'
import { type Batch, figureAt, newBatch, ODD, SCALE } from '../tables/batch.ts'
import type { Division } from '../tables/division.ts'
import type { Interner } from '../tables/interner.ts'
import { type Keys, keyText, partsOfKey } from '../tables/keys.ts'
import type { DayColumn } from '../tables/spec.ts'
import { does } from './aggregates.ts'
import type { Bound, Measure, RowColumn, Value } from './bound.ts'
import { evaluate } from './evaluate.ts'
import { decode, isFigureKind, isTimeKind, keptText } from './kinds.ts'
import { FAULT, type Outcome, type Row, SHOP, type Traced } from './trace.ts'
import { type Part, type Pass, rowFormula } from './tree.ts'
import { HOLDS, type Tell, type World } from './world.ts'

/** The rows being looked at: the batch and the dictionaries of its text columns. */
export interface Rows {
  batch: Batch
  dictionaries: readonly (Interner | undefined)[]
  /** True while a row is added to a sum; null where that comes to nobody's pay. */
  summing: boolean | null
  /** The table whose rows they are, where what is wrong with them is told. */
  readonly table: string
  /** Told what can't be worked out of a row. */
  readonly tell: Tell
  /** The row that is being worked out, and the words of what is made of it. */
  i: number
  name: string
  /** Of a row that several people share: the one whose part is being taken. */
  sharer: number | undefined
  /** Whose figures the row reads, where that is remembered. */
  asked: Asked | undefined
  /** True once something of a row could not be worked out: a problem says why, here or where the fault arose. */
  faulty: boolean
}

/** Figures of people and groups that rows read, by their words and whose they are. */
export type Asked = Map<string, Map<number, OwnedFigure>>

export interface OwnedFigure {
  readonly figure: Bound
  readonly row: Row
}

/** Adds what one row read to what others did. */
export function addAsked(to: Asked, from: Asked): void {
  for (const [words, figures] of from) {
    const own = once(to, words, () => new Map<number, OwnedFigure>())
    for (const [whose, figure] of figures) own.set(whose, figure)
  }
}

/** Rows that are still to be looked at. */
export function noRows(table = '', tell: Rows['tell'] = () => {}): Rows {
  const empty = {
    batch: newBatch(0, 0),
    dictionaries: [],
    summing: false,
    i: 0,
    name: '',
    sharer: undefined,
    asked: undefined,
    faulty: false,
  }
  return { ...empty, table, tell }
}

/** 1 yes, 0 no, −1 a value in it was blank, −2 it was at fault and that was told. */
export type RowTest = (i: number) => number
/** Ten-thousandths, BLANK, or ODD: then `exact` gives the figure. */
export interface RowFigure {
  readonly scaled: (i: number) => number
  readonly exact: (i: number) => Decimal | null
}

/** A cell of the batch as a value of formulas. */
export function cellValue(rows: Rows, column: RowColumn, i: number): Value {
  if ('formula' in column.source) throw new Error('a worked-out column has no cells')
  if ('row' in column.source) return decimal(rows.batch.rows[i]!)
  const { index } = column.source
  if (rows.sharer !== undefined && column.type.shared && rows.batch.columns[index]!.values[i] === ODD)
    return rows.sharer
  return decode(rows.batch.columns[index]!, column.type.kind, rows.dictionaries[index], i)
}

/** A world whose rows are those of the batch; everything of the shop comes from the world around. */
export function rowWorld(rows: Rows, around: World): World {
  const workedOut = (column: RowColumn, formula: Bound, row: Row): Outcome => {
    const before = rows.name
    rows.name = column.name
    const { value } = evaluate(formula, row, world)
    rows.name = before
    return value
  }
  const world: World = {
    ...around,
    name: () => rows.name,
    report: found => rows.tell(rows.batch.rows[rows.i]!, found, undefined),
    blank: traced => tellBlank(traced, rows, world),
    cell: (column, row) =>
      'formula' in column.source ? workedOut(column, column.source.formula, row) : cellValue(rows, column, row.index),
    figureOf: (measure, key, row) => around.figureOf(measure, key, row, rows.summing),
    rivals: bound => around.rivals?.(bound, rows.tell) ?? FAULT,
    previous: (bound, row) => around.previous?.(bound, { home: 'row', index: rows.batch.rows[row.index]! }),
    named(bound, value) {
      const row = around.named(bound, value)
      if (row && rows.asked) {
        const own = once(rows.asked, bound.text, () => new Map<number, OwnedFigure>())
        own.set(row.index, { figure: bound.figure, row })
      }
      return row
    },
    move: (row, home) =>
      row.home !== 'row' ? around.move(row, home) : home === 'shop' ? SHOP : home === 'row' ? row : null,
  }
  return world
}

/** What a formula gives for a row. */
function work(bound: Bound, i: number, rows: Rows, world: World): Traced {
  rows.i = i
  rows.name = bound.text
  const traced = evaluate(bound, { home: 'row', index: i }, world)
  if (traced.value === FAULT) rows.faulty = true
  return traced
}

/** The value that a row brings to a measure. Blank counts for nothing; a figure that was looked up in vain is told. */
export function broughtBy(bound: Bound, i: number, rows: Rows, world: World): Exclude<Value, null> | undefined {
  const traced = work(bound, i, rows, world)
  if (traced.value === null && lookedUp(traced, rows, world)) tellBlank(traced, rows, world)
  return traced.value === FAULT || traced.value === null ? undefined : traced.value
}

/** Tells why a condition could not be tested on a row. */
export function tellTest(bound: Bound, i: number, rows: Rows, world: World): void {
  const traced = work(bound, i, rows, world)
  if (traced.value === null) tellBlank(traced, rows, world)
}

function tellBlank(traced: Traced, rows: Rows, world: World): void {
  const { bound } = traced
  const { name } = rows
  const tell = (found: Problem, column: number | undefined): void => rows.tell(rows.batch.rows[rows.i]!, found, column)
  const found = lookedUp(traced, rows, world)
  if (!found) tell(problem('ROW_BLANK_USED', bound.at, { column: bound.text, name }), plainColumn(bound))
  else if (found.kind === 'owned') {
    const { whose, figure } = found.bound
    const facts = { name, figure: figure.text, column: whose.text, found: found.value, rows: 1 }
    tell(problem('OWNED_BLANK', found.bound.at, facts), plainColumn(whose))
  } else {
    const { measure, key, value } = found
    const facts = { name, found: value, column: key.text, table: measure.table, rows: 1 }
    tell(problem('LOOKUP_MISSED', measure.of?.at ?? bound.at, facts), plainColumn(key))
  }
}

/** What was looked up in vain by what somebody has; undefined for a blank of any other kind. */
export function missedProblem({ bound, parts: [key], row }: Traced, world: World): Problem | undefined {
  if (bound.kind !== 'measure' || !bound.key || !does(bound.measure.aggregate, 'picks')) return undefined
  const { measure } = bound
  const found = key ? shownValue(key.value, bound.key, world) : ''
  const facts = { name: world.name(row), found, column: bound.key.text, table: measure.table, who: world.who(row) }
  return problem('LOOKUP_MISSED', measure.of?.at ?? bound.at, { ...facts, rows: 1 })
}

/** The look-up of which a blank value is the result: in another export, or of whom the row names. */
function lookedUp(traced: Traced, rows: Rows, world: World): Missed | undefined {
  return byKind(LOOKED_UP, traced.bound, traced, rows, world)
}

type Missed =
  | { readonly kind: 'keyed'; readonly measure: Measure; readonly key: Bound; readonly value: string }
  | { readonly kind: 'owned'; readonly bound: Part<'owned'>; readonly value: string }

const nowhere = (): undefined => undefined

const LOOKED_UP: Pass<Missed | undefined, [Traced, Rows, World]> = {
  ...each(['literal', 'column', 'calendar', 'earlier', 'negate', 'not', 'arithmetic', 'compare', 'logic'], nowhere),
  ...each(['is blank', 'in', 'has', 'function', 'people', 'rank', 'row rank', 'share', 'weighted', 'items'], nowhere),
  ...each(['lines', 'clamp', 'round', 'refuse', 'previous', 'key'], nowhere),
  ...each(['if', 'bands', 'choice'], (_: Bound, { parts }: Traced, rows: Rows, world: World) => {
    const taken = parts.at(-1)
    return taken?.value === null ? lookedUp(taken, rows, world) : undefined
  }),
  measure({ measure, key }, { parts }, rows, world) {
    const value = parts[0]?.value
    if (!key || measure.made !== undefined || measure.table === rows.table || !does(measure.aggregate, 'picks'))
      return undefined
    return { kind: 'keyed', measure, key, value: value === FAULT ? '' : shown(value, key, world) }
  },
  owned(bound, { parts: [whose] }, _, world) {
    const value = whose?.value
    return { kind: 'owned', bound, value: value === FAULT ? '' : shown(value, bound.whose, world) }
  },
  'row column'(bound, { row }, rows, world) {
    const formula = rowFormula(bound)
    return formula && lookedUp(evaluate(formula, row, world), rows, world)
  },
}

/** A row's own order (day, person …) as people write it. */
export function keyShown(key: Bound, i: number, rows: Rows, world: World): string {
  return shownValue(work(key, i, rows, world).value, key, world)
}

/** What something is of a row, as people write it. */
export function shownValue(value: Outcome, of: Bound, world: World): string {
  return value === FAULT ? '' : shown(value, of, world)
}

/** A key as people write it. */
function shown(value: Value | undefined, bound: Bound, world: World): string {
  const { type } = bound
  if (value === null || value === undefined) return ''
  if (bound.kind === 'key' && typeof value === 'string') {
    const part = (text: string, { type: { kind } }: Bound): Value =>
      kind === 'person' || isTimeKind(kind) ? Number(text) : text
    return partsOfKey(value)
      .map((text, i) => shown(part(text, bound.of[i]!), bound.of[i]!, world))
      .join(' · ')
  }
  if (typeof value !== 'number') return keyText(value)
  return type.kind === 'person' ? world.who({ home: 'person', index: value }) : keptText(value, type.kind)!
}

/** The day of each row, by a formula of nothing but the row that gives a date or a moment. */
export function compileDay(bound: Bound): DayColumn['day'] {
  const problems: Problem[] = []
  const rows = noRows('', (_, found) => problems.push(found))
  const world = rowWorld(rows, NOWHERE)
  return (batch, i, dictionaries) => {
    problems.length = 0
    rows.batch = batch
    rows.dictionaries = dictionaries
    const { value } = work(bound, i, rows, world)
    const { kind } = bound.type
    if (typeof value === 'number' && isPoint(kind)) return POINTS[kind].day?.(value) ?? Number.NaN
    return problems[0] ?? Number.NaN
  }
}

const noFigure = (): typeof FAULT => FAULT

/** What a row knows of the world around where it may read nothing of it. */
const NOWHERE: World = {
  ...{ calendar: noFigure, column: noFigure, cell: noFigure, measure: noFigure, figureOf: noFigure, earlier: noFigure },
  ...{
    among: () => undefined,
    named: () => null,
    lines: noFigure,
    move: () => null,
    rows: () => [],
    once: (_bound, _row, doIt) => doIt(),
  },
  ...{ name: () => '', who: () => '', report: () => {}, blank: () => {}, explore: () => {} },
}

/** A condition on rows. */
export function compileTest(bound: Bound, rows: Rows, world: World): RowTest {
  return (
    byKind(TESTS, bound, rows, world) ??
    (i => {
      const { value } = work(bound, i, rows, world)
      return value === true ? 1 : value === false ? 0 : value === null ? -1 : TOLD
    })
  )
}

/** What runs on the batch's own numbers; undefined for what is worked out row by row. */
const TESTS: Pass<RowTest | undefined, [Rows, World]> = {
  ...each(['literal', 'column', 'calendar', 'earlier', 'negate', 'arithmetic', 'has', 'if', 'function'], nowhere),
  ...each(['measure', 'people', 'rank', 'row rank', 'share', 'bands', 'choice', 'weighted', 'items', 'lines'], nowhere),
  ...each(['owned', 'clamp', 'round', 'refuse', 'previous', 'key'], nowhere),
  ...each(
    ['compare', 'in'],
    (b: Part<'compare' | 'in'>, rows: Rows) => compileCodes(b, rows) ?? compileNumbers(b, rows),
  ),
  logic(bound, rows, world) {
    const left = compileTest(bound.left, rows, world)
    const right = compileTest(bound.right, rows, world)
    const decided = bound.word === 'or' ? 1 : 0
    return i => {
      const a = left(i)
      return a === decided || a < 0 ? a : right(i)
    }
  },
  not(bound, rows, world) {
    const of = compileTest(bound.of, rows, world)
    return i => {
      const value = of(i)
      return value < 0 ? value : 1 - value
    }
  },
  'row column'({ column: { source } }, rows, world) {
    if ('formula' in source) return compileTest(source.formula, rows, world)
    if ('row' in source) return undefined
    const { index } = source
    return i => {
      const value = rows.batch.columns[index]!.values[i]!
      return Number.isNaN(value) ? -1 : value
    }
  },
  'is blank'({ of, negated }, rows) {
    const column = plainColumn(of)
    return column === undefined
      ? undefined
      : i => Number(Number.isNaN(rows.batch.columns[column]!.values[i]!) !== negated)
  },
}

/** Of a condition at fault: what is wrong was told where it arose. */
const TOLD = -2

/** Number of a column that stands in the batch as it is. */
export function plainColumn(bound: Bound): number | undefined {
  return bound.kind === 'row column' && 'index' in bound.column.source ? bound.column.source.index : undefined
}

/** `状态 = "已结算"`, `类别 in ("附件", "养护品")`: by the codes of the texts. */
function compileCodes(bound: Extract<Bound, { kind: 'compare' | 'in' }>, rows: Rows): RowTest | undefined {
  const [of, items, negated] =
    bound.kind === 'in'
      ? [bound.of, bound.items, bound.negated]
      : [bound.left, [bound.right], bound.sign === '≠' ? true : bound.sign === '=' ? false : undefined]
  const index = plainColumn(of)
  if (index === undefined || of.type.kind !== 'text' || negated === undefined) return undefined
  const texts = items.map(item => (item.kind === 'literal' && typeof item.value === 'string' ? item.value : undefined))
  if (texts.includes(undefined)) return undefined
  const dictionary = rows.dictionaries[index]
  // A file without rows has none; then nothing is tested.
  if (!dictionary) return undefined
  // A group's keys are the roster's; other texts may come in rows that are still to be read.
  const codes = new Set(
    texts.map(text => (of.type.group === undefined ? dictionary.code(text!) : (dictionary.find(text!) ?? -1))),
  )
  const [first] = codes
  const single = codes.size === 1 ? first : undefined
  return i => {
    const code = rows.batch.columns[index]!.values[i]!
    if (Number.isNaN(code)) return -1
    const found = single === undefined ? codes.has(code) : code === single
    return Number(found !== negated)
  }
}

/** `单程公里 > 150`: by ten-thousandths. */
function compileNumbers(bound: Extract<Bound, { kind: 'compare' | 'in' }>, rows: Rows): RowTest | undefined {
  if (bound.kind === 'in') return undefined
  const index = plainColumn(bound.left)
  const value = bound.right.kind === 'literal' ? bound.right.value : undefined
  if (index === undefined || typeof value !== 'object' || value === null) return undefined
  const scaled = value.times(SCALE)
  if (!scaled.isInteger() || scaled.abs().gt(Number.MAX_SAFE_INTEGER)) return undefined
  const edge = scaled.toNumber()
  const holds = HOLDS[bound.sign]
  const slow = (i: number): number => {
    const exact = figureAt(rows.batch.columns[index]!, i)!
    return exact.comparedTo(value)
  }
  return i => {
    const raw = rows.batch.columns[index]!.values[i]!
    if (Number.isNaN(raw)) return -1
    const difference = raw === ODD ? slow(i) : raw - edge
    return Number(holds(difference))
  }
}

/** A figure of each row. */
export function compileFigure(bound: Bound, rows: Rows, world: World): RowFigure {
  const exact = (i: number): Decimal | null => {
    const value = broughtBy(bound, i, rows, world)
    if (value === undefined) return null
    return typeof value === 'object' ? value : decimal(value as number)
  }
  return { scaled: compileScaled(bound, rows) ?? (() => ODD), exact }
}

/** Columns, fixed figures and sums of them, in whole ten-thousandths; undefined for anything else. */
function compileScaled(bound: Bound, rows: Rows): ((i: number) => number) | undefined {
  if (bound.kind === 'literal' && typeof bound.value === 'object' && bound.value !== null) {
    const scaled = bound.value.times(SCALE)
    return scaled.isInteger() && scaled.abs().lte(Number.MAX_SAFE_INTEGER) ? always(scaled.toNumber()) : undefined
  }
  const index = plainColumn(bound)
  if (index !== undefined) return i => rows.batch.columns[index]!.values[i]!
  const formula = rowFormula(bound)
  if (formula) return compileScaled(formula, rows)
  if (bound.kind !== 'arithmetic' || (bound.sign !== '+' && bound.sign !== '−')) return undefined
  const left = compileScaled(bound.left, rows)
  const right = compileScaled(bound.right, rows)
  if (!left || !right || isTimeKind(bound.type.kind)) return undefined
  const sign = bound.sign === '+' ? 1 : -1
  return i => {
    const sum = left(i) + sign * right(i)
    return Number.isSafeInteger(sum) ? sum : ODD
  }
}

function always(value: number): () => number {
  return () => value
}

/** Among whom a row is divided that several people share: where the code of the row is ODD. */
export function compileDivision(bound: Bound, rows: Rows): ((i: number) => Division) | undefined {
  const index = plainColumn(bound)
  return index === undefined ? undefined : i => rows.batch.columns[index]!.divided.get(i)!
}

/**
 * The number of each row's order, day or text; −1 for none, ODD where several people share the row, each of whom has a key of
 * their own. The codes of a file's own dictionary hold for one reading only.
 */
export function compileKey(bound: Bound, rows: Rows, world: World, keys: Keys): (i: number) => number {
  const people = sharedIn(bound)
  const whole = (i: number): number => {
    const value = broughtBy(bound, i, rows, world)
    return value === undefined ? -1 : keys.code(keyText(value))
  }
  if (people === undefined) return whole
  return i => {
    const { values, divided } = rows.batch.columns[people]!
    if (rows.sharer !== undefined || values[i] !== ODD) return whole(i)
    rows.sharer = divided.get(i)!.parts[0]!.person
    const found = broughtBy(bound, i, rows, world)
    rows.sharer = undefined
    return found === undefined ? -1 : ODD
  }
}

/** The part of a key that is empty in a row; undefined where none is, or where that can't be worked out. */
export function blankIn(key: Bound, i: number, rows: Rows, world: World): Bound | undefined {
  const people = sharedIn(key)
  const isShared = (part: Bound): boolean =>
    plainColumn(part) === people && people !== undefined && rows.batch.columns[people]!.values[i] === ODD
  return (key.kind === 'key' ? key.of : [key]).find(
    part => !isShared(part) && work(part, i, rows, world).value === null,
  )
}

/** Number of the column of a key whose rows several people may share. */
export function sharedIn(key: Bound): number | undefined {
  const part = sharedPart(key)
  return part && plainColumn(part)
}

/** The part of a key that several people may share. */
export function sharedPart(key: Bound): Bound | undefined {
  return (key.kind === 'key' ? key.of : [key]).find(part => part.type.shared)
}

/**
 * The code of each row: of a person or group that a figure belongs to, or of a text that is counted. −1 for none, ODD for
 * several people.
 */
export function compileCode(
  bound: Bound,
  rows: Rows,
  world: World,
  codeOf: (text: string) => number,
): (i: number) => number {
  const index = plainColumn(bound)
  if (index !== undefined && !isFigureKind(bound.type.kind) && !isTimeKind(bound.type.kind)) {
    return i => {
      const code = rows.batch.columns[index]!.values[i]!
      return Number.isNaN(code) ? -1 : code
    }
  }
  return i => {
    const value = broughtBy(bound, i, rows, world)
    if (value === undefined) return -1
    if (typeof value === 'number' && bound.type.kind === 'person') return value
    return codeOf(keyText(value))
  }
}
