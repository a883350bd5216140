// Files that are read once while a month is worked out several times: whatever the schemes are and in whatever order they come, each
// gives what it gives when everything is read for it alone.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { rowsTold } from '../../src/explain/told-rows.ts'
import { exportRows, wantedTables } from '../../src/live/export-rows.ts'
import type { MonthOutcome } from '../../src/pay/month.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { ReadOnce } from '../../src/sources/read-once.ts'
import { edited } from '../support/edited.ts'
import { GOLDEN, goldenScheme } from '../support/golden.ts'
import { makeShop, SCHEME } from '../support/shop.ts'
import { SCHEME as STINTS, stintShop } from '../support/stint-shop.ts'

const JULY = parsePeriod('2026-07')!
type Change = [from: string, to: string]

/** What a month comes to: its problems, every part of every sheet with the rows behind its figures, and what was read. */
function said({ month, problems, reconciliation, unmatched }: MonthOutcome): string {
  const sheets = month?.result.people.map(sheet => [
    sheet.id,
    sheet.gross,
    sheet.net,
    sheet.parts.map(p => [p.kind, p.name, p.amount]),
  ])
  const readings = month?.readings.map(({ table, reading: { files, rows, rowsOtherMonth, totals, unread } }) => {
    return { table, files, rows, rowsOtherMonth, totals, unread: unread.rows }
  })
  return JSON.stringify({ sheets, problems, reconciliation, unmatched, readings }, undefined, 1)
}

/** Without what was read before nothing is kept. */
function workOut(root: string, scheme: string, read: ReadOnce = new ReadOnce(0)): Promise<string> {
  const given = { scheme: loadScheme(scheme, 'scheme.yaml', JULY), files: { root }, period: JULY }
  return workOutMonth(given, { keepRows: true, read }).then(said)
}

/** Schemes with some of the changes each, one after the other. */
async function holds(root: string, scheme: string, changes: readonly Change[]): Promise<void> {
  const known = new Map<string, string>()
  const some = fc.uniqueArray(fc.constantFrom(...changes), { maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(fc.array(some, { minLength: 2, maxLength: 5 }), async schemes => {
      const read = new ReadOnce()
      for (const chosen of schemes) {
        const text = chosen.length === 0 ? scheme : edited(scheme, ...chosen)
        const alone = known.get(text) ?? (await workOut(root, text))
        known.set(text, alone)
        expect(await workOut(root, text, read)).toBe(alone)
      }
    }),
    { numRuns: 40 },
  )
  expect(new Set(known.values()).size).toBeGreaterThan(changes.length)
}

describe('a month that is worked out several times', () => {
  const LEAVING = edited(
    SCHEME,
    ['  rate: 10%\n', '  rate: 10%\n  limit: 3\n'],
    [
      '    one row per: id\n    columns:\n      id: person\n',
      '    one row per: id\n    leave out: mark = limit\n    columns:\n      id: { type: person, blank: none }\n',
    ],
    ['mark: { type: number,', 'mark: { type: number, blank: 4,'],
  )
  const files = {
    // The row without a number may be the sum of those above it.
    'data/2026-07/marks.csv': 'id,mark,damage\n007,90,10.00\n,,10.00\n012,80,\n0030,70,0\n',
    'data/2026-07/orders.csv':
      'order,settled,advisor,labour\nA1,2026-07-01,007,"1,000.05"\nA2,2026-07-02,007,500.00\nA2,2026-07-02,007,500.00\nA4,2026-06-30,012,999.99\nA5,2026-07-31,0030,\n',
  }

  test('with other rates, ranges, blanks, columns and rows that are left out', async () => {
    await holds(makeShop(files), LEAVING, [
      ['rate: 10%', 'rate: 5%'],
      ['limit: 3', 'limit: 4'],
      ['mark = limit', 'mark = 80'],
      ['range: 0 to 100', 'range: 0 to 75'],
      ['damage: { type: money, blank: 0 }', 'damage: { type: money, blank: 7 }'],
      ['labour: money', 'labour: { type: money, blank: 0 }'],
      ['    month: settled\n', ''],
      ['order: id', 'order: text'],
      ['team: group', 'team: { header: position, type: group }'],
    ])
  })

  test('with people of several positions', async () => {
    await holds(stintShop(), STINTS, [
      ['hours × 10%', 'hours × 12%'],
      ['damage: { type: money, blank: 0 }', 'damage: { type: money, blank: 7 }'],
      ['    stints: each\n', ''],
      ['name: name', 'name: { header: team, type: name }'],
      ['team: group', 'team: { header: position, type: group }'],
      ['labour: money }', 'labour: { type: money, range: 0 to 500 } }'],
    ])
  })
})

test('rows that are looked at again are those of their files, whether these were kept or are read again', async () => {
  const scheme = { scheme: goldenScheme('2026-07'), problems: [] }
  const rows = async (read: ReadOnce | undefined): Promise<unknown[]> => {
    const { month } = await workOutMonth({ scheme, files: { root: GOLDEN }, period: JULY }, { keepRows: true, read })
    const told = await rowsTold(month!)
    const people = month!.result.people.map(({ row }) => month!.scheme.measures.map(m => told(m, row.index)))
    return [[...(await exportRows(month!, wantedTables(month!)))], people]
  }
  const anew = await rows(new ReadOnce(0))
  const [[[, orders]]] = anew as [[[string, unknown[]]]]
  // 664 orders in the file, 6 of them of another month (test/sources/golden.test.ts)
  expect(orders).toHaveLength(658)
  expect(await rows(undefined)).toEqual(anew)
})
