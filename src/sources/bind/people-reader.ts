// Reads cells of people into a batch: the number of the one person that a cell names, or the parts of several, where the
// scheme says how they share the row. Whoever is not certainly somebody, and shares that can't be told, are refused through
// the report, once for all cells of the same text.

import { suggest } from '../../core/suggest.ts'
import { BLANK, ODD } from '../../tables/batch.ts'
import type { Directory } from '../../tables/directory.ts'
import { type Division, divideRow } from '../../tables/division.ts'
import { type Named, type OneMatch, personMatcher } from '../cells/person.ts'
import { isBlankCell, ownCopy } from '../cells/text.ts'
import { MAX_CACHE } from '../limits.ts'
import { cellText } from '../workbook/sheet.ts'
import { type ColumnContext, cellReader, type ReadCell, refuse } from './reader.ts'
import { foundText } from './report.ts'
import { figureTexts, type NoShares, sharesOf, writtenShares } from './shares.ts'
import { bareNumber, blankText, cache, LIST_MARKS, MAX_DIGITS } from './word-readers.ts'

/** People of the roster, by their number there; ODD with a division beside it for several. */
export function peopleReader(context: ColumnContext, directory: Directory): ReadCell {
  const { spec, index, report, data } = context
  const { shared } = spec
  const known = cache()
  const divisions = new Map<string, Division>()
  const match = personMatcher(directory)
  const column = spec.name
  const declared = blankText(context)
  /** Of the row at hand. */
  let division: Division | undefined

  /** The cell with the figures by which the row is shared; empty where there is no such column. */
  const figures = (): string => {
    if (shared?.kind !== 'column') return ''
    const cell = report.row.cells[report.cellOf(shared.index)]
    return isBlankCell(cell) ? '' : cellText(cell)
  }

  function nobody(found: string, match: Exclude<OneMatch, { person: number }>): number {
    if ('candidates' in match) {
      const candidates = match.candidates.join(', ')
      report.text('PERSON_AMBIGUOUS', index, found, met => ({ column, found, candidates, ...met }))
    } else {
      const { among } = match
      report.text('PERSON_UNKNOWN', index, found, met => ({ column, found, nearest: suggest(found, among), ...met }))
    }
    return BLANK
  }

  function noShares(found: string, { reason, detail }: NoShares): number {
    report.text('PERSON_SHARES', index, found, ({ rows }) => ({ column, found, reason, detail, rows }))
    return BLANK
  }

  function several(text: string, named: readonly Named[]): number {
    if (!shared && named.length > 1) {
      const found = foundText(text)
      report.text('PERSON_SEVERAL', index, found, ({ rows }) => ({ column, found, rows }))
      return BLANK
    }
    const strangers = new Map(named.flatMap(n => ('person' in n.match ? [] : [[n.text, n.match] as const])))
    for (const [name, found] of strangers) nobody(name, found)
    if (strangers.size > 0) return BLANK
    const people = named.flatMap(n => ('person' in n.match ? [n.match.person] : []))
    const written = named.some(n => n.share !== undefined)
    const beside = written ? '' : figures()
    const whole = beside === '' ? text : `${text} (${beside})`
    const shares = shared ? sharesOf(named, shared, beside) : writtenShares(named)
    if ('reason' in shares) return noShares(foundText(whole), shares)
    const found = divideRow(people, shares, foundText(whole))
    if (!found) return noShares(foundText(whole), { reason: 'too long', detail: '' })
    return divided(found)
  }

  function divided(found: Division): number {
    division = found
    return found.parts.length === 1 ? found.parts[0]!.person : ODD
  }

  const key = (text: string): string => (shared?.kind === 'column' ? `${text}\n${figures()}` : text)
  const read = cellReader(context, {
    fast(text) {
      const person = directory.byId.get(text) ?? known.get(text)
      if (!Number.isNaN(person) || divisions.size === 0) return person
      const found = divisions.get(key(text))
      return found ? divided(found) : BLANK
    },
    careful(shown) {
      const content = bareNumber(shown)
      const fromNumber = typeof content === 'number'
      if (fromNumber && content >= MAX_DIGITS) return refuse(context, content, { reason: 'digits lost' })
      const text = cellText(content)
      const result = match(text, fromNumber)
      if ('several' in result) {
        division = undefined
        const value = several(text, result.several)
        if (division && divisions.size < MAX_CACHE) divisions.set(ownCopy(key(text)), division)
        return value
      }
      if (!('person' in result)) return nobody(foundText(text), result)
      if (typeof content === 'string') known.set(content, result.person)
      return result.person
    },
    blank: declared === undefined ? BLANK : (directory.byId.get(declared) ?? BLANK),
  })
  if (!shared) return read

  /** True where one person stands beside the figures of several. */
  const tooMany = (cell: string, text: string): boolean =>
    LIST_MARKS.test(text) && ![1, figureTexts(cell).length].includes(figureTexts(text).length)

  return (cell, at) => {
    division = undefined
    read(cell, at)
    const value = data.values[at]!
    if (value === ODD) data.divided.set(at, division!)
    else if (shared.kind === 'column' && !division && !Number.isNaN(value)) {
      const text = figures()
      if (tooMany(cellText(cell), text)) {
        const detail = `${figureTexts(text).length}`
        data.values[at] = noShares(foundText(`${cellText(cell)} (${text})`), { reason: 'figures', detail })
      }
    }
  }
}
