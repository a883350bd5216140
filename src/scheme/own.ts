// A scheme that several shops have in common, with what one of them has otherwise. Takes the text of both files in one: each
// behind a line that names it, the shop's own first; gives it as one scheme, in which every word keeps its place in its file. A shop
// has its own figures of parameters, names of files and bands, where the scheme has such; anything else is refused.

import * as z from 'zod'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { KINDS, SETTINGS } from './definitions.ts'
import { checkShape } from './shape.ts'
import { type Part, type Path, parseSchemeText, type SchemeText } from './text.ts'

/** What a shop may have otherwise is under these keys, or under `bands of` and a name. */
export const OWN_KEYS = ['parameters', 'files'] as const
export const BANDS = 'bands of '

/** A file's text with its name. */
export interface NamedText {
  readonly file: string
  readonly text: string
}

const mark = (file: string): string => `--- # bonusbook: ${file}\n`
const MARKED = /^--- # bonusbook: (.+)\n/

/** The texts of a shop's own file, where there is one, and of the scheme as one, which `readScheme` takes apart again. */
export function joined(texts: readonly NamedText[]): string {
  return texts.map(({ file, text }) => `${mark(file)}${text}${text.endsWith('\n') ? '' : '\n'}`).join('')
}

/** Reads the text of a scheme, or of one with what a shop has of its own. */
export function readScheme(source: string, file: string, limited = false): SchemeText {
  const { base, own } = apart(source, file, limited)
  if (!own || base.problems.length > 0) return base
  const { parts, problems } = partsOf(own, base.data)
  return problems.length > 0 ? { ...base, problems } : base.with(own, parts)
}

/** What a shop may have otherwise of a scheme, by name: figures, files, bands. `data`: the scheme as its file has it. */
export function ownNames(data: unknown): Readonly<Record<'parameters' | 'files' | 'bands', readonly string[]>> {
  const parameters = entries(data, 'parameters').map(([name]) => name)
  return { parameters, files: [...filed(data).keys()], bands: [...banded(data).keys()] }
}

/** What a shop has otherwise: a figure, the name of a file, bands. */
export interface Override {
  /** As shop.yaml says it: `parameters`, `提成率`; of bands the key alone. */
  readonly key: readonly string[]
  /** What the group's scheme has, and what the shop has, as they are written. */
  readonly common: string
  readonly own: string
  readonly at: Place
}

/** What a shop has otherwise than the scheme that it has in common with others; nothing where it says the same. */
export function overridesIn(source: string): Result<readonly Override[]> {
  const { base, own } = apart(source, '', false)
  if (base.problems.length > 0) return failed(base.problems)
  if (!own) return done([])
  const { parts, problems } = partsOf(own, base.data)
  if (problems.length > 0) return failed(problems)
  const all = parts.map(({ to, from, keeps }): Override => {
    const common = at(base.data, to)
    const rows = keeps && entries(common).filter(([key]) => !keeps(key))
    const written = rows && rows.length > 0 ? Object.fromEntries(rows) : common
    return { key: from.map(String), common: shown(written), own: shown(at(own.data, from)), at: own.keyAt(from).at }
  })
  return done(all.filter(({ common, own }) => common !== own))
}

/** A value as one line of a file has it; of a parameter that has nothing else, its figure. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`
  const all = entries(value)
  if (all.length === 0) return String(value)
  const [[key, only]] = all as [[string, unknown]]
  return all.length === 1 && key === 'value' ? shown(only) : all.map(([k, v]) => `${k}: ${shown(v)}`).join(', ')
}

/** The texts of both files, with the problems of both. */
function apart(source: string, file: string, limited: boolean): { base: SchemeText; own?: SchemeText } {
  const [, first] = MARKED.exec(source) ?? []
  if (first === undefined) return { base: parseSchemeText(source, file, limited) }
  const begins = mark(first).length
  const second = /^--- # bonusbook: (.+)\n/m.exec(source.slice(begins))
  if (!second) return { base: parseSchemeText(source.slice(begins), first, limited, begins) }
  const from = begins + second.index + second[0].length
  const own = parseSchemeText(source.slice(begins, begins + second.index), first, limited, begins)
  const base = parseSchemeText(source.slice(from), second[1]!, limited, from)
  return { base: { ...base, problems: [...own.problems, ...base.problems] }, own }
}

/** What a shop has of its own of a scheme. */
function partsOf(own: SchemeText, scheme: unknown): { parts: Part[]; problems: readonly Problem[] } {
  const bands = banded(scheme)
  const files = filed(scheme)
  const definition = z.union([z.string(), z.record(z.string(), z.unknown())]).optional()
  const given = <T extends z.ZodType>(
    names: Iterable<string>,
    type: T,
  ): z.ZodOptional<z.ZodObject<Record<string, T>>> =>
    z.strictObject(Object.fromEntries([...names].map(name => [name, type]))).optional()
  const schema = z.strictObject({
    shop: z.string().min(1).optional(),
    parameters: given(
      entries(scheme, 'parameters').map(([name]) => name),
      definition,
    ),
    files: given(files.keys(), z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional()),
    ...Object.fromEntries([...bands.keys()].map(name => [BANDS + name, z.record(z.string(), z.unknown()).optional()])),
  })
  const { problems } = checkShape(own, { schema, name: own.file })
  if (problems.length > 0) return { parts: [], problems }
  const refused: Problem[] = []
  const refuse = (path: Path, key: string, known: string): void => {
    const { at: place, quote } = own.keyAt([...path, key])
    const facts = { key, inside: path.join(' › '), nearest: undefined, known, braced: own.braced(path) }
    refused.push(problem('KEY_UNKNOWN', place, facts, { quote }))
  }
  const parts = own.keys(['files']).map((name): Part => ({ to: files.get(name)!, from: ['files', name] }))
  for (const name of own.keys(['parameters'])) {
    // In which range a figure may lie is said for all shops.
    const path = ['parameters', name]
    for (const key of own.keys(path)) if (key === 'range') refuse(path, key, 'value, from 2026-01')
    parts.push({ to: path, from: path, keeps: key => key === 'range' })
  }
  for (const [name, to] of bands) {
    const from = [BANDS + name]
    if (!own.keys([]).includes(BANDS + name)) continue
    const keys = own.keys(from)
    for (const key of keys) if (isWord(key)) refuse(from, key, rowsOf(at(scheme, to)).join(', '))
    parts.push({ to, from, keeps: key => isWord(key) || (key === 'columns' && !keys.includes(key)) })
  }
  return { parts, problems: refused }
}

/** A word of the language beside bands or cases: it says what they are of. */
function isWord(key: string): boolean {
  return [...KINDS, ...SETTINGS, 'across'].some(word => word === key)
}

function rowsOf(map: unknown): string[] {
  return entries(map).flatMap(([key]) => (isWord(key) ? [] : [key]))
}

/** Where the files of a scheme are named: of the roster, of adjustments and of each table. */
function filed(scheme: unknown): Map<string, Path> {
  const tables = entries(scheme, 'tables').map(([name]): [string, Path] => [name, ['tables', name, 'file']])
  const others = ['people', 'adjustments'].map((name): [string, Path] => [name, [name, 'file']])
  return new Map([...tables, ...others].filter(([, path]) => at(scheme, path) !== undefined))
}

/** Every definition with bands or cases, by its name; not those of which several have the same. */
function banded(scheme: unknown): Map<string, Path> {
  const below = (...path: Path): Path[] => entries(at(scheme, path)).map(([name]) => [...path, name])
  const blocks = below('pay').flatMap(block => [...below(...block, 'commission'), ...below(...block, 'lines')])
  const defined = [
    ...['values', 'scores', 'flags'].flatMap(section => below(section)),
    ...below('scorecards').flatMap(card => below(...card)),
    ...blocks,
    ...below('deductions', 'lines'),
    ...below('reserves').map(path => [...path, 'withheld']),
  ]
  const isBanded = (path: Path): boolean =>
    entries(at(scheme, path)).some(([key]) =>
      KINDS.some(kind => kind === key && kind !== 'formula' && kind !== 'weighted'),
    )
  const all = [...below('scales'), ...defined.filter(isBanded)]
  const named = all.map((path): [string, Path] => [String(path.findLast(step => step !== 'withheld')), path])
  return new Map(named.filter(([name]) => named.filter(([other]) => other === name).length === 1))
}

function at(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => new Map(entries(value)).get(String(step)), data)
}

function entries(data: unknown, ...path: Path): [string, unknown][] {
  const value = path.length === 0 ? data : at(data, path)
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
