// Cells as systems and people write them. Takes a true value, gives one of its dirty forms: `exact` ones must be read as
// that value, `wrong` ones hold something that nobody can know for certain and must be a problem at their cell.

import { PEOPLE } from '../helpers.ts'
import type { Dice } from './dice.ts'
import { digits, iso, type Name, type Row } from './truth.ts'

/** What a cell of a file holds. Text files know only texts. */
export type Drawn =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly digits: string; readonly format: 'general' | 'percent' | 'date' }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'none' }

/** `typed`: the file can hold numbers, dates and truth values. */
export interface Paper {
  readonly typed: boolean
  readonly is1904: boolean
}

const text = (content: string): Drawn => ({ kind: 'text', text: content })
const number = (content: string, format: 'general' | 'percent' | 'date' = 'general'): Drawn => ({
  kind: 'number',
  digits: content,
  format,
})
const wide = (content: string): string =>
  content.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000')

export function grouped(plain: string): string {
  const [whole = '', fraction] = plain.split('.')
  const parts = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? parts : `${parts}.${fraction}`
}

/** Spaces of all kinds around a text, and invisible characters within it. */
function littered(d: Dice, content: string): string {
  if (!d.once(4)) return content
  const at = d.int(content.length + 1)
  const inside = d.pick(['', '\u200b', '\ufeff', '\u200e', '\u2060', '\u00ad'])
  const around = (): string => d.pick(['', ' ', '\u3000', '\u00a0', '\t', '\u200b', '  '])
  return around() + content.slice(0, at) + inside + content.slice(at) + around()
}

const BLANKS = ['', ' ', '--', '-', '—', '——', '/', '\u3000', '\u200b', '\u00a0', '－', '=""', '\t']
const blank = (d: Dice, paper: Paper): Drawn =>
  paper.typed && d.once(2) ? { kind: 'none' } : text(paper.typed || !d.once(3) ? d.pick(BLANKS) : '')

function moneyText(d: Dice, scaled: number): string {
  const plain = digits(Math.abs(scaled), d.pick([0, 2]))
  const amount = d.once(2) ? plain : grouped(plain)
  const minus = scaled < 0 ? d.pick(['-', '−', '－', '- ']) : d.pick(['', '', '', '+'])
  const forms = [
    `${minus}${amount}`,
    `${minus}￥${amount}`,
    `¥${minus}${amount}`,
    `￥ ${minus}${amount}`,
    `${minus}${amount}元`,
    `${minus}CNY ${amount}`,
    `${minus}${amount} RMB`,
    `人民币${minus}${amount}`,
    `="${minus}${amount}"`,
    `'${minus}${amount}`,
    `${minus}${wide(amount)}`,
    `￥${minus}${wide(amount)}`,
  ]
  if (scaled < 0) forms.push(`(${amount})`, `（${amount}）`, `￥(${amount})`, `(¥${amount})`, `（${wide(amount)}）`)
  return d.pick(forms)
}

function figureText(d: Dice, scaled: number, units: readonly string[]): string {
  const plain = digits(Math.abs(scaled), 0)
  const amount = d.once(2) ? plain : grouped(plain)
  const unit = d.once(3) ? d.pick(units) : ''
  return (scaled < 0 ? '-' : '') + (d.once(4) ? wide(amount) : amount) + unit
}

/** Days since 1970 by counting months, not by the program's formula. */
function dayNumber({ year, month, day }: Row['day']): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000)
}

function serial(d: Dice, day: Row['day'], is1904: boolean): string {
  const whole = dayNumber(day) + 25_569 - (is1904 ? 1462 : 0)
  return d.once(3) ? `${whole}.${d.pick(['25', '5', '999'])}` : String(whole)
}

function dateText(d: Dice, day: Row['day']): string {
  const [y, m, date] = iso(day).split('-') as [string, string, string]
  const clock = d.once(3) ? d.pick([' 08:30', ' 08:30:15', ' 23:59:59', 'T00:00:00']) : ''
  const form = d.pick([
    `${y}-${m}-${date}${clock}`,
    `${y}/${m}/${date}${clock}`,
    `${y}/${Number(m)}/${Number(date)}${clock}`,
    `${y}.${m}.${date}`,
    `${y}${m}${date}`,
    `${y}年${Number(m)}月${Number(date)}日`,
    `${y}年${m}月${date}日 8时30分`,
    wide(`${y}-${m}-${date}`),
    `'${y}-${m}-${date}`,
    `="${y}-${m}-${date}"`,
    serial(d, day, false),
    // Behind the 22nd the day may be a year as well.
    day.day < 23 ? `${y.slice(2)}-${m}-${date}` : `${y}-${m}-${date}`,
  ])
  return form
}

function percent(d: Dice, scaled: number, paper: Paper): Drawn {
  const hundredths = digits(scaled * 100)
  if (paper.typed && d.once(2)) return d.once(2) ? number(digits(scaled), 'percent') : number(hundredths)
  return text(
    littered(d, d.pick([`${hundredths}%`, hundredths, `${hundredths}％`, `${hundredths} %`, wide(hundredths)])),
  )
}

const YES = ['是', 'Y', 'yes', 'TRUE', '1', '√', '12781001', '是 ', 'Ｙ', '１２７８１００１']
const NO = ['否', 'N', 'no', 'false', '0', '×', '12781002', '　否', 'Ｎ', '１２７８１００２']

function truth(d: Dice, value: boolean, paper: Paper): Drawn {
  if (paper.typed && d.once(3)) return { kind: 'truth', value }
  if (paper.typed && d.once(3)) return number(value ? d.pick(['1', '12781001']) : d.pick(['0', '12781002']))
  return text(littered(d, d.pick(value ? YES : NO)))
}

/** Two people of the roster are called 张伟: only their numbers are certain. */
function person(d: Dice, index: number, paper: Paper): Drawn {
  const id = PEOPLE.ids[index]!
  const name = PEOPLE.names[index]!
  const bare = id.replace(/^0+/, '')
  const forms = [id, wide(id), `'${id}`, `="${id}"`, `${id} ${name}`, `${name}(${id})`, `${id}/${name}`]
  if (/^\d+$/.test(id)) forms.push(bare)
  if (id.length === 12) forms.push('1.23457E+11', '1.23E+11', '1.23457e11')
  if (name !== '张伟') forms.push(name, [...name].join('\u3000'), `${name}（机修）`)
  if (paper.typed && /^\d+$/.test(id) && d.once(3)) return number(bare)
  return text(littered(d, d.pick(forms)))
}

function order(d: Dice, id: string, paper: Paper): Drawn {
  if (paper.typed && /^[1-9]\d*$/.test(id) && d.once(2)) return number(id)
  return text(littered(d, d.pick([id, id, `'${id}`, `="${id}"`, wide(id)])))
}

const HOURS = ['小时', 'h', ' 小时']
const TIMES = ['次', '回', ' 次']

/** A form of a row's cell that must be read as what it is. */
export function exact(d: Dice, name: Name, r: Row, paper: Paper): Drawn {
  switch (name) {
    case '工单号':
      return order(d, r.order, paper)
    case '日期':
      return paper.typed && d.once(2)
        ? number(serial(d, r.day, paper.is1904), d.once(2) ? 'date' : 'general')
        : text(littered(d, dateText(d, r.day)))
    case '技师':
      return person(d, r.person, paper)
    case '金额':
      return paper.typed && d.once(2) ? number(digits(r.金额)) : text(littered(d, moneyText(d, r.金额)))
    case '工时':
      if (r.工时 === null) return blank(d, paper)
      return paper.typed && d.once(2) ? number(digits(r.工时)) : text(littered(d, figureText(d, r.工时, HOURS)))
    case '完成率':
      return percent(d, r.完成率, paper)
    case '台次':
      if (r.台次 === null) return blank(d, paper)
      return paper.typed && d.once(2) ? number(digits(r.台次)) : text(littered(d, figureText(d, r.台次, TIMES)))
    default:
      return r.rework === null ? blank(d, paper) : truth(d, r.rework, paper)
  }
}

const ERRORS = ['#N/A', '#DIV/0!', '#REF!', '#VALUE!', '#NAME?', '########']
const WRONG: Record<Name, readonly string[]> = {
  工单号: ['1.23E+11', '2.60701E+17', '', '--', ...ERRORS],
  日期: ['07/05/2026', '2026-02-30', '7月5日', '12345', '31/06/2026', '2026-07-31T20:00:00Z', '明天', ' ', ...ERRORS],
  技师: ['张伟', '李四,于伟帆', '00012、00013', '99999', '1.99E+11', '王五', '00078 李四', '', ...ERRORS],
  金额: [
    '1.234,5',
    '1,23',
    '12,34,567',
    '1.2.3',
    '(-5)',
    '5%',
    '1e3',
    '12-',
    '=1+1',
    "=cmd|' /C calc'!A0",
    '一百',
    '①',
    '٣',
    '1 2',
    '0x10',
    'NaN',
    ' ',
    '--',
    '5次',
    '1234567890123456789012345678901',
    ...ERRORS,
  ],
  工时: ['1.234,5', '1,5', '1天2小时', '约3', '1e3', '10-', '3元5角', ...ERRORS],
  完成率: ['1,5%', '95%%', '9 5', '95‰', '￥95', '~95%', '', '--', ...ERRORS],
  台次: ['1.5', '1,5', '50%', '2元', '一', '1-2', ...ERRORS],
  返修: ['2', '有', '是否', '12781003', 'x', '未知', ...ERRORS],
}

/** A cell that must be a problem. A table's 工时 and 台次 are otherwise in 小时 and 次. */
export function wrong(d: Dice, name: Name): Drawn {
  return text(d.pick(WRONG[name]))
}
