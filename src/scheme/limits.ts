// What a definition says beside its formula: limits, rounding, whose value it must be, and its sentence for papers.

import { type RoundingMode, ZERO } from '../core/decimal.ts'
import { term } from '../core/terms.ts'
import { type Bound, constantOf } from '../formula/bound.ts'
import { homeOf, mixedCode } from '../formula/environment.ts'
import { isFigureKind } from '../formula/kinds.ts'
import { type Home, unify, ZERO_TYPE } from '../formula/types.ts'
import { bindText, type Context, tell } from './context.ts'
import type { Path } from './text.ts'

/** What holds where the definition does not say otherwise. */
export interface Defaults {
  readonly places?: number
  readonly notBelowZero?: boolean
}

/** Adds limits and rounding, and checks whose value it is said to be. */
export function finish(
  bare: Bound,
  path: Path,
  map: Record<string, unknown>,
  context: Context,
  defaults: Defaults,
): { bound: Bound; places: number | undefined } {
  const setting = (key: 'not below' | 'not above'): Bound | undefined =>
    typeof map[key] === 'string' ? bindText([...path, key], context) : undefined
  let bound = bare
  const below = map['below zero']
  if (below !== undefined && below !== 'allowed')
    tell(context, 'SHAPE_WRONG', [...path, 'below zero'], { expected: ['allowed'], found: String(below) })
  const floor = below === undefined && defaults.notBelowZero === true
  const low = setting('not below')
  const high = setting('not above')
  if (floor && low && constantOf(low)?.isNegative())
    tell(context, 'KEY_MISSING', [...path, 'not below'], {
      key: 'below zero: allowed',
      inside: path.map(String).join(' › '),
    })
  for (const [key, limit] of [
    ['not below', low],
    ['not above', high],
  ] as const) {
    if (limit && !unify(limit.type, bound.type)) {
      const facts = {
        sign: 'compare' as const,
        left: bound.text,
        right: limit.text,
        leftType: bound.type.kind,
        rightType: limit.type.kind,
      }
      tell(context, mixedCode(bound.type.kind, limit.type.kind), [...path, key], facts)
    }
  }
  if (low || high) bound = clamped(bound, low, high)
  // After its own limits, which may be below zero themselves.
  if (floor) bound = clamped(bound, zeroAt(bound.at), undefined)

  const rounding =
    map.round === undefined
      ? { places: defaults.places, mode: 'half up' as RoundingMode }
      : parseRounding(path, map.round, context)
  const { places } = rounding
  const { kind } = bound.type
  if (map.round !== undefined && places !== undefined && !isFigureKind(kind) && kind !== 'unknown')
    tell(context, 'TYPE_WRONG', [...path, 'round'], { what: bound.text, expected: 'figure', found: kind })
  if (defaults.places !== undefined && (places === undefined || places > defaults.places)) {
    // What is paid is whole in fen: a sheet whose amounts have hidden parts would not add up.
    tell(context, 'SHAPE_WRONG', [...path, 'round'], {
      expected: [term('round to at most', '', defaults.places)],
      found: String(map.round),
    })
  }
  if (places !== undefined) {
    bound = {
      kind: 'round',
      of: bound,
      places,
      mode: rounding.mode,
      type: bound.type,
      home: bound.home,
      text: bound.text,
      at: bound.at,
    }
  }
  checkPer(path, map.per, bound, context)
  if (typeof map.says === 'string') bound = { ...bound, says: map.says }
  return { bound, places }
}

function clamped(of: Bound, low: Bound | undefined, high: Bound | undefined): Bound {
  const { type, text, at } = of
  return { kind: 'clamp', of, low, high, type, home: homeOf(of, low, high), text, at }
}

function zeroAt(at: Bound['at']): Bound {
  return { kind: 'literal', value: ZERO, implied: true, type: ZERO_TYPE, home: 'shop', text: '0', at }
}

function parseRounding(
  path: Path,
  value: unknown,
  context: Context,
): { places: number | undefined; mode: RoundingMode } {
  const m = /^(none|to the fen|\d)(?:\s+(half up|half even|down|up))?$/.exec(String(value).trim())
  if (!m) {
    tell(context, 'SHAPE_WRONG', [...path, 'round'], {
      expected: ['none', '2', '2 down', '2 up', '2 half even'],
      found: String(value),
    })
    return { places: undefined, mode: 'half up' }
  }
  if (m[1] === 'none') return { places: undefined, mode: 'half up' }
  return { places: m[1] === 'to the fen' ? 2 : Number(m[1]), mode: (m[2] ?? 'half up') as RoundingMode }
}

function checkPer(path: Path, per: unknown, bound: Bound, context: Context): void {
  if (per === undefined) return
  const due: Home = per === 'shop' || per === 'person' ? per : `group:${String(per)}`
  if (due.startsWith('group:') && !context.names.isGroup(String(per))) {
    tell(context, 'SHAPE_WRONG', [...path, 'per'], { expected: ['shop', 'person', 'group'], found: String(per) })
  } else if (bound.home !== due && due !== 'person' && bound.home !== 'shop') {
    tell(context, 'SHAPE_PER_PERSON', [...path, 'per'], {
      name: String(path[path.length - 1]),
      where: 'per',
      due,
      found: bound.home,
    })
  }
}
