// The languages that there are, and the one way to choose: a language's words by topic. Another language is a folder like
// `en` and a line here.

import type { PayPeriod } from '../core/calendar.ts'
import { en } from './en/index.ts'
import { scheme as schemeEn } from './en/problems/scheme.ts'
import { ofPeriods as ofPeriodsEn } from './en/terms.ts'
import type { Catalogue, Sentence } from './sentence.ts'
import type { Words } from './words.ts'
import { zh } from './zh/index.ts'
import { scheme as schemeZh } from './zh/problems/scheme.ts'
import { ofPeriods as ofPeriodsZh } from './zh/terms.ts'

/** What somebody chooses, with `--lang` or `sheets:`. */
type Spoken = 'zh' | 'en'
/** A language; of a shop that pays by the week, two weeks or half a month the one whose words say “period” for what is closed. */
export type Language = Spoken | `${Spoken} of periods`

const REGISTRY: Readonly<Record<Spoken, Words>> = { zh, en }
const OF_PERIODS: Readonly<Record<Spoken, (words: string) => string>> = { zh: ofPeriodsZh, en: ofPeriodsEn }

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
  return isLanguage(language) ? REGISTRY[language] : PERIOD_WORDS[language]()
}

/** The language as a shop speaks it that pays so. */
export function inPeriods(language: Language, pays: PayPeriod): Language {
  return isLanguage(language) && pays.kind !== 'month' ? `${language} of periods` : language
}

/** The language itself, as records have it. */
export function spoken(language: Language): Spoken {
  return isLanguage(language) ? language : LANGUAGES.find(one => language.startsWith(one))!
}

/** Words as another period than a month has them. What stands in quotation marks is somebody's, or the scheme's: it is left. */
function ofPeriods<T extends object>(words: T, say: (words: string) => string): T {
  return Object.fromEntries(Object.entries(words).map(([name, word]) => [name, ofPeriod(word, say)])) as T
}

const QUOTED = /(`[^`]*`|“[^”]*”)/

function ofPeriod(word: unknown, say: (words: string) => string): unknown {
  if (typeof word === 'string')
    return word
      .split(QUOTED)
      .map((part, i) => (i % 2 === 0 ? say(part) : part))
      .join('')
  if (Array.isArray(word)) return word.map(one => ofPeriod(one, say))
  if (typeof word === 'object' && word !== null && !(word instanceof RegExp)) return ofPeriods(word, say)
  if (typeof word !== 'function') return word
  return (...given: readonly unknown[]): unknown => {
    const texts = given.filter(one => typeof one === 'string' && one !== '')
    const held = given.map(one => (typeof one === 'string' && one !== '' ? `\0${texts.indexOf(one)}\0` : one))
    const said: unknown = word(...held)
    if (typeof said === 'string')
      return (ofPeriod(said, say) as string).replace(/\0(\d+)\0/g, (_, i) => String(texts[Number(i)]))
    const plain: unknown = word(...given)
    return isSentence(plain) ? ofPeriods(plain, say) : plain
  }
}

function isSentence(said: unknown): said is Sentence {
  return typeof said === 'object' && said !== null && 'message' in said && 'hint' in said
}

const PERIOD_WORDS: Readonly<Record<Exclude<Language, Spoken>, () => Words>> = {
  'zh of periods': ofAnyPeriod('zh'),
  'en of periods': ofAnyPeriod('en'),
}

/** All but what speaks of the command line and of schemes, whose months are months. */
function ofAnyPeriod(language: Spoken): () => Words {
  let made: Words | undefined
  return () => {
    if (made) return made
    const words = REGISTRY[language]
    const { labels, statement, report, workbook, audit, papers, terminal, comparison, order, book, opening, steps } =
      words
    const topics = {
      labels,
      statement,
      report,
      workbook,
      audit,
      papers,
      terminal,
      comparison,
      order,
      book,
      opening,
      steps,
    }
    const say = OF_PERIODS[language]
    const problems = { ...ofPeriods(words.problems, say), ...OF_CALENDAR[language] }
    made = { ...words, ...ofPeriods(topics, say), problems }
    return made
  }
}

/** Problems whose months are of the calendar: those of schemes, and of days reckoned in months. */
const OF_CALENDAR: Readonly<Record<Spoken, Partial<Catalogue>>> = {
  zh: { ...schemeZh, NO_SUCH_DAY: zh.problems.NO_SUCH_DAY, NO_SUCH_DATE: zh.problems.NO_SUCH_DATE },
  en: { ...schemeEn, NO_SUCH_DAY: en.problems.NO_SUCH_DAY, NO_SUCH_DATE: en.problems.NO_SUCH_DATE },
}

/** The language that a locale asks for, such as `zh_CN.UTF-8`; English where there is none of it. */
export function languageOfLocale(locale: string): Spoken {
  return LANGUAGES.find(language => locale.toLowerCase().startsWith(language)) ?? 'en'
}

/** The language whose letters a text has; English where it has none of any. */
export function languageOfText(text: string): Spoken {
  return LANGUAGES.find(language => wordsIn(language).script?.test(text)) ?? 'en'
}
