// The words of steps, in English.

import { byKind } from '../../core/kinds.ts'
import type { Said } from '../formula.ts'
import { type Facts, part, type Relation, relationText, type StepWords } from '../steps.ts'
import { rounding, SIGNS } from './formula.ts'
import type { Noun } from './noun.ts'

const is = (holds: boolean): string => (holds ? 'is' : 'is not')

const wordsOf = ({ dates }: Relation): Said => SIGNS[dates ? 'time' : 'figure']

const FACTS: Facts = {
  compare: test => `${test.left} ${relationText(test, wordsOf(test))}`,
  blank: test => `${test.of} ${is(test.holds)} blank`,
  truth: test => `${test.of}: ${test.holds ? 'yes' : 'no'}`,
  in: test => `${test.of} ${is(test.holds)} one of ${test.items.join(', ')}`,
  has: test => `${test.of} ${test.holds ? 'has' : 'does not have'} ${test.item}`,
}

/** “is above 1% and at most 3%” */
function between(within: readonly Relation[]): string {
  return within
    .map((edge, i) =>
      i === 0 ? relationText(edge, wordsOf(edge)) : relationText(edge, wordsOf(edge)).replace(/^is /, ''),
    )
    .join(' and ')
}

export const steps = (p: Noun): StepWords => ({
  condition: ({ tests, holds, taken }) =>
    `${tests.map(test => byKind(FACTS, test)).join('; ')} → ${taken === '' ? (holds ? 'there is such a line' : 'there is no such line') : taken}`,
  band: ({ of, value, within, result, gives }) =>
    `${of} ${value}${within.length === 0 ? '' : ` ${between(within)}`} → ${result === gives ? gives : `${result} = ${gives}`}`,
  gives: (what, figure) => (what === figure ? figure : `${what} = ${figure}`),
  limited: ({ formula, by, from, limit, to }) =>
    `${part(formula, from)}${from} is ${by === 'low' ? 'below' : 'above'} the limit${limit === to ? '' : ` ${limit}`} → ${to}`,
  rounded: ({ formula, from, places, mode, to }) => `${part(formula, from)}${from}, ${rounding(places, mode)} = ${to}`,
  slice: ({ within, width, rate, part: share }) =>
    `${within.length === 0 ? '' : `what ${between(within)}: `}${width} × ${rate} = ${share}`,
  share: ({ formula, pool, weight, all, members, exact, result }) =>
    `${part(formula, pool)}${pool} × ${weight} ÷ ${all} = ${exact}, divided among ${members} to the cent = ${result}`,
  rank: ({ formula, value, better, of, result }) =>
    `${formula} = place ${result}: ${value} among ${of}, ${better} before it`,
  people: ({ formula, of, result }) =>
    `${formula} = ${result}, of ${of.length === 1 ? '1 person' : `${of.length} people`}`,
  earlier: ({ formula, months, result }) =>
    `${formula} = ${result}: ${months.length === 0 ? `no earlier ${p.month} has it` : months.map(m => `${m.month} ${m.value}${m.entry === undefined ? '' : ` (${m.entry})`}`).join(', ')}`,
  changed: ({ month, from, to }) => `${month}: was ${from}, is ${to}`,
  item: ({ name, value, how }, steps) => `${name} ${value}: ${steps.length === 0 ? how : steps.join('; ')}`,
  join: '; ',
})
