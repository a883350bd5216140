// Running a month: worked out and written to out/<period>/, all sheets or none; with settings a what-if, which is held against the
// month as it is. Takes a shop and a month; gives the month and where it was written, or what stands in its way.

import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { anyError, type Problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { BOOK_FOLDER, OUT_FOLDER } from '../files/names.ts'
import type { Month, WorkedMonth } from '../pay/month.ts'
import type { Overrides } from '../pay/month-facts.ts'
import { type Variant, variantsOf } from '../pay/variants.ts'
import type { DraftForm, Making } from '../reports/run-record.ts'
import { type Worked, worked } from '../reports/what-if.ts'
import { schemeFigures, withFigures } from '../scheme/figures.ts'
import { ReadOnce } from '../sources/read-once.ts'
import { spoken } from '../words/language.ts'
import { writeMonth } from '../writers/month-files.ts'
import { monthFigures } from './close.ts'
import { type HowToLoad, loadShopScheme } from './folder.ts'
import { withShopLock } from './lock.ts'
import type { HowToWork } from './month.ts'
import { type OpeningState, openingOf } from './opening.ts'
import { version } from './program.ts'
import { sealBefore } from './seal.ts'
import { changedRules } from './sealed-rules.ts'
import type { Shop } from './shop.ts'
import { workOutShop } from './shop-month.ts'
import { payWhatIf } from './what-if.ts'
import { writeFolder } from './write-folder.ts'

export interface RunAsked extends Pick<HowToWork, 'sheets' | 'onProgress'> {
  readonly period: Period
  /** Values of a what-if by name, each one or a list. */
  readonly settings?: ReadonlyMap<string, string>
  /** Where the sheets go, as a whole path; without it, to the month's draft, which of a closed month is refused. */
  readonly folder?: string | undefined
  /** False: nothing is written. */
  readonly writes?: boolean
  /** Whether statements are also written one by one. */
  readonly split?: boolean
  /** Told when the month is worked out, when long writing begins, and when it is done. */
  readonly onStep?: (step: 'worked out' | 'writing' | 'written') => void
}

export type Ran =
  | {
      readonly kind: 'month'
      readonly month: Month
      /** What was written, and where; undefined where nothing was. */
      readonly folder: string | undefined
      /** What is to be told of the writing. */
      readonly written: readonly Problem[]
      /** Of a what-if: the month as it is, where it can be worked out, and with the values. */
      readonly compared: readonly [Worked, Worked] | undefined
    }
  | {
      /** Of lists of values: each variant, beside the month as it is. */
      readonly kind: 'variants'
      readonly from: Worked
      readonly compared: readonly Worked[]
    }
  /** Lists of values give no one month that could be written. */
  | { readonly kind: 'nothing to write' }

/** Works a month out and writes it. */
export function runMonth(shop: Shop, asked: RunAsked): Promise<Result<Ran>> {
  const work = (): Promise<Result<Ran>> => run(shop, asked)
  return asked.writes === false ? work() : withShopLock(shop.root, work)
}

/** Sheets of fewer people are written before anybody looks. */
const LONG_PEOPLE = 200

async function run({ root }: Shop, asked: RunAsked): Promise<Result<Ran>> {
  const {
    period,
    settings = new Map<string, string>(),
    writes = true,
    split = false,
    sheets,
    onProgress,
    onStep,
  } = asked
  const variants = settings.size > 0 ? await askedVariants(root, period, settings) : done([])
  if (!variants.value) return variants
  if (variants.value.length > 1)
    return writes ? done({ kind: 'nothing to write' }) : sideBySide(root, period, variants.value)
  const [only] = variants.value
  const own = pathIn(root, OUT_FOLDER, period.name)
  const read = only && new ReadOnce()
  const shown = { ...(onProgress ? { onProgress } : {}), ...(only ? { overrides: only.values } : {}), sheets, read }
  const { month, problems, loaded, state } = await workOutShop(
    root,
    period,
    { keepRows: writes, layouts: writes, ...shown },
    // What lies in out/<month>/ of a closed month is what was paid, however the folder is named.
    { edit: editOf(only), closed: writes && (asked.folder ?? own) === own ? 'refused' : 'anew' },
  )
  onStep?.('worked out')
  if (!month) return failed(problems)
  const folder = writes ? (asked.folder ?? own) : undefined
  let written: readonly Problem[] = []
  if (folder !== undefined) {
    if (month.result.people.length > LONG_PEOPLE) onStep?.('writing')
    const whatIf = [...settings].map(([name, value]) => `${name}=${value}`)
    const form: DraftForm = {
      language: spoken(month.scheme.sheets),
      ...(split ? { split: true } : {}),
      ...sealBefore(state.book, period.name),
    }
    const facts: Making = { version, schemeFile: loaded.facts!, whatIf, form, figures: monthFigures(month) }
    written = await writeFolder(folder, () => writeMonth(folder, month, problems, facts))
    onStep?.('written')
    if (anyError(written)) return failed(written)
  }
  const model = only && { month, overrides: only.values }
  const base = only && (await variantOf(root, period, undefined, { read, state, model })).value
  const compared = base && only && ([base, worked(only.label, month.result)] as const)
  // Of closed months, and no part of the sheets of this one.
  const changed = await changedRules(root, state.book, month.scheme)
  return done({ kind: 'month', month, folder, written, compared }, [...problems, ...changed])
}

/** What what-ifs of a month have in common: its files are read once, and so is the book; none is held against the month before. */
interface Common extends Pick<HowToLoad, 'known'>, Pick<HowToWork, 'read'> {
  readonly state?: OpeningState | undefined
  /** One that was worked out, with its values: of the others only what they change is worked out. */
  model?: { readonly month: WorkedMonth; readonly overrides: Overrides } | undefined
}

/** The month with the values of a variant; without one as it is. */
async function variantOf(
  root: string,
  period: Period,
  variant: Variant | undefined,
  common: Common,
): Promise<Result<Worked>> {
  const { read, known, state, model } = common
  const edit = editOf(variant)
  const load = { lints: false, state, ...(edit ? { edit } : known ? { known } : {}) }
  const { label = '', values: overrides = new Map() } = variant ?? {}
  if (model) {
    const { scheme } = await loadShopScheme(root, period, load)
    const paid = scheme && payWhatIf(model.month, model.overrides, { scheme, overrides })
    if (paid) return done(worked(label, paid))
  }
  const { month, problems } = await workOutShop(root, period, { read, expectations: false, overrides }, load)
  if (!month) return failed(problems)
  common.model ??= { month, overrides }
  return done(worked(label, month.result))
}

async function sideBySide(root: string, period: Period, variants: readonly Variant[]): Promise<Result<Ran>> {
  const state = await openingOf(pathIn(root, BOOK_FOLDER), period)
  const common: Common = { read: new ReadOnce(), known: new Map(), state }
  const { value: base } = await variantOf(root, period, undefined, common)
  const all: Worked[] = []
  for (const variant of variants) {
    const { value, problems } = await variantOf(root, period, variant, common)
    if (!value) return failed(problems)
    all.push(value)
  }
  const [first, ...others] = all
  return done(
    base ? { kind: 'variants', from: base, compared: all } : { kind: 'variants', from: first!, compared: others },
  )
}

/** The variants that settings ask for; one where none is a list. */
async function askedVariants(
  root: string,
  period: Period,
  settings: ReadonlyMap<string, string>,
): Promise<Result<readonly Variant[]>> {
  const { scheme, problems, text = '' } = await loadShopScheme(root, period, { lints: false })
  if (!scheme) return failed(problems)
  const read = variantsOf(scheme, schemeFigures(text), settings, period)
  return Array.isArray(read) ? failed(read) : done(read.variants)
}

/** What a variant changes in the scheme file. */
function editOf(variant: Variant | undefined): HowToLoad['edit'] {
  return variant && variant.figures.size > 0 ? text => withFigures(text, variant.figures) : undefined
}
