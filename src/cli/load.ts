// The built program: scripts that the build wrote (build.mjs), and beside each what V8 had compiled of it once it had worked for a while
// (warm.mjs). Takes the name of a script; gives what it exports. What was compiled is taken only where it is whole, of this very script
// and of this very Node; else the script is compiled as ever, which takes longer and does the same.

import { createHash } from 'node:crypto'
// biome-ignore lint/style/noRestrictedImports: it reads the program's own files, before anything else
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { v8Flags } from '../core/v8.ts'

/** Processes of ours by the flags that V8 is given in them: it takes only what was compiled with the same ones. */
export type Role = 'program' | 'worker'

const own = createRequire(import.meta.url)

export interface Loaded {
  readonly bytes: Uint8Array
  readonly script: Script
  readonly exports: unknown
  /** True where nothing had to be compiled. */
  readonly ready: boolean
}

/** A script and all that it asks for, run once; without a role nothing that was compiled is looked for. */
export function load(name: string, role: Role | undefined, loaded: Map<string, Loaded> = new Map()): Loaded {
  const before = loaded.get(name)
  if (before) return before
  const url = new URL(`${name}.cjs`, import.meta.url)
  const path = fileURLToPath(url)
  const bytes = readFileSync(path)
  const cachedData = role && compiledOf(cachePath(name, role), bytes)
  const script = new Script(bytes.toString(), { filename: path, ...(cachedData && { cachedData }) })
  const part = (id: string): unknown => {
    const other = /^\.\/(\w+)\.cjs$/.exec(id)?.[1]
    return other === undefined ? undefined : load(other, role, loaded).exports
  }
  const asked = (id: string): unknown => part(id) ?? own(id)
  const imported = async (id: string): Promise<unknown> => {
    const exported = part(id)
    return exported ? { default: exported, ...exported } : import(id)
  }
  const module = { exports: {} }
  script.runInThisContext()(module.exports, module, asked, imported, url.href)
  const { exports } = module
  const one = { bytes, script, exports, ready: cachedData !== undefined && script.cachedDataRejected === false }
  loaded.set(name, one)
  return one
}

/** Where lies what V8 compiled of a script. */
export function cachePath(name: string, role: Role): string {
  return fileURLToPath(new URL(`${name}.${role}.cache`, import.meta.url))
}

/** What V8 compiled of a script, behind the digest by which it is known again. */
export function sealed(script: Uint8Array, compiled: Uint8Array): Buffer {
  return Buffer.concat([digestOf(script, compiled), compiled])
}

/** What a file gives of a script; undefined where it is missing, damaged, or of another script or Node. V8 itself looks at lengths only. */
function compiledOf(path: string, script: Uint8Array): Buffer | undefined {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    return undefined
  }
  const compiled = bytes.subarray(DIGEST)
  return digestOf(script, compiled).equals(bytes.subarray(0, DIGEST)) ? compiled : undefined
}

const DIGEST = 32

function digestOf(script: Uint8Array, compiled: Uint8Array): Buffer {
  const { version, arch, platform } = process
  const lengths = `${version} ${arch} ${platform} ${script.length} `
  return createHash('sha256').update(lengths).update(script).update(compiled).digest()
}

export { v8Flags as flagsOf }
