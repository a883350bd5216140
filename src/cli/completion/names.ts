// The names that a shop's command lines are made of, found fast enough to be asked for at every press of the tab key: from
// the text of the scheme and the newest payroll.csv, not from a scheme that was checked. What can't be read gives no names.

import { readdir } from 'node:fs/promises'
import Papa from 'papaparse'
import { isPayPeriod, parsePeriod } from '../../core/calendar.ts'
import { pathIn } from '../../core/inside.ts'
import { readText } from '../../files/read.ts'
import { newestScheme } from '../../shop/folder.ts'

/** Names in a scheme file by what they are of. */
export interface SchemeNames {
  readonly positions: readonly string[]
  readonly lines: readonly string[]
  /** What `--set` may name. */
  readonly settable: readonly string[]
  readonly reserves: readonly string[]
  readonly deductions: readonly string[]
  readonly roles: readonly string[]
}

/** A key of the file with those above it, and what stands behind it on its line. */
interface Key {
  readonly path: readonly string[]
  readonly rest: string
}

/** Reads the names off the text of a scheme, by its indentation. */
export function schemeNames(text: string): SchemeNames {
  const keys = keysOf(text)
  const at = (...pattern: readonly (string | undefined)[]): string[] =>
    keys
      .filter(({ path }) => path.length === pattern.length && pattern.every((p, i) => p === undefined || p === path[i]))
      .map(({ path }) => path.at(-1)!)
  const ANY = undefined
  const columns = [...at('tables', ANY, 'columns', ANY), ...keys.filter(inColumns).flatMap(k => flowKeys(k.rest))]
  const [values, scores, reserves] = [at('values', ANY), at('scores', ANY), at('reserves', ANY)]
  const deductions = at('deductions', 'lines', ANY)
  const lines = [...at('pay', 'commission', ANY), ...at('pay', 'lines', ANY)]
  return {
    positions: unique(keys.filter(k => k.path.at(-1) === 'for').flatMap(k => listed(k.rest))).filter(
      p => p !== 'everyone',
    ),
    lines: unique([...lines, ...scores, ...reserves, ...deductions, ...values]),
    settable: unique([...at('parameters', ANY), ...columns, ...values, ...scores]),
    reserves: unique(reserves),
    deductions: unique(deductions),
    roles: unique(at('approvals', ANY)),
  }
}

const LINE = /^( *(?:- +)*)(?:"([^"]+)"|'([^']+)'|([^\s#"'{[-][^:#]*?)) *:(?: +(.*))?$/

function keysOf(text: string): Key[] {
  const open: { readonly indent: number; readonly key: string }[] = []
  return text.split(/\r?\n/).flatMap(line => {
    const found = LINE.exec(line)
    if (!found) return []
    const [, before, double, single, bare, rest = ''] = found
    const indent = before!.length
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop()
    open.push({ indent, key: (double ?? single ?? bare)! })
    return [{ path: open.map(o => o.key), rest }]
  })
}

function inColumns({ path }: Key): boolean {
  return path.length === 3 && path[0] === 'tables' && path[2] === 'columns'
}

/** `a` and `b` of `{ a: money, b: count }`. */
function flowKeys(text: string): string[] {
  return [...text.matchAll(/[{,]\s*([^{}[\],:"']+?)\s*:/g)].map(m => m[1]!)
}

/** The items of `[a, b]`, or the one that stands alone. */
function listed(text: string): string[] {
  const bare = text.replace(/\s#.*$/, '').replace(/[[\]"']/g, '')
  return bare
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}

export interface People {
  readonly people: readonly { readonly id: string; readonly name: string; readonly position: string }[]
  /** Teams and departments. */
  readonly groups: readonly string[]
  /** What the sheet has of a person: lines, scores, reserves and sums that are not empty. */
  readonly figures: ReadonlyMap<string, readonly string[]>
}

/** Who stands in the payroll sheet of a month, of the newest where none is asked for. */
export async function peopleOf(root: string, period: string | undefined): Promise<People> {
  const months = (await namesIn(pathIn(root, 'out'))).filter(name => isPayPeriod(parsePeriod(name))).sort()
  const month = period !== undefined && months.includes(period) ? period : months.at(-1)
  const text = month === undefined ? '' : await textOf(pathIn(root, 'out', month, 'payroll.csv'))
  const [header = [], ...rows] = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data
  // The month divides what a person is from what a person is paid.
  const divide = rows[0]?.indexOf(month ?? '') ?? -1
  if (divide < 3) return { people: [], groups: [], figures: new Map() }
  return {
    people: rows.map(row => ({ id: row[0]!, name: row[1]!, position: row[divide - 1]! })),
    groups: unique(rows.flatMap(row => row.slice(2, divide - 1))).filter(key => key !== ''),
    figures: new Map(rows.map(row => [row[0]!, header.filter((_, i) => i > divide && row[i] !== '')])),
  }
}

/** The text of the scheme that is newest; empty where there is none. */
export async function schemeText(root: string): Promise<string> {
  const dated = (await namesIn(pathIn(root, 'schemes'))).filter(name => /\.ya?ml$/.test(name)).sort()
  const newest = dated.at(-1)
  const own =
    (await textOf(pathIn(root, 'scheme.yaml'))) || (newest ? await textOf(pathIn(root, 'schemes', newest)) : '')
  const common = own === '' ? await newestScheme(root) : undefined
  return common ? textOf(common.path) : own
}

function textOf(path: string): Promise<string> {
  return readText(path).catch(() => '')
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
