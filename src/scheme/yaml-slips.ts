// A scheme file's text that YAML can't read → the slips of its writer, each at its own line: YAML tells where it gave up, which
// is often a line further down. Takes the text; gives what is surely no line of a scheme, from top to bottom, or nothing.

import type { YamlSlip } from '../core/terms.ts'

export interface FoundSlip {
  readonly slip: YamlSlip
  /** Of the letter, from the beginning of the text. */
  readonly from: number
  readonly to: number
}

/** Lines that begin at one column: names or entries with a dash. `open`: the last of them may have lines further right. */
interface Level {
  readonly indent: number
  readonly dashes: boolean
  open: boolean
  /** True once an entry that does not belong here was told: the others like it follow from it. */
  told?: boolean
  /** A first line without a name: a text, unless others stand below it. */
  text?: { readonly body: string; readonly at: number } | undefined
}

/** What stands on a line between brackets when the line ends. */
interface Brackets {
  readonly from: number
  readonly indent: number
  readonly closing: string[]
  /** Where a remark cut the line. */
  remark: number | undefined
}

const NAME = /^(?:"[^"]*"|'[^']*'|[^"'{}[\]#](?:[^#{}[\]]*?[^#{}[\]])??)\s*:(?=\s|$)/u
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' }

/** Every slip, each line looked at for itself. */
export function yamlSlips(source: string): FoundSlip[] {
  return new Slips(source).all()
}

class Slips {
  private readonly source: string
  private readonly found: FoundSlip[] = []
  private levels: Level[] = []
  private brackets: Brackets | undefined
  /** Lines further right than this belong to a text of several lines. */
  private text: number | undefined
  /** Where the line begins that is looked at. */
  private indent = 0

  constructor(source: string) {
    this.source = source
  }

  all(): FoundSlip[] {
    let from = 0
    for (const line of this.source.split('\n')) {
      this.line(line.replace(/\r$/, ''), from)
      from += line.length + 1
    }
    if (this.brackets) this.unclosed(this.brackets)
    // Where lines begin is not known then.
    const tabs = this.found.filter(({ slip }) => slip === 'tab')
    return tabs.length > 0 ? tabs : this.found
  }

  /** What stands further right than a line that is told follows from it. */
  private tell(slip: YamlSlip, from: number, length = 1): void {
    this.found.push({ slip, from, to: from + length })
    this.text = this.indent
  }

  private line(line: string, from: number): void {
    const body = line.trimStart()
    const indent = line.length - body.length
    if (body === '' || body.startsWith('#')) return
    if (this.text !== undefined) {
      if (indent > this.text) return
      this.text = undefined
    }
    this.indent = indent
    if (line.slice(0, indent).includes('\t')) {
      this.tell('tab', from + line.indexOf('\t'))
      return
    }
    if (this.brackets) {
      if (indent > this.brackets.indent || !NAME.test(body)) {
        this.between(body, from + indent, this.brackets)
        return
      }
      this.unclosed(this.brackets)
      this.brackets = undefined
    }
    this.entry(body, indent, from + indent)
  }

  /** A line of a section: `- …`, `name: …`, or the rest of a text. */
  private entry(body: string, indent: number, at: number): void {
    const dash = /^-(\s+|$)/.exec(body)
    const name = dash ? undefined : NAME.exec(body)
    if (!this.place(body, indent, at, dash !== null, name !== null && name !== undefined)) return
    if (dash) {
      const rest = body.slice(dash[0].length)
      if (rest === '' || rest.startsWith('#')) return
      // What stands behind a dash begins a section of its own.
      const inner = indent + dash[0].length
      if (NAME.test(rest)) {
        this.levels.push({ indent: inner, dashes: false, open: false })
        this.named(rest, inner, at + dash[0].length)
      } else this.value(rest, indent, at + dash[0].length)
    } else if (name) this.named(body, indent, at)
    else if (/^["'{[]/.test(body)) this.value(body, indent, at)
  }

  private named(body: string, indent: number, at: number): void {
    const name = NAME.exec(body)
    if (!name) return
    const rest = body.slice(name[0].length)
    const value = rest.trimStart()
    const level = this.levels.at(-1)
    if (value === '' || value.startsWith('#')) {
      if (level) level.open = true
      return
    }
    this.value(value, indent, at + body.length - value.length)
  }

  /** Finds the section that a line belongs to; false where the line is told, or goes on with the text of the one above. */
  private place(body: string, indent: number, at: number, dash: boolean, named: boolean): boolean {
    const above = this.levels.at(-1)
    const left = this.levels.filter(level => level.indent <= indent)
    // A list may begin at the column of its own name.
    const same = left.findLast(level => level.indent === indent && level.dashes === dash)
    const other = left.findLast(level => level.indent === indent)
    if (same) {
      this.levels = left.slice(0, left.indexOf(same) + 1)
      if (same.text && !named) return true
      if (same.text) this.nameless(same.text.body, same.text.at)
      same.text = undefined
      if (!dash && !named) return this.nameless(body, at)
      same.open = dash
      return true
    }
    if (other) {
      if (dash && other.open) {
        other.open = false
        this.levels = [...left, { indent, dashes: true, open: true }]
        return true
      }
      if (!dash && !named) return this.nameless(body, at)
      if (!other.told) this.tell(dash ? 'dash' : 'no dash', at, body.length)
      other.told = true
      return false
    }
    if (!above || above.indent < indent) {
      if (!above || above.open) {
        if (!dash && !named && !above) return this.nameless(body, at)
        if (above) above.open = false
        if (!dash && !named) {
          const isText = /^["'{[]/.test(body) || !/:\s|:?\s?\{|[>|][-+]?(\s|$)/.test(body)
          this.levels.push({ indent, dashes: false, open: false, text: isText ? { body, at } : undefined })
          return isText || this.nameless(body, at)
        }
        this.levels.push({ indent, dashes: dash, open: dash })
        return true
      }
      if (above.text && (dash || named)) {
        this.indent = above.indent
        this.nameless(above.text.body, above.text.at)
        above.text = undefined
        return false
      }
      // The rest of a text has no name of its own.
      if (dash || named) this.tell('too far right', at, body.length)
      return false
    }
    if (dash || named) this.tell('no column', at, body.length)
    else this.nameless(body, at)
    return false
  }

  /** A line that stands where a name is due. */
  private nameless(body: string, at: number): false {
    const wide = body.indexOf('：')
    const tight = /^[^\s:"'{[]+(?: [^\s:"'{[]+)*:(?=\S)/u.exec(body)
    if (tight && (wide < 0 || tight[0].length < wide)) this.tell('colon without space', at, tight[0].length)
    else if (wide >= 0) this.tell('wide colon', at, wide + 1)
    else this.tell('no colon', at, body.length)
    return false
  }

  /** What stands behind a name or a dash. */
  private value(value: string, indent: number, at: number): void {
    const first = value[0]!
    if (first === '{' || first === '[') {
      this.brackets = { from: at, indent, closing: [], remark: undefined }
      this.between(value, at, this.brackets)
      return
    }
    if (first === '"' || first === "'") {
      if (endOfQuoted(value, 0) === undefined) this.tell('open quote', at, value.length)
      return
    }
    if (/^[|>][-+0-9]*\s*(#.*)?$/.test(value)) {
      this.text = indent
      return
    }
    if (/^[>|@%`*!]/.test(value) || /^[,}\]]/.test(value)) {
      this.tell('sign', at)
      return
    }
    const plain = value.split(/\s#/)[0]!
    const colon = /:\s|:$/.exec(plain)
    if (colon) this.tell('second colon', at + colon.index)
  }

  /** A line, or the rest of one, between brackets. */
  private between(text: string, at: number, brackets: Brackets): void {
    const { closing } = brackets
    // A quotation mark opens a text only where one begins.
    let begins = true
    for (let i = 0; i < text.length; i++) {
      const letter = text[i]!
      if (letter === '#' && (i === 0 || /\s/.test(text[i - 1]!))) {
        if (/[}\]]/.test(text.slice(i))) brackets.remark ??= at + i
        return
      }
      if ((letter === '"' || letter === "'") && begins) {
        const end = endOfQuoted(text, i)
        if (end === undefined) {
          this.tell('open quote', at + i, text.length - i)
          this.brackets = undefined
          return
        }
        i = end
        begins = false
      } else if (CLOSING[letter] !== undefined && begins) closing.push(CLOSING[letter])
      else if (letter === closing.at(-1)) {
        closing.pop()
        begins = false
        if (closing.length === 0) {
          this.brackets = undefined
          return
        }
      } else if (letter === ',' || (letter === ':' && /\s/.test(text[i + 1] ?? ' '))) begins = true
      else if (!/\s/.test(letter)) {
        if (begins && /[>|@%`*!]/.test(letter)) this.tell('sign', at + i)
        begins = false
      }
    }
  }

  private unclosed({ from, remark }: Brackets): void {
    if (remark === undefined) this.tell('open bracket', from)
    else this.tell('remark', remark)
  }
}

/** Where a text in quotation marks ends; undefined where it does not on this line. */
function endOfQuoted(text: string, from: number): number | undefined {
  const quote = text[from]!
  for (let i = from + 1; i < text.length; i++) {
    if (quote === '"' && text[i] === '\\') i++
    else if (text[i] === quote) {
      if (quote === "'" && text[i + 1] === "'") i++
      else return i
    }
  }
  return undefined
}
