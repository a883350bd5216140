// What a sound scheme means: whose value a value is, which formula a position has, what holds in which month.

import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { edited } from '../support/edited.ts'
import { codes, HEAD, load, work } from '../support/schemes.ts'

describe('a circle is only one where a position closes it', () => {
  // The catalogue's shop-commission: 信息员 are paid by the lines of the 服务顾问 of their group, under the same name
  const CLERKS = `pay:
  - for: advisor
    lines:
      bonus: m × 10%
  - for: clerk
    lines:
      bonus: sum(people.bonus by team where position = "advisor") × 20%
`

  test('a line may read the lines of its name that other positions have', () => {
    const { people } = work(CLERKS, [
      { position: 'advisor', team: 'A', m: '1000.05' },
      { position: 'advisor', team: 'A', m: '500' },
      { position: 'advisor', team: 'B', m: '99999' },
      { position: 'clerk', team: 'A' },
    ])
    // 100.005 → 100.01 as rounded; (100.01 + 50.00) × 20% = 30.002 → 30.00
    expect(Object.values(people).map(p => p.lines.bonus)).toEqual(['100.01', '50.00', '9999.90', '30.00'])
  })

  test('all but its own position will do', () => {
    for (const condition of ['≠ "clerk"', 'not in ("clerk")'])
      expect(codes(edited(CLERKS, ['= "advisor"', condition]))).toEqual([])
  })

  test('without the condition it reads itself', () => {
    expect(codes(edited(CLERKS, [' where position = "advisor"', '']))).toEqual(['CYCLE'])
    expect(codes(edited(CLERKS, ['= "advisor"', 'in ("advisor", "clerk")']))).toEqual(['CYCLE'])
    expect(codes(edited(CLERKS, ['= "advisor"', '≠ "advisor"']))).toEqual(['CYCLE'])
    expect(codes(edited(CLERKS, ['= "advisor"', '= "advisor" or ok']))).toEqual(['CYCLE'])
  })

  test('a condition with more to it narrows the positions as well', () => {
    expect(codes(edited(CLERKS, ['= "advisor"', '= "advisor" and m > 0']))).toEqual([])
    expect(codes(edited(CLERKS, ['= "advisor"', 'in ("advisor")']))).toEqual([])
  })

  test('a choice by position reads only its own branch', () => {
    const sections = (clerk: string) => `scores:
  s:
    choose by: position
    advisor: a
    clerk: ${clerk}
  total: sum(people.s where position = "advisor")
`
    expect(codes(sections('total'))).toEqual([])
    const { people } = work(sections('total × 2'), [
      { position: 'advisor', a: '3' },
      { position: 'advisor', a: '4' },
      { position: 'clerk' },
    ])
    expect(people['3']!.scores).toEqual({ s: '14', total: '7' })
  })
})

describe('parameters by month', () => {
  const text = `${HEAD}parameters:
  divisor: { from 2026-01: 1.17, from 2026-05: 1.13, from 2027-01: 1.1 }
scores:
  s: divisor
`
  test.each([
    ['2026-01', '1.17'],
    ['2026-04', '1.17'],
    ['2026-05', '1.13'],
    ['2026-12', '1.13'],
    ['2027-01', '1.1'],
    ['2030-06', '1.1'],
  ])('in %s it is %s', (month, value) => {
    const { scheme, problems: all } = loadScheme(text, 'scheme.yaml', parsePeriod(month)!)
    const problems = all.filter(p => p.code !== 'COLUMN_UNUSED')
    expect(problems).toEqual([])
    expect(String(scheme!.parameters[0]!.source.value)).toBe(value)
  })

  test('the order of the months in the file does not matter', () => {
    const turned = edited(text, [
      '{ from 2026-01: 1.17, from 2026-05: 1.13,',
      '{ from 2026-05: 1.13, from 2026-01: 1.17,',
    ])
    const { scheme } = loadScheme(turned, 'scheme.yaml', parsePeriod('2026-04')!)
    expect(String(scheme!.parameters[0]!.source.value)).toBe('1.17')
  })

  test('without a month the newest holds', () => {
    expect(String(load(text).scheme!.parameters[0]!.source.value)).toBe('1.1')
  })

  const inMonth = (figures: string, month: string): string => {
    const { scheme, problems } = loadScheme(
      edited(text, ['{ from 2026-01: 1.17, from 2026-05: 1.13, from 2027-01: 1.1 }', figures]),
      'scheme.yaml',
      parsePeriod(month)!,
    )
    return scheme ? String(scheme.parameters[0]!.source.value) : problems.map(p => p.code).join(' ')
  }

  const THREE = '{ until 2026-03: 1, from 2026-04 until 2026-06: 2, from 2026-07: 3 }'
  const PLAIN = '{ value: 1, from 2026-04 until 2026-06: 2, from 2026-08: 3 }'
  test.each([
    // Both months of a span are in it.
    [THREE, '2026-03', '1'],
    [THREE, '2026-04', '2'],
    [THREE, '2026-06', '2'],
    [THREE, '2026-07', '3'],
    // The plain one holds wherever no other does.
    [PLAIN, '2026-03', '1'],
    [PLAIN, '2026-05', '2'],
    [PLAIN, '2026-07', '1'],
    [PLAIN, '2026-08', '3'],
    // So does one that does not say when it ends, after a later one has ended.
    ['{ from 2026-01: 1, from 2026-04 until 2026-06: 2 }', '2026-07', '1'],
    // What comes after the last one need not be known before.
    ['{ until 2026-06: 1 }', '2026-06', '1'],
    ['{ until 2026-06: 1 }', '2026-07', 'SCHEME_PERIOD'],
  ])('%s in %s is %s', (figures, month, value) => {
    expect(inMonth(figures, month)).toBe(value)
  })

  test('a scheme that begins later is refused for the month', () => {
    expect(loadScheme(text, 'scheme.yaml', parsePeriod('2025-12')!).problems.map(p => p.code)).toContain(
      'SCHEME_PERIOD',
    )
  })
})

describe('whose value it is', () => {
  const home = (formula: string, more = ''): string => {
    const { scheme, problems } = load(`${HEAD}${more}values:\n  v: ${formula}\nflags:\n  f: v is blank\n`)
    return scheme ? scheme.values[0]!.home : problems.map(p => p.code).join(' ')
  }
  const ORDERS = '  orders:\n    file: orders*\n    columns:\n      who: person\n      team: team\n      m: money\n'

  test.each([
    ['5', 'shop'],
    ['a', 'person'],
    ['sum(orders.m)', 'shop'],
    ['sum(orders.m by team)', 'group:team'],
    ['sum(orders.m by who)', 'person'],
    ['sum(orders.m by team) ÷ sum(orders.m)', 'group:team'],
    ['sum(orders.m by team) × a', 'person'],
    ['sum(people.a)', 'shop'],
    ['sum(people.a by team)', 'group:team'],
    ['sum(people.a by team) + sum(people.a by zone)', 'person'],
    ['rank(a)', 'person'],
    ['position', 'person'],
    ['end of period', 'shop'],
    ['gross', 'person'],
  ])('%s is of the %s', (formula, expected) => {
    const more = ORDERS
    const text = `${HEAD.trimEnd()}\n${more}values:\n  v: ${formula}\nflags:\n  f: v is blank\n`
    const { scheme, problems } = load(text)
    expect(problems).toEqual([])
    expect(scheme!.values[0]!.home).toBe(expected)
  })

  test.each([
    ['{ formula: sum(people.a by team), per: team }', 'group:team'],
    ['{ formula: sum(people.a), per: shop }', 'shop'],
    ['{ formula: a, per: person }', 'person'],
    ['{ formula: a, per: team }', 'SHAPE_PER_PERSON'],
    ['{ formula: a, per: shop }', 'SHAPE_PER_PERSON'],
    ['{ formula: sum(people.a by zone), per: team }', 'SHAPE_PER_PERSON'],
    ['{ formula: a, per: nobody }', 'SHAPE_WRONG'],
  ])('%s: %s', (definition, expected) => {
    expect(home(definition)).toBe(expected)
  })
})

describe('names', () => {
  test('in its own formula a name means the other thing of that name', () => {
    const { people } = work('pay:\n  - for: everyone\n    lines:\n      m: m × 2\n', [{ 'figures.m': '5' }])
    expect(people['1']!.lines).toEqual({ m: '10.00' })
  })

  test('elsewhere a name of two things must say which', () => {
    expect(codes('pay:\n  - for: everyone\n    lines:\n      m: m × 2\n      k: m\n')).toEqual(['NAME_AMBIGUOUS'])
  })

  test('a name with its owner before it is told apart', () => {
    const { people } = work('pay:\n  - for: everyone\n    lines:\n      m: m × 2\n      k: figures.m + pay.m\n', [
      { 'figures.m': '5' },
    ])
    expect(people['1']!.lines).toEqual({ m: '10.00', k: '15.00' })
  })

  test('spaces within a name count once', () => {
    const { people } = work('values:\n  net margin: a\nscores:\n  s: net   margin × 2\n', [{ a: '2' }])
    expect(people['1']!.scores.s).toBe('4')
  })
})

describe('lines of a person', () => {
  const PAY = `pay:
  - for: [head, clerk]
    commission:
      c1: m
      c2: { formula: −k, for: head }
  - for: everyone
    lines:
      extra: { formula: 5元, when: ok }
      top up: { formula: 100元 − lines above, not below: 0 }
      after: 1元
scores:
  sums: commission ÷ 1元
  all: gross ÷ 1元
`
  test('are those of the position, in the order of the file, and only where their condition holds', () => {
    const { people } = work(PAY, [
      { position: 'head', m: '30', k: '7', ok: '是' },
      { position: 'clerk', m: '120', ok: '否' },
    ])
    // head: 100 − (30 − 7 + 5) = 72; clerk: 100 − 120 < 0
    expect(people['1']!.lines).toEqual({ c1: '30.00', c2: '-7.00', extra: '5.00', 'top up': '72.00', after: '1.00' })
    expect(people['2']!.lines).toEqual({ c1: '120.00', 'top up': '0.00', after: '1.00' })
    expect(Object.values(people).map(p => `${p.scores.sums} ${p.scores.all}`)).toEqual(['23 101', '120 121'])
    expect(Object.values(people).map(p => p.gross)).toEqual(['101.00', '121.00'])
  })
})

describe('scales', () => {
  const SCALE = 'scales:\n  points:\n    from 98%: 20\n    from 95%: 19\n    below 95%: 0\n'

  test('are bands that wait for their figure', () => {
    const { people } = work(`${SCALE}scores:\n  s: points(a) + points(b ÷ 100)\n`, [
      { a: '0.98', b: '95' },
      { a: '0.9799', b: '94.99' },
    ])
    expect(Object.values(people).map(p => p.scores.s)).toEqual(['39', '19'])
  })

  test('a figure of another kind, two figures and a gap are refused', () => {
    expect(codes(`${SCALE}scores:\n  s: points(m)\n`)).toContain('MONEY_MIXED')
    expect(codes(`${SCALE}scores:\n  s: points(a, b)\n`)).toEqual(['ARGUMENTS_WRONG'])
    expect(codes(`${SCALE}scores:\n  s: point(a)\n`)).toEqual(['FUNCTION_UNKNOWN'])
    expect(codes('scales:\n  p:\n    from 3: 1\n    below 1: 0\nscores:\n  s: p(a)\n')).toEqual(['BANDS_GAP'])
  })
})

test('a scale can be used neither in itself nor in another scale', () => {
  expect(codes('scales:\n  p:\n    from 1: p(a)\n    below 1: 0\nscores:\n  s: p(a)\n')).toEqual(['SCALE_NESTED'])
  const two =
    'scales:\n  p:\n    from 1: q(a)\n    below 1: 0\n  q:\n    from 1: 1\n    below 1: 0\nscores:\n  s: p(a)\n'
  expect(codes(two)).toEqual(['SCALE_NESTED'])
})

describe('rules and flags', () => {
  test('a rule that does not hold stops the calculation and names whom', () => {
    const rules = 'scores:\n  s: a\nrules:\n  range:\n    must: a ≥ 0 and a ≤ 5\n    note: entered from 0 to 5\n'
    expect(work(rules, [{ a: '5' }]).problems).toEqual([])
    const { problems } = work(rules, [
      { id: '7', a: '6' },
      { id: '8', a: '0' },
    ])
    expect(problems).toMatchObject([
      { code: 'RULE_BROKEN', severity: 'error', facts: { rule: 'range', note: 'entered from 0 to 5' } },
    ])
    expect(problems[0]!.facts).toMatchObject({ who: expect.stringContaining('7') })
  })

  test('a yes is a flag, and a text is a flag with its text', () => {
    const flags =
      'scores:\n  s: a\nflags:\n  review: a > 10\n  approval:\n    bands of: a\n    up to 10: “manager”\n    above 10: “director”\n'
    const { people } = work(flags, [{ a: '11' }, { a: '10' }])
    expect(people['1']!.flags).toEqual(['review', 'approval: director'])
    expect(people['2']!.flags).toEqual(['approval: manager'])
  })
})

describe('currency', () => {
  test('money is written with the signs of the scheme’s currency', () => {
    const dollars = edited(HEAD, ['from: 2026-01', 'from: 2026-01\ncurrency: USD'])
    const pay = (formula: string) =>
      load(`${dollars}pay:\n  - for: everyone\n    lines:\n      l: ${formula}\n`).problems.map(p => p.code)
    expect(pay('$5 + 3 USD')).toEqual([])
    expect(pay('5元')).toEqual(['NAME_UNKNOWN'])
    expect(pay('5')).toEqual(['MONEY_DUE'])
  })
})

describe('an item of a card', () => {
  const points = (item: string, a: string): unknown =>
    work(`scorecards:\n  card:\n    one: ${item}\nscores:\n  s: card\n`, [{ a, b: '-3' }]).people['1']!.scores.s

  test.each([
    // Its own limit is −3: the item is 0, as no item falls below
    ['{ formula: a, not above: b }', '10', '0'],
    ['{ formula: a, not above: b }', '-10', '0'],
    ['{ formula: a, not below: b }', '-10', '0'],
    ['{ formula: a, not below: b, not above: 4 }', '10', '4'],
    ['{ formula: a, not above: b, below zero: allowed }', '10', '-3'],
    ['{ formula: a, not below: b, below zero: allowed }', '-10', '-3'],
    ['{ formula: a, not below: −5, below zero: allowed }', '-10', '-5'],
    ['{ formula: a, round: 0 }', '-0.4', '0'],
  ])('%s of %s is %s', (item, a, expected) => {
    expect(points(item, a)).toBe(expected)
  })

  test('a limit below zero that the floor would undo is refused', () => {
    const written = 'scorecards:\n  card:\n    one: { formula: a, not below: −5 }\nscores:\n  s: card\n'
    expect(codes(written)).toEqual(['KEY_MISSING'])
  })
})

describe('one name for two things', () => {
  // The roster's `share`, and a line of that name: a tenth of it
  const pay = (award: string) =>
    `pay:\n  - for: everyone\n    lines:\n      share: share × 0.1元\n      award: ${award}\n`

  test.each([
    ['people.share × 1元', '500.00'],
    ['pay.share', '50.00'],
    // 500 + 300 and 50 + 30
    ['sum(people.share) × 1元', '800.00'],
    ['sum(pay.share)', '80.00'],
    ['max(pay.share where position = "clerk")', '30.00'],
  ])('%s', (formula, award) => {
    const { people } = work(pay(formula), [
      { position: 'advisor', share: '500' },
      { position: 'clerk', share: '300' },
    ])
    expect(people['1']!.lines).toMatchObject({ share: '50.00', award })
  })

  test('without the point it is asked which, and each answer can be written', () => {
    const [asked] = load(`${HEAD}${pay('share × 1元')}`).problems
    expect(asked).toMatchObject({ code: 'NAME_AMBIGUOUS', facts: { choices: 'people.share, pay.share' } })
    expect(codes(pay('people.share × 1元'))).toEqual([])
    expect(codes(pay('pay.share'))).toEqual([])
  })
})

describe('a choice by what is no text', () => {
  const chosen = (of: string, keys: string, given: Record<string, string>): unknown =>
    work(`scores:\n  s:\n    choose by: ${of}\n${keys}    otherwise: 0\n`, [given]).people['1']!.scores.s

  test('a figure is found by what it is worth', () => {
    expect(chosen('a ÷ 3 × 3', '    1: 5\n', { a: '1' })).toBe('5')
    expect(chosen('a', '    95%: 5\n', { a: '0.95' })).toBe('5')
    expect(chosen('m', '    500元: 5\n', { m: '500' })).toBe('5')
  })

  test('a key that no such figure can be is refused', () => {
    expect(codes('scores:\n  s:\n    choose by: a\n    high: 5\n    otherwise: 0\n')).toEqual(['SHAPE_WRONG'])
    expect(codes('scores:\n  s:\n    choose by: end of period\n    July: 5\n    otherwise: 0\n')).toEqual([
      'SHAPE_WRONG',
    ])
  })

  test('a date is found by its day', () => {
    expect(chosen('end of period', '    2026-01-31: 5\n', {})).toBe('5')
  })
})
