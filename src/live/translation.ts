// The means by which formulas are put together: parts that fit into one cell or get cells of their own, figures read from
// where they stand, and what bonusbook itself makes of a part. What each kind of formula becomes is handed in.

import { once } from '../core/lists.ts'
import { wordsOf } from '../explain/formula-words.ts'
import type { Bound } from '../formula/bound.ts'
import { FAULT, type Outcome, type Row } from '../formula/trace.ts'
import { groupOf } from '../formula/types.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import { type Field, type FieldDraft, type Fields, isRowsKey, type LiveHome, type SheetKey } from './fields.ts'
import { isNullable } from './known.ts'
import { atom, call, cellMark, infix, LEVEL, rangeMark, type Term, weight } from './terms.ts'

export type ColumnPart = Extract<Bound, { kind: 'column' }>

/** Where a formula stands. */
export interface Site {
  readonly home: LiveHome
  readonly sheet: SheetKey
  /** Whose formula it is; the steps on its way are named after it. */
  readonly about: string
}

/** What becomes of a blank: an error, as bonusbook refuses it, or a blank again. */
export type Blanks = 'refused' | 'kept'

/** What a step is besides its place. */
export type StepDraft = Omit<FieldDraft, 'home' | 'sheet' | 'kind' | 'title'>

/** What a part becomes at a site. */
export type Translate = (t: Translation, bound: Bound, site: Site, blanks: Blanks) => Term

/** Letters that the parts of one formula may have together, and how deeply they may nest: below what spreadsheets bear. */
const MOST_LETTERS = 4000
const DEEPEST = 30
const PAID_SITE: Site = { home: 'person', sheet: 'people', about: 'paid' }

export class Translation {
  readonly fields: Fields
  /** Cells whose formulas wait until those that they read are there. */
  readonly later: (() => void)[] = []
  /** Sheets of rows whose first columns say which row each is. */
  readonly begun: Set<string> = new Set()
  private readonly translate: Translate
  private readonly keys = new Map<Bound, number>()
  private readonly terms = new Map<string, Term>()
  private readonly tails = new Map<Bound, Bound>()

  constructor(fields: Fields, translate: Translate) {
    this.fields = fields
    this.translate = translate
  }

  /** The formula of a part; a blank in it is an error unless it is to be kept. */
  term(bound: Bound, site: Site, blanks: Blanks = 'refused'): Term {
    return this.translate(this, bound, site, blanks)
  }

  /** One part, in a cell of its own where it is large. */
  one(bound: Bound, site: Site, blanks: Blanks = 'refused'): Term {
    return this.fit([bound], site, blanks, ([term]) => term!)
  }

  /** Several parts together, the largest in cells of their own where all together are too much for one. */
  fit(bounds: readonly Bound[], site: Site, blanks: Blanks, build: (terms: readonly Term[]) => Term): Term {
    const terms = bounds.map(b => this.term(b, site, blanks))
    const own = new Set<number>()
    for (;;) {
      const sizes = terms.map(t => weight(t.text))
      const large = sizes.reduce((a, b) => a + b, 0) > MOST_LETTERS
      const deep = terms.some(t => t.depth > DEEPEST)
      if (!large && !deep) break
      const worst = [...terms.keys()]
        .filter(i => !own.has(i))
        .sort((a, b) => (large ? sizes[b]! - sizes[a]! : terms[b]!.depth - terms[a]!.depth))[0]
      if (worst === undefined) break
      own.add(worst)
      terms[worst] = this.step(bounds[worst]!, site, blanks)
    }
    return build(terms)
  }

  /** A part that the formula names more than once: in a cell of its own unless it is a single address or literal. */
  held(bound: Bound, site: Site, term: Term = this.term(bound, site), blanks: Blanks = 'refused'): Term {
    return term.level === LEVEL.atom && term.depth === 0 ? term : this.step(bound, site, blanks)
  }

  /** The same with its blanks. */
  kept(bound: Bound, site: Site): Term {
    return this.held(bound, site, this.term(bound, site, 'kept'), 'kept')
  }

  /** Parts that a formula names more than once. Where one may be blank, that is asked once, before the others. */
  holding(bounds: readonly Bound[], site: Site, build: (terms: readonly Term[]) => Term): Term {
    const blank: Term[] = []
    const terms = bounds.map(bound => {
      if (bound.kind !== 'column' || !isNullable(bound)) return this.held(bound, site)
      const cell = this.raw(bound, site)
      blank.push(infix(cell, '=', atom('""'), LEVEL.compare))
      return cell
    })
    return blank.reduce((inner, test) => call('IF', test, 'NA()', inner), build(terms))
  }

  /** A part in a cell of its own. */
  step(bound: Bound, site: Site, blanks: Blanks = 'refused', name: string = bound.text): Term {
    return atom(cellMark(this.stepField(bound, site, blanks, name).id))
  }

  /** The cell that a part has in any case: a figure's own, or one of its own. */
  cellField(bound: Bound, site: Site): Field {
    const isOwn = bound.kind === 'column' && bound.column.home === site.home && !isNullable(bound)
    return isOwn ? this.fields.column(bound.column as SchemeColumn) : this.stepField(bound, site, 'refused', bound.text)
  }

  stepField(bound: Bound, site: Site, blanks: Blanks, name: string): Field {
    return this.fields.once(`${this.keyOf(bound)} ${site.home} ${blanks}`, () => {
      // What stands within an item of a card is named after the item.
      const within = name === bound.text ? site : { ...site, about: `${site.about} · ${name}` }
      const formula = this.term(bound, within, blanks).text
      const places = bound.kind === 'round' ? bound.places : undefined
      const result = (row: Row): Outcome => this.stepValue(bound, row, blanks)
      return this.addStep(site, name, { words: wordsOf(bound), type: bound.type, places, result, formula })
    })
  }

  /** A cell on the way of a site's formula, named after it. */
  addStep({ home, sheet, about }: Site, name: string, own: StepDraft): Field {
    return this.fields.add({ home, sheet, kind: 'step', title: `${about} · ${name}`, ...own })
  }

  /** A term with cells of its own, made once. */
  once(key: string, make: () => Term): Term {
    return once(this.terms, key, make)
  }

  /** What is left of a long list after its head, as a part like any other: the same one whenever it is asked for. */
  tail<B extends Bound>(bound: B, make: () => B): B {
    return once(this.tails, bound, make) as B
  }

  private stepValue(bound: Bound, row: Row, blanks: Blanks): Outcome {
    const value = this.value(bound, row)
    return value === null && blanks === 'refused' ? FAULT : value
  }

  /** What bonusbook makes of a part for a row. */
  value(bound: Bound, row: Row): Outcome {
    const { engine, lines } = this.fields
    if (row.home === 'row') return lines.evaluate(bound, row)
    return engine.quietly(() => engine.evaluate(bound, row, bound.text))
  }

  /** A figure as a formula of a site names it: in the same row, of the row's group, or of the shop. */
  read(field: Field, site: Site, blanks: Blanks, mayBeBlank: boolean): Term {
    const cell = this.address(field, site)
    if (!mayBeBlank) return cell
    if (blanks === 'refused') return call('IF', infix(cell, '=', atom('""'), LEVEL.compare), 'NA()', cell)
    return field.kind === 'formula' || field.kind === 'step'
      ? cell
      : call('IF', infix(cell, '=', atom('""'), LEVEL.compare), '""', cell)
  }

  address(field: Field, site: Site): Term {
    const group = groupOf(field.home)
    if (field.home === site.home) return atom(cellMark(field.id))
    if (isRowsKey(field.home) && isRowsKey(site.home))
      return atom(`INDEX(${rangeMark(field.id)},${cellMark(this.fields.lineNumber(site.home).id)})`)
    if (group === null) return atom(cellMark(field.id))
    return atom(`INDEX(${rangeMark(field.id)},${cellMark(this.fields.groupNumber(group).id)})`)
  }

  /** Tells parts apart. */
  keyOf(bound: Bound): number {
    return once(this.keys, bound, () => this.keys.size)
  }

  /** True for a person who is paid; nothing where the scheme pays everyone in the roster. */
  paid(): Term | undefined {
    const { paid } = this.fields.month.scheme.roster
    if (paid.kind === 'literal' && paid.value === true && this.fields.everyonePaid) return undefined
    return atom(cellMark(this.fields.paid(() => this.term(paid, PAID_SITE).text).id))
  }

  /** A column's own cell, blank or not; any other part with its blanks. */
  raw(bound: Bound, site: Site): Term {
    return bound.kind === 'column'
      ? this.address(this.columnField(bound, site), site)
      : this.fit([bound], site, 'kept', ([t]) => t!)
  }

  column(bound: ColumnPart, site: Site, blanks: Blanks): Term {
    const field = this.columnField(bound, site)
    return this.read(field, site, blanks, field.kind !== 'label' && (isNullable(bound) || isOwnGroup(bound)))
  }

  /** A column's figure. The name of a person's group is the roster's cell, that of a group its key. */
  private columnField(bound: ColumnPart, site: Site): Field {
    const { column } = bound
    if (!isOwnGroup(bound)) return this.fields.column(column as SchemeColumn)
    const group = groupOf(column.home)!
    return site.home === column.home ? this.fields.groupKey(group) : this.fields.personsGroup(group)
  }
}

/** True for the name of a group, as the roster has it. */
function isOwnGroup({ column }: ColumnPart): boolean {
  const group = groupOf(column.home)
  return group !== null && column.id === `people.${group}`
}
