// What lies in a shop's folder, by its names and a few words: its scheme files, its months of data, what it closes and pays in one go.
// Takes the folder; gives what can be read there. It is asked before anything else is, so no scheme is loaded for it.

import { readdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isPayPeriod, type PayPeriod, parsePeriod } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { OWN_FILE } from '../files/names.ts'
import { readText } from '../files/read.ts'
import { meantWord } from '../scheme/elsewhere.ts'
import { PAY_KINDS, paysOf } from '../scheme/pays.ts'
import { type Group, groupAbove, groupIn } from './group-folder.ts'

/** The folder that a command works in. */
export function shopRoot(cwd: string, shop: string | undefined): string {
  return resolve(cwd, shop ?? '.')
}

export interface SchemeFiles {
  readonly single: boolean
  /** From the shop's folder. */
  readonly files: readonly string[]
  /** The group whose files they are. */
  readonly group?: Group
}

/** The scheme files of a shop, or of its group, or of the group whose folder it is: scheme.yaml, then those of schemes/ by their names. */
export async function schemeFiles(root: string): Promise<Result<SchemeFiles>> {
  const own = await filesIn(root, 'scheme.yaml', 'schemes')
  const { value: here } = await groupIn(root)
  if (here && here !== 'none') return done(await filesOf(here))
  const { value: above, problems } = await groupAbove(root)
  // A shop that stands for itself is not held up by a group that it is no part of.
  if (!above) return own.files.length > 0 ? done(own) : failed(problems)
  if (above === 'none') return done(own)
  const { group, up } = above
  if (own.files.length > 0)
    return failed(problem('GROUP_OWN_SCHEME', { file: own.files[0]! }, { group: group.name, file: OWN_FILE }))
  const theirs = await filesOf(group)
  return done({ ...theirs, files: theirs.files.map(file => `${up}/${file}`), group })
}

function filesOf({ root, scheme }: Group): Promise<SchemeFiles> {
  return scheme === undefined ? filesIn(root, 'scheme.yaml', 'schemes') : filesIn(root, scheme, scheme)
}

async function filesIn(root: string, file: string, folder: string): Promise<SchemeFiles> {
  const single = (await isThere(pathIn(root, file))) ? [file] : []
  const names = (await readdir(pathIn(root, folder)).catch(() => [])).filter(n => /\.ya?ml$/.test(n)).sort()
  return { single: single.length > 0, files: [...single, ...names.map(name => `${folder}/${name}`)] }
}

/** The text of one of its files; none where it can’t be read. */
export async function textOf(root: string, file: string): Promise<string> {
  return (await readText(resolve(root, file)).catch(error => void fsFailure(error))) ?? ''
}

/** One of the periods that a shop closes and pays in one go, as its newest scheme says; undefined where there is no scheme. */
export async function shopPays(root: string): Promise<PayPeriod | undefined> {
  const { files = [] } = (await schemeFiles(root)).value ?? {}
  const texts = await Promise.all(files.map(file => textOf(root, file)))
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
  // Of a word that schemes do not know what it means: so the scheme is refused for it, and not the period that was typed.
  const written = said('every')
  const meant = written && meantWord(written, PAY_KINDS)
  const every = PAY_KINDS.find(kind => kind === meant)
  return paysOf({ every, 'weeks end on': said('weeks end on'), 'two weeks end on': said('two weeks end on') })
}

/** The months, weeks … that have a folder of data, the newest first. */
export async function dataMonths(root: string): Promise<PayPeriod[]> {
  const names = await readdir(pathIn(root, 'data')).catch(() => [])
  const months = names.map(n => parsePeriod(n)).filter(isPayPeriod)
  return months.sort((a, b) => (a.name < b.name ? 1 : -1))
}

/** True for whatever stands there but a folder: what can't be read is told when it is opened. */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    s => !s.isDirectory(),
    () => false,
  )
}
