// Pieces of spreadsheet formulas. A reference stands in a text as a mark until the workbook is laid out; so does the row.
// Texts of a scheme become quoted literals here and nowhere else.

/** Stands for the number of the row that a formula is in. */
export const ROW = '\u0003'
/** Stands for the number of the row above it. */
export const ABOVE = '\u0004'
const OPEN = '\u0001'
const CLOSE = '\u0002'
const MARK = new RegExp(`${OPEN}(\\d+)([cra])${CLOSE}`, 'g')

const ONE = new RegExp(`^${OPEN}(\\d+)c${CLOSE}$`)

/** A part of a formula: its text, how tightly it binds, and how deeply functions are nested in it. */
export interface Term {
  readonly text: string
  readonly level: Level
  readonly depth: number
}

export const LEVEL = { compare: 1, add: 2, multiply: 3, negate: 4, atom: 5 } as const
export type Level = (typeof LEVEL)[keyof typeof LEVEL]

/** The cell of a figure in the formula's own row; of the shop's figures there is only one. */
export function cellMark(field: number): string {
  return `${OPEN}${field}c${CLOSE}`
}

/** The field of which a term is nothing but the cell. */
export function markedBy({ text }: Term): number | undefined {
  const found = ONE.exec(text)
  return found ? Number(found[1]) : undefined
}

/** The cell of a figure in the row above. */
export function aboveMark(field: number): string {
  return `${OPEN}${field}a${CLOSE}`
}

/** The cells of a figure in all rows. */
export function rangeMark(field: number): string {
  return `${OPEN}${field}r${CLOSE}`
}

/** A field's own cell, that of the row above, or all of them. */
export type Form = 'c' | 'a' | 'r'

/** Puts addresses in place of the marks. */
export function withAddresses(text: string, address: (field: number, form: Form) => string): string {
  return text.replace(MARK, (_, id: string, form: string) => address(Number(id), form as Form))
}

/** What an address takes, about: longer sheet names are rare. */
const ADDRESS = 36
/** Letters that a text may come to once its marks are addresses. */
export function weight(text: string): number {
  let marks = 0
  for (let at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, at + 1)) marks++
  return text.length + marks * ADDRESS
}

export function atom(text: string): Term {
  return { text, level: LEVEL.atom, depth: 0 }
}

/** A call of a spreadsheet function. */
export function call(name: string, ...args: readonly (Term | string)[]): Term {
  const depth = 1 + Math.max(0, ...args.map(a => (typeof a === 'string' ? 0 : a.depth)))
  return { text: `${name}(${args.map(textOf).join(',')})`, level: LEVEL.atom, depth }
}

/** Two sides and a sign between them. `tight`: the right side binds as if it stood in brackets (a − b, a ÷ b). */
export function infix(left: Term, sign: string, right: Term, level: Level, tight = false): Term {
  const text = `${bracket(left, level)}${sign}${bracket(right, tight ? ((level + 1) as Level) : level)}`
  return { text, level, depth: Math.max(left.depth, right.depth) }
}

export function bracket(term: Term, level: Level): string {
  return term.level < level ? `(${term.text})` : term.text
}

/** All of them added up, in their order. */
export function plus(terms: readonly Term[]): Term {
  return terms.length === 0 ? atom('0') : terms.reduce((a, b) => infix(a, '+', b, LEVEL.add))
}

export function negated(term: Term): Term {
  return { ...term, text: `-${bracket(term, LEVEL.atom)}`, level: LEVEL.negate }
}

export function textOf(term: Term | string): string {
  return typeof term === 'string' ? term : term.text
}

/** `IF(a,b,c)` for a list of conditions in their order. */
export function ifChain(cases: readonly (readonly [test: Term, result: Term])[], otherwise: Term): Term {
  return cases.reduceRight((rest, [test, result]) => call('IF', test, result, rest), otherwise)
}

/** One of several conditions. A function takes 255 arguments at most. */
export function anyOf(tests: readonly Term[]): Term {
  if (tests.length === 1) return tests[0]!
  if (tests.length <= MOST_ARGUMENTS) return call('OR', ...tests)
  const half = tests.length >> 1
  return call('OR', anyOf(tests.slice(0, half)), anyOf(tests.slice(half)))
}

const MOST_ARGUMENTS = 100
/** A text in a formula may have 255 letters. */
const LONGEST_LITERAL = 250
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0001-\u001f\u007f]/

/** A text as a literal: nothing in it is read as anything but letters. */
export function literal(value: string): Term {
  const pieces: string[] = []
  let plain = ''
  const end = (): void => {
    if (plain !== '') pieces.push(`"${plain.replaceAll('"', '""')}"`)
    plain = ''
  }
  for (const letter of value) {
    if (CONTROL.test(letter)) {
      end()
      pieces.push(`CHAR(${letter.codePointAt(0)})`)
    } else {
      if (plain.length + letter.length > LONGEST_LITERAL) end()
      plain += letter
    }
  }
  end()
  if (pieces.length < 2) return atom(pieces[0] ?? '""')
  return { text: pieces.join('&'), level: LEVEL.compare, depth: 1 }
}
