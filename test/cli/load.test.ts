// What V8 compiled of the program lies beside it (src/cli/load.ts): used where it is whole and of this very script, V8 and flags;
// else everything is compiled, and the same comes out.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { edited } from '../support/edited.ts'
import { contents, tempFolder } from '../support/folders.ts'
import { builtProgram, start } from '../support/program.ts'
import { makeShop } from '../support/shop.ts'

const built = dirname(dirname(builtProgram()))

/** A program of its own, with the same packages. */
function installed(): string {
  const folder = join(tempFolder(), '程序 1')
  mkdirSync(folder)
  for (const name of ['bin', 'dist', 'package.json']) cpSync(join(built, name), join(folder, name), { recursive: true })
  symlinkSync(join(built, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

const LOAD = `import { setFlagsFromString } from 'node:v8'
const { load, v8Flags } = await import(process.argv[1] + '/dist/cli/load.js')
for (const flag of [...v8Flags('program'), ...process.argv.slice(2)]) setFlagsFromString(flag)
console.log(load('main', 'program').ready)`

/** True where nothing of the program had to be compiled, in a process like that of a command, with more flags. */
async function ready(folder: string, ...flags: string[]): Promise<boolean> {
  const ended = await start(['--input-type=module', '-e', LOAD, pathToFileURL(folder).href, ...flags]).ended
  expect(ended).toMatchObject({ code: 0, err: '' })
  return JSON.parse(ended.out) as boolean
}

/** What a command says and writes. */
async function month(folder: string): Promise<unknown> {
  const cwd = makeShop()
  const { code, out, err } = await start([join(folder, 'bin/bonusbook'), 'run', '--period', '2026-07'], { cwd }).ended
  return { code, out, err, written: contents(join(cwd, 'out')) }
}

const CACHE = 'dist/cli/main.program.cache'

test('what was compiled is used where it is whole, and the program changes nothing beside it', async () => {
  const folder = installed()
  const before = contents(join(folder, 'dist'))
  expect(await ready(folder)).toBe(true)
  expect(await month(folder)).toMatchObject({ code: 0 })
  expect(contents(join(folder, 'dist'))).toEqual(before)
})

test('without it, or with a damaged one, everything is compiled and the same comes out', async () => {
  const folder = installed()
  const sound = await month(folder)
  const whole = readFileSync(join(folder, CACHE))
  const middle = whole.length >> 1
  const altered = Buffer.from(whole)
  altered[middle] = altered[middle]! ^ 1
  const damaged = {
    altered,
    cut: whole.subarray(0, middle),
    longer: Buffer.concat([whole, whole]),
    none: Buffer.alloc(0),
  }
  for (const [what, bytes] of Object.entries(damaged)) {
    writeFileSync(join(folder, CACHE), bytes)
    expect([what, await ready(folder), await month(folder)]).toEqual([what, false, sound])
  }
  const caches = readdirSync(join(folder, 'dist/cli')).filter(name => name.endsWith('.cache'))
  expect(caches).toEqual(expect.arrayContaining(['main.program.cache', 'main.worker.cache', 'charts.program.cache']))
  for (const name of caches) rmSync(join(folder, 'dist/cli', name))
  expect([await ready(folder), await month(folder)]).toEqual([false, sound])
})

test('what was compiled of another script of the same length, or with other flags, is not used', async () => {
  const folder = installed()
  expect(await ready(folder, '--no-opt')).toBe(false)
  const script = join(folder, 'dist/cli/main.cjs')
  const text = readFileSync(script, 'utf8')
  const other = edited(text, ['Did you mean', 'Did YOU mean', 'all'])
  writeFileSync(script, other)
  expect([other.length, await ready(folder)]).toEqual([text.length, false])
  const { err } = await start([join(folder, 'bin/bonusbook'), 'runn', '--lang', 'en'], { cwd: tempFolder() }).ended
  expect(err).toContain('Did YOU mean')
})

test('a defect names the line of the script', async () => {
  const folder = installed()
  const script = join(folder, 'dist/cli/main.cjs')
  const text = readFileSync(script, 'utf8')
  const defect = 'function runMonth(){throw new Error("a defect of a test")}'
  const broken = edited(text, ['function runMonth(', `${defect}function unbroken(`])
  writeFileSync(script, broken)
  const env = { BONUSBOOK_DEBUG: '1' }
  const argv = [join(folder, 'bin/bonusbook'), 'run', '--period', '2026-07']
  const { code, err } = await start(argv, { cwd: makeShop(), env }).ended
  const line = broken.slice(0, broken.indexOf('a defect of a test')).split('\n').length
  expect([code, err]).toEqual([70, expect.stringContaining(`main.cjs:${line}:`)])
})
