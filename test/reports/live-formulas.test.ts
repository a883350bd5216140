// What each kind of formula becomes in a cell: worked out by a real LibreOffice from the inputs alone, every cell must come
// to what bonusbook came to. Fixed formulas of every kind, random ones, and names and texts that look like formulas.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditBook, PERIOD } from '../support/audit-book.ts'
import { json, run } from '../support/cli.ts'
import { OFFICE } from '../support/office.ts'
import { differences, type ReadBook, readBook, recalculate, withoutResults } from '../support/recalculate.ts'
import type { Given } from '../support/schemes.ts'

const PEOPLE: readonly Given[] = [
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

function scores(formulas: readonly string[]): string {
  return formulas.map((formula, i) => `  s${i}: ${of(formula)}\n`).join('')
}

const ALL = `${POOLS}scores:\n${scores([...PLAIN, ...AMONG, 'card', 'base'])}${MAPS}${PAY}`

/** Bonusbook's results and LibreOffice's, of one workbook. */
async function both(sections: string, people: readonly Given[]): Promise<[ReadBook, ReadBook]> {
  const { bytes } = await auditBook(sections, people)
  return [readBook(bytes), recalculate(new Map([['book', withoutResults(bytes)]])).get('book')!]
}

type Written = fc.Arbitrary<string>

/** Random formulas of a figure and of a yes or no, of `a`, `b`, `n`, `t`, `ok`, `day`. */
const { figure, truth } = fc.letrec<{ figure: string; truth: string }>(tie => {
  const [inner, test] = [tie('figure'), tie('truth')] as [Written, Written]
  const small = fc.integer({ min: -300, max: 300 }).map(n => (n < 0 ? `(0 − ${-n / 100})` : `${n / 100}`))
  const pair = (build: (x: string, y: string) => string): Written => fc.tuple(inner, inner).map(([x, y]) => build(x, y))
  const call = (name: string): Written => pair((x, y) => `${name}(${x}, ${y})`)
  return {
    figure: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom('a', 'b', 'n', 'month of year'),
      small,
      pair((x, y) => `(${x} + ${y})`),
      pair((x, y) => `(${x} − ${y})`),
      pair((x, y) => `(${x} × ${y})`),
      pair((x, y) => `(${x} ÷ (1 + absolute(${y})))`),
      inner.map(x => `−${x}`),
      call('min'),
      call('max'),
      call('average'),
      call('sum'),
      pair((x, y) => `full units(${x}, 1 + absolute(${y}))`),
      inner.map(x => `started units(${x}, 0.1)`),
      fc
        .tuple(fc.constantFrom('round', 'round down', 'round up'), inner, fc.nat(4))
        .map(([f, x, n]) => `${f}(${x}, ${n})`),
      fc.tuple(test, inner, inner).map(([c, x, y]) => `(if ${c} then ${x} else ${y})`),
      fc.tuple(test, test).map(([c, d]) => `how many(${c}, ${d})`),
    ),
    truth: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('ok', 't = "x"', 't in ("y", "z")', 'day < end of period', 'not ok'),
      fc.tuple(inner, fc.constantFrom('<', '≤', '>', '≥', '=', '≠'), inner).map(([x, s, y]) => `${x} ${s} ${y}`),
      fc.tuple(test, fc.constantFrom('and', 'or'), test).map(([c, w, d]) => `(${c} ${w} ${d})`),
    ),
  }
})

/** Names and texts that a spreadsheet would read as something else. */
const HOSTILE: readonly Given[] = [
  { team: '=1+1', position: '+SUM(1)', zone: '*', name: '=HYPERLINK("http://x")', t: 'x', a: '1', m: '1.10' },
  { team: 'A\'B"C', position: 'o"x', zone: '?', name: '@x', t: 'y', a: '2', m: '2.20' },
  { team: 'A*', position: "it's", zone: '~*', name: '-1', t: 'z', a: '3', m: '3.30' },
  { team: 'ab', position: '<b>&amp;', zone: '>0', name: 'a;b,"c"', t: 'x', a: '4', m: '4.40' },
  { team: 'AB', position: 'clerk', zone: '1', name: '{x}', t: 'x', a: '5', m: '5.50' },
  { team: '[1]Sheet!A1', position: 'CLERK', zone: 'TRUE', name: 'N/A', t: 'x', a: '6', m: '6.60' },
]
const HOSTILE_SECTIONS = `
values:
  A1: { formula: a × 2, per: person }
  sum of team: sum(people.a by team)
  sum of zone: sum(people.a by zone)
  R1C1: sum(people.m by position)
scores:
  s: { formula: A1 + sum of team + sum of zone }
  other: if team = "ab" then 1 else if zone = "*" then 2 else 3
pay:
  - for: [ '+SUM(1)', 'o"x', "it's", '<b>&amp;', clerk ]
    commission:
      own: m
    lines:
      place: 1元 × rank(a by zone)
  - for: CLERK
    lines:
      own: R1C1 × 2
`

const SIXTY = Array.from({ length: 60 }, (_, i) => i)
/** More bands, cases, items and nested functions than one formula may have. */
const LARGE = `
scores:
  bands: { for: [clerk, head], bands of: a × 7, ${SIXTY.map(i => `up to ${i}: ${i * 3}`).join(', ')}, above: 999 }
  slices: { for: [clerk, head], marginal bands of: a × 7, ${SIXTY.map(i => `up to ${i + 1}: ${(i % 9) + 1}`).join(', ')}, above: 2 }
  choice: { for: [clerk, head], choose by: a, ${SIXTY.map(i => `${70 - i}: ${i * 2}`).join(', ')}, otherwise: 5 }
  one of: { for: [clerk, head], formula: "if a × 2 in (${SIXTY.map(i => 70 - i).join(', ')}, 4) then 1 else 0" }
  long: { for: [clerk, head], formula: "${SIXTY.slice(0, 28)
    .map(i => `if a × b + ${i} > ${i * 2} then min(a, ${i}) + b else`)
    .join(' ')} 0" }
  deep: { for: [clerk, head], formula: "${SIXTY.slice(0, 14).reduce(of => `max(1, min(${of}, a + 50))`, 'b')}" }
  deeper: { for: [clerk, head], formula: "${SIXTY.slice(0, 14).reduce(of => `max(1, min(${of}, a + 50))`, 'deep')}" }
  sum: { for: [clerk, head], formula: "${Array.from({ length: 240 }, (_, i) => `a × ${i} − b`).join(' + ')}" }
`

interface Pay {
  readonly people: readonly { id: string; gross: string; net: string; deducted: string; carried: string }[]
}

/** What the overview says of everybody: gross, withheld, deducted, carried over, net. */
function overview(book: ReadBook): Map<string, string[]> {
  const cells = [...book.values()][0]!
  const ids = [...cells].filter(([address, c]) => /^A\d+$/.test(address) && c.kind === 'text')
  return new Map(
    ids.map(([address, c]) => [c.text, ['D', 'F', 'G', 'H'].map(l => cells.get(l + address.slice(1))?.text ?? '')]),
  )
}

function addressesOf(book: ReadBook, sheet: string, title: string): Map<string, string> {
  const cells = book.get(sheet)!
  const letters = [...cells].find(([a, c]) => /^[A-Z]+1$/.test(a) && c.text === title)![0].replace('1', '')
  const ids = [...cells].filter(([a, c]) => /^A\d+$/.test(a) && Number(a.slice(1)) > 2 && c.text !== '')
  return new Map(ids.map(([a, c]) => [c.text, letters + a.slice(1)]))
}

describe.skipIf(!OFFICE)('worked out by LibreOffice, every cell comes to what bonusbook came to', () => {
  test('formulas of every kind', async () => {
    const [stored, found] = await both(ALL, PEOPLE)
    expect(differences(stored, found)).toEqual([])
    expect(found.get('Overview')!.get('A2')!.text).toMatch(/^All agree \(\d+ items compared\)$/)
    const formulas = [...stored.values()].flatMap(s => [...s.values()]).filter(c => c.formula !== undefined)
    expect(formulas.length).toBeGreaterThan(700)
  })

  test('random formulas', async () => {
    const seed = 20261123
    const formulas = [
      ...fc.sample(figure, { numRuns: 250, seed }),
      ...fc.sample(truth, { numRuns: 50, seed }).map(c => `if ${c} then 1 else 0`),
    ]
    const people = PEOPLE.slice(0, 5)
    const [stored, found] = await both(`scores:\n${scores(formulas)}pay: []\n`, people)
    expect(differences(stored, found)).toEqual([])
  }, 60_000)

  test('more bands, cases and nested functions than a cell bears', async () => {
    const [stored, found] = await both(LARGE, PEOPLE.slice(0, 5))
    expect(differences(stored, found)).toEqual([])
    for (const cells of stored.values())
      for (const { formula = '' } of cells.values()) {
        expect(formula.length).toBeLessThan(8192)
        expect(nesting(formula)).toBeLessThan(64)
      }
  })

  test('names and texts that look like formulas, patterns or addresses stay what they are', async () => {
    const [stored, found] = await both(HOSTILE_SECTIONS, HOSTILE)
    expect(differences(stored, found)).toEqual([])
    const people = found.get('People and data')!
    expect(people.get('B3')).toMatchObject({ kind: 'text', text: '=HYPERLINK("http://x")', formula: undefined })
    // A* is not a pattern, AB not ab: everybody is in a team of their own.
    const sums = addressesOf(stored, 'team', 'sum of team')
    expect([...sums.keys()].map(key => found.get('team')!.get(sums.get(key)!)!.text)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ])
  })
})

/** How deeply functions stand in each other. */
function nesting(formula: string): number {
  let [deep, deepest] = [0, 0]
  for (const letter of formula.replace(/"[^"]*"/g, '')) {
    if (letter === '(') deepest = Math.max(deepest, ++deep)
    if (letter === ')') deep--
  }
  return deepest
}

describe.skipIf(!OFFICE)('a changed input', () => {
  test('another team or position: the month comes to what bonusbook makes of such a roster, and the difference is shown', async () => {
    const { bytes } = await auditBook(ALL, PEOPLE)
    const stored = readBook(bytes)
    const changes = {
      team: { column: 'team', id: '3', value: '一组' },
      position: { column: 'position', id: '3', value: 'head' },
    }
    const expected = new Map<string, Pay>()
    const books = new Map<string, Uint8Array>()
    for (const [name, { column, id, value }] of Object.entries(changes)) {
      const moved = await auditBook(
        ALL,
        PEOPLE.map(p => (p.id === id ? { ...p, [column]: value } : p)),
      )
      expected.set(name, json<Pay>(await run(['run', '--period', PERIOD, '--json'], { cwd: moved.shop })))
      const cell = addressesOf(stored, 'People and data', column).get(id)!
      books.set(name, withoutResults(bytes, [{ sheet: 'People and data', cell, value }]))
    }
    const before = overview(stored)
    for (const [name, found] of recalculate(books)) {
      const now = overview(found)
      for (const { id, gross, deducted, carried, net } of expected.get(name)!.people)
        expect([name, id, now.get(id)!.map(text => Number(text).toFixed(2))]).toEqual([
          name,
          id,
          [gross, deducted, carried, net],
        ])
      expect(now.get('3')).not.toEqual(before.get('3'))
      expect(found.get('Overview')!.get('A2')!.text).toMatch(/^\d+ items differ/)
    }
  })
})
