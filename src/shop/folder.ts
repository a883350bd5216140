// A shop folder: where its scheme and data lie. Takes the folder; gives the scheme of a month, or what is wrong with it.

import { readdir, stat } from 'node:fs/promises'
import { basename, isAbsolute, relative, resolve } from 'node:path'
import { isPayPeriod, monthOf, type PayKind, type PayPeriod, type Period, parsePeriod } from '../core/calendar.ts'
import { hashOf } from '../core/hash.ts'
import { pathIn } from '../core/inside.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { readBytes, readText, textIfThere } from '../files/read.ts'
import { notAllowed } from '../scheme/group-file.ts'
import { type LoadedScheme, loadScheme } from '../scheme/load.ts'
import { joined, OWN_FILE } from '../scheme/own.ts'
import { PAY_KINDS, paysOf } from '../scheme/pays.ts'
import { contradictions, holding, inOrder, type Span } from '../scheme/spans.ts'
import { type Group, groupAbove } from './group-folder.ts'
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
  return loadSchemeFor(root, { path: resolve(root, file), display: file }, period, how)
}

/** Loads a scheme file as it holds for a shop: of a shop of a group with what that has of its own. */
export async function loadSchemeFor(
  root: string | undefined,
  scheme: SchemePath,
  period: Period | undefined,
  { edit = text => text, lints = true }: HowToLoad = {},
): Promise<ShopScheme> {
  const group = root === undefined ? undefined : (await schemeFiles(root)).value?.group
  const { value: kept, problems } = await readSchemeFile(scheme, group && { group, root: root! })
  if (!kept) return { scheme: undefined, facts: undefined, problems }
  const text = kept.content.toString('utf8')
  return {
    ...loadScheme(edit(text), kept.name, period, lints),
    text,
    facts: { file: kept.name, bytes: kept.content.length, sha256: kept.sha256 },
    kept,
  }
}

interface SchemeFiles {
  readonly single: boolean
  /** From the shop's folder. */
  readonly files: readonly string[]
  /** The group whose files they are. */
  readonly group?: Group
}

/** The scheme files of a shop, or of its group: scheme.yaml, then those of schemes/ by their names. */
async function schemeFiles(root: string): Promise<Result<SchemeFiles>> {
  const own = await filesIn(root, 'scheme.yaml', 'schemes')
  const { value: above, problems } = await groupAbove(root)
  // A shop that stands for itself is not held up by a group that it is no part of.
  if (!above) return own.files.length > 0 ? done(own) : failed(problems)
  if (above === 'none') return done(own)
  const { group, up } = above
  if (own.files.length > 0)
    return failed(problem('GROUP_OWN_SCHEME', { file: own.files[0]! }, { group: group.name, file: OWN_FILE }))
  const { scheme } = group
  const theirs = await (scheme === undefined
    ? filesIn(group.root, 'scheme.yaml', 'schemes')
    : filesIn(group.root, scheme, scheme))
  return done({ ...theirs, files: theirs.files.map(file => `${up}/${file}`), group })
}

async function filesIn(root: string, file: string, folder: string): Promise<SchemeFiles> {
  const single = (await isThere(pathIn(root, file))) ? [file] : []
  const names = (await readdir(pathIn(root, folder)).catch(() => [])).filter(n => /\.ya?ml$/.test(n)).sort()
  return { single: single.length > 0, files: [...single, ...names.map(name => `${folder}/${name}`)] }
}

async function textOf(root: string, file: string): Promise<string> {
  return (await readText(resolve(root, file)).catch(error => void fsFailure(error))) ?? ''
}

/** Words that schemes do not know, by what they mean: so the scheme is refused for them, and not the period that was typed. */
const MEANT: ReadonlyMap<string, PayKind> = new Map<string, PayKind>([
  ...['周', '每周', '按周', 'weekly'].map(word => [word, 'week'] as const),
  ...['两周', '双周', '每两周', 'biweekly', 'two-weeks'].map(word => [word, 'two weeks'] as const),
  ...['半月', '半个月', '每半月', 'half month'].map(word => [word, 'half-month'] as const),
])

/** One of the periods that a shop closes and pays in one go, as its newest scheme says; of one that can't be read, a month. */
export async function shopPays(root: string): Promise<PayPeriod> {
  const { files = [] } = (await schemeFiles(root)).value ?? {}
  const texts = await Promise.all(files.map(file => textOf(root, file)))
  const begins = (text: string): string => /^from:\s*["']?(\d{4}-\d{2})/m.exec(text)?.[1] ?? ''
  const [newest = ''] = texts.sort((a, b) => (begins(a) < begins(b) ? 1 : -1))
  const said = (key: string): string | undefined =>
    new RegExp(`^["']?${key}["']?:[ \\t]*["']?([^"'#\\r\\n]*)`, 'm').exec(newest)?.[1]?.trim()
  const word = said('every') ?? ''
  const every = PAY_KINDS.find(kind => kind === word) ?? MEANT.get(word)
  return paysOf({ every, 'weeks end on': said('weeks end on'), 'two weeks end on': said('two weeks end on') })
}

/**
 * The file of the scheme that applies to a month: scheme.yaml, or of schemes/*.yaml the last one that has begun and not ended.
 * Refuses both at once, two that begin in the same month, and one that says to hold when the next has begun.
 */
export async function schemeFile(root: string, period: Period): Promise<Result<string>> {
  const { value: there, problems } = await schemeFiles(root)
  if (!there) return failed(problems)
  const { single, files } = there
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

/** A shop of a group. */
interface ShopOf {
  readonly group: Group
  readonly root: string
}

interface KeptScheme {
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
