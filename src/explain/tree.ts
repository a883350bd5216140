// The tree of one value, down to the rows of files: what `explain` shows. Takes a worked-out month, whose value is asked for and
// what it is called; gives the cell with everything that it was made of, or what there is instead. Rows are read again from
// their files, since a run keeps only their numbers.

import { type Decimal, sumOf } from '../core/decimal.ts'
import { FAULT, type Row } from '../formula/trace.ts'
import { MONEY } from '../formula/types.ts'
import type { Engine } from '../pay/engine.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { SUMS } from '../pay/person-sheet.ts'
import { type DefinedColumn, isDefined, type SchemeColumn } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import { valueText } from './arithmetic-text.ts'
import type { Cell, Found, QuotedRow, Reader, Reference, Whose } from './cells.ts'
import type { EdgeNote } from './edges.ts'
import { explained } from './month.ts'
import { quoteRows } from './quote-rows.ts'
import { type Quoted, quotedOf } from './quoted.ts'
import { readerFor } from './readers.ts'
import { said } from './said.ts'
import type { Step } from './steps.ts'
import type { SheetCells, SheetFigure } from './sums.ts'

/** A cell with the cells that it was made of. One that was shown before stands without its parts. */
export interface Node extends Cell {
  readonly parts: readonly Node[]
  readonly again: boolean
  readonly edges: readonly EdgeNote[]
  readonly quoted: Quoted
}

/** What is quoted of a figure, filled when its rows have been read. */
interface Filling {
  rows: readonly QuotedRow[]
  beside: Quoted['beside']
}

/** A cell with everything that it was made of, still without the rows of files. */
export function treeOf(reader: Reader, root: Found, notes: readonly EdgeNote[] = []): Node {
  return grow(reader, root, notes).node
}

/** `most`: of so many made rows of a figure it is told how they came about. */
function grow(reader: Reader, root: Found, notes: readonly EdgeNote[], most = Number.POSITIVE_INFINITY) {
  const seen = new Map<string, { readonly found: Found; readonly quoted: Filling }>()
  const nodeOf = (id: string, find: () => Found): Node => {
    const before = seen.get(id)
    const own = before ?? filled(find())
    const { cell } = own.found
    const reads = firstMade(own.found.reads, most)
    seen.set(id, own)
    const again = before !== undefined && (reads.length > 0 || cell.rows !== undefined)
    return {
      ...cell,
      again,
      edges: again ? [] : notes.filter(note => note.cell === id),
      quoted: own.quoted,
      parts: again ? [] : reads.map(r => nodeOf(reader.id(r), () => reader.find(r))),
    }
  }
  return { node: nodeOf(root.cell.id, () => root), seen }
}

/** Everything that was read, of made rows those of the first rows alone. */
function firstMade(reads: readonly Reference[], most: number): readonly Reference[] {
  const rows = new Set<number>()
  return reads.filter(reference => {
    if (reference.kind !== 'made') return true
    const { i } = reference.figure
    if (rows.size < most) rows.add(i)
    return rows.has(i)
  })
}

function filled(found: Found): { readonly found: Found; readonly quoted: Filling } {
  return { found, quoted: { rows: found.changed ?? [], beside: 'nothing' } }
}

/** The trees of some columns, each for the row that it has there. */
export function treesOf(engine: Engine, columns: readonly SchemeColumn[], row: Row, exact: boolean): Node[] {
  const reader = readerFor(engine, exact)
  return columns.map(column => treeOf(reader, reader.column(column, engine.world.move(row, column.home) ?? row)))
}

/** Who can be asked about in a month: whoever has a sheet. */
export interface Everybody {
  readonly people: readonly { readonly id: string; readonly name: string; readonly whose: Whose }[]
  readonly groups: readonly Whose[]
  readonly shop: Whose
}

export function everybody({ engine, result, scheme }: WorkedMonth): Everybody {
  const reader = readerFor(engine, false)
  return {
    people: result.people.map(({ id, name, row }) => ({ id, name, whose: reader.whose(row) })),
    groups: scheme.roster.groups.flatMap(group => engine.groups(`group:${group.name}`)).map(row => reader.whose(row)),
    shop: reader.whose({ home: 'shop', index: 0 }),
  }
}

/** What a group or the shop comes to: its values by name. */
export function figuresOf(
  { scheme }: WorkedMonth,
  { home, index }: Whose,
  reader: Reader,
): { readonly name: string; readonly value: string }[] {
  const columns = scheme.values.filter(column => column.home === home)
  return columns.map(column => ({ name: column.name, value: reader.value(column, { home, index }) }))
}

/** Something that can be asked for of a row. */
export interface Choice {
  /** What it is called. */
  readonly names: readonly string[]
  /** What it is called so that nothing else is: `pay.champion`, `技师卡.返修率`. */
  readonly way: string
  /** Where it stands: on the sheet of a person, among the figures behind it, in a scorecard. What stands first is meant first. */
  readonly level: 0 | 1 | 2
  /** False where somebody of this position has no such thing. */
  readonly there: boolean
  readonly column?: SchemeColumn
  readonly find: () => Found
}

/** What stands on a person's sheet. */
const ON_SHEET: ReadonlySet<string> = new Set(['pay', 'scores', 'reserves', 'deductions'])

/**
 * The columns that can be asked for of a row, and the items of its scorecards. Somebody with several stints has in each of them
 * what the whole has not, or has as a sum: `hours (fitter 2026-07-01 – 2026-07-15)`, `pool (north)`.
 */
export function choicesOf(reader: Reader, whose: Whose, sheet: SheetCells | undefined): Choice[] {
  const { engine } = reader
  const stints = engine.stintsOf(whose) ?? []
  return engine.scheme.columns.flatMap((column): Choice[] => {
    const row = engine.world.move(whose, column.home)
    const whole = row ? columnChoices(reader, column, row, sheet) : []
    // What is deducted counts once, whatever the stints.
    if (stints.length === 0 || column.owners[0] === 'deductions') return whole
    const rows = new Map<number, Row>()
    for (const stint of stints) {
      const own = engine.world.move(stint, column.home)
      if (own && own.index !== row?.index) rows.set(own.index, own)
    }
    const parts = [...rows.values()].flatMap(own =>
      columnChoices(reader, column, own, undefined, partOf(reader.whose(own))),
    )
    const there = parts.filter(part => part.there)
    // What the stints differ in, the whole has not; but for scores, which are told together.
    const value = row === null ? null : engine.value(column, row)
    const is = (value !== null && value !== FAULT) || (column.owners[0] === 'scores' && there.length > 0)
    return is ? [...whole, ...there.map(part => ({ ...part, level: 2 as const }))] : there.length > 0 ? there : whole
  })
}

/** What tells a figure of one stint, or of the group that it was in, from those of the others. */
function partOf({ stint, name }: Whose): string {
  return ` (${stint ?? name})`
}

function columnChoices(
  reader: Reader,
  column: SchemeColumn,
  row: Row,
  sheet: SheetCells | undefined,
  part = '',
): Choice[] {
  const { engine } = reader
  const [owner = ''] = column.owners
  // An empty cell is one, too.
  const there = !isDefined(column) || engine.value(column, row) !== null || engine.caseFor(column, row) !== undefined
  const find = (): Found => (owner === 'deductions' && sheet?.deduction(column.name)) || reader.column(column, row)
  const own: Choice = {
    ...named(column.name, `${owner}.${column.name}`, part),
    ...{ level: ON_SHEET.has(owner) ? 0 : 1, column, find },
    there: there || (owner === 'deductions' && sheet?.deduction(column.name) !== undefined),
  }
  return [own, ...(owner === 'scorecards' && isDefined(column) ? itemsOf(reader, column, row, part) : [])]
}

function named(name: string, way: string, part: string): Pick<Choice, 'names' | 'way'> {
  return part === '' ? { names: [name], way } : { names: [name, `${name}${part}`], way: `${way}${part}` }
}

/** The items of a scorecard. */
function itemsOf(reader: Reader, card: DefinedColumn, row: Row, part: string): Choice[] {
  const traced = reader.engine.trace(card, row)
  if (traced?.bound.kind !== 'items') return []
  const { items } = traced.bound
  return traced.parts.map((points, i): Choice => {
    const { name } = items[i]!
    const find = (): Found => reader.part(`${card.id}.${name}`, name, points)
    return { ...named(name, `${card.name}${part}.${name}`, ''), level: 2, there: true, find }
  })
}

/**
 * A figure without a name of its own, by its words, those of the scheme or those of papers: `count(维修工单 by 服务顾问)`; of each stint
 * or its group, where they differ.
 */
export function measuresCalled(words: string, reader: Reader, choices: readonly Choice[]): Choice[] {
  const plain = [wordsIn(reader.engine.scheme.sheets).formula, ...(reader.style.words ? [reader.style.words] : [])]
  const namesOf = ({ measure, traced }: OfMeasure): string[] => [
    measure.id,
    ...plain.map(own => said(traced.bound, own)),
  ]
  const found = new Map<string, OfMeasure>()
  for (const { there, column, find } of choices) {
    if (!there || !column || !isDefined(column)) continue
    const own = find()
    // A value that is nothing but the figure has it under its own name.
    const { bound, row } = own.traced ?? {}
    const self = bound?.kind === 'measure' && row && own.measure
    const all = self ? [{ kind: 'measure', measure: own.measure!, traced: own.traced!, row } as const] : []
    for (const reference of [...all, ...own.reads])
      if (reference.kind === 'measure' && namesOf(reference).some(name => words.startsWith(name)))
        found.set(reader.id(reference), reference)
  }
  const all = [...found.values()].map((reference): Choice => {
    const { measure, row } = reference
    const part = found.size > 1 ? partOf(reader.whose(row)) : ''
    const names = namesOf(reference).flatMap(name => [name, `${name}${part}`])
    return { way: `${measure.id}${part}`, names, level: 1, there: true, find: () => reader.find(reference) }
  })
  const direct = all.filter(c => c.way === words)
  return direct.length > 0 ? direct : all.filter(c => c.names.includes(words))
}

type OfMeasure = Extract<Reference, { readonly kind: 'measure' }>

/** What a group or the shop comes to, of all who are paid in it. */
export function groupSums({ engine, result }: WorkedMonth, reader: Reader, whose: Whose): SheetFigure[] {
  const people = result.people.filter(({ row }) => engine.world.move(row, whose.home)?.index === whose.index)
  const text = (amount: Decimal): string => valueText(amount, MONEY, 2, reader.style)
  return SUMS.map((sum): SheetFigure => {
    const amount = sumOf(people.map(p => p[sum]))
    const of = people.map(p => ({ who: engine.who(p.row), value: text(p[sum]) }))
    const steps: Step[] = [{ kind: 'people', formula: '', aggregate: 'sum', of, result: text(amount) }]
    const shown = { value: text(amount), formula: '', steps, at: '', rows: undefined }
    const cell: Cell = { id: `${sum} | ${whose.key}`, name: { sum }, kind: 'sum', whose, ...shown }
    return { name: { sum }, amount, find: () => ({ cell, reads: [] }) }
  })
}

/** The tree of what is asked for, with the rows behind its figures: `most` of each are quoted. */
export function answer(month: WorkedMonth, reader: Reader, root: Found, most: number): Promise<Node> {
  return answerOf(month, reader, root, most, explained(month).edges)
}

/** The same of anything that was worked out, with notes on edges. */
export async function answerOf(
  { engine, readings }: Pick<WorkedMonth, 'engine' | 'readings'>,
  reader: Reader,
  root: Found,
  most: number,
  notes: readonly EdgeNote[] = [],
): Promise<Node> {
  const { node, seen } = grow(reader, root, notes, most)
  const wanted = [...seen.values()].flatMap(({ found: { cell, measure, person }, quoted }) =>
    cell.rows && measure && most > 0
      ? [{ measure, key: person ?? cell.whose.index, rows: first(cell.rows.list, most), quoted }]
      : [],
  )
  const found = await quoteRows(engine, readings, wanted, true)
  for (const one of wanted) {
    const { rows, beside } = quotedOf(reader, found.get(one) ?? [], one.measure)
    one.quoted.rows = rows
    one.quoted.beside = beside
  }
  return node
}

function first(rows: Iterable<number>, most: number): number[] {
  const found: number[] = []
  for (const row of rows) {
    if (found.length >= most) break
    found.push(row)
  }
  return found
}
