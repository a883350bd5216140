// English: every topic of words.

import type { Unit } from '../period.ts'
import type { Words } from '../words.ts'
import { audit } from './audit.ts'
import { book } from './book.ts'
import { comparison } from './comparison.ts'
import { editor } from './editor.ts'
import { form } from './form.ts'
import { formula } from './formula.ts'
import { group } from './group.ts'
import { help } from './help.ts'
import { labels } from './labels.ts'
import { NOUNS } from './noun.ts'
import { opening } from './opening.ts'
import { order } from './order.ts'
import { papers } from './papers.ts'
import { problems } from './problems.ts'
import { propose } from './propose.ts'
import { report } from './report.ts'
import { statement } from './statement.ts'
import { steps } from './steps.ts'
import { terminal } from './terminal.ts'
import { tests } from './tests.ts'
import { usageErrors } from './usage-errors.ts'
import { workbook } from './workbook.ts'

/** The words for a shop that closes and pays such a unit in one go. */
export function en(unit: Unit): Words {
  const p = NOUNS[unit]
  return {
    tag: 'en',
    script: undefined,
    problems: problems(p),
    usageErrors: usageErrors(p),
    terminal: terminal(p),
    tests: tests(p),
    help: help(p),
    labels: labels(p),
    workbook: workbook(p),
    report: report(p),
    statement: statement(p),
    papers: papers(p),
    formula: formula(p),
    steps: steps(p),
    comparison: comparison(p),
    book: book(p),
    opening: opening(p),
    form: form(p),
    audit: audit(p),
    order: order(p),
    editor: editor(p),
    group,
    propose,
  }
}
