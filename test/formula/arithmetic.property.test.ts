// Random formulas, printed and worked out by the program, against a naive evaluator on whole numbers: sums and products
// are exact, a quotient has 60 significant digits rounded half away from zero, and nothing else is ever rounded.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { number, result, type Things } from '../support/lab.ts'

/** The number n ÷ 10^places. */
interface Exact {
  readonly n: bigint
  readonly places: number
}

type Tree =
  | { kind: 'figure'; text: string; value: Exact }
  | { kind: 'name'; name: string; value: Exact }
  | { kind: 'negate'; of: Tree }
  | { kind: 'operation'; sign: '+' | '−' | '×' | '÷'; left: Tree; right: Tree }
  | { kind: 'if'; left: Tree; right: Tree; yes: Tree; no: Tree }

const size = (n: bigint): bigint => (n < 0n ? -n : n)

function add(a: Exact, b: Exact): Exact {
  const places = Math.max(a.places, b.places)
  return { n: a.n * 10n ** BigInt(places - a.places) + b.n * 10n ** BigInt(places - b.places), places }
}

const minus = ({ n, places }: Exact): Exact => ({ n: -n, places })

/** Long division to 60 significant digits and one more, then half away from zero. Null for a divisor of zero. */
function divided(a: Exact, b: Exact): Exact | null {
  if (b.n === 0n) return null
  if (a.n === 0n) return { n: 0n, places: 0 }
  // a ÷ b = (a.n ÷ b.n) × 10^(b.places − a.places); find k with 60 digits before the point of a.n × 10^k ÷ b.n
  const scaled = (k: number, times = 1n): bigint =>
    (times * size(a.n) * 10n ** BigInt(Math.max(k, 0))) / (size(b.n) * 10n ** BigInt(Math.max(-k, 0)))
  let k = 60 - size(a.n).toString().length + size(b.n).toString().length
  if (scaled(k).toString().length > 60) k--
  const rounded = (scaled(k, 2n) + 1n) / 2n
  const sign = a.n < 0n !== b.n < 0n ? -1n : 1n
  return { n: sign * rounded, places: k + a.places - b.places }
}

/** Null where something is divided by zero. */
function naive(tree: Tree): Exact | null {
  switch (tree.kind) {
    case 'figure':
    case 'name':
      return tree.value
    case 'negate': {
      const of = naive(tree.of)
      return of && minus(of)
    }
    case 'operation': {
      const a = naive(tree.left)
      const b = naive(tree.right)
      if (!a || !b) return null
      if (tree.sign === '+') return add(a, b)
      if (tree.sign === '−') return add(a, minus(b))
      return tree.sign === '×' ? { n: a.n * b.n, places: a.places + b.places } : divided(a, b)
    }
    default: {
      const a = naive(tree.left)
      const b = naive(tree.right)
      return a && b && naive(settled(add(a, minus(b))).n > 0n ? tree.yes : tree.no)
    }
  }
}

/** Rounded to 40 places, half away from zero. */
function settled({ n, places }: Exact): Exact {
  if (places <= 40) return { n, places }
  const unit = 10n ** BigInt(places - 40)
  const units = (size(n) + unit / 2n) / unit
  return { n: n < 0n ? -units : units, places: 40 }
}

/** As the program shows a number: 40 places, no zeros at the end. */
function shown(value: Exact): string {
  const { n, places } = settled(value)
  const digits = size(places < 0 ? n * 10n ** BigInt(-places) : n)
    .toString()
    .padStart(Math.max(places, 0) + 1, '0')
  const point = digits.length - Math.max(places, 0)
  const fraction = digits.slice(point).replace(/0+$/, '')
  const text = digits.slice(0, point) + (fraction === '' ? '' : `.${fraction}`)
  return n < 0n && /[1-9]/.test(text) ? `-${text}` : text
}

const LEVEL = { if: 0, '+': 1, '−': 1, '×': 2, '÷': 2, negate: 3, leaf: 4 } as const

/** The formula as text: brackets where the tree needs them, and some that it does not need. */
function print(tree: Tree, outer: number, extra: () => boolean): string {
  const level =
    LEVEL[tree.kind === 'operation' ? tree.sign : tree.kind === 'if' || tree.kind === 'negate' ? tree.kind : 'leaf']
  const bare = (): string => {
    switch (tree.kind) {
      case 'figure':
        return tree.text
      case 'name':
        return tree.name
      case 'negate':
        return `−${print(tree.of, level, extra)}`
      case 'operation':
        return `${print(tree.left, level, extra)} ${tree.sign} ${print(tree.right, level + 1, extra)}`
      default: {
        const test = `${print(tree.left, 1, extra)} > ${print(tree.right, 1, extra)}`
        return `if ${test} then ${print(tree.yes, 0, extra)} else ${print(tree.no, 0, extra)}`
      }
    }
  }
  return level < outer || extra() ? `(${bare()})` : bare()
}

const NAMES: Record<string, Exact> = {
  个人产值: { n: 18_642_050n, places: 2 },
  返修率: { n: 312n, places: 4 },
  'parts margin': { n: -41_238_655n, places: 2 },
  现场5S: { n: 0n, places: 0 },
  '5S检查 2026': { n: 7n, places: 0 },
}
const text = ({ n, places }: Exact): string => {
  const digits = size(n)
    .toString()
    .padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${n < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`
}
const THINGS: Things = Object.fromEntries(Object.entries(NAMES).map(([name, value]) => [name, number(text(value))]))

const figure = fc
  .record({
    n: fc.bigInt({ min: 0n, max: 99_999n }),
    places: fc.integer({ min: 0, max: 4 }),
    form: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ n, places, form }): Tree => {
    const plain = text({ n, places })
    if (form === 1) return { kind: 'figure', text: `${plain}%`, value: { n, places: places + 2 } }
    const wide = plain.replace(/[0-9.]/g, c => (c === '.' ? '．' : String.fromCharCode(c.charCodeAt(0) + 0xfee0)))
    return { kind: 'figure', text: form === 2 ? wide : plain, value: { n, places } }
  })
const name = fc.constantFrom(...Object.keys(NAMES)).map((n): Tree => ({ kind: 'name', name: n, value: NAMES[n]! }))

const { tree } = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'formula' },
    figure,
    name,
    tie('tree').map((of): Tree => ({ kind: 'negate', of })),
    fc
      .tuple(fc.constantFrom('+' as const, '−' as const, '×' as const, '÷' as const), tie('tree'), tie('tree'))
      .map(([sign, left, right]): Tree => ({ kind: 'operation', sign, left, right })),
    fc
      .tuple(tie('tree'), tie('tree'), tie('tree'), tie('tree'))
      .map(([left, right, yes, no]): Tree => ({ kind: 'if', left, right, yes, no })),
  ),
}))

test('a random formula is worth what a naive evaluator makes of its tree', () => {
  let worked = 0
  fc.assert(
    fc.property(tree, fc.infiniteStream(fc.integer({ min: 0, max: 5 })), (t, extras) => {
      const formula = print(t, 0, () => extras.next().value === 0)
      // Beyond 10^40 and below 10^-900 the program has limits of its own, which other tests are about.
      const value = naive(t)
      if (formula.length > 3000 || runsAway(t)) return
      worked++
      const got = result(formula, THINGS)
      // Each divisor that is nothing is told.
      if (value) expect(`${formula} = ${got}`).toBe(`${formula} = ${shown(value)}`)
      else expect(`${formula} = ${got}`).toMatch(/ = DIVISION_BY_ZERO( DIVISION_BY_ZERO)*$/)
    }),
    { numRuns: 2000 },
  )
  expect(worked).toBeGreaterThan(1000)
})

/** True where some part is too large for any shop, or a part that is not looked at would divide by zero. */
function runsAway(t: Tree): boolean {
  const parts =
    t.kind === 'negate'
      ? [t.of]
      : t.kind === 'operation'
        ? [t.left, t.right]
        : t.kind === 'if'
          ? [t.left, t.right, t.yes, t.no]
          : []
  const value = naive(t)
  return parts.some(runsAway) || (value !== null && size(value.n) >= 10n ** BigInt(Math.max(value.places + 39, 0)))
}

test('the same number in plain, full-width and percent form is one number', () => {
  expect(result('0.5% = 0.005 and ０．５％ = 0.005 and 50% ＝ 0.50')).toBe('yes')
  expect(result('100 + 5%')).toBe('100.05')
})

test('the naive division is right where it can be seen', () => {
  expect(shown(divided({ n: 1n, places: 0 }, { n: 3n, places: 0 })!)).toBe(`0.${'3'.repeat(40)}`)
  expect(divided({ n: 2n, places: 0 }, { n: 3n, places: 0 })!.n.toString()).toBe(`${'6'.repeat(59)}7`)
  expect(shown(divided({ n: -12n, places: 1 }, { n: 400n, places: 2 })!)).toBe('-0.3')
  expect(shown(divided({ n: 10n ** 70n, places: 0 }, { n: 1n, places: 0 })!)).toBe(`1${'0'.repeat(70)}`)
})
