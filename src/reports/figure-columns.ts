// The figures of people's sheets as columns of a table: which there are, what they are called, and what somebody has in
// them. Takes a worked-out month; gives columns in the order of a sheet. A new kind of part is a row here.

import type { Month } from '../pay/month.ts'
import {
  amountOf,
  FIGURE_KINDS,
  FIGURES,
  type FigureKind,
  isSum,
  type PartKind,
  type PersonSheet,
  partsOf,
  SUMS,
  type Sums,
} from '../pay/person-sheet.ts'
import type { Scheme } from '../scheme/model.ts'

import type { Labels } from '../words/en/labels.ts'
import { amount, type ColumnOf, scoreColumn, shownCell } from './sheet-parts.ts'

/** What figures are called that have no name of their own, and which stand only where every item has a column. */
const TITLES: Record<FigureKind, { readonly title?: keyof Omit<Labels, 'correctionOf'>; readonly item?: true }> = {
  score: {},
  line: { item: true },
  correction: { title: 'correction' },
  adjustment: { item: true },
  adjusted: { title: 'adjusted' },
  gross: { title: 'gross' },
  reserve: {},
  withheld: { title: 'withheldAll', item: true },
  forfeited: { title: 'forfeitedNow' },
  deduction: { item: true },
  deducted: { title: 'deducted' },
  carried: { title: 'carried' },
  net: { title: 'net' },
}

/** What a figure is called. */
export function figureTitle(kind: FigureKind, name: string, labels: Labels): string {
  const { title } = TITLES[kind]
  return title ? labels[title] : name
}

/** Names under which people may have parts of a kind by a scheme. `all`: also where nobody has any. */
const NAMES: Record<PartKind, (scheme: Scheme, people: readonly PersonSheet[], all: boolean) => readonly string[]> = {
  line: ({ pay }) => pay.map(c => c.name),
  correction: (_, people, all) => (all || people.some(p => partsOf(p, 'correction').length > 0) ? [''] : []),
  adjustment: ({ adjustments }) => (adjustments?.kinds ?? []).flatMap(k => (k.deducted ? [] : [k.name])),
  reserve: reserveNames,
  forfeited: reserveNames,
  due: deductionNames,
  taken: deductionNames,
  carried: deductionNames,
  limit: deductionNames,
}

function reserveNames({ reserves }: Scheme): string[] {
  return reserves.map(r => r.name)
}

/** The deductions of the scheme; then those of earlier schemes of which something is still due. */
function deductionNames({ deductions, adjustments }: Scheme, people: readonly PersonSheet[]): string[] {
  const due = people.flatMap(p => partsOf(p, 'taken').map(t => t.name))
  const byHand = (adjustments?.kinds ?? []).filter(kind => kind.deducted)
  return [...new Set([...[...deductions, ...byHand].map(d => d.name), ...due])]
}

/** The columns. `items`: every item by itself, the same each month, for whoever imports them. */
export function figureColumns(month: Month, labels: Labels, items: boolean): ColumnOf<PersonSheet>[] {
  return FIGURE_KINDS.flatMap((kind): ColumnOf<PersonSheet>[] => {
    const { of, each, signed } = FIGURES[kind]
    if (TITLES[kind].item && !items) return []
    if (kind === 'score') return scoreColumns(month, items)
    const names = [...new Set(of.flatMap(part => NAMES[part](month.scheme, month.result.people, items)))]
    if (names.length === 0 && !signed) return []
    return (each ? names : ['']).map(name => [
      amount(figureTitle(kind, name, labels)),
      p => (isSum(kind) ? p[kind] : (amountOf(p, kind, each && name) ?? null)),
    ])
  })
}

/** Scores in the scheme's order: all, or those that somebody has. */
function scoreColumns({ scheme, result }: Month, all: boolean): ColumnOf<PersonSheet>[] {
  const used = new Set(result.people.flatMap(p => p.scores.map(s => s.name)))
  return scheme.scores
    .filter(c => all || used.has(c.name))
    .map(c => [scoreColumn(c), p => shownCell(p.scores.find(s => s.name === c.name))])
}

/** The sums of sheets that a scheme speaks of, or that people have by an earlier one. */
export function sumColumns(
  scheme: Scheme,
  people: readonly PersonSheet[],
  labels: Labels,
): { readonly title: string; readonly kind: keyof Sums }[] {
  return SUMS.flatMap(kind => {
    const { of, signed } = FIGURES[kind]
    const said = signed || of.some(part => NAMES[part](scheme, people, false).length > 0)
    return said ? [{ kind, title: figureTitle(kind, '', labels) }] : []
  })
}
