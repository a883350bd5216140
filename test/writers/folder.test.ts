// Replacing a folder of outputs: only what we wrote goes. Files of others keep their bytes, links and names, also those that
// appear while we write; a file of ours that somebody changed stays beside the new one.

import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Replaced, replaceFolder, type WrittenFile } from '../../src/writers/folder.ts'
import { put, tempFolder } from '../support/folders.ts'

const last = (outputs: readonly WrittenFile[]) => ({ content: JSON.stringify({ outputs }) })
const write = (out: string, text: string, names = ['a.txt', 'sub/b.txt']): Promise<Replaced> =>
  replaceFolder(
    out,
    names.map(name => ({ name, content: `${text} ${name}` })),
    'run.json',
    last,
  )
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8')

test('files, folders and links of others are moved along as they are', async () => {
  const parent = tempFolder()
  const out = join(parent, 'out')
  await write(out, 'old')
  put(out, { 'signed.pdf': 'mine', 'notes/n.txt': 'n', 'sub/own.txt': 'o' })
  put(parent, { 'elsewhere/e.txt': 'e' })
  symlinkSync('../elsewhere', join(out, 'link'))
  symlinkSync('../../elsewhere', join(out, 'sub/link'))
  symlinkSync('nowhere', join(out, 'broken'))
  const inode = statSync(join(out, 'signed.pdf')).ino
  expect(await write(out, 'new')).toEqual({ kept: [], left: undefined })
  expect([read(out, 'a.txt'), read(out, 'sub/b.txt'), read(out, 'signed.pdf'), read(out, 'notes/n.txt')]).toEqual([
    'new a.txt',
    'new sub/b.txt',
    'mine',
    'n',
  ])
  expect(statSync(join(out, 'signed.pdf')).ino).toBe(inode)
  expect(['link', 'sub/link', 'broken'].map(name => readlinkSync(join(out, name)))).toEqual([
    '../elsewhere',
    '../../elsewhere',
    'nowhere',
  ])
  expect([read(out, 'sub/own.txt'), read(parent, 'elsewhere/e.txt')]).toEqual(['o', 'e'])
  expect(readdirSync(parent).sort()).toEqual(['elsewhere', 'out'])
})

test('a file of ours that somebody changed stays under another name', async () => {
  const out = join(tempFolder(), 'out')
  await write(out, 'old')
  put(out, { 'a.txt': 'with my notes', 'sub/b.txt': 'mine too' })
  const { kept } = await write(out, 'new')
  expect(kept).toEqual([
    { file: 'a.txt', as: 'a (1).txt' },
    { file: 'sub/b.txt', as: 'sub/b (1).txt' },
  ])
  expect([read(out, 'a.txt'), read(out, 'a (1).txt'), read(out, 'sub/b (1).txt')]).toEqual([
    'new a.txt',
    'with my notes',
    'mine too',
  ])
  // They are somebody's own from now on.
  expect((await write(out, 'newer')).kept).toEqual([])
  expect(read(out, 'a (1).txt')).toBe('with my notes')
})

test('without its record nothing in the folder is ours', async () => {
  const out = join(tempFolder(), 'out')
  await write(out, 'old')
  rmSync(join(out, 'run.json'))
  await write(out, 'new')
  expect([read(out, 'a.txt'), read(out, 'a (1).txt')]).toEqual(['new a.txt', 'old a.txt'])
})

test('what appears while we write is there afterwards', async () => {
  const out = join(tempFolder(), 'out')
  await write(out, 'old')
  function* slow(): Generator<string> {
    yield 'x'
    put(out, { 'arrived.txt': 'late' })
    yield 'y'
  }
  await replaceFolder(out, [{ name: 'a.txt', content: slow() }], 'run.json', last)
  expect([read(out, 'a.txt'), read(out, 'arrived.txt')]).toEqual(['xy', 'late'])
})

test('a link as the folder is followed; one that leads nowhere, or a file, is an error', async () => {
  const parent = tempFolder()
  mkdirSync(join(parent, 'disk/real'), { recursive: true })
  put(parent, { 'disk/real/mine.txt': 'm', file: 'f' })
  symlinkSync('disk/real', join(parent, 'out'))
  await write(join(parent, 'out'), 'new')
  expect(lstatSync(join(parent, 'out')).isSymbolicLink()).toBe(true)
  expect([read(parent, 'disk/real/a.txt'), read(parent, 'disk/real/mine.txt')]).toEqual(['new a.txt', 'm'])
  symlinkSync('gone', join(parent, 'nowhere'))
  await expect(write(join(parent, 'nowhere'), 'new')).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(write(join(parent, 'file'), 'new')).rejects.toMatchObject({ code: 'ENOTDIR' })
  expect(read(parent, 'file')).toBe('f')
})

test('a record that names files behind a link, or outside, makes them nobody’s loss', async () => {
  const parent = tempFolder()
  const out = join(parent, 'out')
  await write(out, 'old')
  put(parent, { 'precious/b.txt': 'old sub/b.txt' })
  rmSync(join(out, 'sub'), { recursive: true })
  symlinkSync('../precious', join(out, 'sub'))
  await write(out, 'new', ['a.txt'])
  expect(read(parent, 'precious/b.txt')).toBe('old sub/b.txt')
  expect(readlinkSync(join(out, 'sub'))).toBe('../precious')
})

test('nobody but the owner may read what is written, whatever the umask', () => {
  const parent = tempFolder()
  const module = new URL('../../src/writers/folder.ts', import.meta.url).href
  const script = `import { replaceFolder } from ${JSON.stringify(module)}
process.umask(0)
await replaceFolder(process.argv[1], [{ name: 'sub/a.txt', content: 'a' }], 'run.json', () => ({ content: '{}' }))`
  const out = join(parent, 'new/out')
  execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, out])
  const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)
  expect(['.', 'sub', 'sub/a.txt', 'run.json', '..'].map(name => mode(join(out, name)))).toEqual([
    '700',
    '700',
    '600',
    '600',
    '700',
  ])
})
