// The first and the last sheet of the audit workbook: everybody's amounts beside bonusbook's own, one cell that says whether
// all agree, and every item with its difference.

import { type Decimal, sumOf as total, ZERO } from '../core/decimal.ts'
import { columnLetters } from '../core/place.ts'
import type { Outcome, Row } from '../formula/trace.ts'
import { columnOf, type PersonSheet, partsOf, SUMS } from '../pay/person-sheet.ts'
import { quotedSheet } from '../reports/sheet-names.ts'
import { heading, stateOf } from '../reports/sheet-parts.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import { isFigure } from './among.ts'
import type { Amounts } from './amounts.ts'
import { MOST_ROWS, wantedTables } from './export-rows.ts'
import type { Field } from './fields.ts'
import { formatOf } from './kinds.ts'
import { cellValue, type Layout, type LiveCell, type LiveRow, type LiveSheet } from './sheets.ts'
import { literal } from './terms.ts'

interface Item {
  readonly field: Field
  readonly row: Row
  readonly own: Outcome
  /** Whose sheet it stands on, where that is not whose figure it is. */
  readonly whose?: Row
}

type Checked = ReturnType<typeof checkSheet>

const AMOUNT = '#,##0.00'

/** Everything that is compared: figures of the shop and of groups, and what stands on people's sheets. */
function items(layout: Layout, amounts: Amounts): Item[] {
  const { fields } = layout
  const { scheme, result } = fields.month
  const shared = scheme.values.flatMap((column): Item[] => {
    const field = fields.column(column)
    if (column.home === 'person' || field.kind !== 'formula') return []
    return fields.rows(field.home).map(row => ({ field, row, own: field.result(row) }))
  })
  const people = result.people.flatMap(person => {
    const { row } = person
    const of = (column: SchemeColumn, own: Outcome): Item => ({ field: fields.column(column), row, own })
    // A score of a group or of the shop stands on their sheet.
    const scores = scheme.scores.flatMap((column): Item[] => {
      const there = fields.engine.world.move(row, column.home)
      const field = fields.column(column)
      return there ? [{ field, row: there, own: field.result(there), whose: row }] : []
    })
    const parts = partsOf(person, 'line', 'reserve', 'due').flatMap(part => {
      const column = columnOf(scheme, part)
      return column ? [of(column, part.amount)] : []
    })
    const sums = amountFields(amounts).map(({ field, own }) => ({ field, row, own: own(person) }))
    return [...scores, ...parts, ...sums]
  })
  return [...shared, ...people].filter(i => i.own !== null && typeof i.own !== 'symbol')
}

interface AmountField {
  readonly field: Field
  readonly own: (person: PersonSheet) => Decimal
}

function amountFields(amounts: Amounts): AmountField[] {
  const sums = SUMS.flatMap((kind): AmountField[] => {
    const field = amounts[kind]
    return field ? [{ field, own: p => p[kind] }] : []
  })
  return [...sums, ...amounts.taxed]
}

/** Item by item: what this workbook comes to, what bonusbook came to, and the difference. */
export function checkSheet(layout: Layout, amounts: Amounts): LiveSheet & { readonly count: number } {
  const { fields, names } = layout
  const words = wordsIn(fields.month.scheme.sheets).audit
  const compared = items(layout, amounts)
  const titles = [words.whose, words.item, words.calculated, words.own, words.difference]
  const cells = function* (): Generator<LiveRow> {
    yield titles.map(value => ({ role: 'head', value }) as const)
    for (const [i, item] of compared.entries()) yield checkRow(layout, item, i + 2)
  }
  const last = Math.max(2, compared.length + 1)
  return {
    name: names.get('check')!,
    heading: heading(fields.month, words.check),
    count: compared.length,
    rows: { length: compared.length + 1, [Symbol.iterator]: cells },
    widths: [24, 24, 18, 18, 12],
    frozen: { rows: 1, columns: 2 },
    filter: `A1:E${last}`,
    alarm: `E2:E${last}`,
  }
}

function checkRow(layout: Layout, { field, row, own, whose = row }: Item, line: number): LiveRow {
  const { fields } = layout
  const value = cellValue(layout, field, row, own)
  const format = formatOf(field, 'formula')
  const figure = isFigure(field.type)
  const places = field.places !== undefined && field.places <= 2 ? 2 : 6
  const difference = figure ? `ROUND(N(C${line})-D${line},${places})` : `IF(EXACT(C${line},D${line}),0,1)`
  return [
    { role: 'label', value: fields.engine.who(whose) || fields.month.scheme.name },
    { role: 'label', value: field.title },
    { role: 'formula', value, format, formula: layout.cellIn(field, row, 'check') },
    { role: 'label', value, format },
    { role: 'formula', value: ZERO, formula: difference },
  ]
}

/** What everybody is paid by this workbook and by bonusbook, and how the workbook is read. */
export function overviewSheet(layout: Layout, amounts: Amounts, check: Checked): LiveSheet {
  const { fields, names } = layout
  const { scheme, result, period } = fields.month
  const [words, labels] = [wordsIn(scheme.sheets).audit, wordsIn(scheme.sheets).labels]
  const shown = amountFields(amounts)
  const notes = [stateOf(fields.month), ...words.howTo, ...valueNotes(layout)].map(value => [
    { role: 'note', value } as const,
  ])
  const first = notes.length + 5
  const last = first + Math.max(1, result.people.length) - 1
  const columns = 3 + 2 * shown.length
  const rowOf = (person: PersonSheet, i: number): LiveCell[] => {
    const { row } = person
    const line = first + i
    const position = layout.cellIn(fields.column(scheme.roster.positionColumn), row, 'overview')
    const apart = shown.map(
      (_, n) => `ABS(${columnLetters(3 + n)}${line}-${columnLetters(3 + shown.length + n)}${line})`,
    )
    return [
      { role: 'label', value: person.id },
      { role: 'label', value: person.name },
      { role: 'label', value: person.position, formula: position },
      ...shown.map(({ field, own }) => amountCell(own(person), layout.cellIn(field, row, 'overview'))),
      ...shown.map(({ own }): LiveCell => ({ role: 'label', value: own(person), format: AMOUNT })),
      amountCell(ZERO, `ROUND(${apart.join('+')},2)`),
    ]
  }
  const sums = Array.from({ length: columns - 2 }, (_, n) => {
    const letters = columnLetters(3 + n)
    const own = shown[n % shown.length]!.own
    const value = n < 2 * shown.length ? total(result.people.map(own)) : ZERO
    return amountCell(value, `SUM(${letters}${first}:${letters}${last})`)
  })
  const titles = [
    ...[labels.id, labels.name, labels.position],
    ...shown.map(s => s.field.title),
    ...shown.map(s => words.ownAmount(s.field.title)),
    words.difference,
  ]
  const title = `${scheme.name} · ${wordsIn(scheme.sheets).period(period.name)}`
  const rows = function* (): Generator<LiveRow> {
    yield [{ role: 'title', value: title }]
    yield [{ role: 'title', ...verdict(layout, check) }]
    yield* notes
    yield []
    yield titles.map(value => ({ role: 'head', value }) as const)
    for (const [i, person] of result.people.entries()) yield rowOf(person, i)
    const head = [labels.total, null, null].map(value => ({ role: 'head', value }) as const)
    yield [...head, ...sums]
  }
  return {
    name: names.get('overview')!,
    heading: heading(fields.month, words.overview),
    rows: { length: first + result.people.length, [Symbol.iterator]: rows },
    widths: [12, 14, 16, ...Array.from({ length: columns - 3 }, () => 13), 12],
    heights: [...Array.from({ length: notes.length + 3 }, () => 16), 32],
    frozen: { rows: 0, columns: 2 },
    alarm: `${columnLetters(columns)}${first}:${columnLetters(columns)}${last}`,
  }
}

/** Which exports stand in the workbook as figures that were added up from their rows, and why. */
function valueNotes({ fields: { month, asValues, strangers } }: Layout): string[] {
  const words = wordsIn(month.scheme.sheets).audit
  const wanted = new Set(wantedTables(month).map(({ spec }) => spec.name))
  const names = [...asValues]
  const [long, plain] = [names.filter(name => wanted.has(name)), names.filter(name => !wanted.has(name))]
  return [
    ...(plain.length > 0 ? [words.plainFigures(plain)] : []),
    ...(long.length > 0 ? [words.longExports(long, String(MOST_ROWS))] : []),
    ...(strangers.size > 0 ? [words.strangers([...strangers].sort())] : []),
  ]
}

function amountCell(value: Decimal, formula: string): LiveCell {
  return { role: 'formula', value, format: AMOUNT, formula }
}

/** One cell that says whether all items agree. */
function verdict({ fields }: Layout, { name, count }: Checked): Pick<LiveCell, 'value' | 'formula'> {
  const words = wordsIn(fields.month.scheme.sheets).audit
  const agrees = words.agrees(String(count))
  if (count === 0) return { value: agrees }
  const range = `${quotedSheet(name)}!$E$2:$E$${count + 1}`
  const [before, after] = words.differs.map(text => literal(text).text)
  const formula = `IF(COUNTIF(${range},0)=${count},${literal(agrees).text},${before}&(${count}-COUNTIF(${range},0))&${after})`
  return { value: agrees, formula }
}
