// Slips on paper, for shops without a program that sends them: of each person their own items under their names, and a line along which they
// are cut. Takes a worked-out month; gives pages on which nobody's slip is broken.

import type { Decimal } from '../core/decimal.ts'
import { largest } from '../core/lists.ts'
import { lastPlaces } from '../core/secret.ts'
import type { Month } from '../pay/month.ts'
import { wordsIn } from '../words/language.ts'
import { longestWord } from './letters.ts'
import { cell, heightOf, inRows, PAGE, Pages, READABLE } from './pages.ts'
import { paperedPeople } from './papers.ts'
import { figureOf, type PageCell, type PageRow, type PageSheet } from './sheet.ts'
import { slipItems } from './slips-sheet.ts'

/** Letters of a column where no word of a heading needs more. */
const NARROWEST = 11
const HEIGHT = { whose: 20, head: 20, value: 20, cut: 10 } as const

/** A slip for everybody who gets papers. */
export function stripsSheet(month: Month): PageSheet {
  const { scheme, period } = month
  const { labels, register: words, period: called } = wordsIn(scheme.sheets)
  const items = slipItems(month)
  const line = (100 * PAGE.letters) / READABLE
  // No word of a heading is broken.
  const narrowest = largest(
    items.map(([{ title }]) => longestWord(title) + 1),
    NARROWEST,
  )
  const across = Math.max(1, Math.floor(line / narrowest))
  const widths = Array.from({ length: across }, () => Math.floor(line / across))
  const gross = items.findIndex(([{ title }]) => title === labels.gross)
  const cut = Array.from({ length: 2 }, (_, i): PageRow => {
    return { cells: widths.map(() => cell(i === 0 ? 'cut' : 'note', null)), height: HEIGHT.cut }
  })
  const rowOf = (cells: readonly PageCell[], height: number): PageRow => {
    const placed: (PageCell | undefined)[] = []
    for (const one of cells) {
      placed.push(one)
      for (let more = 1; more < (one.across ?? 1); more++) placed.push(undefined)
    }
    return { cells: placed, height: heightOf(placed, widths, height) }
  }
  const pages = new Pages((100 * PAGE.points) / READABLE, [])
  for (const [place, person] of paperedPeople(month).entries()) {
    const own: { title: string; value: string | Decimal }[] = []
    for (const [i, [{ title, kind, besides = false }, of]] of items.entries()) {
      // Scores as their texts, which are not rounded.
      if (kind !== 'amount') {
        own.push(...person.scores.filter(s => s.name === title).map(s => ({ title, value: lastPlaces(s.text) })))
        continue
      }
      const value = figureOf(of(person, place) ?? undefined)
      if (value === undefined) continue
      // What takes away nothing is left out, and a sum of one.
      const before = own.at(-1)?.value
      const isOfOne = besides && typeof before === 'object' && before.eq(value)
      if (i <= gross || i === items.length - 1 || !(value.isZero() || isOfOne)) own.push({ title, value })
    }
    const paid = own.at(-1)!
    const slip = inRows(own, across).flatMap((some): PageRow[] => [
      rowOf(
        some.map(({ title }) => cell('head', title)),
        HEIGHT.head,
      ),
      rowOf(
        some.map(one => cell(one === paid ? 'sum' : 'cell', one.value)),
        HEIGHT.value,
      ),
    ])
    const whose = words.slipOf(scheme.name, called(period.name), [person.id, person.name, person.position])
    pages.put([rowOf([cell('block', whose, { across: across })], HEIGHT.whose), ...slip, ...cut])
  }
  return {
    ...{ name: words.strips, heading: '', page: words.page },
    ...{ laid: pages.rows, widths, scale: READABLE, titles: 0, breaks: pages.breaks },
  }
}
