// A comparison in words: names of classes and figures, causes, the sentence of a bridge; the document that `--json` prints
// and the sheet that `--csv` writes. Takes what explain/compare gives; adds nothing to it.

import { type Decimal, decimal, ZERO } from '../core/decimal.ts'
import { amountForPeople, amountText } from '../core/money.ts'
import type { ToldCause } from '../core/problem-facts.ts'
import { peopleStyle, valueText } from '../explain/arithmetic-text.ts'
import type { Bridge, Cause, CauseFigure } from '../explain/bridge.ts'
import type { Comparison, Difference } from '../explain/compare.ts'
import type { SumWords } from '../explain/outside-sheet.ts'
import { said } from '../explain/said.ts'
import { causeName, causeText } from '../words/cause.ts'
import type { FormulaWords } from '../words/formula.ts'
import { type Language, VOICES, wordsIn } from '../words/language.ts'
import type { DocumentOf } from './document-forms.ts'
import { figureTitle } from './figure-columns.ts'
import type { Sheet } from './sheet.ts'
import { amount, text } from './sheet-parts.ts'

const ALL = VOICES.map(language => wordsIn(language).labels)

/** Headers under which sums and people may stand in a sheet from outside, those of earlier versions too. */
export const SHEET_WORDS: SumWords = {
  sheet: ALL.map(l => l.items),
  id: ALL.map(l => l.id),
  name: ALL.map(l => l.name),
  correction: ALL.map(l => l.correction),
  gross: [...ALL.map(l => l.gross), 'Gross bonus', '应发合计', '应发', 'Gross'],
  forfeited: [...ALL.map(l => l.forfeitedNow), 'of it forfeited'],
  deducted: [...ALL.map(l => l.deducted), '扣款'],
  carried: ALL.map(l => l.carried),
  net: [...ALL.map(l => l.net), 'Net bonus', '实发合计', '实发', 'Net'],
}

/** A figure's name. */
export function figureName({ kind, name }: Pick<Difference, 'kind' | 'name'>, language: Language): string {
  return kind === 'person' ? wordsIn(language).comparison.person : figureTitle(kind, name, wordsIn(language).labels)
}

/** `+200.00`, `−51.70`. */
export function signed(value: Decimal): string {
  return value.isNegative() && !value.isZero() ? `−${amountForPeople(value.neg())}` : `+${amountForPeople(value)}`
}

/** Why a figure differs, where more than its class can be told. */
export function whyText({ hint, month }: Difference, language: Language): string {
  const w = wordsIn(language).comparison
  if (month !== undefined) return w.month(month)
  if (!hint) return ''
  if (hint.kind === 'earlier') return w.earlier(hint.name, hint.detail)
  if (hint.kind === 'band') return w.band(hint.name, hint.detail)
  return hint.kind === 'without' ? w.without(hint.name) : w.unrounded(hint.name)
}

const STYLE = peopleStyle(String, wordsIn(VOICES[0]!).formula)

function figureText(figure: CauseFigure | undefined): string | undefined {
  return figure && valueText(figure.value, figure.type, figure.places, STYLE)
}

/** A cause as it is told, its figures as texts; those without a name in words of a language where one is given. */
export function toldCause({ kind, names, bounds, others, a, b, worth }: Cause, words?: FormulaWords): ToldCause {
  const all = names.map((own, i) => (words && bounds[i] ? said(bounds[i], words) : own))
  const name = all.filter(n => n !== '').join(' + ')
  return { kind, name, others, from: figureText(a), to: figureText(b), worth: signed(worth) }
}

/** So many causes are told one by one. */
const TOLD = 5

/** A bridge in one sentence: the largest changes first, with what each was worth. */
export function bridgeText({ id, name }: { id: string; name: string }, bridge: Bridge, language: Language): string {
  const w = wordsIn(language).comparison
  const { from, to } = bridge
  const causes = [...bridge.causes].sort((x, y) => y.worth.abs().comparedTo(x.worth.abs()))
  const told = causes.length > TOLD + 1 ? causes.slice(0, TOLD) : causes
  const parts = told.map(c => causeText(toldCause(c, wordsIn(language).formula), w))
  const others = causes.slice(told.length)
  if (others.length > 0)
    parts.push(w.smaller(others.length, signed(others.reduce((sum, c) => sum.plus(c.worth), ZERO))))
  const head = `${wordsIn(language).labels.net} ${amountForPeople(from)} → ${amountForPeople(to)} (${signed(to.minus(from))})`
  return `${name} (${id}): ${head}: ${parts.join('; ')}`
}

/** What `compare --json` prints. */
export function comparisonDocument(comparison: Comparison, language: Language): DocumentOf<'compare'> {
  const { a, b, compared, total, totals, people, notCompared } = comparison
  return {
    a,
    b,
    compared,
    total: amountText(total),
    totals: totals.map(t => ({ class: t.class, count: t.count, amount: amountText(t.amount) })),
    people: people.map(p => ({
      id: p.id,
      name: p.name,
      difference: amountText(p.difference),
      differences: p.differences.map(d => ({
        kind: d.kind,
        figure: figureName(d, language),
        a: d.a ?? null,
        b: d.b ?? null,
        difference: d.difference ? amountText(d.difference) : null,
        class: d.class,
        ...(whyText(d, language) === '' ? {} : { why: whyText(d, language) }),
      })),
      ...(p.bridge
        ? {
            bridge: {
              from: amountText(p.bridge.from),
              to: amountText(p.bridge.to),
              causes: p.bridge.causes.map(c => ({
                name: causeName(toldCause(c), wordsIn(language).comparison),
                a: figureText(c.a) ?? null,
                b: figureText(c.b) ?? null,
                worth: amountText(c.worth),
              })),
              text: bridgeText(p, p.bridge, language),
            },
          }
        : {}),
    })),
    notCompared,
  }
}

/** The list of differences, a row each; the sentence of the bridge stands with the net amount. */
export function comparisonSheet({ a, b, people }: Comparison, language: Language): Sheet {
  const labels = wordsIn(language).labels
  const w = wordsIn(language).comparison
  const cell = (d: Difference, value: string | undefined): string | Decimal | null =>
    value === undefined || value === '' ? null : d.kind === 'score' ? value : decimal(value)
  return {
    name: w.list,
    heading: w.heading(a, b),
    columns: [
      ...[labels.id, labels.name, w.figure].map(title => text(title)),
      ...[a, b, labels.difference].map(title => amount(title, false)),
      ...[w.class, w.why].map(title => text(title)),
    ],
    rows: people.flatMap(p =>
      p.differences.map(d => [
        p.id,
        p.name,
        figureName(d, language),
        cell(d, d.a),
        cell(d, d.b),
        d.difference ?? null,
        w.classes[d.class],
        d.kind === 'net' && p.bridge ? bridgeText(p, p.bridge, language) : whyText(d, language),
      ]),
    ),
    frozen: 2,
  }
}
