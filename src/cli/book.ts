// Small parts that the commands share: the shop and the key that are meant, approvals from the command line, and the lines of a
// sealed entry.

import { resolve } from 'node:path'
import type { Approval } from '../book/entry.ts'
import type { AcceptedOutside } from '../shop/accepted.ts'
import type { SealedFacts } from '../shop/seal.ts'
import { openShop, type Shop } from '../shop/shop.ts'
import type { KeyFile } from '../shop/signing.ts'
import { wordsIn } from '../words/language.ts'
import type { Io, Terminal } from './streams.ts'
import { UsageError } from './usage-error.ts'

/** Reads `role=name`, several times. */
export function readApprovals(texts: readonly string[]): Approval[] {
  return texts.map(text => {
    const at = text.search(/[=＝]/)
    const role = text.slice(0, at).trim()
    const name = text.slice(at + 1).trim()
    if (at < 1 || role === '' || name === '') throw new UsageError('APPROVAL_WRONG', { found: text })
    return { role, name }
  })
}

/** Reads `expectation=reason`, several times. */
export function readAccepted(texts: readonly string[]): AcceptedOutside[] {
  return texts.map(text => {
    const at = text.search(/[=＝]/)
    const [expectation, reason] = [text.slice(0, at).trim(), text.slice(at + 1).trim()]
    if (at < 1 || expectation === '' || reason === '') throw new UsageError('ACCEPT_WRONG', { found: text })
    return { expectation, reason }
  })
}

/** The shop that a command works in, and what it is given of the world. */
export function shopOf(io: Io, shop: string | undefined): Shop {
  const { env, onSealed } = io
  // SOURCE_DATE_EPOCH: so that what is made twice can be the same.
  const epoch = env.SOURCE_DATE_EPOCH
  const now = epoch !== undefined && /^\d+$/.test(epoch) ? new Date(Number(epoch) * 1000) : io.now
  // A passphrase is asked for where both ends are a terminal.
  const terminal = io.stderr.isTTY === true && process.stdin.isTTY === true
  return openShop(resolve(io.cwd, shop ?? '.'), { now, env, terminal, onSealed })
}

/** The key that an option names. */
export function keyFile(io: Io, typed: string): KeyFile
export function keyFile(io: Io, typed: string | undefined): KeyFile | undefined
export function keyFile(io: Io, typed: string | undefined): KeyFile | undefined {
  return typed === undefined ? undefined : { typed, path: resolve(io.cwd, typed) }
}

/** What a sealed entry is known by, for a terminal, and who signed it. */
export function sealLines({ seal, figures, signedBy }: SealedFacts, t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  return [
    ...(figures === undefined ? [] : [`${w.figures}${w.colon}${figures}`]),
    `${w.seal}${w.colon}${seal}`,
    ...(signedBy === undefined ? [] : [w.signedBy(signedBy)]),
  ]
}
