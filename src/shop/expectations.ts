// What of a month is not as its scheme expects it, as problems that close asks about, with the causes that are known: those of the
// bridge from the month before. Takes a worked-out month, and how the month before can be had; that is worked out only where
// something falls outside.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { ToldCause } from '../core/problem-facts.ts'
import { type Bridge, bridges, type Cause } from '../explain/bridge.ts'
import { farFromBefore, outside } from '../pay/expectations.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { toldCause } from '../reports/comparison.ts'

/** How the month before can be had. */
export interface MonthBefore {
  /** Worked out again from its copies; nothing where it can't be. */
  readonly worked: () => Promise<WorkedMonth | undefined>
  /** How many rows its tables had. */
  readonly rows: () => Promise<ReadonlyMap<string, number>>
}

/** So many causes are told. */
const TOLD = 3

/** What falls outside, and that nothing could be looked at where no month was closed before. */
export async function expectationProblems(month: WorkedMonth, before: MonthBefore): Promise<Problem[]> {
  const { expectations } = month.scheme
  const [first] = expectations
  const { monthBefore } = month.opening
  const far = farFromBefore(month)
  if (!first) return far
  if (month.opening.before.size === 0)
    return [problem('EXPECTATION_NOTHING', first.at, { month: monthBefore, period: month.period.name })]
  const rows = expectations.some(e => e.kind === 'rows') ? await before.rows() : new Map<string, number>()
  const { engine } = month
  const paid = new Set(engine.payees.map(row => engine.key(row)))
  const found = outside(month, paid, rows)
  const asked = found.some(({ expectation: e }) => (e.kind === 'person' || e.kind === 'total') && e.figure === 'net')
  const last = asked ? await before.worked() : undefined
  const built = last ? bridges({ month: last }, { month }) : new Map<string, Bridge>()
  const told = found.map(({ expectation, ...own }) => {
    const net = 'figure' in expectation && expectation.figure === 'net'
    const causes = !net ? [] : expectation.kind === 'person' ? (built.get(own.id)?.causes ?? []) : together(built)
    const facts = { ...own, expectation: expectation.name, due: expectation.text, month: monthBefore }
    return problem('EXPECTATION_OUTSIDE', expectation.at, { ...facts, causes: largest(causes) })
  })
  return [...far, ...told]
}

function largest(causes: readonly Cause[]): ToldCause[] {
  return [...causes]
    .sort((x, y) => y.worth.abs().comparedTo(x.worth.abs()))
    .slice(0, TOLD)
    .map(cause => toldCause(cause))
}

/** The causes of everybody, those of a name as one. */
function together(built: ReadonlyMap<string, Bridge>): Cause[] {
  const sums = new Map<string, { readonly cause: Cause; readonly worths: Decimal[] }>()
  for (const cause of [...built.values()].flatMap(b => b.causes)) {
    const whole = { ...cause, a: undefined, b: undefined }
    once(sums, `${cause.kind} ${cause.names.join()} ${cause.others}`, () => ({ cause: whole, worths: [] })).worths.push(
      cause.worth,
    )
  }
  return [...sums.values()].flatMap(({ cause, worths }) => {
    const worth = sumOf(worths)
    return worth.eq(ZERO) ? [] : [{ ...cause, worth }]
  })
}
