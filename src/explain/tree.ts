// The tree of one value, down to the rows of files: what `explain` shows. Takes a worked-out month, whose value is asked for and
// what it is called; gives the cell with everything that it was made of, or what there is instead. Rows are read again from
// their files, since a run keeps only their numbers.

import { shownUnder } from '../core/secret.ts'
import type { Measure, Value } from '../formula/bound.ts'
import { showValue } from '../formula/kinds.ts'
import type { Row } from '../formula/trace.ts'
import type { Type } from '../formula/types.ts'
import type { Engine } from '../pay/engine.ts'
import type { WorkedMonth } from '../pay/month.ts'
import type { Part, PersonSheet } from '../pay/person-sheet.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import { columnText, valueText } from './arithmetic-text.ts'
import { type Cell, type Found, isDefined, type Reader, readerFor, type Sum, type Whose } from './cells.ts'
import type { EdgeNote } from './edges.ts'
import { explained } from './month.ts'
import { quoteRows, type QuotedRow as ReadRow } from './quote-rows.ts'
import { sumCells } from './sums.ts'

/** A row behind a figure. */
export interface QuotedRow {
  readonly row: number
  /** Where several sheets of its file were read: its own. */
  readonly sheet: string | undefined
  readonly cells: readonly { readonly name: string; readonly text: string }[]
  /** What it adds to the figure; of a row that several people share also their part (`1/2`) and the figure of the whole row. */
  readonly value: string
  readonly share: { readonly part: string; readonly whole: string } | undefined
}

/** The rows behind a figure that are quoted. */
export interface Quoted {
  readonly rows: readonly QuotedRow[]
  /** What is to be shown beside their cells: nothing where it is one of them, else what each adds, or what each comes to too. */
  readonly beside: 'nothing' | 'value' | 'share' | 'whole and share'
}

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

function grow(reader: Reader, root: Found, notes: readonly EdgeNote[]) {
  const seen = new Map<string, { readonly found: Found; readonly quoted: Filling }>()
  const nodeOf = (id: string, find: () => Found): Node => {
    const before = seen.get(id)
    const own = before ?? { found: find(), quoted: { rows: [], beside: 'nothing' } }
    const { cell, reads } = own.found
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

/** The trees of some columns, each for the row that it has there. */
export function treesOf(engine: Engine, columns: readonly SchemeColumn[], row: Row, exact: boolean): Node[] {
  const reader = readerFor(engine, exact)
  return columns.map(column => treeOf(reader, reader.column(column, engine.world.move(row, column.home) ?? row)))
}

/** Who can be asked about in a month. */
export interface Everybody {
  readonly people: readonly { readonly id: string; readonly name: string; readonly whose: Whose }[]
  readonly groups: readonly Whose[]
  readonly shop: Whose
}

export function everybody({ engine, scheme }: WorkedMonth): Everybody {
  const reader = readerFor(engine, false)
  const { names } = engine.facts.people.directory
  return {
    people: engine.payees.map(row => ({ id: engine.key(row), name: names[row.index]!, whose: reader.whose(row) })),
    groups: scheme.roster.groups.flatMap(group => engine.groups(`group:${group.name}`)).map(row => reader.whose(row)),
    shop: reader.whose({ home: 'shop', index: 0 }),
  }
}

/** What a group or the shop comes to: its values by name. */
export function figuresOf(
  { engine, scheme }: WorkedMonth,
  { home, index }: Whose,
  exact: boolean,
): { readonly name: string; readonly value: string }[] {
  const reader = readerFor(engine, exact)
  const columns = scheme.values.filter(column => column.home === home)
  return columns.map(column => ({ name: column.name, value: reader.value(column, { home, index }) }))
}

/** What is asked for. */
export interface Question {
  readonly name: string
  readonly whose: Whose
  /** The sheet of a person who is paid. */
  readonly sheet: PersonSheet | undefined
  /** The sum or the correction that the name is a word for. */
  readonly sum: Sum | 'correction' | Part | undefined
  readonly exact: boolean
  /** How many rows of a figure are quoted at most. */
  readonly most: number
}

/** The tree of what is asked for; where nothing has that name, the names that there are. */
export async function answer(
  month: WorkedMonth,
  question: Question,
): Promise<Node | { readonly names: readonly string[] }> {
  const reader = readerFor(month.engine, question.exact)
  const root = rootOf(reader, question)
  if ('names' in root) return root
  const { node, seen } = grow(reader, root, explained(month).edges)
  const wanted = [...seen.values()].flatMap(({ found: { cell, measure }, quoted }) =>
    cell.rows && measure
      ? [{ measure, key: cell.whose.index, rows: first(cell.rows.list, question.most), quoted }]
      : [],
  )
  const found = await quoteRows(month.engine, month.readings, wanted)
  for (const one of wanted) {
    const rows = found.get(one) ?? []
    one.quoted.rows = rows.map(row => quotedRow(reader, row, one.measure, question.exact))
    one.quoted.beside = besideOf(rows, one.measure)
  }
  return node
}

/**
 * What a name means for a row: pay lines first, then scores, reserves, deductions, and any other value; then the sums of a
 * person's sheet and what corrections bring. Of a deduction it is what is deducted, of earlier months too.
 */
function rootOf(
  reader: Reader,
  { name, whose, sheet, sum: word }: Question,
): Found | { readonly names: readonly string[] } {
  const { engine } = reader
  const rank = ({ owners }: SchemeColumn): number => (ORDER.indexOf(owners[0]!) + ORDER.length + 1) % (ORDER.length + 1)
  const reachable = engine.scheme.columns.flatMap(column => {
    const row = engine.world.move(whose, column.home)
    return row ? [{ column, row }] : []
  })
  const found = reachable
    .filter(({ column: c }) => c.name === name || `${c.owners[0]}.${c.name}` === name)
    .sort((a, b) => rank(a.column) - rank(b.column))
  // What somebody may have and does not this month is not passed over for another thing of that name.
  const there = ({ column, row }: (typeof found)[number]): boolean =>
    engine.value(column, row) !== null || (isDefined(column) && engine.caseFor(column, row) !== undefined)
  const own = found.find(there) ?? found[0]
  const sums = sheet && sumCells(reader, sheet)
  const deduction = own === undefined || own.column.owners[0] === 'deductions'
  return (
    (deduction && sums?.deduction(own?.column.name ?? name)) ||
    (own && reader.column(own.column, own.row)) ||
    (word && sums?.named(word)) || { names: reachable.map(({ column }) => column.name) }
  )
}

const ORDER = ['pay', 'scores', 'reserves', 'deductions', 'flags', 'values', 'scorecards']

function quotedRow(
  reader: Reader,
  { row, sheet, cells, value, share }: ReadRow,
  { of }: Measure,
  exact: boolean,
): QuotedRow {
  const { style } = reader
  const text = (found: Value, type: Type): string =>
    exact ? showValue(found, type.kind, undefined) : valueText(found, type, undefined, style)
  const figure = (found: Value): string => (of ? text(found, of.type) : '')
  return {
    row,
    sheet,
    cells: cells.map(c => ({
      name: c.name,
      text: exact
        ? typeof c.value === 'string'
          ? shownUnder(c.name, text(c.value, c.type))
          : text(c.value, c.type)
        : columnText(c.name, c.value, c.type, undefined, style),
    })),
    value: figure(value),
    share: share && { part: share.part, whole: figure(share.whole) },
  }
}

function besideOf(rows: readonly ReadRow[], { of }: Measure): Quoted['beside'] {
  const [first] = rows
  if (!first || !of) return 'nothing'
  const shared = rows.some(row => row.share)
  const several = first.cells.filter(c => of.text.includes(c.name)).length > 1
  if (shared) return several || of.kind !== 'row column' ? 'whole and share' : 'share'
  return several ? 'value' : 'nothing'
}

function first(rows: Iterable<number>, most: number): number[] {
  const found: number[] = []
  for (const row of rows) {
    if (found.length >= most) break
    found.push(row)
  }
  return found
}
