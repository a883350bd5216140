// Decides what the words around the figures of a column make of them. Takes what the scheme says the column is in, the unit in
// its header or title, and cells with their own words; gives plain figures in the unit that formulas expect, or the reason why
// that is not certain: another currency, a unit that contradicts, a time where no span of time is due.

import { type Currency, currencyOf, sign } from '../../core/currency.ts'
import { type Decimal, decimal, divide, fromDouble, ONE, plain, round } from '../../core/decimal.ts'
import type { CellReason, UnitReason } from '../../core/problem-facts.ts'
import { conversion, isSpan, milliseconds, namedSpan, parseUnit, splitUnit, type Unit } from '../../core/unit.ts'
import type { ColumnSpec, FigureType } from '../../tables/spec.ts'
import { type Cell, isRefusal, isShownNumber, isTime, type Refusal, type TimeCell, type Words } from '../cells/cell.ts'
import { type Digits, type FigureText, readDuration, readFigureText } from '../cells/figure.ts'
import { normalHeader } from '../layout/header-text.ts'
import type { StatedUnit } from '../layout/header-units.ts'

export interface Figure {
  readonly value: Decimal
  /** What the cell itself says is measured. */
  readonly measure: string | undefined
  /** False where words stand around the figure. */
  readonly bare: boolean
}

/** A figure as it stands in a cell, with the words around it. */
interface Worded {
  readonly value: Decimal
  readonly before: Unit | undefined
  readonly unit: Unit | undefined
  /** By so many places the cell shows less than it holds. */
  readonly places: number
}

export interface FigureUnits {
  /** By what a bare figure of the column is multiplied; undefined for 1. */
  readonly factor: Decimal | undefined
  /** Why the unit of the header or title can't be, or what the scheme should say of it. */
  readonly fault: UnitReason | undefined
  /** True where nobody says whether a bare figure of a percent column is 95 or 0.95. */
  readonly unsure: boolean
  /** Reads a cell that is not blank. */
  readonly read: (cell: Exclude<Cell, null | undefined | symbol>) => Figure | Refusal
  /** True where a cell in the file's own unit needs no more than its digits read. */
  readonly fits: (read: FigureText) => boolean
  /** True where the words of a format are no more than the sign of the shop's currency, or decoration. */
  readonly plain: (words: Words) => boolean
  /** True where figures in several measures become those of one. */
  readonly converts: boolean
  /** True where a measure that cells name is one of time that the scheme does not. */
  readonly unsaid: (measure: string) => boolean
}

const YUAN = currencyOf('CNY')!

/** How texts of a column write their digits. */
export function digitsOf({ currency = YUAN, decimals = currency.decimals }: ColumnSpec): Digits {
  return { lakhs: currency.lakhs, decimals }
}

const HUNDREDTH = decimal('0.01')
/** The measure of a cell that is a percentage. */
export const PERCENT = '%'
const HOURS = '小时'
const NOISE = decimal('0.00000005')
/** A text of so many digits is what a spreadsheet printed of a result: 15, but for zeros at the end. */
const PRINTED_DIGITS = 13

const power = (tens: number): Decimal => decimal(`1e${tens}`)

export function figureUnits(spec: ColumnSpec, type: FigureType, stated?: StatedUnit): FigureUnits {
  const header = stated?.unit
  const currency = spec.currency ?? YUAN
  const digits = digitsOf(spec)
  const base = baseOf(spec, stated?.text ?? '')
  const decided = decide(type, header ?? spec.unit, base, currency, header !== undefined)
  const factor = typeof decided === 'string' || decided.eq(ONE) ? undefined : decided
  const fault = typeof decided === 'string' ? decided : unsaidSpan(type, header, base)
  const rate = type === 'percent' ? (header?.rate ?? spec.unit?.rate) : undefined
  // A mark of 95% is 95 points to whoever writes it, and 0.95 of the number: nobody can tell.
  const isMark = type === 'number' && spec.enteredBy !== undefined
  const headerTens = header?.scaled || header?.tens ? header.tens : undefined

  function worded({ value, before, unit, places }: Worded): Figure | Refusal {
    const reason = isMark && unit?.rate ? 'percent' : cellFault(type, before, unit, currency)
    if (reason) return { reason }
    const measure = unit?.measure
    const bare = !unit && !before
    if (unit?.rate === 'percent') return { value: value.times(HUNDREDTH), measure: PERCENT, bare }
    const ownTens = unit?.scaled ? unit.tens : undefined
    if (ownTens !== undefined && headerTens !== undefined && ownTens !== headerTens) return { reason: 'unit differs' }
    const tens = ownTens ?? headerTens
    // Commas and points of a format move what is shown: the number is whole already, if the words say the same.
    if (places > 0 && tens !== undefined && tens !== places) return { reason: 'unit differs' }
    const known = base.measure ?? header?.measure
    let scaled = value
    if (places > 0) scaled = type === 'money' ? value : value.times(power(-(base.tens ?? 0)))
    else if (ownTens !== undefined) scaled = value.times(power(ownTens - (type === 'money' ? 0 : (base.tens ?? 0))))
    else if (measure !== undefined && known !== undefined) {
      if (header?.measure !== undefined && header.measure !== measure) return { reason: 'unit differs' }
      const by = conversion(measure, known) ?? (isSpan(measure) || isSpan(known) ? undefined : ONE)
      if (!by || (by.eq(ONE) && measure !== known && spec.unit)) return { reason: 'unit differs' }
      if (!base.measure && measure !== known) return { reason: 'unit differs' }
      scaled = value.times(base.measure ? by : ONE)
    } else if (factor) scaled = value.times(factor)
    return { value: type === 'percent' && rate !== 'fraction' ? scaled.times(HUNDREDTH) : scaled, measure, bare }
  }

  const formats = new Map<Words, ReturnType<typeof unitsOf>>()
  function formatUnits(words: Words): ReturnType<typeof unitsOf> {
    const found = formats.get(words) ?? unitsOf(words)
    formats.set(words, found)
    return found
  }

  function isPlain(words: Words): boolean {
    if (words.percent || words.places > 0) return false
    const said = formatUnits(words)
    return said !== 'unknown' && !said.unit && cellFault(type, said.before, undefined, currency) === undefined
  }

  /** A length of time that is written out, in the unit that the scheme says. 1:30 is hours where that unit is. */
  function duration(cell: string): Figure | Refusal {
    const measure = type === 'number' || type === 'count' ? base.measure : undefined
    const each = measure === undefined ? undefined : milliseconds(measure)
    const found = readDuration(cell)
    if (each === undefined || found.length === 0) return { reason: 'a time' }
    const values = found.map(seconds => divide(seconds.times(1000), decimal(each)))
    const sure = values.length === 1 || (measure === HOURS && (header?.measure ?? HOURS) === HOURS)
    return sure ? { value: values[0]!, measure, bare: false } : { readings: values.map(plain) }
  }

  function read(cell: Exclude<Cell, null | undefined | symbol>): Figure | Refusal {
    if (typeof cell === 'string') {
      const found = readFigureText(cell, digits)
      if (isRefusal(found)) return 'reason' in found && found.reason === 'a time' ? duration(cell) : found
      const exact = decimal(found.plain)
      const value = exact.precision() >= PRINTED_DIGITS ? withoutNoise(exact) : exact
      return worded({ ...found, value, places: 0 })
    }
    if (typeof cell === 'boolean') return { reason: 'a truth value' }
    if (cell instanceof Date) return { reason: 'a date' }
    if (isTime(cell)) return timeFigure(cell, type === 'number' || type === 'count' ? base.measure : undefined)
    const number = isShownNumber(cell) ? cell.number : cell
    if (!Number.isFinite(number) || Math.abs(number) > 1e30) return { reason: 'not a number' }
    const value = Number.isSafeInteger(number) ? decimal(number) : withoutNoise(fromDouble(number))
    if (!isShownNumber(cell)) return worded({ value, before: undefined, unit: undefined, places: 0 })
    if (cell.words.percent)
      return type === 'percent' || (type === 'number' && !isMark)
        ? { value, measure: PERCENT, bare: false }
        : { reason: 'percent' }
    const words = formatUnits(cell.words)
    return words === 'unknown' ? { reason: 'unit' } : worded({ value, ...words, places: cell.words.places })
  }

  return {
    factor,
    fault,
    unsure: type === 'percent' && rate === undefined,
    read,
    fits: ({ before, unit }) =>
      !factor &&
      type !== 'percent' &&
      (!before || cellFault(type, before, undefined, currency) === undefined) &&
      (!unit ||
        (unit.currency !== undefined &&
          unit.tens === 0 &&
          headerTens === undefined &&
          !unit.measure &&
          cellFault(type, undefined, unit, currency) === undefined)),
    plain: isPlain,
    converts: base.measure !== undefined,
    unsaid: measure => isSpan(measure) && base.measure === undefined,
  }
}

/** What formulas expect of a column: what the scheme says, or what its names for it say. */
interface Base {
  readonly tens: number | undefined
  readonly measure: string | undefined
  readonly currency: string | undefined
}

function baseOf({ name, headers, unit, type }: ColumnSpec, header: string): Base {
  if (unit) return { tens: unit.tens, measure: unit.measure, currency: unit.currency }
  if (type === 'money' || type === 'percent') return { tens: undefined, measure: undefined, currency: undefined }
  const end = (text: string): string => normalHeader(text).split('/').at(-1)!
  const literal = headers.find(text => end(text) === end(header))
  const said = splitUnit(name)?.unit ?? (literal === undefined ? undefined : splitUnit(literal)?.unit)
  const measure = said?.measure ?? [name, ...headers].map(namedSpan).find(span => span !== undefined)
  return { tens: said?.scaled ? said.tens : undefined, measure, currency: said?.currency }
}

/** By what bare figures under a unit are to be multiplied, or why that is not certain. */
function decide(
  type: FigureType,
  unit: Unit | undefined,
  base: Base,
  currency: Currency,
  inFile: boolean,
): Decimal | UnitReason {
  if (!unit) return ONE
  const foreign = unit.currency !== undefined && !currency.signs.has(sign(unit.currency)) && !isPart(unit)
  if (type === 'money') {
    if (foreign) return 'currency'
    // 分 are hundredths of a yuan where money is due.
    if (unit.measure === '分' && currency.code === 'CNY') return HUNDREDTH
    return unit.measure !== undefined || unit.rate !== undefined ? 'unit' : power(unit.tens)
  }
  if (type === 'percent') return unit.rate === undefined ? 'unit' : ONE
  if (!inFile) return ONE
  if (foreign && (base.currency === undefined || sign(base.currency) !== sign(unit.currency!))) return 'currency'
  if (unit.tens !== 0 || (base.tens ?? 0) !== 0) {
    if (base.tens === undefined) return 'unsaid'
    return power(unit.tens - base.tens)
  }
  if (unit.measure === undefined || base.measure === undefined || unit.measure === base.measure) return ONE
  return conversion(unit.measure, base.measure) ?? (isSpan(unit.measure) ? 'unit' : ONE)
}

/** 角, fen and cents are parts of a currency that they do not name. */
function isPart({ currency, tens }: Unit): boolean {
  return tens < 0 && currency !== undefined
}

/** Hours, minutes or days in a header of a column of which the scheme does not say what it is in. */
function unsaidSpan(type: FigureType, header: Unit | undefined, base: Base): UnitReason | undefined {
  if (type !== 'number' && type !== 'count') return undefined
  return isSpan(header?.measure) && base.measure === undefined ? 'span' : undefined
}

/** Why the words of a cell can't stand in a column of its type. */
function cellFault(
  type: FigureType,
  before: Unit | undefined,
  unit: Unit | undefined,
  currency: Currency,
): CellReason | undefined {
  for (const words of [before, unit]) {
    if (words?.currency === undefined) continue
    if (type === 'percent' || type === 'count') return 'unit'
    if (!currency.signs.has(sign(words.currency)) && !isPart(words)) return 'other currency'
  }
  if (!unit) return undefined
  if (unit.rate === 'fraction') return 'unit'
  if (unit.rate) return type === 'number' || type === 'percent' ? (before ? 'unit' : undefined) : 'percent'
  if (type === 'percent') return 'unit'
  return type === 'money' && unit.measure !== undefined ? 'unit' : undefined
}

/** What the words of a number format say; words that say nothing of amounts are no more than decoration. */
function unitsOf(words: Words): Pick<Worded, 'before' | 'unit'> | 'unknown' {
  const before = words.before === '' ? undefined : parseUnit(words.before)
  const unit = words.after === '' ? undefined : parseUnit(words.after)
  const strange = `${before ? '' : words.before}${unit ? '' : words.after}`
  if (/\p{Sc}|[百千万亿元币]/u.test(strange)) return 'unknown'
  // 0"00" shows 10 as 1000.
  if (/\d$/.test(words.before) || /^[\d.,]/.test(words.after)) return 'unknown'
  // A unit in front of the figure is one as well: 万元 1.25.
  return before && before.currency === undefined ? { before: undefined, unit: unit ?? before } : { before, unit }
}

/** A time as hours, minutes or seconds; times of day are none, and 2:30 under h:mm may be 26 hours and a half. */
function timeFigure({ ms, sense }: TimeCell, measure: string | undefined): Figure | Refusal {
  const each = measure === undefined ? undefined : milliseconds(measure)
  if (each === undefined || sense === 'clock') return { reason: 'a time' }
  if (sense === 'time' && (ms < 0 || ms >= 86_400_000)) return { reason: 'a time' }
  return { value: divide(decimal(ms), decimal(each)), measure, bare: false }
}

/** The figure of a text that belongs to no column: a share beside a person's, or what a case expects. */
export function textFigure(text: string): Figure | Refusal {
  const found = readFigureText(text, YUAN)
  if (isRefusal(found)) return found
  const value = decimal(found.plain).times(power(found.unit?.tens ?? 0))
  return { value: found.unit?.rate ? value.times(HUNDREDTH) : value, measure: found.unit?.measure, bare: !found.unit }
}

/**
 * What a spreadsheet works out keeps the noise of its larger parts: 2045.67 − 2041.13 is 4.53999999999996. A figure that
 * lies this near to one of four places is that one.
 */
function withoutNoise(value: Decimal): Decimal {
  const near = round(value, 4)
  return value.minus(near).abs().lte(NOISE) ? near : value
}
