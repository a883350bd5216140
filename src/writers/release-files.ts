// The files of a release, from what it pays: what is written to out/ and sealed with it.

import type { ReleaseResult } from '../pay/release.ts'
import { releaseDocument, releaseSheets } from '../reports/release-sheets.ts'
import type { Scheme } from '../scheme/model.ts'
import { csvText } from './csv.ts'
import { replaceFolder } from './folder.ts'
import { xlsxBytes } from './xlsx.ts'

export interface ReleaseFile {
  readonly name: string
  readonly content: Uint8Array | string
}

export async function releaseFiles(release: ReleaseResult, scheme: Scheme): Promise<ReleaseFile[]> {
  const sheets = releaseSheets(release, scheme.sheets, scheme.name)
  return [
    { name: 'payroll.xlsx', content: await xlsxBytes(sheets, sheets[0]!.heading) },
    { name: 'payroll.csv', content: csvText(sheets[0]!) },
    { name: 'release.json', content: `${JSON.stringify(releaseDocument(release), null, 2)}\n` },
  ]
}

/** Puts the files into a folder, all of them or none. Throws file system errors. */
export async function writeRelease(folder: string, files: readonly ReleaseFile[]): Promise<void> {
  const outputs = files.map(({ name, content }) => ({
    name,
    content: typeof content === 'string' ? content : Promise.resolve(content),
  }))
  const names = files.map(f => f.name)
  await replaceFolder(folder, outputs.slice(0, -1), names, () => outputs.at(-1)!)
}
