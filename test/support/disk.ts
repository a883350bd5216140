// What a disk may hold after a power loss. Takes a tree of files and recorded calls; gives, for every moment, the trees that
// may be found when the power comes back.
//
// What was synced stands: the bytes of a file by a sync of the file, the names in a folder by one of the folder. Of all else
// any part may be there. Two kinds of file systems: a journal like ext4's writes names down in their order, and a sync of
// anything takes all names before it along, but no bytes of other files; and one that promises no more than POSIX, where each
// name by itself may be there or not until its folder is synced. A renaming is one step, as all that keep a journal do it;
// between two folders it stands when both are synced.

import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Call } from './strace.ts'

/** A folder is undefined, a link its target. */
export type Tree = ReadonlyMap<string, Buffer | string | undefined>

/** Reads what lies in a folder. */
export function treeOf(folder: string): Tree {
  const tree = new Map<string, Buffer | string | undefined>()
  const visit = (inside: string): void => {
    for (const entry of readdirSync(join(folder, inside)).sort()) {
      const name = inside === '' ? entry : `${inside}/${entry}`
      const path = join(folder, name)
      const kind = lstatSync(path)
      tree.set(name, kind.isDirectory() ? undefined : kind.isSymbolicLink() ? readlinkSync(path) : readFileSync(path))
      if (kind.isDirectory()) visit(name)
    }
  }
  visit('')
  return tree
}

/** Writes a tree into an empty folder. */
export function plant(tree: Tree, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of tree) {
    const path = join(folder, name)
    if (content === undefined) mkdirSync(path, { recursive: true })
    else if (typeof content === 'string') symlinkSync(content, path)
    else {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
    }
  }
}

interface Inode {
  readonly id: number
  readonly kind: 'folder' | 'file' | 'link'
  readonly target: string
}

type Step = { readonly since: number } & (
  | { readonly step: 'add'; readonly folder: Inode; readonly name: string; readonly inode: Inode }
  | { readonly step: 'remove'; readonly folder: Inode; readonly name: string; readonly inode: Inode }
  | {
      readonly step: 'move'
      readonly folder: Inode
      readonly name: string
      readonly to: Inode
      readonly as: string
      readonly inode: Inode
    }
  | { readonly step: 'bytes'; readonly inode: Inode; readonly at: number; readonly bytes: Buffer }
  | { readonly step: 'size'; readonly inode: Inode; readonly size: number }
  | { readonly step: 'sync'; readonly inode: Inode }
  | { readonly step: 'said'; readonly text: string }
)

/** A disk as it may be found. */
export interface Found {
  readonly tree: Tree
  /** How many steps had been done. */
  readonly after: number
  /** What the program had said by then. */
  readonly said: string
  /** What was lost, in words. */
  readonly lost: string
}

interface Names {
  readonly folders: Map<Inode, Map<string, Inode>>
  readonly bytes: Map<Inode, Buffer>
}

/** How thorough the search is: `pairs` also loses and keeps every two steps together. */
export interface Search {
  readonly pairs?: boolean
}

export class Disk {
  readonly #root: Inode = { id: 0, kind: 'folder', target: '' }
  readonly #before: Names = { folders: new Map([[this.#root, new Map()]]), bytes: new Map() }
  readonly #now: Names
  readonly #steps: Step[] = []
  readonly #folder: string
  #inodes = 1

  constructor(folder: string, before: Tree, calls: readonly Call[]) {
    this.#folder = folder
    for (const [name, content] of before) this.#begin(name, content)
    this.#now = copied(this.#before)
    this.#follow(calls)
  }

  get steps(): number {
    return this.#steps.length
  }

  /** The tree after all steps, nothing lost. */
  get end(): Tree {
    return this.#tree(this.#now)
  }

  /** Every state that may be found, each once; the first moment at which it may is given with it. */
  *found({ pairs = false }: Search = {}): Generator<Found> {
    const seen = new Set<string>()
    let said = ''
    for (let after = 0; after <= this.#steps.length; after++) {
      const step = this.#steps[after - 1]
      if (step?.step === 'said') said += step.text
      for (const { names, lost } of this.#losses(after, pairs)) {
        const tree = this.#tree(names)
        // What had been promised by then belongs to the state.
        const key = hashOf(tree) + createHash('sha256').update(said).digest('hex')
        if (seen.has(key)) continue
        seen.add(key)
        yield { tree, after, said, lost }
      }
    }
  }

  *#losses(after: number, pairs: boolean): Generator<{ names: Names; lost: string }> {
    const steps = this.#steps.slice(0, after)
    for (const journal of [true, false]) {
      const open = steps.map((_, i) => i).filter(i => this.#standsFrom(i, journal, after) > after)
      const without = (lost: ReadonlySet<number>): { names: Names; lost: string } => ({
        names: this.#replay(i => i < after && !lost.has(i)),
        lost: `${journal ? 'journal' : 'posix'}, of ${after} steps without ${[...lost].map(i => this.#word(i)).join('; ') || 'none'}`,
      })
      const all = new Set(open)
      const names = open.filter(i => isName(steps[i]!))
      const bytes = open.filter(i => !isName(steps[i]!))
      yield without(new Set())
      yield without(all)
      yield without(new Set(bytes))
      if (journal) {
        // Names in their order up to some one; bytes that no sync has taken along are there or not.
        for (const cut of names) {
          const later = names.filter(i => i >= cut)
          yield without(new Set(later))
          yield without(new Set([...later, ...bytes]))
        }
      } else {
        for (const i of open) {
          yield without(new Set([i]))
          yield without(new Set(open.filter(j => j !== i)))
          yield without(new Set([...bytes, i]))
        }
        if (pairs)
          for (const i of open)
            for (const j of open.filter(k => k > i)) {
              yield without(new Set([i, j]))
              yield without(new Set(open.filter(k => k !== i && k !== j)))
            }
      }
      for (const inode of new Set(bytes.map(i => (steps[i] as { inode: Inode }).inode))) yield* this.#torn(after, inode)
    }
  }

  /** All is there but the bytes of one file: half of them, or zeros. */
  *#torn(after: number, inode: Inode): Generator<{ names: Names; lost: string }> {
    for (const how of ['half', 'zeros'] as const) {
      const names = this.#replay(i => i < after)
      const whole = names.bytes.get(inode) ?? Buffer.alloc(0)
      names.bytes.set(inode, how === 'half' ? whole.subarray(0, whole.length >> 1) : Buffer.alloc(whole.length))
      yield { names, lost: `of ${after} steps, file ${inode.id} as ${how}` }
    }
  }

  /** The first moment from which a step stands whatever happens. */
  #standsFrom(i: number, journal: boolean, limit: number): number {
    const step = this.#steps[i]!
    const syncOf = (inode: Inode | undefined): number => {
      for (let j = i + 1; j < limit; j++) {
        const later = this.#steps[j]!
        if (later.step === 'sync' && later.since > i && (inode === undefined || later.inode === inode)) return j + 1
      }
      return Number.POSITIVE_INFINITY
    }
    switch (step.step) {
      case 'add':
      case 'remove':
        return syncOf(journal ? undefined : step.folder)
      case 'move':
        return journal ? syncOf(undefined) : Math.max(syncOf(step.folder), syncOf(step.to))
      case 'bytes':
      case 'size':
        return syncOf(step.inode)
      case 'sync':
      case 'said':
        return 0
    }
  }

  #replay(kept: (i: number) => boolean): Names {
    const names = copied(this.#before)
    for (const [i, step] of this.#steps.entries()) if (kept(i)) apply(names, step)
    return names
  }

  #tree({ folders, bytes }: Names): Tree {
    const tree = new Map<string, Buffer | string | undefined>()
    const visit = (folder: Inode, inside: string): void => {
      for (const [name, inode] of [...(folders.get(folder) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const path = inside + name
        if (inode.kind === 'folder') {
          tree.set(path, undefined)
          visit(inode, `${path}/`)
        } else tree.set(path, inode.kind === 'link' ? inode.target : (bytes.get(inode) ?? Buffer.alloc(0)))
      }
    }
    visit(this.#root, '')
    return tree
  }

  #word(i: number): string {
    const step = this.#steps[i]!
    switch (step.step) {
      case 'add':
      case 'remove':
        return `${i} ${step.step} ${step.name}`
      case 'move':
        return `${i} move ${step.name} to ${step.as}`
      case 'bytes':
      case 'size':
        return `${i} ${step.step} of ${step.inode.id}`
      default:
        return `${i} ${step.step}`
    }
  }

  #begin(name: string, content: Buffer | string | undefined): void {
    const inode = this.#inode(content === undefined ? 'folder' : typeof content === 'string' ? 'link' : 'file', content)
    const parts = name.split('/')
    let at = this.#root
    for (const part of parts.slice(0, -1)) at = this.#before.folders.get(at)!.get(part)!
    this.#before.folders.get(at)!.set(parts.at(-1)!, inode)
    if (content === undefined) this.#before.folders.set(inode, new Map())
    else if (typeof content !== 'string') this.#before.bytes.set(inode, content)
  }

  #inode(kind: Inode['kind'], target?: unknown): Inode {
    return { id: this.#inodes++, kind, target: typeof target === 'string' ? target : '' }
  }

  #follow(calls: readonly Call[]): void {
    const opened = new Map<number, { inode: Inode; at: number }>()
    /** Steps that had been done when so many calls had been. */
    const steps: number[] = []
    const put = (step: Step): void => {
      apply(this.#now, step)
      this.#steps.push(step)
    }
    for (const call of calls) {
      const since = this.#steps.length
      steps.push(since)
      switch (call.call) {
        case 'open': {
          let inode = this.#at(call.path)
          if (!inode) {
            if (!call.made) throw new Error(`opened and not there: ${call.path}`)
            inode = this.#inode('file')
            put({ step: 'add', ...this.#place(call.path), inode, since })
          } else if (call.emptied && this.#size(inode) > 0) put({ step: 'size', inode, size: 0, since })
          opened.set(call.opening, { inode, at: 0 })
          break
        }
        case 'write': {
          const file = opened.get(call.opening)!
          const at = call.at ?? file.at
          put({ step: 'bytes', inode: file.inode, at, bytes: call.bytes, since })
          if (call.at === undefined) file.at += call.bytes.length
          break
        }
        case 'copy': {
          const [file, source] = [opened.get(call.opening)!, opened.get(call.source)!]
          const from = call.at ?? source.at
          const bytes = this.#now.bytes.get(source.inode)!.subarray(from, from + call.size)
          put({ step: 'bytes', inode: file.inode, at: file.at, bytes, since })
          file.at += call.size
          if (call.at === undefined) source.at += call.size
          break
        }
        case 'cut':
          put({ step: 'size', inode: opened.get(call.opening)!.inode, size: call.size, since })
          break
        case 'sync':
          put({ step: 'sync', inode: opened.get(call.opening)!.inode, since: steps[call.since] ?? since })
          break
        case 'folder': {
          const inode = this.#inode('folder')
          put({ step: 'add', ...this.#place(call.path), inode, since })
          break
        }
        case 'unlink':
        case 'rmdir':
          put({ step: 'remove', ...this.#place(call.path), inode: this.#at(call.path)!, since })
          break
        case 'rename': {
          const { folder: to, name: as } = this.#place(call.to)
          put({ step: 'move', ...this.#place(call.from), to, as, inode: this.#at(call.from)!, since })
          break
        }
        case 'link':
          put({ step: 'add', ...this.#place(call.to), inode: this.#at(call.from)!, since })
          break
        case 'symlink':
          put({ step: 'add', ...this.#place(call.to), inode: this.#inode('link', call.from), since })
          break
        case 'said':
          put({ step: 'said', text: call.text, since })
          break
      }
    }
  }

  #size(inode: Inode): number {
    return this.#now.bytes.get(inode)?.length ?? 0
  }

  #place(path: string): { folder: Inode; name: string } {
    const folder = this.#at(dirname(path))
    if (!folder) throw new Error(`no folder of ${path}`)
    return { folder, name: path.slice(path.lastIndexOf('/') + 1) }
  }

  #at(path: string): Inode | undefined {
    const inside = relative(this.#folder, path)
    if (inside.startsWith('..')) throw new Error(`outside: ${path}`)
    let at: Inode | undefined = this.#root
    for (const part of inside === '' ? [] : inside.split('/')) at = at && this.#now.folders.get(at)?.get(part)
    return at
  }
}

function isName({ step }: Step): boolean {
  return step === 'add' || step === 'remove' || step === 'move'
}

function copied({ folders, bytes }: Names): Names {
  return { folders: new Map([...folders].map(([f, names]) => [f, new Map(names)])), bytes: new Map(bytes) }
}

/** Does a step. What it needs may have been lost; then it does as much as can be. */
function apply({ folders, bytes }: Names, step: Step): void {
  const namesIn = (folder: Inode): Map<string, Inode> => {
    const names = folders.get(folder) ?? new Map<string, Inode>()
    folders.set(folder, names)
    return names
  }
  switch (step.step) {
    case 'add':
      if (step.inode.kind === 'folder') namesIn(step.inode)
      namesIn(step.folder).set(step.name, step.inode)
      return
    case 'remove':
      if (namesIn(step.folder).get(step.name) === step.inode) namesIn(step.folder).delete(step.name)
      return
    case 'move':
      if (namesIn(step.folder).get(step.name) === step.inode) namesIn(step.folder).delete(step.name)
      namesIn(step.to).set(step.as, step.inode)
      return
    case 'bytes': {
      const old = bytes.get(step.inode) ?? Buffer.alloc(0)
      const grown = Buffer.alloc(Math.max(old.length, step.at + step.bytes.length))
      old.copy(grown)
      step.bytes.copy(grown, step.at)
      bytes.set(step.inode, grown)
      return
    }
    case 'size': {
      const old = bytes.get(step.inode) ?? Buffer.alloc(0)
      const cut = Buffer.alloc(step.size)
      old.copy(cut, 0, 0, Math.min(old.length, step.size))
      bytes.set(step.inode, cut)
      return
    }
    case 'sync':
    case 'said':
      return
  }
}

const hashes = new WeakMap<Buffer, string>()

/** One text for all that a tree holds. */
export function hashOf(tree: Tree): string {
  const hash = createHash('sha256')
  for (const [name, content] of tree) {
    hash.update(`${JSON.stringify(name)} `)
    if (content === undefined) hash.update('folder\n')
    else if (typeof content === 'string') hash.update(`link ${JSON.stringify(content)}\n`)
    else {
      const own = hashes.get(content) ?? createHash('sha256').update(content).digest('hex')
      hashes.set(content, own)
      hash.update(`${own}\n`)
    }
  }
  return hash.digest('hex')
}
