// What the readers refuse of a proposed scheme, taken back, and what they miss in it: a column that is not what it was taken for is
// a text and a question, an empty cell is none, a header that is not found is left out, a unit of time is said. Takes findings and
// the problems of a check; gives other findings, or the same ones where nothing can be loosened.

import type { Problem } from '../core/problem.ts'
import type { Doubt } from '../words/proposal.ts'
import type { Findings, FoundColumn, FoundRows, FoundTable } from './found.ts'

/** True for a problem that is neither the pay that is to be written nor only told. */
export function isFaultOf({ code, severity }: Problem): boolean {
  return severity === 'error' && code !== 'PAY_UNWRITTEN'
}

/** The findings without what the problems speak against. */
export function loosened(findings: Findings, problems: readonly Problem[]): Findings {
  const faults = problems.filter(found => isFaultOf(found) || found.code === 'UNIT_UNSAID')
  const in_ = (table: FoundTable): FoundTable => {
    const own = faults.filter(fault => fault.table === table.name)
    const columns = table.columns.map(column => changed(column, table, own))
    const missing = faults.filter(fault => fault.code === 'ROW_MISSING' && fault.facts.table === table.name).length
    if (missing > 0 && table.rows.kind === 'one each') return withMissing({ ...table, columns }, table.rows, missing)
    return columns.every((column, i) => column === table.columns[i]) ? table : { ...table, columns }
  }
  const roster = findings.roster && in_(findings.roster)
  const tables = findings.tables.map(in_)
  const same = roster === findings.roster && tables.every((table, i) => table === findings.tables[i])
  return same ? findings : { ...findings, roster, tables }
}

/** Who has no row has empty cells. */
function withMissing(table: FoundTable, rows: Extract<FoundRows, { kind: 'one each' }>, missing: number): FoundTable {
  const columns = table.columns.map(column =>
    column.name === rows.key ? column : { ...column, entry: { ...column.entry, blank: column.entry.blank ?? 'none' } },
  )
  const doubt: Doubt = { kind: 'missing rows', there: table.counted, of: table.counted + missing }
  return { ...table, columns, rows: { ...rows, missing: true }, doubts: [doubt, ...table.doubts] }
}

const ROLES = new Set(['id', 'name', 'position', 'group'])

function changed(column: FoundColumn, table: FoundTable, faults: readonly Problem[]): FoundColumn {
  if (column.beside) return column
  const named = (fault: Problem): boolean => {
    const said = 'column' in fault.facts ? fault.facts.column : undefined
    return said === column.name || said === (column.entry.header ?? column.name)
  }
  const own = faults.filter(named)
  const roster = table.name === 'people'
  const needed =
    (roster && ROLES.has(column.entry.type)) ||
    (table.rows.kind === 'one each' && table.rows.key === column.name) ||
    (table.rows.kind === 'events' && table.rows.month === column.name)
  for (const fault of own) {
    if (fault.code === 'UNIT_UNSAID') {
      const { found } = fault.facts
      if (found === '%' && /[%％]/.test(column.header))
        return { ...column, entry: { ...column.entry, type: 'percent' } }
      if (found !== '%' && column.entry.unit === undefined)
        return { ...column, entry: { ...column.entry, unit: found } }
    } else if (fault.code.startsWith('HEADER_')) {
      if (!needed) return aside(column, { kind: 'same name', header: column.header })
    } else if (fault.code === 'CELL_BLANK' && column.entry.blank === undefined && !needed) {
      return { ...column, entry: { ...column.entry, blank: 'none' } }
    } else if (
      ['CELL_INVALID', 'CELL_AMBIGUOUS', 'CELL_VALUE_UNKNOWN', 'UNIT_WRONG', 'UNIT_UNCLEAR', 'GROUP_UNKNOWN'].includes(
        fault.code,
      ) &&
      column.entry.type !== 'text' &&
      !needed
    ) {
      const found = 'found' in fault.facts ? fault.facts.found : ''
      const { header, blank } = column.entry
      const doubt: Doubt = { kind: 'not read as', type: column.entry.type, example: String(found) }
      return {
        ...column,
        entry: { type: 'text', blank: blank ?? 'none', ...(header === undefined ? {} : { header }) },
        doubts: [...column.doubts.filter(d => d.kind !== 'not read as'), doubt],
      }
    }
  }
  return column
}

function aside(column: FoundColumn, doubt: Doubt): FoundColumn {
  return { ...column, beside: true, doubts: [...column.doubts, doubt] }
}
