// Who is near the edge of a band, for a terminal: the figure, the edge, and what the band behind it would pay.

import type { Decimal } from '../core/decimal.ts'
import { amountForPeople, toFen } from '../core/money.ts'
import { isPoint } from '../core/points.ts'
import { peopleStyle, percentText, valueText } from '../explain/arithmetic-text.ts'
import { type EdgeNote, edgePoint } from '../explain/edges.ts'
import type { Explained } from '../explain/month.ts'
import { figure, text, wholeText } from '../reports/sheet-parts.ts'
import { bandText } from '../words/formula.ts'
import { wordsIn } from '../words/language.ts'
import { gridLines } from '../writers/terminal/grid.ts'
import type { Terminal } from './streams.ts'

const MOST = 20

/** The section of `check`: those worth most, and how many more there are. */
export function edgeLines(month: Explained, t: Terminal): string[] {
  const notes = month.edges
  if (notes.length === 0) return []
  const w = wordsIn(t.language).terminal
  const labels = wordsIn(t.language).labels
  const columns = [
    { ...text(labels.whose), least: 14 },
    wholeText(`${labels.item}: ${labels.figure}`, 14),
    figure(labels.value),
    figure(labels.edge),
    wholeText(labels.nextBand, 10),
    figure(w.worth),
  ]
  const { colon } = wordsIn(t.language).terminal
  const rows = notes.slice(0, MOST).map(note => {
    const { value, edge } = figuresOf(note, t)
    const who = note.whose.name || month.scheme.name
    return [
      who,
      `${note.column}${colon}${note.said.of}`,
      value,
      edge,
      thereText(note, t),
      note.worth ? signed(note.worth) : '',
    ]
  })
  const lines = gridLines({ columns, rows }, t, { indent: 2 })
  const more = notes.length > MOST ? [`  ${t.paint.dim(w.moreEdges(notes.length - MOST))}`] : []
  return [t.paint.bold(w.edges), ...lines, ...more, '']
}

/** `3.125% is just above 3%; up to 3%: +1,012.89`, in plain figures. */
export function edgeText(note: EdgeNote, t: Terminal): string {
  const { value, edge } = figuresOf(note, t)
  const side = note.value.eq(note.edge) ? 'on' : note.side
  const there = note.worth
    ? `${thereText(note, t)}${wordsIn(t.language).terminal.colon}${signed(note.worth)}`
    : thereText(note, t)
  return wordsIn(t.language).terminal.edge(value, isPoint(note.type.kind) ? TIMES[side] : side, edge, there)
}

/** The band behind the edge. */
function thereText({ said }: EdgeNote, t: Terminal): string {
  return bandText(said.there, wordsIn(t.language).formula)
}

const TIMES = { below: 'before', above: 'after', on: 'on' } as const

function figuresOf(note: EdgeNote, t: Terminal): { readonly value: string; readonly edge: string } {
  const style = peopleStyle(String, wordsIn(t.language).formula)
  const shown = (x: Decimal): string =>
    edgePoint(note, x) ?? (note.percent ? percentText(x) : valueText(x, note.type, undefined, style))
  return { value: shown(note.value), edge: shown(note.edge) }
}

/** An amount with its sign, also where it is more. */
export function signed(amount: Decimal): string {
  const text = amountForPeople(toFen(amount))
  return amount.gt(0) ? `+${text}` : text
}
