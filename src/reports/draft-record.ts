// The record of a draft (run.json, release.json) as whoever finds it in a folder reads it. Takes bytes; gives what of it is as
// this or an earlier version writes it, nothing where they are no record at all. What a record lacks is undefined.

import * as z from 'zod'
import { amount, parseJson } from '../book/form.ts'
import { isNameInside } from '../core/inside.ts'
import { type DraftForm, readForm } from './run-record.ts'

const source = z.object({ file: z.string().catch(''), sha256: z.string() })

/** What is not as it is written counts as not there. */
function part<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  return schema.optional().catch(undefined)
}

interface Source {
  readonly file: string
  readonly sha256: string
}

export interface MonthTotals {
  readonly people: number
  readonly net: string
  readonly gross?: string | undefined
  readonly withheld?: string | undefined
  readonly deducted?: string | undefined
}

export interface DraftRecord {
  readonly program?: { readonly name: string } | undefined
  readonly period?: string | undefined
  readonly scheme?: Source | undefined
  readonly form?: DraftForm | undefined
  readonly whatIf?: readonly string[] | undefined
  /** The digest of a month's figures. */
  readonly figures?: string | undefined
  readonly inputs?: readonly (Source & { readonly table: string; readonly rows?: number | undefined })[] | undefined
  /** The other files of the draft; an odd one as nothing. */
  readonly outputs?: readonly (Source | null)[] | undefined
  /** Of a release: the month that pays it, and what it was asked for with besides. */
  readonly payout?: string | undefined
  readonly asked?:
    | {
        readonly given?: Readonly<Record<string, string>> | undefined
        readonly people?: readonly string[] | undefined
        readonly partial?: boolean | undefined
      }
    | undefined
  /** Of a month. */
  readonly totals?: MonthTotals | undefined
  /** Of a release, what is released; of a correction, what is to be settled. */
  readonly people?:
    | readonly { readonly released?: string | undefined; readonly total?: string | undefined }[]
    | undefined
}

const recordSchema: z.ZodType<DraftRecord> = z.object({
  program: part(z.object({ name: z.string() })),
  period: part(z.string()),
  scheme: part(source),
  form: z.unknown().optional().transform(readForm),
  whatIf: part(z.array(z.string())),
  inputs: part(z.array(source.extend({ table: z.string(), rows: part(z.int()) }))),
  figures: part(z.string()),
  payout: part(z.string()),
  asked: part(
    z.object({
      given: part(z.record(z.string(), z.string())),
      people: part(z.array(z.string())),
      partial: part(z.boolean()),
    }),
  ),
  outputs: part(
    z.array(
      z
        .object({ file: z.string().refine(isNameInside), sha256: z.string() })
        .nullable()
        .catch(null),
    ),
  ),
  totals: part(
    z.object({
      people: z.number(),
      net: amount,
      gross: amount.optional(),
      withheld: amount.optional(),
      deducted: amount.optional(),
    }),
  ),
  people: part(z.array(z.object({ released: amount.optional(), total: amount.optional() }))),
})

/** Reads a record. */
export function readDraftRecord(bytes: Uint8Array | undefined): DraftRecord | undefined {
  return bytes && recordSchema.safeParse(parseJson(Buffer.from(bytes).toString('utf8'))).data
}
