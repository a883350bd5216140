// bonusbook book balance | register | verify: what is held for whom, the postings, and the proof that nothing sealed was
// changed. Reads the book and writes nothing.

import { resolve } from 'node:path'
import { nameReader } from '../../acts/names.ts'
import { BOOK_FOLDER, type OpeningState, openingReader } from '../../acts/opening.ts'
import { earlierOrders } from '../../acts/orders.ts'
import { replayMonth } from '../../acts/replay.ts'
import { checkSignatures, type Signed } from '../../acts/signatures.ts'
import type { EntryHeader } from '../../book/entry.ts'
import type { NameOf } from '../../book/journal.ts'
import { type Book, readBook } from '../../book/read.ts'
import { debtRows, type Rows } from '../../book/rows.ts'
import { verifyBook } from '../../book/verify.ts'
import { pathIn } from '../../core/inside.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import { problemDocument } from '../../reports/documents.ts'
import { formOf, readForm } from '../../reports/run-record.ts'
import { draftFiles } from '../../writers/month-files.ts'
import { balanceOf, knownPeople, registerOf } from '../book-rows.ts'
import { failed } from '../fail.ts'
import { findPerson } from '../find-person.ts'
import { shopRoot } from '../shop.ts'
import { problemLines } from '../show-problems.ts'
import { checkerBy, SIGNERS_FILE } from '../signing.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { tableLines } from '../table.ts'
import { version } from '../version.ts'
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
  readonly signers?: string
}

/** Proves that nothing sealed was changed and who signed it; with --replay, that every closed month gives the same bytes again. */
export async function verify(options: VerifyOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const folder = pathIn(root, BOOK_FOLDER)
  const book = await verifyBook(folder)
  const { signers = SIGNERS_FILE } = options
  const keygen = await checkerBy(options.signers === undefined ? pathIn(root, signers) : resolve(io.cwd, signers), io)
  const signatures = await checkSignatures(book, keygen, signers)
  const damage = [
    ...[...book.findings, ...signatures.findings].filter(f => f.damage !== 'leftover').map(findingProblem),
    ...signatures.problems,
  ]
  const leftovers = book.findings.filter(f => f.damage === 'leftover').map(({ entry }) => leftover(entry))
  if (options.replay === true && damage.length === 0) damage.push(...(await replayProblems(folder, book)))
  if (damage.length > 0) return failed([...damage, ...leftovers], t, undefined)
  if (t.json) {
    const entries = book.entries.map(({ file, seal }) => ({ file, seal }))
    const problems = leftovers.map(p => problemDocument(p, t.language))
    const signed = signatures.signed.map(({ entry, role = null, name, key }) => ({ entry, role, name, key }))
    t.document({ ok: true, entries, signers, signatures: signed, problems })
    return 0
  }
  for (const line of problemLines(leftovers, onErrors(t))) t.err(line)
  t.out(t.paint.green(words(t.language).verified(book.entries.length, options.replay === true)))
  if (signatures.signed.length > 0 || options.signers !== undefined)
    for (const line of signatureLines(book, signatures.signed, signers, t)) t.out(line)
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

/** What closed months no longer give. */
async function replayProblems(folder: string, book: Book): Promise<Problem[]> {
  const months = book.headers
    .filter(h => h.kind === 'close')
    .map(header => ({ header, reader: openingReader(header.period) }))
  await readBook(folder, (record, header) => {
    for (const { reader } of months) reader.visit(record, header)
  })
  const problems: Problem[] = []
  for (const { header, reader } of months) {
    const file = book.entries.find(e => e.number === header.number)!.file
    // Another version may show the same amounts otherwise.
    const other = header.version === version ? {} : { sealedBy: header.version, version }
    for (const what of await replayDifferences(folder, header, book, reader.state())) {
      const at = { file: `${BOOK_FOLDER}/${file}` }
      const facts = { what, ...other }
      problems.push(problem('BOOK_DAMAGED', at, { entry: file, damage: 'replay differs', facts }))
    }
  }
  return problems
}

/** The outputs that a month gives otherwise now, or the problems that keep it from giving any. */
async function replayDifferences(
  folder: string,
  header: EntryHeader,
  { headers }: Book,
  { opening, kept }: Pick<OpeningState, 'opening' | 'kept'>,
): Promise<string[]> {
  const { name: schemeName, bytes, sha256: schemeHash } = header.scheme
  const form = readForm(header.about.form)
  const before = { headers: headers.filter(h => h.number < header.number), kept }
  const orders = earlierOrders(folder, before, header.period)
  const { month, problems } = await replayMonth({
    ...{ folder, header, opening, book: { headers, kept } },
    ...{ keepRows: true, layouts: true, sheets: form?.language, orders },
  })
  if (!month) return [problems.map(p => p.code).join(', ')]
  const schemeFile = { file: schemeName, bytes, sha256: schemeHash }
  const facts = { version: header.version, schemeFile, whatIf: [], form: formOf(month, form) }
  const files = await draftFiles(month, problems, facts)
  return header.outputs
    .filter(({ name, sha256 }) => files.find(f => name.endsWith(`/${f.name}`))?.sha256 !== sha256)
    .map(({ name }) => name)
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
