// What live formulas are tried with besides: random formulas, names that look like something else, and formulas larger than
// a cell bears.

import fc from 'fast-check'
import type { Given } from './schemes.ts'

type Written = fc.Arbitrary<string>

/** Random formulas of a figure and of a yes or no, of `a`, `b`, `n`, `t`, `ok`, `day`. */
const random = fc.letrec<{ figure: string; truth: string }>(tie => {
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

/** A figure, and a yes or no. */
export const figure: Written = random.figure
export const truth: Written = random.truth

/** Names and texts that a spreadsheet would read as something else. */
export const HOSTILE: readonly Given[] = [
  { team: '=1+1', position: '+SUM(1)', zone: '*', name: '=HYPERLINK("http://x")', t: 'x', a: '1', m: '1.10' },
  { team: 'A\'B"C', position: 'o"x', zone: '?', name: '@x', t: 'y', a: '2', m: '2.20' },
  { team: 'A*', position: "it's", zone: '~*', name: '-1', t: 'z', a: '3', m: '3.30' },
  { team: 'ab', position: '<b>&amp;', zone: '>0', name: 'a;b,"c"', t: 'x', a: '4', m: '4.40' },
  { team: 'AB', position: 'clerk', zone: '1', name: '{x}', t: 'x', a: '5', m: '5.50' },
  { team: '[1]Sheet!A1', position: 'CLERK', zone: 'TRUE', name: 'N/A', t: 'x', a: '6', m: '6.60' },
]
export const HOSTILE_SECTIONS: string = `
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
export const LARGE: string = `
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
