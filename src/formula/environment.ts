// What the checker of formulas works in: the names it may find, the text it reads, where its problems go, and the few
// helpers that every part of it uses.

import type { PayPeriod } from '../core/calendar.ts'
import type { Place } from '../core/place.ts'
import { isPoint, writtenPoint } from '../core/points.ts'
import { type Problem, type ProblemCode, type ProblemFacts, problem } from '../core/problem.ts'
import type { Brought } from '../core/problem-facts.ts'
import { suggest } from '../core/suggest.ts'
import type { MixedBy } from '../core/terms.ts'
import type { Expr, Span } from './ast.ts'
import { type Bound, type Column, type EventTable, isSheetSum } from './bound.ts'
import { figureSaid } from './slips.ts'
import { type Home, joinHomes, type Kind, type Type, UNKNOWN, unify } from './types.ts'

/** The text of a formula and where each part of it stands in the scheme file. */
export interface FormulaSource {
  readonly text: string
  readonly at: (span: Span) => { at: Place; quote: { text: string; from: number; to: number } }
}

/** What a name in a formula was found to be; `owner`: what stands before a point. */
export type Named =
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'row column'; readonly table: string; readonly name: string }
  | { readonly kind: 'owner' | 'table' | 'scale'; readonly name: string }

/** The names that formulas can use. */
export interface Names {
  /** Columns of this name; of one table, group, section or `people` where that stands before the point. */
  readonly find: (name: string, owner: string | undefined) => readonly Column[]
  readonly events: (table: string) => EventTable | undefined
  /** Roster columns that group people. */
  readonly isGroup: (name: string) => boolean
  readonly isOwner: (name: string) => boolean
  readonly all: (owner?: string) => Iterable<string>
  /** Names of the exports with many rows. */
  readonly eventTables: () => Iterable<string>
}

export interface Environment {
  readonly names: Names
  readonly source: FormulaSource
  readonly currency: string
  /** The column that this formula defines: in its own formula its name means the other thing of that name. */
  readonly self: string | undefined
  /** The pay line that it belongs to, so that `lines above` means something. */
  readonly line: string | undefined
  /** True in the rules of a release, where `release period` and `start of payout` mean something. */
  readonly release: boolean
  /** True in export layouts, which alone may read numbers of documents and accounts. */
  readonly secrets: boolean
  /** True for a name that stands beside a text. */
  readonly besideText?: boolean
  /** The export whose rows it is worked out for. */
  readonly row: EventTable | undefined
  /** The export whose row asks, where the rows are those that it looks at. */
  readonly asking?: EventTable | undefined
  /** True in what a row asks of the row before: there a column may be the one that is being checked. */
  readonly before?: boolean
  /** A scale of the scheme with what it is used for; undefined where it does not take that. */
  readonly scale: (name: string, args: readonly Bound[], env: Environment) => Bound | undefined
  /** By name of each scale what it takes. */
  readonly scales: ReadonlyMap<string, readonly ('figure' | 'text')[]>
  /** The figures by which it is chosen whether this formula holds: of the bands, choices and conditions around it. */
  readonly chosenBy: readonly Bound[]
  /** Whose its rows are counted for, where that is said by `by`: what a bare name of somebody's figure means. */
  readonly owner?: Bound | undefined
  /** One of the periods that the scheme closes and pays in one go. */
  readonly pays: PayPeriod
  /** The weekday that weeks end on, 7 for Sundays. */
  readonly weeksEnd: number
  /** True inside a scale, which can't use another. */
  readonly inScale: boolean
  /** Is told what every name was found to be, where somebody asks. */
  readonly named?: ((named: Named, spot: ReturnType<FormulaSource['at']>) => void) | undefined
  readonly report: (problem: Problem) => void
}

/** Names that every scheme has. */
export const BUILT_IN: ReadonlySet<string> = new Set([
  'start of period',
  'start of year',
  'end of period',
  'release period',
  'start of payout',
  'month of year',
  'month of quarter',
  'days of period',
  'lines above',
  'commission',
  'gross',
])

/** True for what every scheme knows; the figures of a sheet only where the scheme has nothing of that name itself. */
export function isBuiltIn(name: string): boolean {
  return BUILT_IN.has(name) || isSheetSum(name)
}

/** Those of them that everybody has, so that other people's can be added up: `sum(people.gross)`. */
export const PAY_SUMS: ReadonlySet<string> = new Set(['commission', 'gross'])

/** Tells what a part of a name was found to be: the last one, or as many before it. */
export function foundName(env: Environment, span: Span, named: Named, before = 0): void {
  if (!env.named) return
  const own = env.source.text.slice(span.from, span.to)
  const ends = [...own.matchAll(/[.．]/g)].map(point => point.index)
  const from = before < ends.length ? ends.at(-1 - before)! + 1 : 0
  const to = before === 0 ? own.length : ends.at(-before)
  const part = own.slice(from, to)
  const begins = span.from + from + part.length - part.trimStart().length
  env.named(named, env.source.at({ from: begins, to: begins + part.trim().length }))
}

export function fault<C extends ProblemCode>(
  env: Environment,
  code: C,
  span: Span,
  facts: ProblemFacts[C],
  related: readonly { span: Span; note: string }[] = [],
  elsewhere: readonly { at: Place; note: string }[] = [],
): void {
  const { at, quote } = env.source.at(span)
  const others = [...related.map(r => ({ at: env.source.at(r.span).at, note: r.note })), ...elsewhere]
  env.report(problem(code, at, facts, others.length > 0 ? { quote, related: others } : { quote }))
}

export function words(env: Environment, span: Span): string {
  return env.source.text.slice(span.from, span.to).replace(/\s+/g, ' ')
}

export function base(
  env: Environment,
  span: Span,
  type: Type,
  home: Home,
): { type: Type; home: Home; text: string; at: Place } {
  return { type, home, text: words(env, span), at: env.source.at(span).at }
}

/** Stands for a formula at fault that was already reported. */
export function nothing(env: Environment, span: Span): Bound {
  return { kind: 'literal', value: null, ...base(env, span, UNKNOWN, 'shop') }
}

export function homeOf(...bounds: readonly (Bound | undefined)[]): Home {
  return bounds.reduce<Home>((home, b) => (b ? joinHomes(home, b.home) : home), 'shop')
}

/** Reports that two sides can't be combined, with the place of both. */
export function mixed(
  env: Environment,
  sign: MixedBy,
  spot: Span,
  left: Bound,
  right: Bound,
  leftSpan: Span,
  rightSpan: Span,
  instead?: string | undefined,
): void {
  const kinds = { leftType: left.type.kind, rightType: right.type.kind }
  const facts = { sign, left: left.text, right: right.text, ...kinds, ...quotedPoint(left, right), instead }
  fault(env, mixedCode(kinds.leftType, kinds.rightType), spot, facts, [
    { span: leftSpan, note: `${left.text}: ${left.type.kind}` },
    { span: rightSpan, note: `${right.text}: ${right.type.kind}` },
  ])
}

/** Which problem it is that kinds are mixed: money has one of its own. */
export function mixedCode(...kinds: readonly Kind[]): 'MONEY_MIXED' | 'KINDS_MIXED' {
  return kinds.includes('money') ? 'MONEY_MIXED' : 'KINDS_MIXED'
}

/** A date or time in quotation marks beside one that is none: how it is written without them. */
export function quotedPoint(a: Bound, b: Bound): Pick<ProblemFacts['MONEY_MIXED'], 'quoted'> {
  for (const [point, text] of [[a, b] as const, [b, a] as const]) {
    const { kind } = point.type
    if (!isPoint(kind) || text.kind !== 'literal' || typeof text.value !== 'string') continue
    const written = writtenPoint(text.value)
    const whole = written?.kind === kind && written.value !== null && written.length === text.value.length
    return { quoted: { due: kind, plain: whole ? text.value : undefined } }
  }
  return {}
}

/** Refuses to compare what can't be equal: money with text, a text with one that the column never holds. */
export function sameKind(
  left: Bound,
  right: Bound,
  leftSpan: Span,
  rightSpan: Span,
  env: Environment,
  instead?: string | undefined,
): void {
  if (!unify(left.type, right.type) || left.type.kind === 'list' || right.type.kind === 'list') {
    mixed(env, 'compare', { from: leftSpan.from, to: rightSpan.to }, left, right, leftSpan, rightSpan, instead)
    return
  }
  knownText(left.type, right, rightSpan, env)
  knownText(right.type, left, leftSpan, env)
}

export function knownText(type: Type, item: Bound, span: Span, env: Environment): void {
  const { values } = type
  if (!values || item.kind !== 'literal' || typeof item.value !== 'string' || values.includes(item.value)) return
  fault(env, 'TEXT_UNKNOWN', span, {
    found: item.value,
    nearest: suggest(item.value, values),
    known: values.join('、'),
  })
}

/** Tells a name that nothing has: what has a column of it, what is called nearly so, and what may stand there. `known`: names that there are, and `of`: of what they are. */
export function unknownName(
  expr: Extract<Expr, { kind: 'name' }>,
  env: Environment,
  known: Iterable<string>,
  of?: string,
): Bound {
  const { name, table } = expr
  const own = table === undefined ? env.row : env.names.events(table)
  if (isOfAsking(expr, env)) return nothing(env, expr.span)
  const columns = own?.columnNames().filter(column => column !== 'row number') ?? []
  const elsewhere =
    table === undefined ? [...env.names.eventTables()].filter(t => env.names.events(t)?.column(name)) : []
  const brought = elsewhere.map(other => broughtFrom(other, name, env)).find(line => line !== undefined)
  const negated = negatedIn(name, env)
  const figure = table === undefined ? figureSaid(name) : undefined
  const nearest =
    brought || figure !== undefined
      ? undefined
      : negated !== undefined
        ? negated
        : elsewhere.length > 0
          ? `${elsewhere[0]}.${name}`
          : suggest(name, [...columns, ...known])
  const alone = table === undefined && env.source.text.trim() === name
  const facts = { name, table, nearest, quoted: env.besideText ?? false, alone, brought, figure }
  const all = of === undefined ? columns : [...known]
  const names = all.length > MOST_KNOWN ? [...all.slice(0, MOST_KNOWN), '…'] : all
  const owner = of ?? own?.name
  fault(env, 'NAME_UNKNOWN', expr.span, { ...facts, known: owner === undefined ? undefined : { of: owner, names } })
  return nothing(env, expr.span)
}

/** The contrary that is meant by a name that says it itself: `not 是否返修` of `不是返修`. */
function negatedIn(name: string, env: Environment): string | undefined {
  const said = /^(?:不是|并非|非|未|不|not_?)(.+)$/.exec(name)?.[1]
  const columns = said === undefined ? [] : (env.row?.columnNames() ?? [])
  const meant = columns.find(column => column.includes(said!) && env.row?.column(column)?.type.kind === 'yes/no')
  return meant && `not ${meant}`
}

/** How the rows of a table get a column of another one, by what both have; undefined where they share nothing. */
export function broughtFrom(table: string, name: string, env: Environment): Brought | undefined {
  const [row, other] = [env.row, env.names.events(table)]
  if (!row || !other || row.name === table || row.made) return undefined
  const isText = (of: EventTable, column: string): boolean => {
    const type = of.column(column)?.type
    return type?.kind === 'text' && type.group === undefined
  }
  const shared = row.columnNames().find(column => column !== name && isText(row, column) && isText(other, column))
  return shared === undefined
    ? undefined
    : { table: row.name, name, line: `${name}: only(${table}.${name} by ${shared})` }
}

/** True for a column of the row that asks, where the rows that it looks at are meant: that is told. */
export function isOfAsking({ name, table, span }: Extract<Expr, { kind: 'name' }>, env: Environment): boolean {
  const { asking, row } = env
  if (!asking || !row || asking.name === row.name) return false
  if (!asking.column(name) || (table !== undefined && table !== asking.name)) return false
  fault(env, 'ROW_ASKS', span, { name, table: asking.name, asked: row.name })
  return true
}

/** Most names that a problem lists. */
const MOST_KNOWN = 12
