// How one value came about, as a statement says it: the policy's words, below them what happened with the figures.

import type { Style } from '../explain/arithmetic-text.ts'
import { type Together, togetherIn } from '../explain/sight.ts'
import { type Step, stepsOf } from '../explain/steps.ts'
import type { Bound } from '../formula/bound.ts'
import type { Traced } from '../formula/trace.ts'
import type { Engine } from '../pay/engine.ts'
import { stepLines } from './step-words.ts'

export interface How {
  /** Empty where the steps say the same. */
  readonly formula: string
  readonly steps: readonly string[]
  readonly together: readonly Together[]
}

export function howOf(engine: Engine, traced: Traced, style: Style): How {
  return sayHow(traced, stepsOf(engine, traced, style), style, engine.scheme.sheets)
}

/** Of steps that are known already. */
export function sayHow(traced: Traced, steps: readonly Step[], style: Style, language: 'en' | 'zh'): How {
  const { kind, text } = inner(traced).bound
  return {
    formula: SAID_BY_STEPS.has(kind) ? '' : text,
    steps: stepLines(steps, language),
    together: togetherIn(traced, style),
  }
}

const SAID_BY_STEPS: ReadonlySet<Bound['kind']> = new Set(['bands', 'choice', 'items'])

/** The formula within its limits and its rounding. */
export function inner(traced: Traced): Traced {
  const [first] = traced.parts
  return first && (traced.bound.kind === 'clamp' || traced.bound.kind === 'round') ? inner(first) : traced
}
