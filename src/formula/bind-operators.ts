// What + − × ÷ and comparisons take and give. Money × money and money + number are refused with the place of both sides.

import { plain } from '../core/decimal.ts'
import type { ArithmeticSign, CompareSign, Expr } from './ast.ts'
import type { Bound } from './bound.ts'
import { base, type Environment, fault, homeOf, mixed, nothing, sameKind } from './environment.ts'
import { isFigureKind, isTimeKind } from './kinds.ts'
import { COUNT, DATE, isMoney, isNumeric, MOMENT, MONEY, NUMBER, type Type, UNKNOWN, unify, YES_NO } from './types.ts'

export function bindArithmetic(
  expr: Extract<Expr, { kind: 'arithmetic' }>,
  left: Bound,
  right: Bound,
  env: Environment,
): Bound {
  const bad = [left, right].findIndex(
    b => !isFigureKind(b.type.kind) && !isTimeKind(b.type.kind) && b.type.kind !== 'unknown',
  )
  if (bad >= 0) {
    const side = bad === 0 ? left : right
    const span = bad === 0 ? expr.left.span : expr.right.span
    fault(env, 'TYPE_WRONG', span, { what: side.text, expected: 'figure', found: side.type.kind })
    return nothing(env, expr.span)
  }
  const type = resultType(expr.sign, left.type, right.type)
  if (!type) {
    if (expr.sign === '×' && left.type.kind === 'money' && right.type.kind === 'money') {
      fault(env, 'MONEY_TIMES_MONEY', expr.span, { left: left.text, right: right.text }, [
        { span: expr.left.span, note: `${left.text}: money` },
        { span: expr.right.span, note: `${right.text}: money` },
      ])
    } else mixed(env, expr.sign, expr.span, left, right, expr.left.span, expr.right.span)
    return nothing(env, expr.span)
  }
  return { kind: 'arithmetic', sign: expr.sign, left, right, ...base(env, expr.span, type, homeOf(left, right)) }
}

function resultType(sign: ArithmeticSign, a: Type, b: Type): Type | null {
  if (a.kind === 'unknown' || b.kind === 'unknown') return withUnknown(sign, a.kind === 'unknown' ? b : a)
  if (isTimeKind(a.kind) || isTimeKind(b.kind)) {
    if (a.kind !== 'date') return null
    if (sign === '+' && b.kind === 'time') return MOMENT
    if (sign === '−' && b.kind === 'date') return COUNT
    // What lies between two moments is said by its unit: `minutes between`.
    return isNumeric(b) && (sign === '+' || sign === '−') ? DATE : null
  }
  const money = a.kind === 'money' || b.kind === 'money'
  const counts = a.kind === 'count' && b.kind === 'count'
  if (sign === '+' || sign === '−') return unify(a, b)
  if (sign === '×') return a.kind === b.kind && money ? null : money ? MONEY : counts ? COUNT : NUMBER
  if (b.kind === 'money') return isMoney(a) ? NUMBER : null
  return a.kind === 'money' ? MONEY : NUMBER
}

/** A balance is what it was a month ago and what came and went: it is of the type of what came. */
function withUnknown(sign: string, other: Type): Type {
  if ((sign !== '+' && sign !== '−') || other.zero) return UNKNOWN
  return other.kind === 'money' ? MONEY : other.kind === 'count' || other.kind === 'number' ? NUMBER : UNKNOWN
}

export function bindCompare(
  expr: Extract<Expr, { kind: 'compare' }>,
  left: Bound,
  right: Bound,
  env: Environment,
): Bound {
  sameKind(left, right, expr.left.span, expr.right.span, env, meantTruth(expr.sign, left, right))
  const ordered = !['=', '≠'].includes(expr.sign)
  const kind = left.type.kind
  if (ordered && ['text', 'yes/no', 'person'].includes(kind)) {
    fault(env, 'TYPE_WRONG', expr.left.span, { what: left.text, expected: 'figure or date', found: kind })
  }
  return { kind: 'compare', sign: expr.sign, left, right, ...base(env, expr.span, YES_NO, homeOf(left, right)) }
}

const TRUTHS: readonly (readonly string[])[] = [
  ['否', 'no', 'false', 'n', '无', '不是', '0'],
  ['是', 'yes', 'true', 'y', '有', '1'],
]

/** The condition that is meant by a yes or no that is held against a text: `not rework` of `rework = "no"`. */
function meantTruth(sign: CompareSign, left: Bound, right: Bound): string | undefined {
  if (left.type.kind !== 'yes/no' || right.kind !== 'literal' || (sign !== '=' && sign !== '≠')) return undefined
  const { value } = right
  const said = typeof value === 'string' ? value : typeof value === 'object' && value !== null ? plain(value) : ''
  const holds = TRUTHS.findIndex(words => words.includes(said.toLowerCase()))
  if (holds < 0) return undefined
  return (holds === 1) === (sign === '=') ? left.text : `not ${left.text}`
}
