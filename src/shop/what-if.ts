// A month by other figures than those that it was worked out by, without working it out once more. Takes the month and what is
// changed; gives what is paid then, or nothing where that follows from the files alone. Reads and writes nothing.

import { rateChanges } from '../explain/changes.ts'
import { measuringKey, treeKey } from '../explain/definition-keys.ts'
import { calculate } from '../pay/calculate.ts'
import { Engine } from '../pay/engine.ts'
import type { WorkedMonth } from '../pay/month.ts'
import type { Overrides } from '../pay/month-facts.ts'
import type { PayResult } from '../pay/result.ts'
import { stops } from '../scheme/allowed.ts'
import { graphOf } from '../scheme/graph.ts'
import type { Scheme } from '../scheme/model.ts'

/** What a what-if changes: values of columns by id, and figures of the scheme. */
export interface WhatIf {
  readonly scheme: Scheme
  readonly overrides: Overrides
}

/**
 * What a month pays by another what-if than the one that it was worked out by: its files stay read and measured, and columns that
 * read nothing of what is changed stay worked out. Undefined where the files would be measured by what is changed, or where an error
 * would stop the month: then it is to be worked out from its files.
 */
export function payWhatIf(month: WorkedMonth, before: Overrides, { scheme, overrides }: WhatIf): PayResult | undefined {
  const { engine, opening, adjusted, period } = month
  const graph = graphOf(month.scheme)
  const given = [...before.keys(), ...overrides.keys()].filter(id => before.get(id) !== overrides.get(id))
  const changed = [...given, ...rateChanges(month.scheme, scheme).flatMap(change => change.ids)]
  // What no column is made of: how rows are measured, and when a reserve is forfeited.
  const besides = (of: Scheme): string => measuringKey(of) + of.reserves.map(r => treeKey(r.forfeited)).join()
  const isAlike = scheme === month.scheme || besides(scheme) === besides(month.scheme)
  const facts = engine.facts.whatIf?.(overrides)
  // A figure without a name of its own may be one of rows or of other people.
  if (!facts || !isAlike || !changed.every(id => graph.columns.has(id))) return undefined
  const [affected, measuring] = [graph.affected(changed), graph.measuring()]
  if ([...affected].some(id => measuring.has(id))) return undefined
  const own = new Engine(scheme, facts, period)
  own.takeOver(
    engine,
    [...graph.columns.keys()].filter(id => !affected.has(id)),
  )
  const { result, problems } = calculate(own, opening, adjusted)
  return stops(scheme.allowed, problems) ? undefined : result
}
