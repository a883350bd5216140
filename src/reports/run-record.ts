// run.json: what a draft was made from and what came out, with hashes, so that anyone can tell later whether anything
// changed. No time of day in it: the same inputs give the same bytes.

import { sumOf } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import type { Problem } from '../core/problem.ts'
import type { Explained } from '../explain/month.ts'
import type { Month } from '../pay/month.ts'
import { type PersonSheet, type Sums, sumsOf } from '../pay/person-sheet.ts'
import { isLanguage, type Language, spoken } from '../words/language.ts'
import { problemDocument, reconciliationDocument, unmatchedDocument } from './documents.ts'
import { edgeDocument } from './edge-notes.ts'
import { layoutsDocument } from './layout-document.ts'

export interface OutputFact {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

/** What the sheets of people add up to. */
export function totals(people: readonly PersonSheet[]): Sums {
  return sumsOf(kind => sumOf(people.map(p => p[kind])))
}

/** What somebody chose of a draft's form; closing writes the same again. */
export interface DraftForm {
  /** Language of sheets and pages. */
  readonly language: Language
  /** Statements also as one file a person. */
  readonly split?: true
  /** The newest seal of the book when it was written: the figures stand upon it. */
  readonly after?: string
}

/** The form of a month's draft where somebody chose it, else as the month has it. */
export function formOf(month: Month, chosen: DraftForm | undefined): DraftForm {
  return chosen ?? { language: spoken(month.scheme.sheets) }
}

/** The form that a record or a sealed entry names; undefined for anything else. */
export function readForm(form: unknown): DraftForm | undefined {
  if (typeof form !== 'object' || form === null) return undefined
  const { language, split, after } = form as Record<string, unknown>
  if (typeof language !== 'string' || !isLanguage(language)) return undefined
  const seal = typeof after === 'string' && /^[0-9a-f]{64}$/.test(after) ? { after } : {}
  return { language, ...(split === true ? { split } : {}), ...seal }
}

/** What is known of a draft's making besides the month itself. */
export interface Making {
  readonly version: string
  readonly schemeFile: { readonly file: string; readonly bytes: number; readonly sha256: string }
  readonly whatIf: readonly string[]
  readonly form: DraftForm
  /** The digest of the month's figures. */
  readonly figures?: string
}

/** The content of run.json. */
export function runRecord(
  month: Explained,
  problems: readonly Problem[],
  facts: Making,
  outputs: readonly OutputFact[],
): object {
  return {
    program: { name: 'bonusbook', version: facts.version },
    period: month.period.name,
    scheme: { name: month.scheme.name, from: month.scheme.from, ...facts.schemeFile },
    form: facts.form,
    ...(month.anew ? { anew: true } : {}),
    ...(facts.figures === undefined ? {} : { figures: facts.figures }),
    ...(facts.whatIf.length > 0 ? { whatIf: facts.whatIf } : {}),
    inputs: month.readings.flatMap(({ table, reading }) =>
      reading.files.map(({ path: _, before: __, ...file }) => ({ table, ...file })),
    ),
    outputs,
    ...layoutsDocument(month.layouts),
    totals: {
      people: month.result.people.length,
      ...Object.fromEntries(Object.entries(totals(month.result.people)).map(([kind, sum]) => [kind, amountText(sum)])),
    },
    reconciliation: month.reconciliation.map(reconciliationDocument),
    unmatched: unmatchedDocument(month.unmatched),
    edges: month.edges.map(edgeDocument),
    problems: problems.map(p => problemDocument(p, month.scheme.sheets)),
  }
}
