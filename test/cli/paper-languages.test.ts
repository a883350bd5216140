// Every paper of every template, in both languages: no word of the other language but the scheme's own, no word of the scheme
// language, and no period under the name that programs give it. Of audit.xlsx the scheme's own words are part, and of the sheet of notes
// the rows of files that they are about: those have tests of their own.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { templates } from '../../src/cli/templates.ts'
import { wordsIn } from '../../src/words/language.ts'
import { run } from '../support/cli.ts'
import { documentWords } from '../support/document-words.ts'
import { copyInto, tempFolder } from '../support/folders.ts'
import { foreign, shopWords, wordsOf } from '../support/languages.ts'
import { readBook } from '../support/recalculate.ts'

const LANGUAGES = ['en', 'zh'] as const
type Language = (typeof LANGUAGES)[number]

interface Paper {
  readonly name: string
  readonly lines: readonly string[]
}

const OWN = /^(?:statements|report|appraisal|group-report)\.html$|^(?:payroll|audit|group-report)\.xlsx$/

/** What stands on papers of a folder: of a workbook a paper a sheet. */
async function papersIn(folder: string, language: Language, own: RegExp = OWN): Promise<Paper[]> {
  const { labels } = wordsIn(language)
  const found: Paper[] = []
  for (const name of readdirSync(folder)) {
    if (!own.test(name)) continue
    if (name.endsWith('.html')) found.push({ name, lines: documentWords(join(folder, name)).split('\n') })
    if (!name.endsWith('.xlsx')) continue
    for (const [sheet, cells] of readBook(await readFile(join(folder, name)))) {
      if (name === 'payroll.xlsx' && sheet === labels.problems) continue
      found.push({
        name: `${name} › ${sheet}`,
        lines: [sheet, ...[...cells.values()].flatMap(({ kind, text }) => (kind === 'yes/no' ? [] : [text]))],
      })
    }
  }
  return found
}

/** Words of the scheme language, which no sentence in Chinese has. */
const KEYS =
  'up to,above,below,at least,at most,and,or,not,if,then,else,true,false,where,when,sum,count,rank,min,max,is,blank,otherwise,' +
  'earlier,previous,none,of,by,end,month,quarter,year,this,last,the,before,days,in'
const KEY_WORDS = new Set(KEYS.split(/[, ]/))
/** What it writes that no sentence does. */
const WRITTEN =
  /\b(?:then|else)\b|\b(?:sum|count|min|max|round|rank|earlier|previous|true|false)\(|\b(?:true|false)\b|>=|<=/
const PERIOD = /\b20\d\d-(?:0[1-9]|1[0-2]|Q[1-4]|H[12])\b(?!-)/

/** What is wrong with papers of a shop. */
function faultsOf(papers: readonly Paper[], language: Language, root: string): string[] {
  const corpus = wordsOf(root)
  const isChinese = /\p{Script=Han}{2}.*\n.*\p{Script=Han}{2}/u.test(corpus)
  const words = isChinese ? [] : shopWords(root)
  return papers.flatMap(paper => faultsIn(paper, language, { corpus, isChinese, words }))
}

interface Shop {
  /** What stands in its files. */
  readonly corpus: string
  readonly isChinese: boolean
  readonly words: readonly string[]
}

function faultsIn({ name, lines }: Paper, language: Language, { corpus, isChinese, words }: Shop): string[] {
  const isAudit = name.startsWith('audit.xlsx')
  // Which quartile is meant, spreadsheets say by its name.
  const said = new Set([...words, ...(isAudit ? KEY_WORDS : []), 'QUARTILE', 'INC'])
  const told = (what: string, line: string): string => `${name}: ${what}: ${line.slice(0, 160)}`
  return [...new Set(lines)].flatMap(line => {
    const raw = language === 'zh' && isChinese ? (line.match(/[a-z]+/gi) ?? []).filter(word => KEY_WORDS.has(word)) : []
    return [
      ...foreign[language](line, corpus, said).map(word => told(word, line)),
      ...(isAudit ? [] : raw.map(word => told(word, line))),
      ...(!isAudit && WRITTEN.test(line) ? [told('scheme', line)] : []),
      // Names of files and what other programs read have it.
      ...(PERIOD.test(line) && !line.includes('/') && !name.endsWith(wordsIn(language).labels.items)
        ? [told('period', line)]
        : []),
    ]
  })
}

const SHOPS = (await templates()).flatMap(({ name, folder }) =>
  folder !== undefined && existsSync(join(folder, 'scheme.yaml')) && existsSync(join(folder, 'data'))
    ? [{ name, folder }]
    : [],
)

async function done(argv: readonly string[], cwd: string): Promise<void> {
  const { code, out, err } = await run(argv, { cwd })
  expect([argv.join(' '), code, code === 0 ? '' : out + err]).toEqual([argv.join(' '), 0, ''])
}

test('there are all of them', () => expect(SHOPS.length).toBeGreaterThan(40))

describe.each(SHOPS)('$name', ({ folder }) => {
  test.each(LANGUAGES)(
    'in %s',
    async language => {
      const shop = tempFolder()
      copyInto(folder, shop)
      const months = readdirSync(join(shop, 'data')).filter(name => /^\d{4}-\d\d/.test(name))
      const asked = ['--period', months.sort().at(-1)!, '--lang', language]
      await done(['run', ...asked], shop)
      await run(['form', ...asked], { cwd: shop })
      const out = join(shop, 'out', asked[1]!)
      const forms = existsSync(join(out, 'forms')) ? await papersIn(join(out, 'forms'), language, /./) : []
      const papers = [...(await papersIn(out, language)), ...forms]
      expect(papers.map(({ name }) => name)).toEqual(expect.arrayContaining(['statements.html', 'report.html']))
      expect(faultsOf(papers, language, folder)).toEqual([])
    },
    60_000,
  )
})

describe('papers of what is no month', () => {
  test.each([
    [
      'golden',
      'zh',
      ['release', 'APQ预留', '--period', '2026-Q3', '--payout', '2026-10'],
      '总经理=王立',
      ['0.5%', '0.6%'],
    ],
    [
      'workshop',
      'en',
      ['release', 'quality reserve', '--period', '2026-Q3', '--payout', '2026-10', '--partial'],
      'general manager=Li',
      [': 0.8%', ': 0.9%'],
    ],
  ] as const)(
    'of a release and a correction of %s',
    async (name, language, release, approval, [before, now]) => {
      const { folder } = SHOPS.find(one => one.name === name)!
      const shop = tempFolder()
      copyInto(folder, shop)
      const months = readdirSync(join(shop, 'data'))
        .filter(month => /^\d{4}-/.test(month))
        .sort()
      for (const period of months) {
        await done(['run', '--period', period], shop)
        await done(['close', '--period', period, '--approve', approval], shop)
      }
      await done(release, shop)
      const scheme = readFileSync(join(shop, 'scheme.yaml'), 'utf8')
      const at = scheme.indexOf(before)
      writeFileSync(join(shop, 'other.yaml'), `${scheme.slice(0, at)}${now}${scheme.slice(at + before.length)}`)
      await done(['correct', '--period', months[0]!, '--scheme', 'other.yaml', '--draft'], shop)
      const papers: Paper[] = []
      for (const act of readdirSync(join(shop, 'out')).filter(one => /^(?:release|correct)/.test(one)))
        papers.push(...(await papersIn(join(shop, 'out', act), language)))
      expect(papers.length).toBeGreaterThan(6)
      expect(faultsOf(papers, language, shop)).toEqual([])
    },
    120_000,
  )

  test.each(LANGUAGES)(
    'of a group, in %s',
    async language => {
      const folder = (await templates()).find(({ name }) => name === 'group')!.folder!
      const group = tempFolder()
      copyInto(folder, group)
      const asked = ['--period', '2026-07', '--lang', language]
      await done(['group', 'run', ...asked], group)
      await done(['group', 'report', ...asked], group)
      const out = join(group, 'out', '2026-07')
      const papers = await papersIn(out, language)
      expect(papers.length).toBeGreaterThan(3)
      expect(faultsOf(papers, language, folder)).toEqual([])
    },
    120_000,
  )
})
