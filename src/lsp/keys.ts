// The keys of scheme files and their words, for whoever writes one: which may stand at a path and what they are for. Takes the JSON
// Schema, of which every shape is walked, and the reference at the end of the language's document, of which every row is read.

import { readText } from '../files/read.ts'
import { type JsonSchema, schemeJsonSchema } from '../scheme/json-schema.ts'
import { programFolder } from '../shop/program.ts'
import type { CursorPath } from './cursor.ts'

type Shapes = readonly JsonSchema[]

let schema: JsonSchema | undefined

/** A schema and everything that it says another way. */
function spread(one: JsonSchema): JsonSchema[] {
  schema ??= schemeJsonSchema()
  const name = one.$ref?.replace('#/definitions/', '')
  const definitions = schema.definitions as Record<string, JsonSchema>
  const meant = [one.$ref === undefined ? [] : [definitions[name!]!], one.anyOf ?? [], one.allOf ?? []].flat()
  return [one, ...(meant as JsonSchema[]).flatMap(spread)]
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What may stand under a key of one of the shapes. */
function below(shapes: Shapes, step: string | number): Shapes {
  const inner = shapes.flatMap(shape => {
    if (typeof step === 'number') return [shape.items]
    const own = shape.properties?.[step]
    if (own !== undefined) return [own]
    const pattern = Object.entries(shape.patternProperties ?? {}).find(([form]) => new RegExp(form).test(step))
    return pattern ? [pattern[1]] : [shape.additionalProperties]
  })
  return inner.filter(isSchema).flatMap(spread)
}

/** The shapes of what stands at a path. `beside`: keys that it has: of maps of several kinds only those that may have them. */
function shapesAt(path: CursorPath, beside: readonly string[] = []): Shapes {
  schema ??= schemeJsonSchema()
  const shapes = path.reduce<Shapes>(below, spread(schema))
  const telling = beside.filter(key => shapes.some(s => s.required?.includes(key)))
  const fitting = shapes.filter(s => telling.every(key => s.properties?.[key] !== undefined))
  return fitting.length > 0 ? fitting : shapes
}

/** The keys that may stand in the map at a path, with what the schema says of them. */
export function keysAt(path: CursorPath, beside: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const shape of shapesAt(path, beside))
    for (const [key, value] of Object.entries(shape.properties ?? {})) {
      if (!isSchema(value)) continue
      const said = spread(value).find(s => s.description !== undefined)?.description
      if (!found.has(key)) found.set(key, said ?? '')
    }
  return found
}

/** The words that may stand as the value at a path. */
export function wordsAt(path: CursorPath): string[] {
  const words = shapesAt(path).flatMap(s => [...(s.enum ?? []), ...(s.const === undefined ? [] : [s.const])])
  return [...new Set(words.map(String))]
}

/** Rows of the reference: what a key, a type, a word or a function is for, by the heading that it stands under. */
export type Reference = ReadonlyMap<string, ReadonlyMap<string, string>>

const DOCUMENTS = {
  en: { file: 'LANGUAGE.md', heading: '## Appendix: the reference' },
  zh: { file: 'LANGUAGE.zh-CN.md', heading: '## 附录：语言参考' },
} as const
const TYPES = ['Every type', '全部类型']
const WORDS = ['Every word', '全部词语']
/** What stands beside keys that can't be left out. */
const MUST: readonly string[] = ['must be there', '必须写']
const FUNCTIONS = ['Every function', '全部函数']
const read = new Map<string, Promise<Reference>>()

/** The reference in a language. */
export function referenceIn(language: keyof typeof DOCUMENTS): Promise<Reference> {
  const known = read.get(language) ?? readReference(language)
  read.set(language, known)
  return known
}

async function readReference(language: keyof typeof DOCUMENTS): Promise<Reference> {
  const { file, heading } = DOCUMENTS[language]
  const text = await readText(`${programFolder}${file}`)
  const found = new Map<string, Map<string, string>>()
  let under = ''
  let without = ''
  for (const line of text.slice(text.indexOf(heading)).split('\n')) {
    if (line.startsWith('#')) under = line.replace(/^#+ /, '')
    // A sign | in a cell is written \|.
    const [, names, what, left] = /^\| (`.*?`) \| (.*?)(?: \| (.*))? \|$/.exec(line) ?? []
    const [, title] = /^\| (?!---)\S.* \| .* \| (.*) \|$/.exec(line) ?? []
    if (names === undefined) without = title ?? without
    if (names === undefined) continue
    const about =
      left === undefined ? what : MUST.includes(left) ? `${what} · ${left}` : `${what} · ${without}: ${left}`
    const rows = found.get(under) ?? new Map<string, string>()
    for (const [, name] of names.matchAll(/`([^`]+)`/g)) rows.set(name!, about!.replaceAll('\\|', '|'))
    found.set(under, rows)
  }
  return found
}

/** Headings of the reference for the keys of a path, the nearest first. */
function headingsFor(path: CursorPath): string[] {
  const [section = '', second, ...rest] = path.filter(step => typeof step === 'string')
  const last = rest.at(-1)
  if (section === '') return ['scheme file']
  if (rest.includes('columns') && section === 'exports') return ['cells', 'definitions']
  if (second === 'columns' || last === 'columns' || rest.at(-2) === 'columns') return ['columns']
  if (rest.includes('rules')) return ['rules']
  const named = [section, ...[second, ...rest].filter(step => step !== undefined)]
  const joined = named.flatMap(step => (step === section ? [] : [`${section} › ${step}`]))
  return [...joined.toReversed(), section, 'definitions', 'cells']
}

/** What the reference says of a key at a path. */
export function aboutKey(reference: Reference, path: CursorPath, key: string): string | undefined {
  for (const heading of headingsFor(path)) {
    const said = reference.get(heading)?.get(key)
    if (said !== undefined) return said
  }
  return undefined
}

/** What the reference says of a word, type or function. */
export function aboutWord(reference: Reference, of: 'type' | 'word' | 'function', name: string): string | undefined {
  const headings = { type: TYPES, word: WORDS, function: FUNCTIONS }[of]
  return headings.map(heading => reference.get(heading)?.get(name)).find(said => said !== undefined)
}
