// The journal balances in the real hledger and ledger, to the same figures as our own balances, whatever the names.

import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { held } from '../../src/book/account.ts'
import type { EntryHeader } from '../../src/book/entry.ts'
import { fenText } from '../../src/book/form.ts'
import { accountPart, journal, journalPreface, type NameOf, type PayOf } from '../../src/book/journal.ts'
import type { Ledger } from '../../src/book/ledger.ts'
import { readWhole } from '../../src/book/read.ts'
import type { BookRecord } from '../../src/book/record.ts'
import { addTo } from '../../src/core/lists.ts'
import { bookIn, postings, sealAll, type Words, YEAR } from '../support/book.ts'
import { json, run } from '../support/cli.ts'
import { folderOfFile, tempFolder } from '../support/folders.ts'

const NAMES: Record<string, string> = { '00013': '于伟帆', '00058': '张伟' }

/** Nothing is known of the pay. */
const NO_PAY: PayOf = () => ({ currency: undefined, dated: false, day: () => undefined, groups: new Map() })

async function journalOf(folder: string, nameOf: NameOf): Promise<{ text: string; ledger: Ledger }> {
  const records = new Map<EntryHeader, BookRecord[]>()
  const book = await readWhole(folder, (record, header) => addTo(records, header, record))
  expect(book.findings).toEqual([])
  const entry = journal(nameOf, NO_PAY)
  const text = journalPreface([], NO_PAY) + Array.from(records, ([header, own]) => entry(header, own)).join('')
  return { text, ledger: book.ledger }
}

/** Our balances under the accounts of the journal; those that come to nothing left out, as the programs do. */
function ours(ledger: Ledger, nameOf: NameOf): Record<string, string> {
  const figures = new Map<string, bigint>()
  const add = (account: string, fen: bigint): void => void figures.set(account, (figures.get(account) ?? 0n) + fen)
  const who = (id: string): string => accountPart(nameOf(id, '') === undefined ? id : `${id} ${nameOf(id, '')}`)
  for (const lot of ledger.lots()) {
    const [person, reserve] = [who(lot.person), accountPart(lot.reserve)]
    add(`liabilities:reserves:${reserve}:${person}:${lot.origin}`, -held(lot))
    // What is withheld is not paid; what is released, and on top, is; what is lost, or given on top, changes what pay costs.
    add(`liabilities:payable:${person}`, lot.withheld - lot.released - lot.recovered - lot.premium)
    add(`expenses:${reserve}:${person}`, lot.premium - lot.forfeited)
  }
  for (const debt of ledger.debts()) {
    const [person, deduction] = [who(debt.person), accountPart(debt.deduction)]
    add(`assets:deductions:${deduction}:${person}`, debt.due - debt.taken)
    add(`expenses:${deduction}:${person}`, -debt.due)
    add(`liabilities:payable:${person}`, debt.taken)
  }
  // The one row that says what was paid.
  add(`expenses:bonus:${who('00013')}`, 112_653n)
  add(`liabilities:payable:${who('00013')}`, -112_653n)
  const told = [...figures].filter(([, fen]) => fen !== 0n)
  return Object.fromEntries(told.map(([account, fen]) => [account, fenText(fen)]))
}

test('a year, line by line', async () => {
  const folder = bookIn(tempFolder())
  await sealAll(folder, YEAR)
  const { text } = await journalOf(folder, id => NAMES[id])
  const [preface, july, owing] = text.split('\n\n')
  expect(preface).toBe('commodity CNY\n    format 1000.00 CNY')
  // Of 1,126.53 that were earned 10.00 and 20.71 are held.
  expect(july!.split('\n')).toEqual([
    '2026-07-31 * (1) close 2026-07 00013 于伟帆',
    '    expenses:bonus:00013 于伟帆  1126.53 CNY',
    '    liabilities:reserves:APQ预留:00013 于伟帆:2026-07  -10.00 CNY',
    '    liabilities:reserves:NPS预留:00013 于伟帆:2026-07  -20.71 CNY',
    '    liabilities:payable:00013 于伟帆  -1095.82 CNY',
  ])
  // Of 500.00 that became due 453.21 are taken.
  expect(owing!.split('\n').slice(1)).toEqual([
    '    expenses:投诉赔偿:00058 张伟  -500.00 CNY',
    '    liabilities:reserves:APQ预留:00058 张伟:2026-07  -0.35 CNY',
    '    assets:deductions:投诉赔偿:00058 张伟  46.79 CNY',
    '    liabilities:payable:00058 张伟  453.56 CNY',
  ])
  // 9.00 + 5.05 and 1.01 on top are paid; 1.00 is lost.
  expect(text).toContain(
    `2026-10-31 * (3) release APQ预留 2026-Q3 00013 于伟帆
    expenses:APQ预留:00013 于伟帆  0.01 CNY
    liabilities:reserves:APQ预留:00013 于伟帆:2026-07  10.00 CNY
    liabilities:reserves:APQ预留:00013 于伟帆:2026-08  5.05 CNY
    liabilities:payable:00013 于伟帆  -15.06 CNY
`,
  )
  expect(text).toContain('(5) correct 2026-07')
})

const HOSTILE = [
  'a;b',
  'a  b',
  ' a ',
  'a\tb',
  'a\nb',
  'a\r\n2026-01-01 x\n  y  1 CNY',
  '(a)',
  '[a]',
  '{a}',
  'a:b',
  'a ; b',
  '; a',
  '*',
  '!',
  '=1.00 CNY',
  '@',
  '"a"',
  "'a'",
  '%',
  '%3B',
  'a%3Bb',
  '#',
  '~',
  '|',
  '&',
  '<a>',
  '\\',
  '$(x)',
  '\u00a0a\u00a0\u00a0b',
  '\u3000',
  '\u2028',
  '\u0085',
  '\u0000',
  '\ud800',
  '\ud801',
  '😀',
  '张 伟',
  '张  伟',
  '-',
  '--',
  '.',
  '1.00 CNY',
  'a,b',
  'A',
  'a',
  'e\u0301',
  '\u00e9',
  '\u200b',
  '\u202ea',
]

test('parts of account names: safe, and different where the texts are', () => {
  expect(new Set(HOSTILE.map(accountPart)).size).toBe(HOSTILE.length)
  for (const text of HOSTILE) expect(accountPart(text)).toMatch(/^(?! )(?!.* {2})(?!.* $)[\p{L}\p{M}\p{N}_. %-]+$/u)
  expect(['张 伟', 'a;b', '(a)', 'a  b', ''].map(accountPart)).toEqual(['张 伟', 'a%3Bb', '%28a%29', 'a%20 b', '%'])
})

/** Balances by account, as a program gives them: `account TAB 12.50 CNY` a line. */
function parsed(out: string): Record<string, string> {
  const lines = out.split('\n').filter(l => l !== '' && !l.startsWith('"account"'))
  return Object.fromEntries(
    lines.map(l => {
      const m = /^"?(.+?)"?(?:\t|,)"?(-?[\d.]+) CNY"?$/.exec(l)
      if (!m) throw new Error(`not a balance: ${l}`)
      return [m[1]!, m[2]!]
    }),
  )
}

const PROGRAMS: Record<string, (file: string) => string[]> = {
  hledger: file => ['-f', file, 'bal', '--flat', '--no-total', '-O', 'csv'],
  ledger: file => ['-f', file, 'bal', '--flat', '--no-total', '--format', '%(account)\t%(display_total)\n'],
}

describe.each(Object.entries(PROGRAMS))('%s', (program, argv) => {
  const there = spawnSync(program, ['--version']).status === 0
  const run = (file: string): Record<string, string> =>
    parsed(
      execFileSync(program, argv(file), { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: place } }),
    )
  const place = folderOfFile()
  let folder = ''

  beforeAll(async () => {
    folder = join(place, 'book')
    const words: Words[] = [...YEAR]
    const records: BookRecord[] = HOSTILE.filter(text => text !== '\0').flatMap((text, i) => [
      {
        posting: {
          person: text,
          account: { reserve: text },
          origin: '2026-10',
          kind: 'withheld',
          amount: `${i + 1}.01`,
        },
      },
      {
        posting: { person: text, account: { deduction: text }, origin: '2026-10', kind: 'due', amount: `${i + 1}.05` },
      },
      {
        posting: {
          person: text,
          account: { deduction: text },
          origin: '2026-10',
          kind: 'carried',
          amount: `${i + 1}.05`,
        },
      },
    ])
    words.push({
      period: '2026-10',
      records: [...records, ...postings('reserve R 1 2026-10 withheld 123456789012.34')],
    })
    words.push({
      kind: 'release',
      reserve: 'a;b  ) [x] | 1 CNY\n2026-01-01',
      period: '2026',
      payout: '2027-01',
      records: postings('reserve R 1 2026-10 released 0.34'),
    })
    await sealAll(folder, words)
  })

  if (!there) test.skip(`${program} is not installed here: apt install ${program}`, () => {})
  else {
    test('accepts it and comes to the same figures', async () => {
      const { text, ledger } = await journalOf(folder, id => NAMES[id])
      const file = join(place, 'book.journal')
      writeFileSync(file, text)
      expect(run(file)).toEqual(ours(ledger, id => NAMES[id]))
    })

    test('with a hostile name for everybody', async () => {
      const nameOf = (id: string): string => HOSTILE[id.length % HOSTILE.length]!
      const { text, ledger } = await journalOf(folder, nameOf)
      const file = join(place, 'names.journal')
      writeFileSync(file, text)
      expect(run(file)).toEqual(ours(ledger, nameOf))
    })
  }
})

test.each(['0.1.0/golden', '0.1.0-adjusted', '0.1.0-kept-columns', '0.1.0-opened'])(
  'of the book %s every transaction comes to nothing, and what is owed to people is what it paid them',
  async name => {
    const cwd = join(fileURLToPath(new URL('../../fixtures/books/', import.meta.url)), name)
    const { out } = await run(['book', 'export', '--format', 'ledger'], { cwd })
    const fen = (amount: string): bigint => BigInt(amount.replace('.', ''))
    const lines = (text: string): [account: string, fen: bigint][] =>
      [...text.matchAll(/^ {4}(?!;)(.*?) {2}(-?\d+\.\d\d) CNY$/gm)].map(([, account, amount]) => [
        account!,
        fen(amount!),
      ])
    const sum = (all: readonly (readonly [string, bigint])[]): bigint => all.reduce((total, [, one]) => total + one, 0n)
    const [, ...transactions] = out.split('\n\n')
    expect(transactions.length).toBeGreaterThan(3)
    for (const text of transactions) expect([text, sum(lines(text))]).toEqual([text, 0n])
    // Net amounts have what corrections claim in them; the month that a book begins with was paid elsewhere.
    const { entries } = json<{ entries: { entry: string; amount: string }[] }>(
      await run(['book', 'list', '--json'], { cwd }),
    )
    const paid = entries.filter(e => e.entry !== 'correct').reduce((total, e) => total + fen(e.amount), 0n)
    expect(-sum(lines(out).filter(([account]) => account.startsWith('liabilities:payable:')))).toBe(paid)
  },
)
