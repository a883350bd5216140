// The words of comparisons, in English. Their names and parameters are those of every language.

import type { Noun } from './noun.ts'
export const comparison = (p: Noun) => ({
  classes: {
    missing: 'missing',
    extra: 'extra',
    timing: 'timing',
    rate: 'rate',
    score: 'score',
    input: 'input',
    rounding: 'rounding',
    unexplained: 'unexplained',
    sum: 'sum',
  },
  class: 'Class',
  count: 'Count',
  amount: 'Amount',
  figure: 'Figure',
  why: 'Why',
  person: 'the whole person',
  definition: (name: string): string => `${name} (scheme)`,
  scheme: 'the scheme',
  people: 'who is paid',
  calendar: `the ${p.month}`,
  adjusted: 'adjustments',
  carried: `carried over from earlier ${p.month}s`,
  corrections: `corrections of earlier ${p.month}s`,
  reserves: 'reserves',
  rest: 'not explained',
  others: (name: string): string => `${name} of others`,
  smaller: (n: number, worth: string): string => `and ${n} smaller: ${worth}`,
  earlier: (name: string, month: string): string => `as with ${name} of ${month}`,
  band: (name: string, band: string): string => `as with the band “${band}” of ${name}`,
  without: (name: string): string => `as without ${name}`,
  unrounded: (name: string): string => `as with ${name} not rounded`,
  month: (month: string): string => `as in ${month}`,
  heading: (a: string, b: string): string => `${a} → ${b}`,
  counted: (compared: number, differ: number): string =>
    `${compared === 1 ? '1 person' : `${compared} people`} compared, ${differ === 0 ? 'nothing differs' : `${differ} ${differ === 1 ? 'differs' : 'differ'}`}`,
  notCompared: 'Not compared',
  list: 'Differences',
  listed: (file: string): string => `List of differences: ${file}`,
})

export type ComparisonWords = ReturnType<typeof comparison>
