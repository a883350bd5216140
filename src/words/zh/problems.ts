// The sentences of problems in Chinese: what was found, and what to do.

import type { Catalogue } from '../sentence.ts'
import type { Noun } from './noun.ts'
import { book } from './problems/book.ts'
import { data } from './problems/data.ts'
import { month } from './problems/month.ts'
import { scheme } from './problems/scheme.ts'
import { signing } from './problems/signing.ts'

export const problems = (p: Noun): Catalogue => ({ ...scheme(p), ...data(p), ...month(p), ...book(p), ...signing })
