// What is given by name in place of a file: every text means what it means in a cell of its column, whatever is asked for can
// be given, and what one person alone can't know is asked for. Each expectation by hand.

import { describe, expect, test } from 'vitest'
import { partsOf } from '../../src/pay/person-sheet.ts'
import { type Trial, tryPeople } from '../../src/pay/trial.ts'
import { loadScheme } from '../../src/scheme/load.ts'

const HEAD = `scheme: given
from: 2026-01
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
    team: group
    left: { type: date, blank: none }
    wage: { type: money, blank: 0 }
  paid: yes
tables:
  marks:
    file: marks*
    one row per: who
    columns:
      who: person
      score: { type: percent, range: 0 to 100% }
      lost: { type: number, range: 0 or 2 or 4 to 10, blank: none }
      skills: { type: list, blank: none }
      passed: yes/no
      mentor: { type: person, blank: none }
      grade: { values: [good, poor] }
  plan:
    file: plan*
    one figure per row: { name: figure, value: value }
    columns:
      target: percent
  sales:
    file: sales*
    columns:
      who: person
      team: team
      n: number
      rate: percent
      kind: text
      day: date
`

type Given = Readonly<Record<string, string>>

function tried(sections: string, given: Given, people: readonly Given[] = [{}]): Trial {
  const { scheme, problems } = loadScheme(`${HEAD}${sections}`, 'scheme.yaml', undefined, false)
  if (!scheme) throw new Error(JSON.stringify(problems))
  const all = people.map((own, i) => ({
    id: `${i + 1}`,
    position: 'clerk',
    values: new Map(Object.entries(own)),
    at: undefined,
  }))
  return tryPeople(scheme, all, new Map(Object.entries(given)), undefined)
}

/** A line of everybody: what it pays the first, or the problems. */
function pays(formula: string, given: Given, people?: readonly Given[]): string {
  const { result, problems } = tried(`pay:\n  - for: everyone\n    lines:\n      line: '${formula}'\n`, given, people)
  const errors = problems.filter(p => p.severity === 'error')
  return errors.length > 0
    ? errors.map(p => [p.code, 'name' in p.facts ? p.facts.name : ''].join(' ')).join(', ')
    : partsOf(result!.people[0]!, 'line')[0]!.amount.toFixed(2)
}

describe('a text means what it means in a cell', () => {
  test.each([
    // 1,000 × 95% = 950, however it is written
    ['score × 1000元', { score: '95' }, '950.00'],
    ['score × 1000元', { score: '95%' }, '950.00'],
    ['score × 1000元', { score: '９５' }, '950.00'],
    // 95% or 0.95%: nobody can tell, as in a cell
    ['score × 1000元', { score: '0.95' }, 'INPUT_INVALID score'],
    ['target × 1000元', { target: '80' }, '800.00'],
    ['score × 1000元', { score: '101' }, 'INPUT_INVALID score'],
    ['average(sales.rate by who) × 1000元', { 'average(sales.rate by who)': '95' }, '950.00'],
    ['earlier sum(score, 2) × 1000元', { 'earlier sum(score, 2)': '190' }, '1900.00'],
    ['earlier count(score, 2) × 1000元', { 'earlier count(score, 2)': '2' }, '2000.00'],
    // A figure that is no percentage stays what it is
    ['sum(sales.n by who) × 1元', { 'sum(sales.n by who)': '95' }, '95.00'],
    ['wage', { wage: '￥1,234.50' }, '1234.50'],
    ['wage', { wage: '(12.50)' }, '-12.50'],
    ['wage', { wage: '1.234,5' }, 'INPUT_INVALID wage'],
    ['wage', { wage: '' }, '0.00'],
    ['if passed then 1元 else 2元', { passed: '√' }, '1.00'],
    ['if passed then 1元 else 2元', { passed: '否' }, '2.00'],
    ['if left = start of period then 1元 else 2元', { left: '2026年1月1日' }, '1.00'],
    ['if left = start of period then 1元 else 2元', { left: '01/02/2026' }, 'INPUT_INVALID left'],
    ['if skills has "b" then 1元 else 2元', { skills: 'a，b' }, '1.00'],
    ['if grade = "good" then 1元 else 2元', { grade: 'fair' }, 'INPUT_INVALID grade'],
    ['if grade = "good" then 1元 else 2元', { grade: ' good ' }, '1.00'],
    ['if mentor is blank then 1元 else 2元', { mentor: '7' }, '2.00'],
  ])('%s with %o: %s', (formula, given, expected) => {
    expect(pays(formula, given)).toBe(expected)
  })

  test('an empty text is an empty cell, where that means something', () => {
    const line = 'if left is blank then 50元 else 0元'
    expect(pays(line, { left: '' })).toBe('50.00')
    expect(pays(line, {}, [{ left: '' }])).toBe('50.00')
    expect(pays(line, {}, [{ left: '2026-05-01' }])).toBe('0.00')
    // Whoever asks whether it is blank need not be given it; whoever needs it must be.
    expect(pays(line, {})).toBe('50.00')
    expect(pays('if left is not blank then 50元 else 0元', {})).toBe('0.00')
    expect(pays('if left ≥ start of period then 50元 else 0元', {})).toBe('INPUT_MISSING left')
    expect(pays('if left is blank and left ≥ start of period then 50元 else 0元', {})).toBe('INPUT_MISSING left')
    expect(pays('score × 1元', { score: '' })).toBe('INPUT_INVALID score')
    // A file of several people may leave out what one of them does not need
    expect(pays('score × 1元', {}, [{ score: '' }])).toBe('INPUT_MISSING score')
    expect(pays('if max(sales.day by who) is blank then 1元 else 2元', { 'max(sales.day by who)': '' })).toBe('1.00')
    expect(pays('sum(sales.n by who) × 1元', { 'sum(sales.n by who)': '' })).toBe('INPUT_INVALID sum(sales.n by who)')
  })

  test.each(['0', '2', '4', '7.5', '10'])('a range of parts holds %s', lost => {
    expect(pays('(20 − lost) × 1元', { lost })).toBe((20 - Number(lost)).toFixed(2))
  })

  test.each(['-1', '0.5', '1', '3', '3.99', '10.01'])('a range of parts refuses %s', lost => {
    expect(pays('(20 − lost) × 1元', { lost })).toBe('INPUT_INVALID lost')
  })

  test('who is said to be in no group is in none', () => {
    expect(pays('if team is blank then 1元 else 2元', { team: '' })).toBe('1.00')
    expect(pays('if team is blank then 1元 else 2元', { team: 'A' })).toBe('2.00')
  })
})

describe('figures without a name', () => {
  test.each([
    ['pay:\n  - for: everyone\n    lines:\n      a: sum(sales.n by who) × 5元\n', 'sum(sales.n by who)'],
    [
      'pay:\n  - for: everyone\n    lines:\n      a: 5元\nflags:\n  f: count(sales by who) > 3\n',
      'count(sales by who)',
    ],
    [
      'pay:\n  - for: everyone\n    lines:\n      a: 5元\ndeductions:\n  lines:\n    d: count(sales by who) × 1元\n',
      'count(sales by who)',
    ],
    [
      'pay:\n  - for: everyone\n    lines:\n      a: { when: count(sales by team) > 2, formula: 5元 }\n',
      'count(sales by team)',
    ],
    [
      'pay:\n  - for: everyone\n    lines:\n      a: sum(sales.n by who where kind = "x") × 5元\n',
      'sum(sales.n by who where kind = “x”)',
    ],
    ['values:\n  v: sum(sales.n by who) + 1\nscores:\n  s: v\n', 'v'],
  ])('%s: asked for as %s, and taken so', (sections, name) => {
    expect(tried(sections, {}).problems).toMatchObject([{ code: 'INPUT_MISSING', facts: { name } }])
    expect(tried(sections, { [name]: '4' }).problems).toEqual([])
  })

  test('a rule that counts rows waits for them, and holds what is given of them', () => {
    const sections =
      'pay:\n  - for: everyone\n    lines:\n      a: 5元\nrules:\n  r: { must: count(sales where n < 9) ≤ 4 }\n'
    expect(tried(sections, {}).problems).toEqual([])
    expect(tried(sections, { 'count(sales where n < 9)': '4' }).problems).toEqual([])
    expect(tried(sections, { 'count(sales where n < 9)': '5' }).problems).toMatchObject([{ code: 'RULE_BROKEN' }])
  })

  test('a figure of a group is one for all of it', () => {
    const line = 'sum(sales.n by team) × 1元'
    const people = [
      { team: 'A', 'sum(sales.n by team)': '3' },
      { team: 'A', 'sum(sales.n by team)': '4' },
    ]
    expect(pays(line, {}, people)).toContain('INPUT_DISAGREES')
  })
})

describe('one person alone', () => {
  test('has no rank among others: it is asked for, and can be given', () => {
    const line = 'if rank(wage by team) = 1 then 100元 else 0元'
    expect(pays(line, { wage: '5' })).toBe('INPUT_MISSING rank(wage by team)')
    expect(pays(line, { wage: '5', 'rank(wage by team)': '2' })).toBe('0.00')
    // Two of them: 9 is before 5
    expect(pays(line, {}, [{ wage: '9' }, { wage: '5' }])).toBe('100.00')
  })

  test('a rank that is only shown is told', () => {
    const { problems, result } = tried('scores:\n  place: rank(wage)\n', { wage: '5' })
    expect(problems).toMatchObject([{ code: 'TRIED_ALONE', severity: 'warning', facts: { name: 'rank(wage)' } }])
    expect(result?.people[0]?.scores[0]?.text).toBe('1')
    // A line that goes by the score asks for it.
    const paying =
      'scores:\n  place: rank(wage)\npay:\n  - for: everyone\n    lines:\n      a: if place = 1 then 5元 else 0元\n'
    expect(tried(paying, { wage: '5' }).problems).toMatchObject([
      { code: 'INPUT_MISSING', facts: { name: 'rank(wage)' } },
    ])
  })

  test.each(['sum(people.wage) × 10%', 'share(100元 by 1)', 'count(people) × 1元'])('%s is told', formula => {
    const sections = `pay:\n  - for: everyone\n    lines:\n      a: ${formula}\n`
    const [name] = [formula.replace(/ ×.*/, '')]
    const told = (given: Given, people?: Given[]) => tried(sections, given, people).problems
    expect(told({ wage: '5' })).toMatchObject([{ code: 'TRIED_ALONE', severity: 'warning', facts: { name } }])
    expect(told({ wage: '5', [name!]: '7' })).toEqual([])
    expect(told({ wage: '5' }, [{}, {}])).toEqual([])
  })
})

describe('a plain figure in the place of a rate', () => {
  const sections = 'parameters:\n  share: 10%\npay:\n  - for: everyone\n    lines:\n      line: 100元 × share\n'
  test.each([
    // 5% or 500%: nobody can tell. Up to ten times the 10% that are written, a plain figure is what it says.
    ['5', 'INPUT_INVALID'],
    ['-5', 'INPUT_INVALID'],
    ['5%', '5.00'],
    ['0.05', '5.00'],
    ['0', '0.00'],
    ['1', '100.00'],
    ['1.01', 'INPUT_INVALID'],
  ])('%s', (share, expected) => {
    const { problems, result } = tried(sections, { share })
    expect(problems[0]?.code ?? partsOf(result!.people[0]!, 'line')[0]!.amount.toFixed(2)).toBe(expected)
  })
})

test('a trial knows no earlier months, and says so', () => {
  const sections = 'pay:\n  - for: everyone\n    lines:\n      a: wage + earlier sum(wage, 3)\n'
  const name = 'earlier sum(wage, 3)'
  expect(tried(sections, { wage: '5' }).problems).toMatchObject([{ code: 'TRIED_FIRST', facts: { name } }])
  expect(tried(sections, { wage: '5', [name]: '7' }).problems).toEqual([])
})

describe('one name for two columns', () => {
  const sections = 'scores:\n  score: { formula: score × 50%, round: 4 }\n'

  test('what is read is meant, not the score that is made of it', () => {
    expect(tried(sections, { score: '90' }).result?.people[0]?.scores[0]?.text).toBe('0.4500')
    expect(tried(sections, { 'scores.score': '0.9' }).result?.people[0]?.scores[0]?.text).toBe('0.9000')
  })
})
