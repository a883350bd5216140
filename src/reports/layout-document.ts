// What run.json and release.json say of the export layouts: their files with rows and control totals, and who is left out.

import { amountText } from '../core/money.ts'
import type { Filled } from '../pay/layout-result.ts'

/** The part of the document; nothing where there are no layouts. */
export function layoutsDocument(filled: readonly Filled[]): { exports?: object[] } {
  if (filled.length === 0) return {}
  return {
    exports: filled.map(({ layout, files, leftOut }) => ({
      name: layout.name,
      files: files.map(({ name, rows, total }) => ({ file: name, rows: rows.length, total: amountText(total) })),
      leftOut: { people: leftOut.people, amount: amountText(leftOut.paid) },
    })),
  }
}
