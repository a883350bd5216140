// Slips on paper, for shops without a program that sends them: of each person their own items under their names, and a line along which they
// are cut. Takes a worked-out month; gives pages on which nobody's slip is broken.

import type { Decimal } from '../core/decimal.ts'
import { lastPlaces } from '../core/secret.ts'
import type { Month } from '../pay/month.ts'
import { wordsIn } from '../words/language.ts'
import { cell, heightOf, inRows, PAGE, Pages, READABLE } from './pages.ts'
import { paperedPeople } from './papers.ts'
import { figureOf, type PageCell, type PageRow, type PageSheet } from './sheet.ts'
import { slipItems } from './slips-sheet.ts'

/** Columns of a page; the last has what is paid. */
const ACROSS = 13
const HEIGHT = { whose: 20, head: 20, value: 20, cut: 10 } as const

/** A slip for everybody who gets papers. */
export function stripsSheet(month: Month): PageSheet {
  const { scheme, period } = month
  const { labels, register: words, period: called } = wordsIn(scheme.sheets)
  const widths = Array.from({ length: ACROSS }, () => Math.floor((100 * PAGE.letters) / READABLE / ACROSS))
  const items = slipItems(month)
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
    const own = items.flatMap(([{ title, kind }, of], i): { title: string; value: string | Decimal }[] => {
      const found = of(person, place)
      // Scores as their texts, which are not rounded; what takes away nothing is left out.
      if (kind !== 'amount')
        return person.scores.filter(s => s.name === title).map(s => ({ title, value: lastPlaces(s.text) }))
      const value = figureOf(found ?? undefined)
      const isLeft = value === undefined || (value.isZero() && i > gross && i < items.length - 1)
      return isLeft ? [] : [{ title, value }]
    })
    const paid = own.pop()!
    const rows = inRows([...own, paid], ACROSS)
    const slip = rows.flatMap((some, i): PageRow[] => {
      const rest = i === rows.length - 1 ? ACROSS - some.length : 0
      const filled = (cells: readonly PageCell[], role: 'head' | 'cell'): PageCell[] =>
        rest === 0 ? [...cells] : cells.toSpliced(-1, 0, cell(role, '', { across: rest }))
      return [
        rowOf(
          filled(
            some.map(({ title }) => cell('head', title)),
            'head',
          ),
          HEIGHT.head,
        ),
        rowOf(
          filled(
            some.map(one => cell(one === paid ? 'sum' : 'cell', one.value)),
            'cell',
          ),
          HEIGHT.value,
        ),
      ]
    })
    const whose = words.slipOf(scheme.name, called(period.name), [person.id, person.name, person.position])
    pages.put([rowOf([cell('block', whose, { across: ACROSS })], HEIGHT.whose), ...slip, ...cut])
  }
  return {
    ...{ name: words.strips, heading: '', page: words.page },
    ...{ laid: pages.rows, widths, scale: READABLE, titles: 0, breaks: pages.breaks },
  }
}
