// Who is near the edge of a band, as JSON and as a sheet. Takes the notes of a worked-out month; amounts are texts with two
// decimals, figures are cut to six places.

import { plain, round } from '../core/decimal.ts'
import { amountText, toFen } from '../core/money.ts'
import type { EdgeNote } from '../pay/edges.ts'
import type { Month } from '../pay/month.ts'
import type { Labels } from './labels.ts'
import { type Percentages, percentages } from './percentages.ts'
import type { Sheet } from './sheet.ts'
import { amount, figure, heading, ownFigure, text } from './sheet-parts.ts'

const PLACES = 6

/** A note as JSON shows it: `of` is the person's number, `班组=机电一组`, or empty for the shop. */
export function edgeDocument(note: EdgeNote, { engine }: Pick<Month, 'engine'>): object {
  return {
    of: engine.key(note.row),
    name: engine.who(note.row),
    column: note.column.name,
    figure: note.of,
    value: plain(round(note.value, PLACES)),
    edge: plain(note.edge),
    side: note.side,
    band: note.here,
    next: note.there,
    worth: amountText(toFen(note.worth)),
  }
}

/** The sheet of all notes, those worth most first. */
export function edgeSheet(month: Month, labels: Labels): Sheet {
  const { engine } = month
  const percent = percentages(month.scheme)
  const rows = month.edges.map(n => [
    engine.who(n.row),
    n.column.name,
    n.of,
    ownFigure(round(n.value, PLACES), n.type, inPercent(n, percent)),
    ownFigure(round(n.edge, PLACES), n.type, inPercent(n, percent)),
    n.here,
    n.there,
    toFen(n.worth),
  ])
  const columns = [
    text(labels.whose),
    text(labels.line),
    text(labels.figure, 32),
    figure(labels.value),
    figure(labels.edge),
    text(labels.band, 26),
    text(labels.nextBand, 26),
    amount(labels.worth, false),
  ]
  return { name: labels.edges, heading: heading(month, labels.edges), columns, rows, frozen: 1 }
}

function inPercent({ bands, type, here, there }: EdgeNote, percent: Percentages): boolean {
  return type.kind === 'number' && ((bands.kind === 'bands' && percent.formula(bands.of)) || /[%％]/.test(here + there))
}
