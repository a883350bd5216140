// bonusbook book sheets: gives the sheets of a closed month back as they were sealed, byte for byte, from the copies that the
// book keeps. Writes to out/<month>/ or to the folder of --out, all of them or none.

import { relative, resolve } from 'node:path'
import type { FileFacts } from '../../book/entry.ts'
import { keptPath } from '../../book/keep.ts'
import { closedMonths } from '../../book/order.ts'
import { closingOf } from '../../book/read.ts'
import { verifyBook } from '../../book/verify.ts'
import { pathIn } from '../../core/inside.ts'
import { anyError, problem } from '../../core/problem.ts'
import { inTurns } from '../../core/turns.ts'
import { BOOK_FOLDER, MONTH_RECORD } from '../../files/names.ts'
import { readBytes } from '../../files/read.ts'
import { replaceFolder } from '../../writers/folder.ts'
import { failed } from '../fail.ts'
import { withShopLock } from '../lock.ts'
import { outFolder } from '../out-folder.ts'
import { readPeriod } from '../period.ts'
import { shopRoot } from '../shop.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, terminal } from '../streams.ts'
import { words } from '../words.ts'
import { findingProblem } from '../work-out.ts'
import { writeFolder } from '../write-folder.ts'

export interface SheetsOptions extends CommonOptions {
  readonly period: string
  readonly out?: string
}

export async function sheets(options: SheetsOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const period = await readPeriod(options.period, io.now, root)
  const own = `out/${period.name}`
  const folder =
    options.out === undefined
      ? resolve(root, own)
      : await outFolder({ typed: options.out, cwd: io.cwd, root, period: period.name })

  const work = async (): Promise<number> => {
    const book = await verifyBook(pathIn(root, BOOK_FOLDER))
    const damage = book.findings.filter(f => f.damage !== 'leftover').map(findingProblem)
    if (damage.length > 0) return failed(damage, t, period, true)
    const entry = closingOf(book, period.name)
    // Names outside the month's own folder are none that a closing gives.
    const outputs = (entry?.header.outputs ?? []).filter(o => o.name.startsWith(`${own}/`))
    const files = outputs.map(({ name, sha256 }) => ({ name: name.slice(own.length + 1), sha256 }))
    if (!entry || !files.some(f => f.name === MONTH_RECORD)) {
      const facts = { period: period.name, closed: closedMonths(book.headers).join(', ') }
      return failed([problem('MONTH_NOT_CLOSED', undefined, facts)], t, period, true)
    }
    const copy = (file: Pick<FileFacts, 'sha256'>): string => keptPath(book.folder, file.sha256)
    const sealed = await inTurns(files, async file => ({ ...file, bytes: await readBytes(copy(file)) }))
    const output = ({ name, bytes }: (typeof sealed)[number]) => ({ name, content: Promise.resolve(bytes) })
    const others = sealed.filter(f => f.name !== MONTH_RECORD).map(output)
    const last = output(sealed.find(f => f.name === MONTH_RECORD)!)
    const trouble = await writeFolder(folder, () => replaceFolder(folder, others, MONTH_RECORD, () => last))
    if (anyError(trouble)) return failed(trouble, t, period, true)
    const shown = relative(io.cwd, folder) || '.'
    if (t.json) {
      t.document({
        period: period.name,
        entry: entry.file,
        seal: entry.seal,
        folder: shown,
        files: files.map(f => f.name),
      })
      return 0
    }
    for (const line of problemLines(trouble, onErrors(t))) t.err(line)
    t.out(words(t.language).sheetsBack(period.name, shown, entry.file))
    return 0
  }
  const result = await withShopLock(root, work)
  return typeof result === 'number' ? result : failed([result], t, period, true)
}
