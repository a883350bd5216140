// How a row is divided that several people share (`shared: equally`, `shared: [60%, 40%]`, `shared: 派工工时`). Takes what
// a column of people says and the other columns of its table; gives what the reader of files must do. Refuses shares that
// don't make a whole, and the word where it would have no effect.

import { compare, type Decimal, ONE, plain, sumOf, ZERO } from '../core/decimal.ts'
import { suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import type { Sharing } from '../tables/spec.ts'
import { COLUMN_KEYS, type ParsedColumn, parseFigure } from './columns.ts'
import { type Context, tell, unknownKey } from './context.ts'
import type { ColumnEntry, TableEntry } from './schema.ts'
import type { Path } from './text.ts'

/** The columns of a table with what each says of sharing; `at` gives the place of a column. */
export function withSharing(
  columns: readonly ParsedColumn[],
  entries: readonly { readonly key: string; readonly entry: string | ColumnEntry }[],
  table: TableEntry,
  path: Path,
  context: Context,
): readonly ParsedColumn[] {
  return columns.map((column, i): ParsedColumn => {
    const { key, entry } = entries[i]!
    if (typeof entry === 'string' || entry.shared === undefined) return column
    const at = [...path, key, 'shared']
    if (column.spec.type !== 'person' || table['one row per'] !== undefined || table['one figure per row']) {
      // A type that is unknown was told already.
      if (column.type.kind !== 'unknown') unknownKey(at, COLUMN_KEYS, context)
      return column
    }
    const shared = sharing(entry.shared, columns, at, context)
    return { ...column, spec: { ...column.spec, shared }, type: { ...column.type, shared: true } }
  })
}

function sharing(
  said: string | readonly string[],
  columns: readonly ParsedColumn[],
  path: Path,
  context: Context,
): Sharing | undefined {
  if (typeof said !== 'string') return fixed(said, path, context)
  if (said === 'equally') return { kind: 'equally' }
  if (said === 'by the cell') return { kind: 'cell' }
  const index = columns.findIndex(c => c.spec.name === said && c.spec.type === 'list')
  if (index >= 0) return { kind: 'column', index }
  const lists = columns.filter(c => c.spec.type === 'list').map(c => c.spec.name)
  const expected = ['equally', 'by the cell', '[60%, 40%]', term('list column', lists.join(', '))]
  const nearest = suggest(said, ['equally', 'by the cell', ...lists])
  tell(context, 'SHAPE_WRONG', path, { expected, found: said, nearest })
  return undefined
}

/** Shares in the order of the cell: the first named gets the first. */
function fixed(said: readonly string[], path: Path, context: Context): Sharing | undefined {
  const shares = said.map(parseFigure)
  const wrong = shares.findIndex(share => !share?.gt(ZERO))
  if (wrong >= 0 || shares.length < 2) {
    tell(context, 'SHAPE_WRONG', wrong < 0 ? path : [...path, wrong], {
      expected: ['[60%, 40%]'],
      found: wrong < 0 ? `[${said.join(', ')}]` : said[wrong]!,
    })
    return undefined
  }
  const sum = sumOf(shares as Decimal[])
  if (compare(sum, ONE) === 0) return { kind: 'fixed', shares: shares as Decimal[] }
  tell(context, 'WEIGHTS_SUM', path, { sum: plain(sum.times(100)), due: '100' })
  return undefined
}
