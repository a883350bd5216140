// Checking a month: everything that is wrong with its scheme and exports, and what the scheme says otherwise of closed months,
// what stands in the way of the next release. Takes a shop and a month; gives the month as far as it could be worked out. Writes nothing.

import { readdir, stat } from 'node:fs/promises'
import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { hashFile } from '../files/read.ts'
import type { Scheme } from '../scheme/model.ts'
import { isPassedOver, matcher } from '../sources/find-file.ts'
import type { HowToWork } from './month.ts'
import { releaseOutlook } from './release-outlook.ts'
import { changedRules } from './sealed-rules.ts'
import { type ShopMonth, workOutShop } from './shop-month.ts'

/** Checks a month; a closed one as it was sealed. */
export async function checkMonth(
  root: string,
  period: Period,
  shown: Pick<HowToWork, 'onProgress'> = {},
): Promise<ShopMonth> {
  const outcome = await workOutShop(root, period, { layouts: true, ...shown }, { closed: 'as sealed' })
  const { state, loaded, problems } = outcome
  const ahead = await releaseOutlook(root, outcome.month, state)
  const copies = outcome.sealed ? [] : await copiedFiles(root, period, loaded.draft)
  return {
    ...outcome,
    problems: [...problems, ...copies, ...(await changedRules(root, state.book, loaded.draft)), ...ahead],
  }
}

/** Files of a month that no table reads and that hold the same as one that is read. */
async function copiedFiles(root: string, { name }: Period, scheme: Scheme | undefined): Promise<Problem[]> {
  if (!scheme) return []
  const folder = `data/${name}`
  const path = (file: string): string => pathIn(root, 'data', name, file)
  const entries = await readdir(pathIn(root, 'data', name), { withFileTypes: true }).catch(() => [])
  const files = entries.filter(entry => entry.isFile() && !isPassedOver(entry.name)).map(entry => entry.name)
  const specs = [scheme.roster, ...scheme.tables, ...(scheme.adjustments ? [scheme.adjustments] : [])]
  const patterns = specs.flatMap(({ spec }) => spec.files.map(file => ({ spec, fits: matcher(file) })))
  const tableOf = (file: string): string | undefined => patterns.find(({ fits }) => fits(file))?.spec.name
  const read = files.filter(file => tableOf(file) !== undefined)
  const sizes = new Map<string, number>()
  const hashes = new Map<string, string>()
  try {
    for (const file of files) sizes.set(file, (await stat(path(file))).size)
    const alike = (one: string, other: string): boolean => one !== other && sizes.get(one) === sizes.get(other)
    for (const file of files.filter(one => files.some(other => alike(one, other))))
      hashes.set(file, await hashFile(path(file)))
  } catch {
    // What can't be read is told where it is read.
    return []
  }
  const same = (one: string, other: string): boolean => hashes.has(one) && hashes.get(one) === hashes.get(other)
  return files
    .filter(file => tableOf(file) === undefined)
    .sort()
    .flatMap(file => {
      const other = read.find(one => same(one, file))
      if (other === undefined) return []
      const facts = { table: tableOf(other)!, other: `${folder}/${other}` }
      return [problem('FILE_COPY', { file: `${folder}/${file}` }, facts)]
    })
}
