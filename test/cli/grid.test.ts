// Tables on a terminal: columns stand below one another whatever letters are in them, nothing is wider than the terminal,
// figures are never cut, and a pipe gets every letter. Colour is for terminals, and for whoever asks.

import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { type Terminal, terminal } from '../../src/cli/streams.ts'
import { isVisible } from '../../src/core/visible.ts'
import type { SheetColumn } from '../../src/reports/sheet.ts'
import { figure, text, wholeText } from '../../src/reports/sheet-parts.ts'
import { gridLines } from '../../src/writers/terminal/grid.ts'
import { widthOf } from '../../src/writers/terminal/wrap.ts'
import { hasColour, run, withoutColour } from '../support/cli.ts'
import { makeShop } from '../support/shop.ts'

function terminalOf(columns: number | undefined): Terminal {
  const stream = { write: () => {}, isTTY: columns !== undefined, columns }
  const io = { stdout: stream, stderr: stream, cwd: '/', now: new Date(0), env: {} }
  return terminal(io, { color: false, lang: 'zh' })
}

const COLUMNS: readonly SheetColumn[] = [text('姓名'), wholeText('Note', 10), figure('金额')]

const cell = fc
  .string({ unit: fc.constantFrom('a', '张', '，', '（', ' ', 'é', '1', '组'), maxLength: 60 })
  .map(s => s.trim())
const amount = fc.integer({ min: -9_999_999, max: 9_999_999 }).map(n => (n / 100).toFixed(2))
const rows = fc.array(fc.tuple(cell, cell, amount), { minLength: 1, maxLength: 8 })

describe('a table', () => {
  test('is never wider than the terminal, and its figures end in one column', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 40, max: 120 }), (body, columns) => {
        const t = terminalOf(columns)
        const lines = gridLines({ columns: COLUMNS, rows: body }, t, { indent: 2 })
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(t.width)
        const ends = body.map(([, , figure]) =>
          lines.filter(line => line.endsWith(` ${figure}`)).map(l => stringWidth(l)),
        )
        expect(ends.every(found => found.length > 0)).toBe(true)
        expect(new Set(ends.flat()).size).toBe(1)
      }),
    )
  })

  test('in a pipe every letter stands in it', () => {
    fc.assert(
      fc.property(rows, body => {
        const text = gridLines({ columns: COLUMNS, rows: body }, terminalOf(undefined)).join('\n')
        for (const [name, note] of body) expect([text.includes(name), text.includes(note)]).toEqual([true, true])
      }),
    )
  })

  test('where not even narrow texts help, each row is a few lines', () => {
    const columns = [text('项目'), ...['a', 'b', 'c', 'd'].map(title => figure(title))]
    const row = ['工时费', '1,111,111.11', '2,222,222.22', '3,333,333.33', '4,444,444.44']
    expect(gridLines({ columns, rows: [row] }, terminalOf(40))).toEqual([
      '工时费',
      '  a 1,111,111.11   b 2,222,222.22   c',
      '  3,333,333.33   d 4,444,444.44',
    ])
  })

  test('what would move the cursor does not stand in it', () => {
    const text = gridLines({ columns: COLUMNS, rows: [['a\u001b[2Jb', 'c\nd', '1.00']] }, terminalOf(80)).join('\n')
    expect(text).not.toContain('\u001b')
    expect(text).toMatch(/a␛\[2Jb +c d +1\.00/)
  })
})

describe('every command on a terminal of 80 columns', () => {
  test.each([
    ['check', '--period', '2026-07'],
    ['run', '--period', '2026-07'],
    ['explain', '007', '--period', '2026-07'],
    ['init', '--list'],
    ['init', '--list', '--lang', 'zh'],
  ])('%s %s %s', async (...argv) => {
    const { out, err } = await run(argv, { cwd: makeShop(), columns: 80 })
    for (const line of withoutColour(out + err).split('\n'))
      expect([line, stringWidth(line) <= 80]).toEqual([line, true])
  })
})

describe('colour', () => {
  test.each<[string, object, boolean]>([
    ['on a terminal', { columns: 80 }, true],
    ['in a pipe', {}, false],
    ['where FORCE_COLOR asks for it', { env: { FORCE_COLOR: '1' } }, true],
    ['where FORCE_COLOR forbids it', { columns: 80, env: { FORCE_COLOR: '0' } }, false],
    [
      'where NO_COLOR forbids it, whatever FORCE_COLOR says',
      { columns: 80, env: { NO_COLOR: '1', FORCE_COLOR: '1' } },
      false,
    ],
    ['where NO_COLOR is empty', { columns: 80, env: { NO_COLOR: '' } }, true],
    ['on a terminal that knows none', { columns: 80, env: { TERM: 'dumb' } }, false],
  ])('%s', async (_, setting, coloured) => {
    for (const argv of [
      ['check', '--period', '2026-07'],
      ['run', '--help'],
      ['run', '--perod'],
      ['check', '-C', 'none'],
    ]) {
      const { out, err } = await run(argv, { cwd: makeShop(), ...setting })
      expect([argv, hasColour(out + err)]).toEqual([argv, coloured])
    }
  })
})

test('the width of a letter is that of terminals, whatever stands beside it', () => {
  const letters = Array.from({ length: 0xffff }, (_, i) => String.fromCharCode(i + 1)).filter(
    letter => isVisible(letter) && stringWidth(letter) > 0,
  )
  for (const letter of letters) expect([letter, widthOf(letter)]).toEqual([letter, stringWidth(letter)])
  const sure = fc.constantFrom(...'aé“”（）【·—…│→−×÷、。：中文あ％￥１'.split(''))
  fc.assert(
    fc.property(fc.string({ unit: sure, maxLength: 40 }), text => {
      expect(widthOf(text)).toBe(stringWidth(text))
    }),
  )
  expect(widthOf('é中👍'.repeat(1000))).toBe(5000)
})
