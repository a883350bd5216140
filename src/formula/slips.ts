// What somebody who writes formulas for a spreadsheet, or as they speak, writes instead of what formulas know. Takes the text of a
// formula and where it could not be read, or the name of a function; gives what was meant, or nothing where that is not certain.

import { currencyOf } from '../core/currency.ts'
import { type Decimal, decimal, plain } from '../core/decimal.ts'
import type { FormulaSlip } from '../core/terms.ts'
import type { Span, SyntaxFault } from './ast.ts'
import { THOUSANDS } from './tokens.ts'

/** What a text has where it could not be read. `here`: from there on; `before`: what stands before. */
type Sign = (here: string, before: string, currency: string) => boolean

const OTHER_MONEY = ['USD', 'CNY', 'EUR', 'GBP', 'JPY', 'HKD', 'INR']

const SLIPS: Readonly<Record<FormulaSlip, Sign>> = {
  thousands: (here, before) =>
    THOUSANDS.test(here.replace(/^[^\d,，]{1,4}/, '')) || (/^[,，]\s?\d{3}(?!\d)/.test(here) && /\d$/.test(before)),
  money: (here, before, currency) =>
    OTHER_MONEY.some(code =>
      [code, ...(currencyOf(code)?.signs ?? [])].some(
        sign =>
          here.toLowerCase().startsWith(sign.toLowerCase()) &&
          (/\d\s*$/.test(before) || (code !== currency && /^\s*\d/.test(here.slice(sign.length)))),
      ),
    ),
  percent: (here, before) => /^(percent|per cent|pct|个百分点|百分之)/i.test(here) && /\d\s*$/.test(before),
  times: (here, before) =>
    /^[xX·•](\s|\d|$)/.test(here) || (/^[%％]/.test(here) && /\s[xX]\s*\d[\d.]*\s*$/.test(before)),
  'per mille': (here, before) => /^‰/.test(here) && /\d\s*$/.test(before),
  refuse: (here, before) => /(?:^|\s)refuse\s+$/.test(before) && /^[\p{L}\p{N}'‘「『]/u.test(here),
  quotes: here => /^['‘’「『]/.test(here),
  semicolon: here => /^[;；]/.test(here),
  and: here => /^&/.test(here),
  or: here => /^\|/.test(here),
  power: here => /^(\^|\*\*)/.test(here),
  brackets: here => /^[[{]/.test(here),
  equals: (here, before) => /^[=＝]/.test(here) && before.trim() === '',
  between: here => /^(between|介于)/.test(here),
  'by first': (here, before) => /^by\b/.test(here) && /\bwhere\b/.test(before),
  else: (here, before) => /^([)）,，]|$)/.test(here) && /\bthen\b(?!.*\belse\b)/.test(before),
  'if first': (here, before) => /^(if|when)\b/.test(here) && before.trim() !== '',
  list: (here, before) => /^[,，]/.test(here) && /[=＝]\s*[(（][^()（）]*$/.test(before),
  'share of': (here, before) =>
    (/^[%％]/.test(here) && /的\s*\d[\d.]*$/.test(before)) || (/^of\b/.test(here) && /\d\s*%\s*$/.test(before)),
  condition: (here, before) => /^(如果|若|当|假如)/.test(`${before}${here}`) || /^(then|则|就|否则)/.test(here),
}

/** What was meant by a text that is no formula. */
export function formulaSlip(text: string, { span }: SyntaxFault, currency: string): FormulaSlip | undefined {
  const [here, before] = [text.slice(span.from), text.slice(0, span.from)]
  return (Object.keys(SLIPS) as FormulaSlip[]).find(slip => SLIPS[slip](here, before, currency))
}

const GROUPED = /(?:\p{Sc}\s?)?(?<![\d.,，])\d{1,3}(?:[,，]\s?\d{3})+(?!\d)(?:\.\d+)?(?:\s?[百千万亿]*[元円€%％])?/gu

/** A text whose figures have no commas for thousands; the same text where none has any. */
export function ungrouped(text: string): string {
  return text.replace(GROUPED, figure => figure.replace(/[,，]\s?/g, ''))
}

/** The amount that stands at a place of a text, without its commas: `50000元` of `50,000元`. */
export function ungroupedAt(text: string, at: number): string | undefined {
  const found = [...text.matchAll(GROUPED)].find(({ 0: whole, index }) => index <= at && at < index + whole.length)
  return found && ungrouped(found[0])
}

const DIGITS = '零一二三四五六七八九'

/** A number in Chinese words or in digits: 一千二百, 三万五, 零点五, 5; undefined for any other text. */
function numberIn(text: string): Decimal | undefined {
  const plainText = text.trim()
  if (/^\d+(\.\d+)?$/.test(plainText)) return decimal(plainText)
  const words = plainText.replace(/[〇○]/g, '零').replace(/[两二]/g, '二')
  const [whole = '', part, ...more] = words.split('点')
  if (more.length > 0 || (part !== undefined && !/^[零一二三四五六七八九]+$/.test(part))) return undefined
  const [, , wan = '', rest = whole] = /^(([^万]+)万)(.*)$/.exec(whole) ?? []
  const [high, low] = [wan === '' ? 0 : below(wan), rest === '' ? 0 : below(rest)]
  if (high === undefined || low === undefined || whole === '') return undefined
  // 三万五 is 35,000.
  const single = wan !== '' && /^[一二三四五六七八九]$/.test(rest)
  const behind = part === undefined ? '' : `.${[...part].map(digit => DIGITS.indexOf(digit)).join('')}`
  return decimal(`${high * 10_000 + (single ? low * 1000 : low)}${behind}`)
}

/** A whole number below 10,000 in Chinese words. */
function below(words: string): number | undefined {
  const found = /^(?:(.)千)?零?(?:(.)百)?零?(?:(.)?十)?零?(.)?$/.exec(words)
  if (!found) return undefined
  const [, thousands, hundreds, tens, ones] = found
  const digits = [thousands, hundreds, tens, ones].map(digit => (digit === undefined ? 0 : DIGITS.indexOf(digit)))
  if (digits.includes(-1)) return undefined
  const [a, b, c, d] = digits as [number, number, number, number]
  const ten = words.includes('十') ? (tens === undefined ? 1 : c) : 0
  // 二百五 is 250.
  const loose = d > 0 && ten === 0 && /[百千].$/.test(words) && !words.includes('零')
  return a * 1000 + b * 100 + ten * 10 + (loose ? d * (/百.$/.test(words) ? 10 : 100) : d)
}

/** Tenths of a per cent and the like: how many of them make one. */
const RATES: readonly (readonly [RegExp, number])[] = [
  [/^百分之(.+)$/, 1],
  [/^千分之(.+)$/, 10],
  [/^万分之(.+)$/, 100],
  [/^(.+?)个(?:百分)?点$/, 1],
  [/^(.+?)\s?(?:bps?|基点)$/i, 100],
]

/** The figure that a name stands for that is none: `0.5%` of 千分之五, `50000元` of 五万元; undefined for other names. */
export function figureSaid(name: string): string | undefined {
  for (const [form, parts] of RATES) {
    const number = form.exec(name)?.[1]
    const found = number === undefined ? undefined : numberIn(number)
    if (found) return `${plain(found.div(parts))}%`
  }
  const [, tenths, more = ''] =
    /^([一二三四五六七八九]|\d)成([一二三四五六七八九])?$/.exec(name.replace('两', '二')) ?? []
  if (tenths !== undefined)
    return `${plain(
      numberIn(tenths)!
        .times(10)
        .plus(numberIn(more) ?? 0),
    )}%`
  const [, of, part] = /^(.+)分之(.+)$/.exec(name) ?? []
  const fraction = [part, of].map(text => (text === undefined ? undefined : numberIn(text)))
  if (fraction[0] && fraction[1]) return `${plain(fraction[0])} ÷ ${plain(fraction[1])}`
  const [, amount = '', yuan] = /^(.+?)(元|块钱?|圆)?整?$/.exec(name) ?? []
  const found = numberIn(amount)
  return found && `${plain(found)}${yuan === undefined ? '' : '元'}`
}

const SAID = /[百千万]分之[零〇一二两三四五六七八九十百千万点\d.]+|[零〇一二两三四五六七八九十百千万点]+(?:元|成)?/gu

/** A text with figures in the place of those in Chinese words: `50000元以内` of 五万元以内. */
function inFigures(text: string): string {
  return text.replace(SAID, said => figureSaid(said) ?? said)
}

/** A rate of which a per mille sign stands at a place of a text: `0.5%` of `5‰`. */
export function perMilleAt(text: string, at: number): string | undefined {
  const [, number] = /(\d+(?:\.\d+)?)\s*$/.exec(text.slice(0, at)) ?? []
  return number && `${plain(decimal(number).div(10))}%`
}

const NO_NAMES = /(?<= )(?:between|介于)(?= ?\d)|^(?:如果|若|当|假如)(?= )/u

/** The word in a name that shows that it is none: `late between 3`. Gives its place within the formula. */
export function nameSlip(name: string): { readonly found: string; readonly at: (span: Span) => Span } | undefined {
  const found = NO_NAMES.exec(name)
  if (!found) return undefined
  const [word] = found
  return { found: word, at: ({ from }) => ({ from: from + found.index, to: from + found.index + word.length }) }
}

const FIGURE = '([¥￥$€£]?\\s?\\d[\\d.]*\\s*(?:[十百千万亿]*元|[十百千]?[万亿]|[百千]|k|%|％)?)'
const UNITS = '\\s*[分台次辆个天件]?'
const SLICE = '(?:的?部分)?'

/** How bands are written elsewhere, and how they are written here. */
const BANDS: readonly (readonly [RegExp, (first: string, second: string) => string])[] = [
  [
    new RegExp(`^${FIGURE}${UNITS}\\s*[-–—~～至到]+\\s*${FIGURE}${UNITS}(?:之间)?${SLICE}$`, 'iu'),
    (first, second) => between(first, second).join(' to '),
  ],
  [
    new RegExp(`^${FIGURE}${UNITS}(?:[(（]?[含及])?以上(?:[(（]含[^)）]*)?[)）]?${SLICE}$`, 'iu'),
    first => `from ${first}`,
  ],
  [new RegExp(`^(?:满|达到|至少|不少于|不低于)\\s*${FIGURE}${UNITS}${SLICE}$`, 'iu'), first => `from ${first}`],
  [
    new RegExp(`^${FIGURE}${UNITS}(?:以内|[及含]?以下)(?:[(（]含[^)）]*[)）])?${SLICE}$`, 'iu'),
    first => `up to ${first}`,
  ],
  [new RegExp(`^(?:不超过|至多|不高于|不多于)\\s*${FIGURE}${UNITS}${SLICE}$`, 'iu'), first => `up to ${first}`],
  [new RegExp(`^(?:不足|不满|未满|低于|少于|小于)\\s*${FIGURE}${UNITS}${SLICE}$`, 'iu'), first => `under ${first}`],
  [new RegExp(`^(?:超过|超出|高于|多于|大于)\\s*${FIGURE}${UNITS}${SLICE}$`, 'iu'), first => `above ${first}`],
  [
    new RegExp(`^${FIGURE}${UNITS}\\s*(?:\\+|and (?:over|up|above)|or (?:more|better|over|above))$`, 'iu'),
    first => `from ${first}`,
  ],
  [
    new RegExp(`^${FIGURE}${UNITS}\\s*(?:and (?:under|below|less)|or (?:less|under|below))$`, 'iu'),
    first => `up to ${first}`,
  ],
  [new RegExp(`^(?:the )?first\\s+${FIGURE}${UNITS}$`, 'iu'), first => `up to ${first}`],
]

/** Both ends with their signs, of which one may stand for both: `5万至8万元`, `5-8%`, `$20-30k`. */
function between(first: string, second: string): [string, string] {
  const [a, b] = [first, second].map(text => /^(\D*)([\d.]+)\s*(.*?)$/u.exec(text.trim())!.slice(1))
  const [before, figure, behind] = a as [string, string, string]
  const [, other, last] = b as [string, string, string]
  const sign = (b as [string])[0] || before
  // Of `500至8万元` the first is no 500万元.
  const power = /[百千万亿k]/i.test(behind) || Number(figure) >= Number(other) ? behind : last
  const unit = power === behind && /元$/.test(last) && !/元$/.test(behind) ? `${behind}元` : power
  // Nothing is nothing in every unit.
  if (Number(figure) === 0 && behind === '') return [figure, `${sign}${other}${last}`]
  return [`${before || sign}${figure}${unit}`, `${sign}${other}${last}`]
}

const REST_ELSEWHERE: ReadonlySet<string> = new Set([
  ...['其他', '其它', '其余', '否则', '以外'],
  ...['else', 'other', 'others', 'rest', 'the rest', 'all others', 'default'],
])

/** A band as formulas write it, of a name that is written as bands are elsewhere. */
function bandMeant(text: string): string | undefined {
  const plain = ungrouped(text.trim())
  if (REST_ELSEWHERE.has(plain.toLowerCase())) return 'otherwise'
  for (const [pattern, written] of BANDS) {
    const found = pattern.exec(plain)
    if (found) return written(found[1]!.trim(), found[2]?.trim() ?? '')
  }
  return plain === text.trim() ? undefined : plain
}

/**
 * What bands mean that are written as elsewhere, one for each; undefined for a band of this language. `5万元以内`, `5万元至8万元` and
 * `8万元以上` share their edges, which belong to the lower band as soon as that holds them.
 */
export function bandsMeant(texts: readonly string[]): readonly (string | undefined)[] {
  const meant = texts.map(text => bandMeant(text) ?? bandMeant(inFigures(text)))
  const held = new Set(
    texts.flatMap((text, i) => /^(?:up to |(?:.* )?to )(?!under |below )(.+)$/.exec(meant[i] ?? text)?.[1] ?? []),
  )
  return meant.map(band => {
    const low = band === undefined ? undefined : /^(?:from )?(.+?)(?: to .+)?$/.exec(band)
    const shared = low && held.has(low[1]!) && !/^(?:up to|under|above) /.test(band!)
    return shared ? `above ${band!.replace(/^from /, '')}` : band
  })
}

const ROWS = 'table.column by column where condition'

/** What formulas write for a function of spreadsheets. */
const INSTEAD: Readonly<Record<string, string>> = {
  if: 'if … then … else …',
  ifs: 'if … then … else if … then … else …',
  iferror: 'if … is blank then … else …',
  ifna: 'if … is blank then … else …',
  sumif: `sum(${ROWS})`,
  sumifs: `sum(${ROWS})`,
  sumproduct: `sum(table.column × table.column by column where condition)`,
  countif: 'count(table by column where condition)',
  countifs: 'count(table by column where condition)',
  counta: 'count(table by column where condition)',
  averageif: `average(${ROWS})`,
  averageifs: `average(${ROWS})`,
  maxifs: `max(${ROWS})`,
  minifs: `min(${ROWS})`,
  'last month': 'earlier(…, 1)',
  'previous month': 'earlier(…, 1)',
  上月: 'earlier(…, 1)',
  上个月: 'earlier(…, 1)',
  lag: 'previous(…)',
  vlookup: 'only(table.column by column)',
  xlookup: 'only(table.column by column)',
  hlookup: 'only(table.column by column)',
  lookup: 'only(table.column by column)',
  and: '… and …',
  or: '… or …',
  not: 'not …',
  int: 'round down(…, 0)',
  floor: 'round down(…, 0)',
  trunc: 'round down(…, 0)',
  rounddown: 'round down(…, 2)',
  ceiling: 'round up(…, 0)',
  roundup: 'round up(…, 2)',
  abs: 'absolute(…)',
  isblank: '… is blank',
  datedif: 'months between(…, …)',
  days: 'days between(…, …)',
  'rank.eq': 'rank(…)',
  year: 'start of year',
  today: 'end of period',
  如果: 'if … then … else …',
  求和: `sum(${ROWS})`,
  合计: `sum(${ROWS})`,
  计数: 'count(table by column where condition)',
  平均: `average(${ROWS})`,
  平均值: `average(${ROWS})`,
  最大: 'max(…, …)',
  最大值: 'max(…, …)',
  最小: 'min(…, …)',
  最小值: 'min(…, …)',
  四舍五入: 'round(…, 2)',
  取整: 'round down(…, 0)',
  排名: 'rank(…)',
}

/** What a formula writes for it, where it is a function of spreadsheets. */
export function writtenInstead(name: string): string | undefined {
  return Object.hasOwn(INSTEAD, name.toLowerCase()) ? INSTEAD[name.toLowerCase()] : undefined
}
