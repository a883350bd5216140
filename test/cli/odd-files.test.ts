// Pipes, sockets, devices, folders and links that lead nowhere, where files are due: refused at once, never waited for,
// never read, never removed. And what happens to the streams of the program: nobody reads, or the disk is full.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { closeMonths, makeBookShop } from '../support/book-shop.ts'
import { run } from '../support/cli.ts'
import { contents, copyInto, folderOfFile, tempFolder } from '../support/folders.ts'
import { builtProgram, start } from '../support/program.ts'

const posix = process.platform !== 'win32'
const program = builtProgram()

/** A shop with July closed and August drafted. */
async function shopIn(folder: string): Promise<string> {
  const base = join(folder, 'base')
  if (!existsSync(base)) {
    const shop = makeBookShop()
    await closeMonths(shop, ['2026-07'])
    await run(['run', '--period', '2026-08'], { cwd: shop })
    copyInto(shop, base)
  }
  const copy = join(tempFolder(), 'shop')
  copyInto(base, copy)
  return copy
}

const folder = folderOfFile()

type Kind = 'pipe' | 'socket' | 'device' | 'folder' | 'link'

async function put(kind: Kind, path: string): Promise<void> {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(dirname(path), { recursive: true })
  if (kind === 'pipe') execFileSync('mkfifo', [path])
  else if (kind === 'device') symlinkSync('/dev/zero', path)
  else if (kind === 'folder') mkdirSync(path)
  else if (kind === 'link') symlinkSync('/nowhere/at all', path)
  else {
    // A socket keeps its name when its server is moved away from it
    const server = createServer()
    const short = join(tempFolder(), 's')
    await new Promise<void>(resolve => server.listen(short, resolve))
    renameSync(short, path)
    await new Promise(resolve => server.close(resolve))
  }
}

const AUGUST = ['run', '--period', '2026-08']
const CLOSE = ['close', '--period', '2026-08']
const VERIFY = ['book', 'verify']

describe.skipIf(!posix)('where a file is due', () => {
  const ENTRY = 'book/000001-close-2026-07.jsonl'
  test.each<[string, Kind, string[], number, string]>([
    ['scheme.yaml', 'pipe', AUGUST, 1, 'scheme.yaml  FILE_UNREADABLE'],
    ['scheme.yaml', 'device', CLOSE, 1, 'it is a device'],
    ['scheme.yaml', 'socket', ['test'], 1, 'it is a socket'],
    ['scheme.yaml', 'pipe', ['try', '.', '--position', 'clerk'], 1, 'it is a pipe'],
    ['scheme.yaml', 'folder', AUGUST, 1, 'SCHEME_MISSING'],
    ['cases.yaml', 'pipe', ['test'], 1, 'cases.yaml  FILE_UNREADABLE'],
    ['data/2026-08/marks.csv', 'pipe', AUGUST, 1, 'it is a pipe'],
    ['data/2026-08/marks.csv', 'socket', AUGUST, 1, 'it is a socket'],
    ['data/2026-08/marks.csv', 'device', CLOSE, 1, 'it is a device'],
    ['data/2026-08/marks.csv', 'link', AUGUST, 1, 'it is not there'],
    ['data/2026-08/marks 2.csv', 'pipe', AUGUST, 1, 'FILE_AMBIGUOUS'],
    [ENTRY, 'pipe', VERIFY, 3, 'a pipe'],
    [ENTRY, 'device', CLOSE, 3, 'a device'],
    [ENTRY, 'folder', AUGUST, 3, 'a folder'],
    ['book/000002-close-2026-08.jsonl', 'pipe', CLOSE, 3, 'a pipe'],
    ['book/head.json', 'pipe', VERIFY, 3, 'a pipe'],
    ['book/head.json', 'pipe', CLOSE, 3, 'a pipe'],
    ['book/.000002.sealed', 'pipe', CLOSE, 1, '.000002.sealed  CANNOT_WRITE'],
    ['book/.000002.sealed', 'link', CLOSE, 1, '.000002.sealed  CANNOT_WRITE'],
    // A disk that is not there: the book is not empty
    ['book', 'link', VERIFY, 3, 'BOOK_DAMAGED'],
    ['book', 'link', ['book', 'balance'], 3, 'BOOK_DAMAGED'],
    ['book', 'link', AUGUST, 1, 'CANNOT_WRITE'],
    ['book/kept', 'pipe', VERIFY, 3, 'BOOK_DAMAGED'],
    ['book/kept', 'pipe', ['correct', '--period', '2026-07'], 3, 'BOOK_DAMAGED'],
    ['book/kept', 'folder', ['correct', '--period', '2026-07'], 3, 'BOOK_DAMAGED'],
    ['out', 'pipe', AUGUST, 1, 'CANNOT_WRITE'],
    ['out/2026-08', 'pipe', AUGUST, 1, 'CANNOT_WRITE'],
    ['out/2026-08', 'device', AUGUST, 1, 'CANNOT_WRITE'],
    ['out/.2026-08.old', 'pipe', AUGUST, 1, 'in the way'],
    ['out/2026-08/run.json', 'pipe', CLOSE, 3, 'DRAFT_MISSING'],
    ['out/2026-08/payroll.csv', 'pipe', CLOSE, 3, 'DRAFT_MISSING'],
    ['.bonusbook.lock', 'pipe', AUGUST, 1, 'it is a pipe'],
    ['.bonusbook.lock', 'socket', CLOSE, 1, 'it is a socket'],
    ['.bonusbook.lock', 'folder', CLOSE, 1, 'it is a folder'],
    ['.bonusbook.lock', 'link', CLOSE, 1, 'CANNOT_WRITE'],
    ['x.csv', 'pipe', ['check', '--period', '2026-08', '--csv', 'x.csv'], 2, 'is a pipe, a device or a socket'],
    ['x.csv', 'device', ['compare', '2026-07', '2026-08', '--csv', 'x.csv'], 2, 'is a pipe, a device or a socket'],
    ['x.csv', 'pipe', ['book', 'export', '--out', 'x.csv'], 2, 'is a pipe, a device or a socket'],
    ['x.csv', 'pipe', ['schema', '--out', 'x.csv'], 1, 'it is a pipe'],
    ['x.csv', 'pipe', [...AUGUST, '--out', 'x.csv'], 2, 'no folder'],
    ['x.csv', 'pipe', ['compare', '2026-07', 'x.csv'], 1, 'it is a pipe'],
    ['x.csv', 'pipe', ['try', '.', '--position', 'clerk', '--people', 'x.csv'], 1, 'it is a pipe'],
    ['x.csv', 'pipe', ['correct', '--period', '2026-07', '--scheme', 'x.csv'], 1, 'it is a pipe'],
  ])('%s is a %s: %j', { timeout: 60_000 }, async (name, kind, argv, code, word) => {
    const shop = await shopIn(folder)
    await put(kind, join(shop, name))
    const ran = await run(argv, { cwd: shop })
    expect(ran.err + ran.out).toContain(word)
    expect(ran.code).toBe(code)
    // It is nobody's to remove
    const left = lstatSync(join(shop, name))
    expect([left.isFile(), left.isDirectory()]).toEqual([false, kind === 'folder'])
  })

  test('in a draft, what is no file of ours is kept as it is', async () => {
    const shop = await shopIn(folder)
    for (const name of ['run.json', 'payroll.csv']) await put('pipe', join(shop, 'out/2026-08', name))
    expect((await run(AUGUST, { cwd: shop })).code).toBe(0)
    for (const name of ['run (1).json', 'payroll (1).csv'])
      expect(lstatSync(join(shop, 'out/2026-08', name)).isFIFO()).toBe(true)
    expect(readdirSync(join(shop, 'out')).filter(name => name.startsWith('.'))).toEqual([])
    expect((await run(CLOSE, { cwd: shop })).code).toBe(0)
  })

  test('the tab key waits for nothing', { timeout: 60_000 }, async () => {
    const shop = await shopIn(folder)
    await put('pipe', join(shop, 'scheme.yaml'))
    await put('pipe', join(shop, 'out/2026-08/payroll.csv'))
    expect((await run(['completion', '--', 'bash', 'explain', ''], { cwd: shop })).code).toBe(0)
  })
})

describe.skipIf(!existsSync('/dev/full'))('streams', () => {
  /** Runs the program under a shell. */
  function shell(
    line: string,
    cwd: string,
    env: Record<string, string> = {},
  ): { code: number | null; out: string; err: string } {
    const ran = spawnSync('bash', ['-c', `set -o pipefail; ${line}`, process.execPath, program], {
      cwd,
      env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'en', ...env },
      encoding: 'utf8',
    })
    return { code: ran.status, out: ran.stdout, err: ran.stderr }
  }
  const PROGRAM = '"$0" "$1"'

  test('nobody reads to the end: the command keeps its exit code', async () => {
    const shop = await shopIn(folder)
    expect(shell(`${PROGRAM} book register --quiet | head -1`, shop)).toMatchObject({ code: 0, err: '' })
    expect(shell(`${PROGRAM} book register --quiet | true`, shop)).toMatchObject({ code: 0, err: '' })
    expect(shell(`${PROGRAM} schema | head -1`, shop)).toMatchObject({ code: 0, err: '' })
    writeFileSync(join(shop, 'data/2026-08/marks.csv'), 'id,amount,damage,fine,complaint\n007,much,,,\n')
    expect(shell(`${PROGRAM} check --period 2026-08 --json | true`, shop)).toMatchObject({ code: 1, err: '' })
    expect(shell(`${PROGRAM} check --period 2026-08 2>&1 >&2 | head -1`, shop)).toMatchObject({ code: 1 })
    expect(shell(`${PROGRAM} close --period 2026-07 --json | true`, shop)).toMatchObject({ code: 3, err: '' })
    expect(shell(`${PROGRAM} chekc 2>&1 | true`, shop)).toMatchObject({ code: 2 })
  })

  test('a full disk behind the output: a sentence on the other stream, and 74', async () => {
    const shop = await shopIn(folder)
    const full = 'CANNOT_PRINT  what was to be printed could not be written: the disk is full (ENOSPC)'
    for (const argv of ['book register', 'book register --json', 'check --period 2026-08', 'schema', '--help']) {
      const { code, err } = shell(`${PROGRAM} ${argv} >/dev/full`, shop)
      expect([code, err]).toEqual([74, expect.stringContaining(full)])
    }
    // Warnings go to the error stream, and a wrong command too
    const quiet = shell(`${PROGRAM} chekc 2>/dev/full`, shop)
    expect([quiet.code, quiet.out]).toEqual([74, expect.stringContaining(full)])
    expect(shell(`${PROGRAM} book register >/dev/full 2>&1`, shop).code).toBe(74)
    const zh = shell(`${PROGRAM} book register --lang zh >/dev/full`, shop)
    expect([zh.code, zh.err]).toEqual([74, expect.stringContaining('磁盘已满（ENOSPC）')])
  })

  test('what was sealed stays sealed, and is told', async () => {
    const shop = await shopIn(folder)
    const { code, err } = shell(`${PROGRAM} close --period 2026-08 >/dev/full`, shop)
    expect([code, err]).toEqual([74, expect.stringContaining('stays sealed: book/000002-close-2026-08.jsonl')])
    expect((await run(['book', 'verify'], { cwd: shop })).code).toBe(0)
    expect((await run(CLOSE, { cwd: shop })).code).toBe(3)
  })

  test('a file that may not grow holds a part of the output: that is no success', async () => {
    const shop = await shopIn(folder)
    const { code, err } = shell(`ulimit -f 1; ${PROGRAM} schema >part.txt`, shop)
    expect([code, err]).toEqual([74, expect.stringContaining('larger than the system allows (EFBIG)')])
  })
})

describe.skipIf(!posix)('what surrounds the program', () => {
  test('a working folder that is gone: a sentence', () => {
    const gone = join(tempFolder(), 'gone')
    mkdirSync(gone)
    const line = (argv: string): ReturnType<typeof spawnSync> => {
      mkdirSync(gone, { recursive: true })
      const words = `rmdir "$PWD"; exec "$0" "$1" ${argv}`
      const env = { PATH: process.env.PATH ?? '', LANG: 'en' }
      return spawnSync('bash', ['-c', words, process.execPath, program], { cwd: gone, env, encoding: 'utf8' })
    }
    const check = line('check --period 2026-07')
    expect([check.status, check.stdout, check.stderr]).toEqual([1, '', expect.stringContaining('FOLDER_GONE')])
    expect(String(check.stderr)).not.toContain('    at ')
    // What needs no folder does without one
    expect(line('--version').status).toBe(0)
  })

  test.each([
    ['no temporary folder', { TMPDIR: '/nowhere' }],
    ['no home', { HOME: '' }],
    ['a home that is not there', { HOME: '/nowhere' }],
    ['a home that is no folder', { HOME: '/dev/null', XDG_CONFIG_HOME: '/dev/null' }],
  ])('%s: nothing needs it', async (_, env) => {
    const shop = await shopIn(folder)
    const before = contents(join(shop, 'book'))
    for (const argv of [AUGUST, CLOSE, VERIFY]) {
      const { code, err } = await start([program, ...argv], { cwd: shop, env }).ended
      expect([argv, code, err.includes('    at ')]).toEqual([argv, 0, false])
    }
    expect(Object.keys(contents(join(shop, 'book'))).length).toBeGreaterThan(Object.keys(before).length)
  })
})
