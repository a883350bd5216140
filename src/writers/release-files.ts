// The files of a release, from what it pays: what is written to out/ and sealed with it.

import { hashOf } from '../core/hash.ts'
import { jsonText } from '../core/visible.ts'
import { RELEASE_RECORD } from '../files/names.ts'
import type { Filled } from '../pay/layout-result.ts'
import type { ReleaseResult } from '../pay/release.ts'
import { layoutsDocument } from '../reports/layout-document.ts'
import { type ReleaseSeals, releaseDocument, releaseSheets } from '../reports/release-sheets.ts'
import type { Scheme } from '../scheme/model.ts'
import { csvText } from './csv.ts'
import { type Replaced, replaceFolder } from './folder.ts'
import { layoutFiles } from './layout-files.ts'
import { xlsxBytes } from './xlsx.ts'

export interface ReleaseFile {
  readonly name: string
  readonly content: Uint8Array | string
}

export async function releaseFiles(
  release: ReleaseResult,
  layouts: readonly Filled[],
  scheme: Scheme,
  seals: ReleaseSeals,
): Promise<ReleaseFile[]> {
  const sheets = releaseSheets(release, scheme.sheets, scheme.name, seals)
  const exported = await Promise.all(
    layoutFiles(layouts).map(async ({ name, content }) => ({ name, content: (await content) as Uint8Array })),
  )
  const files = [
    { name: 'payroll.xlsx', content: await xlsxBytes(sheets, sheets[0]!.heading) },
    { name: 'payroll.csv', content: Buffer.from(csvText(sheets[0]!)) },
    ...exported,
  ]
  // With their hashes, by which the next draft knows its files again.
  const outputs = files.map(({ name, content }) => ({ file: name, bytes: content.length, sha256: hashOf(content) }))
  const document = { ...releaseDocument(release), ...seals, ...layoutsDocument(layouts), outputs }
  return [...files, { name: RELEASE_RECORD, content: `${jsonText(document, 2)}\n` }]
}

/** Every file that a release may have besides its layouts, of this and of earlier versions. */
export const RELEASE_FILES: readonly string[] = ['payroll.xlsx', 'payroll.csv', RELEASE_RECORD]

/** Puts the files into a folder, all of them or none. Throws file system errors. */
export async function writeRelease(folder: string, files: readonly ReleaseFile[]): Promise<Replaced> {
  const outputs = files.map(({ name, content }) => ({
    name,
    content: typeof content === 'string' ? content : Promise.resolve(content),
  }))
  return replaceFolder(folder, outputs.slice(0, -1), RELEASE_RECORD, () => outputs.at(-1)!)
}
