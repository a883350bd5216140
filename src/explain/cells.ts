// Where one value comes from: its formula, what happened in it, and the values it was made of, down to cells and rows of
// files. Takes the engine of a worked-out month and how values are written; gives cells as plain data. The one reader of
// traces behind `explain`, statements and the audit trail.

import { once } from '../core/lists.ts'
import { type Place, placeText } from '../core/place.ts'
import { type Bound, isSheetSum, type Measure } from '../formula/bound.ts'
import { isDecimal, type Outcome, type Row, type Traced } from '../formula/trace.ts'
import type { Engine } from '../pay/engine.ts'
import type { MeasureFigure } from '../pay/facts.ts'
import type { Part, PersonSheet } from '../pay/person-sheet.ts'
import { isDefined, isRead, type SchemeColumn } from '../scheme/model.ts'
import type { RowList } from '../tables/row-list.ts'
import { columnText, percentText, type Style, tracedText } from './arithmetic-text.ts'
import { isBehind, type MadeFigure, MadeTables, madeIn, nameOf } from './made.ts'
import type { EntryName, Posted } from './past.ts'
import { formulaSaid } from './said.ts'
import { type Step, Steps, stepsOf } from './steps.ts'

/** What a cell stands for. */
export type CellKind =
  | 'defined'
  | 'input'
  | 'parameter'
  | 'given'
  | 'measure'
  | 'none'
  /** A sum of a person's sheet; its part that corrects a month, that was decided by hand, that is deducted, or deducted of an earlier month. */
  | 'sum'
  | 'correction'
  | 'adjustment'
  | 'taken'
  | 'carried'
  /** What an entry of the book did. */
  | 'posted'
  /** What a release paid of a lot. */
  | 'released'
  /** What a correction found changed. */
  | 'changed'

/** A figure of a person's sheet that the scheme has no name for: one for all, or of a reserve or deduction, of a month. */
export type Sum =
  | 'gross'
  | 'commission'
  | 'adjusted'
  | 'correction'
  | 'withheld'
  | 'forfeited'
  | 'held'
  | 'due'
  | 'deducted'
  | 'carried'
  | 'limit'
  /** What is held back and deducted together. */
  | 'taken'
  /** Of deductions: what arose this month, and what was still due from earlier ones. */
  | 'arose'
  | 'earlier'
  /** What the month earned comes to, where corrections stand below it; gross with them. */
  | 'own'
  | 'paidGross'
  | 'net'
  /** What is paid of one kind for the tax client. */
  | 'taxed'
  /** Of a release: what is paid, its ratio, and what is lost or added. */
  | 'released'
  | 'ratio'
  | 'byRatio'
  | 'byLeaving'
  | 'premium'

export interface SumName {
  readonly sum: Sum
  readonly of?: string
  readonly origin?: string
}

/** A posting by its kind; of a release with its ratio. */
export interface PostedName extends Pick<Posted, 'ratio'> {
  readonly posted: Posted['kind']
}

/** What a correction brings, as its sheet has it. */
export type Correction = Pick<Part, 'origin' | 'reason' | 'name'>

/** Whose value it is; the shop has no name of its own. */
export interface Whose extends Row {
  /** What tells it apart: the number of a person, `班组=机电一组`, nothing for the shop. */
  readonly key: string
  readonly name: string
  /** Which stint, of somebody who has several. */
  readonly stint?: string
}

/** The rows of a file that a value was made of. */
export interface CellRows {
  readonly file: string
  readonly list: RowList
  /** True where each row adds its figure, so that it can belong to the value in part. */
  readonly summed: boolean
  /** Where different ones are counted: of what, and how many rows have one that another row has as well. */
  readonly again: Again | undefined
}

export interface Again {
  readonly column: string
  readonly rows: number
}

/** One value and how it came about. */
export interface Cell {
  /** Unique for a column (or measure) and a row. */
  readonly id: string
  /** A name of the scheme; of what has none there, what it is. */
  readonly name: string | SumName | PostedName | Correction
  readonly value: string
  readonly kind: CellKind
  readonly whose: Whose
  /** In the words of whoever reads it; exactly as the scheme has it where values are written as JSON has them. */
  readonly formula: string
  readonly steps: readonly Step[]
  /** Where it was read or is defined; the month it is of, where it came from the book. */
  readonly at: string
  readonly rows: CellRows | undefined
  /** The entry of the book that says so. */
  readonly entry?: EntryName
}

/** A row behind a figure. */
export interface QuotedRow {
  readonly row: number
  /** Where several sheets of its file were read: its own. */
  readonly sheet: string | undefined
  /** One that is worked out has its formula. */
  readonly cells: readonly { readonly name: string; readonly text: string; readonly formula: string | undefined }[]
  /** What it adds to the figure; of a row that several people share also their part (`1/2`) and the figure of the whole row. */
  readonly value: string
  readonly share: { readonly part: string; readonly whole: string } | undefined
  /** Of a correction: what it made of the row. */
  readonly change?: RowChange
}

export type RowChange = 'added' | 'removed' | 'changed'

/** A cell with what it was made of, still to be read. */
export interface Found {
  readonly cell: Cell
  readonly reads: readonly Reference[]
  /** What happened, where it was worked out or added up. */
  readonly traced?: Traced | undefined
  readonly measure?: Measure | undefined
  /** Whose part of its rows it is, where that is not who it is of. */
  readonly person?: number | undefined
  /** Of a figure that a correction found changed: its rows that were not the same. */
  readonly changed?: readonly QuotedRow[]
}

export type Reference =
  | { readonly kind: 'column'; readonly column: SchemeColumn; readonly row: Row }
  | { readonly kind: 'measure'; readonly measure: Measure; readonly traced: Traced; readonly row: Row }
  /** What is worked out in a row of a made table. */
  | { readonly kind: 'made'; readonly figure: MadeFigure }
  /** What stands on a person's sheet and is no column. */
  | { readonly kind: 'sheet'; readonly found: Found }

/** The figures of a person's sheet that are no columns, as cells. */
export type SumsOf = (
  reader: Reader,
  person: PersonSheet,
) => { readonly figures: readonly { readonly name: Cell['name']; readonly find: () => Found }[] }

/** So many sheets are remembered with their figures. */
const MOST_SHEETS = 1000

/** Reads cells of a month, with values written in one way. */
export class Reader {
  readonly engine: Engine
  readonly style: Style
  /** True where values are written as JSON has them. */
  readonly exact: boolean
  /** Whose cells were read, by home and row: every cell of somebody says it. */
  private readonly known = new Map<string, Whose[]>()
  private readonly made: MadeTables

  private readonly sums: SumsOf
  /** The figures of the sheets that were read last: a month is told person by person. */
  private readonly sheets = new Map<PersonSheet, ReturnType<SumsOf>>()

  constructor(engine: Engine, style: Style, exact: boolean, sums: SumsOf) {
    this.engine = engine
    this.style = style
    this.sums = sums
    this.exact = exact
    this.made = new MadeTables(engine)
  }

  /** What is worked out, in the words of whoever reads it. */
  private formula(bound: Bound): string {
    const { words } = this.style
    return words ? formulaSaid(bound, words) : bound.text
  }

  whose(row: Row): Whose {
    const { home, index } = row
    const rows = once(this.known, home, (): Whose[] => [])
    const known = rows[index]
    if (known) return known
    const stint = this.engine.stintText(row)
    const made = { home, index, key: this.engine.key(row), name: this.engine.who(row) }
    rows[index] = stint === undefined ? made : { ...made, stint }
    return rows[index]
  }

  /** What happened in a formula; `whole` as in `Steps.value`. */
  steps(traced: Traced, whole = true): readonly Step[] {
    return stepsOf(this.engine, traced, this.style, whole)
  }

  /** The id of the cell that a reference means. */
  id(reference: Reference): string {
    if (reference.kind === 'sheet') return reference.found.cell.id
    if (reference.kind === 'made') return this.madeId(reference.figure)
    const { id } = reference.kind === 'column' ? reference.column : reference.measure
    return `${id} | ${this.whose(reference.row).key}`
  }

  find(reference: Reference): Found {
    if (reference.kind === 'sheet') return reference.found
    if (reference.kind === 'made') return this.madeFigure(reference.figure)
    if (reference.kind === 'column') return this.column(reference.column, reference.row)
    const { measure, traced, row } = reference
    const { bound, value } = traced
    const formula = this.formula(bound)
    const name = this.style.words ? formula : measure.id
    return this.measured(measure, traced, {
      ...this.blank(this.id(reference), name, row, placeText(bound.at)),
      value: columnText(`${measure.id} ${bound.text}`, value, bound.type, undefined, this.style),
      formula,
    })
  }

  /** The value of a column as it is written. What is made of figures under a heading is of their kind. */
  value(column: SchemeColumn, row: Row, heading: string = column.name): string {
    const { engine, style } = this
    if (style.column) return style.column(column, row)
    const value = engine.value(column, row)
    if (isDecimal(value) && style.inPercent(column)) return percentText(value)
    return columnText(heading, value, column.type, column.places, style)
  }

  /** One column for one row. */
  column(column: SchemeColumn, row: Row): Found {
    const { engine, style } = this
    const { name, at } = column
    const cell = (kind: CellKind, place: Place | undefined, said?: Bound, steps: readonly Step[] = []): Cell => ({
      ...this.blank(this.id({ kind: 'column', column, row }), name, row, place ? placeText(place) : ''),
      value: this.value(column, row, `${name} ${said?.text ?? ''}`),
      kind,
      formula: said === undefined || said.text === '' ? '' : this.formula(said),
      steps,
    })
    if (engine.facts.given(column, row) !== undefined) return { cell: cell('given', undefined), reads: [] }
    if (column.source.kind === 'parameter') return { cell: cell('parameter', at), reads: [] }
    if (isRead(column)) return { cell: cell('input', engine.facts.input(column, row).at), reads: [] }
    // Each stint has a score of its own.
    const stints = isDefined(column) && column.section === 'scores' ? engine.stintsOf(row) : undefined
    const scored = stints?.filter(stint => engine.value(column, stint) !== null)
    if (scored) {
      const texts = scored.map(stint => `${engine.stintText(stint)} ${this.value(column, stint)}`)
      const reads = scored.map((stint): Reference => ({ kind: 'column', column, row: stint }))
      return {
        cell: {
          ...this.blank(this.id({ kind: 'column', column, row }), name, row, placeText(at)),
          kind: 'defined',
          value: texts.join('; '),
        },
        reads,
      }
    }
    const traced = engine.trace(column, row)
    const when = isDefined(column) ? engine.condition(column, row) : undefined
    // Somebody who has no such line is told why.
    const told = traced ?? when
    if (!told) return { cell: cell('none', at), reads: [] }
    const { bound } = told
    // A value that is nothing but a measure is that measure under its own name.
    if (bound.kind === 'measure' && !when) return this.measured(bound.measure, told, cell('measure', bound.at, bound))
    const all = new Steps(engine, style)
    if (when) all.condition(when, '')
    if (traced) all.value(traced, true)
    return {
      cell: cell(traced ? 'defined' : 'none', bound.at, bound, all.list),
      reads: this.references(...[when, traced].filter(x => x !== undefined)),
      traced,
    }
  }

  /** A part of a formula that has a name: an item of a scorecard. */
  part(id: string, name: string, traced: Traced): Found {
    const { bound, row } = traced
    const cell = this.blank(`${id} | ${this.whose(row).key}`, name, row, placeText(bound.at))
    const told = {
      value: tracedText(traced, this.style),
      formula: this.formula(bound),
      steps: this.steps(traced),
    }
    return { cell: { ...cell, ...told, kind: 'defined' }, reads: this.references(traced), traced }
  }

  /** What a column's formula looked at for a row; nothing for what is read or given. */
  reads(column: SchemeColumn, row: Row): Reference[] {
    const traced = this.engine.trace(column, row)
    return traced ? this.references(traced) : []
  }

  /** The named values and measures that formulas looked at, each once. */
  references(...all: readonly Traced[]): Reference[] {
    const { engine } = this
    const found = new Map<string, Reference>()
    const add = (column: SchemeColumn, row: Row): void => {
      const there = engine.world.move(row, column.home)
      if (there) found.set(`${column.id} | ${there.index}`, { kind: 'column', column, row: there })
    }
    const visit = (traced: Traced): void => {
      const { bound, row } = traced
      if (bound.kind === 'column') add(bound.column as SchemeColumn, row)
      else if (bound.kind === 'measure' && bound.home !== 'row') {
        const there = engine.world.move(row, bound.home) ?? row
        found.set(bound.measure.id, { kind: 'measure', measure: bound.measure, traced, row: there })
        return
      } else if (bound.kind === 'lines' && isSheetSum(bound.which)) {
        const own = this.sumsOf(engine.sheetOf(row))
          .figures.find(f => isSum(f.name, bound.which))
          ?.find()
        if (own) found.set(own.cell.id, { kind: 'sheet', found: own })
      } else if (bound.kind === 'lines') for (const column of this.linesRead(bound, row)) add(column, row)
      for (const part of traced.parts) visit(part)
    }
    all.forEach(visit)
    return [...found.values()]
  }

  private sumsOf(sheet: PersonSheet): ReturnType<SumsOf> {
    if (!this.sheets.has(sheet) && this.sheets.size >= MOST_SHEETS) this.sheets.clear()
    return once(this.sheets, sheet, () => this.sums(this, sheet))
  }

  private linesRead({ which, line }: Extract<Bound, { kind: 'lines' }>, row: Row): SchemeColumn[] {
    return this.engine.linesOf(which, line, row).filter(column => this.engine.value(column, row) !== null)
  }

  /** The columns that a figure of somebody is, as rows read it. */
  private columnsRead(figure: Bound, row: Row): Reference[] {
    const ofPay = figure.kind === 'lines' ? this.linesRead(figure, row) : []
    const columns = figure.kind === 'column' ? [figure.column as SchemeColumn] : ofPay
    return columns.flatMap((column): Reference[] => {
      const there = this.engine.world.move(row, column.home)
      return there ? [{ kind: 'column', column, row: there }] : []
    })
  }

  private blank(id: string, name: string, row: Row, at: string): Cell {
    const nothing = { value: '', formula: '', steps: [], rows: undefined }
    return { id, name, whose: this.whose(row), kind: 'measure', at, ...nothing }
  }

  private measured(measure: Measure, traced: Traced, cell: Cell): Found {
    const { engine } = this
    const { rows } = engine.measured(measure, engine.world.move(traced.row, traced.bound.home) ?? traced.row)
    const reads = [...this.readsOfRows(measure, rows), ...this.references(...traced.parts)]
    return { cell: { ...cell, rows: rowsOf(measure, rows, traced.value) }, reads, traced, measure }
  }

  /** What the rows read that a figure was made of: figures of people and groups, and of made rows what is worked out in them. */
  private readsOfRows(measure: Measure, rows: MeasureFigure['rows']): Reference[] {
    const asked = (rows?.asked ?? []).flatMap(({ figure, row }) => this.columnsRead(figure, row))
    const made = [...this.made.of(measure, rows?.rows ?? [])]
    return [...asked, ...made.map((figure): Reference => ({ kind: 'made', figure }))]
  }

  private madeId(figure: MadeFigure): string {
    return `${figure.table}.${nameOf(figure)} | ${this.made.table(figure.table)!.rows.words(figure.i, 'numbers')}`
  }

  /** One figure of a made row, with the figures of that row that it was made of, or the rows behind it. */
  private madeFigure(figure: MadeFigure): Found {
    const { engine, style } = this
    const { table, i, of } = figure
    const { rows: all, world } = this.made.table(table)!
    const key = `${table}=${all.words(i, 'numbers')}`
    const whose: Whose = { home: 'row', index: i, key, name: all.words(i, style.person) }
    const traced = this.made.trace(figure)
    const { bound, value } = traced
    const name = `${table}.${nameOf(figure)}`
    const percent = isDecimal(value) && style.percent(bound)
    const cell: Cell = {
      ...{ id: this.madeId(figure), name, whose, kind: 'defined', at: placeText(bound.at) },
      formula: this.formula(bound),
      value: percent ? percentText(value) : columnText(name, value, of.type, undefined, style),
      ...{ steps: [], rows: undefined },
    }
    if (isBehind(bound)) {
      const rows = this.made.behind(figure, bound.measure)
      const found = { ...cell, kind: 'measure', rows: rowsOf(bound.measure, rows, value) } as const
      const reads = this.readsOfRows(bound.measure, rows)
      return { cell: found, reads, traced, measure: bound.measure, person: this.made.person(figure) }
    }
    const told = new Steps(engine, style, world)
    told.value(traced, true)
    const own = madeIn(traced, table, i).map((read): Reference => ({ kind: 'made', figure: read }))
    return { cell: { ...cell, steps: told.list }, reads: [...own, ...this.references(traced)], traced }
  }
}

function rowsOf({ aggregate, of }: Measure, rows: MeasureFigure['rows'], value: Outcome): CellRows | undefined {
  if (!rows) return undefined
  const more = aggregate === 'count distinct' && isDecimal(value) ? rows.rows.count - value.toNumber() : 0
  const column = of?.kind === 'row column' ? of.column.name : (of?.text ?? '')
  return {
    file: rows.file,
    list: rows.rows,
    summed: aggregate === 'sum',
    again: more > 0 ? { column, rows: more } : undefined,
  }
}

function isSum(name: Cell['name'], sum: string): boolean {
  return typeof name === 'object' && 'sum' in name && name.sum === sum && name.of === undefined
}
