// A shop folder: where its scheme and data lie. Takes the folder; gives the scheme of a month, or what is wrong with it.

import { basename, isAbsolute, relative, resolve } from 'node:path'
import { monthOf, type Period, parsePeriod } from '../core/calendar.ts'
import { hashOf } from '../core/hash.ts'
import { pathIn } from '../core/inside.ts'
import { once } from '../core/lists.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { OWN_FILE } from '../files/names.ts'
import { readBytes, textIfThere } from '../files/read.ts'
import { notAllowed } from '../scheme/group-file.ts'
import { type LoadedScheme, loadScheme } from '../scheme/load.ts'
import { joined } from '../scheme/own.ts'
import { contradictions, holding, inOrder, type Span } from '../scheme/spans.ts'
import { isThere, schemeFiles, textOf } from './contents.ts'
import type { Group } from './group-folder.ts'
import { noScheme } from './near-shop.ts'

export interface SchemeFileFacts {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

export interface ShopScheme extends LoadedScheme {
  readonly facts: SchemeFileFacts | undefined
  /** The file as it stands; of a shop of a group with what that has of its own. */
  readonly text?: string
  /** The same, for the book. */
  readonly kept?: KeptScheme | undefined
}

/** How a scheme is read. */
export interface HowToLoad {
  /** What a what-if changes in its text before it is read. */
  readonly edit?: ((text: string) => string) | undefined
  /** False where what looks wrong in a sound scheme is not shown. */
  readonly lints?: boolean
  /** Schemes of the same month by their text, where it is worked out several times. */
  readonly known?: Map<string, LoadedScheme>
  /** Loads the text: an editor's loading finds the names as well. */
  readonly load?: typeof loadScheme
}

/** Folders of a shop that are read, or that only its own commands write. */
export const SHOP_FOLDERS: readonly string[] = ['data', 'book', 'schemes', 'approvals']

/** Loads the scheme that applies to a month. */
export async function loadShopScheme(root: string, period: Period, how?: HowToLoad): Promise<ShopScheme> {
  const { value: file, problems } = await schemeFile(root, period)
  if (file === undefined) return { scheme: undefined, facts: undefined, problems }
  return loadSchemeFor(root, { path: resolve(root, file), display: file }, period, how)
}

/** The schemes that apply to months, not parsed yet, each file opened once; undefined for a month for which there is none that can be. */
export async function schemesAsTheyStand(root: string): Promise<(period: Period) => Promise<KeptScheme | undefined>> {
  const fileFor = await schemeFinder(root)
  const known = new Map<string, Promise<KeptScheme | undefined>>()
  const read = async (file: string): Promise<KeptScheme | undefined> =>
    (await readFor(root, { path: resolve(root, file), display: file })).value
  return async period => {
    const { value: file } = fileFor(period)
    return file === undefined ? undefined : once(known, file, () => read(file))
  }
}

async function readFor(root: string | undefined, scheme: SchemePath): Promise<Result<KeptScheme>> {
  const group = root === undefined ? undefined : (await schemeFiles(root)).value?.group
  return readSchemeFile(scheme, group && { group, root: root! })
}

/** Loads a scheme file as it holds for a shop: of a shop of a group with what that has of its own. */
export async function loadSchemeFor(
  root: string | undefined,
  scheme: SchemePath,
  period: Period | undefined,
  { edit = text => text, lints = true, known = new Map(), load = loadScheme }: HowToLoad = {},
): Promise<ShopScheme> {
  const { value: kept, problems } = await readFor(root, scheme)
  if (!kept) return { scheme: undefined, facts: undefined, problems }
  const text = kept.content.toString('utf8')
  const edited = edit(text)
  return {
    ...once(known, edited, () => load(edited, kept.name, period, lints)),
    text,
    facts: { file: kept.name, bytes: kept.content.length, sha256: kept.sha256 },
    kept,
  }
}

/**
 * The file of the scheme that applies to a month: scheme.yaml, or of schemes/*.yaml the last one that has begun and not ended.
 * Refuses both at once, two that begin in the same month, and one that says to hold when the next has begun.
 */
export async function schemeFile(root: string, period: Period): Promise<Result<string>> {
  return (await schemeFinder(root))(period)
}

/** The same for any month: the files are looked at once. */
async function schemeFinder(root: string): Promise<(period: Period) => Result<string>> {
  const { value: there, problems } = await schemeFiles(root)
  if (!there) return () => failed(problems)
  const { single, files } = there
  if (single) {
    if (files.length > 1) return () => failed(problem('SCHEME_TWICE', undefined, { files: files.join(', '), from: '' }))
    return () => done(files[0]!)
  }
  const dated: Dated[] = []
  for (const file of files) {
    const text = await textOf(root, file)
    const said = (key: string): RegExpExecArray | null => new RegExp(`^${key}:\\s*["']?(\\d{4}-\\d{2})`, 'm').exec(text)
    const [begins, ends] = [said('from'), said('until')]
    // One that does not say when it begins, or can't be read, is told so where it is loaded.
    if (!begins) return () => done(file)
    const line = text.slice(0, (ends ?? begins).index).split('\n').length
    dated.push({ file, from: begins[1]!, until: ends?.[1], at: { file, line, column: 1 }, text: file })
  }
  return period => datedFile(files, dated, period)
}

type Dated = Span & { readonly file: string; readonly from: string }

function datedFile(files: readonly string[], dated: readonly Dated[], period: Period): Result<string> {
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

/** A shop of a group. */
interface ShopOf {
  readonly group: Group
  readonly root: string
}

export interface KeptScheme {
  readonly name: string
  readonly sha256: string
  readonly content: Buffer
}

/** The text of a scheme file; for a shop of a group, with what that has of its own. */
async function readSchemeFile({ path, display }: SchemePath, shop: ShopOf | undefined): Promise<Result<KeptScheme>> {
  try {
    const bytes = await readBytes(path)
    if (!shop) return done({ name: display, sha256: hashOf(bytes), content: bytes })
    const own = await textIfThere(pathIn(shop.root, OWN_FILE))
    const refused = own === undefined ? [] : notAllowed(own, OWN_FILE, shop.group)
    if (refused.length > 0) return failed(refused)
    const owns = own === undefined ? [] : [{ file: OWN_FILE, text: own }]
    const content = Buffer.from(joined([...owns, { file: display, text: bytes.toString('utf8') }]))
    return done({ name: basename(display), sha256: hashOf(content), content })
  } catch (error) {
    const { code, file } = fsFailure(error)
    if (shop && file === pathIn(shop.root, OWN_FILE))
      return failed(problem('FILE_UNREADABLE', { file: OWN_FILE }, { detail: code }))
    const missing = ['ENOENT', 'ENOTDIR', 'a folder'].includes(code)
    return failed(
      missing ? await noScheme(path, display) : problem('FILE_UNREADABLE', { file: display }, { detail: code }),
    )
  }
}

/** The text of the scheme that applies to a month, of the newest without one, as the book would keep it. */
export async function shopSchemeText(root: string, period: Period = EVER): Promise<Result<string>> {
  const { value: file, problems } = await schemeFile(root, period)
  if (file === undefined) return failed(problems)
  const group = (await schemeFiles(root)).value?.group
  const read = await readSchemeFile({ path: resolve(root, file), display: file }, group && { group, root })
  return read.value ? done(read.value.content.toString('utf8')) : read
}

/** A scheme file, and how problems call it. */
export interface SchemePath {
  readonly path: string
  readonly display: string
  /** The shop of a group as which it holds. */
  readonly root?: string
}

/** After all schemes that there are. */
const EVER = parsePeriod('2200-12')!

/** The newest scheme of a shop, or of its group; undefined where there is none. */
export async function newestScheme(root: string): Promise<SchemePath | undefined> {
  const { value: file } = await schemeFile(root, EVER)
  return file === undefined ? undefined : { path: resolve(root, file), display: file, root }
}

/** A scheme named on the command line: a file, or a folder with a scheme.yaml, or of a shop of a group. */
export async function findSchemeArgument(cwd: string, argument: string): Promise<SchemePath> {
  const path = resolve(cwd, argument)
  const inside = pathIn(path, 'scheme.yaml')
  const file = (await isThere(inside)) ? inside : path
  const common = (await isThere(pathIn(path, OWN_FILE))) ? await newestScheme(path) : undefined
  if (common) return common
  const near = relative(cwd, file)
  return { path: file, display: near.startsWith('..') || isAbsolute(near) ? file : near }
}
