// What stands in a sealed entry: its header, its records, and how they become lines of a file and back.
// Takes plain JSON; gives typed values, or undefined where the form is not the one of this page. Nothing is opened here.

import { parsePeriod } from '../core/calendar.ts'
import { isNameInside } from '../core/inside.ts'
import { parseFen } from './amount.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export type EntryKind = 'close' | 'release' | 'correct'

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
  /** UTC, `2026-08-03T09:00:00Z`; given, never read from a clock here. */
  readonly time: string
  readonly approvals: readonly Approval[]
  /** The fingerprint of the key by which the entry is signed, `SHA256:…`: a signature stands behind its seal. */
  readonly signer?: string
  /** Anything else that is to be known of it later. */
  readonly about: JsonObject
}

export interface EntryHeader extends EntryFacts {
  /** 1 for the first. */
  readonly number: number
  /** Seal of the entry before; null for the first. */
  readonly previous: string | null
  readonly inputs: readonly FileFacts[]
  readonly scheme: FileFacts
  readonly outputs: readonly FileFacts[]
}

export const RESERVE_KINDS = ['withheld', 'released', 'forfeited', 'premium', 'recovered'] as const
export const DEDUCTION_KINDS = ['due', 'taken', 'carried'] as const
export type ReserveKind = (typeof RESERVE_KINDS)[number]
export type DeductionKind = (typeof DEDUCTION_KINDS)[number]

interface PostingBase {
  /** Employee number. */
  readonly person: string
  /** The month that the money comes from, `2026-07`. */
  readonly origin: string
  /** Exactly two decimals, `12.50`. Below zero only where a correction takes something back. */
  readonly amount: string
  readonly line?: string
  readonly reason?: string
}

export interface ReservePosting extends PostingBase {
  readonly account: { readonly reserve: string }
  readonly kind: ReserveKind
}

export interface DeductionPosting extends PostingBase {
  readonly account: { readonly deduction: string }
  readonly kind: DeductionKind
}

export type Posting = ReservePosting | DeductionPosting

/** A line of an entry between header and seal: a posting, or a row of the caller for later months to read. */
export type BookRecord = { readonly posting: Posting } | { readonly result: JsonObject }

/** An entry as it lies in the book. */
export interface SealedEntry {
  readonly file: string
  readonly number: number
  /** Undefined where the file is damaged so that it has none. */
  readonly header: EntryHeader | undefined
  /** Hash of all bytes before the line that states it: what the next entry names as `previous`. */
  readonly seal: string
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

export function line(value: EntryHeader | BookRecord): string {
  return `${JSON.stringify(value)}\n`
}

export function sealLine(seal: string): string {
  return `{"seal":"${seal}"}\n`
}

/** The seal that a last line states; undefined where it is not exactly such a line. */
export function parseSealLine(text: string): string | undefined {
  return /^\{"seal":"([0-9a-f]{64})"\}\n$/.exec(text)?.[1]
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
  const h = parseJson(text)
  if (!isObject(h)) return undefined
  const period = typeof h.period === 'string' ? parsePeriod(h.period) : null
  const good =
    typeof h.number === 'number' &&
    Number.isInteger(h.number) &&
    h.number > 0 &&
    (h.previous === null || isHash(h.previous)) &&
    period !== null &&
    (h.kind === 'release'
      ? isText(h.reserve)
      : (h.kind === 'close' || h.kind === 'correct') && period.kind === 'month') &&
    (h.reserve === undefined || h.kind === 'release') &&
    (h.payout === undefined ? h.kind === 'close' : isMonth(h.payout)) &&
    isText(h.version) &&
    isText(h.time) &&
    isList(h.inputs, isFileFacts) &&
    isFileFacts(h.scheme) &&
    isList(h.outputs, isFileFacts) &&
    isList(h.approvals, isApproval) &&
    (h.signer === undefined || isText(h.signer)) &&
    isObject(h.about)
  return good ? (h as unknown as EntryHeader) : undefined
}

/** The record that a line holds; undefined where it holds none. */
export function parseRecord(text: string): BookRecord | undefined {
  const value = parseJson(text)
  if (!isObject(value)) return undefined
  if (isObject(value.result)) return value as unknown as BookRecord
  return isPosting(value.posting) ? (value as unknown as BookRecord) : undefined
}

function isPosting(p: unknown): boolean {
  if (!isObject(p) || !isObject(p.account)) return false
  const { reserve, deduction } = p.account
  const kinds: readonly unknown[] = isText(reserve) ? RESERVE_KINDS : isText(deduction) ? DEDUCTION_KINDS : []
  return (
    (reserve === undefined || deduction === undefined) &&
    kinds.includes(p.kind) &&
    isText(p.person) &&
    isMonth(p.origin) &&
    typeof p.amount === 'string' &&
    parseFen(p.amount) !== undefined &&
    (p.line === undefined || typeof p.line === 'string') &&
    (p.reason === undefined || typeof p.reason === 'string')
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isApproval(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.role) &&
    isText(value.name) &&
    (value.signature === undefined || isText(value.signature))
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// Keys of accounts are joined by NUL, so no word may hold one.
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\0')
}

function isList(value: unknown, each: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(each)
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

function isMonth(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value)
}

function isFileFacts(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.name) &&
    isNameInside(value.name) &&
    Number.isSafeInteger(value.bytes) &&
    isHash(value.sha256)
  )
}
