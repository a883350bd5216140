// A shop whose scheme asks for signatures, with real keys for those who may give them; and what commands say in it.

import { beforeAll, expect } from 'vitest'
import { BOOK_SCHEME, putShop } from './book-shop.ts'
import { type Ran, run } from './cli.ts'
import { contents, copyInto, folderOfFile, tempFolder } from './folders.ts'
import { type Key, makeKey } from './keys.ts'

const APPROVALS = `approvals:
  总经理: { when: gross > 500元, signed by: [gm@shop, deputy@shop] }
  cashier: { when: gross > 5000元 }
  HR: { forfeiture: yes, signed by: hr@shop }
`
export const NOW: Date = new Date('2026-11-28T12:00:00Z')
export const JULY = ['--period', '2026-07'] as const
export const FIRST = '000001-close-2026-07.jsonl'

export interface SignedShop {
  /** A folder of the file's tests; the keys lie there. */
  readonly place: string
  readonly keys: Readonly<Record<'gm' | 'clerk' | 'hr' | 'stranger', Key>>
  /** The text of allowed_signers: all of them but the stranger. */
  readonly signers: string
  /** The shop with a draft of July, to be copied. */
  readonly drafted: string
  /** Options that sign for a role. */
  readonly gm: readonly string[]
  readonly hr: readonly string[]
}

/** Makes the shop for all tests of a file. */
export function signedShop(): SignedShop {
  const place = folderOfFile()
  const drafted = `${place}/drafted`
  const keys = {
    gm: makeKey(place, 'gm'),
    clerk: makeKey(place, 'clerk', 'ecdsa'),
    hr: makeKey(place, 'hr'),
    stranger: makeKey(place, 'stranger'),
  }
  const signers = `gm@shop namespaces="bonusbook" ${keys.gm.public}\nclerk@shop ${keys.clerk.public}\nhr@shop ${keys.hr.public}\n`
  beforeAll(async () => {
    putShop(drafted, { 'scheme.yaml': `${BOOK_SCHEME}${APPROVALS}`, allowed_signers: signers })
    await done(drafted, 'run', ...JULY)
  })
  const gm = ['--role', '总经理', '--sign', keys.gm.path]
  return { place, keys, signers, drafted, gm, hr: ['--role', 'HR', '--sign', keys.hr.path] }
}

/** A command line in a shop, with an environment in which there is an ssh-keygen. */
export function ran(shop: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return run(argv, { cwd: shop, now: NOW, env: { PATH: process.env.PATH, ...env } })
}

/** One that must succeed. */
export async function done(shop: string, ...argv: string[]): Promise<Ran> {
  const result = await ran(shop, argv)
  if (result.code !== 0) throw new Error(`${argv.join(' ')}: ${result.code}\n${result.out}${result.err}`)
  return result
}

/** Code and errors of one that must leave everything as it was. */
export async function refused(shop: string, ...argv: string[]): Promise<string> {
  const before = contents(shop)
  const said = await failing(shop, ...argv)
  expect(contents(shop)).toEqual(before)
  return said
}

/** Code and errors of one. */
export async function failing(shop: string, ...argv: string[]): Promise<string> {
  const { code, out } = await ran(shop, [...argv, '--json'])
  return `${code} ${errorsIn(out)}`
}

/** The errors of a document, a line each. */
export function errorsIn(out: string): string {
  const { problems } = JSON.parse(out) as { problems: { code: string; severity: string; message: string }[] }
  return problems.flatMap(p => (p.severity === 'error' ? `${p.code}: ${p.message}` : [])).join('\n')
}

export function copyOf(shop: string): string {
  const copy = tempFolder()
  copyInto(shop, copy)
  return copy
}
