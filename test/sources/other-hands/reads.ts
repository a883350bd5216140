// What the tests of files by other programs share: the files of a layout, and one test for each of them.

import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { TableSpec } from '../../../src/tables/spec.ts'
import { type ReadOptions, readPath, type Value } from '../helpers.ts'

export const FOLDER: string = `${import.meta.dirname}/files`
export const FILES: readonly string[] = readdirSync(FOLDER).sort()

export interface Expected {
  readonly names: readonly string[]
  readonly rows: readonly (readonly Value[])[]
  readonly codes?: readonly string[]
  /** Sums of the figures over every row of the file. */
  readonly sums?: Readonly<Record<string, string>>
  readonly otherMonth?: number
}

/** The files of a layout, one for each program that wrote it. */
export const filesOf = (layout: string): string[] => FILES.filter(name => name.startsWith(`${layout}.`))

/** Reads the layout from every file that there is of it. */
export function reads(layout: string, spec: TableSpec, options: ReadOptions, due: Expected): void {
  test.each(filesOf(layout))('%s', async name => {
    const found = await readPath(`${FOLDER}/${name}`, spec, { ...options, name })
    // A text file saved from a workbook does not say what was hidden.
    const codes = (due.codes ?? []).filter(code => code !== 'ROWS_HIDDEN' || !name.endsWith('.csv'))
    expect(found.codes).toEqual(codes)
    expect(found.rows.map(row => due.names.map(column => row[column]))).toEqual(due.rows)
    expect(found.reading.rows).toBe(due.rows.length + (due.otherMonth ?? 0))
    expect(found.reading.rowsOtherMonth).toBe(due.otherMonth ?? 0)
    const sums = Object.fromEntries(found.reading.totals.map(t => [t.column, t.inFile.toFixed()]))
    expect(sums).toEqual(due.sums ?? {})
  })
}
