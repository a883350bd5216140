// Everything that a month is worked out from, and every column that the scheme works out, as fields with their formulas.

import type { Bound } from '../formula/bound.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import { groupOf, type Home, TEXT } from '../formula/types.ts'
import { formulasOf, reached } from '../scheme/graph.ts'
import { type Case, type DefinedColumn, recoveriesOf } from '../scheme/model.ts'
import type { Field, Fields } from './fields.ts'
import { isOneOf } from './lines.ts'
import { atom, call, type Term } from './terms.ts'
import type { Site, Translation } from './translation.ts'

/** What is read, in the order of the scheme: roster, inputs, parameters, measures, figures of earlier months. */
export function addInputs(fields: Fields): void {
  const { scheme } = fields.month
  const { roster } = scheme
  const { ids, bounds } = reached(roots(fields), scheme)
  const parts = [...bounds]
  for (const group of roster.groups)
    if (isUsed(group.name, parts, ids)) {
      fields.groupKey(group.name)
      fields.orderOf(`group:${group.name}`)
    }
  const { directory } = fields.engine.facts.people
  for (const [index, names] of [
    [roster.id, directory.ids],
    [roster.name, directory.names],
  ] as const) {
    const column = roster.columns[index]!
    fields.once(column.id, () =>
      fields.add({
        ...{ sheet: 'people', home: 'person', kind: 'label', title: column.name, type: TEXT },
        result: row => names[row.index]!,
      }),
    )
  }
  for (const group of roster.groups)
    if (group.id === roster.positionColumn.id) fields.column(group)
    else fields.personsGroup(group.name)
  for (const column of scheme.columns)
    if (column.source.kind !== 'defined' && ids.has(column.id) && groupOf(column.home) === null) fields.column(column)
  for (const column of scheme.columns)
    if (column.source.kind === 'input' && ids.has(column.id) && column.source.table !== 'people') fields.column(column)
  for (const bound of parts) {
    if (bound.kind === 'measure' && bound.home !== 'row') fields.measure(bound.measure, bound.type, bound.home)
    if (bound.kind === 'earlier') fields.earlier(bound)
  }
}

function roots({ month: { scheme } }: Fields): Bound[] {
  const { values, scores, pay, reserves, deductions, flags, deductionLimit, roster } = scheme
  const columns = [...values, ...scores, ...pay, ...reserves.map(r => r.withheld), ...deductions, ...flags]
  const more = [...reserves.map(r => r.forfeited), deductionLimit, ...recoveriesOf(scheme)].filter(x => x !== undefined)
  return [...columns.flatMap(c => formulasOf(c)), ...more, roster.paid]
}

/** True where figures of the group are read or people are taken together by it. */
function isUsed(group: string, parts: readonly Bound[], ids: ReadonlySet<string>): boolean {
  const home: Home = `group:${group}`
  return parts.some(
    p =>
      p.home === home ||
      ((p.kind === 'people' || p.kind === 'rank') && p.by?.name === group) ||
      (p.kind === 'column' && p.column.home === home && ids.has(p.column.id)),
  )
}

/** The worked-out columns in the scheme's order, each after the steps on its way. */
export function addColumns(t: Translation, columns: readonly DefinedColumn[]): void {
  for (const column of columns) addColumn(t, column)
}

/** What is paid and shown is so for those paid only; values stand for everyone. */
const ONLY_PAID = new Set(['scores', 'pay', 'reserves', 'deductions', 'flags'])

export function addColumn(t: Translation, column: DefinedColumn): Field {
  const field = t.fields.column(column)
  if (field.kind !== 'formula') return field
  const site: Site = { home: column.home, sheet: field.sheet, about: column.name }
  const term = casesTerm(t, column.source.cases, site)
  const paid = column.home === 'person' && ONLY_PAID.has(column.section) ? t.paid() : undefined
  if (!paid) return t.fields.place(field, { formula: term.text })
  const result = (row: Row): Outcome => (t.fields.isPaid(row) ? field.result(row) : null)
  return t.fields.place(field, { formula: call('IF', paid, term, '""').text, result })
}

/** The case of each position; nothing where none holds. */
export function casesTerm(t: Translation, cases: readonly Case[], site: Site): Term {
  const bounds = cases.flatMap(c => [c.formula, ...(c.when ? [c.when] : [])])
  return t.fit(bounds, site, 'kept', terms => {
    const left = [...terms]
    const bodies = cases.map(c => {
      const formula = left.shift()!
      return c.when ? call('IF', left.shift()!, formula, '""') : formula
    })
    return cases.reduceRight<Term>(
      (rest, c, i) => (c.positions ? call('IF', isOneOf(t, c.positions), bodies[i]!, rest) : bodies[i]!),
      atom('""'),
    )
  })
}
