// A CSV file with a row a person, for `try --people`: any columns, named by its first row. Takes a path; gives the cells
// by column name. An empty cell is an empty text.

import { placeText } from '../core/place.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { linesOf, newlineOf, readRecords, SEPARATORS } from './csv/records.ts'
import { openFile } from './file/open.ts'

interface PeopleFileRow {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
}

/** Reads the file; refuses workbooks, columns of one name, rows of more cells than the first, and a
 * last row that breaks off. */
export async function readPeopleFile(path: string, display: string): Promise<Result<PeopleFileRow[]>> {
  const { value: file, problems } = await openFile(path, display)
  if (!file) return failed(problems)
  try {
    const at = { file: display }
    if (file.kind !== 'text') return failed(problem('FILE_NOT_A_TABLE', at, { kind: 'workbook' }))
    const newline = newlineOf(file.head)
    const first = file.head.split(newline, 1)[0]!
    const cells = (separator: string): number => first.split(separator).length
    const delimiter = SEPARATORS.reduce((best, next) => (cells(next) > cells(best) ? next : best))
    const records: { line: number; cells: readonly string[] }[] = []
    let unended = false
    const fault = await readRecords(file, { delimiter, newline }, block => {
      let { line } = block
      unended = block.unended
      for (const cells of block.rows) {
        records.push({ line, cells })
        line += linesOf(cells, newline)
      }
    })
    if (fault?.what === 'encoding')
      return failed(problem('FILE_ENCODING', { ...at, line: fault.line }, { detail: file.encoding }))
    if (fault) return failed(problem('FILE_TEXT_BROKEN', { ...at, line: fault.line }, { detail: 'quote' }))
    const [head, ...rest] = records
    if (!head || head.cells.every(h => h.trim() === '')) return failed(problem('FILE_EMPTY', at, {}))
    const names = head.cells.map(h => h.trim())
    const twice = names.find((name, i) => name !== '' && names.indexOf(name) < i)
    if (twice !== undefined) {
      const columns = names.flatMap((name, i) => (name === twice ? [i + 1] : []))
      const places = columns.map(column => placeText({ ...at, line: head.line, column })).join(', ')
      return failed(problem('HEADER_REPEATED', { ...at, line: head.line }, { column: twice, places, names: undefined }))
    }
    // A separator that stands in a cell without quotation marks would shift what stands behind it.
    const wide = rest.find(({ cells }) => cells.slice(names.length).some(cell => cell.trim() !== ''))
    if (wide) {
      const facts = { cells: wide.cells.length, columns: names.length }
      return failed(problem('ROW_WIDTH', { ...at, line: wide.line }, facts))
    }
    const last = rest.at(-1)
    if (unended && last && last.cells.length < names.length)
      return failed(problem('FILE_TEXT_BROKEN', { ...at, line: last.line }, { detail: 'cut' }))
    const people = rest.map(({ line, cells }) => ({ line, cells: given(names, cells) }))
    return done(people.filter(p => [...p.cells.values()].some(cell => cell !== '')))
  } finally {
    await file.handle.close()
  }
}

function given(names: readonly string[], cells: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const [i, cell] of cells.entries()) {
    const name = names[i]
    // Whatever stands under no name is told by whoever looks the name up.
    if (name !== undefined && (name !== '' || cell.trim() !== '')) found.set(name, cell.trim())
  }
  return found
}
