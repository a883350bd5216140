// The shape of a scheme file: its sections and their keys. Formulas, bands and names are checked after it, by the files
// beside this one. The same description gives the JSON Schema for editors.

import { z } from 'zod'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { Path, SchemeText } from './text.ts'

/** A formula, or a map of bands, choices or weights with limits and rounding: see definitions.ts. */
export type Definition = string | Record<string, unknown>
export type Definitions = Record<string, Definition>

export interface ColumnEntry {
  type?: string | undefined
  header?: string | string[] | undefined
  blank?: string | undefined
  range?: string | undefined
  values?: string[] | undefined
  unique?: 'yes' | 'no' | undefined
  shared?: string | string[] | undefined
}

export interface TableEntry {
  file: string
  'one row per'?: string | undefined
  'one figure per row'?: { name: string | string[]; value: string | string[] } | undefined
  'missing row'?: 'problem' | 'blank' | undefined
  month?: string | undefined
  'leave out'?: string | undefined
  columns: Record<string, string | ColumnEntry>
  'work out'?: Definitions | undefined
}

export interface PayBlock {
  for: string | string[]
  commission?: Definitions | undefined
  lines?: Definitions | undefined
}

export interface ReserveEntry {
  withheld: Definition
  'forfeited at once'?: string | undefined
  release?:
    | {
        every: 'quarter' | 'year'
        ratio: Definition
        'forfeited by'?: string | undefined
      }
    | undefined
}

export interface SchemeFile {
  scheme: string
  from: string
  currency?: 'CNY' | 'USD' | 'EUR' | 'GBP' | 'HKD' | undefined
  sheets?: 'zh' | 'en' | undefined
  people: { file: string; columns: Record<string, string | ColumnEntry>; paid: string }
  blank?: { figures?: string | undefined; 'yes/no'?: 'yes' | 'no' | undefined } | undefined
  tables?: Record<string, TableEntry> | undefined
  parameters?: Definitions | undefined
  scales?: Record<string, Record<string, unknown>> | undefined
  values?: Definitions | undefined
  scorecards?: Record<string, Definitions> | undefined
  scores?: Definitions | undefined
  pay?: PayBlock[] | undefined
  reserves?: Record<string, ReserveEntry> | undefined
  deductions?: { 'at most'?: Definition | undefined; lines: Definitions } | undefined
  flags?: Definitions | undefined
  rules?: Record<string, { must: string; note?: string | undefined }> | undefined
  approvals?:
    | Record<string, { when?: string | undefined; forfeiture?: 'yes' | 'no' | undefined; note?: string | undefined }>
    | undefined
  /** By code of a problem: the reason why it is accepted, everywhere or by table. */
  allow?: Record<string, string | Record<string, string>> | undefined
}

const text = z.string()
const texts = z.union([text, z.array(text)])
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'month' })
const answer = z.enum(['yes', 'no'])

const definition: z.ZodType<Definition> = z.union([text, z.record(text, z.unknown())])
const definitions = z.record(text, definition)

const column = z.union([
  text,
  z.strictObject({
    type: text.optional(),
    header: texts.optional(),
    blank: text.optional(),
    range: text.optional(),
    values: z.array(text).optional(),
    unique: answer.optional(),
    shared: texts.optional(),
  }),
])

const people = z.strictObject({
  file: text,
  columns: z.record(text, column),
  paid: text,
})

const table = z.strictObject({
  file: text,
  'one row per': text.optional(),
  'one figure per row': z.strictObject({ name: texts, value: texts }).optional(),
  'missing row': z.enum(['problem', 'blank']).optional(),
  month: text.optional(),
  'leave out': text.optional(),
  columns: z.record(text, column),
  'work out': definitions.optional(),
})

const payBlock = z.strictObject({
  for: texts,
  commission: definitions.optional(),
  lines: definitions.optional(),
})

const reserve = z.strictObject({
  withheld: definition,
  'forfeited at once': text.optional(),
  release: z
    .strictObject({
      every: z.enum(['quarter', 'year']),
      ratio: definition,
      'forfeited by': text.optional(),
    })
    .optional(),
})

export const schemeSchema: z.ZodType<SchemeFile> = z.strictObject({
  scheme: text,
  from: month,
  currency: z.enum(['CNY', 'USD', 'EUR', 'GBP', 'HKD']).optional(),
  sheets: z.enum(['zh', 'en']).optional(),
  people,
  blank: z.strictObject({ figures: text.optional(), 'yes/no': answer.optional() }).optional(),
  tables: z.record(text, table).optional(),
  parameters: definitions.optional(),
  scales: z.record(text, z.record(text, z.unknown())).optional(),
  values: definitions.optional(),
  scorecards: z.record(text, definitions).optional(),
  scores: definitions.optional(),
  pay: z.array(payBlock).optional(),
  reserves: z.record(text, reserve).optional(),
  deductions: z.strictObject({ 'at most': definition.optional(), lines: definitions }).optional(),
  flags: definitions.optional(),
  rules: z.record(text, z.strictObject({ must: text, note: text.optional() })).optional(),
  approvals: z
    .record(text, z.strictObject({ when: text.optional(), forfeiture: answer.optional(), note: text.optional() }))
    .optional(),
  allow: z.record(text, z.union([text, z.record(text, text)])).optional(),
})

/**
 * Checks the shape; every fault with its place. The file is given too where the only faults are keys that mean nothing;
 * `hidden` are the names that were defined under such a key.
 */
export function checkShape(source: SchemeText): {
  file: SchemeFile | undefined
  problems: Problem[]
  hidden: ReadonlySet<string>
} {
  const problems: Problem[] = []
  const meant = new Set<string>()
  const hidden = new Set<string>()
  let data = source.data
  // Each round takes out the keys that mean nothing, so that the rest of the file is checked in spite of them.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const result = schemeSchema.safeParse(data)
    if (result.success) return { file: result.data, problems, hidden }
    const issues = result.error.issues.map(innermost)
    const told = issues.flatMap(issue => issueProblems(issue, source))
    const keys = told.filter(p => p.code === 'KEY_UNKNOWN')
    if (keys.length === 0) {
      // A key that is missing because it was misspelt was told already.
      return {
        file: undefined,
        problems: [...problems, ...told.filter(p => !(p.code === 'KEY_MISSING' && meant.has(p.facts.key)))],
        hidden,
      }
    }
    problems.push(...keys)
    for (const p of keys) if (p.facts.nearest !== undefined) meant.add(p.facts.nearest)
    data = withoutUnknownKeys(data, issues, hidden)
  }
  return { file: undefined, problems, hidden }
}

const MAX_ROUNDS = 5

function withoutUnknownKeys(data: unknown, issues: readonly z.core.$ZodIssue[], hidden: Set<string>): unknown {
  const copy = structuredClone(data)
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue
    const parent = issue.path.reduce<unknown>((v, key) => (v as Record<PropertyKey, unknown> | undefined)?.[key], copy)
    for (const key of issue.keys) {
      const map = parent as Record<string, unknown>
      collectKeys(map[key], hidden)
      delete map[key]
    }
  }
  return copy
}

/** Names that stand in a part that was taken out: whoever uses them is not at fault. */
function collectKeys(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    found.add(key)
    collectKeys(inner, found)
  }
}

/** The issue itself, or the one inside a union that says most. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue
  const nested =
    issue.errors.find(e => e[0] && e[0].code === 'unrecognized_keys') ??
    issue.errors.find(e => (e[0]?.path.length ?? 0) > 0)
  const first = nested?.[0]
  return first ? innermost({ ...first, path: [...issue.path, ...first.path] } as z.core.$ZodIssue) : issue
}

function issueProblems(issue: z.core.$ZodIssue, source: SchemeText): Problem[] {
  const path = issue.path as Path
  const inside = path.length === 0 ? 'scheme' : path.map(String).join(' › ')
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path)
    return issue.keys.map(key => {
      const { at, quote } = source.keyAt([...path, key])
      return problem(
        'KEY_UNKNOWN',
        at,
        { key, inside, nearest: suggest(key, known), known: known.join(', ') },
        { quote },
      )
    })
  }
  const { at, quote }: { at: Place; quote: { text: string; from: number; to: number } } = source.at(path)
  const value = path.reduce<unknown>(
    (v, key) => (v as Record<string | number, unknown> | undefined)?.[key],
    source.data,
  )
  const key = String(path[path.length - 1] ?? '')
  if (value === undefined && issue.code !== 'invalid_union') {
    const parent = path.slice(0, -1)
    const where = parent.length === 0 ? 'scheme' : parent.map(String).join(' › ')
    return [problem('KEY_MISSING', at, { key, inside: where }, { quote })]
  }
  return [problem('SHAPE_WRONG', at, { expected: expectedWords(issue), found: foundWords(value) }, { quote })]
}

function expectedWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' | ')
  if (issue.code === 'invalid_format') return issue.message
  if (issue.code === 'invalid_type')
    return issue.expected === 'string' ? 'text' : issue.expected === 'array' ? 'list' : 'map'
  return 'formula or map'
}

function foundWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'object' ? 'map' : String(value)
}

/** Keys that a section knows, for suggestions. */
function knownKeys(path: Path): string[] {
  let schema: unknown = schemeSchema
  for (const step of path) schema = inner(schema, step)
  const shape = (schema as { shape?: Record<string, unknown> } | undefined)?.shape
  return shape ? Object.keys(shape) : []
}

function inner(schema: unknown, step: string | number): unknown {
  const s = schema as {
    shape?: Record<string, unknown>
    element?: unknown
    valueType?: unknown
    options?: unknown[]
    unwrap?: () => unknown
  }
  if (s?.shape) return strip(s.shape[step])
  if (s?.element) return strip(s.element)
  if (s?.valueType) return strip(s.valueType)
  return undefined
}

function strip(schema: unknown): unknown {
  const s = schema as { def?: { type?: string; innerType?: unknown; options?: unknown[] } } | undefined
  if (s?.def?.type === 'optional') return strip(s.def.innerType)
  if (s?.def?.type === 'union') return strip(s.def.options?.find(o => (o as { shape?: unknown }).shape))
  return schema
}
