// Where one amount comes from: its formula, the values in it, the bands it fell in, and so on down to the cells and rows
// of files. Takes a worked-out month; gives a tree that the terminal, JSON and the audit trail show, each in its style.

import { placeText } from '../core/place.ts'
import type { Column, Measure } from '../formula/bound.ts'
import type { Outcome, Row, Traced } from '../formula/trace.ts'
import type { Type } from '../formula/types.ts'
import type { Engine } from '../pay/engine.ts'
import { howText } from '../reports/step-words.ts'
import type { DefinedColumn, SchemeColumn } from '../scheme/model.ts'
import type { RowList } from '../tables/row-list.ts'
import { columnText, type Style } from './arithmetic-text.ts'
import type { EdgeNote } from './edges.ts'
import { columnSteps, type Step, stepsOf } from './steps.ts'

/** What a cell stands for. */
export type CellKind =
  | 'defined'
  | 'input'
  | 'parameter'
  | 'given'
  | 'measure'
  | 'none'
  /** A sum of a person's sheet; its part that corrects a month, that is deducted, or deducted of an earlier month. */
  | 'sum'
  | 'correction'
  | 'taken'
  | 'carried'

/** One value and how it came about, with references to the values that it was made of. */
export interface Cell {
  /** Unique for a column (or measure) and a row. */
  readonly id: string
  readonly name: string
  readonly value: Outcome
  readonly type: Type
  /** Places that the scheme rounds it to. */
  readonly places: number | undefined
  readonly kind: CellKind
  readonly row: Row
  readonly formula: string
  readonly steps: readonly Step[]
  /** Where it was read or is defined; the month it is of, where it came from the book. */
  readonly at: string
  readonly rows: { readonly measure: Measure; readonly file: string; readonly rows: RowList } | undefined
  readonly reads: readonly Reference[]
  /** What happened, where it was worked out or added up. */
  readonly traced: Traced | undefined
}

export type Reference =
  | { readonly kind: 'column'; readonly column: SchemeColumn; readonly row: Row }
  | { readonly kind: 'measure'; readonly traced: Traced }
  /** What stands on a person's sheet and is no column. */
  | { readonly kind: 'sheet'; readonly cell: Cell }

/** A cell with the cells that it was made of. One that was shown before stands without its parts. */
export interface Node extends Cell {
  readonly parts: readonly Node[]
  readonly again: boolean
}

/** Explains a column for a row, down to what was read. */
export function explain(engine: Engine, column: Column, row: Row, style: Style): Node {
  return treeOf(engine, columnCell(engine, column as SchemeColumn, row, style), style)
}

/** A cell with everything that it was made of. */
export function treeOf(engine: Engine, cell: Cell, style: Style): Node {
  const shown = new Set<string>()
  const node = (own: Cell): Node => {
    const again = shown.has(own.id) && (own.reads.length > 0 || own.rows !== undefined)
    shown.add(own.id)
    return { ...own, again, parts: again ? [] : own.reads.map(r => node(cellOf(engine, r, style))) }
  }
  return node(cell)
}

/** The id of the cell that a reference means. */
export function referenceId(engine: Engine, reference: Reference): string {
  if (reference.kind === 'sheet') return reference.cell.id
  if (reference.kind === 'column') return `${reference.column.id} | ${engine.key(reference.row)}`
  const { bound, row } = reference.traced
  if (bound.kind !== 'measure') throw new Error('not a measure')
  return `${bound.measure.id} | ${engine.key(engine.world.move(row, bound.home) ?? row)}`
}

/** The notes on edges that belong to a cell. */
export function notesOf(id: string, notes: readonly EdgeNote[], engine: Engine): EdgeNote[] {
  return notes.filter(n => referenceId(engine, { kind: 'column', column: n.column, row: n.row }) === id)
}

/** The cell that a reference means. */
export function cellOf(engine: Engine, reference: Reference, style: Style): Cell {
  if (reference.kind === 'sheet') return reference.cell
  return reference.kind === 'column'
    ? columnCell(engine, reference.column, reference.row, style)
    : measureCell(engine, reference.traced)
}

/** One column for one row, without what it was made of. */
export function columnCell(engine: Engine, column: SchemeColumn, row: Row, style: Style): Cell {
  const id = referenceId(engine, { kind: 'column', column, row })
  const { name, type, places } = column
  const value = engine.value(column, row)
  const cell = (kind: CellKind, at: string, more: Partial<Cell> = {}): Cell => {
    const { formula = '', steps = [], rows, reads = [], traced } = more
    return { id, name, value, type, places, kind, row, formula, steps, at, rows, reads, traced }
  }
  if (engine.facts.given(column, row) !== undefined) return cell('given', '')
  if (column.source.kind === 'parameter') return cell('parameter', placeText(column.at))
  if (column.source.kind === 'input') {
    const { at } = engine.facts.input(column as Extract<SchemeColumn, { source: { kind: 'input' } }>, row)
    return cell('input', at ? placeText(at) : '')
  }
  const traced = engine.trace(column, row)
  const when = engine.condition(column as DefinedColumn, row)
  if (!traced) {
    // Somebody who has no such line is told why.
    if (!when) return cell('none', placeText(column.at))
    const steps = columnSteps(engine, column as DefinedColumn, row, style)
    const reads = references(engine, when)
    return cell('none', placeText(when.bound.at), { formula: when.bound.text, steps, reads })
  }
  const at = placeText(traced.bound.at)
  const formula = traced.bound.text
  // A value that is nothing but a measure is that measure under its own name.
  if (traced.bound.kind === 'measure' && !when)
    return cell('measure', at, { formula, rows: measureRows(engine, traced), traced })
  const steps = columnSteps(engine, column as DefinedColumn, row, style)
  const reads = references(engine, ...(when ? [when] : []), traced)
  return cell('defined', at, { formula, steps, reads, traced })
}

function measureCell(engine: Engine, traced: Traced): Cell {
  const { bound, row, value } = traced
  if (bound.kind !== 'measure') throw new Error('not a measure')
  const there = engine.world.move(row, bound.home) ?? row
  return {
    id: referenceId(engine, { kind: 'measure', traced }),
    name: bound.measure.id,
    value,
    type: bound.type,
    places: undefined,
    kind: 'measure',
    row: there,
    formula: bound.text,
    steps: [],
    at: placeText(bound.at),
    rows: measureRows(engine, traced),
    reads: [],
    traced,
  }
}

function measureRows(engine: Engine, traced: Traced): Cell['rows'] {
  const { bound, row } = traced
  if (bound.kind !== 'measure') return undefined
  const { rows } = engine.facts.measure(bound.measure, engine.world.move(row, bound.home) ?? row)
  return rows && { measure: bound.measure, ...rows }
}

/** The value of a cell as text. */
export function cellText(cell: Cell, style: Style): string {
  // What is made of such a column is of its kind.
  return columnText(`${cell.name} ${cell.formula}`, cell.value, cell.type, cell.places, style)
}

/** What a column's formula looked at for a row; nothing for what is read or given. */
export function readsOf(engine: Engine, column: SchemeColumn, row: Row): Reference[] {
  const traced = engine.trace(column, row)
  return traced ? references(engine, traced) : []
}

/**
 * The arithmetic of a column for a row in one line, with its limits and roundings but for the one to the fen, which the amount
 * beside it shows; empty where there is none.
 */
export function calculationText(
  engine: Engine,
  column: DefinedColumn,
  row: Row,
  style: Style,
  language: 'en' | 'zh',
): { formula: string; arithmetic: string } {
  const traced = engine.trace(column, row)
  if (!traced) return { formula: '', arithmetic: '' }
  const steps = stepsOf(engine, traced, style).filter(step => SUMMED.has(step.kind) && !('formula' in step))
  const last = steps.at(-1)
  if (last?.kind === 'rounded' && last.places === 2 && last.mode === 'half up') steps.pop()
  return { formula: traced.bound.text, arithmetic: howText(steps, '', language) }
}

const SUMMED: ReadonlySet<Step['kind']> = new Set(['arithmetic', 'limited', 'rounded', 'share'])

/** The named values and measures that a formula looked at, each once. */
export function references(engine: Engine, ...all: readonly Traced[]): Reference[] {
  const found = new Map<string, Reference>()
  const add = (column: SchemeColumn, row: Row): void => {
    const there = engine.world.move(row, column.home)
    if (there) found.set(`${column.id} | ${there.index}`, { kind: 'column', column, row: there })
  }
  const visit = (t: Traced): void => {
    const { bound, row } = t
    if (bound.kind === 'column') add(bound.column as SchemeColumn, row)
    else if (bound.kind === 'measure') found.set(bound.measure.id, { kind: 'measure', traced: t })
    else if (bound.kind === 'lines')
      for (const column of engine.linesOf(bound.which, bound.line, row))
        if (engine.value(column, row) !== null) add(column, row)
    for (const part of t.parts) visit(part)
  }
  all.forEach(visit)
  return [...found.values()]
}
