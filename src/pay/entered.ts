// What is entered by hand: whose figures a table asks for, and which of them nobody has entered. Takes an engine whose tables are
// read; gives people or groups with the columns that their pay reads. An empty cell is not rated, and never 0: it is told with
// person and item for whoever's pay reads it; of everybody else it means nothing.

import { plain } from '../core/decimal.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Value } from '../formula/bound.ts'
import { isDecimal, type Row } from '../formula/trace.ts'
import { graphOf } from '../scheme/graph.ts'
import type { InputColumn, SchemeTable } from '../scheme/model.ts'
import { type ColumnSpec, isEntered } from '../tables/spec.ts'
import type { Engine } from './engine.ts'

/** A column of a table with what the scheme asks of its cells. */
export interface AskedColumn {
  readonly column: InputColumn
  readonly spec: ColumnSpec
  /** Who enters it; undefined where nobody does. */
  readonly by: string | undefined
  /** What it is a mark of, whoever gives it. */
  readonly item: string
}

/** Items of somebody that are named; the others are counted. */
const MOST_NAMED = 5

export class EnteredTables {
  private readonly engine: Engine
  private readonly positions = new Map<string, ReadonlySet<string>>()
  /** Columns of a home that the pay of anybody there reads. */
  private readonly anybody = new Map<Row['home'], ReadonlySet<string>>()

  constructor(engine: Engine) {
    this.engine = engine
  }

  /** The columns of a table, without the one that says whose a row is. */
  columns({ spec, columns }: SchemeTable): AskedColumn[] {
    return columns.map(column => askedColumn(column, spec.columns[column.source.index]!))
  }

  /** True where somebody, or a group, needs a row; always in a table that nobody enters by hand. */
  isOf(table: SchemeTable, row: Row): boolean {
    if (!isEntered(table.spec)) return true
    const read = this.readOf(row)
    return table.columns.some(({ id }) => read.has(id))
  }

  /** Whose figures a table asks for, in the order of their numbers. */
  rows(table: SchemeTable): Row[] {
    const { home } = table.columns[0] ?? { home: 'shop' }
    return this.engine.world.rows(home).filter(row => this.isOf(table, row))
  }

  /** True where the pay of somebody, or of anybody in a group, reads a column. */
  isRead({ id }: InputColumn, row: Row): boolean {
    return this.readOf(row).has(id)
  }

  /** True where a column is to be filled in: pay reads it, or nobody's pay does and what others enter for the same item is read. */
  isAsked(table: SchemeTable, column: InputColumn, row: Row): boolean {
    if (this.isRead(column, row)) return true
    const all = this.columns(table)
    const own = all.find(one => one.column === column)
    if (own?.by === undefined || this.readByAnybody(row.home).has(column.id)) return false
    const same = all.filter(other => other !== own && other.item === own.item)
    return same.length === 0 || same.some(other => this.isRead(other.column, row))
  }

  /**
   * The figures that are read and that nobody has entered, of each person and rater together at the first such cell. Where each rater has
   * a row: `lacks` says that somebody has none of one beside those of others, which is told of the `file`.
   */
  unrated(table: SchemeTable, file: string, lacks: (row: Row, rater: string) => boolean): Problem[] {
    const due = this.columns(table).filter(({ by, spec }) => by !== undefined && spec.blank === 'problem')
    if (due.length === 0) return []
    const { facts } = this.engine
    return this.rows(table).flatMap(row => {
      const empty = due.flatMap(({ column, by = '' }) => {
        const { value, at } = facts.input(column, row)
        const { rater } = column.source
        const where = rater !== undefined && lacks(row, rater) ? { file } : value === null ? at : undefined
        return where && this.isRead(column, row) ? [{ name: column.name, by, at: where }] : []
      })
      const raters = new Set(empty.map(({ by }) => by))
      return [...raters].map(by => {
        const own = empty.filter(cell => cell.by === by)
        const items = own.slice(0, MOST_NAMED).map(({ name }) => `“${name}”`)
        const facts = { items: items.join(', '), more: own.length - items.length, who: this.engine.who(row), by }
        return problem('NOT_RATED', own[0]!.at, facts)
      })
    })
  }

  /**
   * Marks that somebody was given, of each person and rater together at the first such cell, though no pay of theirs reads them: a cell
   * that the form has closed, or a row of somebody who is not rated.
   */
  unasked(table: SchemeTable): Problem[] {
    const given = this.columns(table).filter(({ by }) => by !== undefined)
    if (given.length === 0) return []
    const { facts, world } = this.engine
    const { home } = table.columns[0] ?? { home: 'shop' }
    return world.rows(home).flatMap(row => {
      const marks = given.flatMap(({ column, by = '' }) => {
        const { value, at } = facts.input(column, row)
        // What an empty cell stands for was given by nobody.
        if (value === null || value === undefined || String(value) === String(column.source.blank)) return []
        return at === undefined || this.isAsked(table, column, row) ? [] : [{ name: column.name, value, by, at }]
      })
      return [...new Set(marks.map(({ by }) => by))].map(by => {
        const own = marks.filter(mark => mark.by === by)
        const items = own.slice(0, MOST_NAMED).map(({ name, value }) => `“${name}” ${markText(value)}`)
        const facts = { items: items.join(', '), more: own.length - items.length, who: this.engine.who(row), by }
        return problem('MARK_UNASKED', own[0]!.at, facts)
      })
    })
  }

  private readByAnybody(home: Row['home']): ReadonlySet<string> {
    const known = this.anybody.get(home)
    if (known) return known
    const read = new Set<string>()
    for (const row of this.engine.world.rows(home)) for (const id of this.readOf(row)) read.add(id)
    this.anybody.set(home, read)
    return read
  }

  /** What the pay of a person reads and that of others reads of them, or that of a group's people. */
  private readOf(row: Row): ReadonlySet<string> {
    const { world, facts } = this.engine
    if (row.home !== 'person') {
      const of = world.rows('person').filter(person => world.move(person, row.home)?.index === row.index)
      return new Set(of.flatMap(person => [...this.readOf(person)]))
    }
    const position = facts.people.positions[row.index] ?? ''
    const known = this.positions.get(position)
    if (known) return known
    const graph = graphOf(this.engine.scheme)
    const read = new Set([...graph.shown(position).own, ...graph.readOfOthers(position)])
    this.positions.set(position, read)
    return read
  }
}

function markText(value: Value): string {
  return isDecimal(value) ? plain(value) : String(value)
}

function askedColumn(column: InputColumn, spec: ColumnSpec): AskedColumn {
  const { rater } = column.source
  return { column, spec, by: rater ?? spec.enteredBy, item: rater === undefined ? itemOf(spec) : spec.name }
}

/** The item that a column is of: its name without that of its rater before or behind it. */
function itemOf({ name, enteredBy: by = '' }: ColumnSpec): string {
  if (by === '' || name === by) return name
  const rest = name.startsWith(by) ? name.slice(by.length) : name.endsWith(by) ? name.slice(0, -by.length) : name
  const bare = rest.replace(/^[\s·:：()（）_-]+|[\s·:：()（）_-]+$/g, '')
  return bare === '' ? name : bare
}
