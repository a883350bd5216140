// What a period is called on paper, in English: `Jul 2026`, `Q3 2026`.

import { type Day, isoDate, type Period, parsePeriod } from '../../core/calendar.ts'
import { once } from '../../core/lists.ts'

const MONTHS = 'Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec'.split(',')

/** “5 Jul 2026” */
function dayText(day: Day, without = 0): string {
  const [year, month, date] = isoDate(day).split('-').map(Number)
  return [date, MONTHS[month! - 1], year].slice(0, 3 - without).join(' ')
}

const monthText = ({ end }: Period): string => dayText(end).replace(/^\d+ /, '')

const CALLED: Readonly<Record<Period['kind'], (period: Period) => string>> = {
  week: ({ end }) => `week to ${dayText(end)}`,
  'two weeks': ({ end }) => `two weeks to ${dayText(end)}`,
  'half-month': ({ start, end }) => `${dayText(start, 2)} to ${dayText(end)}`,
  month: monthText,
  quarter: ({ name }) => `Q${name.slice(-1)} ${name.slice(0, 4)}`,
  'half-year': ({ name }) => `${name.endsWith('1') ? 'first' : 'second'} half of ${name.slice(0, 4)}`,
  year: ({ name }) => name,
}

/** A period by its name; a text that is none as it is. */
export function period(name: string): string {
  return once(known, name, () => {
    const found = parsePeriod(name)
    return found ? CALLED[found.kind](found) : name
  })
}

/** The same few stand on the papers of thousands of people. */
const known = new Map<string, string>()
