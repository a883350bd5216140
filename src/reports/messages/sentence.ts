// What a catalogue of messages is: for each problem code a sentence and a hint, made from its facts.

import type { ProblemCode, ProblemFacts } from '../../core/problem.ts'

export interface Sentence {
  /** What was found. */
  readonly message: string
  /** What to do; empty where there is nothing to add. */
  readonly hint: string
}

export type Catalogue = { readonly [C in ProblemCode]: (facts: ProblemFacts[C]) => Sentence }
export type Language = 'en' | 'zh'

export function say(message: string, hint = ''): Sentence {
  return { message, hint }
}
