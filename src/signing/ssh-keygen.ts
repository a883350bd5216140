// The one place that signs and checks signatures: by the ssh-keygen of the machine (`ssh-keygen -Y`), in a namespace of its
// own. Takes messages, the file of a key, and who may sign; gives signatures and names, or why there are none. There is no
// cryptography here, and no key is ever read.

import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { pathIn } from '../core/inside.ts'
import { isSignerName, type SigningFault } from '../core/signer.ts'
import { fsFailure } from '../files/failure.ts'
import { readText } from '../files/read.ts'
import { writeNew } from '../files/write.ts'

/** What a signature is for: one made for git or for mail is none of ours. */
export const NAMESPACE = 'bonusbook'

export interface SigningFailure {
  readonly outcome: 'failed'
  readonly fault: SigningFault
  /** The words of ssh-keygen, or the code of the file system; empty where they say no more. */
  readonly detail: string
}

/** What became of checking a signature. `key` is the fingerprint of the key that made it. */
export type Checked =
  | { readonly outcome: 'good'; readonly name: string; readonly key: string }
  /** It is over the message, by a key that is not named, or not for this or not at that time. */
  | { readonly outcome: 'unknown'; readonly key: string; readonly detail: string }
  /** It is not a signature over the message, or not one of our namespace. */
  | { readonly outcome: 'wrong' }
  | SigningFailure

/** A signature that is to be checked. */
export interface ToCheck {
  readonly message: string
  readonly signature: string
  /** When it must have been allowed, UTC: `2026-08-03T09:00:00Z`. */
  readonly time: string
  /** Those of whom one must have made it; without them, anybody who may sign. */
  readonly names?: readonly string[]
}

export interface KeygenSetting {
  readonly env: Readonly<Record<string, string | undefined>>
  /** True where somebody can be asked for a passphrase. */
  readonly terminal: boolean
  /** Who may sign: the text of a file in OpenSSH's format of allowed_signers; undefined where there is none. */
  readonly signers: string | undefined
}

/** An ssh-keygen that knows who may sign. */
export class Keygen {
  readonly #setting: KeygenSetting

  constructor(setting: KeygenSetting) {
    this.#setting = setting
  }

  /** The fingerprint of a key, `SHA256:…`, from its private or public file; needs no passphrase. */
  async fingerprint(key: string): Promise<string | SigningFailure> {
    const missing = await keyMissing(key)
    if (missing) return missing
    return inFolder(async folder => {
      const ran = await this.#run(folder, ['-l', '-E', 'sha256', '-f', key], { input: '' })
      if ('fault' in ran) return ran
      return /^\d+ (SHA256:\S+) /.exec(ran.out)?.[1] ?? failure('not a key', ran.err)
    })
  }

  /** Signs a message with a key; its passphrase is asked for where it has one and somebody is there. */
  async sign(key: string, message: string): Promise<{ readonly signature: string } | SigningFailure> {
    const missing = await keyMissing(key)
    if (missing) return missing
    return inFolder(async folder => {
      await writeNew(pathIn(folder, MESSAGE), [message])
      const ran = await this.#run(folder, ['-q', '-Y', 'sign', '-n', NAMESPACE, '-f', key, MESSAGE], 'ask')
      if ('fault' in ran) return ran
      if (ran.code !== 0) return failure(faultOf(ran.err), ran.err)
      return { signature: await readText(pathIn(folder, `${MESSAGE}.sig`)) }
    })
  }

  /** Says whether a signature is over a message, and whose of those who may sign. */
  async check({ message, signature, time, names }: ToCheck): Promise<Checked> {
    const { signers } = this.#setting
    if (signers === undefined) return failure('no signers', '')
    return inFolder<Checked>(async folder => {
      await writeNew(pathIn(folder, SIGNATURE), [signature])
      await writeNew(pathIn(folder, SIGNERS), [plain(signers)])
      const made = await this.#run(folder, ['-Y', 'check-novalidate', '-n', NAMESPACE, '-s', SIGNATURE], {
        input: message,
      })
      if ('fault' in made) return made
      const key = keyIn(made.out)
      if (made.code !== 0 || key === undefined) return { outcome: 'wrong' }
      const at = `-Overify-time=${localTime(time)}`
      const named = names === undefined ? await this.#namesOf(folder, at) : { names, detail: '' }
      if ('fault' in named) return named
      let { detail } = named
      for (const name of named.names) {
        const asked = ['-Y', 'verify', '-n', NAMESPACE, '-f', SIGNERS, '-I', name, '-s', SIGNATURE, at]
        const verified = await this.#run(folder, asked, { input: message })
        if ('fault' in verified) return verified
        if (verified.code === 0 && keyIn(verified.out) === key) return { outcome: 'good', name, key }
        detail = said(verified.err)
      }
      return { outcome: 'unknown', key, detail }
    })
  }

  /** The names that the key of a signature has. A pattern is nobody's name. */
  async #namesOf(folder: string, at: string): Promise<Named | SigningFailure> {
    const found = await this.#run(folder, ['-Y', 'find-principals', '-f', SIGNERS, '-s', SIGNATURE, at], { input: '' })
    if ('fault' in found) return found
    return { names: found.code === 0 ? found.out.split('\n').filter(isSignerName) : [], detail: said(found.err) }
  }

  /** Runs ssh-keygen in the folder, with an input or with the terminal to ask for a passphrase, if there is one. */
  #run(
    folder: string,
    args: readonly string[],
    stdin: { readonly input: string } | 'ask',
  ): Promise<Ran | SigningFailure> {
    const { env, terminal } = this.#setting
    const first = stdin !== 'ask' ? 'pipe' : terminal ? 'inherit' : 'ignore'
    return new Promise((resolve, reject) => {
      const options = { cwd: folder, env: { ...env, LC_ALL: 'C' } }
      const child = spawn('ssh-keygen', args, { ...options, stdio: [first, 'pipe', 'pipe'] })
      const printed = { out: '', err: '' }
      for (const [stream, name] of [[child.stdout, 'out'] as const, [child.stderr, 'err'] as const]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          printed[name] += text
        })
      }
      child.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === undefined) reject(error)
        else resolve({ outcome: 'failed', fault: 'no ssh-keygen', detail: error.code })
      })
      child.on('close', code => {
        const old = /(?:unknown|illegal|invalid) option/i.test(printed.err) && /usage:/i.test(printed.err)
        if (old) resolve({ outcome: 'failed', fault: 'no ssh-keygen', detail: said(printed.err) })
        else resolve({ code, ...printed })
      })
      // It may end without having read it.
      child.stdin?.on('error', () => undefined).end(stdin === 'ask' ? undefined : stdin.input)
    })
  }
}

/** Does work in a new folder that is removed in the end. What is in it is no secret: messages, signatures, public keys. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T | SigningFailure> {
  let folder: string | undefined
  try {
    folder = await mkdtemp(pathIn(tmpdir(), 'bonusbook-sign-'))
    return await work(folder)
  } catch (error) {
    const { code, file } = fsFailure(error)
    return { outcome: 'failed', fault: 'no room', detail: `${code} ${file}`.trim() }
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

interface Named {
  readonly names: readonly string[]
  readonly detail: string
}

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const MESSAGE = 'message'
const SIGNATURE = 'signature'
/** As it is called where ssh-keygen speaks of a line of it. */
const SIGNERS = 'allowed_signers'

/**
 * Editors of Windows leave a mark at the beginning and marks at the ends of lines, which would be part of names and keys. An
 * empty line is made a comment: ssh-keygen misses a key in it.
 */
function plain(signers: string): string {
  const lines = signers.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  return lines.map(line => (line.trim() === '' ? '#\n' : `${line}\n`)).join('')
}

/** `20260803110000` in the machine's own time zone: an ssh-keygen before 9.1 knows no other. */
function localTime(utc: string): string {
  const time = new Date(utc)
  const parts = [time.getMonth() + 1, time.getDate(), time.getHours(), time.getMinutes(), time.getSeconds()]
  return `${time.getFullYear()}${parts.map(part => String(part).padStart(2, '0')).join('')}`
}

/** The key of `Good "bonusbook" signature for Li with ED25519 key SHA256:…`. */
function keyIn(out: string): string | undefined {
  return / key (SHA256:[A-Za-z0-9+/]+)\s*$/.exec(out)?.[1]
}

/** A FIFO would keep ssh-keygen waiting for ever. */
async function keyMissing(key: string): Promise<SigningFailure | undefined> {
  try {
    return (await stat(key)).isFile() ? undefined : failure('not a key', '')
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return { outcome: 'failed', fault: 'no key', detail: code === 'ENOENT' ? '' : code }
  }
}

function failure(fault: SigningFault, err: string): SigningFailure {
  return { outcome: 'failed', fault, detail: fault === 'other' || fault === 'not a key' ? said(err) : '' }
}

function faultOf(err: string): SigningFault {
  if (/UNPROTECTED PRIVATE KEY|bad permissions/i.test(err)) return 'open to others'
  if (/incorrect passphrase|passphrase supplied/.test(err)) return 'passphrase'
  if (/No private key found for public key|agent refused|communication with agent/.test(err)) return 'agent'
  if (/not a key file|invalid format|error in libcrypto|load public key/i.test(err)) return 'not a key'
  return 'other'
}

/** The last line that ssh-keygen said which says why. */
function said(err: string): string {
  const lines = err.split('\n').map(line => line.trim())
  return lines.filter(line => line !== '' && !/^@|^No principal matched|^Could not verify/.test(line)).at(-1) ?? ''
}
