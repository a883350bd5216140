// Proving a shop's book: that nothing sealed was changed, and who signed it; on request that every entry gives the same figures
// again, and that the book holds a seal that somebody has. Takes a shop; gives what was proved, or everything that is wrong.
// Writes nothing.

import type { SealedEntry } from '../book/entry.ts'
import type { NameOf } from '../book/journal.ts'
import type { Book } from '../book/read.ts'
import { verifyBook } from '../book/verify.ts'
import { pathIn } from '../core/inside.ts'
import { append } from '../core/lists.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { namesIn } from './people.ts'
import { version } from './program.ts'
import { type ReplayedEntry, replayBook } from './replay-book.ts'
import { timesBack } from './seal.ts'
import type { Shop } from './shop.ts'
import { checkSignatures, type Signed } from './signatures.ts'
import { checkerBy, SIGNERS_FILE } from './signing.ts'
import { damageOf } from './sound-book.ts'

export interface VerifyAsked {
  /** Whether every entry is worked out again. */
  readonly replay?: boolean
  /** The beginning of a seal or of a digest of figures that the book must hold, sixteen digits at least. */
  readonly seal?: string | undefined
  /** The file that says who may sign, and how problems call it; without it the shop's own. */
  readonly signers?: { readonly path: string; readonly display: string } | undefined
  /** Whether all contradictions of an entry are told. */
  readonly all?: boolean
}

export interface Verified {
  readonly book: Book
  readonly replayed: readonly ReplayedEntry[]
  /** The entry that holds the seal asked for. */
  readonly holds: SealedEntry | undefined
  readonly signed: readonly Signed[]
}

/** Proves the book of a shop. Its problems are what a writer left that broke off, and times that go back: nothing that was sealed is touched by it. */
export async function verifyShop(shop: Pick<Shop, 'root' | 'env'>, asked: VerifyAsked = {}): Promise<Result<Verified>> {
  const { replay = false, seal, all = false } = asked
  const signers = asked.signers ?? { path: pathIn(shop.root, SIGNERS_FILE), display: SIGNERS_FILE }
  const folder = pathIn(shop.root, BOOK_FOLDER)
  const book = await verifyBook(folder)
  const nameOf = namesIn(book)
  const signatures = await checkSignatures(book, await checkerBy(signers.path, shop), signers.display)
  const damage = [...damageOf([...book.findings, ...signatures.findings]), ...signatures.problems]
  const leftovers = book.findings.filter(f => f.damage === 'leftover').map(({ entry }) => leftover(entry))
  const replayed = replay && damage.length === 0 ? await replayBook(folder) : []
  for (const entry of replayed) append(damage, replayProblems(entry, nameOf, all))
  const held = seal === undefined ? undefined : book.entries.find(e => e.intact && holds(e, seal))
  if (seal !== undefined && !held)
    damage.push(problem('SEAL_UNKNOWN', undefined, { seal, entries: book.entries.length }))
  if (damage.length > 0) return failed([...damage, ...leftovers])
  return done({ book, replayed, holds: held, signed: signatures.signed }, [...leftovers, ...timesBack(book)])
}

function holds({ seal, figures }: SealedEntry, asked: string): boolean {
  return seal.startsWith(asked) || figures?.startsWith(asked) === true
}

/** Of a writer that broke off, or of one that is at work: nothing that was sealed is touched by it. */
function leftover(name: string): Problem {
  const file = `${BOOK_FOLDER}/${name}`
  return problem('BOOK_LEFTOVER', { file }, { file })
}

/** More contradictions of one entry than people read. */
const MOST_TOLD = 20

/** What an entry says that its kept copies don't give. */
function replayProblems(
  { file, header, contradictions, because }: ReplayedEntry,
  nameOf: NameOf,
  all: boolean,
): Problem[] {
  const at = { file: `${BOOK_FOLDER}/${file}` }
  if (because.length > 0) {
    const facts = { entry: file, because: because.join(', '), sealedBy: header.version, version }
    return [problem('BOOK_NOT_REPLAYED', at, facts)]
  }
  const told = all ? contradictions : contradictions.slice(0, MOST_TOLD)
  const problems: Problem[] = told.map(({ who, ...facts }) => {
    const name = nameOf(who, header.payout ?? header.period)
    return problem('BOOK_CONTRADICTED', at, { entry: file, who: name ? `${name} (${who})` : who, ...facts })
  })
  const count = contradictions.length - told.length
  return count > 0 ? [...problems, problem('BOOK_CONTRADICTED_MORE', at, { entry: file, count })] : problems
}
