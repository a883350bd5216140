// What goes by two figures or texts, scales of texts and of two, and what nobody has decided: every cell by hand, the words
// of a refusal in both languages, and what is no table.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/core/problem.ts'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { codes, type Given, score, scoreOf, work } from '../support/schemes.ts'

/** Results of a map for people, one after the other. */
function each(rows: readonly string[], people: readonly Given[]): string {
  return people.map(given => scoreOf(rows, given)).join(' ')
}

describe('two ways', () => {
  test('bands by texts', () => {
    const rows = [
      'bands of: a',
      'across: t',
      'columns: [x, y、z]',
      'under 60: [1, 2]',
      'from 60 to under 80: [3, 4]',
      'from 80: [5, 6]',
    ]
    const given = ['59.99 x', '60 x', '79.99 z', '80 y', '80 x'].map(g => g.split(' '))
    expect(
      each(
        rows,
        given.map(([a, t]) => ({ a: a!, t: t! })),
      ),
    ).toBe('1 3 4 6 5')
  })

  test('texts by bands, with otherwise at both ends and for the rest of the texts', () => {
    const rows = ['choose by: t', 'across: a', 'columns: [otherwise, 10 to 20]', 'x: [1, 2]', 'otherwise: [3, 4]']
    const at = (t: string): string =>
      each(
        rows,
        ['9.99', '10', '20', '20.01'].map(a => ({ a, t })),
      )
    expect([at('x'), at('y'), at('z')]).toEqual(['1 2 2 1', '3 4 4 3', '3 4 4 3'])
  })

  test('texts by texts, and by yes or no', () => {
    const rows = ['choose by: t', 'across: ok', 'columns: [yes, no]', 'x: [1, 2]', 'y, z: [3, 4]']
    const people = ['x yes', 'x no', 'z yes', 'y no'].map(g => ({ t: g.split(' ')[0]!, ok: g.split(' ')[1]! }))
    expect(each(rows, people)).toBe('1 2 3 4')
  })

  test('the rates of slices by a text', () => {
    const rows = [
      'marginal bands of: m',
      'across: t',
      'columns: [x, otherwise]',
      'under 100元: [10%, 1%]',
      'from 100元: [20%, 2%]',
    ]
    // x: 100 × 10% + 50 × 20% = 20; others: 100 × 1% + 50 × 2% = 2
    expect(
      each(rows, [
        { m: '150', t: 'x' },
        { m: '150', t: 'z' },
      ]),
    ).toBe('20.00 2.00')
  })

  test('edges and cells may be figures, formulas and tables within', () => {
    const rows = [
      'bands of: a',
      'across: t',
      'columns: [x, otherwise]',
      'under b: [a × 2, { choose by: ok, yes: 7, no: 8 }]',
      'from b: [b, 0]',
    ]
    const people: Given[] = [
      { a: '4', b: '5', t: 'x' },
      { a: '4', b: '5', t: 'y', ok: 'no' },
      { a: '5', b: '5', t: 'x' },
    ]
    expect(each(rows, people)).toBe('8 8 5')
  })

  test.each<[string, string[], string[]]>([
    [
      'a row of another length',
      ['bands of: a', 'across: t', 'columns: [x, otherwise]', 'otherwise: [1]'],
      ['SHAPE_WRONG'],
    ],
    [
      'a row that is one figure',
      ['bands of: a', 'across: t', 'columns: [x, otherwise]', 'otherwise: 1'],
      ['SHAPE_WRONG'],
    ],
    [
      'a text that can’t be',
      ['bands of: a', 'across: t', 'columns: [x, w, otherwise]', 'otherwise: [1, 2, 3]'],
      ['TEXT_UNKNOWN'],
    ],
    [
      'a text twice',
      ['bands of: a', 'across: t', 'columns: [x, "y, x", otherwise]', 'otherwise: [1, 2, 3]'],
      ['CHOICE_REPEATED'],
    ],
    [
      'otherwise twice',
      ['bands of: a', 'across: t', 'columns: [otherwise, x, otherwise]', 'otherwise: [1, 2, 3]'],
      ['CHOICE_REPEATED'],
    ],
    [
      'a text that is missing',
      ['bands of: a', 'across: t', 'columns: [x, y]', 'otherwise: [1, 2]'],
      ['CHOICE_MISSING'],
    ],
    ['columns without across', ['choose by: t', 'columns: [x]', 'otherwise: [1]'], ['KEY_MISSING']],
    ['bands of a text', ['bands of: t', 'x: 1'], ['TYPE_WRONG']],
    [
      'amounts and figures',
      ['bands of: a', 'across: ok', 'columns: [yes, no]', 'otherwise: [1, 2元]'],
      ['MONEY_MIXED'],
    ],
  ])('refused: %s', (_, rows, expected) => {
    const found = codes(`scores:\n  s:\n${rows.map(r => `    ${r}`).join('\n')}\n`)
    expect([...new Set(found)].filter(c => !c.endsWith('UNUSED'))).toEqual(expected)
  })
})

describe('scales', () => {
  test('of texts', () => {
    const worked = work(
      'scales:\n  points: { x: 5, y: 3.5, otherwise: 0 }\nscores:\n  s: points(t) × 2 + points("y")\n',
      [{ t: 'x' }, { t: 'z' }],
    )
    // 5 × 2 + 3.5; 0 × 2 + 3.5
    expect(Object.values(worked.people).map(p => p.scores.s)).toEqual(['13.5', '3.5'])
  })

  test('of two, marginal, and with limits', () => {
    const scales = `scales:
  two: { columns: [x, otherwise], under 10: [1, 2], from 10: [3, 4] }
  slices: { marginal: yes, under 10: 1, from 10: 2, not above: 15, round: 0 }
`
    const one = (formula: string, given: Given): string | undefined =>
      work(`${scales}scores:\n  s: ${formula}\n`, [given]).people['1']!.scores.s
    expect(one('two(a, t)', { a: '9', t: 'x' })).toBe('1')
    expect(one('two(a, t)', { a: '10', t: 'y' })).toBe('4')
    // 10 × 1 + 1.7 × 2 = 13.4; 10 + 5 × 2 = 20, at most 15
    expect(one('slices(a)', { a: '11.7' })).toBe('13')
    expect(one('slices(a)', { a: '15' })).toBe('15')
  })

  test.each<[string, string, string[]]>([
    ['a figure for a text', 'points(a)', ['ARGUMENTS_WRONG']],
    ['a text for a figure', 'bands(t)', ['ARGUMENTS_WRONG']],
    ['two for one', 'points(t, t)', ['ARGUMENTS_WRONG']],
    ['one for two', 'two(a)', ['ARGUMENTS_WRONG']],
    ['nothing that it takes', 'two(t, a)', ['ARGUMENTS_WRONG']],
  ])('refused: %s', (_, formula, expected) => {
    const scales =
      'scales:\n  points: { x: 1, otherwise: 0 }\n  bands: { from 3: 1, below: 0 }\n  two: { columns: [x, otherwise], from 0: [1, 2], below: [0, 0] }\n'
    expect(codes(`${scales}scores:\n  s: ${formula}\n`)).toEqual(expected)
  })
})

describe('refuse', () => {
  const told = (sections: string, given: Given): Problem[] => [...work(sections, [{ id: '7', ...given }]).problems]

  test('a band that nobody has decided', () => {
    const rows = ['bands of: a', 'under 60: refuse “to be decided”', 'from 60: 1']
    expect(scoreOf(rows, { a: '60' })).toBe('1')
    const [found, ...more] = told(`scores:\n  s:\n${rows.map(r => `    ${r}`).join('\n')}\n`, { a: '59.5' })
    expect(more).toEqual([])
    expect(found).toMatchObject({
      code: 'REFUSED',
      severity: 'error',
      at: { line: 31, column: 15 },
      facts: { name: 's', who: '7 (7)', note: 'to be decided', figures: 'a = 59.5' },
    })
    expect(sentenceOf(found!, 'en').message).toBe(
      '“s” of 7 (7) is not decided by the scheme for a = 59.5: to be decided',
    )
    expect(sentenceOf(found!, 'zh').message).toBe('7 (7) 的“s”在 a = 59.5 时方案未定：to be decided')
  })

  test('a cell of a table, a whole row of it, and a case', () => {
    const rows = [
      'bands of: a',
      'across: t',
      'columns: [x, otherwise]',
      'under 60: refuse',
      'from 60: [1, refuse "no"]',
    ]
    const text = `scores:\n  s:\n${rows.map(r => `    ${r}`).join('\n')}\n`
    expect(scoreOf(rows, { a: '60', t: 'x' })).toBe('1')
    expect(told(text, { a: '59', t: 'x' }).map(p => p.facts)).toMatchObject([{ note: '', figures: 'a = 59, t = x' }])
    expect(told(text, { a: '60', t: 'z' }).map(p => p.facts)).toMatchObject([{ note: 'no', figures: 'a = 60, t = z' }])
    expect(scoreOf(['choose by: t', 'x: 1', 'otherwise: refuse'], { t: 'y' })).toBe('REFUSED')
  })

  test('a condition, and what leads there', () => {
    const text = 'scores:\n  s: if a > b and ok then refuse “ask” else a\n'
    expect(told(text, { a: '2', b: '1', ok: 'yes' }).map(p => p.facts)).toMatchObject([
      { note: 'ask', figures: 'a = 2, b = 1, ok = yes' },
    ])
    expect(score('if a > b and ok then refuse “ask” else a', { a: '2', b: '1', ok: 'no' })).toBe('2')
  })

  test('an amount, a marginal band and a scale', () => {
    expect(scoreOf(['marginal bands of: m', 'under 100元: 1%', 'from 100元: refuse'], { m: '50' })).toBe('0.50')
    expect(scoreOf(['marginal bands of: m', 'under 100元: 1%', 'from 100元: refuse'], { m: '100' })).toBe('1.00')
    expect(scoreOf(['marginal bands of: m', 'under 100元: 1%', 'from 100元: refuse'], { m: '100.01' })).toBe('REFUSED')
    const scale = 'scales:\n  p: { x: 1, y: 2, otherwise: refuse }\nscores:\n  s: p(t)\n'
    expect(told(scale, { t: 'z' }).map(p => p.facts)).toMatchObject([{ figures: 't = z' }])
  })

  test('once for all that reads it, and nothing else is told', () => {
    const text = 'values:\n  v: { bands of: a, under 1: refuse, from 1: 2 }\nscores:\n  s: v + 1\n  r: v × 2\n'
    expect(told(text, { a: '0' }).map(p => p.code)).toEqual(['REFUSED'])
  })

  test('what is not decided at all stops those whom it concerns, and nobody else', () => {
    const text =
      'values:\n  v: { bands of: a, under 1: refuse “x”, from 1: refuse “y” }\npay:\n  - for: clerk\n    lines:\n      l: refuse “z”\n      w: { when: ok, formula: v + 1元 }\n  - for: head\n    lines:\n      l: 5元\n'
    expect(work(text, [{ position: 'head', ok: 'no' }]).people['1']!.lines).toEqual({ l: '5.00' })
    expect(told(text, { ok: 'no' }).map(p => p.facts)).toMatchObject([{ name: 'l', note: 'z', figures: '' }])
    expect(told(text, { ok: 'yes', a: '2' }).map(p => ('note' in p.facts ? p.facts.note : p.code))).toEqual(['z', 'y'])
  })

  test('where a figure is missing, that is told and not what nobody decided', () => {
    const text = 'scores:\n  s: { bands of: a, under 1: refuse, from 1: b }\n'
    expect(told(text, {}).map(p => p.code)).toEqual(['VALUE_BLANK'])
  })
})

describe('any table', () => {
  test('gives the cell of its row and column', () => {
    const table = fc.record({
      edges: fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 4 }),
      first: fc.constantFrom('x', 'y', 'z'),
      a: fc.integer({ min: -60, max: 60 }),
      t: fc.constantFrom('x', 'y', 'z'),
      falling: fc.boolean(),
      turned: fc.boolean(),
    })
    fc.assert(
      fc.property(table, ({ edges, first, a, t, falling, turned }) => {
        const sorted = [...edges].sort((p, q) => p - q)
        const bands = [
          `under ${sorted[0]}`,
          ...sorted.map((e, i) => (i + 1 < sorted.length ? `${e} to under ${sorted[i + 1]}` : `from ${e}`)),
        ]
        const cells = bands.map((key, r) => ({ key, own: [r * 10, r * 10 + 1] }))
        const rowAt = sorted.filter(e => a >= e).length
        const due = rowAt * 10 + (t === first ? 0 : 1)
        const order = falling ? cells.toReversed() : cells
        const rows = turned
          ? [
              'choose by: t',
              'across: a',
              `columns: [${order.map(c => c.key).join(', ')}]`,
              `${first}: [${order.map(c => c.own[0]).join(', ')}]`,
              `otherwise: [${order.map(c => c.own[1]).join(', ')}]`,
            ]
          : [
              'bands of: a',
              'across: t',
              `columns: [${first}, otherwise]`,
              ...order.map(c => `${c.key}: [${c.own.join(', ')}]`),
            ]
        expect(scoreOf(rows, { a: String(a), t })).toBe(String(due))
      }),
      { numRuns: 120 },
    )
  })
})
