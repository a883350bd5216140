// A month from files: what measures take and leave out, figures that conditions read, and what stops a month and why.

import { describe, expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import type { Month } from '../../src/pay/month.ts'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { edited } from '../support/edited.ts'
import { monthOutcome } from '../support/outcome.ts'
import { MARKS, ORDERS, ROSTER, SCHEME } from '../support/shop.ts'

async function month(changes: Record<string, string | undefined>): Promise<Month> {
  const { month: found, problems } = await monthOutcome(changes)
  if (!found) throw new Error(problems.map(p => `${p.code} ${JSON.stringify(p.facts)}`).join('\n'))
  return found
}

/** The scheme with other values and scores, and with orders of some more columns. */
function schemeWith(scores: string, values = ''): string {
  return `${SCHEME.slice(0, SCHEME.indexOf('values:'))}${values === '' ? '' : `values:\n${values}`}scores:\n${scores}`
    .replace('parameters:\n  rate: 10%\n', '')
    .replace('      labour: money\n', '      labour: money\n      rework: { type: yes/no, blank: no }\n')
}

/** Scores of everyone, by id. */
async function scores(scheme: string, more: Record<string, string> = {}): Promise<Record<string, string>> {
  const { result } = await month({ ...more, 'scheme.yaml': scheme })
  return Object.fromEntries(result.people.map(p => [p.id, p.scores.map(s => s.text).join(' ')]))
}

describe('measures', () => {
  // Rows of July: 007 1,000.05 (no) and 500.00 (yes); 012 333.33 (blank: no); 0030 200.00 (no)
  test.each<[string, [string, string, string]]>([
    ['sum(orders.labour by advisor)', ['1500.05', '333.33', '200.00']],
    ['sum(orders.labour)', ['2033.38', '2033.38', '2033.38']],
    ['sum(orders.labour by advisor where rework)', ['500.00', '0.00', '0.00']],
    ['sum(orders.labour by advisor where not rework)', ['1000.05', '333.33', '200.00']],
    ['count(orders by advisor)', ['2', '1', '1']],
    ['count(orders by advisor where labour > 300元)', ['2', '1', '0']],
    ['count distinct(orders.order)', ['4', '4', '4']],
    ['average(orders.labour by advisor)', ['750.025', '333.33', '200.00']],
    ['min(orders.labour by advisor)', ['500.00', '333.33', '200.00']],
    ['max(orders.labour by advisor)', ['1000.05', '333.33', '200.00']],
    ['max(orders.settled by advisor)', ['2026-07-02', '2026-07-03', '2026-07-31']],
    ['only(orders.order by advisor where settled = start of period or labour < 400元)', ['A1', 'A3', 'A5']],
    ['sum(orders.labour × 2 by advisor)', ['3000.10', '666.66', '400.00']],
    // Only rows above the shop's mean labour, 2,033.38 ÷ 4 = 508.345: a figure that another measure gives
    ['count(orders by advisor where labour > mean)', ['1', '0', '0']],
    ['count(orders by advisor where labour > above mean ÷ 2)', ['1', '0', '0']],
  ])('%s', async (formula, [ann, zhang, head]) => {
    const values = '  mean: average(orders.labour)\n  above mean: sum(orders.labour where labour > mean)\n'
    expect(await scores(schemeWith(`  s: ${formula}\n`, values))).toEqual({ '007': ann, '012': zhang, '0030': head })
  })

  test('of an export without rows a condition on a text takes nothing', async () => {
    const taken = 'sum(orders.labour by advisor where kind = "warranty" or kind in ("a", "b"))'
    const scheme = schemeWith(`  s: ${taken}\n`).replace('      order: id\n', '      order: id\n      kind: text\n')
    const found = await scores(scheme, { 'data/2026-07/orders.csv': 'kind,order,settled,advisor,labour,rework\n' })
    expect(found).toEqual({ '007': '0.00', '012': '0.00', '0030': '0.00' })
  })

  test('who has no rows has a sum of 0, a count of 0 and no average', async () => {
    const orders = edited(ORDERS, [/A3.*\n/, ''])
    const scheme = schemeWith(
      '  a: sum(orders.labour by advisor)\n  b: count(orders by advisor)\n  c: average(orders.labour by advisor)\n',
    )
    const { result } = await month({ 'scheme.yaml': scheme, 'data/2026-07/orders.csv': orders })
    expect(result.people[1]!.scores.map(s => [s.name, s.text])).toEqual([
      ['a', '0.00'],
      ['b', '0'],
    ])
  })

  test('an export without a row of the month gives nothing, and says so of the others', async () => {
    const orders = edited(ORDERS, [/2026-07-\d\d/g, '2026-06-30', 'all'])
    const { problems } = await monthOutcome({ 'data/2026-07/orders.csv': orders })
    expect(problems.map(p => p.code)).toEqual([expect.stringMatching(/^(ROWS|FILE)_OTHER_MONTH$/)])
  })

  test('rows left out count in no measure, and the reconciliation tells how much', async () => {
    const scheme = edited(
      SCHEME,
      ['    month: settled\n', '    month: settled\n    leave out: rework\n'],
      ['      labour: money\n', '      labour: money\n      rework: { type: yes/no, blank: no }\n'],
    )
    const { result, reconciliation } = await month({ 'scheme.yaml': scheme })
    // 007 without the 500.00: 1,000.05 × 10% × 95.5% = 95.504775
    expect(amountText(result.people[0]!.gross)).toBe('95.50')
    expect(reconciliation).toMatchObject([{ column: 'labour' }, { column: 'damage' }])
    expect(reconciliation[0]!.leftOut.toFixed()).toBe('500')
    expect(reconciliation[0]!.difference.toFixed()).toBe('0')
  })

  test('rows of nobody are told in the reconciliation', async () => {
    const scheme = edited(SCHEME, ['      advisor: person', '      advisor: { type: person, blank: none }'])
    const orders = edited(ORDERS, ['A3,2026-07-03,012', 'A3,2026-07-03,'])
    const { reconciliation } = await month({ 'scheme.yaml': scheme, 'data/2026-07/orders.csv': orders })
    expect(reconciliation[0]!.nobody.toFixed()).toBe('333.33')
    expect(reconciliation[0]!.difference.toFixed()).toBe('0')
  })

  // The condition’s own text "ghost" is put into the list of the roster’s groups when the first rows come; from then on a
  // row of that group passes.
  test('every row of a group that the roster does not know is told, also far down the file', async () => {
    const scheme = edited(
      SCHEME,
      ['      labour: money', '      labour: money\n      team: team'],
      [
        'turnover: sum(orders.labour by advisor)',
        'turnover: sum(orders.labour by advisor where team = "north" or team = "ghost")',
      ],
    )
    const rows = Array.from({ length: 30_000 }, (_, i) => `B${i},2026-07-02,007,1.00,no,north`)
    const table = (team: string): string =>
      ['order,settled,advisor,labour,rework,team', ...rows, `Z,2026-07-03,007,5.00,no,${team}`].join('\n')
    const { problems } = await monthOutcome({ 'scheme.yaml': scheme, 'data/2026-07/orders.csv': table('ghost') })
    expect(problems.map(p => p.code)).toContain('GROUP_UNKNOWN')
  })
})

describe('who is paid', () => {
  test('people are in the order of their ids, by number', async () => {
    const { result } = await month({})
    expect(result.people.map(p => p.id)).toEqual(['007', '012', '0030'])
  })

  test.each([
    ['2026-07-31', true],
    ['2026-08-01', false],
  ])('hired on %s: %s', async (hired, paid) => {
    const { result } = await month({
      'data/2026-07/roster.csv': edited(ROSTER, ['2020-01-01', hired]),
      'data/2026-07/orders.csv': ORDERS,
    })
    expect(result.people.some(p => p.id === '007')).toBe(paid)
  })

  test.each([
    ['2026-07-01', true],
    ['2026-06-30', false],
  ])('left on %s: %s', async (left, paid) => {
    const { result } = await month({ 'data/2026-07/roster.csv': edited(ROSTER, ['2020-01-01,', `2020-01-01,${left}`]) })
    expect(result.people.some(p => p.id === '007')).toBe(paid)
  })
})

describe('rows left out of a table with one row a person', () => {
  const leaving = (condition: string): string =>
    edited(SCHEME, [
      '    one row per: id\n    columns:\n      id: person\n',
      `    one row per: id\n    leave out: ${condition}\n    columns:\n      id: { type: person, blank: none }\n`,
    ])

  test('are nobody, before their key is looked at, and stand in the reconciliation', async () => {
    // 5.00 stands in a row without a number, 7.00 in a second one of 007.
    const files = {
      'data/2026-07/marks.csv': `${MARKS},50,5.00\n007,3,7.00\n`,
      'scheme.yaml': leaving('id is blank or mark = 3'),
    }
    const { reconciliation, problems } = await monthOutcome(files)
    expect(problems.map(p => p.code)).toEqual(['ROWS_OTHER_MONTH'])
    const damage = reconciliation.find(r => r.column === 'damage')!
    expect([damage.leftOut.toFixed(2), damage.nobody.toFixed(2), damage.difference.toFixed(2)]).toEqual([
      '12.00',
      '0.00',
      '0.00',
    ])
  })

  test('a condition that meets an empty cell is told', async () => {
    const scheme = leaving('damage > 0元').replace(
      'damage: { type: money, blank: 0 }',
      'damage: { type: money, blank: none }',
    )
    const { problems } = await monthOutcome({
      'data/2026-07/marks.csv': MARKS,
      'scheme.yaml': scheme,
    })
    expect(problems.map(p => p.code)).toContain('ROW_BLANK_USED')
  })

  test('a row that may be a subtotal is not told where it is left out', async () => {
    const files = { 'data/2026-07/marks.csv': 'id,mark,damage\n007,90,10.00\n,,10.00\n012,80,0\n0030,70,0\n' }
    const codes = async (condition: string): Promise<string[]> => {
      const scheme = leaving(condition).replace('mark: { type: number', 'mark: { type: number, blank: none')
      return (await monthOutcome({ ...files, 'scheme.yaml': scheme })).problems.map(p => p.code)
    }
    expect(await codes('id is blank')).toEqual(['ROWS_OTHER_MONTH'])
    expect(await codes('mark = 3')).toContain('ROW_MAYBE_TOTAL')
  })
})

describe('what stops a month', () => {
  const files = (name: string, text: string): Record<string, string> => ({ [`data/2026-07/${name}.csv`]: text })

  test.each<[string, Record<string, string>, string, string[]]>([
    [
      'a position that the scheme does not know',
      files('roster', edited(ROSTER, ['Ann,advisor', 'Ann,adviser'])),
      'POSITION_UNKNOWN',
      ['adviser', 'Ann (007)', 'advisor'],
    ],
    [
      'an id twice',
      files('roster', `${ROSTER}007,Other,advisor,north,2020-01-01,\n`),
      'PERSON_REPEATED',
      ['007', 'Ann'],
    ],
    [
      'a person without a number',
      files('roster', `${ROSTER},Other,advisor,north,2020-01-01,\n`),
      'PERSON_NO_NUMBER',
      ['Other has no'],
    ],
    [
      'a word for a number that is not there',
      files('roster', `${ROSTER}待定,Other,advisor,north,2020-01-01,\n`),
      'PERSON_NO_NUMBER',
      ['Other has no', '待定'],
    ],
    [
      'numbers that differ in zeros only',
      files('roster', `${ROSTER}7,Other,advisor,north,2020-01-01,\n`),
      'PERSON_ALIKE',
      ['7 (Other)', '007 (Ann)'],
    ],
    [
      'nobody who is paid',
      files('roster', edited(ROSTER, [/20(20|21|19)-/g, '2031-', 'all'])),
      'NOBODY_PAID',
      ['2026-07'],
    ],
    ['a second row for a person', files('marks', `${MARKS}007,1,\n`), 'ROW_REPEATED', ['007', '2']],
    ['a person without a row', files('marks', edited(MARKS, [/012.*\n/, ''])), 'ROW_MISSING', ['张伟 (012)', 'marks']],
    ['a row of a stranger', files('orders', `${ORDERS}A9,2026-07-09,099,1.00,no\n`), 'PERSON_UNKNOWN', ['099']],
    [
      'a name for two',
      files('orders', edited(ORDERS, ['A3,2026-07-03,012', 'A3,2026-07-03,张伟'])),
      'PERSON_AMBIGUOUS',
      ['012', '0030'],
    ],
  ])('%s', async (_, changes, code, words) => {
    const { month: found, problems } = await monthOutcome(changes)
    expect(found).toBe(undefined)
    const [problem] = problems.filter(p => p.severity === 'error')
    expect(problem!.code).toBe(code)
    expect(problem!.at?.file).toMatch(/^data\/2026-07\//)
    const { message, hint } = sentenceOf(problem!, 'en')
    for (const word of words) expect(`${message} ${hint}`).toContain(word)
  })

  test('what is wrong with rows of people names the table that it was met in', async () => {
    const { problems } = await monthOutcome(files('marks', `${MARKS}007,1,\n`))
    expect(problems.find(p => p.code === 'ROW_REPEATED')?.table).toBe('marks')
  })

  const score = (formula: string): Record<string, string> => ({ 'scheme.yaml': schemeWith(`  s: ${formula}\n`) })
  test.each<[string, Record<string, string>, string, string[]]>([
    [
      'a division by zero',
      score('100 ÷ (marks.mark − 88)'),
      'DIVISION_BY_ZERO',
      ['s', '张伟 (0030)', 'marks.mark − 88'],
    ],
    ['a blank that is needed', score('hired − left'), 'VALUE_BLANK', ['left']],
    ['two rows where one is due', score('only(orders.order by advisor)'), 'VALUE_NOT_ONE', ['Ann (007)', '2 rows']],
    [
      'no row where one is due',
      score('only(orders.order by advisor where labour > 9000元)'),
      'VALUE_NOT_ONE',
      ['0 rows'],
    ],
    ['a text that the choice does not know', score('\n    choose by: name\n    Ann: 1'), 'CHOICE_NONE', ['张伟']],
    [
      'a figure that runs away',
      score('mark × 1000000000000 × mark × 1000000000000 × mark × 1000000000000 × mark + 1'),
      'NUMBER_RUNAWAY',
      ['Ann'],
    ],
    [
      'a condition on an empty cell',
      {
        ...score('count(orders by advisor where labour > 300元)'),
        ...files('orders', edited(ORDERS, ['333.33', ''])),
        'scheme.yaml': schemeWith('  s: count(orders by advisor where labour > 300元)\n').replace(
          'labour: money',
          'labour: { type: money, blank: none }',
        ),
      },
      'ROW_BLANK_USED',
      ['labour'],
    ],
  ])('%s', async (_, changes, code, words) => {
    const { month: found, problems } = await monthOutcome(changes)
    expect(found).toBe(undefined)
    const all = problems
      .filter(p => p.code === code)
      .map(p => Object.values(sentenceOf(p, 'en')).join(' '))
      .join('\n')
    for (const word of words) expect(all).toContain(word)
    expect([...new Set(problems.filter(p => p.severity === 'error').map(p => p.code))]).toEqual([code])
  })

  const noTeam = edited(ROSTER, ['Ann,advisor,north', 'Ann,advisor,'])

  test('who is in no team needs none', async () => {
    expect((await month(files('roster', noTeam))).result.people.length).toBe(3)
  })

  test.each(['rank(mark by team)', 'sum(orders.labour by team)'])(
    'who is in no team is told where %s asks for it',
    async formula => {
      const scheme = schemeWith(`  s: ${formula}\n`).replace(
        '      labour: money',
        '      labour: money\n      team: { type: team, blank: none }',
      )
      const orders = 'order,settled,advisor,labour,rework,team\nA1,2026-07-01,007,1.00,no,north\n'
      const { problems } = await monthOutcome({
        ...files('roster', noTeam),
        ...files('orders', orders),
        'scheme.yaml': scheme,
      })
      expect(problems.filter(p => p.severity === 'error').map(p => p.code)).toEqual(['GROUP_NONE'])
    },
  )

  test('who is in no team is told where a sum over the people of a team asks for it', async () => {
    const { problems } = await monthOutcome({ ...files('roster', noTeam), ...score('sum(people.mark by team)') })
    expect(problems.filter(p => p.severity === 'error').map(p => p.code)).toEqual(['GROUP_NONE'])
  })

  test('a reserve below zero stops it: it would be paid out', async () => {
    const scheme = edited(SCHEME, ['bonus: turnover × rate × scores.mark ÷ 100', 'bonus: turnover × rate − 100元'])
    const { month: found, problems } = await monthOutcome({ 'scheme.yaml': scheme })
    expect(found).toBeUndefined()
    // 012: 33.333 − 100 = −66.667 → −66.67, of which 5% −3.33; 0030: 20.00 − 100 = −80.00, −4.00
    expect(problems.filter(p => p.code === 'BELOW_ZERO').map(p => p.facts)).toEqual([
      { name: 'quality', who: '张伟 (012)', amount: '-3.33' },
      { name: 'quality', who: '张伟 (0030)', amount: '-4.00' },
    ])
  })

  test('a net below zero is shown and told, and stops nothing', async () => {
    const negative = edited(SCHEME, ['bonus: turnover × rate × scores.mark ÷ 100', 'bonus: turnover × rate − 100元'])
    const scheme = negative.replace('withheld: commission × 5%', 'withheld: max(commission, 0) × 5%')
    const { month: found, problems } = await monthOutcome({ 'scheme.yaml': scheme })
    // 012: 33.333 − 100 = −66.667 → −66.67, no reserve of it, at most 20% of a negative gross is 0
    const zhang = found!.result.people[1]!
    expect([zhang.gross, zhang.net].map(amountText)).toEqual(['-66.67', '-66.67'])
    expect(problems.filter(p => p.code === 'NET_NEGATIVE')).toMatchObject([
      { severity: 'warning', facts: { who: '张伟 (012)', net: '-66.67' } },
    ])
  })
})
