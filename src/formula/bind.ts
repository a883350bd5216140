// Tree of a formula → checked formula: finds every name, knows every type and home, refuses what can't be meant.
// All its problems go to `report`, each with the place of the words at fault; what is at fault counts as `unknown`, so
// that one mistake gives one problem.

import { decimal } from '../core/decimal.ts'
import { suggest } from '../core/suggest.ts'
import type { Expr } from './ast.ts'
import { aggregateKind, bindAggregate } from './bind-aggregate.ts'
import { bindEarlier, isEarlier } from './bind-earlier.ts'
import { bindArithmetic, bindCompare } from './bind-operators.ts'
import type { Bound, PlainFunction } from './bound.ts'
import {
  BUILT_IN,
  base,
  type Environment,
  fault,
  homeOf,
  knownText,
  mixed,
  nothing,
  PAY_SUMS,
  sameKind,
  words,
} from './environment.ts'
import { AGGREGATE_USAGE, FUNCTIONS } from './functions.ts'
import { COUNT, DATE, MONEY, NUMBER, TEXT, type Type, UNKNOWN, unify, YES_NO, ZERO_TYPE } from './types.ts'

/** Checks a formula. */
export function bind(expr: Expr, env: Environment): Bound {
  const { span } = expr
  switch (expr.kind) {
    case 'number':
      return {
        kind: 'literal',
        value: expr.value,
        ...base(env, span, expr.value.isZero() ? ZERO_TYPE : NUMBER, 'shop'),
      }
    case 'money':
      return { kind: 'literal', value: expr.value, ...base(env, span, MONEY, 'shop') }
    case 'text':
      return { kind: 'literal', value: expr.value, ...base(env, span, { ...TEXT, values: [expr.value] }, 'shop') }
    case 'yes/no':
      return { kind: 'literal', value: expr.value, ...base(env, span, YES_NO, 'shop') }
    case 'name':
      return bindName(expr, env)
    case 'negate': {
      const of = bind(expr.of, env)
      if (!['money', 'number', 'count', 'unknown'].includes(of.type.kind)) {
        fault(env, 'TYPE_WRONG', expr.of.span, {
          what: words(env, expr.of.span),
          expected: 'figure',
          found: of.type.kind,
        })
      }
      return { kind: 'negate', of, ...base(env, span, of.type, of.home) }
    }
    case 'not': {
      const of = condition(expr.of, env)
      return { kind: 'not', of, ...base(env, span, YES_NO, of.home) }
    }
    case 'arithmetic':
      return bindArithmetic(expr, bind(expr.left, env), bind(expr.right, env), env)
    case 'compare':
      return bindCompare(expr, bind(expr.left, env), bind(expr.right, env), env)
    case 'logic': {
      const left = condition(expr.left, env)
      const right = condition(expr.right, env)
      return { kind: 'logic', word: expr.word, left, right, ...base(env, span, YES_NO, homeOf(left, right)) }
    }
    case 'is blank': {
      const of = bindWhose(expr.of, env)
      return { kind: 'is blank', of, negated: expr.negated, ...base(env, span, YES_NO, of.home) }
    }
    case 'in': {
      const of = bind(expr.of, env)
      const items = expr.items.map(item => {
        const bound = bind(item, env)
        sameKind(of, bound, expr.of.span, item.span, env)
        return bound
      })
      return { kind: 'in', of, items, negated: expr.negated, ...base(env, span, YES_NO, homeOf(of, ...items)) }
    }
    case 'has': {
      const of = bind(expr.of, env)
      const item = bind(expr.item, env)
      if (of.type.kind !== 'list' && of.type.kind !== 'unknown') {
        fault(env, 'TYPE_WRONG', expr.of.span, {
          what: words(env, expr.of.span),
          expected: 'list',
          found: of.type.kind,
        })
      } else {
        knownText(of.type, item, expr.item.span, env)
      }
      return { kind: 'has', of, item, ...base(env, span, YES_NO, homeOf(of, item)) }
    }
    case 'if': {
      const test = condition(expr.test, env)
      const yes = bind(expr.yes, env)
      const no = bind(expr.no, env)
      const type = unify(yes.type, no.type)
      if (!type) {
        mixed(env, 'else', expr.no.span, yes, no, expr.yes.span, expr.no.span)
      }
      return { kind: 'if', test, yes, no, ...base(env, span, type ?? UNKNOWN, homeOf(test, yes, no)) }
    }
    case 'call':
      return bindCall(expr, env)
    default: {
      const never: never = expr
      return never
    }
  }
}

/** Checks a formula that must be a yes or a no. */
export function condition(expr: Expr, env: Environment): Bound {
  const bound = bind(expr, env)
  if (bound.type.kind !== 'yes/no' && bound.type.kind !== 'unknown') {
    fault(env, 'TYPE_WRONG', expr.span, { what: words(env, expr.span), expected: 'yes/no', found: bound.type.kind })
  }
  return bound
}

/** Checks what stands after `by` or before `is blank`: only there may a column stand whose rows several people share. */
function bindWhose(expr: Expr, env: Environment): Bound {
  return expr.kind === 'name' ? bindName(expr, env, true) : bind(expr, env)
}

function bindName(expr: Extract<Expr, { kind: 'name' }>, env: Environment, several = false): Bound {
  const { name, table, span } = expr
  if (env.row && (table === undefined || table === env.row.name)) {
    const column = env.row.column(name)
    if (column?.type.shared && !several) {
      fault(env, 'COLUMN_SHARED', span, { name })
      return nothing(env, span)
    }
    if (column) return { kind: 'row column', column, ...base(env, span, column.type, 'row') }
    if (table !== undefined) return unknownName(expr, env, env.row.columnNames())
  }
  const ofPeople = table === 'people' && PAY_SUMS.has(name)
  if ((table === undefined && BUILT_IN.has(name)) || ofPeople) return bindBuiltIn(expr, env)

  const events = table === undefined ? undefined : env.names.events(table)
  if (events) {
    if (!events.column(name)) return unknownName(expr, env, events.columnNames())
    fault(env, 'SHAPE_ROWS', span, { name: `${table}.${name}`, table: events.name })
    return nothing(env, span)
  }
  if (table !== undefined && !env.names.isOwner(table)) {
    const nearest = suggest(table, [...env.names.eventTables(), ...env.names.all()])
    fault(env, 'NAME_UNKNOWN', span, { name: table, table: undefined, nearest })
    return nothing(env, span)
  }
  const found = env.names.find(name, table)
  const others = table === undefined && found.length > 1 ? found.filter(c => c.id !== env.self) : found
  const column = others[0]
  if (!column) {
    if (table === undefined && env.names.events(name)) {
      fault(env, 'SHAPE_ROWS', span, { name, table: name })
      return nothing(env, span)
    }
    return unknownName(expr, env, env.names.all(table))
  }
  if (others.length > 1) {
    fault(env, 'NAME_AMBIGUOUS', span, { name, choices: others.map(c => `${c.owners[0]}.${c.name}`).join(', ') })
    return nothing(env, span)
  }
  if (column.type.secret && !env.secrets) {
    fault(env, 'SECRET_USED', span, { name })
    return nothing(env, span)
  }
  if (env.row && column.home !== 'shop') {
    fault(env, 'SHAPE_PER_PERSON', span, { name, where: env.row.name, due: 'shop', found: column.home })
    return nothing(env, span)
  }
  return { kind: 'column', column, ...base(env, span, column.type, column.home) }
}

function bindBuiltIn(expr: Extract<Expr, { kind: 'name' }>, env: Environment): Bound {
  const { name, span } = expr
  const elsewhere = (nearest: string): Bound => {
    fault(env, 'NAME_UNKNOWN', span, { name, table: undefined, nearest })
    return nothing(env, span)
  }
  const personal = (which: 'above' | 'commission' | 'all'): Bound => {
    if (env.row) {
      fault(env, 'SHAPE_PER_PERSON', span, { name, where: env.row.name, due: 'shop', found: 'person' })
      return nothing(env, span)
    }
    const line = which === 'above' ? env.line : undefined
    return { kind: 'lines', which, line, ...base(env, span, MONEY, 'person') }
  }
  switch (name) {
    case 'start of period':
    case 'end of period':
      return { kind: 'calendar', which: name, ...base(env, span, DATE, 'shop') }
    case 'month of year':
    case 'month of quarter':
      return { kind: 'calendar', which: name, ...base(env, span, COUNT, 'shop') }
    case 'release period':
    case 'start of payout':
      if (!env.release) return elsewhere('start of period')
      return { kind: 'calendar', which: name, ...base(env, span, name === 'release period' ? TEXT : DATE, 'shop') }
    case 'lines above':
      return env.line === undefined ? elsewhere('gross') : personal('above')
    case 'commission':
      return personal('commission')
    default:
      return personal('all')
  }
}

function unknownName(expr: Extract<Expr, { kind: 'name' }>, env: Environment, known: Iterable<string>): Bound {
  const nearest = suggest(expr.name, known)
  fault(env, 'NAME_UNKNOWN', expr.span, { name: expr.name, table: expr.table, nearest })
  return nothing(env, expr.span)
}

function bindCall(expr: Extract<Expr, { kind: 'call' }>, env: Environment): Bound {
  if (isEarlier(expr.name)) return bindEarlier(expr, env, bind)
  const kind = aggregateKind(expr, env)
  if (kind) return bindAggregate(expr, kind, env, { bind, condition, whose: bindWhose })
  if (env.scales.includes(expr.name)) return bindScaleCall(expr, env)
  const doc = Object.hasOwn(FUNCTIONS, expr.name) ? FUNCTIONS[expr.name as PlainFunction] : undefined
  if (!doc) {
    const usage = Object.hasOwn(AGGREGATE_USAGE, expr.name) ? AGGREGATE_USAGE[expr.name] : undefined
    if (usage) fault(env, 'ARGUMENTS_WRONG', expr.span, { name: expr.name, usage, found: words(env, expr.span) })
    else {
      const nearest = suggest(expr.name, [...Object.keys(FUNCTIONS), ...Object.keys(AGGREGATE_USAGE), ...env.scales])
      fault(env, 'FUNCTION_UNKNOWN', expr.nameSpan, { name: expr.name, nearest })
    }
    return nothing(env, expr.span)
  }
  const args = expr.args.map(arg => bind(arg, env))
  const known = args.every(a => a.type.kind !== 'unknown')
  const type = doc.gives(args.map(a => a.type))
  if (!type) {
    const found = args.map(a => a.type.kind).join(', ')
    if (known) fault(env, 'ARGUMENTS_WRONG', expr.span, { name: expr.name, usage: doc.usage, found })
    return nothing(env, expr.span)
  }
  if (expr.name.startsWith('round')) return bindRound(expr, args, type, env)
  return { kind: 'function', name: expr.name as PlainFunction, args, ...base(env, expr.span, type, homeOf(...args)) }
}

/** A scale of the scheme, used like a function of one figure. */
function bindScaleCall(expr: Extract<Expr, { kind: 'call' }>, env: Environment): Bound {
  const [arg, ...more] = expr.args
  const of = arg && bind(arg, env)
  const usage = `${expr.name}(figure)`
  if (!of || more.length > 0 || expr.by || expr.where) {
    fault(env, 'ARGUMENTS_WRONG', expr.span, { name: expr.name, usage, found: words(env, expr.span) })
    return nothing(env, expr.span)
  }
  if (!['money', 'number', 'count', 'unknown'].includes(of.type.kind)) {
    fault(env, 'ARGUMENTS_WRONG', expr.span, { name: expr.name, usage, found: of.type.kind })
    return nothing(env, expr.span)
  }
  if (env.inScale) {
    fault(env, 'SCALE_NESTED', expr.nameSpan, { name: expr.name })
    return nothing(env, expr.span)
  }
  return env.scale(expr.name, of, { ...env, inScale: true }) ?? nothing(env, expr.span)
}

function bindRound(expr: Extract<Expr, { kind: 'call' }>, args: readonly Bound[], type: Type, env: Environment): Bound {
  const of = args[0]!
  const second = args[1]
  const places = second === undefined ? decimal(2) : second.kind === 'literal' ? second.value : undefined
  if (typeof places !== 'object' || places === null || !places.isInteger() || places.isNegative() || places.gt(10)) {
    fault(env, 'ARGUMENTS_WRONG', expr.span, {
      name: expr.name,
      usage: FUNCTIONS.round.usage,
      found: second?.text ?? '',
    })
    return nothing(env, expr.span)
  }
  const mode = expr.name === 'round up' ? 'up' : expr.name === 'round down' ? 'down' : 'half up'
  return { kind: 'round', of, places: places.toNumber(), mode, ...base(env, expr.span, type, of.home) }
}
