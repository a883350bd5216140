// Small books for tests: entries with few words, written by the real writer.

import { join } from 'node:path'
import { type Appended, appendEntry, type EntryDraft } from '../../src/book/append.ts'
import type { EntryFacts } from '../../src/book/entry.ts'
import type { JsonObject } from '../../src/book/form.ts'
import type { FileToKeep } from '../../src/book/keep.ts'
import { openBook } from '../../src/book/open.ts'
import type { Book } from '../../src/book/read.ts'
import type { BookRecord, Posting } from '../../src/book/record.ts'
import { month } from '../../src/core/calendar.ts'

/** `reserve APQ 00013 2026-07 withheld 12.50`, or `deduction …`; words can't hold spaces. */
export function posting(text: string): Posting {
  const [type, account, person, origin, kind, amount] = text.split(' ')
  return { person, account: { [type!]: account }, origin, kind, amount } as unknown as Posting
}

export function postings(...texts: string[]): BookRecord[] {
  return texts.map(text => ({ posting: posting(text) }))
}

/** A person's month of nothing but a line. */
export function row(person: string, month: string, amount: string, name = ''): BookRecord {
  const nothing = { reserves: {}, due: {}, taken: {}, scores: {}, values: {} }
  return {
    row: { month, person, name, position: '', lines: { bonus: amount }, ...nothing, gross: amount, net: amount },
  }
}

export interface Words {
  readonly kind?: 'close' | 'release' | 'correct'
  readonly period: string
  readonly reserve?: string
  readonly payout?: string
  readonly records?: Iterable<BookRecord>
  readonly inputs?: readonly FileToKeep[]
  readonly outputs?: readonly FileToKeep[]
  readonly about?: JsonObject
  /** What stands behind the seal. */
  readonly signature?: string
}

/** A draft with everything that its words leave out. */
export function draft({
  records = [],
  inputs = [],
  outputs = [],
  about = {},
  kind = 'close',
  signature,
  ...rest
}: Words): EntryDraft {
  const facts: EntryFacts = {
    kind,
    ...rest,
    version: '0.0.0',
    time: `${rest.payout ?? '2026-01'}-09T08:00:00Z`,
    approvals: [{ role: '财务', name: '李' }],
    ...(signature === undefined ? {} : { signer: `SHA256:${'A'.repeat(43)}` }),
    about,
  }
  const sign = async (): Promise<string | undefined> => signature
  return { facts, sign, inputs, scheme: { name: 'scheme.yaml', content: 'scheme: test\n' }, outputs, records }
}

export async function opened(folder: string): Promise<Book> {
  const result = await openBook(folder)
  if (result.outcome !== 'open') throw new Error(JSON.stringify(result))
  return result.book
}

/** Opens and appends. */
export async function append(folder: string, words: Words): Promise<Appended> {
  return appendEntry(await opened(folder), draft(words))
}

/** Appends entries that must all succeed; gives their file names. */
export async function sealAll(folder: string, all: readonly Words[]): Promise<string[]> {
  const files: string[] = []
  for (const words of all) {
    const result = await append(folder, words)
    if (result.outcome !== 'sealed') throw new Error(JSON.stringify(result))
    files.push(result.file)
  }
  return files
}

/** The form of a signature; it is over nothing. */
export const SIGNATURE: string = `-----BEGIN SSH SIGNATURE-----\n${'U1NIU0lH'.repeat(40)}\n-----END SSH SIGNATURE-----\n`

/** Two months, a release, which is signed, a month and a correction. */
export const YEAR: readonly Words[] = [
  {
    period: '2026-07',
    inputs: [
      { name: 'data/a.csv', content: 'a,b\n1,2\n' },
      { name: 'data/b.csv', content: 'x\n' },
    ],
    outputs: [{ name: 'payroll.csv', content: 'p\n' }],
    about: { people: 2 },
    records: [
      ...postings(
        'reserve APQ预留 00013 2026-07 withheld 10.00',
        'reserve APQ预留 00058 2026-07 withheld 0.35',
        'reserve NPS预留 00013 2026-07 withheld 20.71',
        'deduction 投诉赔偿 00058 2026-07 due 500.00',
        'deduction 投诉赔偿 00058 2026-07 taken 453.21',
        'deduction 投诉赔偿 00058 2026-07 carried 46.79',
      ),
      row('00013', '2026-07', '1126.53'),
    ],
  },
  {
    period: '2026-08',
    inputs: [{ name: 'data/b.csv', content: 'x\n' }],
    records: postings(
      'reserve APQ预留 00013 2026-08 withheld 5.05',
      'deduction 投诉赔偿 00058 2026-07 taken 46.79',
      'deduction 投诉赔偿 00058 2026-07 carried 0.00',
    ),
  },
  {
    kind: 'release',
    period: '2026-Q3',
    reserve: 'APQ预留',
    payout: '2026-10',
    signature: SIGNATURE,
    records: postings(
      'reserve APQ预留 00013 2026-07 released 9.00',
      'reserve APQ预留 00013 2026-07 forfeited 1.00',
      'reserve APQ预留 00013 2026-08 released 5.05',
      'reserve APQ预留 00013 2026-08 premium 1.01',
      'reserve APQ预留 00058 2026-07 forfeited 0.35',
    ),
  },
  { period: '2026-09', records: postings('reserve APQ预留 00013 2026-09 withheld 3.00') },
  {
    kind: 'correct',
    period: '2026-07',
    payout: '2026-10',
    records: postings(
      'reserve APQ预留 00013 2026-07 recovered 2.00',
      'reserve APQ预留 00013 2026-07 released -1.80',
      'reserve APQ预留 00013 2026-07 forfeited -0.20',
    ),
  },
]

export const YEAR_FILES: readonly string[] = [
  '000001-close-2026-07.jsonl',
  '000002-close-2026-08.jsonl',
  '000003-release-APQ预留-2026-Q3.jsonl',
  '000004-close-2026-09.jsonl',
  '000005-correct-2026-07.jsonl',
]

/** Months one after the other, with a release after every third and a correction of the month before after every fourth. */
export function longPlan(months: number, people: number): Words[] {
  const plan: Words[] = []
  for (let i = 0; i < months; i++) {
    const period = month(2026, i + 1).name
    const payout = month(2026, i + 2).name
    const who = Array.from({ length: people }, (_, n) => String(n).padStart(5, '0'))
    plan.push({
      period,
      inputs: [
        { name: 'roster.csv', content: 'the same every month\n' },
        { name: 'orders.csv', content: `${period}\n`.repeat(people) },
      ],
      outputs: [{ name: 'payroll.csv', content: `${period} paid\n`.repeat(people) }],
      records: postings(...who.map(p => `reserve APQ ${p} ${period} withheld 10.00`)),
    })
    const release = postings(...who.map(p => `reserve APQ ${p} ${period} released 9.00`))
    if (i % 3 === 2) plan.push({ kind: 'release', reserve: 'APQ', period, payout, records: release })
    const correction = postings(`reserve APQ ${who[0]} ${period} withheld 0.50`)
    if (i % 4 === 3) plan.push({ kind: 'correct', period, payout, records: correction })
  }
  return plan
}

/** The book's folder within a new temporary one. */
export function bookIn(folder: string): string {
  return join(folder, 'book')
}
