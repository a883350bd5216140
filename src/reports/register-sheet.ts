// The payroll register: the sheet that is printed and signed by hand. Takes a worked-out month; gives pages with a block for each
// position, which has only the lines of its people, their sums, what each team comes to, the grand total, also in words, and lines to sign.

import { type Decimal, decimal } from '../core/decimal.ts'
import { largest, once } from '../core/lists.ts'
import type { Month } from '../pay/month.ts'
import { amountOf, type PartKind, type PersonSheet, partsOf, type Sums } from '../pay/person-sheet.ts'
import { wordsIn } from '../words/language.ts'
import { sumColumns } from './figure-columns.ts'
import { lettersWide } from './letters.ts'
import { cell, heightOf, inRows, PAGE, Pages, SMALLEST, wide } from './pages.ts'
import { totals } from './run-record.ts'
import type { PageCell, PageRow, PageSheet } from './sheet.ts'
import { groupOf, membersBy } from './summary-sheet.ts'

/** What the net amount is made of, as far as the scheme has it. */
const SHOWN: readonly (keyof Sums)[] = ['gross', 'withheld', 'deducted', 'correction', 'net']
const OWN = ['line', 'adjustment'] as const satisfies readonly PartKind[]

/** Letters of a line where they are smallest. */
const WIDEST = Math.floor((100 * PAGE.letters) / SMALLEST)
const NUMBER = 5
const SIGNED = 12
/** Letters to which a column is widened for a word of its heading. */
const MOST_OF_WORD = 12
const HEIGHT = { title: 30, note: 20, block: 22, head: 22, sum: 22, person: 24, more: 20, sign: 34 } as const

interface OwnLine {
  readonly kind: (typeof OWN)[number]
  readonly name: string
}

/** The pages of all who are paid. */
export function registerSheet(month: Month): PageSheet {
  const { scheme, period, result } = month
  const { labels, register: words, period: called } = wordsIn(scheme.sheets)
  const { people } = result
  const sums = sumColumns(scheme, people, labels).filter(({ kind }) => SHOWN.includes(kind))
  const blocks = blocksOf(people)
  const all = totals(people)
  const amountLetters = sums.map(({ kind }) => all[kind].toFixed(2).length * 1.15 + 2)
  const wordLetters = blocks.flatMap(b => b.lines.map(line => Math.min(MOST_OF_WORD, longestWord(line.name) + 2)))
  const amountWide = Math.ceil(largest([...amountLetters, ...wordLetters], 11))
  const idWide = largest([...people.map(p => lettersWide(p.id) + 3), longestWord(labels.id) + 2], 6)
  const nameWide = largest(
    [...people.map(p => lettersWide(p.name) + 3), lettersWide(words.total) + 3].map(n => Math.min(18, n)),
    8,
  )
  const fixed = NUMBER + idWide + nameWide + sums.length * amountWide + SIGNED
  const room = Math.max(1, Math.floor((WIDEST - fixed) / amountWide))
  // As few columns as keep the rows that everybody takes.
  const across = largest(
    blocks.map(({ lines }) => Math.ceil(lines.length / Math.ceil(lines.length / room))),
    1,
  )
  const spare = Math.max(0, PAGE.letters - fixed - across * amountWide)
  const widths = [
    ...[NUMBER, idWide, nameWide],
    ...Array.from({ length: across + sums.length }, () => amountWide),
    SIGNED + spare,
  ]
  const letters = widths.reduce((sum, width) => sum + width, 0)
  const scale = Math.max(SMALLEST, Math.min(100, Math.floor((100 * PAGE.letters) / letters)))
  const over = (role: 'block' | 'title' | 'note' | 'sign', value: string): PageRow =>
    wide(role, value, HEIGHT[role], widths.length)
  /** Rows of lines between whose they are and what they come to, which stand beside all of them; what is left of a row is one cell. */
  const beside = (
    who: readonly PageCell[],
    lines: readonly PageCell[],
    ends: readonly PageCell[],
    heights: readonly [number, number],
  ): PageRow[] => {
    const rows = inRows(lines, across)
    const tall = { tall: rows.length }
    return rows.map((some, i) => {
      const rest = across - some.length
      const left = rest === 0 ? [] : [cell(who[0]!.role === 'head' ? 'head' : 'cell', '', { across: rest })]
      const own = [...some, ...left, ...Array.from({ length: Math.max(0, rest - 1) }, () => undefined)]
      const outer = (cells: readonly PageCell[]): (PageCell | undefined)[] =>
        cells.map(one => (i === 0 ? { ...one, ...tall } : undefined))
      const cells = [...outer(who), ...own, ...outer(ends)]
      return { cells, height: heightOf(cells, widths, heights[i === 0 ? 0 : 1]) }
    })
  }
  const headOf = (lines: readonly OwnLine[]): PageRow[] => {
    const heads = (texts: readonly string[]): PageCell[] => texts.map(text => cell('head', text))
    return beside(
      heads([words.number, labels.id, labels.name]),
      heads(lines.map(line => line.name)),
      heads([...sums.map(s => s.title), words.signed]),
      [HEIGHT.head, HEIGHT.head],
    )
  }
  /** What people come to; `from`: the row from which a sum of them adds up. */
  const sumRows = (
    who: readonly PageCell[],
    members: readonly PersonSheet[],
    lines: readonly OwnLine[],
    from: number,
    few: boolean,
  ): PageRow[] => {
    const sum = totals(members)
    const below = (row: number): Partial<PageCell> => ({ adds: { from, ...(few ? {} : { below: row }) } })
    return beside(
      who,
      lines.map((line, i) => cell('sum', sumOfLine(members, line), below(Math.floor(i / across)))),
      [...sums.map(({ kind }) => cell('sum', sum[kind], below(0))), cell('sum', '')],
      [HEIGHT.sum, HEIGHT.more],
    )
  }

  const note = words.note(scheme.name, called(period.name), people.length, scheme.currency)
  const titles = [over('title', words.title), over('note', note)]
  const pages = new Pages((100 * PAGE.points) / scale, titles)
  let number = 0
  for (const { position, members, lines } of blocks) {
    const name = words.block(position || words.noPosition, members.length)
    const head = (called: string): PageRow[] => [over('block', called), ...headOf(lines)]
    const again = head(words.continued(name))
    const from = pages.rows.length
    for (const [i, p] of members.entries()) {
      const own = beside(
        [cell('count', decimal(++number)), cell('cell', p.id), cell('cell', p.name)],
        lines.map(line => cell('cell', amountOf(p, line.kind, line.name) ?? null)),
        [...sums.map(({ kind }) => cell('cell', p[kind])), cell('cell', '')],
        [HEIGHT.person, HEIGHT.more],
      )
      const who = ['', '', words.subtotal].map(text => cell('sum', text))
      const end = i < members.length - 1 ? [] : sumRows(who, members, lines, from, lines.length <= across)
      pages.put([...(i === 0 ? head(name) : []), ...own, ...end], i === 0 ? [] : again)
    }
  }
  // By team and department: nobody's own row, so that the total does not count them again.
  for (const { id, name } of scheme.roster.groups) {
    const teams = membersBy(people, p => groupOf(p, name))
    if (id === scheme.roster.positionColumn.id || teams.length < 2) continue
    const heads = ['', words.people, name, ...sums.map(s => s.title), ''].map(text => cell('head', text))
    const head = (called: string): PageRow[] => [
      over('block', called),
      ...beside(heads.slice(0, 3), [], heads.slice(3), [HEIGHT.head, HEIGHT.head]),
    ]
    const again = head(words.continued(words.sumsBy(name)))
    for (const [i, [team, members]] of teams.entries()) {
      const who = ['', String(members.length), team || words.noTeam].map(text => cell('cell', text))
      const sum = totals(members)
      const ends = [...sums.map(({ kind }) => cell('cell', sum[kind])), cell('cell', '')]
      pages.put(
        [...(i === 0 ? head(words.sumsBy(name)) : []), ...beside(who, [], ends, [HEIGHT.sum, HEIGHT.more])],
        i === 0 ? [] : again,
      )
    }
  }
  const end = ['', String(people.length), words.total].map(text => cell('sum', text))
  const stamp = words.stamp(scheme.currency)
  const due = [...new Set(result.approvals.map(a => a.role))]
  const whole = [
    ...sumRows(end, people, [], titles.length, false),
    ...words.inWords(all.net, scheme.currency).map(text => over('note', text)),
    over('sign', [words.prepared, words.reviewed, words.approved].map(words.blank).join('    ')),
    ...due.map(role => over('sign', words.unsigned(role))),
    over('sign', [...(stamp === undefined ? [] : [words.blank(stamp)]), words.date].join('    ')),
  ]
  pages.put(whole, headOf([]))
  return {
    name: words.sheet,
    heading: '',
    page: words.page,
    laid: pages.rows,
    widths,
    scale,
    titles: titles.length,
    breaks: pages.breaks,
  }
}

interface Block {
  readonly position: string
  readonly members: readonly PersonSheet[]
  readonly lines: readonly OwnLine[]
}

/** People by position, in the order of the sheet, with the lines that somebody of them has. */
function blocksOf(people: readonly PersonSheet[]): Block[] {
  const members = new Map<string, PersonSheet[]>()
  for (const p of people) once(members, p.position, () => []).push(p)
  return [...members].map(([position, of]) => {
    const lines = new Map<string, OwnLine>()
    for (const kind of OWN)
      for (const p of of)
        for (const { name } of partsOf(p, kind)) once(lines, `${kind} ${name}`, () => ({ kind, name }))
    return { position, members: of, lines: [...lines.values()] }
  })
}

function sumOfLine(members: readonly PersonSheet[], { kind, name }: OwnLine): Decimal | null {
  const all = members.flatMap(p => amountOf(p, kind, name) ?? [])
  return all.length === 0 ? null : all.reduce((a, b) => a.plus(b))
}

/** Letters of the longest word, which no line breaks; of Chinese four letters stay together. */
function longestWord(text: string): number {
  return largest(
    text.split(' ').map(word => (/^\p{Script=Han}+$/u.test(word) ? Math.min(8, lettersWide(word)) : lettersWide(word))),
    0,
  )
}
