// What an amount of an outside sheet may come from: the line worked out once with another figure, and held against the
// amount. Takes the month and the amounts that nothing explains; gives a hint where one change gives the amount to the
// fen. A hint is never a finding: something else may give the same amount.

import { type Decimal, decimal, ONE } from '../core/decimal.ts'
import type { Bound } from '../formula/bound.ts'
import { isFigureKind } from '../formula/kinds.ts'
import { FAULT, isDecimal, type Outcome, type Row } from '../formula/trace.ts'
import { Blend } from '../pay/blend.ts'
import { giveSheets } from '../pay/calculate.ts'
import { Engine } from '../pay/engine.ts'
import type { Facts } from '../pay/facts.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { type Figures, figureKey } from '../pay/person-sheet.ts'
import { type Graph, graphOf, isScore } from '../scheme/graph.ts'
import type { DefinedColumn, SchemeColumn } from '../scheme/model.ts'

/** An amount of a sheet that nothing explains. */
export interface Unexplained {
  readonly id: string
  readonly key: string
  readonly amount: Decimal
  /** All figures of the person in the sheet. */
  readonly sheet: Figures
}

export interface Hint {
  /** With the figure of the month before, with another band, without the figure, or without its rounding. */
  readonly kind: 'earlier' | 'band' | 'without' | 'unrounded'
  readonly name: string
  /** The month, or the band. */
  readonly detail: string
}

/** A month in which one column has other values. */
interface WhatIf {
  readonly engine: Engine
  /** Puts values in place of a column's, and takes those before away. */
  readonly set: (column: SchemeColumn | undefined, value?: (row: Row) => Outcome | undefined) => void
}

const HUNDRED = decimal(100)
/** Above this a figure is taken for points of a hundred, below it for a factor. */
const LARGEST_FACTOR = decimal(10)

/** Differences that are gone when the sheet's own scores are put in place of the month's: `id key`. */
export function scoreExplains(month: WorkedMonth, open: readonly Unexplained[]): ReadonlySet<string> {
  const lines = linesOf(month)
  const reads = graphOf(month.scheme)
  const { engine, set } = whatIf(month, reads)
  const found = new Set<string>()
  for (const column of month.scheme.scores) {
    const sheets = new Map(open.map(u => [u.id, u.sheet.get(figureKey('score', column.name))]))
    const other = (row: Row): Outcome | undefined => {
      const text = sheets.get(engine.key(row))?.text
      if (text === undefined) return undefined
      if (!isFigureKind(column.type.kind)) return text
      return /^-?\d+(\.\d+)?$/.test(text) ? decimal(text) : undefined
    }
    if ([...sheets.values()].every(f => f === undefined)) continue
    set(column, other)
    for (const u of open) if (reaches(engine, lines, u)) found.add(`${u.id} ${u.key}`)
  }
  return found
}

/** The nearest cause of each amount, by `id key`. */
export function nearest(
  month: WorkedMonth,
  before: WorkedMonth | undefined,
  open: readonly Unexplained[],
): ReadonlyMap<string, Hint> {
  const lines = linesOf(month)
  const reads = graphOf(month.scheme)
  const wanted = open.filter(u => !u.amount.isZero())
  const read = new Set(wanted.flatMap(u => [...reads.column(lines.get(u.key)!.id).own]))
  const columns = month.scheme.columns.filter(c => read.has(c.id))
  const found = new Map<string, Hint>()
  const look = (engine: Engine, hint: Hint, id: string): void => {
    for (const u of wanted) {
      const key = `${u.id} ${u.key}`
      if (!found.has(key) && reads.column(lines.get(u.key)!.id).own.has(id) && reaches(engine, lines, u))
        found.set(key, hint)
    }
  }
  if (before) {
    const taken = new Set<string>()
    const { engine } = new Blend(month, before, taken, undefined)
    for (const { id, name } of [...columns.filter(c => c.source.kind !== 'defined'), ...figuresIn(reads, read)]) {
      taken.add(id)
      engine.forget([id, ...reads.readers(id)])
      look(engine, { kind: 'earlier', name, detail: before.period.name }, id)
      taken.delete(id)
      engine.forget([id, ...reads.readers(id)])
    }
  }
  const { engine, set } = whatIf(month, reads)
  for (const column of columns) {
    for (const { hint, value } of alternatives(month.engine, column)) {
      set(column, value)
      look(engine, hint, column.id)
    }
  }
  return found
}

function linesOf({ scheme }: WorkedMonth): Map<string, DefinedColumn> {
  return new Map([
    ...scheme.pay.map(c => [figureKey('line', c.name), c] as const),
    ...scheme.reserves.map(r => [figureKey('reserve', r.name), r.withheld] as const),
    ...scheme.deductions.map(c => [figureKey('deduction', c.name), c] as const),
  ])
}

function figuresIn(reads: Graph, read: ReadonlySet<string>): { id: string; name: string }[] {
  return [...reads.figures().keys()].filter(id => read.has(id)).map(id => ({ id, name: id }))
}

/** True where the person's line comes to the amount. */
function reaches(engine: Engine, lines: ReadonlyMap<string, DefinedColumn>, { id, key, amount }: Unexplained): boolean {
  const row = engine.payees.find(r => engine.key(r) === id)
  const value = row && engine.value(lines.get(key)!, row)
  return isDecimal(value) && value.eq(amount)
}

function whatIf({ scheme, engine: { facts }, period, opening, adjusted }: WorkedMonth, reads: Graph): WhatIf {
  let changed: SchemeColumn | undefined
  let other: (row: Row) => Outcome | undefined = () => undefined
  const changing: Facts = {
    people: facts.people,
    everyonePaid: facts.everyonePaid,
    everyInput: false,
    input: (column, row) => facts.input(column, row),
    earlier: (bound, row, key, month) => facts.earlier(bound, row, key, month),
    measure: (measure, row) => facts.measure(measure, row),
    ...(facts.figureOf ? { figureOf: (...asked) => facts.figureOf!(...asked) } : {}),
    missing: () => undefined,
    given: (column, row) => (column.id === changed?.id ? other(row) : undefined) ?? facts.given(column, row),
  }
  const engine = new Engine(scheme, changing, period)
  engine.decidePaid()
  giveSheets(engine, opening, adjusted)
  return {
    engine,
    set(column, value = () => undefined) {
      for (const c of [changed, column]) if (c) engine.forget([c.id, ...reads.readers(c.id)])
      changed = column
      other = value
    },
  }
}

/** Other values that a column might have had. */
function alternatives(
  engine: Engine,
  column: SchemeColumn,
): { hint: Hint; value: (row: Row) => Outcome | undefined }[] {
  const { name } = column
  const found: { hint: Hint; value: (row: Row) => Outcome | undefined }[] = []
  const own = (row: Row): Decimal | undefined => {
    const value = engine.value(column, row)
    return isDecimal(value) ? value : undefined
  }
  const formula =
    column.source.kind === 'defined' && column.source.cases.length === 1 ? column.source.cases[0]!.formula : undefined
  const inner = formula && within(formula)
  if (inner?.kind === 'bands' && !inner.marginal)
    for (const { label, result } of inner.bands)
      found.push({ hint: { kind: 'band', name, detail: label }, value: row => evaluated(engine, result, row) })
  if (column.type.kind === 'number' && (isScore(column) || column.source.kind === 'defined')) {
    const neutral = (row: Row): Decimal | undefined => {
      const value = own(row)
      return value && (value.gt(LARGEST_FACTOR) ? HUNDRED : ONE)
    }
    found.push({ hint: { kind: 'without', name, detail: '' }, value: neutral })
  }
  if (formula?.kind === 'round')
    found.push({ hint: { kind: 'unrounded', name, detail: '' }, value: row => evaluated(engine, formula.of, row) })
  return found
}

/** The formula inside limits and rounding. */
function within(bound: Bound): Bound {
  return bound.kind === 'clamp' || bound.kind === 'round' ? within(bound.of) : bound
}

function evaluated(engine: Engine, bound: Bound, row: Row): Outcome | undefined {
  const value = engine.evaluate(bound, row, '')
  return value === FAULT ? undefined : value
}
