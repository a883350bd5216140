// What-ifs: `--set` settings → the variants that they ask for. Takes names and texts; a text may be a list of values
// (`0.4%,0.5%`), several lists give every combination. Refuses unknown names, values that fit no type, a text that could
// be one figure with thousands separators or a list, and more variants than anybody can read.

import type { Period } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import type { Value } from '../formula/bound.ts'
import { parseFigure } from '../scheme/columns.ts'
import type { SchemeFigure } from '../scheme/figures.ts'
import type { GivenColumn, Scheme } from '../scheme/model.ts'
import { findSettable, isProblem, parseGiven, rateInDoubt, settable } from './given.ts'

export interface Variant {
  /** Settings as they are shown: `rate=0.4%`. */
  readonly label: string
  /** All settings that name columns, as texts. */
  readonly texts: ReadonlyMap<string, string>
  /** The same as values, by column. */
  readonly values: ReadonlyMap<string, Value>
  /** New figures of the scheme file, by name. */
  readonly figures: ReadonlyMap<string, string>
}

export const MOST_VARIANTS = 100

interface Setting {
  readonly name: string
  /** None for a figure of the scheme file. */
  readonly column: GivenColumn | undefined
  readonly parts: readonly string[]
}

/** The variants, one where no setting is a list; `figures` are the scheme's own figures. */
export function variantsOf(
  scheme: Scheme,
  figures: readonly SchemeFigure[],
  settings: ReadonlyMap<string, string>,
  period: Period | undefined,
): { variants: Variant[]; lists: ReadonlySet<string> } | Problem[] {
  const problems: Problem[] = []
  const read: Setting[] = []
  for (const [name, text] of settings) {
    const found = findSettable(scheme, name)
    const column = isProblem(found) ? undefined : found
    const figure = figures.find(f => f.name === name)
    if (isProblem(found) && !figure) {
      const known = [...settable(scheme).map(c => c.name), ...figures.map(f => f.name)]
      const unknown = problem('INPUT_UNKNOWN', undefined, { name, nearest: suggest(name, known) })
      problems.push(found.code === 'INPUT_UNKNOWN' ? unknown : found)
      continue
    }
    const single = (part: string): Value | Problem =>
      readValue(scheme, { name, column, written: figure?.written }, part, period)
    const parts = listed(name, text, column, single)
    if (!Array.isArray(parts)) problems.push(parts)
    else read.push({ name, column, parts })
  }
  if (problems.length > 0) return problems
  const number = read.reduce((n, s) => n * s.parts.length, 1)
  if (number > MOST_VARIANTS) return [problem('VARIANTS_MANY', undefined, { number, limit: MOST_VARIANTS })]
  const lists = new Set(read.filter(s => s.parts.length > 1).map(s => s.name))
  const all = read.reduce<string[][]>((so, s) => so.flatMap(before => s.parts.map(p => [...before, p])), [[]])
  return { variants: all.map(chosen => variant(scheme, read, chosen, period)), lists }
}

function variant(
  scheme: Scheme,
  settings: readonly Setting[],
  chosen: readonly string[],
  period: Period | undefined,
): Variant {
  const each = settings.map((s, i) => ({ ...s, part: chosen[i]! }))
  const named = each.flatMap(({ column, ...s }) => (column ? [{ ...s, column }] : []))
  return {
    label: each.map(s => `${s.name}=${s.part}`).join(' '),
    texts: new Map(named.map(s => [s.name, s.part])),
    values: new Map(named.map(s => [s.column.id, parseGiven(scheme, s.column, s.part, period) as Value])),
    figures: new Map(each.filter(s => !s.column).map(s => [s.name, s.part])),
  }
}

function readValue(
  scheme: Scheme,
  { name, column, written }: { name: string; column: GivenColumn | undefined; written: string | undefined },
  text: string,
  period: Period | undefined,
): Value | Problem {
  if (column) return parseGiven(scheme, column, text, period)
  const figure = parseFigure(text)
  if (figure === null) return problem('INPUT_INVALID', undefined, { name, found: text, expected: [term('number')] })
  return rateInDoubt(name, written, text) ?? figure
}

/** A figure as it stands in a list: without separators, and no 000 behind a comma. */
const PLAIN = /^[-−+]?(?:0|[1-9]\d*)$/

/**
 * The values of a text. What reads as one value is one (`1,234.50`), unless each of its parts is a whole figure as well
 * (`300,350`): then nobody can tell.
 */
function listed(
  name: string,
  text: string,
  column: GivenColumn | undefined,
  single: (part: string) => Value | Problem,
): string[] | Problem {
  const whole = single(text)
  const open = column?.type.kind === 'list' || (column?.type.kind === 'text' && !column.type.values)
  const parts = text.split(/[,，、]/).map(p => p.trim())
  if (open || parts.length < 2) return isProblem(whole) ? whole : [text]
  if (!isProblem(whole)) {
    const either = parts.every(p => PLAIN.test(p))
    return either ? problem('LIST_AMBIGUOUS', undefined, { name, found: text, spaced: parts.join(', ') }) : [text]
  }
  const wrong = parts.map(single).find(isProblem)
  return wrong ?? parts
}
