// The small forms that entries are made of: words, months, amounts, hashes, as schemas. Takes plain JSON; refuses the rest.

import * as z from 'zod'
import { parsePeriod } from '../core/calendar.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** A name that says something. Keys of accounts are joined by NUL, so none may hold one. */
export const word: z.ZodType<string> = z.string().refine(text => text !== '' && !text.includes('\0'))

/** What is closed: `2026-07`, or a half of a month, a week, two weeks. */
export const month: z.ZodType<string> = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])(-(H[12]|(0[1-9]|[12]\d|3[01])(-2w)?))?$/)
  .refine(name => name.length === 7 || parsePeriod(name) !== null)

/** Exactly two decimals, `-12.50`. */
export const amount: z.ZodType<string> = z.string().refine(isAmount)

/** A plain figure, `0.9`. */
export const figure: z.ZodType<string> = z.string().regex(/^-?\d+(\.\d+)?$/)

/** A SHA-256 in hex. */
export const hash: z.ZodType<string> = z.string().regex(/^[0-9a-f]{64}$/)

/** Anything that JSON can say of something. */
export const jsonObject: z.ZodType<JsonObject> = z.custom<JsonObject>(isObject)

export function isAmount(value: unknown): boolean {
  return typeof value === 'string' && parseFen(value) !== undefined
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a text of JSON says; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// Amounts of the book: text with exactly two decimals outside, whole fen inside. Refuses every other notation.

/** The fen of `-12.50`; undefined for anything but the one way to write an amount (no `1.5`, `01.00`, `-0.00`, `1e2`). */
export function parseFen(text: string): bigint | undefined {
  return AMOUNT.test(text) && text !== '-0.00' ? BigInt(text.replace('.', '')) : undefined
}

// Fifteen digits are more than any shop has and less than what would make a number a burden.
const AMOUNT = /^-?(0|[1-9]\d{0,14})\.\d\d$/

/** `-12.50` for so many fen. */
export function fenText(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
