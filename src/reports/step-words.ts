// Steps in words, for terminals, statements and sheets alike. Takes steps; gives lines.

import type { Step } from '../explain/steps.ts'
import { type Language, wordsIn } from '../words/language.ts'

/** A step in words: a line, and for figures of people a line for each of them. */
export function stepTexts(step: Step, language: Language): string[] {
  const w = wordsIn(language).steps
  switch (step.kind) {
    case 'arithmetic':
      return [`${step.formula ?? ''}${step.formula === undefined ? '' : ' '}= ${step.text} = ${step.result}`]
    case 'condition':
      return [w.condition(step)]
    case 'band':
      return [w.band(step)]
    case 'choice':
      return [`${step.of} ${step.value} → ${w.gives(step.result, step.gives)}`]
    case 'slice':
      return [w.slice(step)]
    case 'item':
      return [w.item(step, oneLine(step.steps, language))]
    case 'limited':
      return [w.limited(step)]
    case 'rounded':
      return [w.rounded(step)]
    case 'share':
      return [w.share(step)]
    case 'rank':
      return [w.rank(step)]
    case 'people':
      return [w.people(step), ...step.of.map(({ who, value }) => `  ${who}  ${value}`)]
    case 'changed':
      return [w.changed(step)]
    case 'earlier':
      return [w.earlier(step)]
    default: {
      const never: never = step
      return never
    }
  }
}

/**
 * What happened in a formula, a line each. What goes on with the figure that the line before came to stands on that line; the
 * result of the last step is that of the formula, which stands beside it.
 */
export function stepLines(steps: readonly Step[], language: Language): string[] {
  const lines: string[] = []
  for (const [i, step] of steps.entries()) {
    const before = steps[i - 1]
    const [first = '', ...more] = stepTexts(step, language)
    const from = before && goesOn(before, step)
    if (from === undefined) lines.push(first, ...more)
    else lines.push(`${lines.pop()!}${first.slice(first.indexOf(from) + from.length)}`, ...more)
  }
  const last = steps.at(-1)
  if (last && (last.kind === 'arithmetic' || last.kind === 'rounded') && last.formula === undefined) {
    const result = ` = ${last.kind === 'rounded' ? last.to : last.result}`
    lines.push(lines.pop()!.slice(0, -result.length))
  }
  return lines
}

/** The figure that a step takes from the step before it, where that ends with it. */
function goesOn(before: Step, step: Step): string | undefined {
  if (before.kind !== 'arithmetic' && before.kind !== 'rounded') return undefined
  const result = before.kind === 'rounded' ? before.to : before.result
  if (step.kind === 'band') return before.formula === step.of && result === step.value ? result : undefined
  if (step.kind !== 'rounded' && step.kind !== 'limited') return undefined
  const same = step.formula === undefined ? before.formula === undefined : step.of === before.formula
  return same && result === step.from ? result : undefined
}

function oneLine(steps: readonly Step[], language: Language): string[] {
  return stepLines(steps, language).map(line => line.trim().replace(/^= /, ''))
}

/** What happened in a formula in one line; the words of the formula where nothing did. */
export function howText(steps: readonly Step[], formula: string, language: Language): string {
  return steps.length === 0 ? formula : oneLine(steps, language).join(wordsIn(language).steps.join)
}
