// Who is near the edge of a band, for a terminal: the figure, the edge, and what the band behind it would pay.

import type { Decimal } from '../core/decimal.ts'
import { amountForPeople, toFen } from '../core/money.ts'
import type { EdgeNote } from '../pay/edges.ts'
import type { Month } from '../pay/month.ts'
import { peopleStyle, valueText } from '../reports/arithmetic-text.ts'
import type { Terminal } from './streams.ts'
import { words } from './words.ts'
import { wrap } from './wrap.ts'

const MOST = 20

/** The section of `check`: those worth most, and how many more there are. */
export function edgeLines(month: Month, t: Terminal): string[] {
  const notes = month.edges()
  if (notes.length === 0) return []
  const w = words(t.language)
  const lines = notes.slice(0, MOST).flatMap(note => {
    const who = month.engine.who(note.row) || month.scheme.name
    const text = `${who} · ${note.column.name} · ${note.of}: ${edgeText(note, t)}`
    return wrap(text, t.width - 4).map((line, i) => (i === 0 ? `  ${line}` : `    ${line}`))
  })
  const more = notes.length > MOST ? [`  ${t.paint.dim(w.moreEdges(notes.length - MOST))}`] : []
  return [t.paint.bold(w.edges), ...lines, ...more, '']
}

/** `3.125% is just above 3%; up to 3%: +1,012.89`, in plain figures. */
export function edgeText(note: EdgeNote, t: Terminal): string {
  const style = peopleStyle(String)
  const figure = (value: Decimal): string => valueText(value, note.type, undefined, style)
  const side = note.value.eq(note.edge) ? 'on' : note.side
  return words(t.language).edge(figure(note.value), side, figure(note.edge), note.there, signed(note.worth))
}

/** An amount with its sign, also where it is more. */
export function signed(amount: Decimal): string {
  const text = amountForPeople(toFen(amount))
  return amount.gt(0) ? `+${text}` : text
}
