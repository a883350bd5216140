// Reads cells of texts, ids, lists, dates, yes/no and groups into a batch. Takes the scheme's column and the roster's
// keys; every cell becomes a day, a 0 or 1, or the code of a text. Refuses through the report, never guesses.

import { DAY_SECONDS, type Day, dayOfMoment, isoDate, type Period, parseIsoMoment } from '../../core/calendar.ts'
import type { Place } from '../../core/place.ts'
import { POINTS as OF_TIME } from '../../core/points.ts'
import { type Problem, problem } from '../../core/problem.ts'
import type { CellReason } from '../../core/problem-facts.ts'
import { accountDoubt, accountFault, idFault, masked, type SecretKind } from '../../core/secret.ts'
import { slipOf } from '../../core/suggest.ts'
import { BLANK } from '../../tables/batch.ts'
import type { Interner } from '../../tables/interner.ts'
import type { Quote } from '../../tables/reading.ts'
import { canonicalDate } from '../cells/canonical.ts'
import { type Cell, isRefusal, isShownNumber, isTime, type Refusal } from '../cells/cell.ts'
import { isTimed, readTime, type TimeOfDay } from '../cells/clock.ts'
import {
  type DateContext,
  hasWeekday,
  momentOf,
  orderByWeekdays,
  plainText,
  type ReadDay,
  readDate,
  readDateNumber,
  readDateText,
  readSerial,
} from '../cells/date.ts'
import { clean, fold, isPlainWord, unwrap } from '../cells/text.ts'
import { cellText } from '../workbook/sheet.ts'
import {
  blankAs,
  type ColumnContext,
  type Content,
  cellReader,
  once,
  type ReadCell,
  refuse,
  rememberingReader,
} from './reader.ts'
import { foundText } from './report.ts'

export const LIST_MARKS: RegExp = /[、,，;；/\n]/
export const SCIENTIFIC: RegExp = /^\d+(\.\d+)?E\+\d+$/i
/** A spreadsheet keeps 15 digits of a number. */
export const MAX_DIGITS = 1e15
const DAY_MS = 86_400_000

/** How days, or moments, stand in a batch. */
interface Points {
  readonly fast: (text: string) => number
  readonly of: (found: ReadDay) => number | Refusal
  readonly dayOf: (value: number) => Day
  /** Why a text that is no date is none of them. */
  readonly otherwise: CellReason
}

const POINTS: Readonly<Record<'date' | 'moment', Points>> = {
  date: { fast: canonicalDate, of: ({ day }) => day, dayOf: day => day, otherwise: 'not a date' },
  moment: {
    fast: text => parseIsoMoment(text) ?? BLANK,
    of: momentOf,
    dayOf: dayOfMoment,
    otherwise: 'not a moment',
  },
}

/**
 * Days, or moments; `month`: of the column that says which month a row is of, where the month alone is enough. `sample` gives cells of the
 * column, of the rows at the file's top.
 */
export function dateReader(
  context: ColumnContext,
  type: 'date' | 'moment',
  period: Period | undefined,
  is1904: boolean,
  month: boolean,
  sample: () => readonly Cell[],
): ReadCell {
  const about: DateContext = { period, month, order: context.spec.dates }
  const columnOrder = once(() => {
    const texts = sample().filter(cell => typeof cell === 'string')
    return orderByWeekdays(texts, about)
  })
  const points = POINTS[type]
  const mixture = mixedOrders(context, points)
  const read = (content: Content): ReadDay | Refusal => {
    if (typeof content === 'string') {
      const found = readDateText(content, about)
      const unsure = isRefusal(found) && 'readings' in found && hasWeekday(content)
      return unsure && columnOrder() ? readDateText(content, { ...about, order: columnOrder() }) : found
    }
    if (typeof content === 'number') return readDateNumber(content, is1904, about)
    if (isShownNumber(content)) return readDateNumber(content.number, is1904, about)
    if (content instanceof Date) return readDate(content)
    if (!isTime(content)) return { reason: 'not a date' }
    // A day whose format shows its time only.
    return readSerial(content.ms / 86_400_000, is1904) ?? { reason: 'no day' }
  }
  return rememberingReader(context, {
    fast: points.fast,
    careful(content) {
      const found = read(content)
      if (isRefusal(found)) {
        const other = 'reason' in found && found.reason === 'not a date'
        return refuse(context, content, other ? { reason: points.otherwise } : found)
      }
      if (type === 'date' && isTimed(found.time)) context.report.mark(context.index)
      const value = points.of(found)
      if (isRefusal(value)) return refuse(context, content, value)
      if (found.yearLast) mixture.take(found)
      return value
    },
    blank: blankAs(context, points.fast),
  })
}

/** Times of day: seconds since midnight. A date with a time is none, and neither is a figure whose format shows no time. */
export function timeReader(context: ColumnContext): ReadCell {
  const timeOf = (content: Content): TimeOfDay | undefined => {
    if (typeof content === 'string') return readTime(plainText(content))
    if (!isTime(content)) return undefined
    const seconds = Math.round(content.ms / 1000)
    return seconds >= 0 && seconds < DAY_SECONDS ? [seconds] : undefined
  }
  return rememberingReader(context, {
    fast: text => OF_TIME.time.parse(text) ?? BLANK,
    careful(content) {
      const times = timeOf(content)
      if (!times) return refuse(context, content, { reason: 'not a time' })
      const [first, second] = times
      if (second !== undefined)
        return refuse(context, content, { readings: times.map(t => OF_TIME.time.text(t % DAY_SECONDS)) })
      return first ?? refuse(context, content, { reason: 'no such time' })
    },
    blank: BLANK,
  })
}

/**
 * A spreadsheet of another country takes 03/04/2019 for the day that its own order gives, and leaves 25/12/2019 a text. Then all
 * texts have a part above 12, and no other date of the column lies after the 12th of a month. The column's last batch is looked
 * at for it, once, at the end.
 */
function mixedOrders(
  { spec, index, data, report }: ColumnContext,
  { dayOf }: Points,
): { take: (found: ReadDay) => void } {
  const texts = new Set<number>()
  let even = false
  const told = (at: Place, found: string, quote: Quote): Problem | undefined => {
    const others = Array.from(
      data.values.filter(value => value !== 0 && !Number.isNaN(value)),
      dayOf,
    ).filter(day => !texts.has(day))
    if (even || others.length === 0 || others.some(day => new Date(day * DAY_MS).getUTCDate() > 12)) return undefined
    return problem('DATES_MIXED', at, { column: spec.name, found, other: isoDate(others[0]!) }, { quote })
  }
  return {
    take({ day, yearLast }) {
      if (report.row.probing) return
      even ||= yearLast === 'even'
      if (texts.size === 0) {
        const { cells, row } = report.row
        const at = report.place(index, row)
        const found = foundText(cells[report.cellOf(index)])
        const quote = report.quote(cells, report.cellOf(index))
        report.later(() => told(at, found, quote))
      }
      texts.add(day)
    },
  }
}

export function yesNoReader(context: ColumnContext): ReadCell {
  const { blank } = context.spec
  return rememberingReader(context, {
    careful(content) {
      const value = content instanceof Date || isTime(content) ? undefined : yesNo(fold(cellText(content)))
      return value ?? refuse(context, content, { reason: 'not yes or no' })
    },
    blank: typeof blank === 'object' && typeof blank.value === 'boolean' ? Number(blank.value) : BLANK,
  })
}

/** Free texts: as written, but for what is invisible. */
export function textReader(context: ColumnContext, dictionary: Interner): ReadCell {
  return cellReader(context, {
    fast: text => (isPlainWord(text) ? dictionary.code(text) : BLANK),
    careful: content => dictionary.code(clean(unwrap(clean(cellText(content))))),
    blank: blankAs(context, text => dictionary.code(text)),
  })
}

/** Numbers of orders and people: no spaces; what a spreadsheet made a number is written plainly where all digits are there. */
export function idReader(context: ColumnContext, dictionary: Interner): ReadCell {
  return cellReader(context, {
    fast: text => (isPlainWord(text) ? dictionary.code(text) : BLANK),
    careful(content) {
      const text = idText(content)
      return isRefusal(text) ? refuse(context, content, text) : dictionary.code(text)
    },
    blank: blankAs(context, text => dictionary.code(text)),
  })
}

/** `12号` under the format 0"号" is the number 12 that the cell holds. */
export function bareNumber(content: Content): Content {
  return isShownNumber(content) ? content.number : content
}

function idText(shown: Content): string | Refusal {
  const content = bareNumber(shown)
  if (typeof content === 'string') {
    const text = fold(unwrap(clean(content)))
    return SCIENTIFIC.test(text) ? { reason: 'scientific' } : text
  }
  if (typeof content !== 'number') return { reason: content instanceof Date ? 'a date' : 'not whole id' }
  if (!Number.isInteger(content) || content < 0) return { reason: 'not whole id' }
  return content < MAX_DIGITS ? String(content) : { reason: 'digits lost' }
}

/** Texts of a closed list, in the scheme's spelling. */
export function choiceReader(context: ColumnContext, dictionary: Interner, choices: readonly string[]): ReadCell {
  const codes = new Map(choices.map(choice => [fold(choice), dictionary.code(choice)]))
  return rememberingReader(context, {
    careful(content) {
      const text = cellText(content)
      return codes.get(fold(unwrap(clean(text)))) ?? unknownChoice(context, text, choices)
    },
    blank: blankAs(context, text => dictionary.code(text)),
  })
}

function unknownChoice({ spec, index, report }: ColumnContext, text: string, choices: readonly string[]): number {
  const found = foundText(text)
  report.text('CELL_VALUE_UNKNOWN', index, found, () => {
    return { column: spec.name, found, known: choices.join(', '), nearest: slipOf(found, choices) }
  })
  return BLANK
}

/** Several texts in a cell, joined by 、 in the order in which they stand there. */
export function listReader(
  context: ColumnContext,
  dictionary: Interner,
  choices: readonly string[] | undefined,
): ReadCell {
  const spelling = choices && new Map(choices.map(choice => [fold(choice), choice]))
  const parts = (text: string): string[] => {
    const whole = spelling?.get(fold(text))
    return whole !== undefined
      ? [whole]
      : text
          .split(LIST_MARKS)
          .map(clean)
          .filter(part => part !== '')
  }
  return rememberingReader(context, {
    careful(content) {
      const text = clean(unwrap(clean(cellText(content))))
      const spelled = parts(text).map(part => (spelling ? spelling.get(fold(part)) : part))
      const strange = spelled.indexOf(undefined)
      if (strange >= 0) return unknownChoice(context, parts(text)[strange]!, choices!)
      return dictionary.code([...new Set(spelled)].join('、'))
    },
    blank: blankAs(context, text => dictionary.code(text)),
  })
}

/** Keys of a roster column, by their code there. */
export function groupReader(context: ColumnContext, groups: Interner): ReadCell {
  const codes = new Map<string, number>()
  const twice = new Set<string>()
  groups.texts().forEach((text, code) => {
    const key = fold(text)
    if (codes.has(key)) twice.add(key)
    codes.set(key, code)
  })
  for (const key of twice) codes.delete(key)
  const { spec, index, report } = context
  return rememberingReader(context, {
    fast: text => groups.find(text) ?? BLANK,
    careful(content) {
      const text = cellText(content)
      const code = groups.find(clean(text)) ?? codes.get(fold(unwrap(clean(text))))
      if (code !== undefined) return code
      const found = foundText(text)
      report.text('GROUP_UNKNOWN', index, found, ({ rows }) => {
        return { column: spec.name, found, nearest: slipOf(found, groups.texts()), rows }
      })
      return BLANK
    },
    blank: blankAs(context, text => groups.find(text) ?? BLANK),
  })
}

// Yes and no as exports write them: 是, Y, true, 1, √ and the code that one dealer system prints for 是. Takes a folded
// text, gives 1 or 0; any other word is neither.

const YES = ['是', 'y', 'yes', 'true', '1', '√', '✓', '✔', '12781001']
const NO = ['否', 'n', 'no', 'false', '0', '×', '✗', '✘', '12781002']

const MEANING = new Map([...YES.map(word => [word, 1] as const), ...NO.map(word => [word, 0] as const)])

/** 1 for yes, 0 for no, undefined for anything else. The text is folded. */
export function yesNo(folded: string): 0 | 1 | undefined {
  return MEANING.get(folded) ?? MEANING.get(folded.toLowerCase())
}

// Reads cells that hold the number of an identity document or of a bank account: exactly as text, without its spaces.
// Refuses what a spreadsheet has made a number of, since its zeros or last digits may be gone, and numbers that can't be
// right; what is only odd is told. What it tells shows such numbers masked.

export function secretReader(context: ColumnContext, dictionary: Interner, kind: SecretKind): ReadCell {
  const { spec, index, report } = context
  return cellReader(context, {
    fast: () => BLANK,
    careful(content) {
      const text = secretText(content, kind)
      if (isRefusal(text)) return refuse(context, content, text)
      const doubt = kind === 'account' ? accountDoubt(text) : undefined
      if (doubt) report.cell('NUMBER_DOUBTFUL', index, { column: spec.name, found: masked(text), doubt })
      return dictionary.code(text)
    },
    blank: BLANK,
  })
}

function secretText(content: Content, kind: SecretKind): string | Refusal {
  if (typeof content === 'number') return { reason: content < MAX_DIGITS ? 'number cell' : 'digits lost' }
  if (typeof content !== 'string') return { reason: content instanceof Date ? 'a date' : 'number cell' }
  const text = fold(unwrap(clean(content))).toUpperCase()
  if (SCIENTIFIC.test(text)) return { reason: 'scientific' }
  const reason = kind === 'account' ? accountFault(text) : idFault(text)
  return reason ? { reason } : text
}
