// What is said of a line's, a reserve's or an adjustment's kind for the tax client: `tax: annual bonus`. Takes the scheme; gives the
// kind, and off which income a reserve withholds. Refuses words that are no kind.

import { suggest } from '../core/suggest.ts'
import { TAX_KINDS, type TaxKind } from '../core/tax.ts'
import { nodes } from '../formula/tree.ts'
import { type Context, tell } from './context.ts'
import { behind } from './graph.ts'
import { caseFor, type PayLine, payLines, type Reserve, type Scheme, summedLines } from './model.ts'
import type { Path } from './text.ts'

/** Reads `tax:`; undefined where nothing, or no kind, is said. */
export function readTax(path: Path, written: unknown, context: Context): TaxKind | undefined {
  if (written === undefined) return undefined
  const found = String(written).trim()
  const kind = TAX_KINDS.find(known => known === found)
  if (!kind) tell(context, 'SHAPE_WRONG', path, { expected: TAX_KINDS, found, nearest: suggest(found, TAX_KINDS) })
  return kind
}

/** Every kind that a scheme says; none where it says nothing of it. */
export function saidKinds({ pay, reserves, adjustments }: Scheme): TaxKind[] {
  const lines = pay.flatMap(line => line.source.cases.map(c => c.tax))
  return [...lines, ...reserves.map(r => r.tax), ...(adjustments?.kinds ?? []).map(kind => kind.tax)].filter(
    tax => tax !== undefined,
  )
}

/**
 * Off which income of a position a reserve withholds: that of the lines that it reads, where they are all of one kind; else the
 * salary.
 */
export function withheldOff(scheme: Scheme, { withheld }: Reserve, position: string): TaxKind {
  const own = behind(scheme, { position, conditions: false, stop: ({ owners }) => owners[0] === 'pay' })
  const lines = payLines(scheme, position)
  const read = [
    ...nodes([caseFor(withheld, position)?.formula], bound => (bound.kind === 'earlier' ? [] : own(bound))),
  ].flatMap((bound): readonly PayLine[] => {
    if (bound.kind === 'column') return lines.filter(line => line.column.id === bound.column.id)
    if (bound.kind !== 'lines' || (bound.which !== 'all' && bound.which !== 'commission')) return []
    return summedLines(lines, bound.which, bound.line)
  })
  const kinds = new Set(read.map(line => line.own.tax ?? 'salary'))
  const [only] = kinds
  return only !== undefined && kinds.size === 1 ? only : 'salary'
}
