// What a period is called on paper, in Chinese: “2026年7月”, “2026年第三季度”.

import { type Day, isoDate, type Period, parsePeriod } from '../../core/calendar.ts'
import { once } from '../../core/lists.ts'

/** “2026年7月5日” */
function dayText(day: Day): string {
  const [year, month, date] = isoDate(day).split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const monthText = ({ end }: Period): string => dayText(end).replace(/\d+日$/, '')

const CALLED: Readonly<Record<Period['kind'], (period: Period) => string>> = {
  week: ({ end }) => `截至${dayText(end)}的一周`,
  'two weeks': ({ end }) => `截至${dayText(end)}的两周`,
  'half-month': period => `${monthText(period)}${period.name.endsWith('1') ? '上' : '下'}半月`,
  month: monthText,
  quarter: ({ name }) => `${name.slice(0, 4)}年第${'一二三四'.charAt(Number(name.slice(-1)) - 1)}季度`,
  'half-year': ({ name }) => `${name.slice(0, 4)}年${name.endsWith('1') ? '上' : '下'}半年`,
  year: ({ name }) => `${name}年`,
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
