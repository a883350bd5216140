// The payroll register: the sheet that is printed and signed by hand. Takes a worked-out month; gives pages with a block for each
// position, which has only the lines of its people, their sums, what each team comes to, the grand total, also in words, and lines to sign.

import { localOf } from '../core/currency.ts'
import { type Decimal, decimal, ZERO } from '../core/decimal.ts'
import { largest, once } from '../core/lists.ts'
import type { Month } from '../pay/month.ts'
import { amountOf, type PartKind, type PersonSheet, partsOf, type Sums } from '../pay/person-sheet.ts'
import { wordsIn } from '../words/language.ts'
import { sumColumns } from './figure-columns.ts'
import { lettersWide, longestWord, sumWide } from './letters.ts'
import { cell, heightOf, inRows, PAGE, Pages, READABLE, SMALLEST, wide } from './pages.ts'
import { paperedPeople } from './papers.ts'
import { totals } from './run-record.ts'
import type { PageCell, PageRow, PageSheet } from './sheet.ts'
import { groupOf, membersBy } from './summary-sheet.ts'

/** What the net amount is made of, as far as the scheme has it. */
const SHOWN: readonly (keyof Sums)[] = ['gross', 'withheld', 'deducted', 'correction', 'net']
const OWN = ['line', 'adjustment'] as const satisfies readonly PartKind[]

const NUMBER = 5
const SIGNED = 12
/** Letters to which a column is widened for a word of its heading. */
const MOST_OF_WORD = 12
/** Teams that stay on one page. */
const TEAMS = 15
const HEIGHT = { title: 30, note: 20, block: 22, head: 22, sum: 22, person: 24, more: 20, sign: 34 } as const

interface OwnLine {
  readonly kind: (typeof OWN)[number]
  readonly name: string
}

/** The pages of all who are paid. */
export function registerSheet(month: Month): PageSheet {
  const { scheme, period, result } = month
  const { labels, register: words, period: called } = wordsIn(scheme.sheets)
  const people = paperedPeople(month)
  const { sign } = localOf(scheme.currency)
  const left = result.people.length - people.length
  const sums = sumColumns(scheme, result.people, labels).filter(({ kind }) => SHOWN.includes(kind))
  const blocks = blocksOf(people)
  const all = totals(people)
  const idWide = largest([...people.map(p => lettersWide(p.id) + 3), longestWord(labels.id) + 2], 6)
  const nameWide = largest(
    [...people.map(p => lettersWide(p.name) + 3), lettersWide(words.total) + 3].map(n => Math.min(18, n)),
    8,
  )
  const sumsWide = sums.map(({ kind, title }) => amountWidth(all[kind], title) + sign.length)
  const lineWide = largest(
    blocks.flatMap(b => b.lines.map(line => amountWidth(sumOfLine(b.members, line) ?? ZERO, line.name) + sign.length)),
    9,
  )
  const fixed = NUMBER + idWide + nameWide + sumsWide.reduce((sum, width) => sum + width, SIGNED)
  const roomAt = (scale: number): number => Math.max(1, Math.floor(((100 * PAGE.letters) / scale - fixed) / lineWide))
  const rowsAt = (scale: number): number =>
    largest(
      blocks.map(b => Math.ceil(b.lines.length / roomAt(scale))),
      1,
    )
  // Smaller letters only where they save everybody of a position a row.
  const room = roomAt(rowsAt(SMALLEST) < rowsAt(READABLE) ? SMALLEST : READABLE)
  // As few columns as keep the rows that everybody takes.
  const across = largest(
    blocks.map(({ lines }) => inRow(lines, room)),
    1,
  )
  const spare = Math.max(0, PAGE.letters - fixed - across * lineWide)
  const widths = [
    ...[NUMBER, idWide, nameWide],
    ...Array.from({ length: across }, () => lineWide),
    ...sumsWide,
    SIGNED + spare,
  ]
  const letters = widths.reduce((sum, width) => sum + width, 0)
  const scale = Math.max(SMALLEST, Math.min(100, Math.floor((100 * PAGE.letters) / letters)))
  const over = (role: 'block' | 'title' | 'note' | 'sign', value: string): PageRow =>
    wide(role, value, HEIGHT[role], widths.length)
  /** Rows of lines between whose they are and what they come to, which stand beside all of them; the lines take all the columns there are. */
  const beside = (
    who: readonly PageCell[],
    lines: readonly PageCell[],
    ends: readonly PageCell[],
    heights: readonly [number, number],
  ): PageRow[] => {
    const rows = inRows(lines, across)
    const each = inRow(lines, across)
    const tall = { tall: rows.length }
    return rows.map((some, i) => {
      const own = some.flatMap((one, at) => spread(one, share(across, each, at, some.length - 1)))
      const outer = (cells: readonly PageCell[]): (PageCell | undefined)[] =>
        cells.flatMap(one =>
          i === 0 ? spread({ ...one, ...tall }, one.across ?? 1) : Array(one.across ?? 1).fill(undefined),
        )
      // Where nobody has a line, the name takes their columns.
      const whose = lines.length > 0 ? who : who.toSpliced(-1, 1, { ...who.at(-1)!, across: across + 1 })
      const cells = [...outer(whose), ...own, ...outer(ends)]
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
      lines.map((line, i) => cell('sum', sumOfLine(members, line), below(Math.floor(i / inRow(lines, across))))),
      [...sums.map(({ kind }) => cell('sum', sum[kind], below(0))), cell('sum', '')],
      [HEIGHT.sum, HEIGHT.more],
    )
  }

  const note = words.note(scheme.name, called(period.name), people.length, scheme.currency)
  const others = left === 0 ? '' : words.others(left)
  const titles = [over('title', words.title), over('note', note + others)]
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
      const end =
        i < members.length - 1 ? [] : sumRows(who, members, lines, from, inRow(lines, across) === lines.length)
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
    for (const [i, some] of inRows(teams, TEAMS).entries()) {
      const rows = some.flatMap(([team, members]) => {
        const who = ['', String(members.length), team || words.noTeam].map(text => cell('cell', text))
        const sum = totals(members)
        const ends = [...sums.map(({ kind }) => cell('cell', sum[kind])), cell('cell', '')]
        return beside(who, [], ends, [HEIGHT.sum, HEIGHT.more])
      })
      pages.put([...(i === 0 ? head(words.sumsBy(name)) : []), ...rows], i === 0 ? [] : again)
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

/** How many lines stand beside each other where so many have room. */
function inRow(lines: readonly unknown[], room: number): number {
  return Math.max(1, inRows(lines, room)[0]!.length)
}

/** Columns of one of so many items that share them; the last of a row takes those of the ones that it lacks. */
function share(columns: number, items: number, at: number, last: number): number {
  const from = (item: number): number => Math.floor((item * columns) / items)
  return (at === last ? columns : from(at + 1)) - from(at)
}

/** A cell across so many columns. */
function spread(one: PageCell, across: number): (PageCell | undefined)[] {
  return [across === 1 ? one : { ...one, across }, ...Array<undefined>(across - 1).fill(undefined)]
}

/** Letters of a column of amounts: of their bold sum, and of the words of its heading. */
function amountWidth(sum: Decimal, title: string): number {
  return Math.max(9, Math.ceil(2 * sumWide(sum)) / 2, Math.min(MOST_OF_WORD, longestWord(title) + 1.5))
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
