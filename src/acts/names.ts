// The names of people whom the book knows by their numbers, the newest of each. Takes records as they are read.

import type { BookRecord } from '../book/entry.ts'
import type { NameOf } from '../book/journal.ts'
import { rowOf } from './month-rows.ts'

export function nameReader(): { readonly visit: (record: BookRecord) => void; readonly nameOf: NameOf } {
  const names = new Map<string, string>()
  return {
    visit(record) {
      if (!('result' in record)) return
      const row = rowOf(record.result)
      if (row) names.set(row.person, row.name)
    },
    nameOf: person => names.get(person),
  }
}
