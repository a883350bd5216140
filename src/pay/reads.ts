// What formulas read, found without any figures: which columns and measures a person's sheet depends on, which columns
// depend on a figure, and whether two definitions say the same. Takes checked schemes.

import { addTo } from '../core/lists.ts'
import type { Bound, Column, Measure } from '../formula/bound.ts'
import { parts } from '../formula/tree.ts'
import type { Home, Type } from '../formula/types.ts'
import { caseFor, type DefinedColumn, type Scheme, type SchemeColumn } from '../scheme/model.ts'
import { CALENDAR, type EarlierFigure } from './blend.ts'

/** Ids of columns and measures: read for the row itself, or from the rows of others (pools, ranks, sums of people). */
export interface Reads {
  readonly own: ReadonlySet<string>
  readonly others: ReadonlySet<string>
}

export interface SchemeReads {
  /** What the pay lines, reserves and deductions of a position read. Nothing is looked for behind a score. */
  readonly sheet: (position: string) => Reads
  /** What one column reads, of all positions. */
  readonly column: (id: string) => Reads
  /** Columns that read this column or measure, directly or through others. */
  readonly readers: (id: string) => readonly string[]
  /** Measures of exports and figures of earlier months, by id. */
  readonly figures: ReadonlyMap<
    string,
    { readonly what: Measure | EarlierFigure; readonly home: Home; readonly type: Type }
  >
}

/** True for what is shown beside the pay: scores, coefficients, grades and the cards they are made of. */
export function isScore(column: Column): boolean {
  return column.owners[0] === 'scores' || column.owners[0] === 'scorecards'
}

export function readsOfScheme(scheme: Scheme): SchemeReads {
  const columns = new Map(scheme.columns.map(c => [c.id, c]))
  const figures = new Map<string, { what: Measure | EarlierFigure; home: Home; type: Type }>()

  /** Walks what a formula reads. `position`: whose; undefined for anybody. */
  const walker = (stop: (column: Column) => boolean) => {
    const found = { own: new Set<string>(), others: new Set<string>() }
    const seen = new Set<string>()
    const column = (id: string, position: string | undefined, others: boolean): void => {
      const key = `${others} ${position ?? ''} ${id}`
      if (seen.has(key)) return
      seen.add(key)
      found[others ? 'others' : 'own'].add(id)
      const own = columns.get(id)
      if (own && !stop(own)) definition(own, position, others)
    }
    const definition = (own: SchemeColumn, position: string | undefined, others: boolean): void => {
      if (own.source.kind !== 'defined') return
      const one = position === undefined ? undefined : caseFor(own as DefinedColumn, position)
      for (const c of position === undefined ? own.source.cases : one ? [one] : []) {
        walk(c.formula, position, others)
        if (c.when) walk(c.when, position, others)
      }
    }
    const walk = (bound: Bound, position: string | undefined, others: boolean): void => {
      switch (bound.kind) {
        case 'column':
          column(bound.column.id, position, others)
          return
        case 'measure':
        case 'earlier': {
          const what = bound.kind === 'measure' ? bound.measure : { id: bound.text, earlier: bound }
          found[others ? 'others' : 'own'].add(what.id)
          figures.set(what.id, { what, home: bound.home, type: bound.type })
          return
        }
        case 'calendar':
          found[others ? 'others' : 'own'].add(CALENDAR)
          return
        case 'lines':
          for (const line of scheme.pay) column(line.id, position, others)
          return
        case 'people':
        case 'rank':
        case 'share':
          if (bound.kind === 'share') for (const b of [bound.pool, bound.weight]) walk(b, position, others)
          if (bound.kind === 'rank') walk(bound.of, position, others)
          for (const part of parts(bound)) walk(part, undefined, true)
          return
        case 'choice':
          if (
            position !== undefined &&
            bound.of.kind === 'column' &&
            bound.of.column.id === scheme.roster.positionColumn.id
          ) {
            column(bound.of.column.id, position, others)
            const own = bound.cases.find(c => c.values.includes(position))?.result ?? bound.otherwise
            if (own) walk(own, position, others)
            return
          }
          break
        default:
      }
      for (const part of parts(bound)) walk(part, position, others)
    }
    return { found, column, walk, definition }
  }

  const sheet = (position: string): Reads => {
    const { found, column, walk } = walker(isScore)
    for (const c of [...scheme.pay, ...scheme.reserves.map(r => r.withheld), ...scheme.deductions])
      if (caseFor(c, position)) column(c.id, position, false)
    for (const bound of [scheme.deductionLimit, ...scheme.reserves.map(r => r.forfeited)])
      if (bound) walk(bound, position, false)
    return found
  }
  const ofColumn = (id: string): Reads => {
    const { found, definition } = walker(() => false)
    definition(columns.get(id)!, undefined, false)
    return found
  }
  const readers = new Map<string, string[]>()
  for (const { id, source } of scheme.columns) {
    if (source.kind !== 'defined') continue
    const { own, others } = ofColumn(id)
    for (const read of new Set([...own, ...others])) addTo(readers, read, id)
  }
  for (const position of scheme.positions) sheet(position)
  return { sheet: once(sheet), column: once(ofColumn), readers: id => readers.get(id) ?? [], figures }
}

function once<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return key => {
    if (!known.has(key)) known.set(key, work(key))
    return known.get(key)!
  }
}

/** A definition in a form by which two schemes can be compared: its tree without places and words. */
export function definitionKey(column: SchemeColumn): string {
  if (column.source.kind !== 'defined') return ''
  return JSON.stringify(
    column.source.cases.map(c => [
      [...(c.positions ?? ['everyone'])].sort(),
      treeKey(c.formula),
      treeKey(c.when),
      c.commission,
    ]),
  )
}

/** How a figure is made of the rows of an export, for the same purpose. */
export function measureKey(scheme: Scheme, { id, table, of, by, where }: Measure): string {
  const leaveOut = scheme.tables.find(t => t.spec.name === table)?.leaveOut
  return JSON.stringify([id, ...[of, by, where, leaveOut].map(treeKey)])
}

const WORDS = new Set(['at', 'text', 'type', 'home', 'label'])

/** The tree of a formula as text; columns and measures by their ids. */
export function treeKey(bound: Bound | undefined): string {
  return JSON.stringify(bound ?? null, (key, value) => {
    if (WORDS.has(key)) return undefined
    if (key === 'measure') return value.id
    if (key === 'by') return value?.id ?? null
    if (key !== 'column') return value
    return value.id ?? ('formula' in value.source ? treeKey(value.source.formula) : value.name)
  })
}
