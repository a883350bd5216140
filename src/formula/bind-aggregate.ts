// Aggregates: figures of many rows or many people. Which rows is said by a table's name before the point, by `people`,
// or by a `by`/`where`. Rank and share compare and divide among people (or among groups).

import { suggest } from '../core/suggest.ts'
import type { Term } from '../core/terms.ts'
import { AGGREGATES, isAggregateName } from './aggregates.ts'
import type { Expr, Span } from './ast.ts'
import { type Bound, type Column, type EventTable, type MadeOf, type Measure, ROWS } from './bound.ts'
import { base, type Environment, fault, foundName, homeOf, nothing, words } from './environment.ts'
import { isAggregate, isPlain } from './functions.ts'
import { isTimeKind } from './kinds.ts'
import { children, descend } from './tree.ts'
import { COUNT, type Home, isMoney, isNumeric, isOwner, MONEY, TEXT, YES_NO } from './types.ts'
import { isWhole } from './whole.ts'

type Call = Extract<Expr, { kind: 'call' }>
type Name = Extract<Expr, { kind: 'name' }>
/** The checker of formulas inside formulas: handed in, since the two know each other. */
export interface Checker {
  readonly bind: (expr: Expr, env: Environment) => Bound
  readonly condition: (expr: Expr, env: Environment) => Bound
  /** Checks whose a row is: what stands after `by`. */
  readonly whose: (expr: Expr, env: Environment) => Bound
}

type Scope =
  | { kind: 'rows'; table: EventTable }
  /** Of the rows that a row of a made table is made of. */
  | { kind: 'made of'; made: MadeOf; name: string }
  | { kind: 'people' }
  | { kind: 'rank' }
  | { kind: 'share' }
  | { kind: 'unknown' }

/** Which rows the call looks at; undefined where it is a plain function of values. */
export function aggregateKind(call: Call, env: Environment): Scope | undefined {
  if (call.name === 'rank' || call.name === 'rank from lowest') return { kind: 'rank' }
  if (call.name === 'share') return { kind: 'share' }
  if (!isAggregateName(call.name)) return undefined
  // `max(jobs.labour − 100, 0)` is the larger of two figures, of a row as anywhere.
  if (isPlain(call.name) && call.args.length > 1 && !call.by && !call.where) return undefined
  const own = namesIn(call)
  const names = new Set(own.map(firstOf))
  const made = env.row?.made
  if (made && names.has(ROWS)) return { kind: 'made of', made, name: env.row!.name }
  for (const name of names) {
    const table = env.names.events(name)
    if (table) return { kind: 'rows', table }
  }
  const isStray = names.has(ROWS) && isStrayRows(ROWS, env)
  if (isStray || hasUnknownOwner(own, env) || isWithoutTable(call, env)) return { kind: 'unknown' }
  const people = names.has('people') || call.by || call.where || call.name === 'median' || isOfPerson(call, env)
  return people ? { kind: 'people' } : undefined
}

/** `sum(labour by advisor)`: a column of rows, of which the table is not said. */
function isWithoutTable({ args: [of] }: Call, { names, row }: Environment): boolean {
  if (
    of?.kind !== 'name' ||
    of.table !== undefined ||
    row?.column(of.name) ||
    names.find(of.name, undefined).length > 0
  )
    return false
  return [...names.eventTables()].some(table => names.events(table)?.column(of.name))
}

/** `sum(pay.bonus)`: of one figure there is nothing else to add up than everybody's. */
function isOfPerson({ args }: Call, { names }: Environment): boolean {
  const [of, ...more] = args
  return (
    more.length === 0 &&
    of?.kind === 'name' &&
    of.table !== undefined &&
    of.whose === undefined &&
    names.find(of.name, of.table).some(c => c.home === 'person')
  )
}

/** True for the word for a made row's own rows, where there are none and nothing else is called so. */
export function isStrayRows(name: string, { names }: Environment): boolean {
  return name === ROWS && !names.events(ROWS) && !names.isOwner(ROWS) && names.find(ROWS, undefined).length === 0
}

/** What stands before the first point of a name; a name alone. */
function firstOf({ whose, table, name }: Name): string {
  return whose ?? table ?? name
}

/** True where a name stands before a point that is no column of rows, group or section. */
function hasUnknownOwner(own: readonly Name[], { names, row }: Environment): boolean {
  const isMade = (first: string): boolean => first === ROWS && row?.made !== undefined
  const isKnown = (first: string): boolean =>
    names.events(first) !== undefined || names.isOwner(first) || row?.column(first) !== undefined || isMade(first)
  return own.some(e => e.table !== undefined && !isKnown(firstOf(e)))
}

/**
 * The names in an expression: what stands before points, or alone, may be a table. Rows that an aggregate inside looks at are
 * its own: `min(1, sum(orders.labour by advisor) ÷ target)` compares two figures.
 */
function namesIn(call: Call): Name[] {
  const isOwn = (e: Expr): boolean => e.kind === 'call' && isAggregateName(e.name) && e.args.length === 1
  return [...descend(children(call), e => (isOwn(e) ? [] : children(e)))].filter(e => e.kind === 'name')
}

export function bindAggregate(call: Call, scope: Scope, env: Environment, check: Checker): Bound {
  switch (scope.kind) {
    case 'rows':
      return bindMeasure(call, scope.table, env, check)
    case 'made of':
      return bindMade(call, scope, env, check)
    case 'unknown':
      // Whose rows are meant can't be told: only what is certainly wrong is said.
      for (const arg of call.args) check.bind(arg, env)
      return nothing(env, call.span)
    case 'people':
      return bindPeople(call, env, check)
    case 'rank':
      return bindRank(call, env, check)
    case 'share':
      return bindShare(call, env, check)
    default: {
      const never: never = scope
      return never
    }
  }
}

function wrong(call: Call, env: Environment): Bound {
  const { name } = call
  if (isAggregate(name)) {
    const found = words(env, call.span)
    fault(env, 'ARGUMENTS_WRONG', call.span, { name, usage: { aggregate: name }, found, write: countsOf(call, env) })
  }
  return nothing(env, call.span)
}

/** What a count of a column may be: of all rows, or of those that differ. */
function countsOf({ name, args: [arg], span }: Call, env: Environment): readonly string[] | undefined {
  if (name !== 'count' || arg?.kind !== 'name' || arg.table === undefined) return undefined
  const rest = env.source.text.slice(arg.span.to, span.to)
  return [`count(${arg.table}${rest}`, `count distinct(${words(env, arg.span)}${rest}`]
}

function bindMeasure(call: Call, table: EventTable, env: Environment, check: Checker): Bound {
  const { name } = call
  const [arg, ...more] = call.args
  if (!arg || more.length > 0 || !isAggregateName(name) || name === 'median') return wrong(call, env)
  const own = { before: false, owner: undefined, self: undefined, line: undefined }
  const ofRows: Environment = { ...env, row: table, asking: undefined, ...own }
  const by = call.by ? whoseRows(call.by, ofRows, env, check) : undefined
  if (!call.by && isOfAllRows(call, table, env)) return nothing(env, call.span)
  const rowEnv: Environment = { ...ofRows, asking: env.row, owner: by && isOwner(by.type) ? by : undefined }
  const wholeTable = arg.kind === 'name' && arg.table === undefined && arg.name === table.name
  if (wholeTable) foundName(env, arg.span, { kind: 'table', name: table.name })
  const of = wholeTable ? undefined : check.bind(arg, rowEnv)
  const where = call.where ? check.condition(call.where, rowEnv) : undefined
  const key = by && (env.row ? rowKey(by, call.by!.span, table, env.row, env) : ownKey(by, call.by!, env, check))
  const home = key ? (env.row ? 'row' : homeOf(key)) : by ? !env.row && rowHome(by, call.by!.span, env) : 'shop'
  const type = AGGREGATES[name].gives(of?.type)
  if (!type) return wrong(call, env)
  if (!home) return nothing(env, call.span)
  const text = words(env, call.span)
  const asked = key && !env.row ? { key } : {}
  const measure: Measure = { id: text, table: table.name, aggregate: name, of, by, where, ...asked }
  return { kind: 'measure', measure, key, ...base(env, call.span, type, home) }
}

/**
 * True for a figure of all rows of a table, in a made row that is of some of them or has what they are told apart by: whether all are meant
 * or its own can't be known, and that is told.
 */
function isOfAllRows(call: Call, table: EventTable, env: Environment): boolean {
  const { row } = env
  if (!row) return false
  const said = words(env, call.span)
  const tell = (instead: string | undefined): true => {
    fault(env, 'ROWS_WHOLE', call.span, { found: said, table: table.name, row: row.name, instead })
    return true
  }
  if (row.from?.includes(table.name)) {
    const isOwn = row.name !== ROWS && row.from[0] === table.name
    // The name of the table alone, and not one that begins like it.
    const ofRow = said.split(table.name).reduce((a, b) => `${a}${/^\s*([.)]|where\b)/.test(b) ? ROWS : table.name}${b}`)
    return tell(isOwn ? ofRow : undefined)
  }
  const keys = (row.made?.keys ?? []).filter(key => {
    const [own, other] = [row.column(key)!.type, table.column(key)?.type]
    return other?.kind === own.kind && other.group === own.group && other.shared === undefined
  })
  if (keys.length === 0 || row.name === table.name) return false
  const before = call.where ? words(env, { from: call.span.from, to: call.args[0]!.span.to }) : said.slice(0, -1)
  const where = call.where ? ` where ${words(env, call.where.span)}` : ''
  return tell(`${before} by ${keys.join(', ')}${where})`)
}

/** A figure of the rows that a row of a made table is made of: those of its own key that count. */
function bindMade(
  call: Call,
  { made, name }: Extract<Scope, { kind: 'made of' }>,
  env: Environment,
  check: Checker,
): Bound {
  const [table, key, chosen] = [made.rows(), made.key(), made.where()]
  const [arg, ...more] = call.args
  if (!arg || more.length > 0 || call.by || !isAggregateName(call.name) || call.name === 'median')
    return wrong(call, env)
  // Where it can't be said of which rows it is made, that was told.
  if (!table || !key) return nothing(env, call.span)
  const owner = (key.by.kind === 'key' ? key.by.of : [key.by]).filter(part => isOwner(part.type))
  const rowEnv: Environment = { ...env, row: table, owner: only(owner), self: undefined, line: undefined }
  const of = arg.kind === 'name' && arg.table === undefined && arg.name === ROWS ? undefined : check.bind(arg, rowEnv)
  const own = call.where ? check.condition(call.where, rowEnv) : undefined
  const type = AGGREGATES[call.name].gives(of?.type)
  if (!type) return wrong(call, env)
  const text = words(env, call.span)
  const measure: Measure = {
    ...{ id: `${name}: ${text}`, table: made.table, aggregate: call.name, of, by: key.by },
    ...{ where: both(chosen, own), made: name },
  }
  return { kind: 'measure', measure, key: key.own, ...base(env, call.span, type, 'row') }
}

/** The one of a list that has only one. */
function only([first, ...more]: readonly Bound[]): Bound | undefined {
  return more.length === 0 ? first : undefined
}

function both(left: Bound | undefined, right: Bound | undefined): Bound | undefined {
  if (!left || !right) return left ?? right
  const text = `(${left.text}) and (${right.text})`
  return { kind: 'logic', word: 'and', left, right, type: YES_NO, home: 'row', text, at: right.at }
}

/** What stands after `by`: a value, or in a formula of rows several together. */
function whoseRows(by: Expr, ofRows: Environment, env: Environment, check: Checker): Bound {
  if (by.kind !== 'together') return check.whose(by, ofRows)
  const of = by.items.map(item => check.whose(item, ofRows))
  if (of.some(({ type }) => type.kind === 'unknown')) return nothing(env, by.span)
  return { kind: 'key', of, ...base(env, by.span, TEXT, 'row') }
}

const KEYS: ReadonlySet<string> = new Set(['text', 'person', 'date', 'yes/no'])

/**
 * In a formula of a row: the row's own value by which it finds the figure of its order. Both tables have the column under
 * one name.
 */
function rowKey(by: Bound, span: Span, table: EventTable, own: EventTable, env: Environment): Bound | undefined {
  if (by.type.kind === 'unknown') return undefined
  if (by.kind === 'key') {
    const of = by.of.map(part => rowKey(part, span, table, own, env))
    if (!of.every(part => part !== undefined)) return undefined
    return { ...by, of }
  }
  const name = by.kind === 'row column' ? by.column.name : ''
  const column = own === table ? (by.kind === 'row column' ? by.column : undefined) : own.column(name)
  const refused = (found: Term): undefined => {
    fault(env, 'TYPE_WRONG', span, { what: by.text, expected: 'order, person, group or day', found })
  }
  if (!column && by.kind === 'row column')
    fault(env, 'NAME_UNKNOWN', span, { name, table: own.name, nearest: suggest(name, own.columnNames()) })
  if (!column) return by.kind === 'row column' ? undefined : refused(by.type.kind)
  if (column.type.kind === 'unknown') return undefined
  if (column.type.shared || by.type.shared) {
    fault(env, 'COLUMN_SHARED', span, { name })
    return undefined
  }
  if (!KEYS.has(by.type.kind)) return refused(by.type.kind)
  if (column.type.kind !== by.type.kind || column.type.group !== by.type.group) return refused(column.type.kind)
  return { kind: 'row column', column, ...base(env, span, column.type, 'row') }
}

/**
 * In a formula of a person, a team or the shop: what of its own has the name of the column by which rows are told apart, as
 * a grade has in a price list by grade. None for a column that says itself whose a row is.
 */
function ownKey(by: Bound, expr: Expr, env: Environment, check: Checker): Bound | undefined {
  if (by.kind === 'key' && expr.kind === 'together') {
    const of = by.of.map((part, i) => ownKey(part, expr.items[i]!, env, check))
    return of.every(part => part !== undefined) ? { ...by, of, home: homeOf(...of) } : undefined
  }
  const { type } = by
  if (by.kind !== 'row column' || expr.kind !== 'name' || !KEYS.has(type.kind)) return undefined
  if (isOwner(type) || env.names.find(by.column.name, undefined).length === 0) return undefined
  const own = check.bind({ kind: 'name', name: by.column.name, table: undefined, span: expr.span }, env)
  if (own.type.kind === 'unknown' || own.type.kind === type.kind) return own
  fault(env, 'TYPE_WRONG', expr.span, { what: own.text, expected: type.kind, found: own.type.kind })
  return undefined
}

/** Whose figures a measure gives: `by` must name a person or a group of the roster. */
function rowHome(by: Bound, span: Span, env: Environment): Home | null {
  if (by.type.kind === 'unknown') return null
  if (by.type.kind === 'person') return 'person'
  if (by.type.group !== undefined) return `group:${by.type.group}`
  fault(env, 'TYPE_WRONG', span, { what: by.text, expected: 'person or group', found: by.type.kind })
  return null
}

function groupColumn(by: Expr | undefined, env: Environment): Column | undefined | null {
  if (!by) return undefined
  if (by.kind === 'name' && env.names.isGroup(by.name)) {
    const column = env.names.find(by.name, 'people')[0]
    if (column) {
      foundName(env, by.span, { kind: 'column', column })
      return column
    }
  }
  const [figure] = by.kind === 'name' ? env.names.find(by.name, by.table) : []
  fault(env, 'TYPE_WRONG', by.span, {
    what: words(env, by.span),
    expected: 'group',
    found: figure?.type.kind ?? 'other',
  })
  return null
}

/** The environment of another person's row: the own pay line means nothing there. */
function otherPerson(env: Environment): Environment {
  return { ...env, line: undefined }
}

function bindPeople(call: Call, env: Environment, check: Checker): Bound {
  const { name } = call
  const [arg, ...more] = call.args
  if (!arg || more.length > 0 || !isAggregateName(name) || name === 'only' || env.row) return wrong(call, env)
  const other = otherPerson(env)
  const everyone = arg.kind === 'name' && arg.table === undefined && arg.name === 'people'
  const of = everyone ? undefined : check.bind(arg, other)
  const where = call.where ? check.condition(call.where, other) : undefined
  const by = groupColumn(call.by, env)
  if (by === null) return nothing(env, call.span)
  const type = AGGREGATES[name].gives(of?.type)
  if (!type) return wrong(call, env)
  const home: Home = by ? `group:${by.name}` : 'shop'
  return { kind: 'people', aggregate: name, of, by, where, ...base(env, call.span, type, home) }
}

function bindRank(call: Call, env: Environment, check: Checker): Bound {
  if (call.args.length === 0) return wrong(call, env)
  if (env.row && !env.row.made) {
    fault(env, 'RANK_ROWS', call.span, { table: env.row.name, reason: 'read' })
    return nothing(env, call.span)
  }
  const other = otherPerson(env)
  const [of, ...then] = call.args.map(arg => check.bind(arg, other))
  const where = call.where ? check.condition(call.where, other) : undefined
  const alike = env.row && call.by ? whoseRows(call.by, other, env, check) : undefined
  const by = env.row ? undefined : groupColumn(call.by, env)
  if (by === null || !of) return nothing(env, call.span)
  const isOrdered = ({ type }: Bound): boolean => isMoney(type) || isNumeric(type) || isTimeKind(type.kind)
  if (![of, ...then].every(isOrdered)) return wrong(call, env)
  const lowestFirst = call.name === 'rank from lowest'
  if (env.row) {
    const odd = (alike?.kind === 'key' ? alike.of : alike ? [alike] : []).find(({ type }) => type.kind === 'list')
    if (odd)
      fault(env, 'TYPE_WRONG', call.by!.span, {
        what: odd.text,
        expected: 'order, person, group or day',
        found: 'list',
      })
    const place = { table: env.row.name, lowestFirst, of, then, by: alike, where }
    return { kind: 'row rank', ...place, ...base(env, call.span, COUNT, 'row') }
  }
  // Where all of it is a team's, the teams are ranked.
  const members = by ? 'person' : homeOf(of, ...then, where)
  const home = members === 'shop' ? 'person' : members
  return { kind: 'rank', lowestFirst, of, then, by, where, ...base(env, call.span, COUNT, home) }
}

function bindShare(call: Call, env: Environment, check: Checker): Bound {
  const [first, second, ...more] = call.args
  if (!first || !call.by || more.length > 0 || env.row) return wrong(call, env)
  const pool = check.bind(first, env)
  const other = otherPerson(env)
  const whole = second ? check.bind(second, env) : undefined
  const weight = check.bind(call.by, other)
  const where = call.where ? check.condition(call.where, other) : undefined
  if (!isMoney(pool.type)) {
    fault(env, 'TYPE_WRONG', first.span, { what: pool.text, expected: 'money', found: pool.type.kind })
    return nothing(env, call.span)
  }
  if (pool.home === 'person') {
    fault(env, 'SHAPE_PER_PERSON', first.span, {
      name: pool.text,
      where: 'share',
      due: 'shop or group',
      found: 'person',
    })
    return nothing(env, call.span)
  }
  if (!isMoney(weight.type) && !isNumeric(weight.type)) {
    fault(env, 'TYPE_WRONG', call.by.span, { what: weight.text, expected: 'figure', found: weight.type.kind })
    return nothing(env, call.span)
  }
  if (!isWhole(pool) && pool.type.kind !== 'unknown') fault(env, 'NOT_ROUNDED', first.span, { name: pool.text })
  const members = homeOf(weight, where)
  const home = members === 'shop' || members === pool.home ? 'person' : members
  return { kind: 'share', pool, whole, weight, where, ...base(env, call.span, MONEY, home) }
}
