// The languages that there are, and the one way to choose: a language's words by topic. Another language is a folder like
// `en` and a line here.

import { en } from './en/index.ts'
import type { Words } from './words.ts'
import { zh } from './zh/index.ts'

export type Language = 'en' | 'zh'

const REGISTRY: Readonly<Record<Language, Words>> = { en, zh }

const isLanguage = (name: string): name is Language => Object.hasOwn(REGISTRY, name)

/** Every language, in the order in which they are offered. */
export const LANGUAGES: readonly Language[] = Object.keys(REGISTRY).filter(isLanguage)

/** The words of a language. */
export function words(language: Language): Words {
  return REGISTRY[language]
}

/** The language that a locale asks for, such as `zh_CN.UTF-8`; English where there is none of it. */
export function languageOfLocale(locale: string): Language {
  return LANGUAGES.find(language => locale.toLowerCase().startsWith(language)) ?? 'en'
}
