// A draft from a registry: the order of its files, which are made when it is their turn, and the record of what was made.

import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { hashOf } from '../../src/core/hash.ts'
import { inMemory, isNamed, late, namesOf, type Outputs, output, writeOutputs } from '../../src/writers/outputs.ts'
import type { WrittenSheet } from '../../src/writers/workbook.ts'
import { writeWorkbook } from '../../src/writers/write-workbook.ts'
import { workbookOf } from '../../src/writers/xlsx.ts'

const made: string[] = []
const whole = (name: string, content: string) => async () => {
  made.push(`${name} begun`)
  await setImmediate()
  made.push(`${name} made`)
  return Buffer.from(content)
}

const DRAFT: Outputs<string> = {
  list: [
    output('a.csv', () => 'ab'),
    late('b.xlsx', whole('b.xlsx', 'big')),
    late('c.xlsx', whole('c.xlsx', 'other')),
    { name: '', make: of => [{ name: `${of}.txt`, content: 'own' }] },
    { name: 'each/', make: () => ['1', '2'].map(n => ({ name: `each/${n}`, content: [n, '!'] })) },
  ],
  record: 'record.json',
  recordOf: (of, outputs) => ({ of, outputs }),
}

const ONE_BY_ONE = ['b.xlsx begun', 'b.xlsx made', 'c.xlsx begun', 'c.xlsx made']

test('what is made whole is made one by one, and files stand in the order of the list', async () => {
  made.length = 0
  const folder = join(await mkdtemp(join(tmpdir(), 'bonusbook-outputs-')), 'out')
  await writeOutputs(folder, DRAFT, 'x')
  expect(made).toEqual(ONE_BY_ONE)
  const record = JSON.parse(await readFile(join(folder, 'record.json'), 'utf8')) as { outputs: { file: string }[] }
  expect(record.outputs.map(o => o.file)).toEqual(['a.csv', 'b.xlsx', 'c.xlsx', 'x.txt', 'each/1', 'each/2'])
  expect(await readFile(join(folder, 'c.xlsx'), 'utf8')).toBe('other')
})

test('one that cannot be made leaves no folder', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'bonusbook-outputs-')), 'out')
  const list = [late<string>('a.xlsx', () => Promise.reject(new Error('no'))), ...DRAFT.list]
  await expect(writeOutputs(folder, { ...DRAFT, list }, 'x')).rejects.toThrow('no')
  expect(await readdir(dirname(folder))).toEqual([])
})

test('in memory the record comes last and has every file with its hash', async () => {
  const files = await inMemory(DRAFT, 'x')
  const record = JSON.parse(Buffer.from(files.at(-1)!.content).toString()) as { outputs: object[] }
  expect(files.map(f => Buffer.from(f.content).toString()).slice(0, -1)).toEqual([
    'ab',
    'big',
    'other',
    'own',
    '1!',
    '2!',
  ])
  expect(record.outputs[1]).toEqual({ file: 'b.xlsx', bytes: 3, sha256: hashOf('big') })
})

test('names: files, folders and the record, but none that a scheme gives', () => {
  const names = namesOf(DRAFT)
  expect(names).toEqual(['a.csv', 'b.xlsx', 'c.xlsx', 'each/', 'record.json'])
  expect(['each/1', 'a.csv', 'x.txt', 'each'].map(name => isNamed(name, names))).toEqual([true, true, false, false])
})

const MANY = 10_000

test('a sheet of many rows is written before the next one is made', async () => {
  const seen: string[] = []
  const sheetOf = (name: string): WrittenSheet => {
    seen.push(`${name} made`)
    const rows = function* () {
      for (let i = 0; i < MANY; i++) yield [{ value: 1 }]
      seen.push(`${name} written`)
    }
    return { name, columns: [{ width: 9 }], rows: { length: MANY, [Symbol.iterator]: rows } }
  }
  const sheets = function* () {
    for (const name of ['A', 'B', 'C']) yield sheetOf(name)
  }
  await writeWorkbook(workbookOf({ [Symbol.iterator]: sheets }, 'title'))
  // A second reader looks at all of it once more.
  expect(seen.slice(0, 6)).toEqual(['A made', 'A written', 'B made', 'B written', 'C made', 'C written'])
})
