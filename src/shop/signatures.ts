// Proves the signatures of a book: of each entry over its seal, and of each approval over the draft that was sealed. Takes a
// read book and an ssh-keygen that knows who may sign; gives who signed what, and what is not as it says. Changes nothing.

import { type Approval, type EntryHeader, sealLine } from '../book/entry.ts'
import { type Finding, finding } from '../book/finding.ts'
import { keptText } from '../book/keep.ts'
import type { Book } from '../book/read.ts'
import { parsePeriod } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'
import { loadScheme } from '../scheme/load.ts'
import type { ApprovalRule } from '../scheme/model.ts'
import type { Keygen, SigningFailure, ToCheck } from '../signing/ssh-keygen.ts'
import { sealedDraft } from './drafts.ts'
import { schemeMonth } from './opened.ts'
import { approvalMessage } from './signed-approvals.ts'

/** A signature that holds. */
export interface Signed {
  readonly entry: string
  /** Of an approval. */
  readonly role: string | undefined
  readonly name: string
  /** The fingerprint of the key. */
  readonly key: string
}

export interface Signatures {
  readonly signed: readonly Signed[]
  /** Signatures that are not over what was sealed, and names in place of signatures: the book was tampered with. */
  readonly findings: readonly Finding[]
  /** Sound signatures by keys that nobody vouches for; and where none can be checked. */
  readonly problems: readonly Problem[]
}

/** Checks every signature of the entries that are intact. `signers`: the file that says who may sign, as it is told. */
export async function checkSignatures(book: Book, keygen: Keygen, signers: string): Promise<Signatures> {
  const signed: Signed[] = []
  const findings: Finding[] = []
  const problems: Problem[] = []
  let failure: SigningFailure | undefined
  let count = 0

  const check = async (entry: string, claim: Claim): Promise<void> => {
    count++
    if (failure) return
    const { role, key } = claim
    const checked = await keygen.check(claim)
    if (checked.outcome === 'failed') failure = checked
    else if (checked.outcome === 'wrong' || (key !== undefined && checked.key !== key))
      findings.push(finding('signature', entry, { role, key }))
    else if (checked.outcome === 'good') signed.push({ entry, role, name: checked.name, key: checked.key })
    else {
      const facts = { entry, role: role ?? '', key: checked.key, signers, time: claim.time }
      problems.push(problem('SIGNER_UNKNOWN', undefined, facts))
    }
  }

  for (const { file, header, intact, seal, signature } of book.entries) {
    if (!header || !intact) continue
    if (header.signer !== undefined && signature !== undefined)
      await check(file, { message: sealLine(seal), signature, time: header.time, role: undefined, key: header.signer })
    const rules = await sealedRules(book.folder, header)
    for (const approval of header.approvals) {
      const claim = approvalClaim(header, approval)
      if (claim && allowedBy(rules, approval)) await check(file, claim)
      else if (approval.signature !== undefined || !allowedBy(rules, approval))
        findings.push(finding('signature', file, { role: approval.role, key: undefined }))
    }
  }
  if (failure) {
    const { fault, detail } = failure
    problems.push(problem('SIGNATURES_UNCHECKED', undefined, { count, fault, signers, detail }))
  }
  return { signed, findings, problems }
}

interface Claim extends ToCheck {
  readonly role: string | undefined
  /** The key that must have made it, where the entry says so. */
  readonly key: string | undefined
}

/** What the signature of an approval must be; undefined where there is none, or nothing that it could be over. */
function approvalClaim(header: EntryHeader, { role, name, signature }: Approval): Claim | undefined {
  const draft = sealedDraft(header)
  if (signature === undefined || !draft) return undefined
  const message = approvalMessage(role, draft)
  return { message, signature, time: header.time, names: [name], role, key: undefined }
}

/** True for the name of somebody whom the scheme names, with a signature; for any where it asks for a name only. */
function allowedBy(rules: readonly ApprovalRule[], { role, name, signature }: Approval): boolean {
  const signers = rules.find(r => r.role === role)?.signers ?? []
  return signers.length === 0 || (signature !== undefined && signers.includes(name))
}

/** The rules of the scheme that was sealed with the entry; none where it asks for no signatures. */
async function sealedRules(folder: string, header: EntryHeader): Promise<readonly ApprovalRule[]> {
  const { scheme } = header
  const text = await keptText(folder, scheme.sha256).catch(() => '')
  if (!text.includes('signed by')) return []
  return loadScheme(text, scheme.name, parsePeriod(schemeMonth(header))!, false).draft?.approvals ?? []
}
