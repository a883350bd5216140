// The judge of the corpus. Takes the bytes of a file, reads it, and says whether figures were read right or a problem with
// a place was given; a reading that throws or takes too long fails by itself.

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Problem } from '../../../src/core/problem.ts'
import { type Read, readPath } from '../helpers.ts'
import { digits, expected, PERIOD, type Row, SPEC, SUMMED, sum } from './truth.ts'

const SECONDS = 10

/** It goes with the folder of the run. */
const path = join(mkdtempSync(join(tmpdir(), 'corpus-')), 'orders.bin')

/** Reads the bytes within the time that any file of this size may take. */
export async function readBytes(bytes: Uint8Array): Promise<Read> {
  writeFileSync(path, bytes)
  const begin = performance.now()
  const found = await readPath(path, SPEC, { period: PERIOD, name: 'orders.bin' })
  expect(performance.now() - begin, 'milliseconds').toBeLessThan(SECONDS * 1000)
  for (const { at, code } of found.problems) expect(at?.file, code).toMatch(/^(orders\.bin|scheme\.yaml)$/)
  return found
}

export function errorsOf(found: Read): Problem[] {
  return found.problems.filter(problem => problem.severity === 'error')
}

/** All rows are the true ones, to the last digit, and so are the sums. */
export function expectTruth(found: Read, rows: readonly Row[]): void {
  expect(errorsOf(found).map(({ code, at, facts, quote }) => ({ code, at, facts, quote: quote?.text }))).toEqual([])
  expect(found.rows).toEqual(expected(rows))
  expect(sumsOf(found)).toEqual(trueSums(rows))
}

/** The sums of the file, rows of other months included. */
export function sumsOf(found: Read): string[] {
  return found.reading.totals
    .filter(({ column }) => SUMMED.includes(column as (typeof SUMMED)[number]))
    .map(({ inFile }) => inFile.toFixed())
}

export function trueSums(rows: readonly Row[]): string[] {
  return SUMMED.map(name => digits(sum(rows, name)))
}
