// Among whom a row of a made table is ranked: all rows of the table that fit, by what they are alike in, the best first. Takes the
// made rows and a rank of the scheme; gives by what each is ranked, worked out once for the whole table. What can't be worked out of
// a row loses all places, and is told to everybody who asks.

import { addTo } from '../core/lists.ts'
import { evaluate } from '../formula/evaluate.ts'
import { bestFirst, rankedBy } from '../formula/evaluate-people.ts'
import { noRows, rowWorld } from '../formula/rows.ts'
import { FAULT, type Row } from '../formula/trace.ts'
import type { Part } from '../formula/tree.ts'
import { type Ranked, type Rivals, type Tell, truth, type World } from '../formula/world.ts'
import { keyText } from '../tables/keys.ts'
import type { MadeRows } from './made-rows.ts'

/** What is wrong with rows, as it is told. */
type Told = Parameters<Tell>

export class RowRanks {
  private readonly rows: (table: string) => MadeRows | undefined
  private readonly known = new Map<
    Part<'row rank'>,
    { readonly rivals: Rivals | typeof FAULT; readonly told: Told[] }
  >()
  private readonly heard = new WeakMap<Tell, Set<Part<'row rank'>>>()

  constructor(rows: (table: string) => MadeRows | undefined) {
    this.rows = rows
  }

  rivals(bound: Part<'row rank'>, around: World, tell: Tell | undefined): Rivals | typeof FAULT {
    const before = this.known.get(bound)
    const made = this.rows(bound.table)
    if (!before && !made) return FAULT
    const found = before ?? rivalsOf(bound, made!, around)
    this.known.set(bound, found)
    if (tell && found.told.length > 0) this.tell(bound, found.told, tell)
    return found.rivals
  }

  /** Forgets all, after figures that they may read have changed. */
  forget(): void {
    this.known.clear()
  }

  private tell(bound: Part<'row rank'>, told: readonly Told[], tell: Tell): void {
    const heard = this.heard.get(tell) ?? new Set()
    this.heard.set(tell, heard)
    if (!heard.has(bound)) for (const one of told) tell(...one)
    heard.add(bound)
  }
}

function rivalsOf(
  bound: Part<'row rank'>,
  { batch, dictionaries }: MadeRows,
  around: World,
): { rivals: Rivals | typeof FAULT; told: Told[] } {
  const told: Told[] = []
  const rows = { ...noRows(bound.table, (...one) => told.push(one)), batch, dictionaries }
  const world = rowWorld(rows, around)
  const all = new Map<string, Ranked[]>()
  let lost = false
  for (let i = 0; i < batch.size; i++) {
    const row: Row = { home: 'row', index: i }
    rows.i = i
    rows.name = bound.text
    const fits = bound.where ? truth(evaluate(bound.where, row, world), world) : true
    const ranked = fits === true ? rankedBy(bound, row, world, evaluate) : null
    const key = bound.by && ranked ? evaluate(bound.by, row, world).value : ''
    if (fits === FAULT || ranked === FAULT || key === FAULT) lost = true
    // A row of nobody is ranked among none.
    else if (ranked && key !== null) addTo(all, keyText(key), ranked)
  }
  const rivals = new Map([...all].map(([key, own]) => [key, bestFirst(own, bound.lowestFirst)]))
  return { rivals: lost ? FAULT : rivals, told }
}
