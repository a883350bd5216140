// The languages that there are, and the one way to choose: a language's words by topic. Another language is a folder like
// `en` and a line here.

import type { PayPeriod } from '../core/calendar.ts'
import { en } from './en/index.ts'
import { ofPeriods as ofPeriodsEn } from './en/terms.ts'
import type { Words } from './words.ts'
import { zh } from './zh/index.ts'
import { ofPeriods as ofPeriodsZh } from './zh/terms.ts'

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

const OF_PERIODS: Readonly<Record<Language, (heading: string) => string>> = { zh: ofPeriodsZh, en: ofPeriodsEn }

/** The words of a topic as another period than a month has them. What stands in a sentence, such as a name, is left as it is. */
function ofPeriods<T extends object>(topic: T, say: (words: string) => string): T {
  return Object.fromEntries(Object.entries(topic).map(([name, word]) => [name, ofPeriod(word, say)])) as T
}

function ofPeriod(word: unknown, say: (words: string) => string): unknown {
  if (typeof word === 'string') return say(word)
  if (typeof word === 'object' && word !== null && !Array.isArray(word)) return ofPeriods(word, say)
  if (typeof word !== 'function') return word
  return (...given: readonly unknown[]): unknown => {
    const texts = given.filter(one => typeof one === 'string' && one !== '')
    const held = given.map(one => (typeof one === 'string' && one !== '' ? `\0${texts.indexOf(one)}\0` : one))
    const said: unknown = word(...held)
    return typeof said === 'string'
      ? say(said).replace(/\0(\d+)\0/g, (_, i) => String(texts[Number(i)]))
      : word(...given)
  }
}

const PERIOD_WORDS: Readonly<Record<Language, () => Words>> = { zh: ofAnyPeriod('zh'), en: ofAnyPeriod('en') }

function ofAnyPeriod(language: Language): () => Words {
  let made: Words | undefined
  return () => {
    const { labels, statement, report, workbook } = REGISTRY[language]
    const headings = ofPeriods({ labels, statement, report, workbook }, OF_PERIODS[language])
    made ??= { ...REGISTRY[language], ...headings }
    return made
  }
}

/** The words of a scheme's sheets: in its language, and of its periods. */
export function wordsOf({ sheets, pays }: { readonly sheets: Language; readonly pays: PayPeriod }): Words {
  return pays.kind === 'month' ? wordsIn(sheets) : PERIOD_WORDS[sheets]()
}

/** The language that a locale asks for, such as `zh_CN.UTF-8`; English where there is none of it. */
export function languageOfLocale(locale: string): Language {
  return LANGUAGES.find(language => locale.toLowerCase().startsWith(language)) ?? 'en'
}

/** The language whose letters a text has; English where it has none of any. */
export function languageOfText(text: string): Language {
  return LANGUAGES.find(language => wordsIn(language).script?.test(text)) ?? 'en'
}
