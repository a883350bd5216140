// What may be wrong with a command line, as codes with facts, and what each language has to say of it.

import type { PayKind } from '../core/calendar.ts'
import type { CatalogueOf, Sentence } from './sentence.ts'

/** What a folder is that may not be replaced: of this shop, a draft of its months, of another shop, a file, or somebody's own. */
export type OutFault = 'shop' | 'draft' | 'other shop' | 'file' | 'not ours'

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
  /** `example`: one of the shop's own periods. */
  MONTH_WRONG: {
    pays: PayKind
    example: string
    option: string
    found: string
    nearest: string | undefined
    known: string
  }
  PERIOD_WRONG: { found: string; nearest: string | undefined }
  SETTING_WRONG: { found: string }
  APPROVAL_WRONG: { found: string }
  ACCEPT_WRONG: { found: string }
  ROWS_WRONG: { found: string }
  JOBS_WRONG: { found: string }
  PATIENCE_WRONG: { found: string }
  SHARD_WRONG: { found: string }
  ORDER_ALONE: { number: string }
  SHEETS_OF: Record<never, never>
  ENTRY_WRONG: { found: string }
  SEAL_WRONG: { found: string }
  /** A file that an option is to write: its name is of another format, of a folder or another thing, or of what the shop is read from. */
  WRITTEN_WRONG: { option: string; found: string; fault: WrittenFault; ending: string; known: string }
  /** A folder that `--out` may not replace. */
  OUT_WRONG: { found: string; fault: OutFault }
  OUT_OF_LIST: Record<never, never>
  SPLIT_UNWRITTEN: Record<never, never>
  SIGN_UNSEALED: Record<never, never>
  /** A book is opened from a workbook, or an empty one is made: not both, nor neither. */
  OPEN_EITHER: Record<never, never>
  POSITION_MISSING: { known: string }
  FOLDER_MISSING: Record<never, never>
}

export type UsageCode = keyof UsageFacts

export type UsageSentences = CatalogueOf<UsageFacts>
/** Of a file that is to be written, by what is wrong with its name. */
export type WrittenSentences = Readonly<Record<WrittenFault, (facts: UsageFacts['WRITTEN_WRONG']) => Sentence>>
