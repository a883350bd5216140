// What closing a month, releasing a reserve and correcting a month have in common: a draft was worked out; it is approved by name
// or signature, written where it does not lie there yet, and sealed where that is asked for. Takes the book as it was read and
// the act; gives what was sealed, or what stands in its way. The sheet first, then the seal.

import type { EntryDraft } from '../book/append.ts'
import type { Approval, EntryFacts } from '../book/entry.ts'
import type { Book } from '../book/read.ts'
import type { BookRecord } from '../book/record.ts'
import { pathIn } from '../core/inside.ts'
import { anyError, type Problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import type { ApprovalRule } from '../scheme/model.ts'
import { type DraftFile, writeDraft } from '../writers/outputs.ts'
import type { ApprovalDue } from './approvals.ts'
import type { Draft } from './drafts.ts'
import { leaveStamped } from './left-sheets.ts'
import { buildOf, version } from './program.ts'
import { type Sealed, sealEntry } from './seal.ts'
import type { Shop } from './shop.ts'
import { approvalsOf, type Signing } from './signing.ts'
import { writeFolder } from './write-folder.ts'

export interface Act {
  readonly of: Pick<EntryFacts, 'kind' | 'period' | 'reserve' | 'payout' | 'about'>
  readonly draft: Omit<Draft, 'sha256'>
  /** Its files, the record last. */
  readonly files: readonly DraftFile[]
  /** Whether they are written; else they lie there and were looked at. */
  readonly writes: boolean
  readonly seals: boolean
  /** The scheme's rules, what of them is due, and what was typed. */
  readonly rules: readonly ApprovalRule[]
  readonly due: readonly ApprovalDue[]
  readonly typed: readonly Approval[]
  /** What `bonusbook approve` is called with for the draft: `--period 2026-07`. */
  readonly approve: readonly string[]
  /** What keeps it from being sealed, and what is told of it all the same. */
  readonly refused?: readonly Problem[]
  readonly told?: readonly Problem[]
  readonly inputs: EntryDraft['inputs']
  readonly scheme: EntryDraft['scheme']
  readonly orders?: EntryDraft['orders']
  readonly records: Iterable<BookRecord>
}

export interface Acted {
  readonly approvals: readonly Approval[]
  readonly entry: Sealed | undefined
}

/** Approves, writes and seals a draft. */
export async function act(shop: Shop, { keygen, signer }: Signing, book: Book, of: Act): Promise<Result<Acted>> {
  const { root, time } = shop
  const { draft, files, typed, due, rules, approve, refused = [], told = [] } = of
  const sha256 = files.at(-1)!.sha256
  const asked = { root, keygen, typed, due, rules, approve, time, draft: { ...draft, sha256 } }
  const { approvals, problems: missing } = await approvalsOf(asked)
  if (refused.length + missing.length > 0) return failed([...refused, ...missing, ...told])
  const folder = `out/${draft.name}`
  const trouble = of.writes
    ? await writeFolder(pathIn(root, folder), () => writeDraft(pathIn(root, folder), files))
    : []
  if (anyError(trouble)) return failed(trouble)
  if (!of.seals) return done({ approvals, entry: undefined }, [...told, ...trouble])
  const entry: EntryDraft = {
    facts: { ...of.of, version, build: buildOf(), time, approvals },
    inputs: of.inputs,
    scheme: of.scheme,
    outputs: files.map(file => ({ ...file, name: `${folder}/${file.name}` })),
    ...(of.orders ? { orders: of.orders } : {}),
    records: of.records,
  }
  const sealed = await sealEntry(shop, book, entry, signer)
  if (!sealed.value) return sealed
  const left = await leaveStamped(root, folder, files, sealed.value)
  return done({ approvals, entry: sealed.value }, [...told, ...trouble, ...sealed.problems, ...left])
}
