// Chinese: every topic of words.

import type { Words } from '../words.ts'
import { audit } from './audit.ts'
import { book } from './book.ts'
import { comparison } from './comparison.ts'
import { group } from './group.ts'
import { help } from './help.ts'
import { labels } from './labels.ts'
import { opening } from './opening.ts'
import { order } from './order.ts'
import { papers } from './papers.ts'
import { problems } from './problems.ts'
import { report } from './report.ts'
import { statement } from './statement.ts'
import { steps } from './steps.ts'
import { terminal } from './terminal.ts'
import { tests } from './tests.ts'
import { usageErrors } from './usage-errors.ts'
import { workbook } from './workbook.ts'

const told = { problems, usageErrors, terminal, tests, help }
const printed = { labels, workbook, report, statement, papers, steps, comparison, book, opening, audit, order, group }

export const zh: Words = { tag: 'zh-CN', script: /\p{Script=Han}/u, ...told, ...printed }
