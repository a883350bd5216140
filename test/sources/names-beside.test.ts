// Files with a row for each person that have number and name, of which the scheme reads the number: a name that is somebody else's
// of the roster is refused, since one of the columns may have been sorted alone or the numbers may have moved on.

import { expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { type Edit, edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: bonus
from: 2026-01
sheets: en
people:
  file: roster*
  columns: { code: id, name: name, role: position }
  paid: yes
tables:
  slips:
    file: slips*
    one row per: code
    columns: { code: person, points: number }
pay:
  - for: everyone
    lines:
      bonus: points × 10元
`
const ROSTER = 'code,name,role\n1,Ann,tech\n2,Bob,tech\n3,Cid,tech\n4,Ann,tech\n'
const SLIPS = 'code,name,points\n1,Ann,5\n2,Bob,6\n3,Cid,7\n4,Ann,8\n'

interface Told {
  readonly problems: readonly { readonly code: string; readonly at: string; readonly message: string }[]
  readonly people?: readonly { readonly id: string; readonly net: string }[]
}

async function told(slips: string, scheme = SCHEME): Promise<Told> {
  const cwd = tempFolder()
  put(cwd, { 'scheme.yaml': scheme, 'data/2026-07/roster.csv': ROSTER, 'data/2026-07/slips.csv': slips })
  return JSON.parse((await run(['run', '--period', '2026-07', '--json'], { cwd })).out) as Told
}

test.each<[string, Edit[], string[]]>([
  [
    'only the names were sorted',
    [[SLIPS.slice(17), '1,Ann,5\n2,Cid,6\n3,Bob,7\n4,Ann,8\n']],
    ['data/2026-07/slips.csv:3:1', 'data/2026-07/slips.csv:4:1'],
  ],
  ['a number of two with one name', [['4,Ann', '4,Bob']], ['data/2026-07/slips.csv:5:1']],
  ['a name of two at the number of a third', [['2,Bob', '2,Ann']], ['data/2026-07/slips.csv:3:1']],
])('%s', async (_, edits, places) => {
  const { problems } = await told(edited(SLIPS, ...edits))
  expect(problems.map(({ code, at }) => [code, at])).toEqual(places.map(at => ['PERSON_NAME_OTHER', at]))
})

test.each<[string, string]>([
  ['the same names', SLIPS],
  [
    'a name that nobody has, an empty one, one in other letters',
    edited(SLIPS, ['Bob', 'Bobby'], ['3,Cid', '3,'], ['1,Ann', '1, ANN ']),
  ],
  ['no names', edited(SLIPS, [/^(\w+),\w+,/gm, '$1,', 'all'])],
  ['names of something else', edited(SLIPS, ['name', 'superior'], ['2,Bob', '2,Ann'])],
])('nothing is wrong with %s', async (_, slips) => {
  const { problems, people } = await told(slips)
  expect(problems).toEqual([])
  // Points × 10.
  expect(people!.map(({ net }) => net)).toEqual(['50.00', '60.00', '70.00', '80.00'])
})

test('names that the scheme reads as a column of their own may be anybody’s', async () => {
  const scheme = edited(SCHEME, ['code: person, points', 'code: person, name: { type: text, blank: none }, points'])
  const { problems } = await told(edited(SLIPS, ['2,Bob', '2,Ann']), scheme)
  expect(problems.map(({ code }) => code)).not.toContain('PERSON_NAME_OTHER')
})
