// The figures of whom a row of an export belongs to: `who.rate` is the rate of the person whom the row names under `who`; where
// rows are counted `by who`, a bare `rate` is that of whom the row is counted for. Takes names that lead to a figure of a person
// or a group; refuses those of which it is not said whose they are, and what such a one has not.

import type { Expr, Span } from './ast.ts'
import { type Bound, type Column, isSheetSum, type RowColumn } from './bound.ts'
import { base, type Environment, fault, foundName, nothing, PAY_SUMS, unknownName } from './environment.ts'
import { groupOf, type Home, isOwner, MONEY, type Type } from './types.ts'

type Name = Extract<Expr, { kind: 'name' }>

/** The column that a name means, of those that have it; `before`: what stands before it. */
export function oneColumn(found: readonly Column[], { name, table, span }: Name, env: Environment, before = ''): Bound {
  const [column, ...more] = found
  if (!column) return nothing(env, span)
  if (more.length > 0) {
    const choices = found.map(c => `${before}${c.owners[0]}.${c.name}`).join(', ')
    fault(env, 'NAME_AMBIGUOUS', span, { name, choices })
    return nothing(env, span)
  }
  if (column.type.secret && !env.secrets) {
    fault(env, 'SECRET_USED', span, { name })
    return nothing(env, span)
  }
  foundName(env, span, { kind: 'column', column })
  if (table !== undefined) foundName(env, span, { kind: 'owner', name: table }, 1)
  return { kind: 'column', column, ...base(env, span, column.type, column.home) }
}

/** A sum of somebody's sheet: of their pay lines, or another. */
export function paySum(name: string, span: Span, env: Environment): Bound {
  const which = isSheetSum(name) ? name : name === 'gross' ? 'all' : 'commission'
  return { kind: 'lines', which, line: undefined, ...base(env, span, MONEY, 'person') }
}

/** `who.rate`, `who.card.points`: a figure of the person or group that a row names in a column. */
export function bindOwned(expr: Name, before: string, column: RowColumn, env: Environment): Bound {
  const { name, table, span } = expr
  const { type } = column
  if (type.kind === 'unknown') return nothing(env, span)
  if (!isOwner(type)) {
    fault(env, 'TYPE_WRONG', span, { what: before, expected: 'person or group', found: type.kind })
    return nothing(env, span)
  }
  // Of a row that several people share only the one who gets a part of it is known.
  const { owner } = env
  if (type.shared && !(owner?.kind === 'row column' && owner.column === column)) {
    fault(env, 'COLUMN_SHARED', span, { name: before })
    return nothing(env, span)
  }
  foundName(env, span, { kind: 'row column', table: env.row!.name, name: before }, table === undefined ? 1 : 2)
  const whose: Bound = { kind: 'row column', column, ...base(env, span, type, 'row'), text: before }
  const due = homeOf(type)
  if (table === undefined && PAY_SUMS.has(name) && due === 'person')
    return owned(whose, paySum(name, span, env), span, env)
  const found = env.names.find(name, table)
  const fitting = found.filter(({ home }) => isOf(home, type))
  if (fitting.length > 0) {
    const figure = oneColumn(fitting, expr, env, `${before}.`)
    return figure.kind === 'column' ? owned(whose, figure, span, env) : figure
  }
  const [other] = found
  if (!other) {
    const own = [...env.names.all(table)].filter(n => env.names.find(n, table).some(({ home }) => isOf(home, type)))
    return unknownName(expr, { ...env, row: undefined }, own, before)
  }
  fault(env, 'OWNED_WRONG', span, { name, column: before, due, found: other.home })
  return nothing(env, span)
}

/** A bare name of somebody's figure: that of whom the row is counted for; elsewhere whose it is must be said. */
export function ofOwner(figure: Bound, span: Span, env: Environment): Bound {
  const { owner, row } = env
  if (!row || figure.type.kind === 'unknown') return figure
  if (owner && isOf(figure.home, owner.type)) return owned(owner, figure, span, env)
  const columns = row.ownerNames.filter(name => {
    const { type } = row.column(name)!
    return !type.shared && isOf(figure.home, type)
  })
  const facts = { name: figure.text, table: row.name, found: figure.home, columns, by: owner?.text }
  fault(env, 'OWNER_UNSAID', span, facts)
  return nothing(env, span)
}

function owned(whose: Bound, figure: Bound, span: Span, env: Environment): Bound {
  return { kind: 'owned', whose, figure, ...base(env, span, figure.type, 'row') }
}

/** Whose figures a person or group has. */
function homeOf({ group }: Type): Home {
  return group === undefined ? 'person' : `group:${group}`
}

/** True for a figure of whoever a value of the type is: a person has also those of the own group. */
function isOf(home: Home, type: Type): boolean {
  const due = homeOf(type)
  return home === due || (due === 'person' && groupOf(home) !== null)
}
