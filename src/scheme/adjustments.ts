// The section `adjustments`: the file in which stands what somebody decided by hand, and its kinds with their limits and who
// must approve them. Takes the scheme file; gives rules by which the file is read. Refuses columns that are missing or stand
// twice, and kinds that are called like a line, reserve or deduction: the sheet could not tell them apart.

import { currencyOf, withoutSigns } from '../core/currency.ts'
import { suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import type { Bound, Column } from '../formula/bound.ts'
import type { ColumnSpec } from '../tables/spec.ts'
import { parseColumn, parseRange, writtenIn } from './columns.ts'
import { type Context, tell } from './context.ts'
import { limit } from './definitions.ts'
import type { AdjustmentKind, AdjustmentRole, AdjustmentRules } from './model.ts'
import type { AdjustmentKindEntry, ColumnEntry, SchemeFile } from './schema.ts'
import { readTax } from './tax.ts'
import type { Path } from './text.ts'

/** What the cells of a role are. */
const CELLS: Readonly<Record<AdjustmentRole, string>> = {
  person: 'person',
  kind: 'text',
  amount: 'money',
  reason: 'text',
  reference: 'id',
  'approved by': 'list',
}
export const ADJUSTMENT_ROLES: readonly string[] = Object.keys(CELLS)

/** The table of the file, as problems and `allow:` call it. */
export const ADJUSTMENTS = 'adjustments'

/** Reads the section. `named`: the columns whose names a kind may not have. */
export function readAdjustments(
  file: SchemeFile,
  named: readonly Pick<Column, 'name' | 'owners'>[],
  context: Context,
): AdjustmentRules | undefined {
  const entry = file.adjustments
  if (!entry) return undefined
  const path: Path = [ADJUSTMENTS]
  const kinds = Object.entries(entry.kinds).map(([name, own]) => readKind(name, own, named, context))
  if (kinds.length === 0) tell(context, 'KEY_MISSING', path, { key: 'kinds', inside: ADJUSTMENTS })
  const about = { blank: undefined, groups: [], rows: true, ...writtenIn(file, file, context) }
  const columns: Partial<Record<AdjustmentRole, number>> = {}
  const specs = Object.entries(entry.columns).map(([name, said], index): ColumnSpec => {
    const at: Path = [...path, 'columns', name]
    const own: ColumnEntry = typeof said === 'string' ? { type: said } : said
    const role = own.type ?? ''
    if (!isRole(role)) {
      const facts = {
        expected: ADJUSTMENT_ROLES,
        found: role || term('nothing'),
        nearest: suggest(role, ADJUSTMENT_ROLES),
      }
      tell(context, 'SHAPE_WRONG', at, facts)
    } else if (columns[role] !== undefined) {
      tell(context, 'SHAPE_WRONG', at, { expected: [term('each text once')], found: role })
    } else columns[role] = index
    const values = role === 'kind' ? { values: kinds.map(k => k.name) } : {}
    const type = isRole(role) ? CELLS[role] : 'text'
    // Whoever must have approved is asked for by the kind.
    const blank = own.blank ?? (role === 'approved by' ? 'none' : undefined)
    return { ...parseColumn(name, { ...own, type, blank }, at, about, context).spec, ...values }
  })
  const due = ADJUSTMENT_ROLES.filter(role => role !== 'approved by' || kinds.some(k => k.approvedBy.length > 0))
  for (const role of due)
    if (isRole(role) && columns[role] === undefined)
      tell(context, 'KEY_MISSING', [...path, 'columns'], { key: `type: ${role}`, inside: 'adjustments › columns' })
  const { sheet } = entry
  const { at } = context.text.keyAt(path)
  const sheets = sheet === undefined ? undefined : [sheet].flat()
  const mayBeMissing = entry['missing file'] === 'none'
  const spec = {
    name: ADJUSTMENTS,
    files: [entry.file].flat(),
    sheets,
    month: undefined,
    columns: specs,
    mayBeMissing,
    at,
    owner: entry.owner,
  }
  return {
    spec: { ...spec, layout: { kind: 'rows' } },
    columns,
    kinds,
  }
}

/** The formulas of the limits. */
export function adjustmentBounds(rules: AdjustmentRules | undefined): Bound[] {
  return (rules?.kinds ?? []).flatMap(k => [k.most, k.inMonth].filter(bound => bound !== undefined))
}

function isRole(word: string): word is AdjustmentRole {
  return Object.hasOwn(CELLS, word)
}

function readKind(
  name: string,
  entry: AdjustmentKindEntry,
  named: readonly Pick<Column, 'name' | 'owners'>[],
  context: Context,
): AdjustmentKind {
  const path: Path = [ADJUSTMENTS, 'kinds', name]
  const twin = named.find(c => c.name === name)
  if (twin) tell(context, 'NAME_TAKEN', path, { name, other: twin.owners[0]! }, true)
  const deducted = entry['counts as'] === 'deduction'
  if (deducted && entry.only === 'plus')
    tell(context, 'SHAPE_WRONG', [...path, 'only'], { expected: ['minus'], found: 'plus' })
  if (deducted && entry.tax !== undefined)
    tell(context, 'SHAPE_WRONG', [...path, 'counts as'], { expected: ['pay'], found: 'deduction' })
  const most = (key: 'at most' | 'in a month'): Bound | undefined =>
    entry[key] === undefined ? undefined : limit([...path, key], entry[key], context)
  return {
    name,
    id: `${ADJUSTMENTS}.${name}`,
    at: context.text.keyAt(path).at,
    only: deducted ? 'minus' : entry.only,
    most: most('at most'),
    inMonth: most('in a month'),
    deducted,
    tax: readTax([...path, 'tax'], entry.tax, context),
    approvedBy: readApprovers(entry['approved by'], [...path, 'approved by'], context),
  }
}

function readApprovers(
  said: AdjustmentKindEntry['approved by'],
  path: Path,
  context: Context,
): AdjustmentKind['approvedBy'] {
  if (said === undefined) return []
  const names = (of: string | string[], at: Path): string[] => {
    const own = [of].flat().map(n => n.trim())
    if (own.length === 0 || own.includes(''))
      tell(context, 'SHAPE_WRONG', at, { expected: [term('text')], found: term('nothing') })
    return own
  }
  if (typeof said === 'string' || Array.isArray(said)) return [{ range: undefined, names: names(said, path) }]
  return Object.entries(said).map(([range, own]) => ({
    range: parseRange(withoutSigns(range, currencyOf(context.currency)), [...path, range], context),
    names: names(own, [...path, range]),
  }))
}
