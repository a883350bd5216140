// The sheets that show how the payroll came about: every line with its arithmetic, groups' figures, deductions.

import { placeText } from '../core/place.ts'
import { withoutSecrets } from '../core/secret.ts'
import { ownFigure } from '../explain/arithmetic-text.ts'
import type { Explained, Workings } from '../explain/month.ts'
import type { Month } from '../pay/month.ts'

import { payDays } from '../pay/pay-days.ts'
import { adjustmentsOf, deductionsOf, limitOf, type Part, partsOf, type Shown } from '../pay/person-sheet.ts'
import type { GroupResult } from '../pay/result.ts'
import { taxKinds } from '../pay/taxed.ts'
import type { Labels } from '../words/en/labels.ts'
import { wordsIn } from '../words/language.ts'
import { partName } from './labels.ts'

import type { Sheet, SheetCell } from './sheet.ts'
import { amount, type ColumnOf, figure, sheetOf, text, whoColumns } from './sheet-parts.ts'
import { howText } from './step-words.ts'

const NO_WORKINGS: Workings = { formula: '', steps: [] }

export function linesSheet(month: Explained, labels: Labels): Sheet {
  const lines = month.result.people.flatMap(person => {
    const workings = month.workings(person)
    return partsOf(person, 'line', 'adjustment').map(part => ({
      person,
      part,
      own: workings.get(part.column ?? '') ?? NO_WORKINGS,
    }))
  })
  const days = payDays(month)
  const base = days.base ?? ''
  const kinds = taxKinds(month.scheme, month.result.people)
  const dated = lines.some(l => days.own(l.part) !== undefined)
  const kind = ({ adjusted, commission }: Part): string =>
    adjusted ? labels.adjustment : commission ? labels.asCommission : labels.other
  return sheetOf(
    month,
    labels.lines,
    lines,
    [
      ...whoColumns(labels, (l: (typeof lines)[number]) => l.person),
      [text(labels.line), l => l.part.name],
      [text(labels.kind), l => kind(l.part)],
      [amount(labels.amount), l => l.part.amount],
      ...(dated ? [[text(labels.payDay), (l: (typeof lines)[number]) => days.own(l.part) ?? base] as const] : []),
      ...(kinds.length > 0
        ? [[text(labels.taxKind), (l: (typeof lines)[number]) => labels.taxKinds[l.part.tax ?? 'salary']] as const]
        : []),
      [text(labels.calculation, 48), l => howText(l.own.steps, '', month.scheme.sheets)],
      [text(labels.formula, 56), l => l.part.adjusted?.map(one => one.reason).join('; ') ?? l.own.formula],
    ],
    { totalWord: labels.total, frozen: 2 },
  )
}

/** A row a group, a column a figure: groups of one kind can be held side by side. */
export function groupSheet(month: Explained, labels: Labels): Sheet {
  const { groups } = month.result
  const used = new Set(groups.flatMap(g => g.values.map(v => v.name)))
  const figures = month.scheme.values.filter(c => c.home !== 'person' && c.home !== 'shop' && used.has(c.name))
  const cell = (shown: Shown | undefined, inPercent: boolean): SheetCell => {
    if (typeof shown?.value !== 'object' || shown.value === null) return shown?.text ?? null
    return ownFigure(shown.value, shown.type, inPercent)
  }
  const figureOf = ({ values }: GroupResult, name: string): Shown | undefined => values.find(v => v.name === name)
  return sheetOf(
    month,
    labels.groups,
    groups,
    [
      [text(labels.kind), g => g.by],
      [text(labels.group), g => g.key],
      ...figures.map((c): ColumnOf<GroupResult> => {
        const inPercent = month.inPercent(c)
        return [figure(c.name), g => cell(figureOf(g, c.name), inPercent)]
      }),
    ],
    { frozen: 2 },
  )
}

/** What corrections of closed months bring, one by one: settled in this month, no part of what it earned. */
export function correctionSheet(month: Month, labels: Labels): Sheet {
  const called = wordsIn(month.scheme.sheets).period
  const corrections = month.result.people.flatMap(person =>
    partsOf(person, 'correction').map(part => ({ person, part })),
  )
  return sheetOf(
    month,
    labels.correction,
    corrections,
    [
      ...whoColumns(labels, (c: (typeof corrections)[number]) => c.person),
      [text(labels.origin), c => called(c.part.origin)],
      [text(labels.line), c => partName(c.part, wordsIn(month.scheme.sheets))],
      [amount(labels.amount), c => c.part.amount],
    ],
    { totalWord: labels.total, frozen: 2 },
  )
}

/**
 * Every deduction that is open, earlier months' first. What arose and what was still due from earlier months is what is taken
 * now and what is still due afterwards, in every row and in all.
 */
export function deductionSheet(month: Month, labels: Labels): Sheet {
  const called = wordsIn(month.scheme.sheets).period
  const dues = month.result.people.flatMap(person =>
    deductionsOf(person).map((due, i) => ({ person, due, limit: i === 0 ? (limitOf(person) ?? null) : null })),
  )
  return sheetOf(
    month,
    labels.deductions,
    dues,
    [
      ...whoColumns(labels, (d: (typeof dues)[number]) => d.person),
      [text(labels.deduction), d => d.due.name],
      [text(labels.origin), d => called(d.due.origin)],
      [amount(labels.arose), d => (d.due.column === undefined ? null : d.due.amount)],
      [amount(labels.earlier), d => (d.due.column === undefined ? d.due.amount : null)],
      [amount(labels.limitCounted, false), d => d.limit],
      [amount(labels.taken), d => d.due.taken],
      [amount(labels.carried), d => d.due.carried],
    ],
    { totalWord: labels.total, frozen: 2 },
  )
}

/** Everything that was decided by hand, with its reason, its reference and who approved it. */
export function adjustmentSheet(month: Month, labels: Labels): Sheet {
  const all = month.result.people.flatMap(person => adjustmentsOf(person).map(one => ({ person, one })))
  return sheetOf(
    month,
    labels.adjustments,
    all,
    [
      ...whoColumns(labels, (a: (typeof all)[number]) => a.person),
      [text(labels.kind), a => a.one.kind],
      [amount(labels.amount), a => a.one.amount],
      [text(labels.reason, 40), a => a.one.reason],
      [text(labels.reference), a => withoutSecrets(a.one.reference)],
      [text(labels.approvedBy), a => a.one.approvedBy],
      [text(labels.place, 40), a => placeText(a.one.at)],
    ],
    { totalWord: labels.total, frozen: 2 },
  )
}
