// The files of a month's draft, from the worked-out month: what `run` writes, what `close` seals, and what a replay must
// give again byte for byte.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '../core/problem.ts'
import type { Month } from '../pay/month.ts'
import { auditLines } from '../reports/audit.ts'
import { payrollSheet, payrollSheets } from '../reports/payroll-sheets.ts'
import { type DraftForm, type OutputFact, type RunFacts, runRecord } from '../reports/run-record.ts'
import { csvText } from './csv.ts'
import type { OutputFile } from './folder.ts'
import { jointStatements, splitStatements } from './statements.ts'
import { xlsxBytes } from './xlsx.ts'

/** Every file that a draft may hold, of this and of earlier versions. */
export const MONTH_FILES: readonly string[] = [
  'payroll.xlsx',
  'payroll.csv',
  'audit.jsonl',
  'statements.html',
  'run.json',
]

/** The files that an earlier run left in a folder: those of every draft, and whatever its record names. */
export async function earlierFiles(folder: string): Promise<readonly string[]> {
  try {
    const record = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as { outputs: readonly OutputFact[] }
    return [...MONTH_FILES, ...record.outputs.map(output => String(output.file))]
  } catch {
    return MONTH_FILES
  }
}

/** What is known of a month's making besides the month itself. */
export type MonthFacts = Omit<RunFacts, 'outputs'>

/** The files but for the last, which names the hashes of the others. */
export function monthFiles(month: Month, problems: readonly Problem[], form: DraftForm): OutputFile[] {
  const sheets = payrollSheets(month, problems)
  return [
    { name: 'payroll.xlsx', content: xlsxBytes(sheets, sheets[0]!.heading) },
    { name: 'payroll.csv', content: csvText(payrollSheet(month, 'items')) },
    { name: 'audit.jsonl', content: lines(auditLines(month)) },
    jointStatements(month),
    ...(form.split ? splitStatements(month) : []),
  ]
}

/** run.json. */
export function monthRecord(
  month: Month,
  problems: readonly Problem[],
  facts: MonthFacts,
  outputs: readonly OutputFact[],
): OutputFile {
  const record = runRecord(month, problems, { ...facts, outputs })
  return { name: 'run.json', content: `${JSON.stringify(record, null, 2)}\n` }
}

export interface DraftFile {
  readonly name: string
  readonly content: Uint8Array
  readonly sha256: string
}

/** All files of a draft in memory, run.json last. */
export async function draftFiles(
  month: Month,
  problems: readonly Problem[],
  facts: MonthFacts,
): Promise<readonly DraftFile[]> {
  const made: DraftFile[] = []
  for (const file of monthFiles(month, problems, facts.form)) made.push(await inMemory(file))
  const outputs = made.map(({ name, content, sha256 }) => ({ file: name, bytes: content.length, sha256 }))
  return [...made, await inMemory(monthRecord(month, problems, facts, outputs))]
}

async function inMemory({ name, content }: OutputFile): Promise<DraftFile> {
  const pieces = content instanceof Promise ? [await content] : typeof content === 'string' ? [content] : content
  const parts: Uint8Array[] = []
  for (const piece of pieces) parts.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  const bytes = Buffer.concat(parts)
  return { name, content: bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

function* lines(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `${text}\n`
}
