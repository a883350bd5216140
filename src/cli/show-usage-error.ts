// Wrong usage: what is wrong, what may be meant, and where the right use is told. On a terminal always on the error stream; with
// --json as a problem like any other.

import { type Language, wordsIn } from '../words/language.ts'
import type { Sentence } from '../words/sentence.ts'
import type { UsageCode, UsageFacts } from '../words/usage.ts'
import { wrap } from '../writers/terminal/wrap.ts'
import type { Terminal } from './streams.ts'
import type { UsageError } from './usage-error.ts'

/** Prints the error of a command line; `command` is what it asked for: `bonusbook run`. */
export function showUsageError(error: UsageError, command: string, t: Terminal): void {
  const { terminal: w, help } = wordsIn(t.language)
  const { message, hint } = usageSentence(error, t.language)
  if (t.json) {
    const { code } = error
    const how = [hint, help.howToUse(command)].filter(h => h !== '').join(' ')
    t.document({ problems: [{ code, severity: 'error', at: '', message, hint: how }] })
    return
  }
  const [head = '', ...more] = wrap(`${w.error}${w.colon}${message}`, t.width)
  t.err(t.errPaint.red(head))
  for (const line of more) t.err(`  ${t.errPaint.red(line)}`)
  const hints = [hint, help.howToUse(command)].filter(h => h !== '')
  for (const [i, text] of hints.entries())
    for (const [k, line] of wrap(text, t.width - 4).entries())
      t.err(`  ${k > 0 ? ' ' : i === 0 && hint !== '' ? t.errPaint.cyan('→') : ' '} ${line}`)
}

/** What is wrong with the usage, in a language. */
function usageSentence(error: UsageError, language: Language): Sentence {
  const make = wordsIn(language).usageErrors[error.code] as (facts: UsageFacts[UsageCode]) => Sentence
  return make(error.facts)
}
