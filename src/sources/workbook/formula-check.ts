// Tells whether the results of formulas that a workbook holds are their own. Takes formulas with what stands in the cells;
// works the plain ones out again: + − × ÷, comparisons, SUM and a few more. What it does not understand it leaves open.

import { once } from '../../core/lists.ts'
import { type Cell, isShownNumber, NO_RESULT } from '../cells/cell.ts'
import type { Part } from './parts.ts'
import type { Formula, SheetCells } from './worksheet.ts'

/** How the results of formulas came about, as the workbook says. */
interface Calculation {
  /** The writer left its formulas to be worked out by whoever opens the workbook, or is known never to calculate. */
  readonly asked: boolean
  /** Results follow from what is shown, or from themselves: they can't be worked out again from the cells. */
  readonly own: boolean
}

export function calculationOf(parts: readonly Part[], application: Buffer | undefined): Calculation {
  const workbook =
    parts
      .find(part => part.kind === 'officeDocument')
      ?.content.whole()
      .toString('latin1') ?? ''
  const settings = /<(?:\w+:)?calcPr\b[^>]*>/.exec(workbook)?.[0] ?? ''
  const says = (name: string, ...values: string[]): boolean =>
    values.includes(new RegExp(`\\b${name}\\s*=\\s*["'](\\w+)["']`).exec(settings)?.[1] ?? '')
  const poi = application?.includes('>Apache POI<') === true
  return {
    asked: poi || says('fullCalcOnLoad', '1', 'true'),
    own: says('fullPrecision', '0', 'false') || says('iterate', '1', 'true'),
  }
}

type CheckedSheet = Pick<SheetCells, 'rows' | 'formulas'>

/** Cells that sums may look at in a workbook; beyond them the rest is left open. */
const MOST_CELLS = 5_000_000
const LONGEST = 300

/**
 * The formulas whose stored result is none, for each sheet. Where one result is contradicted by the cells that it is made of,
 * nobody has calculated the workbook since they were written. Where nobody can tell, and the writer asks for calculation, a
 * column of nothing but 0 is what it put in the place of results.
 */
export function uncalculated(
  sheets: readonly CheckedSheet[],
  { asked, own }: Calculation,
): readonly (readonly Formula[])[] {
  // Without a budget everything is left open.
  const budget = { left: own ? 0 : MOST_CELLS }
  const findings = sheets.map(sheet => checkSheet(sheet, budget))
  const stale = findings.some(({ contradicted }) => contradicted)
  return findings.map(({ columns }, i) => {
    if (stale) return sheets[i]!.formulas
    return asked ? [...columns.values()].flatMap(c => (c.zeros && c.open ? c.formulas : [])) : []
  })
}

interface Finding {
  readonly contradicted: boolean
  /** Columns with results that are numbers: all of them 0, and one that is not known to be right. */
  readonly columns: ReadonlyMap<number, { readonly formulas: Formula[]; zeros: boolean; open: boolean }>
}

function checkSheet(sheet: CheckedSheet, budget: { left: number }): Finding {
  const columns = new Map<number, { formulas: Formula[]; zeros: boolean; open: boolean }>()
  const firsts = new Map<number, Formula>()
  let contradicted = false
  for (const formula of sheet.formulas) {
    const { row, column, text, shared } = formula
    if (shared !== undefined && text !== '') firsts.set(shared, formula)
    const result = numberIn(sheet.rows[row]![column])
    if (result === undefined) continue
    const first = text === '' && shared !== undefined ? firsts.get(shared) : formula
    const value = first
      ? workOut(first.text, sheet, { down: row - first.row, right: column - first.column }, budget)
      : undefined
    const differs = typeof value === 'number' && !isAlmost(value, result)
    contradicted ||= differs
    const known = once(columns, column, () => ({ formulas: [], zeros: true, open: false }))
    known.formulas.push(formula)
    known.zeros &&= result === 0
    known.open ||= value === undefined
  }
  return { contradicted, columns }
}

/** The number of a cell, whatever its format shows beside it. */
function numberIn(cell: Cell): number | undefined {
  if (typeof cell === 'number') return cell
  return isShownNumber(cell) ? cell.number : undefined
}

function isAlmost(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b))
}

type Value = number | boolean
/** How far a formula that was filled over several cells stands from its first one. */
interface Shift {
  readonly down: number
  readonly right: number
}

/** What stops the working out of a formula: something in it is not understood. */
const OPEN = Symbol('open')

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d*)?(?:E[+-]?\d+)?|\.\d+)|(?<name>[A-Z][A-Z0-9.]*)\(|(?<ref>\$?[A-Z]{1,3}\$?\d{1,7})(?![\w(!.])|(?<sign><>|<=|>=|[-+*/=<>(),:%]))/iy
const REF = /^(\$?)([A-Z]+)(\$?)(\d+)$/i

interface Token {
  readonly kind: 'number' | 'name' | 'ref' | 'sign' | 'end'
  readonly text: string
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const bare = text.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < bare.length) {
    const groups = TOKEN.exec(bare)?.groups
    if (!groups) throw OPEN
    const kind = (['number', 'name', 'ref', 'sign'] as const).find(kind => groups[kind] !== undefined)!
    tokens.push({ kind, text: groups[kind]! })
  }
  tokens.push({ kind: 'end', text: '' })
  return tokens
}

/** The value of a formula, or undefined where it is left open. */
function workOut(text: string, sheet: CheckedSheet, shift: Shift, budget: { left: number }): Value | undefined {
  if (text.length > LONGEST || budget.left <= 0) return undefined
  try {
    return new Reader(tokensOf(text), sheet, shift, budget).whole()
  } catch (error) {
    if (error === OPEN) return undefined
    throw error
  }
}

class Reader {
  private at = 0
  private readonly tokens: readonly Token[]
  private readonly sheet: CheckedSheet
  private readonly shift: Shift
  private readonly budget: { left: number }

  constructor(tokens: readonly Token[], sheet: CheckedSheet, shift: Shift, budget: { left: number }) {
    this.tokens = tokens
    this.sheet = sheet
    this.shift = shift
    this.budget = budget
  }

  whole(): Value {
    const value = this.comparison()
    if (this.tokens[this.at]!.kind !== 'end') throw OPEN
    return value
  }

  private sign(...texts: string[]): string | undefined {
    const { kind, text } = this.tokens[this.at]!
    if (kind !== 'sign' || !texts.includes(text)) return undefined
    this.at++
    return text
  }

  private due(text: string): void {
    if (this.sign(text) === undefined) throw OPEN
  }

  private comparison(): Value {
    const left = this.sum()
    const sign = this.sign('=', '<>', '<', '<=', '>', '>=')
    if (sign === undefined) return left
    const difference = numberOf(left) - numberOf(this.sum())
    // Nearly equal figures are equal to a spreadsheet, or not, as it happens.
    if (difference !== 0 && Math.abs(difference) < 1e-6) throw OPEN
    if (sign === '=') return difference === 0
    if (sign === '<>') return difference !== 0
    return sign[0] === '<'
      ? difference < 0 || (difference === 0 && sign === '<=')
      : difference > 0 || (difference === 0 && sign === '>=')
  }

  private sum(): Value {
    let value = this.product()
    for (let sign = this.sign('+', '-'); sign !== undefined; sign = this.sign('+', '-')) {
      const next = numberOf(this.product())
      value = sign === '+' ? numberOf(value) + next : numberOf(value) - next
    }
    return value
  }

  private product(): Value {
    let value = this.part()
    for (let sign = this.sign('*', '/'); sign !== undefined; sign = this.sign('*', '/')) {
      const next = numberOf(this.part())
      if (sign === '/' && next === 0) throw OPEN
      value = sign === '*' ? numberOf(value) * next : numberOf(value) / next
    }
    return value
  }

  private part(): Value {
    if (this.sign('-')) return -numberOf(this.part())
    if (this.sign('+')) return this.part()
    let value: Value
    const { kind, text } = this.tokens[this.at]!
    this.at++
    if (kind === 'number') value = Number(text)
    else if (kind === 'ref') value = singleOf(this.valueAt(...this.place(text)))
    else if (kind === 'name') value = this.call(text.toUpperCase())
    else if (kind === 'sign' && text === '(') {
      value = this.comparison()
      this.due(')')
    } else throw OPEN
    while (this.sign('%')) value = numberOf(value) / 100
    return value
  }

  private call(name: string): Value {
    if (name === 'IF') return this.choice()
    if (name === 'ROUND') {
      const value = numberOf(this.comparison())
      this.due(',')
      const places = numberOf(this.comparison())
      this.due(')')
      return rounded(value, places)
    }
    if (name === 'ABS') {
      const value = Math.abs(numberOf(this.comparison()))
      this.due(')')
      return value
    }
    const list = this.list()
    if (name === 'SUM') return list.reduce((sum, value) => sum + value, 0)
    if (name === 'PRODUCT' && list.length > 0) return list.reduce((product, value) => product * value, 1)
    if (name === 'MAX') return list.length === 0 ? 0 : list.reduce((most, value) => Math.max(most, value))
    if (name === 'MIN') return list.length === 0 ? 0 : list.reduce((least, value) => Math.min(least, value))
    throw OPEN
  }

  /** Both ways are worked out: what is not understood in one leaves the whole open, which is no fault. */
  private choice(): Value {
    const condition = numberOf(this.comparison()) !== 0
    this.due(',')
    const yes = this.comparison()
    const no = this.sign(',') ? this.comparison() : false
    this.due(')')
    return condition ? yes : no
  }

  /** Arguments as numbers. Of cells, only those with numbers count. */
  private list(): number[] {
    const values: number[] = []
    do {
      const { kind, text } = this.tokens[this.at]!
      const next = this.tokens[this.at + 1]
      if (kind === 'ref' && next?.kind === 'sign' && /^[:,)]$/.test(next.text)) {
        this.at++
        const from = this.place(text)
        const to = this.sign(':') ? this.place(this.tokens[this.at++]!.text) : from
        this.area(from, to, values)
      } else values.push(numberOf(this.comparison()))
    } while (this.sign(','))
    this.due(')')
    return values
  }

  private area([top, left]: [number, number], [bottom, right]: [number, number], into: number[]): void {
    const last = Math.min(bottom, this.sheet.rows.length - 1)
    this.budget.left -= (Math.abs(last - top) + 1) * (Math.abs(right - left) + 1)
    if (this.budget.left < 0 || bottom < top || right < left) throw OPEN
    for (let row = top; row <= last; row++) {
      for (let column = left; column <= right; column++) {
        const value = this.valueAt(row, column)
        if (typeof value === 'number') into.push(value)
        else if ((typeof value === 'object' && value !== null) || (typeof value === 'string' && value.startsWith('#')))
          throw OPEN
      }
    }
  }

  private place(ref: string): [number, number] {
    const found = REF.exec(ref)
    if (!found) throw OPEN
    let column = 0
    for (const letter of found[2]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
    const row = Number(found[4]) - 1 + (found[3] === '' ? this.shift.down : 0)
    column += found[1] === '' ? this.shift.right : 0
    if (row < 0 || column < 1) throw OPEN
    return [row, column - 1]
  }

  /** What stands in a cell. A formula there without a result leaves all that is made of it open. */
  private valueAt(row: number, column: number): Cell {
    const value = this.sheet.rows[row]?.[column]
    if (value === NO_RESULT) throw OPEN
    return numberIn(value) ?? value
  }
}

function numberOf(value: Value): number {
  return typeof value === 'boolean' ? Number(value) : value
}

function singleOf(value: Cell): Value {
  if (value === null || value === undefined) return 0
  if (typeof value === 'number' || typeof value === 'boolean') return value
  throw OPEN
}

/** Rounded half away from zero; what is as good as a half is left open. */
function rounded(value: number, places: number): number {
  if (!Number.isInteger(places) || Math.abs(places) > 10) throw OPEN
  const scale = 10 ** places
  const size = Math.abs(value) * scale
  if (Math.abs((size % 1) - 0.5) < 1e-6) throw OPEN
  return (Math.sign(value) * Math.round(size)) / scale
}
