// Whether two definitions say the same, in whatever words and places. Takes checked schemes; gives texts that are equal where
// the definitions are.

import type { Bound, Measure } from '../formula/bound.ts'
import { nodesOf, rowParts } from '../formula/tree.ts'
import { ownConditions, type Scheme, type SchemeColumn } from '../scheme/model.ts'

/** A definition in a form by which two schemes can be compared: its tree without places and words. */
export function definitionKey(column: SchemeColumn): string {
  if (column.source.kind !== 'defined') return ''
  return JSON.stringify(
    column.source.cases.map(c => [
      [...(c.positions ?? ['everyone'])].sort(),
      treeKey(c.formula),
      treeKey(c.when),
      treeKey(c.recovered),
      c.commission,
    ]),
  )
}

/**
 * What a formula means by itself, however it is written: its measures as they are made, columns worked out row by row by their names.
 */
export function meaningKey(bound: Bound | undefined): string {
  return JSON.stringify(bound ?? null, (key, value) => {
    if (WORDS.has(key) || value === undefined) return undefined
    if (key === 'measure') {
      const { table, aggregate, of, by, where } = value as Measure
      return { table, aggregate, of, by, where }
    }
    return key === 'column' ? (value.id ?? value.name) : key === 'by' ? (value.id ?? value) : value
  })
}

/** How a figure is made of the rows of an export, for the same purpose. */
export function measureKey(scheme: Scheme, { id, table, of, by, where }: Measure): string {
  const own = scheme.tables.find(t => t.spec.name === table)
  // A made row is made otherwise where its rows are.
  const made: string = own?.made ? measureKey(scheme, own.made.rows.measure) : ''
  // Figures of rows that rows read are called by their words there; what stands behind these is told here.
  const inner = [...nodesOf('measure', [of, where], rowParts)].map(b => [
    treeKey(b.measure.of),
    treeKey(b.measure.where),
  ])
  const order = own?.order ? [...own.order.by, ...own.order.of] : []
  const all = [of, by, where, own?.leaveOut, ...order]
  return JSON.stringify([id, made, inner, ...all.map(one => treeKey(one))])
}

/** How all of a scheme's figures of rows are made, which rows count and who is paid, for the same purpose. */
export function measuringKey(scheme: Scheme): string {
  const conditions = [...scheme.tables.flatMap(ownConditions), scheme.roster.paid]
  return JSON.stringify([scheme.measures.map(m => measureKey(scheme, m)), conditions.map(one => treeKey(one))])
}

const WORDS = new Set(['at', 'text', 'type', 'home', 'label'])

/** The tree of a formula as text; columns and measures by their ids. */
export function treeKey(bound: Bound | undefined, inside: readonly Bound[] = []): string {
  return JSON.stringify(bound ?? null, (key, value) => {
    if (WORDS.has(key)) return undefined
    if (key === 'measure') return value.id
    if (key === 'by') return value?.id ?? null
    if (key !== 'column') return value
    if (value.id !== undefined || !('formula' in value.source)) return value.id ?? value.name
    // A column may read itself in the row before.
    const { formula } = value.source
    return inside.includes(formula) ? value.name : treeKey(formula, [...inside, formula])
  })
}
