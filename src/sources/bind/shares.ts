// How the people of one cell share a row. Takes the people with the shares beside them, and what the scheme says; gives
// weights in the order of the cell, or why they can't be told. Refuses shares that don't make a whole, and figures that are
// none: nothing is made to fit.

import { type Decimal, decimal, ONE, plain, sumOf, ZERO } from '../../core/decimal.ts'
import type { SharesReason } from '../../core/problem-facts.ts'
import type { Sharing } from '../../tables/spec.ts'
import { isRefusal } from '../cells/cell.ts'
import type { Named } from '../cells/person.ts'
import { textFigure } from './figure-unit.ts'
import { LIST_MARKS } from './word-readers.ts'

export interface NoShares {
  readonly reason: SharesReason
  /** The sum, the numbers or the words that are at fault. */
  readonly detail: string
}

/** Weights of the people that a cell names; shares written beside the names come before what the scheme says. */
export function sharesOf(named: readonly Named[], sharing: Sharing, figures: string): readonly Decimal[] | NoShares {
  if (named.some(n => n.share !== undefined)) return writtenShares(named)
  switch (sharing.kind) {
    case 'equally': {
      const people = named.map(n => ('person' in n.match ? n.match.person : -1))
      const twice = people.findIndex((person, i) => people.indexOf(person) < i)
      return twice < 0 ? named.map(() => ONE) : { reason: 'twice', detail: named[twice]!.text }
    }
    case 'fixed':
      if (sharing.shares.length === named.length) return sharing.shares
      return { reason: 'number', detail: `${sharing.shares.length}` }
    case 'column':
      return figuresOf(named, figures)
    case 'cell':
      return { reason: 'none', detail: '' }
    default: {
      const never: never = sharing
      return never
    }
  }
}

/** The percentages in the cell itself. */
export function writtenShares(named: readonly Named[]): readonly Decimal[] | NoShares {
  const strange = named.find(n => n.share === '?')
  if (strange) return { reason: 'unreadable', detail: strange.text }
  const without = named.find(n => n.share === undefined)
  if (without) return { reason: 'some', detail: without.text }
  const shares = named.map(n => decimal(n.share!))
  if (shares.some(share => share.isZero())) return { reason: 'unreadable', detail: '0%' }
  return wholeOf(shares) ?? shares
}

/** The figures beside the cell, one for each person: hours, points, percentages. */
function figuresOf(named: readonly Named[], text: string): readonly Decimal[] | NoShares {
  const texts = figureTexts(text)
  if (texts.length !== named.length) return { reason: 'figures', detail: `${texts.length}` }
  const read = texts.map(textFigure)
  const strange = read.findIndex(figure => isRefusal(figure) || !figure.value.gt(ZERO))
  if (strange >= 0) return { reason: 'unreadable', detail: texts[strange]! }
  const figures = read.flatMap(figure => (isRefusal(figure) ? [] : [figure]))
  const unit = figures[0]!.measure
  const other = figures.findIndex(figure => figure.measure !== unit)
  const percent = texts.map(figure => /[%％]$/.test(figure))
  const mixed = other >= 0 ? other : percent.findIndex(is => is !== percent[0])
  if (mixed >= 0) return { reason: 'unreadable', detail: texts[mixed]! }
  const shares = figures.map(figure => figure.value)
  return (percent[0] ? wholeOf(shares.map(share => share.times(HUNDRED))) : undefined) ?? shares
}

/** The texts of a cell of figures. */
export function figureTexts(text: string): string[] {
  return text
    .split(LIST_MARKS)
    .map(figure => figure.trim())
    .filter(figure => figure !== '')
}

const HUNDRED = decimal(100)

/** Why percentages are no shares of a whole. */
function wholeOf(shares: readonly Decimal[]): NoShares | undefined {
  const sum = sumOf(shares)
  return sum.eq(HUNDRED) ? undefined : { reason: 'sum', detail: `${plain(sum)}%` }
}
