// What a catalogue of messages is: for each problem code a sentence and a hint, made from its facts.

import type { ProblemFacts } from '../../core/problem-facts.ts'

export interface Sentence {
  /** What was found. */
  readonly message: string
  /** What to do; empty where there is nothing to add. */
  readonly hint: string
}

/** For every code of some problems its sentence. */
export type CatalogueOf<Facts> = { readonly [C in keyof Facts]: (facts: Facts[C]) => Sentence }
export type Catalogue = CatalogueOf<ProblemFacts>
export type Language = 'en' | 'zh'

export function say(message: string, hint = ''): Sentence {
  return { message, hint }
}
