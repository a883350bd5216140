// Schemes with a first month each: every month has its own, and what can't be told is refused.

import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { makeShop, SCHEME } from '../support/shop.ts'

const DEARER = edited(SCHEME, ['from: 2026-01', 'from: 2026-07'], ['rate: 10%', 'rate: 20%'])

async function grossOf(files: Record<string, string | undefined>): Promise<string | string[]> {
  const ran = await run(['run', '--period', '2026-07', '--json'], { cwd: makeShop(files) })
  const { people, problems } = json<{ people?: { gross: string }[]; problems: { code: string }[] }>(ran)
  return people ? people[0]!.gross : problems.map(p => p.code)
}

describe('schemes/*.yaml', () => {
  // 007: 1,500.05 × 10% × 95.5% = 143.25, × 20% = 286.51
  test.each([
    ['the last one that has begun', { 'schemes/a.yaml': SCHEME, 'schemes/b.yaml': DEARER }, '286.51'],
    [
      'not one that is still to begin',
      { 'schemes/a.yaml': SCHEME, 'schemes/b.yaml': edited(DEARER, ['2026-07', '2026-08']) },
      '143.25',
    ],
    ['two of the same month', { 'schemes/a.yaml': SCHEME, 'schemes/b.yaml': SCHEME }, ['SCHEME_TWICE']],
    [
      'the one before, where the last has ended',
      {
        'schemes/a.yaml': SCHEME,
        'schemes/b.yaml': edited(DEARER, ['from: 2026-07', 'from: 2026-04\nuntil: 2026-06']),
      },
      '143.25',
    ],
    [
      'the last, in its last month',
      {
        'schemes/a.yaml': SCHEME,
        'schemes/b.yaml': edited(DEARER, ['from: 2026-07', 'from: 2026-04\nuntil: 2026-07']),
      },
      '286.51',
    ],
    [
      'one that says to hold when the next has begun',
      {
        'schemes/a.yaml': edited(SCHEME, ['from: 2026-01', 'from: 2026-01\nuntil: 2026-07']),
        'schemes/b.yaml': DEARER,
      },
      ['SPANS_OVERLAP'],
    ],
    [
      'none that goes on',
      { 'schemes/a.yaml': edited(SCHEME, ['from: 2026-01', 'from: 2026-01\nuntil: 2026-06']) },
      ['SCHEME_PERIOD', 'ROWS_OTHER_MONTH'],
    ],
    ['none that has begun', { 'schemes/b.yaml': edited(DEARER, ['2026-07', '2027-01']) }, ['SCHEME_MISSING']],
    [
      'one that does not say when it begins',
      { 'schemes/b.yaml': edited(DEARER, ['from: 2026-07\n', '']) },
      ['KEY_MISSING'],
    ],
  ])('%s', async (_, schemes, expected) => {
    expect(await grossOf({ 'scheme.yaml': undefined, ...schemes })).toEqual(expected)
  })

  test('beside scheme.yaml nobody could say which holds', async () => {
    expect(await grossOf({ 'schemes/b.yaml': DEARER })).toEqual(['SCHEME_TWICE'])
  })
})
