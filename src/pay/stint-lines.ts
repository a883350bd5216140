// Lines that somebody with several stints has for a whole month in each of them: fixed sums, guarantees, parts of a team's or the
// shop's figure. Takes a prepared engine; tells each such line with its amounts, since a month's sum would be paid twice; refuses
// nothing. Whether an amount is the stint's own is read off its formula.

import { byKind, each } from '../core/kinds.ts'
import { amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Bound, Column } from '../formula/bound.ts'
import { isDecimal, type Row } from '../formula/trace.ts'
import { type Inside, nodes, type Part, type Pass, results } from '../formula/tree.ts'
import { isMoney } from '../formula/types.ts'
import { behind } from '../scheme/graph.ts'
import { caseFor, isDefined, isRead } from '../scheme/model.ts'
import { DAYS, type Engine } from './engine.ts'
import { same } from './stints.ts'

/** What is told of the people of the month whose lines count for a whole month in each stint. */
export function linesOfEachStint(engine: Engine): Problem[] {
  return engine.payees.flatMap(row => {
    const stints = engine.stintsOf(row)
    if (!stints) return []
    return engine.scheme.pay.flatMap(line => {
      const paid = stints.flatMap(stint => {
        const amount = engine.value(line, stint)
        return isDecimal(amount) ? [{ stint, amount }] : []
      })
      const isWhole = ({ stint }: { stint: Row }): boolean => {
        const own = engine.caseFor(line, stint)
        const look = lookOf(engine, stint, stints)
        return own !== undefined && !(own.when && look.isOwn(own.when)) && wholeIn(own.formula, look)
      }
      if (paid.length < 2 || paid.every(p => p.amount.isZero()) || !paid.every(isWhole)) return []
      const amounts = paid.map(({ stint, amount }) => `${amountText(amount)} (${engine.stintText(stint)})`).join('; ')
      return [problem('STINT_TWICE', line.at, { name: line.name, who: engine.who(row), amounts })]
    })
  })
}

interface Look {
  /** True where a formula reads what is the stint's own: its days, rows of exports, or a figure that the stints have different. */
  readonly isOwn: (bound: Bound) => boolean
  /** The formula of what is worked out. */
  readonly formula: (column: Column) => Bound | undefined
}

function lookOf(engine: Engine, stint: Row, stints: readonly Row[]): Look {
  const { scheme } = engine
  const position = engine.position(stint)
  const inside = behind(scheme, { position, month: true })
  // What other people have is nobody's part.
  const ofRow: Inside = b =>
    b.kind === 'people' || b.kind === 'rank' ? [] : b.kind === 'share' ? [b.pool, b.weight] : inside(b)
  const known = (column: Column) => scheme.columns.find(c => c.id === column.id)
  const isStints = (bound: Bound): boolean => {
    if (bound.kind === 'measure') return bound.home === 'person'
    if (bound.kind !== 'column' || bound.home !== 'person') return false
    const column = known(bound.column)
    // An amount of the roster is a month's, of every position.
    if (!column || !isRead(column) || isMoney(column.type)) return false
    if (scheme.roster.groups.some(group => group.id === column.id)) return false
    return column.id === DAYS || !same(stints.map(row => engine.facts.input(column, row).value ?? null))
  }
  return {
    isOwn: bound => [...nodes([bound], ofRow)].some(isStints),
    formula: column => {
      const own = known(column)
      return own && isDefined(own) ? caseFor(own, position)?.formula : undefined
    },
  }
}

/** True where an amount, or a part of it, is that of a whole month. */
function wholeIn(bound: Bound, look: Look): boolean {
  return byKind(WHOLE, bound, look)
}

const unlessOwn = (bound: Bound, { isOwn }: Look): boolean => !isOwn(bound)
const never = (): boolean => false

const WHOLE: Pass<boolean, [look: Look]> = {
  ...each(['earlier', 'lines', 'refuse', 'previous', 'row rank', 'row column', 'owned', 'key', 'calendar'], never),
  ...each(['not', 'compare', 'logic', 'is blank', 'in', 'has'], never),
  ...each(['measure', 'people', 'rank', 'share', 'weighted', 'items'], unlessOwn),
  literal: ({ value }) => isDecimal(value) && !value.isZero(),
  column: (bound, look) => {
    const formula = look.formula(bound.column)
    return formula ? wholeIn(formula, look) : !look.isOwn(bound)
  },
  ...each(['negate', 'round'], ({ of }: Part<'negate' | 'round'>, look: Look) => wholeIn(of, look)),
  arithmetic: ({ sign, left, right }, look) =>
    sign === '+' || sign === '−'
      ? wholeIn(left, look) || wholeIn(right, look)
      : [left, right].every(side => (isMoney(side.type) ? wholeIn(side, look) : !look.isOwn(side))),
  clamp: ({ of, low, high }, look) => [of, low, high].some(limit => limit !== undefined && wholeIn(limit, look)),
  if: (bound, look) => !look.isOwn(bound.test) && results(bound).some(b => wholeIn(b, look)),
  ...each(['bands', 'choice'], (bound: Part<'bands' | 'choice'>, look: Look) =>
    bound.kind === 'bands' && bound.marginal
      ? wholeIn(bound.of, look)
      : !look.isOwn(bound.of) && results(bound).some(b => wholeIn(b, look)),
  ),
  function: (bound, look) =>
    ['min', 'max', 'sum'].includes(bound.name) ? bound.args.some(arg => wholeIn(arg, look)) : !look.isOwn(bound),
}
