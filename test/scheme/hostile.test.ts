// Schemes made to hurt: each is refused or harmless, and none hangs or crashes the program.

import { describe, expect, test } from 'vitest'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { codes, HEAD, load, work } from '../support/schemes.ts'

describe('too much of everything', () => {
  test.each<[string, string]>([
    ['10,000 nested brackets', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['a formula of 900,000 letters', `1${' + 1'.repeat(225_000)}`],
    ['1,900 nested brackets', `${'('.repeat(1900)}1${')'.repeat(1900)}`],
    ['1,000 nested conditions', `${'if ok then 1 else '.repeat(200)}0`],
    ['3,900 minus signs', `${'−'.repeat(3900)}1`],
  ])('%s are a fault of syntax', (_, formula) => {
    expect(codes(`scores:\n  s: "${formula}"\n`)).toEqual(['FORMULA_SYNTAX'])
  })

  test('a file of more than a million letters is not read', () => {
    expect(loadScheme(`# ${'x'.repeat(1_000_001)}`, 'scheme.yaml', undefined).problems.map(p => p.code)).toEqual([
      'FILE_TOO_LARGE',
    ])
  })

  const many = (count: number, entry: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => `${entry(i)}\n`).join('')

  test.each<[string, string, number]>([
    ['values', `values:\n${many(20_000, i => `  v${i}: a + ${i}`)}`, 20_000],
    ['lines', `pay:\n  - for: everyone\n    lines:\n${many(20_000, i => `      l${i}: 1元`)}`, 20_000],
    ['v', `values:\n  v:\n    bands of: a\n${many(20_000, i => `    up to ${i}: ${i}`)}    above 19999: 1\n`, 20_002],
    [
      'for',
      `pay:\n  - for: [${many(20_000, i => `p${i},`).replaceAll('\n', '')} p]\n    lines:\n      l: 1元\n`,
      20_001,
    ],
    ['ROW_TWICE', `allow:\n  ROW_TWICE: {${many(6_000, i => `t${i}: x,`).replaceAll('\n', '')} t: x }\n`, 6_001],
  ])('more entries of %s than a sheet has columns are told at once', (name, sections, count) => {
    const { problems } = load(`${HEAD}${sections}`)
    expect(problems.map(p => [p.code, p.facts])).toEqual([['ENTRIES_MANY', { name, count, limit: 5000 }]])
    expect(problems[0]!.at).toMatchObject({ file: 'scheme.yaml', line: expect.any(Number) })
  })

  test('many sections that are too much together are told as well', () => {
    const three = ['values', 'scores', 'flags'].map(
      section => `${section}:\n${many(4_000, i => `  ${section}${i}: a`)}`,
    )
    const { problems } = load(`${HEAD}${three.join('')}`)
    expect(problems.map(p => [p.code, p.code === 'ENTRIES_MANY' && p.facts.name])).toEqual([['ENTRIES_MANY', '']])
  })

  // Found one by one among all others, either took minutes.
  test('4,900 misspelt names, and as many keys that stand twice, are told in their order', () => {
    const misspelt = load(`${HEAD}values:\n${many(4_900, i => `  v${i}: w${i} + 1`)}`).problems
    const unknown = misspelt.filter(p => p.code === 'NAME_UNKNOWN')
    expect(unknown).toHaveLength(4_900)
    expect(unknown[0]!.facts).toMatchObject({ name: 'w0', nearest: expect.any(String) })
    const twice = load(`${HEAD}values:\n${many(4_900, i => `  v${i >> 1}: a`)}`).problems
    expect(twice.map(p => p.code)).toEqual(Array.from({ length: 2_450 }, () => 'YAML_DUPLICATE_KEY'))
    expect(twice[0]!.facts).toEqual({ key: 'v0' })
  })

  test.each(['x', '张', 'é', '\\u00e9'])(
    'names of 90,000 letters (%s) are told in a sentence that can be read',
    letter => {
      const { problems } = load(`${HEAD}values:\n  v: "a × ${letter.repeat(90_000)}"\n`)
      expect(problems.length).toBeGreaterThan(0)
      for (const p of problems) expect(sentenceOf(p, 'en').message.length).toBeLessThan(2_500)
    },
  )

  test('a bomb of aliases is not blown up', () => {
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`),
    ]
    const { scheme, problems } = load(`${HEAD}${bomb.join('\n')}\n`)
    expect(scheme).toBe(undefined)
    expect(
      problems.some(
        p => p.code === 'SHAPE_WRONG' && typeof p.facts.found === 'object' && p.facts.found.term === 'alias',
      ),
    ).toBe(true)
  })

  test('maps nested 5,000 deep are told, not fatal', () => {
    const deep = `values:\n  v: ${'{ formula: '.repeat(5000)}1${' }'.repeat(5000)}\n`
    expect(load(`${HEAD}${deep}`).problems.length).toBeGreaterThan(0)
  })

  test('bands nested in bands end where they end', () => {
    // Each further map stands deeper than the one around it; all but the first two bands have no figure left.
    const nested = (depth: number, indent: string): string =>
      depth === 0
        ? '1'
        : `\n${indent}bands of: a\n${indent}up to 1: 0\n${indent}above 1: ${nested(depth - 1, `${indent} `)}`
    expect(new Set(codes(`scores:\n  s:${nested(200, '    ')}\n`))).toEqual(new Set(['BAND_UNREACHED']))
  })

  test('values that double each other sixty times are worked out once each', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `  v${i + 1}: v${i} + v${i}`).join('\n')
    const { people } = work(`values:\n  v0: a\n${chain}\nscores:\n  s: v60\n`, [{ a: '1' }])
    // 2^60
    expect(people['1']!.scores.s).toBe('1152921504606846976')
  })

  test('values that multiply themselves sixty times stop at a figure no shop can mean', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `  v${i + 1}: v${i} × v${i}`).join('\n')
    const { problems } = work(`values:\n  v0: a\n${chain}\nscores:\n  s: v60\n`, [{ a: '12345.678' }])
    expect(problems.map(p => p.code)).toEqual(['NUMBER_RUNAWAY'])
  })

  test('sixty divisions of small figures neither overflow nor vanish in silence', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `  v${i + 1}: v${i} × v${i}`).join('\n')
    const { people, problems } = work(`values:\n  v0: a\n${chain}\nscores:\n  s: if v60 = 0 then 1 else 2\n`, [
      { a: '0.01' },
    ])
    // Settled to 40 places the product is 0
    expect(problems).toEqual([])
    expect(people['1']!.scores.s).toBe('1')
  })

  test('sums over people of sums over people are worked out once each', () => {
    const chain = Array.from({ length: 30 }, (_, i) => `  v${i + 1}: sum(people.v${i}) + a`).join('\n')
    const people = Array.from({ length: 20 }, () => ({ a: '0.5' }))
    const worked = work(`values:\n  v0: a\n${chain}\nscores:\n  s: v5\n`, people)
    // v1 = 20 × 0.5 + 0.5 = 10.5; v2 = 210.5; v3 = 4210.5; v4 = 84210.5; v5 = 1684210.5
    expect(worked.people['1']!.scores.s).toBe('1684210.5')
  })

  const chain = (links: number): string =>
    `values:\n  v0: a\n${Array.from({ length: links }, (_, i) => `  v${i + 1}: v${i} + 1`).join('\n')}\nscores:\n  s: v${links}\n`

  test('100 values that read one another in a chain are worked out', () => {
    expect(work(chain(100), [{ a: '1' }]).people['1']!.scores.s).toBe('101')
  })

  test.each([250, 1500])('a chain of %i values is refused and does not exhaust the stack', links => {
    expect(codes(chain(links))).toContain('CHAIN_TOO_LONG')
  })

  test('a chain that is written from its end is refused as well', () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `  v${i}: v${i + 1} + 1`).join('\n')
    expect(codes(`values:\n${lines}\n  v2000: a\nscores:\n  s: v0\n`)).toContain('CHAIN_TOO_LONG')
  })

  test('a chain through row columns of an export is refused or worked out, and no crash', () => {
    const lines = Array.from({ length: 1500 }, (_, i) => `      c${i + 1}: c${i} + 1`).join('\n')
    const table = `  orders:\n    file: orders*\n    columns:\n      c0: number\n    work out:\n${lines}\n`
    expect(() => codes(`${table}scores:\n  s: sum(orders.c1500)\n`)).not.toThrow()
  })
})

describe('values that read themselves', () => {
  const crossed = (sections: string): string[] => [...new Set(codes(sections))]

  test.each<[string, string]>([
    ['by a condition on people', 'values:\n  v: count(people where v > 0)\nscores:\n  s: v\n'],
    ['by way of two sections', 'values:\n  v: s + 1\nscores:\n  s: v × 2\n'],
    ['by a limit', 'scores:\n  s: { formula: a, not below: s }\n'],
    ['by a line’s rank among lines', 'pay:\n  - for: everyone\n    lines:\n      l: 5元 × rank(l)\n'],
    [
      'by what is paid in all',
      'pay:\n  - for: everyone\n    lines:\n      l: sum(people.gross2)\nvalues:\n  gross2: gross\n',
    ],
  ])('%s are a circle', (_, sections) => {
    expect(crossed(sections)).toEqual(['CYCLE'])
  })

  // A value in the making has no type as yet: the circle must be seen all the same.
  test.each<[string, string]>([
    ['by its own rank', 'values:\n  v: rank(v)\nscores:\n  s: v\n'],
    [
      'by the weight of a share',
      'values:\n  pool: { formula: sum(people.m), round: 2 }\n  v: share(pool by v ÷ 1元)\nscores:\n  s: v\n',
    ],
    ['by the edge of a band', 'scores:\n  s:\n    bands of: a\n    up to s: 1\n    above s: 2\n'],
    ['by a sum over people', 'values:\n  v: sum(people.v) + a\nscores:\n  s: v\n'],
    ['by a sum over a group', 'values:\n  v: sum(people.v by team) + a\nscores:\n  s: v\n'],
  ])('%s are a circle', (_, sections) => {
    expect(crossed(sections)).toEqual(['CYCLE'])
  })
})

describe('names that mean something to the machine', () => {
  const NAMES = ['constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf']

  test.each(NAMES)('a value called %s is a value', name => {
    const { people } = work(`values:\n  ${name}: a + 1\nscores:\n  s: ${name} × 2\n`, [{ a: '1' }])
    expect(people['1']!.scores).toEqual({ s: '4' })
  })

  test.each(NAMES)('a score, a parameter and a scorecard called %s are what they are', name => {
    const { people } = work(`parameters:\n  ${name}: 3\nscores:\n  s: ${name} × a\n`, [{ a: '2' }])
    expect(people['1']!.scores).toEqual({ s: '6' })
    const named = work(`scorecards:\n  ${name}:\n    ${name}: a\nscores:\n  s: ${name}\n`, [{ a: '2' }])
    expect(named.people['1']!.scores).toEqual({ s: '2' })
  })

  test.each(NAMES)('a pay line called %s is paid', name => {
    const { people } = work(`pay:\n  - for: everyone\n    lines:\n      ${name}: m\n`, [{ m: '5' }])
    expect(Object.entries(people['1']!.lines)).toEqual([[name, '5.00']])
    expect(people['1']!.gross).toBe('5.00')
  })

  test.each(NAMES)('%s that is not defined is unknown', name => {
    expect(codes(`scores:\n  s: ${name}\n`)).toEqual(['NAME_UNKNOWN'])
    expect(codes(`scores:\n  s: figures.${name}\n`)).toEqual(['NAME_UNKNOWN'])
  })

  test.each(NAMES)('a position and a text %s are texts', name => {
    const sections = `scores:\n  s:\n    choose by: position\n    ${name}: 1\n    otherwise: 2\n`
    expect(work(sections, [{ position: name }, { position: 'x' }]).people).toMatchObject({ 1: { scores: { s: '1' } } })
  })

  test.each(NAMES)('the key %s means nothing in a scheme', name => {
    expect(codes(`${name}:\n  a: 1\n`)).toEqual(['KEY_UNKNOWN'])
  })

  test('__proto__ is no name', () => {
    expect(codes('values:\n  __proto__: a\nscores:\n  s: a\n')).toContain('NAME_INVALID')
    expect(codes('pay:\n  - for: everyone\n    lines:\n      __proto__: m\n')).toEqual(['NAME_INVALID'])
    expect(codes('__proto__:\n  a: 1\n')).toEqual(['NAME_INVALID'])
    expect(codes('scores:\n  s: __proto__\n')).toEqual(['NAME_UNKNOWN'])
  })
})
