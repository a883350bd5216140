// Figures that look at other people: sums and the like, ranks with ties, and shares of a pool to the fen.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../src/core/allocate.ts'
import { decimal } from '../../src/core/decimal.ts'
import { codes, type Given, work } from '../support/schemes.ts'

/** One score of each of several people, in their order; codes where there are problems. */
function scores(formula: string, people: readonly Given[], shared: Given = {}, more = ''): string {
  const worked = work(`${more}scores:\n  s: ${formula}\n`, people, shared)
  if (worked.problems.length > 0) return worked.problems.map(p => p.code).join(' ')
  return Object.values(worked.people)
    .map(p => p.scores.s ?? 'blank')
    .join(' ')
}

const TEAMS: readonly Given[] = [
  { team: '一组', a: '3', m: '10.10', position: 'clerk' },
  { team: '一组', a: '1', m: '20.20', position: 'clerk' },
  { team: '二组', a: '5', m: '30.30', position: 'clerk' },
  { team: '一组', a: '2', m: '40.40', position: 'head' },
]

describe('aggregates over people', () => {
  test.each([
    ['sum(people.a)', '11 11 11 11'],
    ['sum(people.a by team)', '6 6 5 6'],
    ['sum(people.m by position)', '60.60 60.60 60.60 40.40'],
    ['sum(people.a by team where position = "clerk")', '4 4 5 4'],
    ['sum(people.a where a > 2)', '8 8 8 8'],
    ['count(people)', '4 4 4 4'],
    ['count(people by team)', '3 3 1 3'],
    ['count(people by team where a > 1)', '2 2 1 2'],
    ['average(people.a by team)', '2 2 5 2'],
    ['min(people.a by team)', '1 1 5 1'],
    ['max(people.m)', '40.40 40.40 40.40 40.40'],
    // 1, 2, 3 → 2; of all: 1, 2, 3, 5 → 2.5
    ['median(people.a by team)', '2 2 5 2'],
    ['median(people.a)', '2.5 2.5 2.5 2.5'],
    ['count distinct(people.team)', '2 2 2 2'],
    // nobody: a sum and a count of nothing are 0
    ['sum(people.a where a > 100)', '0 0 0 0'],
    ['count(people where a > 100)', '0 0 0 0'],
    ['a ÷ sum(people.a by team)', `0.5 0.1${'6'.repeat(38)}7 1 0.${'3'.repeat(40)}`],
  ])('%s is %s', (formula, expected) => {
    expect(scores(formula, TEAMS)).toBe(expected)
  })

  test('the smallest of nobody is blank, and it is told once, since it is a figure of the shop', () => {
    expect(scores('min(people.a where a > 100)', TEAMS)).toBe('blank blank blank blank')
    expect(scores('min(people.a where a > 100) + 1', TEAMS)).toBe('VALUE_BLANK')
  })

  test('who has no figure is not among them', () => {
    const people = [{ a: '1' }, {}, { a: '3' }]
    expect(scores('sum(people.a)', people)).toBe('4 4 4')
    expect(scores('average(people.a)', people)).toBe('2 2 2')
    expect(scores('count(people where a is not blank)', people)).toBe('2 2 2')
  })
})

describe('ranks', () => {
  const people = (...figures: string[]): Given[] => figures.map(a => ({ a }))

  test.each([
    ['rank(a)', ['10', '30', '20'], '3 1 2'],
    ['rank from lowest(a)', ['10', '30', '20'], '1 3 2'],
    // ties share the better place, the next is skipped
    ['rank(a)', ['5', '5', '3'], '1 1 3'],
    ['rank(a)', ['7', '5', '5', '5', '1'], '1 2 2 2 5'],
    ['rank from lowest(a)', ['1', '1', '2'], '1 1 3'],
    ['rank(a)', ['4', '4', '4'], '1 1 1'],
    ['rank(a ÷ 3 × 3)', ['1', '1.0'], '1 1'],
    // among those who fit only, whoever asks
    ['rank(a where a < 20)', ['10', '30', '20', '15'], '2 1 1 1'],
  ])('%s of %j is %s', (formula, figures, expected) => {
    expect(scores(formula, people(...figures))).toBe(expected)
  })

  test.each([
    // the second figure decides between equals, and only there
    [
      'rank(a, b)',
      [
        ['5', '1'],
        ['5', '2'],
        ['7', '0'],
      ],
      '3 2 1',
    ],
    // where less is better it has a minus
    [
      'rank(a, −b)',
      [
        ['5', '1'],
        ['5', '2'],
        ['7', '0'],
      ],
      '2 3 1',
    ],
    [
      'rank from lowest(a, b)',
      [
        ['5', '1'],
        ['5', '2'],
        ['7', '0'],
      ],
      '1 2 3',
    ],
    // alike in all: the better place, the next is skipped
    [
      'rank(a, b)',
      [
        ['5', '1'],
        ['5', '1'],
        ['5', '0'],
      ],
      '1 1 3',
    ],
    // the third figure after the first and the second
    [
      'rank(a, b, −a × b + a)',
      [
        ['5', '1'],
        ['5', '1'],
        ['6', '0'],
      ],
      '2 2 1',
    ],
  ])('%s of %j is %s', (formula, figures, expected) => {
    const all = figures.map(([a, b]) => ({ a: a!, b: b! }))
    expect(scores(formula, all)).toBe(expected)
  })

  test('within a group', () => {
    expect(scores('rank(a by team)', TEAMS)).toBe('1 3 1 2')
  })

  test('as many are better as the rank less one says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 8 }), figures => {
        const expected = figures.map(f => 1 + figures.filter(o => o > f).length)
        expect(scores('rank(a)', people(...figures.map(String)))).toBe(expected.join(' '))
      }),
      { numRuns: 30 },
    )
  })
})

describe('what is the same for a whole team', () => {
  const TEAM: readonly Given[] = [
    { team: 'N', a: '1', b: '0' },
    { team: 'N', a: '2', b: '0' },
    { team: 'S', a: '3', b: '2' },
  ]
  const lines = (formula: string): ReturnType<typeof work> =>
    work(`pay:\n  - for: everyone\n    lines:\n      l: ${formula}\n`, TEAM)

  test('has each team’s own figure inside the formulas of its people, and its fault is told of each of them', () => {
    // N: 1 + 2 = 3, S: 3; 10 × 3 + 1, + 2, and 10 × 3 + 3
    const { people } = lines('10元 × (sum(people.a by team) × 1) + a × 1元')
    expect(Object.values(people).map(p => p.lines.l)).toEqual(['31.00', '32.00', '33.00'])
    const { problems } = lines('1元 × (sum(people.a by team) ÷ sum(people.b by team)) + a × 1元')
    expect(problems.map(p => [p.code, (p.facts as { who: string }).who])).toEqual([
      ['DIVISION_BY_ZERO', '1 (1)'],
      ['DIVISION_BY_ZERO', '2 (2)'],
    ])
  })

  test('is no share: that is divided among the people whose formula it stands in, whatever it is weighed by', () => {
    // 100.00 by 2, 2 and 1 of 5; 40.00, 40.00, 20.00: with one fen more the first has it.
    const { people } = lines('share(100.01元 by count(people by team)) × 1')
    expect(Object.values(people).map(p => p.lines.l)).toEqual(['40.01', '40.00', '20.00'])
  })
})

describe('shares of a pool', () => {
  test('of teams the fen that is left over goes to the one with the lowest number, whoever stands first in the roster', () => {
    const sections = `parameters:
  pool: 0.01元
values:
  weight: sum(people.a by team)
  part: share(pool by weight)
pay:
  - for: clerk
    lines:
      l: part
`
    const [one, two] = [
      { id: '1', team: 'N', a: '1' },
      { id: '2', team: 'S', a: '1' },
    ]
    for (const people of [
      [one, two],
      [two, one],
    ]) {
      const worked = work(sections, people)
      expect(worked.people['1']!.lines.l).toBe('0.01')
    }
  })

  /** People of one shop pool, given like --set. */
  function shopShares(pool: string, formula: string, people: readonly Given[]): string {
    const sections = `parameters:\n  given: 0元\nvalues:\n  pool: { formula: given, round: 2 }\nscores:\n  s: ${formula}\n`
    const worked = work(sections, people, { given: pool })
    if (worked.problems.length > 0) return worked.problems.map(p => `${p.code} ${JSON.stringify(p.facts)}`).join(' ')
    return Object.values(worked.people)
      .map(p => p.scores.s)
      .join(' ')
  }

  test.each<[string, string, Given[], string]>([
    ['100.00', 'share(pool by a)', [{ a: '1' }, { a: '1' }, { a: '1' }], '33.34 33.33 33.33'],
    ['0.02', 'share(pool by a)', [{ a: '1' }, { a: '1' }, { a: '1' }], '0.01 0.01 0.00'],
    // who is not meant has no share
    [
      '100.00',
      'share(pool by a where ok)',
      [
        { a: '1', ok: '是' },
        { a: '9', ok: '否' },
        { a: '3', ok: '是' },
      ],
      '25.00 0.00 75.00',
    ],
    ['-100.00', 'share(pool by a)', [{ a: '2' }, { a: '1' }], '-66.67 -33.33'],
    ['0', 'share(pool by a)', [{ a: '2' }, { a: '1' }], '0.00 0.00'],
    // of 100 parts 20 are vacant: 50 and 30 are paid
    ['3328.39', 'share(pool, 100 by a)', [{ a: '50' }, { a: '30' }], '1664.19 998.52'],
    [
      '100.00',
      'share(pool by a ÷ b)',
      [
        { a: '1', b: '3' },
        { a: '1', b: '3' },
        { a: '1', b: '3' },
      ],
      '33.34 33.33 33.33',
    ],
  ])('%s by %s', (pool, formula, people, expected) => {
    expect(shopShares(pool, formula, people)).toBe(expected)
  })

  test('the lower id comes first among equals, whatever the order of the rows', () => {
    const people = [
      { id: '00030', a: '1' },
      { id: '00009', a: '1' },
      { id: '00100', a: '1' },
    ]
    const worked = work(
      'parameters:\n  given: 0.01元\nvalues:\n  pool: { formula: given, round: 2 }\nscores:\n  s: share(pool by a)\n',
      people,
    )
    expect(worked.people).toMatchObject({ '00009': { scores: { s: '0.01' } }, '00030': { scores: { s: '0.00' } } })
  })

  test.each<[string, string, Given[], RegExp]>([
    ['100', 'share(pool by a)', [{ a: '0' }, { a: '0' }], /SHARE_IMPOSSIBLE .*zero/],
    ['100', 'share(pool by a)', [{ a: '2' }, { a: '-1' }], /SHARE_IMPOSSIBLE .*negative/],
    ['100', 'share(pool, 100 by a)', [{ a: '60' }, { a: '41' }], /SHARE_IMPOSSIBLE .*101 > 100/],
  ])('what can’t be divided is a problem: %s, %s', (pool, formula, people, problem) => {
    expect(shopShares(pool, formula, people)).toMatch(problem)
  })

  test('a pool that is not rounded, or a person’s own, is refused by the scheme', () => {
    expect(codes('parameters:\n  given: 1.005元\nscores:\n  s: share(given by a)\n')).toEqual(['NOT_ROUNDED'])
    expect(codes('values:\n  pool: 1元 ÷ 3\nscores:\n  s: share(pool by a)\n')).toEqual(['NOT_ROUNDED'])
    expect(codes('parameters:\n  given: 1元\nscores:\n  s: share(given by a)\n')).toEqual([])
    const parts = 'parameters:\n  given: 1.5元\nvalues:\n  pool: max(given − 1元, 0)\n  part: share(pool by team)\n'
    expect(codes(`${parts}scores:\n  s: share(part by a)\n`)).not.toContain('NOT_ROUNDED')
    expect(codes('scores:\n  s: share(m by a)\n')).toEqual(['SHAPE_PER_PERSON'])
    expect(codes('scores:\n  s: share(round(m × 0) by a)\n')).toEqual(['SHAPE_PER_PERSON'])
    expect(
      codes('values:\n  pool: { formula: sum(people.a by team), round: 2 }\nscores:\n  s: share(pool by a)\n'),
    ).toEqual(['TYPE_WRONG'])
  })

  test('each team divides its own pool among its own people, in shares that add up', () => {
    const member = fc.record({
      team: fc.constantFrom('一组', '二组'),
      weight: fc.integer({ min: 1, max: 30 }),
      fen: fc.integer({ min: 0, max: 99_999 }),
    })
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 7 }), members => {
        const people = members.map(p => ({ team: p.team, a: `${p.weight}`, m: decimal(p.fen).div(100).toFixed() }))
        const sections =
          'values:\n  pool: { formula: sum(people.m by team), round: 2 }\nscores:\n  s: share(pool by a)\n'
        const { people: found } = work(sections, people)
        for (const team of ['一组', '二组']) {
          const own = [...members.entries()].filter(([, p]) => p.team === team)
          const pool = own.reduce((sum, [, p]) => sum + p.fen, 0)
          const expected =
            allocate(
              BigInt(pool),
              own.map(([, p]) => decimal(p.weight)),
            ) ?? []
          expect(own.map(([i]) => found[`${i + 1}`]!.scores.s!.replace('.', '').replace(/^0+(?=\d)/, ''))).toEqual(
            expected.map(String),
          )
        }
      }),
      { numRuns: 40 },
    )
  })
})
