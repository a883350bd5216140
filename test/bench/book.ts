// Measures the book: a shop's year of 24,000 postings, and a group's of 2,000,000. `npx tsx test/bench/book.ts`
// Says the wall time of a whole process that reads all balances, and how much memory it took at most.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import type { BookRecord } from '../../src/book/record.ts'
import { month } from '../../src/core/calendar.ts'
import { append } from '../support/book.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'bonusbook-bench-'))
const build = (entry: string, outfile: string): void => {
  buildSync({ stdin: { contents: entry, resolveDir: root }, outfile, bundle: true, platform: 'node', format: 'esm' })
}

/** A person's month: two reserves withheld, and of the month three before both released, one part forfeited. */
function* monthOf(i: number, people: number): Generator<BookRecord> {
  const origin = month(2026, i + 1).name
  for (let n = 0; n < people; n++) {
    const person = String(n).padStart(6, '0')
    const base = { person, origin }
    yield { posting: { ...base, account: { reserve: 'NPS预留' }, kind: 'withheld', amount: `${n % 90}.71` } }
    yield { posting: { ...base, account: { reserve: 'APQ预留' }, kind: 'withheld', amount: '10.00' } }
    yield { posting: { ...base, account: { deduction: '投诉赔偿' }, kind: 'due', amount: '1.00' } }
    yield { posting: { ...base, account: { deduction: '投诉赔偿' }, kind: 'taken', amount: '1.00' } }
  }
}

try {
  const reader = join(place, 'balance.mjs')
  build(
    `import { readBook } from './src/book/read.ts'
import { balanceRows } from './src/book/rows.ts'
const book = await readBook(process.argv[2])
let rows = 0
for (const _ of balanceRows(book.ledger, () => undefined).rows) rows++
const postings = book.entries.reduce((n, e) => n + e.postings, 0)
console.log(JSON.stringify({ postings, lots: rows, findings: book.findings.length, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }))`,
    reader,
  )
  for (const people of [500, 41_700]) {
    const folder = join(place, `book${people}`)
    const began = Date.now()
    for (let i = 0; i < 12; i++) {
      const result = await append(folder, { period: month(2026, i + 1).name, records: monthOf(i, people) })
      if (result.outcome !== 'sealed') throw new Error(JSON.stringify(result))
    }
    console.log(`written, each month reading all before it: ${Date.now() - began} ms`)
    for (const options of [[], ['--max-old-space-size=1024']]) {
      const start = performance.now()
      const { stdout, status } = spawnSync(process.execPath, [...options, reader, folder], { encoding: 'utf8' })
      console.log(`${Math.round(performance.now() - start)} ms`, options.join(' '), status, stdout.trim())
    }
  }
} finally {
  rmSync(place, { recursive: true, force: true })
}
