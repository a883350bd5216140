// What counts for a figure that somebody enters: the items of scorecards that read it, with what they make of it, in words. Takes a scheme
// and one of its columns; gives a line an item, none where an item is the figure itself.

import type { Bound } from '../formula/bound.ts'
import { nodes, parts } from '../formula/tree.ts'
import type { InputColumn, Scheme } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import { said } from './said.ts'

export function criteriaOf({ values, sheets }: Scheme, column: InputColumn): string {
  const words = wordsIn(sheets).formula
  const formulas = values.flatMap(({ source }) => source.cases.map(own => own.formula))
  const items = [...nodes(formulas, parts)].flatMap(bound => (bound.kind === 'items' ? bound.items : []))
  const reads = items.filter(({ of }) =>
    [...nodes([of], parts)].some(bound => bound.kind === 'column' && bound.column.id === column.id),
  )
  return reads
    .filter(({ of }) => of.text !== column.name)
    .map(({ name, of }) => words.called(name, said(pointsOf(of), words)))
    .join('\n')
}

/** The formula of an item without the floor of 0, which every item has. */
function pointsOf(of: Bound): Bound {
  return of.kind === 'clamp' && of.high === undefined && of.low?.text === '0' ? of.of : of
}
