// The folder of a group: its group.yaml and the shops that this names. Takes a folder, or that of a shop somewhere below one; gives the
// group with the folders of its shops in their order, or what is wrong with it. Schemes and shops are not opened here.

import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, relative, sep } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { GROUP_FILE } from '../files/names.ts'
import { readText } from '../files/read.ts'
import type { GroupFile } from '../scheme/group-file.ts'

export interface Group extends GroupFile {
  readonly root: string
  /** The folders of its shops below its own, each once, in the order of their names: `stores/east`. */
  readonly folders: readonly string[]
}

/** Reads the group of a folder; nothing where that has no group.yaml. `display`: how problems call the file. */
export async function groupIn(root: string, display: string = GROUP_FILE): Promise<Result<Group | 'none'>> {
  const path = pathIn(root, GROUP_FILE)
  let text: string
  try {
    text = await readText(path)
  } catch (error) {
    const { code } = fsFailure(error)
    if (['ENOENT', 'ENOTDIR'].includes(code)) return done('none')
    return failed(problem('FILE_UNREADABLE', { file: display }, { detail: code }))
  }
  // Most shops are of no group: for them nothing more is loaded.
  const { readGroupFile } = await import('../scheme/group-file.ts')
  const { value: file, problems } = readGroupFile(text, display)
  if (!file) return failed(problems)
  const found = await Promise.all(file.shops.map(async entry => ({ entry, ...(await matching(root, entry.pattern)) })))
  const none = found.flatMap(({ entry, folders }) => (folders.length === 0 ? [entry.none] : []))
  if (none.length > 0) return failed(none)
  const folders = [...new Set(found.flatMap(({ folders }) => folders))].sort()
  // What one look at a folder finds is one folder each, but for links.
  const twice = found.length > 1 || found.some(one => one.linked) ? await twins(root, folders) : []
  if (twice.length > 0)
    return failed(twice.map(([shop, other]) => problem('GROUP_SHOP_TWICE', { file: display }, { shop, other })))
  return done({ ...file, root, folders })
}

/** Folders that are one and the same by another name. */
async function twins(root: string, folders: readonly string[]): Promise<[string, string][]> {
  const first = new Map<string, string>()
  const found = await Promise.all(folders.map(async name => ({ name, at: await realpath(pathIn(root, name)) })))
  return found.flatMap(({ name, at }): [string, string][] => {
    const other = first.get(at)
    if (other === undefined) first.set(at, name)
    return other === undefined ? [] : [[other, name]]
  })
}

/** The group that a shop belongs to, and how its folder is called from the shop's: `../..`. */
export interface GroupAbove {
  readonly group: Group
  readonly up: string
}

/** The nearest group above a shop's folder; nothing where there is none. Refuses one that does not name the shop. */
export async function groupAbove(shop: string): Promise<Result<GroupAbove | 'none'>> {
  for (let at = dirname(shop); ; at = dirname(at)) {
    const up = relative(shop, at).split(sep).join('/')
    const { value: group, problems } = await groupIn(at, `${up}/${GROUP_FILE}`)
    if (!group) return failed(problems)
    if (group !== 'none') {
      const folder = relative(at, shop).split(sep).join('/')
      if (group.folders.includes(folder)) return done({ group, up })
      const shops = group.shops.map(entry => entry.pattern).join(', ')
      return failed(problem('GROUP_NOT_LISTED', { file: `${up}/${GROUP_FILE}` }, { shop: folder, shops }))
    }
    if (at === dirname(at)) return done('none')
  }
}

interface Matching {
  readonly folders: readonly string[]
  /** Whether one of them was found by a link. */
  readonly linked: boolean
}

/** The folders that a name stands for in which * is anything. Hidden ones are none. Each shop of hundreds asks for all: only links are
 * looked at one by one. */
async function matching(root: string, pattern: string): Promise<Matching> {
  let found = ['']
  let linked = false
  for (const part of pattern.split('/')) {
    const fits = part.includes('*') ? fitting(part) : undefined
    const below = found.map(async (folder): Promise<string[]> => {
      const inside = (name: string): string => (folder === '' ? name : `${folder}/${name}`)
      const all = async (names: readonly string[]): Promise<string[]> => {
        const are = await Promise.all(names.map(name => isFolder(pathIn(root, inside(name)))))
        return names.filter((_, i) => are[i])
      }
      if (!fits) return (await all([part])).map(inside)
      const entries = await readdir(pathIn(root, folder), { withFileTypes: true }).catch(() => [])
      const fitted = entries.filter(one => fits(one.name))
      const links = await all(fitted.filter(one => one.isSymbolicLink()).map(one => one.name))
      linked ||= links.length > 0
      return [...fitted.filter(one => one.isDirectory()).map(one => one.name), ...links].map(inside)
    })
    found = (await Promise.all(below)).flat()
  }
  return { folders: found, linked }
}

/** Whether a name fits one in which * is anything. */
export function fitting(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const form = new RegExp(`^${parts.join('.*')}$`, 'su')
  return name => !name.startsWith('.') && form.test(name)
}

/** Whether a folder is there, also by a link. */
export function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    there => there.isDirectory(),
    () => false,
  )
}
