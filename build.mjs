// Builds the program into dist/, or into the folder given: a few files instead of some two hundred, so that it starts
// fast.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = process.argv[2] ?? 'dist'
rmSync(folder, { recursive: true, force: true })
await build({
  entryPoints: { bin: 'src/cli/bin.ts', 'xlsx-worker': 'src/writers/xlsx-worker.ts' },
  outdir: join(folder, 'cli'),
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // Has a part in machine code, which can't be bundled.
  external: ['fs-native-extensions'],
  // Packages that are not modules ask for Node's own parts by `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
})
