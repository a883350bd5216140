// The languages that there are, and the one way to choose: a language's words by topic. Another language is a folder like
// `en` and a line here.

import type { PayPeriod } from '../core/calendar.ts'
import { en } from './en/index.ts'
import type { Unit } from './period.ts'
import type { Words } from './words.ts'
import { zh } from './zh/index.ts'

/** What somebody chooses, with `--lang` or `sheets:`. */
type Spoken = 'zh' | 'en'
/** A language; of a shop that pays by the week, two weeks or half a month the one whose words say “period” for what is closed. */
export type Language = Spoken | `${Spoken} of periods`

const REGISTRY: Readonly<Record<Spoken, (unit: Unit) => Words>> = { zh, en }
/** Words are made once, when they are asked for. */
const MADE = new Map<Language, Words>()

/** True for the code of a language that there is. */
export function isLanguage(name: string): name is Spoken {
  return Object.hasOwn(REGISTRY, name)
}

/** Every language; what is named in one only is named in the first. */
export const LANGUAGES: readonly Spoken[] = Object.keys(REGISTRY).filter(isLanguage)

/** Every language, also as shops of other periods than months speak it. */
export const VOICES: readonly Language[] = [...LANGUAGES, 'zh of periods', 'en of periods']

/** The words of a language. */
export function wordsIn(language: Language): Words {
  const known = MADE.get(language)
  if (known) return known
  const made = REGISTRY[spoken(language)](isLanguage(language) ? 'month' : 'period')
  MADE.set(language, made)
  return made
}

/** The language as a shop speaks it that pays so; the language itself where no shop is known. */
export function inPeriods(language: Language, pays: PayPeriod | undefined): Language {
  return pays === undefined || pays.kind === 'month' ? language : ofAnyShop(language)
}

/** The language as it speaks to shops of every kind. */
export function ofAnyShop(language: Language): Language {
  return `${spoken(language)} of periods`
}

/** The language itself, as records have it. */
export function spoken(language: Language): Spoken {
  return isLanguage(language) ? language : LANGUAGES.find(one => language.startsWith(one))!
}

/** The language that a locale asks for, such as `zh_CN.UTF-8`; English where there is none of it. */
export function languageOfLocale(locale: string): Spoken {
  return LANGUAGES.find(language => locale.toLowerCase().startsWith(language)) ?? 'en'
}

/** The language whose letters a text has; English where it has none of any. */
export function languageOfText(text: string): Spoken {
  return LANGUAGES.find(language => wordsIn(language).script?.test(text)) ?? 'en'
}
