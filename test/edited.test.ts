// Fixtures are changed by `edited` alone, which fails where a change finds nothing.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { edited } from './support/edited.ts'

test('a change that finds nothing fails', () => {
  expect(edited('a b a', ['a', 'c'])).toBe('c b a')
  expect(edited('a b a', ['a', 'c', 'all'], [/b/, 'd'])).toBe('c d c')
  expect(() => edited('a b', ['c', 'd'])).toThrow('no such text: c')
  expect(() => edited('a b', ['a', 'c'], [/a/, 'd'])).toThrow('no such text: /a/')
})

// A change that is worked out for each place is no piece of text.
test('no test changes a fixture otherwise', () => {
  const found = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .flatMap(name => {
      const lines = readFileSync(`${import.meta.dirname}/${name}`, 'utf8').split('\n')
      return lines.flatMap((line, i) =>
        /\b[A-Z][A-Z_0-9]+\.replace(All)?\((?!.*=>)/.test(line) ? [`${name}:${i + 1}`] : [],
      )
    })
  expect(found).toEqual([])
})
