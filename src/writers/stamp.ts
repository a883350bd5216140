// What was sealed says that it is a draft, since that is what was looked at and approved; what lies in out/ afterwards, and what
// the book gives back, is the same with the entry in that place. Takes sealed files; gives them stamped, and their record with
// what they are now. Files without the sentence, such as bank files and those of earlier versions, stay as they are.

import { parseJson } from '../book/form.ts'
import { hashOf, inGroups } from '../core/hash.ts'
import { jsonText } from '../core/visible.ts'
import { LANGUAGES, wordsIn } from '../words/language.ts'
import type { DraftFile } from './outputs.ts'
import { withParts } from './zip-parts.ts'

/** The entry that sealed files. */
export interface SealedBy {
  readonly number: number
  readonly entry: string
  /** What it is of, as its drafts name it: `2026-07`, `2026-Q3`. */
  readonly period: string
  /** UTC, `2026-08-03T09:00:00Z`. */
  readonly time: string
  readonly seal: string
}

/** The files of a draft as those of its entry; the last is their record. */
export function stamped(files: readonly DraftFile[], by: SealedBy): DraftFile[] {
  const others = files.slice(0, -1).map(file => fileOf(file.name, stampedBytes(file, by)))
  const record = files.at(-1)
  return record ? [...others, fileOf(record.name, recordOf(record, others, by))] : []
}

function fileOf(name: string, content: Uint8Array): DraftFile {
  return { name, content, sha256: hashOf(content) }
}

function stampedBytes({ name, content }: DraftFile, by: SealedBy): Uint8Array {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length)
  if (name.endsWith('.xlsx')) return withParts(bytes, text => stampedText(text, by))
  if (!name.endsWith('.html')) return content
  const text = bytes.toString('utf8')
  const now = stampedText(text, by)
  return now === text ? content : Buffer.from(now)
}

/** Kinds of entries with sheets. */
const KINDS = ['close', 'correct', 'release'] as const

/** Half of a quarter of a seal is enough to find it; the record beside it has all of it. */
const SHORT_SEAL = 16

function stampedText(text: string, { number, period, time, seal }: SealedBy): string {
  return LANGUAGES.reduce((now, language) => {
    const { draft, sealed, entry } = wordsIn(language).workbook
    const said = entry(number, shownTime(time), inGroups(seal, SHORT_SEAL))
    return KINDS.reduce((text, kind) => text.replaceAll(draft[kind](period), sealed[kind](said)), now)
  }, text)
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
