// bonusbook book balance | register | list | verify: what is held for whom, the postings, the entries, and the proof that nothing sealed was
// changed. Reads the book and writes nothing.

import { resolve } from 'node:path'
import type { Book } from '../../book/read.ts'
import { inGroups } from '../../core/hash.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { problemDocument } from '../../reports/documents.ts'
import { balanceIn, entriesIn, type List, registerIn } from '../../shop/book-rows.ts'
import { shopRoot } from '../../shop/contents.ts'
import { riskWords } from '../../shop/export-book.ts'
import type { Signed } from '../../shop/signatures.ts'
import { SIGNERS_FILE } from '../../shop/signing.ts'
import { verifyShop } from '../../shop/verify.ts'
import { wordsIn } from '../../words/language.ts'
import { wrap } from '../../writers/terminal/wrap.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { tableLines } from '../table.ts'
import { UsageError } from '../usage-error.ts'

export interface ListOptions extends CommonOptions {
  readonly person?: string
  readonly reserve?: string
  readonly all?: boolean
}

/** What is held, lot by lot, and what is still to be deducted. */
export async function balance(options: ListOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const { value, problems } = await balanceIn({ root: shopRoot(io.cwd, options.shop) }, options, riskWords(t.language))
  if (!value) return failed(problems, t, undefined)
  const { lots, debts } = value
  const show = (): void => {
    if (lots.rows.length + debts.rows.length === 0) t.out(wordsIn(t.language).terminal.nothingHeld)
    if (lots.rows.length > 0) for (const line of balanceLines(lots, t)) t.out(line)
    if (lots.rows.length > 0 && debts.rows.length > 0) t.out()
    if (debts.rows.length > 0) for (const line of tableLines(only(debts, DEBTS_SHOWN), t)) t.out(line)
  }
  const document = (): DocumentOf<'book balance'> => ({
    reserves: objects(lots),
    deductions: objects(debts),
  })
  await conclude(t, 'book balance', {}, { document, show })
  return 0
}

const BALANCE_SHOWN = ['person', 'name', 'reserve', 'origin', 'closing', 'releasable', 'risk']
const DEBTS_SHOWN = ['person', 'name', 'deduction', 'due', 'taken', 'carried']

/** The table of what is held, with each risk as a number: its words, often a whole rule, stand once below. */
function balanceLines(lots: List, t: Terminal): string[] {
  const shown = only(lots, BALANCE_SHOWN)
  const at = shown.columns.findIndex(c => c.key === 'risk')
  const risks = [...new Set(shown.rows.map(row => row[at] ?? ''))].filter(risk => risk !== '')
  const mark = (risk: string): string => (risk === '' ? '' : `(${risks.indexOf(risk) + 1})`)
  const rows = shown.rows.map(row => row.map((cell, i) => (i === at ? mark(cell) : cell)))
  const notes = risks.flatMap(risk =>
    wrap(`${mark(risk)} ${wordsIn(t.language).terminal.atRisk}: ${risk}`, t.width - 4).map((l, i) =>
      i === 0 ? l : `    ${l}`,
    ),
  )
  return [...tableLines({ columns: shown.columns, rows }, t), ...(notes.length > 0 ? ['', ...notes] : [])]
}

/** The postings in the book's order. */
export async function register(options: ListOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const { value, problems } = await registerIn({ root: shopRoot(io.cwd, options.shop) }, options)
  if (!value) return failed(problems, t, undefined)
  const { book, postings: chosen } = value
  const files = new Map(book.entries.map(e => [String(e.number), e.file.replace(/\.jsonl$/, '')]))
  const number = chosen.columns.findIndex(c => c.key === 'number')
  const titleOf = (row: number): string => files.get(chosen.rows[row]![number]!)!
  const show = (): void => {
    for (const line of tableLines(only(chosen, REGISTER_SHOWN), t, titleOf)) t.out(line)
  }
  const document = (): DocumentOf<'book register'> => ({ postings: objects(chosen) })
  await conclude(t, 'book register', {}, { document, show })
  return 0
}

const REGISTER_SHOWN = ['person', 'name', 'account', 'origin', 'kind', 'amount']

export interface VerifyOptions extends CommonOptions {
  readonly replay?: boolean
  readonly seal?: string
  readonly signers?: string
}

/**
 * Proves that nothing sealed was changed, and who signed it; with --replay, that every entry gives the same figures again;
 * with --seal, that the book holds what was signed.
 */
export async function verify(options: VerifyOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const asked = options.seal === undefined ? undefined : readSeal(options.seal)
  const { replay = false, signers: typed, shop: folder } = options
  const signers = typed === undefined ? undefined : { path: resolve(io.cwd, typed), display: typed }
  const shop = { root: shopRoot(io.cwd, folder), env: io.env }
  const { value, problems } = await verifyShop(shop, { replay, seal: asked, signers, all: t.json })
  if (!value) return failed(problems, t, undefined)
  const { book, replayed, holds, signed } = value
  const { display } = signers ?? { display: SIGNERS_FILE }
  const others = replayed.filter(r => !r.exact)
  const document = (): DocumentOf<'book verify'> => ({
    ok: true,
    entries: book.entries.map(e => ({ file: e.file, seal: e.seal, figures: e.figures })),
    ...(replay ? { figuresOnly: others.map(r => r.file) } : {}),
    ...(holds ? { holds: holds.file } : {}),
    signers: display,
    signatures: signed.map(({ entry, role = null, name, key }) => ({ entry, role, name, key })),
    problems: problems.map(p => problemDocument(p, t.language)),
  })
  const show = (): void => {
    const w = wordsIn(t.language).terminal
    for (const line of problemLines(problems, onErrors(t))) t.err(line)
    t.out(t.paint.green(w.verified(book.entries.length, replay)))
    if (holds && asked !== undefined)
      t.out(holds.seal.startsWith(asked) ? w.holdsSeal(holds.file, holds.number - 1) : w.holdsFigures(holds.file))
    if (others.length > 0) t.err(w.otherBuild(others.map(r => `${r.header.number} (${r.header.version})`).join(', ')))
    if (signed.length > 0 || signers) for (const line of signatureLines(book, signed, display, t)) t.out(line)
  }
  await conclude(t, 'book verify', {}, { document, show })
  return 0
}

/** A seal or digest as it was typed or copied, in groups or not. */
function readSeal(typed: string): string {
  const seal = typed.replace(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]{16,64}$/.test(seal)) throw new UsageError('SEAL_WRONG', { found: typed })
  return seal
}

/** Every sealed entry. */
export async function list(options: CommonOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const { value: all, problems } = await entriesIn({ root: shopRoot(io.cwd, options.shop) })
  if (!all) return failed(problems, t, undefined)
  const { columns } = all
  const at = (key: string): number => columns.findIndex(c => c.key === key)
  const hashes = new Set([at('figures'), at('seal')])
  const shown = all.rows.map(row => row.map((cell, i) => (hashes.has(i) ? inGroups(cell, 16) : cell)))
  const show = (): void => {
    if (shown.length === 0) t.out(wordsIn(t.language).terminal.nothingSealed)
    for (const line of shown.length === 0 ? [] : tableLines({ columns, rows: shown }, t)) t.out(line)
  }
  const document = (): DocumentOf<'book list'> => ({ entries: objects(all) })
  await conclude(t, 'book list', {}, { document, show })
  return 0
}

/** Who signed what, and what nobody signed. What an entry's signature is over names all entries before it. */
function signatureLines({ entries }: Book, signed: readonly Signed[], signers: string, t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  const lines = entries.flatMap(({ file }) => {
    const own = signed.filter(s => s.entry === file)
    const entry = own.find(s => s.role === undefined)
    return [
      `  ${file}  ${entry ? `${w.signedBy(entry.name)} ${entry.key}` : w.notSigned}`,
      ...own.filter(s => s.role !== undefined).map(s => `    ${w.approvedBy(s.role!, s.name)} ${s.key}`),
    ]
  })
  const newest = signed.filter(s => s.role === undefined).at(-1)
  return [w.signersFrom(signers), ...lines, newest ? w.signedUpTo(newest.entry) : w.noneSigned]
}

function only({ columns, rows }: List, keys: readonly string[]): List {
  const at = keys.map(key => columns.findIndex(c => c.key === key)).filter(i => i >= 0)
  return { columns: at.map(i => columns[i]!), rows: rows.map(row => at.map(i => row[i]!)) }
}

/** The rows under the keys of their columns, which are those of the document's form. */
function objects<Row extends object>({ columns, rows }: List): Row[] {
  return rows.map(row => Object.fromEntries(columns.map((c, i) => [c.key, row[i]])) as Row)
}
