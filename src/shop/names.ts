// The names of people whom the book knows by their numbers, as they were in each month. Takes records as they are read.

import type { NameOf } from '../book/journal.ts'
import type { BookRecord } from '../book/record.ts'
import { HolderList, nameAt } from '../pay/holders.ts'
import type { Holders } from '../pay/opening.ts'

export function nameReader(): { readonly visit: (record: BookRecord) => void; readonly nameOf: NameOf } {
  const list = new HolderList()
  let known: Holders | undefined
  return {
    visit(record) {
      if (!('row' in record)) return
      list.add(record.row.person, record.row.month, record.row.name)
      known = undefined
    },
    nameOf(person, month) {
      known ??= list.before()
      const holders = known.get(person)
      return holders && nameAt(holders, month)
    },
  }
}
