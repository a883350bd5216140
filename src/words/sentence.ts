// What a catalogue of messages is: for each problem code a sentence and a hint, made from its facts.

import type { BandEdge, DamageFacts, DamageReason, ProblemFacts } from '../core/problem-facts.ts'
import {
  type AggregateUsage,
  type Due,
  type FileTrouble,
  groupOf,
  isFileTrouble,
  isGroup,
  type PlainUsage,
  type Said,
  type Term,
  type Usage,
  type Whose,
} from '../core/terms.ts'

export interface Sentence {
  /** What was found. */
  readonly message: string
  /** What to do; empty where there is nothing to add. */
  readonly hint: string
}

/** For every code of some problems its sentence. */
export type CatalogueOf<Facts> = { readonly [C in keyof Facts]: (facts: Facts[C]) => Sentence }
export type Catalogue = CatalogueOf<ProblemFacts>

export function say(message: string, hint = ''): Sentence {
  return { message, hint }
}

/** What a language calls something. */
export type InWords<T> = (of: T) => string

/** Nobody reads more of a name or a list. */
const LONGEST = 1000

/** A text as far as anybody reads it. */
export function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** The words for what is due and what is found: some with the names, or the number, that belong to them. */
export type TermWords = Readonly<Record<Term, string | ((of: string, count: number) => string)>>

export function saidIn(terms: TermWords): InWords<Said> {
  return said => {
    if (typeof said === 'string') return said
    const word = terms[said.term]
    return typeof word === 'string' ? word : word(said.of, said.count)
  }
}

/** What is due, or one of several. */
export function dueIn(terms: TermWords): InWords<Due> {
  return due => shortened(due.map(saidIn(terms)).join(' | '))
}

/** True for a list where none is due: whoever writes it takes the lines of a map for entries of a list. */
export function isStrayList(found: Said, expected: Due): boolean {
  const isList = (said: Said): boolean => typeof said !== 'string' && said.term.includes('list')
  return isList(found) && !expected.some(isList)
}

/** The words of a formula, or the types of its arguments. */
export function argumentsIn(found: string | readonly Term[], word: InWords<Term>): string {
  return typeof found === 'string' ? found : found.map(word).join(', ')
}

/** An edge of a band, which is written alike in every language. */
export function edgeText({ sign, edge }: BandEdge): string {
  return `${sign} ${edge}`
}

/** A word by itself. */
export function wordIn(terms: TermWords): InWords<Term> {
  return term => saidIn(terms)({ term, of: '', count: 0 })
}

/** Whose figure it is. */
export function whoseIn(
  words: Readonly<Record<Exclude<Whose, `group:${string}`>, string>>,
  ofGroup: (group: string) => string,
): InWords<Whose> {
  return whose => (isGroup(whose) ? ofGroup(groupOf(whose)) : words[whose])
}

/** How each function is used. */
export interface UsageWords {
  readonly plain: Readonly<Record<PlainUsage, string>>
  readonly aggregate: Readonly<Record<AggregateUsage, string>>
  readonly takes: Readonly<Record<'figure' | 'text', string>>
}

export function usageIn(words: UsageWords): InWords<Usage> {
  return usage =>
    'plain' in usage
      ? words.plain[usage.plain]
      : 'aggregate' in usage
        ? words.aggregate[usage.aggregate]
        : `${usage.scale}(${usage.takes.map(kind => words.takes[kind]).join(', ')})`
}

/** What is wrong with a file; another code of the system stands for itself. */
export function detailIn(words: Readonly<Record<FileTrouble, string>>): InWords<string> {
  return code => (isFileTrouble(code) ? words[code] : code)
}

/** What a finding of the book tells besides, in its order; a reason has words of its own. */
export function damageIn(
  names: Readonly<Record<keyof DamageFacts, string>>,
  reasons: Readonly<Record<DamageReason, string>>,
): (facts: DamageFacts) => string[] {
  const isName = (name: string): name is keyof DamageFacts => Object.hasOwn(names, name)
  return facts =>
    Object.keys(facts).flatMap(name => {
      const fact = isName(name) ? facts[name] : undefined
      if (!isName(name) || fact === undefined || fact === '') return []
      return [`${names[name]} ${name === 'reason' && facts.reason ? reasons[facts.reason] : fact}`]
    })
}
