// What may be typed at the cursor: keys of the language where a key stands; words, names of columns, tables and positions, functions
// and texts that a column has where a value stands. Takes the model and the lines as they are, which need not be readable; gives
// candidates with what each is for, the nearest first.

import { isAggregateName } from '../formula/aggregates.ts'
import { SHEET_SUMS } from '../formula/bound.ts'
import { BUILT_IN } from '../formula/environment.ts'
import { FUNCTION_NAMES } from '../formula/functions.ts'
import { FORMULA_WORDS, type Token, tokenize } from '../formula/tokens.ts'
import { type Cursor, type CursorPath, cursorAt } from './cursor.ts'
import { textsOf } from './figures.ts'
import { aboutKey, aboutWord, keysAt, wordsAt } from './keys.ts'
import type { Model } from './model.ts'
import type { Name } from './names.ts'

export type CandidateKind = 'key' | 'word' | 'function' | 'column' | 'table' | 'text' | 'type'

export interface Candidate {
  readonly label: string
  readonly kind: CandidateKind
  /** What takes the place of what is typed. */
  readonly text: string
  /** Letters before the cursor that it takes the place of. */
  readonly typed: number
  /** What it is for; of a name that is told when it is asked for: of a long scheme all of them are much. */
  readonly about: string | undefined
  readonly symbol?: string
  /** Candidates of a smaller rank come first. */
  readonly rank: number
}

/** Keys whose texts are no formulas: names of files, remarks, words of their own. */
const PLAIN = new Set(
  [
    'scheme from until currency file sheet header note type unit range values blank round text as control',
    'reason encoding separator every sheets dates tax paid',
  ]
    .join(' ')
    .split(' '),
)

/** Everything that may stand at the cursor. */
export async function completeAt(
  model: Model,
  { lines, line, at }: { readonly lines: readonly string[]; readonly line: number; readonly at: number },
): Promise<Candidate[]> {
  const cursor = cursorAt(lines, line, at)
  if (cursor.where === 'key') return keyCandidates(cursor, model, keysBeside(lines, line, cursor))
  const words = wordCandidates(cursor, model)
  const named = await nameCandidates(cursor, model)
  if (named) return [...named, ...words]
  const last = lastKey(cursor.path)
  if (words.length > 0 && !isDefinition(cursor.path)) return words
  if (PLAIN.has(last)) return words
  return formulaCandidates(cursor, model)
}

function lastKey(path: CursorPath): string {
  return String(path.findLast(step => typeof step === 'string') ?? '')
}

/** The keys that the map has in which a key is typed, as far as they stand beside it. */
function keysBeside(lines: readonly string[], line: number, { path }: Cursor): string[] {
  const own = /^\s*(?:- )*/.exec(lines[line] ?? '')?.[0].length ?? 0
  const found: string[] = []
  for (const step of [-1, 1])
    for (let at = line + step; at >= 0 && at < lines.length; at += step) {
      const text = lines[at]!
      const indent = /^\s*(?:- )*/.exec(text)![0].length
      if (text.trim() === '' || text.trim().startsWith('#') || indent > own) continue
      if (indent < own) break
      const key = /^\s*(?:- )*([^:]+):(\s|$)/.exec(text)?.[1]
      if (key !== undefined && path.length > 0) found.push(key.trim())
      else if (key !== undefined) found.push(key.trim())
    }
  return found
}

function keyCandidates({ path, before }: Cursor, model: Model, beside: readonly string[]): Candidate[] {
  const keys = [...keysAt(path, beside)].filter(([key]) => !beside.includes(key))
  const known = keys.map(([key, said], i): Candidate => {
    const about = aboutKey(model.reference, path, key) ?? said
    return { label: key, kind: 'key', text: `${key}: `, typed: before.length, about, rank: i }
  })
  // Names of the scheme stand as keys where a shop says otherwise, in cards and weights.
  const weighted = path.at(-1) === 'weighted' || isBands(beside)
  return weighted ? [...known, ...symbolCandidates([...model.named.symbols.values()], before, 100)] : known
}

function isBands(beside: readonly string[]): boolean {
  return beside.includes('bands of') || beside.includes('choose by')
}

/** Words of the language that stand as a value. */
function wordCandidates({ path, before }: Cursor, model: Model): Candidate[] {
  return wordsAt(path).map((word, i) => {
    const about = aboutWord(model.reference, 'type', word) ?? aboutWord(model.reference, 'word', word)
    return { label: word, kind: 'type', text: word, typed: before.length, about, rank: i }
  })
}

/** True where a formula may stand beside words of the language. */
function isDefinition(path: CursorPath): boolean {
  const last = lastKey(path)
  return !PLAIN.has(last) && ['values', 'scores', 'pay', 'flags', 'scorecards', 'exports'].includes(String(path[0]))
}

/** Names where a value is nothing but a name; undefined where it is something else. */
async function nameCandidates({ path, before }: Cursor, model: Model): Promise<Candidate[] | undefined> {
  const { symbols, scheme } = model.named
  const all = [...symbols.values()]
  const [section, table] = path
  const last = lastKey(path)
  const typed = before
    .split(/[,，、]/)
    .at(-1)!
    .trimStart()
  const plain = (texts: readonly string[], kind: CandidateKind): Candidate[] =>
    texts.map((text, i) => ({ label: text, kind, text, typed: typed.length, about: undefined, rank: i }))
  const ofTable = all.filter(s => s.table?.spec.name === table && s.kind !== 'table')
  if (last === 'for') {
    const position = symbols.get(`people.${scheme.roster.positionColumn.name}`)
    const met = position ? await textsOf(position, model.month) : []
    return plain([...new Set([...scheme.positions, ...met]), 'everyone'], 'text')
  }
  if (last === 'rows of')
    return symbolCandidates(
      all.filter(s => s.kind === 'table'),
      typed,
    )
  if (last === 'of' && section === 'exports')
    return symbolCandidates(
      all.filter(s => s.kind === 'reserve'),
      typed,
    )
  if (last === 'per') return plain(['shop', 'person', ...scheme.roster.groups.map(g => g.name)], 'column')
  if (section === 'people' && (last === 'from' || last === 'until') && path.length === 2)
    return symbolCandidates(
      all.filter(s => s.kind === 'roster column' && s.type?.kind === 'date'),
      typed,
    )
  if (section !== 'tables') return undefined
  if (['one row per', 'month', 'shared'].includes(last) || path.includes('in order'))
    return symbolCandidates(ofTable, typed)
  const isType = last === 'type' || (path.at(-2) === 'columns' && path.length === 4)
  return isType
    ? plain(
        scheme.roster.groups.map(g => g.name),
        'column',
      )
    : undefined
}

/** Names as candidates. */
export function symbolCandidates(symbols: readonly Name[], typed: string, rank = 0, qualified = false): Candidate[] {
  return symbols.map(symbol => {
    const owner = qualified ? `${symbol.column?.owners[0] ?? symbol.table?.spec.name ?? ''}.` : ''
    const kind: CandidateKind = symbol.kind === 'table' ? 'table' : symbol.kind === 'scale' ? 'function' : 'column'
    const text = `${owner}${symbol.name}`
    return { label: text, kind, text, typed: typed.length, about: undefined, symbol: symbol.id, rank }
  })
}

/** What may stand in a formula, by what is typed of it. */
async function formulaCandidates({ path, before }: Cursor, model: Model): Promise<Candidate[]> {
  const { scheme, symbols } = model.named
  const all = [...symbols.values()]
  const { tokens, quoted } = tokensOf(before, scheme.currency)
  const rows = rowsOf(path, tokens, model)
  const last = tokens.at(-1)
  const name = last?.kind === 'name' && quoted === undefined ? before.slice(last.span.from) : ''
  const typed = unfinished(name, [...all.map(s => s.name), ...FUNCTION_NAMES, ...BUILT_IN])
  const earlier = typed === name && name !== '' ? tokens.slice(0, -1) : tokens
  const compared = comparedTo(earlier, rows, model)
  if (quoted !== undefined) {
    const texts = compared ? await textsOf(compared, model.month) : []
    return texts.map((text, i) => ({
      label: text,
      kind: 'text',
      text,
      typed: quoted.length,
      about: undefined,
      rank: i,
    }))
  }
  const texts = compared && typed === '' ? await textsOf(compared, model.month) : []
  const offered = texts.map((text, i): Candidate => {
    return { label: `"${text}"`, kind: 'text', text: `"${text}"`, typed: 0, about: undefined, rank: i }
  })
  const point = earlier.at(-1)
  if (point?.kind === 'sign' && point.sign === '.') {
    const owner = earlier.at(-2)
    return owner?.kind === 'name' ? membersOf(owner.name, rows, typed, model) : []
  }
  const ofRows = all.filter(s => rows !== undefined && s.table?.spec.name === rows && s.kind !== 'table')
  const figures = all.filter(s => s.column !== undefined && !s.column.type.secret && !ofRows.includes(s))
  const counts = new Map<string, number>()
  for (const { name } of figures) counts.set(name, (counts.get(name) ?? 0) + 1)
  const isTwice = ({ name }: Name): boolean => counts.get(name)! > 1
  const tables = all.filter(s => s.kind === 'table' && s.table?.rows === 'events')
  const scales = all.filter(s => s.kind === 'scale')
  const word = (label: string, of: 'function' | 'word', rank: number): Candidate => {
    const about = aboutWord(model.reference, of, label) ?? aboutWord(model.reference, of, label.split(' ')[0]!)
    return { label, kind: of, text: label, typed: typed.length, about, rank }
  }
  return [
    ...offered,
    ...symbolCandidates(ofRows, typed, 1000),
    ...symbolCandidates(
      figures.filter(s => !isTwice(s)),
      typed,
      2000,
    ),
    ...symbolCandidates(figures.filter(isTwice), typed, 2000, true),
    ...symbolCandidates(tables, typed, 3000),
    ...symbolCandidates(scales, typed, 3500),
    ...FUNCTION_NAMES.map(name => word(name, 'function', 4000)),
    ...[...BUILT_IN, ...SHEET_SUMS, 'people'].map(name => word(name, 'word', 5000)),
    ...FORMULA_WORDS.map(name => word(name, 'word', 6000)),
  ]
}

/** What of the words at the cursor is typed of a name: not what is one already, as `orders` in `orders wh`. */
function unfinished(typed: string, names: readonly string[]): string {
  if (names.some(name => name.startsWith(typed) && name !== typed.trimEnd())) return typed
  const done = names.filter(name => typed.startsWith(`${name} `)).sort((a, b) => b.length - a.length)[0]
  return done === undefined ? typed : typed.slice(done.length).trimStart()
}

/** The tokens of what is typed, without those of a text that is not ended; `quoted`: what is typed of that. */
function tokensOf(before: string, currency: string): { readonly tokens: readonly Token[]; readonly quoted?: string } {
  const read = tokenize(before, currency)
  if ('tokens' in read) return { tokens: read.tokens.slice(0, -1) }
  const { span, expected } = read.fault
  const rest = tokenize(before.slice(0, span.from), currency)
  const tokens = 'tokens' in rest ? rest.tokens.slice(0, -1) : []
  return expected === 'closing quote' ? { tokens, quoted: before.slice(span.from + 1) } : { tokens }
}

/** The table whose rows a formula is of at its end: that of the section, or of the aggregate that is open there. */
function rowsOf(path: CursorPath, tokens: readonly Token[], { named: { symbols } }: Model): string | undefined {
  const open: { readonly call: string | undefined; table?: string }[] = []
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'sign' && token.sign === '(') {
      const before = tokens[i - 1]
      open.push({ call: before?.kind === 'name' ? before.name : undefined })
    } else if (token.kind === 'sign' && token.sign === ')') open.pop()
    else if (token.kind === 'name' && symbols.has(`tables › ${token.name}`)) {
      const frame = open.findLast(one => one.call !== undefined && isAggregateName(one.call))
      if (frame) frame.table ??= token.name
    }
  }
  const own = path[0] === 'tables' && !path.includes('columns') && path.length > 2 ? String(path[1]) : undefined
  return open.findLast(frame => frame.table !== undefined)?.table ?? own
}

/** The column beside which a text is due: `status = `, `kind in ("a", `, `skills has `. */
function comparedTo(tokens: readonly Token[], rows: string | undefined, { named }: Model): Name | undefined {
  let at = tokens.length - 1
  const isSign = (i: number, ...signs: string[]): boolean => {
    const token = tokens[i]
    return token?.kind === 'sign' && signs.includes(token.sign)
  }
  const isWord = (i: number, word: string): boolean => {
    const token = tokens[i]
    return token?.kind === 'word' && token.word === word
  }
  if (isSign(at, ',', '(')) {
    while (at >= 0 && (isSign(at, ',') || tokens[at]?.kind === 'text')) at--
    if (!isSign(at, '(') || !isWord(at - 1, 'in')) return undefined
    at -= 1
  }
  if (isWord(at, 'in')) at -= isWord(at - 1, 'not') ? 2 : 1
  else if (isSign(at, '=', '≠') || isWord(at, 'has')) at -= 1
  else return undefined
  const name = tokens[at]
  if (name?.kind !== 'name') return undefined
  const [point, before] = [tokens[at - 1], tokens[at - 2]]
  const owner = point?.kind === 'sign' && point.sign === '.' && before?.kind === 'name' ? before.name : undefined
  const all = [...named.symbols.values()].filter(s => s.name === name.name && s.kind !== 'table')
  const own = all.find(s => s.table?.spec.name === (owner ?? rows))
  return own ?? all.find(s => s.column?.owners.includes(owner ?? '') ?? false) ?? all[0]
}

/** What may stand behind a point: columns of a table, of a section, of people or of whom a row names. */
function membersOf(owner: string, rows: string | undefined, typed: string, model: Model): Candidate[] {
  const all = [...model.named.symbols.values()]
  const ofTable = all.filter(s => s.table?.spec.name === owner && s.kind !== 'table')
  if (ofTable.length > 0) return symbolCandidates(ofTable, typed)
  const inSection = all.filter(s => s.column?.owners.includes(owner) ?? false)
  const names = owner === 'people' ? all.filter(s => s.column?.home === 'person' && !s.column.type.secret) : inSection
  if (names.length > 0) return symbolCandidates(names, typed)
  const column = all.find(s => s.name === owner && s.table?.spec.name === rows)
  const due = column?.type?.group === undefined ? 'person' : `group:${column.type.group}`
  return symbolCandidates(
    all.filter(s => s.column?.home === due && !s.column.type.secret),
    typed,
  )
}
