// The files of a month's draft, from the worked-out month: what `run` writes, what `close` seals, and what a replay must
// give again byte for byte.

import type { Problem } from '../core/problem.ts'
import type { Month } from '../pay/month.ts'
import { auditLines } from '../reports/audit.ts'
import { payrollSheet, payrollSheets } from '../reports/payroll-sheets.ts'
import { type OutputFact, type RunFacts, runRecord } from '../reports/run-record.ts'
import { csvText } from './csv.ts'
import type { OutputFile } from './folder.ts'
import { xlsxBytes } from './xlsx.ts'

/** Every file that a draft may hold, of this and of earlier versions. */
export const MONTH_FILES: readonly string[] = ['payroll.xlsx', 'payroll.csv', 'audit.jsonl', 'run.json']

/** What is known of a month's making besides the month itself. */
export type MonthFacts = Omit<RunFacts, 'outputs'>

/** The files but for the last, which names the hashes of the others. */
export function monthFiles(month: Month, problems: readonly Problem[]): OutputFile[] {
  const sheets = payrollSheets(month, problems)
  return [
    { name: 'payroll.xlsx', content: xlsxBytes(sheets, sheets[0]!.heading) },
    { name: 'payroll.csv', content: csvText(payrollSheet(month, 'items')) },
    { name: 'audit.jsonl', content: lines(auditLines(month)) },
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

function* lines(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `${text}\n`
}
