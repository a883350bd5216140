// The test cases of schemes, run. Takes the folder that is worked in and the schemes that are named; gives of each what became of
// its cases, with the tree of every figure that is not as expected, and what of the scheme no case reaches; all as plain data.

import { readdir } from 'node:fs/promises'
import { basename, dirname, relative } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { type Node, treesOf } from '../explain/tree.ts'
import { fsFailure } from '../files/failure.ts'
import { OWN_FILE } from '../files/names.ts'
import { readText } from '../files/read.ts'
import type { CaseRun, Difference } from '../pay/run-case.ts'
import { type SchemeTest, type TextFile, testScheme } from '../pay/test-scheme.ts'
import type { Scheme } from '../scheme/model.ts'
import { findSchemeArgument, shopSchemeText } from './folder.ts'
import { noScheme } from './near-shop.ts'

/** A figure that is not as expected, with how what was calculated came about. */
export interface ExplainedDifference extends Omit<Difference, 'columns' | 'row'> {
  readonly trees: readonly Node[]
}

export interface ExplainedRun extends Omit<CaseRun, 'engine' | 'differences'> {
  readonly differences: readonly ExplainedDifference[]
  /** The scheme that it was worked out by, where it was. */
  readonly scheme: Pick<Scheme, 'name' | 'sheets'> | undefined
}

export interface ExplainedTest extends Omit<SchemeTest, 'cases'> {
  readonly cases: readonly ExplainedRun[]
}

/** Runs the cases of each scheme; without any, of those of the shop. `exact`: figures as JSON has them. */
export async function testSchemes(
  schemes: readonly string[],
  base: string,
  cwd: string,
  exact: boolean,
): Promise<ExplainedTest[]> {
  const tests: ExplainedTest[] = []
  for (const scheme of schemes.length > 0 ? schemes : await shopSchemes(base)) {
    const test = await testOne(scheme, base, cwd)
    tests.push({ ...test, cases: test.cases.map(run => explainedRun(run, exact)) })
  }
  return tests
}

function explainedRun({ engine, differences, ...run }: CaseRun, exact: boolean): ExplainedRun {
  const explained = differences.map(({ columns, row, ...difference }) => {
    return { ...difference, trees: engine ? treesOf(engine, columns, row, exact) : [] }
  })
  return { ...run, differences: explained, scheme: engine?.scheme }
}

/** The shop's schemes: scheme.yaml, or all of schemes/. */
async function shopSchemes(base: string): Promise<string[]> {
  const dated = (await readdir(pathIn(base, 'schemes')).catch(() => [])).filter(isYaml).sort()
  const names: string[] = await readdir(base).catch(() => [])
  if (names.includes(OWN_FILE)) return ['.']
  const single = names.includes('scheme.yaml') || dated.length === 0
  return single ? ['scheme.yaml'] : dated.map(name => pathIn('schemes', name))
}

async function testOne(scheme: string, base: string, cwd: string): Promise<SchemeTest> {
  const { path, display, root } = await findSchemeArgument(base, scheme)
  const shown = (file: string): string => relative(cwd, file) || file
  const file = base === cwd ? display : shown(path)
  const nothing = { name: file, file, cases: [], coverage: { points: [], reached: new Set<string>() } }
  const own = root === undefined ? undefined : await shopSchemeText(root)
  if (own && own.value === undefined) return { ...nothing, problems: own.problems }
  const source = own?.value !== undefined ? { file, text: own.value } : await textOf(path, file)
  if (!source) return { ...nothing, problems: [await noScheme(path, file)] }
  if ('code' in source) return { ...nothing, problems: [source] }
  // A shop of a group has cases of its own, or those of the group.
  const ofShop = root === undefined ? [] : await caseFiles(pathIn(root, 'scheme.yaml'), shown)
  const found = ofShop.length > 0 ? ofShop : await caseFiles(path, shown)
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
