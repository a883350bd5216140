// The files of a correction, from what it changes: what is written to out/ and sealed with it. The layouts for banks and the tax
// client are those of the month that pays it.

import { localOf } from '../core/currency.ts'
import { CORRECTION_RECORD } from '../files/names.ts'
import {
  type CorrectionPaper,
  correctionDocument,
  correctionPapers,
  correctionSheets,
} from '../reports/correction-papers.ts'
import { spoken } from '../words/language.ts'
import { csvText } from './csv.ts'
import { type DraftFile, inMemory, late, namesOf, type Outputs, output } from './outputs.ts'
import { paperPages } from './papers.ts'
import { xlsxBytes } from './xlsx.ts'

const CORRECTION: Outputs<CorrectionPaper> = {
  list: [
    late('payroll.xlsx', paper => xlsxBytes(correctionSheets(paper), undefined, localOf(paper.currency))),
    output('payroll.csv', paper => csvText(correctionSheets(paper, name => name)[0]!)),
    output('statements.html', paper => paperPages(correctionPapers(paper))),
  ],
  record: CORRECTION_RECORD,
  recordOf: (paper, outputs) => {
    return { ...correctionDocument(paper), form: { language: spoken(paper.language) }, outputs }
  },
}

/** Every file that a correction may have. */
export const CORRECTION_FILES: readonly string[] = namesOf(CORRECTION)

export function correctionFiles(paper: CorrectionPaper): Promise<readonly DraftFile[]> {
  return inMemory(CORRECTION, paper)
}
