// Tree of a formula → checked formula: finds every name, knows every type and home, refuses what can't be meant.
// All its problems go to `report`, each with the place of the words at fault; what is at fault counts as `unknown`, so
// that one mistake gives one problem.

import { decimal } from '../core/decimal.ts'
import { type ByKind, byKind, each } from '../core/kinds.ts'
import { suggest } from '../core/suggest.ts'
import type { Term } from '../core/terms.ts'
import type { Expr, Span } from './ast.ts'
import { aggregateKind, bindAggregate, isStrayRows } from './bind-aggregate.ts'
import { bindEarlier, isEarlier } from './bind-earlier.ts'
import { bindArithmetic, bindCompare } from './bind-operators.ts'
import { bindOwned, ofOwner, oneColumn, paySum } from './bind-owned.ts'
import { bindPrevious } from './bind-previous.ts'
import { type Bound, type CalendarName, isSheetSum, type PlainFunction, ROWS, type Value } from './bound.ts'
import {
  base,
  broughtFrom,
  type Environment,
  fault,
  foundName,
  homeOf,
  isBuiltIn,
  isOfAsking,
  knownText,
  mixed,
  nothing,
  PAY_SUMS,
  sameKind,
  unknownName,
  words,
} from './environment.ts'
import { figuresOf } from './figures.ts'
import { FUNCTION_NAMES, FUNCTIONS, isAggregate, isPlain } from './functions.ts'
import { writtenInstead } from './slips.ts'
import {
  COUNT,
  DATE,
  isOwner,
  type Kind,
  MONEY,
  NUMBER,
  TEXT,
  type Type,
  UNKNOWN,
  unify,
  YES_NO,
  ZERO_TYPE,
} from './types.ts'

/** Checks a formula. */
export function bind(expr: Expr, env: Environment): Bound {
  return byKind(BIND, expr, env)
}

const BIND: ByKind<Expr, Bound, [Environment]> = {
  number: ({ span, value }, env) => literal(env, span, value, value.isZero() ? ZERO_TYPE : NUMBER),
  money: ({ span, value }, env) => literal(env, span, value, MONEY),
  text: ({ span, value }, env) => literal(env, span, value, { ...TEXT, values: [value] }),
  'yes/no': ({ span, value }, env) => literal(env, span, value, YES_NO),
  point: ({ span, type, value }, env) => literal(env, span, value, { kind: type }),
  name: (expr, env) => bindName(expr, env),
  negate(expr, env) {
    const of = bind(expr.of, env)
    expect(of, ['money', 'number', 'count'], 'figure', expr.of.span, env)
    return { kind: 'negate', of, ...base(env, expr.span, of.type, of.home) }
  },
  not(expr, env) {
    const of = condition(expr.of, env)
    return { kind: 'not', of, ...base(env, expr.span, YES_NO, of.home) }
  },
  arithmetic: (expr, env) => bindArithmetic(expr, bind(expr.left, env), bind(expr.right, env), env),
  compare(expr, env) {
    const left = bind(expr.left, env)
    return bindCompare(expr, left, bindBeside(expr.right, left, env), env)
  },
  logic(whole, env) {
    if (tellListed(whole, env)) return nothing(env, whole.span)
    const { span, word, ...expr } = whole
    const left = condition(expr.left, env)
    const right = condition(expr.right, env)
    return { kind: 'logic', word, left, right, ...base(env, span, YES_NO, homeOf(left, right)) }
  },
  'is blank'({ span, negated, ...expr }, env) {
    const of = bindWhose(expr.of, env)
    return { kind: 'is blank', of, negated, ...base(env, span, YES_NO, of.home) }
  },
  in({ span, negated, ...expr }, env) {
    const of = bind(expr.of, env)
    const items = expr.items.map(item => {
      const bound = bindBeside(item, of, env)
      sameKind(of, bound, expr.of.span, item.span, env)
      return bound
    })
    return { kind: 'in', of, items, negated, ...base(env, span, YES_NO, homeOf(of, ...items)) }
  },
  has(expr, env) {
    const of = bind(expr.of, env)
    const item = bindBeside(expr.item, of, env)
    if (expect(of, ['list'], 'list', expr.of.span, env)) knownText(of.type, item, expr.item.span, env)
    return { kind: 'has', of, item, ...base(env, expr.span, YES_NO, homeOf(of, item)) }
  },
  together(expr, env) {
    fault(env, 'TYPE_WRONG', expr.span, { what: words(env, expr.span), expected: 'person or group', found: 'list' })
    return nothing(env, expr.span)
  },
  if(expr, env) {
    const test = condition(expr.test, env)
    const own = { ...env, chosenBy: [...env.chosenBy, ...figuresOf([test])] }
    const yes = bind(expr.yes, own)
    const no = bind(expr.no, own)
    const type = unify(yes.type, no.type)
    if (!type) mixed(env, 'else', expr.no.span, yes, no, expr.yes.span, expr.no.span)
    return { kind: 'if', test, yes, no, ...base(env, expr.span, type ?? UNKNOWN, homeOf(test, yes, no)) }
  },
  refuse: ({ note, span }, env) => ({
    ...{ kind: 'refuse', note, of: env.chosenBy },
    ...base(env, span, UNKNOWN, homeOf(...env.chosenBy)),
  }),
  call: (expr, env) => bindCall(expr, env),
}

/** The kinds of formulas: the grammar's rules. */
export const FORMS: readonly string[] = Object.keys(BIND)

function literal(env: Environment, span: Span, value: Value, type: Type): Bound {
  return { kind: 'literal', value, ...base(env, span, type, 'shop') }
}

/** True where a formula is of one of the types; reported where it can't be. */
function expect(bound: Bound, kinds: readonly Kind[], expected: Term, span: Span, env: Environment): boolean {
  const found = bound.type.kind
  if (found === 'unknown' || kinds.includes(found)) return true
  fault(env, 'TYPE_WRONG', span, { what: words(env, span), expected, found })
  return false
}

/** Checks a formula that must be a yes or a no. */
export function condition(expr: Expr, env: Environment): Bound {
  const bound = bind(expr, env)
  expect(bound, ['yes/no'], 'yes/no', expr.span, env)
  return bound
}

/** Checks what stands after `by` or before `is blank`: only there may a column stand whose rows several people share. */
function bindWhose(expr: Expr, env: Environment): Bound {
  return expr.kind === 'name' ? bindName(expr, env, true) : bind(expr, env)
}

/** Checks what stands beside another formula: a name that nothing has, beside a text, is a text without its quotation marks. */
function bindBeside(expr: Expr, other: Bound, env: Environment): Bound {
  const isText = other.type.kind === 'text' || other.type.kind === 'list'
  return expr.kind === 'name' && isText ? bindName(expr, { ...env, besideText: true }) : bind(expr, env)
}

/** Tells texts that stand beside a comparison as in speech, `kind = "a" or "b"`: they are one list. */
function tellListed(expr: Extract<Expr, { kind: 'logic' }>, env: Environment): boolean {
  const rest: Expr[] = []
  let first: Expr = expr
  for (; first.kind === 'logic' && first.word === expr.word; first = first.left) rest.unshift(first.right)
  const sign = expr.word === 'or' ? '=' : '≠'
  const isPlain = ({ kind }: Expr): boolean => kind === 'text' || kind === 'number' || kind === 'money'
  if (first.kind !== 'compare' || first.sign !== sign || !isPlain(first.right) || !rest.every(isPlain)) return false
  const [left, ...items] = [first.left, first.right, ...rest].map(({ span }) => words(env, span))
  const found = rest[0]!.kind as 'text' | 'number' | 'money'
  const among = `${left} ${sign === '=' ? 'in' : 'not in'} (${items.join(', ')})`
  fault(env, 'TYPE_WRONG', rest[0]!.span, { what: words(env, rest[0]!.span), expected: 'yes/no', found, among })
  return true
}

function bindName(expr: Extract<Expr, { kind: 'name' }>, env: Environment, several = false): Bound {
  const { name, table, whose, span } = expr
  const before = whose ?? table
  if (env.row && before !== undefined) {
    // `jobs.who.rate` is `who.rate`: the rows are those of jobs.
    if (whose === env.row.name) {
      foundName(env, span, { kind: 'table', name: whose }, 2)
      return bindName({ kind: 'name', table, name, span }, env, several)
    }
    // A table may have a column of its own name: before a point the table is meant.
    const column = before === env.row.name ? undefined : env.row.column(before)
    if (column && (isOwner(column.type) || !env.names.isOwner(before)))
      return bindOwned({ ...expr, table: whose && table }, before, column, env)
  }
  if (whose !== undefined)
    return unknownName({ ...expr, table: undefined, name: whose }, env, env.row?.ownerNames ?? [])
  if (env.row && (table === undefined || table === env.row.name)) {
    const column = env.row.column(name)
    if (column && !several && !env.before && column.type.shared) {
      fault(env, 'COLUMN_SHARED', span, { name })
      return nothing(env, span)
    }
    if (column) {
      foundName(env, span, { kind: 'row column', table: env.row.name, name })
      if (table !== undefined) foundName(env, span, { kind: 'table', name: table }, 1)
      const type = (env.before && column.typeBefore) || column.type
      return { kind: 'row column', column, ...base(env, span, type, 'row') }
    }
    if (table !== undefined) return unknownName(expr, env, env.row.columnNames())
  }
  if (isStrayRows(table ?? name, env)) {
    if (!env.row?.made) fault(env, 'ROWS_ELSEWHERE', span, { name: words(env, span) })
    else if (env.row.made.rows()) fault(env, 'SHAPE_ROWS', span, { name: words(env, span), table: ROWS })
    return nothing(env, span)
  }
  const ofPeople = table === 'people' && (PAY_SUMS.has(name) || isSheetSum(name))
  const ownFirst = isSheetSum(name) && (!env.secrets || env.release) && env.names.find(name, table).length > 0
  if (!ownFirst && ((table === undefined && isBuiltIn(name)) || ofPeople)) return bindBuiltIn(expr, env)

  const events = table === undefined ? undefined : env.names.events(table)
  if (events) {
    if (!events.column(name)) return unknownName(expr, env, events.columnNames())
    if (isOfAsking(expr, env)) return nothing(env, span)
    const brought = broughtFrom(events.name, name, env)
    fault(env, 'SHAPE_ROWS', span, { name: `${table}.${name}`, table: events.name, brought })
    return nothing(env, span)
  }
  if (table !== undefined && !env.names.isOwner(table)) {
    const owners = [...(env.row?.ownerNames ?? []), ...env.names.eventTables()]
    const nearest =
      suggest(table, owners) ??
      suggest(
        table,
        [...env.names.all()].filter(other => other !== table),
      )
    fault(env, 'NAME_UNKNOWN', span, { name: table, table: undefined, nearest })
    return nothing(env, span)
  }
  const found = env.names.find(name, table)
  const others = table === undefined && found.length > 1 ? found.filter(c => c.id !== env.self) : found
  if (others.length === 0) {
    if (table === undefined && env.names.events(name)) {
      fault(env, 'SHAPE_ROWS', span, { name, table: name })
      return nothing(env, span)
    }
    const [other] = table === 'people' ? env.names.find(name, undefined) : []
    if (other && other.home !== 'person') {
      fault(env, 'OWNED_WRONG', span, { name, column: 'people', due: 'person', found: other.home })
      return nothing(env, span)
    }
    return unknownName(expr, env, env.names.all(table))
  }
  const bound = oneColumn(others, expr, env)
  return bound.home === 'shop' ? bound : ofOwner(bound, span, env)
}

function bindBuiltIn(expr: Extract<Expr, { kind: 'name' }>, env: Environment): Bound {
  const { name, span } = expr
  const elsewhere = (nearest: string): Bound => {
    fault(env, 'NAME_UNKNOWN', span, { name, table: undefined, nearest })
    return nothing(env, span)
  }
  if (name === 'lines above') {
    if (env.line === undefined) return elsewhere('gross')
    return { kind: 'lines', which: 'above', line: env.line, ...base(env, span, MONEY, 'person') }
  }
  if (isSheetSum(name) && env.release) return elsewhere('gross')
  if (PAY_SUMS.has(name) || isSheetSum(name)) return ofOwner(paySum(name, span, env), span, env)
  const which = name as CalendarName
  if (OF_RELEASES.has(which) && !env.release) return elsewhere('start of period')
  return { kind: 'calendar', which, ...base(env, span, CALENDAR[which], 'shop') }
}

const OF_RELEASES: ReadonlySet<CalendarName> = new Set(['release period', 'start of payout'])

const CALENDAR: Readonly<Record<CalendarName, Type>> = {
  'start of period': DATE,
  'start of year': DATE,
  'end of period': DATE,
  ...each(['end of month', 'end of quarter', 'end of half-year', 'end of year'], DATE),
  'month of year': COUNT,
  'month of quarter': COUNT,
  'days of period': COUNT,
  'release period': TEXT,
  'start of payout': DATE,
}

function bindCall(expr: Extract<Expr, { kind: 'call' }>, env: Environment): Bound {
  if (isEarlier(expr.name)) return bindEarlier(expr, env, bind)
  if (expr.name === 'previous') return bindPrevious(expr, env, { bind, condition })
  const kind = aggregateKind(expr, env)
  if (kind) return bindAggregate(expr, kind, env, { bind, condition, whose: bindWhose })
  const takes = env.scales.get(expr.name)
  if (takes) return bindScaleCall(expr, takes, env)
  const { name } = expr
  if (!isPlain(name)) {
    if (isAggregate(name))
      fault(env, 'ARGUMENTS_WRONG', expr.span, { name, usage: { aggregate: name }, found: words(env, expr.span) })
    else
      fault(env, 'FUNCTION_UNKNOWN', expr.nameSpan, {
        name,
        nearest: suggest(name, [...FUNCTION_NAMES, ...env.scales.keys()]),
        instead: writtenInstead(name),
        figure: env.names.find(name, undefined).length > 0,
      })
    return nothing(env, expr.span)
  }
  const args = expr.args.map(arg => bind(arg, env))
  const known = args.every(a => a.type.kind !== 'unknown')
  const type = FUNCTIONS[name](args.map(a => a.type))
  if (!type) {
    const found = args.map(a => a.type.kind)
    if (known) fault(env, 'ARGUMENTS_WRONG', expr.span, { name, usage: { plain: name }, found })
    return nothing(env, expr.span)
  }
  if (name === 'all given') return bindGiven(expr, args, env)
  if (expr.name.startsWith('round')) return bindRound(expr, args, type, env)
  const weeks = expr.name === 'week' ? { weeksEnd: env.weeksEnd } : {}
  const called = { name: expr.name as PlainFunction, args, ...weeks }
  return { kind: 'function', ...called, ...base(env, expr.span, type, homeOf(...args)) }
}

/** A scale of the scheme, used like a function of a figure or a text, or of two of them. */
function bindScaleCall(
  expr: Extract<Expr, { kind: 'call' }>,
  takes: readonly ('figure' | 'text')[],
  env: Environment,
): Bound {
  if (env.inScale) {
    fault(env, 'SCALE_NESTED', expr.nameSpan, { name: expr.name })
    return nothing(env, expr.span)
  }
  const args = expr.args.map(arg => bind(arg, env))
  foundName(env, expr.nameSpan, { kind: 'scale', name: expr.name })
  const given = !expr.by && !expr.where ? env.scale(expr.name, args, { ...env, inScale: true }) : undefined
  if (given) return given
  const found = args.length === takes.length ? args.map(arg => arg.type.kind) : words(env, expr.span)
  fault(env, 'ARGUMENTS_WRONG', expr.span, { name: expr.name, usage: { scale: expr.name, takes }, found })
  return nothing(env, expr.span)
}

/** `all given(a, b)`: that none of them is blank. */
function bindGiven(expr: Extract<Expr, { kind: 'call' }>, args: readonly Bound[], env: Environment): Bound {
  const whole = base(env, expr.span, YES_NO, homeOf(...args))
  const tests = args.map(
    (of): Bound => ({
      ...{ kind: 'is blank', of, negated: true, type: YES_NO, home: of.home },
      ...{ text: `${of.text} is not blank`, at: of.at },
    }),
  )
  return tests.reduce((left, right) => ({ kind: 'logic', word: 'and', left, right, ...whole }))
}

function bindRound(expr: Extract<Expr, { kind: 'call' }>, args: readonly Bound[], type: Type, env: Environment): Bound {
  const of = args[0]!
  const second = args[1]
  const places = second === undefined ? decimal(2) : second.kind === 'literal' ? second.value : undefined
  if (typeof places !== 'object' || places === null || !places.isInteger() || places.isNegative() || places.gt(10)) {
    fault(env, 'ARGUMENTS_WRONG', expr.span, {
      name: expr.name,
      usage: { plain: 'round' },
      found: second?.text ?? '',
    })
    return nothing(env, expr.span)
  }
  const mode = expr.name === 'round up' ? 'up' : expr.name === 'round down' ? 'down' : 'half up'
  return { kind: 'round', of, places: places.toNumber(), mode, ...base(env, expr.span, type, of.home) }
}
