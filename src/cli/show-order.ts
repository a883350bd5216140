// An order's whole life for a terminal: month by month what was sealed when, its rows with what became of each, and the figures
// and people that it went into. Takes the life as data; gives lines.

import type { Added } from '../explain/order.ts'
import type { OrderDocument } from '../reports/document-forms.ts'
import type { LifeRow, OrderLife, OrderState } from '../shop/order-life.ts'
import type { OrderWords } from '../words/en/order.ts'
import { wordsIn } from '../words/language.ts'
import { shownTime } from '../writers/stamp.ts'
import { wrap } from '../writers/terminal/wrap.ts'
import type { Terminal } from './streams.ts'

/** People of a figure that are named on a terminal. */
const NAMED = 6

export function orderLines({ number, states }: OrderLife, t: Terminal): string[] {
  const w = wordsIn(t.language).order
  const listed = wordsIn(t.language).formula.list
  const sealed = states.filter(s => s.kind === 'sealed')
  // The newest entry of a month says what counts.
  const newest = new Map(sealed.map(s => [s.month, s]))
  const monthsOf = (of: Iterable<OrderState>): string =>
    listed([...new Set([...of].filter(s => s.counted.length > 0).map(s => s.month))])
  const [now, once] = [monthsOf(newest.values()), monthsOf(sealed)]
  const said = now !== '' ? w.summary(number, now) : once !== '' ? w.gone(number, once) : w.nowhere(number)
  return [t.paint.bold(said), ...states.flatMap(state => ['', ...stateLines(state, w, t)])]
}

function stateLines(state: OrderState, w: OrderWords, t: Terminal): string[] {
  const { month, rows, added, because, kind, counted } = state
  const { paint } = t
  // A sum that a row adds nothing to says nothing of it.
  const told = added.filter(one => !one.nothing)
  const into = kind === 'sealed' ? w.wentInto : w.wouldGoInto
  return [
    `${paint.bold(month)} · ${stateText(state, w)}`,
    ...(rows.length === 0 && (kind !== 'sealed' || counted.length === 0) ? inside(w.noRows, '  ', t) : []),
    ...rows.flatMap(row => [
      ...inside(headOf(row, w, t), '  ', t),
      ...inside(row.cells.map(c => `${c.name} ${c.text}`).join(' · '), '    ', t).map(paint.dim),
    ]),
    ...(told.length > 0 ? [`  ${into}${wordsIn(t.language).terminal.colon.trimEnd()}`] : []),
    ...told.flatMap(one => addedLines(one, w, t)),
    ...(because === '' ? [] : inside(w.blocked(month, because), '  ', t).map(paint.yellow)),
  ]
}

function stateText({ kind, entry }: OrderState, w: OrderWords): string {
  if (!entry) return kind === 'changed' ? w.changed : kind === 'before' ? w.before : w.open
  const said = entry.kind === 'close' || entry.kind === 'correct' ? w.sealed[entry.kind] : w.sealed.other
  return said(entry.number, shownTime(entry.time))
}

function headOf(row: LifeRow, w: OrderWords, t: Terminal): string {
  const { table, at, day, of, by, fate } = row
  const said = w.fates[fate]
  const became = typeof said === 'string' ? said : said(of)
  const isBad = fate === 'never' || fate === 'again' || fate === 'nothing'
  const shown = isBad ? t.paint.yellow(became) : t.paint.green(became)
  return [table, at, ...(day === undefined ? [] : [day]), ...(by === undefined ? [] : [w.names(by)]), shown].join('  ')
}

function addedLines({ figure, name, adds, people }: Added, w: OrderWords, t: Terminal): string[] {
  const listed = wordsIn(t.language).formula.list
  const lines = listed([...new Set(people.flatMap(p => p.lines))])
  const all = people.map(p => `${p.name} (${p.id})`)
  // Whose figure it is need not be told twice; of many people the lines say enough.
  const whose = all.length === 1 && all[0] === name ? '' : all.length > NAMED ? w.people(all.length) : listed(all)
  const read = people.length === 0 ? w.noLine : `→ ${[lines, whose].filter(x => x !== '').join(' · ')}`
  const head = [figure, name, t.paint.bold(adds.startsWith('-') ? adds : `+ ${adds}`)].filter(x => x !== '').join('  ')
  return [...inside(head, '    ', t), ...inside(read, '      ', t).map(t.paint.dim)]
}

function inside(text: string, indent: string, t: Terminal): string[] {
  return wrap(text, t.width - indent.length).map(l => indent + l)
}

/** What `--json` prints. */
export function orderDocument({ number, states }: OrderLife): Omit<OrderDocument, 'problems'> {
  return {
    order: number,
    states: states.map(({ month, kind, entry, counted, rows, added, because }) => ({
      month,
      state: kind,
      ...(entry ? { entry: entry.number, kind: entry.kind, time: entry.time } : {}),
      counted,
      rows: rows.map(({ table, at, by, day, own, back, fate, cells }) => ({
        ...{ table, at, ...(by === undefined ? {} : { by }), day: day ?? null, ownMonth: own, takesBack: back, fate },
        cells: Object.fromEntries(cells.map(c => [c.name, c.text])),
      })),
      added: added.map(({ figure, key, name, adds, rows, people }) => ({
        ...{ figure, of: key, name, adds, people },
        rows: rows.map(({ at, value, part }) => ({ at, value, ...(part === undefined ? {} : { part }) })),
      })),
      ...(because === '' ? {} : { because }),
    })),
  }
}
