// A draft from a registry: the order of its files, the largest begun first, and the record of what was made.

import { expect, test } from 'vitest'
import { hashOf } from '../../src/core/hash.ts'
import { filesOf, inMemory, isNamed, namesOf, type Outputs, output } from '../../src/writers/outputs.ts'

const begun: string[] = []
const make = (name: string, content: string | Promise<Uint8Array> | Iterable<string>) => () => {
  begun.push(name)
  return content
}

const DRAFT: Outputs<string> = {
  list: [
    output('a.csv', make('a.csv', 'ab')),
    output('b.xlsx', make('b.xlsx', Promise.resolve(Buffer.from('big'))), 'first'),
    { name: '', make: of => [{ name: `${of}.txt`, content: 'own' }] },
    { name: 'each/', make: () => ['1', '2'].map(n => ({ name: `each/${n}`, content: [n, '!'] })) },
  ],
  record: 'record.json',
  recordOf: (of, outputs) => ({ of, outputs }),
}

test('files stand in the order of the list, and the largest is begun before them', () => {
  expect(filesOf(DRAFT, 'x').map(f => f.name)).toEqual(['a.csv', 'b.xlsx', 'x.txt', 'each/1', 'each/2'])
  expect(begun).toEqual(['b.xlsx', 'a.csv'])
})

test('in memory the record comes last and has every file with its hash', async () => {
  const files = await inMemory(DRAFT, 'x')
  const record = JSON.parse(Buffer.from(files.at(-1)!.content).toString()) as { outputs: object[] }
  expect(files.map(f => Buffer.from(f.content).toString()).slice(0, -1)).toEqual(['ab', 'big', 'own', '1!', '2!'])
  expect(record.outputs[1]).toEqual({ file: 'b.xlsx', bytes: 3, sha256: hashOf('big') })
})

test('names: files, folders and the record, but none that a scheme gives', () => {
  const names = namesOf(DRAFT)
  expect(names).toEqual(['a.csv', 'b.xlsx', 'each/', 'record.json'])
  expect(['each/1', 'a.csv', 'x.txt', 'each'].map(name => isNamed(name, names))).toEqual([true, true, false, false])
})
