// Audit workbooks for tests: a shop of HEAD's tables with further sections and given people, run by the program, and its
// audit.xlsx worked out anew by LibreOffice.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './cli.ts'
import { copyInto, put, tempFolder } from './folders.ts'
import { GOLDEN } from './golden.ts'
import { type Given, HEAD } from './schemes.ts'

export const PERIOD = '2026-07'

const ROSTER = ['id', 'name', 'position', 'team', 'zone', 'share']
const FIGURES = ['id', 'a', 'b', 'n', 'm', 'k', 't', 'ok', 'day']

/** A cell of a CSV file. */
function csvCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The files of a shop of these people. */
export function shopFiles(sections: string, people: readonly Given[]): Record<string, string> {
  const table = (columns: readonly string[], rename: (column: string) => string): string =>
    [
      columns.map(rename).join(','),
      ...people.map((given, i) =>
        columns
          .map(column => {
            const basic = { id: `${i + 1}`, name: `P${i + 1}`, position: 'clerk', team: 'A', zone: 'Z' }
            return csvCell(given[column] ?? (basic as Given)[column] ?? '')
          })
          .join(','),
      ),
    ].join('\n')
  return {
    'scheme.yaml': `${HEAD}${sections}`,
    [`data/${PERIOD}/roster.csv`]: `${table(ROSTER, c => c)}\n`,
    [`data/${PERIOD}/figures.csv`]: `${table(FIGURES, c => (c === 'id' ? 'who' : c))}\n`,
  }
}

/** Runs a shop of these people; gives the folder and the bytes of its audit workbook. */
export async function auditBook(
  sections: string,
  people: readonly Given[],
): Promise<{ readonly shop: string; readonly bytes: Buffer }> {
  const shop = tempFolder()
  put(shop, shopFiles(sections, people))
  return { shop, bytes: await runAudit(shop) }
}

/** The golden shop with the exports of July alone, in a folder; gives the bytes of its audit workbook. */
export async function goldenAudit(shop: string): Promise<Buffer> {
  copyInto(join(GOLDEN, 'scheme.yaml'), join(shop, 'scheme.yaml'))
  copyInto(join(GOLDEN, 'data/2026-07'), join(shop, 'data/2026-07'))
  return runAudit(shop, '2026-07')
}

/** Runs a month of a shop; gives the bytes of its audit workbook. */
export async function runAudit(shop: string, period: string = PERIOD): Promise<Buffer> {
  const ran = await run(['run', '--period', period], { cwd: shop })
  if (ran.code !== 0) throw new Error(`${ran.code}\n${ran.out}${ran.err}`)
  return readFileSync(join(shop, 'out', period, 'audit.xlsx'))
}

/** The audit workbooks of all months of a shop, each closed before the next. */
export async function monthAudits(shop: string): Promise<Map<string, Buffer>> {
  const books = new Map<string, Buffer>()
  for (const period of readdirSync(join(shop, 'data')).filter(name => name !== 'results')) {
    books.set(period, await runAudit(shop, period))
    const closed = await run(['close', '--period', period], { cwd: shop })
    if (closed.code !== 0) throw new Error(closed.out + closed.err)
  }
  return books
}
