// START HERE. A worked-out month as whoever prints it takes it: what is paid, and how it came about, as plain data. Takes the
// month with its engine; gives it without, with everything that is explained of it worked out when it is first asked for.

import { groupOf } from '../formula/types.ts'
import type { Engine } from '../pay/engine.ts'
import type { Month, WorkedMonth } from '../pay/month.ts'
import { rowOf } from '../pay/people.ts'
import { columnOf, type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import type { Scheme } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import { formulaText } from './arithmetic-text.ts'
import type { Reader } from './cells.ts'
import { type EdgeNote, edgeNotes } from './edges.ts'
import { percentages } from './percentages.ts'
import { type Appraised, ratings } from './ratings.ts'
import { readerFor } from './readers.ts'
import { said } from './said.ts'
import { type Scorecard, scorecards } from './scorecards.ts'
import { type Score, scoresOf } from './scores.ts'
import type { SightWords } from './sight.ts'
import type { Step } from './steps.ts'
import { type Watched, type WatchedValue, watchedFigures, watchedValues } from './thresholds.ts'
import { type Told, teller } from './told.ts'
import { type RowsTold, rowsTold } from './told-rows.ts'
import { type TrailCell, trailOf } from './trail.ts'

/** The formula of an amount, and what it came to. */
export interface Workings {
  readonly formula: string
  readonly steps: readonly Step[]
}

/** A figure of groups or of the shop at whose size something changes. */
export interface WatchedFigure extends Pick<Watched, 'name' | 'percent' | 'type'> {
  /** What the groups are; none for a figure of the shop. */
  readonly by: string | null
  readonly edges: readonly { readonly text: string; readonly readers: readonly string[] }[]
  readonly values: readonly WatchedValue[]
}

export interface Explained extends Month {
  /** The tables that are made of rows, and how many rows each has. */
  readonly made: readonly { readonly table: string; readonly of: string; readonly rows: number }[]
  /** Who is near the edge of a band. */
  readonly edges: readonly EdgeNote[]
  /** How a person's lines were worked out, by the ids of their columns. */
  readonly workings: (person: PersonSheet) => ReadonlyMap<string, Workings>
  readonly scorecards: (person: PersonSheet) => readonly Scorecard[]
  /** What raters have entered for a person; nothing where nobody rates them. */
  readonly ratings: (person: PersonSheet) => Appraised | undefined
  readonly scores: () => readonly Score[]
  readonly watched: () => readonly WatchedFigure[]
  /** Makes what everybody is told on their statement. */
  readonly teller: (words: SightWords, rows: RowsTold) => (person: PersonSheet) => Told
  /** The rows that everybody is told, read once more from their files when they are first asked for. */
  readonly rowsTold: () => Promise<RowsTold>
  /** Every value that the month was made of, one by one. */
  readonly trail: () => Iterable<TrailCell>
  /** True where figures of a column are read in percent. */
  readonly inPercent: (column: Parameters<ReturnType<typeof percentages>['column']>[0]) => boolean
  /** Somebody of the roster by number, paid or not. */
  readonly person: (id: string) => { readonly name: string; readonly position: string } | undefined
}

const known = new WeakMap<Engine, Explained>()

/** The month with its explanations; of one month always the same. */
export function explained(worked: WorkedMonth): Explained {
  const found = known.get(worked.engine) ?? explain(worked)
  known.set(worked.engine, found)
  return found
}

function explain(worked: WorkedMonth): Explained {
  const { engine, ...month } = worked
  const { directory } = engine.facts.people
  const cards = once(() => scorecards(engine))
  const rated = once(() => ratings(engine))
  const edges = once(() => edgeNotes(engine, month.result))
  const told = once(() => rowsTold(worked))
  return {
    ...month,
    made: month.scheme.tables.flatMap(({ spec: { name }, made }) =>
      made ? [{ table: name, of: made.of, rows: engine.facts.madeRows?.(name)?.size ?? 0 }] : [],
    ),
    get edges() {
      return edges()
    },
    workings: person => workingsOf(engine, person),
    scorecards: person => cards()(person),
    ratings: person => rated()(person),
    scores: () => scoresOf(engine, month.result.people),
    watched: () => watchedOf(engine),
    teller: (words, rows) => teller(engine, words, rows),
    rowsTold: told,
    trail: () => trailOf(engine, month.result),
    inPercent: column => percentages(month.scheme).column(column),
    person: id => {
      const index = rowOf(engine.facts.people, id)
      if (index === undefined) return undefined
      return { name: directory.names[index]!, position: engine.position({ home: 'person', index }) }
    },
  }
}

/** A person's sheet by itself, as a terminal shows it. */
export interface ExplainedPerson {
  readonly person: PersonSheet
  /** How the lines were worked out, by the ids of their columns. */
  readonly workings: ReadonlyMap<string, Workings>
  readonly month: string
  readonly sheets: Scheme['sheets']
}

export function explainedPerson(engine: Engine, person: PersonSheet, reader?: Reader): ExplainedPerson {
  return {
    person,
    workings: workingsOf(engine, person, reader),
    month: engine.period.name,
    sheets: engine.scheme.sheets,
  }
}

function once<T>(work: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: work() }
    return made.value
  }
}

/**
 * How a person's lines were worked out: with their limits and roundings but for the one to the fen, which the amount beside them
 * shows.
 */
function workingsOf(
  engine: Engine,
  person: PersonSheet,
  reader: Reader = readerFor(engine, false),
): Map<string, Workings> {
  const found = new Map<string, Workings>()
  for (const part of partsOf(person, 'line')) {
    const column = columnOf(engine.scheme, part)
    const traced = column && engine.trace(column, person.row)
    if (!traced) continue
    const steps = reader.steps(traced).filter(step => SUMMED.has(step.kind) && !('formula' in step))
    const last = steps.at(-1)
    if (last?.kind === 'rounded' && last.places === 2 && last.mode === 'half up') steps.pop()
    found.set(column.id, { formula: formulaText(traced.bound, reader.style), steps })
  }
  return found
}

const SUMMED: ReadonlySet<Step['kind']> = new Set(['arithmetic', 'limited', 'rounded', 'share'])

function watchedOf(engine: Engine): WatchedFigure[] {
  const words = wordsIn(engine.scheme.sheets).formula
  return watchedFigures(engine.scheme)
    .filter(({ home }) => home !== 'person')
    .map(figure => ({
      ...figure,
      ...{ name: said(figure.of, words), by: groupOf(figure.home), values: watchedValues(engine, figure) },
      edges: figure.edges.map(({ bound, readers }) => ({ text: said(bound, words), readers })),
    }))
}
