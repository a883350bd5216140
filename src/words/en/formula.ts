// Formulas in plain English.

import type { RoundingMode } from '../../core/decimal.ts'
import type { Compared, EarlierWords, FormulaWords, Said } from '../formula.ts'
import { labels } from './labels.ts'
import type { Noun } from './noun.ts'

const PLACES: Readonly<Record<RoundingMode, string>> = {
  'half up': 'rounded',
  'half even': 'rounded half to even',
  up: 'rounded up',
  down: 'rounded down',
}

/** “rounded to 2 places” */
export const rounding = (places: number, mode: RoundingMode): string =>
  `${PLACES[mode]} to ${places === 0 ? 'a whole number' : places === 1 ? '1 place' : `${places} places`}`

const FIGURES: Said = {
  '=': ['is', 'is not'],
  '≠': ['is not', 'is'],
  '<': ['is below', 'is not below'],
  '≤': ['is at most', 'is not at most'],
  '>': ['is above', 'is not above'],
  '≥': ['is at least', 'is not at least'],
}
const TIMES: Said = {
  ...FIGURES,
  '<': ['is before', 'is not before'],
  '≤': ['is not after', 'is after'],
  '>': ['is after', 'is not after'],
  '≥': ['is not before', 'is before'],
}
export const SIGNS: Readonly<Record<Compared, Said>> = { figure: FIGURES, time: TIMES, text: FIGURES }

const span = (p: Noun, { months }: EarlierWords): string => {
  if (months === 'this year') return `the earlier ${p.month}s of this year`
  if (months === 'same month last year') return `the same ${p.month} last year`
  if (months === 'ever') return `all earlier ${p.month}s`
  return months === 1 ? `the ${p.month} before` : `the ${months} ${p.month}s before`
}

/** “a, b and c” */
const together = (items: readonly string[], word: 'and' | 'or'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`

export const formula = (p: Noun): FormulaWords => {
  const word = labels(p)
  const earlier =
    (what: string) =>
    (of: EarlierWords): string =>
      `${what} ${of.of} of ${span(p, of)}`
  return {
    text: value => `“${value}”`,
    truth: value => (value ? 'yes' : 'no'),
    blank: 'blank',
    list: items => items.join(', '),
    ownedBy: (owner, name) => `${name} of ${owner}`,
    signs: SIGNS,
    called: (name, text) => `${name}: ${text}`,
    compare: (left, sign, right, of) => `${left} ${SIGNS[of][sign][0]} ${right}`,
    holds: (of, truth) => `${of} is ${truth ? 'yes' : 'no'}`,
    isBlank: (of, negated) => `${of} is ${negated ? 'not ' : ''}blank`,
    isIn: (of, items, negated) => `${of} is ${negated ? 'none' : 'one'} of ${together(items, 'or')}`,
    has: (of, item) => `${of} includes ${item}`,
    not: of => `it is not so that ${of}`,
    and: all => all.join(' and '),
    or: all => all.join(' or '),
    choose: (test, yes, no) => `${yes} if ${test}; otherwise ${no}`,
    otherwise: 'any other',
    gives: (what, result) => `${what} → ${result}`,
    oneOf: (of, entries) => `by ${of}: ${entries.join('; ')}`,
    slices: (of, entries) => `${of}, slice by slice: ${entries.join('; ')}`,
    band: ({ lower, upper, of }) => {
      const s = SIGNS[of]
      if (lower && upper && lower.inclusive && upper.inclusive)
        return lower.edge === upper.edge ? lower.edge : `${lower.edge} to ${upper.edge}`
      const side = (sign: '<' | '≤' | '>' | '≥', edge: string): string => `${s[sign][0].slice('is '.length)} ${edge}`
      const sides = [
        ...(lower ? [side(lower.inclusive ? '≥' : '>', lower.edge)] : []),
        ...(upper ? [side(upper.inclusive ? '≤' : '<', upper.edge)] : []),
      ]
      return sides.length === 0 ? 'any figure' : sides.join(', ')
    },
    refuse: note => `not worked out before this is settled: “${note}”`,
    functions: {
      min: args => `the smallest of ${together(args, 'and')}`,
      max: args => `the largest of ${together(args, 'and')}`,
      sum: args => args.join(' + '),
      average: args => `the average of ${together(args, 'and')}`,
      'full units': ([of, unit]) => `1 for each full ${unit} of ${of}`,
      'started units': ([of, unit]) => `1 for each ${unit} of ${of}, full or begun`,
      'months between': ([from, to]) => `full months from ${from} to ${to}`,
      'years between': ([from, to]) => `full years from ${from} to ${to}`,
      'months after': ([from, count]) => `${count} months after ${from}`,
      date: ([year, month, day]) => `day ${day} of month ${month} of ${year}`,
      'days between': ([from, to]) => `days from ${from} to ${to}`,
      'hours between': ([from, to]) => `hours from ${from} to ${to}`,
      'minutes between': ([from, to]) => `minutes from ${from} to ${to}`,
      weekday: ([of]) => `the weekday of ${of}, 1 for Monday`,
      week: ([of]) => `the last day of the week of ${of}`,
      month: ([of]) => `the first day of the month of ${of}`,
      'date of': ([of]) => `the day of ${of}`,
      'time of': ([of]) => `the time of day of ${of}`,
      'how many': args => `how many hold of: ${args.join(', ')}`,
      'less the better': ([actual, target]) => `${target} ÷ ${actual}, or 1 where the actual figure is 0`,
      absolute: ([of]) => `${of} without its sign`,
    },
    furthest: {
      min: args => `the earliest of ${together(args, 'and')}`,
      max: args => `the latest of ${together(args, 'and')}`,
    },
    atLeast: (of, limit) => `${of}, at least ${limit}`,
    atMost: (of, limit) => `${of}, at most ${limit}`,
    rounded: (of, places, mode) => `${of}, ${rounding(places, mode)}`,
    from: (table, where) => `${table}${where === undefined ? '' : ` where ${where}`}`,
    people: (where, by) =>
      `everybody${by === undefined ? '' : ` with the same ${by}`}${where === undefined ? '' : ` of whom ${where}`}`,
    own: undefined,
    ofRows: {
      sum: (of, from) => `total ${of} in ${from}`,
      count: (_, from) => `number of rows in ${from}`,
      'count distinct': (of, from) => `number of different ${of} in ${from}`,
      average: (of, from) => `average ${of} in ${from}`,
      min: (of, from) => `lowest ${of} in ${from}`,
      max: (of, from) => `highest ${of} in ${from}`,
      only: (of, from) => `${of} in ${from}`,
    },
    ofPeople: {
      sum: (of, from) => `total ${of} of ${from}`,
      count: (_, from) => `number of people among ${from}`,
      'count distinct': (of, from) => `number of different ${of} of ${from}`,
      average: (of, from) => `average ${of} of ${from}`,
      min: (of, from) => `lowest ${of} of ${from}`,
      max: (of, from) => `highest ${of} of ${from}`,
      median: (of, from) => `median ${of} of ${from}`,
    },
    by: (figure, by) => `${figure}${figure.includes(' where ') ? ',' : ''} by ${by}`,
    rank: (of, lowestFirst, from, by) =>
      `place by ${of} among ${from}${by === undefined ? '' : ` with the same ${by}`}, ${lowestFirst ? 'lowest' : 'highest'} first`,
    share: (pool, weight, whole, where) =>
      whole === undefined
        ? `${pool} shared by ${weight}${where === undefined ? '' : ` among everybody of whom ${where}`}`
        : `${pool} × ${weight} ÷ ${whole}`,
    earlier: {
      one: of =>
        typeof of.months === 'number' && of.months > 1
          ? `${of.of} of ${of.months} ${p.month}s ago`
          : earlier('the')(of),
      sum: earlier('total'),
      average: earlier('average'),
      min: earlier('lowest'),
      max: earlier('highest'),
      count: of => `number of ${p.month}s with ${of.of} among ${span(p, of)}`,
      last: of => `${of.of} of the latest ${p.month} that has it`,
    },
    previous: (of, where, otherwise) =>
      `${of} of the row before${where === undefined ? '' : ` where ${where}`}${otherwise === undefined ? '' : `, ${otherwise} where there is none`}`,
    calendar: {
      'start of period': `first day of the ${p.month}`,
      'start of year': 'first day of the year',
      'end of period': `last day of the ${p.month}`,
      'month of year': 'number of the month in its year',
      'month of quarter': 'number of the month in its quarter',
      'end of month': 'end of the month',
      'end of quarter': 'end of the quarter',
      'end of half-year': 'end of the half-year',
      'end of year': 'end of the year',
      'days of period': `days of the ${p.month}`,
      'release period': 'the release period',
      'start of payout': `first day of payout`,
    },
    lines: {
      above: 'total of the lines above',
      commission: word.commission.toLowerCase(),
      all: 'earnings',
      adjusted: word.adjusted.toLowerCase(),
      withheld: word.withheldAll.toLowerCase(),
      forfeited: word.forfeited.toLowerCase(),
      deducted: word.deducted.toLowerCase(),
      carried: word.carried.toLowerCase(),
      net: 'pay',
    },
  }
}
