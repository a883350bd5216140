// Start here: reads one export as the scheme asks. Takes a path and the table's columns; gives rows in batches while it
// reads, and at the end what the file was, what its columns add up to, and every problem found. Never throws for a file.

import { type Problem, problem } from '../core/problem.ts'
import { fsFailure } from '../files/failure.ts'
import type { Reading, ReadRequest } from '../tables/reading.ts'
import { hasChanged, type OpenFile, openFile } from './file/open.ts'
import { failedReading } from './table-binder.ts'
import { readTextTable } from './text-table.ts'

/** Reads a table from its file, of whatever format. Batches are handed over before the reading is known to be good. */
export async function readTable(request: ReadRequest): Promise<Reading> {
  const { value: file, problems } = await openFile(request.path, request.display)
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
async function readOpened(request: ReadRequest, file: OpenFile): Promise<Reading> {
  if (file.kind === 'text') return readTextTable(request, file)
  return (await import('./workbook-table.ts')).readWorkbookTable(request, file, file.kind)
}

function changed(file: OpenFile): Problem {
  return problem('FILE_UNREADABLE', { file: file.display }, { detail: 'changed while it was read' })
}
