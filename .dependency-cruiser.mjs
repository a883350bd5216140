// The layers of src/: imports go down this list only. `formula` and `sources` stand side by side.
const layers = [
  'core',
  'words',
  'files',
  'signing',
  'tables',
  'sources',
  'formula',
  'scheme',
  'pay',
  'propose',
  'book',
  'explain',
  'reports',
  'live',
  'writers',
  'shop',
  'group',
  'lsp',
  'cli',
]
const siblings = new Set(['sources formula', 'formula sources'])

const upward = layers.flatMap((from, i) =>
  layers
    .filter((to, j) => (j > i || siblings.has(`${from} ${to}`)) && from !== to)
    .map(to => ({
      name: `${from}-must-not-import-${to}`,
      severity: 'error',
      from: { path: `^src/${from}/` },
      to: { path: `^src/${to}/` },
    })),
)

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upward,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['src/cli/bin\\.ts$', 'src/group/worker\\.ts$', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'book-knows-only-core-and-files',
      comment: 'the sealed store must outlive every change of schemes and pay',
      severity: 'error',
      from: { path: '^src/book/' },
      to: { path: '^src/', pathNot: '^src/(core|files|book)/' },
    },
    {
      name: 'only-the-edges-touch-files',
      comment:
        'files are opened and made in files, looked for in sources, book, writers and shop; cli ties them together',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(files|signing|sources|book|writers|shop|group|cli)/' },
      to: { path: '^(node:)?(fs|fs/promises|os)$' },
    },
    {
      name: 'who-prints-takes-data',
      comment: 'formulas, traces and engines are read by explain and live; documents are made of plain data',
      severity: 'error',
      from: { path: '^src/(reports|writers|cli)/' },
      to: { path: '^src/(formula/|pay/engine\\.ts)' },
    },
    {
      name: 'live-has-one-face',
      comment: 'the spreadsheet compiler keeps the tree to itself',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/live/' },
      to: { path: '^src/live/', pathNot: '^src/live/workbook\\.ts$' },
    },
    {
      name: 'only-signing-starts-programs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/signing/' },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'one-module-reads-workbooks-and-one-writes-them',
      comment:
        'the library of workbooks is young: what it gives and takes is checked, and can be replaced, in two places',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(sources/workbook/library|writers/write-workbook)\\.ts$',
      },
      to: { path: '(^|/)hucre(/|$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
}
