// Findings → the text of a scheme that is read as it stands: every decision with what speaks for it in a comment, what is not sure
// as a question above it, an empty `lines:` for each position. Takes findings and a language for the comments; names stay the
// headers' own words.

import { stringify } from 'yaml'
import { isoDate, parsePayPeriod, WEEKDAYS, weekdayOf } from '../core/calendar.ts'
import { byKind } from '../core/kinds.ts'
import { visible } from '../core/visible.ts'
import type { ProposeWords } from '../words/en/propose.ts'
import { type Language, wordsIn } from '../words/language.ts'
import type { Doubt, Evidence } from '../words/proposal.ts'
import type { Entry, Findings, FoundColumn, FoundTable } from './found.ts'

/** A question as it stands in the file. */
export interface Question {
  readonly line: number
  readonly text: string
}

export interface SchemeText {
  readonly text: string
  readonly questions: readonly Question[]
}

/** How a question begins in the file. */
const ASK = '# ? '
const EXAMPLES = 2

/** The text of the scheme; `more`: what else is asked, at its top. */
export function schemeText(
  found: Findings,
  language: Language,
  more: readonly string[],
  pattern: readonly string[],
): SchemeText {
  const w = wordsIn(language).propose
  const out = new Lines()
  out.note(0, found.roster || found.tables.length > 0 ? w.head(found.period) : w.blankHead)
  if (found.roster || found.tables.length > 0) out.note(0, w.howToAsk)
  for (const text of more) out.ask(0, text)
  out.add(0, 'scheme', scalar(w.schemeName), w.nameIt)
  out.add(0, 'from', found.period.slice(0, 7))
  every(out, found.period)
  for (const doubt of found.doubts)
    if (doubt.kind === 'currency' || doubt.kind === 'by the week') out.ask(0, sentence(w, doubt))
  out.add(0, 'currency', found.currency)
  out.add(0, 'sheets', w.sheets)
  out.blank()
  roster(out, found, w)
  if (found.tables.length > 0) {
    out.blank()
    out.add(0, 'tables')
    for (const table of found.tables) tableText(out, table, found.stints?.from !== undefined, w)
  }
  for (const { file, sheet, doubt } of found.left)
    out.ask(found.tables.length > 0 ? 2 : 0, `${file}${sheet ? ` · ${sheet}` : ''}: ${sentence(w, doubt)}`)
  out.blank()
  pay(out, found, w)
  if (pattern.length > 0) {
    out.blank()
    for (const line of pattern) out.verbatim(line)
  }
  return { text: out.text(), questions: out.questions }
}

/** What a shop says that pays otherwise than by the month. */
function every(out: Lines, name: string): void {
  const period = parsePayPeriod(name)
  if (!period || period.kind === 'month') return
  out.add(0, 'every', period.kind)
  const weekday = [...WEEKDAYS].find(([, number]) => number === weekdayOf(period.end))![0]
  if (period.kind === 'week' && weekday !== 'Sunday') out.add(0, 'weeks end on', weekday)
  if (period.kind === 'two weeks') out.add(0, 'two weeks end on', isoDate(period.end))
}

/** Lines of YAML with their comments. */
class Lines {
  readonly questions: Question[] = []
  private readonly lines: string[] = []

  add(indent: number, key: string, value = '', comment = ''): void {
    this.lines.push(`${' '.repeat(indent)}${this.pair(key, value)}${comment === '' ? '' : ` # ${oneLine(comment)}`}`)
  }

  item(indent: number, key: string, value: string, comment: string): void {
    this.lines.push(`${' '.repeat(indent)}- ${this.pair(key, value)} # ${oneLine(comment)}`)
  }

  /** A pair that is only proposed. */
  aside(indent: number, key: string, value: string, comment: string): void {
    this.note(indent, `${this.pair(key, value)}${comment === '' ? '' : ` # ${comment}`}`)
  }

  private pair(key: string, value: string): string {
    return `${scalar(key)}:${value === '' ? '' : ` ${value}`}`
  }

  note(indent: number, text: string): void {
    this.lines.push(`${' '.repeat(indent)}# ${oneLine(text)}`)
  }

  /** A line of another scheme, as a comment: its blanks stay. */
  verbatim(line: string): void {
    this.lines.push(`# ${visible(line)}`.trimEnd())
  }

  ask(indent: number, text: string): void {
    this.lines.push(`${' '.repeat(indent)}${ASK}${oneLine(text)}`)
    this.questions.push({ line: this.lines.length, text: oneLine(text) })
  }

  blank(): void {
    this.lines.push('')
  }

  text(): string {
    return `${this.lines.join('\n')}\n`
  }
}

/** A text of a file on one line, without signs that an editor or a terminal would obey. */
function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim())
}

/** A text as YAML writes it; one that a comment or a list could swallow stands in quotation marks. */
function scalar(text: string): string {
  return stringify(text, {
    lineWidth: 0,
    defaultStringType: /[#,[\]{}:]/.test(text) ? 'QUOTE_DOUBLE' : 'PLAIN',
  }).trimEnd()
}

function entryText(entry: Entry): string {
  const { type, header, of, blank, unit, values, shared } = entry
  const pairs = [
    ...(values ? [`values: [${values.map(scalar).join(', ')}]`] : [`type: ${scalar(type)}`]),
    ...(header === undefined ? [] : [`header: ${scalar(header)}`]),
    ...(of === undefined ? [] : [`of: [${of.map(scalar).join(', ')}]`]),
    ...(unit === undefined ? [] : [`unit: ${unit}`]),
    ...(blank === undefined ? [] : [`blank: ${blank}`]),
    ...(shared === undefined ? [] : [`shared: ${shared}`]),
  ]
  return pairs.length === 1 && values === undefined ? scalar(type) : `{ ${pairs.join(', ')} }`
}

function evidenceText(w: ProposeWords, evidence: readonly Evidence[]): string {
  return evidence.map(one => byKind(w.evidence, one)).join('; ')
}

function sentence(w: ProposeWords, doubt: Doubt): string {
  return byKind(w.doubts, doubt)
}

function columns(out: Lines, found: readonly FoundColumn[], w: ProposeWords): void {
  out.add(4, 'columns')
  for (const { name, entry, evidence, doubts } of found.filter(column => !column.beside)) {
    for (const doubt of doubts) out.ask(6, `${name}: ${sentence(w, doubt)}`)
    out.add(6, name, entryText(entry), evidenceText(w, evidence))
  }
  const beside = found.filter(column => column.beside)
  if (beside.length === 0) return
  out.note(6, w.beside)
  for (const { name, entry, evidence } of beside) out.aside(6, name, entryText(entry), evidenceText(w, evidence))
}

function fileText(out: Lines, table: FoundTable, indent: number, w: ProposeWords): void {
  const { patterns, file, counted, totals, sheet, dates, decimals, headerRow } = table
  const files = patterns.map(pattern => scalar(pattern))
  const written = files.length === 1 ? files[0]! : `[${files.join(', ')}]`
  out.add(indent, 'file', written, w.fileIs(file, counted, totals))
  const sheets = sheet?.split('\n') ?? []
  if (sheets.length > 0)
    out.add(indent, 'sheet', sheets.length === 1 ? scalar(sheets[0]!) : `[${sheets.map(scalar).join(', ')}]`)
  if (headerRow) out.add(indent, 'header row', `[${headerRow.map(scalar).join(', ')}]`)
  if (dates) out.add(indent, 'dates', dates)
  if (decimals) out.add(indent, 'decimals', decimals)
}

function roster(out: Lines, { roster: found, stints, paid, doubts }: Findings, w: ProposeWords): void {
  for (const doubt of doubts) if (doubt.kind === 'no roster') out.ask(0, sentence(w, doubt))
  out.add(0, 'people')
  if (!found) {
    out.add(2, 'file', w.roster.file)
    out.add(2, 'columns')
    for (const [name, type] of w.roster.columns) out.add(4, name, type)
    out.add(2, 'paid', 'yes')
    return
  }
  for (const doubt of found.doubts) out.ask(2, sentence(w, doubt))
  if (stints?.from) out.add(2, 'from', stints.from)
  if (stints?.from && stints.until) out.add(2, 'until', stints.until)
  const inner = new Proxied(out, -2)
  fileText(inner, found, 4, w)
  columns(inner, found.columns, w)
  if (paid.doubt) out.ask(2, sentence(w, { kind: 'who is paid' }))
  out.add(2, 'paid', scalar(paid.condition))
}

/** The same lines further to the left: the roster is a table one level up. */
class Proxied extends Lines {
  private readonly to: Lines
  private readonly by: number

  constructor(to: Lines, by: number) {
    super()
    this.to = to
    this.by = by
  }

  override add(indent: number, key: string, value = '', comment = ''): void {
    this.to.add(indent + this.by, key, value, comment)
  }

  override aside(indent: number, key: string, value: string, comment: string): void {
    this.to.aside(indent + this.by, key, value, comment)
  }

  override note(indent: number, text: string): void {
    this.to.note(indent + this.by, text)
  }

  override ask(indent: number, text: string): void {
    this.to.ask(indent + this.by, text)
  }
}

function tableText(out: Lines, table: FoundTable, stints: boolean, w: ProposeWords): void {
  const { rows, across, leaveOut } = table
  for (const doubt of table.doubts) out.ask(2, `${table.name}: ${sentence(w, doubt)}`)
  out.add(2, table.name)
  fileText(out, table, 4, w)
  if (rows.kind === 'one each') {
    out.add(4, 'one row per', scalar(rows.key), evidenceText(w, rows.evidence))
    if (rows.missing) out.add(4, 'missing row', 'blank')
    if (stints) out.add(4, 'stints', 'each', w.eachStint)
  } else if (rows.kind === 'figures')
    out.add(4, 'one figure per row', `{ name: ${scalar(rows.name)}, value: ${scalar(rows.value)} }`)
  else if (rows.month !== undefined) out.add(4, 'month', scalar(rows.month), evidenceText(w, rows.evidence))
  if (across) out.add(4, 'one column per', `{ name: ${scalar(across.name)}, value: ${scalar(across.value)} }`)
  if (leaveOut) out.add(4, 'leave out', scalar(leaveOut))
  columns(out, table.columns, w)
}

function pay(out: Lines, { positions }: Findings, w: ProposeWords): void {
  out.note(0, w.payHead)
  out.add(0, 'pay')
  if (positions.length === 0) out.item(2, 'for', 'everyone', w.nobodyKnown)
  if (positions.length === 0) out.add(4, 'lines')
  for (const { name, people, named } of positions) {
    out.item(2, 'for', scalar(name), w.people(people))
    out.add(4, 'lines')
    const examples = named.flatMap(({ table, column, money }) =>
      money.map(one => [w.exampleName(one), `sum(${table}.${one} by ${column}) × 2%`] as const),
    )
    for (const [line, formula] of examples.slice(0, EXAMPLES)) out.aside(6, line, formula, w.example)
  }
}
