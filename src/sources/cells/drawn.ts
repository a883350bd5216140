// What a cell shows by its fonts alone, as plain text: a raised 1 behind 1000 is a note, a digit that is struck out no longer
// counts. Takes a piece of text and how it is drawn; gives text that no figure or date can be made of by mistake.

export interface Drawing {
  readonly raised?: boolean
  readonly lowered?: boolean
  readonly struck?: boolean
}

const PLAIN = '0123456789+-−=()'
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾'
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'
/** Lies over the sign before it: 1̶. */
const STROKE = '\u0336'

/** The piece of text with raised, lowered and struck signs in place of the plain ones. */
export function drawnText(text: string, { raised, lowered, struck }: Drawing): string {
  const signs = raised ? RAISED : lowered ? LOWERED : undefined
  const moved = signs ? text.replace(/[\d+−=()-]/g, sign => signs[PLAIN.indexOf(sign)]!) : text
  return struck ? moved.replace(/\S/gu, sign => sign + STROKE) : moved
}
