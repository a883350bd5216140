// Parts of archives are changed piece by piece: what a piece ends within is found all the same, and other parts stay as they are.

import { expect, test } from 'vitest'
import { archiveOf, type Pieces, partOf, partsOf, textOf, withParts } from '../../src/writers/zip-parts.ts'

// 30 letters, 34 bytes: 65,536 bytes end within a sentence, and within a letter of three bytes in one piece or another.
const MARKED = '<t>Draft of 2026-07 初稿</t>\n'
const TIMES = 20_000

async function* sealed(pieces: Pieces): AsyncGenerator<string> {
  for await (const piece of pieces) yield piece.replaceAll('Draft of 2026-07 初稿', 'Closed: entry 1')
}

test('a sentence that pieces of an archive end within is changed everywhere, other parts not at all', async () => {
  const parts = [await partOf('a.xml', [MARKED.repeat(TIMES)]), await partOf('b.xml', ['<t>kept</t>'])]
  const before = archiveOf(parts)
  const [changed, kept] = partsOf(await withParts(before, sealed))!
  expect(textOf(changed!)).toBe('<t>Closed: entry 1</t>\n'.repeat(TIMES))
  expect(kept!.packed.map(piece => Buffer.from(piece))).toEqual(parts[1]!.packed.map(piece => Buffer.from(piece)))
  expect(await withParts(archiveOf([parts[1]!]), sealed)).toEqual(archiveOf([parts[1]!]))
})

test('a text without any mark, and an archive of others', async () => {
  const archive = archiveOf([await partOf('a.txt', ['初'.repeat(100_000)])])
  expect(textOf(partsOf(await withParts(archive, pieces => pieces))![0]!)).toBe('初'.repeat(100_000))
  const other = Buffer.from('no archive')
  expect(await withParts(other, sealed)).toBe(other)
})
