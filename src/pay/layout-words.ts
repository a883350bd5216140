// What a layout's texts with braces come to. Takes the month or release that a file is of.

import { type Day, isoDate } from '../core/calendar.ts'
import { type Decimal, ZERO } from '../core/decimal.ts'
import { amountText, fen } from '../core/money.ts'
import type { Brace } from '../scheme/file-name.ts'

/** The month or release that the layouts are of. */
export interface Occasion {
  /** `2026-07`, `2026-Q3` or `2026`. */
  readonly period: string
  /** The month in which it is paid. */
  readonly payout: string
  /** Reserve of a release; none of a month. */
  readonly of: string | undefined
  /** The day on which it is paid, where the scheme says one. */
  readonly paid: Day | undefined
}

/** What a text stands in: count and total only where they are known. */
export interface About {
  readonly occasion: Occasion
  readonly part: number
  readonly count: number | undefined
  readonly total: Decimal | undefined
}

/** What stands for a word in braces. */
export function brace({ occasion, part, count, total = ZERO }: About): (brace: Brace) => string {
  const { period, payout } = occasion
  const all = fen(total)
  const words: Record<Brace, () => string> = {
    period: () => period,
    payout: () => payout,
    paid: () => (occasion.paid === undefined ? '' : isoDate(occasion.paid)),
    year: () => payout.slice(0, 4),
    month: () => String(Number(payout.slice(5, 7))),
    yyyymm: () => payout.slice(0, 7).replace('-', ''),
    part: () => String(part),
    count: () => String(count ?? ''),
    total: () => amountText(total),
    yuan: () => String(all / 100n),
    jiao: () => String((all / 10n) % 10n),
    fen: () => String(all % 10n),
  }
  return name => words[name]()
}
