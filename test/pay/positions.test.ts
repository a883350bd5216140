// Roster and scheme speak of the same positions; tables read files of their own.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { edited } from '../support/edited.ts'
import { writeBook } from '../support/opening.ts'
import { monthIn, monthOutcome } from '../support/outcome.ts'
import { MARKS, makeShop, SCHEME } from '../support/shop.ts'

const ONLY_ADVISORS = edited(
  SCHEME,
  ['  - for: [advisor, head]', '  - for: advisor'],
  ['  - for: head\n    lines:\n      duty: 100元', '  - for: everyone\n    lines:\n      duty: 100元'],
)
const KNOWN = `${ONLY_ADVISORS}  chief: { for: [advisor, head], formula: scores.mark > 90 }\n`

test('is told once, with the first of its people', async () => {
  const { problems } = await monthOutcome({ 'scheme.yaml': KNOWN })
  const found = problems.filter(p => p.code.startsWith('POSITION'))
  expect(found).toMatchObject([
    { code: 'POSITION_UNPAID', severity: 'warning', facts: { position: 'head', people: 1 } },
  ])
})

test('may be accepted; and a position that the scheme does not know is an error as before', async () => {
  const allowed = `${KNOWN}allow:\n  POSITION_UNPAID: paid by head office\n`
  const { problems } = await monthOutcome({ 'scheme.yaml': allowed })
  expect(problems.find(p => p.code === 'POSITION_UNPAID')?.allowed).toBe('paid by head office')
  const unknown = await monthOutcome({ 'scheme.yaml': ONLY_ADVISORS })
  expect(unknown.problems.filter(p => p.code.startsWith('POSITION')).map(p => [p.code, p.severity])).toEqual([
    ['POSITION_UNKNOWN', 'error'],
  ])
})

test('a block without lines says that the position has none of its own', async () => {
  const lineless = edited(ONLY_ADVISORS, ['  - for: everyone', '  - for: head\n    lines: {}\n  - for: everyone'])
  const { problems } = await monthOutcome({ 'scheme.yaml': lineless })
  expect(problems.filter(p => p.code.startsWith('POSITION'))).toEqual([])
})

const VACANT = edited(SCHEME, ['  - for: [advisor, head]', '  - for: [advisor, head, adviser]'])

test('a position that nobody has is told at the scheme, with the one that was meant; a vacant one may be accepted', async () => {
  const { problems } = await monthOutcome({ 'scheme.yaml': VACANT })
  expect(problems.filter(p => p.code.startsWith('POSITION'))).toMatchObject([
    { code: 'POSITION_EMPTY', severity: 'warning', facts: { position: 'adviser', nearest: 'advisor' } },
  ])
  const accepted = await monthOutcome({ 'scheme.yaml': `${VACANT}allow:\n  POSITION_EMPTY: to be filled in May\n` })
  expect(accepted.problems.find(p => p.code === 'POSITION_EMPTY')?.allowed).toBe('to be filled in May')
  const none = await monthOutcome({ 'scheme.yaml': SCHEME })
  expect(none.problems.filter(p => p.code.startsWith('POSITION'))).toEqual([])
})

test('a position that only a condition names is told too', async () => {
  const text = `${SCHEME}  chief: position = "haed"\n`
  const { problems } = await monthOutcome({ 'scheme.yaml': text })
  expect(problems.filter(p => p.code === 'POSITION_EMPTY')).toMatchObject([
    {
      facts: { position: 'haed', nearest: 'head' },
      at: { file: 'scheme.yaml', line: text.split('\n').findIndex(l => l.includes('haed')) + 1 },
    },
  ])
})

const MORE = `  more:
    file: ma*
    one row per: who
    columns:
      who: { type: person, header: id }
      points: { type: number, header: mark }
parameters:`

test('one file that two tables read is told', async () => {
  const { problems } = await monthOutcome({ 'scheme.yaml': edited(SCHEME, ['parameters:', MORE]) })
  expect(problems.filter(p => p.code.startsWith('FILE'))).toMatchObject([
    {
      code: 'FILE_SHARED',
      severity: 'warning',
      facts: { table: 'more', other: 'marks', file: 'data/2026-07/marks.csv' },
    },
  ])
})

test('two tables on sheets of their own of one workbook are not told, two on the same sheet are', async () => {
  const root = makeShop({ 'data/2026-07/marks.csv': undefined })
  const rows = MARKS.trim()
    .split('\n')
    .map(line => line.split(','))
  writeBook(join(root, 'data/2026-07/marks.xlsx'), { July: rows, Points: rows })
  const found = async (sheet: string): Promise<string[]> => {
    const scheme = edited(
      SCHEME,
      ['    file: marks*', '    file: marks*\n    sheet: July'],
      ['parameters:', edited(MORE, ['    file: ma*', `    file: ma*\n    sheet: ${sheet}`])],
    )
    const { problems } = await monthIn(root, scheme)
    return problems.filter(p => p.code.startsWith('FILE') || p.severity === 'error').map(p => p.code)
  }
  expect(await found('Points')).toEqual([])
  expect(await found('July')).toEqual(['FILE_SHARED'])
})
