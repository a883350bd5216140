// What is shown of a closed month: that it is what was closed, whatever lies in its folder now. Takes the entry.

import type { ClosingEntry } from '../book/read.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import type { CheckDocument } from '../reports/document-forms.ts'
import { wordsIn } from '../words/language.ts'
import type { Terminal } from './streams.ts'

/** Says it on the error stream, so that what is printed stays what was asked for. */
export function tellClosed({ file, header }: ClosingEntry, t: Terminal): void {
  t.err(wordsIn(t.language).terminal.asClosed(header.period, `${BOOK_FOLDER}/${file}`, header.time))
}

/** The same in a JSON document. */
export function closedDocument({ file, seal, header }: ClosingEntry): NonNullable<CheckDocument['closed']> {
  return { entry: file, seal, time: header.time }
}
