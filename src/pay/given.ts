// Values that a user gives by name, in place of what files and formulas say: `--set "净利润=220967.19"`, a row of a people
// file. Takes texts; gives values of the column's type, or problems that name what is wrong.

import { parseIsoDate } from '../core/calendar.ts'
import { type Decimal, decimal } from '../core/decimal.ts'
import { type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { Value } from '../formula/bound.ts'
import type { Scheme, SchemeColumn } from '../scheme/model.ts'
import { inRange } from '../tables/spec.ts'

/** Columns that may be given: everything but what is paid, withheld and deducted, and numbers of documents and accounts. */
export function settable(scheme: Scheme): SchemeColumn[] {
  const results = new Set(['pay', 'reserves', 'deductions', 'flags'])
  const given = scheme.columns.filter(c => !results.has(c.owners[0]!) && !c.type.secret)
  return [...given, ...scheme.earlier]
}

/** The columns that a name means: `净利润`, or `考核评分.投诉赔偿` where it has to be told apart. */
export function findSettable(scheme: Scheme, name: string): SchemeColumn[] | Problem {
  const all = settable(scheme)
  const squashed = name.replace(/\s+/g, '')
  const found = all.filter(
    c =>
      c.name === name ||
      `${c.owners[0]}.${c.name}` === name ||
      (c.owners[0] === 'earlier' && c.name.replace(/\s+/g, '') === squashed),
  )
  if (found.length > 0) return found
  return problem('INPUT_UNKNOWN', undefined, {
    name,
    nearest: suggest(
      name,
      all.map(c => c.name),
    ),
  })
}

/** Reads a given text as a value of the column. */
export function parseGiven(column: SchemeColumn, text: string): Value | Problem {
  const written = text.normalize('NFKC').trim()
  const invalid = (expected: string): Problem =>
    problem('INPUT_INVALID', undefined, { name: column.name, found: text, expected })
  const { kind, values } = column.type
  switch (kind) {
    case 'money':
    case 'number':
    case 'count': {
      const figure = parseFigure(written)
      if (figure === null || (kind === 'money' && written.endsWith('%'))) return invalid(kind)
      if (kind === 'count' && !figure.isInteger()) return invalid(kind)
      const range = column.source.kind === 'defined' ? undefined : column.source.range
      return range && !inRange(figure, range) ? invalid(range.text) : figure
    }
    case 'yes/no': {
      if (['true', 'yes', '是', '1', 'y'].includes(written.toLowerCase())) return true
      return ['false', 'no', '否', '0', 'n'].includes(written.toLowerCase()) ? false : invalid('yes/no')
    }
    case 'date':
      return parseIsoDate(written.replaceAll('/', '-')) ?? invalid('date')
    case 'list': {
      const items = written
        .split(/[、,;；]/)
        .map(i => i.trim())
        .filter(i => i !== '')
      const strange = items.find(i => values && !values.includes(i))
      return strange === undefined ? items.join('、') : invalid(values!.join('、'))
    }
    case 'person':
      return invalid('(not to be given)')
    default:
      return values && !values.includes(written) ? invalid(values.join(' | ')) : written
  }
}

/** A figure as a user writes it: `1,234.50`, `￥8`, `12%`; null for anything else. */
export function parseFigure(written: string): Decimal | null {
  const m = /^([-−+]?)[¥￥$€£]?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(%|元)?$/.exec(written)
  if (!m) return null
  const value = decimal(m[2]!.replaceAll(',', '')).times(m[3] === '%' ? decimal('0.01') : 1)
  return m[1] === '-' || m[1] === '−' ? value.neg() : value
}
