// A problem as sentences: the catalogue of the language, chosen by code.

import type { Problem, ProblemFacts } from '../core/problem.ts'
import { withoutSecrets } from '../core/secret.ts'
import { en } from './messages/en.ts'
import type { Language, Sentence } from './messages/sentence.ts'
import { zh } from './messages/zh.ts'

/** What was found and what to do, in a language, without numbers of documents and accounts. */
export function sentenceOf(problem: Problem, language: Language): Sentence {
  const make = (language === 'zh' ? zh : en)[problem.code] as (facts: ProblemFacts[typeof problem.code]) => Sentence
  const { message, hint } = make(problem.facts)
  return { message: withoutSecrets(message, true), hint: withoutSecrets(hint, true) }
}
