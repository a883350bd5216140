// A checked formula → the formula of a spreadsheet cell. Takes any part of a formula and where the cell stands; gives the
// text, with marks for addresses. Spreadsheets calculate in doubles, so what is rounded or compared is first rounded to
// nine places: DECISIONS.md, "Live formulas". What would be too long or too deep for a cell gets a cell of its own.

import { byKind } from '../core/kinds.ts'
import type { Bound, PlainFunction } from '../formula/bound.ts'
import type { Part, Pass } from '../formula/tree.ts'
import { peopleTerm, rankTerm } from './among.ts'
import { bandsTerm, choiceTerm } from './branches.ts'
import { comparedTerm } from './kinds.ts'
import { isClean, isNullable } from './known.ts'
import { linesTerm } from './lines.ts'
import { roundedTerm, SAFE } from './numbers.ts'
import { ownedTerm, previousTerm, rowColumnTerm, rowFigureTerm, rowRankTerm } from './row-terms.ts'
import { shareTerm } from './share.ts'
import {
  anyOf,
  atom,
  bracket,
  call,
  cellMark,
  ifChain,
  infix,
  LEVEL,
  literal,
  negated,
  plus,
  type Term,
} from './terms.ts'
import type { Blanks, Site, Translation } from './translation.ts'

/** What a part of a formula becomes in a cell. */
export function translate(t: Translation, bound: Bound, site: Site, blanks: Blanks): Term {
  return byKind(TERMS, bound, t, site, blanks)
}

const TERMS: Pass<Term, [t: Translation, site: Site, blanks: Blanks]> = {
  literal: (bound, t, site) => literalTerm(t, bound, site),
  column: (bound, t, site, blanks) => t.column(bound, site, blanks),
  previous: previousTerm,
  'row column': rowColumnTerm,
  owned: ownedTerm,
  key() {
    throw new Error('keys stand in no formula of a cell')
  },
  calendar({ which, type }, { fields }) {
    return atom(cellMark(fields.calendar(which, type).id))
  },
  earlier: (bound, t, site, blanks) => t.read(t.fields.earlier(bound), site, blanks, true),
  measure: (bound, t, site, blanks) =>
    bound.home === 'row'
      ? rowFigureTerm(bound, t, site, blanks)
      : t.read(t.fields.measure(bound.measure, bound.type, bound.home), site, blanks, isNullable(bound)),
  negate: ({ of }, t, site) => negated(t.one(of, site)),
  not: ({ of }, t, site) => call('NOT', t.one(of, site)),
  arithmetic: (bound, t, site) => arithmetic(t, bound, site),
  compare: ({ sign, left, right }, t, site) =>
    t.fit([left, right], site, 'refused', ([a, b]) =>
      comparedTerm(sign, a!, b!, left.type, isClean(left) && isClean(right)),
    ),
  logic: ({ word, left, right }, t, site) =>
    t.fit([left, right], site, 'refused', ([a, b]) =>
      word === 'and' ? call('IF', a!, b!, 'FALSE') : call('IF', a!, 'TRUE', b!),
    ),
  'is blank': (bound, t, site) =>
    infix(t.raw(bound.of, site), bound.negated ? '<>' : '=', atom('""'), LEVEL.compare, true),
  in: (bound, t, site) => inTerm(t, bound, site),
  has({ of, item }, t, site) {
    const within = (part: Bound): string => `"、"&${bracket(t.raw(part, site), LEVEL.atom)}&"、"`
    return call('ISNUMBER', call('FIND', within(item), within(of)))
  },
  refuse: () => call('NA'),
  if: ({ test, yes, no }, t, site, blanks) =>
    t.fit([test, yes, no], site, blanks, ([a, b, c]) => call('IF', a!, b!, c!)),
  function: (bound, t, site) => FUNCTIONS[bound.name](bound, t, site),
  people: (bound, t, site, blanks) => peopleTerm(t, bound, site, blanks),
  rank: (bound, t, site) => rankTerm(t, bound, site),
  'row rank': (bound, t, site) => rowRankTerm(bound, t, site),
  share: (bound, t, site) => shareTerm(t, bound, site),
  bands: (bound, t, site, blanks) => bandsTerm(t, bound, site, blanks),
  choice: (bound, t, site, blanks) => choiceTerm(t, bound, site, blanks),
  weighted: (bound, t, site) => weightedTerm(t, bound, site),
  items: ({ items }, t, site) => plus(items.map(item => t.step(item.of, site, 'refused', item.name))),
  lines: (bound, t) => linesTerm(t, bound),
  clamp: (bound, t, site) => clamp(t, bound, site),
  round({ of, places, mode }, t, site) {
    const term = t.one(of, site)
    return roundedTerm(mode === 'half even' ? t.held(of, site, term) : term, places, mode)
  },
}

/** Weights must add up to 1, as bonusbook asks. */
function weightedTerm(t: Translation, { parts }: Part<'weighted'>, site: Site): Term {
  const inner = parts.flatMap(p => [p.of, p.weight])
  return t.fit(inner, site, 'refused', terms => {
    const sum = plus(parts.map((_, i) => infix(terms[2 * i]!, '*', terms[2 * i + 1]!, LEVEL.multiply)))
    const weights = call('ROUND', plus(parts.map((_, i) => terms[2 * i + 1]!)), SAFE)
    return call('IF', infix(weights, '=', atom('1'), LEVEL.compare), sum, 'NA()')
  })
}

function arithmetic(t: Translation, bound: Part<'arithmetic'>, site: Site): Term {
  const level = bound.sign === '+' || bound.sign === '−' ? LEVEL.add : LEVEL.multiply
  const sign = { '+': '+', '−': '-', '×': '*', '÷': '/' }[bound.sign]
  const tight = bound.sign === '−' || bound.sign === '÷'
  return t.fit([bound.left, bound.right], site, 'refused', ([a, b]) => infix(a!, sign, b!, level, tight))
}

function inTerm(t: Translation, bound: Part<'in'>, site: Site): Term {
  const { items, negated } = bound
  const found = t.holding([bound.of], site, ([of]) => {
    const first = t.fit(items.slice(0, MOST_ITEMS), site, 'kept', terms =>
      anyOf(terms.map((item, i) => isItem(bound.of, of!, items[i]!, item))),
    )
    if (items.length <= MOST_ITEMS) return first
    const rest = t.tail(bound, () => ({ ...bound, items: items.slice(MOST_ITEMS), negated: false }))
    return call('IF', first, 'TRUE', t.step(rest, site))
  })
  return negated ? call('NOT', found) : found
}

function isItem(of: Bound, value: Term, item: Bound, term: Term): Term {
  const same = comparedTerm('=', value, term, of.type, isClean(of) && isClean(item))
  return isNullable(item) ? call('IF', infix(term, '=', atom('""'), LEVEL.compare), 'FALSE', same) : same
}

function clamp(t: Translation, { of, low, high }: Part<'clamp'>, site: Site): Term {
  if (low && high && !(low.kind === 'literal' && high.kind === 'literal'))
    return t.holding([of, low, high], site, ([value, least, most]) => {
      const above = comparedTerm('>', value!, most!, of.type, false)
      const below = comparedTerm('<', value!, least!, of.type, false)
      return ifChain([[above, most!] as const, [below, least!] as const], value!)
    })
  const limits = [low, high].filter(x => x !== undefined)
  return t.fit([of, ...limits], site, 'refused', ([value, ...rest]) => {
    const [least, most] = low ? rest : [undefined, rest[0]]
    const capped = most ? call('MIN', value!, most) : value!
    return least ? call('MAX', capped, least) : capped
  })
}

type FunctionTerm = (bound: Part<'function'>, t: Translation, site: Site) => Term

/** A function whose arguments each stand once in the formula. */
function fitting(build: (terms: readonly Term[]) => Term): FunctionTerm {
  return ({ args }, t, site) => t.fit(args, site, 'refused', build)
}

/** Between two moments, or two times of one day, of which the second must not be the earlier one. */
function clocked(unit: number): FunctionTerm {
  return ({ args }, t, site) => {
    const { type } = args[0]!
    const between = ([from, to]: readonly Term[]): Term => elapsed(from!, to!, unit)
    if (type.kind !== 'time') return t.fit(args, site, 'refused', between)
    return t.holding(args, site, ([from, to]) =>
      call('IF', comparedTerm('<', to!, from!, type, false), 'NA()', between([from!, to!])),
    )
  }
}

const quotient = ([a, b]: readonly Term[]): Term => call('ROUND', infix(a!, '/', b!, LEVEL.multiply, true), SAFE)

const FUNCTIONS: Readonly<Record<PlainFunction, FunctionTerm>> = {
  min: fitting(terms => call('MIN', ...terms)),
  max: fitting(terms => call('MAX', ...terms)),
  sum: fitting(plus),
  average: fitting(terms => infix(plus(terms), '/', atom(String(terms.length)), LEVEL.multiply, true)),
  absolute: fitting(terms => call('ABS', terms[0]!)),
  'full units': fitting(terms => call('MAX', '0', call('ROUNDDOWN', quotient(terms), '0'))),
  'started units': fitting(terms => call('MAX', '0', call('ROUNDUP', quotient(terms), '0'))),
  'how many': fitting(terms => plus(terms.map(t => call('IF', t, '1', '0')))),
  'years between': ({ args }, t, site) =>
    t.holding(args, site, ([from, to]) =>
      call('TRUNC', infix(monthsTerm(from!, to!), '/', atom('12'), LEVEL.multiply, true)),
    ),
  date: fitting(([year, month, day]) => call('DATE', year!, month!, day!)),
  'months after': fitting(([from, by]) => call('EDATE', from!, by!)),
  'days between': ({ args }, t, site) =>
    t.fit(args, site, 'refused', ([from, to]) =>
      args[0]!.type.kind === 'moment' ? elapsed(from!, to!, 86_400) : infix(to!, '-', from!, LEVEL.add, true),
    ),
  'hours between': clocked(3600),
  'minutes between': clocked(60),
  weekday: fitting(([of]) => call('WEEKDAY', of!, '2')),
  // Serial numbers that are 7 times something are Saturdays.
  week: ({ args, weeksEnd }, t, site) =>
    t.fit(args, site, 'refused', ([of]) => {
      const past = atom(String((weeksEnd! % 7) + 1))
      const days = infix(call('INT', of!), '-', past, LEVEL.add, true)
      const weeks = call('ROUNDUP', infix(days, '/', atom('7'), LEVEL.multiply, true), '0')
      return infix(infix(weeks, '*', atom('7'), LEVEL.multiply), '+', past, LEVEL.add)
    }),
  month: ({ args }, t, site) =>
    t.holding(args, site, ([of]) =>
      infix(infix(call('INT', of!), '-', call('DAY', of!), LEVEL.add, true), '+', atom('1'), LEVEL.add),
    ),
  'date of': fitting(([of]) => call('INT', of!)),
  'time of': fitting(([of]) => call('MOD', of!, '1')),
  'months between': ({ args }, t, site) => t.holding(args, site, ([from, to]) => monthsTerm(from!, to!)),
  'less the better': ({ args }, t, site) =>
    t.holding(args, site, ([actual, target]) => {
      const isNothing = comparedTerm('=', actual!, atom('0'), args[0]!.type, isClean(args[0]!))
      return call('IF', isNothing, '1', infix(target!, '/', actual!, LEVEL.multiply, true))
    }),
}

const MOST_ITEMS = 40

/** From one moment to another, in a unit of so many seconds: whole seconds first, since serial numbers are days with noise. */
function elapsed(from: Term, to: Term, unit: number): Term {
  const days = infix(to, '-', from, LEVEL.add, true)
  const seconds = call('ROUND', infix(days, '*', atom('86400'), LEVEL.multiply), '0')
  return infix(seconds, '/', atom(String(unit)), LEVEL.multiply, true)
}

/** Whole months from one date to another; where the second is earlier, those between them, negative. */
function monthsTerm(from: Term, to: Term): Term {
  const months = (a: Term, b: Term): Term => {
    const years = infix(call('YEAR', b), '-', call('YEAR', a), LEVEL.add, true)
    const whole = infix(infix(years, '*', atom('12'), LEVEL.multiply), '+', call('MONTH', b), LEVEL.add)
    const begun = infix(whole, '-', call('MONTH', a), LEVEL.add, true)
    const short = call('IF', infix(call('DAY', b), '<', call('DAY', a), LEVEL.compare), '1', '0')
    return infix(begun, '-', short, LEVEL.add, true)
  }
  return call('IF', infix(to, '<', from, LEVEL.compare), negated(months(to, from)), months(from, to))
}

/** Figures and days of the policy stand on its sheet; what the scheme does not write down, texts, and yes and no in the formula. */
function literalTerm({ fields }: Translation, bound: Part<'literal'>, { about }: Site): Term {
  const { value, implied } = bound
  if (value === null) return atom('""')
  if (typeof value === 'string') return literal(value)
  if (typeof value === 'boolean') return atom(value ? 'TRUE' : 'FALSE')
  return implied ? atom('0') : atom(cellMark(fields.written(bound, about).id))
}
