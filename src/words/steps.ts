// What a language says of the steps of a formula: a line each that can be worked out again from what stands in it.

import type { RoundingMode } from '../core/decimal.ts'

/** Of what a step is, where it is not the whole formula. */
interface OfPart {
  readonly formula?: string | undefined
}

export interface StepWords {
  readonly condition: (step: { formula: string; text: string; result: string; taken: string }) => string
  readonly gives: (what: string, figure: string) => string
  readonly edges: (edges: readonly string[]) => string
  readonly limited: (step: OfPart & { by: 'low' | 'high'; from: string; limit: string; to: string }) => string
  readonly rounded: (step: OfPart & { from: string; places: number; mode: RoundingMode; to: string }) => string
  readonly slice: (step: { band: string; width: string; rate: string; part: string }) => string
  readonly share: (
    step: OfPart & { pool: string; weight: string; all: string; members: number; exact: string; result: string },
  ) => string
  readonly rank: (step: { formula: string; value: string; better: number; of: number; result: string }) => string
  readonly people: (step: { formula: string; of: readonly unknown[]; result: string }) => string
  readonly earlier: (step: {
    formula: string
    months: readonly { month: string; value: string }[]
    result: string
  }) => string
  readonly item: (step: { name: string; value: string; how: string }, steps: readonly string[]) => string
  readonly join: string
}

/** What stands before the figures of a part that has a formula of its own. */
export function part(formula: string | undefined, value: string): string {
  return formula === undefined || formula === value ? '' : `${formula} = `
}
