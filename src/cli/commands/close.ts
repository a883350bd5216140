// bonusbook close: seals a month. Sealed once: a second time is refused, or with --if-open quietly nothing where nothing
// differs.

import { BOOK_FOLDER } from '../../files/names.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { problemDocument } from '../../reports/documents.ts'
import { type CloseRequest, closeMonth } from '../../shop/close.ts'
import { wordsIn } from '../../words/language.ts'
import { keyFile, readAccepted, readApprovals, sealLines, shopOf } from '../book.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, terminal } from '../streams.ts'

export interface CloseOptions extends CommonOptions {
  readonly period: string
  readonly approve?: string[]
  readonly accept?: string[]
  readonly sign?: string
  readonly ifOpen?: boolean
}

/** What the options ask for. */
export async function closeRequest(options: CloseOptions, io: Io, root: string): Promise<CloseRequest> {
  const period = await readPeriod(options.period, io, root)
  const approvals = readApprovals(options.approve ?? [])
  return { period, approvals, accepted: readAccepted(options.accept ?? []), key: keyFile(io, options.sign) }
}

export async function close(options: CloseOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const shop = shopOf(io, options.shop)
  const request = await closeRequest(options, io, shop.root)
  const { period } = request
  const { value, problems } = await closeMonth(shop, { ...request, ifOpen: options.ifOpen === true })
  if (!value) return failed(problems, t, period, true)
  const { file, before, approvals: given, accepted: right, releases, ...facts } = value
  const document = (): DocumentOf<'close'> => {
    const told = problems.map(p => problemDocument(p, t.language))
    return { period: period.name, entry: file, ...facts, approvals: given, accepted: right, problems: told }
  }
  const show = (): void => {
    for (const line of problemLines(problems, onErrors(t))) t.err(line)
    if (before) return
    t.out(wordsIn(t.language).terminal.closed(period.name, `${BOOK_FOLDER}/${file}`))
    for (const line of sealLines(facts, t)) t.out(line)
  }
  await conclude(t, 'close', { nothing: before, releases }, { document, show })
  return 0
}
