// Bands, marginal bands and choices → nested conditions. Long lists go on in cells of their own: a formula may nest only so
// deeply.

import { ZERO } from '../core/decimal.ts'
import type { Band, Bound } from '../formula/bound.ts'
import { caseTerm, comparedTerm } from './kinds.ts'
import { isClean } from './known.ts'
import { anyOf, call, ifChain, infix, LEVEL, plus, type Term } from './terms.ts'
import type { Blanks, Site, Translation } from './translation.ts'

type Bands = Extract<Bound, { kind: 'bands' }>
type Choice = Extract<Bound, { kind: 'choice' }>

const MOST_BRANCHES = 20

export function bandsTerm(t: Translation, bound: Bands, site: Site, blanks: Blanks): Term {
  if (bound.marginal) return marginalTerm(t, bound, site)
  const [bands, rest] = split(bound.bands)
  const last = rest.length > 0 ? t.tail(bound, () => ({ ...bound, bands: rest })) : bands.at(-1)!.result
  const tested = rest.length > 0 ? bands : bands.slice(0, -1)
  const clean = (edge: Bound): boolean => isClean(bound.of) && isClean(edge)
  return t.holding([bound.of], site, ([of]) =>
    t.fit([...tested.map(b => b.result), last], site, blanks, results => {
      const branches = tested.map(({ upper }, i) => {
        const { edge, inclusive } = upper!
        const test = comparedTerm(inclusive ? '≤' : '<', of!, t.held(edge, site), bound.of.type, clean(edge))
        return [test, results[i]!] as const
      })
      return ifChain(branches, results.at(-1)!)
    }),
  )
}

/** The rate of each band on its own slice; what is below zero lies in the lowest. */
function marginalTerm(t: Translation, bound: Bands, site: Site): Term {
  const [bands, rest] = split(bound.bands)
  return t.holding([bound.of], site, ([of]) => {
    const width = (i: number): Term => {
      const upper = bands[i]!.upper
      const to = upper ? call('MIN', of!, t.held(upper.edge, site)) : of!
      const before = bands[i - 1]?.upper
      return before ? call('MAX', '0', infix(to, '-', t.held(before.edge, site), LEVEL.add, true)) : to
    }
    const slices = t.fit(
      bands.map(b => b.result),
      site,
      'refused',
      rates => plus(rates.map((rate, i) => infix(width(i), '*', rate, LEVEL.multiply))),
    )
    return rest.length === 0
      ? slices
      : infix(
          slices,
          '+',
          t.step(
            t.tail(bound, () => above(bound, bands.at(-1)!, rest)),
            site,
          ),
          LEVEL.add,
        )
  })
}

/** The bands above others, with nothing for what lies below them. */
function above(bound: Bands, { upper }: Band, rest: readonly Band[]): Bands {
  const nothing: Bound = { ...bound.of, kind: 'literal', value: ZERO, implied: true, text: '0' }
  return { ...bound, bands: [{ label: '', lower: undefined, upper, result: nothing }, ...rest] }
}

export function choiceTerm(t: Translation, bound: Choice, site: Site, blanks: Blanks): Term {
  const single = bound.cases.flatMap(({ values, result }) => values.map(value => ({ values: [value], result })))
  // Cases of many values are tested in several branches.
  const [cases, rest] = split(single.length > MOST_BRANCHES ? single : bound.cases)
  const last = rest.length > 0 ? t.tail(bound, () => ({ ...bound, cases: rest })) : bound.otherwise
  return t.holding([bound.of], site, ([of]) =>
    t.fit([...cases.map(c => c.result), ...(last ? [last] : [])], site, blanks, results => {
      const branches = cases.map((c, i) => {
        const test = anyOf(c.values.map(value => caseTerm(of!, value, bound.of.type)))
        return [test, results[i]!] as const
      })
      return ifChain(branches, last ? results.at(-1)! : call('NA'))
    }),
  )
}

function split<T>(list: readonly T[]): [T[], T[]] {
  return [list.slice(0, MOST_BRANCHES), list.slice(MOST_BRANCHES)]
}
