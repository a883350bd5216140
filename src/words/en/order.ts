// The words of an order's whole life, in English. Their names and parameters are those of every language.

import type { Noun } from './noun.ts'
export const order = (p: Noun) => ({
  /** What is typed before the number. */
  order: 'order',
  sealed: {
    close: (entry: number, time: string): string => `closed by entry ${entry}, ${time}`,
    correct: (entry: number, time: string): string => `corrected by entry ${entry}, ${time}`,
    other: (entry: number, time: string): string => `brought in by entry ${entry}, ${time}`,
  },
  changed: 'its export as it lies there now, which is not what was closed',
  open: 'not closed yet',
  before: `before the ${p.month}s that the book closed`,
  noRows: 'no row names it any more',
  fates: {
    counted: 'counted',
    'taken back': 'took money back',
    open: `counts when the ${p.month} is closed`,
    'open back': `takes money back when the ${p.month} is closed`,
    again: `refused: a closed ${p.month} counted this number before`,
    never: (month: string): string => `never counted: \`bonusbook correct --period ${month}\``,
    elsewhere: (month: string): string => `not counted here: it is of ${month}, which counted it`,
    'other month': (month: string): string => `not counted here: it is of ${month}`,
    nothing: 'counts for nobody: no figure takes it',
  },
  names: (column: string): string => `names it as ${column}`,
  wentInto: 'went into',
  wouldGoInto: 'goes into',
  people: (count: number): string => (count === 1 ? '1 person' : `${count} people`),
  /** A figure that no pay line of anybody reads. */
  noLine: 'no pay line reads it',
  blocked: (month: string, code: string): string =>
    `What it adds is not known: ${month} can't be worked out (${code}); \`bonusbook check --period ${month}\` says why.`,
  summary: (number: string, months: string): string => `Order ${number}: counted in ${months}.`,
  /** A correction took it out. */
  gone: (number: string, months: string): string =>
    `Order ${number}: counted in ${months} at first; a correction took it out.`,
  nowhere: (number: string): string => `Order ${number}: no closed ${p.month} counted it.`,
})

export type OrderWords = ReturnType<typeof order>
