// A draft from a registry of its files: name → maker, in the order in which its record lists them. Takes what the draft is
// of; gives its files, which are written piece by piece or kept in memory, and last the record with the hashes of the others.

import { hashOf } from '../core/hash.ts'
import { jsonText } from '../core/visible.ts'
import type { OutputFact } from '../reports/run-record.ts'
import { type OutputFile, type Replaced, replaceFolder } from './folder.ts'

export interface Output<T> {
  /** Its file, or the folder of its files with a `/`; empty where the scheme names them. */
  readonly name: string
  readonly make: (of: T) => readonly OutputFile[]
}

export interface Outputs<T> {
  readonly list: readonly Output<T>[]
  readonly record: string
  readonly recordOf: (of: T, outputs: readonly OutputFact[]) => object
}

/** A file of a draft in memory. */
export interface DraftFile {
  readonly name: string
  readonly content: Uint8Array
  readonly sha256: string
}

/** One file of a draft. */
export function output<T>(name: string, make: (of: T) => OutputFile['content']): Output<T> {
  return { name, make: of => [{ name, content: make(of) }] }
}

/** One file that is made whole when it comes to be written. */
export function late<T>(name: string, make: (of: T) => Promise<Uint8Array>): Output<T> {
  return output(name, of => () => make(of))
}

/** The names that a draft of this or of an earlier version may have given its files, those of its scheme aside. */
export function namesOf({ list, record }: Pick<Outputs<never>, 'list' | 'record'>): string[] {
  return [...list.map(o => o.name).filter(name => name !== ''), record]
}

/** True for the name of a file that stands in a list of names, or in a folder of them. */
export function isNamed(file: string, names: readonly string[]): boolean {
  return names.some(name => (name.endsWith('/') ? file.startsWith(name) : file === name))
}

/** The files but for the record. */
function filesOf<T>({ list }: Outputs<T>, of: T): OutputFile[] {
  return list.flatMap(o => o.make(of))
}

/** Puts the files into a folder, all of them or none. Throws file system errors. */
export function writeOutputs<T>(folder: string, outputs: Outputs<T>, of: T): Promise<Replaced> {
  return replaceFolder(folder, filesOf(outputs, of), outputs.record, facts => recordFile(outputs, of, facts))
}

/** Puts files that are made already into a folder, all of them or none; the last is their record. Throws file system errors. */
export async function writeDraft(folder: string, files: readonly DraftFile[]): Promise<Replaced> {
  const outputs = files.map(({ name, content }) => ({ name, content: () => Promise.resolve(content) }))
  const record = outputs.at(-1)!
  return replaceFolder(folder, outputs.slice(0, -1), record.name, () => record)
}

function recordFile<T>({ record, recordOf }: Outputs<T>, of: T, outputs: readonly OutputFact[]): OutputFile {
  return { name: record, content: `${jsonText(recordOf(of, outputs), 2)}\n` }
}

/** All files in memory, the record last. */
export async function inMemory<T>(outputs: Outputs<T>, of: T): Promise<readonly DraftFile[]> {
  const made: DraftFile[] = []
  for (const file of filesOf(outputs, of)) made.push(await bytesOf(file))
  const facts = made.map(({ name, content, sha256 }) => ({ file: name, bytes: content.length, sha256 }))
  return [...made, await bytesOf(recordFile(outputs, of, facts))]
}

async function bytesOf({ name, content }: OutputFile): Promise<DraftFile> {
  const pieces = typeof content === 'function' ? [await content()] : typeof content === 'string' ? [content] : content
  const parts: Uint8Array[] = []
  for (const piece of pieces) parts.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  const bytes = Buffer.concat(parts)
  return { name, content: bytes, sha256: hashOf(bytes) }
}
