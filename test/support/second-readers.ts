// Where a test says that the readers of workbooks need not agree, or that they differ; and what was found until then.

import { expect, onTestFinished } from 'vitest'

/** Differences that the tests so far have met. */
export const found: string[] = []

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
