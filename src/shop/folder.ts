// A shop folder: where its scheme and data lie. Takes the folder; gives the scheme of a month, or what is wrong with it.

import { isAbsolute, relative, resolve } from 'node:path'
import { monthOf, type Period } from '../core/calendar.ts'
import { hashOf } from '../core/hash.ts'
import { pathIn } from '../core/inside.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { readBytes } from '../files/read.ts'
import { type LoadedScheme, loadScheme } from '../scheme/load.ts'
import { contradictions, holding, inOrder, type Span } from '../scheme/spans.ts'
import { isThere, schemeFiles, textOf } from './contents.ts'
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

/** Loads the scheme that applies to a month. */
export async function loadShopScheme(root: string, period: Period, how?: HowToLoad): Promise<ShopScheme> {
  const { value: file, problems } = await schemeFile(root, period)
  if (file === undefined) return { scheme: undefined, facts: undefined, problems }
  return loadSchemeFile(pathIn(root, file), file, period, how)
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
