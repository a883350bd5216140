// Whatever changes between two months of the small shop, the causes of every bridge add up to the difference, nothing is
// left over, and the classes add up to what the shop pays more or less.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumOf } from '../../src/core/decimal.ts'
import { amountText } from '../../src/core/money.ts'
import { bridges } from '../../src/explain/bridge.ts'
import { type ComparedSide, compareSides } from '../../src/explain/compare.ts'
import { edited } from '../support/edited.ts'
import { monthOutcome } from '../support/outcome.ts'
import { SCHEME } from '../support/shop.ts'

/** A scheme with something of everything: bands, a pool, a rank, a guarantee, a limit that is reached. */
const WIDE = edited(
  SCHEME,
  [
    'scores:\n',
    `  factor:
    bands of: marks.mark
    from 80: 1.2
    below 80: 0.7
  team labour: sum(people.turnover by team)
  earned: { formula: team labour × 3%, not below: 0, round: 2 }
  part: share(earned by marks.mark + 1)
  best: max(people.turnover by team)
scores:
`,
  ],
  [
    '  - for: head\n',
    `      team pay: part × factor
      top: if turnover = best and turnover > 0 then 50元 else 0
      place: 10元 ÷ rank(turnover by team)
  - for: head
`,
  ],
)

const person = fc.record({
  position: fc.constantFrom('advisor', 'head'),
  team: fc.constantFrom('north', 'south'),
  paid: fc.boolean(),
  mark: fc.integer({ min: 0, max: 100 }),
  damage: fc.integer({ min: 0, max: 20_000 }),
  labour: fc.array(fc.integer({ min: -10_000, max: 300_000 }), { maxLength: 3 }),
})
const month = fc.record({
  people: fc.array(person, { minLength: 4, maxLength: 4 }),
  rate: fc.constantFrom('10%', '12.5%'),
  edge: fc.constantFrom('80', '60'),
  bonus: fc.constantFrom('turnover × rate × scores.mark ÷ 100', 'turnover × rate × factor', '77元'),
  kept: fc.constantFrom('5%', '3%'),
  duty: fc.constantFrom('duty: 100元', 'post: 120元'),
})
type Made = typeof month extends fc.Arbitrary<infer T> ? T : never

const fen = (n: number): string => (n / 100).toFixed(2)

async function sideOf(made: Made, label: string): Promise<ComparedSide & { kind: 'month' }> {
  const id = (i: number): string => `00${i + 1}`
  // Somebody is always paid, and every team of the roster has work.
  const roster = made.people.map(
    (p, i) => `${id(i)},P${i},${p.position},${p.team},2020-01-01,${p.paid || i === 0 ? '' : '2026-06-01'}`,
  )
  const orders = made.people.flatMap((p, i) =>
    p.labour.map((n, k) => `A${i}${k},2026-07-0${k + 1},${id(i)},${fen(n)},no`),
  )
  const scheme = edited(
    WIDE,
    ['rate: 10%', `rate: ${made.rate}`],
    ['80: ', `${made.edge}: `, 'all'],
    ['bonus: turnover × rate × scores.mark ÷ 100', `bonus: ${made.bonus}`],
    ['commission × 5%', `max(commission, 0) × ${made.kept}`],
    ['20% × gross', 'max(20% × gross, 0)'],
    ['duty: 100元', made.duty],
  )
  const used = made.bonus.includes('rate') ? scheme : edited(scheme, [/parameters:\n {2}rate:.*\n/, ''])
  const { month, problems } = await monthOutcome({
    'scheme.yaml': used,
    'data/2026-07/roster.csv': `id,name,position,team,hired,left\n${roster.join('\n')}\n`,
    'data/2026-07/orders.csv': `order,settled,advisor,labour,rework\n${orders.join('\n')}\n`,
    'data/2026-07/marks.csv': `id,mark,damage\n${made.people.map((p, i) => `${id(i)},${p.mark},${fen(p.damage)}`).join('\n')}\n`,
  })
  if (!month)
    throw new Error(
      JSON.stringify(
        problems.filter(p => p.severity === 'error'),
        null,
        1,
      ),
    )
  return { kind: 'month', label, month, record: undefined }
}

test('causes and classes add up', async () => {
  await fc.assert(
    fc.asyncProperty(month, month, async (before, after) => {
      const [a, b] = [await sideOf(before, 'a'), await sideOf(after, 'b')]
      for (const [id, bridge] of bridges(a, b)) {
        const reached = bridge.from.plus(sumOf(bridge.causes.map(c => c.worth)))
        expect(amountText(reached), id).toBe(amountText(bridge.to))
        expect(
          bridge.causes.filter(c => c.kind === 'rest'),
          id,
        ).toEqual([])
      }
      const net = (side: typeof a): string => amountText(sumOf(side.month.result.people.map(p => p.net)))
      const { totals } = compareSides(a, b, { before: undefined, after: undefined })
      expect(amountText(sumOf(totals.map(t => t.amount)).plus(net(a)))).toBe(net(b))
    }),
    { numRuns: 60 },
  )
})
