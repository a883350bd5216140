// The unit that stands over a column: in its header (金额(万元)), below it, in the heading of its group, or in a title that
// speaks of the whole table (单位：万元). Takes the top of a sheet and the header that was found; gives for each column the
// nearest unit that can be meant for its type. Judges nothing.

import { basename } from 'node:path/posix'
import { type Currency, currencyOf, foreignWords } from '../../core/currency.ts'
import type { Place } from '../../core/place.ts'
import { type Problem, problem } from '../../core/problem.ts'
import {
  isFigure,
  isSpan,
  largeWords,
  milliseconds,
  parseUnit,
  smallRate,
  splitUnit,
  titleUnits,
  type Unit,
} from '../../core/unit.ts'
import type { CellType, TableSpec } from '../../tables/spec.ts'
import { isBlank } from '../cells/text.ts'
import type { Header } from './find-header.ts'
import { isGiven } from './given-header.ts'
import type { Grid } from './grid.ts'
import { normalHeader, unbracketed } from './header-text.ts'

export interface StatedUnit {
  readonly unit: Unit
  /** The cell that says it. */
  readonly text: string
  readonly at: Place
}

/** What is said of the columns of a table. `cells` are those of the wanted headers. */
export function tableUnits(
  { columns, layout, across }: TableSpec,
  grid: Grid,
  header: Header,
  cells: readonly number[],
  placeOf: (row: number, cell: number | undefined) => Place,
): { readonly units: readonly (StatedUnit | undefined)[]; readonly unitCell: number | undefined } {
  const rows = layout.kind === 'rows'
  const typed = cells.map((cell, i) => {
    // Of a column that is rows the heading says which: a day 10 is no unit of tens.
    const named = across && i === across.value ? header.found[i]!.flatMap(({ text }) => [text, ...text.split(' ')]) : []
    return { cell, type: rows ? columns[i]!.type : undefined, named: new Set(named.map(normalHeader)) }
  })
  return {
    units: statedUnits(grid, header, typed, placeOf),
    unitCell: unaskedColumn(grid, header, rows ? CURRENCY_HEADERS : UNIT_HEADERS, cells),
  }
}

/** `columns` are cells of the header with the types of their columns; no type where any figure may stand. */
function statedUnits(
  grid: Grid,
  header: Pick<Header, 'top' | 'bottom' | 'texts'>,
  columns: readonly {
    readonly cell: number
    readonly type: CellType | undefined
    readonly named: ReadonlySet<string>
  }[],
  placeOf: (row: number, cell: number | undefined) => Place,
): (StatedUnit | undefined)[] {
  return columns.map(({ cell, type, named }) => {
    if (isGiven(header)) {
      const unit = splitUnit(header.texts[cell] ?? '')?.unit
      return unit && { unit, text: header.texts[cell]!, at: placeOf(0, cell) }
    }
    for (let row = header.bottom; row >= 0; row--) {
      const own = row >= header.top
      const said = cellOver(grid, row, cell)
      const over = said && !named.has(normalHeader(said.text)) ? said : undefined
      // A name that is merged over two rows is one text: a day 10 is no unit of tens below itself.
      const alone = !own || hasOtherText(grid, header, said?.row ?? row, cell)
      const unit = over && (splitUnit(over.text)?.unit ?? (alone ? unitAlone(over.text) : undefined))
      if (over && unit && ((own && over.cell === cell) || speaksOf(unit, type)))
        return { unit, text: over.text.trim(), at: placeOf(row, over.cell) }
      if (own) continue
      for (const [at, text] of grid.rows[row]!.entries()) {
        const said = titleUnits(withLabel(grid.rows[row]!, at, text)).find(found => speaksOf(found, type))
        if (said) return { unit: said, text: text.trim(), at: placeOf(row, at) }
      }
    }
    return undefined
  })
}

function unitAlone(text: string): Unit | undefined {
  const words = unbracketed(text)
  return isFigure(words) ? undefined : parseUnit(words)
}

/**
 * Words of another currency, of thousands or of cents that stand over money, on its sheet or in the name of its file, and of
 * which no unit can be read: 金额·万元, “all amounts in thousands”. Nobody knows then what plain figures are in, unless the
 * scheme says it at the column.
 */
export function unclearUnit(
  { columns, layout }: TableSpec,
  grid: Grid,
  header: Header,
  { cells, units }: { readonly cells: readonly number[]; readonly units: readonly (StatedUnit | undefined)[] },
  file: { readonly display: string; readonly sheet: string | undefined },
  placeOf: (row: number, cell: number | undefined) => Place,
): Problem | undefined {
  const rows = layout.kind === 'rows'
  for (const [i, column] of columns.entries()) {
    const money = column.type === 'money'
    if ((!money && column.type !== 'percent') || column.unit || units[rows ? i : 1]) continue
    const currency = column.currency ?? currencyOf('CNY')!
    const tell = (found: string, where: 'header' | 'title' | 'sheet' | 'file', at: Place, text: string): Problem =>
      problem(
        'UNIT_UNCLEAR',
        at,
        { column: column.name, found, where, own: money ? ownUnit(currency) : 'percent' },
        { quote: { text } },
      )
    const cell = cells[rows ? i : 1]!
    if (isGiven(header)) continue
    for (let row = header.bottom; row >= header.top; row--) {
      const over = cellOver(grid, row, cell)
      const found =
        over && (money ? (largeWords(over.text) ?? foreignWords(over.text, currency)) : smallRate(over.text))
      if (found !== undefined) return tell(found, 'header', placeOf(row, over!.cell), over!.text.trim())
    }
    if (!money) continue
    for (let row = header.top - 1; row >= 0; row--) {
      for (const [at, text] of grid.rows[row]!.entries()) {
        const found = largeWords(text)
        if (found !== undefined) return tell(found, 'title', placeOf(row, at), text.trim())
      }
    }
    const names = [['sheet', file.sheet] as const, ['file', basename(file.display)] as const]
    for (const [where, name] of names) {
      if (name === undefined) continue
      const found = largeWords(name) ?? titleUnits(name.replace(/\.[^.]*$/, '')).find(({ tens }) => tens !== 0)?.text
      const { file: display } = placeOf(header.bottom, undefined)
      if (found !== undefined) return tell(found, where, { file: display }, name)
    }
  }
  return undefined
}

/** How a scheme says that plain figures are in the shop's currency itself. */
function ownUnit({ code }: Currency): string {
  return code === 'CNY' ? '元' : code
}

/** True where the column has another text in its header: 万元 below 工时费 is a unit, 工时 or 天 alone a name. */
function hasOtherText(grid: Grid, { top, bottom }: Pick<Header, 'top' | 'bottom'>, row: number, cell: number): boolean {
  return grid.rows.slice(top, bottom + 1).some((cells, i) => top + i !== row && !isBlank(cells[cell] ?? ''))
}

/** The text above a column: its own cell, the one that it is merged with, or in a text file the one before it. */
function cellOver(grid: Grid, row: number, cell: number): { text: string; row: number; cell: number } | undefined {
  const cells = grid.rows[row] ?? []
  const own = cells[cell]
  if (own !== undefined && !isBlank(own)) return { text: own, row, cell }
  const merge = grid.merges?.find(m => m.top <= row && row <= m.bottom && m.left <= cell && cell <= m.right)
  if (merge) return { text: grid.rows[merge.top]?.[merge.left] ?? '', row: merge.top, cell: merge.left }
  if (grid.merges && grid.merges.length > 0) return undefined
  for (let at = Math.min(cell, cells.length) - 1; at >= 0; at--)
    if (!isBlank(cells[at]!)) return { text: cells[at]!, row, cell: at }
  return undefined
}

/** A label may stand in the cell before: 单位 | 万元. */
function withLabel(cells: readonly string[], at: number, text: string): string {
  const before = cells.slice(0, at).findLast(cell => cell.trim() !== '')
  return before !== undefined && before.trim().length <= 10 ? `${before.trim().replace(/[:：]?$/, '：')}${text}` : text
}

/** Which figures a unit over several columns is meant for: amounts of money, spans of time, rates. */
export function speaksOf({ currency, tens, measure, rate }: Unit, type: CellType | undefined): boolean {
  const money = measure === undefined && rate === undefined && (currency !== undefined || tens !== 0)
  if (type === undefined) return true
  if (type === 'money') return money
  if (type === 'percent') return rate !== undefined
  return type === 'number' && isSpan(measure) && milliseconds(measure!) !== undefined
}

const CURRENCY_HEADERS = ['币种', '币别', '货币', '货币单位', '货币代码', 'currency', 'currencycode']
const UNIT_HEADERS = [...CURRENCY_HEADERS, '单位', '计量单位', '金额单位', 'unit', 'units', 'uom']

/** The cell of a column that nobody asked for, under one of these headers. */
export function unaskedColumn(
  grid: Grid,
  header: Pick<Header, 'top' | 'bottom' | 'texts'>,
  names: readonly string[],
  asked: readonly number[],
): number | undefined {
  for (const row of isGiven(header) ? [header.texts] : grid.rows.slice(header.top, header.bottom + 1)) {
    const at = row.findIndex((text, cell) => !asked.includes(cell) && names.includes(normalHeader(text)))
    if (at >= 0) return at
  }
  return undefined
}
