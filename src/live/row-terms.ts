// Figures of rows as formulas over the lines of a sheet: what each row brings stands in a cell of its line, with the figures of
// whom it names looked up among people and groups, those of its order among other rows, and those of the row before in the line
// above; the figure itself adds up its own lines. Takes a translation whose fields have the rows of exports.

import { spanOf } from '../core/calendar.ts'
import { type Decimal, decimal, divide, round, ZERO } from '../core/decimal.ts'
import { rowWords } from '../explain/formula-words.ts'
import { type Bound, isKeyed, type Measure } from '../formula/bound.ts'
import { plainColumn, sharedPart } from '../formula/rows.ts'
import { FAULT, isDecimal, type Outcome, type Row } from '../formula/trace.ts'
import { ownParts, type Part, some } from '../formula/tree.ts'
import { COUNT, type Home, TEXT, type Type, YES_NO } from '../formula/types.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import { amongThem, bracketed, gathered, isFigure, needsList, placeTerm, settled } from './among.ts'
import type { RowsKey } from './export-rows.ts'
import { type Field, type FieldDraft, HEAD_ROWS, isRowsKey, sheetOfHome } from './fields.ts'
import { comparedTerm } from './kinds.ts'
import { SAFE } from './numbers.ts'
import { firstTerm, foundField, joined, joinedText, keyField, textTerm, valueText } from './row-keys.ts'
import { NONE_BEFORE } from './row-lines.ts'
import { aboveMark, atom, call, cellMark, infix, LEVEL, literal, plus, rangeMark, type Term } from './terms.ts'
import type { Blanks, Site, Translation } from './translation.ts'

type LineDraft = Omit<FieldDraft, 'home' | 'sheet'>

const cellOf = (field: Field): Term => atom(cellMark(field.id))
const rangeOf = (field: Field): Term => atom(rangeMark(field.id))
const isEmpty = (cell: Term): Term => infix(cell, '=', atom('""'), LEVEL.compare)
/** True for the number of somebody or something that is there. */
const isFound = (number: Field): Term => infix(call('N', cellOf(number)), '>', atom('0'), LEVEL.compare)
/** The number of what is there. */
const placeIn = (number: Field, row: Row): Decimal | null => {
  const place = number.result(row)
  return isDecimal(place) && place.gt(0) ? place : null
}

function keyOfSite({ home }: Site): RowsKey {
  if (!isRowsKey(home)) throw new Error('rows are read by measures only')
  return home
}

/** A cell of each line of the site's sheet, made once. */
function lineField(t: Translation, site: Site, name: string, make: () => LineDraft): Field {
  const home = keyOfSite(site)
  whoFields(t, home)
  return t.fields.once(`${home} ${name}`, () => t.fields.add({ ...make(), home, sheet: home }))
}

/** A figure that a line reads as it is. */
function lineInput(
  t: Translation,
  site: Site,
  title: string,
  type: Type,
  result: (row: Row) => Outcome,
  kind: 'input' | 'label' = 'input',
): Field {
  return lineField(t, site, title, () => ({ kind, title, type, result }))
}

/** Where a formula of rows stands: with the rows as they are, but for what is each sharer's own. */
function siteOf(t: Translation, bound: Bound, site: Site): Site {
  const base = t.fields.lines.baseOf(t.fields.lines.tableOf(keyOfSite(site)).spec.name)!
  const isOwn = base === site.home || some(bound, part => part.type.shared === true, ownParts)
  return isOwn ? site : { ...site, home: base, sheet: base }
}

/** What a line's formula reads: nothing where the row has none. */
function read(t: Translation, field: Field, site: Site, blanks: Blanks): Term {
  const isBlank = (row: Row): boolean => field.result(row) === null
  const mayBeBlank = field.kind === 'formula' || field.kind === 'step' || t.fields.rows(field.home).some(isBlank)
  return t.read(field, site, blanks, mayBeBlank)
}

export function rowColumnTerm(bound: Part<'row column'>, t: Translation, site: Site, blanks: Blanks): Term {
  return read(t, rowColumnField(bound, t, site), site, blanks)
}

function rowColumnField(bound: Part<'row column'>, t: Translation, site: Site): Field {
  const { column } = bound
  const { source, name } = column
  const there = siteOf(t, bound, site)
  const result = (row: Row): Outcome => t.fields.lines.evaluate(bound, row)
  if (!('formula' in source)) {
    const isGiven = !('row' in source) && !t.fields.lines.tableOf(keyOfSite(there)).made
    return lineInput(t, there, name, column.type, result, isGiven ? 'input' : 'label')
  }
  const { formula } = source
  return lineField(t, there, name, () => {
    const own = t.one(formula, { ...there, about: name }, 'kept').text
    return { kind: 'formula', title: name, words: rowWords(formula), type: column.type, result, formula: own }
  })
}

/** A place among the lines that are alike in what it is ranked by. */
export function rowRankTerm(bound: Part<'row rank'>, t: Translation, site: Site): Term {
  const { of, then, by, where, lowestFirst, text } = bound
  const { lines } = t.fields
  const figures = [of, ...then].map((figure, i) => {
    const all = lineField(t, site, `rank ${i} ${text}`, () => {
      const tests = [...countsTests(t, site), ...(where ? [t.one(where, site)] : [])]
      const formula = amongThem(tests, settled(t, figure, site)).text
      const result = (row: Row): Outcome => {
        if (where && lines.evaluate(where, row) !== true) return null
        const found = lines.evaluate(figure, row)
        return isDecimal(found) ? round(found, Number(SAFE)) : found
      }
      const title = `${site.about} · ${figure.text}`
      return { kind: 'step', title, words: text, type: figure.type, result, formula }
    })
    return { of: figure, all }
  })
  const tests = (by?.kind === 'key' ? by.of : by ? [by] : []).map(part => {
    const field =
      part.kind === 'row column' ? rowColumnField(part, t, site) : t.stepField(part, site, 'kept', part.text)
    const [all, own] = [atom(rangeMark(field.id)), atom(cellMark(field.id))]
    const isText = !isFigure(part.type) && part.type.kind !== 'yes/no'
    return isText ? call('EXACT', all, own) : bracketed(infix(all, '=', own, LEVEL.compare))
  })
  return placeTerm(t, { tests, by: figures, lowestFirst }, site)
}

/** What a formula is in the row before: the line above leaves it, its own or what it found itself. */
export function previousTerm(bound: Part<'previous'>, t: Translation, site: Site, blanks: Blanks): Term {
  const { of, where, otherwise, text } = bound
  const there = { ...siteOf(t, bound, site), about: text }
  const { lines } = t.fields
  const words = wordsIn(t.fields.month.scheme.sheets).audit
  const home = keyOfSite(there)
  const none = literal(NONE_BEFORE)
  const left = t.fields.once(`${home} left ${text}`, () => {
    const result = (row: Row): Outcome => lines.passes(bound, row, 'left')
    return t.fields.make({ home, sheet: home, kind: 'step', title: words.left(of.text), type: of.type, result })
  })
  const before = lineField(t, there, `before ${text}`, () => {
    t.later.push(() => {
      const value = t.one(of, there, 'kept')
      const tests = [...countsTests(t, there), ...(where ? [t.one(where, there)] : [])]
      const own = tests.reduceRight<Term>((inner, test) => call('IF', test, inner, cellOf(before)), value)
      t.fields.place(left, { formula: own.text })
    })
    const formula = call('IF', cellOf(followsField(t, there)), atom(aboveMark(left.id)), none).text
    const result = (row: Row): Outcome => lines.passes(bound, row, 'before')
    return { kind: 'step', title: words.before(of.text), words: text, type: of.type, result, formula }
  })
  const found = t.address(before, site)
  const other = otherwise ? t.one(otherwise, site, blanks) : call('IF', 'TRUE', blanks === 'kept' ? '""' : 'NA()')
  const given = blanks === 'kept' ? found : call('IF', isEmpty(found), 'NA()', found)
  return call('IF', call('EXACT', found, none), other, given)
}

/** True where the line above is the row before. Lines that are no longer in their order can't say it. */
function followsField(t: Translation, site: Site): Field {
  const words = wordsIn(t.fields.month.scheme.sheets).audit
  return lineField(t, site, 'follows', () => {
    const { by, of } = t.fields.lines.tableOf(keyOfSite(site)).order!
    const result = (row: Row): Outcome => t.fields.lines.follows(row)
    const first = infix(call('ROW'), '=', atom(String(HEAD_ROWS + 1)), LEVEL.compare)
    const inOrder = call('IF', notBefore(t, of, site), 'TRUE', 'NA()')
    const draft = { kind: 'step', title: words.follows, type: YES_NO, result } as const
    if (by.length === 0) return { ...draft, formula: call('IF', first, 'FALSE', inOrder).text }
    const key = keyField(t, together(by), site)
    const placed = of.map(part => isEmpty(t.raw(part, site)))
    const nowhere = [isEmpty(cellOf(key)), ...placed].reduce((a, b) => call('OR', a, b))
    const begins = call('IF', firstTerm(t, key).term, 'FALSE', 'NA()')
    const same = call('EXACT', cellOf(key), atom(aboveMark(key.id)))
    const further = call('IF', same, inOrder, begins)
    return { ...draft, formula: call('IF', nowhere, 'FALSE', call('IF', first, 'FALSE', further)).text }
  })
}

/** Several columns that together tell rows apart. */
function together(by: readonly Bound[]): Bound {
  const [first, ...more] = by
  if (more.length === 0) return first!
  const { at, type, home } = first!
  return { kind: 'key', of: by, text: by.map(({ text }) => text).join(', '), at, type, home }
}

/** True where a line does not stand before the one above by what puts them in order; texts are not asked. */
function notBefore(t: Translation, of: readonly Bound[], site: Site): Term {
  const [part, ...rest] = of
  if (!part || part.type.kind === 'text' || part.type.kind === 'person' || part.type.kind === 'list')
    return atom('TRUE')
  const field = t.stepField(part, site, 'kept', part.text)
  const [own, above] = [cellOf(field), atom(aboveMark(field.id))]
  const later = comparedTerm('<', above, own, part.type, false)
  const alike = comparedTerm('=', above, own, part.type, false)
  return call('IF', later, 'TRUE', call('IF', alike, notBefore(t, rest, site), 'FALSE'))
}

/** The figure of a row's own order, which its rows are added up for; as it was found where they stand on no sheet. */
export function rowFigureTerm(bound: Part<'measure'>, t: Translation, site: Site, blanks: Blanks): Term {
  const { measure, key, text, type } = bound
  const there = siteOf(t, bound, site)
  const result = (row: Row): Outcome => t.fields.lines.evaluate(bound, row)
  const source = key && t.fields.lines.sheetOf(measure)
  if (!source) {
    t.fields.asValues.add(measure.table)
    return read(t, lineInput(t, there, text, type, result), site, blanks)
  }
  const field = lineField(t, there, `figure ${text}`, () => {
    const own = foundField(t, keyField(t, key, there), keyField(t, measure.by!, siteOfRows(measure, source)), there)
    const figure = figureTerm(t, measure, source, cellOf(own))
    return { kind: 'formula', title: text, words: measure.table, type, result, ...figure }
  })
  return read(t, field, site, blanks)
}

function siteOfRows({ id }: Measure, sheet: RowsKey): Site {
  return { home: sheet, sheet, about: id }
}

/** The figure of whom the row names, looked up in the row of that person or group. */
export function ownedTerm(bound: Part<'owned'>, t: Translation, site: Site, blanks: Blanks): Term {
  const { whose, figure, text, type } = bound
  const { fields } = t
  const there = siteOf(t, bound, site)
  const own = lineField(t, there, `owned ${whose.text} ${text}`, () => {
    const from = figureField(t, figure, homeOf(whose))
    const number = numberOf(t, whose, there)
    const found = call('INDEX', rangeMark(from.id), cellOf(number))
    const result = (row: Row): Outcome => fields.lines.evaluate(bound, row)
    const draft = { kind: 'formula', title: text, words: figure.text, type, result } as const
    const isElsewhere = (row: Row): boolean => {
      const owner = fields.lines.ownerOf(whose, row)
      return (
        owner !== null && (fields.placeOf(owner) === undefined || (owner.home === 'person' && !fields.isPaid(owner)))
      )
    }
    // Of somebody who is named and is on no sheet nothing is known, but what was known of whom the row named before.
    const nobody = call('IF', isEmpty(cellOf(number)), '""', 'NA()')
    const looked = call('IF', isFound(number), call('IF', isEmpty(found), '""', found), nobody)
    const apart = fields.rows(there.home).filter(isElsewhere)
    if (apart.length === 0) return { ...draft, formula: looked.text }
    for (const row of apart) fields.strangers.add(fields.engine.who(fields.lines.ownerOf(whose, row)!))
    const words = wordsIn(fields.month.scheme.sheets).audit
    const known = (name: string, make: () => LineDraft): Term =>
      cellOf(lineField(t, there, `${name} ${whose.text} ${text}`, make))
    const key = keyField(t, whose, there)
    const of = (row: Row): Outcome => (isElsewhere(row) ? key.result(row) : null)
    const whom = known('whom', () => ({
      kind: 'label',
      title: words.elsewhere(whose.text),
      type: whose.type,
      result: of,
    }))
    const value = (row: Row): Outcome => (isElsewhere(row) ? result(row) : null)
    const given = known('elsewhere', () => ({ kind: 'input', title: words.elsewhere(text), type, result: value }))
    const isSame = call('EXACT', whom, cellOf(key))
    const kept = call('IF', isSame, call('IF', isEmpty(given), '""', given), looked)
    return { ...draft, formula: call('IF', isEmpty(cellOf(key)), '""', kept).text }
  })
  return t.read(own, site, blanks, true)
}

function homeOf({ type: { group } }: Bound): Home {
  return group === undefined ? 'person' : `group:${group}`
}

/** Where every person or group has the figure. */
function figureField(t: Translation, figure: Bound, home: Home): Field {
  if (figure.kind === 'column' && figure.column.home === home && figure.column.id !== `people.${home.slice(6)}`)
    return t.fields.column(figure.column as SchemeColumn)
  const sheet = home === 'person' ? 'values' : (home as Exclude<Home, 'row' | 'person' | 'shop'>)
  return t.stepField(figure, { home, sheet, about: figure.text }, 'kept', figure.text)
}

/** Which row of its sheet the person or group has whom a line names: 0 where there is none, nothing for nobody. */
function numberOf(t: Translation, whose: Bound, site: Site): Field {
  const { fields } = t
  const { roster } = fields.month.scheme
  const { group } = whose.type
  const keys = group === undefined ? fields.column(roster.columns[roster.id]!) : fields.groupKey(group)
  return foundField(t, keyField(t, whose, siteOf(t, whose, site)), keys, siteOf(t, whose, site))
}

/** The formulas of all figures whose rows stand on sheets. */
export function addRows(t: Translation): void {
  const { fields, later } = t
  // What rows read may be such a figure, too, and what they leave to the next row comes after it.
  for (let i = 0, j = 0; i < fields.ofLines.length || j < later.length; ) {
    if (j < later.length) {
      later[j++]!()
      continue
    }
    const { measure, field, sheet } = fields.ofLines[i++]!
    fields.place(field, figureTerm(t, measure, sheet, ownNumber(t, measure, field, sheet)))
  }
}

/** The number by which a figure finds its rows; none of the shop's. */
function ownNumber(t: Translation, measure: Measure, field: Field, sheet: RowsKey): Term | undefined {
  const { by, key } = measure
  if (!by) return undefined
  if (!key || field.home === 'row') return cellOf(t.fields.orderOf(homeOf(by)))
  const site: Site = { home: field.home, sheet: sheetOfHome(field.home), about: measure.id }
  return cellOf(foundField(t, keyField(t, key, site), keyField(t, by, siteOfRows(measure, sheet)), site))
}

/** A figure of the rows of a sheet, of those of one number. */
function figureTerm(
  t: Translation,
  measure: Measure,
  sheet: RowsKey,
  own: Term | undefined,
): { readonly formula: string; readonly array: boolean } {
  const { aggregate, by } = measure
  const site = siteOfRows(measure, sheet)
  const rows = { numbers: by && numbersOf(t, measure, site), own }
  const array = needsList({ by, aggregate })
  const found = (): Term => {
    if (aggregate === 'only') return onlyTerm(t, measure, site, own ?? atom('1'))
    const values = aggregate === 'count distinct' ? firstField(t, measure, site) : broughtField(t, measure, site)
    const mine = rows.numbers && own && { numbers: rangeOf(rows.numbers), own }
    return gathered(aggregate, values, mine)
  }
  const guards = [guardOf(t, site), rows.numbers && numberGuard(t, measure, rows.numbers)].filter(g => g !== undefined)
  const isSound = infix(plus(guards.map(cellOf)), '=', atom('0'), LEVEL.compare)
  const formula = guards.length > 0 ? call('IF', isSound, found(), 'NA()') : found()
  return { formula: formula.text, array }
}

/** True where lines are told apart by an order, day or text; made rows are so by whatever they are made by. */
function isByKey(measure: Measure): boolean {
  return isKeyed(measure) || measure.made !== undefined
}

/** Whose each line is: the number of its person or group, or of the first line of its order. */
function numbersOf(t: Translation, measure: Measure, site: Site): Field {
  const by = measure.by!
  if (!isByKey(measure)) return numberOf(t, by, site)
  const key = keyField(t, by, site)
  return foundField(t, key, key, site)
}

/** What tells a line apart: the row in its file, and the number of its order; of a made row all that does. */
function whoFields(t: Translation, sheet: RowsKey): void {
  if (t.begun.has(sheet)) return
  t.begun.add(sheet)
  const { lines } = t.fields
  const site: Site = { home: sheet, sheet, about: '' }
  lineInput(t, site, '#', COUNT, row => decimal(lines.numberOf(row)), 'label')
  const { spec, events, made } = lines.tableOf(sheet)
  const id = spec.columns.find(c => c.type === 'id')
  for (const { name, at } of made ? spec.columns : id ? [id] : []) {
    const column = events!.column(name)!
    const { type } = column
    const bound: Bound = { kind: 'row column', column, type, home: 'row', text: name, at }
    lineInput(t, site, name, type, row => lines.evaluate(bound, row), 'label')
  }
}

/** Whether a row counts at all: it is of the month and not left out; a made one has rows that it is made of. */
function countsTests(t: Translation, site: Site): Term[] {
  const { lines, month } = t.fields
  const { leaveOut, made, spec } = lines.tableOf(keyOfSite(site))
  if (!leaveOut && !made && spec.month === undefined) return []
  const base = lines.baseOf(spec.name)!
  const there: Site = { home: base, sheet: base, about: spec.name }
  const counts = lineField(t, there, 'counts', () => {
    const tests = [
      ...monthTests(t, there),
      ...(leaveOut ? [call('NOT', t.one(leaveOut, there))] : []),
      ...(made ? [infix(t.term(made.rows, there), '>', atom('0'), LEVEL.compare)] : []),
    ]
    const formula = tests.reduceRight((inner, test) => call('IF', test, inner, 'FALSE'), atom('TRUE')).text
    const result = (row: Row): Outcome => lines.counts(row)
    const words = [spec.month && `month: ${spec.month}`, leaveOut && `leave out: ${leaveOut.text}`]
      .filter(Boolean)
      .join('\n')
    return { kind: 'step', title: wordsIn(month.scheme.sheets).audit.counts, words, type: YES_NO, result, formula }
  })
  return [t.address(counts, site)]
}

/** True for a row whose day lies in the month, or in what a file is for that comes less often. */
function monthTests(t: Translation, site: Site): Term[] {
  const { period } = t.fields.month
  const { spec, events } = t.fields.lines.tableOf(keyOfSite(site))
  const column = spec.month === undefined ? undefined : events?.column(spec.month)
  if (!column) return []
  const { type } = column
  const at: Bound = { kind: 'row column', column, type, home: 'row', text: spec.month!, at: spec.at }
  const day = t.kept(at, site)
  const first = atom(cellMark(t.fields.edge('start', spanOf(period, spec.every)).id))
  const last = atom(cellMark(t.fields.edge('end', spanOf(period, spec.every)).id))
  const from = infix(day, '>=', first, LEVEL.compare)
  const before = infix(day, '<', infix(last, '+', atom('1'), LEVEL.add), LEVEL.compare)
  const inside = call('IF', from, before, 'FALSE')
  return [call('IF', isEmpty(day), 'FALSE', inside)]
}

/** Of rows told apart by what is worked out: 0 where it is known of each whose it is, else an error. */
function numberGuard(t: Translation, { by, table }: Measure, numbers: Field): Field | undefined {
  if (!by || (by.kind === 'key' ? by.of : [by]).every(part => plainColumn(part) !== undefined)) return undefined
  return t.fields.once(`whose ${numbers.id}`, () => {
    const wrong = call('SUMPRODUCT', infix(call('ISERROR', rangeOf(numbers)), '*', atom('1'), LEVEL.multiply))
    const formula = call('IF', infix(wrong, '=', atom('0'), LEVEL.compare), '0', 'NA()').text
    const draft = { sheet: 'shop', home: 'shop', kind: 'step', type: COUNT, formula } as const
    const title = wordsIn(t.fields.month.scheme.sheets).audit.allFound(`${table} · ${by.text}`)
    return t.fields.add({ ...draft, title, result: () => ZERO })
  })
}

/** Of a table that is made of rows: 0 where each of them has its line, else an error. */
function guardOf(t: Translation, site: Site): Field | undefined {
  const { lines, month } = t.fields
  const { spec, made } = lines.tableOf(keyOfSite(site))
  const source = made && lines.sheetOf(made.rows.measure)
  if (!source) return undefined
  return t.fields.once(`lost ${spec.name}`, () => {
    const { measure, key } = made.rows
    const base = lines.baseOf(spec.name)!
    const keys = keyField(t, key!, { home: base, sheet: base, about: spec.name })
    const from = siteOfRows(measure, source)
    const brought = broughtField(t, measure, from)
    const line = foundField(t, keyField(t, made.by, from), keys, from)
    const there = infix(call('ISNUMBER', rangeOf(brought)), '*', atom(`(${rangeMark(line.id)}<>0)`), LEVEL.multiply)
    const all = infix(call('SUMPRODUCT', there), '=', call('COUNT', rangeOf(brought)), LEVEL.compare)
    const draft = { sheet: 'shop', home: 'shop', kind: 'step', type: COUNT } as const
    const title = wordsIn(month.scheme.sheets).audit.allFound(spec.name)
    return t.fields.add({ ...draft, title, formula: call('IF', all, '0', 'NA()').text, result: () => ZERO })
  })
}

/** The tests that a line stands before a figure: somebody's, it counts, it fits. */
function fitting(
  t: Translation,
  measure: Measure,
  site: Site,
): { readonly tests: Term[]; readonly fits: (row: Row) => boolean } {
  const { by, where } = measure
  const { lines } = t.fields
  const number = by && numbersOf(t, measure, site)
  const tests = [...(number ? [isFound(number)] : []), ...countsTests(t, site), ...(where ? [t.one(where, site)] : [])]
  const fits = (row: Row): boolean =>
    (!number || placeIn(number, row) !== null) && lines.counts(row) && (!where || lines.evaluate(where, row) === true)
  return { tests, fits }
}

/** What each line brings to a figure: nothing where it is not among its rows. */
function broughtField(t: Translation, measure: Measure, site: Site): Field {
  const { of, by, aggregate } = measure
  const { lines } = t.fields
  return lineField(t, site, `brought ${measure.id}`, () => {
    const { tests, fits } = fitting(t, measure, site)
    const counted = aggregate === 'count' || !of
    const whole = counted ? atom('1') : t.one(of, site, 'kept')
    const isShared =
      by !== undefined && sharedPart(by) !== undefined && (aggregate === 'sum' || aggregate === 'average')
    const parted = isShared && of ? partTerm(t, of, whole, site) : whole
    const result = (row: Row): Outcome => {
      if (!fits(row)) return null
      const value = counted ? decimal(1) : lines.evaluate(of, row)
      const part = isShared ? lines.partOf(row) : undefined
      return part && isDecimal(value) ? divide(value.times(decimal(part.weight)), decimal(part.whole)) : value
    }
    const formula = amongThem(tests, parted).text
    return { kind: 'formula', title: measure.id, words: of?.text ?? '', type: of?.type ?? COUNT, result, formula }
  })
}

/** 1 for the first line that brings a value to a person, group or order, 0 for those that bring it again. */
function firstField(t: Translation, measure: Measure, site: Site): Field {
  const { id } = measure
  const of = measure.of!
  const { lines, month } = t.fields
  const words = wordsIn(month.scheme.sheets).audit
  const told = lineField(t, site, `told ${id}`, () => {
    const { tests, fits } = fitting(t, measure, site)
    const number = measure.by && numbersOf(t, measure, site)
    const value = t.kept(of, site)
    const text = textTerm(value, of.type)
    const whole = number ? joined(cellOf(number), text) : text
    const result = (row: Row): Outcome => {
      const own = fits(row) ? lines.evaluate(of, row) : null
      if (own === null || own === FAULT) return own
      const said = valueText(t, own, of.type)
      return number ? joinedText(placeIn(number, row)!.toFixed(), said) : said
    }
    const formula = amongThem(tests, call('IF', isEmpty(value), '""', whole)).text
    return { kind: 'step', title: words.told(id), words: of.text, type: TEXT, result, formula }
  })
  return lineField(t, site, `first ${id}`, () => {
    const first = firstTerm(t, told)
    const formula = call('IF', isEmpty(cellOf(told)), '""', call('IF', first.term, '1', '0')).text
    const result = (row: Row): Outcome => (isDue(told.result(row)) ? decimal(first.isFirst(row) ? 1 : 0) : null)
    return { kind: 'formula', title: id, words: of.text, type: COUNT, places: 0, result, formula }
  })
}

function isDue(value: Outcome): boolean {
  return value !== null && value !== FAULT
}

/** The value of the one row that fits. Of nobody's own order there may be none. */
function onlyTerm(t: Translation, measure: Measure, site: Site, own: Term): Term {
  const { by, id } = measure
  const words = wordsIn(t.fields.month.scheme.sheets).audit
  const brought = broughtField(t, measure, site)
  const number = by && numbersOf(t, measure, site)
  const fit = lineField(t, site, `fits ${id}`, () => {
    const { tests, fits } = fitting(t, measure, site)
    const result = (row: Row): Outcome => (fits(row) ? (number ? placeIn(number, row) : decimal(1)) : null)
    const formula = amongThem(tests, number ? cellOf(number) : atom('1')).text
    return { kind: 'step', title: words.fits(id), type: COUNT, result, formula }
  })
  const count = call('COUNTIF', rangeOf(fit), own)
  const value = call('INDEX', rangeOf(brought), call('MATCH', own, rangeOf(fit), '0'))
  const one = call('IF', isEmpty(value), '""', value)
  const mayBeNone = by !== undefined && isByKey(measure)
  const exactly = call('IF', infix(count, '=', atom('1'), LEVEL.compare), one, 'NA()')
  return mayBeNone ? call('IF', infix(count, '=', atom('0'), LEVEL.compare), '""', exactly) : exactly
}

/** The part of a figure that is one person's of those who share the row. */
function partTerm(t: Translation, of: Bound, whole: Term, site: Site): Term {
  const { lines } = t.fields
  const field = (name: 'weight' | 'whole'): Term => {
    const title = wordsIn(t.fields.month.scheme.sheets).audit[name === 'weight' ? 'weight' : 'allWeights']
    const result = (row: Row): Outcome => decimal(lines.partOf(row)?.[name] ?? 1)
    return cellOf(lineInput(t, site, title, COUNT, result))
  }
  const value = t.held(of, site, whole, 'kept')
  const part = infix(infix(value, '*', field('weight'), LEVEL.multiply), '/', field('whole'), LEVEL.multiply, true)
  return call('IF', isEmpty(value), '""', part)
}
