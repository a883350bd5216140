// A file's text and the shape it should have → the file as plain data, or every fault with its place and what was meant.
// Keys that mean nothing are told and taken out, so that the rest is checked in spite of them.

import type * as z from 'zod'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import { type Due, term } from '../core/terms.ts'
import { foundOf } from './context.ts'
import { meantWord } from './elsewhere.ts'
import type { Path, SchemeText } from './text.ts'

/** What a file is held against: its shape, and what the whole file is called. */
export interface Shape<T> {
  readonly schema: z.ZodType<T>
  readonly name: string
}

/**
 * Checks the shape; every fault with its place. The file is given too where the only faults are keys that mean nothing;
 * `hidden` are the names that were defined under such a key.
 */
export function checkShape<T>(
  source: SchemeText,
  shape: Shape<T>,
): {
  file: T | undefined
  problems: Problem[]
  hidden: ReadonlySet<string>
} {
  const problems: Problem[] = []
  const meant = new Set<string>()
  const hidden = new Set<string>()
  let data = source.data
  // Each round takes out the keys that mean nothing, so that the rest of the file is checked in spite of them.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const result = shape.schema.safeParse(data)
    if (result.success) return { file: result.data, problems, hidden }
    const issues = result.error.issues.map(innermost)
    const told = issues.flatMap(issue => issueProblems(issue, source, shape))
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

function issueProblems(issue: z.core.$ZodIssue, source: SchemeText, shape: Shape<unknown>): Problem[] {
  const path = issue.path as Path
  const inside = path.length === 0 ? shape.name : path.map(String).join(' › ')
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path, shape.schema)
    const braced = source.braced(path)
    return issue.keys.map(key => {
      const { at, quote } = source.keyAt([...path, key])
      return problem(
        'KEY_UNKNOWN',
        at,
        { key, inside, nearest: meantWord(key, known), known: known.join(', '), braced },
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
    const where = parent.length === 0 ? shape.name : parent.map(String).join(' › ')
    return [problem('KEY_MISSING', at, { key, inside: where }, { quote })]
  }
  const nearest = typeof value === 'string' ? nearestOf(issue, value, key) : undefined
  return [problem('SHAPE_WRONG', at, { expected: dueOf(issue), found: foundOf(value), nearest }, { quote })]
}

/** What somebody meant who wrote one of a few words otherwise, or a month as a date. */
function nearestOf(issue: z.core.$ZodIssue, found: string, key: string): string | undefined {
  if (issue.code === 'invalid_value') return meantWord(found, issue.values.map(String))
  if (issue.code === 'invalid_type' && key === 'in order') return `in order: { of: ${found}, by: … }`
  if (issue.code !== 'invalid_format') return undefined
  const month = /^(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月].*)?$/.exec(found)
  return month ? `${month[1]}-${month[2]!.padStart(2, '0')}` : undefined
}

function dueOf(issue: z.core.$ZodIssue): Due {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  // The only texts of a form are months.
  if (issue.code === 'invalid_format') return [term('month')]
  if (issue.code === 'too_small') return [term('text')]
  if (issue.code === 'invalid_type')
    return [term(issue.expected === 'string' ? 'text' : issue.expected === 'array' ? 'list' : 'map')]
  return [term('formula or map')]
}

/** Keys that a section knows, for suggestions. */
function knownKeys(path: Path, top: unknown): string[] {
  let schema: unknown = top
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
    def?: { items?: unknown[] }
  }
  if (s?.shape) return strip(s.shape[step])
  if (s?.element) return strip(s.element)
  if (s?.def?.items) return strip(s.def.items[Number(step)])
  if (s?.valueType) return strip(s.valueType)
  return undefined
}

function strip(schema: unknown): unknown {
  const s = schema as { def?: { type?: string; innerType?: unknown; options?: unknown[] } } | undefined
  if (s?.def?.type === 'optional') return strip(s.def.innerType)
  if (s?.def?.type === 'union') return strip(s.def.options?.find(o => (o as { shape?: unknown }).shape))
  return schema
}
