// What work gives that may not succeed: what was asked for, or the problems that stand in its way. Problems that stop nothing
// go with either. Nothing is thrown for what a user can get wrong, and no text stands for a failure.

import type { Problem } from './problem.ts'

export interface Done<T> {
  readonly value: T
  /** What is to be told all the same. */
  readonly problems: readonly Problem[]
}

export interface Failed {
  readonly value?: undefined
  readonly problems: readonly Problem[]
}

/** `const { value, problems } = …; if (!value) return failed(problems)`. */
export type Result<T> = Done<T> | Failed

export function done<T>(value: T, problems: readonly Problem[] = []): Done<T> {
  return { value, problems }
}

export function failed(found: Problem | readonly Problem[]): Failed {
  return { problems: 'code' in found ? [found] : found }
}
