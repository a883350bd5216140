// What commands need for signatures: who may sign by the shop's allowed_signers, the key of `--sign`, and approvals with the
// problems of those that are missing or void. Nothing is sealed where one of these can't be had.

import type { Approval } from '../book/entry.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { failed, type Result } from '../core/result.ts'
import { bytesOrNone } from '../files/read.ts'
import type { ApprovalRule } from '../scheme/model.ts'
import { Keygen, type SigningFailure } from '../signing/ssh-keygen.ts'
import { type ApprovalDue, approves } from './approvals.ts'
import type { Draft } from './drafts.ts'
import { withShopLock } from './lock.ts'
import type { Shop } from './shop.ts'
import { approvalFile, findApproval } from './signed-approvals.ts'

/** In the shop folder, in OpenSSH's format: who may sign. */
export const SIGNERS_FILE = 'allowed_signers'

/** Somebody's key, who may sign. */
export interface Signer {
  /** Its fingerprint: an entry says by which key it is signed. */
  readonly key: string
  /** Signs and gives the name that allowed_signers has for the key; of `names` one, where they are given. */
  readonly sign: (
    message: string,
    time: string,
    names?: readonly string[],
  ) => Promise<{ readonly signature: string; readonly name: string } | Problem>
}

export interface Signing {
  readonly keygen: Keygen
  /** Undefined where nothing is to be signed. */
  readonly signer: Signer | undefined
}

/** A key as it was named, and where it lies. */
export interface KeyFile {
  readonly typed: string
  /** The whole path: a name that begins with a dash is no option of ssh-keygen. */
  readonly path: string
}

/**
 * Does work while no other run may write in the shop, with an ssh-keygen and the key that was asked for; a problem where the
 * shop is busy or the key can't be used.
 */
export async function withSigning<T>(
  { root, env, terminal }: Shop,
  file: KeyFile | undefined,
  work: (signing: Signing) => Promise<Result<T>>,
): Promise<Result<T>> {
  return withShopLock(root, async () => {
    const signers = (await bytesOrNone(pathIn(root, SIGNERS_FILE)))?.toString('utf8')
    const keygen = new Keygen({ env, terminal, signers })
    if (!file) return work({ keygen, signer: undefined })
    const signer = await signerOf(file, keygen, signers !== undefined)
    return 'code' in signer ? failed(signer) : work({ keygen, signer })
  })
}

async function signerOf({ typed, path }: KeyFile, keygen: Keygen, anySigners: boolean): Promise<Signer | Problem> {
  const not = ({ fault, detail }: Pick<SigningFailure, 'fault' | 'detail'>): Problem =>
    problem('SIGN_FAILED', undefined, { key: typed, fault, detail })
  const key = await keygen.fingerprint(path)
  if (typeof key !== 'string') return not(key)
  // Before a passphrase is asked for in vain.
  if (!anySigners) return not({ fault: 'no signers', detail: '' })
  const sign: Signer['sign'] = async (message, time, names) => {
    const signed = await keygen.sign(path, message)
    if ('fault' in signed) return not(signed)
    const { signature } = signed
    const checked = await keygen.check({ message, signature, time, ...(names ? { names } : {}) })
    if (checked.outcome === 'failed') return not(checked)
    if (checked.outcome === 'good' && checked.key === key) return { signature, name: checked.name }
    if (checked.outcome !== 'unknown') return not({ fault: 'other', detail: '' })
    if (names) return not({ fault: 'not asked', detail: names.join(', ') })
    return not({ fault: 'not named', detail: checked.detail })
  }
  return { key, sign }
}

/** An ssh-keygen that checks by the file that says who may sign. */
export async function checkerBy(path: string, { env }: Pick<Shop, 'env'>): Promise<Keygen> {
  return new Keygen({ env, terminal: false, signers: (await bytesOrNone(path))?.toString('utf8') })
}

/** Names that were typed for roles of which the scheme asks for a signature. */
export function typedForSigned(
  typed: readonly Approval[],
  rules: readonly ApprovalRule[],
  approve: readonly string[],
): Problem[] {
  return typed.flatMap(({ role }) => {
    const signers = rules.find(r => r.role === role)?.signers ?? []
    return signers.length === 0
      ? []
      : [problem('APPROVAL_TYPED', undefined, { role, signers: signers.join(', '), approve })]
  })
}

export interface ApprovalRequest {
  readonly root: string
  readonly keygen: Keygen
  readonly due: readonly ApprovalDue[]
  readonly typed: readonly Approval[]
  /** The scheme's. */
  readonly rules: readonly ApprovalRule[]
  readonly draft: Draft
  readonly time: string
  /** What `bonusbook approve` is called with for the draft: `--period 2026-07`. */
  readonly approve: readonly string[]
}

/** All approvals of a draft, typed and signed; problems where one that is due is missing, void, or not signed. */
export async function approvalsOf(
  request: ApprovalRequest,
): Promise<{ readonly approvals: readonly Approval[]; readonly problems: readonly Problem[] }> {
  const { root, keygen, due, typed, rules, draft, time, approve } = request
  const problems = typedForSigned(typed, rules, approve)
  const signed: Approval[] = []
  for (const { role, signers } of rules) {
    if (signers.length === 0 || typed.some(a => a.role === role)) continue
    const found = await findApproval(root, keygen, draft, { role, signers }, time)
    const facts = { role, approve }
    const asked = due.find(d => d.role === role)
    if (found && 'signature' in found) signed.push(found)
    else if (!asked) continue
    else if (!found)
      problems.push(problem('APPROVAL_UNSIGNED', undefined, { ...facts, why: asked.why, signers: signers.join(', ') }))
    else if ('void' in found)
      problems.push(
        problem('APPROVAL_VOID', undefined, { ...facts, file: approvalFile(draft, role), fault: found.void }),
      )
    else if ('fault' in found) {
      const { fault, detail } = found
      problems.push(problem('SIGNATURES_UNCHECKED', undefined, { count: 1, fault, detail, signers: SIGNERS_FILE }))
    }
  }
  const unsigned = due.filter(d => d.signers.length === 0)
  return { approvals: [...typed, ...signed], problems: [...problems, ...missingApprovals(unsigned, typed)] }
}

/** Approvals by name that are due and were not given. A due one without a role is anybody's. */
function missingApprovals(due: readonly ApprovalDue[], given: readonly Approval[]): Problem[] {
  return due
    .filter(one => !given.some(a => approves(a, one)))
    .map(({ role, why }) => problem('APPROVAL_MISSING', undefined, { role: role ?? '', why }))
}
