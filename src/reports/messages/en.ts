// The sentences of problems in English: what was found, and what to do. Short, without terms of programming.

import { book } from './en/book.ts'
import { data } from './en/data.ts'
import { month } from './en/month.ts'
import { scheme } from './en/scheme.ts'
import { signing } from './en/signing.ts'
import type { Catalogue } from './sentence.ts'

export const en: Catalogue = { ...scheme, ...data, ...month, ...book, ...signing }
