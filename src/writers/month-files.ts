// The files of a month's draft, from the worked-out month: what `run` writes, what `close` seals, and what a replay must
// give again byte for byte. A new output is its file and a line of the list.

import { localOf, paperOf } from '../core/currency.ts'
import type { Problem } from '../core/problem.ts'
import { type Explained, explained } from '../explain/month.ts'
import type { RowsTold } from '../explain/told-rows.ts'
import { MONTH_RECORD } from '../files/names.ts'
import { auditSheets, exportRows, wantedTables } from '../live/workbook.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { appraisals } from '../reports/appraisal.ts'
import { auditLines } from '../reports/audit.ts'
import { itemSheet, payrollSheets } from '../reports/payroll-sheets.ts'
import { monthReport } from '../reports/report/report.ts'
import { type Making, runRecord } from '../reports/run-record.ts'
import { heading } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import { auditWorkbook } from './audit-workbook.ts'
import { csvText } from './csv.ts'
import type { Replaced } from './folder.ts'
import { layoutFiles } from './layout-files.ts'
import { type DraftFile, inMemory, late, namesOf, type Outputs, output, writeOutputs } from './outputs.ts'
import { paperPages } from './papers.ts'
import { reportPage } from './report/page.ts'
import { jointStatements, STATEMENTS_FOLDER, splitStatements } from './statements.ts'
import { xlsxInTurns } from './xlsx.ts'

interface MonthDraft {
  readonly worked: WorkedMonth
  readonly month: Explained
  /** The rows that statements show. */
  readonly rows: RowsTold
  readonly problems: readonly Problem[]
  readonly facts: Making
}

/** The pages of whoever is rated, where the scheme has something that is entered by hand. */
const APPRAISAL = 'appraisal.html'

const MONTH: Outputs<MonthDraft> = {
  list: [
    late('payroll.xlsx', ({ month, problems, facts }) =>
      xlsxInTurns(
        payrollSheets(month, problems, facts),
        heading(month, wordsIn(month.scheme.sheets).workbook.summary),
        localOf(month.scheme.currency),
      ),
    ),
    output('payroll.csv', ({ month, facts }) => csvText(itemSheet(month, facts))),
    late('report.html', ({ month, problems }) =>
      reportPage(monthReport(month, problems), month.scheme.sheets, localOf(month.scheme.currency, month.scheme.dates)),
    ),
    late('audit.xlsx', ({ worked }) => auditOf(worked)),
    output('audit.jsonl', ({ month }) => lines(auditLines(month))),
    { name: '', make: ({ month }) => layoutFiles(month.layouts) },
    {
      name: APPRAISAL,
      make: ({ month }) => {
        const papers = appraisals(month)
        return papers ? [{ name: APPRAISAL, content: paperPages(papers) }] : []
      },
    },
    output('statements.html', ({ month, rows }) => jointStatements(month, rows)),
    {
      name: `${STATEMENTS_FOLDER}/`,
      make: ({ month, rows, facts }) => (facts.form.split ? splitStatements(month, rows) : []),
    },
  ],
  record: MONTH_RECORD,
  recordOf: ({ month, problems, facts }, outputs) => runRecord(month, problems, facts, outputs),
}

/** Every file that a draft may hold, of this and of earlier versions. */
export const MONTH_FILES: readonly string[] = namesOf(MONTH)

/** Writes a draft, all of it or nothing. Throws file system errors. */
export async function writeMonth(
  folder: string,
  worked: WorkedMonth,
  problems: readonly Problem[],
  facts: Making,
): Promise<Replaced> {
  const month = explained(worked)
  return writeOutputs(folder, MONTH, { worked, month, rows: await month.rowsTold(), problems, facts })
}

/** All files of a draft in memory, run.json last. */
export async function draftFiles(
  worked: WorkedMonth,
  problems: readonly Problem[],
  facts: Making,
): Promise<readonly DraftFile[]> {
  const month = explained(worked)
  return inMemory(MONTH, { worked, month, rows: await month.rowsTold(), problems, facts })
}

async function auditOf(month: WorkedMonth): Promise<Uint8Array> {
  const tables = wantedTables(month)
  const rows = tables.length > 0 ? await exportRows(month, tables) : undefined
  return auditWorkbook(auditSheets(month, rows), paperOf(month.scheme.currency))
}

function* lines(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `${text}\n`
}
