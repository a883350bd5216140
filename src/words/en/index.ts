// English: every topic of words.

import type { Words } from '../words.ts'
import { help } from './help.ts'
import { problems } from './problems.ts'
import { terminal } from './terminal.ts'
import { tests } from './tests.ts'
import { usageErrors } from './usage-errors.ts'

export const en: Words = { problems, usageErrors, terminal, tests, help }
