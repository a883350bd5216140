// The scheme language as its own tables have it: the keys of a scheme file by section, from the JSON schema; types, words,
// functions and forms of formulas. Documents are held against it, and its size is counted here.

import { BAND_WORDS } from '../../src/formula/bands.ts'
import { FORMS } from '../../src/formula/bind.ts'
import { THIS_YEAR } from '../../src/formula/bind-earlier.ts'
import { ROWS, SHEET_SUMS } from '../../src/formula/bound.ts'
import { BUILT_IN } from '../../src/formula/environment.ts'
import { FUNCTION_NAMES } from '../../src/formula/functions.ts'
import { RESERVED } from '../../src/formula/tokens.ts'
import { ADJUSTMENT_ROLES } from '../../src/scheme/adjustments.ts'
import { ROSTER_TYPES } from '../../src/scheme/columns.ts'
import { KINDS, SETTINGS, TWO_WAY } from '../../src/scheme/definitions.ts'
import { type JsonSchema, schemeJsonSchema } from '../../src/scheme/json-schema.ts'
import { HEAD_WORDS, MONTH_WORDS, RELEASE_WORDS, ROW_WORDS } from '../../src/scheme/layout-names.ts'
import { ROW_NUMBER } from '../../src/scheme/row-columns.ts'
import { STINT_DAYS } from '../../src/scheme/sections.ts'
import { PLAIN_TYPES } from '../../src/tables/spec.ts'

/** Keys with what they are for; by their section: `tables`, `reserves › release`. */
export type KeyGroups = ReadonlyMap<string, ReadonlyMap<string, string>>

export const TOP = 'scheme file'
const DEFINITIONS = 'definitions'

/** Every key of a scheme file. Columns, rules, cells and definitions, which stand in several sections, are a section of their own. */
export function keyGroups(): KeyGroups {
  return collected().groups
}

/** The keys of each section that must be there. */
export function requiredKeys(): ReadonlyMap<string, readonly string[]> {
  return collected().required
}

function collected(): { groups: KeyGroups; required: ReadonlyMap<string, readonly string[]> } {
  const required = new Map<string, readonly string[]>()
  const schema = schemeJsonSchema()
  const definitions = schema.definitions as Record<string, JsonSchema>
  const groups = new Map<string, Map<string, string>>()
  const add = (group: string, key: string, { description }: JsonSchema): void => {
    const keys = groups.get(group) ?? new Map<string, string>()
    groups.set(group, keys.set(key, description ?? ''))
  }
  const walk = (at: JsonSchema, path: readonly string[]): void => {
    if (Array.isArray(at.required)) required.set(path.join(' › ') || TOP, at.required as string[])
    for (const [key, inner] of Object.entries(at.properties ?? {})) {
      add(path.join(' › ') || TOP, key, inner as JsonSchema)
      into(inner as JsonSchema, SHARED.has(key) ? [key] : [...path, key])
    }
    for (const pattern of Object.keys(at.patternProperties ?? {}))
      add(path.join(' › '), 'from … until …', at.patternProperties![pattern] as JsonSchema)
  }
  const into = (at: JsonSchema, path: readonly string[]): void => {
    const parts = [at, at.additionalProperties, at.items, ...(at.anyOf ?? []), ...(at.allOf ?? [])]
    for (const part of parts) {
      if (typeof part !== 'object' || Array.isArray(part)) continue
      const { $ref } = part as JsonSchema
      const def = $ref?.replace('#/definitions/', '')
      if (def && !DEFINED.has(def)) into(definitions[def]!, COLUMN.test(def) ? ['columns'] : path)
      else if (part !== at) into(part as JsonSchema, path)
      if (part === at) walk(at, path)
    }
  }
  walk(schema, [])
  const kinds = Object.values(definitions).flatMap(def => def.anyOf ?? []) as JsonSchema[]
  for (const key of [...KINDS, ...TWO_WAY, ...SETTINGS]) {
    const own = kinds.flatMap(k => (k.properties?.[key] ? [k.properties[key] as JsonSchema] : []))[0] ?? {}
    add(DEFINITIONS, key, own.$ref ? definitions[own.$ref.replace('#/definitions/', '')]! : own)
  }
  for (const [key, about] of Object.entries((definitions.scale?.properties ?? {}) as Record<string, JsonSchema>))
    if (!about.$ref) add('scales', key, about)
  for (const key of ['header', 'as', 'blank', 'longest', 'text'])
    add(
      'cells',
      key,
      (definitions.cell!.anyOf as JsonSchema[]).flatMap(k =>
        k.properties?.[key] ? [k.properties[key] as JsonSchema] : [],
      )[0]!,
    )
  return { groups, required }
}

const SHARED: ReadonlySet<string> = new Set(['rules'])
const COLUMN = /Column$/
/** Definitions have one section for all. */
const DEFINED: ReadonlySet<string> = new Set([
  ...['value', 'score', 'item', 'line', 'amount', 'flag', 'inner', 'cell', 'scale'],
])

export const TYPES: readonly string[] = [...new Set([...PLAIN_TYPES, ...ROSTER_TYPES, ...ADJUSTMENT_ROLES])]

/** Words of formulas and bands, names that every scheme has, and those that only export layouts know. */
export const WORDS: readonly string[] = [
  ...new Set([
    ...RESERVED,
    ...Object.values(BAND_WORDS).flat(),
    ...['to', 'otherwise', 'everyone', 'people', 'pay', ROWS, ROW_NUMBER, STINT_DAYS, THIS_YEAR],
    ...BUILT_IN,
    ...SHEET_SUMS,
    ...[...MONTH_WORDS, ...RELEASE_WORDS, ...ROW_WORDS, ...HEAD_WORDS],
  ]),
]

export const FUNCTIONS: readonly string[] = [...new Set(FUNCTION_NAMES)]

/** How large the grammar is. */
export function grammarSize(): Readonly<Record<string, number>> {
  const groups = keyGroups()
  return {
    'forms of formulas': FORMS.length,
    'words of formulas and bands': WORDS.length,
    'functions and aggregates': FUNCTIONS.length,
    'types of columns': TYPES.length,
    'sections of a scheme': groups.get(TOP)!.size,
    'keys in them': [...groups].reduce((sum, [name, keys]) => sum + (name === TOP ? 0 : keys.size), 0),
    'ways to define': KINDS.length,
  }
}
