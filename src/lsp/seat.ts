// What a file in an editor is: the scheme of a shop or of a group, what a shop of a group has of its own, the file of a group, or a
// scheme that stands by itself. Takes its path and text; gives with which shop and for which month it is looked at: the newest that
// has data and is not closed, as far as the file holds for it. Refuses nothing: other files are none of ours.

import { basename, dirname, resolve } from 'node:path'
import { closedMonths } from '../book/order.ts'
import { readBook } from '../book/read.ts'
import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { BOOK_FOLDER, GROUP_FILE, OWN_FILE } from '../files/names.ts'
import { dataMonths, schemeFiles } from '../shop/contents.ts'
import { newestScheme, type SchemePath, schemeFile } from '../shop/folder.ts'

/** Where a file belongs. */
export type Seat =
  | { readonly kind: 'group'; readonly root: string }
  | {
      readonly kind: 'scheme'
      /** The shop's folder, or the group's; none where it stands by itself. */
      readonly root: string | undefined
      readonly scheme: SchemePath
      readonly period: Period | undefined
      /** True where the month has exports that are checked with it. */
      readonly data: boolean
      /** The months that the book has closed. */
      readonly closed: readonly string[]
    }

/** A seat of a scheme. */
export type SchemeSeat = Extract<Seat, { readonly kind: 'scheme' }>

/** The folder that what a seat's problems call files begins from. */
export function folderOf(seat: Seat): string {
  return seat.root ?? dirname((seat as SchemeSeat).scheme.path)
}

/** The seat of a file; undefined for what is no part of a shop. */
export async function seatOf(path: string, text: string): Promise<Seat | undefined> {
  const folder = dirname(path)
  const name = basename(path)
  if (name === GROUP_FILE) return { kind: 'group', root: folder }
  if (name === OWN_FILE) return shopSeat(folder, undefined)
  for (const root of [folder, dirname(folder)]) {
    const files = (await schemeFiles(root)).value?.files ?? []
    if (files.some(file => resolve(root, file) === path)) return shopSeat(root, path)
  }
  if (name !== 'scheme.yaml' && !(/^scheme:/m.test(text) && /^people:/m.test(text))) return undefined
  return alone(undefined, { path, display: name }, [])
}

/** The seat of a shop's scheme: a file of its own, or whichever holds for its open month. */
async function shopSeat(root: string, path: string | undefined): Promise<Seat | undefined> {
  const closed = closedMonths((await readBook(pathIn(root, BOOK_FOLDER))).headers)
  for (const period of (await dataMonths(root)).filter(month => !closed.includes(month.name))) {
    const { value: file } = await schemeFile(root, period)
    if (file === undefined || (path !== undefined && resolve(root, file) !== path)) continue
    const scheme = { path: resolve(root, file), display: file }
    return { kind: 'scheme', root, scheme, period, data: true, closed }
  }
  const newest = await newestScheme(root)
  const file = path ?? newest?.path
  if (file === undefined) return undefined
  const shown = (await schemeFiles(root)).value?.files.find(one => resolve(root, one) === file)
  return alone(root, { path: file, display: shown ?? basename(file) }, closed)
}

/** A scheme without exports, with its newest figures. */
function alone(root: string | undefined, scheme: SchemePath, closed: readonly string[]): Seat {
  return { kind: 'scheme', root, scheme, period: undefined, data: false, closed }
}
