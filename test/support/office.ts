// LibreOffice as another program that writes our users' files. Takes files, gives them saved in another format; where it is
// not installed, tests that need it are skipped and say so.

import { spawnSync } from 'node:child_process'
import { basename, join } from 'node:path'

export const OFFICE: boolean = spawnSync('soffice', ['--version']).status === 0
if (!OFFICE) console.warn('soffice is not installed: files are not saved anew by a real spreadsheet program')

/** What LibreOffice calls its formats; CSV as shown, in UTF-8. */
export const FORMATS = {
  xlsx: 'xlsx:Calc MS Excel 2007 XML',
  xls: 'xls:MS Excel 97',
  csv: 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false',
} as const

/** A text file opened as in a Chinese office: UTF-8, commas, figures and dates recognised. */
const OPENED_TEXT = '--infilter=Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true'

/** Saves all files, text files and others in a run each; gives their new names by their old ones. */
export function saveAs(format: keyof typeof FORMATS, files: readonly string[], folder: string): Map<string, string> {
  const texts = files.filter(file => file.endsWith('.csv'))
  for (const some of [texts, files.filter(file => !texts.includes(file))])
    if (some.length > 0) save(format, some, folder, some === texts ? [OPENED_TEXT] : [])
  return new Map(files.map(file => [file, join(folder, basename(file).replace(/\.[^.]+$/, `.${format}`))]))
}

function save(format: keyof typeof FORMATS, files: readonly string[], folder: string, more: readonly string[]): void {
  const { status, stderr } = spawnSync('soffice', [
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    ...more,
    '--convert-to',
    FORMATS[format],
    '--outdir',
    folder,
    ...files,
  ])
  if (status !== 0) throw new Error(stderr.toString())
}
