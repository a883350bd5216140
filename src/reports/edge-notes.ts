// Who is near the edge of a band, as JSON and as a sheet. Takes the notes of a worked-out month; amounts are texts with two
// decimals, figures are cut to six places.

import { cut, type Decimal, plain } from '../core/decimal.ts'
import { amountText, toFen } from '../core/money.ts'
import { type OwnFigure, ownFigure } from '../explain/arithmetic-text.ts'
import { type EdgeNote, edgePoint } from '../explain/edges.ts'
import type { Explained } from '../explain/month.ts'
import type { Labels } from '../words/en/labels.ts'
import { bandText } from '../words/formula.ts'
import { wordsIn } from '../words/language.ts'
import type { EdgeDocument } from './document-forms.ts'
import type { Sheet } from './sheet.ts'
import { amount, figure, sheetOf, text } from './sheet-parts.ts'

const PLACES = 6

/** A note as JSON shows it: `of` is the person's number, `班组=机电一组`, or empty for the shop. */
export function edgeDocument(note: EdgeNote): EdgeDocument {
  return {
    of: note.whose.key,
    name: note.whose.name,
    column: note.column,
    figure: note.of,
    value: edgePoint(note, note.value) ?? plain(cut(note.value, PLACES, [note.edge])),
    edge: edgePoint(note, note.edge) ?? plain(note.edge),
    side: note.side,
    band: note.here,
    next: note.there,
    worth: note.worth ? amountText(toFen(note.worth)) : null,
  }
}

/** The sheet of all notes, those worth most first. */
export function edgeSheet(month: Explained, labels: Labels): Sheet {
  const shown = (x: Decimal, note: EdgeNote, other: Decimal): OwnFigure | string =>
    edgePoint(note, x) ?? ownFigure(cut(x, PLACES, [other]), note.type, note.percent)
  const words = wordsIn(month.scheme.sheets).formula
  return sheetOf(
    month,
    labels.edges,
    month.edges,
    [
      [text(labels.whose), n => n.whose.name],
      [text(labels.line), n => n.column],
      [text(labels.figure, 32), n => n.said.of],
      [figure(labels.value), n => shown(n.value, n, n.edge)],
      [figure(labels.edge), n => shown(n.edge, n, n.value)],
      [text(labels.band, 26), n => bandText(n.said.here, words)],
      [text(labels.nextBand, 26), n => bandText(n.said.there, words)],
      [amount(labels.worth, false), n => (n.worth ? toFen(n.worth) : null)],
    ],
    { frozen: 1 },
  )
}
