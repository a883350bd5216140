// LANGUAGE.md and LANGUAGE.zh-CN.md as data: their fenced blocks in order, the shop that their csv blocks make, the example
// schemes, and what stands below each block: a table of results, or `Refused with` a code and its sentence.

import { readFileSync } from 'node:fs'
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml'
import { tokenize } from '../../src/formula/tokens.ts'

export interface Block {
  /** `csv`, `yaml`, `console`. */
  readonly kind: string
  /** The file that it is: `roster.csv`, `scheme.yaml`; empty for an example. */
  readonly name: string
  /** True where it is put into the file of that name before it. */
  readonly more: boolean
  readonly body: string
  /** What stands between it and the next block. */
  readonly after: string
  /** The heading that it stands under. */
  readonly under: string
}

/** What a document calls the things of its result tables. */
export interface Headings {
  /** The first heading of a table, with how many months are closed before the one it shows. */
  readonly months: Readonly<Record<string, number>>
  readonly sums: Readonly<Record<string, 'flags' | 'forfeited' | 'deducted' | 'carried' | 'net'>>
  readonly refused: RegExp
}

export interface Doc {
  readonly file: string
  readonly text: string
  readonly headings: Headings
  /** Environment by which a terminal speaks its language. */
  readonly env: Readonly<Record<string, string>>
  readonly currency: string
  readonly blocks: readonly Block[]
}

function blocksOf(text: string): Block[] {
  const found: (Block & { after: string })[] = []
  let open: { info: string; lines: string[] } | undefined
  let under = ''
  for (const line of text.split('\n')) {
    if (open && line !== '```') open.lines.push(line)
    else if (open) {
      const [kind = '', ...rest] = open.info.split(' ')
      const more = rest.at(-1) === '+'
      const name = (more ? rest.slice(0, -1) : rest).join(' ')
      found.push({ kind, name, more, body: `${open.lines.join('\n')}\n`, after: '', under })
      open = undefined
    } else if (line.startsWith('```')) open = { info: line.slice(3).trim(), lines: [] }
    else {
      if (line.startsWith('#')) under = line.replace(/^#+ /, '')
      const last = found.at(-1)
      if (last) last.after += `${line}\n`
    }
  }
  return found.map(block => ({ ...block, after: block.after.trim() }))
}

function doc(file: string, rest: Omit<Doc, 'file' | 'text' | 'blocks'>): Doc {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
  return { file, text, ...rest, blocks: blocksOf(text) }
}

export const ENGLISH: Doc = doc('LANGUAGE.md', {
  headings: {
    months: { who: 0, 'in August': 1, 'in September': 2 },
    sums: { flags: 'flags', forfeited: 'forfeited', deducted: 'deducted', carried: 'carried', net: 'net' },
    refused: /^Refused with ((?:`\w+`(?:, )?)+)(?:: (.+))?/,
  },
  env: { LANG: 'en_GB.UTF-8' },
  currency: 'USD',
})

export const CHINESE: Doc = doc('LANGUAGE.zh-CN.md', {
  headings: {
    months: { 姓名: 0, 八月: 1, 九月: 2 },
    sums: { 标记: 'flags', 当月没收: 'forfeited', 扣款合计: 'deducted', 结转: 'carried', 实发: 'net' },
    refused: /^拒绝 ((?:`\w+`(?:、)?)+)(?:：(.+))?/,
  },
  env: { LANG: 'zh_CN.UTF-8' },
  currency: 'CNY',
})

export const isExport = (b: Block): boolean => b.kind === 'csv'
/** The scheme that all examples of a document stand in. */
const isBase = (b: Block): boolean => b.kind === 'yaml' && b.name === '' && b.body.startsWith('scheme:')
export const isExample = (b: Block): boolean => b.kind === 'yaml' && b.name === '' && !isBase(b)

export function baseOf({ file, blocks }: Doc): string {
  const base = blocks.find(isBase)
  if (!base) throw new Error(`no scheme in ${file}`)
  return base.body
}

/** The sections of one scheme put into another, each under its own keys, in the order in which they are written. */
function into(base: YAMLMap, more: YAMLMap): void {
  for (const { key, value } of more.items) {
    const there = base.get(key, true)
    if (isMap(there) && isMap(value)) into(there, value)
    else base.set(key, value)
  }
}

function mapOf(text: string): Document<YAMLMap> {
  const document = parseDocument<YAMLMap>(text, { schema: 'failsafe' })
  if (document.errors.length > 0 || !isMap(document.contents)) throw new Error(`no scheme: ${text}`)
  return document
}

/** A scheme with the sections of an example put into it; one that can't be read as YAML is put below it as it stands. */
export function withExample(base: string, example: string): string {
  const document = mapOf(base)
  try {
    into(document.contents!, mapOf(example).contents!)
  } catch {
    return `${base}${example}`
  }
  return document.toString({ lineWidth: 0 })
}

/** All texts of a scheme, keys too, in their order; lists and maps as a sign of their own. */
export function textsOf(text: string): string[] {
  return textsIn(mapOf(text).contents)
}

/** Keys whose texts are for people: each language has its own. */
const PROSE = new Set(['note', 'why', 'text'])

function textsIn(node: unknown): string[] {
  if (isMap(node)) {
    const inside = ({ key, value }: { key: unknown; value: unknown }): string[] => {
      const own = textsIn(key)
      return [...own, ...(PROSE.has(own.join('')) && isScalar(value) ? ['…'] : textsIn(value))]
    }
    return ['{', ...node.items.flatMap(inside), '}']
  }
  if (isSeq(node)) return ['[', ...node.items.flatMap(textsIn), ']']
  return isScalar(node) ? [String(node.value)] : []
}

export const cellsOf = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map(c => c.trim())

/** The table right below a block: its headings and its rows; no rows where there is none. */
export function tableBelow(after: string): { readonly head: readonly string[]; readonly rows: readonly string[][] } {
  const lines = after.split('\n')
  const end = lines.findIndex(line => !line.startsWith('|'))
  const [head = [], , ...rows] = lines.slice(0, end < 0 ? undefined : end).map(cellsOf)
  return { head, rows }
}

/** A text of a scheme as its words: of a formula its names, signs and figures; of any other text all of it. */
export function wordsOf(text: string, currency: string): string[] {
  const read = tokenize(text, currency)
  if ('fault' in read) return [text]
  return read.tokens.flatMap(token => {
    if (token.kind === 'number') return [`${token.text}${token.percent ? '%' : ''}${token.money ? ' money' : ''}`]
    if (token.kind === 'text') return ['"', token.value]
    if (token.kind === 'name') return bandWords(token.name, currency)
    return token.kind === 'word' ? [token.word] : token.kind === 'sign' ? [token.sign] : []
  })
}

/** Bands say `up to` and `under` before their edges: these are words of the language, behind them stands a figure. */
function bandWords(name: string, currency: string): string[] {
  const [, word, rest] = /^(from|above|up to|under|to under|to|within|or) (\d.*)$/.exec(name) ?? []
  return word === undefined ? [name] : [word, ...wordsOf(rest!, currency)]
}
