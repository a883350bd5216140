// Figures that a person, a team or the shop looks up in a list by what they have themselves: by one column and by two, in lines, in
// values that rows read, with misses, blanks and doubles. Amounts by hand.

import { expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import { placeText } from '../../src/core/place.ts'
import { monthOutcome } from '../support/outcome.ts'

const SCHEME = `scheme: lists
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position, crew: group, grade: { type: text, blank: none }, level: { type: text, blank: none } }
  paid: yes
tables:
  bases:
    file: bases*
    columns: { grade: text, level: text, base: money }
  crews:
    file: crews*
    one row per: crew
    columns: { crew: crew, size: text }
  rents:
    file: rents*
    columns: { size: text, rent: money }
  jobs:
    file: jobs*
    month: day
    columns: { nr: id, day: date, who: person, hours: number }
`

const FILES = {
  'data/2026-07/roster.csv': 'code,name,role,crew,grade,level\n1,Ann,tech,A,senior,I\n2,Bob,tech,B,junior,II\n',
  'data/2026-07/bases.csv': 'grade,level,base\nsenior,I,100\nsenior,II,110\njunior,I,50\njunior,II,60\n',
  'data/2026-07/crews.csv': 'crew,size\nA,large\nB,small\n',
  'data/2026-07/rents.csv': 'size,rent\nlarge,9\nsmall,4\n',
  'data/2026-07/jobs.csv': 'nr,day,who,hours\nJ1,2026-07-01,Ann,2\nJ2,2026-07-02,Bob,3\n',
}

async function worked(sections: string, files: Record<string, string> = {}) {
  const found = await monthOutcome({ 'scheme.yaml': SCHEME + sections, ...FILES, ...files })
  const { month, problems } = found
  const told = problems
    .filter(p => p.severity === 'error')
    .map(p => `${p.code} ${placeText(p.at!)}`.replaceAll('data/2026-07/', ''))
  const pays = month && Object.fromEntries(month.result.people.map(p => [p.name, amountText(p.gross)]))
  return { month, told, pays, problems }
}

const lines = (formula: string): string => `pay:\n  - for: everyone\n    lines:\n      a: ${formula}\n`

test('by one column and by two, of a person, a team, and in what rows read', async () => {
  const two = 'only(bases.base by grade, level)'
  expect((await worked(lines(two))).pays).toEqual({ Ann: '100.00', Bob: '60.00' })
  expect((await worked(lines('only(bases.base by grade where level = "II")'))).pays).toEqual({
    Ann: '110.00',
    Bob: '60.00',
  })
  expect((await worked(lines('max(bases.base by grade) + count(bases by level) × $1'))).pays).toEqual({
    Ann: '112.00',
    Bob: '62.00',
  })
  // The size of a crew is the crew's, and so is its rent.
  const rent = `values:\n  rent: { formula: only(rents.rent by size), per: crew }\n${lines('rent')}`
  expect((await worked(rent)).pays).toEqual({ Ann: '9.00', Bob: '4.00' })
  // 2 × 100, and 3 × 60.
  const rows = `values:\n  base: ${two}\n${lines('sum(jobs.hours × base by who)')}`
  expect((await worked(rows)).pays).toEqual({ Ann: '200.00', Bob: '180.00' })
})

test('what is not there, is there twice, or is asked for by a blank', async () => {
  const files = { 'data/2026-07/roster.csv': FILES['data/2026-07/roster.csv'].replace('junior', 'trainee') }
  const list = lines('only(bases.base by grade, level)')
  const missed = await worked(list, files)
  expect(missed.told).toEqual(['LOOKUP_MISSED scheme.yaml:26:15'])
  expect(missed.problems.find(p => p.code === 'LOOKUP_MISSED')?.facts).toMatchObject({
    ...{ name: 'a', found: 'trainee · II', table: 'bases', who: 'Bob (2)' },
  })
  // Through a value that is nothing but it.
  const named = `values:\n  base: only(bases.base by grade, level)\n${lines('base × 2')}`
  expect((await worked(named, files)).told).toEqual(['LOOKUP_MISSED scheme.yaml:24:14'])
  const other = `values:\n  base: only(bases.base by grade, level)\n${lines('if base is blank then $7 else base')}`
  expect((await worked(other, files)).pays).toEqual({ Ann: '100.00', Bob: '7.00' })
  const empty = { 'data/2026-07/roster.csv': FILES['data/2026-07/roster.csv'].replace('junior', '') }
  expect((await worked(list, empty)).told).toEqual(['LOOKUP_MISSED scheme.yaml:26:15'])
  expect((await worked(other, empty)).pays).toEqual({ Ann: '100.00', Bob: '7.00' })
  const twice = { 'data/2026-07/bases.csv': `${FILES['data/2026-07/bases.csv']}junior,II,61\n` }
  expect((await worked(list, twice)).told).toEqual(['VALUE_NOT_ONE scheme.yaml:26:15'])
})

test('rows that all have the same text or person are one value, figures never', async () => {
  const calls = `  calls:
    file: calls*
    month: day
    columns: { day: date, nr: id, said: text }
    work out:
      who: only(jobs.who by nr)
`
  const file = { 'data/2026-07/calls.csv': 'day,nr,said\n2026-07-03,J1,good\n2026-07-04,J2,good\n2026-07-05,J1,bad\n' }
  const counted = `${calls}${lines('count(calls by who) × $1')}`
  const jobs = (...rows: string[]) => ({ 'data/2026-07/jobs.csv': `nr,day,who,hours\n${rows.join('\n')}\n` })
  // J1 and its reversal both name Ann: two calls of hers, one of Bob's.
  const reversed = jobs('J1,2026-07-01,Ann,2', 'J2,2026-07-02,Bob,3', 'J1,2026-07-20,Ann,-2')
  expect(await worked(counted, { ...file, ...reversed })).toMatchObject({
    told: [],
    pays: { Ann: '2.00', Bob: '1.00' },
  })
  // Where they differ, the rows are shown.
  const differ = await worked(counted, {
    ...file,
    ...jobs('J1,2026-07-01,Ann,2', 'J2,2026-07-02,Bob,3', 'J1,2026-07-20,Bob,1'),
  })
  const found = differ.problems.find(p => p.code === 'VALUE_NOT_ONE')!
  expect(found.facts).toMatchObject({ found: 2, table: 'jobs' })
  expect(found.related!.map(({ at }) => placeText(at))).toEqual(['data/2026-07/jobs.csv:2', 'data/2026-07/jobs.csv:4'])
  // Two rows of the same figure may be two figures.
  const same = { 'data/2026-07/bases.csv': `${FILES['data/2026-07/bases.csv']}junior,II,60\n` }
  expect((await worked(lines('only(bases.base by grade, level)'), same)).told).toEqual([
    'VALUE_NOT_ONE scheme.yaml:26:15',
  ])
})

test('a name that nobody has is refused', async () => {
  const size = lines('only(rents.rent by size)').replace('everyone', 'tech')
  expect((await worked(size)).pays).toEqual({ Ann: '9.00', Bob: '4.00' })
  expect((await worked(lines('only(jobs.hours by day) × $1'))).told).toEqual(['TYPE_WRONG scheme.yaml:26:29'])
})
