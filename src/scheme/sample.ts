// A made-up person for whom formulas are tried before there is any data: one row of everything, with sample figures by
// type. Takes a scheme and the figures that are fixed; gives what evaluation asks of the world. Faults are not reported:
// where samples make no sense, nothing is found.

import { type Decimal, decimal, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { type Bound, type Column, isSheetSum, type Value } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { FAULT, isDecimal, type Outcome, type Row } from '../formula/trace.ts'
import type { Home, Type } from '../formula/types.ts'
import type { World } from '../formula/world.ts'
import { type Profile, SCHEME_KINDS, SOME_DAY } from './kinds.ts'
import { caseFor, isDefined, payLines, type Scheme, type SchemeColumn, summedLines } from './model.ts'

/** The world of the made-up person. `fixed`: values by column or measure; `sum`: what the pay lines come to, where fixed. */
export function sampleWorld(
  scheme: Scheme,
  position: string,
  profile: Profile,
  fixed: ReadonlyMap<string, Value>,
  sum?: Decimal,
): World {
  const columns = new Map(scheme.columns.map(c => [c.id, c]))
  const known = new Map<string, Outcome>()
  const rowOf = (home: Home): Row => ({ home, index: 0 })
  const sample = (type: Type): Value => SCHEME_KINDS[type.kind].sample(profile, type)
  const work = (column: SchemeColumn): Outcome => {
    if (column.id === scheme.roster.positionColumn.id) return position
    if (column.source.kind === 'parameter') return column.source.value
    if (!isDefined(column)) return within(sample(column.type), column)
    const own = caseFor(column, position)
    return own ? evaluate(own.formula, rowOf(column.home), world).value : null
  }
  const column = (named: Column): Outcome => {
    const given = fixed.get(named.id)
    if (given !== undefined) return given
    return once(known, named.id, () => {
      const own = columns.get(named.id)
      return own ? work(own) : FAULT
    })
  }
  const lines: World['lines'] = (which, line) => {
    if (sum) return sum
    if (isSheetSum(which)) return profile.money
    let all = ZERO
    for (const each of summedLines(payLines(scheme, position), which, line)) {
      const value = column(each.column)
      if (value === FAULT) return FAULT
      if (isDecimal(value)) all = all.plus(value)
    }
    return all
  }
  const world: World = {
    calendar: name =>
      name === 'release period'
        ? '–'
        : /^(month|days)/.test(name)
          ? decimal(name.startsWith('days') ? 30 : 1)
          : SOME_DAY,
    column,
    cell: () => FAULT,
    figureOf: () => FAULT,
    measure: (measure, type) => fixed.get(measure.id) ?? sample(type),
    earlier: bound => sample(bound.type),
    among: () => undefined,
    lines,
    move: (_row, home) => rowOf(home),
    named: () => null,
    rows: home => [rowOf(home)],
    once: (_bound, _row, work) => work(),
    name: () => '',
    who: () => '',
    report: () => {},
    blank: () => {},
    explore: () => {},
  }
  return world
}

/** A sample figure moved into the range that its column must keep to. */
function within(value: Value, column: SchemeColumn): Value {
  if (!isDecimal(value) || column.source.kind === 'defined' || !column.source.range) return value
  const { range } = column.source
  const { low, high } = range.parts?.at(-1) ?? range
  if (low && high && (value.lt(low.edge) || value.gt(high.edge))) return low.edge.plus(high.edge).div(2)
  if (low && value.lte(low.edge)) return low.edge.plus(1)
  return high && value.gte(high.edge) ? high.edge.minus(1) : value
}

/** The figure that a formula gives for the made-up person; undefined where it gives none. */
export function sampleFigure(bound: Bound, home: Home, world: World): Decimal | undefined {
  const { value } = evaluate(bound, { home, index: 0 }, world)
  return isDecimal(value) ? value : undefined
}
