// A formula over the rows of an export → functions that run down a batch. What is plain (a column, a sum of columns, a
// comparison with a fixed text or figure) runs on the batch's integers; everything else goes through the evaluator,
// row by row, with the same rules as any formula.

import { type Decimal, decimal } from '../core/decimal.ts'
import { type Batch, type BatchColumn, figureAt, newBatch, ODD, SCALE } from '../tables/batch.ts'
import type { Division } from '../tables/division.ts'
import type { Interner } from '../tables/interner.ts'
import { type Keys, keyText } from '../tables/keys.ts'
import { type Bound, type RowColumn, rowFormula, type Value } from './bound.ts'
import { evaluate } from './evaluate.ts'
import { FAULT, type Outcome } from './trace.ts'
import type { Kind } from './types.ts'
import type { World } from './world.ts'

/** The rows being looked at: the batch and the dictionaries of its text columns. */
export interface Rows {
  batch: Batch
  dictionaries: readonly (Interner | undefined)[]
  /** True while a row is added to a sum. */
  summing: boolean
  /** True while a condition is tested: an empty cell is then told of with its row. */
  testing: boolean
  /** How many empty cells conditions have met. */
  blanks: number
}

/** Rows that are still to be looked at. */
export function noRows(): Rows {
  return { batch: newBatch(0, 0), dictionaries: [], summing: false, testing: false, blanks: 0 }
}

/** 1 yes, 0 no, −1 a cell in it was blank, −2 something in it is at fault, which was told where it arose. */
export type RowTest = (i: number) => number
/** Ten-thousandths, BLANK, or ODD: then `exact` gives the figure. */
export interface RowFigure {
  readonly scaled: (i: number) => number
  readonly exact: (i: number) => Decimal | null
}

/** A cell as a value of formulas. */
export function decode(data: BatchColumn, kind: Kind, dictionary: Interner | undefined, i: number): Value {
  const raw = data.values[i]!
  if (Number.isNaN(raw)) return null
  switch (kind) {
    case 'money':
    case 'number':
    case 'count':
      return figureAt(data, i)
    case 'date':
    case 'person':
      return raw
    case 'yes/no':
      return raw === 1
    default:
      return dictionary!.text(raw)
  }
}

/** A cell of the batch as a value of formulas. */
export function cellValue(rows: Rows, column: RowColumn, i: number): Value {
  if ('formula' in column.source) throw new Error('a worked-out column has no cells')
  if ('row' in column.source) return decimal(rows.batch.rows[i]!)
  const { index } = column.source
  return decode(rows.batch.columns[index]!, column.type.kind, rows.dictionaries[index], i)
}

/** A world whose rows are those of the batch; everything of the shop comes from the world around. */
export function rowWorld(rows: Rows, around: World): World {
  const world: World = {
    ...around,
    cell: (column, row) =>
      'formula' in column.source
        ? evaluate(column.source.formula, row, world).value
        : cellValue(rows, column, row.index),
    report(p) {
      if (p.code === 'VALUE_BLANK' && rows.testing) rows.blanks++
      else around.report(p)
    },
    figureOf: (measure, key) => around.figureOf(measure, key, rows.summing),
    move: (row, home) => (home === 'shop' ? { home: 'shop', index: 0 } : home === row.home ? row : null),
  }
  return world
}

/** A condition on rows. */
export function compileTest(bound: Bound, rows: Rows, world: World): RowTest {
  switch (bound.kind) {
    case 'logic': {
      const left = compileTest(bound.left, rows, world)
      const right = compileTest(bound.right, rows, world)
      const decided = bound.word === 'or' ? 1 : 0
      return i => {
        const a = left(i)
        return a === decided || a < 0 ? a : right(i)
      }
    }
    case 'not': {
      const of = compileTest(bound.of, rows, world)
      return i => {
        const value = of(i)
        return value < 0 ? value : 1 - value
      }
    }
    case 'row column': {
      const { source } = bound.column
      if ('formula' in source) return compileTest(source.formula, rows, world)
      if ('row' in source) break
      const { index } = source
      return i => {
        const value = rows.batch.columns[index]!.values[i]!
        return Number.isNaN(value) ? -1 : value
      }
    }
    case 'is blank': {
      const column = plainColumn(bound.of)
      if (column === undefined) break
      const { negated } = bound
      return i => Number(Number.isNaN(rows.batch.columns[column]!.values[i]!) !== negated)
    }
    case 'compare':
    case 'in': {
      const test = compileCodes(bound, rows) ?? compileNumbers(bound, rows)
      if (test) return test
      break
    }
    default:
  }
  return i => {
    const before = rows.blanks
    rows.testing = true
    const { value } = evaluate(bound, { home: 'row', index: i }, world)
    rows.testing = false
    if (typeof value === 'boolean') return Number(value)
    return value === null || rows.blanks > before ? -1 : -2
  }
}

/** Number of a column that stands in the batch as it is. */
function plainColumn(bound: Bound): number | undefined {
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
  const { sign } = bound
  const slow = (i: number): number => {
    const exact = figureAt(rows.batch.columns[index]!, i)!
    return exact.comparedTo(value)
  }
  return i => {
    const raw = rows.batch.columns[index]!.values[i]!
    if (Number.isNaN(raw)) return -1
    const difference = raw === ODD ? slow(i) : raw - edge
    switch (sign) {
      case '=':
        return Number(difference === 0)
      case '≠':
        return Number(difference !== 0)
      case '<':
        return Number(difference < 0)
      case '≤':
        return Number(difference <= 0)
      case '>':
        return Number(difference > 0)
      default:
        return Number(difference >= 0)
    }
  }
}

/** A figure of each row. */
export function compileFigure(bound: Bound, rows: Rows, world: World): RowFigure {
  const exact = (i: number): Decimal | null => {
    const { value } = evaluate(bound, { home: 'row', index: i }, world)
    if (value === FAULT || value === null) return null
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
  if (!left || !right || bound.type.kind === 'date') return undefined
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

/** The number of each row's order, day or text; −1 for none. The codes of a file's own dictionary hold for one reading only. */
export function compileKey(bound: Bound, world: World, keys: Keys): (i: number) => number {
  return i => {
    const { value } = evaluate(bound, { home: 'row', index: i }, world)
    return value === FAULT || value === null ? -1 : keys.code(keyText(value))
  }
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
  if (index !== undefined && !['money', 'number', 'count', 'date'].includes(bound.type.kind)) {
    return i => {
      const code = rows.batch.columns[index]!.values[i]!
      return Number.isNaN(code) ? -1 : code
    }
  }
  return i => {
    const value: Outcome = evaluate(bound, { home: 'row', index: i }, world).value
    if (value === FAULT || value === null) return -1
    if (typeof value === 'number' && bound.type.kind === 'person') return value
    return codeOf(keyText(value))
  }
}
