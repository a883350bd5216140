// bonusbook close: seals a month. The draft must still be what its inputs, scheme and book give; months close in their
// order; approvals that the scheme asks for are demanded. Sealed once: a second time is refused, or with --if-open quietly
// nothing where nothing differs.

import type { Approval, EntryHeader } from '../../book/entry.ts'
import { correctionsOf, openMonth } from '../../book/order.ts'
import { closingOf } from '../../book/read.ts'
import type { Period } from '../../core/calendar.ts'
import { pathIn } from '../../core/inside.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { BOOK_FOLDER } from '../../files/names.ts'
import { readBytes, readText } from '../../files/read.ts'
import type { Month } from '../../pay/month.ts'
import { type DraftForm, formOf, readForm } from '../../reports/run-record.ts'
import { closeApprovals } from '../../shop/approvals.ts'
import { monthFigures, monthRecords } from '../../shop/close.ts'
import { monthDraft } from '../../shop/drafts.ts'
import { ORDERS_FILE, ordersFile } from '../../shop/orders.ts'
import { draftFiles } from '../../writers/month-files.ts'
import type { DraftFile } from '../../writers/outputs.ts'
import { now, readApprovals, type SealedFacts, sealBefore, sealEntry, sealedFacts, sealLines } from '../book.ts'
import { failed } from '../fail.ts'
import { withShopLock } from '../lock.ts'
import { readPeriod } from '../period.ts'
import { shopRoot } from '../shop.ts'
import { approvalsOf, type Signing, withSigning } from '../signing.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { buildOf, version } from '../version.ts'
import { words } from '../words.ts'
import { type ShopMonth, workOutShop } from '../work-out.ts'

export interface CloseOptions extends CommonOptions {
  readonly period: string
  readonly approve?: string[]
  readonly sign?: string
  readonly ifOpen?: boolean
}

export async function close(options: CloseOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const period = await readPeriod(options.period, io.now, root)
  const typed = readApprovals(options.approve ?? [])

  const work = async ({ keygen, signer }: Signing): Promise<number> => {
    const form = await draftForm(root, period)
    const how = { overrides: new Map(), keepRows: true, layouts: true, sheets: form?.language }
    const shopMonth = await workOutShop(root, period, how)
    const { book } = shopMonth.state
    const before = closingOf(book, period.name)
    if (before && book.findings.length === 0) {
      const newest = correctionsOf(book.headers, period.name).at(-1) ?? before.header
      if (options.ifOpen === true && shopMonth.month && sameInputs(newest, shopMonth)) {
        if (t.json)
          show(period, { file: before.file, figures: before.figures, seal: before.seal }, before.header.approvals, t)
        return 0
      }
      return failed([problem('MONTH_CLOSED', undefined, { period: period.name, entry: before.file })], t, period, true)
    }
    const { month, problems } = shopMonth
    if (!month) return failed(problems, t, period, true)
    const next = openMonth(book.headers)
    if (next !== undefined && next !== period.name)
      return failed([problem('MONTH_ORDER', undefined, { period: period.name, next })], t, period, true)
    // Another entry may have been sealed since the draft was written; it still stands upon the seal that it names.
    const { after: _, ...plain } = formOf(month, form)
    const own = book.entries.find(e => e.seal === form?.after)
    const upon = own ? { after: own.seal } : sealBefore(book, period.name)
    const made: DraftForm = { ...plain, ...upon }
    const figures = monthFigures(month)
    const schemeFile = shopMonth.loaded.facts!
    const draft = await draftFiles(month, problems, { version, schemeFile, whatIf: [], form: made, figures })
    const time = now(io)
    const { approvals, problems: missing } = await approvalsOf({
      ...{ root, keygen, typed, time },
      due: closeApprovals(month),
      rules: month.scheme.approvals,
      draft: { ...monthDraft(period.name), sha256: draft.at(-1)!.sha256 },
      command: `bonusbook approve --period ${period.name}`,
    })
    const refused = [...(await draftProblems(root, period, shopMonth, draft)), ...missing]
    if (refused.length > 0) return failed(refused, t, period, true)

    const entry = {
      facts: {
        kind: 'close' as const,
        period: period.name,
        version,
        build: buildOf(),
        time,
        approvals,
        about: { scheme: month.scheme.name, form: { ...made } },
      },
      inputs: sealedInputs(month),
      scheme: { name: schemeFile.file, sha256: schemeFile.sha256, path: pathIn(root, schemeFile.file) },
      outputs: draft.map(({ name, sha256, content }) => ({ name: `out/${period.name}/${name}`, sha256, content })),
      orders: { name: ORDERS_FILE, content: ordersFile(month.orders) },
      records: monthRecords(month),
    }
    const sealed = await sealEntry(book, entry, io, signer)
    if (!('outcome' in sealed)) return failed(sealed, t, period, true)
    show(period, { file: sealed.file, ...sealedFacts(sealed) }, approvals, t)
    return 0
  }
  const result = await withShopLock(root, () => withSigning(root, options.sign, io, work))
  return typeof result === 'number' ? result : failed([result], t, period, true)
}

function show(
  period: Period,
  { file, ...facts }: SealedFacts & { readonly file: string },
  approvals: readonly Approval[],
  t: Terminal,
): void {
  if (t.json) t.document({ period: period.name, entry: file, ...facts, approvals })
  else {
    t.out(words(t.language).closed(period.name, `${BOOK_FOLDER}/${file}`))
    for (const line of sealLines(facts, t)) t.out(line)
  }
}

/** Every file that the month was worked out from, once each. */
export function sealedInputs(month: Month): { name: string; sha256: string; path: string }[] {
  const read = month.readings.map(({ path, reading }) => ({ ...reading.facts!, path }))
  const files = [...read, ...month.compared].map(({ file, sha256, path }) => ({ name: file, sha256, path }))
  return [...new Map(files.map(f => [f.name, f])).values()]
}

/** True where inputs and scheme are those that were sealed: of the month, or of its newest correction. */
function sameInputs(sealed: EntryHeader, { month, loaded }: ShopMonth): boolean {
  const inputs = sealedInputs(month!).map(f => `${f.name} ${f.sha256}`)
  return (
    loaded.facts!.sha256 === sealed.scheme.sha256 &&
    inputs.sort().join() ===
      sealed.inputs
        .map(f => `${f.name} ${f.sha256}`)
        .sort()
        .join()
  )
}

/** The form that the draft was written in; undefined where none lies there that can be read. */
async function draftForm(root: string, period: Period): Promise<DraftForm | undefined> {
  try {
    return readForm((JSON.parse(await readText(pathIn(root, monthDraft(period.name).record))) as RunForm).form)
  } catch {
    return undefined
  }
}

interface RunForm {
  readonly form?: unknown
}

/** What differs between the draft that lies there and what the month gives now. */
async function draftProblems(
  root: string,
  period: Period,
  shopMonth: ShopMonth,
  draft: readonly DraftFile[],
): Promise<Problem[]> {
  const folder = pathIn(root, 'out', period.name)
  const changed: DraftFile[] = []
  let record: Buffer = Buffer.alloc(0)
  for (const file of draft) {
    const there = await readBytes(pathIn(folder, file.name)).catch(() => undefined)
    if (!there) return [problem('DRAFT_MISSING', undefined, { period: period.name })]
    if (!there.equals(file.content)) changed.push(file)
    record = there
  }
  if (changed.length === 0) return []
  const inputs = changedInputs(record, shopMonth)
  const named = inputs.length > 0 ? inputs : changed.map(({ name }) => `out/${period.name}/${name}`)
  return named.map(file => problem('DRAFT_STALE', { file }, { period: period.name, what: file }))
}

/** Scheme and inputs that are not those of the record, those that are there no more among them. */
function changedInputs(record: Buffer, { month, loaded }: ShopMonth): string[] {
  const before = recordedFiles(record)
  if (!before) return []
  const files = [loaded.facts!, ...month!.readings.map(({ reading }) => reading.facts!)]
  const now = new Map(files.map(f => [f.file, f.sha256]))
  return [...new Set([...now.keys(), ...before.keys()])].filter(file => now.get(file) !== before.get(file))
}

/** The files of run.json with their hashes; undefined where it is not what run writes. */
function recordedFiles(record: Buffer): ReadonlyMap<string, string> | undefined {
  try {
    const { inputs, scheme } = JSON.parse(record.toString('utf8')) as Record<'inputs', File[]> & { scheme: File }
    return new Map([scheme, ...inputs].map(f => [f.file, f.sha256]))
  } catch {
    return undefined
  }
}

interface File {
  readonly file: string
  readonly sha256: string
}
