// Builds the program into dist/, or into the folder given: a few files instead of some two hundred, so that it starts
// fast. Beside them the types of the library, as far as they are reached from its entry.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build } from 'esbuild'
import ts from 'typescript'

const folder = process.argv[2] ?? 'dist'
rmSync(folder, { recursive: true, force: true })
await build({
  entryPoints: { bin: 'src/cli/bin.ts', index: 'src/index.ts', 'group-worker': 'src/group/worker.ts' },
  outdir: join(folder, 'cli'),
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // Less to read at each start; names stay as they are, for the trace of a defect.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 200,
  // One has a part in machine code, the other starts processes from files of its own: neither can be bundled.
  external: ['fs-native-extensions', 'tinypool'],
  // The library of workbooks asks only whether there is such a thing, and Node would load its whole client for the web to answer.
  define: { Response: 'Object' },
  // Packages that are not modules ask for Node's own parts by `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
})

for (const name of readdirSync(join(folder, 'cli'))) {
  const file = join(folder, 'cli', name)
  writeFileSync(file, begunEmpty(readFileSync(file, 'utf8')))
}

/**
 * The program with `{...{}, ...a, b}` in the place of `{...a, b}`: the V8 of Node 20 gives each object of the second kind a
 * shape of its own, which takes a hundred times longer to make and makes whatever reads it slow.
 */
function begunEmpty(program) {
  const places = []
  const visit = node => {
    if (ts.isObjectLiteralExpression(node) && node.properties.length > 1 && ts.isSpreadAssignment(node.properties[0]))
      places.push(node.properties[0].getStart())
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('program.js', program, ts.ScriptTarget.Latest, true))
  const ends = [...places.sort((a, b) => a - b), program.length]
  return program.slice(0, ends[0]) + places.map((_, i) => `...{},${program.slice(ends[i], ends[i + 1])}`).join('')
}

const known = new Set(['src/index.ts'])
for (const file of known) {
  const compilerOptions = { declaration: true, isolatedDeclarations: true }
  const options = { compilerOptions, fileName: file, reportDiagnostics: true }
  const { outputText, diagnostics } = ts.transpileDeclaration(readFileSync(file, 'utf8'), options)
  // What the library shows says its types itself; so each file is enough for its declaration.
  if (diagnostics.length > 0)
    throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(diagnostics[0].messageText, ' ')}`)
  const types = outputText.replace(/(?<=from '|import\(['"])(\.{1,2}\/[^'"]+)\.ts(?=['"])/g, (_, name) => {
    known.add(join(dirname(file), `${name}.ts`))
    return `${name}.js`
  })
  const target = join(folder, 'types', relative('src', file).replace(/\.ts$/, '.d.ts'))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, types)
}
