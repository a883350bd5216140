// The papers of a release: for each person what was held month by month and what became of it, with the rule; and the release at
// a glance. What is lost by the ratio stands apart from what is lost for having left. Takes what a release pays; gives data.

import { localOf } from '../core/currency.ts'
import { type Decimal, plain } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import { conditionSaid, said } from '../explain/said.ts'
import { type PersonRelease, type ReleaseFigures, type ReleaseResult, releaseTotals } from '../pay/release.ts'
import type { Scheme } from '../scheme/model.ts'
import type { PaperWords } from '../words/en/papers.ts'
import { wordsIn } from '../words/language.ts'
import type { Words } from '../words/words.ts'
import type { Papers } from './papers.ts'
import { RELEASE_PARTS } from './release-sheets.ts'
import { type Block, countText, figures, money, type Report, type Table, whoOf, words } from './report/blocks.ts'

/** A page for each person. */
export function releasePapers(release: ReleaseResult, scheme: Scheme): Papers {
  const language = scheme.sheets
  const { papers: w, period: called } = wordsIn(language)
  const { reserve, period, payout } = release
  return {
    language,
    what: w.releaseStatement(reserve, called(period)),
    of: `${scheme.name} · ${scheme.currency} · ${w.paidWith(called(payout))}`,
    ...localOf(scheme.currency, scheme.dates),
    state: wordsIn(language).workbook.draft.release(called(period)),
    people: release.people.map(person => ({
      ...person,
      sums: [...RELEASE_PARTS.filter(of => of !== 'released'), 'released' as const]
        .filter(of => of === 'held' || of === 'released' || !person[of].isZero())
        .map(of => ({ name: w[of], amount: person[of] })),
      blocks: [{ kind: 'table', table: lotsTable(person, w, wordsIn(language)) }, ...rules(person, release, scheme, w)],
    })),
  }
}

function lotsTable({ lots, ...all }: PersonRelease, w: PaperWords, { labels, period }: Words): Table {
  const amounts = (of: ReleaseFigures): string[] => RELEASE_PARTS.map(part => amountForPeople(of[part]))
  return {
    caption: w.byMonth,
    columns: [words(labels.origin), figures(w.ratio), ...RELEASE_PARTS.map(part => figures(w[part]))],
    rows: lots.map(lot => [period(lot.origin), percent(lot.ratio), ...amounts(lot)]),
    total: [labels.total, '', ...amounts(all)],
  }
}

function percent(ratio: Decimal): string {
  return `${plain(ratio.times(100))}%`
}

/** By which of the scheme's words it came out so. */
function rules({ forfeits }: PersonRelease, release: ReleaseResult, scheme: Scheme, w: PaperWords): Block[] {
  const rule = scheme.reserves.find(r => r.name === release.reserve)?.release
  const words = wordsIn(scheme.sheets).formula
  const own = scheme.reserves.find(r => r.name === release.reserve)?.says
  const told =
    own !== undefined
      ? [own]
      : forfeits
        ? [w.leavingRule(leavingText(release, scheme)), w.leftNothing]
        : [w.ratioRule(rule ? said(rule.ratio, words) : '')]
  const { taxedAs, taxKinds } = wordsIn(scheme.sheets).labels
  if (release.tax) told.push(taxedAs(taxKinds[release.tax]))
  return told.map(text => ({ kind: 'text', text }))
}

/** By which rule somebody who has left loses it. */
export function leavingText({ reserve, forfeitedBy = '' }: ReleaseResult, { reserves, sheets }: Scheme): string {
  const rule = reserves.find(r => r.name === reserve)?.release?.forfeitedBy
  return rule ? conditionSaid(rule, wordsIn(sheets).formula) : forfeitedBy
}

/** The release at a glance. */
export function releaseReport(release: ReleaseResult, scheme: Scheme): Report {
  const { papers: w, labels, period: called } = wordsIn(scheme.sheets)
  const { reserve, period, payout, people } = release
  const totals = releaseTotals(people)
  const row = (name: string, of: readonly PersonRelease[]): string[] => {
    const sums = releaseTotals(of)
    return [name, countText(of.length), ...RELEASE_PARTS.map(part => money(sums[part]))]
  }
  const positions = [...new Set(people.map(p => p.position))]
  const left = people.filter(p => !p.byLeaving.isZero())
  const ratio = release.ratio && percent(release.ratio)
  const facts = [
    ...RELEASE_PARTS.map(part => ({
      name: w[part],
      value: money(totals[part]),
      note:
        part === 'released'
          ? ratio
          : part === 'byLeaving' && release.forfeitedBy !== undefined
            ? leavingText(release, scheme)
            : undefined,
    })),
    { name: w.people, value: countText(people.length) },
    ...(release.tax ? [{ name: labels.taxKind, value: labels.taxKinds[release.tax] }] : []),
  ]
  const byPosition: Table = {
    caption: w.byPosition,
    columns: [words(labels.position), figures(w.people), ...RELEASE_PARTS.map(part => figures(w[part]))],
    rows: positions.map(name =>
      row(
        name,
        people.filter(p => p.position === name),
      ),
    ),
    total: row(labels.total, people),
  }
  const leavers = left.map(p => `${whoOf(p)}: ${money(p.byLeaving)}`)
  return {
    title: `${scheme.name} · ${w.releaseReport(reserve)} · ${called(period)}`,
    subtitle: w.paidWith(called(payout)),
    made: wordsIn(scheme.sheets).report.made,
    state: wordsIn(scheme.sheets).workbook.draft.release(called(period)),
    sections: [
      {
        id: 'glance',
        title: w.glance,
        blocks: [
          { kind: 'facts', facts },
          { kind: 'list', title: w.leavers, items: leavers.length > 0 ? leavers : [w.nobodyLeft] },
        ],
      },
      { id: 'positions', title: w.byPosition, blocks: [{ kind: 'table', table: byPosition }] },
    ],
  }
}
