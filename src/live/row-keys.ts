// What tells rows apart, as texts in cells, and the row that has the same one. Takes formulas of a site and a column of such
// texts; gives the number of the row. Spreadsheets look a text up fast, but whatever its case and with signs that stand for others:
// what was found is held against what was asked, and where two texts differ in nothing else, all are looked through.

import { DAY_SECONDS } from '../core/calendar.ts'
import { decimal, round } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import type { Bound, Value } from '../formula/bound.ts'
import { FAULT, isDecimal, type Outcome, type Row } from '../formula/trace.ts'
import { COUNT, TEXT, type Type } from '../formula/types.ts'
import { isFigure } from './among.ts'
import { type Field, HEAD_ROWS } from './fields.ts'
import { serialOf } from './kinds.ts'
import { SAFE } from './numbers.ts'
import { anyOf, atom, call, cellMark, infix, LEVEL, markedBy, rangeMark, type Term } from './terms.ts'
import type { Site, Translation } from './translation.ts'

const BETWEEN = ' · '

/** A part of a formula and what makes one key of it: itself, or several. */
function partsOf(bound: Bound): readonly Bound[] {
  return bound.kind === 'key' ? bound.of : [bound]
}

/** True for what a cell holds as no text. */
function isWritten(type: Type): boolean {
  return type.kind === 'yes/no' || isFigure(type)
}

/** A value as a text, the same wherever it stands. */
export function textTerm(of: Term, { kind }: Type): Term {
  if (kind === 'yes/no') return call('IF', of, '"1"', '"0"')
  const isMoment = kind === 'moment' || kind === 'time'
  const seconds = isMoment ? infix(of, '*', atom(String(DAY_SECONDS)), LEVEL.multiply) : of
  return isWritten({ kind }) ? infix(call('ROUND', seconds, isMoment ? '0' : SAFE), '&', atom('""'), LEVEL.compare) : of
}

/** The same text of a value that the program has. */
export function valueText(t: Translation, value: Exclude<Value, null>, type: Type): string {
  if (isDecimal(value)) return round(value, Number(SAFE)).toFixed()
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'string') return value
  const serial = serialOf(value, type)
  if (!serial) return t.fields.engine.facts.people.directory.ids[value] ?? ''
  return type.kind === 'date' ? serial.toFixed() : round(serial.times(decimal(DAY_SECONDS)), 0).toFixed()
}

/** What tells a row or somebody apart, in a cell of its own: nothing where a part of it is blank. */
export function keyField(t: Translation, bound: Bound, site: Site): Field {
  return t.fields.once(`key ${bound.text} ${site.home}`, () => {
    const parts = partsOf(bound)
    const own = parts.length === 1 ? t.fields.all[markedBy(t.term(bound, site, 'kept')) ?? -1] : undefined
    if (own && own.home === site.home && !isWritten(own.type)) return own
    const cells = parts.map(part => t.kept(part, site))
    const blank = anyOf(cells.map(cell => infix(cell, '=', atom('""'), LEVEL.compare)))
    const text = cells.map((cell, i) => textTerm(cell, parts[i]!.type)).reduce(joined)
    const result = (row: Row): Outcome => {
      const values = parts.map(part => t.value(part, row))
      if (values.includes(FAULT)) return FAULT
      if (values.includes(null)) return null
      return values.map((value, i) => valueText(t, value as Exclude<Value, null>, parts[i]!.type)).join(BETWEEN)
    }
    return t.addStep(site, bound.text, { type: TEXT, formula: call('IF', blank, '""', text).text, result })
  })
}

/** Texts in their order, as one. */
export function joined(a: Term, b: Term): Term {
  return infix(infix(a, '&', atom(`"${BETWEEN}"`), LEVEL.compare), '&', b, LEVEL.compare)
}

export function joinedText(a: string, b: string): string {
  return `${a}${BETWEEN}${b}`
}

/** The number of the row whose text is that of a site's cell: 0 where there is none, and nothing for no text. */
export function foundField(t: Translation, own: Field, keys: Field, site: Site): Field {
  return t.fields.once(`found ${own.id} ${keys.id}`, () => {
    const places = (): ReadonlyMap<string, number> => placesOf(t, keys)
    const result = (row: Row): Outcome => {
      const text = textIn(t, own, row)
      return text === null ? null : decimal((places().get(text) ?? -1) + 1)
    }
    const cell = atom(cellMark(own.id))
    const all = atom(rangeMark(keys.id))
    const match = call('MATCH', cell, all, '0')
    const same = call('EXACT', call('INDEX', all, match), cell)
    const looked = isTold(t, own, [...places().keys()])
      ? call('IF', call('ISNA', match), '0', call('IF', same, match, 'NA()'))
      : call('IFERROR', exactly(cell, all), '0')
    const none = infix(cell, '=', atom('""'), LEVEL.compare)
    return t.addStep(site, '#', { words: own.title, type: COUNT, formula: call('IF', none, '""', looked).text, result })
  })
}

/** True for the first row of its text. */
export function firstTerm(
  t: Translation,
  keys: Field,
): { readonly term: Term; readonly isFirst: (row: Row) => boolean } {
  const [own, all] = [atom(cellMark(keys.id)), atom(rangeMark(keys.id))]
  const isHere = (match: Term): Term =>
    infix(match, '=', infix(call('ROW'), '-', atom(String(HEAD_ROWS)), LEVEL.add), LEVEL.compare)
  const match = call('MATCH', own, all, '0')
  const again = call('IF', call('EXACT', call('INDEX', all, match), own), 'FALSE', 'NA()')
  const term = isTold(t, keys, [...placesOf(t, keys).keys()])
    ? call('IF', isHere(match), 'TRUE', again)
    : isHere(exactly(own, all))
  const isFirst = (row: Row): boolean => placesOf(t, keys).get(textIn(t, keys, row) ?? '') === t.fields.placeOf(row)
  return { term, isFirst }
}

/** The place of a text among others, letter by letter. */
function exactly(own: Term, all: Term): Term {
  return call('MATCH', 'TRUE', call('INDEX', call('EXACT', all, own), '0'), '0')
}

const PLACES = new WeakMap<Field, ReadonlyMap<string, number>>()

function placesOf(t: Translation, keys: Field): ReadonlyMap<string, number> {
  return once(PLACES, keys, () => firstPlaces(t, keys))
}

function firstPlaces(t: Translation, keys: Field): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [i, row] of t.fields.rows(keys.home).entries()) {
    const text = textIn(t, keys, row)
    if (text !== null && !places.has(text)) places.set(text, i)
  }
  return places
}

/** What a cell holds as a text; nothing where it is empty. */
function textIn(t: Translation, { result, type }: Field, row: Row): string | null {
  const value = result(row)
  return value === null || value === FAULT ? null : valueText(t, value, type)
}

/** Longer texts are not looked up. */
const LONGEST = 200

/** True where every text that is asked for finds no other one, whatever its case. */
function isTold(t: Translation, own: Field, keys: readonly string[]): boolean {
  const asked = t.fields.rows(own.home).map(row => textIn(t, own, row))
  const texts = new Set([...keys, ...asked].filter(text => text !== null))
  const folded = new Set([...texts].map(text => text.normalize('NFKC').toLowerCase()))
  return folded.size === texts.size && ![...texts].some(text => /[*?~]/.test(text) || text.length > LONGEST)
}
