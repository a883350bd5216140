// The built program on the Nodes that people have beside the oldest one that it is written for: the golden shop's first two
// months are run, closed and replayed on each, and every file must be the same, byte for byte, as on the Node that runs
// this. `npm run nodes`; it loads the Nodes from the npm registry into a temporary folder.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const call = promisify(execFile)

const NODES = ['22.23.5', '24.22.3', '26.12.1']
const MONTHS = ['2026-07', '2026-08']

const root = resolve(import.meta.dirname, '../..')
const program = join(root, 'bin/bonusbook')
const folder = mkdtempSync(join(tmpdir(), 'bonusbook-nodes-'))

/** The node of a version, loaded from the registry. */
async function nodeOf(version: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`
  const prefix = join(folder, version)
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  await call('npm', ['install', '--prefix', prefix, ...options, `${name}@${version}`])
  return join(prefix, 'node_modules', name, 'bin/node')
}

/**
 * Runs the golden months, then closes and replays them. Gives the hash of each file of a draft, and each sealed entry but for
 * what names the Node: its build, and what hangs on the seals of entries before it.
 */
async function monthsOn(node: string): Promise<Map<string, string>> {
  const shop = mkdtempSync(join(folder, 'shop-'))
  cpSync(join(root, 'fixtures/golden'), shop, { recursive: true })
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1790000000', NO_COLOR: '1' }
  const act = (...args: string[]) => call(node, [program, ...args, '-C', shop], { env })
  const found = new Map<string, string>()
  for (const month of MONTHS) {
    await act('run', '--period', month)
    const out = join(shop, 'out', month)
    for (const name of readdirSync(out)) found.set(`${month}/${name}`, hashOf(readFileSync(join(out, name))))
  }
  for (const month of MONTHS) {
    await act('run', '--period', month)
    await act('close', '--period', month)
  }
  await act('book', 'verify', '--replay')
  for (const name of readdirSync(join(shop, 'book')).filter(n => n.endsWith('.jsonl'))) {
    const text = readFileSync(join(shop, 'book', name), 'utf8')
    found.set(name, hashOf(text.replace(/"(build|seal|previous|after|sha256)":"[0-9a-f]+"|"bytes":\d+/g, '')))
  }
  return found
}

function hashOf(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

try {
  const here = await monthsOn(process.execPath)
  const compared = await Promise.all(
    NODES.map(async version => ({ version, there: await monthsOn(await nodeOf(version)) })),
  )
  for (const { version, there } of compared) {
    const names = [...new Set([...here.keys(), ...there.keys()])]
    const others = names.filter(name => here.get(name) !== there.get(name))
    for (const name of others) console.error(`Node ${version}: ${name} is not as on ${process.version}`)
    console.log(`Node ${version}: ${names.length - others.length} of ${names.length} files as on ${process.version}`)
    if (others.length > 0) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
