// What the words around a figure say of it: 万元, (¥10k), USD '000, 分钟, %. Takes the words of a header, a title, a cell or a
// number format; gives the currency, the power of ten and the measure that they name, or nothing where they name none.

import { CURRENCY_WORDS, isCode, sign } from './currency.ts'
import { type Decimal, decimal, divide } from './decimal.ts'

export interface Unit {
  /** As it is written. */
  readonly text: string
  /** The currency's sign or name. */
  readonly currency: string | undefined
  /** The figure counts so many powers of ten: 4 of 万元, −2 of 分. */
  readonly tens: number
  /** True where the words name a power of ten or the whole unit, as 万元 and 元 do, but not the sign ¥ alone. */
  readonly scaled: boolean
  /** What is counted or measured; words that mean the same have one name. */
  readonly measure: string | undefined
  /** Figures are hundredths (`percent`) or shares of one (`fraction`). */
  readonly rate: 'percent' | 'fraction' | undefined
}

/** Words for one measure; the first names it. */
const MEASURES: readonly (readonly string[])[] = [
  ['分钟', 'min', 'mins', 'minute', 'minutes'],
  ['小时', 'h', 'hr', 'hrs', 'hour', 'hours', '钟头', '个小时', '工时'],
  ['秒', '秒钟', 'sec', 'secs', 'second', 'seconds'],
  ['天', '日', 'day', 'days', '工作日'],
  ['周', 'week', 'weeks'],
  ['月', '个月', 'month', 'months'],
  ['年', 'year', 'years'],
  ['分', 'point', 'points', 'pts'],
  ['次', '回', 'times'],
  ['台', '辆', '台次', '辆次'],
  ['单'],
  ['个', '件', '只', '项', '条', '张', '份', '瓶', '套', '笔', '户', 'pcs', 'pieces', 'units'],
  ['人', '人次', '名'],
  ['公里', '千米', 'km'],
  ['英里', 'mile', 'miles'],
  ['升', 'l'],
  ['吨'],
  ['kg', '公斤', '千克'],
]
/** Words for powers of ten, from the first power on. */
const POWERS: readonly (readonly string[])[] = [
  ['10'],
  ['百', '100'],
  ['千', '仟', 'k', "'000", "000's", '000s', 'thousand', 'thousands', '1000', '1,000'],
  ['万', '萬', '10k', 'ten thousand', 'ten thousands', '10000', '10,000'],
  ['十万', 'lakh', 'lakhs', 'lac', 'lacs', '100,000'],
  ['百万', 'million', 'millions', 'mn', 'mio', '1,000,000'],
  ['千万', 'crore', 'crores'],
  ['亿'],
  ['billion', 'billions', 'bn'],
]
const CHINESE = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 } as const
const POWER_OF_FIGURE = /^(?:万亿|[十百千]?[万亿]|[百千])|^(?:k|\s?thousand|\s?million)(?![\p{L}\p{N}_])/iu

/** The power of ten that a text begins with, as policies write it behind a figure: 4 of `万元`, 3 of `k`. */
export function figurePower(text: string): { readonly tens: number; readonly length: number } | undefined {
  const found = POWER_OF_FIGURE.exec(text)?.[0]
  if (found === undefined) return undefined
  const word = found.trim().toLowerCase()
  const tens = POWER.get(word) ?? [...word].reduce((sum, sign) => sum + CHINESE[sign as keyof typeof CHINESE], 0)
  return { tens, length: found.length }
}

/** Parts of a currency's unit, which mean others where there is no money. */
const PARTS: Readonly<Record<string, number>> = { 角: -1, fen: -2, cent: -2, cents: -2, pence: -2, paise: -2 }
const RATES: Readonly<Record<string, 'percent' | 'fraction'>> = {
  '%': 'percent',
  百分比: 'percent',
  百分数: 'percent',
  百分点: 'percent',
  percent: 'percent',
  小数: 'fraction',
  fraction: 'fraction',
}

const POWER = new Map(POWERS.flatMap((words, i) => words.map(word => [word, i + 1] as const)))
const MEASURE = new Map(MEASURES.flatMap(words => words.map(word => [word, words[0]!] as const)))
const CURRENCY = new Set([...CURRENCY_WORDS.map(sign), 'KR', 'ZŁ', 'RM'])
const WORDS = new Set([...MEASURE.keys(), ...POWER.keys(), ...Object.keys(PARTS), ...Object.keys(RATES)])
const NAMES = [...WORDS, ...CURRENCY_WORDS, 'kr', 'zł', 'RM'].map(word => word.normalize('NFKC'))
const PART = new RegExp(
  `\\s*(${[...new Set(NAMES)]
    .sort((a, b) => b.length - a.length)
    .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .map(word => (/[a-z]$/i.test(word) ? `${word}(?![a-z])` : word))
    .join('|')}|[A-Z]{0,3}\\p{Sc}|[A-Z]{3}(?![A-Z]))\\s*`,
  'iuy',
)
/** What may stand before the unit within a bracket: (单位:万元), (in USD). */
const LEADING = /^(?:(?:金额)?单位\s*[:：]?|units?\s*:|in\s)\s*/i
const MAX_LENGTH = 24
const MAX_HEADER = 80

/** What the words say; undefined where one of them is not known. */
export function parseUnit(words: string): Unit | undefined {
  const text = words.normalize('NFKC').replace(/’/g, "'").trim().replace(LEADING, '')
  if (text === '' || text.length > MAX_LENGTH) return undefined
  // 元/台 and 元/小时 are amounts for each; what each is does not change them.
  const whole = text.replace(/[/每](?=\D).*$/, '')
  let unit: Unit = { text, currency: undefined, tens: 0, scaled: false, measure: undefined, rate: undefined }
  PART.lastIndex = 0
  for (let at = 0; at < whole.length; at = PART.lastIndex) {
    const found = PART.exec(whole)
    const more = found && withPart(unit, found[1]!, whole)
    if (!more) return undefined
    unit = more
  }
  return whole === '' ? undefined : unit
}

function withPart(unit: Unit, part: string, whole: string): Unit | undefined {
  const lower = part.toLowerCase()
  const power = POWER.get(lower)
  if (power !== undefined) return { ...unit, tens: unit.tens + power, scaled: true }
  const cents = PARTS[lower]
  if (cents !== undefined) return { ...unit, tens: unit.tens + cents, scaled: true, currency: unit.currency ?? part }
  const rate = RATES[lower]
  if (rate) return unit.rate ? undefined : { ...unit, rate }
  const measure = MEASURE.get(lower)
  // One letter is a unit only where nothing else stands beside it.
  if (measure !== undefined && (lower.length > 1 || lower.charCodeAt(0) > 127 || whole.length === 1))
    return unit.measure ? undefined : { ...unit, measure }
  const name = sign(part)
  const code = isCode(name) && (part === name || lower === 'usd' || lower === 'cny')
  if (!code && !CURRENCY.has(name) && !/\p{Sc}/u.test(part)) return undefined
  // 人民币元 names it twice.
  return { ...unit, currency: unit.currency ?? part, scaled: unit.scaled || !/\p{Sc}/u.test(part) }
}

const SECONDS = new Map([
  ['秒', 1],
  ['分钟', 60],
  ['小时', 3600],
])

/** True for hours, minutes, days and other spans of time, of which a figure is another one in each. */
export function isSpan(measure: string | undefined): boolean {
  return measure !== undefined && (SECONDS.has(measure) || ['天', '周', '月', '年'].includes(measure))
}

/** By what figures of one measure become those of another; undefined where they do not. */
export function conversion(from: string, to: string): Decimal | undefined {
  if (from === to) return decimal(1)
  const [a, b] = [SECONDS.get(from), SECONDS.get(to)]
  return a === undefined || b === undefined ? undefined : divide(decimal(a), decimal(b))
}

/** Milliseconds in a unit of time; undefined for what is none of always the same length. */
export function milliseconds(measure: string): number | undefined {
  const seconds = SECONDS.get(measure)
  return seconds === undefined ? undefined : seconds * 1000
}

const NAMED: readonly (readonly [RegExp, string])[] = [
  [/小时|工时|时数|钟点|(^|[\s_])(hours?|hrs?)($|[\s_])|[a-z]Hours?$/, '小时'],
  [/分钟|(^|[\s_])(minutes?|mins?)($|[\s_])|[a-z]Minutes?$/, '分钟'],
  [/天数|日数|(^|[\s_])days?($|[\s_])|[a-z]Days?$/, '天'],
]

/** The span of time that a name says a figure is in: 加班小时, overtime minutes, 出勤天数. */
export function namedSpan(name: string): string | undefined {
  const found = NAMED.filter(([form]) => form.test(name) || form.test(name.toLowerCase()))
  return found.length === 1 ? found[0]![1] : undefined
}

const BRACKET = /^(.+?)\s*[([【[<]\s*([^()[\]【】<>]{1,24}?)\s*[)\]】>]$/
const BEHIND = /^(.+?)\s*[/_:,—–|、-]\s*([^/_:,—–|、-]{1,24})$/

/** A header's text and the unit at its end: 金额(万元), 金额/万元, amount - USD. */
export function splitUnit(text: string): { readonly bare: string; readonly unit: Unit } | undefined {
  if (text.length > MAX_HEADER) return undefined
  const plain = text.normalize('NFKC').trim()
  const bracket = BRACKET.exec(plain)
  // Behind a stroke a word may as well be part of the name: 迟到/次 is one, 入库-个 is not.
  const found = bracket ?? BEHIND.exec(plain)
  const unit = found && parseUnit(found[2]!)
  if (!unit || WORD_CODES.has(found[2]!) || isFigure(found[2]!)) return undefined
  return bracket || unit.currency || unit.scaled || unit.rate || isSpan(unit.measure)
    ? { bare: found[1]!, unit }
    : undefined
}

/** A figure alone names no unit: 优惠券(100), a row 工时 | 100. Only 1,000 with its comma is one of thousands. */
export function isFigure(words: string): boolean {
  return /^\d+$/.test(words.trim())
}

/** Words of large amounts and small ones, wherever they stand; not those of a figure (十万元以上) or for each (每万元). */
const LARGE =
  /(?<![\d一二三四五六七八九十百千几数多两每])(?:[百千]?[万萬亿]|[百千仟])元(?!以[上下])|(?<!\d\s*)\b(?:thousands|millions|billions|lakhs|crores)\b|(?<=(?:\b(?:in|USD|EUR|GBP|INR|dollars?)|\p{Sc})\s+)(?:thousand|million|billion|lakh|crore)\b|\p{Sc}\s?(?:k|mm?|mn|bn|0{2,3}s?)(?![\p{L}\d])|(?<!\d)'000s?\b|\b(?:in|are in)\s(?:cents|pence|paise)\b/iu

/** The sign or word for thousandths and less in the header of a rate. */
export function smallRate(text: string): string | undefined {
  return /‰|‱|千分|万分|(?<![a-z])(?:ppm|per\s?mille?)(?![a-z])/iu.exec(text)?.[0]
}

/** The words of a text that speak of amounts in thousands, 万元 or cents, where no unit can be read from it. */
export function largeWords(text: string): string | undefined {
  return LARGE.exec(text.normalize('NFKC').replace(/’/g, "'"))?.[0]
}

const LABEL = /(?:单位|币种|货币|units?|currency|amounts?(?=\s+in\s))\s*(?::|\s(?=in\s))\s*([^()[\]【】;；。\n]+)/gi
const IN_BRACKETS = /[([【[]\s*((?:in\s+)?[^()[\]【】]{1,24}?)\s*[)\]】]/gi

/** The units that a title says its figures are in: 单位：万元, Unit: USD '000, 明细表（万元）. */
export function titleUnits(text: string): readonly Unit[] {
  const plain = text.normalize('NFKC').slice(0, 200)
  const labelled = [...plain.matchAll(LABEL)].flatMap(found => found[1]!.split(/[、,和&]|\s{2,}/))
  const bracketed = [...plain.matchAll(IN_BRACKETS)].flatMap(found => parseUnit(found[1]!) ?? [])
  const meant = bracketed.filter(({ text: words, currency, tens, measure }) =>
    measure === undefined
      ? (currency !== undefined || tens !== 0) && !WORD_CODES.has(words) && !isFigure(words)
      : SECONDS.has(measure),
  )
  return [...labelled.flatMap(words => parseUnit(words) ?? []), ...meant]
}

/** Codes of currencies that are words of titles: Report (ALL). */
const WORD_CODES: ReadonlySet<string> = new Set(['ALL', 'TOP', 'TRY', 'COP', 'CUP', 'PEN', 'BOB', 'SOS'])
