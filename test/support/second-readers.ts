// Where a test says that the readers of workbooks need not agree, or that they differ; and what was found until then.

import { createHash } from 'node:crypto'
import { expect, onTestFinished } from 'vitest'

/** Differences that the tests so far have met. */
export const found: string[] = []

/** Workbooks in which nothing was found, by the hash of their bytes: in this process they are not looked at again. */
const sound = new Set<string>()

/** Looks at a workbook that was read or written, unless it was found sound before. */
export async function lookAt(
  how: 'read' | 'written',
  bytes: Uint8Array,
  look: () => Promise<readonly string[]>,
): Promise<void> {
  const key = `${how} ${createHash('sha256').update(bytes).digest('hex')}`
  if (sound.has(key)) return
  const differences = await look()
  if (differences.length === 0) sound.add(key)
  report(differences)
}

/** Why differences do not count now. */
let reason: string | undefined
let unsound = false
let met = 0

export function report(differences: readonly string[]): void {
  if (reason === undefined) found.push(...differences.slice(0, 20))
  met += differences.length
}

/** What is damaged has no right reading: in this test the readers need not agree. */
export function damaged(): void {
  unsound = true
  onTestFinished(() => {
    unsound = false
  })
}

export function isDamaged(): boolean {
  return unsound
}

/** In this test the readers differ, for a reason that is told here; if they agree after all, the test fails. */
export function readersDiffer(because: string): void {
  reason = because
  met = 0
  onTestFinished(() => {
    reason = undefined
    expect(met, `the readers agree: ${because}`).toBeGreaterThan(0)
  })
}
