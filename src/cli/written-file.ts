// The file or folder that an option is to write. Takes what was typed and the format; gives its path; refuses names of other formats,
// which programs would not open, folders, pipes and devices, and the files that the shop itself is read from.

import { stat } from 'node:fs/promises'
import { extname, relative, resolve, sep } from 'node:path'
import type { Period } from '../core/calendar.ts'
import { GROUP_FILE, OWN_FILE } from '../files/names.ts'
import type { BookFormat } from '../shop/export-book.ts'
import { SHOP_FOLDERS } from '../shop/folder.ts'
import { outFault } from '../shop/out-folder.ts'
import type { WrittenFault } from '../words/usage.ts'
import { UsageError } from './usage-error.ts'

const ENDINGS: Record<BookFormat, readonly string[]> = {
  csv: ['.csv', '.txt'],
  xlsx: ['.xlsx'],
  hledger: ['.journal', '.hledger', '.txt'],
  ledger: ['.journal', '.ledger', '.dat', '.txt'],
}
/** Endings by which programs and systems know what is in a file; any other may be given to any. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['.xls', '.xlsb', '.xlsm', '.xltx', '.ods', '.et', '.numbers', '.pdf', '.doc', '.docx', '.html', '.htm', '.xml'],
  ...['.json', '.yaml', '.yml', '.tsv', '.zip', ...Object.values(ENDINGS).flat()],
])
/** Folders and files of a shop that are read, or that only its own commands write. */
const SHOP: ReadonlySet<string> = new Set([
  ...SHOP_FOLDERS,
  'scheme.yaml',
  OWN_FILE,
  GROUP_FILE,
  'allowed_signers',
  'cases.yaml',
])

export interface Written {
  readonly option: string
  readonly typed: string
  /** Any of these. */
  readonly formats: readonly BookFormat[]
  /** The shop's folder. */
  readonly root: string
  readonly cwd: string
}

/** What a list may be written as. */
export const LISTS: readonly BookFormat[] = ['csv', 'xlsx']

/** The path of the file; throws a usage error before anything is worked out. */
export async function writtenFile({ option, typed, formats, root, cwd }: Written): Promise<string> {
  const path = resolve(cwd, typed)
  const endings = formats.flatMap(format => ENDINGS[format])
  const ending = ENDINGS[formats[0]!][0]!
  const known = formats.map(format => ENDINGS[format][0]!).join(', ')
  const refuse = (fault: WrittenFault): UsageError =>
    new UsageError('WRITTEN_WRONG', { option, found: typed, fault, ending, known })
  const there = await stat(path).catch(() => undefined)
  if (/[/\\]$/.test(typed) || there?.isDirectory()) throw refuse('folder')
  if (there && !there.isFile()) throw refuse('other')
  const own = extname(path).toLowerCase()
  if (KNOWN.has(own) && !endings.includes(own)) throw refuse('format')
  if (SHOP.has(relative(root, path).split(sep)[0]!.toLowerCase())) throw refuse('shop')
  return path
}

/** The path of the folder that `--out` names for a month; without it, that of the month's draft. */
export async function outFolder(
  typed: string | undefined,
  root: string,
  { name }: Pick<Period, 'name'>,
  cwd: string,
): Promise<string> {
  if (typed === undefined) return resolve(root, 'out', name)
  const folder = resolve(cwd, typed)
  const fault = await outFault({ folder, root, period: name })
  if (fault) throw new UsageError('OUT_WRONG', { found: typed, fault })
  return folder
}
