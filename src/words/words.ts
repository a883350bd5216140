// What a language has to have words for: its topics. A language is one folder with a file a topic; what it must say is the
// type of the topic, so that a language that leaves something out does not compile.

import type { AuditWords } from './en/audit.ts'
import type { BookWords } from './en/book.ts'
import type { ComparisonWords } from './en/comparison.ts'
import type { EditorWords } from './en/editor.ts'
import type { FormWords } from './en/form.ts'
import type { GroupWords } from './en/group.ts'
import type { Labels } from './en/labels.ts'
import type { OpeningWords } from './en/opening.ts'
import type { OrderWords } from './en/order.ts'
import type { PaperWords } from './en/papers.ts'
import type { ProposeWords } from './en/propose.ts'
import type { ReportWords } from './en/report.ts'
import type { StatementWords } from './en/statement.ts'
import type { TerminalWords } from './en/terminal.ts'
import type { TestWords } from './en/tests.ts'
import type { WorkbookWords } from './en/workbook.ts'
import type { FormulaWords } from './formula.ts'
import type { HelpTexts } from './help.ts'
import type { Catalogue } from './sentence.ts'
import type { StepWords } from './steps.ts'
import type { UsageSentences } from './usage.ts'

export interface Words {
  /** The code of pages in it, such as `zh-CN`. */
  readonly tag: string
  /** The letters by which a text is known to be of it; none for the language of texts without any such. */
  readonly script: RegExp | undefined
  /** The sentences of problems, by their codes. */
  readonly problems: Catalogue
  /** The sentences of wrong usage of the command line. */
  readonly usageErrors: UsageSentences
  readonly terminal: TerminalWords
  /** Of `bonusbook test`. */
  readonly tests: TestWords
  readonly help: HelpTexts
  /** Headings of all sheets. */
  readonly labels: Labels
  readonly workbook: WorkbookWords
  readonly report: ReportWords
  readonly statement: StatementWords
  /** Of the papers of releases and corrections. */
  readonly papers: PaperWords
  /** Of formulas themselves. */
  readonly formula: FormulaWords
  /** Of what happened in formulas. */
  readonly steps: StepWords
  readonly comparison: ComparisonWords
  /** Of the registers and balances of the book. */
  readonly book: BookWords
  /** Of the workbook that a book is opened from. */
  readonly opening: OpeningWords
  /** Of forms that are filled in by hand, and of the appraisal page. */
  readonly form: FormWords
  /** Of the audit workbook. */
  readonly audit: AuditWords
  /** Of groups of shops. */
  readonly group: GroupWords
  /** Of an editor of schemes. */
  readonly editor: EditorWords
  /** Of proposed schemes. */
  readonly propose: ProposeWords
  /** Of an order's whole life. */
  readonly order: OrderWords
}
