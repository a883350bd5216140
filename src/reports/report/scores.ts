// Scores of a month: how many people are in which band of each score, with what else follows from the band (a grade, a
// coefficient), and who has the highest and the lowest. Takes the results; a score that is only the band of another one
// stands beside that one.

import { compare, type Decimal, decimal } from '../../core/decimal.ts'
import type { Explained } from '../../explain/month.ts'
import { type Score, type Scored, shownOf } from '../../explain/scores.ts'
import type { DefinedColumn } from '../../scheme/model.ts'
import type { Labels } from '../../words/en/labels.ts'
import type { ReportWords } from '../../words/en/report.ts'
import { binsOf } from './bins.ts'
import { type Bar, type Block, countText, figures, type Picture, type Section, whoOf, words } from './blocks.ts'
import { binBars } from './distribution.ts'

const PICTURES = 3
const ENDS = 5
/** A score of so few values is counted by value. */
const FEW = 8

interface Part {
  readonly label: string
  readonly members: readonly Scored[]
}

/** The section; undefined where nobody has a score. */
export function scoreSection(month: Explained, labels: Labels, w: ReportWords): Section | undefined {
  const own = month.scores()
  const everybody = month.result.people.length
  const pictures = own.slice(0, PICTURES).map(score => {
    return { kind: 'picture', picture: pictureOf(score, everybody, labels, w) } as const
  })
  if (pictures.length === 0) return undefined
  const ranked = own.find(({ score: { type } }) => type.kind === 'number' || type.kind === 'count')
  const left = own.slice(PICTURES).map(s => s.score.name)
  const blocks: Block[] = [
    ...pictures,
    ...(ranked ? [endsTable(ranked, labels, w)] : []),
    ...(left.length > 0 ? [{ kind: 'text', text: w.scoresLeftOut(w.names(left)) } as const] : []),
  ]
  return { id: 'scores', title: w.sections.scores, blocks }
}

function pictureOf(own: Score, everybody: number, labels: Labels, w: ReportWords): Picture {
  const { score, following, scored } = own
  const split = partsOf(own, w)
  const bars = split.map((p): Bar => {
    const count = p.members.length
    return { label: p.label, value: decimal(count), text: countText(count) }
  })
  const most = bars.reduce((a, b) => (compare(b.value, a.value) > 0 ? b : a))
  const without = everybody - scored.length
  return {
    title: w.scoreSpread(score.name),
    description: w.scoreText(countText(scored.length), most.label, most.text),
    bars,
    marks: [],
    table: {
      caption: w.scoreSpread(score.name),
      columns: [words(score.name), figures(w.people), ...following.map(f => words(f.name))],
      rows: split.map(p => [p.label, countText(p.members.length), ...following.map(f => textsOf(p.members, f))]),
      total: [labels.total, countText(scored.length), ...following.map(() => '')],
      notes: without > 0 ? [w.noScore(without)] : [],
    },
  }
}

/** What some people have of a score, each value once. */
function textsOf(members: readonly Scored[], score: DefinedColumn): string {
  return [...new Set(members.map(m => shownOf(m.person, score)?.text ?? ''))].join(', ')
}

/** The people of a score by the bands that read it; by value where it has few, else in round bins. */
function partsOf({ score, scored, bands }: Score, w: ReportWords): readonly Part[] {
  if (bands) return bands
  const texts = [...new Set(scored.map(s => s.shown.text))]
  if (texts.length <= FEW || score.type.kind === 'text')
    return texts.sort().map(label => ({ label, members: scored.filter(s => s.shown.text === label) }))
  const bins = binsOf(scored.map(s => s.shown.value as Decimal))
  const within = (value: Decimal, { from, to }: (typeof bins)[number]): boolean =>
    (!from || compare(value, from) >= 0) && (!to || compare(value, to) < 0)
  return binBars(bins, score.type.kind, w).map(({ label }, i) => ({
    label,
    members: scored.filter(s => within(s.shown.value as Decimal, bins[i]!)),
  }))
}

function endsTable({ score, following, scored: all }: Score, labels: Labels, w: ReportWords): Block {
  const scored = [...all].sort((a, b) => compare(b.shown.value as Decimal, a.shown.value as Decimal))
  const every = scored.length <= 2 * ENDS
  const rows = (every ? scored : [...scored.slice(0, ENDS), ...scored.slice(-ENDS)]).map(({ person, shown }) => [
    whoOf(person),
    person.position,
    shown.text,
    ...following.map(f => shownOf(person, f)?.text ?? ''),
  ])
  const columns = [
    words(labels.name),
    words(labels.position),
    figures(score.name),
    ...following.map(f => words(f.name)),
  ]
  const caption = every ? w.scoreAll(score.name) : w.scoreEnds(score.name, ENDS)
  return { kind: 'table', table: { caption, columns, rows } }
}
