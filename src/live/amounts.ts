// What a person is paid, as fields: the gross amount, reserves, deductions with those of earlier months under the limit, what the
// month earned comes to, corrections of closed months below it, and the net amount.

import { type Decimal, sumOf as total, ZERO } from '../core/decimal.ts'
import { largest } from '../core/lists.ts'
import type { TaxKind } from '../core/tax.ts'
import { SHEET_SUMS, type SheetSum } from '../formula/bound.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import { MONEY, TEXT } from '../formula/types.ts'
import type { Taken } from '../pay/opening.ts'
import { deductionsOf, limitOf, type Part, type PersonSheet, partsOf, type Sums } from '../pay/person-sheet.ts'
import { taxedAs, taxKinds } from '../pay/taxed.ts'
import { partName } from '../reports/labels.ts'
import { caseFor, type DefinedColumn, drawsOf } from '../scheme/model.ts'
import { withheldOff } from '../scheme/tax.ts'
import { wordsIn } from '../words/language.ts'
import { bracketed } from './among.ts'
import { addColumn, addColumns, casesTerm } from './columns.ts'
import type { Field, FieldDraft } from './fields.ts'
import { countedTerm, sumField, sumOf } from './lines.ts'
import { atom, call, cellMark, infix, LEVEL, type Term } from './terms.ts'
import type { Site, Translation } from './translation.ts'

/** The figures that a person's pay comes to. */
export type Amounts = SumFields & {
  /** What is paid by what it is for the tax client. */
  readonly taxed: readonly { readonly field: Field; readonly own: (person: PersonSheet) => Decimal }[]
}

type SumFields = Readonly<Partial<Record<keyof Sums, Field | undefined>>>

type Of<T> = (person: PersonSheet) => T

/** Adds everything from the pay lines to the net amount. */
export function addAmounts(t: Translation): Amounts {
  const { scheme, result } = t.fields.month
  const labels = wordsIn(scheme.sheets).labels
  const words = wordsIn(scheme.sheets).audit
  const add = adder(t)
  const sum = (which: SheetSum, term: Term): Field => t.fields.place(sumField(t.fields, which), { formula: term.text })
  const lost: Field[] = []
  const back: { readonly draw: DefinedColumn; readonly field: Field }[] = []
  addColumns(t, scheme.pay)
  const byHand = (deducted: boolean): readonly string[] => {
    return (scheme.adjustments?.kinds ?? []).filter(kind => kind.deducted === deducted).map(kind => kind.name)
  }
  const ownOf = (p: PersonSheet, kind: 'adjustment' | 'due', name: string): Decimal | null => {
    return partsOf(p, kind).find(part => part.name === name && part.adjusted)?.amount ?? null
  }
  const adjusted = byHand(false).map(name => add(name, 'input', p => ownOf(p, 'adjustment', name)))
  const lines = [...scheme.pay.map(line => t.fields.column(line)), ...adjusted]
  const gross = add(labels.gross, 'formula', p => p.gross, rounded(sumOf(lines.map(cell))))
  const withheld = addReserves(t)
  const { deducted, carried } = addDeductions(t)
  const taken = [withheld, deducted].filter(f => f !== undefined)
  const rest = taken.reduce<Term>((left, f) => infix(left, '-', cell(f), LEVEL.add, true), cell(gross))
  const earned = taken.length > 0 ? rounded(rest) : rest
  const shared = { gross, withheld, deducted, carried, ...addNet(earned) }
  addColumns(t, scheme.flags)
  const open: Partial<Record<SheetSum, readonly Field[]>> = { adjusted, forfeited: lost }
  for (const which of SHEET_SUMS) {
    const field = t.fields.unplaced(`sum ${which}`)
    if (field) t.fields.place(field, { formula: rounded(sumOf((open[which] ?? []).map(cell))).text })
  }
  return { ...shared, taxed: taxKinds(scheme, result.people).map(addTaxed) }

  /** What is paid of a kind: lines, what was decided by hand, corrections; less what is withheld and taken back. */
  function addTaxed(kind: TaxKind): Amounts['taxed'][number] {
    const said = labels.taxedAs(labels.taxKinds[kind])
    const isLine =
      (line: DefinedColumn) =>
      (position: string): boolean =>
        (caseFor(line, position)?.tax ?? 'salary') === kind
    const corrections = (p: PersonSheet): readonly Part[] => partsOf(p, 'correction')
    const corrected = result.people.some(p => corrections(p).length > 0)
      ? [add(`${labels.correction} · ${said}`, 'input', p => taxedAs({ parts: corrections(p) }, kind))]
      : []
    const byKind = (scheme.adjustments?.kinds ?? []).filter(own => !own.deducted)
    const plus = [
      ...scheme.pay.flatMap(line => countedTerm(t, line, isLine(line), t.fields.column(line))),
      ...adjusted.filter((_, i) => (byKind[i]!.tax ?? 'salary') === kind).map(cell),
      ...corrected.map(cell),
    ]
    const less = [
      ...scheme.reserves.flatMap(reserve =>
        countedTerm(
          t,
          reserve.withheld,
          position => withheldOff(scheme, reserve, position) === kind,
          t.fields.column(reserve.withheld),
        ),
      ),
      ...back.flatMap(({ draw, field }) => countedTerm(t, draw, isLine(draw), field)),
    ]
    const own = (p: PersonSheet): Decimal => taxedAs(p, kind)
    const term = infix(sumOf(plus), '-', sumOf(less), LEVEL.add, true)
    return { field: add(said, 'formula', own, rounded(less.length > 0 ? term : sumOf(plus))), own }
  }

  /** The net amount; with corrections, they stand below what the month earned. */
  function addNet(term: Term): SumFields {
    const corrected = (p: PersonSheet): readonly Part[] => partsOf(p, 'correction')
    const names = [...new Set(result.people.flatMap(p => corrected(p).map(c => partName(c, wordsIn(scheme.sheets)))))]
    if (names.length === 0) return { net: sum('net', term) }
    const own = add(labels.own, 'formula', p => p.own, term)
    const fields = names.map(name =>
      add(name, 'input', p => {
        const amounts = corrected(p).filter(c => partName(c, wordsIn(scheme.sheets)) === name)
        return amounts.length === 0 ? null : total(amounts.map(c => c.amount))
      }),
    )
    const correction = add(labels.correction, 'formula', p => p.correction, rounded(sumOf(fields.map(cell))))
    const both = infix(cell(own), '+', cell(correction), LEVEL.add)
    return { own, correction, net: sum('net', rounded(both)) }
  }

  function addReserves({ fields }: Translation): Field | undefined {
    const all = scheme.reserves.map(reserve => {
      const field = addColumn(t, reserve.withheld)
      if (reserve.forfeited) {
        const site: Site = { home: 'person', sheet: 'pay', about: reserve.name }
        const amount = call('IF', t.one(reserve.forfeited, site), cell(field), '0')
        const none = infix(cell(field), '=', atom('""'), LEVEL.compare)
        const own: Of<Outcome> = p =>
          partsOf(p, 'forfeited').find(r => r.column === reserve.withheld.id)?.amount ?? null
        const forfeited = add(
          `${words.forfeited} · ${reserve.name}`,
          'formula',
          own,
          call('IF', none, '""', amount),
          reserve.forfeited.text,
        )
        lost.push(forfeited)
      }
      return fields.column(reserve.withheld)
    })
    if (all.length === 0) return undefined
    return sum('withheld', rounded(sumOf(all.map(cell))))
  }

  function addDeductions({ fields }: Translation): { deducted: Field | undefined; carried: Field | undefined } {
    const { name: month } = fields.month.period
    const draws = drawsOf(scheme)
    const isDraw = (due: Taken): boolean => draws.some(({ name }) => name === due.name)
    const opened = (of: (due: Taken) => boolean, about = ''): Owed[] => {
      const before = (p: PersonSheet): readonly Taken[] => deductionsOf(p).filter(d => d.origin !== month && of(d))
      const most = largest(
        result.people.map(p => before(p).length),
        0,
      )
      return Array.from({ length: most }, (_, i) => {
        add(`${words.dueName} ${about}${i + 1}`, 'label', p => dueText(before(p)[i]), undefined, '', TEXT)
        const amount = add(`${words.dueAmount} ${about}${i + 1}`, 'input', p => before(p)[i]?.amount ?? null)
        return { field: amount, own: (p: PersonSheet) => before(p)[i]?.taken ?? ZERO }
      })
    }
    const takenOf =
      (name: string): Of<Decimal> =>
      p =>
        deductionsOf(p).find(d => d.origin === month && d.name === name)?.taken ?? ZERO
    const dues = [
      ...opened(due => !isDraw(due)),
      ...scheme.deductions.map(column => ({ field: addColumn(t, column), own: takenOf(column.name) })),
      ...byHand(true).map(name => ({ field: add(name, 'input', p => ownOf(p, 'due', name)), own: takenOf(name) })),
    ]
    const taken: Field[] = []
    if (dues.length > 0) {
      const limit = scheme.deductionLimit
      const none = infix(sumOf(dues.map(d => cell(d.field))), '=', atom('0'), LEVEL.compare)
      const most = limit && call('IF', none, '""', call('MAX', '0', t.one(limit, site(labels.limit))))
      const field = most && add(labels.limitCounted, 'formula', p => limitOf(p) ?? null, most, limit.text)
      taken.push(...take(dues, field))
    }
    // What was drawn before is taken back as each draw says; what is drawn now is only owed.
    const drawn = draws.flatMap((column): Owed[] => {
      const { name } = column
      const owed = opened(due => due.name === name, `${name} `)
      const cases = column.source.cases.flatMap(c =>
        c.recovered ? [{ ...c, formula: c.recovered, when: undefined }] : [],
      )
      if (owed.length > 0) {
        const none = infix(sumOf(owed.map(d => cell(d.field))), '=', atom('0'), LEVEL.compare)
        const most = call('IF', none, '""', call('MAX', '0', call('N', bracketed(casesTerm(t, cases, site(name))))))
        const said = cases.map(c => c.formula.text).join('; ')
        const limited = add(`${labels.limitCounted} · ${name}`, 'formula', p => limitOf(p, name) ?? null, most, said)
        const own = take(owed, limited)
        taken.push(...own)
        back.push(...own.map(field => ({ draw: column, field })))
      }
      return [...owed, { field: fields.column(column), own: () => ZERO }]
    })
    const all = [...dues, ...drawn]
    if (all.length === 0) return { deducted: undefined, carried: undefined }
    const deducted = sum('deducted', rounded(sumOf(taken.map(cell))))
    const left = rounded(infix(sumOf(all.map(d => cell(d.field))), '-', cell(deducted), LEVEL.add))
    return { deducted, carried: sum('carried', left) }
  }

  function site(about: string): Site {
    return { home: 'person', sheet: 'pay', about }
  }

  /** What is taken of each, in their order, as far as the limit has room. */
  function take(dues: readonly Owed[], limited: Field | undefined): Field[] {
    const taken: Field[] = []
    for (const { field, own } of dues) {
      const room =
        limited &&
        (taken.length === 0
          ? cell(limited)
          : rounded(infix(cell(limited), '-', sumOf(taken.map(cell)), LEVEL.add, true)))
      const amount = call('N', cell(field))
      const nothing = infix(amount, '=', atom('0'), LEVEL.compare)
      const formula = room ? call('IF', nothing, '0', call('MIN', amount, room)) : amount
      taken.push(add(`${words.taken} · ${field.title}`, 'step', own, formula))
    }
    return taken
  }
}

/** Something that is owed, and what is taken of it. */
interface Owed {
  readonly field: Field
  readonly own: Of<Decimal>
}

function cell(field: Field): Term {
  return atom(cellMark(field.id))
}

/** Sums of fen in doubles, whole in fen again. */
function rounded(term: Term): Term {
  return call('ROUND', term, '2')
}

function dueText(due: Taken | undefined): string | null {
  return due ? `${due.origin} ${due.name}` : null
}

/** Adds a figure of the pay sheet. */
function adder(t: Translation) {
  const people = new Map(t.fields.month.result.people.map(p => [p.row.index, p]))
  return (
    title: string,
    kind: FieldDraft['kind'],
    own: Of<Outcome>,
    formula?: Term,
    words = '',
    type = MONEY,
  ): Field => {
    const result = (row: Row): Outcome => {
      const person = people.get(row.index)
      return person ? own(person) : null
    }
    const draft = { sheet: 'pay', home: 'person', kind, title, words, type, places: 2, result } as const
    return t.fields.add(formula ? { ...draft, formula: formula.text } : draft)
  }
}
