// The closed list of problems, with the facts that each carries: plain words and figures of the user's own, no sentences.
// Sentences are made of them in reports/messages.

import type { Every, PayKind } from './calendar.ts'
import type { PointKind } from './points.ts'
import type { SecretDoubt, SecretFault } from './secret.ts'
import type { SigningFault } from './signer.ts'
import type { TaxKind } from './tax.ts'
import type { Due, FormulaPart, FormulaSlip, MixedBy, Said, Term, Usage, Whose, YamlSlip } from './terms.ts'

/** Kinds of files that are known and not read. */
export type OtherFile =
  | 'ods'
  | 'xlsb'
  | 'old workbook'
  | 'numbers'
  | 'sylk'
  | 'dbf'
  | 'web archive'
  | 'word'
  | 'slides'
  | 'rtf'
  | 'pdf'
  | 'picture'
  | 'archive'
  | 'json'
  | 'xml'
  | 'page'
  | 'workbook'
  | 'unknown'

/** Why a cell is not what its column should hold. */
export type CellReason =
  | 'not a number'
  | 'scientific'
  | 'percent'
  | 'unit'
  | 'unit differs'
  | 'other currency'
  | 'not whole'
  | 'separators'
  | 'trailing minus'
  | 'too long'
  | 'spreadsheet error'
  | 'a date'
  | 'a time'
  | 'a truth value'
  | 'not a date'
  | 'not a moment'
  | 'not a time'
  | 'no time'
  | 'no such time'
  | 'no such date'
  | 'date order'
  | 'weekday'
  | 'no day'
  | 'no year'
  | 'time zone'
  | 'not yes or no'
  | 'digits lost'
  | 'not whole id'
  | 'number cell'
  | SecretFault

/**
 * Why the unit in a header or title is not certain: another currency, no unit of such a figure, a power of ten of which the
 * scheme says nothing, or a span of time of which it says nothing.
 */
export type UnitReason = 'currency' | 'unit' | 'unsaid' | 'span'

/** Why a pool can't be shared: its weights, or it is not whole in fen, or more is shared out than the whole. */
export type SharingFault = 'zero' | 'negative' | 'fen' | 'whole'

/** Why nobody can tell how a row is divided among the people of its cell. */
export type SharesReason = 'sum' | 'some' | 'unreadable' | 'none' | 'number' | 'figures' | 'twice' | 'too long'

/** What changed between two months: an amount is worth so much of the difference. */
export interface ToldCause {
  readonly kind:
    | ('parameter' | 'definition' | 'scheme' | 'people' | 'calendar' | 'figure' | 'score')
    | ('adjusted' | 'carried' | 'corrections' | 'reserves' | 'rest')
  readonly name: string
  /** True where it changed for others, whose figures the person's pay reads. */
  readonly others: boolean
  readonly from: string | undefined
  readonly to: string | undefined
  readonly worth: string
}

/** Why an adjustment is refused: its amount, its sign, a limit, or who approved it. */
export type AdjustmentFault = 'fen' | 'zero' | 'plus' | 'minus' | 'one' | 'month' | 'approval'

/** What is wrong with the name of a file that a layout writes. */
export type LayoutFileReason = 'letters' | 'long' | 'ending' | 'ours' | 'twice' | 'braces'

/** Why a text can't stand in a text file that a program imports. */
type LayoutTextReason = 'formula' | 'line break'

/** What can be wrong with a book, each with its facts. */
export interface FindingFacts {
  /** No entry of this number up to `last`, though later ones or the head say that there were. */
  missing: { last: string }
  /** Two entries of one number. */
  repeated: { other: string }
  /** A whole entry under a name that is not its own. */
  renamed: { expected: string }
  /** The bytes are not those that were sealed; `line` is the first one that makes no sense, where one does not. */
  changed: { line: number | undefined }
  /** Sealed as it stands, but a line has no form that this program knows. */
  malformed: { line: number }
  /** Sealed by a later version, in a format that this program does not know. */
  later: { format: number }
  /** Its records are not the figures that its header names. */
  figures: Record<never, never>
  /** It names a checkpoint that the entries before it don't come to. */
  checkpoint: Record<never, never>
  /** Its header says by which key it is signed, and there is no signature. */
  unsigned: { key: string }
  /** A signature that is not one over the seal, or over the draft for that role, or of the key that the header names. */
  signature: { role: string | undefined; key: string | undefined }
  /** Not sealed upon the entry before: that one, or this, has been put in place of another. */
  chain: { before: string }
  /** head.json is missing, changed, or names another entry than the newest. */
  head: { newest: string | undefined }
  /** The file system does not give it. */
  unreadable: { code: string }
  /** The copy of an input, scheme or output is not there. */
  'kept missing': { name: string; sha256: string }
  /** The copy is not what was sealed. */
  'kept changed': { name: string; sha256: string }
  /** Left behind by a writer that broke off; it counts for nothing. */
  leftover: Record<never, never>
  /** A month closed twice, with a month left out, or corrected while it is open. */
  order: { reason: OrderReason; month: string }
  /** An account that does not add up after this entry. `amount` is what it is, `due` what it would have to be. */
  balance: { reason: BalanceReason; person: string; account: string; origin: string; amount: string; due: string }
}

export type OrderReason = 'closed twice' | 'left out' | 'before the first' | 'not closed' | 'not the first'

/**
 * `negative`: more went out than came in. `never withheld`: a lot that nothing was put into. `carried`: not due − taken.
 * `sign`: an amount below zero where only a correction may have one.
 */
export type BalanceReason = 'negative' | 'never withheld' | 'carried' | 'sign'

/** Why months are not in their order, and why an account does not add up. */
export type DamageReason = OrderReason | BalanceReason

export type Damage = keyof FindingFacts

type FactName<F> = F extends unknown ? keyof F : never
type FactOf<F, N extends string> = F extends unknown ? (N extends keyof F ? F[N] : never) : never

/** The facts of any finding, by their names. */
export type DamageFacts = {
  readonly [N in FactName<FindingFacts[Damage]>]?: FactOf<FindingFacts[Damage], N> | undefined
}

/** An edge of a band, as it is written, and the side of it that the band holds. */
export interface BandEdge {
  readonly sign: '≥' | '>' | '≤' | '<'
  readonly edge: string
}

/** A column that another table has: how a table gets it by what both have. */
export interface Brought {
  readonly table: string
  readonly name: string
  readonly line: string
}

/** Two sides that are of different kinds. */
interface Mixed {
  readonly sign: MixedBy
  readonly left: string
  readonly right: string
  readonly leftType: Term
  readonly rightType: Term
  /** One is a text beside a point in time; `plain`: that point without its quotation marks, where it is one. */
  readonly quoted?: { due: PointKind; plain: string | undefined }
  /** What a condition says that holds a yes or no against a text. */
  readonly instead?: string | undefined
}

/** Problems of a scheme file: its text, names, formulas, bands and what the law says of it. */
export interface SchemeProblems {
  // The scheme file: its text
  /** `folder`: the folder itself is not there; else it has no scheme, no group, no export. */
  SCHEME_MISSING: { looked: string; nearest: string | undefined; folder?: boolean }
  // Groups of shops
  GROUP_MISSING: { looked: string; nearest: string | undefined; folder?: boolean }
  /** A single shop's command in the folder of a group. */
  GROUP_FOLDER: { group: string; shop: string | undefined }
  GROUP_SHOPS_NONE: { pattern: string }
  /** Two names of one folder: by a link, or on a disk that takes capitals for small letters. */
  GROUP_SHOP_TWICE: { shop: string; other: string }
  /** Not there when its turn came. */
  GROUP_SHOP_GONE: Record<never, never>
  /** There when something was last recorded of the period, and no more. */
  GROUP_SHOPS_LESS: { shops: string }
  GROUP_NOT_LISTED: { shop: string; shops: string }
  /** `file`: where what a shop has otherwise is said. */
  GROUP_OWN_SCHEME: { group: string; file: string }
  /** The process that worked on a shop did not come to an end with it. */
  GROUP_SHARDS_NONE: { period: string }
  GROUP_SHARD_MISSING: { shards: string; of: number; first: number }
  /** Files: those of which some are to be taken away. */
  GROUP_SHARDS_MIXED: { why: 'count' | 'command' | 'shops'; found: string; files: readonly string[] }
  GROUP_SHARD_OLD: { shards: string; of: number; first: number }
  /** Another command keeps the states of these shops; `shard` of a part of them. */
  GROUP_BUSY: { period: string; shard: string }
  GROUP_WORKER: { why: 'ended' | 'hung'; detail: string }
  /** `currencies`: each with its shops. */
  GROUP_CURRENCIES: { currencies: string }
  GROUP_NOT_ALLOWED: { key: string; allowed: string; file: string }
  /** Two schemes claim the same months. */
  SCHEME_TWICE: { files: string; from: string }
  /** `until`: it ended before. */
  SCHEME_PERIOD: { period: string; from: string; until?: string }
  SPAN_REVERSED: { name: string; from: string; until: string }
  /** Two say that they hold in the same month, or of a person on the same day. */
  SPANS_OVERLAP: { name: string; first: string; second: string }
  /** Months between two in which none holds. */
  SPANS_GAP: { name: string; first: string; last: string }
  YAML_SYNTAX: { slip: YamlSlip }
  YAML_DUPLICATE_KEY: { key: string }
  /** `braced`: between { }, where a comma parts texts. */
  KEY_UNKNOWN: {
    key: string
    inside: string
    nearest: string | undefined
    known: string
    braced?: boolean
    sections?: readonly string[]
  }
  KEY_MISSING: { key: string; inside: string }
  SHAPE_WRONG: { expected: Due; found: Said; nearest?: string | undefined }
  // Names
  /** `taken`: the word of formulas that stands in it; without it its letters can't be a name. */
  /** `plain`: the name without what no name can have. */
  NAME_INVALID: { name: string; taken?: string; plain?: string }
  NAME_TAKEN: { name: string; other: string }
  /** `quoted`: a text stands on the other side; `known`: names that may stand there. */
  NAME_UNKNOWN: {
    name: string
    table: string | undefined
    nearest: string | undefined
    quoted?: boolean
    /** True where the formula is nothing else: it may be a text whose quotation marks YAML took off. */
    alone?: boolean
    known?: { readonly of: string; readonly names: readonly string[] } | undefined
    brought?: Brought | undefined
    /** The figure that it says in words. */
    figure?: string | undefined
  }
  /** `table`: whose row asks; `asked`: whose rows it looks at. */
  ROW_ASKS: { name: string; table: string; asked: string }
  NAME_AMBIGUOUS: { name: string; choices: string }
  /** `instead`: what formulas write for it. */
  /** `figure`: it is the name of a figure. */
  FUNCTION_UNKNOWN: { name: string; nearest: string | undefined; instead: string | undefined; figure?: boolean }
  PARAMETER_UNUSED: { name: string }
  VALUE_UNUSED: { name: string }
  /** Columns of a table, or of the roster, that are read for nothing. */
  COLUMN_UNUSED: { name: string; table: string; columns: number }
  /**
   * Something that can never take effect: a limit that leaves no amount, an approval above it, an expectation of a table that does not
   * come every month.
   */
  WITHOUT_EFFECT: { name: string; why: 'limit' | 'approval' | 'every'; found: string }
  // Formulas
  /** `write`: the amount without what can't be read in it. */
  FORMULA_SYNTAX: {
    found: string
    expected: FormulaPart
    slip: FormulaSlip | undefined
    currency: string
    write?: string | undefined
  }
  /** `found`: the words of the formula, or the types of its arguments. */
  /** `write`: the formulas that may be meant. */
  ARGUMENTS_WRONG: {
    name: string
    usage: Usage
    found: string | readonly Term[]
    write?: readonly string[] | undefined
  }
  MONEY_TIMES_MONEY: { left: string; right: string }
  MONEY_MIXED: Mixed
  /** Where none of them is money. */
  KINDS_MIXED: Mixed
  /** `among`: the condition with all its texts. */
  TYPE_WRONG: { what: string; expected: Term; found: Term; instead?: string | undefined; among?: string | undefined }
  /** `share`: the percentage that stands alone. */
  MONEY_DUE: { name: string; found: Term; share?: string | undefined }
  SHAPE_PER_PERSON: { name: string; where: string; due: Whose; found: Whose }
  SHAPE_ROWS: { name: string; table: string; brought?: Brought | undefined }
  ROWS_ELSEWHERE: { name: string }
  /** What is taken off lines of several kinds for the tax client: a reserve, or a line that says none itself. */
  TAX_MIXED: {
    name: string
    what: 'reserve' | 'line'
    of: readonly { readonly name: string; readonly kind: TaxKind }[]
  }
  /** The range of a date or time; `must`: what a rule says instead, of each of the rows or of everybody. */
  RANGE_POINT: { name: string; found: string; must: string | undefined; rows: boolean }
  /** A figure of all rows of a table in a row that is made of some of them; `instead`: of its own rows. */
  ROWS_WHOLE: { found: string; table: string; row: string; instead: string | undefined }
  /** A rank in rows that are read one after the other, or by what a row has from the row before (`previous`). */
  RANK_ROWS: { table: string; reason: 'read' } | { table: string; reason: 'previous'; previous: string }
  /** `known`: what can stand there; `circle`: the tables that are made of one another. */
  MADE_OF_WRONG: {
    table: string
    found: string
    reason: 'unknown' | 'one row' | 'figures' | 'circle' | 'file'
    known: string
    nearest: string | undefined
  }
  /** A column whose rows several people share, where one person is due. */
  COLUMN_SHARED: { name: string }
  /** `previous(…)` of a table that does not say which row follows which; `columns`: its columns. */
  ROWS_UNORDERED: { table: string; columns: string }
  /** A person's or group's figure in a formula of rows that does not say whose; `by`: whose rows are counted, where that is no such one. */
  OWNER_UNSAID: { name: string; table: string; found: Whose; columns: readonly string[]; by: string | undefined }
  /** After a row's column of people or groups, a figure that these have not. */
  OWNED_WRONG: { name: string; column: string; due: Whose; found: Whose }
  TEXT_UNKNOWN: { found: string; nearest: string | undefined; known: string }
  /** `sum`: a sum of the sheet that it goes through, and `of`: what of it reads it. */
  CYCLE: { names: string; sum?: string; of?: string }
  SCALE_NESTED: { name: string }
  /** What would come more often than the scheme pays, or as often. */
  EVERY_SHORT: { every: PayKind; pays: PayKind }
  /** `name`: the key; empty for the whole file. */
  ENTRIES_MANY: { name: string; count: number; limit: number }
  CHAIN_TOO_LONG: { name: string; limit: number }
  NOT_ROUNDED: { name: string }
  // Bands, choices, weights
  /** What lies after the one edge and before the other; an end that is open has none. */
  /** `write`: the band that leaves nothing out, or that holds its edge once; `add`: the band that is missing. */
  BANDS_GAP: {
    after: BandEdge | undefined
    before: BandEdge | undefined
    write?: string | undefined
    add?: string | undefined
  }
  BANDS_OVERLAP: { first: string; second: string; write?: string | undefined }
  /** `meant`: the band as it is written. */
  BANDS_EDGE: { found: string; meant: string | undefined }
  /** `write`: the lines that say whose the reader is, where it reads what not all positions have. */
  CHOICE_MISSING: {
    value: string
    of: string
    reader: string
    write?: readonly string[]
  }
  CHOICE_REPEATED: { value: string }
  WEIGHTS_SUM: { sum: string; due: string }
  /** A comparison that holds always or never; `because`: what the figures beside its sign can be. */
  CONDITION_FIXED: { condition: string; holds: 'always' | 'never'; because: string }
  BAND_UNREACHED: { band: string; of: string; because: string }
  /** A share by a figure of a group, in a figure of each person; `share`, `weight`: as they are written. */
  SHARE_BY_GROUP: { name: string; share: string; weight: string; group: string }
  LIMITS_CROSSED: { of: string; low: string; high: string }
  /** An edge of bands at which more of the figure pays less: the bands on both sides, and what they give. */
  CLIFF: { name: string; of: string; lower: string; upper: string; before: string; after: string }
  // Deductions, against the law
  /** `limit`: as written; empty where there is none. */
  DEDUCTION_LIMIT: { limit: string }
  DEDUCTION_MINIMUM: { minimum: string; limit: string }
  FINE: { name: string }
  // Export layouts
  /** A column of secret numbers that is read anywhere but under `exports`. */
  SECRET_USED: { name: string }
  /** A file name that can't be, or that another file of the folder has; `detail`: the letters or word at fault. */
  LAYOUT_FILE: { file: string; reason: LayoutFileReason; detail: string }
  /** What a layout of a release reads though only a month has it. */
  /** A figure of earlier months that the rule of a release reads. */
  RELEASE_READS: { name: string; reserve: string }
  LAYOUT_READS: { name: string; reserve: string }
  /** A column of a voucher that reads something of people by which no entry has rows. */
  VOUCHER_COLUMN: { name: string }
}

/** Problems of files, their cells and rows. */
export interface DataProblems {
  // Files
  FILE_NONE: { table: string; pattern: string; folder: string }
  FILE_NO_ROWS: { table: string; file: string }
  /** `form`: raters fill it in; the period of which it is. */
  FILE_MISSING: { table: string; pattern: string; folder: string; nearest: string | undefined; form?: string }
  FILE_AMBIGUOUS: { table: string; pattern: string; files: string; folder: string; same: boolean }
  /** A file that no table reads, with the bytes of one that is read. */
  FILE_COPY: { table: string; other: string }
  /** Two files of the month with the same bytes. */
  FILE_TWICE: { table: string; other: string }
  /** One file that two tables read. */
  FILE_SHARED: { table: string; other: string; file: string }
  /** A file with the same bytes as the one of the month before. */
  FILE_AS_BEFORE: { table: string; other: string }
  FILE_UNREADABLE: { detail: string }
  FILE_TOO_LARGE: { size: string; limit: string }
  FILE_PROTECTED: Record<never, never>
  FILE_EMPTY: Record<never, never>
  FILE_ENCODING: { detail: string }
  FILE_TEXT_BROKEN: { detail: string }
  /** `found`: the months of its rows; empty where no row has a date. */
  /** `own`: rows that are of the period, `rows`: those of the month found, where there are some of both. */
  FILE_OTHER_MONTH: { found: string; period: string; own?: number; rows?: number }
  FILE_NOT_A_TABLE: { kind: OtherFile }
  /** Sheets that fit alike. */
  SHEET_AMBIGUOUS: { sheets: string }
  /** A sheet that the scheme names and the workbook has not. */
  SHEET_MISSING: { sheet: string; table: string; found: string; nearest: string | undefined }
  /** A table of which there can be one sheet only. */
  SHEET_SEVERAL: { table: string; sheets: string }
  /** A sheet that would fit but for some columns, and is not read. */
  SHEET_UNREAD: { table: string; sheet: string; rows: number; read: string; missing: string }
  /** Rows that whoever opens the workbook does not see, and that count; `amounts`: what their money adds up to. */
  ROWS_HIDDEN: { table: string; rows: number; amounts: string }
  HEADER_MISSING: { column: string; table: string; nearest: string | undefined; found: string }
  /** `bare`: the file looks as if it began with data. */
  HEADER_NOT_FOUND: { table: string; wanted: string; bare: boolean }
  /** `names`: how a scheme says each of them, `…` for more; undefined where nothing tells them apart. */
  HEADER_REPEATED: { column: string; places: string; names: readonly string[] | undefined }
  /** A heading over several columns; `names` as above. */
  HEADER_GROUP: { column: string; below: string; names: readonly string[] }
  /** A file without a header that has not as many columns as its scheme names. */
  HEADER_ROW_WIDTH: { table: string; columns: number; named: number }
  /** Columns that are to be rows: none is there, or their headings are no days that follow one another. */
  HEADINGS_WRONG: { table: string; column: string } & (
    | { reason: 'none'; found: string }
    | { reason: 'no day' | 'weekday' | 'gap'; found: string; expected: string }
  )
  /** A unit in a header or title, or of a figure's name, under which its figures can't be read. */
  UNIT_WRONG: { column: string; found: string; reason: UnitReason }
  /** Words of thousands or of another currency over money, of which no unit can be read. `own`: how the scheme names plain amounts. */
  UNIT_UNCLEAR: { column: string; found: string; where: 'header' | 'title' | 'sheet' | 'file'; own: string }
  /** Hours, minutes or days of which the scheme does not say that the column is in them. */
  UNIT_UNSAID: { column: string; found: string }
  CONTROL_TOTAL: { column: string; stated: string; added: string; difference: string }
  // Cells and rows
  CELL_INVALID: { column: string; found: string; expected: Said; reason: CellReason }
  /**
   * What a scheme may say to have it read, if that helps: of a date its `orders` (`dates: dmy`), of a figure the `signs` before its
   * decimals (`decimals: comma`).
   */
  CELL_AMBIGUOUS: {
    column: string
    found: string
    readings: readonly string[]
    orders: readonly string[]
    signs: readonly string[]
  }
  /** Texts with the year last beside dates of which none lies after the 12th of a month: `other` is one of those. */
  DATES_MIXED: { column: string; found: string; other: string }
  /** A formula between two dates, whose cells have times of day: it works with whole days. */
  TIMES_DROPPED: { column: string; found: string; formula: string }
  /** `means`: what the scheme may say of an empty cell of this type under `blank:`; empty where it must be filled. */
  CELL_BLANK: { column: string; expected: Said; means: '0' | 'no' | 'none' | '' }
  CELL_NO_RESULT: { column: string }
  /** An account that may be right, but has the marks of one that is not. `found` is masked. */
  NUMBER_DOUBTFUL: { column: string; found: string; doubt: SecretDoubt }
  CELL_RANGE: { column: string; found: string; range: string }
  CELL_VALUE_UNKNOWN: { column: string; found: string; known: string; nearest: string | undefined }
  /** Problems of one code and column beyond those that are told in full. */
  CELLS_MORE: { code: keyof ProblemFacts; column: string; more: number }
  /** A row that stands twice, cell by cell the same, and names a document. */
  ROW_TWICE: { table: string; other: string }
  /** Rows that stand there already, but nothing in them tells two such events apart. */
  ROW_ALIKE: { table: string; rows: number }
  /** Rows that stand once more one after another; `other`: where the first of them stood before. */
  ROWS_PASTED: { table: string; rows: number; other: string }
  /** Two rows with the same text in a column where no two may have one. */
  ID_REPEATED: { column: string; found: string; other: string }
  /** Two rows whose numbers differ only in their spelling. */
  ID_NEAR: { column: string; found: string; nearest: string }
  /** An order that counts in this month and was counted in a closed one; `month`: the last of these. */
  /** `opened`: it is among the orders that the book was opened with. */
  /** `as`: how the closed month writes it, where it is another spelling. */
  ORDER_AGAIN: { table: string; column: string; found: string; month: string; opened?: boolean; as?: string }
  /** A column of numbers nearly all of which closed months counted with other figures. */
  NUMBERS_BEGIN_ANEW: { table: string; column: string; rows: number }
  /** Money taken back under a number under which none was charged this month. */
  REVERSAL_ALONE: { column: string; found: string; table: string }
  /** A row of a text file with more cells than its header, or fewer: a separator or line break stands unquoted in a cell. */
  ROW_WIDTH: { cells: number; columns: number }
  /**
   * A row that states what rows above it add up to, or their mean, and may be data too. `found`: the word, empty where it
   * has none; `rows`: of so many rows above it, 0 where its figures are not theirs.
   */
  /** `heading`: of columns that are rows, the column of the scheme that holds what their headings say. */
  ROW_MAYBE_TOTAL: { found: string; table: string; rows: number; heading?: string }
  /** Rows that look like data after the total that ends the table; `again`: those that stand above it already. */
  ROWS_AFTER_TOTAL: { table: string; rows: number; again: number }
  /** Rows with something in other columns of the file, but in none that the table reads: they are none. */
  ROWS_BLANK: { table: string; rows: number }
  /** `amounts`: what the rows add up to, by column. */
  PERSON_UNKNOWN: {
    column: string
    found: string
    nearest: string | undefined
    /** The file of the roster. */
    roster?: string
    rows: number
    amounts: string
  }
  PERSON_AMBIGUOUS: { column: string; found: string; candidates: string; rows: number; amounts: string }
  /** Several people in one cell, of which the scheme does not say how they share the row. */
  PERSON_SEVERAL: { column: string; found: string; rows: number }
  /** Several people in one cell whose shares can't be told; `detail`: the sum, the numbers or the person at fault. */
  PERSON_SHARES: { column: string; found: string; reason: SharesReason; detail: string; rows: number }
  /** `dated`: the scheme names the days on which a row of the roster holds. */
  PERSON_REPEATED: { id: string; other: string; dated?: boolean }
  /** A number that was given again, in the month in which both who had it and who has it `now` are paid. */
  NUMBER_SHARED: { id: string; name: string; now: string }
  /** A number that is another's name's in closed months; `other`: the number that this name had there. */
  PERSON_CHANGED: { id: string; name: string; before: string; month: string; other: string | undefined }
  /** A name of the last closed month that stands under a new number, and no more under the old one, `before`. */
  PERSON_RENUMBERED: { id: string; name: string; before: string; month: string }
  /** A row whose number is one person's and whose name is another's; `header`: that of the names. */
  PERSON_NAME_OTHER: { id: string; name: string; header: string; found: string }
  /** A row of the roster without a number; `name`: whose it is, empty where it has none. */
  PERSON_NO_NUMBER: { column: string; name: string; found: string }
  /** Numbers of two people that differ in zeros in front, case or marks only. */
  PERSON_ALIKE: { id: string; name: string; other: string; otherName: string }
  GROUP_UNKNOWN: { column: string; found: string; nearest: string | undefined; rows: number }
  ROW_REPEATED: { key: string; other: string }
  /** A mark in a row of somebody who does not give it: it counts for nothing. */
  MARK_IGNORED: { column: string; rater: string; by: string; who: string }
  /** Marks of somebody that no pay of theirs reads. */
  MARK_UNASKED: { items: string; more: number; who: string; by: string }
  /** A cell of what raters fill in that stands under no heading. */
  CELL_BESIDE: { table: string; found: string }
  NOT_RATED: { items: string; more: number; who: string; by: string }
  FORM_NONE: { period: string; later: string }
  /** `one`: of a table of several files the first, which alone could have a form. */
  FORM_NAME: { table: string; file: string; one?: string }
  FORM_THERE: { file: string }
  ROW_MISSING: { table: string; who: string; file: string }
  FIGURE_MISSING: { figure: string; table: string; file: string; nearest: string | undefined }
  FILE_NOT_DUE: { table: string; month: string }
  NOTHING_DUE: { period: string; month: string }
  /**
   * Rows of a closed month, in a file of another one, that no closed month counted; `numbers`: the first of them. `opened`: the
   * book begins after that month, and these are not among the orders that it was opened with.
   */
  ROWS_NEVER_COUNTED: {
    table: string
    month: string
    rows: number
    numbers: string
    amounts: string
    opened?: boolean
  }
  /** Likewise, but their orders were counted with other figures; `amounts`: what they are here. */
  ROWS_COUNTED_OTHERWISE: { table: string; month: string; rows: number; numbers: string; amounts: string }
  /** `undated`: how many of the rows have no date yet. */
  /** Dates of another month that would be of the period with day and month the other way round; `found`, `meant`: the first, both ways. */
  DATE_SWAPPED: { table: string; column: string; rows: number; found: string; meant: string; period: string }
  ROWS_OTHER_MONTH: { table: string; rows: number; months: string; undated: number; period: string }
  POSITION_UNKNOWN: { position: string; who: string; nearest: string | undefined }
  /** A position that the scheme speaks of and nobody of the roster has; `nearest`: one that somebody has. */
  POSITION_EMPTY: { position: string; nearest: string | undefined }
  /** A position that only lines for everyone pay, though other positions have their own. */
  POSITION_UNPAID: { position: string; people: number; who: string }
  /** An empty `lines:`; `positions` is empty where it is for everyone. */
  PAY_UNWRITTEN: { positions: string; people: number }
  NOBODY_PAID: { period: string }
  /** A scheme would be written where there is one. */
  SCHEME_THERE: { file: string }
  /** A folder without an export that could be looked at. */
  /** `missing`: the folder itself is not there. */
  NO_EXPORTS: { folder: string; missing?: boolean }
  /** Neither the folder's name nor the files say which month they are of. */
  MONTH_UNSAID: { folder: string }
  MADE_KEY_BLANK: { table: string; column: string; of: string; rows: number }
  MADE_ROWS_MANY: { table: string; of: string; rows: number; most: number }
  ROW_BLANK_USED: { column: string; name: string }
  /** `figures`: what the rule looks at, with what it is. */
  ROW_RULE_BROKEN: { name: string; note: string; figures: string }
  ROW_RULE_UNKEPT: { name: string; note: string; figures: string }
  /** A figure that a row looks up in another table and that is not there. `found`: the row's own text; empty where it has none. */
  OWNED_BLANK: { name: string; figure: string; column: string; found: string; rows: number }
  LOOKUP_MISSED: {
    name: string
    /** Of a figure that somebody looks up by what they have: whose. */
    who?: string
    found: string
    column: string
    table: string
    rows: number
  }
  /** A text that the scheme asks for in another spelling. */
  TEXT_NEAR: { column: string; found: string; table: string; nearest: string }
  /** A plain number that is a hundred times what the percentages are that it is compared with. */
  PERCENT_FAR: { column: string; found: string; percent: string }
  /** The first percentage in a column of numbers that is only compared with plain figures. */
  PERCENT_PLAIN: { column: string; found: string; figure: string }
  /** What a row of `table` has in `column` stands in the table `other` in another spelling. */
  JOIN_NEAR: { column: string; found: string; table: string; nearest: string; other: string }
  /** Two tables that are held together by a column have nothing in common there; one of each, and how many there are. */
  JOIN_NONE: {
    column: string
    table: string
    found: string
    keys: number
    other: string
    nearest: string
    otherKeys: number
  }
  /** Rows of `table` for which the tables `other`, which take its figures, have no row. `found`: some of them. */
  JOIN_MISSED: { table: string; column: string; found: readonly string[]; keys: number; other: string; amounts: string }
  /** A figure of `other` that two rows of `table` take, so that it counts twice; `first`: the row that took it before. */
  JOIN_TWICE: { table: string; column: string; found: string; other: string; first: string }
  /**
   * Two rows at one place of the order of `table`, whose figures depend on which comes first. `found`: whose and where, `by` and
   * `of` as the scheme says them, `first`: the other row.
   */
  ROWS_TIED: { table: string; found: string; of: string; by: string; first: string }
}

/** Problems met while a month is worked out, a case is tested or a command is read. */
/** What somebody may name. */
type Thing =
  | 'person'
  | 'line'
  | 'template'
  | 'position'
  | 'reserve'
  | 'score'
  | 'deduction'
  | 'flag'
  | 'value'
  | 'role'
  | 'expectation'
  | 'entry'
  | 'order'
  | 'release'
  | 'shop'

interface RuleFacts {
  rule: string
  who: string
  note: string
  figures: string
  ask?: string
  period?: string
}

export interface MonthProblems {
  /** A row of the roster of somebody who has others in the month; it is of other days. */
  STINT_OTHER_MONTH: { who: string; days: string; period: string }
  /** Days of the month between two rows of a person. */
  STINT_GAP: { who: string; days: string }
  /** A row of an export on a day on which its person has no row in the roster. */
  STINT_NONE: { who: string; table: string; stints: string; rows: number; day: string; period: string }
  /** A row of which nothing says to which of a person's rows in the roster it belongs. */
  STINT_UNSAID: { who: string; table: string; stints: string; rows: number }
  /** A figure that is asked for once of somebody whose stints have it each of their own. `release`: the number, where a release asks. */
  STINT_DIFFERS: { who: string; name: string; stints: string; release: string }
  /** What can't be worked out for a part of somebody's month. */
  STINT_WHOLE: { who: string; name: string; reason: 'earlier' | 'place' | 'twice' | 'sheet' }
  /** A line that each part of somebody's month has for a whole month. `amounts`: of each part, with its position and days. */
  STINT_TWICE: { who: string; name: string; amounts: string }
  // Calculation
  DIVISION_BY_ZERO: { name: string; who: string; divisor: string }
  VALUE_BLANK: { name: string; who: string; blank: string }
  /** It could not be worked out, and no other problem says why. */
  VALUE_LOST: { name: string; who: string }
  /** `charged`: a column of money of the rows, by which those that take another back can be left out. */
  VALUE_NOT_ONE: { name: string; who: string; found: number; table?: string; charged?: string | undefined }
  BANDS_DISORDER: { name: string; who: string; detail: string }
  /** `note`: what the scheme says; `figures`: those that led there. */
  REFUSED: { name: string; who: string; note: string; figures: string }
  CHOICE_NONE: { name: string; who: string; found: string; known: string }
  /** `detail`: the figures at fault; empty where all weights are. */
  SHARE_IMPOSSIBLE: { name: string; who: string; reason: SharingFault; detail: string }
  GROUP_NONE: { name: string; who: string; group: string }
  NUMBER_RUNAWAY: { name: string; who: string }
  /** A date and so many days: a part of a day, or days beyond the calendar. */
  NO_SUCH_DAY: { name: string; who: string; from: string; unit: 'days' | 'months'; by: string }
  /** Year, month and day of no calendar. */
  NO_SUCH_DATE: { name: string; who: string; found: string }
  /** From a time of day to an earlier one; `early` and `late`: the words of the first and the second. */
  TIME_BACKWARDS: { name: string; who: string; from: string; to: string; early: string; late: string }
  /** `ask`: where it can be explained, whose it is as a command takes it, empty for the shop; and the month. */
  RULE_BROKEN: RuleFacts
  RULE_UNKEPT: RuleFacts
  /** A reserve or a deduction that would give instead of hold back: the book knows no such thing. */
  /** A day of pay before the period has ended. */
  PAID_EARLY: { paid: string; day: string; period: string; end: string }
  /** More is taken off on a day than is paid on it. `others`: what is paid on the other days. */
  PAID_BELOW_ZERO: { who: string; day: string; amount: string; others: string }
  BELOW_ZERO: { name: string; who: string; amount: string }
  /** An adjustment that the scheme lets nobody decide. `due`: the limit, or who may approve it. */
  ADJUSTMENT_REFUSED: { kind: string; who: string; amount: string; why: AdjustmentFault; due: string }
  /**
   * Something outside of what the scheme expects. `due`: what is expected; `who`: whose it is, or of people who joined or left
   * their names; `month`: the month that it is held against, with what it had there.
   */
  EXPECTATION_OUTSIDE: {
    expectation: string
    due: string
    id: string
    who: string
    month: string
    before: string
    now: string
    by: string
    causes: readonly ToldCause[]
  }
  /** What is paid is many times, or a small part of, what the month before paid: the shop's, and of `far` people, some by name. */
  PAY_FAR: {
    period: string
    month: string
    now: string
    before: string
    people: readonly { who: string; now: string; before: string }[]
    far: number
  }
  /** No month was closed before this one. */
  EXPECTATION_NOTHING: { month: string; period: string }
  /** What falls outside is not accepted; `id`: the first of the people whose it is. */
  EXPECTATION_OPEN: { expectation: string; number: number; who: string; id: string; period: string }
  /** A reference that stands twice: in the file, or in the closed month `month` for the person with that number. */
  REFERENCE_AGAIN: { reference: string; month: string; who: string }
  /** Somebody who is not paid this month and has an adjustment all the same. */
  /** Somebody who owes what was drawn, and of whom nothing can be taken back this month. */
  DRAW_OWED: { name: string; who: string; amount: string; paid: boolean }
  ADJUSTED_UNPAID: { who: string; amount: string }
  NET_NEGATIVE: { who: string; net: string }
  // Export layouts
  /** A cell of a layout that must be filled, of somebody who stands in it. */
  LAYOUT_BLANK: { layout: string; column: string; who: string }
  LAYOUT_NEGATIVE: { layout: string; column: string; who: string; amount: string }
  LAYOUT_TEXT: { layout: string; column: string; who: string; reason: LayoutTextReason }
  /** A text that is longer than the export takes; a letter outside of ASCII counts as two. */
  LAYOUT_LONG: { layout: string; column: string; who: string; found: string; length: number; longest: number }
  // Vouchers
  /** An amount of somebody for which the entry has no account. */
  VOUCHER_ACCOUNT: { layout: string; entry: string; who: string; amount: string }
  /** Debits and credits that are not equal. */
  VOUCHER_UNBALANCED: { layout: string; debit: string; credit: string; by: string }
  /** A line, reserve or deduction that comes to something and stands in no entry. */
  VOUCHER_LINE: { layout: string; line: string; amount: string }
  /** Two people with one number; `found` is masked. */
  LAYOUT_REPEATED: { layout: string; column: string; who: string; found: string }
  LAYOUT_ROWS: { layout: string; rows: number; limit: number }
  /** A layout of which nobody is to stand in the file: it is not written. */
  /** `voucher`: all of its entries come to nothing. */
  LAYOUT_NOBODY: { layout: string; voucher: boolean }
  /** `inCase`: it is missing in a test case, which gives it under `set`. */
  /** `form`: its type or its texts; `blank`: an empty cell means something there. */
  INPUT_MISSING: {
    name: string
    who: string
    form: Due
    range?: string | undefined
    blank?: boolean
    inCase?: boolean
  }
  /** A trial of one person reads a figure of all who are tried. */
  TRIED_ALONE: { name: string }
  /** What earlier months had, of which a trial knows nothing. */
  TRIED_FIRST: { name: string }
  INPUT_INVALID: { name: string; found: string; expected: Due; reason?: CellReason | undefined }
  INPUT_UNKNOWN: { name: string; nearest: string | undefined }
  /** A text that is one figure with thousands separators, or a list. */
  LIST_AMBIGUOUS: { name: string; found: string; spaced: string }
  VARIANTS_MANY: { number: number; limit: number }
  INPUT_DISAGREES: { name: string; of: string; values: string }
  // A scheme's test cases
  CASES_MISSING: { looked: string }
  CASE_REPEATED: { name: string; line: string }
  CASE_EMPTY: { name: string }
  // Command
  /** The code of a problem where a person is due. */
  CODE_NO_PERSON: { code: string; period: string }
  NOT_FOUND: {
    kind: Thing
    name: string
    nearest: string | undefined
    known: string
  }
  /** Something that others have. `ways`: how other things of that name are asked for. */
  NOT_THEIRS: { name: string; who: string; positions: string; ways: string; known: string }
  /** Somebody who has no sheet in a month. `last`: their last closed month; `rule`: of who stands in the roster, who is paid, with
   * `figures`. */
  PERSON_NOT_PAID: { who: string; period: string; last: string; rule: string; figures: string; held: boolean }
  PERSON_NAME_SHARED: { name: string; ids: string }
  /** Nothing that could be compared: no month, draft or sheet; or a sheet without any figure of the scheme. */
  COMPARE_UNKNOWN: { what: string; nearest: string | undefined }
  /** A month that has no folder of data. */
  DATA_MISSING: { period: string; months: string }
  COMPARE_NOTHING: { file: string; found: string }
  FOLDER_EXISTS: { folder: string }
  CANNOT_WRITE: { detail: string }
  /** `sealed`: the entries that were sealed all the same, by name. */
  CANNOT_PRINT: { detail: string; sealed: string }
  /** The working folder of the process was removed. */
  FOLDER_GONE: Record<never, never>
  SHOP_BUSY: Record<never, never>
}

/** Why a month can't pay a release. */
export type PayoutReason = 'closed' | 'inside'

/** What of an entry its replay may contradict. */
export type ContradictedFigure =
  | 'person'
  | 'position'
  | 'line'
  | 'reserve'
  | 'forfeited'
  | 'due'
  | 'taken'
  | 'score'
  | 'gross'
  | 'net'
  | 'value'
  | 'kept'
  | 'adjustment'
  | 'correction'
  | 'ratio'
  | 'posting'
  /** Of the entry itself. */
  | 'approval'
  | 'payout'
  | 'scheme'
  | 'orders'
  | 'input'
  | 'output'
  | 'bytes'
  | 'line of the file'

/** What is wrong with a cell of the workbook that a book is opened from; `other`: what it was held against, or may be meant. */
export type OpeningFault =
  | 'blank'
  | 'unknown'
  | 'nobody'
  | 'other name'
  | 'no month'
  | 'later'
  | 'no release'
  | 'not above zero'
  | 'more than fen'
  | 'not a rate'
  | 'twice'
  | 'of the shop'

/** What an opening states the sum of. */
export type OpeningTotal = 'reserves' | 'deductions' | 'orders'

/** Problems of the book and of what is done with it. */
export interface BookProblems {
  // The book
  /** Somebody whose money the book holds is in no roster. */
  LEDGER_PERSON: { who: string }
  /** What corrections of closed months changed for somebody who is in no roster of the month; `now`: who has the number now. */
  CORRECTION_PERSON: { id: string; name: string; now: string | undefined; months: string; amount: string }
  BOOK_DAMAGED: { entry: string; damage: Damage; facts: DamageFacts }
  /** An entry says something else than its kept copies give. `name` is the scheme's; texts are empty where there is nothing. */
  BOOK_CONTRADICTED: {
    entry: string
    who: string
    figure: ContradictedFigure
    name: string
    sealed: string
    replayed: string
  }
  /** More than are told of one entry. */
  BOOK_CONTRADICTED_MORE: { entry: string; count: number }
  /** An entry that can't be worked out again; `because`: codes of what is in the way. */
  BOOK_NOT_REPLAYED: { entry: string; because: string; sealedBy: string; version: string }
  /** No entry of the book has this seal or digest. */
  SEAL_UNKNOWN: { seal: string; entries: number }
  /** A writer broke off; what it left counts for nothing. */
  BOOK_LEFTOVER: { file: string }
  /** What is sealed now, or an entry, bears an earlier time than the entry before it. */
  TIME_BACK: { time: string; entry: string; before: string; sealed: boolean }
  /** A sealed entry has no sheets. */
  SHEETS_NONE: { entry: string; others: string }
  /** The sheets of what was sealed could not be written again: they still say that they are a draft. */
  SHEETS_UNSTAMPED: { folder: string; detail: string; entry: number }
  /** `by`: who closes in other periods than the one that was asked for. */
  PERIOD_OTHER: { period: string; pays: PayKind; by: 'scheme' | 'book'; nearest: string }
  MONTH_CLOSED: { period: string; entry: string }
  /** A month that was never worked out here: the book was opened with `opened`, which is the same or a later one. */
  MONTH_OPENED: { period: string; opened: string }
  /** A book is opened before anything else stands in it. `alone`: it was opened, and nothing has followed. */
  BOOK_BEGUN: { period: string; entry: string; alone: boolean }
  /** An opening of a month that is to be opened lacks a figure that the scheme reads. `opened`: it was sealed without it. */
  OPENING_LACKS: { name: string; month: string; opened: boolean }
  /** A sheet of an opening's workbook, or a column of one, that is not there; `sheet` is empty where the file is no workbook. */
  OPENING_SHEET: { sheet: string; column: string; found: string }
  OPENING_CELL: { column: string; found: string; fault: OpeningFault; other: string }
  /** What a sum is stated as, and what the sheet adds up to; `stated` is empty where nothing is. */
  OPENING_TOTAL: { kind: OpeningTotal; name: string; stated: string; found: string }
  MONTH_ORDER: { period: string; next: string }
  MONTH_NOT_CLOSED: { period: string; closed: string }
  /** Earlier months are not closed: what they carry over is not known. */
  /** A figure of a month that an earlier version closed without keeping it; `because`: the code of what its copies say. */
  /** Months before the book that a sum of earlier months, or a balance, would have; `begun`: a month is closed already. */
  EARLIER_BEFORE_BOOK: { name: string; first: string; last: string; begun: boolean }
  EARLIER_NOT_KEPT: { name: string; month: string; because: string }
  /** Which orders a closed month counted can't be told; `because`: the code of what is in the way, empty: its copy is damaged. */
  ORDERS_UNKNOWN: { month: string; because: string }
  MONTHS_OPEN: { months: string; period: string }
  /** What a release that may come next reads is not there yet, or can't be read. */
  RELEASE_RESULTS: { reserve: string; period: string; problems: number }
  /** The scheme files say something else of closed months than these were closed with; empty: it does not stand there. */
  SCHEME_CHANGED: { name: string; was: string; is: string; months: string; first: string; file: string }
  DRAFT_MISSING: { period: string }
  /** Something has changed since the draft was written. */
  DRAFT_STALE: { period: string; what: string }
  /** A file of an earlier draft that somebody changed: it stays beside the new one. */
  DRAFT_FILE_KEPT: { file: string; as: string }
  /** The folder of an earlier draft that could not be removed. */
  DRAFT_LEFT: Record<never, never>
  APPROVAL_MISSING: { role: string; why: string }
  RELEASE_NOT_RULED: { reserve: string; every: Every | ''; period: string }
  RELEASE_OPEN: { months: string; period: string }
  /** A month in which a release can't be paid; `reason`: it is closed, or not after all months that are released. */
  RELEASE_PAYOUT: { payout: string; period: string; reason: PayoutReason }
  RELEASE_NOTHING: { reserve: string; period: string }
  /** Forfeited because of the scheme's rule on who has left: a risk that somebody has to answer for. */
  RELEASE_FORFEITS: { who: string; amount: string; rule: string }
  BOOK_TAKEN: Record<never, never>
}

export interface SigningProblems {
  // Signatures of entries and approvals
  /** `key` is the file as it was typed; `detail` the words of ssh-keygen. */
  SIGN_FAILED: { key: string; fault: SigningFault; detail: string }
  /** `approve`: what `bonusbook approve` is called with for the draft. `signers`: who may. */
  APPROVAL_UNSIGNED: { role: string; why: string; signers: string; approve: readonly string[] }
  /** A name was typed where a signature is due. */
  APPROVAL_TYPED: { role: string; signers: string; approve: readonly string[] }
  /** A signed approval that does not hold. */
  APPROVAL_VOID: { role: string; file: string; fault: ApprovalFault; approve: readonly string[] }
  /** `approve` is asked for a role whose name is typed. */
  APPROVAL_NOT_SIGNED: { role: string }
  /** A draft that can't be approved: there is none, or `file` is not as the draft lists it. */
  DRAFT_UNFIT: { draft: string; file: string; command: string }
  /** Sealed and sound, by a key that nobody vouches for. `role`: of an approval; `time`: when it was made. */
  SIGNER_UNKNOWN: { entry: string; role: string; key: string; signers: string; time: string }
  SIGNATURES_UNCHECKED: { count: number; fault: SigningFault; signers: string; detail: string }
}

/** The draft changed since; it is no signature over it; not by one who may; not what `approve` writes. */
export type ApprovalFault = 'draft' | 'signature' | 'signer' | 'form'

/** What each code must say. */
export interface ProblemFacts extends SchemeProblems, DataProblems, MonthProblems, BookProblems, SigningProblems {}
