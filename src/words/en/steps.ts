// The words of steps, in English.

import type { RoundingMode } from '../../core/decimal.ts'
import { part, type StepWords } from '../steps.ts'

const PLACES: Readonly<Record<RoundingMode, string>> = {
  'half up': 'rounded',
  'half even': 'rounded half to even',
  up: 'rounded up',
  down: 'rounded down',
}

export const steps: StepWords = {
  condition: ({ formula, text, result, taken }) =>
    `${taken === '' ? 'when' : 'if'} ${text === result ? formula : text} → ${result}`,
  gives: (what, figure) => (what === figure ? figure : `${what} = ${figure}`),
  edges: edges => ` (${edges.join(', ')})`,
  limited: ({ formula, by, from, limit, to }) =>
    `${part(formula, from)}${from} is ${by === 'low' ? 'below' : 'above'} the limit${limit === to ? '' : ` ${limit}`} → ${to}`,
  rounded: ({ formula, from, places, mode, to }) =>
    `${part(formula, from)}${from}, ${PLACES[mode]} to ${places === 0 ? 'a whole number' : places === 1 ? '1 place' : `${places} places`} = ${to}`,
  slice: ({ band, width, rate, part: share }) => `${band}: ${width} × ${rate} = ${share}`,
  share: ({ formula, pool, weight, all, members, exact, result }) =>
    `${part(formula, pool)}${pool} × ${weight} ÷ ${all} = ${exact}, divided among ${members} to the fen = ${result}`,
  rank: ({ formula, value, better, of, result }) =>
    `${formula} = place ${result}: ${value} among ${of}, ${better} before it`,
  people: ({ formula, of, result }) =>
    `${formula} = ${result}, of ${of.length === 1 ? '1 person' : `${of.length} people`}`,
  earlier: ({ formula, months, result }) =>
    `${formula} = ${result}: ${months.length === 0 ? 'no earlier month has it' : months.map(m => `${m.month} ${m.value}`).join(', ')}`,
  item: ({ name, value, how }, steps) => `${name} ${value}: ${steps.length === 0 ? how : steps.join('; ')}`,
  join: '; ',
}
