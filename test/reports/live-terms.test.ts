// Sheets' names and literals of live formulas: whatever a scheme calls a team or holds as a text.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { literal } from '../../src/live/terms.ts'
import { quotedSheet, sheetName } from '../../src/reports/sheet-names.ts'

test.each([
  ['班组', [], '班组'],
  ['a/b\\c?*[x]:', [], 'a b c   x'],
  ["'it's'", [], "it's"],
  ['', [], '-'],
  ['History', [], 'History 2'],
  ['Team', ['team'], 'Team 2'],
  ['Team', ['team', 'team 2'], 'Team 3'],
  ['x'.repeat(40), [], 'x'.repeat(31)],
  ['x'.repeat(40), ['x'.repeat(31)], `${'x'.repeat(29)} 2`],
] as const)('a sheet for %j beside %j is called %j', (wanted, taken, name) => {
  expect(sheetName(wanted, new Set(taken))).toBe(name)
})

test('every name is one that a spreadsheet takes, and no two are equal', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { maxLength: 8 }), wanted => {
      const taken = new Set<string>()
      for (const text of wanted) {
        const name = sheetName(text, taken)
        expect(name.length).toBeGreaterThan(0)
        expect(name.length).toBeLessThanOrEqual(31)
        expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/)
        expect(taken.has(name.toLowerCase())).toBe(false)
        taken.add(name.toLowerCase())
      }
    }),
  )
})

test('an apostrophe in a sheet’s name is doubled where it is quoted', () => {
  expect(quotedSheet("it's")).toBe("'it''s'")
})

test('a text is one literal, however long, with its quotation marks doubled and control characters by number', () => {
  expect(literal('a "b"').text).toBe('"a ""b"""')
  expect(literal('').text).toBe('""')
  expect(literal('=1\n2').text).toBe('"=1"&CHAR(10)&"2"')
  const pieces = literal('x'.repeat(600)).text.split('&')
  expect(pieces.map(p => p.length)).toEqual([252, 252, 102])
})
