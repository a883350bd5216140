// Names of files that come out of files or from commands are no paths.

import { sep } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNameInside, pathIn } from '../../src/core/inside.ts'

test.each(['payroll.csv', 'out/2026-07/工资 7:00.xlsx', '.hidden', 'a..b/c', '…', 'CON', "o'x"])(
  '%j is a name',
  name => {
    expect(isNameInside(name)).toBe(true)
    expect(pathIn('/shop', name)).toBe(`/shop${sep}${name}`)
  },
)

test.each([
  '',
  '/x',
  '..',
  '../x',
  'a/../../x',
  'a/./x',
  'a//x',
  'a/',
  'C:x',
  'c:/x',
  'a\\x',
  '\\\\server\\x',
  'a\u0000',
  'a\nb',
  '\u202ex',
])('%j is none', name => expect(isNameInside(name)).toBe(false))

test('whatever the name, nothing comes out that is not below the folder', () => {
  const part = fc.constantFrom('..', '.', '', '/', '\\', 'a', 'C:', '…', '\u0000', ' ')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), parts => {
      const name = parts.join('/')
      let path: string
      try {
        path = pathIn('/shop/data', name)
      } catch {
        return
      }
      expect(path === '/shop/data' || path.startsWith('/shop/data/')).toBe(true)
    }),
  )
})
