// The library through its package's name, as a program of somebody else's uses it: in a real shop folder, from another working
// folder, without the environment.

import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { openShop } from '../../src/index.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { builtProgram, start } from '../support/program.ts'
import { makeShop } from '../support/shop.ts'

/** A package of its own that has bonusbook among its packages. */
function host(source: string): string {
  const folder = tempFolder()
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(dirname(dirname(builtProgram())), join(folder, 'node_modules/bonusbook'))
  put(folder, { 'package.json': '{ "type": "module" }', 'main.ts': source })
  return folder
}

const MAIN = `import { balance, close, compare, month, openShop, replay, run, tell, verify } from 'bonusbook'

const shop = openShop(SHOP, { now: new Date('2026-08-03T09:30:00Z') })
const early = await close(shop, '2026-07')
const read = await month(shop, '2026-07')
const ran = await run(shop, '2026-07', { language: 'en' })
const sealed = await close(shop, '2026-07')
const again = await close(shop, '2026-07')
const proof = await verify(shop, { seal: sealed.value?.seal ?? '' })
const replayed = await replay(shop)
const held = await balance(shop, { all: true })
const same = await compare(shop, '2026-07', 'out/2026-07')
const wrong = await month(shop, '2026-13').catch((error: unknown) => String(error))
console.log(JSON.stringify({
  early: early.problems.map(p => [p.code, tell(p).message !== '']),
  people: read.value?.people.map(p => [p.id, p.gross, p.net]),
  same: JSON.stringify(read.value?.people) === JSON.stringify(ran.value?.people),
  folder: ran.value?.folder.endsWith('2026-07'),
  sealed: sealed.value?.entry,
  again: again.problems.map(p => p.code),
  proof: proof.value?.entries.map(e => e.seal === sealed.value?.seal),
  exact: replayed.value?.entries.map(e => e.exact),
  held: held.value?.reserves.length,
  differences: (same.value as { people: unknown[] } | undefined)?.people.length,
  wrong,
}))
`

test('runs, closes, proves and compares a month of a shop', async () => {
  const shop = makeShop()
  const folder = host(MAIN)
  put(folder, {
    'main.js': ts.transpile(MAIN, { target: ts.ScriptTarget.ES2022 }).replace('SHOP', JSON.stringify(shop)),
  })
  const ended = await start([join(folder, 'main.js')], { cwd: '/' }).ended
  expect(ended.err).toBe('')
  expect(JSON.parse(ended.out)).toEqual({
    early: [['DRAFT_MISSING', true]],
    people: expect.arrayContaining([[expect.any(String), expect.stringMatching(/\.\d\d$/), expect.any(String)]]),
    same: true,
    folder: true,
    sealed: '000001-close-2026-07.jsonl',
    again: ['MONTH_CLOSED'],
    proof: [true],
    exact: [true],
    held: expect.any(Number),
    differences: 0,
    wrong: 'RangeError: no month, quarter or year: 2026-13',
  })
})

test('has types that a strict program of somebody else compiles with', () => {
  const folder = host(edited(MAIN, ['SHOP', "'/shop'"]))
  const program = ts.createProgram([join(folder, 'main.ts')], {
    ...{ strict: true, noEmit: true, exactOptionalPropertyTypes: true, types: ['node'], skipLibCheck: true },
    ...{ module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts'] },
    typeRoots: [join(dirname(dirname(builtProgram())), 'node_modules/@types')],
  })
  const found = ts.getPreEmitDiagnostics(program).map(d => ts.flattenDiagnosticMessageText(d.messageText, '\n'))
  expect(found).toEqual([])
})

test('takes a whole path only: it does not look where the process works', () => {
  expect(() => openShop('shops/east', { now: new Date(0) })).toThrow(RangeError)
  expect(openShop('/shops/east/', { now: new Date(0) })).toMatchObject({
    root: '/shops/east',
    time: '1970-01-01T00:00:00Z',
  })
})
