// What a language has to have words for: its topics. A language is one folder with a file a topic; what it must say is the
// type of the topic, so that a language that leaves something out does not compile.

import type { TerminalWords } from './en/terminal.ts'
import type { TestWords } from './en/tests.ts'
import type { HelpTexts } from './help.ts'
import type { Catalogue } from './sentence.ts'
import type { UsageSentences } from './usage.ts'

export interface Words {
  /** The sentences of problems, by their codes. */
  readonly problems: Catalogue
  /** The sentences of wrong usage of the command line. */
  readonly usageErrors: UsageSentences
  readonly terminal: TerminalWords
  /** Of `bonusbook test`. */
  readonly tests: TestWords
  readonly help: HelpTexts
}
