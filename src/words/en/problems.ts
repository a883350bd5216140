// The sentences of problems in English: what was found, and what to do. Short, without terms of programming.

import type { Catalogue } from '../sentence.ts'
import { book } from './problems/book.ts'
import { data } from './problems/data.ts'
import { month } from './problems/month.ts'
import { scheme } from './problems/scheme.ts'
import { signing } from './problems/signing.ts'

export const problems: Catalogue = { ...scheme, ...data, ...month, ...book, ...signing }
