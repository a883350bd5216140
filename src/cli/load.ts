// The built program: a few scripts (build.mjs), and beside each what V8 had compiled of it when it had worked for a while (warm.mjs).
// Takes the name of a script; gives what it exports. What was compiled is taken only where it is whole, of this very script and of this
// very Node; else the script is compiled as ever, which takes longer and does the same.

import { createHash } from 'node:crypto'
// biome-ignore lint/style/noRestrictedImports: it reads the program's own files, before anything else
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { v8Flags } from '../core/v8.ts'

export { v8Flags }

/** Whose flags V8 was told: it takes only what was compiled with the same ones. */
export type Role = Parameters<typeof v8Flags>[0]

export interface Loaded {
  readonly exports: unknown
  /** True where nothing had to be compiled. */
  readonly ready: boolean
  readonly script: Script
}

const DIGEST = 32
const loaded = new Map<string, Loaded>()
const own = createRequire(import.meta.url)

/** A script, run once in a process, and by it the scripts that it asks for. Without a role everything is compiled. */
export function load(name: string, role?: Role): Loaded {
  const before = loaded.get(name)
  if (before) return before
  const [path, url] = placeOf(`${name}.cjs`)
  const source = readFileSync(path)
  const cachedData = role && compiledOf(source, placeOf(`${name}.${role}.cache`)[0])
  const script = new Script(source.toString(), { filename: path, ...(cachedData && { cachedData }) })
  const other = (id: string): object | undefined => {
    const part = /^\.\/(\w+)\.cjs$/.exec(id)?.[1]
    return part === undefined ? undefined : (load(part, role).exports as object)
  }
  const require = (id: string): unknown => other(id) ?? own(id)
  // A script that was not compiled here cannot import by itself.
  const importing = async (id: string): Promise<unknown> => {
    const exports = other(id)
    return exports ? { default: exports, ...exports } : import(id)
  }
  const module = { exports: {} }
  script.runInThisContext()(module.exports, module, require, importing, url)
  const one = { exports: module.exports, ready: script.cachedDataRejected === false, script }
  loaded.set(name, one)
  return one
}

/** What V8 has compiled by now of each script that was loaded: the files to write, as processes of this role look for them. */
export function compiled(role: Role): { readonly path: string; readonly bytes: Uint8Array }[] {
  return [...loaded].map(([name, { script }]) => {
    const data = script.createCachedData()
    const digest = digestOf(readFileSync(placeOf(`${name}.cjs`)[0]), data)
    return { path: placeOf(`${name}.${role}.cache`)[0], bytes: Buffer.concat([digest, data]) }
  })
}

function placeOf(file: string): [path: string, url: string] {
  const url = new URL(file, import.meta.url)
  return [fileURLToPath(url), url.href]
}

/** What a file gives of a script; undefined where it is not there, damaged, or of another script or Node: V8 looks at lengths only. */
function compiledOf(source: Uint8Array, path: string): Uint8Array | undefined {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    return undefined
  }
  const data = bytes.subarray(DIGEST)
  return digestOf(source, data).equals(bytes.subarray(0, DIGEST)) ? data : undefined
}

function digestOf(source: Uint8Array, data: Uint8Array): Buffer {
  const { version, platform, arch, config } = process
  const node = JSON.stringify([version, platform, arch, config, source.length])
  return createHash('sha256').update(node).update(source).update(data).digest()
}
