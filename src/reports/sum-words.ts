// The words for the sums of a person's sheet: which sum or correction somebody means who types one of them, in either language,
// and those that the sheets have.

import type { Sum } from '../explain/cells.ts'
import type { Correction } from '../pay/opening.ts'
import type { PersonResult } from '../pay/result.ts'
import { correctionName, LABELS } from './labels.ts'
import { STATEMENT_WORDS } from './statement-words.ts'
import { WORKBOOK_WORDS } from './workbook-words.ts'

const LANGUAGES = ['zh', 'en'] as const
const SUMS: readonly Sum[] = ['gross', 'commission', 'withheld', 'deducted', 'carried', 'net']

/** What a word means on a person's sheet: a sum, one of their corrections, or all of these. */
export function sumNamed(word: string, { corrections }: PersonResult): Sum | 'correction' | Correction | undefined {
  return (
    SUMS.find(sum => wordsOf(sum).has(word)) ??
    corrections.find(c => LANGUAGES.some(language => correctionName(c, LABELS[language]) === word)) ??
    (LANGUAGES.some(language => LABELS[language].correction === word) ? 'correction' : undefined)
  )
}

/** Every word for a sum: that of formulas, and the headings of sheets and statements in either language. */
function wordsOf(sum: Sum): ReadonlySet<string> {
  const more = LANGUAGES.flatMap(language => {
    const statement = STATEMENT_WORDS[language]
    const own = sum === 'commission' || sum === 'carried' ? [] : [statement[sum]]
    return [LABELS[language][sum], ...own, ...(sum === 'withheld' ? [WORKBOOK_WORDS[language].withheldAll] : [])]
  })
  return new Set([sum, ...more])
}

/** The names by which somebody's sums can be asked for, as the sheets have them. */
export function sumNames(language: 'zh' | 'en', person: PersonResult): string[] {
  const labels = LABELS[language]
  return [
    labels.gross,
    labels.net,
    ...(person.reserves.length > 0 ? [labels.withheld] : []),
    ...(person.taken.length > 0 ? [labels.deducted, labels.carried] : []),
    ...person.corrections.map(c => correctionName(c, labels)),
  ]
}
