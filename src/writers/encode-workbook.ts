// A workbook as data → the bytes of its file. A large one is encoded in a thread of its own, so that other files are made
// meanwhile; the bytes are the same.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { WrittenBook } from './workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

/** Fewer cells are encoded faster than a thread starts. */
const LARGE = 50_000
/** Stands beside the built program; where the sources run as they are, there is none. */
const WORKER = new URL('xlsx-worker.js', import.meta.url)

/** What the thread is given: a workbook, or the sheets of an audit workbook, which are made into one there. */
export type Task = { readonly workbook: WrittenBook } | { readonly audit: unknown }

/** True where so many cells are better encoded in a thread, and there is one. */
export function isLarge(cells: number): boolean {
  return cells >= LARGE && existsSync(fileURLToPath(WORKER))
}

export async function encodeWorkbook(workbook: WrittenBook): Promise<Uint8Array> {
  const cells = workbook.sheets.reduce((sum, { rows }) => sum + rows.length * (rows[0]?.length ?? 0), 0)
  if (isLarge(cells)) return inThread({ workbook })
  return writeWorkbook(workbook)
}

/** The bytes that the thread makes. */
export function inThread(task: Task): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    const worker = new Worker(WORKER, { workerData: task })
    worker.once('message', done)
    worker.once('error', failed)
    worker.once('exit', () => failed(new Error('the thread that encodes a workbook ended without it')))
  })
}
