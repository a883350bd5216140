// Stands before every test file: each workbook that the program opens or writes in the process of a test is also read by
// another library, and each that it writes is judged by the schemas of the format. No test can forget it.

import { afterAll, afterEach, expect, vi } from 'vitest'
import type { WrittenBook } from '../../src/writers/workbook.ts'
import { found, isDamaged, lookAt } from './second-readers.ts'

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
  const writeWorkbook = async (book: WrittenBook): Promise<Uint8Array> => {
    const bytes = await own.writeWorkbook(book)
    await lookAt('written', bytes, () => judge(bytes, book))
    return bytes
  }
  return { ...own, writeWorkbook }
})

async function readTwice(bytes: Buffer, reader: Xlsx['readXlsxFile']): ReturnType<Xlsx['readXlsxFile']> {
  const workbook = await reader(bytes)
  // What ours refuses, it does not get wrong.
  if ('fault' in workbook || isDamaged()) return workbook
  await lookAt('read', bytes, async () => {
    const { readingDifferences } = await import('./second-reader.ts')
    return readingDifferences(bytes, workbook)
  })
  return workbook
}

/** What is wrong with a workbook that was written: by its schemas, and by both readers. */
async function judge(bytes: Uint8Array, book: WrittenBook): Promise<string[]> {
  const { schemaFaults } = await import('./schemas.ts')
  const { readingDifferences, secondReading, writingDifferences } = await import('./second-reader.ts')
  const { readXlsxFile } = await vi.importActual<Xlsx>('../../src/sources/workbook/xlsx.ts')
  const faults = schemaFaults(bytes)
  const theirs = secondReading(bytes)
  const read = await readXlsxFile(Buffer.from(bytes))
  const readings =
    'fault' in read
      ? [`our own reader refuses: ${JSON.stringify(read)}`]
      : readingDifferences(bytes, read, () => theirs)
  return [...faults, ...writingDifferences(bytes, book, theirs), ...readings]
}

const nothingFound = (): void => expect(found.splice(0), 'differences between readers of workbooks').toEqual([])
afterEach(nothingFound)
afterAll(nothingFound)
