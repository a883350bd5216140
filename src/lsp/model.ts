// What is known of the scheme in an editor: its names as they were last read, the month as it was last worked out, where the file
// belongs. All answers to an editor are made of this.

import type { WorkedMonth } from '../pay/month.ts'
import type { Language } from '../words/language.ts'
import type { Reference } from './keys.ts'
import type { NamedScheme } from './names.ts'
import type { SchemeSeat } from './seat.ts'

export interface Model {
  readonly seat: SchemeSeat
  /** The names of the newest text that could be read. */
  readonly named: NamedScheme
  /** The open month, as it was last worked out. */
  readonly month: WorkedMonth | undefined
  readonly language: Language
  readonly reference: Reference
}
