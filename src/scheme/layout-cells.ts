// Cells of an export layout: `本期收入: gross`, `{ formula: net, as: amount text, blank: 0 }`, `{ text: "{month}月" }`. Takes what
// the scheme says at a path; gives what is written and how. Refuses formats that a value can't have.

import { columnLetters } from '../core/place.ts'
import { isSlip, suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import type { Bound } from '../formula/bound.ts'
import { MONEY, type Type } from '../formula/types.ts'
import { type Context, foundOf, tell, unknownKey } from './context.ts'
import { define, RULES } from './definitions.ts'
import { BRACES, isUnknown, parsePattern } from './file-name.ts'
import { DATES, SCHEME_KINDS } from './kinds.ts'
import { type Content, FORMATS, type Format, type HeadCell, type LayoutCell, type LayoutColumn } from './layout.ts'
import { layoutWord } from './layout-names.ts'
import type { Roster } from './model.ts'
import type { Definition } from './schema.ts'
import type { Path } from './text.ts'

/** What a cell may be instead of a formula. */
export const EMPTY = 'empty'
export const RUNNING = 'running number'

/** A column of a layout. */
export function bindColumn(
  heading: string,
  value: Definition,
  path: Path,
  context: Context,
  roster: Omit<Roster, 'paid'>,
): LayoutColumn {
  const map = typeof value === 'string' ? {} : value
  const cell = bindCell(value, path, context, [EMPTY, RUNNING])
  const own = ownColumn(cell.content)
  return {
    ...cell,
    heading: typeof map.header === 'string' ? map.header : heading,
    blank: isSide(cell.content) && map.blank === undefined ? 'none' : blankOf(map.blank, cell, path, context),
    belowZero: map['below zero'] === 'allowed',
    roster: own?.owners[0] === 'people' ? roster.columns.find(c => c.id === own.id)?.source.index : undefined,
    secret: own?.type.secret,
    longest: longestOf(map.longest, cell, path, context),
  }
}

/** A row of a voucher has nothing on the other side. */
function isSide(content: Content): boolean {
  const word = content.kind === 'formula' && content.formula.kind === 'column' && layoutWord(content.formula.column)
  return word === 'debit' || word === 'credit'
}

function longestOf(said: unknown, { format }: LayoutCell, path: Path, context: Context): number | undefined {
  if (said === undefined) return undefined
  if (format === 'text' && typeof said === 'string' && /^[1-9]\d{0,3}$/.test(said)) return Number(said)
  const expected = format === 'text' ? ['1 – 9999'] : [term('text')]
  tell(context, 'SHAPE_WRONG', [...path, 'longest'], { expected, found: format === 'text' ? foundOf(said) : format })
  return undefined
}

/** A cell above the header; none where its place is no cell. */
export function bindHeadCell(spot: string, value: Definition, path: Path, context: Context): HeadCell[] {
  const cell = bindCell(value, path, context, [])
  const { content } = cell
  if (content.kind === 'formula' && content.formula.home !== 'shop') {
    const facts = { name: content.formula.text, where: spot, due: 'shop' as const, found: content.formula.home }
    tell(context, 'SHAPE_PER_PERSON', path, facts)
  }
  const at = /^([A-Z]{1,2})([1-9]\d?)$/.exec(spot)
  if (!at) {
    tell(context, 'SHAPE_WRONG', path, { expected: ['A1 – ZZ99'], found: spot }, true)
    return []
  }
  return [{ ...cell, row: Number(at[2]) - 1, column: columnNumber(at[1]!) }]
}

function columnNumber(letters: string): number {
  let column = 0
  while (columnLetters(column) !== letters) column++
  return column
}

function ownColumn(content: Content): { id: string; owners: readonly string[]; type: Type } | undefined {
  return content.kind === 'formula' && content.formula.kind === 'column' ? content.formula.column : undefined
}

function bindCell(value: Definition, path: Path, context: Context, words: readonly string[]): LayoutCell {
  const { at } = context.text.keyAt(path)
  const { content, type } = contentOf(value, path, context, words)
  const as = typeof value === 'string' ? undefined : value.as
  return { content, at, format: formatOf(as, type, content, path, context) }
}

function contentOf(
  value: Definition,
  path: Path,
  context: Context,
  words: readonly string[],
): { content: Content; type: Type } {
  const bare = typeof value === 'string' ? value : Object.hasOwn(value, 'formula') ? value.formula : undefined
  const text: Type = { kind: 'text' }
  if ((bare === EMPTY || bare === RUNNING) && words.includes(bare)) {
    const keys = typeof value === 'string' ? [] : Object.keys(value)
    for (const key of keys.filter(k => !WORD_KEYS.includes(k))) unknownKey([...path, key], WORD_KEYS, context)
    return bare === EMPTY
      ? { content: { kind: 'empty' }, type: text }
      : { content: { kind: 'running number' }, type: { kind: 'count' } }
  }
  if (typeof value === 'object' && value.text !== undefined)
    return { content: patternOf(value, path, context), type: text }
  const slip = typeof value === 'object' ? Object.keys(value).find(key => isSlip(key, ['text'])) : undefined
  if (slip !== undefined) {
    unknownKey([...path, slip], PATTERN_KEYS, context)
    return { content: { kind: 'empty' }, type: text }
  }
  const { bound, places } = define(path, value, context, RULES.cell)
  if (places !== undefined && places > FEN && bound.type.kind === 'money')
    tell(context, 'SHAPE_WRONG', [...path, 'round'], {
      expected: [term('round to at most', '', FEN)],
      found: `${places}`,
    })
  return { content: { kind: 'formula', formula: toFen(bound, places) }, type: bound.type }
}

/** What may stand in a map beside a word. */
const WORD_KEYS = ['formula', 'header', 'as', 'longest']
const FEN = 2

/** Amounts are whole in fen, as on every sheet. */
function toFen(bound: Bound, places: number | undefined): Bound {
  if (bound.type.kind !== 'money' || places !== undefined || bound.kind === 'column') return bound
  const { home, text, at } = bound
  return { kind: 'round', of: bound, places: FEN, mode: 'half up', type: MONEY, home, text, at }
}

const PATTERN_KEYS = ['text', 'header', 'longest']

/** A fixed text with braces, which has nothing but a heading beside it. */
function patternOf(map: Record<string, unknown>, path: Path, context: Context): Content {
  for (const key of Object.keys(map).filter(k => !PATTERN_KEYS.includes(k)))
    unknownKey([...path, key], PATTERN_KEYS, context)
  if (typeof map.text !== 'string') {
    tell(context, 'SHAPE_WRONG', [...path, 'text'], { expected: [term('text')], found: foundOf(map.text) })
    return { kind: 'empty' }
  }
  const pattern = parsePattern(map.text)
  if (!isUnknown(pattern)) return { kind: 'pattern', pattern }
  const braces = BRACES.map(b => `{${b}}`)
  const nearest = suggest(pattern.unknown, braces)
  tell(context, 'SHAPE_WRONG', [...path, 'text'], { expected: [braces.join(' ')], found: pattern.unknown, nearest })
  return { kind: 'empty' }
}

function formatOf(as: unknown, type: Type, content: Content, path: Path, context: Context): Format {
  const possible = SCHEME_KINDS[type.kind].formats(type)
  if (possible.length === 0)
    tell(context, 'TYPE_WRONG', path, { what: String(path.at(-1)), expected: 'text', found: type.kind })
  const first = possible[0] ?? 'text'
  if (as === undefined || content.kind === 'pattern') return first
  if (typeof as === 'string' && (possible as readonly string[]).includes(as)) return as as Format
  const known = (FORMATS as readonly string[]).includes(String(as)) ? possible : FORMATS
  const nearest = suggest(String(as), known)
  tell(context, 'SHAPE_WRONG', [...path, 'as'], { expected: known, found: String(as), nearest })
  return first
}

function blankOf(said: unknown, { format }: LayoutCell, path: Path, context: Context): LayoutColumn['blank'] {
  if (said === undefined || said === 'problem') return 'problem'
  if (said === 'none') return 'none'
  const figure = !['text', ...DATES].includes(format)
  if (said === '0' && figure) return 'zero'
  const expected = figure ? ['none', '0', 'problem'] : ['none', 'problem']
  tell(context, 'SHAPE_WRONG', [...path, 'blank'], { expected, found: String(said) })
  return 'problem'
}
