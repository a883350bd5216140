// A formula in the scheme's words, with what it says beside: bands, choices, weights, limits. Takes a checked formula; gives
// a text for people.

import { byKind, each } from '../core/kinds.ts'
import type { Bound, Measure } from '../formula/bound.ts'
import { nodesOf, type Pass, rowFormula, rowParts } from '../formula/tree.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import { conditionText, type Style } from './arithmetic-text.ts'

/** The words of a column, for each position that it has its own. */
export function columnWords(column: DefinedColumn): string {
  return column.source.cases
    .map(({ positions, formula, when }) => {
      const whose = positions ? `${[...positions].join('、')}: ` : ''
      return `${whose}${wordsOf(formula)}${when ? `\nwhen: ${when.text}` : ''}`
    })
    .join('\n')
}

/** The words of what a row's column says: its rounding, which a column of somebody shows among its steps, among them. */
export function rowWords(bound: Bound): string {
  const isOwn = bound.kind === 'round' && bound.text === bound.of.text
  if (!isOwn) return wordsOf(bound)
  const { places, mode } = bound
  return `${wordsOf(bound)}\nround: ${mode === 'half up' ? places : `${places}, ${mode}`}`
}

/** The same in one line, as whoever reads it knows it. */
export function rowLine(bound: Bound, style: Style): string {
  if (!style.words) return rowWords(bound).replaceAll('\n', '; ')
  const text = conditionText(bound, style)
  return bound.kind === 'round' && bound.text === bound.of.text
    ? style.words.rounded(text, bound.places, bound.mode)
    : text
}

/** The columns worked out row by row that a figure of rows is made of, each with its formula. */
export function workedIn(measure: Measure | undefined, style: Style): readonly string[] {
  if (!measure) return []
  const columns = [...nodesOf('row column', [measure.of, measure.by, measure.where], rowParts)]
  return columns
    .flatMap(bound => {
      const formula = rowFormula(bound)
      if (!formula) return []
      const text = rowLine(formula, style)
      return [style.words?.called(bound.column.name, text) ?? `${bound.column.name} = ${text}`]
    })
    .filter((text, i, all) => all.indexOf(text) === i)
}

/** The words of a formula. */
export function wordsOf(bound: Bound): string {
  return byKind(WORDS, bound)
}

const written = ({ text }: Bound): string => text

const WORDS: Pass<string> = {
  ...each(['literal', 'column', 'row column', 'owned', 'key', 'calendar', 'earlier', 'measure', 'lines'], written),
  ...each(['negate', 'not', 'arithmetic', 'compare', 'logic', 'is blank', 'in', 'has', 'if', 'function'], written),
  ...each(['people', 'rank', 'row rank', 'share', 'refuse', 'previous'], written),
  bands({ marginal, of, bands }) {
    const kind = marginal ? 'marginal bands of' : 'bands of'
    return [`${kind}: ${of.text}`, ...bands.map(b => entry(b.label, b.result))].join('\n')
  },
  choice({ text, cases, otherwise }) {
    const rest = otherwise ? [entry('otherwise', otherwise)] : []
    return [text, ...cases.map(c => entry(c.values.join('、'), c.result)), ...rest].join('\n')
  },
  weighted: ({ parts }) => parts.map(p => `${p.of.text} × ${p.weight.text}`).join(' + '),
  items: ({ items }) => items.map(i => i.name).join(' + '),
  clamp({ of, low, high }) {
    const limits = [low && `not below: ${low.text}`, high && `not above: ${high.text}`]
    return [wordsOf(of), ...limits.filter(l => l !== undefined)].join('\n')
  },
  // What a formula itself rounds stands in its text.
  round: ({ text, of }) => (text === of.text ? wordsOf(of) : text),
}

function entry(label: string, result: Bound): string {
  return `${label}: ${wordsOf(result).replaceAll('\n', ' ; ')}`
}
