// What somebody who writes formulas for a spreadsheet, or as they speak, writes instead of what formulas know. Takes the text of a
// formula and where it could not be read, or the name of a function; gives what was meant, or nothing where that is not certain.

import { currencyOf } from '../core/currency.ts'
import type { FormulaSlip } from '../core/terms.ts'
import type { Span, SyntaxFault } from './ast.ts'

/** What a text has where it could not be read. `here`: from there on; `before`: what stands before. */
type Sign = (here: string, before: string, currency: string) => boolean

const OTHER_MONEY = ['USD', 'CNY', 'EUR', 'GBP', 'JPY', 'HKD', 'INR']

const SLIPS: Readonly<Record<FormulaSlip, Sign>> = {
  thousands: (here, before) => /^[,，]\s?\d{3}(?!\d)/.test(here) && /\d$/.test(before),
  money: (here, before, currency) =>
    OTHER_MONEY.some(code =>
      [code, ...(currencyOf(code)?.signs ?? [])].some(
        sign =>
          here.toLowerCase().startsWith(sign.toLowerCase()) &&
          (/\d\s*$/.test(before) || (code !== currency && /^\s*\d/.test(here.slice(sign.length)))),
      ),
    ),
  percent: (here, before) => /^(percent|per cent|pct|个百分点|百分之)/i.test(here) && /\d\s*$/.test(before),
  times: here => /^[xX·•](\s|\d|$)/.test(here),
  refuse: (here, before) => /(?:^|\s)refuse\s+$/.test(before) && /^[\p{L}\p{N}'‘「『]/u.test(here),
  quotes: here => /^['‘’「『]/.test(here),
  semicolon: here => /^[;；]/.test(here),
  and: here => /^&/.test(here),
  or: here => /^\|/.test(here),
  power: here => /^(\^|\*\*)/.test(here),
  brackets: here => /^[[{]/.test(here),
  equals: (here, before) => /^[=＝]/.test(here) && before.trim() === '',
  between: here => /^(between|介于)/.test(here),
  condition: (here, before) => /^(如果|若|当|假如)/.test(`${before}${here}`) || /^(then|则|就|否则)/.test(here),
}

/** What was meant by a text that is no formula. */
export function formulaSlip(text: string, { span }: SyntaxFault, currency: string): FormulaSlip | undefined {
  const [here, before] = [text.slice(span.from), text.slice(0, span.from)]
  return (Object.keys(SLIPS) as FormulaSlip[]).find(slip => SLIPS[slip](here, before, currency))
}

const NO_NAMES = /(?<= )(?:between|介于)(?= ?\d)|^(?:如果|若|当|假如)(?= )/u

/** The word in a name that shows that it is none: `late between 3`. Gives its place within the formula. */
export function nameSlip(name: string): { readonly found: string; readonly at: (span: Span) => Span } | undefined {
  const found = NO_NAMES.exec(name)
  if (!found) return undefined
  const [word] = found
  return { found: word, at: ({ from }) => ({ from: from + found.index, to: from + found.index + word.length }) }
}

const FIGURE = '([¥￥$€£]?\\d[\\d.,]*\\s*(?:%|％|元|万元)?)'
const UNITS = '\\s*[分台次辆个天件]?'

/** How bands are written elsewhere, and how they are written here. */
const BANDS: readonly (readonly [RegExp, (first: string, second: string) => string])[] = [
  [
    new RegExp(`^${FIGURE}${UNITS}\\s*[-–—~～至到]+\\s*${FIGURE}${UNITS}$`, 'u'),
    (first, second) => `${first} to ${second}`,
  ],
  [new RegExp(`^${FIGURE}${UNITS}(?:及|\\()?(?:以上|含以上)\\)?$`, 'u'), first => `from ${first}`],
  [new RegExp(`^(?:满|达到|至少)\\s*${FIGURE}${UNITS}$`, 'u'), first => `from ${first}`],
  [new RegExp(`^${FIGURE}${UNITS}(?:以内|及以下)$`, 'u'), first => `up to ${first}`],
  [new RegExp(`^(?:不足|不满|未满|低于|少于|小于)\\s*${FIGURE}${UNITS}$`, 'u'), first => `under ${first}`],
  [new RegExp(`^(?:超过|高于|多于|大于)\\s*${FIGURE}${UNITS}$`, 'u'), first => `above ${first}`],
  [new RegExp(`^${FIGURE}${UNITS}\\s*(?:\\+|and over|or more|and above)$`, 'u'), first => `from ${first}`],
]

/** A band as formulas write it, of a name that is written as bands are elsewhere. */
export function bandMeant(text: string): string | undefined {
  for (const [pattern, written] of BANDS) {
    const found = pattern.exec(text.trim())
    if (found) return written(found[1]!.trim(), found[2]?.trim() ?? '')
  }
  return undefined
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
