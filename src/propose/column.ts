// What a column holds. Takes its header and its cells; gives the type under which the program's own readers read all of them, with
// what speaks for it, and what is not sure. What is likely is tried first; what can't be read for certain is a text.

import type { Period } from '../core/calendar.ts'
import { currencyOf, type Decimals } from '../core/currency.ts'
import { namesSecrets, withoutSecrets } from '../core/secret.ts'
import { splitUnit } from '../core/unit.ts'
import type { Cell } from '../sources/cells/cell.ts'
import { isShownNumber } from '../sources/cells/cell.ts'
import { isBlankCell } from '../sources/cells/text.ts'
import { type Fit, fitCells } from '../sources/given-cell.ts'
import { cellText } from '../sources/workbook/sheet.ts'
import { SCALE } from '../tables/batch.ts'
import { type Directory, emptyDirectory } from '../tables/directory.ts'
import { type CellType, type ColumnSpec, DATE_ORDERS, type DateOrder } from '../tables/spec.ts'
import type { Doubt, Evidence } from '../words/proposal.ts'
import type { Entry } from './found.ts'
import { hints } from './hints.ts'
import type { TableColumn } from './table.ts'

/** What is known beside the column. */
export interface Around {
  readonly period: Period | undefined
  readonly currency: string
  /** The sign before the decimals of its table's figures, where it has to be said. */
  readonly decimals?: Decimals | undefined
  readonly is1904: boolean
  /** The columns have no headers that say anything. */
  readonly headless?: boolean
  /** The roster, where it is known; none while it is looked for. */
  readonly directory: Directory | undefined
}

/** What a column was found to be. */
export interface Kind {
  readonly type: CellType
  readonly entry: Omit<Entry, 'header'>
  readonly evidence: readonly Evidence[]
  readonly doubts: readonly Doubt[]
  /** The order that all of its dates can be read in, where one has to be said. */
  readonly order?: DateOrder
  /** Of dates: they are months without a day, which only the column by which rows are of a month can have. */
  readonly months?: true
  /** Of dates: every one has its time of day. */
  readonly moments?: true
  /** No cell is filled. */
  readonly empty: boolean
  /** Neither header nor cells tell whether its figures are money. */
  readonly money?: 'unsure'
  /** What each filled cell was read as. */
  readonly values: Fit['values']
}

interface Column {
  readonly header: string
  readonly cells: readonly Cell[]
  readonly filled: readonly Cell[]
  readonly texts: readonly string[]
  readonly around: Around
}

const PLACE = { file: '' }
const CLOSED_MOST = 8
const CLOSED_LONGEST = 16

/** The type of a column and what speaks for it. */
export function kindOf({ text, header, cells }: TableColumn, around: Around): Kind {
  const filled = cells.filter(cell => !isBlankCell(cell))
  const column = { header: header ?? text, cells, filled, texts: filled.map(cellText), around }
  if (filled.length === 0) {
    const measured = splitUnit(column.header)?.unit.measure !== undefined || hints('count', column.header)
    const type = hints('money', column.header) ? 'money' : measured ? 'number' : 'text'
    return { type, entry: { type, blank: 'none' }, evidence: [], doubts: [], empty: true, values: [] }
  }
  const kind =
    ofPeople(column) ?? ofGroup(column) ?? ofDates(column) ?? ofYesNo(column) ?? ofFigures(column) ?? ofTexts(column)
  const told = withBlanks(kind, column)
  if (!around.headless) return told
  const some = [...new Set(column.texts.map(text => withoutSecrets(text.trim(), true)))].slice(0, 3)
  return { ...told, evidence: [{ kind: 'some', texts: some }, ...told.evidence] }
}

/** A moment with its zone; a month without a day. */
const ZONED = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/
const MONTH_ALONE = /^\d{4}\s*[-/.年]\s*\d{1,2}月?$/

/** `month`: the name of the column by which rows are of a month. */
function fit(column: Column, type: CellType, more: Partial<ColumnSpec> = {}, month?: string): Fit {
  const currency = currencyOf(column.around.currency)
  const spec: ColumnSpec = {
    ...{ name: 'x', headers: [column.header], type, blank: 'none', range: undefined, values: undefined, at: PLACE },
    ...(currency ? { currency, decimals: column.around.decimals } : {}),
    ...more,
  }
  const directory = column.around.directory ?? emptyDirectory()
  return fitCells(spec, column.filled, { ...column.around, directory, month })
}

function cellsRead({ read, filled }: Fit): Evidence {
  return { kind: 'cells', read, of: filled }
}

function kind(type: CellType, entry: Kind['entry'], found: Fit, more: Partial<Kind> = {}): Kind {
  return { type, entry, evidence: [cellsRead(found)], doubts: [], empty: false, values: found.values, ...more }
}

/** True for plain digits, which may be a figure as well as a number of somebody or something. */
function areDigits({ filled, texts }: Column): boolean {
  return texts.every((text, i) => typeof filled[i] === 'number' || /^[\d\s.,-]+$/.test(text))
}

/** Where most of the cells name somebody of the roster. */
function ofPeople(column: Column): Kind | undefined {
  const { directory } = column.around
  if (!directory || directory.ids.length === 0) return undefined
  const hinted = hints('person', column.header) || hints('number of person', column.header)
  const digits = areDigits(column)
  if (digits && !hinted && !column.around.headless) return undefined
  const { filled, texts } = column
  const alone = fit(column, 'person')
  const many = texts.some(text => /[,，、;；/\s]/.test(text.trim()))
  const shared = many ? fit(column, 'person', { shared: { kind: 'equally' } }) : alone
  const best = shared.read > alone.read ? shared : alone
  if (best.read === 0 || best.read * 10 < filled.length * (hinted ? 5 : 8)) return undefined
  // Without a header digits are numbers of people only where all of them are, and too long for figures that happen to be.
  if (digits && !hinted && (best.read < filled.length || texts.some(text => text.trim().length < 3))) return undefined
  const unknown = [...new Set(texts.filter((_, i) => best.values[i] === undefined))]
  const doubts: Doubt[] = []
  if (best === shared && best !== alone)
    doubts.push({ kind: 'shared', example: texts.find((_, i) => alone.values[i] === undefined)! })
  if (unknown.length > 0) doubts.push({ kind: 'people unknown', names: unknown.slice(0, 5), count: unknown.length })
  const entry = { type: 'person', ...(best === shared && best !== alone ? { shared: 'equally' } : {}) }
  const evidence: Evidence[] = [{ kind: 'known', known: best.read, of: filled.length }]
  return { ...kind('person', entry, best), evidence, doubts }
}

/** Where all of the cells are groups of the roster. */
function ofGroup(column: Column): Kind | undefined {
  for (const group of column.around.directory?.groups.keys() ?? []) {
    const found = fit(column, { group })
    if (found.read === 0 || found.read < found.filled) continue
    if (areDigits(column) && !hints('group', column.header)) continue
    const evidence: Evidence[] = [{ kind: 'known', known: found.read, of: found.filled }]
    return { ...kind({ group }, { type: group }, found), evidence }
  }
  return undefined
}

function ofDates(column: Column): Kind | undefined {
  const { filled, texts, header } = column
  const dated = filled.some(cell => cell instanceof Date)
  // 20260705 and 46208 are dates only where the header says so.
  if (!dated && areDigits(column) && !texts.some(text => /\d[-./]\d+[-./]\d/.test(text)) && !hints('date', header))
    return undefined
  if (!texts.some(text => /\d/.test(text))) return undefined
  const times = fit(column, 'time')
  if (times.read === filled.length && !dated) return kind('time', { type: 'time' }, times)
  const zoned = texts.filter(text => ZONED.test(text.trim()))
  if (zoned.length * 2 > texts.length) {
    const found = fit(column, 'text')
    return kind('text', { type: 'text' }, found, { doubts: [{ kind: 'time zone', example: zoned[0]! }] })
  }
  if (texts.every(text => MONTH_ALONE.test(text.trim()))) {
    const found = fit(column, 'date', {}, 'x')
    if (found.read === filled.length) return kind('date', { type: 'date' }, found, { months: true })
  }
  const plain = fit(column, 'date')
  const withTimes = texts.filter(text => /\d:\d\d/.test(text) && !/[ T]0?0:00(:00)?$/.test(text)).length
  const timed = withTimes > 0
  const moments = withTimes === filled.length && fit(column, 'moment').read === filled.length
  const more: Evidence[] = timed ? [{ kind: 'times' }] : []
  const dates = (found: Fit): Kind => {
    const made = kind('date', { type: 'date' }, found, moments ? { moments: true } : {})
    return { ...made, evidence: [...made.evidence, ...more] }
  }
  if (plain.read === filled.length) return dates(plain)
  const orders = DATE_ORDERS.map(order => ({ order, found: fit(column, 'date', { dates: order }) })).filter(
    ({ found }) => found.read === filled.length,
  )
  const [first] = orders
  if (!first)
    return plain.read * 10 >= filled.length * 9
      ? { ...dates(plain), doubts: [notRead(column, plain, 'date')] }
      : undefined
  const example = texts[plain.values.indexOf(undefined)] ?? texts[0]!
  const inPeriod = ({ found }: { found: Fit }): number => inside(found.values, column.around.period)
  const best = orders.reduce((a, b) => (inPeriod(b) > inPeriod(a) ? b : a))
  // Many rows that all are of the month in one order, and of other years in any other, leave no question.
  const years = ({ found }: { found: Fit }): boolean => ofOtherYears(found.values, column.around.period)
  if (orders.length > 1 && inPeriod(best) === filled.length && orders.every(o => o === best || years(o)))
    return {
      ...dates(best.found),
      order: best.order,
      evidence: [...dates(best.found).evidence, { kind: 'order', order: best.order, example }],
    }
  if (orders.length === 1) {
    const sure = texts.find(text =>
      DATE_ORDERS.every(
        order => order === first.order || fit({ ...column, filled: [text] }, 'date', { dates: order }).read === 0,
      ),
    )
    const made = dates(first.found)
    return {
      ...made,
      order: first.order,
      evidence: [...made.evidence, { kind: 'order', order: first.order, example: sure ?? example }],
    }
  }
  // Which of them is meant nobody can say; the one of the most rows of the period is proposed.
  const doubt: Doubt = { kind: 'date order', example, orders: orders.map(({ order }) => order) }
  return { ...dates(best.found), order: best.order, doubts: [doubt] }
}

/** How many days lie in the period. */
export function inside(values: Fit['values'], period: Period | undefined): number {
  if (!period) return 0
  return values.filter(day => day !== undefined && day >= period.start && day <= period.end).length
}

/** True where no day is of the year of the period or one beside it. */
function ofOtherYears(values: Fit['values'], period: Period | undefined): boolean {
  return period !== undefined && values.every(day => day === undefined || Math.abs(day - period.start) > 500)
}

function notRead({ texts }: Column, { values }: Fit, type: string): Doubt {
  return { kind: 'not read as', type, example: texts[values.indexOf(undefined)] ?? '' }
}

function ofYesNo(column: Column): Kind | undefined {
  const found = fit(column, 'yes/no')
  if (found.read < found.filled) return undefined
  // 1 and 0 are figures where the header does not ask.
  if (areDigits(column) && !hints('yes/no', column.header)) return undefined
  return kind('yes/no', { type: 'yes/no' }, found)
}

function ofFigures(column: Column): Kind | undefined {
  const { header, texts, filled } = column
  if (namesSecrets(header)) return undefined
  const number = fit(column, 'number')
  const money = fit(column, 'money')
  const digits = areDigits(column)
  // Numbers of orders, parts and phones are no figures: they have zeros in front, or too many digits.
  const coded = texts.some(text => /^0\d/.test(text.trim()) || /^\+?\d{9,}$/.test(text.trim()))
  const contact = hints('contact', header) && !hints('money', header)
  if (contact || (coded && (digits || texts.every(text => text.trim().startsWith('+'))))) return undefined
  if (digits && hints('document', header) && !hints('money', header)) return undefined
  if (digits && hints('number of person', header)) return undefined
  // Where some cells have the sign and others don't, a bare 3 is no 3%.
  const marked = texts.filter((text, i) => {
    const cell = filled[i]
    return text.includes('%') || (isShownNumber(cell) && cell.words.percent)
  }).length
  const percent = marked === filled.length
  const signed = texts.some(text => /[¥￥$€£₹]/.test(text)) || Boolean(splitUnit(header)?.unit.currency)
  if (percent) {
    const rate = fit(column, 'percent')
    if (rate.read === filled.length) return kind('percent', { type: 'percent' }, rate)
    const share = fit(column, 'percent', { unit: FRACTION })
    if (share.read === filled.length) return kind('percent', { type: 'percent', unit: 'fraction' }, share)
  }
  // A bare 7.3 may be a rate of turnover as well as a percentage: it is read as it stands there.
  const rated = marked > 0 || (hints('rate', header) && !hints('money', header) && !exceed(number.values))
  if (rated && !signed && number.read === filled.length)
    return kind('number', { type: 'number' }, number, { doubts: [{ kind: 'rate', example: texts[0]! }] })
  const counted = hints('count', header) && !/[¥￥$€£₹]/.test(texts.join(''))
  const said = hints('money', header) || hints('fine or prize', header)
  const rate = hints('rate', header) && !exceed(number.values)
  const open = !signed && !counted && !rate && isOpen(header, texts)
  const isMoney = signed || (said && !counted && !rate && !(open && areSmall(texts)) && !isPart(header))
  const unsure = open ? ({ money: 'unsure' } as const) : {}
  if (isMoney && money.read === filled.length) return kind('money', { type: 'money' }, money, unsure)
  if (open && number.read === filled.length) {
    const large = hints('target', header) && !areSmall(texts) && money.read === filled.length
    return large ? kind('money', { type: 'money' }, money, unsure) : kind('number', { type: 'number' }, number, unsure)
  }
  if (number.read === filled.length) {
    const count = fit(column, 'count')
    const whole =
      count.read === filled.length &&
      /(次|台|单|件|瓶|人)数|台次|辆次|\b(count|qty|quantity|number of)\b/i.test(header.replace(/_/g, ' '))
    return whole ? kind('count', { type: 'count' }, count) : kind('number', { type: 'number' }, number)
  }
  if (money.read === filled.length) return kind('money', { type: 'money' }, money)
  const best = isMoney ? money : number
  if (best.read * 10 >= filled.length * 9 && (isMoney || counted)) {
    const type = isMoney ? 'money' : 'number'
    return kind(type, { type }, best, { doubts: [notRead(column, best, type)] })
  }
  return undefined
}

/** True where most figures are larger than a rate is: a rate of pay is an amount. */
function exceed(values: Fit['values']): boolean {
  return values.filter(value => value !== undefined && Math.abs(value) > 200 * SCALE).length * 2 > values.length
}

/** True for the number, year or month of something that is paid: no amount, whatever it is of. */
function isPart(header: string): boolean {
  return /(^|[\s_])(id|no|code|year|month|day|date)$|(年|月|日|编号|代码)$/i.test(header.trim())
}

/**
 * True where a header does not say whether its figures are money: a target is one of anything, a fine may be counted, and a
 * header that hints at nothing may stand over amounts.
 */
function isOpen(header: string, texts: readonly string[]): boolean {
  const total = /^(total|sum|合计|小计|总计)$/i.test(header.trim())
  if ((hints('money', header) && !total) || splitUnit(header)) return false
  if (total) return !texts.some(text => /\.\d\d$/.test(text.trim()))
  if (hints('target', header)) return true
  if (hints('fine or prize', header)) return areSmall(texts)
  return !hints('score', header) && !/(编号|号码|number)$/i.test(header.trim()) && !areSmall(texts)
}

/** True for figures below 1,000 of one decimal at most: amounts of a shop mostly are larger, or have cents. */
function areSmall(texts: readonly string[]): boolean {
  return texts.every(text => /^[-+]?\d{1,3}(\.\d|\.0+)?$/.test(text.normalize('NFKC').trim()))
}

const FRACTION = {
  text: 'fraction',
  currency: undefined,
  tens: 0,
  scaled: false,
  measure: undefined,
  rate: 'fraction',
} as const

function ofTexts(column: Column): Kind {
  const { header, texts, filled } = column
  const trimmed = texts.map(text => text.trim())
  const different = new Set(trimmed).size
  const evidence: Evidence[] = [{ kind: 'different', different, of: filled.length }]
  const id = fit(column, 'id')
  // What a job is of is no number of it.
  const numbered = texts.filter(text => /\d/.test(text)).length * 2 > texts.length
  const number = (numbered && hints('document', header)) || hints('number of person', header)
  if (number && id.read === filled.length && !namesSecrets(header))
    return { ...kind('id', { type: 'id' }, id), evidence: [{ ...evidence[0]!, again: againIn(trimmed) } as Evidence] }
  const words = [...new Set(trimmed)]
  const closed =
    different <= CLOSED_MOST &&
    filled.length >= different * 3 &&
    filled.length > 8 &&
    !namesSecrets(header) &&
    words.every(word => word !== '' && word.length <= CLOSED_LONGEST && !/[\n,，、;；]/.test(word))
  const text = fit(column, 'text')
  if (closed)
    return {
      ...kind('text', { type: 'text', values: words }, text),
      evidence: [{ kind: 'texts', texts: different, of: filled.length }],
    }
  return { ...kind('text', { type: 'text' }, text), evidence }
}

const MOST_AGAIN = 3

/** The texts that stand several times among such as nearly all differ: an order and its reversal. */
function againIn(texts: readonly string[]): { text: string; times: number }[] {
  const times = new Map<string, number>()
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1)
  if (times.size * 10 < texts.length * 9) return []
  return [...times].flatMap(([text, n]) => (n > 1 ? [{ text, times: n }] : [])).slice(0, MOST_AGAIN)
}

/** What empty cells are taken for. */
function withBlanks(found: Kind, { cells, filled }: Column): Kind {
  const empty = cells.length - filled.length
  if (empty === 0) return found
  const evidence: Evidence[] = [...found.evidence, { kind: 'empty', empty, of: cells.length }]
  const { type } = found
  if (type === 'yes/no' && found.values.every(value => value === 1))
    return {
      ...found,
      evidence,
      entry: { ...found.entry, blank: 'no' },
      doubts: [...found.doubts, { kind: 'blank yes' }],
    }
  return { ...found, evidence, entry: { ...found.entry, blank: 'none' } }
}
