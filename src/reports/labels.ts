// What parts and cells of sheets are called, in the language that the scheme chooses for them. Not the user's terminal
// language: the same inputs must give the same bytes.

import type { Cell } from '../explain/cells.ts'
import type { Adjustment } from '../pay/adjusted.ts'
import type { Part } from '../pay/person-sheet.ts'
import type { Labels } from '../words/en/labels.ts'
import { type Language, wordsIn } from '../words/language.ts'

/** What a part of a sheet is called: an amount that the correction of a closed month brings, `补差 2026-07 工时提成`. */
export function partName({ origin, reason, name }: Pick<Part, 'origin' | 'reason' | 'name'>, labels: Labels): string {
  return reason === undefined ? name : `${labels.correction} ${origin} ${labels.correctionOf[reason]}${name}`
}

/** What a cell is called: by the scheme's name, or the word for a sum of a person's sheet. */
export function cellName({ name }: Pick<Cell, 'name'>, language: Language): string {
  if (typeof name === 'string') return name
  const labels = wordsIn(language).labels
  return 'sum' in name ? labels[name.sum] : partName(name, labels)
}

/** Why something was decided by hand, in one line: the reason, what it is found by, and who approved it. */
export function adjustmentText({ reason, reference, approvedBy }: Adjustment, language: Language): string {
  const labels = wordsIn(language).labels
  const beside = [
    ...(reference === '' ? [] : [`${labels.reference} ${reference}`]),
    ...(approvedBy === '' ? [] : [`${labels.approvedBy} ${approvedBy}`]),
  ]
  return [reason, ...beside].join(' · ')
}
