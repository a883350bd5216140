// A formula in the scheme's words, with what it says beside: bands, choices, weights, limits. Takes a checked formula; gives
// a text for people.

import type { Bound } from '../formula/bound.ts'
import type { DefinedColumn } from '../scheme/model.ts'

/** The words of a column, for each position that it has its own. */
export function columnWords(column: DefinedColumn): string {
  return column.source.cases
    .map(({ positions, formula, when }) => {
      const whose = positions ? `${[...positions].join('、')}: ` : ''
      return `${whose}${wordsOf(formula)}${when ? `\nwhen: ${when.text}` : ''}`
    })
    .join('\n')
}

/** The words of a formula. */
export function wordsOf(bound: Bound): string {
  switch (bound.kind) {
    case 'bands': {
      const kind = bound.marginal ? 'marginal bands of' : 'bands of'
      return [`${kind}: ${bound.of.text}`, ...bound.bands.map(b => entry(b.label, b.result))].join('\n')
    }
    case 'choice': {
      const cases = bound.cases.map(c => entry(c.values.join('、'), c.result))
      const rest = bound.otherwise ? [entry('otherwise', bound.otherwise)] : []
      return [bound.text, ...cases, ...rest].join('\n')
    }
    case 'weighted':
      return bound.parts.map(p => `${p.of.text} × ${p.weight.text}`).join(' + ')
    case 'items':
      return bound.items.map(i => i.name).join(' + ')
    case 'clamp': {
      const limits = [bound.low && `not below: ${bound.low.text}`, bound.high && `not above: ${bound.high.text}`]
      return [wordsOf(bound.of), ...limits.filter(l => l !== undefined)].join('\n')
    }
    case 'round':
      // What a formula itself rounds stands in its text.
      return bound.text === bound.of.text ? wordsOf(bound.of) : bound.text
    default:
      return bound.text
  }
}

function entry(label: string, result: Bound): string {
  return `${label}: ${wordsOf(result).replaceAll('\n', ' ; ')}`
}
