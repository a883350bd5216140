// The sheet of scorecards: each item with the figure it looks at, what that is held against, its points and the most they
// can be, and under each card its score. Takes a worked-out month.

import type { Explained } from '../explain/month.ts'
import type { Labels } from '../words/en/labels.ts'
import { wordsIn } from '../words/language.ts'
import type { Sheet, SheetCell, SumRow } from './sheet.ts'
import { figure, heading, text } from './sheet-parts.ts'
import { howText } from './step-words.ts'

export function scorecardSheet(month: Explained, labels: Labels): Sheet {
  const language = month.scheme.sheets
  const words = wordsIn(language).workbook
  const rows: SheetCell[][] = []
  const sums: SumRow[] = []
  for (const person of month.result.people) {
    for (const card of month.scorecards(person)) {
      const who = [person.id, person.name, person.position, card.name]
      for (const { name, figure: own, target, points, most, steps, formula } of card.items) {
        const held = [own, target].flatMap(x => [x?.words ?? '', x?.value ?? null])
        rows.push([...who, name, ...held, points, most, howText(steps, formula, language), formula])
      }
      sums.push({ row: rows.length })
      rows.push([...who, labels.total, '', null, '', null, card.points, card.most, '', ''])
    }
  }
  const columns = [
    ...[labels.id, labels.name, labels.position, labels.card].map(l => text(l)),
    text(labels.item),
    text(labels.figure, 24),
    figure(words.actual),
    text(words.target, 22),
    figure(words.targetValue),
    figure(labels.points, 2),
    figure(words.most),
    text(labels.calculation, 56),
    text(labels.formula, 80),
  ]
  return { name: labels.scorecards, heading: heading(month, labels.scorecards), columns, rows, sums, frozen: 2 }
}
