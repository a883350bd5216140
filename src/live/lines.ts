// Sums of a person's pay lines: all, the commission, or those above a line. Which lines they are goes by the position, so a
// line that counts for some positions only is taken under that condition.

import { ZERO } from '../core/decimal.ts'
import { type Bound, isSheetSum, type SheetSum } from '../formula/bound.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import { MONEY, YES_NO } from '../formula/types.ts'
import { amountOf } from '../pay/person-sheet.ts'
import { caseFor, type DefinedColumn, payLines, type Scheme, summedLines } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import type { Field, Fields } from './fields.ts'
import { anyOf, atom, call, cellMark, literal, type Term } from './terms.ts'
import type { Translation } from './translation.ts'

export function linesTerm(t: Translation, bound: Extract<Bound, { kind: 'lines' }>): Term {
  const { which } = bound
  if (isSheetSum(which)) return atom(cellMark(sumField(t.fields, which).id))
  const { scheme } = t.fields.month
  const asked = bound.line === undefined ? undefined : scheme.pay.find(p => p.id === bound.line)
  const counts = (column: DefinedColumn, position: string): boolean =>
    summedLines(payLines(scheme, position), which, bound.line).some(l => l.column === column)
  return sumOf(
    scheme.pay.flatMap(column => {
      const has = (position: string): boolean => !asked || caseFor(asked, position) !== undefined
      return countedTerm(t, column, position => counts(column, position), t.fields.column(column), has)
    }),
  )
}

/** The figure of a column for people of the positions of which it counts; nothing where there are none. */
export function countedTerm(
  t: Translation,
  column: DefinedColumn,
  counts: (position: string) => boolean,
  field: Field,
  has: (position: string) => boolean = () => true,
): Term[] {
  const having = knownPositions(t.fields.month.scheme).filter(p => caseFor(column, p) && has(p))
  const counted = having.filter(counts)
  if (counted.length === 0) return []
  const cell = atom(cellMark(field.id))
  return [counted.length === having.length ? cell : call('IF', positionTest(t, counted, having), cell, '0')]
}

/** The cell of a figure of the sheet; it gets its place among the amounts (`addAmounts`). */
export function sumField(fields: Fields, which: SheetSum): Field {
  return fields.once(`sum ${which}`, () => {
    const { labels, audit } = wordsIn(fields.month.scheme.sheets)
    const people = new Map(fields.month.result.people.map(p => [p.row.index, p]))
    const result = ({ index }: Row): Outcome => {
      const person = people.get(index)
      return person ? (amountOf(person, which) ?? ZERO) : null
    }
    const title = which === 'withheld' || which === 'forfeited' ? audit[which] : labels[which]
    return fields.make({ sheet: 'pay', home: 'person', kind: 'formula', title, type: MONEY, places: 2, result })
  })
}

/** `SUM(…)`, which passes over what is blank. It takes 255 arguments at most. */
export function sumOf(terms: readonly Term[]): Term {
  if (terms.length === 0) return atom('0')
  if (terms.length <= MOST) return call('SUM', ...terms)
  const groups = Array.from({ length: Math.ceil(terms.length / MOST) }, (_, i) => terms.slice(i * MOST, (i + 1) * MOST))
  return sumOf(groups.map(g => call('SUM', ...g)))
}

const MOST = 100
/** Stands for every position that the scheme does not name. No position is called so. */
const ANY_OTHER = '\u0000'

/** The positions that lines tell apart. */
function knownPositions(scheme: Scheme): string[] {
  const named = scheme.pay.flatMap(p => p.source.cases.flatMap(c => [...(c.positions ?? [])]))
  return [...new Set([...named, ANY_OTHER])]
}

/** True for people of these positions, out of those that come into question. */
function positionTest(t: Translation, positions: readonly string[], among: readonly string[]): Term {
  if (!positions.includes(ANY_OTHER)) return isOneOf(t, positions)
  return call(
    'NOT',
    isOneOf(
      t,
      among.filter(p => !positions.includes(p)),
    ),
  )
}

/** Positions that are named where they are asked for; longer lists are asked once, in a cell of their own. */
const FEW = 6

/** True for people of these positions. */
export function isOneOf(t: Translation, positions: Iterable<string>): Term {
  const { fields } = t
  const names = [...positions]
  const own = atom(cellMark(fields.column(fields.month.scheme.roster.positionColumn).id))
  const test = (some: readonly string[]): Term => anyOf(some.map(p => call('EXACT', own, literal(p))))
  if (names.length <= FEW) return test(names)
  const cell = (some: readonly string[]): Term => {
    const title = some.join('、')
    const field = fields.once(`positions ${title}`, () =>
      fields.add({
        ...{ sheet: 'people', home: 'person', kind: 'step', title, type: YES_NO },
        formula: (some.length <= MOST ? test(some) : anyOf([test(some.slice(0, MOST)), cell(some.slice(MOST))])).text,
        result: row => some.includes(fields.engine.position(row)),
      }),
    )
    return atom(cellMark(field.id))
  }
  return cell(names)
}
