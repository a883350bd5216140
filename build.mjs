// Builds the program into dist/, or into the folder given beside a package.json: a few scripts instead of some thousand modules, and
// what V8 compiles of them, so that it starts fast (src/cli/load.ts loads them). Beside them the types of the library, as far as they
// are reached from its entry.

import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import ts from 'typescript'

const folder = resolve(process.argv[2] ?? 'dist')
rmSync(folder, { recursive: true, force: true })

/** The scripts: what starts each, and by which import the others ask for it. */
const SCRIPTS = {
  main: {
    starts: `exports.command = () => require('./cli/process.ts'); exports.main = () => require('./cli/main.ts')
      exports.index = () => require('./index.ts'); exports.worker = () => require('./group/worker.ts')`,
  },
  // What few commands need is not read by the others.
  charts: { asked: './charts.ts', starts: `module.exports = require('./writers/report/charts.ts')` },
  editor: { asked: 'vscode-languageserver/node', starts: `module.exports = require('vscode-languageserver/node')` },
  iconv: { asked: 'iconv-lite', starts: `module.exports = require('iconv-lite')` },
}
// One has a part in machine code, the other starts processes from files of its own: neither can be bundled.
const external = ['fs-native-extensions', 'tinypool']
const IMPORTS = new RegExp(`\\bimport\\("(${external.join('|')}|\\./\\w+\\.cjs)"\\)`, 'g')
// Where the limit of a line cuts a text: who looks for a text finds it in one piece.
const CUT = /(?<!\\)((?:\\\\)*)\\\n/g

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Less to read at each start; names stay as they are, for the trace of a defect.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 200,
  logLevel: 'warning',
}
for (const [name, { starts }] of Object.entries(SCRIPTS)) {
  const others = new Map(
    Object.entries(SCRIPTS).flatMap(([other, { asked }]) => (other === name ? [] : [[asked, other]])),
  )
  const { outputFiles } = await build({
    ...common,
    stdin: { contents: starts, resolveDir: 'src' },
    format: 'cjs',
    external,
    define: {
      // The library of workbooks asks only whether there is such a thing, and Node would load its whole client for the web to answer.
      Response: 'Object',
      // The library of charts checks what it is given where it is developed.
      'process.env.NODE_ENV': '"production"',
      'import.meta.url': 'url',
    },
    banner: { js: '(function(exports,module,require,importing,url){"use strict";' },
    footer: { js: '})' },
    plugins: [
      {
        name: 'scripts',
        setup(scripts) {
          scripts.onResolve({ filter: /./ }, ({ path }) =>
            others.has(path) ? { path: `./${others.get(path)}.cjs`, external: true } : undefined,
          )
        },
      },
    ],
    write: false,
  })
  // A script that is loaded with what was compiled of it cannot import: it is given the import of who loads it.
  const text = begunEmpty(outputFiles[0].text).replace(IMPORTS, 'importing("$1")').replace(CUT, '$1')
  mkdirSync(join(folder, 'cli'), { recursive: true })
  writeFileSync(join(folder, `cli/${name}.cjs`), text)
}

const { metafile } = await build({ entryPoints: ['src/index.ts'], format: 'esm', write: false, metafile: true })
const names = Object.values(metafile.outputs)[0].exports.join(', ')
const entryPoints = ['src/cli/bin.ts', 'src/cli/load.ts']
await build({ ...common, entryPoints, outdir: join(folder, 'cli'), splitting: true, format: 'esm' })
const loading = `import { load } from './load.js'\n`
writeFileSync(join(folder, 'cli/index.js'), `${loading}export const { ${names} } = load('main').exports.index()\n`)
writeFileSync(
  join(folder, 'cli/group-worker.js'),
  `${loading}export default load('main', 'worker').exports.worker().default\n`,
)
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

const { v8Flags } = await import(pathToFileURL(join(folder, 'cli/load.js')).href)
const warm = fileURLToPath(new URL('warm.mjs', import.meta.url))
// Flags that others are given are none of the processes that will look for it.
const { NODE_OPTIONS: _, ...env } = process.env
for (const role of ['program', 'worker'])
  try {
    execFileSync(process.execPath, [...v8Flags(role), warm, folder, role], { env, stdio: 'inherit' })
  } catch {
    // Where the golden shop can't be copied or worked out, for a folder that is full or locks nothing, the program does without.
    console.warn(`What V8 compiles of the program is not kept (${role}): it works, and starts more slowly.`)
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
