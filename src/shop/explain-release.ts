// What somebody was paid of a reserve by a release, explained: lot by lot what was held and by which entries, the ratio and where
// it came from, what was lost by it or by having left, with which month it was paid. Takes a shop, a person, a reserve and the
// quarter or year; gives the tree, of every sealed release of that period. One that is not sealed is no answer.

import type { EntryHeader } from '../book/entry.ts'
import { releasesOf } from '../book/order.ts'
import type { Period } from '../core/calendar.ts'
import { type Decimal, sumOf } from '../core/decimal.ts'
import { notFound } from '../core/not-found.ts'
import { done, failed, type Result } from '../core/result.ts'
import { percentText, valueText } from '../explain/arithmetic-text.ts'
import type { Cell, Found, Reader, Sum } from '../explain/cells.ts'
import type { Past } from '../explain/past.ts'
import { explainingReader } from '../explain/readers.ts'
import { type Step, Steps } from '../explain/steps.ts'
import { signedSum } from '../explain/sums.ts'
import { answerOf } from '../explain/tree.ts'
import { evaluate } from '../formula/evaluate.ts'
import { MONEY } from '../formula/types.ts'
import type { LotRelease, PersonRelease, ReleaseOutcome, ReleaseRequest } from '../pay/release.ts'
import type { Manner } from './correction-causes.ts'
import type { Explanation } from './explain.ts'
import { entryNameOf, pastOf } from './past.ts'
import { findPerson } from './people.ts'
import { replayRelease } from './sealed-release.ts'
import type { Shop } from './shop.ts'
import { soundBook } from './sound-book.ts'

export interface ReleaseQuestion extends Manner {
  readonly period: Period
  /** A person by number or name. */
  readonly who: string
  readonly reserve: string
}

/** One release of the period, with what it paid somebody. */
interface Part {
  readonly header: EntryHeader
  readonly request: ReleaseRequest
  readonly outcome: ReleaseOutcome
  readonly person: PersonRelease
  readonly working: ReleaseOutcome['workings'][number]
}

/** Explains what a person was paid by the sealed releases of a period. */
export async function explainRelease(
  { root }: Pick<Shop, 'root'>,
  { period, who, reserve, ...manner }: ReleaseQuestion,
): Promise<Result<Explanation>> {
  const { value: book, problems } = await soundBook(root)
  if (!book) return failed(problems)
  const releases = releasesOf(book.headers, reserve, period.name)
  if (releases.length === 0) {
    const known = book.headers.flatMap(h => (h.kind === 'release' ? `${h.reserve ?? ''} ${h.period}` : []))
    return failed(notFound('release', `${reserve} ${period.name}`, new Set(known)))
  }
  const parts: Part[] = []
  for (const header of releases) {
    const replayed = await replayRelease({ book, header }, true)
    if ('because' in replayed) continue
    const { request, outcome } = replayed
    for (const [i, person] of (outcome.result?.people ?? []).entries())
      parts.push({ header, request, outcome, person, working: outcome.workings[i]! })
  }
  const people = [...new Map(parts.map(({ person }) => [`${person.id}\0${person.name}`, person])).values()]
  const { value: meant, problems: unknown } = findPerson(who, people)
  if (!meant) return failed(unknown)
  const own = parts.filter(({ person }) => person.id === meant.id && person.name === meant.name)
  const past = pastOf(book, own.at(-1)!.request.payout.name)
  const told = own.map(part => new Told(part, past, manner))
  const last = told.at(-1)!
  const lots = told.flatMap(t => t.lots())
  const found = last.total(period.name, own, lots)
  const { scheme } = last.part.request
  const { engine } = last.part.working
  // Rows are quoted from the files of one release; of several they are only counted.
  const most = own.length === 1 ? manner.most : 0
  const node = await answerOf({ engine, readings: last.part.outcome.readings }, last.reader, found, most)
  const shown = { scheme, name: `${meant.name} (${meant.id})`, position: meant.position }
  return done({ sealed: undefined, ...shown, found: { kind: 'tree', node, also: [] } })
}

type Made = Partial<Cell> & Pick<Cell, 'id' | 'name' | 'kind' | 'value'>

/** The cells of one person in one release. */
class Told {
  readonly part: Part
  readonly reader: Reader
  private readonly past: Past
  private readonly exact: boolean

  constructor(part: Part, past: Past, { exact, language }: Manner) {
    this.part = part
    this.past = past
    this.exact = exact
    this.reader = explainingReader(part.working.engine, exact, language, past)
  }

  /** What is paid of each lot. */
  lots(): Found[] {
    return this.part.person.lots.map(lot => this.lot(lot))
  }

  /** All that is paid of the period, by one release or several; and what was lost of it. */
  total(period: string, parts: readonly Part[], lots: readonly Found[]): Found {
    const sum = (of: 'byRatio' | 'byLeaving' | 'premium'): Found[] => {
      const amounts = parts.flatMap(({ person }) => person.lots.map(lot => lot[of])).filter(a => !a.isZero())
      // What one lot lost stands below it.
      return amounts.length < 2 ? [] : [this.figure(of, period, sumOf(amounts), { steps: [this.sum(amounts)] })]
    }
    const amounts = parts.flatMap(({ person }) => person.lots.map(lot => lot.released))
    const steps = amounts.length > 1 ? [this.sum(amounts)] : []
    const lost = [...sum('byRatio'), ...sum('byLeaving'), ...sum('premium')]
    return this.figure('released', period, sumOf(amounts), { steps }, [...lots, ...lost])
  }

  private lot({ origin, held, released, byRatio, byLeaving, premium, ratio }: LotRelease): Found {
    const { header, person, request } = this.part
    const { forfeitedBy } = request.reserve.release!
    const postings = this.past
      .postings(person.id)
      .filter(p => p.of === 'reserve' && p.name === request.reserve.name && p.origin === origin)
      .filter(p => p.entry.number < header.number && p.kind !== 'premium')
    const entries = postings.map(({ kind, ratio, amount, entry }, i): Found => {
      const id = `${origin} ${kind} ${entry.number} ${i}`
      const name = { posted: kind, ratio }
      return this.cell({ id, name, kind: 'posted', value: this.text(amount), entry, at: entry.file })
    })
    const moved = postings.map(p => (p.kind === 'withheld' ? p.amount : p.amount.neg()))
    const own = this.figure('held', origin, held, { steps: moved.length > 1 ? [this.sum(moved)] : [] }, entries)
    const difference = (of: 'byRatio' | 'premium', amount: Decimal, parts: readonly Decimal[]): Found[] =>
      amount.isZero() ? [] : [this.figure(of, origin, amount, { steps: [this.sum(parts)] })]
    const paid = { kind: 'released', at: header.payout!, entry: entryNameOf(header) } as const
    if (person.forfeits) {
      const traced = evaluate(forfeitedBy!, this.part.working.row, this.part.working.engine.world)
      const steps = new Steps(this.part.working.engine, this.reader.style)
      steps.condition(traced, this.text(byLeaving))
      const made = { formula: traced.bound.text, steps: steps.list }
      const lost = this.figure('byLeaving', origin, byLeaving, made, [])
      const reads = this.reader.references(traced)
      return this.figure('released', origin, released, paid, [own, { ...lost, reads }])
    }
    const exact = held.times(ratio)
    const rounded: Step = {
      kind: 'rounded',
      of: '',
      from: this.text(exact),
      places: 2,
      mode: 'half up',
      to: this.text(released),
    }
    const steps: Step[] = [
      { kind: 'arithmetic', text: `${this.text(held)} × ${this.percent(ratio)}`, result: this.text(exact) },
      ...(exact.eq(released) ? [] : [rounded]),
    ]
    const less = difference('byRatio', byRatio, [held, released.neg()])
    const more = difference('premium', premium, [released, held.neg()])
    return this.figure('released', origin, released, { ...paid, steps }, [own, this.ratio(ratio), ...less, ...more])
  }

  /** The ratio, and what it was worked out from; or that it was given. */
  private ratio(ratio: Decimal): Found {
    const { request, working } = this.part
    const name = { sum: 'ratio', of: request.reserve.name } as const
    const value = this.percent(ratio)
    if (request.given.has('ratio')) return this.cell({ id: 'ratio', name, kind: 'given', value })
    const traced = evaluate(request.reserve.release!.ratio, working.row, working.engine.world)
    // A ratio that is nothing but a figure of the results is that figure.
    const [only] = traced.bound.kind === 'measure' ? this.reader.references(traced) : []
    const { cell, ...found } = only ? this.reader.find(only) : this.reader.part('ratio', '', traced)
    return { ...found, cell: { ...cell, name, value } }
  }

  private percent(ratio: Decimal): string {
    return this.exact
      ? valueText(ratio, { ...MONEY, kind: 'number' }, undefined, this.reader.style)
      : percentText(ratio)
  }

  private text(amount: Decimal): string {
    return valueText(amount, MONEY, 2, this.reader.style)
  }

  private sum(of: readonly Decimal[]): Step {
    return { kind: 'arithmetic', text: signedSum(of, a => this.text(a)), result: this.text(sumOf(of)) }
  }

  private figure(
    sum: Sum,
    origin: string,
    value: Decimal,
    made: Partial<Cell> = {},
    reads: readonly Found[] = [],
  ): Found {
    const name = { sum, of: this.part.request.reserve.name, origin }
    return this.cell({ kind: 'sum', ...made, id: `${sum} ${origin}`, name, value: this.text(value) }, reads)
  }

  private cell(made: Made, reads: readonly Found[] = []): Found {
    const { row } = this.part.working
    const whose = this.reader.whose(row)
    const cell: Cell = {
      whose,
      formula: '',
      steps: [],
      at: '',
      rows: undefined,
      ...made,
      id: `${made.id} | ${whose.key}`,
    }
    return { cell, reads: reads.map(found => ({ kind: 'sheet', found })) }
  }
}
