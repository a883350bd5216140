// A group of shops as a library: its folder opened, its shops chosen, and what they tell placed as the group's folder has it. Takes a
// folder; gives the group, or what is wrong with it.

import { isAbsolute, posix } from 'node:path'
import { pathIn } from '../core/inside.ts'
import { notFound } from '../core/not-found.ts'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { GROUP_FILE, OWN_FILE } from '../files/names.ts'
import { bytesOrNone } from '../files/read.ts'
import { shopName } from '../scheme/group-file.ts'
import { fitting, type Group, groupAbove, groupIn } from '../shop/group-folder.ts'
import { absent } from '../shop/near-shop.ts'
import type { Called, Shard } from './record.ts'
import { ofShard } from './shards.ts'

export type { Group }

/** Opens the group of a folder, a whole path; `looked`: the folder as somebody typed it. */
export async function openGroup(root: string, looked: string = GROUP_FILE): Promise<Result<Group>> {
  const { value: group, problems } = await groupIn(root)
  if (!group) return failed(problems)
  if (group !== 'none') return done(group)
  const { value: above } = await groupAbove(root)
  const nearest = above && above !== 'none' ? `-C ${above.up}` : undefined
  return failed(problem('GROUP_MISSING', undefined, { looked, nearest, ...(await absent(root)) }))
}

/** Which shops of a group are meant: of those that fit one of `only`, without those that fit one of `not`, the ones of a shard. */
export interface Chosen {
  readonly only?: readonly string[] | undefined
  readonly not?: readonly string[] | undefined
  readonly shard?: Shard | undefined
}

/**
 * The folders of the shops that are meant. A name stands for the whole folder or its last part: `stores/e*`, `east`; one that fits no
 * shop is refused.
 */
export function chosenFolders(
  { folders }: Pick<Group, 'folders'>,
  { only = [], not = [], shard }: Chosen,
): Result<readonly string[]> {
  const fits = (folder: string, pattern: string): boolean =>
    [folder, posix.basename(folder)].some(fitting(pattern.replace(/\/$/, '')))
  const strange = [...only, ...not].filter(pattern => !folders.some(folder => fits(folder, pattern)))
  if (strange.length > 0) return failed(strange.map(pattern => notFound('shop', pattern, folders)))
  const own = shard ? ofShard(folders, shard) : folders
  const meant = own.filter(folder => only.length === 0 || only.some(pattern => fits(folder, pattern)))
  return done(meant.filter(folder => !not.some(pattern => fits(folder, pattern))))
}

/** Shops with the names that they give themselves; one whose shop.yaml gives none, or can't be read, has none. */
export function callShops({ root }: Pick<Group, 'root'>, folders: readonly string[]): Promise<Called[]> {
  return Promise.all(
    folders.map(async shop => {
      const own = await bytesOrNone(pathIn(root, shop, OWN_FILE)).catch(() => undefined)
      const name = own && shopName(own.toString('utf8'))
      return name === undefined ? { shop } : { shop, name }
    }),
  )
}

/** A problem of a shop with its places as they are called from the group's folder. */
export function inGroup(folder: string, found: Problem): Problem {
  const placed = (at: Place): Place => ({
    ...at,
    file: isAbsolute(at.file) ? at.file : posix.normalize(`${folder}/${at.file}`),
  })
  const related = found.related?.map(one => ({ ...one, at: placed(one.at) }))
  return { ...found, at: found.at && placed(found.at), ...(related ? { related } : {}) }
}

/** The folder of the shop that stands for all: a group's shops have one scheme, and so one kind of periods and one language. */
export function firstShop({ root, folders }: Group): string {
  return pathIn(root, folders[0]!)
}
