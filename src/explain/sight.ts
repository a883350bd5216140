// What a person's statement may show of others. Takes the engine and whose statement it is; gives a reader that writes
// values for whoever reads it: figures of the person, of the groups they are in and of the shop; of other people only what
// several of them come to together, never one's own part, name or number.

import { byKind, each } from '../core/kinds.ts'
import { lastPlaces } from '../core/secret.ts'
import type { Bound } from '../formula/bound.ts'
import type { Row, Traced } from '../formula/trace.ts'
import { descend, type Pass, some } from '../formula/tree.ts'
import type { Engine } from '../pay/engine.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import { formulaText, peopleStyle, percentText, type Style, tracedText, valueText } from './arithmetic-text.ts'
import type { Reader } from './cells.ts'
import { percentages } from './percentages.ts'
import { readerWith } from './readers.ts'

export interface SightWords {
  /** In place of another person's name. */
  readonly somebody: string
  /** In place of a figure that is one other person's. */
  readonly hidden: string
}

/** A figure of several people that a formula read. */
export interface Together {
  readonly formula: string
  readonly value: string
  readonly people: number
}

export interface Sight {
  readonly reader: Reader
  /** Works something out; tells whether it was the same for every reader. */
  readonly watch: <T>(work: () => T) => { readonly made: T; readonly forAll: boolean }
}

export function sightOf(engine: Engine, own: Row, words: SightWords): Sight {
  const percent = percentages(engine.scheme)
  let forAll = true
  const isOwn = (index: number): boolean => {
    forAll = false
    return engine.personOf(index) === engine.personOf(own.index)
  }
  const unlessOwn = (whose: number | undefined): string | undefined =>
    whose === undefined || isOwn(whose) ? undefined : words.hidden
  const style: Style = {
    ...peopleStyle(index => (isOwn(index) ? engine.who(own) : words.somebody), wordsIn(engine.scheme.sheets).formula),
    text: lastPlaces,
    column: (column, row) => unlessOwn(columnOwner(engine, column, row)) ?? shown(column, row),
    hidden: traced => unlessOwn(ownerOf(engine, traced)),
    percent: percent.formula,
    inPercent: percent.column,
    contributions: false,
  }
  const shown = (column: SchemeColumn, row: Row): string => {
    const value = engine.value(column, row)
    const inPercent = percent.column(column) && typeof value === 'object' && value !== null
    return inPercent ? percentText(value) : valueText(value, column.type, column.places, style)
  }
  return {
    reader: readerWith(engine, style),
    watch: work => {
      forAll = true
      const made = work()
      return { made, forAll }
    },
  }
}

/** The one person whose figure a value is: by its row, or as a figure of people of whom there is only one. */
function ownerOf(engine: Engine, traced: Traced): number | undefined {
  return byKind(OWNER, traced.bound, traced, engine)
}

const nobody = (): undefined => undefined
const ofPart =
  (i: number) =>
  (_: Bound, { parts }: Traced, engine: Engine): number | undefined =>
    parts[i] && ownerOf(engine, parts[i])

const OWNER: Pass<number | undefined, [Traced, Engine]> = {
  ...each(
    ['literal', 'row column', 'owned', 'key', 'calendar', 'earlier', 'measure', 'lines', 'negate', 'not', 'arithmetic'],
    nobody,
  ),
  ...each(
    [
      'compare',
      'logic',
      'is blank',
      'in',
      'has',
      'function',
      'rank',
      'row rank',
      'share',
      'weighted',
      'items',
      'refuse',
      'previous',
    ],
    nobody,
  ),
  ...each(['round', 'clamp'], ofPart(0)),
  ...each(['if', 'choice', 'bands'], ofPart(1)),
  people({ aggregate, of }, { detail }, engine) {
    const all = detail?.kind === 'contributions' && of ? detail.of.map(({ row }) => engine.personOf(row.index)) : []
    const [only, ...others] = new Set(all)
    return aggregate === 'count distinct' || others.length > 0 ? undefined : only
  },
  column({ column }, { row }, engine) {
    const there = engine.world.move(row, column.home)
    return there ? columnOwner(engine, column as SchemeColumn, there) : undefined
  },
}

const memory = new WeakMap<Engine, Map<string, number | undefined>>()

function columnOwner(engine: Engine, column: SchemeColumn, row: Row): number | undefined {
  if (row.home === 'person') return row.index
  const known = memory.get(engine) ?? new Map<string, number | undefined>()
  memory.set(engine, known)
  const id = `${column.id} | ${row.home} ${row.index}`
  if (!known.has(id)) {
    const traced = engine.trace(column, row)
    known.set(id, traced && ownerOf(engine, traced))
  }
  return known.get(id)
}

const readers = new WeakMap<Bound, boolean>()

function readsPeople(bound: Bound): boolean {
  const known = readers.get(bound) ?? some(bound, b => b.kind === 'people')
  readers.set(bound, known)
  return known
}

/** The figures of several people that a formula read itself, each once. */
export function togetherIn(traced: Traced, style: Style): Together[] {
  if (!readsPeople(traced.bound)) return []
  const found = new Map<string, Together>()
  for (const t of descend([traced], of => of.parts)) {
    const { bound, detail } = t
    if (bound.kind === 'people' && bound.of && detail?.kind === 'contributions')
      found.set(bound.text, {
        formula: formulaText(bound, style),
        value: tracedText(t, style),
        people: detail.of.length,
      })
  }
  return [...found.values()]
}
