// The shape of a scheme file: its sections and their keys. Formulas, bands and names are checked after it, by the files
// beside this one. The same description gives the JSON Schema for editors: every key says what it is for.

import * as z from 'zod'
import { EVERY, type PayKind, WEEKDAYS } from '../core/calendar.ts'
import { DECIMALS, type Decimals } from '../core/currency.ts'
import { TAX_KINDS } from '../core/tax.ts'
import { DATE_ORDERS, type DateOrder } from '../tables/spec.ts'
import { LANGUAGES, type Language } from '../words/language.ts'
import { ENCODINGS, type SEPARATORS } from './layout.ts'

/** A formula, or a map of bands, choices or weights with limits and rounding: see definitions.ts. */
export type Definition = string | Record<string, unknown>
export type Definitions = Record<string, Definition>

export interface ColumnEntry {
  type?: string | undefined
  header?: string | string[] | undefined
  of?: string[] | undefined
  blank?: string | undefined
  range?: string | undefined
  unit?: string | undefined
  values?: string[] | undefined
  unique?: 'yes' | 'no' | undefined
  shared?: string | string[] | undefined
  'entered by'?: string | undefined
  says?: string | undefined
}

export interface TableEntry {
  file?: string | string[] | undefined
  sheet?: string | string[] | undefined
  'rows of'?: string | undefined
  where?: string | undefined
  'one row per'?: string | string[] | undefined
  'one figure per row'?: { name: string | string[]; value: string | string[] } | undefined
  'one column per'?: { name: string; value: string } | undefined
  'header row'?: string[] | undefined
  'missing row'?: 'problem' | 'blank' | undefined
  'missing file'?: 'problem' | 'none' | undefined
  owner?: string | undefined
  month?: string | undefined
  every?: string | undefined
  'entered by'?: string | undefined
  'leave out'?: string | undefined
  'in order'?: { of: string | string[]; by?: string | string[] | undefined } | undefined
  stints?: 'each' | undefined
  dates?: DateOrder | undefined
  decimals?: Decimals | undefined
  columns?: Record<string, string | ColumnEntry> | undefined
  'work out'?: Definitions | undefined
  rules?: Record<string, RuleEntry> | undefined
}

/** What must hold, or should: one of the two. */
export interface RuleEntry {
  must?: string | undefined
  should?: string | undefined
  when?: string | undefined
  for?: string | string[] | undefined
  note?: string | undefined
}

export interface PayBlock {
  for: string | string[]
  /** Empty: nobody has written them yet. */
  commission?: Definitions | '' | undefined
  lines?: Definitions | '' | undefined
}

export interface ReserveEntry {
  withheld: Definition
  says?: string | undefined
  paid?: string | undefined
  tax?: string | undefined
  'forfeited at once'?: string | undefined
  release?:
    | {
        every: string
        ratio: Definition
        'forfeited by'?: string | undefined
      }
    | undefined
}

export interface EntryLine {
  debit?: Definition | undefined
  credit?: Definition | undefined
  amount: Definition
  by?: string | string[] | undefined
}

export interface LayoutEntry {
  of?: string | undefined
  file: string
  sheet?: string | undefined
  encoding?: (typeof ENCODINGS)[number] | undefined
  separator?: keyof typeof SEPARATORS | undefined
  head?: Definitions | undefined
  'header row'?: string | undefined
  entries?: Record<string, EntryLine> | undefined
  columns: Definitions
  where?: string | undefined
  'order by'?: string | string[] | undefined
  control?: string | undefined
  'most rows'?: string | undefined
  paid?: string | undefined
}

export interface AdjustmentKindEntry {
  only?: 'plus' | 'minus' | undefined
  'at most'?: Definition | undefined
  'in a month'?: Definition | undefined
  'counts as'?: 'pay' | 'deduction' | undefined
  tax?: string | undefined
  'approved by'?: string | string[] | Record<string, string | string[]> | undefined
  note?: string | undefined
}

export interface AdjustmentsEntry {
  file: string | string[]
  sheet?: string | string[] | undefined
  'missing file'?: 'problem' | 'none' | undefined
  owner?: string | undefined
  columns: Record<string, string | ColumnEntry>
  kinds: Record<string, AdjustmentKindEntry>
}

export interface SchemeFile {
  scheme: string
  from: string
  until?: string | undefined
  currency?: string | undefined
  sheets?: Language | undefined
  people: {
    file: string | string[]
    sheet?: string | string[] | undefined
    'header row'?: string[] | undefined
    owner?: string | undefined
    dates?: DateOrder | undefined
    decimals?: Decimals | undefined
    from?: string | undefined
    until?: string | undefined
    columns: Record<string, string | ColumnEntry>
    paid: string
    slips?: string[] | undefined
    renamed?: Record<string, string | string[]> | undefined
    'given again'?: Record<string, string | string[]> | undefined
  }
  dates?: DateOrder | undefined
  decimals?: Decimals | undefined
  every?: PayKind | undefined
  paid?: string | undefined
  'weeks end on'?: string | undefined
  'two weeks end on'?: string | undefined
  blank?: { figures?: string | undefined; 'yes/no'?: 'yes' | 'no' | undefined } | undefined
  tables?: Record<string, TableEntry> | undefined
  parameters?: Definitions | undefined
  scales?: Record<string, Record<string, unknown>> | undefined
  values?: Definitions | undefined
  scorecards?: Record<string, Definitions> | undefined
  scores?: Definitions | undefined
  pay?: PayBlock[] | undefined
  reserves?: Record<string, ReserveEntry> | undefined
  deductions?: { 'at most'?: Definition | undefined; paid?: string | undefined; lines: Definitions } | undefined
  adjustments?: AdjustmentsEntry | undefined
  flags?: Definitions | undefined
  rules?: Record<string, RuleEntry> | undefined
  expect?: Record<string, string> | undefined
  approvals?: Record<string, ApprovalEntry> | undefined
  exports?: Record<string, LayoutEntry> | undefined
  /** By code of a problem: the reason why it is accepted, everywhere or by table. */
  allow?: Record<string, string | Record<string, string>> | undefined
}

export interface ApprovalEntry {
  when?: string | undefined
  forfeiture?: 'yes' | 'no' | undefined
  'signed by'?: string | string[] | undefined
  note?: string | undefined
}

/** What may stand where something is worked out; which settings may stand beside it depends on the section. */
export type DefinitionKind =
  | 'parameter'
  | 'scale'
  | 'value'
  | 'score'
  | 'item'
  | 'line'
  | 'amount'
  | 'flag'
  | 'inner'
  | 'cell'

const text = z.string()
/** A text that can't be empty: an empty name or pattern would stand for nothing or for everything. */
const name = text.min(1)
const texts = z.union([text, z.array(text)])
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'month' })
const answer = z.enum(['yes', 'no'])
const every = text.meta({ enum: [...EVERY] })
const dates = z.enum(DATE_ORDERS)
const decimals = z.enum(DECIMALS)

/** A definition; the loader checks it after the shape, the JSON Schema has its keys from json-schema.ts. */
function definition(id: DefinitionKind, description: string): z.ZodType<Definition> {
  return z.union([text, z.record(text, z.unknown())]).meta({ id, description })
}

const VALUE = definition('value', 'A formula, or a map that says bands, a choice, weights or a formula.')
const AMOUNT = definition('amount', 'A formula that gives money, or a map; rounded to the cent at its end.')
const LINE = definition('line', 'An amount for some positions or on a condition; rounded to the cent at its end.')
const INNER = definition('inner', 'What a band or a case gives: a formula, or a map of bands or choices within it.')
const PARAMETER = definition('parameter', 'A figure or a “text”, with a range, or by the months in which it holds.')
const SCORE = definition('score', 'A formula or a map, also for some positions or on a condition.')
const ITEM = definition('item', 'The points of one item; never below zero unless it says so.')
const CELL = definition(
  'cell',
  'What a cell of an export holds: a formula, empty, running number, or a map that says more of it.',
)
const FLAG = definition('flag', 'A condition, or a formula that gives a text.')

/** What the columns of the roster and of exports may be, for editors. */
export const COLUMN_ID = { roster: 'rosterColumn', table: 'tableColumn', adjustments: 'adjustmentColumn' } as const

function column(id: string): z.ZodType<string | ColumnEntry> {
  const entry = z.strictObject({
    type: text.optional().describe('What its cells hold; text without a word.'),
    header: texts.optional().describe('Header text or texts in the export, where they differ from the name.'),
    blank: text.optional().describe('What an empty cell means: a value, none, or problem.'),
    range: text.optional().describe('The figures that it may hold: 0 to 10, above 0, up to 100%, 0 or 4 to 10.'),
    values: z.array(text).optional().describe('All texts that may occur; any other is a problem.'),
    unit: text
      .optional()
      .describe('What a plain figure is in where its header does not say: 万元, hours; percent or fraction of a rate.'),
    unique: answer.optional().describe('yes: no two rows that count may have the same.'),
    shared: texts
      .optional()
      .describe('How people share a row who stand in one cell: equally, [60%, 40%], a list column.'),
    'entered by': name
      .optional()
      .describe('Who enters it by hand, where not as its table says: a rater; an empty cell is not rated, never 0.'),
    of: z
      .array(name)
      .min(2)
      .optional()
      .describe('Headers of several columns whose texts make it, in their order: first name, last name.'),
    says: text.optional().describe('What counts for it, in the policy’s own words; it stands on the form.'),
  })
  return z.union([text, entry]).meta({ id, description: 'The type of a column, or a map that says more of it.' })
}

const sheet = texts
  .optional()
  .describe(
    'Which sheet of a workbook is read: its name, in which * stands for anything; a list of several, or all, that are read together.',
  )

const files = z.union([name, z.array(name).min(1)])

const headerRow = z
  .array(name)
  .min(1)
  .optional()
  .describe('The header of a file that has none: what its columns are called, all of them, from the left.')

const owner = name.optional().describe('Whom to ask about the file where something in it is wrong.')

const people = z.strictObject({
  file: files.describe(
    'Which file of the month is the roster: a name in which * stands for anything; or a list, of one file each.',
  ),
  sheet,
  'header row': headerRow,
  owner,
  dates: dates
    .optional()
    .describe('Order of day, month and year in its dates, where that of the scheme does not hold.'),
  decimals: decimals
    .optional()
    .describe('The sign before the decimals of its figures, comma or point, where that of the scheme does not hold.'),
  from: text
    .optional()
    .describe(
      'The date column of the first day of a row, where somebody may have several: positions or teams of a month.',
    ),
  until: text
    .optional()
    .describe(
      'The date column of the last day of a row; without it a row holds until the next of the same person begins.',
    ),
  columns: z
    .record(text, column(COLUMN_ID.roster))
    .describe('The columns that are read; one is id, name and position.'),
  paid: text.describe('The condition under which somebody is paid in the month.'),
  slips: z
    .array(text)
    .optional()
    .describe('Text columns of the roster that the sheet of slips has besides: telephone numbers, e-mail addresses.'),
  renamed: z
    .record(text, texts)
    .optional()
    .describe('By employee number: the name that the same person has in closed months.'),
  'given again': z
    .record(text, texts)
    .optional()
    .describe('By employee number: the name of somebody else who had it in closed months.'),
})

const figures = z.strictObject({
  name: texts.describe('Header of the column that names the figure.'),
  value: texts.describe('Header of the column that holds it.'),
})

const across = z.strictObject({
  name: text.describe('The column that holds what their headings say: a day, a team, a person, a text.'),
  value: text.describe('The column that holds what stands below them.'),
})

const rowRule = z.strictObject({
  must: text.optional().describe('A condition that must hold, or nothing is paid.'),
  should: text.optional().describe('A condition that should hold; where it does not, that is told and nothing stops.'),
  when: text.optional().describe('The condition under which it is asked at all.'),
  note: text.optional().describe('What is said where it does not hold.'),
})

const rule = rowRule.extend({ for: texts.optional().describe('Positions of whom it is asked, or everyone.') })

const missingFile = z
  .enum(['problem', 'none'])
  .optional()
  .describe('What it means that there is no such file: a problem, or that it has no rows this month.')

const table = z.strictObject({
  file: files
    .optional()
    .describe('Which file of the month it is: a name in which * stands for anything; or a list, of one file each.'),
  sheet,
  'rows of': name.optional().describe('Instead of a file: the table of whose rows it is made.'),
  where: text.optional().describe('Which of the rows count that it is made of; all without it.'),
  'one row per': texts
    .optional()
    .describe(
      'The column of persons or groups of which each has one row; of a table made of rows, the columns that tell its rows apart.',
    ),
  'one figure per row': figures.optional().describe('Each row is one figure of the shop.'),
  'one column per': across
    .optional()
    .describe(
      'Some columns of the file are rows of the table each: a column for each day, each team, each kind of work.',
    ),
  'header row': headerRow,
  'missing row': z
    .enum(['problem', 'blank'])
    .optional()
    .describe('What it means that a person or group has no row: problem, or as if its cells were empty.'),
  'missing file': missingFile,
  owner,
  month: text.optional().describe('The date column that says which month a row belongs to.'),
  every: every
    .optional()
    .describe('It comes with the last month of each quarter or year, with the rows of all of it; else every month.'),
  'entered by': name
    .optional()
    .describe(
      'Who enters its figures by hand, a rater, or the column that says whose a row is: `bonusbook form` makes the workbook to be filled in.',
    ),
  'leave out': text.optional().describe('Rows of which this condition holds count for nothing.'),
  'in order': z
    .strictObject({
      of: texts.describe(
        'The columns that say which row comes first: a date, a moment, a number; where they are equal, the next.',
      ),
      by: texts.optional().describe('Only rows that have the same here follow one another.'),
    })
    .optional()
    .describe('Which row follows which, for previous(…).'),
  stints: z
    .enum(['each'])
    .optional()
    .describe('each: who has several positions or teams in the month has the row in each of them.'),
  dates: dates
    .optional()
    .describe('Order of day, month and year in its dates, where that of the scheme does not hold.'),
  decimals: decimals
    .optional()
    .describe('The sign before the decimals of its figures, comma or point, where that of the scheme does not hold.'),
  columns: z.record(text, column(COLUMN_ID.table)).optional().describe('The columns that are read, with their types.'),
  rules: z.record(text, rowRule).optional().describe('What must or should hold of each of its rows.'),
  'work out': z.record(text, INNER).optional().describe('Columns that are worked out row by row.'),
})

const taxKind = text.optional().meta({ enum: [...TAX_KINDS] })

/** Lines, or nothing where nobody has written them yet. */
const unwritten = z.record(text, LINE).or(z.literal(''))

const payBlock = z.strictObject({
  for: texts.describe('Positions that are paid these lines, or everyone.'),
  commission: unwritten.optional().describe('Pay lines from which reserves are withheld.'),
  lines: unwritten.optional().describe('Pay lines that are no commission; {} for none.'),
})

const release = z.strictObject({
  every: every.describe('The period after which what was withheld is settled.'),
  ratio: VALUE.describe('The part of it that is paid: 100% is all of it.'),
  'forfeited by': text.optional().describe('Who forfeits all of it: a condition, such as having left.'),
})

const reserve = z.strictObject({
  withheld: AMOUNT.describe('What is withheld from the pay of a month.'),
  says: text
    .optional()
    .describe('The policy’s own sentence on what becomes of it, which papers print in place of the rules.'),
  paid: text
    .optional()
    .describe('From the pay of which day it is withheld, where not with everything else: as of a line.'),
  tax: taxKind.describe('What its release is for the tax client; salary where nothing is said.'),
  'forfeited at once': text
    .optional()
    .describe('The condition under which what is withheld this month is lost at once.'),
  release: release.optional().describe('When and how it is paid back.'),
})

const deductions = z.strictObject({
  'at most': AMOUNT.optional().describe('The most that may be deducted in a month; the rest is carried over.'),
  paid: text
    .optional()
    .describe('From the pay of which day it is taken, where not with everything else: as of a line.'),
  lines: z.record(text, LINE).describe('What is deducted, by name.'),
})

const adjustmentKind = z.strictObject({
  only: z.enum(['plus', 'minus']).optional().describe('Only amounts that add to the pay, or only such that take away.'),
  'at most': AMOUNT.optional().describe('The most of one adjustment, whatever its sign.'),
  'in a month': AMOUNT.optional().describe('The most of one person in a month, all of the kind together.'),
  'counts as': z
    .enum(['pay', 'deduction'])
    .optional()
    .describe('pay: it stands in the gross amount; deduction: it is deducted, under the limit of deductions.'),
  tax: taxKind.describe('What it is for the tax client; salary where nothing is said.'),
  'approved by': z
    .union([texts, z.record(text, texts)])
    .optional()
    .describe('Who must have approved it, any one of several; or by amount: up to 500元, above 500元.'),
  note: text.optional().describe('A remark for whoever reads the scheme.'),
})

const adjustments = z.strictObject({
  file: files.describe(
    'Which file of the month it is: a name in which * stands for anything; or a list, of one file each.',
  ),
  sheet,
  'missing file': missingFile,
  owner,
  columns: z
    .record(text, column(COLUMN_ID.adjustments))
    .describe('Its columns: one is person, kind, amount, reason and reference each, and approved by.'),
  kinds: z.record(text, adjustmentKind).describe('What somebody may decide by hand, by name, with its limits.'),
})

const approval = z.strictObject({
  when: text.optional().describe('The condition under which a month needs it.'),
  forfeiture: answer.optional().describe('yes: needed before somebody who has left forfeits.'),
  'signed by': texts
    .optional()
    .describe('Who of allowed_signers may sign it, any one of them; without it, a name that is typed will do.'),
  note: text.optional().describe('What it is needed for, in words.'),
})

const entryLine = z.strictObject({
  debit: VALUE.optional().describe('The account that it is debited to: a formula that gives a text.'),
  credit: VALUE.optional().describe('The account that it is credited to: a formula that gives a text.'),
  amount: AMOUNT.describe('What it is of each person.'),
  by: texts.optional().describe('What has a row of its own beside each account: department, position.'),
})

const layout = z.strictObject({
  of: text.optional().describe('The reserve whose release it is of; without it, the pay of a month.'),
  file: text.describe('Name of the file: wages-{period}.xlsx, .csv or .txt.'),
  sheet: text.optional().describe('Name of the sheet of a workbook.'),
  encoding: z.enum(ENCODINGS).optional().describe('Encoding of a text file; utf-8 with BOM without it.'),
  separator: z
    .enum(['comma', 'semicolon', 'tab', 'bar'])
    .optional()
    .describe('What stands between the cells of a text file; a comma without it.'),
  head: z.record(text, CELL).optional().describe('Cells above the header, by their place: B2: total.'),
  'header row': text.optional().describe('Row of the header where it is not right below the head; none: no header.'),
  entries: z
    .record(text, entryLine)
    .optional()
    .describe('Of a voucher, whose rows are of accounts and not of people: what it debits and credits, by name.'),
  columns: z.record(text, CELL).describe('The columns by their headings, in their order.'),
  where: text.optional().describe('The condition under which somebody stands in it; everybody without it.'),
  'order by': texts.optional().describe('What people are ordered by, before their numbers.'),
  control: text.optional().describe('The column whose sum is the total of the file.'),
  paid: text.optional().describe('The day of pay that it is of, where not that of everything else: as of a line.'),
  'most rows': text.optional().describe('The most rows of a file; more are split where its name has {part}.'),
})

const blank = z.strictObject({
  figures: text.optional().describe('What an empty cell of figures means, such as 0.'),
  'yes/no': answer.optional().describe('What an empty cell of a yes/no column means.'),
})

/** The whole file. */
export const schemeSchema: z.ZodType<SchemeFile> = z
  .strictObject({
    scheme: name.describe('Name of the scheme, as the sheets have it.'),
    from: month.describe('The first month that it holds for: 2026-01.'),
    until: month.optional().describe('The last month that it holds for: 2026-12; open without it.'),
    currency: text
      .optional()
      .meta({ pattern: '^(?!RMB$)[A-Z]{3}$' })
      .describe('Currency of all money, by its code of three letters: CNY, USD, EUR; CNY without it.'),
    sheets: z.enum(LANGUAGES).optional().describe('Language of the sheets’ headings; that of the name without it.'),
    dates: dates
      .optional()
      .describe('Order of day, month and year in dates that could be read in several: dmy, mdy or ymd.'),
    decimals: decimals
      .optional()
      .describe('The sign before the decimals of figures in exports: comma or point; that of the currency without it.'),
    every: z
      .enum(['week', 'two weeks', 'half-month', 'month'])
      .optional()
      .describe('What is worked out, closed and paid in one go: week, two weeks, half-month; month without it.'),
    paid: text
      .optional()
      .describe('When a period is paid: 10th of next month, last day of this month, 5 days after, Friday after.'),
    'two weeks end on': text
      .optional()
      .meta({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
      .describe('Of pay every two weeks: a day on which two weeks end, 2026-01-11; all others follow from it.'),
    'weeks end on': z
      .enum([...WEEKDAYS.keys()])
      .optional()
      .describe('The last day of a week, by its English or Chinese name; Sunday without it.'),
    people: people.describe('The roster: who there is, and who is paid.'),
    blank: blank.optional().describe('What an empty cell means where its column does not say.'),
    tables: z.record(text, table).optional().describe('The exports of a month, by the names that formulas use.'),
    parameters: z.record(text, PARAMETER).optional().describe('Figures with a name that the scheme itself gives.'),
    scales: z
      .record(
        text,
        z
          .record(text, z.unknown())
          .meta({ id: 'scale', description: 'Bands or cases that wait for their figure or text.' }),
      )
      .optional()
      .describe('Bands used like a function in formulas: name(figure).'),
    values: z.record(text, VALUE).optional().describe('Whatever is worked out on the way, by name.'),
    scorecards: z
      .record(text, z.record(text, ITEM).describe('Items and their points.'))
      .optional()
      .describe('Cards of items; a card is worth the sum of its items.'),
    scores: z.record(text, SCORE).optional().describe('What is shown beside the pay: score, coefficient, grade.'),
    pay: z.array(payBlock).optional().describe('Pay lines by position, in the order of the sheet.'),
    reserves: z.record(text, reserve).optional().describe('Parts of the pay that are withheld and settled later.'),
    deductions: deductions.optional().describe('What is deducted from the pay.'),
    adjustments: adjustments
      .optional()
      .describe('What is decided by hand: amounts of people with their reasons, read from a file.'),
    flags: z.record(text, FLAG).optional().describe('Marks on the sheet.'),
    rules: z.record(text, rule).optional().describe('What must hold, of the shop or of everybody.'),
    expect: z
      .record(text, text)
      .optional()
      .describe(
        'What a month should be against the one closed before: net: within 30% or 300元; total net; rows of a table; people joined, people left: up to 5.',
      ),
    approvals: z.record(text, approval).optional().describe('Who must approve, by role.'),
    exports: z
      .record(text, layout)
      .optional()
      .describe('Files for payroll, the tax client or a bank, as these take them in.'),
    allow: z
      .record(text, z.union([text, z.record(text, text)]))
      .optional()
      .describe('Problems that are accepted, by code, with the reason; or by table under the code.'),
  })
  .describe('A bonus scheme: the policy of a shop in its own words and order.')
