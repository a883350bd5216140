// Which month may be closed next, which months of a period are open, what was released and corrected before.

import { describe, expect, test } from 'vitest'
import type { EntryHeader } from '../../src/book/entry.ts'
import * as order from '../../src/book/order.ts'
import { parsePeriod } from '../../src/core/calendar.ts'

const header = (kind: string, period: string, reserve?: string): EntryHeader =>
  ({ number: 9, kind, period, ...(reserve ? { reserve } : {}) }) as unknown as EntryHeader
const months = (...names: string[]): EntryHeader[] => names.map(name => header('close', name))

describe('the open month', () => {
  test.each([
    [[], undefined],
    [['2026-07'], '2026-08'],
    [['2026-11', '2026-12'], '2027-01'],
  ])('after %j: %s', (closed, open) => expect(order.openMonth(months(...closed))).toBe(open))

  test.each([
    [[], '2026-03', undefined],
    [['2026-07'], '2026-08', undefined],
    [['2026-07'], '2026-07', 'closed twice'],
    [['2026-07'], '2026-09', 'left out'],
    [['2026-07'], '2026-06', 'before the first'],
  ])('after %j, closing %s: %s', (closed, name, reason) =>
    expect(order.closingRefused(months(...closed), name)).toBe(reason),
  )
})

test('months of periods that are open', () => {
  const open = (period: string, ...closed: string[]): string[] =>
    order.openMonthsOf(months(...closed), parsePeriod(period)!)
  expect(open('2026-Q3', '2026-08')).toEqual(['2026-09'])
  expect(open('2026-Q3', '2026-07', '2026-08', '2026-09')).toEqual([])
  expect(open('2026-Q3')).toEqual(['2026-07', '2026-08', '2026-09'])
})

test('releases and corrections that there were', () => {
  const all = [...months('2026-07'), header('release', '2026-Q3', 'APQ'), header('correct', '2026-07')]
  expect(order.releasesOf(all, 'APQ', '2026-Q3')).toHaveLength(1)
  expect(order.releasesOf(all, 'NPS', '2026-Q3')).toEqual([])
  expect(order.correctionsOf(all, '2026-07')).toHaveLength(1)
})

test('a correction of a month that is not closed is out of order', () => {
  expect(order.orderFindings(months('2026-07'), header('correct', '2026-08'))).toEqual([
    { damage: 'order', entry: '000009-correct-2026-08.jsonl', facts: { reason: 'not closed', month: '2026-08' } },
  ])
  expect(order.orderFindings(months('2026-07'), header('correct', '2026-07'))).toEqual([])
})
