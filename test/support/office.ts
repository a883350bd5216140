// LibreOffice as another program that writes our users' files. Takes files, gives them saved in another format; where it is
// not installed, tests that need it are skipped and say so.

import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
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

/** The program's settings: those of a Chinese office. An American one shows ￥250,000.00 of a text file as dollars. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N"><prop
 oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item></oor:items>
`

function save(format: keyof typeof FORMATS, files: readonly string[], folder: string, more: readonly string[]): void {
  mkdirSync(join(folder, 'profile/user'), { recursive: true })
  writeFileSync(join(folder, 'profile/user/registrymodifications.xcu'), SETTINGS)
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
