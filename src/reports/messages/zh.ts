// The sentences of problems in Chinese: what was found, and what to do.

import type { Catalogue } from './sentence.ts'
import { book } from './zh/book.ts'
import { data } from './zh/data.ts'
import { month } from './zh/month.ts'
import { scheme } from './zh/scheme.ts'
import { signing } from './zh/signing.ts'

export const zh: Catalogue = { ...scheme, ...data, ...month, ...book, ...signing }
