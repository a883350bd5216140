// What `--json` prints: amounts are texts with exactly two decimals, other figures plain decimal texts.

import { type Decimal, plain } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import { placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import { withoutSecrets } from '../core/secret.ts'
import type { TaxKind } from '../core/tax.ts'
import type { PayDays } from '../pay/pay-days.ts'
import { deductionsOf, ownDues, type Part, type PersonSheet, partsOf, reservesOf } from '../pay/person-sheet.ts'
import type { Reconciliation } from '../pay/reconciliation.ts'
import type { PayResult } from '../pay/result.ts'
import { taxKinds, taxSums } from '../pay/taxed.ts'
import type { Unmatched } from '../pay/unmatched.ts'
import type { Scheme } from '../scheme/model.ts'
import type { Labels } from '../words/en/labels.ts'
import { type Language, wordsIn } from '../words/language.ts'
import type { CheckDocument, PayDocument, ProblemDocument } from './document-forms.ts'
import { partCode } from './labels.ts'
import { sentenceOf } from './problem-text.ts'

export function problemDocument(problem: Problem, language: Language): ProblemDocument {
  const { message, hint } = sentenceOf(problem, language)
  const at = problem.at ? withoutSecrets(placeText(problem.at)) : ''
  return {
    code: problem.code,
    severity: problem.severity,
    at,
    message,
    hint,
    ...(problem.quote ? { row: problem.quote.text } : {}),
    ...(problem.allowed === undefined ? {} : { accepted: problem.allowed }),
  }
}

type PersonDocument = PayDocument['people'][number]

/** Figures under their names as texts. */
export function textsOf<K extends string>(
  figures: Readonly<Record<K, Decimal>>,
  text: (x: Decimal) => string,
): Record<K, string> {
  const all = Object.entries(figures) as [K, Decimal][]
  return Object.fromEntries(all.map(([k, v]) => [k, text(v)])) as Record<K, string>
}

/** What became of a column: plain decimal texts. */
export function reconciliationDocument({
  table,
  file,
  column,
  money: _,
  ...figures
}: Reconciliation): CheckDocument['reconciliation'][number] {
  return { table, file, column, ...textsOf(figures, plain) }
}

export function unmatchedDocument({ nothing, unpaid, strangers }: Unmatched): CheckDocument['unmatched'] {
  return {
    paidNothing: nothing,
    workedButNotPaid: unpaid.map(({ money: _, amount, ...u }) => ({ ...u, amount: plain(amount) })),
    notInRoster: strangers,
  }
}

/** What was decided by hand that a part is the sum of. */
function adjustedDocument({ adjusted }: Part): Pick<PersonDocument['lines'][number], 'adjusted'> {
  if (!adjusted) return {}
  return { adjusted: adjusted.map(({ at: _, kind: __, amount, ...own }) => ({ amount: amountText(amount), ...own })) }
}

/** The document of `run` and `try`. */
export function payDocument(
  period: string,
  name: string,
  result: PayResult,
  problems: readonly Problem[],
  language: Language,
  sheets: Language = language,
  days?: PayDays,
  scheme?: Scheme,
): PayDocument {
  const labels = wordsIn(sheets).labels
  const kinds = taxKinds(scheme, result.people)
  const all = days?.all(result.people) ?? []
  return {
    period,
    scheme: name,
    ...(all.length > 0 ? { paid: all.map(one => ({ ...one, amount: amountText(one.amount) })) } : {}),
    ...taxDocument(kinds, result.people),
    people: result.people.map(p => ({
      id: p.id,
      name: p.name,
      position: p.position,
      scores: Object.fromEntries(p.scores.map(s => [s.name, s.text])),
      lines: partsOf(p, 'line', 'adjustment').map(part => {
        const { name, amount, commission } = part
        const day = days?.own(part)
        return {
          ...{ name, amount: amountText(amount), commission: commission === true },
          ...(day === undefined ? {} : { paid: day }),
          ...(part.tax ? { tax: part.tax } : {}),
          ...adjustedDocument(part),
        }
      }),
      reserves: reservesOf(p).map(r => ({
        name: r.name,
        withheld: amountText(r.withheld),
        forfeited: amountText(r.forfeited),
      })),
      deductions: ownDues(p).map(d => ({ name: d.name, amount: amountText(d.amount), ...adjustedDocument(d) })),
      ...openDeductions(p),
      deducted: amountText(p.deducted),
      carried: amountText(p.carried),
      gross: amountText(p.gross),
      ...correctionsOf(p, labels),
      net: amountText(p.net),
      ...paidDocument(p, days),
      ...taxDocument(kinds, [p]),
      flags: p.flags,
    })),
    groups: result.groups.map(g => ({
      by: g.by,
      key: g.key,
      values: Object.fromEntries(g.values.map(v => [v.name, v.text])),
    })),
    problems: problems.map(p => problemDocument(p, language)),
  }
}

/** On which day what is paid of somebody, where the scheme says. */
function paidDocument(p: PersonSheet, days: PayDays | undefined): Pick<PersonDocument, 'paid'> {
  const paid = days?.of(p) ?? []
  return paid.length === 0 ? {} : { paid: paid.map(({ day, amount }) => ({ day, amount: amountText(amount) })) }
}

/** What is paid by what it is for the tax client, where the scheme says. */
function taxDocument(kinds: readonly TaxKind[], people: readonly PersonSheet[]): Pick<PersonDocument, 'taxed'> {
  const sums = taxSums(people, kinds).map(({ kind, amount }) => [kind, amountText(amount)])
  return sums.length === 0 ? {} : { taxed: Object.fromEntries(sums) }
}

/** Where something was still due from earlier months: every deduction by its month, what of it is taken and what is left. */
function openDeductions(p: PersonSheet): Pick<PersonDocument, 'arose' | 'earlier' | 'taken'> {
  if (p.earlier.isZero()) return {}
  const taken = deductionsOf(p).map(({ name, origin, amount, taken: by, carried }) => {
    return { name, origin, due: amountText(amount), taken: amountText(by), carried: amountText(carried) }
  })
  return { arose: amountText(p.arose), earlier: amountText(p.earlier), taken }
}

/** Where closed months were corrected: what the month earned comes to, and below it what the corrections bring. */
function correctionsOf(p: PersonSheet, labels: Labels): Pick<PersonDocument, 'own' | 'corrections' | 'corrected'> {
  const corrections = partsOf(p, 'correction').map(part => {
    return { name: partCode(part, labels), origin: part.origin, amount: amountText(part.amount) }
  })
  return corrections.length === 0 ? {} : { own: amountText(p.own), corrections, corrected: amountText(p.correction) }
}
