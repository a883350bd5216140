// A shop folder: where its scheme and data lie. Takes the folder; gives the scheme of a month, or what is wrong with it.

import { readdir, stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { isPayPeriod, monthOf, type PayKind, type PayPeriod, type Period, parsePeriod } from '../core/calendar.ts'
import { hashOf } from '../core/hash.ts'
import { pathIn } from '../core/inside.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { readBytes, readText } from '../files/read.ts'
import { type LoadedScheme, loadScheme } from '../scheme/load.ts'
import { PAY_KINDS, paysOf } from '../scheme/pays.ts'
import { contradictions, holding, inOrder, type Span } from '../scheme/spans.ts'
import { noScheme } from './near-shop.ts'

export interface SchemeFileFacts {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

export interface ShopScheme extends LoadedScheme {
  readonly facts: SchemeFileFacts | undefined
  /** The file as it stands. */
  readonly text?: string
}

/** How a scheme is read. */
export interface HowToLoad {
  /** What a what-if changes in its text before it is read. */
  readonly edit?: ((text: string) => string) | undefined
  /** False where what looks wrong in a sound scheme is not shown. */
  readonly lints?: boolean
}

/** Folders of a shop that are read, or that only its own commands write. */
export const SHOP_FOLDERS: readonly string[] = ['data', 'book', 'schemes', 'approvals']

/** The folder that a command works in. */
export function shopRoot(cwd: string, shop: string | undefined): string {
  return resolve(cwd, shop ?? '.')
}

/** Loads the scheme that applies to a month. */
export async function loadShopScheme(root: string, period: Period, how?: HowToLoad): Promise<ShopScheme> {
  const { value: file, problems } = await schemeFile(root, period)
  if (file === undefined) return { scheme: undefined, facts: undefined, problems }
  return loadSchemeFile(pathIn(root, file), file, period, how)
}

/** The scheme files of a shop: scheme.yaml, then those of schemes/ by their names. */
async function schemeFiles(root: string): Promise<{ readonly single: boolean; readonly files: readonly string[] }> {
  const single = (await isThere(pathIn(root, 'scheme.yaml'))) ? ['scheme.yaml'] : []
  const names = (await readdir(pathIn(root, 'schemes')).catch(() => [])).filter(n => /\.ya?ml$/.test(n)).sort()
  return { single: single.length > 0, files: [...single, ...names.map(name => `schemes/${name}`)] }
}

async function textOf(root: string, file: string): Promise<string> {
  return (await readText(pathIn(root, file)).catch(error => void fsFailure(error))) ?? ''
}

/** Words that schemes do not know, by what they mean: so the scheme is refused for them, and not the period that was typed. */
const MEANT: ReadonlyMap<string, PayKind> = new Map<string, PayKind>([
  ...['周', '每周', '按周', 'weekly'].map(word => [word, 'week'] as const),
  ...['两周', '双周', '每两周', 'biweekly', 'two-weeks'].map(word => [word, 'two weeks'] as const),
  ...['半月', '半个月', '每半月', 'half month'].map(word => [word, 'half-month'] as const),
])

/** One of the periods that a shop closes and pays in one go, as its newest scheme says; undefined where there is no scheme. */
export async function shopPays(root: string): Promise<PayPeriod | undefined> {
  const texts = await Promise.all((await schemeFiles(root)).files.map(file => textOf(root, file)))
  const begins = (text: string): string => /^from:\s*["']?(\d{4}-\d{2})/m.exec(text)?.[1] ?? ''
  const [newest] = texts.sort((a, b) => (begins(a) < begins(b) ? 1 : -1))
  return newest === undefined ? undefined : paysIn(newest)
}

/** One of the periods that a scheme file says; of one that can't be read, a month. */
export async function schemePays(path: string): Promise<PayPeriod> {
  return paysIn((await readText(path).catch(error => void fsFailure(error))) ?? '')
}

function paysIn(scheme: string): PayPeriod {
  const said = (key: string): string | undefined =>
    new RegExp(`^["']?${key}["']?:[ \\t]*["']?([^"'#\\r\\n]*)`, 'm').exec(scheme)?.[1]?.trim()
  const word = said('every') ?? ''
  const every = PAY_KINDS.find(kind => kind === word) ?? MEANT.get(word)
  return paysOf({ every, 'weeks end on': said('weeks end on'), 'two weeks end on': said('two weeks end on') })
}

/**
 * The file of the scheme that applies to a month: scheme.yaml, or of schemes/*.yaml the last one that has begun and not ended.
 * Refuses both at once, two that begin in the same month, and one that says to hold when the next has begun.
 */
export async function schemeFile(root: string, period: Period): Promise<Result<string>> {
  const { single, files } = await schemeFiles(root)
  if (single) {
    if (files.length > 1) return failed(problem('SCHEME_TWICE', undefined, { files: files.join(', '), from: '' }))
    return done(files[0]!)
  }
  const dated: (Span & { readonly file: string; readonly from: string })[] = []
  for (const file of files) {
    const text = await textOf(root, file)
    const said = (key: string): RegExpExecArray | null => new RegExp(`^${key}:\\s*["']?(\\d{4}-\\d{2})`, 'm').exec(text)
    const [begins, ends] = [said('from'), said('until')]
    // One that does not say when it begins, or can't be read, is told so where it is loaded.
    if (!begins) return done(file)
    const line = text.slice(0, (ends ?? begins).index).split('\n').length
    dated.push({ file, from: begins[1]!, until: ends?.[1], at: { file, line, column: 1 }, text: file })
  }
  const begun = dated.filter(s => s.from <= monthOf(period))
  // Of a month after all of them the newest tells that it has ended.
  const latest = holding(dated, monthOf(period)) ?? inOrder(begun).at(-1)
  const looked = files.length > 0 ? `schemes/*.yaml (${period.name})` : 'scheme.yaml, schemes/*.yaml'
  if (!latest) return failed(problem('SCHEME_MISSING', undefined, { looked, nearest: undefined }))
  const same = begun.filter(s => s.from === latest.from).map(s => s.file)
  if (same.length > 1)
    return failed(problem('SCHEME_TWICE', { file: latest.file }, { files: same.join(', '), from: latest.from }))
  const claiming = dated.filter(
    s => s === latest || (s.from < latest.from && s.until !== undefined && s.until >= latest.from),
  )
  const overlap = contradictions('schemes', claiming).find(p => p.code === 'SPANS_OVERLAP')
  return overlap ? failed(overlap) : done(latest.file)
}

/** Loads one scheme file. */
export async function loadSchemeFile(
  path: string,
  display: string,
  period: Period | undefined,
  { edit = text => text, lints = true }: HowToLoad = {},
): Promise<ShopScheme> {
  let bytes: Buffer
  try {
    bytes = await readBytes(path)
  } catch (error) {
    const { code } = fsFailure(error)
    const missing = ['ENOENT', 'ENOTDIR', 'a folder'].includes(code)
    const trouble = missing
      ? await noScheme(path, display)
      : problem('FILE_UNREADABLE', { file: display }, { detail: code })
    return { scheme: undefined, facts: undefined, problems: [trouble] }
  }
  const sha256 = hashOf(bytes)
  return {
    ...loadScheme(edit(bytes.toString('utf8')), display, period, lints),
    text: bytes.toString('utf8'),
    facts: { file: display, bytes: bytes.length, sha256 },
  }
}

/** A scheme file, and how problems call it. */
export interface SchemePath {
  readonly path: string
  readonly display: string
}

/** A scheme named on the command line: a file, or a folder with a scheme.yaml. */
export async function findSchemeArgument(cwd: string, argument: string): Promise<SchemePath> {
  const path = resolve(cwd, argument)
  const inside = pathIn(path, 'scheme.yaml')
  const file = (await isThere(inside)) ? inside : path
  const near = relative(cwd, file)
  return { path: file, display: near.startsWith('..') || isAbsolute(near) ? file : near }
}

/** The months, weeks … that have a folder of data, the newest first. */
export async function dataMonths(root: string): Promise<PayPeriod[]> {
  const names = await readdir(pathIn(root, 'data')).catch(() => [])
  const months = names.map(n => parsePeriod(n)).filter(isPayPeriod)
  return months.sort((a, b) => (a.name < b.name ? 1 : -1))
}

/** True for whatever stands there but a folder: what can't be read is told when it is opened. */
async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    s => !s.isDirectory(),
    () => false,
  )
}
