// The figures that a condition looked at, as a problem tells them: `net = 225.00, hours = 180`. Takes what happened for one row;
// gives words of the scheme with their values, each once, in the order in which they were read.

import { byKind, each } from '../core/kinds.ts'
import { showValue } from './kinds.ts'
import { FAULT, type Traced } from './trace.ts'
import type { Pass } from './tree.ts'

/** So many are told; whoever wants all asks for an explanation. */
const MOST = 8

const isFigure = () => true
const isMade = () => false

const FIGURE: Pass<boolean> = {
  ...each(
    ['column', 'row column', 'calendar', 'earlier', 'measure', 'lines', 'people', 'rank', 'share', 'owned'],
    isFigure,
  ),
  ...each(['literal', 'function', 'bands', 'choice', 'weighted', 'items', 'clamp', 'round'], isMade),
  ...each(['negate', 'not', 'arithmetic', 'compare', 'logic', 'is blank', 'in', 'has', 'if'], isMade),
}

/** What was read, with its values. */
export function figuresRead(traced: Traced): string {
  const found = new Map<string, string>()
  const visit = ({ bound, value, parts }: Traced): void => {
    if (byKind(FIGURE, bound)) {
      const { type } = bound
      const places = bound.kind === 'column' ? bound.column.places : undefined
      if (value !== FAULT) found.set(bound.text, value === null ? '–' : showValue(value, type.kind, places))
    } else parts.forEach(visit)
  }
  visit(traced)
  const all = [...found].map(([name, value]) => `${name} = ${value}`)
  return [...all.slice(0, MOST), ...(all.length > MOST ? ['…'] : [])].join(', ')
}
