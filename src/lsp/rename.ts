// Another name for something of a scheme, wherever formulas, keys and its cases have it. Takes the model and the name; gives the changes,
// tried out: the scheme must read as before but for the name. Refuses a name by which an export, a closed month or a shop of a group
// knows it, and one that can't be or means something else: nothing may change in silence that is paid or was.

import { resolve } from 'node:path'
import type { EntryHeader } from '../book/entry.ts'
import { closedMonths } from '../book/order.ts'
import { readBook } from '../book/read.ts'
import { pathIn } from '../core/inside.ts'
import type { Problem } from '../core/problem.ts'
import { fsFailure } from '../files/failure.ts'
import { BOOK_FOLDER, OWN_FILE } from '../files/names.ts'
import { textIfThere } from '../files/read.ts'
import { sentenceOf } from '../reports/problem-text.ts'
import { readCases } from '../scheme/case-file.ts'
import { loadScheme } from '../scheme/load.ts'
import { type Path, parseSchemeText, type SchemeText } from '../scheme/text.ts'
import { groupIn } from '../shop/group-folder.ts'
import { keptScheme } from '../shop/month.ts'
import { wordsIn } from '../words/language.ts'
import type { Model } from './model.ts'
import { type Name, type NamedScheme, namesOf, type Spot } from './names.ts'

/** Spots by the path of their file, which all get the new name; or why there is none. */
export type Renamed = { readonly spots: ReadonlyMap<string, readonly Spot[]> } | { readonly refused: string }

/** Why something can't be renamed at all; undefined where it can. */
export async function notRenamed(symbol: Name, { seat, named, language }: Model): Promise<string | undefined> {
  const w = wordsIn(language).editor.refused
  const { name } = symbol
  if (symbol.header === 'name') return w.header(name)
  if (seat.root === undefined) return undefined
  const sealed = await sealedIn(seat.root, symbol)
  if (sealed !== undefined) return w.sealed(name, sealed)
  const other = [...symbol.given, ...symbol.used].find(spot => spot.file !== seat.scheme.display)
  if (other || named.text.file !== seat.scheme.display) return w.own(name, other?.file ?? OWN_FILE)
  const { value: group } = await groupIn(seat.root)
  for (const folder of group && group !== 'none' ? group.folders : []) {
    const file = `${folder}/${OWN_FILE}`
    if ((await textIfThere(pathIn(seat.root, file)))?.includes(name)) return w.own(name, file)
  }
  return undefined
}

/** The newest closed month that knows something by its name; bands and what is worked out row by row no month keeps. */
async function sealedIn(root: string, symbol: Name): Promise<string | undefined> {
  if (symbol.kind === 'scale' || symbol.kind === 'worked out column') return undefined
  const { headers, folder } = await readBook(pathIn(root, BOOK_FOLDER))
  for (const month of closedMonths(headers).toReversed()) {
    const header = headers.find(h => h.kind === 'close' && h.period === month)
    if (!header || (await knows(folder, header, symbol))) return month
  }
  return undefined
}

/** True where a closed month knows it, or can't be asked. */
async function knows(folder: string, header: EntryHeader, { id, kind, name, table }: Name): Promise<boolean> {
  try {
    const { draft } = await keptScheme(folder, header, header.period)
    if (!draft || draft.columns.some(column => column.id === id)) return true
    const sealed = draft.tables.find(one => one.spec.name === table?.spec.name)
    return sealed !== undefined && (kind === 'table' || sealed.spec.columns.some(column => column.name === name))
  } catch (error) {
    fsFailure(error)
    return true
  }
}

/** The changes by which a symbol gets another name. */
export async function renamed(symbol: Name, name: string, model: Model): Promise<Renamed> {
  const { seat, named, language } = model
  const w = wordsIn(language).editor.refused
  const { period, scheme } = seat
  const before = loadScheme(named.source, scheme.display, period)
  if (!before.scheme) return { refused: w.broken }
  const never = await notRenamed(symbol, model)
  if (never !== undefined) return { refused: never }
  const spots = [...symbol.given, ...symbol.used]
  const source = withName(named.source, spots, name)
  const after = loadScheme(source, scheme.display, period)
  const met = newProblem(before.problems, after.problems)
  if (met) return { refused: w.wrong(name, sentenceOf(met, language).message) }
  if (!after.scheme || !isSame(named, namesOf(source, scheme.display, period), symbol))
    return { refused: w.other(name) }
  const cases = await inCases(symbol, name, { ...model, schemes: { before: before.scheme, after: after.scheme } })
  if (cases === 'other') return { refused: w.other(name) }
  return { spots: new Map([[scheme.path, spots], ...cases]) }
}

/** A text with another name at some spots. */
function withName(source: string, spots: readonly Spot[], name: string): string {
  const lines = source.split('\n')
  const last = (a: Spot, b: Spot): number => b.from - a.from
  for (const { line, from, to } of spots.toSorted(last)) {
    const text = lines[line - 1] ?? ''
    lines[line - 1] = text.slice(0, from) + name + text.slice(to)
  }
  return lines.join('\n')
}

/** A problem that was not there before. */
function newProblem(before: readonly Problem[], after: readonly Problem[]): Problem | undefined {
  const known = before.map(p => p.code)
  return after.find(({ code }) => {
    const at = known.indexOf(code)
    if (at >= 0) known.splice(at, 1)
    return at < 0
  })
}

/** True where every name means what it meant. */
function isSame(before: NamedScheme, after: NamedScheme | undefined, { id }: Name): boolean {
  if (!after || after.symbols.size !== before.symbols.size) return false
  const others = [...after.symbols.values()]
  return [...before.symbols.values()].every((symbol, i) => {
    const other = others[i]!
    const same = symbol.id === id || symbol.id.startsWith(`${idOwner(id)}.`) || symbol.id === other.id
    return same && symbol.given.length === other.given.length && symbol.used.length === other.used.length
  })
}

/** Of a table its name, which its columns are called by. */
function idOwner(id: string): string {
  return id.startsWith('tables › ') ? id.slice('tables › '.length) : '\0'
}

/** Where a scheme's cases have the name; `other`: where they would say something else. */
async function inCases(
  symbol: Name,
  name: string,
  {
    seat,
    schemes,
  }: Model & { readonly schemes: Record<'before' | 'after', NonNullable<ReturnType<typeof loadScheme>['scheme']>> },
): Promise<[string, Spot[]][] | 'other'> {
  const path = resolve(seat.scheme.path, '..', 'cases.yaml')
  const source = await textIfThere(path)
  if (source === undefined) return []
  const text = parseSchemeText(source, 'cases.yaml')
  const spots = caseKeys(text).flatMap(({ path: key, as, listed }) => {
    const fits = as === undefined || as === symbol.kind
    return fits ? nameIn(listed ? text.at(key) : text.keyAt(key), symbol) : []
  })
  const count = (of: string, scheme: typeof schemes.before): number => {
    const { cases, problems } = readCases(of, 'cases.yaml', scheme)
    return problems.length + cases.reduce((sum, one) => sum + one.problems.length, 0)
  }
  if (count(withName(source, spots, name), schemes.after) > count(source, schemes.before)) return 'other'
  return spots.length > 0 ? [[path, spots]] : []
}

/** The name where a key is it, alone, behind a point or among others. */
function nameIn({ at, quote }: ReturnType<SchemeText['at']>, { name }: Name): Spot[] {
  const key = quote.text.slice(quote.from, quote.to)
  const found = [...key.matchAll(/[\p{L}\p{M}\p{N}_]+( [\p{L}\p{M}\p{N}_]+)*/gu)].filter(([words]) => words === name)
  return found.map(({ index }) => {
    const from = quote.from + index
    return { file: at.file, line: at.line ?? 1, from, to: from + name.length }
  })
}

/** A name in the cases of a scheme, a key or one of a list; `as`: what alone it can name. */
interface CaseName {
  readonly path: Path
  readonly as?: Name['kind'] | undefined
  readonly listed?: true
}

function caseKeys(text: SchemeText): CaseName[] {
  const below = (path: Path, as?: Name['kind']): CaseName[] =>
    text.keys(path).map(key => ({ path: [...path, key], as }))
  const count = (path: Path): number => {
    const value = path.reduce<unknown>(
      (v, step) => (v as Record<string | number, unknown> | undefined)?.[step],
      text.data,
    )
    return Array.isArray(value) ? value.length : 0
  }
  const each = (path: Path): Path[] => Array.from({ length: count(path) }, (_, i) => [...path, i])
  const expected = (path: Path): CaseName[] => [
    ...below([...path, 'lines'], 'pay line'),
    ...below([...path, 'scores'], 'score'),
    ...below([...path, 'reserves'], 'reserve'),
    ...below([...path, 'deductions'], 'deduction'),
    ...below([...path, 'values']),
    ...each([...path, 'flags']).map((one): CaseName => ({ path: one, as: 'flag', listed: true })),
  ]
  return [
    ...below(['set']),
    ...each(['cases']).flatMap(one => [
      ...below([...one, 'set']),
      ...each([...one, 'people']).flatMap(person => below(person)),
      ...each([...one, 'refused']).map((input): CaseName => ({ path: input, listed: true })),
      ...expected([...one, 'expect']),
      ...text.keys([...one, 'expect']).flatMap(person => expected([...one, 'expect', person])),
    ]),
  ]
}
