// What a shop closes and pays in one go, in the English sentences that speak of it.

import type { Unit } from '../period.ts'

export interface Noun {
  readonly month: string
  /** At the beginning of a sentence. */
  readonly Month: string
  /** What is typed for one. */
  readonly such: string
  /** How it is written: “write it …”. */
  readonly as: string
}

export const NOUNS: Readonly<Record<Unit, Noun>> = {
  month: { month: 'month', Month: 'Month', such: 'month such as 2026-07', as: 'as 2026-07' },
  period: {
    month: 'period',
    Month: 'Period',
    such: 'period such as 2026-07, or 2026-07-05 for the week that ends then',
    as: 'as the folders in data/ are',
  },
}
