// What is looked up by what somebody has, as `compare` and `check` tell it: whether the list or the grade changed, and that prices are
// no money that went nowhere. Worked by hand.

import { beforeEach, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: Grades
from: 2026-07
currency: USD
people:
  file: roster*
  columns: { id: id, name: name, position: position, grade: text }
  paid: yes
tables:
  list:
    file: list*
    columns: { grade: { type: text, unique: yes }, price: money }
values:
  own price: only(list.price by grade)
pay:
  - for: everyone
    lines:
      base: own price × 2
      extra: only(list.price by grade) × 0.5
`
const ROSTER = 'id,name,position,grade\n1,Ann,tech,A\n2,Bob,tech,B\n'
const LIST = 'grade,price\nA,10\nB,20\n'

let cwd = ''
beforeEach(() => {
  cwd = tempFolder()
  const months = { '07': [ROSTER, LIST], '08': [edited(ROSTER, ['tech,A', 'tech,B']), LIST] } as const
  const last = [edited(ROSTER, ['tech,A', 'tech,B']), edited(LIST, ['20', '25'])] as const
  const all = { ...months, '09': last }
  put(cwd, {
    'scheme.yaml': SCHEME,
    ...Object.fromEntries(
      Object.entries(all).flatMap(([m, [roster, list]]) => [
        [`data/2026-${m}/roster.csv`, roster],
        [`data/2026-${m}/list.csv`, list],
      ]),
    ),
  })
})

const bridge = async (a: string, b: string): Promise<string> =>
  (await run(['compare', a, b], { cwd })).out.replace(/\s+/g, ' ')

test('a change of grade is named by the grade, one of the list by the list', async () => {
  // Of 2.5 prices each: 10 → 20 by the grade.
  expect(await bridge('2026-07', '2026-08')).toContain('25.00 → 50.00 (+25.00): grade A → B +25.00')
  // Then 20 → 25 in the list, for both.
  const both = await bridge('2026-07', '2026-09')
  expect(both).toContain('25.00 → 62.50 (+37.50): grade A → B +25.00; own price 20.00 → 25.00 +12.50')
  expect(both).toContain('Bob (2): Total pay 50.00 → 62.50 (+12.50): own price 20.00 → 25.00 +12.50')
})

test('prices of a list are no money that went nowhere', async () => {
  const { out } = await run(['check', '--period', '2026-07'], { cwd })
  expect(out).not.toContain('What became of the figures')
  expect(out).toContain('ready to run: ')
})
