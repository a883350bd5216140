// bonusbook book open: begins a book in the middle, from a workbook that says what was held, due and paid before; or makes that
// workbook, to be filled in.

import { basename, relative, resolve } from 'node:path'
import { Option } from 'commander'
import type { Period } from '../../core/calendar.ts'
import { amountText } from '../../core/money.ts'
import { BOOK_FOLDER } from '../../files/names.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { type OpenedBook, openBookWith } from '../../shop/open-book.ts'
import { openingTemplate } from '../../shop/opening-template.ts'
import { wordsIn } from '../../words/language.ts'
import { keyFile, readApprovals, sealLines, shopOf } from '../book.ts'
import { flagsOf } from '../command.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { putAsked } from '../put.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { tableLines } from '../table.ts'
import { UsageError } from '../usage-error.ts'
import { writtenFile } from '../written-file.ts'

export interface OpenOptions extends CommonOptions {
  readonly period?: string
  readonly from?: string
  readonly template?: string
  readonly approve?: string[]
  readonly sign?: string
  readonly dryRun?: boolean
}

export async function open(options: OpenOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const shop = shopOf(io, options.shop)
  const { from, template, dryRun = false } = options
  if ((from === undefined) === (template === undefined)) throw new UsageError('OPEN_EITHER', {})
  if (options.sign !== undefined && (from === undefined || dryRun)) throw new UsageError('SIGN_UNSEALED', {})
  const period = options.period === undefined ? undefined : await readPeriod(options.period, io, shop.root, '--period')
  if (template !== undefined) return writeTemplate(template, period, options, io, t)
  if (period === undefined)
    throw new UsageError('OPTION_MISSING', {
      option: flagsOf(new Option('--period <month>'), wordsIn(t.language).help),
    })
  const file = { path: resolve(io.cwd, from!), display: basename(from!) }
  const approvals = readApprovals(options.approve ?? [])
  const { value, problems } = await openBookWith(shop, {
    ...{ period, from: file, approvals, dryRun },
    key: keyFile(io, options.sign),
  })
  if (!value) return failed(problems, t, period, true)
  await conclude(
    t,
    'book open',
    { sealed: value.entry !== undefined },
    {
      document: () => documentOf(value, period.name),
      show: () => {
        for (const line of problemLines(problems, onErrors(t))) t.err(line)
        show(value, period.name, t)
      },
    },
  )
  return 0
}

async function writeTemplate(
  typed: string,
  asked: Period | undefined,
  { shop: folder }: OpenOptions,
  io: Io,
  t: Terminal,
): Promise<number> {
  const { root, time } = shopOf(io, folder)
  const path = await writtenFile({ option: '--template', typed, formats: ['xlsx'], root, cwd: io.cwd })
  const { value, problems } = await openingTemplate({ root, time }, asked)
  if (!value) return failed(problems, t, asked, true)
  const trouble = await putAsked(path, value.bytes)
  if (trouble) return failed([trouble], t, undefined)
  const file = relative(io.cwd, path)
  const { period } = value
  const show = (): void => t.out(wordsIn(t.language).terminal.openTemplate(period, file))
  await conclude(t, 'book open', { made: file, period }, { document: () => ({ period, file }), show })
  return 0
}

function documentOf({ sums, figures, approvals, entry }: OpenedBook, period: string): DocumentOf<'book open'> {
  const totals = sums.map(({ amount, ...sum }) => ({ ...sum, amount: amount ? amountText(amount) : null }))
  const { file = null, ...seal } = entry ?? {}
  return { period, entry: file, ...seal, totals, figures, approvals }
}

function show({ sums, figures, entry }: OpenedBook, period: string, t: Terminal): void {
  const w = wordsIn(t.language).terminal
  const columns = [
    ...['type', 'account', 'origin', 'rows', 'people'].map(key => ({ key, kind: 'text' as const })),
    { key: 'amount', kind: 'amount' as const },
  ]
  const rows = [
    ...sums.map(({ kind, name, rows, people, amount }) => {
      const [count, who] = [String(rows), kind === 'orders' ? '' : String(people)]
      return [KEYS[kind], name, '', count, who, amount ? amountText(amount) : '']
    }),
    ...figures.map(({ name, month, values }) => ['figure', name, month, String(values), '', '']),
  ]
  for (const line of rows.length === 0 ? [] : tableLines({ columns, rows }, t)) t.out(line)
  t.out()
  if (!entry) {
    t.out(w.notSealed)
    return
  }
  t.out(w.opened(period, `${BOOK_FOLDER}/${entry.file}`))
  for (const line of sealLines(entry, t)) t.out(line)
}

const KEYS = { reserves: 'reserve', deductions: 'deduction', orders: 'orders' } as const
