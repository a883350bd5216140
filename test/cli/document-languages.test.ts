// The documents of a run are of one language, that of `--lang`, but for the words of the scheme and the data: workbooks,
// pages, statements of one person; and the problems of exports.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { documentWords } from '../support/document-words.ts'
import { edited } from '../support/edited.ts'
import { copyInto, folderOfFile } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'
import { foreign, shopWords, wordsOf } from '../support/languages.ts'
import { BANK, GATEWAY, layoutShop, type Payee } from '../support/layout-shop.ts'
import { numbersOf } from '../support/secrets.ts'

type Language = 'en' | 'zh'

const WORKSHOP = join(GOLDEN, '../templates/workshop')

/** A shop with a month closed and the next one run in both languages: changes, balances and statements of their own. */
function twoMonths(template: string): Record<Language, string> {
  const folders = { en: folderOfFile(), zh: folderOfFile() }
  const closed = folderOfFile()
  beforeAll(async () => {
    copyInto(template, closed)
    await run(['run', '--period', '2026-07'], { cwd: closed })
    expect((await run(['close', '--period', '2026-07', '--approve', '总经理=王立'], { cwd: closed })).code).toBe(0)
    for (const lang of ['en', 'zh'] as const) {
      copyInto(closed, folders[lang])
      await run(['run', '--period', '2026-08', '--split', '--lang', lang], { cwd: folders[lang] })
    }
  }, 60_000)
  return folders
}

const DOCUMENTS = ['payroll.xlsx', 'payroll.csv', 'statements.html', 'report.html', 'audit.xlsx']

describe.each([GOLDEN, WORKSHOP])('the documents of %s', template => {
  const folders = twoMonths(template)
  const documents = (lang: Language, names: readonly string[]): string =>
    names.map(name => documentWords(join(folders[lang], 'out/2026-08', name))).join('\n')
  const inWordsOf = (lang: Language, text: string): string[] =>
    foreign[lang](text, wordsOf(template), template === WORKSHOP ? new Set(shopWords(template)) : undefined)

  test.each<[string, Language]>(DOCUMENTS.flatMap(name => [[name, 'en'] as const, [name, 'zh'] as const]))(
    '%s with --lang %s',
    (name, lang) => {
      expect(inWordsOf(lang, documents(lang, [name]))).toEqual([])
      // What it is not: the same document of the other language has words that are foreign here.
      expect(inWordsOf(lang, documents(lang === 'en' ? 'zh' : 'en', [name]))).not.toEqual([])
    },
  )

  test.each<Language>(['en', 'zh'])('statements of one person with --lang %s', lang => {
    const names = readdirSync(join(folders[lang], 'out/2026-08/statements')).map(name => `statements/${name}`)
    expect(names.length).toBeGreaterThan(10)
    expect(inWordsOf(lang, documents(lang, names))).toEqual([])
  })
})

const PAYEE = { id: '01', amount: '10.00' }

/** Exports that can't be written, or only with a notice. */
const EXPORTS: readonly (readonly [string, string, readonly Payee[]])[] = [
  ['LAYOUT_BLANK', BANK, [{ ...PAYEE, account: '' }]],
  ['LAYOUT_NEGATIVE', edited(BANK, ['    where: net > 0\n', '']), [{ ...PAYEE, amount: '-20.50' }]],
  ['LAYOUT_ROWS', edited(GATEWAY, ['-{part}', '']), ['01', '02', '03', '04'].map(id => ({ ...PAYEE, id }))],
  ['LAYOUT_TEXT', GATEWAY, [{ ...PAYEE, name: '=某' }]],
  ['LAYOUT_TEXT', GATEWAY, [{ ...PAYEE, name: '某\n某' }]],
  ['LAYOUT_REPEATED', BANK, ['01', '02'].map(id => ({ ...PAYEE, id, account: numbersOf(1).account }))],
  ['LAYOUT_NOBODY', BANK, [{ ...PAYEE, amount: '0' }]],
]

describe.each<Language>(['en', 'zh'])('exports with --lang %s', lang => {
  test.each(EXPORTS)('%s', async (code, layouts, people) => {
    const own = layoutShop(layouts, people)
    const { out, err } = await run(['check', '--period', '2026-07', '--lang', lang], { cwd: own })
    const shown = `${out}\n${err}`
    expect(shown).toContain(code)
    expect(foreign[lang](shown, wordsOf(own))).toEqual([])
  })
})
