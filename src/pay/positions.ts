// Whether roster and scheme speak of the same positions. Takes the engine of a month; tells paid people whose position the
// scheme does not know, positions that only lines for everyone pay, and positions of the scheme that nobody has.

import { type Problem, problem } from '../core/problem.ts'
import { slipOf } from '../core/suggest.ts'
import type { Row } from '../formula/trace.ts'
import { stops } from '../scheme/allowed.ts'
import type { Scheme } from '../scheme/model.ts'
import { positionPlaces } from '../scheme/roots.ts'
import { filesOf, type Reading } from '../tables/reading.ts'
import type { Engine } from './engine.ts'

/** Everything about the positions of a month's people. */
export function checkPeople(engine: Engine, reading: Reading): Problem[] {
  const { scheme } = engine
  if (engine.paid.length === 0 && !stops(scheme.allowed, reading.problems))
    return [problem('NOBODY_PAID', { file: filesOf(reading) }, { period: engine.period.name })]
  // Positions that could not be read may be any.
  const unread = reading.unread.rows > 0 || reading.unread.column(scheme.roster.position)
  const empty = unread ? [] : emptyPositions(scheme, engine)
  empty.push(...unwrittenPay(engine))
  if (scheme.positions.length === 0) return empty
  const { people } = engine.facts
  return engine.paid
    .filter(row => !people.unread(scheme.roster.position, row.index))
    .filter(row => !scheme.positions.includes(engine.position(row)))
    .map(row => {
      const position = engine.position(row)
      const facts = { position, who: engine.who(row), nearest: slipOf(position, scheme.positions) }
      return problem('POSITION_UNKNOWN', people.place(scheme.roster.position, row.index), facts)
    })
    .concat(unpaidPositions(scheme, engine), empty)
}

/** Blocks of pay in which nothing is written yet, though somebody is paid by them: told once, at the first. */
function unwrittenPay(engine: Engine): Problem[] {
  const due = engine.scheme.unwritten.flatMap(block => {
    const rows = engine.paid.filter(row => block.positions?.includes(engine.position(row)) ?? true)
    return rows.length > 0 ? [{ ...block, people: rows.length }] : []
  })
  const [first, ...more] = due
  if (!first) return []
  const known = due.flatMap(block => block.positions ?? [])
  const people = due.reduce((sum, block) => sum + block.people, 0)
  const related = more.map(({ at, positions = [] }) => ({ at, note: positions.join(', ') }))
  return [problem('PAY_UNWRITTEN', first.at, { positions: known.join(', '), people }, { related })]
}

/** Positions that the scheme knows, but pays by lines for everyone alone while others have their own. */
function unpaidPositions(scheme: Scheme, engine: Engine): Problem[] {
  const own = new Set(scheme.pay.flatMap(line => line.source.cases.flatMap(c => [...(c.positions ?? [])])))
  if (own.size === 0) return []
  const found = new Map<string, Row[]>()
  for (const row of engine.paid) {
    const position = engine.position(row)
    if (scheme.positions.includes(position) && !own.has(position) && !scheme.lineless.has(position))
      found.set(position, [...(found.get(position) ?? []), row])
  }
  const { people } = engine.facts
  return [...found].map(([position, rows]) => {
    const facts = { position, people: rows.length, who: engine.who(rows[0]!) }
    return problem('POSITION_UNPAID', people.place(scheme.roster.position, rows[0]!.index), facts)
  })
}

/** Positions that the scheme speaks of and nobody of the roster has: vacant, or misspelt. */
function emptyPositions(scheme: Scheme, engine: Engine): Problem[] {
  const { values } = engine.facts.people
  const there = new Set(values[scheme.roster.position]!.map(String))
  return [...positionPlaces(scheme)]
    .filter(([position]) => !there.has(position))
    .map(([position, at]) => problem('POSITION_EMPTY', at, { position, nearest: slipOf(position, there) }))
}
