// What China's labour law says of deductions, as far as a scheme shows it: at most a fifth of the month's wage, never below the
// minimum wage where the shop gives one, and no fines. Takes a checked scheme; tells what goes beyond. Whether a deduction
// is due at all it can't know; nor what holds where another currency is paid, so there it tells nothing.

import { decimal, ZERO } from '../core/decimal.ts'
import { problem } from '../core/problem.ts'
import type { Bound, Value } from '../formula/bound.ts'
import type { Environment } from '../formula/environment.ts'
import { reached } from './graph.ts'
import type { Scheme } from './model.ts'
import { sampleFigure, sampleWorld } from './sample.ts'

const FIFTH = decimal('0.2')
const MINIMUM = /最低工资|minimum[ _]wage/i
const FINE = /罚|\b(?:fine|fines|fined|penalty|penalties)\b/i

/** Where it holds. */
const CURRENCY = 'CNY'

/** What the lines come to, and each amount of the person that the limit reads. */
const MONTHS = [
  [1000, 2000],
  [5000, 5000],
  [0, 3000],
  [5000, 0],
] as const

/** Tells deductions without a limit, limits above a fifth of the month, a minimum wage that is not looked at, and fines. */
export function checkDeductions(scheme: Scheme, report: Environment['report']): void {
  if (scheme.currency !== CURRENCY) return
  const kinds = scheme.adjustments?.kinds ?? []
  const [first] = [...scheme.deductions, ...kinds.filter(kind => kind.deducted)]
  const limit = scheme.deductionLimit
  if (first && !limit) report(problem('DEDUCTION_LIMIT', first.at, { limit: '' }))
  if (limit && aboveFifth(limit, scheme)) report(problem('DEDUCTION_LIMIT', limit.at, { limit: limit.text }))
  const minimum = scheme.columns.find(c => MINIMUM.test(c.name) && c.source.kind !== 'defined' && c.home === 'shop')
  if (first && minimum) {
    const { ids } = reached([...(limit ? [limit] : []), ...scheme.rules.map(r => r.must)], scheme)
    if (!ids.has(minimum.id))
      report(problem('DEDUCTION_MINIMUM', limit?.at ?? first.at, { minimum: minimum.name, limit: limit?.text ?? '' }))
  }
  for (const line of [...scheme.deductions, ...scheme.pay, ...kinds.filter(kind => kind.only !== 'plus')])
    if (FINE.test(line.name)) report(problem('FINE', line.at, { name: line.name }))
}

/** Tries the limit for a few months: amounts of the person that it reads, and the lines of the month. */
function aboveFifth(limit: Bound, scheme: Scheme): boolean {
  const { ids } = reached([limit], scheme)
  const read = scheme.columns.filter(
    c => ids.has(c.id) && c.source.kind === 'input' && c.home === 'person' && c.type.kind === 'money',
  )
  return MONTHS.some(([lines, each]) => {
    const fixed = new Map<string, Value>(read.map(c => [c.id, decimal(each)]))
    const wage = decimal(lines + each * read.length)
    if (wage.isZero()) return false
    const samples = { money: ZERO, number: decimal(1), count: decimal(1), yes: false }
    const most = sampleFigure(
      limit,
      'person',
      sampleWorld(scheme, scheme.positions[0] ?? '–', samples, fixed, decimal(lines)),
    )
    return most?.gt(wage.times(FIFTH)) ?? false
  })
}
