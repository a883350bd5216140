// START HERE. The month at a glance for whoever manages the shop. Takes a worked-out month and its problems; gives the
// report as data: what it comes to, what is to be looked at, and a section for each question. No account or identity
// numbers; lists of people are cut to the telling ones.

import { periodsAway } from '../../core/calendar.ts'
import { sumOf } from '../../core/decimal.ts'
import type { Problem } from '../../core/problem.ts'
import { edgePoint } from '../../explain/edges.ts'
import type { Explained } from '../../explain/month.ts'
import type { Month } from '../../pay/month.ts'
import { payDays } from '../../pay/pay-days.ts'
import { anyCorrected } from '../../pay/person-sheet.ts'
import { taxKinds, taxSums } from '../../pay/taxed.ts'
import type { Labels } from '../../words/en/labels.ts'
import type { ReportWords } from '../../words/en/report.ts'
import { bandText } from '../../words/formula.ts'
import { wordsIn } from '../../words/language.ts'
import { approvalText } from '../labels.ts'
import { totals } from '../run-record.ts'
import { stateOf } from '../sheet-parts.ts'
import {
  type Block,
  countChange,
  countText,
  edgeText,
  type Fact,
  figures,
  figureText,
  money,
  moneyChange,
  type Report,
  type Section,
  whoOf,
  words,
} from './blocks.ts'
import { changeSection } from './change.ts'
import { distributionSection } from './distribution.ts'
import { groupSection } from './groups.ts'
import { heldOfAll, reserveSection } from './reserves.ts'
import { scoreSection } from './scores.ts'
import { thresholdSection } from './thresholds.ts'

const NAMES = 6
const EDGES = 12

/** The whole report, in the language of the sheets. */
export function monthReport(month: Explained, problems: readonly Problem[]): Report {
  const { scheme, period } = month
  const labels = wordsIn(scheme.sheets).labels
  const w = wordsIn(scheme.sheets).report
  const sections = [
    glanceSection(month, problems, labels, w),
    groupSection(month, labels, w),
    distributionSection(month, labels, w),
    thresholdSection(month, labels, w),
    scoreSection(month, labels, w),
    reserveSection(month, labels, w),
    edgeSection(month, labels, w),
    changeSection(month, labels, w),
  ]
  return {
    title: `${scheme.name} · ${wordsIn(scheme.sheets).period(period.name)} · ${w.title}`,
    state: stateOf(month),
    subtitle: w.scheme(scheme.name, wordsIn(scheme.sheets).period(scheme.from)),
    made: w.made,
    sections: sections.filter((s): s is Section => s !== undefined),
  }
}

function glanceSection(month: Month, problems: readonly Problem[], labels: Labels, w: ReportWords): Section {
  const items = attention(month, problems, w)
  return {
    id: 'glance',
    title: w.sections.glance,
    blocks: [
      { kind: 'facts', facts: keyFigures(month, labels, w) },
      { kind: 'list', title: w.attention, items: items.length > 0 ? items : [w.nothingToNote] },
    ],
  }
}

function keyFigures(month: Month, labels: Labels, w: ReportWords): Fact[] {
  const { people } = month.result
  const sums = totals(people)
  const before = [...month.opening.before.values()]
  const last = wordsIn(month.scheme.sheets).period(periodsAway(month.period.name, -1))
  const against = (change: string): string | undefined => (before.length === 0 ? undefined : w.against(last, change))
  const net = sums.net.minus(sumOf(before.map(p => p.net)))
  const gross = sums.gross.minus(sumOf(before.map(p => p.gross)))
  const { reserves, deductions } = month.scheme
  const held: Fact[] = [
    {
      name: labels.withheld,
      value: money(sums.withheld),
      note: sums.forfeited.isZero() ? undefined : w.forfeitedOfIt(money(sums.forfeited)),
    },
    { name: labels.held, value: money(heldOfAll(month)) },
  ]
  return [
    { name: labels.net, value: money(sums.net), note: against(moneyChange(net)) },
    { name: labels.gross, value: money(sums.gross), note: against(moneyChange(gross)) },
    { name: w.people, value: countText(people.length), note: against(countChange(people.length - before.length)) },
    ...(reserves.length > 0 ? held : []),
    ...(deductions.length > 0
      ? [
          {
            name: labels.deducted,
            value: money(sums.deducted),
            note: w.ofIt(money(sums.arose), money(sums.earlier), money(sums.carried)),
          },
        ]
      : []),
    ...payDays(month)
      .all(people)
      .map(of => ({
        name: labels.paidOn(of.day),
        value: money(of.amount),
        note: `${w.people} ${countText(of.people)}`,
      })),
    ...taxSums(people, taxKinds(month.scheme, people)).map(({ kind, amount }) => ({
      name: labels.taxedAs(labels.taxKinds[kind]),
      value: money(amount),
    })),
    ...(anyCorrected(people)
      ? [{ name: labels.correction, value: moneyChange(sums.correction), note: w.earned(money(sums.own)) }]
      : []),
  ]
}

/** What somebody should look at before the month is closed. */
function attention(month: Month, problems: readonly Problem[], w: ReportWords): string[] {
  const { result } = month
  const { nothing, unpaid, strangers } = month.unmatched
  const listed = (names: readonly string[]): string =>
    w.listed(names.slice(0, NAMES), Math.max(0, names.length - NAMES))
  const flags = new Map<string, string[]>()
  for (const p of result.people) {
    for (const flag of p.flags) {
      const marked = flags.get(flag) ?? []
      marked.push(whoOf(p))
      flags.set(flag, marked)
    }
  }
  const open = result.people.filter(p => !p.carried.isZero())
  const workers = [...new Set(unpaid.map(u => `${u.name} (${u.id})`))]
  return [
    ...result.approvals.map(a => w.approval(a.role, approvalText(a, month.scheme.sheets))),
    ...[...flags].slice(0, NAMES).map(([flag, who]) => w.flagged(flag, who.length, listed(who))),
    ...(open.length > 0 ? [w.carriedOver(open.length, money(sumOf(open.map(p => p.carried))))] : []),
    ...(nothing.length > 0 ? [w.paidNothing(nothing.length, listed(nothing.map(p => `${p.name} (${p.id})`)))] : []),
    ...(workers.length > 0 ? [w.unpaid(workers.length, listed(workers))] : []),
    ...(strangers.length > 0 ? [w.strangers(strangers.length)] : []),
    ...(problems.length > 0 ? [w.warnings(problems.length)] : []),
  ]
}

function edgeSection(month: Explained, labels: Labels, w: ReportWords): Section {
  const shared = { id: 'edges', title: w.sections.edges }
  const notes = month.edges
  if (notes.length === 0) return { ...shared, blocks: [{ kind: 'text', text: w.edgesNone }] }
  const said = wordsIn(month.scheme.sheets).formula
  const rows = notes.slice(0, EDGES).map(n => {
    const value = edgePoint(n, n.value) ?? figureText(n.value, n.type.kind, n.percent, [n.edge])
    return [
      n.whose.name || w.shop,
      n.said.of,
      value,
      edgePoint(n, n.edge) ?? edgeText(n.edge, n.percent),
      n.column,
      bandText(n.said.here, said),
      bandText(n.said.there, said),
      n.worth ? moneyChange(n.worth) : '',
    ]
  })
  const columns = [
    words(labels.whose),
    words(labels.figure),
    figures(labels.value),
    figures(labels.edge),
    words(labels.item),
    words(labels.band),
    words(labels.nextBand),
    figures(labels.worth),
  ]
  const notesMore = notes.length > rows.length ? [w.edgesMore(notes.length - rows.length)] : []
  const block: Block = { kind: 'table', table: { caption: w.edgesCaption, columns, rows, notes: notesMore } }
  return { ...shared, blocks: [block] }
}
