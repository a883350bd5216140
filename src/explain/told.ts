// What one person is told of how their amounts came about: each with its formula and steps, the figures that they were made of,
// each once, those that were read by where they are from, and the scorecards item by item. Takes the engine and people of a
// month and the words in place of what is not for them; gives plain data, in which nothing is another person's (sight.ts).

import type { Decimal } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import { lastPlaces } from '../core/secret.ts'
import type { Bound } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import type { Row, Traced } from '../formula/trace.ts'
import type { Engine } from '../pay/engine.ts'
import { columnOf, deductionsOf, limitOf, type PersonSheet, partsOf, shownReserves } from '../pay/person-sheet.ts'
import { type DefinedColumn, isDefined, type SchemeColumn } from '../scheme/model.ts'
import { formulaText, type Style, tracedText } from './arithmetic-text.ts'
import type { Again, Cell, Found, Reader, Reference, Whose } from './cells.ts'
import { workedIn } from './formula-words.ts'
import { idColumn } from './quote-rows.ts'
import { type Quoted, quotedOf } from './quoted.ts'
import { mostPoints, together } from './scorecards.ts'
import { type Sight, type SightWords, sightOf, type Together, togetherIn } from './sight.ts'
import type { Step } from './steps.ts'
import { isNamed, type RowsTold } from './told-rows.ts'

/** How one value came about. */
export interface How {
  /** The policy's words; empty where the steps say the same. */
  readonly formula: string
  /** True where they are the policy's own. */
  readonly says: boolean
  readonly steps: readonly Step[]
  readonly together: readonly Together[]
}

/** A figure that was worked out. */
export interface Figure {
  readonly name: string
  readonly whose: Whose
  readonly value: string
  readonly how: How
  /** Rows of an export that it was added up from. */
  readonly rows: number | undefined
  /** Those of them that have what another has as well, where different ones are counted. */
  readonly again: Again | undefined
  /** What is worked out in each of them: `price = hours × rate`. */
  readonly worked: readonly string[]
  /** They themselves, where they are the person's own and few. */
  readonly quoted: Quoted | undefined
  /** What they are found by, where they are the person's own, few and only counted. */
  readonly named: readonly string[]
}

/** A figure as it was read, and what it is from: a name of the scheme's own, a what-if, the roster or another table. */
export interface Input {
  readonly name: string
  readonly whose: Whose
  readonly value: string
  readonly from: 'scheme' | 'given' | 'roster' | { readonly table: string }
}

export interface CardItem {
  readonly name: string
  readonly points: string
  /** The most that they can be; empty where there is no most. */
  readonly most: string
  /** The figures that it read, with their names. */
  readonly figures: readonly { readonly name: string; readonly value: string }[]
  /** The band that it fell in, its limits and its rounding. */
  readonly steps: readonly Step[]
  readonly formula: string
}

/** What an item says by itself, whatever it is called. */
type ToldItem = Omit<CardItem, 'name' | 'most'>

export interface Card {
  readonly name: string
  readonly items: readonly CardItem[]
  /** Of all items together. */
  readonly points: string
  readonly most: string
}

export interface Told {
  /** By the id of the column. */
  readonly hows: ReadonlyMap<string, How>
  /** Of the limit of deductions, where there is one. */
  readonly limit: How | undefined
  readonly figures: readonly Figure[]
  readonly inputs: readonly Input[]
  readonly cards: readonly Card[]
}

/** One thing that a formula read, and what that read in its turn. */
interface Known {
  readonly figure?: Figure
  readonly input?: Input
  readonly reads: readonly Reference[]
}

/** Sections that a statement shows by themselves. */
const SHOWN_ELSEWHERE = new Set(['pay', 'scores', 'reserves', 'deductions'])

/** What of made rows is told of a figure; of more they are only counted. */
const MOST_MADE = 40

/** What is the same for several people. */
interface Shared {
  readonly known: Map<string, Known>
  /** What is the same for all of a group has the same trace. */
  readonly items: WeakMap<Traced, ToldItem>
  readonly most: ReturnType<typeof mostPoints>
}

/** Makes what everybody is told; what is the same for every reader is worked out once. */
export function teller(engine: Engine, words: SightWords, rows: RowsTold): (person: PersonSheet) => Told {
  const shared: Shared = { known: new Map(), items: new WeakMap(), most: mostPoints(engine.scheme) }
  return person => {
    const sight = sightOf(engine, person.row, words)
    const quoted = (found: Found): Behind => behindOf(engine, sight.reader, person, found, words, rows)
    return toldTo(engine, sight, person, shared, quoted, words.hidden)
  }
}

/** What is told of the rows behind a figure. */
type Behind = Pick<Figure, 'quoted' | 'named'>

type Quoting = (found: Found) => Behind

/** The rows of somebody's own figure, without what is another's: a figure of whom the row names, who shares it. */
function behindOf(
  engine: Engine,
  reader: Reader,
  { row: own }: PersonSheet,
  { cell, measure }: Found,
  words: SightWords,
  told: RowsTold,
): Behind {
  const { home, index } = cell.whose
  const isOwn = (person: number): boolean => engine.personOf(person) === engine.personOf(own.index)
  const rows = measure && home === 'person' && isOwn(index) ? told(measure, index) : undefined
  if (!measure || !rows || rows.length === 0) return { quoted: undefined, named: [] }
  if (isNamed(measure, engine.scheme)) {
    const id = idColumn(engine.scheme.tables.find(({ spec }) => spec.name === measure.table)?.spec)
    const texts = rows.flatMap(row =>
      row.cells.flatMap(c => (c.name === id && typeof c.value === 'string' ? [c.value] : [])),
    )
    // Where such a column holds numbers of people, none of them is another's to read.
    return {
      quoted: undefined,
      named: texts.some(text => isPerson(engine, text)) ? [] : [...new Set(texts)].map(lastPlaces),
    }
  }
  const left = new Set(rows.flatMap(row => row.cells.filter(c => c.shared).map(c => c.name)))
  if (measure.by?.kind === 'row column' && measure.by.type.kind === 'person') left.add(measure.by.column.name)
  const shown = quotedOf(reader, rows, measure)
  const quoted = {
    ...shown,
    rows: shown.rows.map((row, i) => {
      const cells = row.cells.map((c, k) => {
        const hides = rows[i]!.cells[k]!.owners?.some(owner => !isOwn(owner))
        return hides ? { ...c, text: words.hidden } : c
      })
      return { ...row, cells: cells.filter(c => !left.has(c.name)) }
    }),
  }
  return { quoted, named: [] }
}

/** True for the number or the name of somebody in the roster. */
function isPerson(engine: Engine, text: string): boolean {
  return once(people, engine, () => {
    const known = new Set<string>()
    for (const row of engine.world.rows('person')) known.add(engine.key(row)).add(engine.who(row))
    return known
  }).has(text)
}

const people = new WeakMap<Engine, ReadonlySet<string>>()

function toldTo(
  engine: Engine,
  sight: Sight,
  person: PersonSheet,
  shared: Shared,
  quoted: Quoting,
  hidden: string,
): Told {
  const { scheme } = engine
  const { reader } = sight
  const { most } = shared
  const item = (part: Traced): ToldItem => {
    const before = shared.items.get(part)
    if (before) return before
    const { made, forAll } = sight.watch(() => itemOf(reader, part))
    if (forAll) shared.items.set(part, made)
    return made
  }
  const seen = new Set<string>()
  const figures: Figure[] = []
  const inputs: Input[] = []
  const cards: { readonly card: DefinedColumn; readonly row: Row }[] = []
  const known = (reference: Reference, id: string): Known => {
    const before = shared.known.get(id)
    if (before) return before
    const { made, forAll } = sight.watch(() => knownOf(reader, reference, quoted))
    if (forAll && made.cell.whose.home !== 'person') shared.known.set(id, made.known)
    return made.known
  }
  const visit = (reference: Reference): void => {
    const id = reader.id(reference)
    if (seen.has(id)) return
    seen.add(id)
    if (reference.kind === 'column' && isDefined(reference.column) && reference.row.home === 'person') {
      const { column, row } = reference
      if (SHOWN_ELSEWHERE.has(column.section) && engine.stintText(row) === undefined) return
      if (column.section === 'scorecards') {
        cards.push({ card: column, row })
        reader.reads(column, row).forEach(visit)
        return
      }
    }
    const { figure, input, reads } = known(reference, id)
    if (figure) figures.push(figure)
    // Rows read figures of whoever they name: another's is left out.
    if (input && input.value !== hidden) inputs.push(input)
    // Of made rows those that are the person's own, as far as anybody reads them; others are counted.
    const isOwn = figure?.whose.home === 'person' || figure?.whose.home === 'row'
    reads.filter(read => read.kind !== 'made' || (isOwn && reads.length <= MOST_MADE)).forEach(visit)
  }
  const hows = new Map<string, How>()
  const scores = new Set(person.scores.map(s => s.name))
  const shown = scheme.scores.filter(s => scores.has(s.name))
  // Each stint has scores of its own: they stand among the figures, with their days.
  const stints = engine.stintsOf(person.row)
  for (const row of stints ?? [])
    for (const column of shown) if (engine.value(column, row) !== null) visit({ kind: 'column', column, row })
  const columns = [
    ...partsOf(person, 'line').map(part => columnOf(scheme, part)),
    ...(stints ? [] : shown),
    ...[...shownReserves(person), ...deductionsOf(person)].map(part => columnOf(scheme, part)),
  ]
  for (const column of columns) {
    const traced = column && engine.trace(column, person.row)
    if (!traced) continue
    reader.references(traced).forEach(visit)
    hows.set(column.id, howOf(reader, traced))
  }
  const limit = limitOf(person) && scheme.deductionLimit
  return {
    hows,
    limit: limit && howOf(reader, evaluate(limit, person.row, engine.world)),
    cards: cards.flatMap(({ card, row }) => cardOf(reader, card, row, most, item)),
    figures,
    inputs,
  }
}

function howOf(reader: Reader, traced: Traced, steps = reader.steps(traced)): How {
  const bySteps = SAID_BY_STEPS.has(inner(traced).bound.kind) && traced.bound.says === undefined
  const formula = bySteps ? '' : formulaText(traced.bound, reader.style)
  return { formula, says: traced.bound.says !== undefined, steps, together: togetherIn(traced, reader.style) }
}

const SAID_BY_STEPS: ReadonlySet<Bound['kind']> = new Set(['bands', 'choice', 'items'])

/** The formula within its limits and its rounding. */
function inner(traced: Traced): Traced {
  const [first] = traced.parts
  return first && (traced.bound.kind === 'clamp' || traced.bound.kind === 'round') ? inner(first) : traced
}

function knownOf(reader: Reader, reference: Reference, quoted: Quoting): { cell: Cell; known: Known } {
  const found = reader.find(reference)
  const { cell, reads, traced, measure } = found
  const { whose, value, kind, steps, rows } = cell
  if (reference.kind === 'sheet') return { cell, known: { reads } }
  const name = calledIn(reference, reader.style)
  if (traced) {
    const figure = {
      name,
      whose,
      value,
      how: howOf(reader, traced, steps),
      rows: rows?.list.count,
      again: rows?.again,
      worked: workedIn(measure, reader.style),
      ...quoted(found),
    }
    return { cell, known: { figure, reads } }
  }
  if (reference.kind !== 'column' || kind === 'none' || inHeader(reader.engine, reference.column))
    return { cell, known: { reads } }
  const { source } = reference.column
  const says = source.kind === 'parameter' && source.says !== undefined ? ` · ${source.says}` : ''
  return { cell, known: { input: { name, whose, value: value + says, from: fromOf(reference.column, kind) }, reads } }
}

/** What a figure is called: by the name of its column, or by its words where it has none. */
function calledIn(reference: Exclude<Reference, { kind: 'sheet' }>, style: Style): string {
  if (reference.kind === 'column') return reference.column.name
  if (reference.kind === 'measure') return formulaText(reference.traced.bound, style)
  const { table, of } = reference.figure
  const text = formulaText(of, style)
  return style.words?.ownedBy(table, text) ?? `${table}.${text}`
}

/** What the head of a statement says already. */
function inHeader({ scheme: { roster } }: Engine, column: SchemeColumn): boolean {
  return [...roster.groups, roster.positionColumn].some(c => c.id === column.id)
}

function fromOf({ source }: SchemeColumn, kind: Cell['kind']): Input['from'] {
  if (kind === 'given') return 'given'
  if (source.kind !== 'input') return 'scheme'
  return source.table === 'people' ? 'roster' : { table: source.table }
}

/** A scorecard of a person, item by item. */
function cardOf(
  reader: Reader,
  card: DefinedColumn,
  row: Row,
  mostOf: Shared['most'],
  item: (part: Traced) => ToldItem,
): Card[] {
  const traced = reader.engine.trace(card, row)
  if (traced?.bound.kind !== 'items') return []
  const { items } = traced.bound
  const stint = reader.engine.stintText(row)
  const name = stint === undefined ? card.name : `${card.name} (${stint})`
  const limits = items.map(({ of }) => mostOf(of, reader.engine.position(row)))
  const text = (limit: Decimal | null): string => (limit === null ? '' : reader.style.figure(limit, false))
  return [
    {
      name,
      items: traced.parts.map((part, i) => ({ name: items[i]!.name, ...item(part), most: text(limits[i]!) })),
      points: tracedText(traced, reader.style),
      most: text(together(limits)),
    },
  ]
}

/** An item that is only a figure's points needs no formula; one of bands says the figure and the band. */
function itemOf(reader: Reader, part: Traced): ToldItem {
  const { style } = reader
  const { bound } = inner(part)
  const points = tracedText(part, style)
  const all = reader.steps(part)
  if (bound.kind === 'bands' || bound.kind === 'choice')
    return { points, figures: [], steps: all, formula: part.bound.says ?? '' }
  // What the formula comes to can be worked out from its figures; what changed it then is told.
  const steps = all.filter(step => step.kind === 'limited' || step.kind === 'rounded')
  const figures = reader.references(part).flatMap(reference => {
    if (reference.kind === 'sheet' || reference.kind === 'made') return []
    if (reference.kind === 'measure')
      return [{ name: formulaText(reference.traced.bound, style), value: tracedText(reference.traced, style) }]
    return [{ name: reference.column.name, value: reader.value(reference.column, reference.row) }]
  })
  return {
    points,
    figures,
    steps,
    formula: bound.kind === 'column' ? (part.bound.says ?? '') : formulaText(part.bound, style),
  }
}
