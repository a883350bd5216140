// The rows of a table once more: whoever shows rows reads them again, since a month keeps only their numbers. Takes a worked-out month
// and a table; hands over its rows, those that were made of others as they were made.

import { spanOf } from '../core/calendar.ts'
import type { SchemeTable } from '../scheme/model.ts'
import type { ReadRequest } from '../tables/reading.ts'
import type { Engine } from './engine.ts'
import { filesAgain, readOf, type TableReading } from './shop-files.ts'

/** Hands them over in batches. `source`: how the table was read; undefined where it has no file, and then rows only if they were made. */
export async function readAgain(
  engine: Engine,
  { spec }: SchemeTable,
  source: TableReading | undefined,
  onBatch: ReadRequest['onBatch'],
): Promise<void> {
  const made = engine.facts.madeRows?.(spec.name)
  if (made) onBatch(made.batch, made.dictionaries)
  else if (source)
    await readOf(source, {
      spec,
      files: filesAgain(source),
      directory: engine.facts.people.directory,
      period: spanOf(engine.period, spec.every),
      onBatch,
    })
}
