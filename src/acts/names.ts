// The names of people whom the book knows by their numbers, as they were in each month. Takes records as they are read.

import type { BookRecord } from '../book/entry.ts'
import type { NameOf } from '../book/journal.ts'
import { HolderList, nameAt } from '../pay/holders.ts'
import type { Holders } from '../pay/opening.ts'
import { rowOf } from './month-rows.ts'

export function nameReader(): { readonly visit: (record: BookRecord) => void; readonly nameOf: NameOf } {
  const list = new HolderList()
  let known: Holders | undefined
  return {
    visit(record) {
      if (!('result' in record)) return
      const row = rowOf(record.result)
      if (row) list.add(row.person, row.month, row.name)
      known = undefined
    },
    nameOf(person, month) {
      known ??= list.before()
      const holders = known.get(person)
      return holders && nameAt(holders, month)
    },
  }
}
