// Writes a file that a command was asked for. Gives nothing, or the problem where the file system refuses.

import { type Problem, problem } from '../core/problem.ts'
import { withoutSecrets } from '../core/secret.ts'
import { fsFailure } from '../files/failure.ts'
import { putFile } from '../files/write.ts'
import type { Sheet, SheetCell } from '../reports/sheet.ts'
import { csvText } from '../writers/csv.ts'

/** Puts a content into a file, whole or not at all; `shown` names it in the problem. */
export async function putAsked(
  path: string,
  content: string | Uint8Array,
  shown: string = path,
): Promise<Problem | undefined> {
  try {
    await putFile(path, content)
    return undefined
  } catch (error) {
    return problem('CANNOT_WRITE', { file: shown }, { detail: fsFailure(error).code })
  }
}

/**
 * Puts a list for whoever looks for what differs or is wrong into a file, as a workbook where it is called so, else as CSV: without
 * numbers of documents and accounts.
 */
export async function putList(path: string, sheet: Sheet, shown?: string): Promise<Problem | undefined> {
  const masked = (cell: SheetCell): SheetCell => (typeof cell === 'string' ? withoutSecrets(cell) : cell)
  const list = { ...sheet, rows: sheet.rows.map(row => row.map(masked)) }
  if (!/\.xlsx$/i.test(path)) return putAsked(path, csvText(list), shown)
  const { xlsxBytes } = await import('../writers/xlsx.ts')
  return putAsked(path, await xlsxBytes([list]), shown)
}
