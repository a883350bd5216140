// Makes what V8 compiles of the program's scripts, which lies beside them from then on: node warm.mjs DIST ROLE, in a process that
// does what users do most, on a copy of the golden shop, and then keeps what had to be compiled for it.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const [folder, role] = process.argv.slice(2)
const { cachePath, flagsOf, load, sealed } = await import(pathToFileURL(resolve(folder, 'cli/load.js')).href)
for (const flag of flagsOf(role)) setFlagsFromString(flag)
// What has not run for a while is not forgotten until the end.
setFlagsFromString('--no-flush-bytecode')
const loaded = new Map()
const { main } = load('main', undefined, loaded).exports.main()
const shop = mkdtempSync(join(tmpdir(), 'bonusbook-warm-'))
try {
  cpSync(new URL('fixtures/golden', import.meta.url), shop, { recursive: true })
  const silent = { write() {} }
  for (const line of process.env.LINES?.split('|')??['check --period 2026-07','run --period 2026-07']) {
    const io = { stdout: silent, stderr: process.stderr, cwd: shop, now: new Date(), env: {...process.env, BONUSBOOK_DEBUG:1} }
    const code = await main(line.split(' '), io)
    if (code !== 0) throw new Error(`bonusbook ${line} in a copy of the golden shop: exit code ${code}`)
  }
} finally {
  rmSync(shop, { recursive: true, force: true })
}
setFlagsFromString('--flush-bytecode')
for (const [name, { script, bytes }] of loaded) writeFileSync(cachePath(name, role), sealed(bytes, script.createCachedData()))
