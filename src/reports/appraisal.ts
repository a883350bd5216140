// The appraisal page of everybody who is rated: marks by rater, what the cards came to, the result, and what it does to the pay; below
// it the record of the interview, agreement and signatures. Takes a worked-out month; gives plain data, none where nobody is rated.

import { localOf } from '../core/currency.ts'
import { plain, sumOf } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import type { Explained } from '../explain/month.ts'
import type { Appraised, Ratings } from '../explain/ratings.ts'
import { type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import { isEntered } from '../tables/spec.ts'
import { wordsIn } from '../words/language.ts'
import { marksText } from './form.ts'
import { partName } from './labels.ts'
import type { Paper, Papers } from './papers.ts'
import { type Block, figures, words as text } from './report/blocks.ts'
import { stateOf } from './sheet-parts.ts'
import { howText } from './step-words.ts'

/** The pages of a month; nothing where its scheme has no table that is entered by hand. */
export function appraisals(month: Explained): Papers | undefined {
  const { scheme, period, result } = month
  if (!scheme.tables.some(({ spec }) => isEntered(spec))) return undefined
  const language = scheme.sheets
  const { form, period: called } = wordsIn(language)
  const w = form.appraisal
  const people = result.people.flatMap((person): Paper[] => {
    const appraised = month.ratings(person)
    return appraised ? [pageOf(person, appraised)] : []
  })
  return people.length === 0
    ? undefined
    : {
        language,
        what: w.title(called(period.name)),
        of: scheme.name,
        ...localOf(scheme.currency, scheme.dates),
        state: stateOf(month),
        people,
        end: 'appraisal',
      }

  function pageOf(person: PersonSheet, { tables, follows }: Appraised): Paper {
    const parts = partsOf(person, 'line').filter(({ column }) => column !== undefined && follows.has(column))
    const workings = month.workings(person)
    const sum = { name: w.together, amount: sumOf(parts.map(p => p.amount)) }
    const scores = person.scores.map(({ name, text: value }) => ({ name, value }))
    const lines = parts.map(part => {
      const how = workings.get(part.column!)
      return [
        partName(part, wordsIn(language)),
        how ? howText(how.steps, how.formula, language) : '',
        amountForPeople(part.amount),
      ]
    })
    return {
      ...{ id: person.id, name: person.name, position: person.position },
      sums: parts.length > 0 ? [sum] : [],
      blocks: [
        ...tables.map(ratingTable),
        ...cards(person),
        ...(scores.length > 0 ? [{ kind: 'facts' as const, facts: scores }] : []),
        lines.length > 0
          ? {
              kind: 'table' as const,
              table: {
                caption: w.effect,
                columns: [text(w.line), text(w.calculation), figures(w.amount)],
                rows: lines,
              },
            }
          : { kind: 'text' as const, text: w.nothing },
      ],
    }
  }

  function ratingTable({ table, raters, items, sums }: Ratings): Block {
    const total = sums.some(s => s !== undefined)
      ? [w.total, '', '', ...sums.map(s => (s === undefined ? '' : plain(s)))]
      : undefined
    const rows = items.map(({ name, says, spec, marks }) => [
      ...[name, says, marksText(spec, form)],
      ...marks.map(mark => mark ?? ''),
    ])
    const columns = [text(w.item), text(form.counts), figures(form.marks), ...raters.map(figures)]
    return { kind: 'table', table: { caption: table, columns, rows, total } }
  }

  function cards(person: PersonSheet): Block[] {
    return month.scorecards(person).map(({ name, items, points, most }): Block => {
      const shown = (x: typeof points): string => (x === null ? '' : plain(x))
      return {
        kind: 'table',
        table: {
          caption: name,
          columns: [text(w.item), figures(w.most), figures(w.points)],
          rows: items.map(item => [item.name, shown(item.most), shown(item.points)]),
          total: [w.total, shown(most), shown(points)],
        },
      }
    })
  }
}
