// The sheet that is printed and signed: blocks by position with their own lines, sums, words, lines to sign; and slips, a row a person. Of
// the golden month the amounts are those of `expected/`, which were worked out by hand.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { copyInto, folderOfFile } from '../support/folders.ts'
import { expected, GOLDEN } from '../support/golden.ts'
import { OFFICE } from '../support/office.ts'
import { differences, type ReadBook, readBook, recalculate, withoutResults } from '../support/recalculate.ts'
import { MARKS, makeShop, ROSTER, SCHEME } from '../support/shop.ts'
import { unzip } from '../support/zip.ts'

const home = folderOfFile()

function rowsOf(book: ReadBook, sheet: string): string[][] {
  const rows = new Map<number, string[]>()
  for (const [at, { text }] of book.get(sheet)!) {
    const line = Number(at.replace(/\D+/, ''))
    if (text !== '') rows.set(line, [...(rows.get(line) ?? []), text])
  }
  return [...rows.values()]
}

function workbook(shop: string, period = '2026-07'): { readonly book: ReadBook; readonly parts: Map<string, Buffer> } {
  const bytes = readFileSync(join(shop, 'out', period, 'payroll.xlsx'))
  return { book: readBook(bytes), parts: unzip(bytes) }
}

describe('the register of the golden month', () => {
  const shop = join(home, 'golden')
  let book: ReadBook
  let rows: string[][]
  let xml: string
  let parts: Map<string, Buffer>
  beforeAll(async () => {
    copyInto(join(GOLDEN, 'scheme.yaml'), join(shop, 'scheme.yaml'))
    copyInto(join(GOLDEN, 'data/2026-07'), join(shop, 'data/2026-07'))
    expect((await run(['run', '--period', '2026-07'], { cwd: shop })).code).toBe(0)
    const found = workbook(shop)
    book = found.book
    parts = found.parts
    rows = rowsOf(book, '奖金发放表')
    const number = [...book.keys()].indexOf('奖金发放表') + 1
    xml = found.parts.get(`xl/worksheets/sheet${number}.xml`)!.toString()
  })

  test('has everybody once, numbered, with what they are paid', () => {
    const due = expected('2026-07.payroll.csv')
    const people = rows.filter(([number, id]) => /^\d+$/.test(number!) && /^\d{5}$/.test(id ?? ''))
    expect(people.map(([number]) => number)).toEqual(due.map((_, i) => String(i + 1)))
    const paid = new Map(people.map(row => [row[1], Number(row.at(-1)).toFixed(2)]))
    expect(Object.fromEntries(paid)).toEqual(Object.fromEntries(due.map(row => [row.工号, row.实发奖金])))
  })

  test('has a block for each position with the lines of its people only, and its sum', () => {
    const at = rows.findIndex(([name]) => name === '回访专员（2 人）')
    expect(rows[at + 1]!.slice(0, 4)).toEqual(['序号', '工号', '姓名', '绩效工资'])
    expect(rows[at + 1]).not.toContain('产值奖金')
    // Two of 1500 × their coefficients; the policy's 8% of it are reserved: 1950 − 156 = 1794.
    expect(rows[at + 4]).toEqual(['小计', '1950', '0', '1950', '156', '0', '1794'])
  })

  test('adds up by department and by team before the total, each to the whole', () => {
    for (const [by, teams] of [
      ['按部门合计', 5],
      ['按班组合计', 5],
    ] as const) {
      const at = rows.findIndex(([text]) => text === by)
      expect(rows[at + 1]!.slice(0, 2)).toEqual(['人数', by.slice(1, 3)])
      // On a new page the headings stand again.
      const of = rows
        .slice(at + 2)
        .filter(([people]) => /^\d+$/.test(people!))
        .slice(0, teams)
      const sum = (column: number): string => of.reduce((all, row) => all + Number(row.at(column)), 0).toFixed(2)
      expect(of.reduce((all, row) => all + Number(row[0]), 0)).toBe(34)
      expect([-4, -3, -2, -1].map(sum)).toEqual(['63303.61', '4901.57', '3888.13', '54513.91'])
    }
    const due = expected('2026-07.payroll.csv').filter(row => row.岗位 === '回访专员')
    const desk = rows.find(row => row[1] === '客服部')!
    expect(Number(desk.at(-1))).toBe(due.reduce((all, row) => all + Number(row.实发奖金), 0))
  })

  test('ends with the total, the amount in words, and lines to sign', () => {
    const end = rows.slice(-4)
    expect(end[0]!.slice(0, 2)).toEqual(['34', '合计'])
    expect(end[0]!.at(-1)).toBe('54513.91')
    expect(end[1]).toEqual(['实发合计（大写）：人民币伍万肆仟伍佰壹拾叁元玖角壹分'])
    expect(end[2]![0]).toMatch(/制表：_+ +审核：_+ +批准：_+/)
    expect(end[3]![0]).toMatch(/单位盖章：_+ +日期：/)
  })

  test('is printed a page wide at 7 points or more, with its titles on each page, seal, state and number of the page below', () => {
    expect(Number(/<pageSetup [^>]*scale="(\d+)"/.exec(xml)![1])).toBeGreaterThanOrEqual(70)
    expect(xml).toMatch(
      /&amp;R2026年7月 草稿，未结账，不作发放依据<\/oddHeader><oddFooter>&amp;L数字摘要 [0-9a-f ]+&amp;R第 &amp;P 页，共 &amp;N 页/,
    )
    expect(xml).toContain('<rowBreaks')
    expect(rows[0]).toEqual(['奖金发放表'])
  })

  test('has no hole in its lines: what a block has no line for is one empty cell', () => {
    const cells = book.get('奖金发放表')!
    const heads = [...cells].filter(([, { text }]) => text === '序号').map(([at]) => Number(at.slice(1)))
    const columns = [...xml.matchAll(/<col /g)].length
    const boxed = (line: number): number =>
      [...new RegExp(`<row r="${line}" .*?</row>`, 's').exec(xml)![0].matchAll(/<c r="[A-Z]+\d+"[^>]* s="\d+"/g)].length
    expect(heads.length).toBeGreaterThan(10)
    expect(heads.map(line => [boxed(line), boxed(line + 1)])).toEqual(heads.map(() => [columns, columns]))
  })

  test.skipIf(!OFFICE)(
    'its sums are live: LibreOffice comes to the same, and follows an amount that is changed',
    () => {
      const bytes = readFileSync(join(shop, 'out/2026-07/payroll.xlsx'))
      const cells = book.get('奖金发放表')!
      const live = [...cells].filter(([, { formula }]) => formula !== undefined)
      // Of each of 17 positions its lines, gross, reserved, deducted and net; of all the four.
      expect(live.length).toBeGreaterThan(17 * 5)
      const at = (text: string): string => [...cells].find(([, cell]) => cell.text === text)![0]
      // The second row of an advisor: accessories 525.84 become 625.84, their sum 1443.80 becomes 1543.80.
      const change = { sheet: '奖金发放表', cell: at('525.84'), value: 625.84 }
      const found = recalculate(
        new Map([
          ['same', withoutResults(bytes)],
          ['changed', withoutResults(bytes, [change])],
        ]),
      )
      expect(differences(book, found.get('same')!)).toEqual([])
      expect(differences(book, found.get('changed')!).map(text => text.replace(/ \| SUM.*/, ''))).toEqual([
        `奖金发放表!${at('1443.8')}: 1443.8 | 1543.8`,
      ])
    },
  )

  test('slips to cut: everybody under names of their own, with what is paid at the end; nobody’s is broken over two pages', () => {
    const strips = rowsOf(book, '工资条（裁剪）')
    const due = expected('2026-07.payroll.csv')
    const whose = strips.flatMap((row, i) => (row.length === 1 && /^\d{5}/.test(row[0]!) ? [i] : []))
    const paid = whose.map((line, i) =>
      Number(
        strips
          .slice(line, whose[i + 1])
          .at(-1)!
          .at(-1),
      ).toFixed(2),
    )
    expect(whose.map(line => strips[line]![0]!.slice(0, 5))).toEqual(due.map(row => row.工号))
    expect(paid).toEqual(due.map(row => row.实发奖金))
    const technician = strips.findIndex(([text]) => text?.startsWith('00073'))
    expect(strips.slice(technician, technician + 3)).toEqual([
      ['00073　罗艳凯　机电技师　2026年7月　恒信宝4S店售后部奖金方案'],
      ...[
        ['考核成绩', '考核系数', '等级', '工时提成', 'PDI补助', '技术补贴', '救援补助', '应发奖金'],
        ['87.62', '1', 'B', '942.51', '24', '0', '20', '986.51'],
      ].map((row, i) => [
        ...row,
        ...[
          ['NPS预留', 'APQ预留', '预留合计', '实发奖金'],
          ['47.13', '28.28', '75.41', '911.1'],
        ][i]!,
      ]),
    ])
    const number = [...book.keys()].indexOf('工资条（裁剪）') + 1
    const sheet = parts.get(`xl/worksheets/sheet${number}.xml`)!.toString()
    const breaks = [...sheet.matchAll(/<brk id="(\d+)"/g)].map(([, row]) => Number(row) + 1)
    const starts = [...book.get('工资条（裁剪）')!]
      .filter(([, { text }]) => /^\d{5}　/.test(text))
      .map(([cell]) => Number(cell.slice(1)))
    expect(breaks.length).toBeGreaterThan(3)
    expect(breaks.filter(row => !starts.includes(row))).toEqual([])
  })

  test('slips: one heading row, a row a person, no totals; what nobody has is left out', () => {
    const slips = rowsOf(book, '工资条')
    expect(slips.length).toBe(35)
    expect(slips[0]!.slice(0, 2)).toEqual(['工号', '姓名'])
    expect(slips[0]!.at(-1)).toBe('实发奖金')
    expect(slips.slice(1).every(row => /^\d{5}$/.test(row[0]!))).toBe(true)
  })
})

describe('a small shop', () => {
  const scheme = edited(
    SCHEME,
    ['    left: {', '    mobile: { type: text, blank: none }\n    note: { type: text, blank: none }\n    left: {'],
    ['\n  paid: ', '\n  slips: [mobile]\n  paid: '],
    ['flags:\n', 'approvals:\n  general manager: { when: gross > 1元 }\n  manager: { when: gross > 1元 }\nflags:\n'],
  )
  const roster = edited(
    ROSTER,
    [/^id,(.*)$/m, 'id,$1,mobile,note'],
    [/^(007.*)$/m, '$1,13800000001,slow'],
    [/^(012.*)$/m, '$1,,'],
    [/^(0030.*)$/m, '$1,13800000003,'],
    [/^(0031.*)$/m, '$1,,'],
  )
  const files = { 'scheme.yaml': scheme, 'data/2026-07/roster.csv': roster }

  test('slips have the texts that the scheme names, and no others', async () => {
    const cwd = makeShop(files)
    expect((await run(['run', '--period', '2026-07', '--lang', 'en'], { cwd })).code).toBe(0)
    const slips = rowsOf(workbook(cwd).book, 'Slips')
    expect(slips[0]!.slice(0, 3)).toEqual(['Employee no', 'Name', 'mobile'])
    expect(slips.map(row => row[2])).toEqual(['mobile', '13800000001', 'Jul 2026', '13800000003'])
    expect(JSON.stringify(slips)).not.toContain('slow')
  })

  test('with twenty lines a position it is a page wide: what does not fit stands in a second row', async () => {
    const many = Array.from({ length: 20 }, (_, i) => `      bonus number ${i + 1}: ${i + 1}元\n`).join('')
    const cwd = makeShop({ ...files, 'scheme.yaml': edited(scheme, [/^ {4}lines:\n/m, `    lines:\n${many}`]) })
    expect((await run(['run', '--period', '2026-07', '--lang', 'en'], { cwd })).code).toBe(0)
    const { book, parts } = workbook(cwd)
    const xml = parts.get(`xl/worksheets/sheet${[...book.keys()].indexOf('Register') + 1}.xml`)!.toString()
    const letters = [...xml.matchAll(/<col [^>]*?(?<![a-z])width="([\d.]+)"/g)].reduce(
      (sum, [, wide]) => sum + Number(wide),
      0,
    )
    const scale = Number(/<pageSetup [^>]*scale="(\d+)"/.exec(xml)![1])
    // 115 letters of 10 points stand in a line, and no letter has less than 7.
    expect(scale).toBeGreaterThanOrEqual(70)
    expect((letters * scale) / 100).toBeLessThanOrEqual(116)
    expect(
      rowsOf(book, 'Register')
        .flat()
        .filter(text => /^bonus number \d+$/.test(text)).length,
    ).toBeGreaterThanOrEqual(20)
  })

  test('with twenty lines the sheets of items and slips are two pages wide; what is folded away stands elsewhere', async () => {
    const many = Array.from({ length: 20 }, (_, i) => `      bonus number ${i + 1}: ${i + 1}元\n`).join('')
    const cwd = makeShop({ ...files, 'scheme.yaml': edited(scheme, [/^ {4}lines:\n/m, `    lines:\n${many}`]) })
    expect((await run(['run', '--period', '2026-07', '--lang', 'en'], { cwd })).code).toBe(0)
    const { book, parts } = workbook(cwd)
    for (const sheet of ['Items', 'Slips']) {
      const xml = parts.get(`xl/worksheets/sheet${[...book.keys()].indexOf(sheet) + 1}.xml`)!.toString()
      const columns = [...xml.matchAll(/<col [^>]*>/g)].map(([col]) => col)
      const shown = columns.filter(col => !col.includes('hidden'))
      const letters = shown.reduce((sum, col) => sum + Number(/(?<![a-z])width="([\d.]+)"/.exec(col)![1]), 0)
      const pages = Number(/fitToWidth="(\d)"/.exec(xml)![1])
      expect(pages).toBeLessThanOrEqual(2)
      // A letter of 10 points takes at most 6.4 on a page of 806: 7 points where 179 of them stand in a line.
      expect(letters).toBeLessThan(179 * pages)
      const cells = book.get(sheet)!
      const textsOf = (i: number): string[] => {
        const letter = i < 26 ? String.fromCharCode(65 + i) : `A${String.fromCharCode(65 + i - 26)}`
        return [2, 3, 4].map(line => cells.get(`${letter}${line}`)?.text ?? '')
      }
      for (const [i, column] of columns.entries()) {
        if (!column.includes('hidden')) continue
        const own = textsOf(i)
        const before = columns.flatMap((_, at) => (at < i ? [textsOf(at).join()] : []))
        expect(new Set(own).size === 1 || before.includes(own.join())).toBe(true)
      }
    }
  })

  test('whoever has no line, nothing held and nothing due gets no slip and no statement, and counts in no average', async () => {
    const people = `  - for: porter
    lines: {}
reserves:
`
    const cwd = makeShop({
      'scheme.yaml': edited(
        SCHEME,
        ['reserves:\n', people],
        [/scores:\n[\s\S]*?pay:\n/, 'pay:\n'],
        [/flags:\n[\s\S]*$/, ''],
        ['turnover × rate × scores.mark ÷ 100', 'turnover × rate × marks.mark ÷ 100'],
      ),
      'data/2026-07/roster.csv': `${ROSTER}0040,Pia,porter,north,2020-01-01,\n0041,Pit,porter,north,2020-01-01,\n`,
      // 50.00 × 105% = 52.50 is due of Pit, of whom nothing can be taken: carried over, so he has a paper.
      'data/2026-07/marks.csv': `${MARKS}0040,50,\n0041,50,50\n`,
    })
    expect((await run(['run', '--period', '2026-07', '--lang', 'en', '--split'], { cwd })).code).toBe(0)
    const { book } = workbook(cwd)
    const slips = rowsOf(book, 'Slips').slice(1)
    expect(slips.map(([id]) => id)).toEqual(['007', '012', '0030', '0041'])
    const out = (name: string): string => readFileSync(join(cwd, 'out/2026-07', name), 'utf8')
    expect(['0040', '0041'].map(id => existsSync(join(cwd, `out/2026-07/statements/${id}.html`)))).toEqual([
      false,
      true,
    ])
    expect(out('statements.html')).not.toContain('Pia')
    expect(out('payroll.csv')).toContain('0040')
    const register = rowsOf(book, 'Register').map(row => row.join(' '))
    expect(register[1]).toMatch(/4 people .* 1 person without an amount not listed$/)
    expect(register.some(row => row.includes('Pia'))).toBe(false)
    // 257.30 ÷ 3 = 85.766…
    expect(out('report.html')).toMatch(/Average pay[\s\S]{0,80}85\.77/)
  })

  test('who approved stands on the register of what is closed, whatever the name; in a draft nobody does', async () => {
    const cwd = makeShop(files)
    expect((await run(['run', '--period', '2026-07', '--lang', 'en'], { cwd })).code).toBe(0)
    const lines = (): string[] =>
      rowsOf(workbook(cwd).book, 'Register').flatMap(([text]) => (text!.startsWith('Approved by (') ? [text!] : []))
    expect(lines()).toEqual(expect.arrayContaining([expect.stringMatching(/^Approved by \(manager\): _+$/)]))
    const names = ['--approve', 'manager=Li & $& <b>', '--approve', 'general manager=Ng']
    const closed = await run(['close', '--period', '2026-07', ...names], { cwd })
    expect([closed.code, closed.err]).toEqual([0, closed.err])
    expect(lines().sort()).toEqual(['Approved by (general manager): Ng', 'Approved by (manager): Li & $& <b>'])
    const { book } = workbook(cwd)
    // 257.30 in the currency of the scheme, without words where the sheets are in English.
    expect(rowsOf(book, 'Register').flat().join('\n')).not.toContain('整')
  })

  test('a column that is none, or none of texts, is refused with those that there are', async () => {
    const cwd = makeShop({ ...files, 'scheme.yaml': edited(scheme, ['slips: [mobile]', 'slips: [mobil]']) })
    const { code, out, err } = await run(['check', '--period', '2026-07'], { cwd })
    expect(code).toBe(1)
    expect(out + err).toContain('SHAPE_WRONG')
    expect(out + err).toContain('mobile')
  })
})
