// A checked formula → the formula of a spreadsheet cell. Takes any part of a formula and where the cell stands; gives the
// text, with marks for addresses. Spreadsheets calculate in doubles, so what is rounded or compared is first rounded to
// nine places: DECISIONS.md, "Live formulas". What would be too long or too deep for a cell gets a cell of its own.

import type { Decimal } from '../core/decimal.ts'
import type { Bound, PlainFunction } from '../formula/bound.ts'
import { peopleTerm, rankTerm } from './among.ts'
import { bandsTerm, choiceTerm } from './branches.ts'
import { isClean, isNullable } from './known.ts'
import { linesTerm } from './lines.ts'
import { comparedTerm, dateSerial, roundedTerm, SAFE } from './numbers.ts'
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

type Part<K extends Bound['kind']> = Extract<Bound, { kind: K }>

/** What a part of a formula becomes in a cell. */
export function translate(t: Translation, bound: Bound, site: Site, blanks: Blanks): Term {
  switch (bound.kind) {
    case 'literal':
      return literalTerm(bound)
    case 'column':
      return t.column(bound, site, blanks)
    case 'calendar': {
      const { which } = bound
      const field = t.fields.calendar(which, bound.type, () => t.fields.engine.world.calendar(which))
      return atom(cellMark(field.id))
    }
    case 'earlier':
      return t.read(t.fields.earlier(bound), site, blanks, true)
    case 'measure':
      return t.read(t.fields.measure(bound.measure, bound.type, bound.home), site, blanks, isNullable(bound))
    case 'row column':
      throw new Error('rows are read by measures only')
    case 'negate':
      return negated(t.one(bound.of, site))
    case 'not':
      return call('NOT', t.one(bound.of, site))
    case 'arithmetic':
      return arithmetic(t, bound, site)
    case 'compare':
      return t.fit([bound.left, bound.right], site, 'refused', ([a, b]) =>
        comparedTerm(bound.sign, a!, b!, bound.left.type, isClean(bound.left) && isClean(bound.right)),
      )
    case 'logic':
      return t.fit([bound.left, bound.right], site, 'refused', ([a, b]) =>
        bound.word === 'and' ? call('IF', a!, b!, 'FALSE') : call('IF', a!, 'TRUE', b!),
      )
    case 'is blank':
      return infix(t.raw(bound.of, site), bound.negated ? '<>' : '=', atom('""'), LEVEL.compare, true)
    case 'in':
      return inTerm(t, bound, site)
    case 'has': {
      const within = (part: Bound): string => `"、"&${bracket(t.raw(part, site), LEVEL.atom)}&"、"`
      return call('ISNUMBER', call('FIND', within(bound.item), within(bound.of)))
    }
    case 'if':
      return t.fit([bound.test, bound.yes, bound.no], site, blanks, ([test, yes, no]) => call('IF', test!, yes!, no!))
    case 'function':
      return functionTerm(t, bound, site)
    case 'people':
      return peopleTerm(t, bound, site, blanks)
    case 'rank':
      return rankTerm(t, bound, site)
    case 'share':
      return shareTerm(t, bound, site)
    case 'bands':
      return bandsTerm(t, bound, site, blanks)
    case 'choice':
      return choiceTerm(t, bound, site, blanks)
    case 'weighted':
      return weightedTerm(t, bound, site)
    case 'items':
      return plus(bound.items.map(item => t.step(item.of, site, 'refused', item.name)))
    case 'lines':
      return linesTerm(t, bound)
    case 'clamp':
      return clamp(t, bound, site)
    case 'round': {
      const of = t.one(bound.of, site)
      return roundedTerm(bound.mode === 'half even' ? t.held(bound.of, site, of) : of, bound.places, bound.mode)
    }
    default: {
      const never: never = bound
      return never
    }
  }
}

/** Weights that are figures of the month must add up to 1, as bonusbook asks; those that are written down do. */
function weightedTerm(t: Translation, { parts }: Part<'weighted'>, site: Site): Term {
  const written = parts.every(p => p.weight.kind === 'literal')
  const inner = parts.flatMap(p => [p.of, p.weight])
  return t.fit(inner, site, 'refused', terms => {
    const sum = plus(parts.map((_, i) => infix(terms[2 * i]!, '*', terms[2 * i + 1]!, LEVEL.multiply)))
    if (written) return sum
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

function functionTerm(t: Translation, bound: Part<'function'>, site: Site): Term {
  const { name, args } = bound
  const twice = (build: (a: Term, b: Term) => Term): Term => t.holding(args, site, ([a, b]) => build(a!, b!))
  switch (name) {
    case 'months between':
      return twice(monthsTerm)
    case 'less the better':
      return twice((a, b) =>
        call(
          'IF',
          comparedTerm('=', a, atom('0'), args[0]!.type, isClean(args[0]!)),
          '1',
          infix(b, '/', a, LEVEL.multiply, true),
        ),
      )
    default:
      return t.fit(args, site, 'refused', terms => plainFunction(name, terms))
  }
}

const MOST_ITEMS = 40

function plainFunction(name: PlainFunction, terms: readonly Term[]): Term {
  const quotient = (): Term => call('ROUND', infix(terms[0]!, '/', terms[1]!, LEVEL.multiply, true), SAFE)
  switch (name) {
    case 'min':
    case 'max':
      return call(name.toUpperCase(), ...terms)
    case 'sum':
      return plus(terms)
    case 'average':
      return infix(plus(terms), '/', atom(String(terms.length)), LEVEL.multiply, true)
    case 'absolute':
      return call('ABS', terms[0]!)
    case 'full units':
      return call('MAX', '0', call('ROUNDDOWN', quotient(), '0'))
    case 'started units':
      return call('MAX', '0', call('ROUNDUP', quotient(), '0'))
    case 'how many':
      return plus(terms.map(t => call('IF', t, '1', '0')))
    default:
      throw new Error(`no such function of figures: ${name}`)
  }
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

function literalTerm({ value, type }: Part<'literal'>): Term {
  if (value === null) return atom('""')
  if (typeof value === 'string') return literal(value)
  if (typeof value === 'boolean') return atom(value ? 'TRUE' : 'FALSE')
  if (typeof value === 'number') return atom(String(type.kind === 'date' ? dateSerial(value) : value))
  const text = (value as Decimal).toFixed()
  return text.startsWith('-') ? { text, level: LEVEL.negate, depth: 0 } : atom(text)
}
