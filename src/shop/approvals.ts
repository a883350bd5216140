// Which approvals an act of the book needs: those that the scheme asks for, and one for whatever somebody forfeits because
// of having left.

import type { Approval } from '../book/entry.ts'
import type { Month } from '../pay/month.ts'
import type { ReleaseResult } from '../pay/release.ts'
import type { ApprovalRule, Scheme } from '../scheme/model.ts'

export interface ApprovalDue {
  /** Who must approve; without one, anybody who puts their name to it. */
  readonly role: string | undefined
  readonly why: string
  /** Who may sign it; none: the name that is typed will do. */
  readonly signers: readonly string[]
}

/** What closing a month needs. */
export function closeApprovals({ scheme, result }: Month): ApprovalDue[] {
  return result.approvals.map(({ role, why }) => ({
    role,
    why,
    signers: scheme.approvals.find(a => a.role === role)?.signers ?? [],
  }))
}

/** What opening a book needs: whoever approves months, whatever these come to. */
export function openApprovals({ approvals }: Pick<Scheme, 'approvals'>, why: string): ApprovalDue[] {
  return approvals.filter(a => a.when !== undefined).map(({ role, signers }) => ({ role, why, signers }))
}

/** What sealing a release needs. */
export function releaseApprovals(release: ReleaseResult, rules: readonly ApprovalRule[]): ApprovalDue[] {
  const who = release.people.filter(p => p.forfeits && !p.forfeited.isZero()).map(p => `${p.name} (${p.id})`)
  if (who.length === 0) return []
  const why = `${release.forfeitedBy ?? ''}: ${who.join(', ')}`
  const asked = rules.filter(rule => rule.forfeiture)
  return asked.length === 0
    ? [{ role: undefined, why, signers: [] }]
    : asked.map(({ role, signers }) => ({ role, why, signers }))
}

/** True for an approval that is the one due: of its role, and signed by one who may where it is to be signed. */
export function approves({ role, name, signature }: Approval, due: ApprovalDue): boolean {
  if (due.role !== undefined && due.role !== role) return false
  return due.signers.length === 0 || (signature !== undefined && due.signers.includes(name))
}
