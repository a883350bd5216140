// Formula text → tokens. Takes any text; full-width and typographic signs count as their plain ones.
// A name is a run of words with single spaces between them that holds no reserved word.

import { currencyOf } from '../core/currency.ts'
import { type PointKind, writtenPoint } from '../core/points.ts'
import type { Span, SyntaxFault } from './ast.ts'

export type Token =
  | { kind: 'number'; text: string; percent: boolean; money: boolean; span: Span }
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
      if (end === null)
        return { fault: { span: { from: start, to: start + 1 }, found: text.slice(start), expected: 'number' } }
      tokens.push({
        kind: 'number',
        text: plainDigits(text.slice(start, end)),
        percent: false,
        money: true,
        span: { from, to: end },
      })
      at = end
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
      const wordEnd = run(end ?? at, WORD)
      const spaced = end === null ? at : skipSpace(end)
      const after = end === null ? undefined : startsWithAny(spaced, signs.after)
      if (end !== null && after !== undefined) {
        at = spaced + after.length
        tokens.push({
          kind: 'number',
          text: plainDigits(text.slice(from, end)),
          percent: false,
          money: true,
          span: { from, to: at },
        })
        continue
      }
      if (end !== null && wordEnd === end) {
        const percentAt = skipSpace(end)
        const percent = text[percentAt] === '%' || text[percentAt] === '％'
        at = percent ? percentAt + 1 : end
        tokens.push({
          kind: 'number',
          text: plainDigits(text.slice(from, end)),
          percent,
          money: false,
          span: { from, to: at },
        })
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

  /** Where the number that begins at `from` ends; null where its thousands are grouped wrongly. */
  function numberEnd(from: number): number | null {
    const m = /^[0-9０-９]+([.．][0-9０-９]+)?/.exec(text.slice(from))
    return m ? from + m[0].length : null
  }
}
