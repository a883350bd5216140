// Whether a folder is a shop, and which shop, scheme or month may be meant where what was typed is none. Takes what was typed;
// gives the problem with the nearest name, as it would have to be typed.

import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, relative, resolve } from 'node:path'
import { isPayPeriod, type PayPeriod, parsePeriod, periodAt } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import { BOOK_FOLDER, GROUP_FILE, OWN_FILE } from '../files/names.ts'
import { LANGUAGES, wordsIn } from '../words/language.ts'
import { groupIn } from './group-folder.ts'

/** What makes a folder a shop: one of these in it. */
const MARKS = new Set(['scheme.yaml', 'schemes', 'data', OWN_FILE, BOOK_FOLDER])

/** The problem of a command that is asked to work in a folder that is no shop. */
export async function noShop(cwd: string, typed: string | undefined): Promise<Problem | undefined> {
  const root = resolve(cwd, typed ?? '.')
  const names = await namesIn(root)
  if (names.includes(GROUP_FILE)) return groupFolder(root, cwd)
  if (names.some(name => MARKS.has(name))) return undefined
  const inside = await shopsIn(root)
  const beside = typed === undefined ? [] : await shopsIn(dirname(root))
  const near = suggest(
    basename(root),
    beside.map(path => basename(path)),
  )
  const found = inside.length === 1 ? inside[0] : near === undefined ? undefined : pathIn(dirname(root), near)
  const looked = typed ?? 'scheme.yaml, schemes/*.yaml'
  const nearest = found && `-C ${relative(cwd, found) || '.'}`
  return problem('SCHEME_MISSING', undefined, { looked, nearest, ...(await absent(root)) })
}

/** The problem of a folder that is the one of a group, with one of its shops. */
async function groupFolder(root: string, cwd: string): Promise<Problem> {
  const { value: group, problems } = await groupIn(root, relative(cwd, pathIn(root, GROUP_FILE)))
  if (!group || group === 'none') return problems[0]!
  const shop = group.folders[0]
  return problem('GROUP_FOLDER', undefined, { group: group.name, shop: shop && relative(cwd, pathIn(root, shop)) })
}

/** The problem of a scheme file, or folder with one, that is not there; `shown` is its path as it is told. */
export async function noScheme(path: string, shown: string): Promise<Problem> {
  const folder = dirname(path)
  const files = (await namesIn(folder)).filter(name => /\.ya?ml$/.test(name))
  const shops = (await shopsIn(folder)).map(shop => basename(shop))
  const near = suggest(basename(path), [...files, ...shops])
  const nearest = near && pathIn(dirname(shown), near)
  return problem('SCHEME_MISSING', undefined, { looked: shown, nearest })
}

async function shopsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter(e => e.isDirectory() && !e.name.startsWith('.')).map(e => pathIn(folder, e.name))
  const shops = await Promise.all(
    folders.map(async path =>
      (await namesIn(path)).some(n => n === 'scheme.yaml' || n === 'schemes' || n === OWN_FILE) ? path : '',
    ),
  )
  return shops.filter(path => path !== '').sort()
}

/** Says of a folder that it is not there. */
export async function absent(folder: string): Promise<{ readonly folder?: true }> {
  const found = await stat(folder).catch(() => undefined)
  return found ? {} : { folder: true }
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

/** What somebody may type for last month or this one, in any language. */
function saidMonth(typed: string): string | undefined {
  const said = LANGUAGES.map(language => wordsIn(language).terminal)
  if (said.some(({ lastMonth }) => lastMonth.includes(typed))) return 'last'
  return said.some(({ thisMonth }) => thisMonth.includes(typed)) ? 'this' : undefined
}

/** A month written in another way: `2026-7`, `202607`, `2026年7月`; a day of the shop's week; or mistyped. */
export function nearestMonth(text: string, months: readonly string[], pays: PayPeriod): string | undefined {
  const typed = text.normalize('NFKC').trim().toLowerCase()
  const other = parsePeriod(text.normalize('NFKC').trim())
  if (isPayPeriod(other)) return periodAt(pays, other.end).name
  const [, year, number] = /^(\d{4})\D?(\d{1,2})\D?$/.exec(typed) ?? []
  const name = year && number ? `${year}-${number.padStart(2, '0')}` : ''
  const month = parsePeriod(name)
  if (month) return periodAt(pays, month.end).name
  if (name !== '' || typed.includes('q')) return undefined
  return saidMonth(typed) ?? suggest(typed, [...months, 'last', 'this'])
}
