// The files of a release, from what it pays: what is written to out/ and sealed with it.

import { localOf } from '../core/currency.ts'
import { RELEASE_RECORD } from '../files/names.ts'
import type { Filled } from '../pay/layout-result.ts'
import type { ReleaseResult } from '../pay/release.ts'
import { layoutsDocument } from '../reports/layout-document.ts'
import { leavingText, releasePapers, releaseReport } from '../reports/release-papers.ts'
import { type ReleaseSeals, releaseDocument, releaseSheets } from '../reports/release-sheets.ts'
import type { Scheme } from '../scheme/model.ts'
import { spoken } from '../words/language.ts'
import { csvText } from './csv.ts'
import { layoutFiles } from './layout-files.ts'
import { type DraftFile, inMemory, late, namesOf, type Outputs, output } from './outputs.ts'
import { paperPages } from './papers.ts'
import { reportPage } from './report/page.ts'
import { xlsxBytes } from './xlsx.ts'

interface ReleaseDraft {
  readonly release: ReleaseResult
  readonly layouts: readonly Filled[]
  readonly scheme: Scheme
  readonly seals: ReleaseSeals
}

const RELEASE: Outputs<ReleaseDraft> = {
  list: [
    late('payroll.xlsx', draft => xlsxBytes(sheetsOf(draft), undefined, localOf(draft.scheme.currency))),
    output('payroll.csv', draft => csvText(sheetsOf(draft)[0]!)),
    { name: '', make: ({ layouts }) => layoutFiles(layouts) },
    output('statements.html', ({ release, scheme }) => paperPages(releasePapers(release, scheme))),
    late('report.html', ({ release, scheme }) =>
      reportPage(releaseReport(release, scheme), scheme.sheets, localOf(scheme.currency, scheme.dates)),
    ),
  ],
  record: RELEASE_RECORD,
  // With the hashes of its files, by which the next draft knows them again.
  recordOf: ({ release, layouts, scheme, seals }, outputs) => ({
    ...releaseDocument(release),
    ...seals,
    form: { language: spoken(scheme.sheets) },
    ...layoutsDocument(layouts),
    outputs,
  }),
}

function sheetsOf({ release, scheme, seals }: ReleaseDraft): ReturnType<typeof releaseSheets> {
  return releaseSheets(release, scheme.sheets, scheme.name, seals, leavingText(release, scheme))
}

/** Every file that a release may have besides its layouts, of this and of earlier versions. */
export const RELEASE_FILES: readonly string[] = namesOf(RELEASE)

export function releaseFiles(
  release: ReleaseResult,
  layouts: readonly Filled[],
  scheme: Scheme,
  seals: ReleaseSeals,
): Promise<readonly DraftFile[]> {
  return inMemory(RELEASE, { release, layouts, scheme, seals })
}
