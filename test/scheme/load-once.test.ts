// A scheme that is asked for again is the same one, and is another where anything that it depends on is another.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { loadScheme } from '../../src/scheme/load.ts'

const text = readFileSync(new URL('../../fixtures/group/scheme.yaml', import.meta.url), 'utf8')
const [JULY, AUGUST] = [parsePeriod('2026-07')!, parsePeriod('2026-08')!]

test('is loaded once by its text, its file, its month and what is looked for', () => {
  const first = loadScheme(text, 'scheme.yaml', JULY)
  expect(first.scheme).toBeDefined()
  expect(loadScheme(text, 'scheme.yaml', JULY)).toBe(first)
  const others = [
    loadScheme(`${text}# another\n`, 'scheme.yaml', JULY),
    loadScheme(text, 'other.yaml', JULY),
    loadScheme(text, 'scheme.yaml', AUGUST),
    loadScheme(text, 'scheme.yaml', undefined),
    loadScheme(text, 'scheme.yaml', JULY, false),
  ]
  for (const other of others) expect(other).not.toBe(first)
  // Of many only the last are kept.
  expect(loadScheme(text, 'scheme.yaml', JULY)).not.toBe(first)
})
