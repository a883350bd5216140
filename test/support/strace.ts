// Records what a program does to a folder: its system calls, by strace, as operations on names, bytes and syncs. Takes a
// command and the folder; gives the operations in the order in which they were done. Refuses calls that it can't read, so
// that nothing is done unseen.

import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Names are paths as they were called; `file` is the opening by which bytes were written. */
export type Call =
  | {
      readonly call: 'open'
      readonly path: string
      readonly opening: number
      readonly made: boolean
      readonly emptied: boolean
    }
  | { readonly call: 'write'; readonly opening: number; readonly bytes: Buffer; readonly at: number | undefined }
  | {
      readonly call: 'copy'
      readonly opening: number
      readonly source: number
      readonly at: number | undefined
      readonly size: number
    }
  | { readonly call: 'cut'; readonly opening: number; readonly size: number }
  /** `since`: how many operations had been done when it began; those are what it makes safe. */
  | { readonly call: 'sync'; readonly opening: number; readonly since: number }
  | { readonly call: 'folder' | 'unlink' | 'rmdir'; readonly path: string }
  | { readonly call: 'rename' | 'link' | 'symlink'; readonly from: string; readonly to: string }
  /** Something was written to the standard output. */
  | { readonly call: 'said'; readonly text: string }

const TRACED = [
  ...['open', 'openat', 'creat', 'close', 'write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'copy_file_range'],
  ...['sendfile', 'splice', 'rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat', 'unlink'],
  ...['unlinkat', 'mkdir', 'mkdirat', 'rmdir', 'truncate', 'ftruncate', 'fallocate', 'fsync', 'fdatasync', 'syncfs'],
  ...['sync', 'sync_file_range', 'mmap', 'io_uring_setup', 'dup', 'dup2', 'dup3'],
]

/** True where the machine has strace and lets it trace. */
export function canTrace(): boolean {
  return process.platform === 'linux' && spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0
}

export interface Recorded {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly calls: readonly Call[]
}

/** Runs Node with arguments in a folder and records what it does below it. */
export function record(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Recorded {
  const log = join(tmpdir(), `strace-${process.pid}-${Math.random().toString(36).slice(2)}`)
  const traced = [
    '-f',
    '-qq',
    '-xx',
    '-s',
    '16777216',
    '-e',
    `trace=${TRACED.join(',')}`,
    '-e',
    'signal=none',
    '-o',
    log,
  ]
  const ran = spawnSync('strace', [...traced, process.execPath, ...argv], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: tmpdir(), ...env, UV_USE_IO_URING: '0' },
    encoding: 'utf8',
  })
  try {
    return { code: ran.status, out: ran.stdout, err: ran.stderr, calls: callsOf(readFileSync(log, 'latin1'), cwd) }
  } finally {
    rmSync(log, { force: true })
  }
}

/** A line of the log: `1234 write(3, "\x41", 1) = 1`, whole or in two parts. */
const LINE = /^(\d+)\s+(?:(\w+)\((.*)|<\.\.\. (\w+) resumed>(.*))$/
const STRING = /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g

interface Begun {
  readonly name: string
  readonly text: string
  readonly since: number
}

function callsOf(log: string, cwd: string): Call[] {
  const reader = new Reader(cwd)
  const begun = new Map<string, Begun>()
  for (const line of log.split('\n')) {
    const found = LINE.exec(line)
    if (!found) continue
    const [, thread = '', called, first = '', resumed, second = ''] = found
    const open = called === undefined ? begun.get(thread) : { name: called, text: '', since: reader.calls.length }
    const text = (open?.text ?? '') + (called === undefined ? second : first)
    const name = called ?? resumed!
    if (!open) throw new Error(`no beginning: ${line.slice(0, 200)}`)
    if (called !== undefined) reader.begin(name, text)
    const unfinished = / <unfinished \.\.\.>$/.exec(text)
    if (unfinished) {
      begun.set(thread, { name, text: text.slice(0, unfinished.index), since: open.since })
      continue
    }
    begun.delete(thread)
    const ended = /\)\s+= (-?\d+|\?)[^=]*$/.exec(text)
    if (!ended) throw new Error(`no end: ${line.slice(0, 200)}`)
    const result = Number(ended[1])
    if (result >= 0) reader.end(name, text.slice(0, ended.index), result, open.since)
  }
  return reader.calls
}

/** Follows which number stands for which opened file. */
class Reader {
  readonly calls: Call[] = []
  readonly #cwd: string
  /** By the number of the process's table. */
  readonly #open = new Map<number, number>()
  #openings = 0

  constructor(cwd: string) {
    this.#cwd = cwd
  }

  /** A number is free for others as soon as its closing begins. */
  begin(name: string, text: string): void {
    if (name === 'close') this.#open.delete(Number.parseInt(text, 10))
  }

  end(name: string, text: string, result: number, since: number): void {
    const call = this.#callOf(name, text, result, since)
    if (call) this.calls.push(call)
  }

  #callOf(name: string, text: string, result: number, since: number): Call | undefined {
    const strings: Buffer[] = []
    const plain = text.replace(STRING, (_, hex: string, cut: string | undefined) => {
      if (cut !== undefined) throw new Error(`${name}: bytes are missing in the log`)
      strings.push(Buffer.from(hex.replaceAll('\\x', ''), 'hex'))
      return `$${strings.length - 1}`
    })
    const given = plain.split(/,\s*/)
    const [first = '', second = ''] = given
    const path = (i: number): string => resolve(this.#cwd, strings[i]!.toString('utf8'))
    const inside = (...paths: readonly string[]): boolean => paths.some(p => `${p}/`.startsWith(`${this.#cwd}/`))
    const opening = this.#open.get(Number.parseInt(first, 10))
    if (/^(openat|linkat|symlinkat|unlinkat|mkdirat|renameat2?)$/.test(name) && !plain.includes('AT_FDCWD'))
      throw new Error(`${name} relative to a folder`)
    switch (name) {
      case 'close':
        return undefined
      case 'open':
      case 'openat':
      case 'creat': {
        if (!inside(path(0))) return undefined
        const flags = name === 'creat' ? 'O_CREAT|O_TRUNC' : plain
        const opened = this.#openings++
        this.#open.set(result, opened)
        const [made, emptied] = [flags.includes('O_CREAT'), flags.includes('O_TRUNC')]
        return { call: 'open', path: path(0), opening: opened, made, emptied }
      }
      case 'write':
      case 'pwrite64': {
        if (opening === undefined) {
          return first === '1' ? { call: 'said', text: strings[0]!.toString('utf8') } : undefined
        }
        const at = name === 'pwrite64' ? Number(given[3]) : undefined
        return { call: 'write', opening, bytes: strings[0]!.subarray(0, result), at }
      }
      case 'writev':
        if (opening === undefined) {
          return first === '1' ? { call: 'said', text: Buffer.concat(strings).toString('utf8') } : undefined
        }
        return { call: 'write', opening, bytes: Buffer.concat(strings).subarray(0, result), at: undefined }
      case 'ftruncate':
        return opening !== undefined ? { call: 'cut', opening, size: Number(second) } : undefined
      case 'fsync':
      case 'fdatasync':
        return opening !== undefined ? { call: 'sync', opening, since } : undefined
      case 'mkdir':
      case 'mkdirat':
        return inside(path(0)) ? { call: 'folder', path: path(0) } : undefined
      case 'rmdir':
      case 'unlink':
      case 'unlinkat': {
        if (!inside(path(0))) return undefined
        const folder = name === 'rmdir' || plain.includes('AT_REMOVEDIR')
        return { call: folder ? 'rmdir' : 'unlink', path: path(0) }
      }
      case 'rename':
      case 'renameat':
      case 'renameat2':
        if (plain.includes('RENAME_')) throw new Error(`${name} with flags`)
        return inside(path(0), path(1)) ? { call: 'rename', from: path(0), to: path(1) } : undefined
      case 'link':
      case 'linkat':
        return inside(path(0), path(1)) ? { call: 'link', from: path(0), to: path(1) } : undefined
      case 'symlink':
      case 'symlinkat':
        return inside(path(1)) ? { call: 'symlink', from: strings[0]!.toString('utf8'), to: path(1) } : undefined
      case 'copy_file_range':
      case 'sendfile': {
        const [from = '', fromAt, to = '', toAt] =
          name === 'sendfile' ? [second, given[2], first, 'NULL'] : [first, second, given[2], given[3]]
        const [source, target] = [from, to].map(n => this.#open.get(Number.parseInt(n, 10)))
        if (target === undefined) return undefined
        if (source === undefined || toAt !== 'NULL') throw new Error(`${name}: ${plain}`)
        const at = fromAt === 'NULL' ? undefined : Number.parseInt(fromAt!.replace('[', ''), 10)
        return { call: 'copy', opening: target, source, at, size: result }
      }
      case 'mmap':
        if (opening !== undefined || this.#open.has(Number.parseInt(given[4] ?? '', 10)))
          if (plain.includes('MAP_SHARED') && plain.includes('PROT_WRITE')) throw new Error('mmap of a file')
        return undefined
      case 'dup':
      case 'dup2':
      case 'dup3':
        if (opening !== undefined) this.#open.set(result, opening)
        return undefined
      default:
        throw new Error(`${name}: no model of it`)
    }
  }
}
