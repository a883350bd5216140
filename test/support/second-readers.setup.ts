// Stands before every test file: each workbook that the program opens or writes in the process of a test is also read by
// another library, and each that it writes is judged by the schemas of the format. No test can forget it.

import { createHash } from 'node:crypto'
import { afterAll, afterEach, expect, vi } from 'vitest'
import type { WrittenBook } from '../../src/writers/workbook.ts'
import { found, isDamaged, report } from './second-readers.ts'

type Xlsx = typeof import('../../src/sources/workbook/xlsx.ts')
type Xls = typeof import('../../src/sources/workbook/xls.ts')
type Writer = typeof import('../../src/writers/write-workbook.ts')

vi.mock('../../src/sources/workbook/xlsx.ts', async original => {
  const own = await original<Xlsx>()
  return { ...own, readXlsxFile: (bytes: Buffer) => readTwice(bytes, own.readXlsxFile) }
})

vi.mock('../../src/sources/workbook/xls.ts', async original => {
  const own = await original<Xls>()
  return { ...own, readXlsFile: (bytes: Buffer) => readTwice(bytes, own.readXlsFile) }
})

vi.mock('../../src/writers/write-workbook.ts', async original => {
  const own = await original<Writer>()
  const seen = new Set<string>()
  const writeWorkbook = async (book: WrittenBook): Promise<Uint8Array> => {
    const bytes = await own.writeWorkbook(book)
    const hash = createHash('sha256').update(bytes).digest('hex')
    if (!seen.has(hash)) await judge(bytes, book)
    seen.add(hash)
    return bytes
  }
  return { ...own, writeWorkbook }
})

async function readTwice(bytes: Buffer, reader: Xlsx['readXlsxFile']): ReturnType<Xlsx['readXlsxFile']> {
  const workbook = await reader(bytes)
  // What ours refuses, it does not get wrong.
  if ('fault' in workbook || isDamaged()) return workbook
  const { readingDifferences } = await import('./second-reader.ts')
  report(readingDifferences(bytes, workbook))
  return workbook
}

async function judge(bytes: Uint8Array, book: WrittenBook): Promise<void> {
  const { schemaFaults } = await import('./schemas.ts')
  const { writingDifferences } = await import('./second-reader.ts')
  const { readXlsxFile } = await import('../../src/sources/workbook/xlsx.ts')
  report([...schemaFaults(bytes), ...writingDifferences(bytes, book)])
  const read = await readXlsxFile(Buffer.from(bytes))
  if ('fault' in read) report([`our own reader refuses: ${JSON.stringify(read)}`])
}

const nothingFound = (): void => expect(found.splice(0), 'differences between readers of workbooks').toEqual([])
afterEach(nothingFound)
afterAll(nothingFound)
