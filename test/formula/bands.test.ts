// Bands: which of them a figure falls in at every edge, in every way of writing them, and what is no set of bands.

import { describe, expect, test } from 'vitest'
import { edited } from '../support/edited.ts'
import { codes, score, scoreOf, work } from '../support/schemes.ts'

/** Results of bands of `a` at figures, one after the other. */
function at(bands: readonly string[], figures: readonly string[]): string {
  return figures.map(a => scoreOf(['bands of: a', ...bands], { a })).join(' ')
}

describe('whole bands', () => {
  test.each<[string, string[], string[], string]>([
    [
      'rising, up to',
      ['up to 3%: 1', 'up to 5%: 0.95', 'above: 0.9'],
      ['-1', '0', '3%', '0.0300001', '5%', '0.050000001', '900%'],
      '1 1 1 0.95 0.95 0.9 0.9',
    ],
    ['rising, under', ['under 30: 1', 'under 60: 2', 'from 60: 3'], ['29.999', '30', '59.999', '60'], '1 2 2 3'],
    ['rising, from', ['under 60: 0', 'from 60: 1', 'from 75: 2'], ['59.99', '60', '74.99', '75', '100'], '0 1 1 2 2'],
    [
      'falling, from',
      ['from 95: 4', 'from 85: 3', 'from 60: 2', 'below 60: 1'],
      ['120', '95', '94.99', '85', '60', '59.99', '-5'],
      '4 4 3 3 2 1 1',
    ],
    ['falling, above', ['above 5%: 3', 'above 1%: 2', 'up to 1%: 1'], ['6%', '5%', '1.1%', '1%', '0'], '3 2 2 1 1'],
    ['otherwise last, rising', ['up to 10: 1', 'up to 20: 2', 'otherwise: 3'], ['10', '20', '20.1'], '1 2 3'],
    ['otherwise last, falling', ['from 20: 3', 'from 10: 2', 'otherwise: 1'], ['20', '19.9', '10', '9.9'], '3 2 2 1'],
    [
      'otherwise for the rest below and above',
      ['10 to 20: 5', 'otherwise: 1'],
      ['-5', '9.99', '10', '15', '20', '20.01', '99'],
      '1 1 5 5 5 1 1',
    ],
    [
      'otherwise below and above several',
      ['10 to under 20: 5', '20 to under 30: 7', 'otherwise: 1'],
      ['9.99', '10', '20', '29.99', '30'],
      '1 5 7 7 1',
    ],
    [
      'otherwise below and above falling ones',
      ['20 to 30: 7', '10 to under 20: 5', 'otherwise: 1'],
      ['9.99', '10', '20', '30', '30.01'],
      '1 5 7 7 1',
    ],
    ['otherwise first', ['otherwise: 1', '10 to 20: 5'], ['9', '10', '20', '21'], '1 5 5 1'],
    ['otherwise around a single figure', ['0: 5', 'otherwise: 1'], ['-1', '0', '1'], '1 5 1'],
    [
      'otherwise between and around',
      ['10 to 20: 5', 'otherwise: 1', '30 to 40: 7'],
      ['9', '20', '25', '30', '41'],
      '1 5 1 7 1',
    ],
    ['two-edged', ['below 30: 1', '30 to under 60: 2', 'from 60: 3'], ['29.9', '30', '59.9', '60'], '1 2 2 3'],
    ['from … to under …', ['below 0: 1', 'from 0 to under 1: 2', 'from 1: 3'], ['-0.1', '0', '0.99', '1'], '1 2 2 3'],
    ['above … up to …', ['up to 0: 1', 'above 0 up to 1: 2', 'above 1: 3'], ['0', '0.1', '1', '1.1'], '1 2 2 3'],
    ['a single figure', ['below 2: 0', '2: 1', 'above 2: 5'], ['1.99', '2', '2.00', '2.01'], '0 1 1 5'],
    ['signs for words', ['≤ 1: 1', '< 2: 2', '≥ 2: 3'], ['1', '1.5', '2'], '1 2 3'],
    ['at most and at least', ['at most 1: 1', 'less than 2: 2', 'at least 2: 3'], ['1', '1.5', '2'], '1 2 3'],
    ['more than and over', ['up to 1: 1', 'more than 1: 2', 'over 2: 3'], ['1', '2', '2.1'], '1 2 3'],
    ['negative edges', ['up to −5: 1', 'up to -1: 2', 'above -1: 3'], ['-5', '-4.9', '-1', '0'], '1 2 2 3'],
    ['one band for all', ['otherwise: 7'], ['-1', '1'], '7 7'],
    ['a figure that divisions made', ['up to 1: 1', 'above 1: 2'], ['1'], '1'],
  ])('%s', (_, bands, figures, expected) => {
    expect(at(bands, figures)).toBe(expected)
  })

  test('bands of counts meet at whole numbers', () => {
    const bands = ['under 30: 1', '30 to 59: 2', '60 to 89: 3', 'from 90: 4']
    const results = ['29', '30', '59', '60', '89', '90'].map(n => scoreOf(['bands of: n', ...bands], { n }))
    expect(results.join(' ')).toBe('1 2 2 3 3 4')
  })

  test('a third times three falls in the band of one', () => {
    expect(scoreOf(['bands of: a ÷ 3 × 3', 'under 1: no', 'from 1: yes'], { a: '1' })).toBe('yes')
  })

  test('edges may be names and formulas, with results that are formulas', () => {
    const bands = ['bands of: m', 'under k: 12%', 'under k × 2: 14% + 1%', 'from k × 2: a']
    const given = { k: '100', a: '0.5' }
    expect(['99.99', '100', '199.99', '200'].map(m => scoreOf(bands, { ...given, m })).join(' ')).toBe(
      '0.12 0.15 0.15 0.5',
    )
  })

  test('edges that turn out of order are a problem when they are worked out', () => {
    expect(scoreOf(['bands of: m', 'under k: 1', 'under 100元: 2', 'from 100元: 3'], { m: '5', k: '101' })).toBe(
      'BANDS_DISORDER',
    )
  })

  test.each<[string, string[]]>([
    ['from, below', ['from 60: “A”', 'below 60: “E”']],
    ['from, under', ['from 60: “A”', 'under 60: “E”']],
    ['above, up to', ['above 59.9: “A”', 'up to 59.9: “E”']],
    ['three of them', ['from 60: “A”', 'under 60: “B”', 'under 30: “E”']],
  ])('two falling bands with one edge: %s', (_, bands) => {
    expect(at(bands, ['60', '59.9'])).toMatch(/^A [BE]$/)
  })

  test('results may be texts, amounts and further bands', () => {
    expect(at(['from 90: “A”', 'from 60: “B”', 'below 60: “E”'], ['90', '60', '0'])).toBe('A B E')
    expect(at(['from 90: 5元', 'from 60: 0', 'below 60: −3元'], ['90', '60', '0'])).toBe('5.00 0.00 -3.00')
    const nested = ['bands of: a', 'under 1: 0', 'from 1:', '  bands of: b', '  under 1: 10', '  from 1: 20']
    expect(scoreOf(nested, { a: '1', b: '0.5' })).toBe('10')
    expect(scoreOf(nested, { a: '0.5', b: '5' })).toBe('0')
  })
})

describe('marginal bands', () => {
  // The catalogue's service-2011: 0.20% below 2,200,000, 0.25% from it, 0.30% from 2,400,000, each on its own slice
  const rates = ['marginal bands of: m', 'under 2200000元: 0.20%', 'under 2400000元: 0.25%', 'from 2400000元: 0.30%']

  test.each([
    ['0', '0.00', 'nothing'],
    ['1000000.01', '2000.00002', '1,000,000.01 × 0.20%'],
    ['2200000', '4400.00', '2,200,000 × 0.20%'],
    ['2318400.5', '4696.00125', '4,400 + 118,400.5 × 0.25% = 4,400 + 296.00125'],
    ['2400000', '4900.00', '4,400 + 200,000 × 0.25% = 4,400 + 500'],
    ['2500000', '5200.00', '4,400 + 500 + 100,000 × 0.30% = 4,900 + 300'],
    ['-100', '-0.20', 'below 0 the lowest rate holds: −100 × 0.20%'],
  ])('of %s are %s: %s', (m, amount) => {
    expect(scoreOf(rates, { m })).toBe(amount)
  })

  test('falling bands mean the same slices', () => {
    const falling = [rates[0]!, 'from 2400000元: 0.30%', 'from 2200000元: 0.25%', 'below 2200000元: 0.20%']
    expect(['1000000', '2318400.5', '2500000'].map(m => scoreOf(falling, { m }))).toEqual([
      '2000.00',
      '4696.00125',
      '5200.00',
    ])
  })

  test('an edge belongs to both slices alike', () => {
    const upTo = ['marginal bands of: a', 'up to 10: 1', 'above 10: 2']
    expect(['10', '10.5', '11'].map(a => scoreOf(upTo, { a })).join(' ')).toBe('10 11 12')
  })

  test('a rate must be a number', () => {
    expect(codes('scores:\n  s:\n    marginal bands of: m\n    under 5元: 1元\n    from 5元: 2\n')).toEqual([
      'TYPE_WRONG',
    ])
  })
})

describe('two-way tables', () => {
  const table = [
    'bands of: n',
    'across: m',
    'columns: [from k, under k]',
    'under 30: [0.8, 0.6]',
    '30 to 59: [1.0, 0.8]',
    'from 60: [1.2, 1.0]',
  ]

  test.each([
    ['29', '100', '0.8'],
    ['29', '99.99', '0.6'],
    ['30', '100', '1'],
    ['59', '99.99', '0.8'],
    ['60', '100.01', '1.2'],
    ['60', '0', '1'],
  ])('%s and %s of 100 are %s', (n, m, factor) => {
    expect(scoreOf(table, { n, m, k: '100' })).toBe(factor)
  })

  test('every row has as many cells as there are columns', () => {
    const sections = `scores:\n  s:\n${table.map(l => `    ${l}`).join('\n')}\n`
    expect(codes(edited(sections, ['[1.0, 0.8]', '[1.0]']))).toEqual(['SHAPE_WRONG'])
    expect(codes(edited(sections, ['[1.0, 0.8]', '1.0']))).toEqual(['SHAPE_WRONG'])
  })
})

describe('what is no set of bands', () => {
  test.each<[string, string[], string[]]>([
    ['a gap', ['up to 3%: 1', 'from 4%: 2'], ['BANDS_GAP']],
    ['a gap of one figure', ['under 3%: 1', 'above 3%: 2'], ['BANDS_GAP']],
    ['nothing below', ['from 0: 1'], ['BANDS_GAP']],
    ['nothing above', ['under 1: 1', '1 to 2: 2'], ['BANDS_GAP']],
    ['nothing above the last of falling bands', ['5 to 9: 2', 'under 5: 1'], ['BANDS_GAP']],
    ['a gap between whole figures that need not be whole', ['under 30: 1', '30 to 59: 2', 'from 60: 3'], ['BANDS_GAP']],
    ['a gap between bands that otherwise does not fill', ['from 90: 2', '80 to 89: 1', 'otherwise: 0'], ['BANDS_GAP']],
    ['an overlap of one figure', ['up to 3: 1', 'from 3: 2'], ['BANDS_OVERLAP']],
    ['an overlap after the first two', ['up to 3: 1', 'up to 5: 2', 'from 4: 3'], ['BANDS_OVERLAP']],
    ['a range back to front', ['below 1: 0', '5 to 1: 1', 'above 5: 2'], ['BANDS_GAP']],
    ['words after the edge', ['up to 3 to: 1', 'above 3: 2'], ['BANDS_EDGE']],
    ['an edge that is no formula', ['up to (: 1', 'above 3: 2'], ['BANDS_EDGE']],
    ['an edge of another kind', ['up to 3元: 1', 'above 3元: 2'], ['MONEY_MIXED', 'MONEY_MIXED']],
    ['results of different kinds', ['up to 3: 1', 'above 3: 2元'], ['MONEY_MIXED']],
    ['no bands at all', [], ['SHAPE_WRONG']],
  ])('%s', (_, bands, expected) => {
    expect(codes(`scores:\n  s:\n${['bands of: a', ...bands].map(l => `    ${l}`).join('\n')}\n`)).toEqual(expected)
  })

  test.each<[string, string[]]>([
    ['an overlap of the first two', ['up to 5: 1', 'from 3: 2']],
    ['bands out of order', ['up to 5: 1', 'up to 3: 2', 'above 5: 3']],
    ['one band in two wordings', ['up to 3: 1', 'at most 3: 2', 'above 3: 3']],
  ])('%s', (_, bands) => {
    const sections = `scores:\n  s:\n${['bands of: a', ...bands].map(l => `    ${l}`).join('\n')}\n`
    expect(codes(sections)).toEqual(['BANDS_OVERLAP'])
  })

  test('bands of a text are refused', () => {
    expect(codes('scores:\n  s:\n    bands of: t\n    otherwise: 1\n')).toEqual(['TYPE_WRONG'])
  })
})

describe('limits and rounding of a definition', () => {
  test.each([
    ['{ formula: a, not below: 0 }', '-0.01', '0'],
    ['{ formula: a, not above: 120% }', '1.21', '1.2'],
    ['{ formula: a, not below: 0, not above: 120% }', '1.2', '1.2'],
    ['{ formula: a, not below: b }', '4', '5'],
    ['{ formula: a, round: 2 }', '1.005', '1.01'],
    ['{ formula: a, round: 0 }', '2.5', '3'],
    ['{ formula: a, round: 1 down }', '-1.19', '-1.1'],
    ['{ formula: a, round: 1 up }', '-1.11', '-1.2'],
    ['{ formula: a, round: 2 half even }', '0.125', '0.12'],
    ['{ formula: a, not above: 1, round: 2 }', '1.004', '1.00'],
    // The limit first, then the rounding: 0.996 is below 1, and rounds to it
    ['{ formula: a, not below: 0.996, round: 2 }', '0', '1.00'],
    ['{ weighted: { a: 70%, b: 30% } }', '10', '8.5'],
  ])('%s of %s', (definition, a, expected) => {
    expect(score(definition, { a, b: '5' })).toBe(expected)
  })

  test('choices by text, yes/no and whole number', () => {
    const by = (of: string, ...rows: string[]) => [`choose by: ${of}`, ...rows]
    expect(scoreOf(by('t', 'x, y: 1', 'z: 2'), { t: 'y' })).toBe('1')
    expect(scoreOf(by('t', 'x: 1', 'otherwise: 9'), { t: 'z' })).toBe('9')
    expect(scoreOf(by('ok', '是: 1', 'no: 2'), { ok: 'false' })).toBe('2')
    expect(scoreOf(by('n', '1: 10', '2、3: 20', 'otherwise: 0'), { n: '3' })).toBe('20')
    expect(scoreOf(by('n', '1: 10', '2: 20'), { n: '3' })).toBe('CHOICE_NONE')
  })

  test('scores are not rounded unless the scheme says so, pay lines are', () => {
    const { people } = work('scores:\n  s: a ÷ 3\npay:\n  - for: everyone\n    lines:\n      l: m ÷ 3\n', [
      { a: '1', m: '0.10' },
    ])
    expect(people['1']!.scores.s).toBe(`0.${'3'.repeat(40)}`)
    // 0.10 ÷ 3 = 0.033…
    expect(people['1']!.lines).toEqual({ l: '0.03' })
  })
})
