// A scheme's own test cases, `cases.yaml` beside it → what is given and what is expected, figure by figure, each with its
// place. Refuses keys, lines, scores and inputs that the scheme does not know, cases of one name and cases that expect
// nothing. Every figure stays as it is written. Nothing is calculated here.

import * as z from 'zod'
import { type Period, parsePeriod } from '../core/calendar.ts'
import type { Place } from '../core/place.ts'
import { type Problem, type ProblemCode, type ProblemFacts, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import type { Scheme } from './model.ts'
import { squashed } from './names.ts'
import { checkShape } from './shape.ts'
import { type Path, parseSchemeText, type SchemeText } from './text.ts'

type Texts = Record<string, string>

const text = z.string()
const texts = z.record(text, text)

const expected = z.strictObject({
  lines: texts.optional(),
  scores: texts.optional(),
  reserves: z.record(text, z.strictObject({ withheld: text.optional(), forfeited: text.optional() })).optional(),
  deductions: texts.optional(),
  values: texts.optional(),
  flags: z.array(text).optional(),
  gross: text.optional(),
  net: text.optional(),
})

type WrittenExpected = z.infer<typeof expected>

const shared = {
  name: text,
  period: text.optional(),
  set: texts.optional(),
  refused: z.array(text).optional(),
  why: text.optional(),
}
const ofOne = z.strictObject({ ...shared, position: text.optional(), expect: expected.optional() })
const ofSeveral = z.strictObject({ ...shared, people: z.array(texts), expect: z.record(text, expected).optional() })

type WrittenCase = Omit<z.infer<typeof ofOne>, 'expect'> & {
  people?: Texts[] | undefined
  /** By person where it names several. */
  expect?: WrittenExpected | Record<string, WrittenExpected> | undefined
}

interface WrittenFile {
  set?: Texts | undefined
  cases: WrittenCase[]
}

/** The shape of the file: what a case expects is by person where it names several. */
function shapeOf(data: unknown): z.ZodType<WrittenFile> {
  const { cases } = data as { cases?: unknown }
  const several = (c: unknown): boolean => typeof c === 'object' && c !== null && 'people' in c
  const each = Array.isArray(cases) ? cases.map(c => (several(c) ? ofSeveral : ofOne)) : []
  const [first, ...rest] = each
  return z.strictObject({ set: texts.optional(), cases: first ? z.tuple([first, ...rest]) : z.array(ofOne) })
}

/** What kind of figure a case expects. */
export type ExpectedKind =
  | 'line'
  | 'score'
  | 'deduction'
  | 'value'
  | 'withheld'
  | 'forfeited'
  | 'flags'
  | 'gross'
  | 'net'

/** One figure that a case expects. */
export interface Expectation {
  /** Id of the person. */
  readonly of: string
  readonly kind: ExpectedKind
  /** Line, score, reserve …; empty for flags, gross and net. */
  readonly name: string
  /** As it is written; `none` where there is to be no such figure; flags joined by `、`. */
  readonly expected: string
  readonly at: Place
}

/** One person of a case, with what is given for them alone. */
export interface CasePerson {
  readonly id: string
  readonly position: string | undefined
  readonly values: ReadonlyMap<string, string>
  readonly at: Place
}

export interface TestCase {
  readonly name: string
  readonly at: Place
  readonly period: Period | undefined
  /** Given for everybody. */
  readonly set: ReadonlyMap<string, string>
  readonly people: readonly CasePerson[]
  /** True where it names its people: then they are all whom there are. */
  readonly everybody: boolean
  readonly expect: readonly Expectation[]
  /** The inputs that it is refused for; missing where it is to be calculated. */
  readonly refused: readonly string[] | undefined
  /** The arithmetic by hand. */
  readonly why: string
  /** What is wrong with the case itself: it can't be run. */
  readonly problems: readonly Problem[]
}

/** The text that expects that there is no such line, score or deduction. */
export const NONE = 'none'

/** Reads the cases of a file and holds their names against the scheme. */
export function readCases(
  source: string,
  file: string,
  scheme: Scheme,
): { readonly cases: readonly TestCase[]; readonly problems: readonly Problem[] } {
  const written = parseSchemeText(source, file)
  if (written.problems.length > 0) return { cases: [], problems: written.problems }
  const shape = checkShape(written, { schema: shapeOf(written.data), name: 'cases' })
  if (!shape.file) return { cases: [], problems: shape.problems }
  const names = namesOf(scheme)
  const seen = new Map<string, Place>()
  const problems = [...shape.problems, ...unknownInputs(written, ['set'], shape.file.set, names, [])]
  const cases = shape.file.cases.map((c, i) => readCase(c, ['cases', i], shape.file!.set, written, names, seen))
  return { cases, problems }
}

type Names = Readonly<
  Record<'line' | 'score' | 'deduction' | 'reserve' | 'flag' | 'value' | 'input', readonly string[]>
>

function namesOf(scheme: Scheme): Names {
  const of = (columns: readonly { readonly name: string }[]): string[] => [...new Set(columns.map(c => c.name))]
  const results = new Set(['pay', 'reserves', 'deductions', 'flags'])
  const others = [...scheme.columns.filter(c => !results.has(c.owners[0]!)), ...scheme.asked]
  const qualified = others.map(c => ({ name: `${c.owners[0]}.${c.name}` }))
  return {
    line: of(scheme.pay),
    score: of(scheme.scores),
    deduction: of(scheme.deductions),
    reserve: of(scheme.reserves),
    flag: of(scheme.flags),
    value: of([...scheme.values, ...scheme.columns]),
    input: of([...others, ...qualified]),
  }
}

function readCase(
  written: WrittenCase,
  path: Path,
  general: Texts | undefined,
  source: SchemeText,
  names: Names,
  seen: Map<string, Place>,
): TestCase {
  const problems: Problem[] = []
  const tell: Tell = (code, at, facts, key = false) => {
    const spot = key ? source.keyAt(at) : source.at(at)
    problems.push(problem(code, spot.at, facts, { quote: spot.quote }))
  }
  const { at } = source.at([...path, 'name'])
  const twin = seen.get(written.name)
  if (twin) tell('CASE_REPEATED', [...path, 'name'], { name: written.name, line: `${twin.line}` })
  seen.set(written.name, twin ?? at)
  const refused = written.refused
  problems.push(...unknownInputs(source, [...path, 'set'], written.set, names, refused ?? []))
  const people = (
    written.people ?? [{ id: '1', ...(written.position === undefined ? {} : { position: written.position }) }]
  ).map((given, i): CasePerson => {
    const own: Path = written.people ? [...path, 'people', i] : path
    const { id = `${i + 1}`, position, ...values } = given
    problems.push(...unknownInputs(source, own, values, names, refused ?? []))
    return { id, position, values: new Map(Object.entries(values)), at: source.at([...own, 'position']).at }
  })
  for (const [i, person] of people.entries()) {
    const other = people.findIndex(p => p.id === person.id)
    if (other < i) tell('PERSON_REPEATED', [...path, 'people', i], { id: person.id, other: `${other + 1}` })
  }
  const period = written.period === undefined ? undefined : (parsePeriod(written.period) ?? undefined)
  if (written.period !== undefined && !period)
    tell('SHAPE_WRONG', [...path, 'period'], { expected: [term('month')], found: written.period })

  const expect = expectations(written, people, path, source, names, tell)
  if (refused !== undefined && written.expect !== undefined)
    tell('SHAPE_WRONG', [...path, 'expect'], { expected: ['expect', 'refused'], found: 'expect, refused' }, true)
  else if (refused === undefined && expect.length === 0 && problems.length === 0)
    tell('CASE_EMPTY', [...path, 'name'], { name: written.name })
  const set = new Map(Object.entries({ ...general, ...written.set }))
  const everybody = written.people !== undefined
  const why = written.why?.trim() ?? ''
  return { name: written.name, at, period, set, people, everybody, expect, refused, why, problems }
}

type Tell = <C extends ProblemCode>(code: C, at: Path, facts: ProblemFacts[C], key?: boolean) => void

/** All figures that a case expects, of one person or of several. */
function expectations(
  written: WrittenCase,
  people: readonly CasePerson[],
  path: Path,
  source: SchemeText,
  names: Names,
  tell: Tell,
): Expectation[] {
  const inside: Path = [...path, 'expect']
  if (!written.people) return ofPerson('1', (written.expect ?? {}) as WrittenExpected, inside, source, names, tell)
  const ids = people.map(p => p.id)
  return Object.entries((written.expect ?? {}) as Record<string, WrittenExpected>).flatMap(([id, from]) => {
    if (ids.includes(id)) return ofPerson(id, from, [...inside, id], source, names, tell)
    const facts = { kind: 'person', name: id, nearest: suggest(id, ids), known: ids.join('、') } as const
    tell('NOT_FOUND', [...inside, id], facts, true)
    return []
  })
}

/** What is expected of one person; names that the scheme does not know are told and left out. */
function ofPerson(
  of: string,
  from: WrittenExpected,
  inside: Path,
  source: SchemeText,
  names: Names,
  tell: Tell,
): Expectation[] {
  const found: Expectation[] = []
  const add = (kind: ExpectedKind, name: string, expected: string, spot: Path): void => {
    found.push({ of, kind, name, expected, at: source.keyAt(spot).at })
  }
  const known = (kind: Exclude<keyof Names, 'input'>, name: string, spot: Path, key = true): boolean => {
    if (names[kind].includes(name)) return true
    const all = kind === 'value' ? '' : names[kind].join('、')
    tell('NOT_FOUND', spot, { kind, name, nearest: suggest(name, names[kind]), known: all }, key)
    return false
  }
  for (const [kind, key] of FIGURES) {
    for (const [name, expected] of Object.entries(from[key] ?? {})) {
      const spot: Path = [...inside, key, name]
      if (known(kind, kind === 'value' ? name.replace(/^[^.]+\./, '') : name, spot)) add(kind, name, expected, spot)
    }
  }
  for (const [name, parts] of Object.entries(from.reserves ?? {})) {
    const spot: Path = [...inside, 'reserves', name]
    if (!known('reserve', name, spot)) continue
    for (const kind of ['withheld', 'forfeited'] as const) {
      const expected = parts[kind]
      if (expected !== undefined) add(kind, name, expected, [...spot, kind])
    }
  }
  if (from.flags) {
    for (const [i, flag] of from.flags.entries()) known('flag', flag.split(': ')[0]!, [...inside, 'flags', i], false)
    add('flags', '', from.flags.join('、'), [...inside, 'flags'])
  }
  for (const kind of ['gross', 'net'] as const) {
    const expected = from[kind]
    if (expected !== undefined) add(kind, '', expected, [...inside, kind])
  }
  return found
}

const FIGURES = [
  ['line', 'lines'],
  ['score', 'scores'],
  ['deduction', 'deductions'],
  ['value', 'values'],
] as const

/** Given names that the scheme does not know; those that the case is refused for are meant so. */
function unknownInputs(
  source: SchemeText,
  path: Path,
  given: Texts | undefined,
  names: Names,
  refused: readonly string[],
): Problem[] {
  const known = new Set(names.input.map(squashed))
  return Object.keys(given ?? {})
    .filter(name => !known.has(squashed(name)) && !refused.includes(name))
    .map(name => {
      const { at, quote } = source.keyAt([...path, name])
      return problem('INPUT_UNKNOWN', at, { name, nearest: suggest(name, names.input) }, { quote })
    })
}
