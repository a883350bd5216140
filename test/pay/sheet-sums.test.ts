// What a sheet comes to, read by formulas: net, what is withheld, deducted, carried over and forfeited; of somebody and of
// all, in rules, approvals, flags and scores; refused where it would be read by what it is made of.

import { describe, expect, test } from 'vitest'
import { auditBook, PERIOD, shopFiles } from '../support/audit-book.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'
import { differences, readBook, recalculate, withoutResults } from '../support/recalculate.ts'
import { codes, type Given, HEAD, inShort, load, work } from '../support/schemes.ts'

const PAY = `pay:
  - for: clerk
    commission:
      bonus: m
  - for: head
    lines:
      lead: sum(people.net where position = "clerk") × 10%
reserves:
  quality:
    withheld: commission × 10%
    forfeited at once: n > 2
deductions:
  at most: 20% × gross
  lines:
    damage: k
`
// 1: 1,000 − 100 − 50 = 850. 2: 2,000 − 200 − 400 (20% of 2,000; 100 of 500 is carried over) = 1,400; 200 is forfeited.
// 3, the head: 10% of 2,250 = 225.
const PEOPLE: readonly Given[] = [
  { position: 'clerk', team: '一组', m: '1000.00', k: '50.00', n: '0' },
  { position: 'clerk', team: '一组', m: '2000.00', k: '500.00', n: '3' },
  { position: 'head', team: '二组', m: '0', k: '0', n: '0' },
]
const SCORES = `scores:
  paid out: net
  withheld now: withheld
  lost: forfeited
  taken: deducted
  open: carried
  made up: adjusted
  all: sum(people.net)
  of team: average(people.net by team)
  middle: median(people.deducted)
  place: rank(net)
  reserve of all: sum(people.quality)
  due of all: sum(people.damage)
  low: count(people where net < 1000元)
  watched: count(people where big)
flags:
  big: { for: clerk, formula: net > 1000元 }
`

describe('what a sheet comes to', () => {
  test('is a figure of each person, and of people together', () => {
    const { people, problems } = work(SCORES + PAY, PEOPLE)
    expect(problems.map(inShort)).toEqual([])
    expect(Object.values(people).map(p => p.net)).toEqual(['850.00', '1400.00', '225.00'])
    const all = { all: '2475.00', middle: '50.00', 'reserve of all': '300.00', 'due of all': '550.00' }
    expect(people['1']!.scores).toEqual({
      ...all,
      ...{ 'paid out': '850.00', 'withheld now': '100.00', lost: '0.00', taken: '50.00', open: '0.00' },
      ...{ 'made up': '0.00', 'of team': '1125.00', place: '2', low: '2', watched: '1' },
    })
    expect(people['2']!.scores).toMatchObject({ lost: '200.00', taken: '400.00', open: '100.00', place: '1' })
    expect(people['2']!.scores['of team']).toBe('1125.00')
    expect(people['3']!.scores['of team']).toBe('225.00')
    expect(people['2']!.flags).toEqual(['big'])
  })

  test('rules and approvals hold it against a limit', () => {
    const rules = `rules:\n  least:\n    must: net ≥ 500元\n  budget:\n    must: sum(people.net) ≤ 2475元\n`
    const { problems } = work(PAY + rules, PEOPLE)
    expect(problems.map(p => [p.code, 'who' in p.facts ? p.facts.who : ''])).toEqual([['RULE_BROKEN', '3 (3)']])
  })

  test.each([
    ['a line', 'pay:\n  - for: everyone\n    lines:\n      a bonus: net × 1%\n'],
    ['a line, by a score', 'scores:\n  s: net\npay:\n  - for: everyone\n    lines:\n      a bonus: s × 1%\n'],
    ['a line, of everybody', 'pay:\n  - for: everyone\n    lines:\n      a bonus: sum(people.net) × 1%\n'],
    ['a reserve', 'pay: []\nreserves:\n  r:\n    withheld: net × 1%\n'],
    ['a deduction', 'pay: []\ndeductions:\n  lines:\n    d: deducted\n'],
    ['the limit', 'pay: []\ndeductions:\n  at most: 20% × net\n  lines:\n    d: m\n'],
    ['who is paid', 'pay: []\n'],
  ])('%s that is part of it can not read it', (what, sections) => {
    const head = what === 'who is paid' ? edited(HEAD, ['paid: yes', 'paid: sum(people.net) > 0']) : HEAD
    const found = load(head + sections).problems.filter(p => p.severity === 'error')
    expect(found.map(p => p.code)).toEqual(['CYCLE'])
    if (what !== 'who is paid') expect(inShort(found[0]!)).toMatch(/Rules, approvals, flags and scores may read it/)
  })

  test.each([
    // 1,000 − 100 + 10% of the 100 that is held back.
    ['a line reads what is withheld', 'extra: withheld × 10%', '', '860.00'],
    ['a line reads what all have withheld', 'extra: sum(people.withheld) × 10%', '', '870.00'],
    ['a line reads what is carried over', 'extra: if carried > 10元 then 5元 else 7元', 'at most: 20元', '885.00'],
    ['a line reads what is forfeited', 'extra: forfeited', '', '850.00'],
    ['a line reads what was adjusted', 'extra: adjusted', '', '850.00'],
    // 2% × (1,000 − 100) = 18 of the 50.
    ['the limit reads what is withheld', '', 'at most: 2% × (gross − withheld)', '882.00'],
  ])('%s, which does not wait for it', (_, line, limit, net) => {
    const sections = `pay:
  - for: everyone
    commission:
      bonus: m
    lines: ${line === '' ? '{}' : `{ ${line} }`}
reserves:
  quality: { withheld: commission × 10%, forfeited at once: n > 2 }
deductions:
${limit === '' ? '' : `  ${limit}\n`}  lines:
    damage: k
`
    const given = { position: 'clerk', m: '1000.00', k: '50.00', n: '0' }
    const { people, problems } = work(sections, [given, { ...given, k: '0' }])
    expect(problems.map(inShort)).toEqual([])
    expect(people['1']!.net).toBe(net)
  })

  const WAITING = `pay:
  - for: everyone
    commission:
      bonus: m
    lines:
      interest: withheld × 1%
reserves:
  quality:
    withheld: commission × 10%
    forfeited at once: net < 900元
deductions:
  at most: 2% × (gross − withheld)
  lines:
    damage: k
scores:
  lost: forfeited
`
  // 1: 1,000 + 1 − 100; 2% × (1,001 − 100) = 18.02 of 50; 882.98 is below 900, so the 100 are lost.
  // 2: 2,000 + 2 − 200 − 10 = 1,792.
  const SHOP: readonly Given[] = [
    { position: 'clerk', m: '1000.00', k: '50.00' },
    { position: 'clerk', m: '2000.00', k: '10.00' },
  ]

  test('what forfeits reads the net amount; all of it is explained', async () => {
    const { people } = work(WAITING, SHOP)
    expect(Object.values(people).map(p => [p.net, p.scores.lost])).toEqual([
      ['882.98', '100.00'],
      ['1792.00', '0.00'],
    ])
    const cwd = tempFolder()
    put(cwd, shopFiles(WAITING, SHOP))
    const explain = async (what: string): Promise<string> =>
      (await run(['explain', '1', what, '--period', PERIOD], { cwd })).out
    expect(await explain('net')).toMatch(/2% × \(gross − withheld\)[\s\S]*1,001\.00 − 100\.00/)
    expect(await explain('lost')).toMatch(/pay 882\.98 is below 900元/)
  })

  test.skipIf(!OFFICE)('and worked out in the audit workbook', async () => {
    const { bytes } = await auditBook(WAITING, SHOP)
    const found = recalculate(new Map([['b', withoutResults(bytes)]])).get('b')!
    expect(differences(readBook(bytes), found)).toEqual([])
    expect(found.get('Overview')!.get('A2')!.text).toMatch(/^All agree/)
  })

  test('a draw of another position may be taken back by it', () => {
    const draw =
      'pay:\n  - for: clerk\n    lines:\n      bonus: m\n  - for: head\n    lines:\n      d: { formula: 10元, recovered: sum(people.net where position = "clerk") × 1% }\n'
    expect(codes(draw)).toEqual([])
  })

  test('a name of the scheme comes first', () => {
    const own = 'values:\n  net: m × 2\nscores:\n  s: net\n  t: people.net\npay: []\n'
    expect(codes(own)).toEqual([])
    expect(work(own, [{ m: '3.00' }]).people['1']!.scores).toEqual({ s: '6.00', t: '6.00' })
  })

  test.skipIf(!OFFICE)('the audit workbook works it out', async () => {
    const { bytes } = await auditBook(SCORES + PAY, PEOPLE)
    const found = recalculate(new Map([['b', withoutResults(bytes)]])).get('b')!
    expect(differences(readBook(bytes), found)).toEqual([])
    expect(found.get('Overview')!.get('A2')!.text).toMatch(/^All agree/)
  })
})
