// The folder that `--out` names. Takes what was typed and the shop; gives its path. A folder is only replaced where it is new,
// empty or an earlier output of ours; refuses the shop itself, what it is read from, other shops, and whatever holds one.

import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, relative, sep } from 'node:path'
import { isPayPeriod, parsePeriod } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { GROUP_FILE, MONTH_RECORD, OWN_FILE } from '../files/names.ts'
import { bytesOrNone } from '../files/read.ts'
import { readDraftRecord } from '../reports/draft-record.ts'
import type { OutFault } from '../words/usage.ts'
import { SHOP_FOLDERS } from './folder.ts'

export interface OutFolder {
  readonly folder: string
  readonly root: string
  /** The month that is worked out: no other month's draft may be replaced by it. */
  readonly period: string
}

/** Why the folder may not be replaced; undefined where it may. */
export async function outFault({ folder, root, period }: OutFolder): Promise<OutFault | undefined> {
  const [real, shop] = [await really(folder), await really(root)]
  if (isWithin(shop, real)) return 'shop'
  if (isWithin(real, shop)) {
    const [first = '', second, ...deeper] = relative(shop, real).split(sep)
    if (first !== 'out') {
      if (SHOP_FOLDERS.includes(first)) return 'shop'
    } else if (second === undefined) return 'shop'
    else if (isPayPeriod(parsePeriod(second)) && !(second === period && deeper.length === 0)) return 'draft'
    else if (/^release-/.test(second)) return 'draft'
  }
  for (let at = real; at !== dirname(at); at = dirname(at)) if (at !== shop && (await isShop(at))) return 'other shop'
  const there = await stat(folder).catch(() => undefined)
  if (there && !there.isDirectory()) return 'file'
  const names = there ? (await readdir(folder)).filter(name => !UNSEEN.has(name.toLowerCase())) : []
  return names.length > 0 && !(await isOurs(folder)) ? 'not ours' : undefined
}

/** Files that systems put into folders by themselves. */
const UNSEEN: ReadonlySet<string> = new Set(['.ds_store', 'thumbs.db', 'desktop.ini'])

/** True where the path is the folder or lies in it. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** The path without links, as far as it is there. */
async function really(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined)
  if (real !== undefined || path === dirname(path)) return real ?? path
  return pathIn(await really(dirname(path)), basename(path))
}

async function isShop(folder: string): Promise<boolean> {
  const has = async (name: string): Promise<boolean> =>
    (await stat(pathIn(folder, name)).catch(() => undefined)) !== undefined
  return (
    (await has('scheme.yaml')) ||
    (await has(OWN_FILE)) ||
    (await has(GROUP_FILE)) ||
    ((await has('schemes')) && (await has('data')))
  )
}

/** True where the folder holds the record of a month that this program wrote. */
async function isOurs(folder: string): Promise<boolean> {
  return readDraftRecord(await bytesOrNone(pathIn(folder, MONTH_RECORD)))?.program?.name === 'bonusbook'
}
