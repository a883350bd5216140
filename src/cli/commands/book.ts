// bonusbook book balance | register | list | verify: what is held for whom, the postings, the entries, and the proof that nothing sealed was
// changed. Reads the book and writes nothing.

import { resolve } from 'node:path'
import { figuresDigest, type SealedEntry } from '../../book/entry.ts'
import type { NameOf } from '../../book/journal.ts'
import { entryList } from '../../book/list.ts'
import { type Book, readBook } from '../../book/read.ts'
import { debtRows, type Rows } from '../../book/rows.ts'
import { verifyBook } from '../../book/verify.ts'
import { inGroups } from '../../core/hash.ts'
import { pathIn } from '../../core/inside.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import { BOOK_FOLDER } from '../../files/names.ts'
import { problemDocument } from '../../reports/documents.ts'
import { formOf, readForm } from '../../reports/run-record.ts'
import { monthFigures } from '../../shop/close.ts'
import { nameReader } from '../../shop/names.ts'
import { releaseRecords } from '../../shop/release.ts'
import { type Renderers, type ReplayedEntry, replayBook } from '../../shop/replay-book.ts'
import { checkSignatures, type Signed } from '../../shop/signatures.ts'
import { draftFiles, MONTH_FILES } from '../../writers/month-files.ts'
import { isNamed } from '../../writers/outputs.ts'
import { RELEASE_FILES, releaseFiles } from '../../writers/release-files.ts'
import { balanceOf, knownPeople, registerOf } from '../book-rows.ts'
import { failed } from '../fail.ts'
import { findPerson } from '../find-person.ts'
import { shopRoot } from '../shop.ts'
import { problemLines } from '../show-problems.ts'
import { checkerBy, SIGNERS_FILE } from '../signing.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { tableLines } from '../table.ts'
import { UsageError } from '../usage-error.ts'
import { buildOf, version } from '../version.ts'
import { words } from '../words.ts'
import { findingProblem } from '../work-out.ts'
import { wrap } from '../wrap.ts'

export interface ListOptions extends CommonOptions {
  readonly person?: string
  readonly reserve?: string
  readonly all?: boolean
}

/** What is held, lot by lot, and what is still to be deducted. */
export async function balance(options: ListOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const names = nameReader()
  const book = await readBook(pathIn(root, BOOK_FOLDER), names.visit)
  if (book.findings.length > 0) return failed(book.findings.map(findingProblem), t, undefined)
  const asked = askedFor(options, book, names.nameOf)
  if ('code' in asked) return failed([asked], t, undefined)
  const lots = filtered(await balanceOf(book, root, names.nameOf, t.language), asked, 'closing')
  const debts = filtered(debtRows(book.ledger, names.nameOf), asked, 'carried')
  if (t.json) {
    t.document({ reserves: objects(lots), deductions: objects(debts) })
    return 0
  }
  if (lots.rows.length + debts.rows.length === 0) t.out(words(t.language).nothingHeld)
  if (lots.rows.length > 0) for (const line of balanceLines(lots, t)) t.out(line)
  if (lots.rows.length > 0 && debts.rows.length > 0) t.out()
  if (debts.rows.length > 0) for (const line of tableLines(only(debts, DEBTS_SHOWN), t)) t.out(line)
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
    wrap(`${mark(risk)} ${words(t.language).atRisk}: ${risk}`, t.width - 4).map((l, i) => (i === 0 ? l : `    ${l}`)),
  )
  return [...tableLines({ columns: shown.columns, rows }, t), ...(notes.length > 0 ? ['', ...notes] : [])]
}

/** The postings in the book's order. */
export async function register(options: ListOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const { book, rows, nameOf } = await registerOf(shopRoot(io.cwd, options.shop))
  if (book.findings.length > 0) return failed(book.findings.map(findingProblem), t, undefined)
  const asked = askedFor(options, book, nameOf)
  if ('code' in asked) return failed([asked], t, undefined)
  const chosen = filtered(rows, { ...asked, all: true }, 'amount')
  if (t.json) {
    t.document({ postings: objects(chosen) })
    return 0
  }
  const files = new Map(book.entries.map(e => [String(e.number), e.file.replace(/\.jsonl$/, '')]))
  const number = chosen.columns.findIndex(c => c.key === 'number')
  const titleOf = (row: number): string => files.get(chosen.rows[row]![number]!)!
  for (const line of tableLines(only(chosen, REGISTER_SHOWN), t, titleOf)) t.out(line)
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
  const root = shopRoot(io.cwd, options.shop)
  const folder = pathIn(root, BOOK_FOLDER)
  const names = nameReader()
  const book = await verifyBook(folder, names.visit)
  const { signers = SIGNERS_FILE } = options
  const keygen = await checkerBy(options.signers === undefined ? pathIn(root, signers) : resolve(io.cwd, signers), io)
  const signatures = await checkSignatures(book, keygen, signers)
  const damage = [
    ...[...book.findings, ...signatures.findings].filter(f => f.damage !== 'leftover').map(findingProblem),
    ...signatures.problems,
  ]
  const leftovers = book.findings.filter(f => f.damage === 'leftover').map(({ entry }) => leftover(entry))
  const replayed = options.replay === true && damage.length === 0 ? await replayBook(folder, renderers) : []
  for (const entry of replayed) damage.push(...replayProblems(entry, names.nameOf, t.json))
  const held = asked === undefined ? undefined : book.entries.find(e => e.intact && holds(e, asked))
  if (asked !== undefined && !held)
    damage.push(problem('SEAL_UNKNOWN', undefined, { seal: asked, entries: book.entries.length }))
  if (damage.length > 0) return failed([...damage, ...leftovers], t, undefined)
  if (t.json) {
    const entries = book.entries.map(e => ({ file: e.file, seal: e.seal, figures: e.figures }))
    const problems = leftovers.map(p => problemDocument(p, t.language))
    const signed = signatures.signed.map(({ entry, role = null, name, key }) => ({ entry, role, name, key }))
    const otherwise = replayed.filter(r => !r.exact).map(r => r.file)
    const document = { ok: true, entries, ...(options.replay ? { figuresOnly: otherwise } : {}) }
    t.document({ ...document, ...(held ? { holds: held.file } : {}), signers, signatures: signed, problems })
    return 0
  }
  const w = words(t.language)
  for (const line of problemLines(leftovers, onErrors(t))) t.err(line)
  t.out(t.paint.green(w.verified(book.entries.length, options.replay === true)))
  if (held && asked !== undefined)
    t.out(held.seal.startsWith(asked) ? w.holdsSeal(held.file, held.number - 1) : w.holdsFigures(held.file))
  const others = replayed.filter(r => !r.exact).map(r => `${r.header.number} (${r.header.version})`)
  if (others.length > 0) t.err(w.otherBuild(others.join(', ')))
  if (signatures.signed.length > 0 || options.signers !== undefined)
    for (const line of signatureLines(book, signatures.signed, signers, t)) t.out(line)
  return 0
}

/** A seal or digest as it was typed or copied, in groups or not. */
function readSeal(typed: string): string {
  const seal = typed.replace(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]{16,64}$/.test(seal)) throw new UsageError('SEAL_WRONG', { found: typed })
  return seal
}

function holds({ seal, figures }: SealedEntry, asked: string): boolean {
  return seal.startsWith(asked) || figures?.startsWith(asked) === true
}

/** Every sealed entry. */
export async function list(options: CommonOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const entries = entryList()
  const book = await readBook(pathIn(shopRoot(io.cwd, options.shop), BOOK_FOLDER), entries.visit)
  if (book.findings.length > 0) return failed(book.findings.map(findingProblem), t, undefined)
  const { columns, rows } = entries.rows(book.entries)
  const all = { columns, rows: [...rows] }
  if (t.json) {
    t.document({ entries: objects(all) })
    return 0
  }
  const at = (key: string): number => columns.findIndex(c => c.key === key)
  const hashes = new Set([at('figures'), at('seal')])
  const shown = all.rows.map(row => row.map((cell, i) => (hashes.has(i) ? inGroups(cell, 16) : cell)))
  if (shown.length === 0) t.out(words(t.language).nothingSealed)
  for (const line of shown.length === 0 ? [] : tableLines({ columns, rows: shown }, t)) t.out(line)
  return 0
}

/** Who signed what, and what nobody signed. What an entry's signature is over names all entries before it. */
function signatureLines({ entries }: Book, signed: readonly Signed[], signers: string, t: Terminal): string[] {
  const w = words(t.language)
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

/** Of a writer that broke off, or of one that is at work: nothing that was sealed is touched by it. */
function leftover(name: string): Problem {
  const file = `${BOOK_FOLDER}/${name}`
  return problem('BOOK_LEFTOVER', { file }, { file })
}

/** More contradictions of one entry than people read. */
const MOST_TOLD = 20

/** What an entry says that its kept copies don't give. */
function replayProblems(
  { file, header, contradictions, because }: ReplayedEntry,
  nameOf: NameOf,
  all: boolean,
): Problem[] {
  const at = { file: `${BOOK_FOLDER}/${file}` }
  if (because.length > 0) {
    const facts = { entry: file, because: because.join(', '), sealedBy: header.version, version }
    return [problem('BOOK_NOT_REPLAYED', at, facts)]
  }
  const told = all ? contradictions : contradictions.slice(0, MOST_TOLD)
  const problems: Problem[] = told.map(({ who, ...facts }) => {
    const name = nameOf(who, header.payout ?? header.period)
    return problem('BOOK_CONTRADICTED', at, { entry: file, who: name ? `${name} (${who})` : who, ...facts })
  })
  const count = contradictions.length - told.length
  return count > 0 ? [...problems, problem('BOOK_CONTRADICTED_MORE', at, { entry: file, count })] : problems
}

const renderers: Renderers = {
  build: buildOf,
  language: header => readForm(header.about.form)?.language,
  month: async (month, problems, { about, version, scheme }) => {
    const schemeFile = { file: scheme.name, bytes: scheme.bytes, sha256: scheme.sha256 }
    const form = formOf(month, readForm(about.form))
    return draftFiles(month, problems, { version, schemeFile, whatIf: [], form, figures: monthFigures(month) })
  },
  release: async (result, layouts, scheme, header) => {
    const seals = { figures: figuresDigest(header, releaseRecords(result)), after: header.previous ?? '' }
    return releaseFiles(result, layouts, scheme, seals)
  },
  known: name => isNamed(name, MONTH_FILES) || isNamed(name, RELEASE_FILES),
}

interface List extends Rows {
  readonly rows: readonly (readonly string[])[]
}

type Asked = Pick<ListOptions, 'person' | 'reserve' | 'all'>

/** The person by number and the reserve that a list is asked for; a problem where the book knows no such. */
function askedFor({ person, reserve, all = false }: ListOptions, book: Book, nameOf: NameOf): Asked | Problem {
  const { lots, debts } = book.ledger
  if (lots.size + debts.size === 0) return { all }
  const who = person === undefined ? undefined : findPerson(person, knownPeople(book, nameOf))
  if (who && 'code' in who) return who
  const names = new Set([...[...lots.values()].map(l => l.reserve), ...[...debts.values()].map(d => d.deduction)])
  if (reserve !== undefined && !names.has(reserve)) {
    const facts = {
      kind: 'reserve',
      name: reserve,
      nearest: suggest(reserve, names),
      known: [...names].join(', '),
    } as const
    return problem('NOT_FOUND', undefined, facts)
  }
  return { all, ...(who ? { person: who.id } : {}), ...(reserve === undefined ? {} : { reserve }) }
}

/** Rows of one person or reserve; without `all`, those whose figure is not zero. */
function filtered(rows: Rows, { person, reserve, all }: Asked, figure: string): List {
  const at = (key: string): number => rows.columns.findIndex(c => c.key === key)
  const [who, what, amount] = [at('person'), Math.max(at('reserve'), at('account'), at('deduction')), at(figure)]
  return {
    columns: rows.columns,
    rows: [...rows.rows].filter(
      row =>
        (person === undefined || row[who] === person) &&
        (reserve === undefined || row[what] === reserve) &&
        (all === true || row[amount] !== '0.00'),
    ),
  }
}

function only({ columns, rows }: List, keys: readonly string[]): List {
  const at = keys.map(key => columns.findIndex(c => c.key === key)).filter(i => i >= 0)
  return { columns: at.map(i => columns[i]!), rows: rows.map(row => at.map(i => row[i]!)) }
}

function objects({ columns, rows }: List): object[] {
  return rows.map(row => Object.fromEntries(columns.map((c, i) => [c.key, row[i]])))
}
