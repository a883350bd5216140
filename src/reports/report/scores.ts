// Scores of a month: how many people are in which band of each score, with what else follows from the band (a grade, a
// coefficient), and who has the highest and the lowest. Takes the results; a score that is only the band of another one
// stands beside that one.

import { compare, type Decimal, decimal } from '../../core/decimal.ts'
import type { Band, Bound } from '../../formula/bound.ts'
import { evaluate } from '../../formula/evaluate.ts'
import { nodesOf } from '../../formula/tree.ts'
import type { Month } from '../../pay/month.ts'
import type { PersonSheet, Shown } from '../../pay/person-sheet.ts'
import type { DefinedColumn, Scheme } from '../../scheme/model.ts'
import type { Labels } from '../labels.ts'
import { binsOf } from './bins.ts'
import { type Bar, type Block, countText, figures, type Picture, type Section, words } from './blocks.ts'
import { binBars } from './distribution.ts'
import type { ReportWords } from './words.ts'

const PICTURES = 3
const ENDS = 5
/** A score of so few values is counted by value. */
const FEW = 8

type Bands = Extract<Bound, { kind: 'bands' }>

interface Scored {
  readonly person: PersonSheet
  readonly shown: Shown
}

interface Part {
  readonly label: string
  readonly members: readonly Scored[]
}

/** The section; undefined where nobody has a score. */
export function scoreSection(month: Month, labels: Labels, w: ReportWords): Section | undefined {
  const { scores } = month.scheme
  const { people } = month.result
  const following = new Map(scores.map(s => [s.id, scores.filter(other => follows(other, s))]))
  const followers = new Set([...following.values()].flat().map(s => s.id))
  const own = scores.filter(s => !followers.has(s.id) && people.some(p => shownOf(p, s)))
  const pictures = own.slice(0, PICTURES).map(score => {
    const picture = pictureOf(month, score, following.get(score.id)!, labels, w)
    return { kind: 'picture', picture } as const
  })
  if (pictures.length === 0) return undefined
  const ranked = own.find(s => s.type.kind === 'number' || s.type.kind === 'count')
  const left = own.slice(PICTURES).map(s => s.name)
  const blocks: Block[] = [
    ...pictures,
    ...(ranked ? [endsTable(month, ranked, following.get(ranked.id)!, labels, w)] : []),
    ...(left.length > 0 ? [{ kind: 'text', text: w.scoresLeftOut(left.join(', ')) } as const] : []),
  ]
  return { id: 'scores', title: w.sections.scores, blocks }
}

/** True where a score is nothing but bands of another. */
function follows(other: DefinedColumn, score: DefinedColumn): boolean {
  const ofIt = ({ formula }: { formula: Bound }): boolean =>
    formula.kind === 'bands' && formula.of.kind === 'column' && formula.of.column.id === score.id
  return other.id !== score.id && other.source.cases.every(ofIt)
}

function shownOf(p: PersonSheet, score: DefinedColumn): Shown | undefined {
  return p.scores.find(s => s.name === score.name)
}

function pictureOf(
  month: Month,
  score: DefinedColumn,
  following: readonly DefinedColumn[],
  labels: Labels,
  w: ReportWords,
): Picture {
  const scored = month.result.people.flatMap(person => {
    const shown = shownOf(person, score)
    return shown ? [{ person, shown }] : []
  })
  const split = partsOf(month, score, scored, w)
  const bars = split.map((p): Bar => {
    const count = p.members.length
    return { label: p.label, value: decimal(count), text: countText(count) }
  })
  const most = bars.reduce((a, b) => (compare(b.value, a.value) > 0 ? b : a))
  const without = month.result.people.length - scored.length
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
function partsOf(month: Month, score: DefinedColumn, scored: readonly Scored[], w: ReportWords): Part[] {
  const bands = bandsOf(month.scheme, score)
  if (bands)
    return bands.bands.map(band => ({ label: band.label, members: scored.filter(s => inBand(month, band, s)) }))
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

/** The first bands that read a score and have the same edges for everyone. */
function bandsOf(scheme: Scheme, score: DefinedColumn): Bands | undefined {
  const formulas = scheme.columns.flatMap(({ source }) =>
    source.kind === 'defined' ? source.cases.map(own => own.formula) : [],
  )
  return [...nodesOf('bands', formulas)].find(
    ({ marginal, of, bands }) =>
      !marginal &&
      of.kind === 'column' &&
      of.column.id === score.id &&
      bands.flatMap(b => [b.lower?.edge, b.upper?.edge]).every(e => e === undefined || e.home === 'shop'),
  )
}

function inBand({ engine }: Month, { lower, upper }: Band, { person, shown }: Scored): boolean {
  const value = shown.value as Decimal
  const against = (edge: Bound): number => compare(value, evaluate(edge, person.row, engine.world).value as Decimal)
  if (lower && against(lower.edge) < (lower.inclusive ? 0 : 1)) return false
  return !upper || against(upper.edge) <= (upper.inclusive ? 0 : -1)
}

function endsTable(
  month: Month,
  score: DefinedColumn,
  following: readonly DefinedColumn[],
  labels: Labels,
  w: ReportWords,
): Block {
  const scored = month.result.people
    .flatMap(person => {
      const shown = shownOf(person, score)
      return shown ? [{ person, shown }] : []
    })
    .sort((a, b) => compare(b.shown.value as Decimal, a.shown.value as Decimal))
  const all = scored.length <= 2 * ENDS
  const rows = (all ? scored : [...scored.slice(0, ENDS), ...scored.slice(-ENDS)]).map(({ person, shown }) => [
    month.engine.who(person.row),
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
  const caption = all ? w.scoreAll(score.name) : w.scoreEnds(score.name, ENDS)
  return { kind: 'table', table: { caption, columns, rows } }
}
