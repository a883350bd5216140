// On which day something is paid, as a scheme says it of a period: `10th of next month`, `last day of this month`, `5 days after`,
// `Friday after`, and the same in Chinese. Takes the words and a period; gives the day. Refuses words that say no day.

import {
  type Day,
  dayOf,
  type Every,
  monthOf,
  type Period,
  parsePeriod,
  periodsAway,
  spanOf,
  WEEKDAYS,
  weekEnd,
} from '../core/calendar.ts'
import type { Place } from '../core/place.ts'
import { type Context, tell } from './context.ts'
import type { Path } from './text.ts'

type Rule =
  /** A day of the month that the period belongs to, or of the next one; the last one where the month is shorter. */
  | { readonly of: 'this month' | 'next month'; readonly day: number }
  | { readonly daysAfter: number }
  /** The first such weekday after the period. */
  | { readonly weekday: number }

export interface PayRule {
  readonly at: Place
  /** As it is written. */
  readonly text: string
  readonly rule: Rule
  /** What comes by the month where a week is paid, and is of that month: the one before `next month`. */
  readonly every?: Every | undefined
}

const LAST = 31

/** The day on which a period is paid by a rule. */
export function payDay({ rule, every }: PayRule, period: Period): Day {
  if ('daysAfter' in rule) return period.end + rule.daysAfter
  if ('weekday' in rule) return weekEnd(period.end + 1, rule.weekday)
  const name = periodsAway(monthOf(spanOf(period, every)), rule.of === 'next month' ? 1 : 0)
  const [year, month] = [Number(name.slice(0, 4)), Number(name.slice(5))]
  return dayOf(year, month, rule.day) ?? parsePeriod(name)!.end
}

const DAY = '([1-9]|[12]\\d|3[01])'
const ENGLISH_DAY = new RegExp(`^(?:${DAY}(?:st|nd|rd|th)|(last day)) of (this|next) month$`)
const CHINESE_DAY = new RegExp(`^(当月|本月|次月|下月)(?:${DAY}[日号]|(最后一天|末))$`)
const AFTER = /^(?:([1-9]\d{0,2}) days? after|([1-9]\d{0,2})[天日]后)$/
const WEEKDAY = /^(?:(\S+) after|之后的(\S+))$/

function parseRule(text: string): Rule | undefined {
  const [, day, last, which] = ENGLISH_DAY.exec(text) ?? []
  if (which) return { of: which === 'next' ? 'next month' : 'this month', day: last ? LAST : Number(day) }
  const [, month, number, end] = CHINESE_DAY.exec(text) ?? []
  if (month) return { of: /[次下]/.test(month) ? 'next month' : 'this month', day: end ? LAST : Number(number) }
  const [, days, later] = AFTER.exec(text) ?? []
  if (days ?? later) return { daysAfter: Number(days ?? later) }
  const [, english, chinese] = WEEKDAY.exec(text) ?? []
  const weekday = WEEKDAYS.get(english ?? chinese ?? '')
  return weekday === undefined ? undefined : { weekday }
}

/** Reads `paid:` of the scheme, a line, a reserve, the deductions, an export. */
export function readPaid(path: Path, written: unknown, context: Context): PayRule | undefined {
  if (written === undefined) return undefined
  const text = String(written).normalize('NFKC').replace(/\s+/g, ' ').trim()
  const rule = parseRule(text)
  if (rule) return { at: context.text.at(path).at, text, rule }
  const expected = ['10th of next month', 'last day of this month', '5 days after', 'Friday after']
  tell(context, 'SHAPE_WRONG', path, { expected, found: text })
  return undefined
}
