// bonusbook propose: from a folder of exports to a scheme that reads them. Takes the shop's folder and the folder of the files; gives
// the text of the scheme, what was found and what is asked, after the loader and the readers have tried it on these very files:
// what they refuse is loosened and asked about. Writes nothing; `writeProposal` does, over nothing that is there.

import { readdir } from 'node:fs/promises'
import { basename, dirname, relative, resolve } from 'node:path'
import { type Period, parsePeriod } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { readBytes } from '../files/read.ts'
import { makeFolder, writeNew } from '../files/write.ts'
import { findingsOf, type LookedFile, monthOfFiles } from '../propose/findings.ts'
import type { Findings } from '../propose/found.ts'
import { isFaultOf, loosened } from '../propose/loosen.ts'
import { type Question, schemeText } from '../propose/scheme-text.ts'
import { SCHEMA_FILE, schemaText, withModeline } from '../scheme/json-schema.ts'
import { loadScheme } from '../scheme/load.ts'
import { lookAtFile } from '../sources/look.ts'
import { type Language, languageOfText, spoken, wordsIn } from '../words/language.ts'
import { dataMonths, schemeFiles } from './contents.ts'
import { workOutMonth } from './month.ts'
import { absent } from './near-shop.ts'

export interface ProposeAsked {
  /** The folder in which the command was given, for names that are told. */
  readonly cwd: string
  /** The folder of a month's files, of a shop, or of a shop to be. */
  readonly folder: string
  /** The shop, where the folder is no part of it. */
  readonly shop: string | undefined
  readonly period: Period | undefined
  /** The language of the comments; that of the headers without it. */
  readonly language: Language | undefined
  /** Lines of a template to stand below as a comment. */
  readonly pattern: readonly string[]
  /** Its name. */
  readonly template: string | undefined
  /** The sentence of a problem in a language. */
  readonly tell: (found: Problem, language: Language) => string
}

export interface Proposal {
  readonly root: string
  readonly period: Period
  readonly language: Language
  readonly text: string
  readonly findings: Findings
  readonly questions: readonly Question[]
  /** What checking this scheme on these files still tells, but for the pay that is to be written. */
  readonly problems: readonly Problem[]
  /** Files that are to be copied into the shop. */
  readonly copies: readonly { readonly from: string; readonly to: string }[]
}

/** Where the files lie, and of which shop and month they are. */
interface Place {
  readonly root: string
  readonly folder: string
  readonly period: Period | undefined
}

const MOST_ROUNDS = 6
const EXPORT = /\.(csv|tsv|txt|xlsx|xls|xlsm|html?|xml)$/i
const PASSED_OVER = /^(\.|~\$)|^(readme|scheme|cases)\b/i
export const SCHEME_FILE = 'scheme.yaml'

/** True for a folder of exports, or a shop with some, that has no scheme: files of other kinds may lie beside. */
export async function canPropose(folder: string): Promise<boolean> {
  const { value: there } = await schemeFiles(folder)
  if (!there || there.files.length > 0) return false
  const table = (name: string): boolean => /\.(csv|tsv|xlsx|xlsm|xls)$/i.test(name) && !PASSED_OVER.test(name)
  if ((await readdir(folder).catch(() => [])).some(table)) return true
  const [newest] = await dataMonths(folder)
  return newest !== undefined && (await readdir(pathIn(folder, 'data', newest.name)).catch(() => [])).some(table)
}

/** A scheme of no exports, to be written by hand: its text, and the file of a roster of nobody. */
export function blankShop(
  language: Language,
  period: Period,
  currency: string,
): readonly (readonly [string, string])[] {
  const { roster } = wordsIn(language).propose
  const nothing = { roster: undefined, stints: undefined, tables: [], positions: [], doubts: [], left: [] }
  const paid = { condition: 'yes', doubt: false }
  const { text } = schemeText({ period: period.name, currency, paid, ...nothing }, language, [], [])
  const header = roster.columns.map(([name]) => name).join(',')
  return [
    [SCHEME_FILE, withModeline(text)],
    [`data/${period.name}/${roster.file.replace('*', '')}.csv`, `\ufeff${header}\n`],
    [SCHEMA_FILE, schemaText()],
  ]
}

/** Proposes a scheme. */
export async function propose(asked: ProposeAsked): Promise<Result<Proposal>> {
  const place = await placeOf(asked)
  const shown = relative(asked.cwd, place.folder) || '.'
  const { value: there } = await schemeFiles(place.root)
  const [known] = there?.files ?? []
  if (known !== undefined)
    return failed(problem('SCHEME_THERE', undefined, { file: relative(asked.cwd, resolve(place.root, known)) }))
  const names = (await readdir(place.folder).catch(() => []))
    .filter(name => EXPORT.test(name) && !PASSED_OVER.test(name))
    .sort()
  if (names.length === 0) {
    const { folder: missing = false } = await absent(place.folder)
    return failed(problem('NO_EXPORTS', undefined, { folder: shown, missing }))
  }
  const looked = await Promise.all(names.map(name => look(place.folder, name)))
  const headers = looked.flatMap(({ sheets }) => sheets.flatMap(({ grid }) => grid.rows.slice(0, 6).flat())).join(' ')
  const language = asked.language ?? languageOfText(headers)
  const files = looked.map(
    ({ file, sheets, fault }): LookedFile => ({ file, sheets, because: fault && asked.tell(fault, language) }),
  )
  const period = asked.period ?? place.period ?? monthOfFiles(files)
  if (!period) return failed(problem('MONTH_UNSAID', undefined, { folder: shown }))
  const named = asked.template === undefined ? [] : [wordsIn(language).propose.fromTemplate(asked.template)]
  const pattern = [...named, ...asked.pattern]
  const data = `data/${period.name}`
  const copies = new Map(names.map(name => [`${data}/${name}`, pathIn(place.folder, name)]))
  let findings = findingsOf(files, period)
  for (let round = 0; ; round++) {
    const written = schemeText(findings, language, [], pattern)
    const loaded = loadScheme(written.text, SCHEME_FILE, period, false)
    const { problems } = await workOutMonth({ period, scheme: loaded, files: { copies } }, { expectations: false })
    const next = round < MOST_ROUNDS ? loosened(findings, problems) : findings
    if (next === findings) {
      const left = problems.filter(isFaultOf)
      // Who has several rows is asked about at the roster.
      const asks = alikeOnce(left.filter(p => p.code !== 'PERSON_REPEATED' || !findings.stints)).map(
        ({ found, more }) => `${asked.tell(found, language)}${more > 0 ? ` (+${more})` : ''}`,
      )
      const { text, questions } = schemeText(findings, language, asks, pattern)
      const inside = place.folder === pathIn(place.root, ...data.split('/'))
      const moved = inside ? [] : [...copies].map(([to, from]) => ({ from, to: pathIn(place.root, ...to.split('/')) }))
      return done({
        root: place.root,
        period,
        language: spoken(language),
        text: withModeline(text),
        findings,
        questions: questions.map(q => ({ ...q, line: q.line + 1 })),
        problems: left,
        copies: moved,
      })
    }
    findings = next
  }
}

/** Problems of one kind and column once, with how many more there are. */
function alikeOnce(problems: readonly Problem[]): { found: Problem; more: number }[] {
  const alike = new Map<string, { found: Problem; more: number }>()
  for (const found of problems) {
    const column = 'column' in found.facts ? found.facts.column : 'name' in found.facts ? found.facts.name : ''
    const key = `${found.code} ${found.table} ${column}`
    const known = alike.get(key)
    alike.set(key, { found: known?.found ?? found, more: known ? known.more + 1 : 0 })
  }
  return [...alike.values()].slice(0, 20)
}

async function look(
  folder: string,
  file: string,
): Promise<{ file: string; sheets: LookedFile['sheets']; fault: Problem | undefined }> {
  const { value: sheets = [], problems } = await lookAtFile(pathIn(folder, file), file)
  return { file, sheets, fault: problems[0] }
}

async function placeOf({ folder, shop, period }: ProposeAsked): Promise<Place> {
  const named = parsePeriod(basename(folder))
  if (named && basename(dirname(folder)) === 'data')
    return { root: shop ?? dirname(dirname(folder)), folder, period: named }
  const months = await dataMonths(folder)
  const month = period ?? months[0]
  if (month && months.some(one => one.name === month.name))
    return { root: shop ?? folder, folder: pathIn(folder, 'data', month.name), period: month }
  return { root: shop ?? folder, folder, period: undefined }
}

/** Writes a proposal into its shop; nothing that is there is touched, and a file of other bytes under the same name is refused. */
export async function writeProposal({ root, text, copies }: Proposal): Promise<Problem[]> {
  try {
    const due: (readonly [to: string, bytes: Buffer])[] = []
    for (const { from, to } of copies) {
      const bytes = await readBytes(from)
      const there = await readBytes(to).catch(error => void fsFailure(error))
      if (there && !there.equals(bytes)) return [problem('SCHEME_THERE', undefined, { file: relative(root, to) })]
      if (!there) due.push([to, bytes])
    }
    await makeFolder(root, OPEN_FOLDER)
    for (const folder of new Set(due.map(([to]) => dirname(to)))) await makeFolder(folder, OPEN_FOLDER)
    for (const [to, bytes] of due) await writeNew(to, [bytes], OPEN_FILE)
    await writeNew(pathIn(root, SCHEMA_FILE), [schemaText()], OPEN_FILE).catch(fsFailure)
    await writeNew(pathIn(root, SCHEME_FILE), [text], OPEN_FILE)
    return []
  } catch (error) {
    return [problem('CANNOT_WRITE', { file: SCHEME_FILE }, { detail: fsFailure(error).code })]
  }
}

/** The user's own mask says who may read it. */
const OPEN_FOLDER = 0o777
const OPEN_FILE = 0o666
