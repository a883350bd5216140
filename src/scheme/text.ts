// A scheme file's text → YAML nodes that know their place. Takes YAML 1.2 in which every scalar stays as it is written
// (0.10 and 0012 keep their zeros); gives all syntax errors as problems. Anchors and aliases are refused.

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml'
import { once } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import { type Problem, type ProblemCode, type ProblemFacts, type ProblemOf, problem } from '../core/problem.ts'
import { term } from '../core/terms.ts'
import type { Span } from '../formula/ast.ts'
import type { FormulaSource } from '../formula/environment.ts'
import { yamlSlips } from './yaml-slips.ts'

export type Path = readonly (string | number)[]
type Quote = NonNullable<ProblemOf<'SHAPE_WRONG'>['quote']> & { from: number; to: number }

export interface SchemeText {
  readonly file: string
  readonly problems: readonly Problem[]
  /** The whole file as plain data: maps, lists and strings. */
  readonly data: unknown
  /** The spot of a value, or of the deepest value on the path that there is. */
  readonly at: (path: Path) => { at: Place; quote: Quote }
  /** The letter with which a value begins, counted from the beginning of the whole text. */
  readonly offset: (path: Path) => number
  /** The spot of a key of a map. */
  readonly keyAt: (path: Path) => { at: Place; quote: Quote }
  /** The line that a place stands in; undefined where that is another file. */
  readonly lineAt: (at: Place) => { text: string } | undefined
  /** True for a map that is written between { }, where a comma parts texts. */
  readonly braced: (path: Path) => boolean
  /** Keys of a map in the order of the file. */
  readonly keys: (path: Path) => string[]
  /** A value that is a formula, with the place of each of its letters. */
  readonly formula: (path: Path) => FormulaSource
  /** A key that is read as a formula (a band). */
  readonly keyFormula: (path: Path) => FormulaSource
  /** The same text with parts of another file in the place of its own; each of them keeps its place in that file. */
  readonly with: (other: SchemeText, parts: readonly Part[]) => SchemeText
  readonly parsed: Parsed
}

/**
 * What is taken from another file in the place of a value: the value at a path of it; of a map, with `keeps`, all but the entries
 * that are kept. A value that is no map then counts as its `value`.
 */
export interface Part {
  readonly to: Path
  readonly from: Path
  readonly keeps?: (key: string) => boolean
}

interface Parsed {
  readonly document: Document.Parsed
  readonly source: Source
}

/** A file's text, and where its letters stand. */
interface Source {
  readonly file: string
  readonly text: string
  readonly spot: (from: number, to: number) => { at: Place; quote: Quote }
  readonly lineAt: (line: number) => string
  /** Letters before it in the whole text. */
  readonly begins: number
}

/** Largest scheme file that is read. */
const MAX_LENGTH = 1_000_000

/** Entries of a map or a list, and of all together: more columns no sheet has. */
const MOST_ENTRIES = 5_000
const MOST_IN_ALL = 10_000

/** Reads the text; `limited`: with so many entries as sheets have room for; `begins`: where it begins in a larger one. */
export function parseSchemeText(text: string, file: string, limited = false, begins = 0): SchemeText {
  const lines = new LineCounter()
  const plain = text.length > MAX_LENGTH ? '' : text.replace(/^\uFEFF/, '')
  const source = sourceOf(plain, file, lines, begins + text.length - plain.length)
  const document = parseDocument(source.text, {
    schema: 'failsafe',
    lineCounter: lines,
    keepSourceTokens: false,
    maxAliasCount: 0,
    // Told below: each key would be held against every other.
    uniqueKeys: false,
  } as never)
  const problems =
    text.length > MAX_LENGTH
      ? [tooLong(file, text.length)]
      : syntaxProblems(document, source.text, source.spot, limited)
  return textOf({ document, source }, problems, new Map())
}

function sourceOf(text: string, file: string, lines: LineCounter, begins: number): Source {
  return {
    file,
    text,
    begins,
    spot: (from, to) => {
      const { line, col } = lines.linePos(Math.min(from, text.length))
      const start = from - (col - 1)
      return {
        at: { file, line, column: [...text.slice(start, from)].length + 1 },
        // Only a problem needs the line.
        get quote(): Quote {
          const newline = text.indexOf('\n', from)
          const whole = text.slice(start, newline < 0 ? text.length : newline).replace(/\r$/, '')
          return { text: whole, from: from - start, to: Math.max(from - start + 1, Math.min(to - start, whole.length)) }
        },
      }
    },
    lineAt: line => {
      const start = lines.lineStarts[line - 1] ?? text.length
      return text.slice(start, (lines.lineStarts[line] ?? text.length + 1) - 1)
    },
  }
}

/** A parsed text; `guests`: nodes that stand in another file. */
function textOf(parsed: Parsed, problems: readonly Problem[], guests: ReadonlyMap<unknown, Source>): SchemeText {
  const { document, source } = parsed
  const find = finder(document.contents)
  const pairOf = (path: Path): Found | undefined => find(path).at(-1)
  const mapAt = (path: Path): unknown => (path.length === 0 ? document.contents : pairOf(path)?.value)
  const nodeAt = (path: Path): unknown => {
    const found = find(path).findLast(step => step !== undefined)
    return found ? (found.value ?? found.key) : document.contents
  }
  const homeOf = (node: unknown): Source => guests.get(node) ?? source
  const spotOf = (node: unknown): { at: Place; quote: Quote } => homeOf(node).spot(...rangeOf(node))
  const formulaOf = (node: unknown): FormulaSource => {
    const value = isScalar(node) ? String(node.value) : ''
    const [from, to] = rangeOf(node)
    const { text, spot } = homeOf(node)
    const offsets = align(value, text, from, to)
    return {
      text: value,
      at: (span: Span) => spot(offsets[span.from] ?? from, (offsets[Math.max(span.to - 1, span.from)] ?? from) + 1),
    }
  }
  return {
    file: source.file,
    problems,
    data: problems.length > 0 ? {} : document.toJS(),
    at: path => spotOf(nodeAt(path)),
    offset: path => homeOf(nodeAt(path)).begins + rangeOf(nodeAt(path))[0],
    keyAt: path => spotOf(pairOf(path)?.key ?? nodeAt(path)),
    lineAt: ({ file, line = 1 }) => {
      const home = [source, ...new Set(guests.values())].find(one => one.file === file)
      return home && { text: home.lineAt(line) }
    },
    braced: path => {
      const node = mapAt(path)
      return isMap(node) && node.flow === true
    },
    keys: path => {
      const node = mapAt(path)
      return isMap(node) ? node.items.map(keyText) : []
    },
    formula: path => formulaOf(pairOf(path)?.value),
    keyFormula: path => formulaOf(pairOf(path)?.key),
    with: (other, parts) => {
      const all = new Map(guests)
      visit(other.parsed.document, { Node: (_, node) => void all.set(node, other.parsed.source) })
      const theirs = finder(other.parsed.document.contents)
      for (const { to, from, keeps } of parts) {
        const map = mapAt(to.slice(0, -1))
        const item = isMap(map) ? map.items.find(one => keyText(one) === to.at(-1)) : undefined
        const taken = theirs(from).at(-1)
        if (!item || !taken) continue
        if (isMap(item.value) && keeps) {
          const kept = item.value.items.filter(one => keeps(keyText(one)))
          item.value.items = [...kept, ...(isMap(taken.value) ? taken.value.items : [plain(taken.value, all)])]
        } else item.value = taken.value
        if (from.at(-1) === to.at(-1)) item.key = taken.key
      }
      return textOf(parsed, problems, all)
    },
    parsed,
  }
}

/** A value that stands alone, as an entry of a map. */
function plain(value: unknown, homes: Map<unknown, Source>): Pair {
  const key = new Scalar('value')
  key.range = [rangeOf(value)[0], rangeOf(value)[1], rangeOf(value)[1]]
  const home = homes.get(value)
  if (home) homes.set(key, home)
  return new Pair(key, value)
}

function rangeOf(node: unknown): [number, number] {
  const range = (node as Node | null)?.range
  return range ? [range[0], range[1]] : [0, 1]
}

/** A step of a path: the key of a map (none in a list) and its value. */
interface Found {
  readonly key: Node | undefined
  readonly value: unknown
}

function keyText(item: { readonly key: unknown }): string {
  return String(isScalar(item.key) ? item.key.value : '').trim()
}

/** Finds the steps of paths from the top of the file; each map is indexed once. */
function finder(top: unknown): (path: Path) => (Found | undefined)[] {
  const indexes = new WeakMap<YAMLMap, Map<string, Found>>()
  const indexOf = (map: YAMLMap): Map<string, Found> =>
    once(
      indexes,
      map,
      () => new Map(map.items.map(item => [keyText(item), { key: item.key as Node, value: item.value }])),
    )
  const step = (node: unknown, key: string | number): Found | undefined => {
    if (isMap(node)) return indexOf(node as YAMLMap).get(String(key))
    return isSeq(node) && typeof key === 'number' && key in node.items
      ? { key: undefined, value: node.items[key] }
      : undefined
  }
  return path => {
    let node: unknown = top
    return path.map(key => {
      const found = step(node, key)
      node = found?.value
      return found
    })
  }
}

function tooLong(file: string, length: number): Problem {
  return problem('FILE_TOO_LARGE', { file }, { size: `${length}`, limit: `${MAX_LENGTH}` })
}

function syntaxProblems(
  document: Document.Parsed,
  source: string,
  spot: (from: number, to: number) => { at: Place; quote: Quote },
  limited: boolean,
): Problem[] {
  const found: Problem[] = []
  const tell = <C extends ProblemCode>(code: C, facts: ProblemFacts[C], from: number, to = from + 1): void => {
    const { at, quote } = spot(from, to)
    found.push(problem(code, at, facts, { quote }))
  }
  // What comes after a line that can't be read is not told: it may only follow from it.
  const [error] = document.errors
  if (error) {
    for (const { slip, from, to } of yamlSlips(source)) tell('YAML_SYNTAX', { slip }, from, to)
    if (found.length === 0) tell('YAML_SYNTAX', { slip: 'other' }, error.pos[0])
    return found
  }
  let entries = 0
  const look = (node: unknown, name: string): void => {
    if (isMap(node) || isSeq(node)) {
      const count = node.items.length
      entries += count
      if (limited && count > MOST_ENTRIES) {
        tell('ENTRIES_MANY', { name, count, limit: MOST_ENTRIES }, rangeOf(node)[0])
        return
      }
    }
    if (isAlias(node))
      tell('SHAPE_WRONG', { expected: [term('text, list or map')], found: term('alias') }, ...rangeOf(node))
    else if (isMap(node)) {
      const keys = new Set<string>()
      for (const item of node.items) {
        const range = rangeOf(item.key)
        if (isScalar(item.key)) {
          const key = String(item.key.value)
          if (keys.has(key)) tell('YAML_DUPLICATE_KEY', { key }, ...range)
          keys.add(key)
          if (key === '__proto__') tell('NAME_INVALID', { name: key, taken: key }, ...range)
        } else tell('SHAPE_WRONG', { expected: [term('text')], found: term('map') }, ...range)
        // `{ note: one, two }`: what stands alone between commas is the rest of a text that has one.
        if (node.flow === true && item.value === null) tell('YAML_SYNTAX', { slip: 'comma' }, ...range)
        look(item.value, keyText(item))
      }
    } else if (isSeq(node)) for (const item of node.items) look(item, name)
  }
  look(document.contents, '')
  if (found.length > 0) return found
  if (limited && entries > MOST_IN_ALL)
    tell('ENTRIES_MANY', { name: '', count: entries, limit: MOST_IN_ALL }, rangeOf(document.contents)[0])
  else if (!isMap(document.contents)) {
    const [slip] = yamlSlips(source)
    tell('YAML_SYNTAX', { slip: slip?.slip ?? 'no map' }, slip?.from ?? 0, slip?.to ?? Math.min(source.length, 1))
  }
  return found
}

/** Letters of the file in which the next one of a scalar is looked for: one that is written as \u00e9 stands nowhere. */
const AHEAD = 4096

/** Where in the file each letter of a scalar stands, whatever way it is quoted or folded. */
function align(value: string, source: string, from: number, to: number): number[] {
  const offsets: number[] = []
  let at = from
  for (const letter of value) {
    if (/\s/.test(letter)) {
      for (let k = 0; k < letter.length; k++) offsets.push(at)
      continue
    }
    const ahead = source.slice(at, Math.min(to, at + AHEAD)).indexOf(letter)
    if (ahead >= 0) at += ahead
    for (let k = 0; k < letter.length; k++) offsets.push(at + k)
    if (ahead >= 0) at += letter.length
  }
  offsets.push(at)
  return offsets
}
