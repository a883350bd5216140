// A thread that encodes one large workbook while other files are written. Takes the workbook as data when it is started;
// sends its bytes.

import { parentPort, workerData } from 'node:worker_threads'
import { type WriteOptions, writeXlsx } from 'hucre/xlsx'

const bytes = await writeXlsx(workerData as WriteOptions)
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer])
