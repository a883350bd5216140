// Reads cells of people into a batch: the number of the one person that a cell names, or the parts of several, where the
// scheme says how they share the row. Whoever is not certainly somebody, and shares that can't be told, are refused through
// the report, once for all cells of the same text.

import { type Decimal, decimal, ONE, plain, sumOf, ZERO } from '../../core/decimal.ts'
import { type ByKind, byKind } from '../../core/kinds.ts'
import type { SharesReason } from '../../core/problem-facts.ts'
import { isSomebodyElse, slipOf } from '../../core/suggest.ts'
import { BLANK, ODD } from '../../tables/batch.ts'
import type { Directory } from '../../tables/directory.ts'
import { type Division, divideRow } from '../../tables/division.ts'
import type { Sharing } from '../../tables/spec.ts'
import { isRefusal } from '../cells/cell.ts'
import { labelOf, type Named, type OneMatch, personMatcher } from '../cells/person.ts'
import { isBlankCell, ownCopy } from '../cells/text.ts'
import { MAX_CACHE } from '../limits.ts'
import { cellText } from '../workbook/sheet.ts'
import { textFigure } from './figure-unit.ts'
import { blankAs, type ColumnContext, cache, cellReader, type ReadCell, refuse } from './reader.ts'
import { foundText } from './report.ts'
import { bareNumber, LIST_MARKS, MAX_DIGITS } from './word-readers.ts'

/** People of the roster, by their number there; ODD with a division beside it for several. `nameCell`: where their names stand besides. */
export function peopleReader(context: ColumnContext, directory: Directory, nameCell: number | undefined): ReadCell {
  const { spec, index, report, data } = context
  const { shared } = spec
  const known = cache()
  const divisions = new Map<string, Division>()
  const match = personMatcher(directory)
  const column = spec.name
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
      const among = match.among.filter(name => !isSomebodyElse(found, name))
      const { file: roster } = directory
      const said = { column, found, ...(roster === undefined ? {} : { roster }) }
      report.text('PERSON_UNKNOWN', index, found, met => ({ ...said, nearest: slipOf(found, among), ...met }))
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
    blank: blankAs(context, text => directory.byId.get(text) ?? BLANK),
  })
  if (context.spec.named && nameCell !== undefined) return withName(context, directory, read, match, nameCell)
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

/** Refuses rows whose name is somebody else's of the roster than the number's; a name that nobody has may be a nickname, but in a form. */
function withName(
  { spec, index, data, report }: ColumnContext,
  directory: Directory,
  read: ReadCell,
  match: ReturnType<typeof personMatcher>,
  nameCell: number,
): ReadCell {
  const { ids, names } = directory
  const header = spec.named!.join(' / ')
  const label = (person: number): string => labelOf(directory, person)
  return (cell, at) => {
    read(cell, at)
    const person = data.values[at]!
    const beside = report.row.cells[nameCell]
    if (Number.isNaN(person) || person === ODD || report.row.leftOut || isBlankCell(beside)) return
    const found = cellText(beside)
    if (found === names[person]) return
    const other = match(found, false)
    const others = 'person' in other ? [label(other.person)] : 'candidates' in other ? other.candidates : []
    if (others.includes(label(person)) || (others.length === 0 && spec.namedAlike !== true)) return
    report.cell('PERSON_NAME_OTHER', index, {
      id: ids[person]!,
      name: names[person]!,
      header,
      found: foundText(beside),
    })
  }
}

// How the people of one cell share a row. Takes the people with the shares beside them, and what the scheme says; gives
// weights in the order of the cell, or why they can't be told. Refuses shares that don't make a whole, and figures that are
// none: nothing is made to fit.

interface NoShares {
  readonly reason: SharesReason
  /** The sum, the numbers or the words that are at fault. */
  readonly detail: string
}

/** Weights of the people that a cell names; shares written beside the names come before what the scheme says. */
function sharesOf(named: readonly Named[], sharing: Sharing, figures: string): readonly Decimal[] | NoShares {
  if (named.some(n => n.share !== undefined)) return writtenShares(named)
  return byKind(SHARES, sharing, named, figures)
}

const SHARES: ByKind<Sharing, readonly Decimal[] | NoShares, [named: readonly Named[], figures: string]> = {
  equally(_, named) {
    const people = named.map(n => ('person' in n.match ? n.match.person : -1))
    const twice = people.findIndex((person, i) => people.indexOf(person) < i)
    return twice < 0 ? named.map(() => ONE) : { reason: 'twice', detail: named[twice]!.text }
  },
  fixed: ({ shares }, named) =>
    shares.length === named.length ? shares : { reason: 'number', detail: `${shares.length}` },
  column: (_, named, figures) => figuresOf(named, figures),
  cell: () => ({ reason: 'none', detail: '' }),
}

/** The percentages in the cell itself. */
function writtenShares(named: readonly Named[]): readonly Decimal[] | NoShares {
  const strange = named.find(n => n.share === '?')
  if (strange) return { reason: 'unreadable', detail: strange.text }
  const without = named.find(n => n.share === undefined)
  if (without) return { reason: 'some', detail: without.text }
  const shares = named.map(n => decimal(n.share!))
  if (shares.some(share => share.isZero())) return { reason: 'unreadable', detail: '0%' }
  return wholeOf(shares) ?? shares
}

/** The figures beside the cell, one for each person: hours, points, percentages. */
function figuresOf(named: readonly Named[], text: string): readonly Decimal[] | NoShares {
  const texts = figureTexts(text)
  if (texts.length !== named.length) return { reason: 'figures', detail: `${texts.length}` }
  const read = texts.map(textFigure)
  const strange = read.findIndex(figure => isRefusal(figure) || !figure.value.gt(ZERO))
  if (strange >= 0) return { reason: 'unreadable', detail: texts[strange]! }
  const figures = read.flatMap(figure => (isRefusal(figure) ? [] : [figure]))
  const unit = figures[0]!.measure
  const other = figures.findIndex(figure => figure.measure !== unit)
  const percent = texts.map(figure => /[%％]$/.test(figure))
  const mixed = other >= 0 ? other : percent.findIndex(is => is !== percent[0])
  if (mixed >= 0) return { reason: 'unreadable', detail: texts[mixed]! }
  const shares = figures.map(figure => figure.value)
  return (percent[0] ? wholeOf(shares.map(share => share.times(HUNDRED))) : undefined) ?? shares
}

/** The texts of a cell of figures. */
function figureTexts(text: string): string[] {
  return text
    .split(LIST_MARKS)
    .map(figure => figure.trim())
    .filter(figure => figure !== '')
}

const HUNDRED = decimal(100)

/** Why percentages are no shares of a whole. */
function wholeOf(shares: readonly Decimal[]): NoShares | undefined {
  const sum = sumOf(shares)
  return sum.eq(HUNDRED) ? undefined : { reason: 'sum', detail: `${plain(sum)}%` }
}
