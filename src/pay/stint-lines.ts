// Lines that somebody with several stints has whole in each of them: fixed sums, and parts of a team's or the shop's figure. Takes
// a prepared engine; tells each such line with its amounts, since a month's sum would be paid twice; refuses nothing.

import type { Decimal } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Bound } from '../formula/bound.ts'
import { FAULT, type Row } from '../formula/trace.ts'
import { type Inside, nodes } from '../formula/tree.ts'
import { isMoney } from '../formula/types.ts'
import { behind, formulasOf } from '../scheme/graph.ts'
import { type DefinedColumn, isRead } from '../scheme/model.ts'
import { DAYS, type Engine } from './engine.ts'
import { same } from './stints.ts'

/** What is told of the people of the month whose lines count twice. */
export function linesOfEachStint(engine: Engine): Problem[] {
  return engine.payees.flatMap(row => {
    const stints = engine.stintsOf(row)
    if (!stints) return []
    return engine.scheme.pay.flatMap(line => {
      const paid = stints.flatMap(stint => {
        const amount = engine.value(line, stint)
        return amount === null || amount === FAULT || (amount as Decimal).isZero()
          ? []
          : [{ stint, amount: amount as Decimal }]
      })
      if (paid.length < 2 || paid.some(({ stint }) => isOfStint(engine, line, stint, stints))) return []
      const amounts = paid.map(({ stint, amount }) => `${amountText(amount)} (${engine.stintText(stint)})`).join('; ')
      return [problem('STINT_TWICE', line.at, { name: line.name, who: engine.who(row), amounts })]
    })
  })
}

/** True where a line reads what is the stint's own: its days, rows of exports, or what the stints have different, but for amounts of money. */
function isOfStint(engine: Engine, line: DefinedColumn, stint: Row, stints: readonly Row[]): boolean {
  const { scheme } = engine
  const position = engine.position(stint)
  const own = engine.caseFor(line, stint)
  const inside = behind(scheme, { position, month: true })
  // What other people have is nobody's part.
  const ofRow: Inside = b =>
    b.kind === 'people' || b.kind === 'rank' ? [] : b.kind === 'share' ? [b.pool, b.weight] : inside(b)
  const isOwn = (bound: Bound): boolean => {
    if (bound.kind === 'measure') return bound.home === 'person'
    if (bound.kind !== 'column' || bound.home !== 'person') return false
    const column = scheme.columns.find(c => c.id === bound.column.id)
    if (
      !column ||
      !isRead(column) ||
      isMoney(column.type) ||
      scheme.roster.groups.some(group => group.id === column.id)
    )
      return false
    return column.id === DAYS || !same(stints.map(row => engine.facts.input(column, row).value ?? null))
  }
  return own !== undefined && [...nodes(formulasOf(line, [own]), ofRow)].some(isOwn)
}
