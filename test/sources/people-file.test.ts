// The file of `try --people`: what its first row names, and what is refused.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPeopleFile } from '../../src/sources/people-file.ts'

const readText = async (text: string): Promise<unknown> => {
  const folder = mkdtempSync(join(tmpdir(), 'people-'))
  writeFileSync(join(folder, 'people.csv'), text)
  try {
    const { value: rows, problems } = await readPeopleFile(join(folder, 'people.csv'), 'people.csv')
    if (!rows) return [problems[0]?.code, problems[0]?.at?.line]
    return rows.map(({ line, cells }) => [line, ...cells.values()])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.each<[string, string]>([
  ['commas', 'name,sold\nAnn,"1,200"\nBob,5\n'],
  ['semicolons', 'name;sold\nAnn;1,200\nBob;5\n'],
  ['tabs', 'name\tsold\nAnn\t1,200\nBob\t5\n'],
  ['bars', 'name|sold\nAnn|1,200\nBob|5\n'],
  ['carriage returns', 'name,sold\rAnn,"1,200"\rBob,5\r'],
  ['a mark of the end', 'name,sold\nAnn,"1,200"\nBob,5\n\u001a'],
])('%s', async (_, text) => {
  expect(await readText(text)).toEqual([
    [2, 'Ann', '1,200'],
    [3, 'Bob', '5'],
  ])
})

test('lines are counted through cells of several', async () => {
  expect(await readText('name,note\nAnn,"a\nb"\nBob,c\n')).toEqual([
    [2, 'Ann', 'a\nb'],
    [4, 'Bob', 'c'],
  ])
})

test('a figure with a comma that is not in quotation marks would lose its end', async () => {
  expect(await readText('name,sold\nBob,5\nAnn,1,200\n')).toEqual(['ROW_WIDTH', 3])
})

test('two columns of one name are refused', async () => {
  expect(await readText('name,sold,sold\nAnn,1,2\n')).toEqual(['HEADER_REPEATED', 1])
})
