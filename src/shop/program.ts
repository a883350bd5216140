// The program's version and build, and the folder that it lies in with its templates.

import { createHash } from 'node:crypto'
// biome-ignore lint/style/noRestrictedImports: it reads the program's own files, before anything else
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of package.json; as far from src/cli as from dist/cli. */
export const programFolder: string = fileURLToPath(new URL('../../', import.meta.url))

export const version: string = (JSON.parse(readFileSync(`${programFolder}package.json`, 'utf8')) as { version: string })
  .version

let build: string | undefined

/**
 * What the program is made of: its own files, its packages, and what Node compresses and names languages with. Another build
 * may show the same figures in other bytes.
 */
export function buildOf(): string {
  if (build !== undefined) return build
  const { zlib = '', icu = '' } = process.versions
  const hash = createHash('sha256')
    .update(`${zlib} ${icu} `)
    .update(readFileSync(`${programFolder}package.json`))
  // The folder of the program's files, built or not.
  const folder = fileURLToPath(new URL('../', import.meta.url))
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = `${folder}${name}`
    // What V8 compiled of them does the same as they.
    if (statSync(path).isFile() && !name.endsWith('.cache')) hash.update(`${name}\0`).update(readFileSync(path))
  }
  build = hash.digest('hex').slice(0, 16)
  return build
}
