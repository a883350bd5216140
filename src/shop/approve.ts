// Approving a draft: of a month or of a release, for a role, by the key of somebody whom the scheme names. What is signed is the
// hash of the draft as it lies there: one that is changed afterwards needs a new approval. Closing takes it.

import { type Book, closingOf } from '../book/read.ts'
import { type Period, parsePeriod } from '../core/calendar.ts'
import { hashOf } from '../core/hash.ts'
import { pathIn } from '../core/inside.ts'
import { notFound } from '../core/not-found.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { bytesOrNone } from '../files/read.ts'
import { correctionDraft, type FoundDraft, findDraft, monthDraft, releaseDraft } from './drafts.ts'
import { loadShopScheme } from './folder.ts'
import { type NamedFile, openingDraft } from './open-book.ts'
import { openedProblem, schemeMonth } from './opened.ts'
import { lastMonth, releaseFolder } from './release.ts'
import { timeBack } from './seal.ts'
import type { Shop } from './shop.ts'
import { approvalFile, approvalMessage, keepApproval } from './signed-approvals.ts'
import { type KeyFile, withSigning } from './signing.ts'
import { soundBook } from './sound-book.ts'

export interface ApproveAsked {
  readonly period: Period
  /** Of a release: what is released. */
  readonly reserve?: string | undefined
  /** Of an opening: the workbook that it is read from. */
  readonly opening?: NamedFile | undefined
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
export function approveDraft(shop: Shop, asked: ApproveAsked): Promise<Result<Approved>> {
  const { period, opening, role, key } = asked
  const { root, time } = shop
  return withSigning<Approved>(shop, key, async ({ signer }) => {
    const of = opening ? parsePeriod(schemeMonth({ kind: 'open', period: period.name }))! : lastMonth(period)
    const { scheme, problems } = await loadShopScheme(root, of)
    if (!scheme) return failed(problems)
    const rule = scheme.approvals.find(a => a.role === role)
    const roles = scheme.approvals.map(a => a.role)
    if (!rule) return failed(notFound('role', role, roles))
    if (rule.signers.length === 0) return failed(problem('APPROVAL_NOT_SIGNED', rule.at, { role }))
    const { value: book, problems: damage } = await soundBook(root)
    if (!book) return failed(damage)
    const { value: draft, problems: unfit } = opening
      ? await openingToSign(period.name, opening)
      : await draftToSign(root, book, asked)
    if (!draft) return failed(unfit)
    const signed = await signer!.sign(approvalMessage(role, draft), time, rule.signers)
    if ('code' in signed) return failed(signed)
    const failure = await keepApproval(root, draft, { role, ...signed })
    if (failure) return failed(problem('CANNOT_WRITE', { file: failure.file }, { detail: failure.code }))
    return done({ draft, name: signed.name, file: approvalFile(draft, role) }, timeBack(book, time))
  })
}

async function openingToSign(period: string, opening: NamedFile): Promise<Result<FoundDraft>> {
  const { path, display } = opening
  const bytes = await bytesOrNone(path)
  if (!bytes) return failed(problem('FILE_UNREADABLE', { file: display }, { detail: 'ENOENT' }))
  return done({ ...openingDraft(period, opening, hashOf(bytes)), content: {} })
}

async function draftToSign(root: string, book: Book, { period, reserve }: ApproveAsked): Promise<Result<FoundDraft>> {
  const opened = reserve === undefined ? openedProblem(book.headers, period.name) : undefined
  if (opened) return failed(opened)
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
  return findDraft(root, place, again)
}
