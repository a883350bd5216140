// Months in which something holds: from one month, until one month, both inclusive and either may be open. Takes the spans of a
// parameter or of scheme files; gives the one that holds in a month. Refuses a span that ends before it begins, two that
// both say that they hold, and months between two of which none does.

import { parsePeriod, periodsAway } from '../core/calendar.ts'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'

export interface Span {
  /** The first month; none: from the beginning. */
  readonly from: string | undefined
  /** The last month; none: until a later one begins. */
  readonly until: string | undefined
  readonly at: Place | undefined
  /** As it is written. */
  readonly text: string
}

const SPAN = /^(?:from (\S+))?(?:(?:^| )until (\S+))?$/

/** The months of a key such as `from 2026-01 until 2026-06`, `from 2026-07` or `until 2025-12`; undefined where it says none. */
export function parseSpan(key: string): Pick<Span, 'from' | 'until'> | undefined {
  const [, from, until] = SPAN.exec(key) ?? []
  const months = [from, until].filter(month => month !== undefined)
  if (months.length === 0 || !months.every(isMonth)) return undefined
  return { from, until }
}

function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && parsePeriod(text)?.kind === 'month'
}

/** In the order in which they begin. */
export function inOrder<S extends Pick<Span, 'from'>>(spans: readonly S[]): S[] {
  return [...spans].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : Number((a.from ?? '') > (b.from ?? ''))))
}

/** The one that holds in a month: of those that have begun and not ended the newest. Without a month the newest of all. */
export function holding<S extends Pick<Span, 'from' | 'until'>>(
  spans: readonly S[],
  month: string | undefined,
): S | undefined {
  if (month === undefined) return inOrder(spans).at(-1)
  return inOrder(spans).findLast(({ from, until }) => (from ?? '') <= month && month <= (until ?? month))
}

/**
 * What spans can't be taken for: one turned round, and two of which the first says to hold in a month of the second. One that
 * does not say when it ends gives way to a later one.
 */
export function contradictions(name: string, spans: readonly Span[]): Problem[] {
  const reversed = spans.flatMap(({ from, until, at }) =>
    from !== undefined && until !== undefined && until < from
      ? [problem('SPAN_REVERSED', at, { name, from, until })]
      : [],
  )
  if (reversed.length > 0) return reversed
  const ordered = inOrder(spans)
  return ordered.flatMap((span, i) => {
    const earlier = ordered.slice(0, i).find(other => clash(other, span))
    if (!earlier) return []
    const facts = { name, first: earlier.text, second: span.text }
    return [problem('SPANS_OVERLAP', span.at, facts, beside(earlier))]
  })
}

function clash(earlier: Span, later: Span): boolean {
  const begun = later.from ?? ''
  return (earlier.from ?? '') === begun || (earlier.until !== undefined && begun <= earlier.until)
}

/** Months in which none holds, between two of them or up to the last month in which one is due. */
export function gaps(name: string, spans: readonly Span[], last?: Span): Problem[] {
  const ordered = [...inOrder(spans), ...(last ? [last] : [])]
  return ordered.flatMap((span, i) => {
    const before = ordered.slice(0, i)
    const ends = before.map(s => s.until)
    const due = span === last ? periodsAway(span.until!, 1) : span.from
    if (before.length === 0 || due === undefined || ends.includes(undefined)) return []
    const end = ends.reduce((a, b) => (a! > b! ? a : b))!
    const first = periodsAway(end, 1)
    if (first >= due) return []
    const facts = { name, first, last: periodsAway(due, -1) }
    return [problem('SPANS_GAP', span.at, facts, beside(before.find(s => s.until === end)!))]
  })
}

function beside({ at, text }: Span): Pick<Problem, 'related'> {
  return at ? { related: [{ at, note: text }] } : {}
}
