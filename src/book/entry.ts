// What stands in a sealed entry around its records: its header, its names, its seal, the digest of its figures, and how they
// become lines of a file and back.
// Takes plain JSON; gives typed values, or undefined where the form is not the one of this page. Nothing is opened here.

import { createHash, type Hash } from 'node:crypto'
import * as z from 'zod'
import { isPayPeriod, parsePeriod } from '../core/calendar.ts'
import { isNameInside } from '../core/inside.ts'
import { hash, isObject, type JsonObject, jsonObject, month, parseJson, word } from './form.ts'
import { type BookRecord, FORMAT, FORMATS, type Format, recordLine } from './record.ts'

/** `open`: the book begins with a month of which other sheets say what was paid. */
export type EntryKind = 'open' | 'close' | 'release' | 'correct'

/** A file as it was sealed; its copy is kept under its hash. */
export interface FileFacts {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

export interface Approval {
  readonly role: string
  readonly name: string
  /** Over the draft, by the name as allowed_signers has it; without it, a name that was typed. */
  readonly signature?: string
}

/** What the caller says of an entry. Files are added to it when they are kept, place in the chain when it is written. */
export interface EntryFacts {
  readonly kind: EntryKind
  /** What is closed, corrected (a month) or released (`2026-Q3`). */
  readonly period: string
  /** Of a release: the reserve. */
  readonly reserve?: string
  /** The month in which a release or a correction is paid. */
  readonly payout?: string
  /** Version of the program. */
  readonly version: string
  /** What the program was made of: only the very same one gives the same bytes for certain. */
  readonly build?: string
  /** UTC, `2026-08-03T09:00:00Z`; given, never read from a clock here. */
  readonly time: string
  readonly approvals: readonly Approval[]
  /** The fingerprint of the key by which the entry is signed, `SHA256:…`: a signature stands behind its seal. */
  readonly signer?: string
  /** Anything else that is to be known of it later. */
  readonly about: JsonObject
}

export interface EntryHeader extends EntryFacts {
  readonly format: Format
  /** 1 for the first. */
  readonly number: number
  /** Seal of the entry before; null for the first. */
  readonly previous: string | null
  readonly inputs: readonly FileFacts[]
  readonly scheme: FileFacts
  readonly outputs: readonly FileFacts[]
  /** Which orders a closing or a correction counted; none in entries of before this was kept. */
  readonly orders?: FileFacts
  /** Digest of its figures; of format 1 none was sealed. */
  readonly figures?: string
}

/** An entry as it lies in the book. */
export interface SealedEntry {
  readonly file: string
  readonly number: number
  /** Undefined where the file is damaged so that it has none. */
  readonly header: EntryHeader | undefined
  /** Hash of all bytes before the line that states it: what the next entry names as `previous`. */
  readonly seal: string
  /** Digest of its figures, as its records give it. */
  readonly figures: string | undefined
  /** True where that line states this seal. */
  readonly intact: boolean
  /** What stands behind the seal of a signed entry; whoever proves the book checks it. */
  readonly signature: string | undefined
  readonly postings: number
  readonly bytes: number
}

/** Takes each record as it is read, with the header of its entry. */
export type Visit = (record: BookRecord, header: EntryHeader) => void

/** `000007`; the width that makes names sort. */
export function numberText(number: number): string {
  return String(number).padStart(6, '0')
}

/** The file name of an entry: `000001-close-2026-07.jsonl`, `000007-release-APQ预留-2026-Q3.jsonl`. */
export function entryFileName(header: EntryHeader): string {
  const reserve = header.reserve === undefined ? [] : [fileNamePart(header.reserve)]
  return `${[numberText(header.number), header.kind, ...reserve, header.period].join('-')}.jsonl`
}

/** The number that a file name begins with; undefined where it is not the name of an entry. */
export function numberOfName(name: string): number | undefined {
  const m = /^(\d{6})-.*\.jsonl$/su.exec(name)
  return m ? Number(m[1]) : undefined
}

/** A name of the policy as a part of a file's name: what a file system could stumble over becomes `_`. */
export function fileNamePart(text: string): string {
  return [...text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '_')].slice(0, 40).join('')
}

export function headerLine(header: EntryHeader): string {
  return `${JSON.stringify(header)}\n`
}

export function sealLine(seal: string): string {
  return `{"seal":"${seal}"}\n`
}

/** The seal that a last line states; undefined where it is not exactly such a line. */
export function parseSealLine(text: string): string | undefined {
  return /^\{"seal":"([0-9a-f]{64})"\}\n$/.exec(text)?.[1]
}

const fileFacts: z.ZodType<FileFacts> = z.strictObject({
  name: word.refine(isNameInside),
  bytes: z.int(),
  sha256: hash,
})

const approval: z.ZodType<Approval> = z.strictObject({
  role: word,
  name: word,
  signature: z.exactOptional(word),
})

const base = {
  number: z.int().positive(),
  previous: hash.nullable(),
  kind: z.enum(['open', 'close', 'release', 'correct']),
  period: z.string(),
  reserve: z.exactOptional(word),
  payout: z.exactOptional(month),
  version: word,
  time: word,
  inputs: z.array(fileFacts),
  scheme: fileFacts,
  outputs: z.array(fileFacts),
  approvals: z.array(approval),
  about: jsonObject,
}

/** A header of each format. What stands in none of them is not known: nothing may stand there unread. */
const HEADERS: Readonly<Record<Format, z.ZodType<EntryHeader>>> = {
  1: z.strictObject(base).transform(header => ({ format: 1 as const, ...header })),
  2: z.strictObject({
    format: z.literal(2),
    ...base,
    build: z.exactOptional(word),
    figures: hash,
    orders: z.exactOptional(fileFacts),
    signer: z.exactOptional(word),
  }),
}

/** The line behind the seal of a signed entry. It is over the line of the seal. */
export function signatureLine(signature: string): string {
  return `${JSON.stringify({ signature })}\n`
}

/** The signature that a last line holds; undefined where it is not exactly such a line. */
export function parseSignatureLine(text: string): string | undefined {
  const armored =
    /^\{"signature":"(-----BEGIN SSH SIGNATURE-----(?:[A-Za-z0-9+/=]|\\n)+-----END SSH SIGNATURE-----\\n)"\}\n$/
  return armored.exec(text)?.[1]?.replaceAll('\\n', '\n')
}

/** The header that a line holds; undefined where it holds none. */
export function parseHeader(text: string): EntryHeader | undefined {
  const found = parseJson(text)
  const format = formatOf(found)
  const known = FORMATS.find(f => f === format)
  const header = known === undefined ? undefined : HEADERS[known].safeParse(found).data
  return header && isOfItsKind(header) ? header : undefined
}

/** The format that a line states, where it is the header of an entry that a later version sealed. */
export function laterFormat(text: string): number | undefined {
  const format = formatOf(parseJson(text))
  return format !== undefined && format > FORMAT ? format : undefined
}

/** The first version wrote none. */
function formatOf(found: unknown): number | undefined {
  if (!isObject(found)) return undefined
  const { format = 1 } = found
  return typeof format === 'number' ? format : undefined
}

function isOfItsKind({ kind, period, reserve, payout }: EntryHeader): boolean {
  const of = parsePeriod(period)
  if (of === null || (kind !== 'release' && !isPayPeriod(of))) return false
  return (kind === 'release') === (reserve !== undefined) && endsMonth(kind) === (payout === undefined)
}

/** True for an entry by which a month counts as closed: that closed it, or with which the book begins. */
export function endsMonth(kind: EntryKind): boolean {
  return kind === 'close' || kind === 'open'
}

/** What the figures of an entry are of. */
type FiguresOf = Pick<EntryFacts, 'kind' | 'period' | 'reserve' | 'payout'>

/** The digest of figures, begun: the format, and what they are of. The lines of the records follow as they stand. */
export function figuresHash({ kind, period, reserve, payout }: FiguresOf, format: Format = FORMAT): Hash {
  return createHash('sha256').update(`${JSON.stringify({ format, kind, period, reserve, payout })}\n`)
}

/** What identifies the figures of an entry, whoever seals it, whenever, and however its sheets look. */
export function figuresDigest(of: FiguresOf, records: Iterable<BookRecord>): string {
  const hash = figuresHash(of)
  for (const record of records) hash.update(recordLine(record) ?? '')
  return hash.digest('hex')
}
