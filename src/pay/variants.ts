// What-ifs: `--set` settings → the variants that they ask for. Takes names and texts; a text may be a list of values
// (`0.4%,0.5%`), several lists give every combination. Refuses unknown names, values that fit no type, a text that could
// be one figure with thousands separators or a list, and more variants than anybody can read.

import { type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { Value } from '../formula/bound.ts'
import { parseFigure } from '../scheme/columns.ts'
import type { Scheme, SchemeColumn } from '../scheme/model.ts'
import { findSettable, parseGiven, settable } from './given.ts'

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

export const MOST_VARIANTS = 50

interface Setting {
  readonly name: string
  /** None for a figure of the scheme file. */
  readonly columns: readonly SchemeColumn[]
  readonly parts: readonly string[]
}

/** The variants, one where no setting is a list; `figures` are the names of the scheme's own figures. */
export function variantsOf(
  scheme: Scheme,
  figures: readonly string[],
  settings: ReadonlyMap<string, string>,
): { variants: Variant[]; lists: ReadonlySet<string> } | Problem[] {
  const problems: Problem[] = []
  const read: Setting[] = []
  for (const [name, text] of settings) {
    const found = findSettable(scheme, name)
    const isFigure = !Array.isArray(found) && figures.includes(name)
    if (!Array.isArray(found) && !isFigure) {
      const known = [...settable(scheme).map(c => c.name), ...figures]
      problems.push(problem('INPUT_UNKNOWN', undefined, { name, nearest: suggest(name, known) }))
      continue
    }
    const columns = Array.isArray(found) ? found : []
    const single = (part: string): Value | Problem => readValue(name, columns[0], part)
    const parts = listed(name, text, columns[0], single)
    if (!Array.isArray(parts)) problems.push(parts)
    else read.push({ name, columns, parts })
  }
  if (problems.length > 0) return problems
  const number = read.reduce((n, s) => n * s.parts.length, 1)
  if (number > MOST_VARIANTS) return [problem('VARIANTS_MANY', undefined, { number, limit: MOST_VARIANTS })]
  const lists = new Set(read.filter(s => s.parts.length > 1).map(s => s.name))
  const all = read.reduce<string[][]>((so, s) => so.flatMap(before => s.parts.map(p => [...before, p])), [[]])
  return { variants: all.map(chosen => variant(read, chosen)), lists }
}

function variant(settings: readonly Setting[], chosen: readonly string[]): Variant {
  const each = settings.map((s, i) => ({ ...s, part: chosen[i]! }))
  const named = each.filter(s => s.columns.length > 0)
  return {
    label: each.map(s => `${s.name}=${s.part}`).join(' '),
    texts: new Map(named.map(s => [s.name, s.part])),
    values: new Map(named.flatMap(s => s.columns.map((c): [string, Value] => [c.id, parseGiven(c, s.part) as Value]))),
    figures: new Map(each.filter(s => s.columns.length === 0).map(s => [s.name, s.part])),
  }
}

function readValue(name: string, column: SchemeColumn | undefined, text: string): Value | Problem {
  if (column) return parseGiven(column, text)
  return parseFigure(text) ?? problem('INPUT_INVALID', undefined, { name, found: text, expected: 'number' })
}

function isProblem(value: Value | Problem): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value
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
  column: SchemeColumn | undefined,
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
