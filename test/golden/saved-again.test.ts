// The golden months from exports that a real spreadsheet program opened and saved again: every amount to the fen, as if
// nobody had touched them. Saving loses leading zeros of numbers and the texts of dates; the roster repairs the former.

import { isUtf8 } from 'node:buffer'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import { partsOf } from '../../src/pay/person-sheet.ts'
import { folderOfFile } from '../support/folders.ts'
import { expected, GOLDEN, MONTHS, monthOf, paid } from '../support/golden.ts'
import { OFFICE, saveAs } from '../support/office.ts'

const WAYS = [
  { format: 'xlsx', from: ['.xlsx', '.csv'] },
  { format: 'xls', from: ['.xlsx', '.csv'] },
  { format: 'csv', from: ['.xlsx'] },
] as const

describe.skipIf(!OFFICE).each(WAYS)('$from saved as $format', ({ format, from }) => {
  const root = folderOfFile()
  const work = join(root, 'work')

  beforeAll(() => {
    mkdirSync(work, { recursive: true })
    const targets = new Map<string, string>()
    for (const month of MONTHS) {
      const data = join(GOLDEN, 'data', month)
      const to = join(root, 'data', month)
      mkdirSync(to, { recursive: true })
      for (const name of readdirSync(data)) {
        const bytes = readFileSync(join(data, name))
        if (!(from as readonly string[]).includes(extname(name))) {
          writeFileSync(join(to, name), bytes)
          continue
        }
        const file = join(work, `${month}~${name}`)
        writeFileSync(file, extname(name) === '.csv' ? textOf(bytes) : bytes)
        targets.set(file, join(to, name.replace(/\.[^.]+$/, `.${format}`)))
      }
    }
    for (const [file, saved] of saveAs(format, [...targets.keys()], join(root, 'saved')))
      writeFileSync(targets.get(file)!, readFileSync(saved))
  }, 120_000)

  test.each(MONTHS)('%s pays the same', async period => {
    expect(readdirSync(join(root, 'data', period))).toHaveLength(readdirSync(join(GOLDEN, 'data', period)).length)
    const month = await monthOf(root, period)
    const found = month.result.people.flatMap(p =>
      partsOf(p, 'line').map(l => [p.id, l.name, amountText(l.amount)].join(' ')),
    )
    const due = expected(`${period}.lines.csv`).map(row => [row.工号, row.项目, row.金额].join(' '))
    expect(found.sort()).toEqual(due.sort())
    expect(paid(month)).toEqual(paid(await monthOf(GOLDEN, period)))
    for (const r of month.reconciliation) expect(r.difference.toFixed()).toBe('0')
  })
})

/** Text files are given to the program in one encoding: what it guesses of others is not our matter. */
function textOf(bytes: Buffer): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes)
}
