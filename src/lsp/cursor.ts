// Where in a scheme file a cursor stands, also while the file can't be read: by indentation, dashes, braces and colons, line by line.
// Takes the lines and the cursor; gives the keys that lead there, and what is typed before it of a key or a value. Refuses nothing.

export type CursorPath = readonly (string | number)[]

export interface Cursor {
  /** Down to the value, or to the map in which a key is typed. */
  readonly path: CursorPath
  readonly where: 'key' | 'value'
  /** What stands of it before the cursor. */
  readonly before: string
}

/** What a line begins with: dashes of lists and a key, each with its column, and the text behind. */
interface Line {
  readonly dashes: readonly number[]
  readonly key: { readonly text: string; readonly at: number } | undefined
  readonly rest: string
  /** The column of the first letter. */
  readonly indent: number
}

/** Takes a line apart. */
function lineOf(text: string): Line {
  const dashes: number[] = []
  let at = text.length - text.trimStart().length
  const indent = at
  while (/^-( |$)/.test(text.slice(at))) {
    dashes.push(at)
    at += 1
    at += text.slice(at).length - text.slice(at).trimStart().length
  }
  const body = text.slice(at)
  const found = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'{[#][^#]*?)\s*:(?=\s|$)/.exec(body)
  if (!found) return { dashes, key: undefined, rest: body, indent }
  return { dashes, key: { text: unquoted(found[1]!), at }, rest: body.slice(found[0].length).trimStart(), indent }
}

function unquoted(key: string): string {
  return /^["']/.test(key) ? key.slice(1, -1) : key.trim()
}

/** Where the cursor stands. */
export function cursorAt(lines: readonly string[], line: number, character: number): Cursor {
  const typed = (lines[line] ?? '').slice(0, character)
  const own = lineOf(typed)
  const { path, value } = above(lines, line, own)
  if (value !== undefined) return inValue(path, `${value}\n${typed}`)
  if (own.key) return inValue([...path, own.key.text], own.rest)
  // An entry of a list is a value until it has a colon, but where entries are maps: the blocks of pay.
  if (own.dashes.length > 0 && !(path[0] === 'pay' && path.length === 2)) return inValue(path, own.rest)
  return { path, where: 'key', before: own.rest }
}

/** What leads to a line, up to the number of its own entry in a list; and the text above of a value that goes on in it. */
function above(lines: readonly string[], line: number, own: Line): { path: (string | number)[]; value?: string } {
  const path: (string | number)[] = []
  let need = own.dashes[0] ?? own.key?.at ?? own.indent
  /** The list of whose entry it is part, while its entries above are counted. */
  let list = own.dashes[0] === undefined ? undefined : { at: own.dashes[0], index: 0 }
  let value: string | undefined
  for (let at = line - 1; at >= 0; at--) {
    const text = lines[at]!
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue
    const { dashes, key, rest } = lineOf(text)
    if (list && dashes.includes(list.at)) {
      list.index++
      continue
    }
    const isParent = key && (key.at < need || (list !== undefined && key.at === list.at && dashes.length === 0))
    if (isParent) {
      if (list) path.unshift(list.index)
      else if (path.length === 0 && !own.key && rest !== '' && !rest.startsWith('#'))
        value = [rest, ...lines.slice(at + 1, line)].join('\n')
      path.unshift(key.text)
      need = key.at
      list = undefined
    }
    const dash = dashes.findLast(column => column < need)
    if (!list && dash !== undefined) {
      list = { at: dash, index: 0 }
      need = dash
    }
    if (need === 0 && !list) break
  }
  return value === undefined ? { path } : { path, value }
}

/** Where a cursor stands in a value: in a text, or between braces and brackets. */
function inValue(path: CursorPath, text: string): Cursor {
  if (!/^[{[]/.test(text)) return { path, where: 'value', before: plain(text) }
  const open: { readonly list: boolean; key?: string; index: number }[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    const frame = open.at(-1)
    if (letter === '"' || letter === "'") {
      const end = text.indexOf(letter, at + 1)
      if (end < 0) break
      at = end
    } else if (letter === '{' || letter === '[') {
      open.push({ list: letter === '[', index: 0 })
      from = at + 1
    } else if (letter === '}' || letter === ']') open.pop()
    else if (letter === ',' && frame) {
      delete frame.key
      frame.index++
      from = at + 1
    } else if (letter === ':' && frame && !frame.list && frame.key === undefined && /\s/.test(text[at + 1] ?? ' ')) {
      frame.key = unquoted(text.slice(from, at).trim())
      from = at + 1
    }
  }
  const steps = open.flatMap(({ list, key, index }): CursorPath => (list ? [index] : key === undefined ? [] : [key]))
  const last = open.at(-1)
  const before = plain(text.slice(from))
  const isKey = last !== undefined && !last.list && last.key === undefined
  return { path: [...path, ...steps], where: isKey ? 'key' : 'value', before }
}

/** A text without the quotation mark that it begins with, and without the sign of a text of several lines. */
function plain(text: string): string {
  const typed = text.trimStart().replace(/^[>|][+-]?\n\s*/, '')
  return /^["']/.test(typed) ? typed.slice(1) : typed
}
