// Figures of rows as formulas over the lines of a sheet: what each row brings stands in a cell of its line, with the figures of
// whom it names looked up among people and groups; the figure itself adds up its own lines. Takes a translation whose fields have
// the rows of exports.

import { decimal, divide, round } from '../core/decimal.ts'
import type { Bound, Measure, PeopleAggregate } from '../formula/bound.ts'
import { isDecimal, type Outcome, type Row, SHOP } from '../formula/trace.ts'
import type { Part } from '../formula/tree.ts'
import { COUNT, type Home, type Type } from '../formula/types.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import { amongThem, bracketed, gathered, isFigure, needsList, placeTerm, settled } from './among.ts'
import type { RowsKey } from './export-rows.ts'
import { type Field, type FieldDraft, isRowsKey } from './fields.ts'
import { SAFE } from './numbers.ts'
import { atom, call, cellMark, infix, LEVEL, rangeMark, type Term } from './terms.ts'
import type { Blanks, Site, Translation } from './translation.ts'
import { wordsOf } from './words.ts'

type LineDraft = Omit<FieldDraft, 'home' | 'sheet'>

/** A cell of each line of the site's sheet, made once. */
function lineField(t: Translation, { home }: Site, name: string, make: () => LineDraft): Field {
  if (!isRowsKey(home)) throw new Error('rows are read by measures only')
  return t.fields.once(`${home} ${name}`, () => t.fields.add({ ...make(), home, sheet: home }))
}

/** A figure that a line reads as it is. */
function lineInput(t: Translation, site: Site, title: string, type: Type, result: (row: Row) => Outcome): Field {
  return lineField(t, site, title, () => ({ kind: 'input', title, type, result }))
}

/** What a line's formula reads: nothing where the row has none. */
function read(t: Translation, field: Field, site: Site, blanks: Blanks): Term {
  return t.read(
    field,
    site,
    blanks,
    t.fields.rows(field.home).some(row => field.result(row) === null),
  )
}

export function rowColumnTerm(bound: Part<'row column'>, t: Translation, site: Site, blanks: Blanks): Term {
  return read(t, rowColumnField(bound, t, site), site, blanks)
}

function rowColumnField(bound: Part<'row column'>, t: Translation, site: Site): Field {
  const { column } = bound
  const { source, name } = column
  const result = (row: Row): Outcome => t.fields.lines.evaluate(bound, row)
  if (!('formula' in source)) return lineInput(t, site, name, column.type, result)
  const { formula } = source
  return lineField(t, site, name, () => {
    const own = t.one(formula, { ...site, about: name }, 'kept').text
    return { kind: 'formula', title: name, words: wordsOf(formula), type: column.type, result, formula: own }
  })
}

/** A place among the lines that are alike in what it is ranked by. */
export function rowRankTerm(bound: Part<'row rank'>, t: Translation, site: Site): Term {
  const { of, then, by, where, lowestFirst, text } = bound
  const { lines } = t.fields
  const figures = [of, ...then].map((figure, i) => {
    const all = lineField(t, site, `rank ${i} ${text}`, () => {
      const formula = amongThem(where ? [t.one(where, site)] : [], settled(t, figure, site)).text
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

/** The figure of a row's own order. */
export function rowFigureTerm(bound: Bound, t: Translation, site: Site, blanks: Blanks): Term {
  const result = (row: Row): Outcome => t.fields.lines.evaluate(bound, row)
  return read(t, lineInput(t, site, bound.text, bound.type, result), site, blanks)
}

/** The figure of whom the row names, looked up in the row of that person or group. */
export function ownedTerm(bound: Part<'owned'>, t: Translation, site: Site, blanks: Blanks): Term {
  const { whose, figure, text, type } = bound
  const { fields } = t
  const own = lineField(t, site, `owned ${text}`, () => {
    const from = figureField(t, figure, homeOf(whose))
    const number = atom(cellMark(numberOf(t, whose, site).id))
    const found = call('INDEX', rangeMark(from.id), number)
    const none = infix(number, '=', atom('""'), LEVEL.compare)
    const looked = call('IF', none, '""', call('IF', infix(found, '=', atom('""'), LEVEL.compare), '""', found))
    const result = (row: Row): Outcome => fields.lines.evaluate(bound, row)
    const draft = { kind: 'formula', title: text, words: figure.text, type, result } as const
    const isElsewhere = (row: Row): boolean => {
      const owner = fields.lines.ownerOf(whose, row)
      return (
        owner !== null && (fields.placeOf(owner) === undefined || (owner.home === 'person' && !fields.isPaid(owner)))
      )
    }
    if (!fields.rows(site.home).some(isElsewhere)) return { ...draft, formula: looked.text }
    // Whoever is not paid has no row among people.
    const title = wordsIn(fields.month.scheme.sheets).audit.elsewhere(text)
    const elsewhere = lineInput(t, site, title, type, row => (isElsewhere(row) ? result(row) : null))
    const cell = atom(cellMark(elsewhere.id))
    return { ...draft, formula: call('IF', infix(cell, '=', atom('""'), LEVEL.compare), looked, cell).text }
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

/** Which row of its sheet the person or group has whom a line names; nothing for nobody. */
function numberOf(t: Translation, whose: Bound, site: Site): Field {
  const { fields } = t
  return lineField(t, site, `# ${whose.text}`, () => {
    const { roster } = fields.month.scheme
    const { group } = whose.type
    const keys = group === undefined ? fields.column(roster.columns[roster.id]!) : fields.groupKey(group)
    const name = t.held(whose, site, t.one(whose, site, 'kept'), 'kept')
    const same = call('INDEX', call('EXACT', rangeMark(keys.id), name), '0')
    const result = (row: Row): Outcome => {
      const owner = fields.lines.ownerOf(whose, row)
      const place = owner ? fields.placeOf(owner) : undefined
      return place === undefined ? null : decimal(place + 1)
    }
    const formula = call('IFERROR', call('MATCH', 'TRUE', same, '0'), '""').text
    return { kind: 'step', title: `${whose.text} #`, type: COUNT, result, formula }
  })
}

/** The formulas of all figures whose rows stand on sheets. */
export function addRows(t: Translation): void {
  // What rows read may be such a figure, too.
  for (let i = 0; i < t.fields.ofLines.length; i++) {
    const { measure, field, sheet } = t.fields.ofLines[i]!
    const aggregate = measure.aggregate as PeopleAggregate
    const site: Site = { home: sheet, sheet, about: measure.id }
    whoFields(t, measure, sheet, site)
    const values = broughtField(t, measure, site)
    const { by } = measure
    const own = by && { numbers: numberOf(t, by, site), own: t.fields.orderOf(homeOf(by)) }
    const formula = gathered(aggregate, values, own).text
    t.fields.place(field, { formula, array: needsList({ by, aggregate }) })
  }
}

/** What tells a line apart: the row in its file, and the number of its order; of a made row all that does. */
function whoFields(t: Translation, { table }: Measure, sheet: RowsKey, site: Site): void {
  const { lines, month } = t.fields
  const title = '#'
  lineField(t, site, title, () => ({ kind: 'label', title, type: COUNT, result: row => decimal(lines.numberOf(row)) }))
  const { spec, events, made } = month.scheme.tables.find(own => own.spec.name === table)!
  const id = spec.columns.find(c => c.type === 'id')
  for (const { name, at } of made ? spec.columns : id ? [id] : []) {
    const column = events!.column(name)!
    const { type } = column
    const bound: Bound = { kind: 'row column', column, type, home: 'row', text: name, at }
    lineInput(t, { ...site, home: sheet }, name, type, row => lines.evaluate(bound, row))
  }
}

/** What each line brings to a figure: nothing where it is not among its rows. */
function broughtField(t: Translation, measure: Measure, site: Site): Field {
  const { of, where, aggregate } = measure
  const { lines } = t.fields
  return lineField(t, site, `brought ${measure.id}`, () => {
    const tests = where ? [t.one(where, site)] : []
    const counted = aggregate === 'count' || !of
    const whole = counted ? atom('1') : t.one(of, site, 'kept')
    const isShared = measure.by?.type.shared === true && (aggregate === 'sum' || aggregate === 'average')
    const parted = isShared && of ? partTerm(t, of, whole, site) : whole
    const result = (row: Row): Outcome => {
      // Of whoever has no row of the workbook nothing is added up.
      const owner = measure.by ? lines.ownerOf(measure.by, row) : SHOP
      if (owner === null || t.fields.placeOf(owner) === undefined) return null
      if (where && lines.evaluate(where, row) !== true) return null
      const value = counted ? decimal(1) : lines.evaluate(of, row)
      const part = isShared ? lines.partOf(row) : undefined
      return part && isDecimal(value) ? divide(value.times(decimal(part.weight)), decimal(part.whole)) : value
    }
    const nobody = measure.by && [
      infix(atom(cellMark(numberOf(t, measure.by, site).id)), '<>', atom('""'), LEVEL.compare),
    ]
    const formula = amongThem([...(nobody ?? []), ...tests], parted).text
    return { kind: 'formula', title: measure.id, words: of?.text ?? '', type: of?.type ?? COUNT, result, formula }
  })
}

/** The part of a figure that is one person's of those who share the row. */
function partTerm(t: Translation, of: Bound, whole: Term, site: Site): Term {
  const { lines } = t.fields
  const field = (name: 'weight' | 'whole'): Term => {
    const title = wordsIn(t.fields.month.scheme.sheets).audit[name === 'weight' ? 'weight' : 'allWeights']
    const result = (row: Row): Outcome => decimal(lines.partOf(row)?.[name] ?? 1)
    return atom(cellMark(lineInput(t, site, title, COUNT, result).id))
  }
  const value = t.held(of, site, whole, 'kept')
  const part = infix(infix(value, '*', field('weight'), LEVEL.multiply), '/', field('whole'), LEVEL.multiply, true)
  return call('IF', infix(value, '=', atom('""'), LEVEL.compare), '""', part)
}
