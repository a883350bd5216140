// Whether a text is of one language: what in it is of the other and comes neither from a shop's own files nor from the
// command line.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { once } from '../../src/core/lists.ts'
import { sha256 } from './folders.ts'

/** All texts of a folder's scheme and data, but for its cases, which are told in English sentences; and the names of its files: what is not the program's own. */
export function wordsOf(root: string): string {
  const texts: string[] = []
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      // What the program wrote there, as `npm run demo` does, is its own.
      if (path === join(root, 'out')) continue
      texts.push(name)
      if (statSync(path).isDirectory()) visit(path)
      else if (/\.(ya?ml|csv|xlsx?)$/.test(name) && name !== 'cases.yaml') texts.push(textOf(path))
    }
  }
  visit(root)
  return texts.join('\n')
}

/** All single words of an English shop: its names stand in sentences of several of them. */
export function shopWords(root: string): string[] {
  return wordsOf(root).match(/[A-Za-z]+/g) ?? []
}

/** The text of a file; of a workbook the cells of all sheets, as they are shown. */
export function textOf(path: string): string {
  const bytes = readFileSync(path)
  if (path.endsWith('.xlsx')) return once(workbooks, sha256(bytes), () => cellsOf(bytes))
  // A comment of a scheme is nobody's word.
  if (!path.endsWith('.csv')) return bytes.toString('utf8').replace(/(^|\s)#.*$/gm, '')
  const utf8 = bytes.toString('utf8')
  return utf8.includes('\uFFFD') ? new TextDecoder('gb18030').decode(bytes) : utf8
}

/** By the hash of their bytes: the same exports stand in many shops. */
const workbooks = new Map<string, string>()

function cellsOf(workbook: Buffer): string {
  const { Sheets } = read(workbook)
  return Object.values(Sheets)
    .map(sheet => utils.sheet_to_csv(sheet))
    .join('\n')
}

/** Words that are the same in both languages: of the command line, of files and formats. */
const COMMON = new Set(
  (
    'bonusbook init propose check form run split close release correct accept expectation reason book balance register verify export explain compare try test schema ' +
    'completion help template list period csv set out from opening approve if open payout person partial scheme dry draft reserve all replay ' +
    'seal sign signers allowed role OpenSSH ssh agent pub format rows position people version shop json quiet no color lang last this zh en hledger ledger xlsx ' +
    'CSV XLSX JSON Schema YAML README md yaml payroll run journal data results out id golden workshop bash zsh fish source ' +
    'group overrides only not patience shops may change parameters files bands of stores ' +
    'sheets report merge ' +
    'config rc bashrc zshrc lsp stdio VS Code Neovim Helix expect refused cases tests C h V QN a b new shop order entry WX'
  ).split(' '),
)

/** Phrases of English in a text that come neither from the corpus nor from the command line. */
function english(text: string, corpus: string, more: ReadonlySet<string> = new Set()): string[] {
  const bare = text
    .replace(/`[^`]*`/g, ' | ')
    .replace(/\b[A-Z]+(?:_[A-Z]+)+\b/g, ' | ')
    .replace(/\S*\/\S*/g, ' | ')
    // Hashes, whole, in groups or their beginning.
    .replace(/\b[0-9a-f]{4}(?: [0-9a-f]{4})+\b/g, ' | ')
    .replace(/\bSHA-256\b|\b(?=[a-f]*[0-9])(?:[0-9a-f]{8}|[0-9a-f]{64})\b/g, ' | ')
    // Words such as APQ预留.
    .replace(/[\w]*\p{Script=Han}[\w\p{Script=Han}]*/gu, word => (corpus.includes(word) ? ' | ' : word))
  const phrases = bare.match(/[A-Za-z]+(?: ?[-']{0,2}[A-Za-z]+)*/g) ?? []
  return phrases
    .filter(phrase => !corpus.includes(phrase))
    .filter(phrase => !phrase.split(/[ '-]+/).every(word => COMMON.has(word) || more.has(word)))
}

function chinese(text: string, corpus: string): string[] {
  return (text.match(/[\p{Script=Han}]+/gu) ?? []).filter(run => !corpus.includes(run))
}

/** What of a text is of the other language; `corpus` is what may stand in it all the same, `more` are words. */
export const foreign: Readonly<
  Record<'en' | 'zh', (text: string, corpus: string, more?: ReadonlySet<string>) => string[]>
> = {
  en: chinese,
  zh: english,
}
