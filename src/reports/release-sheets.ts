// The sheets of a release: what each person is paid of a reserve, and the same lot by lot. And the document of `--json`.

import type { JsonObject } from '../book/form.ts'
import { plain } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import type { ReleaseFigures, ReleaseResult } from '../pay/release.ts'
import { type Language, wordsIn } from '../words/language.ts'
import type { DocumentOf } from './document-forms.ts'
import { textsOf } from './documents.ts'
import { sealFoot } from './provenance-sheet.ts'
import type { Sheet } from './sheet.ts'
import { amount, type ColumnOf, figure, tableOf, text, whoColumns } from './sheet-parts.ts'

/** What a release is known by in the book. */
export interface ReleaseSeals {
  /** The digest of its figures. */
  readonly figures: string
  /** The seal that it stands upon. */
  readonly after: string
  /** What it was asked for with besides: figures that were given, people, of what is closed so far. */
  readonly asked?: JsonObject
}

/** The seals of a release's papers. `about`: what its entry says of how it was asked for. */
export function releaseSeals(figures: string, after: string, { given, people, partial }: JsonObject): ReleaseSeals {
  const asked = {
    ...(given === undefined ? {} : { given }),
    ...(people === undefined ? {} : { people }),
    ...(partial === true ? { partial } : {}),
  }
  return { figures, after, ...(Object.keys(asked).length === 0 ? {} : { asked }) }
}

/** In the order of payroll.csv, which stays: what is lost in all, then what of it by what. */
export const RELEASE_FIGURES = ['held', 'released', 'forfeited', 'premium', 'byRatio', 'byLeaving'] as const
/** Where each fen stands once. */
export const RELEASE_PARTS = ['held', 'released', 'byRatio', 'byLeaving', 'premium'] as const

export function releaseSheets(
  release: ReleaseResult,
  language: Language,
  title: string,
  { figures, after }: ReleaseSeals,
  because: string,
): Sheet[] {
  const { labels, period: called } = wordsIn(language)
  const taxed = release.tax ? ` · ${labels.taxedAs(labels.taxKinds[release.tax])}` : ''
  const heading = `${title} · ${release.reserve} · ${called(release.period)} · ${called(release.payout)}${taxed}`
  const titles = { ...labels, forfeited: labels.forfeitedOf }
  const columns = RELEASE_FIGURES.map((of): ColumnOf<ReleaseFigures> => [amount(titles[of]), x => x[of]])
  const [amounts, lost] = [columns.slice(0, 4), columns.slice(4)]
  const foot = sealFoot({ figures, form: { language, after } })
  const state = wordsIn(language).workbook.draft.release(called(release.period))
  const shared = { heading, foot, state, totalWord: labels.total, frozen: 2 }
  const lots = release.people.flatMap(person => person.lots.map(lot => ({ ...lot, person })))
  const people = tableOf(release.people, [
    ...whoColumns(labels, (p: (typeof release.people)[number]) => p),
    ...amounts,
    [text(labels.because, 40), p => (p.forfeits ? because : '')],
    ...lost,
  ])
  const byLot = tableOf(lots, [
    ...whoColumns(labels, (lot: (typeof lots)[number]) => lot.person),
    [text(labels.origin), lot => called(lot.origin)],
    [figure(labels.ratio), lot => ({ figure: lot.ratio, as: 'percent' as const })],
    ...amounts,
    ...lost,
  ])
  return [
    { ...shared, name: labels.release, top: state, ...people },
    { ...shared, name: labels.lots, ...byLot },
  ]
}

function amountsOf(p: ReleaseFigures): Record<(typeof RELEASE_FIGURES)[number], string> {
  const { held, released, forfeited, premium, byRatio, byLeaving } = p
  return textsOf({ held, released, forfeited, premium, byRatio, byLeaving }, amountText)
}

/** What `release --json` prints. */
export function releaseDocument(
  release: ReleaseResult,
): Omit<DocumentOf<'release'>, 'entry' | 'seal' | 'figures' | 'problems'> {
  return {
    reserve: release.reserve,
    period: release.period,
    payout: release.payout,
    ...(release.tax ? { tax: release.tax } : {}),
    ratio: release.ratio ? plain(release.ratio) : null,
    people: release.people.map(p => ({
      id: p.id,
      name: p.name,
      ...amountsOf(p),
    })),
  }
}
