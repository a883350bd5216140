// Words that several sentences in English use: what is due and found, how functions are used, what is wrong with a file.

import type { Every } from '../../core/calendar.ts'
import type { SharingFault } from '../../core/problem-facts.ts'
import {
  type Due,
  type FileTrouble,
  isSystemTrouble,
  type Said,
  type Term,
  type Usage,
  type Whose,
} from '../../core/terms.ts'
import { detailIn, dueIn, type InWords, saidIn, type TermWords, usageIn, whoseIn, wordIn } from '../sentence.ts'
import type { Noun } from './noun.ts'

export const meant = (nearest: string | undefined, otherwise = ''): string =>
  nearest === undefined ? otherwise : `Did you mean “${nearest}”?`

export const of = (who: string): string => (who === '' ? '' : ` of ${who}`)

export const rows = (n: number): string => (n === 1 ? '1 row' : `${n} rows`)

export const amounts = (text: string): string => (text === '' ? '' : `: ${text}`)

const DETAILS: Readonly<Record<FileTrouble, string>> = {
  'a folder': 'it is a folder',
  'a pipe': 'it is a pipe, not a file',
  'a device': 'it is a device, not a file',
  'a socket': 'it is a socket, not a file',
  damaged: 'it is damaged',
  cut: 'it ends in the middle',
  'signs in its name': 'its name holds signs that no file name should; give it another',
  'changed while it was read': 'it changed while it was read',
  ENOENT: 'it is not there',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is no folder, or lies in none',
  EEXIST: 'something of that name is in the way',
  ELOOP: 'it is a link that leads nowhere',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'the file would be larger than the system allows',
  EROFS: 'the disk may only be read',
  EIO: 'the disk does not answer',
  quote: 'a quotation mark is not closed',
}

export const detail: InWords<string> = detailIn(DETAILS)

/** With the system's own code, by which help is found. */
export const coded = (text: string): string => (isSystemTrouble(text) ? `${DETAILS[text]} (${text})` : detail(text))

const TERMS: TermWords = {
  money: 'money',
  number: 'number',
  count: 'count',
  percent: 'percent',
  text: 'text',
  'yes/no': 'yes/no',
  date: 'date',
  moment: 'moment',
  time: 'time',
  list: 'list',
  person: 'person',
  id: 'id',
  'id number': 'id number',
  account: 'account',
  unknown: 'unknown',
  figure: 'figure',
  'figure or date': 'figure or date',
  'figure or "text"': 'figure or "text"',
  'person or group': 'person or group',
  'order, person, group or day': 'order, person, group or day',
  group: 'group',
  other: 'other',
  nothing: 'nothing',
  map: 'map',
  alias: 'alias',
  formula: 'formula',
  'formula or map': 'formula or map',
  'text, list or map': 'text, list or map',
  'map of weights': 'map of weights',
  month: 'a month, such as 2026-07',
  value: 'value',
  'header text': 'header text',
  'the reason': 'the reason',
  'each position once': 'each position once',
  'each text once': 'each text once',
  'name in allowed_signers': 'name in allowed_signers',
  'name of a sheet': 'sheet: 1 – 31, no [ ] : * ? / \\',
  'list of': (_, count) => `list of ${count}`,
  'list column': of => `list column: ${of}`,
  'date column': of => `date column: ${of}`,
  'person or group column': of => `person or group: ${of}`,
  'columns of': of => `columns of ${of}`,
  'round to at most': (_, count) => `round: ${count} or less`,
  'currency of two decimals': of => `currency of two decimals: ${of}`,
  'currency of other decimals': (of, count) => `${of} (${count} decimals)`,
}

/** Times that something comes once in. */
export const spans: Readonly<Record<Every, string>> = {
  month: 'month',
  quarter: 'quarter',
  'half-year': 'half-year',
  year: 'year',
}

export const said: InWords<Said> = saidIn(TERMS)
export const due: InWords<Due> = dueIn(TERMS)
export const word: InWords<Term> = wordIn(TERMS)

export const usage = (p: Noun): InWords<Usage> =>
  usageIn({
    plain: {
      min: 'min(a, b, …): the smallest',
      max: 'max(a, b, …): the largest',
      sum: 'sum(a, b, …), or sum(table.column by … where …)',
      average: 'average(a, b, …), or average(table.column by … where …)',
      round: 'round(amount) to the cent, or round(figure, places)',
      'round down': 'round down(figure, places): toward zero',
      'round up': 'round up(figure, places): away from zero',
      'full units': 'full units(figure, unit): how many whole units it holds; 0 below zero',
      'started units': 'started units(figure, unit): how many units it begins; 0 below zero',
      'months between': 'months between(from, to): whole months',
      'years between': 'years between(from, to): full years',
      date: 'date(year, month, day)',
      'months after': 'months after(date, months): the day so many months later; the last of a shorter month',
      'days between': 'days between(from, to): between two dates whole days, between two moments with parts of a day',
      'hours between': 'hours between(from, to): between two moments or two times of a day, 1.5 for 90 minutes',
      'minutes between': 'minutes between(from, to): between two moments or two times of a day',
      weekday: 'weekday(date): 1 for Monday to 7 for Sunday; a moment will do',
      week: 'week(date): the day on which its week ends; a moment will do',
      month: 'month(date): the first day of its month; a moment will do',
      'date of': 'date of(moment): its day',
      'time of': 'time of(moment): its time of day',
      'how many': 'how many(condition, condition, …): how many hold',
      'all given': 'all given(a, b, …): that none of them is blank',
      'less the better': 'less the better(actual, target): target ÷ actual; 1 where actual is 0',
      absolute: 'absolute(figure)',
    },
    aggregate: {
      sum: 'sum(table.column by column where condition)',
      count: 'count(table by column where condition)',
      'count distinct': 'count distinct(table.column by column where condition)',
      average: 'average(table.column by column where condition)',
      min: 'min(table.column by column where condition)',
      max: 'max(table.column by column where condition)',
      median: 'median(people.value by group where condition)',
      only: 'only(table.column where condition): the value of the one row that fits; a text, day or person that is the same in all of them is one',
      rank: 'rank(value, what decides between equals by group where condition): 1 is the highest',
      'rank from lowest':
        'rank from lowest(value, what decides between equals by group where condition): 1 is the lowest',
      earlier: `earlier(value, 1): what it was so many ${p.month}s before, or earlier(value, same month last year); blank where the book has none`,
      'earlier sum': `earlier sum(value, 11): of so many ${p.month}s before this one`,
      'earlier average': `earlier average(value, 11): of the ${p.month}s before that have one`,
      'earlier min': `earlier min(value, 2): the smallest of the ${p.month}s before`,
      'earlier max': `earlier max(value, 2): the largest of the ${p.month}s before`,
      'earlier count': `earlier count(value, 12): how many of the ${p.month}s before have one`,
      carried: `carried(balance): what it was in the last ${p.month} that has one; 0 without any`,
      previous:
        'previous(column), previous(column, what the first row has), previous(column where condition): what the row before has, in formulas of rows',
      share: 'share(pool by weight where condition), or share(pool, whole by weight)',
    },
    takes: { figure: 'figure', text: 'text' },
  })

export const whose: InWords<Whose> = whoseIn(
  {
    'shop or group': 'a figure of the shop or of a group',
    shop: 'one figure of the shop',
    person: 'a figure for each person',
    row: 'a figure for each row',
  },
  group => `a figure for each ${group}`,
)

/** Why a pool can't be shared. */
export const SHARING: Readonly<Record<SharingFault, (detail: string) => string>> = {
  zero: () => 'all weights are 0',
  negative: () => 'a weight is negative',
  fen: amount => `cents of ${amount}`,
  whole: sums => `whole ${sums}`,
}
