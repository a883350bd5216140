// What the parts of a definition have in common: where they are, how they find the formula at a path of the file, and how
// they tell what is wrong with it.

import { type ProblemCode, type ProblemFacts, problem } from '../core/problem.ts'
import { type Said, term } from '../core/terms.ts'
import type { Span } from '../formula/ast.ts'
import { bind, condition } from '../formula/bind.ts'
import type { Bound } from '../formula/bound.ts'
import { type Environment, type FormulaSource, mixedCode, nothing } from '../formula/environment.ts'
import { parseFormula } from '../formula/parser.ts'
import { formulaSlip, perMilleAt, ungroupedAt } from '../formula/slips.ts'
import { RESERVED } from '../formula/tokens.ts'
import { type Type, UNKNOWN, unify } from '../formula/types.ts'
import { meantWord } from './elsewhere.ts'
import type { Path, SchemeText } from './text.ts'

/** The surroundings of a definition: like those of a formula, but for the text, which each part brings along. */
export type Context = Omit<Environment, 'source'> & {
  readonly text: SchemeText
  /** How many columns are being checked within each other. */
  readonly nested: { now: number; readonly working: Unsettled[] }
}

/** A column that is being checked; another may read it before its type is known, through its earlier months. */
export interface Unsettled {
  readonly working: boolean
  /** Columns whose type it did not know when it was checked. */
  readonly waits: Set<Unsettled>
  readonly ask: () => void
  /** Makes it be checked again when it is next read. */
  readonly renew: () => void
}

/** Remembers who reads a column before its type is known: itself and what it reads. */
export function askAll(column: Unsettled, waiting: Set<Unsettled>, working: readonly Unsettled[]): void {
  for (const other of working.slice(working.indexOf(column))) {
    waiting.add(other)
    other.waits.add(column)
  }
}

/** What telling a problem of the scheme file takes. */
export type Teller = Pick<Context, 'text' | 'report'>

/** Checks a formula or a nested definition inside bands and choices. */
export type Inner = (path: Path, value: unknown, context: Context) => Bound

/** Reports a problem at a path: at its value, or at its key. */
export function tell<C extends ProblemCode>(
  context: Teller,
  code: C,
  path: Path,
  facts: ProblemFacts[C],
  key = false,
): void {
  const { at, quote } = key ? context.text.keyAt(path) : context.text.at(path)
  context.report(problem(code, at, facts, { quote }))
}

/** What stands somewhere in the file, where something else is due. */
export function foundOf(value: unknown): Said {
  if (value === undefined || value === null || value === '') return term('nothing')
  if (Array.isArray(value)) return term('list')
  return typeof value === 'object' ? term('map') : String(value)
}

/** Tells a key that means nothing where it stands. `known`: the keys that do; `sections`: where it means something. */
export function unknownKey(
  path: Path,
  known: readonly string[],
  context: Teller,
  sections: readonly string[] = [],
): void {
  const key = String(path.at(-1))
  const inside = path.slice(0, -1).map(String).join(' › ')
  const braced = context.text.braced(path.slice(0, -1))
  const facts = { key, inside, nearest: meantWord(key, known), known: known.join(', '), braced, sections }
  tell(context, 'KEY_UNKNOWN', path, facts, true)
}

/** Parses and checks a formula that stands at a path. */
export function bindText(path: Path, context: Context): Bound {
  return bindSource(context.text.formula(path), context)
}

/** Parses and checks a condition that stands at a path. */
export function bindCondition(path: Path, context: Context): Bound {
  return bindSource(context.text.formula(path), context, condition)
}

/** Parses and checks a formula of a source. */
export function bindSource(source: FormulaSource, context: Context, check: typeof bind = bind): Bound {
  const env: Environment = { ...context, source }
  const parsed = parseFormula(source.text, context.currency)
  if ('expr' in parsed) return check(parsed.expr, env)
  const unwritable = unwritableIn(source.text, context)
  if (unwritable) {
    const { span, ...facts } = unwritable
    const { at, quote } = source.at(span)
    context.report(problem('NAME_INVALID', at, facts, { quote }))
    return nothing(env, { from: 0, to: source.text.length })
  }
  const { at, quote } = source.at(parsed.fault.span)
  const { found, expected } = parsed.fault
  const slip = formulaSlip(source.text, parsed.fault, context.currency)
  const { from } = parsed.fault.span
  const write =
    slip === 'thousands'
      ? ungroupedAt(source.text, from)
      : slip === 'per mille'
        ? perMilleAt(source.text, from)
        : undefined
  context.report(problem('FORMULA_SYNTAX', at, { found, expected, slip, currency: context.currency, write }, { quote }))
  return nothing(env, { from: 0, to: source.text.length })
}

/** A name of the scheme that stands in the text and that no formula can write, since it holds one of their words. */
function unwritableIn(text: string, { names }: Context): { name: string; taken: string; span: Span } | undefined {
  const columns = [...names.eventTables()].flatMap(table => names.events(table)?.columnNames() ?? [])
  for (const name of [...columns, ...names.all()]) {
    const taken = name.includes(' ') ? name.split(' ').find(word => RESERVED.has(word)) : undefined
    const from = taken === undefined ? -1 : text.indexOf(name)
    if (taken !== undefined && from >= 0) return { name, taken, span: { from, to: from + name.length } }
  }
  return undefined
}

/** Stands for a definition at fault that was reported. */
export function unknownAt(path: Path, context: Context): Bound {
  return { kind: 'literal', value: null, type: UNKNOWN, home: 'shop', text: '', at: context.text.at(path).at }
}

/** The one type of all results; money beside a number is refused with the places of both. */
export function sameType(bounds: readonly Bound[], context: Context): Type {
  return bounds.reduce<Type>((type, b) => {
    const both = unify(type, b.type)
    if (both) return both
    const first = bounds[0]!
    const facts = {
      sign: 'result' as const,
      left: first.text,
      right: b.text,
      leftType: type.kind,
      rightType: b.type.kind,
    }
    context.report(
      problem(mixedCode(type.kind, b.type.kind), b.at, facts, {
        related: [{ at: first.at, note: `${first.text}: ${type.kind}` }],
      }),
    )
    return UNKNOWN
  }, bounds[0]?.type ?? UNKNOWN)
}
