// Has V8 compile the program's scripts and keeps it beside them: node FLAGS warm.mjs DIST ROLE, with V8's flags of that role. What is
// kept is what was needed for the commands below, on a copy of the golden shop; the rest is compiled when it is needed, as ever.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const COMMANDS = [
  ['check', '--period', '2026-07'],
  ['run', '--period', '2026-07'],
  ['explain', '00043', '--period', '2026-07'],
  ['close', '--period', '2026-07'],
  ['book', 'balance'],
  ['check', '--period', '2026-08', '--json'],
]

const [folder, role] = process.argv.slice(2)
const { compiled, load } = await import(pathToFileURL(resolve(folder, 'cli/load.js')).href)
// Else V8 forgets what has not run for a while.
setFlagsFromString('--no-flush-bytecode')
const { main, worker } = load('main').exports
if (role === 'worker') worker()
const shop = mkdtempSync(join(tmpdir(), 'bonusbook-warm-'))
try {
  cpSync(new URL('fixtures/golden', import.meta.url), shop, { recursive: true })
  for (const language of ['zh', 'en'])
    for (const command of language === 'zh' ? COMMANDS : COMMANDS.slice(0, 1)) {
      const told = []
      const stream = { write: text => void told.push(text) }
      const io = { stdout: stream, stderr: stream, cwd: shop, now: new Date(), env: { LANG: `${language}_CN.UTF-8` } }
      const code = await main().main(command, io)
      if (code !== 0) throw new Error(`bonusbook ${command.join(' ')} in a copy of the golden shop: ${code}\n${told.join('')}`)
    }
} finally {
  rmSync(shop, { recursive: true, force: true })
}
setFlagsFromString('--flush-bytecode')
for (const { path, bytes } of compiled(role)) writeFileSync(path, bytes)
