// A problem as sentences: the catalogue of the language, chosen by code.

import type { Problem, ProblemFacts } from '../core/problem.ts'
import { withoutSecrets } from '../core/secret.ts'
import { type Language, wordsIn } from '../words/language.ts'
import { type Sentence, shortened } from '../words/sentence.ts'

/** The facts without what is too long to be read. */
function readable<F extends object>(facts: F): F {
  const read = Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? shortened(fact) : fact])
  return { ...facts, ...Object.fromEntries(read) }
}

/** What was found and what to do, in a language, without numbers of documents and accounts. */
export function sentenceOf(problem: Problem, language: Language): Sentence {
  const make = wordsIn(language).problems[problem.code] as (facts: ProblemFacts[typeof problem.code]) => Sentence
  const { message, hint } = make(readable(problem.facts))
  return { message: withoutSecrets(message, true), hint: withoutSecrets(hint, true) }
}
