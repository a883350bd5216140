// What was sealed says that it is a draft, since that is what was looked at and approved; what lies in out/ afterwards, and what
// the book gives back, is the same with the entry in that place. Takes sealed files; gives them stamped, and their record with
// what they are now. Files without the sentence, such as bank files and those of earlier versions, stay as they are.

import { parseJson } from '../book/form.ts'
import { hashOf, inGroups } from '../core/hash.ts'
import { jsonText } from '../core/visible.ts'
import { LANGUAGES, wordsIn } from '../words/language.ts'
import type { DraftFile } from './outputs.ts'
import { escaped } from './sheet-xml.ts'
import { type Pieces, piecesOf, withParts } from './zip-parts.ts'

/** The entry that sealed files. */
export interface SealedBy {
  readonly number: number
  readonly entry: string
  /** What it is of, as its drafts name it: `2026-07`, `2026-Q3`. */
  readonly period: string
  /** UTC, `2026-08-03T09:00:00Z`. */
  readonly time: string
  readonly seal: string
  /** Who approved it, by the roles that the sheet to be signed has lines for. */
  readonly approvals: readonly { readonly role: string; readonly name: string }[]
}

/** The files of a draft as those of its entry; the last is their record. */
export async function stamped(files: readonly DraftFile[], by: SealedBy): Promise<DraftFile[]> {
  const others: DraftFile[] = []
  for (const file of files.slice(0, -1)) others.push(fileOf(file.name, await stampedBytes(file, by)))
  const record = files.at(-1)
  return record ? [...others, fileOf(record.name, recordOf(record, others, by))] : []
}

function fileOf(name: string, content: Uint8Array): DraftFile {
  return { name, content, sha256: hashOf(content) }
}

async function stampedBytes({ name, content }: DraftFile, by: SealedBy): Promise<Uint8Array> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length)
  if (name.endsWith('.xlsx')) return withParts(bytes, pieces => stampedPieces(pieces, by))
  if (!name.endsWith('.html')) return content
  const now: Buffer[] = []
  for await (const piece of stampedPieces(piecesOf(cut(bytes)), by)) now.push(Buffer.from(piece))
  return Buffer.concat(now)
}

/** Bytes that are decoded at once. */
const PIECE = 1 << 20

function* cut(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}

/** The sentence stands between two marks, so in one piece: a text of any size is stamped without being held. */
async function* stampedPieces(pieces: Pieces, by: SealedBy): AsyncGenerator<string> {
  const change = stamp(by)
  for await (const piece of pieces) yield change(piece)
}

/** Kinds of entries with sheets. */
const KINDS = ['close', 'correct', 'release'] as const

/** Half of a quarter of a seal is enough to find it; the record beside it has all of it. */
const SHORT_SEAL = 16

/** Puts the entry in the place of the sentence in each language. */
function stamp({ number, period, time, seal, approvals }: SealedBy): (text: string) => string {
  const pairs = LANGUAGES.flatMap(language => {
    const { draft, sealed, entry } = wordsIn(language).workbook
    const said = entry(number, shownTime(time), inGroups(seal, SHORT_SEAL))
    const { unsigned, approvedAs } = wordsIn(language).register
    const roles = new Map(approvals.map(({ role }) => [role, approvals.filter(a => a.role === role).map(a => a.name)]))
    return [
      // By the name of the period too: so it stands in what earlier versions sealed.
      ...[wordsIn(language).period(period), period].flatMap(called =>
        KINDS.map(kind => [draft[kind](called), sealed[kind](said)] as const),
      ),
      ...[...roles].map(
        ([role, names]) => [escaped(unsigned(role)), escaped(approvedAs(role, names.join('、')))] as const,
      ),
    ]
  })
  return text => pairs.reduce((now, [draft, sealed]) => now.replaceAll(draft, () => sealed), text)
}

/** `2026-08-03 09:00 UTC`. */
export function shownTime(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`
}

/** The record with the hashes of the files as they lie there now, by which a later run knows them as ours. */
function recordOf(record: DraftFile, files: readonly DraftFile[], { entry, seal, time }: SealedBy): Uint8Array {
  const found = parseJson(Buffer.from(record.content).toString('utf8'))
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return record.content
  const outputs = files.map(({ name, content, sha256 }) => ({ file: name, bytes: content.length, sha256 }))
  return Buffer.from(`${jsonText({ ...found, closed: { entry, seal, time }, outputs }, 2)}\n`)
}
