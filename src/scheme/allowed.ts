// The sections that say who answers for what: `allow`, problems that the scheme accepts, each with its reason, wherever they
// occur or in one table only; `approvals`, who must approve a month or a forfeiture. Refuses to accept codes after which
// nobody could say what the month is.

import { ACCEPTABLE, accepted, anyError, OPEN, type Problem, toldCode } from '../core/problem.ts'
import { isSignerName } from '../core/signer.ts'
import { suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import { parseUnit } from '../core/unit.ts'
import type { ColumnSpec, TableSpec } from '../tables/spec.ts'
import { ADJUSTMENTS } from './adjustments.ts'
import { bindCondition, type Context, tell } from './context.ts'
import type { Allowed, ApprovalRule, Scheme } from './model.ts'
import type { SchemeFile } from './schema.ts'
import type { Path } from './text.ts'

/** What the scheme accepts: codes of problems with the reason, everywhere or in one table. */
export function readAllowed(file: SchemeFile, context: Context): Allowed[] {
  const tables = ['people', ...Object.keys(file.tables ?? {}), ...(file.adjustments ? [ADJUSTMENTS] : [])]
  return Object.entries(file.allow ?? {}).flatMap(([code, said]): Allowed[] => {
    const path: Path = ['allow', code]
    if (!ACCEPTABLE.includes(code)) {
      tell(
        context,
        'SHAPE_WRONG',
        path,
        { expected: ACCEPTABLE, found: code, nearest: suggest(code, ACCEPTABLE) },
        true,
      )
      return []
    }
    if (typeof said === 'string') {
      needReason(path, said, context)
      return [{ code, table: undefined, reason: said }]
    }
    return Object.entries(said).map(([table, reason]) => {
      if (!tables.includes(table)) {
        const facts = { expected: tables, found: table, nearest: suggest(table, tables) }
        tell(context, 'SHAPE_WRONG', [...path, table], facts, true)
      }
      needReason([...path, table], reason, context)
      return { code, table, reason }
    })
  })
}

function needReason(path: Path, reason: string, context: Context): void {
  if (reason.trim() === '')
    tell(context, 'SHAPE_WRONG', path, { expected: [term('the reason')], found: term('nothing') })
}

/** Who must approve, and when. */
export function readApprovals(file: SchemeFile, context: Context): ApprovalRule[] {
  return Object.entries(file.approvals ?? {}).map(([role, { when, forfeiture, 'signed by': signed, note = '' }]) => {
    const path: Path = ['approvals', role]
    if (when === undefined && forfeiture !== 'yes')
      tell(context, 'KEY_MISSING', path, { key: 'when', inside: `approvals › ${role}` }, true)
    return {
      role,
      at: context.text.keyAt(path).at,
      when: when === undefined ? undefined : bindCondition([...path, 'when'], context),
      forfeiture: forfeiture === 'yes',
      signers: signed === undefined ? [] : readSigners([signed].flat(), [...path, 'signed by'], context),
      note,
    }
  })
}

/** Names as allowed_signers has them: a pattern would let anybody sign. */
function readSigners(names: readonly string[], path: Path, context: Context): readonly string[] {
  const expected = [term('name in allowed_signers')]
  if (names.length === 0) tell(context, 'SHAPE_WRONG', path, { expected, found: term('nothing') })
  for (const name of names) if (!isSignerName(name)) tell(context, 'SHAPE_WRONG', path, { expected, found: name })
  return names
}

/** Problems as the scheme takes them: those that it accepts stop nothing. */
export function accept(allowed: readonly Allowed[], problems: readonly Problem[]): Problem[] {
  return problems.map(found => {
    const code = toldCode(found)
    const table = found.code === 'COLUMN_UNUSED' ? found.facts.table : found.table
    const known = allowed.find(a => a.code === code && (a.table === undefined || a.table === table))
    return known ? accepted(found, known.reason) : found
  })
}

/**
 * The scheme for files that a book keeps: they were closed with, by a version that may not have known what is told of files
 * today, so it accepts whatever a scheme could, and takes a figure with two readings as that version did.
 */
export function acceptingAll(scheme: Scheme): Scheme {
  const all = OPEN.map((code): Allowed => ({ code, table: undefined, reason: undefined }))
  const { roster, tables, adjustments } = scheme
  return {
    ...scheme,
    allowed: [...scheme.allowed, ...all],
    roster: { ...roster, spec: firstReading(roster.spec) },
    tables: tables.map(table => ({ ...table, spec: firstReading(table.spec) })),
    adjustments: adjustments && { ...adjustments, spec: firstReading(adjustments.spec) },
  }
}

/** A point stands before decimals, and a plain figure of a rate is one of hundredths. */
function firstReading(spec: TableSpec): TableSpec {
  const columns = spec.columns.map((column): ColumnSpec => {
    if (column.type === 'percent') return column.unit ? column : { ...column, unit: PERCENT }
    const open = column.currency && (column.decimals ?? column.currency.decimals) === undefined
    return open ? { ...column, decimals: 'point first' } : column
  })
  return { ...spec, columns }
}

const PERCENT = parseUnit('percent')!

/** True where one of the problems stops the month, as the scheme takes them. */
export function stops(allowed: readonly Allowed[], problems: readonly Problem[]): boolean {
  return anyError(accept(allowed, problems))
}
