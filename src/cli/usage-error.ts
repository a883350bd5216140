// Wrong usage of the command line, told with exit code 2: a code with facts, of which the sentence is made in the language
// of the terminal.

import type { UsageCode, UsageFacts } from '../words/usage.ts'

export class UsageError<C extends UsageCode = UsageCode> extends Error {
  readonly code: C
  readonly facts: UsageFacts[C]

  constructor(code: C, facts: UsageFacts[C]) {
    super(code)
    this.code = code
    this.facts = facts
  }
}
