// A definition of the scheme file → one checked formula. A definition is a formula, or a map that says bands, a choice,
// weights or a formula, with limits (`not below`, `not above`) and rounding. Bands may nest and may run two ways.

import type { Every } from '../core/calendar.ts'
import { suggest } from '../core/suggest.ts'
import type { TaxKind } from '../core/tax.ts'
import { term } from '../core/terms.ts'
import { isBand } from '../formula/bands.ts'
import type { Bound, CalendarName } from '../formula/bound.ts'
import { DATE, YES_NO } from '../formula/types.ts'
import { type BranchKind, bindBranches, branched, isBanded } from './bands.ts'
import { readEvery } from './check-pays.ts'
import { bindWeighted, withoutSlips } from './choices.ts'
import { bindCondition, bindText, type Context, foundOf, tell, unknownAt, unknownKey } from './context.ts'
import { type Defaults, finish } from './limits.ts'
import { type PayRule, readPaid } from './pay-day.ts'
import { readTax } from './tax.ts'
import type { Path } from './text.ts'

export interface Definition {
  readonly bound: Bound
  /** Positions that it is for; none: everyone. */
  readonly positions?: readonly string[] | undefined
  readonly when?: Bound | undefined
  readonly every?: Every | undefined
  /** Of a draw: the most that is taken back in a month. */
  readonly recovered?: Bound | undefined
  /** When it is paid, where not with everything else. */
  readonly paid?: PayRule | undefined
  /** What it is for the tax client. */
  readonly tax?: TaxKind | undefined
  /** Places that it is rounded to, where it is. */
  readonly places?: number | undefined
}

/** What a section lets its definitions say, and what holds where they don't. */
export interface Rules extends Defaults {
  readonly settings: readonly Setting[]
  /** Keys beside them that whoever defines it reads. */
  readonly more?: readonly string[]
}

const LIMITS = ['not below', 'not above', 'round', 'says', 'note'] as const

type RuleName = 'value' | 'score' | 'item' | 'line' | 'deduction' | 'amount' | 'flag' | 'inner' | 'cell'

/** The settings of each kind of definition; any other is refused, since it would have no effect. */
export const RULES: Record<RuleName, Rules> = {
  value: { settings: [...LIMITS, 'per'] },
  score: { settings: [...LIMITS, 'per', 'for', 'when', 'every'] },
  item: { settings: [...LIMITS, 'below zero'], notBelowZero: true },
  line: { settings: [...LIMITS, 'for', 'when', 'every', 'recovered', 'paid', 'tax'], places: 2 },
  deduction: { settings: [...LIMITS, 'for', 'when', 'every'], places: 2 },
  amount: { settings: [...LIMITS], places: 2 },
  flag: { settings: ['note', 'for', 'when', 'every'] },
  inner: { settings: [...LIMITS] },
  cell: { settings: [...LIMITS, 'below zero'], more: ['header', 'as', 'blank'] },
}

/** Where the definitions of a kind stand, as the file calls it; other kinds stand inside of these. */
const SECTIONS: Partial<Record<RuleName, string>> = {
  score: 'scores',
  line: 'pay',
  deduction: 'deductions',
  flag: 'flags',
}

/** The sections in which a setting means something. */
function sectionsWith(key: string): string[] {
  const rules = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]
  return rules.filter(rule => RULES[rule].settings.some(s => s === key)).map(rule => SECTIONS[rule]!)
}

/** What a map may be: exactly one of these. */
export const KINDS = ['formula', 'bands of', 'marginal bands of', 'choose by', 'weighted'] as const
/** What may stand beside it. */
export const SETTINGS = [
  'not below',
  'not above',
  'round',
  'says',
  'note',
  'per',
  'for',
  'when',
  'every',
  'recovered',
  'paid',
  'tax',
  'below zero',
] as const
export type Setting = (typeof SETTINGS)[number]
/** What makes bands run two ways. */
export const TWO_WAY = ['across', 'columns'] as const

/** Kinds whose other keys are bands or cases. */
const FREE_KEYS: ReadonlySet<string> = new Set<BranchKind>(['bands of', 'marginal bands of', 'choose by'])

/** Reads and checks the definition at a path. */
export function define(path: Path, value: unknown, context: Context, rules: Rules): Definition {
  if (typeof value === 'string') return finish(bindText(path, context), path, {}, context, rules)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    tell(context, 'SHAPE_WRONG', path, { expected: [term('formula or map')], found: foundOf(value) })
    return { bound: unknownAt(path, context) }
  }
  const map = value as Record<string, unknown>
  if (!allTexts(path, map, context)) return { bound: unknownAt(path, context) }
  const bound = finish(bindMap(path, map, context, rules), path, map, context, rules)
  const positions = map.for === undefined ? undefined : readPositions([...path, 'for'], map.for, context)
  const when = typeof map.when === 'string' ? bindCondition([...path, 'when'], context) : undefined
  const paid = readPaid([...path, 'paid'], map.paid, context)
  const recovered =
    typeof map.recovered === 'string' ? limit([...path, 'recovered'], map.recovered, context) : undefined
  const times = timed(path, map, when, context)
  const tax = readTax([...path, 'tax'], map.tax, context)
  return { ...bound, positions, recovered, ...times, paid: paid && { ...paid, every: times.every }, tax }
}

/** `every: quarter` is a condition like any other: a quarter must end in the period. */
function timed(
  path: Path,
  map: Record<string, unknown>,
  when: Bound | undefined,
  context: Context,
): Pick<Definition, 'when' | 'every'> {
  if (map.every === undefined) return { when }
  const at: Path = [...path, 'every']
  const every = readEvery(at, map.every, context)
  if (every === undefined) return { when }
  const base = { home: 'shop', text: `every: ${every}`, at: context.text.at(at).at } as const
  const date = (which: CalendarName): Bound => ({ ...base, text: which, kind: 'calendar', which, type: DATE })
  const [left, right] = [date(`end of ${every}`), date('end of period')]
  const due: Bound = { ...base, kind: 'compare', sign: '≤', left, right, type: YES_NO }
  if (!when) return { when: due, every }
  const { home, text, at: place } = when
  const both: Bound = { kind: 'logic', word: 'and', left: due, right: when, type: YES_NO, home, text, at: place }
  return { when: both, every }
}

/** The most of something: a definition that gives money. */
export function limit(path: Path, value: unknown, context: Context): Bound {
  const { bound } = define(path, value, context, RULES.amount)
  if (bound.type.kind !== 'money' && bound.type.kind !== 'unknown')
    tell(context, 'MONEY_DUE', path, { name: String(path.at(-1)), found: bound.type.kind })
  return bound
}

const EVERYONE = 'everyone'

/** The positions of a `for`; undefined: everyone. */
export function readPositions(path: Path, value: unknown, context: Context): string[] | undefined {
  const written = typeof value === 'string' ? value.split(/[,，、]/) : Array.isArray(value) ? value.map(String) : ['']
  const positions = written.map(n => n.trim())
  if (positions.length === 1 && positions[0] === EVERYONE) return undefined
  const wrong = positions.find((p, i) => p === '' || p === EVERYONE || positions.indexOf(p) < i)
  if (wrong !== undefined || positions.length === 0) {
    const found = positions.join(', ') || term('nothing')
    tell(context, 'SHAPE_WRONG', path, { expected: [EVERYONE, term('each position once')], found })
  }
  return positions
}

/** True where no key has a map or a list whose value must be a text; others are told, since they would be passed over. */
function allTexts(path: Path, map: Record<string, unknown>, context: Context): boolean {
  const due = [...KINDS, ...SETTINGS, 'across'].filter(key => key !== 'weighted' && key !== 'for' && key in map)
  const wrong = due.filter(key => typeof map[key] !== 'string')
  for (const key of wrong)
    tell(context, 'SHAPE_WRONG', [...path, key], { expected: [term('text')], found: foundOf(map[key]) })
  return wrong.length === 0
}

/** The formula of a map, before limits and rounding. */
function bindMap(path: Path, map: Record<string, unknown>, context: Context, rules: Rules): Bound {
  const keys = context.text.keys(path)
  const kinds = keys.filter((key): key is (typeof KINDS)[number] => KINDS.some(kind => kind === key))
  const kind = kinds[0]
  if (kind === undefined || kinds.length > 1) {
    const nearest = keys.map(key => suggest(key, KINDS)).find(n => n !== undefined)
    const found = kinds.join(', ') || keys.join(', ')
    tell(context, 'SHAPE_WRONG', path, { expected: KINDS, found, nearest })
    return unknownAt(path, context)
  }
  const free = FREE_KEYS.has(kind)
  const allowed: string[] = [kind, ...rules.settings, ...(rules.more ?? []), ...(free ? TWO_WAY : [])]
  const words: string[] = [...KINDS, ...SETTINGS, ...TWO_WAY]
  for (const [key, other] of [TWO_WAY, TWO_WAY.toReversed()] as const)
    if (free && key in map && !(other in map)) {
      tell(context, 'KEY_MISSING', [...path, key], { key: other, inside: path.map(String).join(' › ') }, true)
      return unknownAt(path, context)
    }
  const others = keys.filter(key => !allowed.includes(key))
  for (const key of others.filter(k => words.includes(k) || !free))
    unknownKey([...path, key], allowed, context, sectionsWith(key))
  const rows = others.filter(key => !words.includes(key))
  switch (kind) {
    case 'formula':
      return bindText([...path, 'formula'], context)
    case 'weighted':
      return bindWeighted([...path, 'weighted'], map.weighted, context)
    case 'choose by':
    case 'bands of':
    case 'marginal bands of':
      return bindBranches(path, map, kind, rows, allowed, context, bindInner)
  }
}

/** What may stand in a scale beside its bands or cases. */
const SCALE_KEYS = ['marginal', 'columns', ...LIMITS] as const

/**
 * A scale with what it is used for: bands or cases that wait for it, with `columns` for a second figure or text. Undefined
 * where it is used for something else than it takes.
 */
export function bindScale(
  name: string,
  args: readonly Bound[],
  scale: Record<string, unknown>,
  context: Context,
): Bound | undefined {
  const path: Path = ['scales', name]
  const [of, across] = args
  const takes = scaleTakes(scale)
  const fits = (arg: Bound, i: number): boolean =>
    arg.type.kind === 'unknown' || (takes[i] === 'figure') === isBanded(arg)
  if (!of || args.length !== takes.length || !args.every(fits)) return undefined
  const marginal = scale.marginal === 'yes'
  if (scale.marginal !== undefined && !marginal)
    tell(context, 'SHAPE_WRONG', [...path, 'marginal'], { expected: ['yes'], found: String(scale.marginal) })
  const kind = takes[0] === 'text' ? 'choose by' : marginal ? 'marginal bands of' : 'bands of'
  const keys = context.text.keys(path).filter(key => !isScaleKey(key))
  const text = `${name}(${args.map(arg => arg.text).join(', ')})`
  const rows = withoutSlips(of, path, keys, SCALE_KEYS, kind, context)
  const bare = branched({ of, across, kind, text }, path, scale, rows, context, bindInner, of.at)
  return finish(bare, path, scale, context, RULES.inner).bound
}

function isScaleKey(key: string): boolean {
  return SCALE_KEYS.some(known => known === key)
}

/** What a scale is used for: a figure where it has bands, a text where it has cases; and the same of its columns. */
export function scaleTakes(scale: Record<string, unknown>): ('figure' | 'text')[] {
  const taken = (words: readonly string[]): 'figure' | 'text' => (words.some(isBand) ? 'figure' : 'text')
  const rows = taken(Object.keys(scale).filter(key => !isScaleKey(key)))
  return Array.isArray(scale.columns) ? [rows, taken(scale.columns.map(String))] : [rows]
}

/** A formula or a nested definition inside bands and choices. */
export function bindInner(path: Path, value: unknown, context: Context): Bound {
  return typeof value === 'string' ? bindText(path, context) : define(path, value, context, RULES.inner).bound
}
