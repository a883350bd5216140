// A CSV file with a row a person, for `try --people`: any columns, named by its first row. Takes a path; gives the cells
// by column name. An empty cell is an empty text.

import { type Problem, problem } from '../core/problem.ts'
import { newlineOf, readRecords } from './csv/records.ts'
import { openFile } from './file/open.ts'

export interface PeopleFileRow {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
}

/** Reads the file; a workbook is refused. */
export async function readPeopleFile(
  path: string,
  display: string,
): Promise<{ rows: PeopleFileRow[] } | { problem: Problem }> {
  const file = await openFile(path, display)
  if ('problem' in file) return file
  try {
    const at = { file: display }
    if (file.kind !== 'text') return { problem: problem('FILE_NOT_A_TABLE', at, { detail: 'another kind of file' }) }
    const newline = newlineOf(file.head)
    const first = file.head.split(newline, 1)[0]!
    const delimiter = [',', '\t', ';'].find(d => first.includes(d)) ?? ','
    const records: { line: number; cells: string[] }[] = []
    const fault = await readRecords(file, { delimiter, newline }, ({ rows, line }) => {
      for (const [i, cells] of rows.entries()) records.push({ line: line + i, cells })
    })
    if (fault?.what === 'encoding')
      return { problem: problem('FILE_ENCODING', { ...at, line: fault.line }, { detail: file.encoding }) }
    if (fault) return { problem: problem('FILE_TEXT_BROKEN', { ...at, line: fault.line }, { detail: 'quote' }) }
    const [head, ...rest] = records
    if (!head || head.cells.every(h => h.trim() === '')) return { problem: problem('FILE_EMPTY', at, {}) }
    const names = head.cells.map(h => h.trim())
    const people = rest.map(({ line, cells }) => ({ line, cells: given(names, cells) }))
    return { rows: people.filter(p => [...p.cells.values()].some(cell => cell !== '')) }
  } finally {
    await file.handle.close()
  }
}

function given(names: readonly string[], cells: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const [i, cell] of cells.entries()) {
    const name = names[i]
    if (name !== undefined && name !== '') found.set(name, cell.trim())
  }
  return found
}
