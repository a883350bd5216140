// Keys and signatures for tests, made by the ssh-keygen of this machine.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type KeyType = 'ed25519' | 'rsa' | 'ecdsa'

export interface Key {
  /** The file of the private key. */
  readonly path: string
  /** `ssh-ed25519 AAAA…`. */
  readonly public: string
}

/** False on a machine without ssh-keygen. */
export const CAN_SIGN: boolean = spawnSync('ssh-keygen', ['-?']).error === undefined

/** Makes a key in a folder. */
export function makeKey(folder: string, name: string, type: KeyType = 'ed25519', passphrase = ''): Key {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  keygen(['-q', '-t', type, '-N', passphrase, '-C', name, '-f', path])
  return { path, public: readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ') }
}

/** Signs with a key by hand, for whatever it is. */
export function signedBy({ path }: Key, message: string, namespace = 'bonusbook'): string {
  const file = `${path}.message`
  rmSync(`${file}.sig`, { force: true })
  writeFileSync(file, message)
  keygen(['-q', '-Y', 'sign', '-n', namespace, '-f', path, file])
  return readFileSync(`${file}.sig`, 'utf8')
}

export function keygen(args: readonly string[], input = ''): string {
  return execFileSync('ssh-keygen', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })
}

/** A program of this name in a folder of its own, for a PATH. */
export function program(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}
