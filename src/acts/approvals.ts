// Which approvals an act of the book needs: those that the scheme asks for, and one for whatever somebody forfeits because
// of having left.

import type { Month } from '../pay/month.ts'
import type { ReleaseResult } from '../pay/release.ts'
import type { Scheme } from '../scheme/model.ts'

export interface ApprovalDue {
  /** Who must approve; without one, anybody who puts their name to it. */
  readonly role: string | undefined
  readonly why: string
}

/** What closing a month needs. */
export function closeApprovals(month: Month): ApprovalDue[] {
  return month.result.approvals.map(({ role, why }) => ({ role, why }))
}

/** What sealing a release needs. */
export function releaseApprovals(release: ReleaseResult, roles: readonly string[]): ApprovalDue[] {
  const why = release.people.filter(p => p.forfeits && !p.forfeited.isZero()).map(p => `${p.name} (${p.id})`)
  if (why.length === 0) return []
  const text = `${release.forfeitedBy ?? ''}: ${why.join(', ')}`
  return roles.length === 0 ? [{ role: undefined, why: text }] : roles.map(role => ({ role, why: text }))
}

/** Whose approvals the scheme asks for before somebody forfeits. */
export function forfeitureRoles({ approvals }: Scheme): string[] {
  return approvals.filter(a => a.forfeiture).map(a => a.role)
}
