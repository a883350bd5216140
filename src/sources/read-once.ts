// Files that are read once while a month is worked out several times, or its rows are looked at again. Takes requests as `readTable` does; gives the rows and the
// reading that it would give. What is read follows from the request alone: whoever asks for something else is read for anew.

import { once } from '../core/lists.ts'
import { type Batch, newBatch } from '../tables/batch.ts'
import type { Directory } from '../tables/directory.ts'
import type { Interner } from '../tables/interner.ts'
import type { Reading, ReadRequest } from '../tables/reading.ts'
import { BATCH_ROWS } from './limits.ts'
import { readTable } from './read-table.ts'

/** Cells that are kept, of all files: eight bytes each. Files beyond are read each time. */
const MOST_CELLS = 20_000_000
/** The same of a month that is worked out once: there its largest files are not worth the memory. */
export const FEW_CELLS = 1_000_000

/** What one request found in a file. */
interface Kept {
  readonly batches: readonly { readonly batch: Batch; readonly dictionaries: readonly (Interner | undefined)[] }[]
  /** By what was looked for besides, and which doubtful rows the scheme leaves out. */
  readonly readings: Map<string, Reading>
}

export class ReadOnce {
  private readonly kept = new Map<string, Kept>()
  private cells = 0
  /** By their content: the numbers of directories. */
  private readonly directories = new Map<string, number>()
  private readonly numbers = new WeakMap<Directory, number>()
  private readonly functions: unknown[] = []
  private readonly most: number

  constructor(most: number = MOST_CELLS) {
    this.most = most
  }

  /** Reads a table as `readTable` does. */
  async read(request: ReadRequest): Promise<Reading> {
    const { spec, files, period, look } = request
    const key = this.content([spec, files, period, this.directory(request.directory)])
    const looked = this.content(look)
    const known = this.kept.get(key)
    if (!known) return this.record(request, key, looked)
    const out = handOver(known, request.onBatch)
    const found = known.readings.get(looked + this.content(out))
    if (found) return found
    const reading = await readTable({ ...request, onBatch: batch => withdraw(batch, out) })
    known.readings.set(looked + this.content(out), reading)
    return reading
  }

  private async record(request: ReadRequest, key: string, looked: string): Promise<Reading> {
    const batches: Kept['batches'][number][] = []
    const out = new Set<number>()
    const cells = this.cells
    const reading = await readTable({
      ...request,
      onBatch: (batch, dictionaries) => {
        this.cells += batch.size * (batch.columns.length + 1)
        if (this.cells <= this.most) batches.push({ batch: copyOf(batch), dictionaries })
        else batches.length = 0
        watch(batch, out)
        request.onBatch(batch, dictionaries)
      },
    })
    if (this.cells > this.most) this.cells = cells
    else this.kept.set(key, { batches, readings: new Map([[looked + this.content(out), reading]]) })
    return reading
  }

  /** The number of a directory: those of the same people and groups have one. */
  private directory(of: Directory): number {
    const { ids, names, groups, several } = of
    const known = this.numbers.get(of)
    if (known !== undefined) return known
    const content = this.content([ids, names, [...groups].map(([name, keys]) => [name, keys.texts()]), several])
    const number = once(this.directories, content, () => this.directories.size)
    this.numbers.set(of, number)
    return number
  }

  /** All that data consists of, as a text. What a function does is not known: it is like itself only. */
  private content(data: unknown): string {
    const own = (_: string, value: unknown): unknown => {
      if (value instanceof Set) return ['set', ...[...value].sort()]
      if (value instanceof Map) return ['map', ...value]
      if (typeof value !== 'function') return value
      if (!this.functions.includes(value)) this.functions.push(value)
      return ['function', this.functions.indexOf(value)]
    }
    return JSON.stringify(data, own) ?? ''
  }
}

/** Hands over copies, since whoever takes a batch may settle its rows; gives the doubtful rows that were left out. */
function handOver({ batches }: Kept, onBatch: ReadRequest['onBatch']): ReadonlySet<number> {
  const out = new Set<number>()
  let own: Batch | undefined
  for (const { batch, dictionaries } of batches) {
    own ??= newBatch(batch.columns.length, BATCH_ROWS)
    put(batch, own)
    watch(own, out)
    onBatch(own, dictionaries)
  }
  return out
}

function copyOf(batch: Batch): Batch {
  const copy = newBatch(batch.columns.length, batch.size)
  put(batch, copy)
  return copy
}

/** Puts the rows of a batch into another. */
function put(from: Batch, to: Batch): void {
  to.size = from.size
  to.rows.set(from.rows.subarray(0, from.size))
  to.doubts.clear()
  for (const i of from.doubts.keys()) to.doubts.set(i, () => {})
  for (const [c, { values, odd, divided }] of from.columns.entries()) {
    const column = to.columns[c]!
    column.values.set(values.subarray(0, from.size))
    fill(column.odd, odd)
    fill(column.divided, divided)
  }
}

function fill<K, V>(to: Map<K, V>, from: ReadonlyMap<K, V>): void {
  to.clear()
  for (const [key, value] of from) to.set(key, value)
}

/** Remembers which doubtful rows are left out. */
function watch({ doubts, rows }: Batch, out: Set<number>): void {
  for (const [i, leaveOut] of doubts) {
    const row = rows[i]!
    doubts.set(i, () => {
      out.add(row)
      leaveOut()
    })
  }
}

/** Leaves doubtful rows out, as whoever took them did. */
function withdraw({ doubts, rows }: Batch, out: ReadonlySet<number>): void {
  for (const [i, leaveOut] of doubts) if (out.has(rows[i]!)) leaveOut()
}
