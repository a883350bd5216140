// Approving a draft: of a month or of a release, for a role, by the key of somebody whom the scheme names. What is signed is the
// hash of the draft as it lies there: one that is changed afterwards needs a new approval. Closing takes it.

import { closingOf } from '../book/read.ts'
import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { notFound } from '../core/not-found.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { bytesOrNone } from '../files/read.ts'
import { correctionDraft, type FoundDraft, findDraft, monthDraft, releaseDraft } from './drafts.ts'
import { loadShopScheme } from './folder.ts'
import { lastMonth, releaseFolder } from './release.ts'
import type { Shop } from './shop.ts'
import { approvalFile, approvalMessage, keepApproval } from './signed-approvals.ts'
import { type KeyFile, withSigning } from './signing.ts'
import { soundBook } from './sound-book.ts'

export interface ApproveAsked {
  readonly period: Period
  /** Of a release: what is released. */
  readonly reserve?: string | undefined
  readonly role: string
  readonly key: KeyFile
}

export interface Approved {
  readonly draft: FoundDraft
  /** Who signed, by the name of allowed_signers. */
  readonly name: string
  /** Where the approval lies until it is sealed. */
  readonly file: string
}

/** Signs a draft. */
export function approveDraft(shop: Shop, { period, reserve, role, key }: ApproveAsked): Promise<Result<Approved>> {
  const { root, time } = shop
  return withSigning<Approved>(shop, key, async ({ signer }) => {
    const { scheme, problems } = await loadShopScheme(root, lastMonth(period))
    if (!scheme) return failed(problems)
    const rule = scheme.approvals.find(a => a.role === role)
    const roles = scheme.approvals.map(a => a.role)
    if (!rule) return failed(notFound('role', role, roles))
    if (rule.signers.length === 0) return failed(problem('APPROVAL_NOT_SIGNED', rule.at, { role }))
    const { value: book, problems: damage } = await soundBook(root)
    if (!book) return failed(damage)
    const closed = closingOf(book, period.name)
    const correction = closed && correctionDraft(period.name, book.headers)
    // Of a closed month its correction can be approved, where one was drafted.
    if (correction && !(await bytesOrNone(pathIn(root, correction.record))))
      return failed(problem('MONTH_CLOSED', undefined, { period: period.name, entry: closed.file }))
    const [place, again] = correction
      ? [correction, `bonusbook correct --period ${period.name} --draft`]
      : reserve === undefined
        ? [monthDraft(period.name), `bonusbook run --period ${period.name}`]
        : [
            releaseDraft(releaseFolder({ reserve, period: period.name }, book.headers)),
            `bonusbook release "${reserve}" --period ${period.name} --payout MONTH`,
          ]
    const { value: draft, problems: unfit } = await findDraft(root, place, again)
    if (!draft) return failed(unfit)
    const signed = await signer!.sign(approvalMessage(role, draft), time, rule.signers)
    if ('code' in signed) return failed(signed)
    const failure = await keepApproval(root, draft, { role, ...signed })
    if (failure) return failed(problem('CANNOT_WRITE', { file: failure.file }, { detail: failure.code }))
    return done({ draft, name: signed.name, file: approvalFile(draft, role) })
  })
}
