// What holds for any file: figures and dates read back as they were printed, and nothing that is damaged crashes, hangs
// or changes an amount in silence.

import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { isoDate } from '../../src/core/calendar.ts'
import { damaged } from '../support/second-readers.ts'
import { gb18030, type Read, read, table } from './helpers.ts'
import { xls, xlsx } from './workbooks.ts'

const MONEY = table({ x: 'money' })

/** Ten-thousandths of an amount, and how many of its places are printed at least. */
const amount = fc.tuple(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), fc.integer({ min: 0, max: 4 }))

function plainText(scaled: number, places: number): string {
  const digits = Math.abs(scaled).toString().padStart(5, '0')
  const fraction = digits.slice(-4)
  const shown = fraction.replace(/0+$/, '').padEnd(places, '0')
  return digits.slice(0, -4) + (shown === '' ? '' : `.${shown}`)
}

const FORMS: Record<string, (text: string, negative: boolean) => string> = {
  plain: (text, negative) => (negative ? '-' : '') + text,
  grouped: (text, negative) => (negative ? '-' : '') + grouped(text),
  'currency first': (text, negative) => `￥${negative ? '-' : ''}${grouped(text)}`,
  'sign first': (text, negative) => `${negative ? '-' : ''}¥${text}`,
  brackets: (text, negative) => (negative ? `(${grouped(text)})` : grouped(text)),
  'full width': (text, negative) => (negative ? '－' : '') + wide(text),
  'full width, grouped': (text, negative) => `￥${negative ? '－' : ''}${wide(grouped(text))}`,
  'with unit': (text, negative) => `${negative ? '−' : ''}${text}元`,
  'with spaces': (text, negative) => `\u3000 ${negative ? '- ' : ''}${grouped(text)}\u00a0`,
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const parts = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? parts : `${parts}.${fraction}`
}

function wide(text: string): string {
  return text.replace(/[0-9.,]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
}

function expected(scaled: number): string {
  const text = plainText(scaled, 0)
  return scaled < 0 ? `-${text}` : text
}

describe('figures', () => {
  test.each(Object.entries(FORMS))('printed %s read back exactly', async (_, print) => {
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { minLength: 1, maxLength: 50 }), async amounts => {
        const cells = amounts.map(([scaled, places]) => print(plainText(scaled, places), scaled < 0))
        const found = await read(`x\n${cells.map(cell => `"${cell}"\n`).join('')}`, MONEY)
        expect(found.codes).toEqual([])
        expect(found.rows.map(row => row.x)).toEqual(amounts.map(([scaled]) => expected(scaled)))
        const sum = amounts.reduce((total, [scaled]) => total + BigInt(scaled), 0n)
        expect(found.reading.totals[0]!.inFile.times(10_000).toFixed()).toBe(sum.toString())
      }),
      { numRuns: 60 },
    )
  })

  test('to the fen survive being doubles of a spreadsheet', async () => {
    const fen = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fen, fen), { minLength: 1, maxLength: 40 }), async pairs => {
        // Each is worked out by a subtraction, whose noise the cell keeps.
        const rows = pairs.map(([a, b]) => [(a + b) / 100 - b / 100])
        const found = await read(await xlsx([['x'], ...rows]), MONEY)
        expect(found.rows.map(row => row.x)).toEqual(pairs.map(([a]) => expected(a * 100)))
      }),
      { numRuns: 40 },
    )
  })

  test('are read as printed or refused, whatever stands in the cell', async () => {
    const signs = [...'0123456789.,-+()¥￥%元eE 　，．－Ａ万次\'"']
    const anything = fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map(parts => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 60 }), async cells => {
        const found = await read(
          `k,x\n${cells.map(cell => `a,"${cell.replaceAll('"', '""')}"\n`).join('')}`,
          table({ k: 'id', x: { type: 'money', blank: 'none' } }),
        )
        // Every digit that was printed is in the figure, in its order: nothing was dropped or made up.
        found.rows.forEach((row, i) => {
          if (row.x === null || found.problems.some(p => p.at?.line === i + 2)) return
          const digits = (text: string): string =>
            text
              .normalize('NFKC')
              .replace(/\D/g, '')
              .replace(/^0+|0+$/g, '')
          expect(digits(row.x as string)).toBe(digits(cells[i]!))
        })
      }),
      { numRuns: 150 },
    )
  })
})

describe('dates', () => {
  const PRINTED: ((y: string, m: string, d: string) => string)[] = [
    (y, m, d) => `${y}-${m}-${d}`,
    (y, m, d) => `${y}/${Number(m)}/${Number(d)}`,
    (y, m, d) => `${y}.${m}.${d}`,
    (y, m, d) => `${y}${m}${d}`,
    (y, m, d) => `${y}年${Number(m)}月${Number(d)}日`,
    (y, m, d) => `${y}-${m}-${d} 08:30:15`,
    (y, m, d) => `${y}/${m}/${d} 23:59`,
  ]
  test('read back as they were printed, and from serial numbers', async () => {
    const day = fc.integer({ min: 5000, max: 45_000 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(day, fc.nat(PRINTED.length)), { minLength: 1, maxLength: 60 }), async days => {
        const cells = days.map(([d, form]) => {
          const [y, m, date] = isoDate(d).split('-') as [string, string, string]
          return PRINTED[form]?.(y, m, date) ?? String(d + 25_569)
        })
        const found = await read(`x\n${cells.join('\n')}\n`, table({ x: 'date' }))
        expect(found.rows.map(row => row.x)).toEqual(days.map(([d]) => isoDate(d)))
      }),
      { numRuns: 100 },
    )
  })
})

describe('texts', () => {
  test('of any characters come through quotes, pieces and encodings', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 }).map(s => s.replaceAll('\r', '').replaceAll('\0', ''))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 30 }), async texts => {
        const rows = texts.map((t, i) => `a${i},"${t.replaceAll('"', '""')}",z\n`).join('')
        const found = await read(`\ufeffk,x,y\n${rows}`, table({ k: 'id', y: 'text' }))
        expect(found.codes).toEqual([])
        expect(found.rows.map(row => row.k)).toEqual(texts.map((_, i) => `a${i}`))
      }),
      { numRuns: 150 },
    )
  })
})

const ORDERS = table(
  { 工单号: 'id', 日期: 'date', 技师: 'person', 金额: 'money', 备注: { blank: 'none' } },
  { month: '日期' },
)
const HEAD = ['工单号', '日期', '技师', '金额', '备注']
const DATA = Array.from({ length: 60 }, (_, i) => [
  `WX${i}`,
  `2026-07-${String((i % 28) + 1).padStart(2, '0')}`,
  '李四',
  `${i}.${i % 10}5`,
  i % 5 === 0 ? '"他说""好"",\n就走"' : '张伟',
])
const CSV = [HEAD, ...DATA].map(row => row.join(',')).join('\n')
const TEXT = `月报\n${CSV}\n合计,,,${DATA.reduce((sum, row) => sum + Math.round(Number(row[3]) * 100), 0) / 100},\n`

/** Reads what may be anything; fails where it takes too long. What it throws is a defect. */
async function survive(bytes: Uint8Array): Promise<Read> {
  const begin = performance.now()
  const found = await read(bytes, ORDERS, { period: '2026-07' })
  expect(performance.now() - begin).toBeLessThan(5000)
  return found
}

function wounded(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const cut = fc.nat(bytes.length).map(length => bytes.slice(0, length))
  const changed = fc
    .array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 })
    .map(changes => {
      const copy = bytes.slice()
      for (const [at, byte] of changes) copy[at] = byte
      return copy
    })
  const dropped = fc
    .tuple(fc.nat(bytes.length), fc.nat(bytes.length))
    .map(([from, length]) => Buffer.concat([bytes.slice(0, from), bytes.slice(from + length)]))
  return fc.oneof(cut, changed, dropped)
}

describe('damaged files', () => {
  beforeEach(damaged)

  test('text that is cut gives its first rows unchanged, or a problem', async () => {
    for (const bytes of [Buffer.from(TEXT), gb18030(TEXT)]) {
      for (let length = 1; length < bytes.length; length += 3) {
        const found = await survive(bytes.subarray(0, length))
        const whole = found.rows.slice(0, -1)
        expect(whole.map(row => [row.工单号, row.日期])).toEqual(
          DATA.slice(0, whole.length).map(row => row.slice(0, 2)),
        )
        expect(whole.map(row => Number(row.金额))).toEqual(DATA.slice(0, whole.length).map(row => Number(row[3])))
        if (found.rows.length > 0) expect(DATA[found.rows.length - 1]![3]).toContain(found.rows.at(-1)!.金额 ?? '')
      }
    }
  })

  test.each<[string, () => Promise<Uint8Array> | Uint8Array, number]>([
    ['UTF-8', () => Buffer.from(TEXT), 400],
    ['GB18030', () => gb18030(TEXT), 400],
    ['UTF-16', () => Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 300],
    ['XLSX', () => xlsx([['月报'], HEAD, ...DATA]), 300],
    ['old XLS', () => xls([['月报'], HEAD, ...DATA]), 300],
    [
      'HTML',
      () =>
        Buffer.from(
          `<html><table>${[HEAD, ...DATA].map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></html>`,
        ),
      300,
    ],
    [
      'XML',
      () =>
        Buffer.from(
          `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet Name="a"><Table>${[HEAD, ...DATA].map(row => `<Row>${row.map(cell => `<Cell><Data Type="String">${cell}</Data></Cell>`).join('')}</Row>`).join('')}</Table></Worksheet></Workbook>`,
        ),
      300,
    ],
  ])('%s', async (_, make, numRuns) => {
    const bytes = new Uint8Array(await make())
    await fc.assert(
      fc.asyncProperty(wounded(bytes), async broken => {
        await survive(broken)
      }),
      { numRuns },
    )
  })

  test('any bytes at all', async () => {
    const starts = [
      '',
      'PK\u0003\u0004',
      '<html><table>',
      '<?xml version="1.0"?><Workbook>',
      '工单号,日期,技师,金额,备注\n',
    ].map(s => Buffer.from(s))
    const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts, ole), fc.uint8Array({ maxLength: 3000 }), async (start, rest) => {
        await survive(Buffer.concat([start, rest]))
      }),
      { numRuns: 400 },
    )
  })
})
