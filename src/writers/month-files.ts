// The files of a month's draft, from the worked-out month: what `run` writes, what `close` seals, and what a replay must
// give again byte for byte.

import { hashOf } from '../core/hash.ts'
import type { Problem } from '../core/problem.ts'
import { jsonText } from '../core/visible.ts'
import { MONTH_RECORD } from '../files/names.ts'
import { auditSheets } from '../live/workbook.ts'
import type { Month } from '../pay/month.ts'
import { auditLines } from '../reports/audit.ts'
import { itemSheet, payrollSheets } from '../reports/payroll-sheets.ts'
import { monthReport } from '../reports/report/report.ts'
import { type OutputFact, type RunFacts, runRecord } from '../reports/run-record.ts'
import { auditWorkbook } from './audit-workbook.ts'
import { csvText } from './csv.ts'
import type { OutputFile } from './folder.ts'
import { layoutFiles } from './layout-files.ts'
import { reportPage } from './report/page.ts'
import { jointStatements, splitStatements } from './statements.ts'
import { xlsxBytes } from './xlsx.ts'

/** Every file that a draft may hold, of this and of earlier versions. */
export const MONTH_FILES: readonly string[] = [
  'payroll.xlsx',
  'payroll.csv',
  'statements.html',
  'report.html',
  'audit.xlsx',
  'audit.jsonl',
  MONTH_RECORD,
]

/** What is known of a month's making besides the month itself. */
export type MonthFacts = Omit<RunFacts, 'outputs'>

/** The files but for the last, which names the hashes of the others. */
export function monthFiles(month: Month, problems: readonly Problem[], facts: MonthFacts): OutputFile[] {
  // The largest first: it is encoded beside the rest.
  const audit = auditWorkbook(auditSheets(month))
  const sheets = payrollSheets(month, problems, facts)
  return [
    { name: 'payroll.xlsx', content: xlsxBytes(sheets, sheets[0]!.heading) },
    { name: 'payroll.csv', content: csvText(itemSheet(month, facts)) },
    { name: 'report.html', content: reportPage(monthReport(month, problems), month.scheme.sheets) },
    { name: 'audit.xlsx', content: audit },
    { name: 'audit.jsonl', content: lines(auditLines(month)) },
    ...layoutFiles(month.layouts),
    jointStatements(month),
    ...(facts.form.split ? splitStatements(month) : []),
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
  return { name: MONTH_RECORD, content: `${jsonText(record, 2)}\n` }
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
  for (const file of monthFiles(month, problems, facts)) made.push(await inMemory(file))
  const outputs = made.map(({ name, content, sha256 }) => ({ file: name, bytes: content.length, sha256 }))
  return [...made, await inMemory(monthRecord(month, problems, facts, outputs))]
}

async function inMemory({ name, content }: OutputFile): Promise<DraftFile> {
  const pieces = content instanceof Promise ? [await content] : typeof content === 'string' ? [content] : content
  const parts: Uint8Array[] = []
  for (const piece of pieces) parts.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  const bytes = Buffer.concat(parts)
  return { name, content: bytes, sha256: hashOf(bytes) }
}

function* lines(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `${text}\n`
}
