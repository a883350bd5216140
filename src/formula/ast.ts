// The tree of a formula as it is written, before its names are looked up. Offsets count UTF-16 units of its text.

import type { Decimal } from '../core/decimal.ts'
import type { PointKind } from '../core/points.ts'
import type { FormulaPart } from '../core/terms.ts'

export interface Span {
  readonly from: number
  readonly to: number
}

export type ArithmeticSign = '+' | '−' | '×' | '÷'
export type CompareSign = '=' | '≠' | '<' | '≤' | '>' | '≥'

export type Expr =
  | { kind: 'number'; value: Decimal; span: Span }
  | { kind: 'money'; value: Decimal; span: Span }
  | { kind: 'text'; value: string; span: Span }
  | { kind: 'point'; type: PointKind; value: number; span: Span }
  | { kind: 'yes/no'; value: boolean; span: Span }
  /** `whose`: what stands before two points, `who.card.points`. */
  | { kind: 'name'; whose?: string; table: string | undefined; name: string; span: Span }
  | { kind: 'negate'; of: Expr; span: Span }
  | { kind: 'not'; of: Expr; span: Span }
  | { kind: 'arithmetic'; sign: ArithmeticSign; left: Expr; right: Expr; span: Span; signSpan: Span }
  | { kind: 'compare'; sign: CompareSign; left: Expr; right: Expr; span: Span; signSpan: Span }
  | { kind: 'logic'; word: 'and' | 'or'; left: Expr; right: Expr; span: Span }
  | { kind: 'is blank'; of: Expr; negated: boolean; span: Span }
  | { kind: 'in'; of: Expr; items: Expr[]; negated: boolean; span: Span }
  | { kind: 'has'; of: Expr; item: Expr; span: Span }
  /** Several values together, after `by`. */
  | { kind: 'together'; items: Expr[]; span: Span }
  /** What is not decided: whoever comes to it stops the month. */
  | { kind: 'refuse'; note: string; span: Span }
  | { kind: 'if'; test: Expr; yes: Expr; no: Expr; span: Span }
  | {
      kind: 'call'
      name: string
      nameSpan: Span
      args: Expr[]
      by: Expr | undefined
      where: Expr | undefined
      span: Span
    }

/** What is wrong with a formula's text: the spot, what stands there, what was expected. */
export interface SyntaxFault {
  span: Span
  found: string
  expected: FormulaPart
}
