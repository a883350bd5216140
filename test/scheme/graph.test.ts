// What reads what in a scheme: own figures and others', readers, figures of rows, levels of measures, and when it is known who
// is paid.

import { expect, test } from 'vitest'
import { type Graph, graphOf } from '../../src/scheme/graph.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { edited } from '../support/edited.ts'

const SCHEME = `scheme: graph
from: 2026-01
people:
  file: people.csv
  columns: { id: id, name: name, position: position, base: money }
  paid: PAID
tables:
  orders:
    file: orders.csv
    columns: { order: id, who: person, fee: money }
parameters:
  rate: 5%
values:
  fees: sum(orders.fee by who)
  best: max(people.fees)
  near: count(orders by who where fee > values.best × 50%)
  place: rank(fees)
scores:
  mark: fees ÷ 100元 × rate
pay:
  - for: everyone
    lines:
      bonus: base × rate + near × 10元
      extra: if scores.mark > 10 then 100元 else 0元
`

function graph(paid: string): Graph {
  const { scheme, problems } = loadScheme(
    SCHEME.replace('PAID', () => paid),
    'scheme.yaml',
    undefined,
    false,
  )
  expect(problems.filter(p => p.severity === 'error')).toEqual([])
  return graphOf(scheme!)
}

test('a column reads its own figures, and those of other people apart', () => {
  const g = graph('yes')
  expect([...g.column('values.place').others].includes('values.fees')).toBe(true)
  expect(g.column('pay.bonus').own.has('people.base')).toBe(true)
  expect(g.column('pay.bonus').own.has('parameters.rate')).toBe(true)
  expect(g.readers('parameters.rate').toSorted()).toEqual(['pay.bonus', 'pay.extra', 'scores.mark'])
  expect(g.readersOfOthers('values.fees')).toContain('values.place')
})

test('the sheet of a position looks behind no score', () => {
  const { own } = graph('yes').sheet('advisor')
  expect(own.has('scores.mark')).toBe(true)
  expect([...own].some(id => id === 'values.fees')).toBe(false)
})

test('measures come in levels: one whose rows are held against a figure of people waits for what that is made of', () => {
  const levels = graph('yes').levels()
  expect(levels.map(level => [...level.values()].flat().length)).toEqual([1, 1])
})

test('who is paid is known before anything is read, or after the measures that the condition reads', () => {
  expect(graph('base > 0元').paidAfter()).toBe(0)
  expect(graph('fees > 0元').paidAfter()).toBe(1)
})

test('one graph for one scheme', () => {
  const { scheme } = loadScheme(edited(SCHEME, ['PAID', 'yes']), 'scheme.yaml', undefined, false)
  expect(graphOf(scheme!)).toBe(graphOf(scheme!))
})
