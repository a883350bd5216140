// A formula with its values in place of its names, as one would type it into a calculator:
// `(449,112.27 × 0.5% × 1.5 + 204 × 2.00) × 85.00 ÷ 100`. Made from the trace, so it shows what was calculated.

import { isoDate } from '../core/calendar.ts'
import { type Decimal, settle } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import type { Value } from '../formula/bound.ts'
import { FAULT, type Traced } from '../formula/trace.ts'
import type { Type } from '../formula/types.ts'

/** A figure for people: thousands separated, and cut to six places where it goes on. */
export function figureText(value: Decimal, money: boolean): string {
  const settled = settle(value)
  const shown = settled.toDecimalPlaces(6, 1)
  const open = shown.eq(settled) ? '' : '…'
  if (money) return amountForPeople(shown) + open
  const [whole = '', fraction] = shown.toFixed().split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`) + open
}

/** A value for people. `places`: those that the scheme rounds it to. */
export function valueForPeople(
  value: Value | typeof FAULT,
  type: Type,
  places: number | undefined,
  personName: (i: number) => string,
): string {
  if (value === FAULT) return '?'
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return type.kind === 'date' ? isoDate(value) : personName(value)
  if (typeof value === 'string') return value
  const text = figureText(value, type.kind === 'money')
  if (places === undefined || places === 0 || type.kind === 'money') return text
  const [whole, fraction = ''] = text.split('.')
  return `${whole}.${fraction.padEnd(places, '0')}`
}

const LEVEL: Record<string, number> = { or: 1, and: 2, compare: 4, '+': 5, '−': 5, '×': 6, '÷': 6 }

/** The trace of a formula as arithmetic. Names, measures and choices are shown by their values. */
export function arithmeticText(traced: Traced): string {
  return write(traced, 0)
}

function write(traced: Traced, outer: number): string {
  const { bound, parts, value } = traced
  const inner = (i: number, level: number): string => (parts[i] ? write(parts[i], level) : '?')
  const bracket = (text: string, level: number): string => (level < outer ? `(${text})` : text)
  switch (bound.kind) {
    case 'arithmetic': {
      const level = LEVEL[bound.sign]!
      return bracket(`${inner(0, level)} ${bound.sign} ${inner(1, level + 1)}`, level)
    }
    case 'compare':
      return bracket(`${inner(0, 5)} ${bound.sign} ${inner(1, 5)}`, 4)
    case 'logic':
      return bracket(parts.map(p => write(p, LEVEL[bound.word]!)).join(` ${bound.word} `), LEVEL[bound.word]!)
    case 'negate':
      return bracket(`−${inner(0, 7)}`, 6)
    case 'not':
      return `not ${inner(0, 3)}`
    case 'function':
      return `${bound.name}(${parts.map(p => write(p, 0)).join(', ')})`
    case 'if':
      return inner(1, outer)
    case 'round':
    case 'clamp':
      return inner(0, outer)
    case 'weighted': {
      const terms = bound.parts.map((_, i) => `${inner(2 * i, 6)} × ${inner(2 * i + 1, 7)}`)
      return bracket(terms.join(' + '), 5)
    }
    case 'items':
      return bracket(parts.map(p => leaf(p.value, p.bound.type)).join(' + '), 5)
    case 'literal':
      return bound.text
    default:
      return leaf(value, bound.type)
  }
}

function leaf(value: Traced['value'], type: Type): string {
  const text = valueForPeople(value, type, undefined, i => `#${i}`)
  return type.kind === 'text' || type.kind === 'list' ? `“${text}”` : text.startsWith('-') ? `(${text})` : text
}

/** True where arithmetic says more than the value alone. */
export function hasArithmetic(traced: Traced): boolean {
  switch (traced.bound.kind) {
    case 'arithmetic':
    case 'function':
    case 'weighted':
    case 'compare':
    case 'logic':
    case 'negate':
      return true
    case 'round':
    case 'clamp':
    case 'if':
      return traced.parts.some(hasArithmetic)
    default:
      return false
  }
}
