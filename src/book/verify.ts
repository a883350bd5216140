// Proves that nothing sealed was changed: all that reading a book checks, and every kept copy, and what lies around.
// Takes the book's folder; gives findings, none where the book is sound. Writes nothing, throws nothing for damage.

import { fsFailure } from '../files/failure.ts'
import { hashFile } from '../files/read.ts'
import type { FileFacts } from './entry.ts'
import { leftoverNumber, names } from './files.ts'
import { type Finding, finding } from './finding.ts'
import { keptPath } from './keep.ts'
import { type Book, readWhole } from './read.ts'

/** The book as `readWhole` gives it, with the findings of kept copies and leftovers among its findings. */
export async function verifyBook(folder: string): Promise<Book> {
  const book = await readWhole(folder)
  const findings: Finding[] = [...book.findings]
  const seen = new Map<string, KeptState>()
  for (const { file, header, intact } of book.entries) {
    // A changed entry says nothing that could be held against its copies.
    if (!header || !intact) continue
    for (const facts of [
      header.scheme,
      ...header.inputs,
      ...header.outputs,
      ...(header.orders ? [header.orders] : []),
    ]) {
      const state = seen.get(facts.sha256) ?? (await keptState(folder, facts))
      seen.set(facts.sha256, state)
      const { name, sha256 } = facts
      if (state === 'missing' || state === 'changed') findings.push(finding(`kept ${state}`, file, { name, sha256 }))
      else if (state !== 'sound') findings.push(finding('unreadable', file, { code: state.code }))
    }
  }
  for (const name of await names(folder).catch(() => [])) {
    if (leftoverNumber(name) !== undefined) findings.push(finding('leftover', name, {}))
  }
  return { ...book, findings }
}

type KeptState = 'sound' | 'missing' | 'changed' | { readonly code: string }

async function keptState(folder: string, { sha256 }: FileFacts): Promise<KeptState> {
  try {
    return (await hashFile(keptPath(folder, sha256))) === sha256 ? 'sound' : 'changed'
  } catch (error) {
    const { code } = fsFailure(error)
    return code === 'ENOENT' ? 'missing' : { code }
  }
}
