// The group of four shops that `bonusbook init --template group` makes, in a temporary folder, with some files changed.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Edit, edited } from './edited.ts'
import { copyInto, put, tempFolder } from './folders.ts'

export const SHOPS = ['stores/east', 'stores/north', 'stores/south', 'stores/west'] as const

/** As people read them. */
export const NAMED: Readonly<Record<(typeof SHOPS)[number], string>> = {
  'stores/east': '城东店（stores/east）',
  'stores/north': '城北店（stores/north）',
  'stores/south': '城南店（stores/south）',
  'stores/west': '城西店（stores/west）',
}

/** A copy of the group; `files` are put beside or in the place of its own. */
export function groupCopy(files: Readonly<Record<string, string>> = {}, folder: string = tempFolder()): string {
  copyInto(new URL('../../fixtures/group', import.meta.url).pathname, folder)
  put(folder, files)
  return folder
}

/** Changes a file of a group. */
export function change(group: string, file: string, ...edits: readonly Edit[]): void {
  writeFileSync(join(group, file), edited(readFileSync(join(group, file), 'utf8'), ...edits))
}
