// The program's version, and the folder that it lies in with its templates.

// biome-ignore lint/style/noRestrictedImports: it reads the program's own file, before anything else
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of package.json; as far from src/cli as from dist/cli. */
export const programFolder: string = fileURLToPath(new URL('../../', import.meta.url))

export const version: string = (JSON.parse(readFileSync(`${programFolder}package.json`, 'utf8')) as { version: string })
  .version
