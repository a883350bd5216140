// What changed between two months, in words: the name of a cause, and what it was worth.

import type { ToldCause } from '../core/problem-facts.ts'
import type { ComparisonWords } from './en/comparison.ts'

type Named = Pick<ToldCause, 'kind' | 'name' | 'others'>

export function causeName({ kind, name, others }: Named, w: ComparisonWords): string {
  if (kind === 'definition') return w.definition(name)
  if (kind === 'parameter' || kind === 'figure' || kind === 'score') return others ? w.others(name) : name
  return [w[kind], name].filter(x => x !== '').join(' + ')
}

/** `考核成绩 97.68 → 86.31 −57.16`. */
export function causeText(cause: ToldCause, w: ComparisonWords): string {
  const change = cause.from === undefined || cause.to === undefined ? '' : ` ${cause.from} → ${cause.to}`
  return `${causeName(cause, w)}${change} ${cause.worth}`
}
