// Cuts a text file into records, in constant memory. Takes an opened file, gives blocks of records with their lines;
// refuses bytes that are not in the file's encoding, quotes that don't close and rows that a stray quote swallowed.

import type Papa from 'papaparse'
import type { OpenFile } from '../file/open.ts'
import { MAX_RECORD } from '../limits.ts'

const PIECE = 48 * 1024
/** What may stand between cells. */
export const SEPARATORS: readonly string[] = [',', ';', '\t', '|']
/** The mark of the end of a file that old systems write behind it. */
const OLD_END = '\u001a'

export interface TextForm {
  readonly delimiter: string
  readonly newline: '\n' | '\r'
}

interface RecordBlock {
  readonly rows: readonly string[][]
  /** Line of the first record. */
  readonly line: number
  /** Some record runs over several lines. */
  readonly multiline: boolean
  /** The last record ends with the file and without a line break. */
  readonly unended: boolean
}

export interface RecordFault {
  readonly what: 'quote' | 'encoding'
  readonly line: number
}

/** The line break of a file: the old one of a single carriage return only where no other stands between cells. */
export function newlineOf(head: string): '\n' | '\r' {
  if (!/\r(?!\n)/.test(head)) return '\n'
  if (!head.includes('\n')) return '\r'
  // What stands between quotation marks belongs to a cell.
  const between = head.replace(/"[^"]*"?/g, '')
  return between.includes('\r') && !between.includes('\n') ? '\r' : '\n'
}

/** Lines that a record takes. */
export function linesOf(cells: readonly string[], newline: string): number {
  let lines = 1
  for (const cell of cells) for (let at = cell.indexOf(newline); at >= 0; at = cell.indexOf(newline, at + 1)) lines++
  return lines
}

/** Parses text into records. `last` says that the text ends with the file. */
type ParseText = (text: string, last: boolean) => { rows: string[][]; used: number; brokenRow: number | undefined }

/** `most`: records beyond which the text is not parsed; 0 for all. */
export function parserOf(papa: typeof Papa, { delimiter, newline }: TextForm, most = 0): ParseText {
  return (text, last) => {
    const parser = new papa.Parser({ delimiter, newline, quoteChar: '"', preview: most })
    const result = parser.parse(text, 0, !last) as Papa.ParseResult<string[]>
    const { data } = result
    // An error of a record that is not complete yet is only that the text stops there.
    const broken = result.errors.find(error => error.row !== undefined && (last || error.row < data.length))?.row
    if (newline === '\n') for (const row of data) dropReturn(row)
    return { rows: data, used: result.meta.cursor, brokenRow: broken }
  }
}

function dropReturn(row: string[]): void {
  const last = row[row.length - 1]!
  if (last.charCodeAt(last.length - 1) === 13) row[row.length - 1] = last.slice(0, -1)
}

/** Reads all records of the file, block by block. */
export async function readRecords(
  file: OpenFile,
  form: TextForm,
  onBlock: (block: RecordBlock) => void,
  onRead?: (position: number) => void,
): Promise<RecordFault | undefined> {
  const parse = parserOf((await import('papaparse')).default, form)
  const decoder = new TextDecoder(file.encoding, { fatal: true })
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, file.bytes))
  let rest = ''
  let line = 1
  let position = 0
  for (let last = false; !last; ) {
    const { bytesRead } = await file.handle.read(buffer, 0, buffer.length, position)
    position += bytesRead
    last = bytesRead === 0 || position >= file.bytes
    onRead?.(position)
    let text: string
    try {
      text = rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: !last })
    } catch {
      const upTo = new TextDecoder(file.encoding).decode(buffer.subarray(0, bytesRead)).split('\ufffd', 1)[0]!
      return { what: 'encoding', line: line + breaks(rest + upTo, form.newline) }
    }
    if (last && text.endsWith(OLD_END)) text = text.slice(0, -1)
    const { rows, used, brokenRow } = parse(text, last)
    rest = last ? '' : text.slice(used)
    const taken = breaks(last ? text : text.slice(0, used), form.newline)
    const unended = last && !text.endsWith(form.newline)
    // The library gives an empty record after the last line break of the file.
    if (last && !unended && brokenRow !== rows.length - 1) rows.pop()
    const multiline = taken !== rows.length - (unended ? 1 : 0)
    const sound = firstFault(rows, brokenRow, multiline, form)
    if (sound > 0)
      onBlock({
        rows: sound < rows.length ? rows.slice(0, sound) : rows,
        line,
        multiline,
        unended: unended && sound === rows.length,
      })
    if (sound < rows.length) return { what: 'quote', line: line + lineOffset(rows, sound, multiline, form) }
    line += taken
    if (rest.length > MAX_RECORD) return { what: 'quote', line }
  }
  return undefined
}

/** Number of the first record that a stray quote spoilt; the number of records where none did. */
function firstFault(
  rows: readonly string[][],
  brokenRow: number | undefined,
  multiline: boolean,
  form: TextForm,
): number {
  const end = Math.min(brokenRow ?? rows.length, rows.length)
  if (multiline) {
    for (let i = 0; i < end; i++) if (swallowsRows(rows[i]!, form)) return i
  }
  return end
}

/**
 * True where a record over several lines would, with its quotes left out, be several records of its width or more: a quote
 * that belongs to the text has opened in one row and closed in a later one.
 */
function swallowsRows(cells: readonly string[], form: TextForm): boolean {
  if (cells.length < 3 || linesOf(cells, form.newline) === 1) return false
  const lines = cells.join(form.delimiter).split(form.newline)
  return lines.filter(line => line.split(form.delimiter).length >= cells.length).length > 1
}

function lineOffset(rows: readonly string[][], upTo: number, multiline: boolean, form: TextForm): number {
  if (!multiline) return upTo
  let lines = 0
  for (let i = 0; i < upTo; i++) lines += linesOf(rows[i]!, form.newline)
  return lines
}

function breaks(text: string, newline: string): number {
  let count = 0
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) count++
  return count
}
