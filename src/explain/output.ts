// What pay is worked out from: of each line the sums and counts of rows that it goes up and down with, found in its formula and in
// those that this names: behind ×, + and −, above ÷, in what bands, conditions and limits give, never in what they ask. Takes the
// engine and the people of a month; gives how much there was of each in the whole shop, and what the lines pay that read it.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { byKind, each } from '../core/kinds.ts'
import { once } from '../core/lists.ts'
import type { Bound } from '../formula/bound.ts'
import type { Pass } from '../formula/tree.ts'
import type { Engine } from '../pay/engine.ts'
import { columnOf, type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import { graphOf } from '../scheme/graph.ts'
import { caseFor, isDefined, type Scheme } from '../scheme/model.ts'
import type { FormulaWords } from '../words/formula.ts'
import { said } from './said.ts'
import { figureAt, keyOf } from './thresholds.ts'

/** How much there was of something that pay goes up and down with. */
export interface Output {
  /** In the words of a language. */
  readonly name: string
  readonly kind: string
  /** Of the whole shop: of everybody or every team that it pays. */
  readonly value: Decimal
  /** The lines that go up and down with it, and what they come to. */
  readonly lines: readonly string[]
  readonly pay: Decimal
}

/** Everything that the pay of a month is worked out from, in the order in which people come to it. */
export function outputsOf(engine: Engine, people: readonly PersonSheet[], words: FormulaWords): Output[] {
  const found = new Map<string, { of: Bound; lines: Set<string>; pay: Decimal[]; values: Map<number, Decimal> }>()
  const behind = new Map<Bound, Bound[]>()
  for (const person of people) {
    for (const part of partsOf(person, 'line')) {
      const column = columnOf(engine.scheme, part)
      const own = column && (caseFor(column, person.position) ?? column.source.cases[0])
      if (!own) continue
      for (const of of once(behind, own.formula, () => quantities(own.formula, engine.scheme))) {
        const one = once(found, keyOf(of), () => ({ of, lines: new Set<string>(), pay: [], values: new Map() }))
        one.lines.add(part.name)
        one.pay.push(part.amount)
        const rows = of.home === 'person' ? [person.row] : engine.world.rows(of.home)
        for (const row of rows) {
          if (!one.values.has(row.index)) one.values.set(row.index, figureAt(engine, of, row, part.name) ?? ZERO)
        }
      }
    }
  }
  return [...found.values()].map(({ of, lines, pay, values }) => ({
    name: said(of, words),
    kind: of.type.kind,
    value: sumOf([...values.values()]),
    lines: [...lines],
    pay: sumOf(pay),
  }))
}

/** The sums and counts of a formula, each as it is first called. */
function quantities(formula: Bound, scheme: Scheme): Bound[] {
  const seen = new Map<string, Bound>()
  const visit = (bound: Bound): void => {
    if (bound.home !== 'row' && addsUp(bound, scheme)) seen.set(keyOf(bound), bound)
    else for (const next of byKind(WITH, bound, scheme)) visit(next)
  }
  visit(formula)
  return [...seen.values()]
}

/** True for a sum or count of rows, and for what is added or taken away of such: the figures of all people are that of the shop. */
function addsUp(bound: Bound, scheme: Scheme): boolean {
  if (bound.kind === 'measure')
    return bound.key === undefined && (bound.measure.aggregate === 'sum' || bound.measure.aggregate === 'count')
  if (bound.kind === 'arithmetic')
    return (bound.sign === '+' || bound.sign === '−') && addsUp(bound.left, scheme) && addsUp(bound.right, scheme)
  const formulas = bound.kind === 'column' ? formulasIn(bound.column.id, scheme) : []
  return formulas.length > 0 && formulas.every(one => addsUp(one, scheme))
}

function formulasIn(id: string, scheme: Scheme): Bound[] {
  const column = graphOf(scheme).columns.get(id)
  return column && isDefined(column) ? column.source.cases.map(own => own.formula) : []
}

/** The formulas inside one with which it goes up and down. */
const WITH: Pass<readonly Bound[], [Scheme]> = {
  ...each(
    ['literal', 'row column', 'calendar', 'earlier', 'lines', 'refuse', 'not', 'is blank', 'compare', 'logic'],
    () => [],
  ),
  ...each(['people', 'rank', 'row rank', 'previous', 'in', 'has', 'key', 'owned', 'measure', 'weighted'], () => []),
  ...each(['negate', 'round', 'clamp'], ({ of }: { of: Bound }) => [of]),
  column: ({ column }, scheme) => formulasIn(column.id, scheme),
  arithmetic: ({ sign, left, right }) => (sign === '÷' ? [left] : [left, right]),
  if: ({ yes, no }) => [yes, no],
  function: ({ args }) => args,
  share: ({ pool }) => [pool],
  bands: ({ of, bands, marginal }) => [...(marginal ? [of] : []), ...bands.map(band => band.result)],
  choice: ({ cases, otherwise }) => [...cases.map(one => one.result), ...(otherwise ? [otherwise] : [])],
  items: ({ items }) => items.map(one => one.of),
}
