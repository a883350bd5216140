// All names of a scheme in one place: where formulas look them up. A name may be used for two things (an input and the
// pay line made of it); whoever reads it then says which.

import { addTo } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import { type EventTable, SHEET_SUMS } from '../formula/bound.ts'
import { BUILT_IN, type Names } from '../formula/environment.ts'
import { RESERVED } from '../formula/tokens.ts'
import type { SchemeColumn } from './model.ts'

const WORDS = /^[\p{L}\p{M}\p{N}_]+( [\p{L}\p{M}\p{N}_]+)*$/u

/** A name as it is compared: blanks don't count, nor does the width of signs, and “ ” are what " is. */
export function squashed(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').replace(/[“”]/g, '"')
}

/** A formula as a name that can stand between the quotation marks of a command line, where " and $ mean something else. */
export function askedName(text: string): string {
  let open = false
  return text.replaceAll('$', '＄').replace(/"/g, () => {
    open = !open
    return open ? '“' : '”'
  })
}

/** A name without what no name can have, where something is left of it. */
function plainName(name: string): { plain?: string } {
  const plain = name.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()
  return WORDS.test(plain) && !/^[\p{N}\s]+$/u.test(plain) ? { plain } : {}
}

/** Of more names that are unknown nobody is told what may be meant: each is held against all that there are. */
const MOST_MISSPELT = 200

export class Registry implements Names {
  readonly columns: SchemeColumn[] = []
  readonly groups: string[] = []
  private readonly byName = new Map<string, SchemeColumn[]>()
  private readonly owners = new Set<string>()
  private readonly tables = new Map<string, EventTable>()
  private readonly report: (problem: Problem) => void
  private misspelt = 0

  constructor(report: (problem: Problem) => void) {
    this.report = report
  }

  /** Adds a column; a second one of the same name and owner is a problem. */
  add(column: SchemeColumn): void {
    this.checkName(column.name, column.at)
    const same = this.byName.get(column.name) ?? []
    const twin = same.find(c => c.owners[0] === column.owners[0])
    if (twin) {
      const related = [{ at: twin.at, note: column.name }]
      this.report(problem('NAME_TAKEN', column.at, { name: column.name, other: column.owners[0]! }, { related }))
    }
    addTo(this.byName, column.name, column)
    for (const owner of column.owners) this.owners.add(owner)
    this.columns.push(column)
  }

  addTable(table: EventTable, at: Place): void {
    this.checkName(table.name, at)
    this.tables.set(table.name, table)
  }

  /** A name must be one that a formula can write. */
  checkName(name: string, at: Place): void {
    const word = name.split(' ').find(w => RESERVED.has(w))
    const taken = BUILT_IN.has(name) || name === 'people' ? name : word
    if (taken !== undefined) this.report(problem('NAME_INVALID', at, { name, taken }))
    else if (!WORDS.test(name) || /^[\p{N}\s]+$/u.test(name))
      this.report(problem('NAME_INVALID', at, { name, ...plainName(name) }))
  }

  find(name: string, owner: string | undefined): readonly SchemeColumn[] {
    const all = this.byName.get(name) ?? []
    if (owner === undefined) return all
    if (owner === 'people') {
      // What the roster has comes before a line or score of its name, which `pay.` or `scores.` says.
      const own = all.filter(c => c.owners.includes('people'))
      return own.length > 0 ? own : all.filter(c => ('working' in c && c.working) || c.home === 'person')
    }
    return all.filter(c => c.owners.includes(owner) || (this.isGroup(owner) && c.home === `group:${owner}`))
  }

  events(table: string): EventTable | undefined {
    return this.tables.get(table)
  }

  eventTables(): Iterable<string> {
    return this.tables.keys()
  }

  isGroup(name: string): boolean {
    return this.groups.includes(name)
  }

  isOwner(name: string): boolean {
    return name === 'people' || this.owners.has(name) || this.isGroup(name)
  }

  all(owner?: string): Iterable<string> {
    if (++this.misspelt > MOST_MISSPELT) return []
    if (owner === undefined) return [...this.byName.keys(), ...BUILT_IN, ...SHEET_SUMS]
    return this.columns.filter(c => this.find(c.name, owner).includes(c)).map(c => c.name)
  }
}
