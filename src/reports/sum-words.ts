// The words for the sums of a person's sheet: which sum or correction somebody means who types one of them, in either language,
// and those that the sheets have.

import type { Sum } from '../explain/cells.ts'
import { deductionsOf, type Part, type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import { LANGUAGES, type Language, wordsIn } from '../words/language.ts'
import { partName } from './labels.ts'

const SUMS: readonly Sum[] = ['gross', 'commission', 'adjusted', 'withheld', 'deducted', 'carried', 'own', 'net']

/** What a word means on a person's sheet: a sum, one of their corrections, or all of these. */
export function sumNamed(word: string, person: PersonSheet): Sum | 'correction' | Part | undefined {
  return (
    SUMS.find(sum => wordsOf(sum).has(word)) ??
    partsOf(person, 'adjustment').find(part => part.name === word) ??
    partsOf(person, 'correction').find(c =>
      LANGUAGES.some(language => partName(c, wordsIn(language).labels) === word),
    ) ??
    (LANGUAGES.some(language => wordsIn(language).labels.correction === word) ? 'correction' : undefined)
  )
}

/** Every word for a sum: that of formulas, and the headings of sheets and statements in either language. */
function wordsOf(sum: Sum): ReadonlySet<string> {
  const more = LANGUAGES.flatMap(language => {
    const statement = wordsIn(language).statement
    const own = sum === 'commission' || sum === 'adjusted' || sum === 'carried' ? [] : [statement[sum]]
    return [
      wordsIn(language).labels[sum],
      ...own,
      ...(sum === 'withheld' ? [wordsIn(language).labels.withheldAll] : []),
    ]
  })
  return new Set([sum, ...more])
}

/** The names by which somebody's sums can be asked for, as the sheets have them. */
export function sumNames(language: Language, person: PersonSheet): string[] {
  const labels = wordsIn(language).labels
  const corrections = partsOf(person, 'correction')
  return [
    labels.gross,
    labels.net,
    ...(partsOf(person, 'reserve').length > 0 ? [labels.withheld] : []),
    ...(deductionsOf(person).length > 0 ? [labels.deducted, labels.carried] : []),
    ...[...partsOf(person, 'adjustment'), ...corrections].map(c => partName(c, labels)),
    ...(corrections.length > 0 ? [labels.own] : []),
  ]
}
