// A disk that is really full, a file that may not grow, a folder that may not be written: the book is as it was, and
// says why. What this machine can't do is skipped, and says so.

import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { verifyBook } from '../../src/book/verify.ts'
import { bookIn, longPlan, opened, sealAll } from '../support/book.ts'
import { contents, folderOfFile, put, tempFolder } from '../support/folders.ts'
import { builtModule, start } from '../support/program.ts'

const place = folderOfFile()
const writer = builtModule('test/support/book-writer.ts', place)
const PLAN = longPlan(2, 2000)

const ARGV = (folder: string): string[] => [writer, folder, '2', '2', '2000']

/** Runs the writer up to the second entry, as another user or under a limit of the shell. */
async function through(folder: string, limit: string, uid?: number): Promise<{ code: number | null; out: string }> {
  const argv = ['-c', `${limit} exec "$0" "$@"`, process.execPath, ...ARGV(folder)]
  const child = spawn('sh', argv, uid === undefined ? {} : { uid, gid: uid })
  let out = ''
  child.stdout.on('data', data => {
    out += data
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, out }))
  })
}

function mounted(folder: string, kilobytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return false
  }
  onTestFinished(() => {
    execFileSync('umount', [folder])
  })
  return true
}

test('a full disk, at several sizes', async ({ skip }) => {
  let failures = 0
  for (const kilobytes of [440, 480, 520, 560, 600, 700, 1200]) {
    const disk = join(place, `disk${kilobytes}`)
    mkdirSync(disk)
    if (!mounted(disk, kilobytes)) skip('no tmpfs can be mounted here')
    const folder = bookIn(disk)
    await sealAll(folder, PLAN.slice(0, 1))
    const before = contents(folder)
    const { code, out } = await start(ARGV(folder)).ended
    const { findings, entries } = await verifyBook(folder)
    expect(findings).toEqual([])
    expect(entries).toHaveLength(code === 0 ? 2 : 1)
    if (code === 0) continue
    failures++
    expect(out).toContain('"code":"ENOSPC"')
    expect(contents(folder)).toMatchObject(before)
    // There is nothing of it but copies that the next try will need
    for (const name of Object.keys(contents(folder))) if (!(name in before)) expect(name).toMatch(/^kept\//)
  }
  expect(failures).toBeGreaterThan(1)
})

test.each([1, 40, 200, 300])('a file that may not grow beyond %i blocks', async blocks => {
  const folder = bookIn(tempFolder())
  await sealAll(folder, PLAN.slice(0, 1))
  const before = contents(folder)
  const { code, out } = await through(folder, `ulimit -f ${blocks};`)
  expect([code, out]).toEqual([1, expect.stringContaining('"code":"EFBIG"')])
  expect((await verifyBook(folder)).findings).toEqual([])
  expect(contents(folder)).toMatchObject(before)
  expect(Object.keys(contents(folder)).filter(name => name.includes('tmp'))).toEqual([])
})

test('a folder that may not be written', async ({ skip }) => {
  const shop = tempFolder()
  const folder = bookIn(shop)
  await sealAll(folder, PLAN.slice(0, 1))
  const before = contents(folder)
  chmodSync(shop, 0o755)
  chmodSync(place, 0o755)
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
  // Root may write everywhere: somebody else tries
  const { code, out } = await through(folder, '', process.getuid?.() === 0 ? 65534 : undefined)
  if (code === 126 || code === 127) skip("the program can't be run as another user here")
  expect([code, out]).toEqual([1, expect.stringContaining('"code":"EACCES"')])
  expect(contents(folder)).toEqual(before)
  expect((await verifyBook(folder)).findings).toEqual([])
})

test('a file in place of the folder', async () => {
  const shop = tempFolder()
  put(shop, { book: 'mine' })
  const { out } = await start([writer, bookIn(shop), '1']).ended
  expect(out).toContain('"code":"EEXIST"')
  expect((await verifyBook(bookIn(shop))).findings).toEqual([
    { damage: 'unreadable', entry: '', facts: { code: 'ENOTDIR' } },
  ])
  rmSync(bookIn(shop))
  expect((await opened(bookIn(shop))).entries).toEqual([])
})
