// The figures of a month as cells: every column, measure and figure of the book that a formula reads, each on the sheet of
// whose it is. Takes a worked-out month; gives fields in the order in which they were asked for.

import type { Period } from '../core/calendar.ts'
import { decimal } from '../core/decimal.ts'
import { each } from '../core/kinds.ts'
import { addTo, once } from '../core/lists.ts'
import { type Place, placeText } from '../core/place.ts'
import { columnWords } from '../explain/formula-words.ts'
import type { CalendarName, Measure } from '../formula/bound.ts'
import { FAULT, type Outcome, type Row, SHOP } from '../formula/trace.ts'
import type { Part } from '../formula/tree.ts'
import { COUNT, DATE, groupOf, type Home, TEXT, type Type, YES_NO } from '../formula/types.ts'
import type { EarlierBound } from '../pay/earlier.ts'
import type { Engine } from '../pay/engine.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { type DefinedColumn, isDefined, isParameter, type SchemeColumn, type Section } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import type { ExportRows, RowsKey } from './export-rows.ts'
import { Lines } from './row-lines.ts'
import { cellMark, rangeMark } from './terms.ts'

/** Sheets by what they hold; the people's figures stand on four of them, in the same rows. */
export type SheetKey = RowsKey | 'policy' | 'shop' | `group:${string}` | 'people' | 'values' | 'scores' | 'pay'

/** `label` tells rows apart, an `input` may be changed, a `step` is a part of a formula that has a cell of its own. */
export type FieldKind = 'label' | 'input' | 'formula' | 'step'

/** Rows above the first line of a sheet: titles, and formulas in the scheme's words. */
export const HEAD_ROWS = 2

/** Whose a cell is: also a line of a sheet of rows. */
export type LiveHome = Home | RowsKey

/** A figure that the shop, every group, every person or every row has: a column of a sheet, or a row of the shop's. */
export interface Field {
  readonly id: number
  readonly sheet: SheetKey
  readonly home: LiveHome
  readonly kind: FieldKind
  readonly title: string
  /** The formula in the scheme's words. */
  readonly words: string
  readonly type: Type
  readonly places: number | undefined
  /** What it is, as bonusbook works it out. */
  readonly result: (row: Row) => Outcome
  /** The formula with marks; none for what is read. */
  readonly formula?: string
  /** True where the formula looks at lists and must be entered as an array formula. */
  readonly array?: boolean
  /** Where a figure of the policy stands in the scheme. */
  readonly at?: Place
}

/** What decides a field besides its place. */
export type FieldDraft = Omit<Field, 'id' | 'words' | 'places'> & Partial<Pick<Field, 'words' | 'places'>>

export class Fields {
  readonly month: WorkedMonth
  readonly engine: Engine
  readonly all: Field[] = []
  /** By sheet, in their order there. */
  readonly sheets: Map<SheetKey, Field[]> = new Map()
  private readonly people: readonly Row[]
  private readonly paidPeople: ReadonlySet<number>
  private readonly groups = new Map<Home, readonly Row[]>()
  private readonly places = new Map<Home, ReadonlyMap<number, number>>()
  /** Rows of exports that stand on sheets. */
  readonly lines: Lines
  /** Figures of those rows: their formulas come last. */
  readonly ofLines: { readonly measure: Measure; readonly field: Field; readonly sheet: RowsKey }[] = []
  /** Tables whose figures stand as they were added up. */
  readonly asValues: Set<string> = new Set()
  /** Whoever rows read figures of and is on no sheet, by name. */
  readonly strangers: Set<string> = new Set()
  private readonly known = new Map<unknown, number>()

  constructor(month: WorkedMonth, rows: ExportRows) {
    this.lines = new Lines(month.engine, rows)
    this.month = month
    this.engine = month.engine
    this.people = month.result.people.map(p => p.row)
    this.paidPeople = new Set(month.engine.paid.map(row => row.index))
  }

  /** Adds a figure at the end of its sheet. */
  add(draft: FieldDraft): Field {
    return this.place(this.make(draft))
  }

  /** A figure that others can already name; it has no place and no formula yet. */
  make(draft: FieldDraft): Field {
    const field = { words: '', places: undefined, ...draft, id: this.all.length }
    this.all.push(field)
    return field
  }

  /** Puts a figure at the end of its sheet, now with its formula. */
  place(field: Field, formula: Partial<Pick<Field, 'formula' | 'result' | 'array'>> = {}): Field {
    const done = { ...field, ...formula }
    this.all[field.id] = done
    addTo(this.sheets, field.sheet, done)
    return done
  }

  /** Looks a figure up by anything that stands for it, or makes it. */
  once(key: unknown, make: () => Field): Field {
    return this.all[once(this.known, key, () => make().id)]!
  }

  /** A figure that others named and that has no place yet. */
  unplaced(key: unknown): Field | undefined {
    const field = this.all[this.known.get(key) ?? -1]
    return field?.formula === undefined ? field : undefined
  }

  /** The field of a column of the scheme. */
  column(column: SchemeColumn): Field {
    return this.once(column.id, () => {
      const draft = {
        home: column.home,
        title: column.name,
        type: column.type,
        places: column.places,
        result: (row: Row) => this.value(column, row),
      }
      if (isDefined(column) && !this.isGiven(column)) {
        const words = columnWords(column)
        return this.make({ ...draft, sheet: sheetOf(column), kind: 'formula', words })
      }
      if (isParameter(column)) {
        const words = column.source.written?.text ?? ''
        return this.add({ ...draft, sheet: 'policy', kind: 'input', words, at: column.at })
      }
      return this.add({ ...draft, sheet: sheetOfHome(column.home), kind: 'input', words: column.owners[0] ?? '' })
    })
  }

  /** A figure that a formula writes down, as the same place of the scheme has it once. `about`: whose formula it is. */
  written({ value, type, text, at }: Part<'literal'>, about: string): Field {
    return this.once(`written ${placeText(at)} ${text} ${String(value)}`, () =>
      this.add({
        ...{ sheet: 'policy', home: 'shop', kind: 'input', title: about, words: text, type, at },
        result: () => value,
      }),
    )
  }

  measure(measure: Measure, type: Type, home: Home): Field {
    return this.once(`measure ${measure.id}`, () => {
      const result = (row: Row): Outcome => {
        const { value, found } = this.engine.measured(measure, row)
        return measure.aggregate === 'only' && (measure.key ? found > 1 : found !== 1) ? FAULT : (value ?? null)
      }
      const draft = { title: measure.id, words: measure.table, type, home, result }
      const sheet = this.lines.sheetOf(measure)
      if (!sheet) {
        this.asValues.add(measure.table)
        return this.add({ ...draft, sheet: sheetOfHome(home), kind: 'input' })
      }
      const field = this.make({ ...draft, sheet: sheetOfHome(home), kind: 'formula' })
      this.ofLines.push({ measure, field, sheet })
      return field
    })
  }

  earlier(bound: EarlierBound): Field {
    const { column, take, months, type, text, home } = bound
    return this.once(`earlier ${column.id} ${take} ${months}`, () => {
      const result = (row: Row): Outcome => this.engine.world.earlier(bound, row)
      return this.add({ title: text, type, home, result, sheet: sheetOfHome(home), kind: 'input' })
    })
  }

  calendar(name: CalendarName, type: Type): Field {
    const result = (): Outcome => this.engine.world.calendar(name)
    return this.ofCalendar(name, wordsIn(this.month.scheme.sheets).formula.calendar[name], type, result)
  }

  /** The first or last day of what the rows of a table are for: of the period, or of what comes less often. */
  edge(which: 'start' | 'end', { name, [which]: day }: Period): Field {
    const { scheme, period } = this.month
    if (name === period.name) return this.calendar(`${which} of period`, DATE)
    const { audit, period: called } = wordsIn(scheme.sheets)
    return this.ofCalendar(`${which} of ${name}`, audit.edge[which](called(name)), DATE, () => day)
  }

  private ofCalendar(words: string, title: string, type: Type, result: () => Outcome): Field {
    return this.once(`calendar ${words}`, () =>
      this.add({ sheet: 'shop', home: 'shop', kind: 'input', title, words, type, result }),
    )
  }

  /** The number of the row of a person's group on the group's sheet; empty for who is in none. */
  groupNumber(group: string): Field {
    return this.once(`number ${group}`, () => {
      const own = this.personsGroup(group)
      const keys = this.groupKey(group)
      const home: Home = `group:${group}`
      return this.add({
        ...{ sheet: 'people', home: 'person', kind: 'step', type: COUNT },
        title: `${group} #`,
        formula: `IFERROR(MATCH(TRUE,INDEX(EXACT(${rangeMark(keys.id)},${cellMark(own.id)}),0),0),"")`,
        result: row => {
          const there = this.engine.world.move(row, home)
          const place = there ? this.placeOf(there) : undefined
          return place === undefined ? null : decimal(place + 1)
        },
      })
    })
  }

  /** The number of a group's or person's row on its own sheet. */
  orderOf(home: Home): Field {
    return this.once(`order ${home}`, () => {
      const result = (row: Row): Outcome => decimal(this.placeOf(row)! + 1)
      const own = { title: '#', type: COUNT, home, result, sheet: sheetOfHome(home) }
      // People may be sorted.
      return this.add(
        home === 'person' ? { ...own, kind: 'step', formula: `ROW()-${HEAD_ROWS}` } : { ...own, kind: 'label' },
      )
    })
  }

  /** The number of a part's row on the sheet of the rows as they are. */
  lineNumber(home: RowsKey): Field {
    return this.once(`line ${home}`, () => {
      const result = (row: Row): Outcome => decimal(this.lines.basePlace(row) + 1)
      return this.add({
        title: wordsIn(this.month.scheme.sheets).audit.line,
        type: COUNT,
        home,
        sheet: home,
        kind: 'label',
        result,
      })
    })
  }

  /** True where all people of the month's rows are paid. */
  get everyonePaid(): boolean {
    return this.month.result.people.length === this.engine.paid.length
  }

  /** Whether a person is paid this month. */
  paid(formula: () => string): Field {
    return this.once('paid', () => {
      const { paid } = this.month.scheme.roster
      const result = (row: Row): Outcome => this.isPaid(row)
      const draft = { title: wordsIn(this.month.scheme.sheets).audit.paid, words: paid.text, type: YES_NO }
      return this.add({ ...draft, result, home: 'person', sheet: 'people', kind: 'formula', formula: formula() })
    })
  }

  /** The key of each group, as the roster writes it. */
  groupKey(group: string): Field {
    return this.once(`key ${group}`, () => {
      const home: Home = `group:${group}`
      const result = (row: Row): Outcome => this.engine.who(row)
      return this.add({ title: group, type: TEXT, home, sheet: home, kind: 'label', result })
    })
  }

  /** The roster's own cell of a person's group. */
  personsGroup(group: string): Field {
    return this.once(`own ${group}`, () => {
      const column = this.month.scheme.roster.groups.find(g => g.name === group)!
      const { values } = this.engine.facts.people
      const result = (row: Row): Outcome => values[column.source.index]![row.index] ?? null
      const { name, type } = column
      const draft = { title: name, words: column.owners[0] ?? '', type, home: 'person' as const }
      return this.add({ ...draft, sheet: 'people', kind: 'input', result })
    })
  }

  /** The groups that have a row, in the roster's order. */
  groupRows(home: Home): readonly Row[] {
    return once(this.groups, home, () => this.engine.groups(home))
  }

  /** The rows of a home: the shop's one, its groups, the people of the month, or those of a sheet of rows. */
  rows(home: LiveHome): readonly Row[] {
    if (home === 'shop') return [SHOP]
    if (isRowsKey(home)) return this.lines.rows(home)
    return home === 'person' ? this.people : this.groupRows(home)
  }

  /** Where a row stands among those of its home. */
  placeOf(row: Row): number | undefined {
    if (row.home === 'row') return this.lines.placeOf(row)
    const rows = (): ReadonlyMap<number, number> => new Map(this.rows(row.home).map((r, i) => [r.index, i]))
    return once(this.places, row.home, rows).get(row.index)
  }

  isPaid(row: Row): boolean {
    return this.paidPeople.has(row.index)
  }

  /** What somebody gave in place of a formula or source: then it is an input like any other. */
  isGiven(column: SchemeColumn): boolean {
    return this.engine.facts.given(column, { home: column.home, index: 0 }) !== undefined
  }

  /** The value of a column, which may be one that no amount needed. */
  value(column: SchemeColumn, row: Row): Outcome {
    return this.engine.quietly(() => this.engine.value(column, row))
  }
}

/** True for a sheet of rows. */
export function isRowsKey(home: string): home is RowsKey {
  return home.startsWith('rows:')
}

/** Whose it is, as formulas say it. */
export function homeOfCell(home: LiveHome): Home {
  return isRowsKey(home) ? 'row' : home
}

/** The rows' sheet of a home, for what is read. */
export function sheetOfHome(home: LiveHome): SheetKey {
  if (isRowsKey(home)) return home
  const group = groupOf(home)
  return home === 'person' ? 'people' : group === null ? 'shop' : `group:${group}`
}

function sheetOf(column: DefinedColumn): SheetKey {
  return column.home === 'person' ? SHEETS[column.section] : sheetOfHome(column.home)
}

const SHEETS: Readonly<Record<Section, SheetKey>> = {
  ...each(['pay', 'reserves', 'deductions', 'flags', 'rules', 'people', 'parameters'], 'pay'),
  ...each(['scorecards', 'scores'], 'scores'),
  values: 'values',
}
