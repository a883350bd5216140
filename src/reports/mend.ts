// What is to be mended first: the errors of a month file by file, those that cause others before what they cause. The scheme says
// how all files are read, the roster who stands in them; after that the file with the most errors.

import { addTo } from '../core/lists.ts'
import type { Problem } from '../core/problem.ts'

export interface ToMend {
  /** As the user knows it; empty for what stands in no file. */
  readonly file: string
  /** Whom to ask, where the scheme says. */
  readonly owner?: string
  readonly errors: number
  /** Other files that these errors are about as well: which of them is wrong, only who knows both can say. */
  readonly also?: readonly string[]
}

/** Where a problem is mended: what is missing from a folder, or stands twice in it, there and not in the scheme that asks for it. */
function placeToMend(p: Problem): string {
  return p.code === 'FILE_MISSING' || p.code === 'FILE_AMBIGUOUS' ? p.facts.folder : (p.at?.file ?? '')
}

/** The files with errors in the order in which they are mended. `ownerOf`: whom to ask, by the table of the scheme. */
export function toMend(problems: readonly Problem[], ownerOf: (table: string) => string | undefined): ToMend[] {
  const files = new Map<string, Problem[]>()
  for (const p of problems) if (p.severity === 'error') addTo(files, placeToMend(p), p)
  const found = [...files].map(([file, own]) => {
    const tables = own.flatMap(p => p.table ?? [])
    const owner = tables.map(ownerOf).find(one => one !== undefined)
    const rank = file === '' ? 3 : /\.ya?ml$/.test(file) ? 0 : tables.includes('people') ? 1 : 2
    const other = own.flatMap(p => (p.related ?? []).map(r => r.at.file))
    const also = [...new Set(other)].filter(name => name !== file)
    const more = also.length === 0 ? {} : { also }
    return { rank, file, ...(owner === undefined ? {} : { owner }), errors: own.length, ...more }
  })
  found.sort((a, b) => a.rank - b.rank || b.errors - a.errors || (a.file < b.file ? -1 : 1))
  return found.map(({ rank: _, ...one }) => one)
}
