// Who is in which band of a score, with the scores that are nothing but bands of it. Takes the engine and result of a month;
// gives people by band.

import { compare } from '../core/decimal.ts'
import type { Band, Bound } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { nodesOf } from '../formula/tree.ts'
import type { Engine } from '../pay/engine.ts'
import type { PersonSheet, Shown } from '../pay/person-sheet.ts'
import type { DefinedColumn, Scheme } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import { bandSaid } from './said.ts'

type Bands = Extract<Bound, { kind: 'bands' }>

/** Somebody who has a score. */
export interface Scored {
  readonly person: PersonSheet
  readonly shown: Shown
}

/** A score with those that follow from it. */
export interface Score {
  readonly score: DefinedColumn
  readonly following: readonly DefinedColumn[]
  readonly scored: readonly Scored[]
  /** By the first bands that read it and have the same edges for everyone, where there are any. */
  readonly bands: readonly { readonly label: string; readonly members: readonly Scored[] }[] | undefined
}

/** What a person has of a score. */
export function shownOf(person: PersonSheet, { name }: DefinedColumn): Shown | undefined {
  return person.scores.find(s => s.name === name)
}

/** The scores that somebody has and that are not only the band of another one. */
export function scoresOf(engine: Engine, people: readonly PersonSheet[]): Score[] {
  const { scores } = engine.scheme
  const following = new Map(scores.map(s => [s.id, scores.filter(other => follows(other, s))]))
  const followers = new Set([...following.values()].flat().map(s => s.id))
  return scores.flatMap((score): Score[] => {
    const scored = people.flatMap((person): Scored[] => {
      const shown = shownOf(person, score)
      // Who has a score for each of several stints has no one figure.
      return shown?.type.kind === score.type.kind ? [{ person, shown }] : []
    })
    if (followers.has(score.id) || scored.length === 0) return []
    const words = wordsIn(engine.scheme.sheets).formula
    const bands = bandsOf(engine.scheme, score)?.bands.map(band => ({
      label: bandSaid(band, words),
      members: scored.filter(s => inBand(engine, band, s)),
    }))
    return [{ score, following: following.get(score.id)!, scored, bands }]
  })
}

/** True where a score is nothing but bands of another. */
function follows(other: DefinedColumn, score: DefinedColumn): boolean {
  const ofIt = ({ formula }: { formula: Bound }): boolean =>
    formula.kind === 'bands' && formula.of.kind === 'column' && formula.of.column.id === score.id
  return other.id !== score.id && other.source.cases.every(ofIt)
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

function inBand({ world }: Engine, { lower, upper }: Band, { person, shown }: Scored): boolean {
  const { value } = shown
  const past = (edge: Bound, inclusive: boolean, side: 1 | -1): boolean => {
    const { value: limit } = evaluate(edge, person.row, world)
    if (typeof value !== 'object' || value === null || typeof limit !== 'object' || limit === null) return false
    return compare(value, limit) * side >= (inclusive ? 0 : 1)
  }
  return (!lower || past(lower.edge, lower.inclusive, 1)) && (!upper || past(upper.edge, upper.inclusive, -1))
}
