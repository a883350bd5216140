// bonusbook book export: the book as CSV, as a workbook, or as a journal for hledger and ledger. Text goes to the output
// where no file is named. Writes nothing else.

import { relative, resolve } from 'node:path'
import { shopRoot } from '../../shop/contents.ts'
import { type BookFormat, exportBook } from '../../shop/export-book.ts'

import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { putAsked } from '../put.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'
import { writtenFile } from '../written-file.ts'

export interface ExportOptions extends CommonOptions {
  readonly format: BookFormat
  readonly out?: string
}

export async function exportCommand(options: ExportOptions, io: Io): Promise<number> {
  const { format, out } = options
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const asked =
    out === undefined
      ? undefined
      : await writtenFile({ option: '--out', typed: out, formats: [format], root, cwd: io.cwd })
  const { value: content, problems } = await exportBook({ root }, format, t.language)
  if (content === undefined) return failed(problems, t, undefined)
  if (out === undefined && typeof content === 'string') {
    const show = (): void => void io.stdout.write(content)
    await conclude(t, 'book export', {}, { document: () => ({ format, file: null, content }), show })
    return 0
  }
  const file = asked ?? resolve(io.cwd, `book.${format}`)
  const trouble = await putAsked(file, content)
  if (trouble) return failed([trouble], t, undefined)
  const name = relative(io.cwd, file)
  await conclude(t, 'book export', {}, { document: () => ({ format, file: name }), show: () => t.out(name) })
  return 0
}
