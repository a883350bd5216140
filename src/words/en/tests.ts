// The words of `bonusbook test`, in English. Their names and parameters are those of every language.

import type { Noun } from './noun.ts'
export const tests = (p: Noun) => ({
  scheme: 'Scheme',
  cases: 'Cases',
  passed: 'Pass',
  reachedTitle: 'Reached',
  expected: 'expected',
  calculated: 'calculated',
  difference: 'difference',
  byHand: (why: string): string => `by hand: ${why}`,
  kinds: {
    line: '',
    score: '',
    deduction: '',
    value: '',
    withheld: 'withheld',
    forfeited: 'forfeited',
    flags: 'flags',
    gross: 'gross',
    net: 'net',
  },
  nothing: 'none',
  notRefused: 'should be refused, but was calculated',
  refusedFor: (due: string, found: string): string =>
    `should be refused for ${due || 'no single input'}, was refused for ${found || 'no single input'}`,
  notReached: 'No case reaches',
  points: {
    line: 'line',
    score: 'score',
    reserve: 'reserve',
    deduction: 'deduction',
    flag: 'flag',
    when: 'when',
    forfeited: 'forfeited at once',
    band: 'band',
    case: 'case',
    if: 'if',
    limit: 'limit',
  },
  sides: { yes: 'holds', no: 'does not hold', low: '', high: '', within: '' },
  limits: { yes: '', no: '', low: 'not below', high: 'not above', within: 'without effect' },
  pass: (passed: number, all: number): string => `${passed} of ${all === 1 ? '1 case passes' : `${all} cases pass`}`,
  reached: (reached: number, all: number): string =>
    `${reached} of ${all} lines, bands, conditions and limits are reached`,
  rows: (n: number): string => `${n} more need rows of exports: only a ${p.month} of data reaches them`,
})

export type TestWords = ReturnType<typeof tests>
