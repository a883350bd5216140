// The payroll register: the sheet that is printed and signed by hand. Takes a worked-out month; gives a form of pages with a block for
// each position, which has only the lines of its people, their sums, the grand total, also in words, and lines to sign.

import type { Decimal } from '../core/decimal.ts'
import { largest, once } from '../core/lists.ts'
import type { Month } from '../pay/month.ts'
import { amountOf, type PartKind, type PersonSheet, partsOf, type Sums } from '../pay/person-sheet.ts'
import { wordsIn } from '../words/language.ts'
import { sumColumns } from './figure-columns.ts'
import { lettersWide, linesOf } from './letters.ts'
import { sealFoot } from './provenance-sheet.ts'
import { type Making, totals } from './run-record.ts'
import type { FormCell, FormRole, FormRow, FormSheet } from './sheet.ts'
import { stateOf } from './sheet-parts.ts'

/** What the net amount is made of, as far as the scheme has it. */
const SHOWN: readonly (keyof Sums)[] = ['gross', 'withheld', 'deducted', 'correction', 'net']
const OWN = ['line', 'adjustment'] as const satisfies readonly PartKind[]

/** Letters of 10 points in a line of a landscape page, and points of its height, on A4 and on letter paper, with letters wider than most. */
const PAGE = { letters: 115, points: 512 } as const
/** Percent at which letters have 8 points, and letters of a line then. */
const SMALLEST = 80
const WIDEST = Math.floor((100 * PAGE.letters) / SMALLEST)
const SIGNED = 14
/** Letters to which a column is widened for a word of its heading. */
const MOST_OF_WORD = 12
const HEIGHT = { title: 30, note: 20, block: 22, sum: 22, person: 24, more: 20, sign: 34 } as const
const LINE = 14

interface OwnLine {
  readonly kind: (typeof OWN)[number]
  readonly name: string
}

/** The form of all who are paid. */
export function registerSheet(month: Month, made: Making): FormSheet {
  const { scheme, period, result } = month
  const { labels, register: words } = wordsIn(scheme.sheets)
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
  const fixed = 5 + idWide + nameWide + sums.length * amountWide + SIGNED
  const room = Math.max(1, Math.floor((WIDEST - fixed) / amountWide))
  const across = Math.min(room, Math.max(1, ...blocks.map(b => b.lines.length)))
  const spare = Math.max(0, PAGE.letters - fixed - across * amountWide)
  const widths = [
    ...[5, idWide, nameWide],
    ...Array.from({ length: across + sums.length }, () => amountWide),
    SIGNED + spare,
  ]
  const letters = widths.reduce((sum, width) => sum + width, 0)
  const scale = Math.max(SMALLEST, Math.min(100, Math.floor((100 * PAGE.letters) / letters)))
  const tallest = (100 * PAGE.points) / scale - HEIGHT.title - HEIGHT.note
  const wide = (role: FormRole, value: string, height: number): FormRow => ({
    cells: [cell(role, value)],
    height,
    wide: true,
  })
  const heads = (lines: readonly OwnLine[]): FormRow[] =>
    inRows(lines, across).map((some, i) => {
      const titles = some.map(line => (line ? cell('head', line.name) : GAP))
      const who = [words.number, labels.id, labels.name].map(text => cell('head', text))
      const ends = [...sums.map(s => s.title), words.signed].map(text => cell('head', text))
      const cells = [...onFirst(i, who), ...titles, ...onFirst(i, ends)]
      const lines = Math.max(
        ...cells.map((c, n) => linesOf(typeof c.value === 'string' ? c.value : '', widths[n]! - 1)),
      )
      return { cells, height: 8 + LINE * Math.min(4, lines) }
    })
  const amounts = (
    role: FormRole,
    who: readonly FormCell[],
    lines: readonly OwnLine[],
    of: (line: OwnLine) => Decimal | null,
    sum: (kind: keyof Sums) => Decimal,
  ): FormRow[] =>
    inRows(lines, across).map((some, i) => ({
      cells: [
        ...onFirst(i, who),
        ...some.map(line => (line ? cell(role, of(line)) : GAP)),
        ...onFirst(i, [...sums.map(({ kind }) => cell(role, sum(kind))), cell(role, '')]),
      ],
      height: i > 0 ? HEIGHT.more : role === 'sum' ? HEIGHT.sum : HEIGHT.person,
    }))

  const rows: FormRow[] = []
  const breaks: number[] = []
  let used = 0
  /** Puts rows that belong together on a page, a new one where they do not fit; `again`: what stands above them there. */
  const put = (together: readonly FormRow[], again: readonly FormRow[] = []): void => {
    const height = (some: readonly FormRow[]): number => some.reduce((sum, row) => sum + row.height, 0)
    if (used > 0 && used + height(together) > tallest) {
      breaks.push(rows.length + TITLES)
      used = 0
      rows.push(...again)
      used += height(again)
    }
    rows.push(...together)
    used += height(together)
  }
  let number = 0
  for (const { position, members, lines } of blocks) {
    const head = (name: string): FormRow[] => [wide('block', name, HEIGHT.block), ...heads(lines)]
    const name = words.block(position || words.noPosition, members.length)
    const people = members.map(p => {
      const who = [String(++number), p.id, p.name].map(text => cell('cell', text))
      return amounts(
        'cell',
        who,
        lines,
        line => amountOf(p, line.kind, line.name) ?? null,
        kind => p[kind],
      )
    })
    const sum = totals(members)
    const who = ['', '', words.subtotal].map(text => cell('sum', text))
    const subtotal = amounts(
      'sum',
      who,
      lines,
      line => sumOfLine(members, line),
      kind => sum[kind],
    )
    const again = head(words.continued(name))
    for (const [i, own] of people.entries())
      put([...(i === 0 ? head(name) : []), ...own, ...(i === people.length - 1 ? subtotal : [])], i === 0 ? [] : again)
  }
  const end = ['', String(people.length), words.total].map(text => cell('sum', text))
  const due = [...new Set(result.approvals.map(a => a.role))]
  put([
    ...amounts(
      'sum',
      end,
      [],
      () => null,
      kind => all[kind],
    ),
    ...words.inWords(all.net, scheme.currency).map(text => wide('note', text, HEIGHT.sum)),
    wide('sign', [words.prepared, words.reviewed, words.approved].map(words.blank).join('    '), HEIGHT.sign),
    ...due.map(role => wide('sign', words.unsigned(role), HEIGHT.sign)),
    wide('sign', `${words.blank(words.stamp)}    ${words.date}`, HEIGHT.sign),
  ])
  const note = words.note(scheme.name, period.name, people.length, scheme.currency)
  return {
    name: words.sheet,
    heading: '',
    state: stateOf(month),
    foot: sealFoot(made),
    page: words.page,
    form: [wide('title', words.title, HEIGHT.title), wide('note', note, HEIGHT.note), ...rows],
    widths,
    scale,
    titles: TITLES,
    breaks,
  }
}

/** Rows that stand on every page: the title, and whose and when it is. */
const TITLES = 2

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

/** Lines in rows of so many, the last filled up; one empty row where there are none. */
function inRows(lines: readonly OwnLine[], across: number): (OwnLine | undefined)[][] {
  const count = Math.max(1, Math.ceil(lines.length / across))
  return Array.from({ length: count }, (_, i) => Array.from({ length: across }, (__, n) => lines[i * across + n]))
}

/** Cells of the first row of somebody's, and nothing in those that follow it. */
function onFirst(row: number, cells: readonly FormCell[]): readonly FormCell[] {
  return row === 0 ? cells : cells.map(() => GAP)
}

/** Letters of the longest word, which no line breaks. */
function longestWord(text: string): number {
  return largest(text.split(' ').map(lettersWide), 0)
}

/** A place without a line. */
const GAP = cell('note', null)

function cell(role: FormRole, value: FormCell['value']): FormCell {
  return { role, value }
}
