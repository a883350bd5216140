// Who is near the edge of a band, as JSON and as a sheet. Takes the notes of a worked-out month; amounts are texts with two
// decimals, figures are cut to six places.

import { plain, round } from '../core/decimal.ts'
import { amountText, toFen } from '../core/money.ts'
import { ownFigure } from '../explain/arithmetic-text.ts'
import type { EdgeNote } from '../explain/edges.ts'
import type { Explained } from '../explain/month.ts'
import type { Labels } from '../words/en/labels.ts'
import type { Sheet } from './sheet.ts'
import { amount, figure, heading, text } from './sheet-parts.ts'

const PLACES = 6

/** A note as JSON shows it: `of` is the person's number, `班组=机电一组`, or empty for the shop. */
export function edgeDocument(note: EdgeNote): object {
  return {
    of: note.whose.key,
    name: note.whose.name,
    column: note.column,
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
export function edgeSheet(month: Explained, labels: Labels): Sheet {
  const rows = month
    .edges()
    .map(n => [
      n.whose.name,
      n.column,
      n.of,
      ownFigure(round(n.value, PLACES), n.type, n.percent),
      ownFigure(round(n.edge, PLACES), n.type, n.percent),
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
