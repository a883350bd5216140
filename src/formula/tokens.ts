// Formula text → tokens. Takes any text; full-width and typographic signs count as their plain ones.
// A name is a run of words with single spaces between them that holds no reserved word.

import { currencyOf } from '../core/currency.ts'
import { type PointKind, writtenPoint } from '../core/points.ts'
import { figurePower } from '../core/unit.ts'
import type { Span, SyntaxFault } from './ast.ts'

export type Token =
  /** `tens`: of `5万元` 4. */
  | { kind: 'number'; text: string; tens: number; percent: boolean; money: boolean; span: Span }
  | { kind: 'text'; value: string; span: Span }
  | { kind: 'point'; type: PointKind; value: number; span: Span }
  | { kind: 'name'; name: string; span: Span }
  | { kind: 'word'; word: string; span: Span }
  | { kind: 'sign'; sign: string; span: Span }
  | { kind: 'end'; span: Span }

/** Words of formulas, as they may be written; two together are one sign. */
export const FORMULA_WORDS: readonly string[] = [
  ...['if', 'then', 'else', 'and', 'or', 'not', 'is blank', 'is not blank', 'in', 'has', 'by', 'where', 'refuse'],
  ...['yes', 'no'],
]

/** Words that formulas use themselves; no name may contain one as a word of its own. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...FORMULA_WORDS.flatMap(words => words.split(' ')),
  ...['true', 'false', '是', '否'],
])

const SAME_SIGN: Record<string, string> = {
  '*': '×',
  '×': '×',
  '＊': '×',
  '✕': '×',
  '/': '÷',
  '÷': '÷',
  '／': '÷',
  '+': '+',
  '＋': '+',
  '-': '−',
  '−': '−',
  '－': '−',
  '–': '−',
  '(': '(',
  '（': '(',
  ')': ')',
  '）': ')',
  ',': ',',
  '，': ',',
  '.': '.',
  '．': '.',
  '=': '=',
  '＝': '=',
  '<': '<',
  '＜': '<',
  '>': '>',
  '＞': '>',
  '≤': '≤',
  '≥': '≥',
  '≠': '≠',
}
const PAIRS: Record<string, string> = { '<=': '≤', '>=': '≥', '<>': '≠', '!=': '≠', '==': '=' }
const QUOTES: Record<string, string> = { '"': '"', '“': '”', '”': '”', '＂': '＂' }

const WORD = /[\p{L}\p{M}\p{N}_]/u
const DIGIT = /[0-9０-９]/

/** A figure whose thousands are parted by commas. */
export const THOUSANDS = /^[1-9][0-9]{0,2}(?:[,，][0-9]{3})+(?![0-9])(?:\.[0-9]+)?/

/** ASCII digits and point for their full-width forms. */
function plainDigits(text: string): string {
  return text.replace(/[０-９．]/g, c => (c === '．' ? '.' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)))
}

/** Splits a formula into tokens, the last one `end`; or says where it can't. */
export function tokenize(text: string, currency: string): { tokens: Token[] } | { fault: SyntaxFault } {
  const signs = currencyOf(currency) ?? { before: [currency], after: [currency] }
  const tokens: Token[] = []
  let at = 0

  const skipSpace = (from: number): number => {
    let i = from
    while (i < text.length && /\s/.test(text[i]!)) i++
    return i
  }
  const run = (from: number, test: RegExp): number => {
    let i = from
    while (i < text.length) {
      const c = String.fromCodePoint(text.codePointAt(i)!)
      if (!test.test(c)) break
      i += c.length
    }
    return i
  }
  const startsWithAny = (from: number, options: readonly string[]): string | undefined =>
    options.find(o => text.startsWith(o, from) && !(WORD.test(o.at(-1)!) && WORD.test(text[from + o.length] ?? '')))

  while (true) {
    at = skipSpace(at)
    const from = at
    if (at >= text.length) {
      tokens.push({ kind: 'end', span: { from, to: from } })
      return { tokens }
    }
    const c = String.fromCodePoint(text.codePointAt(at)!)

    const before = startsWithAny(at, signs.before)
    if (before && DIGIT.test(text[skipSpace(at + before.length)] ?? '')) {
      const start = skipSpace(at + before.length)
      const end = numberEnd(start)
      const power = figurePower(text.slice(end))
      const to = power && !WORD.test(text[end + power.length] ?? '') ? end + power.length : end
      const parted = thousandsEnd(start, true)
      if (parted !== undefined) return grouped(from, parted)
      number(start, end, { tens: to > end ? power!.tens : 0, money: true, span: { from, to } })
      at = to
      continue
    }

    const point = DIGIT.test(c) ? writtenPoint(text.slice(at)) : undefined
    if (point) {
      at += point.length
      const span = { from, to: at }
      if (point.value === null) return { fault: { span, found: text.slice(from, at), expected: 'date or time' } }
      tokens.push({ kind: 'point', type: point.kind, value: point.value, span })
      continue
    }

    if (DIGIT.test(c)) {
      const end = numberEnd(at)
      const power = powerBehind(end)
      const parted = thousandsEnd(at, false)
      if (parted !== undefined) return grouped(from, parted)
      const after = signAfter(power.to)
      if (after !== undefined) {
        at = after
        number(from, end, { tens: power.tens, money: true, span: { from, to: at } })
        continue
      }
      const { tens, to } = isNameOver(power.to) ? power : { tens: 0, to: end }
      if (to > end || run(end, WORD) === end) {
        const percentAt = skipSpace(to)
        const percent = tens === 0 && (text[percentAt] === '%' || text[percentAt] === '％')
        at = percent ? percentAt + 1 : to
        number(from, end, { tens, percent, money: false, span: { from, to: at } })
        continue
      }
      // digits that run into letters begin a name: 5S检查
    }

    if (WORD.test(c)) {
      let end = run(at, WORD)
      const first = text.slice(at, end)
      if (RESERVED.has(first)) {
        tokens.push({ kind: 'word', word: first, span: { from, to: end } })
        at = end
        continue
      }
      while (true) {
        const next = skipSpace(end)
        const nextEnd = run(next, WORD)
        if (next === end || nextEnd === next || RESERVED.has(text.slice(next, nextEnd))) break
        end = nextEnd
      }
      tokens.push({ kind: 'name', name: text.slice(from, end).replace(/\s+/g, ' '), span: { from, to: end } })
      at = end
      continue
    }

    const close = QUOTES[c]
    if (close !== undefined) {
      const ends = c === '“' || c === '”' ? ['”', '“'] : [close]
      let end = at + 1
      while (end < text.length && !ends.includes(text[end]!)) end++
      if (end >= text.length)
        return { fault: { span: { from, to: text.length }, found: text.slice(from), expected: 'closing quote' } }
      tokens.push({ kind: 'text', value: text.slice(from + 1, end).trim(), span: { from, to: end + 1 } })
      at = end + 1
      continue
    }

    const sign = SAME_SIGN[c] ?? (/^[!！][=＝]/.test(text.slice(at, at + 2)) ? '!' : undefined)
    if (sign === undefined) return { fault: { span: { from, to: from + c.length }, found: c, expected: 'sign' } }
    const second = SAME_SIGN[text[at + 1] ?? '']
    const pair = PAIRS[sign + (second ?? text[at + 1] ?? '')]
    at += pair ? 2 : 1
    tokens.push({ kind: 'sign', sign: pair ?? sign, span: { from, to: at } })
  }

  function number(
    from: number,
    to: number,
    more: { tens: number; percent?: boolean; money: boolean; span: Span },
  ): void {
    tokens.push({ kind: 'number', text: plainDigits(text.slice(from, to)), percent: false, ...more })
  }

  /** Where the number that begins at `from` ends. */
  function numberEnd(from: number): number {
    return from + /^[0-9０-９]+([.．][0-9０-９]+)?/.exec(text.slice(from))![0].length
  }

  /** A power of ten in Chinese behind a number that ends at `end`, and where it ends itself; letters (`10k`) may begin a name. */
  function powerBehind(end: number): { tens: number; to: number } {
    const start = skipSpace(end)
    const power = /[a-z]/i.test(text[start] ?? '') ? undefined : figurePower(text.slice(start))
    return power ? { tens: power.tens, to: start + power.length } : { tens: 0, to: end }
  }

  /** True where no name goes on: behind `5万` alone, but neither in `5万公里` nor in `5万 公里`. */
  function isNameOver(end: number): boolean {
    const next = skipSpace(end)
    const nextEnd = run(next, WORD)
    return nextEnd === next || (next > end && RESERVED.has(text.slice(next, nextEnd)))
  }

  /** Where the sign of the currency ends that stands behind a figure; undefined where none does. */
  function signAfter(end: number): number | undefined {
    const from = skipSpace(end)
    const sign = startsWithAny(from, signs.after)
    return sign === undefined ? undefined : from + sign.length
  }

  /** Where an amount ends whose thousands are parted by commas, and not two figures of a list. */
  function thousandsEnd(from: number, money: boolean): number | undefined {
    const found = THOUSANDS.exec(text.slice(from))?.[0]
    if (found === undefined) return undefined
    const end = from + found.length
    const after = signAfter(powerBehind(end).to)
    return after ?? (money || /[,，]0/.test(found) ? end : undefined)
  }

  function grouped(from: number, to: number): { fault: SyntaxFault } {
    return { fault: { span: { from, to }, found: text.slice(from, to), expected: 'number' } }
  }
}
