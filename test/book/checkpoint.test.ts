// A book gives the same answers by its checkpoint, without it, by one that is behind, damaged or another book's; and what is wrong
// with a book is found as if there were none. Whoever changes both is found by whoever reads the whole book.

import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { held } from '../../src/book/account.ts'
import { CHECKPOINT } from '../../src/book/checkpoint.ts'
import { entryRows } from '../../src/book/list.ts'
import { closedMonths } from '../../src/book/order.ts'
import { type Book, readBook, readWhole } from '../../src/book/read.ts'
import type { BookRecord, MonthRow } from '../../src/book/record.ts'
import { balanceRows, debtRows, registerRow } from '../../src/book/rows.ts'
import { verifyBook } from '../../src/book/verify.ts'
import { month } from '../../src/core/calendar.ts'
import { postingsIn } from '../../src/shop/book-rows.ts'
import { openingIn } from '../../src/shop/opening.ts'
import { pastOf } from '../../src/shop/past.ts'
import { namesIn } from '../../src/shop/people.ts'
import { append, bookIn, opened, posting, sealAll, type Words, YEAR, YEAR_FILES } from '../support/book.ts'
import { sha256, tempFolder } from '../support/folders.ts'
import { linesOf, sealedAgain } from '../support/forge.ts'

const PEOPLE = ['1', '2', '班组=一组']

const Step = fc.record({
  kind: fc.constantFrom('close', 'close', 'release', 'correct'),
  fen: fc.bigInt(1n, 10n ** 15n),
  who: fc.subarray(PEOPLE, { minLength: 1 }),
  name: fc.constantFrom('张伟', 'Ann', 'ann '),
  late: fc.boolean(),
  by: fc.constantFrom(undefined, 'R-1', ''),
  back: fc.nat(5),
})

const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`

function monthRow(person: string, of: string, fen: bigint, name: string, by: string | undefined): BookRecord {
  const nothing = { reserves: {}, due: {}, taken: {}, scores: {} }
  const adjustment = { kind: 'extra', amount: '1.00', reason: 'r', reference: by ?? '', approvedBy: 'x' }
  const row: MonthRow = {
    ...{ month: of, person, name, position: 'p', lines: { bonus: yuan(fen) }, ...nothing },
    ...{ gross: yuan(fen), net: yuan(fen), values: { 'values.a': yuan(fen) } },
    ...(by === undefined ? {} : { adjustments: [adjustment] }),
  }
  return { row }
}

/** Entries that follow each other as a shop's do: whatever is held is released at most once, corrections are of closed months. */
function planOf(steps: readonly (typeof Step extends fc.Arbitrary<infer T> ? T : never)[]): Words[] {
  const plan: Words[] = []
  const lots = new Map<string, bigint>()
  let closed = 0
  for (const { kind, fen, who, name, late, by, back } of [{ ...FIRST }, ...steps]) {
    const [payout, next] = [month(2026, closed + (late ? 4 : 1)).name, month(2026, closed + 1).name]
    const of = month(2026, closed - (back % Math.max(closed, 1))).name
    if (kind === 'close') {
      closed++
      const period = month(2026, closed).name
      const records = who.flatMap((person): BookRecord[] => {
        lots.set(`${person} ${period}`, fen)
        return [
          { posting: posting(`reserve APQ ${person} ${period} withheld ${yuan(fen)}`) },
          { posting: { ...posting(`deduction fine ${person} ${period} due ${yuan(fen)}`), reason: name } },
          { posting: posting(`deduction fine ${person} ${period} taken 0.01`) },
          { posting: posting(`deduction fine ${person} ${period} carried ${yuan(fen - 1n)}`) },
          monthRow(person, period, fen, name, by),
        ]
      })
      const figures = { month: period, of: '', values: { 'values.b': yuan(fen) } }
      const kept = { month: period, columns: ['values.a', `values.${name}`] }
      plan.push({ period, records: [...records, { figures }, { kept }] })
    } else if (kind === 'release') {
      const own = who.filter(person => (lots.get(`${person} ${of}`) ?? 0n) > 0n)
      const records = own.flatMap((person): BookRecord[] => {
        const amount = yuan(lots.get(`${person} ${of}`)!)
        lots.set(`${person} ${of}`, 0n)
        return [
          { posting: posting(`reserve APQ ${person} ${of} released ${amount}`) },
          { lot: { person, origin: of, ratio: '1' } },
        ]
      })
      plan.push({ kind, period: of, reserve: 'APQ', payout, records })
    } else {
      const records = who.flatMap((person): BookRecord[] => [
        { posting: posting(`reserve APQ ${person} ${of} withheld ${yuan(fen)}`) },
        { correction: { origin: of, kind: 'line', name: 'bonus', person, amount: yuan(fen) } },
        monthRow(person, of, fen, name, by),
      ])
      for (const person of who) lots.set(`${person} ${of}`, (lots.get(`${person} ${of}`) ?? 0n) + fen)
      plan.push({ kind, period: of, payout: next, records })
    }
  }
  return plan
}

const FIRST = { kind: 'close', fen: 100n, who: PEOPLE, name: 'Ann', late: false, by: undefined, back: 0 } as const

/** Everything that is asked of a book, as plain text. */
function answers(book: Book): string {
  const { entries, headers, findings, ledger } = book
  const nameOf = namesIn(book)
  const months = [...closedMonths(headers), month(2026, closedMonths(headers).length + 1).name]
  const all = {
    ...{
      entries,
      headers,
      findings,
      lots: [...ledger.open()].map(held),
      debts: [...ledger.debts()],
      owed: [...ledger.owed()],
    },
    balances: [[...balanceRows(ledger, nameOf, undefined, false).rows], [...balanceRows(ledger, nameOf).rows]],
    rows: [[...debtRows(ledger, nameOf).rows], [...entryRows(book).rows]],
    register: Array.from(postingsIn(book), ([own, header]) => registerRow(own, header, nameOf)),
    own: Array.from(postingsIn(book, '2'), ([own]) => own),
    everything: [[...ledger.lots()], [...ledger.whose()], headers.map(({ number }) => book.recordsOf(number))],
    months: months.map(name => {
      const { opening, kept } = openingIn(book, name)
      const past = pastOf(book, name)
      const earlier = months.map(m => [m, opening.earlier.get(m), kept.readableIn(name).get(m)])
      const told = PEOPLE.map(p => [past.postings(p), past.corrected(p), months.map(m => past.entryOf(m, p))])
      return { ...opening, earlier, columns: kept.columns, told, shop: months.map(m => past.entryOf(m, '')) }
    }),
  }
  return JSON.stringify(
    all,
    (_, value) =>
      value instanceof Map
        ? [...value]
        : value instanceof Set
          ? [...value]
          : typeof value === 'bigint'
            ? String(value)
            : value,
    1,
  )
}

function changed(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'latin1')), 'latin1')
}

/** The bytes of an amount as columns have it. */
function amountBytes(fen: number): string {
  return Buffer.from(Float64Array.of(fen).buffer).toString('latin1')
}

test('every answer is the same, whatever lies there as the checkpoint', async () => {
  const another = bookIn(tempFolder())
  await sealAll(another, YEAR)
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 2, maxLength: 9 }), fc.nat(), async (steps, at) => {
      const folder = bookIn(tempFolder())
      const file = join(folder, CHECKPOINT)
      const plan = planOf(steps)
      const before = at % (plan.length - 1)
      await sealAll(folder, plan.slice(0, before + 1))
      const behind = existsSync(file) ? readFileSync(file) : undefined
      await sealAll(folder, plan.slice(before + 1))
      const whole = await readWhole(folder)
      expect(whole.findings).toEqual([])
      const due = answers(whole)
      const states: Record<string, () => void> = {
        'as it is': () => {},
        behind: () => behind && writeFileSync(file, behind),
        'cut off': () => changed(file, text => text.slice(0, at % text.length)),
        longer: () => changed(file, text => text + text.slice(24, 24 + (at % text.length))),
        'another figure': () => changed(file, text => text.replace(amountBytes(100), amountBytes(700))),
        'another size': () => changed(file, text => text.replace(/"postings":\d/, '"postings":9')),
        'another form': () => changed(file, text => text.replace('{"checkpoint":2}', '{"checkpoint":3}')),
        'the form before': () => changed(file, () => '{"checkpoint":1}\n{"number":1}\n'),
        'no JSON': () => changed(file, text => `${text.slice(0, 24)}nothing\n`),
        'of another book': () => copyFileSync(join(another, CHECKPOINT), file),
        none: () => rmSync(file),
      }
      const now = readFileSync(file)
      for (const [state, make] of Object.entries(states)) {
        writeFileSync(file, now)
        make()
        const book = await readBook(folder)
        if (state === 'as it is') expect(book.upon).toBe(plan.length - 1)
        if (state === 'none') expect(book.upon).toBe(0)
        expect([state, answers(book)]).toEqual([state, due])
        // Whoever may write makes it again.
        expect(answers(await opened(folder))).toBe(due)
        expect([state, readFileSync(file).equals(now)]).toEqual([state, true])
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)

describe('a book and its checkpoint', () => {
  const [JULY, AUGUST, RELEASE, SEPTEMBER, CORRECTION] = YEAR_FILES as [string, string, string, string, string]

  /** Rewrites entries from one on, chain and head made to fit. */
  function sealAgain(folder: string, from: string, change: (line: string, file: string) => string): void {
    let seal = ''
    for (const file of YEAR_FILES.slice(YEAR_FILES.indexOf(from))) {
      const path = join(folder, file)
      const signature = /\n(\{"signature".*\n)$/.exec(readFileSync(path, 'utf8'))?.[1] ?? ''
      const lines = (signature ? linesOf(path).slice(0, -1) : linesOf(path)).map(line => change(line, file))
      if (seal) lines[0] = lines[0]!.replace(/"previous":"\w+"/, `"previous":"${seal}"`)
      const again = sealedAgain(lines)
      seal = again.seal
      writeFileSync(path, again.text + signature)
    }
    writeFileSync(join(folder, 'head.json'), `{"count":5,"seal":"${seal}"}\n`)
  }

  async function year(): Promise<string> {
    const folder = bookIn(tempFolder())
    await sealAll(folder, YEAR)
    return folder
  }

  test('a changed byte of an entry that it covers is found as in a book without one', async () => {
    const folder = await year()
    changed(join(folder, AUGUST), text => text.replace('5.05', '6.05'))
    const { findings } = await readBook(folder)
    expect(findings).toEqual([{ damage: 'changed', entry: AUGUST, facts: { line: undefined } }])
    rmSync(join(folder, CHECKPOINT))
    expect((await readBook(folder)).findings).toEqual(findings)
  })

  test('what was sealed again and does not add up is found as in a book without one', async () => {
    const folder = await year()
    sealAgain(folder, AUGUST, line => line.replace(/"amount":"0.00"(?=.*"carried")/, '"amount":"1.00"'))
    const { findings } = await readBook(folder)
    expect(findings).toMatchObject([{ damage: 'balance', entry: AUGUST, facts: { amount: '1.00', due: '0.00' } }])
  })

  test('a file that says other amounts is not believed', async () => {
    const folder = await year()
    // Of 00013 in July 20.71 are held of NPS预留.
    changed(join(folder, CHECKPOINT), text => text.replace(amountBytes(2071), amountBytes(9999)))
    const book = await readBook(folder)
    expect([book.upon, book.findings]).toEqual([0, []])
    expect([...book.ledger.open()].map(held)).toEqual([2071n, 300n])
  })

  test('one that the last entry was sealed again for is found by whoever proves the book', async () => {
    const folder = await year()
    changed(join(folder, CHECKPOINT), text => text.replace(amountBytes(2071), amountBytes(9999)))
    const other = sha256(readFileSync(join(folder, CHECKPOINT)).subarray(24))
    sealAgain(folder, CORRECTION, line => line.replace(/("checkpoint":\{"form":2,"sha256":")\w+/, `$1${other}`))
    const found = [{ damage: 'checkpoint', entry: CORRECTION, facts: {} }]
    expect((await verifyBook(folder)).findings).toEqual(found)
    // Others name what the file says of those before them.
    expect((await readBook(folder)).findings).toEqual(found)
  })

  test('an entry of a program that names none stands behind it', async () => {
    const folder = await year()
    sealAgain(folder, CORRECTION, line => line.replace(/"about":\{"checkpoint":\{.*?\}\}/, '"about":{}'))
    // The file is of the four entries before, which nobody names any more.
    const book = await readBook(folder)
    expect([book.upon, book.findings]).toEqual([0, []])
    expect((await append(folder, { period: '2026-10' })).outcome).toBe('sealed')
    expect((await readBook(folder)).upon).toBe(5)
  })

  test('entries that are gone are missed in spite of it', async () => {
    const folder = await year()
    for (const file of [SEPTEMBER, CORRECTION]) rmSync(join(folder, file))
    expect((await readBook(folder)).findings).toEqual([
      { damage: 'missing', entry: '000004', facts: { last: '000005' } },
    ])
    rmSync(join(folder, JULY))
    expect((await readBook(folder)).findings).toEqual((await readWhole(folder)).findings)
    expect(RELEASE).toContain('release')
  })

  test('two readers and a writer at once', async () => {
    const folder = bookIn(tempFolder())
    for (const [i, words] of YEAR.entries()) {
      const [sealed, ...books] = await Promise.all([append(folder, words), readBook(folder), readBook(folder)])
      expect(sealed.outcome).toBe('sealed')
      for (const book of books) expect([book.findings, [i, i + 1].includes(book.entries.length)]).toEqual([[], true])
    }
    const copy = bookIn(tempFolder())
    cpSync(folder, copy, { recursive: true })
    expect(answers(await readBook(copy)).replaceAll(copy, '')).toBe(
      answers(await readWhole(folder)).replaceAll(folder, ''),
    )
  })
})
