// Start here: reads a table from its files as the scheme asks. Takes their paths and the table's columns; gives rows in batches while it
// reads, and at the end what the files were, what its columns add up to, and every problem found. Never throws for a file.

import { type Problem, problem } from '../core/problem.ts'
import { fsFailure } from '../files/failure.ts'
import type { ReadFile, Reading, ReadRequest } from '../tables/reading.ts'
import { type FileRequest, newTally, nextTally } from './bind/file-tally.ts'
import { hasChanged, type OpenFile, openFile } from './file/open.ts'
import { type FileReading, joined, type ReadingPart } from './join-readings.ts'
import { failedReading } from './table-binder.ts'
import { readTextTable } from './text-table.ts'

/** Reads a table from its files, of whatever formats. Batches are handed over before the reading is known to be good. */
export async function readTable(request: ReadRequest): Promise<Reading> {
  const parts: (ReadingPart & { readonly file: ReadFile | undefined })[] = []
  let before = 0
  let tally = newTally()
  for (const { path, display } of request.files) {
    const reading = await readFile(path, { ...request, display, before, tally })
    const { facts, rows, rowsOtherMonth, lines = 0 } = reading
    parts.push({ name: display, before, reading, file: facts && { ...facts, path, before, rows, rowsOtherMonth } })
    before += lines
    tally = nextTally(tally)
  }
  const reading = parts.length === 1 ? parts[0]!.reading : joined(undefined, parts, 'each')
  const { facts: _, lines: __, ...rest } = reading
  return { ...rest, files: parts.flatMap(({ file }) => file ?? []) }
}

async function readFile(path: string, request: FileRequest): Promise<FileReading> {
  const { value: file, problems } = await openFile(path, request.display)
  if (!file) return failedReading(request.display, undefined, problems)
  try {
    const reading = await readOpened(request, file)
    return (await hasChanged(file)) ? { ...reading, problems: [...reading.problems, changed(file)] } : reading
  } catch (error) {
    const detail = fsFailure(error).code
    return failedReading(request.display, undefined, [problem('FILE_UNREADABLE', { file: file.display }, { detail })])
  } finally {
    await file.handle.close()
  }
}

/** Workbooks need libraries that take long to load: a run over text files does without. */
async function readOpened(request: FileRequest, file: OpenFile): Promise<FileReading> {
  if (file.kind === 'text') return readTextTable(request, file)
  return (await import('./workbook-table.ts')).readWorkbookTable(request, file, file.kind)
}

function changed(file: OpenFile): Problem {
  return problem('FILE_UNREADABLE', { file: file.display }, { detail: 'changed while it was read' })
}
