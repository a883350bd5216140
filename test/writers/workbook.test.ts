// The workbook as a spreadsheet program sees it: sheets, header rows, frozen panes, print set-up, and sums that a real
// LibreOffice works out anew. Where there is no LibreOffice, that part says so and is passed over.

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { beforeAll, describe, expect, test } from 'vitest'
import { decimal, ZERO } from '../../src/core/decimal.ts'
import { run } from '../support/cli.ts'
import { copyInto, folderOfFile } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'
import { unzip, zip } from '../support/zip.ts'

const office = spawnSync('soffice', ['--version']).status === 0
if (!office) console.warn('soffice is not installed: workbooks are not opened by a real spreadsheet program')

const shop = folderOfFile()
const opening = folderOfFile()

interface PayDocument {
  people: {
    id: string
    gross: string
    net: string
    deducted: string
    carried: string
    lines: { name: string; amount: string }[]
    reserves: { name: string; withheld: string; forfeited: string }[]
  }[]
}

let parts: Map<string, Buffer>
let document: PayDocument
let csv: Record<string, string>[]

/** A month with deductions, forfeits, rows of other months. */
async function golden(): Promise<string> {
  copyInto(join(GOLDEN, 'scheme.yaml'), join(shop, 'scheme.yaml'))
  copyInto(join(GOLDEN, 'data/2026-07'), join(shop, 'data/2026-07'))
  const ran = await run(['run', '--period', '2026-07', '--json'], { cwd: shop })
  if (ran.code !== 0) throw new Error(ran.out)
  document = JSON.parse(ran.out) as PayDocument
  return join(shop, 'out/2026-07')
}

const names = (): string[] =>
  [
    ...parts
      .get('xl/workbook.xml')!
      .toString()
      .matchAll(/<sheet name="([^"]+)"/g),
  ].map(m => m[1]!)
const sheetXml = (i: number): string => parts.get(`xl/worksheets/sheet${i + 1}.xml`)!.toString()
const payroll = (): number => names().indexOf('奖金表')
const sum = (texts: readonly (string | undefined)[]): string =>
  texts.reduce((total, t) => total.plus(t === undefined || t === '' ? ZERO : decimal(t)), ZERO).toFixed(2)

async function prepare(): Promise<void> {
  const folder = await golden()
  parts = unzip(readFileSync(join(folder, 'payroll.xlsx')))
  csv = Papa.parse<Record<string, string>>(readFileSync(join(folder, 'payroll.csv'), 'utf8').replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  }).data
}

beforeAll(prepare)

describe('the workbook of 2026-07', () => {
  test('has the summary first, then the payroll sheet, and one for everything that explains it, in the scheme’s language', () => {
    expect(names().slice(0, 2)).toEqual(['汇总', '奖金表'])
    expect(names()).toEqual(
      expect.arrayContaining(['奖金明细', '考核明细', '分组指标', '预留', '扣款', '数据核对', '提示', '来源']),
    )
    expect(new Set(names()).size).toBe(names().length)
  })

  test('every sheet keeps its header in view and prints it on each page, landscape on A4, in letters of 7 points, two pages wide at most', () => {
    for (const i of names().keys()) {
      const xml = sheetXml(i)
      // What is signed or cut up has pages of its own.
      if (['奖金发放表', '工资条（裁剪）'].includes(names()[i]!)) continue
      // Above the titles of the summary stands that it is a draft
      expect(xml).toMatch(new RegExp(`<pane [^>]*ySplit="${i === 0 ? 2 : 1}"[^>]*state="frozen"`))
      expect(xml).toContain('&amp;R2026年7月 草稿，未结账，不作发放依据</oddHeader>')
      const setup = /<pageSetup [^>]*>/.exec(xml)![0]
      expect(setup).toMatch(/paperSize="9".*orientation="landscape"/)
      const shown = [...xml.matchAll(/<col [^>]*>/g)].filter(([col]) => !col.includes('hidden'))
      const letters = shown.reduce((sum, [col]) => sum + Number(/(?<![a-z])width="([\d.]+)"/.exec(col)![1]), 0)
      // A letter of 10 points takes at most 6.4 on a page of 806: 7 points where 179 of them stand in a line.
      const pages = Number(/fitToWidth="(\d)"/.exec(setup)![1])
      expect([1, 2]).toContain(pages)
      expect(letters).toBeLessThan(179 * pages)
    }
    expect(sheetXml(payroll())).toMatch(/<pane [^>]*xSplit="2"/)
    // Only the sheets with every item are wider than a page, and have the name on each
    const wide = names().filter((_, i) => sheetXml(i).includes('fitToWidth="2"'))
    expect(wide).toEqual(['奖金项目', '工资条', '考核明细'])
    expect(parts.get('xl/workbook.xml')!.toString()).toMatch(/奖金项目[^!<]*!\$B:\$B/)
    const titles = [
      ...parts
        .get('xl/workbook.xml')!
        .toString()
        .matchAll(/_xlnm\.Print_Titles/g),
    ]
    // Slips that are cut up have their names each.
    expect(titles.length).toBe(names().length - 1)
  })

  test('stored results of totals are what the JSON adds up to', () => {
    const totals = [...sheetXml(payroll()).matchAll(/<f>SUM\([^<]*<\/f><v>([^<]*)<\/v>/g)].map(m => m[1])
    for (const of of ['gross', 'net', 'deducted', 'carried'] as const) {
      expect(totals).toContain(decimal(sum(document.people.map(p => p[of]))).toFixed())
    }
  })

  test('payroll.csv holds every person, line, reserve and sum of the JSON', () => {
    expect(csv.map(r => r.工号)).toEqual(document.people.map(p => p.id))
    for (const [i, person] of document.people.entries()) {
      const row = csv[i]!
      for (const { name, amount } of person.lines)
        expect([person.id, name, row[name]]).toEqual([person.id, name, amount])
      for (const { name, withheld } of person.reserves) expect(row[name]).toBe(withheld)
      expect([row.应发奖金, row.扣款合计, row.未扣余额, row.实发奖金]).toEqual([
        person.gross,
        person.deducted,
        person.carried,
        person.net,
      ])
      expect(row.其中当月没收).toBe(sum(person.reserves.map(r => r.forfeited)))
      // 应发 − 预留 − 扣款 = 实发, to the fen
      expect(sum([person.gross, ...person.reserves.map(r => `-${r.withheld}`), `-${person.deducted}`])).toBe(person.net)
    }
  })
})

describe.skipIf(!office)('opened by LibreOffice and worked out anew', () => {
  const opened = new Map<string, string[][]>()

  beforeAll(() => {
    const folder = opening
    // Without stored results it must calculate them.
    const bare = new Map(
      [...parts].map(([name, part]) => [
        name,
        name.startsWith('xl/worksheets/') ? Buffer.from(part.toString().replace(/<\/f><v>[^<]*<\/v>/g, '</f>')) : part,
      ]),
    )
    writeFileSync(join(folder, 'bare.xlsx'), zip(bare))
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    const { status, stderr } = spawnSync('soffice', [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      filter,
      '--outdir',
      folder,
      join(folder, 'bare.xlsx'),
    ])
    if (status !== 0) throw new Error(stderr.toString())
    for (const file of readdirSync(folder)) {
      const name = /^bare-(.*)\.csv$/.exec(file)?.[1]
      if (name !== undefined)
        opened.set(name, Papa.parse<string[]>(readFileSync(join(folder, file), 'utf8'), { skipEmptyLines: true }).data)
    }
  }, 60_000)

  test('every sheet opens with its header and rows', () => {
    expect([...opened.keys()].sort()).toEqual(names().sort())
    for (const rows of opened.values()) expect(rows.length).toBeGreaterThan(1)
  })

  test('ids keep their zeros and nothing is an error', () => {
    expect(
      opened
        .get('奖金表')!
        .slice(1, -1)
        .map(r => r[0]),
    ).toEqual(document.people.map(p => p.id))
    for (const rows of opened.values())
      for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^(#|Err:)/)
  })

  test('the totals worked out by it are the sums of the columns and of the JSON', () => {
    const [header, ...rows] = opened.get('奖金表')!
    const total = rows.at(-1)!
    const column = (title: string): number => header!.indexOf(title)
    expect(total[0]).toBe('合计')
    for (const [title, of] of [
      ['应发奖金', 'gross'],
      ['实发奖金', 'net'],
      ['扣款合计', 'deducted'],
      ['未扣余额', 'carried'],
    ] as const) {
      const expected = sum(document.people.map(p => p[of]))
      expect(sum([total[column(title)]])).toBe(expected)
      expect(sum(rows.slice(0, -1).map(r => r[column(title)]))).toBe(expected)
    }
    let sums = 0
    for (const [head, ...body] of opened.values()) {
      const last = body.at(-1)!
      if (last[0] !== '合计') continue
      head!.forEach((title, c) => {
        if (c === 0 || last[c] === '') return
        sums++
        expect([title, sum([last[c]])]).toEqual([title, sum(body.slice(0, -1).map(r => r[c]))])
      })
    }
    expect(sums).toBeGreaterThan(8)
  })
})

test('the rows that are printed on every page are named with the sheet in quotation marks', async () => {
  const { printed, workbookOf } = await import('../../src/writers/xlsx.ts')
  const columns = [{ width: 10 }, { width: 300 }]
  const sheet = {
    name: "Item's list",
    columns,
    rows: [[{ value: 'a' }, { value: 'b' }]],
    ...printed({ heading: 'heading' }, columns, 'a4', 2, 1),
  }
  const { writeWorkbook } = await import('../../src/writers/write-workbook.ts')
  const xml = unzip(Buffer.from(await writeWorkbook(workbookOf([sheet], 'title'))))
    .get('xl/workbook.xml')!
    .toString()
  const name = /<definedName name="_xlnm.Print_Titles" localSheetId="0">([^<]+)</.exec(xml)?.[1]
  // ECMA-376 18.2.5: a quotation mark within stands twice
  expect(name?.replaceAll('&apos;', "'")).toBe("'Item''s list'!$A:$A,'Item''s list'!$1:$2")
})
