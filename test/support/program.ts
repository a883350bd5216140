// The program as its users run it: bin/bonusbook in a process of its own, built from the sources into a temporary folder.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, renameSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Builds the program, once for all tests of a run; gives the path of its bin. Types are checked elsewhere. */
export function builtProgram(): string {
  const shared = join(tmpdir(), 'built-program')
  if (!existsSync(shared)) {
    const folder = mkdtempSync(join(tmpdir(), 'building-'))
    for (const name of ['bin', 'package.json']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
    for (const name of ['node_modules', 'fixtures', 'LANGUAGE.md', 'LANGUAGE.zh-CN.md'])
      symlinkSync(join(ROOT, name), join(folder, name))
    execFileSync(process.execPath, [join(ROOT, 'build.mjs'), join(folder, 'dist')], { cwd: ROOT })
    if (!existsSync(join(folder, 'dist/cli/bin.js'))) throw new Error('not built')
    try {
      renameSync(folder, shared)
    } catch (error) {
      // Another file's tests were first.
      if (!existsSync(shared)) throw error
    }
  }
  return join(shared, 'bin/bonusbook')
}

/** Builds one module of the sources, for a process that needs nothing else; gives the path of it. */
export function builtModule(source: string, folder: string): string {
  const outfile = join(folder, 'module.mjs')
  buildSync({ entryPoints: [join(ROOT, source)], outfile, bundle: true, platform: 'node', format: 'esm' })
  return outfile
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts Node with a script and arguments. */
export function start(argv: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Started {
  const child = spawn(process.execPath, argv, {
    cwd: options.cwd,
    env: { PATH: process.env.PATH ?? '', HOME: tmpdir(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { out: '', err: '' }
  child.stdout.on('data', (data: Buffer) => {
    printed.out += data.toString()
  })
  child.stderr.on('data', (data: Buffer) => {
    printed.err += data.toString()
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, ...printed }))
  })
  return { child, ended }
}

export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
