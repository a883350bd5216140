// What live formulas are tried with: people with figures near edges and without some, and formulas of every kind.

import type { Given } from './schemes.ts'

export const PEOPLE: readonly Given[] = [
  {
    id: '1',
    position: 'clerk',
    team: '一组',
    zone: 'x',
    a: '3',
    b: '0.335',
    n: '3',
    m: '10.10',
    k: '4.55',
    t: 'x',
    ok: 'yes',
    day: '2024-01-31',
    share: '1.2',
  },
  {
    id: '2',
    position: 'clerk',
    team: '一组',
    zone: 'y',
    a: '1',
    b: '0.29',
    n: '0',
    m: '20.20',
    k: '-3.45',
    t: 'y',
    ok: 'no',
    day: '2026-07-31',
    share: '0.8',
  },
  {
    id: '3',
    position: 'clerk',
    team: '二组',
    zone: 'x',
    a: '5',
    b: '1.005',
    n: '7',
    m: '30.30',
    k: '1234567.89',
    t: 'z',
    ok: 'yes',
    day: '2026-09-15',
    share: '1',
  },
  {
    id: '4',
    position: 'head',
    team: '一组',
    zone: 'y',
    a: '2',
    b: '2.5',
    n: '12',
    m: '40.40',
    k: '0',
    t: 'x',
    ok: 'no',
    day: '2020-02-29',
    share: '1',
  },
  {
    id: '5',
    position: 'head',
    team: '二组',
    zone: '',
    a: '2',
    b: '3.5',
    n: '1',
    m: '0.01',
    k: '12345678.90',
    t: 'y',
    ok: 'yes',
    day: '2026-06-30',
    share: '0.5',
  },
  { id: '6', position: 'guard', team: '', zone: 'y', t: 'x', ok: 'no', share: '1' },
]

const ONLY_FIGURES = '{ for: [clerk, head], formula: '
const of = (formula: string): string => `${ONLY_FIGURES}${JSON.stringify(formula)} }`

/** Formulas of single figures. `k` and `m` are money. */
const PLAIN = [
  'a + b × n − 2',
  'a − (b − n)',
  'a ÷ (b ÷ 2)',
  '−(a + b)',
  '(1 − b) × −a',
  'min(a, b, n)',
  'max(a, 2.5)',
  'sum(a, b, n)',
  'average(a, b, n)',
  'absolute(a − 4)',
  'full units(98% − b, 1%)',
  'full units(k, 10元)',
  'started units(b, 10%)',
  'started units(0 − a, 1)',
  'months between(day, end of period)',
  'how many(a > 2, ok, t = "x")',
  'less the better(n, 2)',
  'round(b, 2)',
  'round down(b × 100, 1)',
  'round up(b ÷ 3, 4)',
  'if a > 2 and ok then 1 else if t = "y" or n = 0 then 2 else 3',
  'if not ok then 1 else 0',
  'if t in ("x", "z") then 1 else 0',
  'if n not in (1, 3, 7) then 1 else 0',
  'if t is blank then 1 else 0',
  'if day ≥ start of period then 1 else 0',
  'end of period − day',
  'month of year × 10 + month of quarter',
  'days of period ÷ 2',
  'if 1 − b ≥ 71% then 1 else 0',
  'if a ÷ 3 × 3 = a then 1 else 0',
  'if b + 0.1 = 0.39 then 1 else 0',
]

/** Formulas that look at other people. */
const AMONG = [
  'sum(people.a)',
  'sum(people.a by team)',
  'sum(people.m by position)',
  'sum(people.a by team where position = "clerk")',
  'count(people)',
  'count(people where zone is not blank)',
  'count(people by team where ok)',
  'average(people.a by team)',
  'average(people.b where t = "x")',
  'min(people.a by team)',
  'max(people.day)',
  'max(people.m by team where t = "x")',
  'median(people.a by team)',
  'median(people.b)',
  'count distinct(people.team)',
  'count distinct(people.a by team)',
  'count distinct(people.t by position)',
  'rank(a)',
  'rank(a by team)',
  'rank from lowest(b ÷ 3 by position where ok)',
  'rank(k where ok)',
  'rank(k, −a)',
  'rank from lowest(k, a, b by team)',
  'a ÷ sum(people.a by team) × count(people by team)',
]

const MAPS = `
  bands: { for: [clerk, head], bands of: b, up to 0.29: 1, under 1.005: 2, up to 2.5: 3, above: 4 }
  edges:
    for: [clerk, head]
    bands of: a ÷ 3
    under n: 1
    from n: 2
  two ways:
    for: [clerk, head]
    bands of: a
    across: n
    columns: [under 3, from 3]
    up to 2: [1, 2]
    above 2: [3, 4]
  texts across:
    for: [clerk, head]
    bands of: a
    across: t
    columns: [x, "y, z"]
    under 3: [1.5, 2.5]
    otherwise: [b, { choose by: ok, yes: 4, no: 5 }]
  bands across:
    for: [clerk, head]
    choose by: t
    across: a
    columns: [otherwise, 2 to 3]
    x: [1, 2]
    otherwise: [3, 4]
  two texts: { choose by: t, across: ok, columns: [yes, no], x: [1, 2], otherwise: [3, { choose by: t, x: refuse “no”, otherwise: 6 }] }
  slices of texts:
    for: [clerk, head]
    marginal bands of: n
    across: t
    columns: [x, otherwise]
    up to 2: [5, 50]
    above: [7, 70]
  undecided: { for: [clerk, head], bands of: a, under 0: refuse, from 0: if a > 99 then refuse else a }
  of a scale: { for: [clerk, head], formula: "points(t) + two(a, t)" }
  slices: { for: [clerk, head], marginal bands of: n, up to 1: 5, up to 5: 7, above: 11 }
  below zero: { for: [clerk, head], marginal bands of: k, under 0元: 10%, under 1000元: 1%, from 1000元: 2% }
  choice: { choose by: t, x: 10, y: 20, z: 30 }
  either: { choose by: ok, yes: 1, no: 2 }
  number: { for: [clerk, head], choose by: n, 0: 5, 3: 6, otherwise: 7 }
  text: { choose by: t, x: “eks”, otherwise: “other ""text""” }
  weights: { for: [clerk, head], weighted: { a: 70%, b: 30% } }
  even: { for: [clerk, head], formula: b × 10, round: 0 half even }
  even below zero: { for: [clerk, head], formula: 0 − b, round: 0 half even }
  down: { for: [clerk, head], formula: k ÷ 7, round: 2 down }
  up: { for: [clerk, head], formula: b, round: 2 up }
  between: { for: [clerk, head], formula: a, not below: b, not above: n }
  at least: { for: [clerk, head], formula: a, not below: b }
  capped: { for: [clerk, head], formula: a, not above: 2, not below: 1.5 }
  chosen: { when: ok, formula: 1 + 1 }
`
const POOLS = `
scales:
  points: { x: 5, y: 3.5, otherwise: 0 }
  two: { columns: [x, otherwise], under 2: [1, 2], from 2: [3, 4], round: 0 }
values:
  pool: { formula: "sum(people.m)", round: 2 }
  team pool: { formula: "sum(people.m by team) × −1", round: 2 }
  base: m
scorecards:
  card:
    first: 10 − a
    second: { formula: 2 − n, below zero: allowed }
`
const PAY = `
pay:
  - for: [clerk, head]
    commission:
      equal: share(100元 by 1 where position in ("clerk", "head"))
      weighed: share(pool by share × n where position in ("clerk", "head"))
      of team: share(team pool by share)
      vacant: share(pool, 9 by share where position = "clerk")
  - for: clerk
    commission:
      own: m × 3 ÷ 7
    lines:
      above: lines above × 1%
  - for: head
    lines:
      own: sum(people.own where position = "clerk") × 10%
      above: gross × 0
  - for: guard
    lines:
      fixed: 12元
reserves:
  held: { withheld: "max(commission, 0) × 5%", forfeited at once: ok }
deductions:
  at most: 20% × max(gross, 0)
  lines:
    lost: { for: [clerk, head], when: n > 2, formula: "max(k, 0) × 1%" }
    other: { for: head, formula: 1.005元 }
flags:
  many: { for: [clerk, head], formula: a > 2 }
  words: { for: [clerk, head], bands of: a, up to 2: “few”, above: “many” }
`.replace('      above: gross × 0\n', '')

/** A score of each formula, for those who have figures. */
export function scores(formulas: readonly string[]): string {
  return formulas.map((formula, i) => `  s${i}: ${of(formula)}\n`).join('')
}

/** Formulas of every kind. */
export const ALL: string = `${POOLS}scores:\n${scores([...PLAIN, ...AMONG, 'card', 'base'])}${MAPS}${PAY}`
