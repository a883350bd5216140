// What happened inside one formula: its arithmetic, the bands it fell in, choices, items, limits, rounding. Plain data;
// words are made of it where it is shown.

import { FAULT, type Traced } from '../formula/trace.ts'
import type { Engine } from '../pay/engine.ts'
import { arithmeticText, hasArithmetic, type Style, tracedText, valueText } from './arithmetic-text.ts'

/** A step that a formula took. */
export type Step =
  | { readonly kind: 'arithmetic'; readonly text: string }
  | {
      readonly kind: 'band'
      readonly of: string
      readonly value: string
      readonly band: string
      readonly result: string
    }
  | {
      readonly kind: 'slice'
      readonly band: string
      readonly width: string
      readonly rate: string
      readonly part: string
    }
  | { readonly kind: 'choice'; readonly of: string; readonly value: string; readonly result: string }
  | { readonly kind: 'item'; readonly name: string; readonly value: string; readonly how: string }
  | { readonly kind: 'limited'; readonly by: 'low' | 'high'; readonly from: string; readonly to: string }
  | { readonly kind: 'rounded'; readonly from: string; readonly places: number }
  | {
      readonly kind: 'share'
      readonly pool: string
      readonly weight: string
      readonly all: string
      readonly members: number
    }
  | { readonly kind: 'rank'; readonly of: number }
  | { readonly kind: 'person'; readonly who: string; readonly value: string }

/** How a value came about, in one line: its arithmetic, the band it fell in, or the words of its formula. */
export function howText(engine: Engine, traced: Traced, style: Style): string {
  const { bound, parts, detail } = traced
  if (bound.kind === 'clamp' || bound.kind === 'round') return parts[0] ? howText(engine, parts[0], style) : ''
  if (bound.kind === 'bands' && detail?.kind === 'band') {
    const of = parts[0]!
    return `${bound.of.text} ${tracedText(of, style)} → ${bound.bands[detail.index]!.label}`
  }
  if (bound.kind === 'choice' && parts[0] && parts[1]) {
    return `${bound.of.text} ${tracedText(parts[0], style)} → ${parts[1].bound.text}`
  }
  return hasArithmetic(traced) ? arithmeticText(traced, style) : bound.text
}

/** What happened in a formula, in the order in which it is read. */
export function stepsOf(engine: Engine, traced: Traced, style: Style): Step[] {
  const found: Step[] = []
  collect(engine, traced, found, style)
  if (hasArithmetic(traced)) found.unshift({ kind: 'arithmetic', text: arithmeticText(traced, style) })
  return found
}

function collect(engine: Engine, traced: Traced, found: Step[], style: Style): void {
  const { bound, parts, detail, value } = traced
  switch (bound.kind) {
    case 'items':
      for (const [i, item] of bound.items.entries()) {
        const part = parts[i]!
        found.push({ kind: 'item', name: item.name, value: tracedText(part, style), how: howText(engine, part, style) })
      }
      return
    case 'bands':
      bandSteps(engine, traced, found, style)
      return
    case 'choice': {
      const [of, result] = parts
      if (of && result)
        found.push({ kind: 'choice', of: bound.of.text, value: tracedText(of, style), result: result.bound.text })
      break
    }
    case 'share':
      if (detail?.kind === 'share') {
        const pool = tracedText(parts[0]!, style)
        const [weight, all] = [style.figure(detail.weight, false), style.figure(detail.all, false)]
        found.push({ kind: 'share', pool, weight, all, members: detail.members })
      }
      break
    case 'rank':
      if (detail?.kind === 'rank') found.push({ kind: 'rank', of: detail.of })
      break
    case 'people':
      if (detail?.kind === 'contributions' && style.contributions) {
        for (const c of detail.of)
          found.push({
            kind: 'person',
            who: engine.who(c.row),
            value: bound.of ? valueText(c.value, bound.of.type, undefined, style) : '',
          })
      }
      break
    default:
  }
  for (const part of parts) collect(engine, part, found, style)
  if (bound.kind === 'clamp' && detail?.kind === 'limited') {
    found.push({
      kind: 'limited',
      by: detail.by,
      from: tracedText(parts[0]!, style),
      to: tracedText(traced, style),
    })
  }
  if (bound.kind === 'round' && typeof value === 'object' && value !== null && parts[0]?.value !== FAULT) {
    const before = parts[0]!.value
    if (typeof before === 'object' && before !== null && !before.eq(value)) {
      found.push({ kind: 'rounded', from: tracedText(parts[0]!, style), places: bound.places })
    }
  }
}

function bandSteps(engine: Engine, traced: Traced, found: Step[], style: Style): void {
  const { bound, parts, detail } = traced
  if (bound.kind !== 'bands') return
  for (const part of parts.slice(0, 1)) collect(engine, part, found, style)
  if (detail?.kind === 'band') {
    const band = bound.bands[detail.index]!
    const of = parts[0]!
    const result = parts[1]!
    found.push({
      kind: 'band',
      of: bound.of.text,
      value: tracedText(of, style),
      band: band.label,
      result: result.bound.text,
    })
    collect(engine, result, found, style)
  }
  if (detail?.kind === 'slices' && style.hidden(parts[0]!) === undefined) {
    for (const [i, slice] of detail.slices.entries()) {
      const rate = parts[i + 1]!
      const width = style.figure(slice.width, bound.type.kind === 'money')
      const part = style.figure(slice.part, bound.type.kind === 'money')
      found.push({ kind: 'slice', band: bound.bands[slice.band]!.label, width, rate: rate.bound.text, part })
    }
  }
}
