// Reads an "XML spreadsheet 2003", which some systems save under the name of a workbook. Takes its text, gives its sheets
// as cells; refuses text that is cut, spans more cells than a sheet may have, or puts a cell where another is merged down.

import { type Cell, type Drawing, drawnText, NO_RESULT } from '../cells/cell.ts'
import type { Merge } from '../layout/grid.ts'
import { MAX_CELLS } from '../limits.ts'
import { attribute, decodeText, type MarkupEvents, walkMarkup } from './markup.ts'
import type { Sheet, Workbook, WorkbookFault } from './sheet.ts'
import { hiddenOf, shownAs } from './xlsx.ts'

/** Columns that one definition may stand for. */
const MAX_SPAN = 16_384

/** What is being read: the place in the sheet and what the open cell has said so far. */
class State {
  readonly sheets: { name: string; hidden: boolean; rows: Cell[][]; merges: Merge[]; hiddenRows: number[] }[] = []
  /** Number formats by the name of a style. One may take its format from another. */
  readonly formats = new Map<string, string>()
  style = ''
  /** Styles that strike their cells out. */
  readonly struck = new Set<string>()
  /** Styles of whole columns and of the open row, for cells without one of their own. */
  columnStyles = new Map<number, string>()
  nextColumn = 0
  rowStyle: string | undefined
  row = -1
  column = -1
  width = 0
  attributes = ''
  type: string | undefined
  text = ''
  /** How the open piece of a text is drawn. */
  drawing: Drawing = {}
  inData = false
  inComment = false
  inTable = false
  /** By column: the last row that a cell above is merged down to, and how many columns such cells spanned. */
  covered: number[] = []
  spanned = 0
  is1904 = false
  shown = shownAs(false)
}

/** Text that puts a row or cell before the last one, twice, or where another is merged down; or spans too many cells. */
class Broken extends Error {
  readonly fault: 'cells' | 'damaged'

  constructor(fault: Broken['fault']) {
    super(fault)
    this.fault = fault
  }
}

export function readXml2003(text: string): Workbook | WorkbookFault {
  const state = new State()
  try {
    const whole = walkMarkup(text, events(state))
    if (!whole || !/<\/(\w+:)?Workbook\s*>\s*$/.test(text.slice(-200))) return { fault: 'cut' }
  } catch (error) {
    if (error instanceof Broken) return { fault: error.fault }
    throw error
  }
  const sheets = state.sheets.map((sheet): Sheet => ({ ...sheet, hiddenRows: hiddenOf(sheet.hiddenRows) }))
  return { sheets, is1904: state.is1904 }
}

function events(state: State): MarkupEvents {
  return {
    open(name, attributes) {
      if (name === 'Style') {
        state.style = attribute(attributes, 'ID') ?? ''
        const parent = attribute(attributes, 'Parent') ?? ''
        state.formats.set(state.style, state.formats.get(parent) ?? '')
        if (state.struck.has(parent)) state.struck.add(state.style)
      } else if (name === 'Font' && attribute(attributes, 'StrikeThrough') === '1') state.struck.add(state.style)
      else if (name === 'NumberFormat') state.formats.set(state.style, formatOf(attributes))
      else if (name === 'Worksheet') {
        state.sheets.push({
          name: attribute(attributes, 'Name') ?? `Sheet${state.sheets.length + 1}`,
          hidden: false,
          rows: [],
          merges: [],
          hiddenRows: [],
        })
        state.row = -1
        state.width = 0
        state.covered = []
      } else if (name === 'Table') {
        state.inTable = true
        state.columnStyles = new Map()
        state.nextColumn = 0
      } else if (name === 'Column' && state.inTable) styleColumns(state, attributes)
      else if (name === 'Row' && state.inTable) {
        state.rowStyle = attribute(attributes, 'StyleID')
        state.row = indexOf(attributes, state.row)
        hideRows(state, attributes)
        state.column = -1
      } else if (name === 'Cell' && state.inTable) {
        state.column = indexOf(attributes, state.column)
        state.attributes = attributes
        state.type = undefined
        state.text = ''
      } else if (name === 'Comment') state.inComment = true
      else if (name === 'Data' && !state.inComment) {
        if (state.type !== undefined) throw new Broken('damaged')
        state.type = attribute(attributes, 'Type') ?? 'String'
        state.inData = true
      } else if (state.inData) state.drawing = { ...state.drawing, ...DRAWN[name] }
    },
    close(name) {
      if (name === 'Data') state.inData = false
      if (name === 'Data' || DRAWN[name]) state.drawing = {}
      else if (name === 'Comment') state.inComment = false
      else if (name === 'Cell' && state.inTable) endCell(state)
      else if (name === 'Table') state.inTable = false
      else if (name === 'Date1904') {
        state.is1904 = true
        state.shown = shownAs(true)
      } else if (name === 'Visible' && /hidden/i.test(state.text)) state.sheets.at(-1)!.hidden = true
      if (name !== 'Data' && !state.inTable) state.text = ''
    },
    text(text) {
      if (state.inData || !state.inTable) state.text += drawnText(decodeText(text), state.drawing)
    },
  }
}

/** Tags within a text. */
const DRAWN: Readonly<Record<string, Drawing>> = {
  Sup: { raised: true },
  Sub: { lowered: true },
  S: { struck: true },
}

/** Formats that have a name in place of a code. Currency is that of whoever opens the file. */
const NAMED: Readonly<Record<string, string>> = {
  Percent: '0.00%',
  'Euro Currency': '[$€]#,##0.00',
  'General Date': 'yyyy-mm-dd h:mm',
  'Long Date': 'yyyy-mm-dd',
  'Medium Date': 'yyyy-mm-dd',
  'Short Date': 'yyyy-mm-dd',
  'Long Time': 'h:mm:ss',
  'Medium Time': 'h:mm AM/PM',
  'Short Time': 'h:mm',
  'General Number': '',
  Currency: '',
  Fixed: '',
  Standard: '',
  Scientific: '',
}

function formatOf(attributes: string): string {
  const format = attribute(attributes, 'Format') ?? ''
  return NAMED[format] ?? format
}

/** The place of a row or cell: the next one, or the one that it names, which is never one before. */
function indexOf(attributes: string, before: number): number {
  const named = attribute(attributes, 'Index')
  if (named === undefined) return before + 1
  const index = Number(named) - 1
  if (!Number.isInteger(index) || index <= before) throw new Broken('damaged')
  return index
}

/** A row that is hidden by hand or by a filter. */
function hideRows(state: State, attributes: string): void {
  if (attribute(attributes, 'Hidden') === '1') state.sheets.at(-1)?.hiddenRows.push(state.row)
}

function styleColumns(state: State, attributes: string): void {
  const first = Number(attribute(attributes, 'Index') ?? state.nextColumn + 1) - 1
  const last = first + Math.min(MAX_SPAN, Number(attribute(attributes, 'Span') ?? 0))
  const style = attribute(attributes, 'StyleID')
  for (let column = first; style !== undefined && column <= last; column++) state.columnStyles.set(column, style)
  state.nextColumn = last + 1
}

function endCell(state: State): void {
  const sheet = state.sheets.at(-1)
  if (!sheet || state.row < 0) return
  state.width = Math.max(state.width, state.column + 1)
  if (state.width * (state.row + 1) > MAX_CELLS) throw new Broken('cells')
  while (sheet.rows.length <= state.row) sheet.rows.push([])
  const row = sheet.rows[state.row]!
  while (row.length < state.column) row.push(null)
  row[state.column] = cellOf(state)
  if (state.type !== undefined && state.struck.has(styleOfCell(state))) sheet.hiddenRows.push(state.row)
  // Rows that do not count the cells merged down into them stand in other columns than they mean: Excel refuses them, too.
  if (state.type !== undefined && state.row <= (state.covered[state.column] ?? -1)) throw new Broken('damaged')
  const across = Number(attribute(state.attributes, 'MergeAcross') ?? 0)
  const down = Number(attribute(state.attributes, 'MergeDown') ?? 0)
  if (across > 0 || down > 0) {
    sheet.merges.push({
      top: state.row,
      bottom: state.row + (down || 0),
      left: state.column,
      right: state.column + (across || 0),
    })
  }
  if (down > 0) {
    state.spanned += across > 0 ? across : 0
    if (!(state.spanned <= MAX_CELLS)) throw new Broken('cells')
    for (let column = state.column; column <= state.column + (across || 0); column++)
      state.covered[column] = Math.max(state.covered[column] ?? -1, state.row + down)
  }
  state.column += Math.max(0, across || 0)
}

function cellOf(state: State): Cell {
  if (state.type === undefined) return attribute(state.attributes, 'Formula') === undefined ? null : NO_RESULT
  const text = state.text
  if (state.type === 'Boolean' && /^[01]$/.test(text.trim())) return text.trim() === '1'
  if (state.type === 'DateTime') return state.shown(new Date(`${text.trim().replace(/Z$/, '')}Z`), formatOfCell(state))
  if (state.type !== 'Number') return text
  const number = /^-?\d+(\.\d+)?(E[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN
  if (Number.isNaN(number)) return text
  return state.shown(number, formatOfCell(state))
}

function formatOfCell(state: State): string | undefined {
  return state.formats.get(styleOfCell(state))
}

function styleOfCell(state: State): string {
  return attribute(state.attributes, 'StyleID') ?? state.rowStyle ?? state.columnStyles.get(state.column) ?? ''
}
