// A problem as sentences: the catalogue of the language, chosen by code.

import type { Problem, ProblemFacts } from '../core/problem.ts'
import { withoutSecrets } from '../core/secret.ts'
import { en } from './messages/en.ts'
import type { Language, Sentence } from './messages/sentence.ts'
import { zh } from './messages/zh.ts'

/** Nobody reads more of a name or a list. */
const LONGEST = 1000

/** The facts without what is too long to be read. */
function readable<F extends object>(facts: F): F {
  const long = (fact: unknown): fact is string => typeof fact === 'string' && fact.length > LONGEST
  if (!Object.values(facts).some(long)) return facts
  const cut = Object.entries(facts).map(([name, fact]) => [name, long(fact) ? `${fact.slice(0, LONGEST)}…` : fact])
  return { ...facts, ...Object.fromEntries(cut) }
}

/** What was found and what to do, in a language, without numbers of documents and accounts. */
export function sentenceOf(problem: Problem, language: Language): Sentence {
  const make = (language === 'zh' ? zh : en)[problem.code] as (facts: ProblemFacts[typeof problem.code]) => Sentence
  const { message, hint } = make(readable(problem.facts))
  return { message: withoutSecrets(message, true), hint: withoutSecrets(hint, true) }
}
