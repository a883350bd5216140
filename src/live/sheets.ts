// The sheets of the audit workbook as data: cells with their values and formulas, before they are a file. Takes fields; gives
// each its place, so that marks become addresses.

import type { Decimal } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { columnLetters } from '../core/place.ts'
import { FAULT, type Outcome, type Row, SHOP } from '../formula/trace.ts'
import { groupOf, type Type } from '../formula/types.ts'
import { lettersWide, linesOf } from '../reports/letters.ts'
import { quotedSheet, sheetNames } from '../reports/sheet-names.ts'
import { heading } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import { type Field, type FieldKind, type Fields, HEAD_ROWS, isRowsKey, type SheetKey } from './fields.ts'
import { formatOf, serialOf } from './kinds.ts'
import { ABOVE, type Form, ROW, withAddresses } from './terms.ts'

/** What a cell is, which decides how it looks. */
export type CellRole = FieldKind | 'head' | 'words' | 'title' | 'note'

export interface LiveCell {
  readonly role: CellRole
  readonly value: Decimal | string | boolean | null
  readonly format?: string | undefined
  readonly formula?: string
  readonly array?: boolean | undefined
}

export type LiveRow = readonly (LiveCell | null)[]

export interface LiveSheet {
  readonly name: string
  /** Printed above every page. */
  readonly heading: string
  /** Printed beside it: a draft or not. */
  readonly state?: string
  /** Made while they are read, row by row. */
  readonly rows: Iterable<LiveRow> & { readonly length: number }
  readonly widths: readonly number[]
  /** Heights of the first rows in points. */
  readonly heights?: readonly number[]
  /** Rows and columns that stay in view. */
  readonly frozen: { readonly rows: number; readonly columns: number }
  /** The range that can be filtered. */
  readonly filter?: string
  /** Cells that are marked where they are not 0. */
  readonly alarm?: string
}

const ORDER: readonly SheetKey[] = ['people', 'values', 'scores', 'pay']

/** Where everything stands. */
export class Layout {
  readonly fields: Fields
  readonly names: Map<SheetKey | 'overview' | 'check', string> = new Map()
  private readonly columns = new Map<number, number>()
  /** Addresses of fields on other sheets, up to the numbers of their lines. */
  private readonly fixed = new Map<SheetKey | 'overview' | 'check', Map<number, string>>()

  constructor(fields: Fields) {
    this.fields = fields
    const words = wordsIn(fields.month.scheme.sheets).audit
    const groups = [...fields.sheets.keys()].filter(key => groupOf(key) !== null)
    const rows = [...fields.sheets.keys()].filter(isRowsKey)
    fields.sheets.get('policy')?.sort(byPlace)
    const keys = ['policy', 'shop', ...groups, ...ORDER, ...rows].filter(key =>
      fields.sheets.has(key as SheetKey),
    ) as SheetKey[]
    const all = ['overview', ...keys, 'check'] as const
    const names = sheetNames(
      all.map(key => groupOf(key) ?? (isRowsKey(key) ? key.slice('rows:'.length) : words[key as 'shop'])),
    )
    for (const [i, key] of all.entries()) this.names.set(key, names[i]!)
    for (const [key, list] of fields.sheets)
      for (const [i, field] of list.entries()) this.columns.set(field.id, i + leading(key))
  }

  /** The sheets of figures, in their order. */
  get keys(): SheetKey[] {
    return [...this.names.keys()].filter((key): key is SheetKey => key !== 'overview' && key !== 'check')
  }

  /** A formula with addresses, as it stands on a sheet; the number of its row is put in later. */
  resolved(formula: string, on: SheetKey | 'overview' | 'check'): string {
    return withAddresses(formula, (id, form) => this.address(this.fields.all[id]!, form, on))
  }

  /** The cell of a field in a row, as another sheet names it: fixed, so that a sheet that is sorted still reads its own rows. */
  cellIn(field: Field, row: Row, on: SheetKey | 'overview' | 'check'): string {
    const fixed = once(
      once(this.fixed, on, () => new Map<number, string>()),
      field.id,
      () => {
        const address = this.address(field, 'c', on)
        const letters = columnLetters(this.columns.get(field.id)!)
        return field.home === 'shop' ? address : address.replace(`${letters}${ROW}`, () => `$${letters}$`)
      },
    )
    return field.home === 'shop' ? fixed : `${fixed}${this.fields.placeOf(row)! + HEAD_ROWS + 1}`
  }

  private address(field: Field, form: Form, on: SheetKey | 'overview' | 'check'): string {
    const before = field.sheet === on ? '' : `${quotedSheet(this.names.get(field.sheet)!)}!`
    const at = this.columns.get(field.id)
    if (at === undefined) throw new Error(`no place for ${field.title}`)
    if (field.home === 'shop') {
      const cell = `$B$${at + 2}`
      return `${before}${form === 'r' ? `${cell}:${cell}` : cell}`
    }
    const letters = columnLetters(at)
    if (form !== 'r') return `${before}${letters}${form === 'c' ? ROW : ABOVE}`
    const last = HEAD_ROWS + Math.max(1, this.fields.rows(field.home).length)
    return `${before}$${letters}$${HEAD_ROWS + 1}:$${letters}$${last}`
  }
}

/** In the order in which they stand in the scheme. */
function byPlace({ at: a }: Field, { at: b }: Field): number {
  const far = (of: Field['at'], key: 'line' | 'column'): number => of?.[key] ?? 0
  return far(a, 'line') - far(b, 'line') || far(a, 'column') - far(b, 'column')
}

/** Columns before the figures of a sheet: who it is. */
function leading(key: SheetKey): number {
  return key === 'values' || key === 'scores' || key === 'pay' ? WHO : 0
}

const WHO = 3

/** The sheets of figures. */
export function figureSheets(layout: Layout): LiveSheet[] {
  const keys = layout.keys.filter(key => key !== 'policy')
  return keys.map(key => (key === 'shop' ? shopSheet(layout) : tableSheet(layout, key)))
}

function shopSheet(layout: Layout): LiveSheet {
  const words = wordsIn(layout.fields.month.scheme.sheets).audit
  const fields = layout.fields.sheets.get('shop')!
  const rows = fields.map((field, i) => [
    { role: 'label', value: field.title } as const,
    liveCells(layout, field)(SHOP, i + 2),
    { role: 'words', value: field.words } as const,
  ])
  const head = [words.figure, words.value, words.inWords].map(value => ({ role: 'head', value }) as const)
  return {
    name: layout.names.get('shop')!,
    heading: heading(layout.fields.month, layout.names.get('shop')!),
    rows: [head, ...rows],
    widths: [46, 18, 80],
    frozen: { rows: 1, columns: 1 },
  }
}

/** A row for each person or group, a column for each figure. */
function tableSheet(layout: Layout, key: SheetKey): LiveSheet {
  const list = layout.fields.sheets.get(key)!
  const fields = [...whoFields(layout, key), ...list]
  const widths = fields.map(width)
  const titles = fields.map(f => f.title)
  const words = fields.map(f => (f.sheet === key ? f.words : ''))
  const makers = fields.map(field => (field.sheet === key ? liveCells(layout, field) : mirrored(layout, field, key)))
  const whose = layout.fields.rows(list[0]!.home)
  const cells = function* (): Generator<LiveRow> {
    yield titles.map(value => ({ role: 'head', value }) as const)
    yield words.map(value => ({ role: 'words', value }) as const)
    let at = HEAD_ROWS
    for (const row of whose) {
      at++
      yield makers.map(make => make(row, at))
    }
  }
  return {
    name: layout.names.get(key)!,
    heading: heading(layout.fields.month, layout.names.get(key)!),
    rows: { length: HEAD_ROWS + whose.length, [Symbol.iterator]: cells },
    widths,
    heights: [height(titles, widths), height(words, widths)],
    frozen: { rows: HEAD_ROWS, columns: key.startsWith('group:') || isRowsKey(key) ? 1 : WHO },
  }
}

/** Who a row is of: number, name and position, as they stand on the people's sheet. */
function whoFields({ fields }: Layout, key: SheetKey): Field[] {
  if (leading(key) === 0) return []
  const { roster } = fields.month.scheme
  return [roster.columns[roster.id]!, roster.columns[roster.name]!, roster.positionColumn].map(c => fields.column(c))
}

/** Makes the cells of a field, by their rows and the numbers of their lines. */
type CellMaker = (row: Row, at: number) => LiveCell

function mirrored(layout: Layout, field: Field, key: SheetKey): CellMaker {
  return row => {
    const value = cellValue(layout, field, row, field.result(row))
    return field.kind === 'label'
      ? { role: 'label', value }
      : { role: 'label', value: value ?? '', formula: layout.cellIn(field, row, key) }
  }
}

/** The formula of a field; none where bonusbook can work it out for nobody: what it reads is not there this month. */
function formulaText(layout: Layout, field: Field): string | undefined {
  const { formula, sheet, home } = field
  if (formula === undefined || layout.fields.rows(home).every(row => field.result(row) === FAULT)) return undefined
  return layout.resolved(formula, sheet)
}

function liveCells(layout: Layout, field: Field): CellMaker {
  const { kind: role, array } = field
  const format = formatOf(field, role)
  const text = formulaText(layout, field)
  if (text === undefined) return row => ({ role, value: cellValue(layout, field, row, field.result(row)), format })
  const pieces = text.split(ROW)
  const readsAbove = text.includes(ABOVE)
  return (row, at) => {
    const outcome = field.result(row)
    const own = pieces.join(String(at))
    const formula = readsAbove ? own.replaceAll(ABOVE, String(at - 1)) : own
    return {
      role,
      value: cellValue(layout, field, row, outcome) ?? '',
      format,
      // What bonusbook can't work out for this row, and needs for nothing, is shown as nothing.
      formula: outcome === FAULT ? `IFERROR(${formula},"")` : formula,
      array,
    }
  }
}

/** A value as a cell holds it: dates as the spreadsheet's days, people by their number in the roster. */
export function cellValue(
  { fields }: Layout,
  { type }: { readonly type: Type },
  row: Row,
  outcome: Outcome,
): LiveCell['value'] {
  if (outcome === FAULT || outcome === null) return null
  if (typeof outcome !== 'number') return outcome
  const serial = serialOf(outcome, type)
  if (serial) return serial
  return fields.engine.facts.people.directory.ids[outcome] ?? fields.engine.key(row)
}

const NARROWEST = 10
const WIDEST = 22
/** What amounts and points in time take beyond that. */
const WIDER: Partial<Record<Type['kind'], number>> = { money: 4, date: 1, moment: 9 }

function width({ title, type }: Field): number {
  const least = NARROWEST + (WIDER[type.kind] ?? 0)
  return Math.min(WIDEST, Math.max(least, lettersWide(title) + 2))
}

const LINE = 12
const MOST_LINES = 9

/** The height that wrapped texts of such widths take; what is longer is cut in view, not in the cell. */
function height(texts: readonly string[], widths: readonly number[]): number {
  const lines = texts.map((text, i) => linesOf(text, widths[i]!))
  return 5 + LINE * Math.min(MOST_LINES, Math.max(1, ...lines))
}
