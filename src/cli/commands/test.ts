// bonusbook test [SCHEME…]: the scheme's own test cases, and what of the scheme no case reaches. They are `cases.yaml` and
// `cases/*.yaml` beside the scheme, or, of one that is not called scheme.yaml, `cases/<its name>.yaml` alone where that is
// there. SCHEME is a file or a folder with scheme.yaml; without one, the shop's. Exit code 1 where a case fails.

import { readdir } from 'node:fs/promises'
import { basename, dirname, relative, resolve } from 'node:path'
import { pathIn } from '../../core/inside.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { fsFailure } from '../../files/failure.ts'
import { readText } from '../../files/read.ts'
import { allPassed, type SchemeTest, type TextFile, testScheme } from '../../pay/test-scheme.ts'
import { findSchemeArgument } from '../../shop/folder.ts'
import { noScheme } from '../../shop/near-shop.ts'
import { testDocument, testLines, verdict } from '../show-test.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'

/** Runs the cases of each scheme and shows what became of them. */
export async function testSchemes(schemes: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const base = resolve(io.cwd, options.shop ?? '.')
  const wanted = schemes.length > 0 ? schemes : await shopSchemes(base)
  const tests: SchemeTest[] = []
  for (const scheme of wanted) tests.push(await testOne(scheme, base, io.cwd))
  const ok = tests.every(allPassed)
  if (t.json) t.document({ ok, schemes: tests.map(test => testDocument(test, t)) })
  else {
    for (const test of tests) for (const line of testLines(test, t)) t.out(line)
    for (const line of verdict(tests, t)) t.out(line)
  }
  return ok ? 0 : 1
}

/** The shop's schemes: scheme.yaml, or all of schemes/. */
async function shopSchemes(base: string): Promise<string[]> {
  const dated = (await readdir(pathIn(base, 'schemes')).catch(() => [])).filter(isYaml).sort()
  const names: string[] = await readdir(base).catch(() => [])
  const single = names.includes('scheme.yaml') || dated.length === 0
  return single ? ['scheme.yaml'] : dated.map(name => pathIn('schemes', name))
}

async function testOne(scheme: string, base: string, cwd: string): Promise<SchemeTest> {
  const { path, display } = await findSchemeArgument(base, scheme)
  const shown = (file: string): string => relative(cwd, file) || file
  const file = base === cwd ? display : shown(path)
  const nothing = { name: file, file, cases: [], coverage: { points: [], reached: new Set<string>() } }
  const source = await textOf(path, file)
  if (!source) return { ...nothing, problems: [await noScheme(path, file)] }
  if ('code' in source) return { ...nothing, problems: [source] }
  const found = await caseFiles(path, shown)
  const unread = found.filter(f => 'code' in f)
  if (unread.length > 0) return { ...nothing, problems: unread }
  const cases = found.filter(f => 'text' in f)
  if (cases.length > 0) return testScheme(source, cases)
  const looked = [pathIn(dirname(path), 'cases.yaml'), pathIn(dirname(path), 'cases')].map(shown).join(', ')
  const tested = testScheme(source, [])
  return { ...tested, problems: [...tested.problems, problem('CASES_MISSING', undefined, { looked })] }
}

/** Files in schemes/ lie side by side, so each has cases of its own name. */
async function caseFiles(scheme: string, shown: (file: string) => string): Promise<(TextFile | Problem)[]> {
  const folder = dirname(scheme)
  const inside = (await readdir(pathIn(folder, 'cases')).catch(() => [])).filter(isYaml).sort()
  const own = basename(scheme)
  const names = own !== 'scheme.yaml' && inside.includes(own) ? [own] : inside
  const files = [
    ...(names === inside ? [pathIn(folder, 'cases.yaml')] : []),
    ...names.map(n => pathIn(folder, 'cases', n)),
  ]
  const read = await Promise.all(files.map(file => textOf(file, shown(file))))
  return read.filter(f => f !== undefined)
}

/** A file as a text, or why it can't be read; undefined where there is none. */
async function textOf(path: string, file: string): Promise<TextFile | Problem | undefined> {
  try {
    return { file, text: await readText(path) }
  } catch (error) {
    const { code } = fsFailure(error)
    if (['ENOENT', 'ENOTDIR', 'a folder'].includes(code)) return undefined
    return problem('FILE_UNREADABLE', { file }, { detail: code })
  }
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/.test(name)
}
