// What a language says of the steps of a formula: a line each that can be worked out again from what stands in it.

import type { RoundingMode } from '../core/decimal.ts'
import type { ByKind } from '../core/kinds.ts'
import type { Said, Sign } from './formula.ts'

/** Of what a step is, where it is not the whole formula. */
interface OfPart {
  readonly formula?: string | undefined
}

/** How two values stand to each other, as the formula asks for it, and whether it is so. */
export interface Relation {
  readonly sign: Sign
  readonly right: string
  /** True of points in time: one is before or after another. */
  readonly dates: boolean
  readonly holds: boolean
}

/** One thing that a condition looked at. */
export type Test =
  | ({ readonly kind: 'compare'; readonly left: string } & Relation)
  | { readonly kind: 'blank'; readonly of: string; readonly holds: boolean }
  | { readonly kind: 'truth'; readonly of: string; readonly holds: boolean }
  | { readonly kind: 'in'; readonly of: string; readonly items: readonly string[]; readonly holds: boolean }
  | { readonly kind: 'has'; readonly of: string; readonly item: string; readonly holds: boolean }

/** What a language says of each kind of them. */
export type Facts = ByKind<Test, string>

/** A relation in words, without what stands on its left. */
export function relationText({ sign, right, holds }: Relation, said: Said): string {
  return `${said[sign][holds ? 0 : 1]} ${right}`
}

export interface StepWords {
  readonly condition: (step: { tests: readonly Test[]; holds: boolean; taken: string }) => string
  readonly band: (step: {
    of: string
    value: string
    within: readonly Relation[]
    result: string
    gives: string
  }) => string
  readonly gives: (what: string, figure: string) => string
  readonly limited: (step: OfPart & { by: 'low' | 'high'; from: string; limit: string; to: string }) => string
  readonly rounded: (step: OfPart & { from: string; places: number; mode: RoundingMode; to: string }) => string
  readonly slice: (step: { within: readonly Relation[]; width: string; rate: string; part: string }) => string
  readonly share: (
    step: OfPart & { pool: string; weight: string; all: string; members: number; exact: string; result: string },
  ) => string
  readonly rank: (step: { formula: string; value: string; better: number; of: number; result: string }) => string
  readonly people: (step: { formula: string; of: readonly unknown[]; result: string }) => string
  readonly earlier: (step: {
    formula: string
    months: readonly { month: string; value: string; entry?: string }[]
    result: string
  }) => string
  readonly changed: (step: { month: string; from: string; to: string }) => string
  readonly item: (step: { name: string; value: string; how: string }, steps: readonly string[]) => string
  readonly join: string
}

/** What stands before the figures of a part that has a formula of its own. */
export function part(formula: string | undefined, value: string): string {
  return formula === undefined || formula === value ? '' : `${formula} = `
}
