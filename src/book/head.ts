// head.json: how many entries there are and the seal of the newest, so that the loss of the last ones is found.
// It is written after the entry. A writer that broke off between the two leaves it behind, which is no damage.

import type { SealedEntry } from './entry.ts'
import { type Finding, finding, missing } from './finding.ts'

export const HEAD = 'head.json'

interface Head {
  readonly count: number
  /** Null while there is no entry. */
  readonly seal: string | null
}

export function headText({ count, seal }: Head): string {
  return `${JSON.stringify({ count, seal })}\n`
}

function parseHead(text: string): Head | undefined {
  const m = /^\{"count":(0|[1-9]\d{0,5}),"seal":(?:null|"([0-9a-f]{64})")\}\n$/.exec(text)
  const head = m ? { count: Number(m[1]), seal: m[2] ?? null } : undefined
  return head && (head.count === 0) === (head.seal === null) ? head : undefined
}

/** How many entries the head knows of; undefined where it is missing or damaged. */
export function headCount(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseHead(text)?.count
}

/** What the head says of the entries that are there. `behind`: entries have been sealed that it does not know. */
export function checkHead(
  text: string | undefined,
  entries: readonly SealedEntry[],
): { behind: boolean; findings: Finding[] } {
  const newest = entries.at(-1)
  const wrong = { behind: false, findings: [finding('head', HEAD, { newest: newest?.file })] }
  if (text === undefined) return newest ? wrong : { behind: true, findings: [] }
  const head = parseHead(text)
  if (!head) return wrong
  const last = newest?.number ?? 0
  if (head.count > last) {
    // A seal that some entry has is that of the newest: then it is the count that was changed.
    if (entries.some(entry => entry.seal === head.seal)) return wrong
    return { behind: false, findings: [missing(last + 1, head.count)] }
  }
  const named = entries.find(entry => entry.number === head.count)
  // One that is missing in between or was changed has been found as such.
  const known = named?.intact ? named.seal === head.seal : true
  return known ? { behind: head.count < last, findings: [] } : wrong
}
