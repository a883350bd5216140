// `previous(x)`: what a formula is in the row before of the same key, as the table says which row follows which. Takes the call in
// a formula of rows; refuses it where no order is said, or where no row is looked at.

import type { Expr } from './ast.ts'
import type { Bound } from './bound.ts'
import { base, type Environment, fault, mixed, nothing, words } from './environment.ts'
import { type Type, unify } from './types.ts'

type Call = Extract<Expr, { kind: 'call' }>
type Check = (expr: Expr, env: Environment) => Bound

/** Checks `previous(x)`, `previous(x, what the first row has)` and `previous(x where …)`. */
export function bindPrevious(call: Call, env: Environment, check: { bind: Check; condition: Check }): Bound {
  const { name, span } = call
  const [asked, first, ...more] = call.args
  if (!asked || more.length > 0 || call.by || !env.row) {
    const usage = { aggregate: 'previous' } as const
    fault(env, 'ARGUMENTS_WRONG', span, { name, usage, found: words(env, span) })
    return nothing(env, span)
  }
  if (!env.row.ordered) {
    const columns = env.row.columnNames().filter(column => column !== 'row number')
    fault(env, 'ROWS_UNORDERED', span, { table: env.row.name, columns: columns.join(', ') })
    return nothing(env, span)
  }
  const before: Environment = { ...env, before: true }
  const of = check.bind(asked, before)
  const where = call.where && check.condition(call.where, before)
  const otherwise = first && check.bind(first, env)
  if (of.type.shared) {
    fault(env, 'COLUMN_SHARED', asked.span, { name: of.text })
    return nothing(env, span)
  }
  const type: Type | null = otherwise ? unify(of.type, otherwise.type) : of.type
  if (!type) {
    mixed(env, 'else', first!.span, of, otherwise!, asked.span, first!.span)
    return nothing(env, span)
  }
  return { kind: 'previous', table: env.row.name, of, where, otherwise, ...base(env, span, type, 'row') }
}
