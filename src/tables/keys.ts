// The orders, days or texts that figures of rows belong to: a small number for each, and what became of its figure. Flat
// arrays by number, so that a million orders are some megabytes.

import { type Decimal, plain } from '../core/decimal.ts'
import { larger } from '../core/lists.ts'
import { Interner } from './interner.ts'
import { RowByCode } from './row-list.ts'

/**
 * What became of the figure of an order: no row asked for it, a condition did, it went into somebody's sum; or there is no
 * row of that order that could have asked.
 */
export const FIGURE = { idle: 0, asked: 1, summed: 2, alone: 3 } as const

/** Each has a bit of its own; those beyond share the last one. */
const MOST_CHOICES = 31

export class Keys {
  private readonly texts = new Interner()
  /** By choice, then by number. */
  private readonly became: Uint8Array<ArrayBuffer>[] = []
  private readonly rows = new RowByCode()
  private alone: ReadonlySet<number> = new Set()

  /** The number of a key, given now if it is new. */
  code(text: string): number {
    return this.texts.code(text)
  }

  /** The number of a key that was met before; −1 for any other. */
  find(text: string): number {
    return this.texts.find(text) ?? -1
  }

  text(code: number): string {
    return this.texts.text(code)
  }

  get size(): number {
    return this.texts.size
  }

  /** Tells texts of the form that all keys have, where they have one. */
  form(): ((text: string) => boolean) | undefined {
    return this.texts.form()
  }

  /** Remembers the first row of a key. */
  met(code: number, row: number): void {
    this.rows.first(code, row)
  }

  /** The first row of a key, by line of the file. */
  rowOf(code: number): number {
    return this.rows.row(code)
  }

  /** Remembers the keys for which no table has a row. */
  leaveAlone(codes: ReadonlySet<number>): void {
    this.alone = codes
  }

  /** A further choice of rows of which the keys have figures. */
  choice(): KeyedChoice {
    const choice = Math.min(this.became.length, MOST_CHOICES - 1)
    this.became[choice] ??= new Uint8Array(64)
    return {
      keys: this,
      choice,
      ask: (code, summed) => {
        const known = this.became[choice]!
        const became = code < known.length ? known : larger(known, code)
        this.became[choice] = became
        became[code] = Math.max(became[code]!, summed ? FIGURE.summed : FIGURE.asked)
      },
    }
  }

  /** What became of the figures of a key, of some of the choices (a bit each): the most that became of one. */
  fate(choices: number, code: number): number {
    if (this.alone.has(code)) return FIGURE.alone
    return Math.max(...this.became.map((became, choice) => ((choices >> choice) % 2 === 0 ? 0 : (became[code] ?? 0))))
  }
}

/** The rows that one condition takes, by key. */
export interface KeyedChoice {
  readonly keys: Keys
  readonly choice: number
  /** Remembers that a row asked for the figure of a key, for somebody's sum or for a condition. */
  readonly ask: (code: number, summed: boolean) => void
}

/** Several values as one text, which no other values have. */
export function keyOf(values: readonly (Decimal | string | number | boolean)[]): string {
  return JSON.stringify(values.map(keyText))
}

/** The texts of the values that are one key. */
export function partsOfKey(key: string): string[] {
  return JSON.parse(key) as string[]
}

/** A value as the text of a key. */
export function keyText(value: Decimal | string | number | boolean): string {
  return typeof value === 'object' ? plain(value) : String(value)
}
