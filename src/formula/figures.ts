// The figures that a condition or a choice looks at, and what they are for somebody or a row: for whoever is told that a rule
// does not hold or that nobody decided.

import type { Bound, BoundKind } from './bound.ts'
import { showValue } from './kinds.ts'
import { FAULT, type Row } from './trace.ts'
import { nodes, parts } from './tree.ts'
import type { Evaluate, World } from './world.ts'

const FIGURES: ReadonlySet<BoundKind> = new Set([
  ...(['column', 'row column', 'owned', 'measure', 'earlier', 'people', 'rank', 'lines'] as const),
])

/** The figures that formulas look at, each once, in their order. */
export function figuresOf(bounds: readonly Bound[]): Bound[] {
  const found = new Map<string, Bound>()
  for (const part of nodes(bounds, of => (FIGURES.has(of.kind) ? [] : parts(of))))
    if (FIGURES.has(part.kind)) found.set(part.text, part)
  return [...found.values()]
}

/** Figures with what they are: `出勤天数 = 23, 工作日 = 22`. What is at fault was told. */
export function figuresText(figures: readonly Bound[], row: Row, world: World, evaluate: Evaluate): string {
  return figures
    .flatMap(figure => {
      const { value } = evaluate(figure, row, world)
      if (value === FAULT) return []
      const { kind } = figure.type
      const person = kind === 'person' && typeof value === 'number' ? world.who({ home: 'person', index: value }) : ''
      return [`${figure.text} = ${person || showValue(value, kind, undefined) || '—'}`]
    })
    .join(', ')
}
