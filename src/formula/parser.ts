// Formula text → tree, by precedence: or, and, not, comparison, + −, × ÷, sign. Gives a tree or the first fault.

import { type Decimal, decimal } from '../core/decimal.ts'
import type { FormulaPart } from '../core/terms.ts'
import type { ArithmeticSign, CompareSign, Expr, Span, SyntaxFault } from './ast.ts'
import { nameSlip } from './slips.ts'
import { type Token, tokenize } from './tokens.ts'

/** Formulas longer or nested deeper than this are refused: no policy needs them, and a hostile one could exhaust us. */
export const LIMITS = { length: 4000, depth: 60 } as const

class Stop extends Error {
  readonly fault: SyntaxFault
  constructor(fault: SyntaxFault) {
    super('syntax')
    this.fault = fault
  }
}

const COMPARE = new Set(['=', '≠', '<', '≤', '>', '≥'])
const HUNDREDTH: Decimal = decimal('0.01')

/** Parses a whole formula. `currency` decides which signs mean money (元, ¥). */
export function parseFormula(text: string, currency: string): { expr: Expr } | { fault: SyntaxFault } {
  if (text.length > LIMITS.length)
    return { fault: { span: { from: 0, to: 1 }, found: `${text.length}`, expected: 'shorter' } }
  const result = tokenize(text, currency)
  if ('fault' in result) return result
  try {
    return { expr: new Parser(text, result.tokens).whole() }
  } catch (error) {
    if (error instanceof Stop) return { fault: error.fault }
    throw error
  }
}

class Parser {
  private readonly text: string
  private readonly tokens: readonly Token[]
  private index = 0
  private depth = 0

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text
    this.tokens = tokens
  }

  whole(): Expr {
    const expr = this.or()
    if (this.peek().kind !== 'end') this.fail('operator')
    return expr
  }

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]!
  }

  private next(): Token {
    const token = this.peek()
    this.index++
    return token
  }

  private isSign(sign: string): boolean {
    const token = this.peek()
    return token.kind === 'sign' && token.sign === sign
  }

  private isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'word' && token.word === word
  }

  private takeSign(sign: string): boolean {
    if (!this.isSign(sign)) return false
    this.index++
    return true
  }

  private takeWord(word: string): boolean {
    if (!this.isWord(word)) return false
    this.index++
    return true
  }

  private fail(expected: FormulaPart): never {
    const { span } = this.peek()
    throw new Stop({ span, found: this.text.slice(span.from, span.to), expected })
  }

  private from(left: Expr, right: Expr): Span {
    return { from: left.span.from, to: right.span.to }
  }

  private or(): Expr {
    if (++this.depth > LIMITS.depth) this.fail('less nesting')
    let left = this.and()
    while (this.takeWord('or')) {
      const right = this.and()
      left = { kind: 'logic', word: 'or', left, right, span: this.from(left, right) }
    }
    this.depth--
    return left
  }

  private and(): Expr {
    let left = this.not()
    while (this.takeWord('and')) {
      const right = this.not()
      left = { kind: 'logic', word: 'and', left, right, span: this.from(left, right) }
    }
    return left
  }

  private not(): Expr {
    const start = this.peek().span.from
    if (!this.takeWord('not')) return this.comparison()
    if (++this.depth > LIMITS.depth) this.fail('less nesting')
    const of = this.not()
    this.depth--
    return { kind: 'not', of, span: { from: start, to: of.span.to } }
  }

  private comparison(): Expr {
    const left = this.sum()
    const token = this.peek()
    if (token.kind === 'sign' && COMPARE.has(token.sign)) {
      this.index++
      const right = this.sum()
      const again = this.peek()
      if (again.kind === 'sign' && COMPARE.has(again.sign)) this.fail('and')
      const sign = token.sign as CompareSign
      return { kind: 'compare', sign, left, right, span: this.from(left, right), signSpan: token.span }
    }
    if (this.takeWord('is')) {
      const negated = this.takeWord('not')
      const end = this.peek().span.to
      if (!this.takeWord('blank')) this.fail('blank')
      return { kind: 'is blank', of: left, negated, span: { from: left.span.from, to: end } }
    }
    const negated = this.isWord('not') && this.isWord('in', 1)
    if (negated) this.index++
    if (this.takeWord('in')) {
      if (!this.takeSign('(')) this.fail('(')
      const items = this.list()
      return { kind: 'in', of: left, items, negated, span: { from: left.span.from, to: this.previousEnd() } }
    }
    if (this.takeWord('has')) {
      const item = this.sum()
      return { kind: 'has', of: left, item, span: this.from(left, item) }
    }
    return left
  }

  private previousEnd(): number {
    return this.tokens[this.index - 1]!.span.to
  }

  /** Items up to and with the closing bracket. */
  private list(): Expr[] {
    const items = [this.or()]
    while (this.takeSign(',')) items.push(this.or())
    if (!this.takeSign(')')) this.fail(')')
    return items
  }

  private sum(): Expr {
    let left = this.product()
    while (this.isSign('+') || this.isSign('−')) {
      const token = this.next() as Extract<Token, { kind: 'sign' }>
      const right = this.product()
      left = this.arithmetic(token, left, right)
    }
    return left
  }

  private product(): Expr {
    let left = this.signed()
    while (this.isSign('×') || this.isSign('÷')) {
      const token = this.next() as Extract<Token, { kind: 'sign' }>
      const right = this.signed()
      left = this.arithmetic(token, left, right)
    }
    return left
  }

  private arithmetic(token: Extract<Token, { kind: 'sign' }>, left: Expr, right: Expr): Expr {
    const sign = token.sign as ArithmeticSign
    return { kind: 'arithmetic', sign, left, right, span: this.from(left, right), signSpan: token.span }
  }

  private signed(): Expr {
    const start = this.peek().span.from
    if (!this.takeSign('−')) return this.primary()
    if (++this.depth > LIMITS.depth) this.fail('less nesting')
    const of = this.signed()
    this.depth--
    return { kind: 'negate', of, span: { from: start, to: of.span.to } }
  }

  private primary(): Expr {
    const token = this.peek()
    switch (token.kind) {
      case 'number': {
        this.index++
        const value = token.tens === 0 ? decimal(token.text) : decimal(`${token.text}e${token.tens}`)
        if (token.money) return { kind: 'money', value, span: token.span }
        return { kind: 'number', value: token.percent ? value.times(HUNDREDTH) : value, span: token.span }
      }
      case 'text':
        this.index++
        return { kind: 'text', value: token.value, span: token.span }
      case 'point':
        this.index++
        return token
      case 'word':
        return this.keyword(token)
      case 'name':
        return this.nameOrCall(token)
      case 'sign':
        if (token.sign === '(') {
          this.index++
          const inner = this.or()
          if (!this.takeSign(')')) this.fail(')')
          return { ...inner, span: { from: token.span.from, to: this.previousEnd() } }
        }
        return this.fail('value')
      case 'end':
        return this.fail('value')
      default: {
        const never: never = token
        return never
      }
    }
  }

  private keyword(token: Extract<Token, { kind: 'word' }>): Expr {
    if (['yes', 'true', '是', 'no', 'false', '否'].includes(token.word)) {
      this.index++
      return { kind: 'yes/no', value: ['yes', 'true', '是'].includes(token.word), span: token.span }
    }
    if (this.takeWord('refuse')) {
      const said = this.peek()
      if (said.kind !== 'text') return { kind: 'refuse', note: '', span: token.span }
      this.index++
      return { kind: 'refuse', note: said.value, span: { from: token.span.from, to: said.span.to } }
    }
    if (!this.takeWord('if')) this.fail('value')
    const test = this.or()
    if (!this.takeWord('then')) this.fail('then')
    const yes = this.or()
    if (!this.takeWord('else')) this.fail('else')
    const no = this.or()
    return { kind: 'if', test, yes, no, span: { from: token.span.from, to: no.span.to } }
  }

  /** What stands after `by`: one value, or several together. */
  private keys(): Expr {
    const items = [this.or()]
    while (this.takeSign(',')) items.push(this.or())
    const [first] = items
    if (items.length === 1) return first!
    return { kind: 'together', items, span: { from: first!.span.from, to: this.previousEnd() } }
  }

  private nameOrCall(token: Extract<Token, { kind: 'name' }>): Expr {
    const slip = nameSlip(token.name)
    if (slip) throw new Stop({ span: slip.at(token.span), found: slip.found, expected: 'operator' })
    this.index++
    if (this.takeSign('.')) {
      const column = this.peek()
      if (column.kind !== 'name') return this.fail('column')
      this.index++
      const { from } = token.span
      if (!this.takeSign('.'))
        return { kind: 'name', table: token.name, name: column.name, span: { from, to: column.span.to } }
      const figure = this.peek()
      if (figure.kind !== 'name') return this.fail('column')
      this.index++
      const [whose, table] = [token.name, column.name]
      return { kind: 'name', whose, table, name: figure.name, span: { from, to: figure.span.to } }
    }
    if (!this.takeSign('(')) return { kind: 'name', table: undefined, name: token.name, span: token.span }
    const args = [this.or()]
    while (this.takeSign(',')) args.push(this.or())
    const by = this.takeWord('by') ? this.keys() : undefined
    const where = this.takeWord('where') ? this.or() : undefined
    if (!this.takeSign(')')) this.fail(')')
    const span = { from: token.span.from, to: this.previousEnd() }
    return { kind: 'call', name: token.name, nameSpan: token.span, args, by, where, span }
  }
}
