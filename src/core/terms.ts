// What is due somewhere and what stands there instead, as codes: the catalogues of each language have a word for every one.
// What the user wrote, and words of the scheme language, stand as they are written.

/** What a value is: the types of formulas, of columns, and what else a place of a file can hold. */
export type Term =
  // Types
  | 'money'
  | 'number'
  | 'count'
  | 'percent'
  | 'text'
  | 'yes/no'
  | 'date'
  | 'moment'
  | 'time'
  | 'list'
  | 'person'
  | 'id'
  | 'id number'
  | 'account'
  | 'unknown'
  // Several types together
  | 'figure'
  | 'figure or date'
  | 'figure or "text"'
  | 'person or group'
  | 'order, person, group or day'
  | 'group'
  | 'other'
  // What a file holds
  | 'nothing'
  | 'map'
  | 'alias'
  | 'formula'
  | 'formula or map'
  | 'text, list or map'
  | 'map of weights'
  | 'month'
  | 'value'
  | 'header text'
  | 'the reason'
  | 'each position once'
  | 'each text once'
  | 'name in allowed_signers'
  | 'name of a sheet'
  // With what it is of
  | 'list of'
  | 'list column'
  | 'date column'
  | 'person or group column'
  | 'columns of'
  | 'round to at most'
  | 'currency of two decimals'
  | 'currency of other decimals'

/** A word of the program, or a text as somebody wrote it. `of` and `count`: the names and the number that belong to the word. */
export type Said = string | { readonly term: Term; readonly of: string; readonly count: number }

/** Either of these is due. */
export type Due = readonly Said[]

/** A word of the program. */
export function term(word: Term, of = '', count = 0): Said {
  return { term: word, of, count }
}

const FORMULA_SIGNS = ['blank', 'then', 'else', '(', ')'] as const
/** Words and signs of formulas, which stand for themselves. */
export type FormulaSign = (typeof FORMULA_SIGNS)[number]

export function isFormulaSign(part: FormulaPart): part is FormulaSign {
  return (FORMULA_SIGNS as readonly string[]).includes(part)
}

/** What a formula should go on with. */
export type FormulaPart =
  | 'value'
  | 'operator'
  | 'closing quote'
  | 'sign'
  | 'number'
  | 'column'
  | 'shorter'
  | 'less nesting'
  | 'date or time'
  | 'and'
  | FormulaSign

/** What somebody who writes a formula wrote instead of what formulas know. */
export type FormulaSlip =
  /** `¥4,800`; `$8` or `8 RMB` where the scheme's money is written otherwise; `10 percent`. */
  | 'thousands'
  | 'money'
  | 'percent'
  | 'per mille'
  /** `x` for times; other quotation marks; `;` between arguments; `&&`, `||`, `^`; `[…]`; `=` at the beginning. */
  | 'times'
  | 'quotes'
  | 'semicolon'
  | 'and'
  | 'or'
  | 'power'
  | 'brackets'
  | 'equals'
  /** `x between 3 and 5`; a condition in other words. */
  | 'between'
  | 'condition'
  /** `refuse` with its sentence in no quotation marks. */
  | 'refuse'
  /** `where` before `by`; `if` without `else`, or behind what it decides; `kind = ("a", "b")`; `10% of x`. */
  | 'by first'
  | 'else'
  | 'if first'
  | 'list'
  | 'share of'

/** What somebody who writes a scheme did instead of what YAML asks for. */
export type YamlSlip =
  /** A full-width colon; a colon without a space; a line that has none; one more in a text. */
  | 'wide colon'
  | 'colon without space'
  | 'no colon'
  | 'second colon'
  /** A text that begins with a sign of YAML's own, and quotation marks or brackets that are not closed. */
  | 'sign'
  | 'open quote'
  | 'open bracket'
  /** A # that makes a remark of the end of a line between brackets. */
  | 'remark'
  /** A line further right than the one above that it belongs to; one at a column where no section begins. */
  | 'too far right'
  | 'no column'
  /** An entry with a dash among names, or a name among those. */
  | 'dash'
  | 'no dash'
  | 'tab'
  /** A text between brackets that a comma cuts off. */
  | 'comma'
  /** The whole file is a text; whatever else YAML does not read. */
  | 'no map'
  | 'other'

/** What stands between two sides that don't go together. */
export type MixedBy = 'compare' | 'else' | 'result' | '+' | '−' | '×' | '÷'

/** Whose figure it is; `group:` goes before the name of a roster column. */
export type Whose = 'shop' | 'person' | 'row' | 'shop or group' | `group:${string}`

type OfGroup = Extract<Whose, `group:${string}`>

export function isGroup(whose: Whose): whose is OfGroup {
  return whose.startsWith('group:')
}

/** The name of the group whose figure it is. */
export function groupOf(whose: OfGroup): string {
  return whose.slice('group:'.length)
}

/** Functions of values. */
export type PlainUsage =
  | 'min'
  | 'max'
  | 'sum'
  | 'average'
  | 'round'
  | 'round down'
  | 'round up'
  | 'full units'
  | 'started units'
  | 'months between'
  | 'years between'
  | 'months after'
  | 'date'
  | 'days between'
  | 'hours between'
  | 'minutes between'
  | 'weekday'
  | 'week'
  | 'month'
  | 'date of'
  | 'time of'
  | 'how many'
  | 'all given'
  | 'less the better'
  | 'absolute'

/** Functions of rows, of people or of months. */
export type AggregateUsage =
  | 'sum'
  | 'count'
  | 'count distinct'
  | 'average'
  | 'min'
  | 'max'
  | 'median'
  | 'only'
  | 'rank'
  | 'rank from lowest'
  | 'earlier'
  | 'earlier sum'
  | 'earlier average'
  | 'earlier min'
  | 'earlier max'
  | 'earlier count'
  | 'carried'
  | 'share'
  | 'previous'

/** Which way of writing a function is meant; a scale of the scheme is used like one. */
export type Usage =
  | { readonly plain: PlainUsage }
  | { readonly aggregate: AggregateUsage }
  | { readonly scale: string; readonly takes: readonly ('figure' | 'text')[] }

const SYSTEM_TROUBLES = [
  'ENOENT',
  'EACCES',
  'EPERM',
  'EISDIR',
  'ENOTDIR',
  'EEXIST',
  'ELOOP',
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EROFS',
  'EIO',
] as const

const OTHER_TROUBLES = [
  'a folder',
  'a pipe',
  'a device',
  'a socket',
  'damaged',
  'cut',
  'signs in its name',
  'changed while it was read',
  'quote',
] as const

type SystemTrouble = (typeof SYSTEM_TROUBLES)[number]
/** Why a file can't be read or written: what the operating system says, or what was found. */
export type FileTrouble = SystemTrouble | (typeof OTHER_TROUBLES)[number]

export function isSystemTrouble(code: string): code is SystemTrouble {
  return (SYSTEM_TROUBLES as readonly string[]).includes(code)
}

/** True for a code that every language has words for; a system may give others, which stand for themselves. */
export function isFileTrouble(code: string): code is FileTrouble {
  return isSystemTrouble(code) || (OTHER_TROUBLES as readonly string[]).includes(code)
}
