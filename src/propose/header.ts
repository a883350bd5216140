// Finds the header of a sheet that no scheme speaks of. Takes its top; gives the rows under which most columns have a name of
// their own, none of which looks like data. Gives nothing where there is no such row: then the file may have no header.

import type { Grid } from '../sources/layout/grid.ts'
import { headerColumns } from '../sources/layout/header-paths.ts'
import { normalHeader } from '../sources/layout/header-text.ts'
import { HEADER_ROWS } from '../sources/limits.ts'

/** First and last row, 0-based. */
export interface HeaderRows {
  readonly top: number
  readonly bottom: number
}

const DEEPEST = 3
/** Rows below by which it is known which columns have data. */
const BELOW = 30
const FIGURE = /^[^\p{L}]*\d[^\p{L}]*$/u
/** Another row of a header has to be worth it. */
const ROW_COST = 0.4
const DAY = /^(\d{1,2}|\d{2,4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[日号])(\s*(星期|周)?[一二三四五六日天])?$/

/** The header that fits best. */
export function guessHeader(grid: Grid): HeaderRows | undefined {
  const last = Math.min(grid.rows.length, HEADER_ROWS)
  let best: (HeaderRows & { readonly worth: number }) | undefined
  for (let top = 0; top < last; top++) {
    if (!grid.rows[top]!.some(isFilled)) continue
    for (let bottom = top; bottom < Math.min(top + DEEPEST, grid.rows.length); bottom++) {
      const worth = worthOf(grid, top, bottom)
      if (worth > (best?.worth ?? 0)) best = { top, bottom, worth }
    }
  }
  return best
}

/** How well rows name the columns of the data below them; 0 and less where they look like data themselves. */
function worthOf(grid: Grid, top: number, bottom: number): number {
  const columns = headerColumns(grid, top, bottom)
  const named = new Set(columns.map(({ column }) => column))
  const below = grid.rows.slice(bottom + 1, bottom + 1 + BELOW)
  const rows = grid.rows.slice(top, bottom + 1)
  if (rows.some(row => looksLikeData(row))) return 0
  if (!rows.at(-1)!.some(isFilled)) return 0
  if (columns.some(({ column, path }) => isLikeBelow(path.at(-1)!.text, column, below))) return 0
  // What stands above a header is narrower: titles. Rows as wide as it would be lost without a word.
  const width = Math.max(...rows.map(row => row.filter(isFilled).length))
  if (grid.rows.slice(0, top).some(row => row.filter(isFilled).length >= Math.max(2, width))) return 0
  const filled = new Set(below.flatMap(row => row.flatMap((text, column) => (isFilled(text) ? [column] : []))))
  const good = [...named].filter(column => filled.has(column)).length
  const nameless = [...filled].filter(column => !named.has(column)).length
  const texts = columns.map(({ path }) => path.map(({ text }) => normalHeader(text)).join('/'))
  const twice = texts.length - new Set(texts).size
  // A heading over several columns names none of them.
  const heading = columns.filter(({ path, column }) => path.at(-1)!.cell !== column).length
  const contrasting = columns.filter(({ column }) => {
    const texts = below.map(row => row[column] ?? '').filter(isFilled)
    return texts.length > 0 && texts.filter(text => FIGURE.test(text)).length * 2 > texts.length
  })
  // Words over figures once more: the row below is a part of the header.
  const [next = []] = below
  const words = contrasting.filter(({ column }) => isFilled(next[column] ?? '') && !FIGURE.test(next[column]!))
  const unfinished = contrasting.length > 1 && words.length === contrasting.length ? contrasting.length : 0
  const contrast = contrasting.length * 0.5 - unfinished
  return good + (named.size - good) * 0.1 + contrast - nameless - heading - twice * 0.5 - (bottom - top) * ROW_COST
}

/** True for a text with digits that is formed as those below it: C6012 above C6013 is no name of a column. */
function isLikeBelow(text: string, column: number, below: Grid['rows']): boolean {
  const form = (of: string): string => of.trim().replace(/\d/g, '9').replace(/\p{L}/gu, 'a')
  if (!/\d/.test(text) || !/\p{L}/u.test(text)) return false
  const texts = below.map(row => row[column] ?? '').filter(isFilled)
  return texts.length > 0 && texts.filter(other => form(other) === form(text)).length * 2 >= texts.length
}

/** True where figures stand in a row other than days that follow one another. */
function looksLikeData(row: readonly string[]): boolean {
  const figures = row.filter(text => isFilled(text) && FIGURE.test(text.trim()))
  if (figures.length === 0) return false
  return !(figures.length >= 5 && areDays(row))
}

/** True for cells of which many are the days of a month in their order. */
export function areDays(texts: readonly string[]): boolean {
  const days = texts.map(text => text.replace(/\s+/g, ' ').trim()).filter(text => DAY.test(text))
  if (days.length < 5) return false
  const numbers = days.map(text => Number(/(\d+)[日号]?(?:\s.*)?$/.exec(text)?.[1] ?? 'NaN'))
  return numbers.every((number, i) => i === 0 || number > numbers[i - 1]! || number === 1)
}

function isFilled(text: string): boolean {
  return text.trim() !== ''
}
