// A draft as it is approved: the record in its folder (run.json, release.json) lists every other file with its hash, so the
// hash of the record fixes all of it. Takes the shop's folder; gives the record's hash; refuses a draft that is not as listed.

import type { EntryHeader } from '../book/entry.ts'
import type { JsonObject } from '../book/form.ts'
import { correctionsOf } from '../book/order.ts'
import { hashOf } from '../core/hash.ts'
import { pathIn } from '../core/inside.ts'
import { problem } from '../core/problem.ts'
import { done, type Failed, failed, type Result } from '../core/result.ts'
import { CORRECTION_RECORD, MONTH_RECORD, RELEASE_RECORD } from '../files/names.ts'
import { bytesOrNone } from '../files/read.ts'
import { type DraftRecord, readDraftRecord } from '../reports/draft-record.ts'
import { readForm } from '../reports/run-record.ts'
import type { Scheme } from '../scheme/model.ts'
import { inPeriods, type Language, spoken } from '../words/language.ts'

export interface Draft {
  /** `2026-07`, `release-APQ预留-2026-Q3`: the folder in out/. */
  readonly name: string
  /** `out/2026-07/run.json`. */
  readonly record: string
  readonly sha256: string
}

/** Where a month's draft lies. */
export function monthDraft(period: string): Omit<Draft, 'sha256'> {
  return { name: period, record: `out/${period}/${MONTH_RECORD}` }
}

/** The draft of a release, by its folder: `out/release-APQ预留-2026-Q3`. */
export function releaseDraft(folder: string): Omit<Draft, 'sha256'> {
  return { name: folder.slice('out/'.length), record: `${folder}/${RELEASE_RECORD}` }
}

/** The draft of the next correction of a month: `out/correct-2026-07`, of the second one `out/correct-2026-07-2`. */
export function correctionDraft(period: string, headers: readonly EntryHeader[]): Omit<Draft, 'sha256'> {
  const before = correctionsOf(headers, period).length
  const name = `correct-${period}${before === 0 ? '' : `-${before + 1}`}`
  return { name, record: `out/${name}/${CORRECTION_RECORD}` }
}

/** Which of its outputs is the record of its draft; an opening is approved as the workbook that it is read from. */
const RECORDS: Readonly<Record<EntryHeader['kind'], RegExp | undefined>> = {
  open: undefined,
  close: /^out\/[^/]+\/run\.json$/,
  release: /^out\/[^/]+\/release\.json$/,
  correct: /^out\/[^/]+\/correct\.json$/,
}

/** The draft that an entry was sealed from; undefined for one that has none. */
export function sealedDraft({ kind, inputs, outputs }: EntryHeader): Omit<Draft, 'name'> | undefined {
  const own = RECORDS[kind]
  const record = kind === 'open' ? inputs[0] : outputs.find(({ name }) => own?.test(name) === true)
  return record && { record: record.name, sha256: record.sha256 }
}

/** The language of a draft's sheets: what is asked for, else that of the draft that lies there, else the scheme's. */
export async function sheetsOf(
  root: string,
  { record }: Pick<Draft, 'record'>,
  asked: Language | undefined,
  scheme: Pick<Scheme, 'sheets' | 'pays'>,
): Promise<Language> {
  return chosen(asked ?? readDraftRecord(await bytesOrNone(pathIn(root, record)))?.form?.language, scheme)
}

function chosen(language: Language | undefined, { sheets, pays }: Pick<Scheme, 'sheets' | 'pays'>): Language {
  return language === undefined ? sheets : inPeriods(language, pays)
}

/** What an entry says of the language of its sheets, where that is not the scheme's. */
export function aboutSheets(language: Language, { sheets }: Pick<Scheme, 'sheets'>): JsonObject {
  return language === sheets ? {} : { form: { language: spoken(language) } }
}

/** The language of the sheets of an entry. */
export function sealedSheets({ about }: Pick<EntryHeader, 'about'>, scheme: Pick<Scheme, 'sheets' | 'pays'>): Language {
  return chosen(readForm(about.form)?.language, scheme)
}

export interface FoundDraft extends Draft {
  /** What the record says, for whoever is to look at it. */
  readonly content: DraftRecord
}

/** The draft as it lies there; a problem where a file of it is not as its record lists it. `command`: what writes it. */
export async function findDraft(
  root: string,
  { name, record }: Omit<Draft, 'sha256'>,
  command: string,
): Promise<Result<FoundDraft>> {
  const unfit = (file: string): Failed =>
    failed(problem('DRAFT_UNFIT', undefined, { draft: `out/${name}`, file, command }))
  const bytes = await bytesOrNone(pathIn(root, record))
  if (!bytes) return unfit('')
  const content = readDraftRecord(bytes)
  if (!content?.outputs) return unfit(record)
  for (const output of content.outputs) {
    if (!output) return unfit(record)
    const own = await bytesOrNone(pathIn(root, 'out', name, output.file))
    if (!own || hashOf(own) !== output.sha256) return unfit(`out/${name}/${output.file}`)
  }
  return done({ name, record, sha256: hashOf(bytes), content })
}
