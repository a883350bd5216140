// A thread that encodes one large workbook while other files are written. Takes the workbook as data when it is started;
// sends its bytes.

import { parentPort, workerData } from 'node:worker_threads'
import { auditOptions, type PackedSheet } from './audit-workbook.ts'
import type { Task } from './encode-workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

const task = workerData as Task
const bytes = await writeWorkbook('audit' in task ? auditOptions(task.audit as PackedSheet[]) : task.workbook)
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer])
