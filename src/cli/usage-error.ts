// Wrong usage of the command line, told with exit code 2: a code with facts, of which the sentence is made in the language
// of the terminal.

import type { OutFault } from '../shop/out-folder.ts'

export type { OutFault }

/** What is wrong with the name of a file that is to be written. */
export type WrittenFault = 'format' | 'folder' | 'other' | 'shop'

/** What may be wrong with a command line, with the words that were typed and those that may be meant. */
export interface UsageFacts {
  COMMAND_UNKNOWN: { found: string; nearest: string | undefined; known: string }
  OPTION_UNKNOWN: { found: string; nearest: string | undefined }
  OPTION_WITHOUT_VALUE: { option: string }
  OPTION_MISSING: { option: string }
  ARGUMENT_MISSING: { argument: string }
  ARGUMENTS_MANY: { command: string; due: number; found: number }
  CHOICE_UNKNOWN: { option: string; found: string; nearest: string | undefined; known: string }
  MONTH_WRONG: { option: string; found: string; nearest: string | undefined; known: string }
  PERIOD_WRONG: { found: string; nearest: string | undefined }
  SETTING_WRONG: { found: string }
  APPROVAL_WRONG: { found: string }
  ROWS_WRONG: { found: string }
  SEAL_WRONG: { found: string }
  /** A file that an option is to write: its name is of another format, of a folder or another thing, or of what the shop is read from. */
  WRITTEN_WRONG: { option: string; found: string; fault: WrittenFault; ending: string }
  /** A folder that `--out` may not replace. */
  OUT_WRONG: { found: string; fault: OutFault }
  OUT_OF_LIST: Record<never, never>
  SPLIT_UNWRITTEN: Record<never, never>
  SIGN_UNSEALED: Record<never, never>
  POSITION_MISSING: { known: string }
  FOLDER_MISSING: Record<never, never>
}

export type UsageCode = keyof UsageFacts

export class UsageError<C extends UsageCode = UsageCode> extends Error {
  readonly code: C
  readonly facts: UsageFacts[C]

  constructor(code: C, facts: UsageFacts[C]) {
    super(code)
    this.code = code
    this.facts = facts
  }
}
