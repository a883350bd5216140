// The sheets of a release: what each person is paid of a reserve, and the same lot by lot. And the document of `--json`.

import { plain } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import type { ReleaseResult } from '../pay/release.ts'
import { type Language, wordsIn } from '../words/language.ts'
import { sealFoot } from './provenance-sheet.ts'
import type { Sheet } from './sheet.ts'
import { amount, figure, text } from './sheet-parts.ts'

/** What a release is known by in the book. */
export interface ReleaseSeals {
  /** The digest of its figures. */
  readonly figures: string
  /** The seal that it stands upon. */
  readonly after: string
}

export const RELEASE_FIGURES = ['held', 'released', 'forfeited', 'premium'] as const

export function releaseSheets(
  release: ReleaseResult,
  language: Language,
  title: string,
  { figures, after }: ReleaseSeals,
): Sheet[] {
  const labels = wordsIn(language).labels
  const heading = `${title} · ${release.reserve} · ${release.period} · ${release.payout}`
  const person = [text(labels.id), text(labels.name), text(labels.position)]
  const { held, released, forfeitedOf: forfeited, premium } = labels
  const amounts = [held, released, forfeited, premium].map(title => amount(title))
  const foot = sealFoot({ figures, form: { language, after } })
  const shared = { heading, foot, totalWord: labels.total, frozen: 2 }
  return [
    {
      ...shared,
      name: labels.release,
      columns: [...person, ...amounts, text(labels.because, 40)],
      rows: release.people.map(p => [
        ...[p.id, p.name, p.position],
        ...RELEASE_FIGURES.map(figure => p[figure]),
        p.forfeits ? (release.forfeitedBy ?? '') : '',
      ]),
    },
    {
      ...shared,
      name: labels.lots,
      columns: [...person, text(labels.origin), figure(labels.ratio), ...amounts],
      rows: release.people.flatMap(p =>
        p.lots.map(lot => [
          ...[p.id, p.name, p.position, lot.origin, lot.ratio],
          ...RELEASE_FIGURES.map(figure => lot[figure]),
        ]),
      ),
    },
  ]
}

/** What `release --json` prints. */
export function releaseDocument(release: ReleaseResult): object {
  return {
    reserve: release.reserve,
    period: release.period,
    payout: release.payout,
    ratio: release.ratio ? plain(release.ratio) : null,
    people: release.people.map(p => ({
      id: p.id,
      name: p.name,
      ...Object.fromEntries(RELEASE_FIGURES.map(figure => [figure, amountText(p[figure])])),
    })),
  }
}
