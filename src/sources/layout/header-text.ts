// When two header texts mean the same column: 迟到次数, "迟到次数\n(次)" and *迟到次数（次）. Takes texts, gives the
// forms under which they are compared; a bracket is left out only where it holds a unit: 病假(长期) is not 病假.

import { isFigure, parseUnit, splitUnit } from '../../core/unit.ts'

const DROPPED = /[\s*\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g

/** The text without spaces, line breaks and `*`, with plain letters and brackets, in lower case. */
export function normalHeader(text: string): string {
  return text.normalize('NFKC').replace(DROPPED, '').toLowerCase()
}

/** The text without the unit at its end, as it is compared; undefined where there is none. */
export function withoutUnit(text: string): string | undefined {
  const split = splitUnit(text)
  return split && normalHeader(split.bare)
}

/** True for a cell that holds a unit and nothing else: (次), 万元. */
export function isUnitAlone(text: string): boolean {
  const words = unbracketed(text)
  return !isFigure(words) && parseUnit(words) !== undefined
}

/** `(次)` without its bracket. */
export function unbracketed(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/^[([【[]\s*([^()[\]【】]*?)\s*[)\]】]$/, '$1')
}
