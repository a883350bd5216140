// When two header texts mean the same column: 迟到次数, "迟到次数\n(次)" and *迟到次数（次）. Takes texts, gives the
// forms under which they are compared; a bracket is left out only where it holds a unit: 病假(长期) is not 病假.

import { isHeaderUnit } from '../cells/units.ts'

const DROPPED = /[\s*\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g
const UNIT_BRACKET = /^(.+)[([【[]([^()[\]【】]{1,6})[)\]】]$/

/** The text without spaces, line breaks and `*`, with plain letters and brackets, in lower case. */
export function normalHeader(text: string): string {
  return text.normalize('NFKC').replace(DROPPED, '').toLowerCase()
}

/** The text without the unit at its end; undefined where there is none. */
export function withoutUnit(normal: string): string | undefined {
  const bracket = UNIT_BRACKET.exec(normal)
  return bracket && isHeaderUnit(bracket[2]!) ? bracket[1] : undefined
}

/** The unit in the bracket at the end of a header, as it is written there. */
export function unitOf(text: string): string | undefined {
  const bracket = UNIT_BRACKET.exec(text.normalize('NFKC').replace(DROPPED, ''))
  return bracket && isHeaderUnit(bracket[2]!) ? bracket[2] : undefined
}
