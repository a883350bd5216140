// A language is a folder of words and a line in the registry: nothing outside src/words asks which one it is.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { schemaText } from '../../src/scheme/json-schema.ts'
import { en } from '../../src/words/en/index.ts'
import {
  isLanguage,
  LANGUAGES,
  languageOfLocale,
  languageOfText,
  ofAnyShop,
  wordsIn,
} from '../../src/words/language.ts'
import type { Words } from '../../src/words/words.ts'

/** What a third language would be: it compiles, since a language is nothing but words. */
const third: Words = { ...en('month'), tag: 'fr', terminal: { ...en('month').terminal, error: 'erreur' } }

test('another language has the same topics', () => {
  for (const language of LANGUAGES) expect(Object.keys(wordsIn(language)).sort()).toEqual(Object.keys(third).sort())
})

test('one thing has one word: of two that mean the same, only one is used', () => {
  const avoided: Readonly<Record<string, RegExp>> = {
    zh: /账本|关账|锁账|工资单|职位|底稿|罚没|发还|未填|未设置岗位|第 \$\{\w+\} 笔|结转下/,
    en: /Still due|Withheld|none given|payslip|pay slip|month closed off/,
  }
  const found = LANGUAGES.flatMap(language =>
    readdirSync(join('src/words', language), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .flatMap(file => {
        const text = readFileSync(join('src/words', language, file), 'utf8')
        const [word] = avoided[language]!.exec(text) ?? []
        return word === undefined ? [] : [`${language}/${file}: ${word}`]
      }),
  )
  expect(found).toEqual([])
  expect(readFileSync('README.zh-CN.md', 'utf8')).not.toMatch(avoided.zh!)
})

test('the list of languages is that of the registry', () => {
  expect(LANGUAGES).toEqual(['zh', 'en'])
  expect(JSON.parse(schemaText()).properties.sheets.enum).toEqual(LANGUAGES)
  expect([isLanguage('zh'), isLanguage('fr'), isLanguage('toString')]).toEqual([true, false, false])
})

test.each([
  ['zh_CN.UTF-8', 'zh'],
  ['ZH', 'zh'],
  ['en_GB', 'en'],
  ['de_DE', 'en'],
  ['', 'en'],
])('the locale “%s” is answered in %s', (locale, language) => {
  expect(languageOfLocale(locale)).toBe(language)
})

test('a text is of the language whose letters it has', () => {
  expect([languageOfText('Service 2026'), languageOfText('服务 2026')]).toEqual(['en', 'zh'])
})

test('no file outside src/words asks for a language by its code', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.ts') && !file.startsWith('words'),
  )
  const asking = files.filter(file =>
    /[=!]== '(en|zh)'|Record<Language|'zh' \|/.test(readFileSync(join('src', file), 'utf8')),
  )
  expect(asking).toEqual([])
})

/** What the words of a topic say without anything given. */
function plainTexts(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(plainTexts) : []
}

test('a shop that pays by the week is told of periods: no heading speaks of months', () => {
  for (const [language, month] of [
    ['en', /\bmonths?\b/i],
    ['zh', /月/],
  ] as const) {
    const { labels, workbook, report, statement, papers, comparison, book, opening, audit, order, terminal } = wordsIn(
      ofAnyShop(language),
    )
    const { lastMonth: _, thisMonth: __, ...told } = terminal
    const { schemeFrom: ___, ...sheets } = workbook
    const topics = [labels, sheets, report, statement, papers, comparison, book, opening, audit, order, told]
    expect(topics.flatMap(plainTexts).filter(text => month.test(text.replace(/`[^`]*`/g, '')))).toEqual([])
    expect(plainTexts(wordsIn(language).labels).filter(text => month.test(text)).length).toBeGreaterThan(5)
  }
})
