// Approvals that are signatures: each over the hash of a draft, for a role, by one whom the scheme names. Until the draft is
// sealed they lie in approvals/<draft>/, a file a role; then in the header of the entry. Takes roles, drafts and an ssh-keygen;
// gives approvals that hold, or why one does not.

import { dirname } from 'node:path'
import * as z from 'zod'
import { type Approval, fileNamePart } from '../book/entry.ts'
import { clearTemporary, replaceFile } from '../book/files.ts'
import { parseJson } from '../book/form.ts'
import { hashOf } from '../core/hash.ts'
import { pathIn } from '../core/inside.ts'
import type { ApprovalFault } from '../core/problem-facts.ts'
import { type Failure, fsFailure } from '../files/failure.ts'
import { APPROVALS_FOLDER } from '../files/names.ts'
import { bytesOrNone } from '../files/read.ts'
import { makeFolder } from '../files/write.ts'
import type { Keygen, SigningFailure } from '../signing/ssh-keygen.ts'
import type { Draft } from './drafts.ts'

/** What is signed. A signature over one draft, or for one role, says nothing of another. */
export function approvalMessage(role: string, { record, sha256 }: Pick<Draft, 'record' | 'sha256'>): string {
  return `${JSON.stringify({ approves: record, sha256, role })}\n`
}

/** Where the approval of a role lies. The hash keeps roles apart whose letters make the same name of a file. */
export function approvalFile({ name }: Pick<Draft, 'name'>, role: string): string {
  return `${APPROVALS_FOLDER}/${name}/${fileNamePart(role)}-${hashOf(role).slice(0, 8)}.json`
}

const storedSchema = z.object({
  approves: z.string(),
  sha256: z.string(),
  role: z.string(),
  name: z.string(),
  signature: z.string(),
})

/** Writes an approval in place of one that the role gave before. It survives a loss of power. */
export async function keepApproval(root: string, draft: Draft, approval: Approval): Promise<Failure | undefined> {
  const file = approvalFile(draft, approval.role)
  const folder = pathIn(root, dirname(file))
  try {
    await makeFolder(folder)
    await clearTemporary(folder, Number.POSITIVE_INFINITY)
    const { record: approves, sha256 } = draft
    const stored = { approves, sha256, ...approval }
    await replaceFile(folder, 0, file.slice(dirname(file).length + 1), `${JSON.stringify(stored, null, 2)}\n`)
    return undefined
  } catch (error) {
    return fsFailure(error, folder)
  }
}

export type FoundApproval = Approval | { readonly void: ApprovalFault } | SigningFailure | undefined

/** The approval of a role as it lies there, if it holds for the draft; undefined where there is none. */
export async function findApproval(
  root: string,
  keygen: Keygen,
  draft: Draft,
  { role, signers }: { readonly role: string; readonly signers: readonly string[] },
  time: string,
): Promise<FoundApproval> {
  const bytes = await bytesOrNone(pathIn(root, approvalFile(draft, role)))
  if (!bytes) return undefined
  const stored = storedSchema.safeParse(parseJson(bytes.toString('utf8')))
  if (!stored.success || stored.data.role !== role) return { void: 'form' }
  const { sha256, signature } = stored.data
  if (sha256 !== draft.sha256) return { void: 'draft' }
  const checked = await keygen.check({ message: approvalMessage(role, draft), signature, time, names: signers })
  switch (checked.outcome) {
    case 'good':
      return { role, name: checked.name, signature }
    case 'wrong':
      return { void: 'signature' }
    case 'unknown':
      return { void: 'signer' }
    case 'failed':
      return checked
  }
}
