// The figures of people's sheets as columns of a table: which there are, what they are called, and what somebody has in
// them. Takes a worked-out month; gives columns in the order of a sheet. A new kind of part is a row here.

import type { Month } from '../pay/month.ts'
import {
  amountOf,
  anyCorrected,
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
import { drawsOf, type Scheme } from '../scheme/model.ts'

import type { Labels } from '../words/en/labels.ts'
import { taxTitle } from './labels.ts'
import { amount, type ColumnOf, scoreColumn, shownCell } from './sheet-parts.ts'

interface Title {
  readonly title?: PlainLabel
  /** Stands only where every item has a column. */
  readonly item?: true
  /** Stands only where somebody has a correction. */
  readonly corrected?: true
}

/** Labels that are plain words. */
type PlainLabel = { [K in keyof Labels]: Labels[K] extends string ? K : never }[keyof Labels]

/** What figures are called that have no name of their own, and where they stand. */
const TITLES: Record<FigureKind, Title> = {
  score: {},
  line: { item: true },
  adjustment: { item: true },
  adjusted: { title: 'adjusted' },
  gross: { title: 'gross' },
  reserve: {},
  withheld: { title: 'withheldAll', item: true },
  forfeited: { title: 'forfeitedNow' },
  deduction: { item: true },
  due: { item: true },
  arose: { title: 'arose' },
  earlier: { title: 'earlier' },
  deducted: { title: 'deducted' },
  carried: { title: 'carried' },
  own: { title: 'own', corrected: true },
  correction: { title: 'correction', corrected: true },
  paidGross: { title: 'paidGross', item: true },
  net: { title: 'net' },
  taxed: {},
}

/** The columns of payroll.csv never move: who reads them by their place finds them there. New ones come behind all others. */
const ITEMS: readonly FigureKind[] = [
  'score',
  'line',
  'correction',
  'adjustment',
  'adjusted',
  'gross',
  'reserve',
  'withheld',
  'forfeited',
  'deduction',
  'deducted',
  'carried',
  'net',
]
const LATER_ITEMS: readonly FigureKind[] = FIGURE_KINDS.filter(kind => !ITEMS.includes(kind))

/** What other columns tell as a rule: the only reserve is all that is withheld, without corrections the net of the month is what is paid. */
const BESIDES: ReadonlySet<FigureKind> = new Set([
  ...(['withheld', 'deducted', 'due', 'arose', 'own', 'paidGross', 'adjusted'] as const),
])

/** What a figure is called. */
export function figureTitle(kind: FigureKind, name: string, labels: Labels): string {
  const { title } = TITLES[kind]
  if (kind === 'taxed') return taxTitle(name, labels)
  return kind === 'due' ? labels.aroseOf(name) : title ? labels[title] : name
}

/** Names under which people may have parts of a kind by a scheme. `all`: also where nobody has any. */
const NAMES: Record<PartKind, (scheme: Scheme, people: readonly PersonSheet[], all: boolean) => readonly string[]> = {
  line: ({ pay }) => pay.map(c => c.name),
  correction: (_, people, all) => (all || anyCorrected(people) ? [''] : []),
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
function deductionNames(scheme: Scheme, people: readonly PersonSheet[]): string[] {
  const byHand = (scheme.adjustments?.kinds ?? []).filter(kind => kind.deducted)
  const names = new Set([...scheme.deductions, ...byHand, ...drawsOf(scheme)].map(d => d.name))
  for (const person of people) for (const { name } of partsOf(person, 'taken')) names.add(name)
  return [...names]
}

/** The columns of a sheet that somebody prints and signs. */
export function figureColumns(month: Month, labels: Labels): ColumnOf<PersonSheet>[] {
  return columnsOf(
    FIGURE_KINDS.filter(kind => !TITLES[kind].item),
    month,
    labels,
    false,
  )
}

/** Every item by itself, the same each month, for whoever imports them; `later`: those that come behind all others. */
export function itemColumns(month: Month, labels: Labels, later: boolean): ColumnOf<PersonSheet>[] {
  return columnsOf(later ? LATER_ITEMS : ITEMS, month, labels, true)
}

function columnsOf(
  kinds: readonly FigureKind[],
  month: Month,
  labels: Labels,
  items: boolean,
): ColumnOf<PersonSheet>[] {
  const { people } = month.result
  return kinds.flatMap((kind): ColumnOf<PersonSheet>[] => {
    if (kind === 'score') return scoreColumns(month, items)
    if (!stands(kind, month.scheme, people, items)) return []
    const { of, each } = FIGURES[kind]
    const names = each ? [...new Set(of.flatMap(part => NAMES[part](month.scheme, people, items)))] : ['']
    return names.map(name => [
      { ...amount(figureTitle(kind, name, labels)), besides: BESIDES.has(kind) },
      p => (isSum(kind) && kind !== 'correction' ? p[kind] : (amountOf(p, kind, each && name) ?? null)),
    ])
  })
}

/** True where a scheme speaks of a figure, or people have it by an earlier one. */
function stands(kind: FigureKind, scheme: Scheme, people: readonly PersonSheet[], items: boolean): boolean {
  const { of, signed } = FIGURES[kind]
  if (TITLES[kind].corrected && NAMES.correction(scheme, people, items).length === 0) return false
  return signed === true || of.some(part => NAMES[part](scheme, people, items).length > 0)
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
  return SUMS.filter(kind => !TITLES[kind].item || kind === 'withheld')
    .filter(kind => stands(kind, scheme, people, false))
    .map(kind => ({ kind, title: figureTitle(kind, '', labels) }))
}
