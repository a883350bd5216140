// The languages that there are, and the one way to choose: a language's words by topic. Another language is a folder like
// `en` and a line here.

import { en } from './en/index.ts'
import type { Words } from './words.ts'
import { zh } from './zh/index.ts'

export type Language = 'zh' | 'en'

const REGISTRY: Readonly<Record<Language, Words>> = { zh, en }

/** True for the code of a language that there is. */
export function isLanguage(name: string): name is Language {
  return Object.hasOwn(REGISTRY, name)
}

/** Every language; what is named in one only is named in the first. */
export const LANGUAGES: readonly Language[] = Object.keys(REGISTRY).filter(isLanguage)

/** The words of a language. */
export function wordsIn(language: Language): Words {
  return REGISTRY[language]
}

/** The language that a locale asks for, such as `zh_CN.UTF-8`; English where there is none of it. */
export function languageOfLocale(locale: string): Language {
  return LANGUAGES.find(language => locale.toLowerCase().startsWith(language)) ?? 'en'
}

/** The language whose letters a text has; English where it has none of any. */
export function languageOfText(text: string): Language {
  return LANGUAGES.find(language => wordsIn(language).script?.test(text)) ?? 'en'
}
