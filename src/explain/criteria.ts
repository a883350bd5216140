// What counts for a figure that somebody enters: the items of scorecards that read it, with what they make of it. Takes a scheme
// and one of its columns; gives a line an item, none where an item is the figure itself.

import type { Bound } from '../formula/bound.ts'
import { nodes, parts } from '../formula/tree.ts'
import type { InputColumn, Scheme } from '../scheme/model.ts'
import { wordsOf } from './formula-words.ts'

export function criteriaOf({ values }: Scheme, column: InputColumn): string {
  const formulas = values.flatMap(({ source }) => source.cases.map(own => own.formula))
  const items = [...nodes(formulas, parts)].flatMap(bound => (bound.kind === 'items' ? bound.items : []))
  const reads = items.filter(({ of }) =>
    [...nodes([of], parts)].some(bound => bound.kind === 'column' && bound.column.id === column.id),
  )
  return reads
    .filter(({ of }) => of.text !== column.name)
    .map(({ name, of }) => `${name}: ${wordsOf(pointsOf(of)).replaceAll('\n', '; ')}`)
    .join('\n')
}

/** The formula of an item without the floor of 0, which every item has. */
function pointsOf(of: Bound): Bound {
  return of.kind === 'clamp' && of.high === undefined && of.low?.text === '0' ? of.of : of
}
