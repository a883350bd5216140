// What falls outside of a scheme's expectations and is right all the same: named at closing with its reason, and sealed with it.
// Takes the problems of a month and what somebody accepts; gives what nobody has accepted yet as problems that refuse the closing.

import type { EntryHeader } from '../book/entry.ts'
import { addTo } from '../core/lists.ts'
import { accepted as acceptedFor, type Problem, type ProblemFacts, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { Expectation } from '../scheme/model.ts'

/** Of an expectation, all that falls outside of it, or only a person's: `net`, `net 00043`. */
export interface AcceptedOutside {
  readonly expectation: string
  readonly reason: string
}

type OutsideFacts = ProblemFacts['EXPECTATION_OUTSIDE']

function outsideIn(problems: readonly Problem[]): OutsideFacts[] {
  return problems.flatMap(p => (p.code === 'EXPECTATION_OUTSIDE' ? [p.facts] : []))
}

/** True for the name of an expectation, and for one person's of it. */
function isAbout(name: string, { expectation, id }: OutsideFacts): boolean {
  return name === expectation || (id !== '' && name === `${expectation} ${id}`)
}

/** Those that something outside is about. */
export function acceptedOf(problems: readonly Problem[], accepted: readonly AcceptedOutside[]): AcceptedOutside[] {
  return accepted.filter(one => outsideIn(problems).some(facts => isAbout(one.expectation, facts)))
}

/** What falls outside and nobody accepts, by expectation; and what is accepted though nothing of the scheme is called so. */
export function notAccepted(
  problems: readonly Problem[],
  accepted: readonly AcceptedOutside[],
  period: string,
  expectations: readonly Expectation[],
): Problem[] {
  const names = accepted.map(one => one.expectation)
  const open = new Map<string, OutsideFacts[]>()
  for (const facts of outsideIn(problems))
    if (!names.some(name => isAbout(name, facts))) addTo(open, facts.expectation, facts)
  const known = expectations.map(e => e.name)
  const strange = names.filter(name => !known.some(k => k === name || name.startsWith(`${k} `)))
  return [
    ...[...open].map(([expectation, all]) => {
      const who = all.flatMap(one => (one.who === '' ? [] : [one.who])).join(', ')
      const [{ id }] = all as [OutsideFacts]
      return problem('EXPECTATION_OPEN', undefined, { expectation, number: all.length, who, id, period })
    }),
    ...strange.map(name => {
      const facts = { kind: 'expectation', name, nearest: suggest(name, known), known: known.join(', ') } as const
      return problem('NOT_FOUND', undefined, facts)
    }),
  ]
}

/** What was accepted when a month was closed. */
export function acceptedIn({ about }: Pick<EntryHeader, 'about'>): AcceptedOutside[] {
  const found = Array.isArray(about.accepted) ? about.accepted : []
  return found.flatMap((one): AcceptedOutside[] => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return []
    const { expectation, reason } = one
    return typeof expectation === 'string' && typeof reason === 'string' ? [{ expectation, reason }] : []
  })
}

/** The problems of a closed month, those that were accepted with their reasons. */
export function acceptedAtClose(problems: readonly Problem[], header: EntryHeader): Problem[] {
  const accepted = acceptedIn(header)
  return problems.map(found => {
    if (found.code !== 'EXPECTATION_OUTSIDE') return found
    const reason = accepted.find(one => isAbout(one.expectation, found.facts))?.reason
    return reason === undefined ? found : acceptedFor(found, reason)
  })
}
