// The base of the problem suite has no problem of its own, and an edit without effect would be noticed.

import { expect, test } from 'vitest'
import { BASE, marked, problemsOf } from './cases.ts'

test('the base scheme is sound', () => {
  expect(problemsOf(BASE)).toEqual([])
})

test('a mark stands for a line and a column', () => {
  expect(marked([['scheme: 测试方案', 'scheme: ⟦测试方案']])).toEqual({ text: BASE, spot: '1:9' })
  expect(marked([['  提成率: 0.5%', '  提成率: 0.5⟦%']]).spot).toBe(
    `${BASE.split('\n').findIndex(l => l.includes('提成率: 0.5%')) + 1}:11`,
  )
})
