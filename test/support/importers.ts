// Readers of the files that export layouts write, as the tax client, a bank and payroll programs read them: from the bytes,
// cell by cell with its type, strict about headings, places and forms. Each throws where it would refuse the file.

import { residentNumber } from './secrets.ts'
import { unzip } from './zip.ts'

export interface RawCell {
  readonly type: 'text' | 'number'
  readonly value: string
}

/** A sheet from the parts of the archive: its name and its cells by place. A formula anywhere is refused. */
export function rawSheet(bytes: Buffer): { name: string; cells: Map<string, RawCell> } {
  const parts = unzip(bytes)
  const text = (part: string): string => parts.get(part)!.toString('utf8')
  const plain = (xml: string): string =>
    [...xml.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)]
      .map(m => m[1]!)
      .join('')
      .replace(
        /&(amp|lt|gt|quot|apos);/g,
        (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name]!,
      )
  const strings = [
    ...(parts.has('xl/sharedStrings.xml') ? text('xl/sharedStrings.xml') : '').matchAll(/<si>(.*?)<\/si>|<si\/>/gs),
  ].map(m => plain(m[1] ?? ''))
  const sheets = [...text('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(m => m[1]!)
  if (sheets.length !== 1) throw new Error(`${sheets.length} sheets`)
  const xml = text('xl/worksheets/sheet1.xml')
  if (xml.includes('<f')) throw new Error('a formula')
  const cells = new Map<string, RawCell>()
  for (const [, attributes, inside] of xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const place = /r="([A-Z]+\d+)"/.exec(attributes!)![1]!
    const type = /t="(\w+)"/.exec(attributes!)?.[1]
    const value = /<v>([^<]*)<\/v>/.exec(inside ?? '')?.[1]
    if (type === 's') cells.set(place, { type: 'text', value: strings[Number(value)]! })
    else if (type === 'inlineStr') cells.set(place, { type: 'text', value: plain(inside!) })
    else if (value !== undefined) cells.set(place, { type: 'number', value })
  }
  return { name: sheets[0]!, cells }
}

const letters = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26)

/** Rows below a header that must be exactly this, by heading. */
function tableAt(cells: Map<string, RawCell>, header: number, headings: readonly string[]): Record<string, RawCell>[] {
  const found = headings.map((_, i) => cells.get(`${letters(i)}${header}`)?.value ?? '')
  if (found.join('|') !== headings.join('|')) throw new Error(`headings ${found.join('|')}`)
  if (cells.has(`${letters(headings.length)}${header}`)) throw new Error('more headings')
  const rows: Record<string, RawCell>[] = []
  for (let row = header + 1; headings.some((_, i) => cells.has(`${letters(i)}${row}`)); row++) {
    const own = headings.flatMap((heading, i): [string, RawCell][] => {
      const cell = cells.get(`${letters(i)}${row}`)
      return cell ? [[heading, cell]] : []
    })
    rows.push(Object.fromEntries(own))
  }
  const last = Math.max(...[...cells.keys()].map(place => Number(/\d+/.exec(place)![0])))
  if (last !== header + rows.length) throw new Error('cells below the rows')
  return rows
}

/** Fen of a number cell or of a text with two decimals; anything else is refused. */
function fenOf(cell: RawCell | undefined, form: RawCell['type']): number {
  if (!cell || cell.type !== form) throw new Error(`no amount: ${cell?.type} ${cell?.value}`)
  if (form === 'text' && !/^\d+\.\d\d$/.test(cell.value)) throw new Error(`not 0.00: ${cell.value}`)
  const fen = Math.round(Number(cell.value) * 100)
  if (Math.abs(Number(cell.value) * 100 - fen) > 1e-6 || fen <= 0) throw new Error(`no amount: ${cell.value}`)
  return fen
}

function textOf(cell: RawCell | undefined): string {
  if (cell?.type !== 'text' || cell.value === '') throw new Error(`a text is due: ${cell?.type} ${cell?.value}`)
  return cell.value
}

/** Headings of 正常工资薪金 and 全年一次性奖金收入, as the client's templates have them. */
export const SALARY: readonly string[] =
  '工号|*姓名|*证件类型|*证件号码|本期收入|本期免税收入|基本养老保险费|基本医疗保险费|失业保险费|住房公积金|累计子女教育|累计继续教育|累计住房贷款利息|累计住房租金|累计赡养老人|累计3岁以下婴幼儿照护|累计个人养老金|企业(职业)年金|商业健康保险|税延养老保险|其他|准予扣除的捐赠额|减免税额|备注'.split(
    '|',
  )
export const ANNUAL: readonly string[] =
  '工号|*姓名|*证件类型|*证件号码|*全年一次性奖金额|免税收入|其他|准予扣除的捐赠额|减免税额|备注'.split('|')

export interface TaxRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly document: string
  readonly fen: number
}

/** The tax client: header in row 1, what bears a star is filled, documents are texts, a resident's number checks. */
export function taxClient(bytes: Buffer, sheet: string, headings: readonly string[]): TaxRow[] {
  const { name, cells } = rawSheet(bytes)
  if (name !== sheet) throw new Error(`sheet ${name}`)
  const amount = headings.find(h => h === '本期收入' || h === '*全年一次性奖金额')!
  return tableAt(cells, 1, headings).map(row => {
    for (const heading of headings.filter(h => h.startsWith('*')))
      if (!row[heading]) throw new Error(`${heading} is empty`)
    const document = textOf(row['*证件号码'])
    const kind = textOf(row['*证件类型'])
    if (kind === '居民身份证' && residentNumber(document.slice(0, 17)) !== document)
      throw new Error(`document ${document}`)
    return { id: textOf(row.工号), name: textOf(row['*姓名']), kind, document, fen: fenOf(row[amount], 'number') }
  })
}

export interface Payment {
  readonly account: string
  readonly name: string
  readonly fen: number
}

/** The bank's template: B2 total, B3 count, data from row 5: 序号, 账号, 户名, (empty), 金额 as text 0.00. */
export function bankTemplate(bytes: Buffer): Payment[] {
  const { name, cells } = rawSheet(bytes)
  if (name !== '代发工资模板') throw new Error(`sheet ${name}`)
  const payments: Payment[] = []
  for (let row = 5; cells.has(`A${row}`); row++) {
    if (cells.get(`A${row}`)!.value !== String(row - 4)) throw new Error(`序号 in row ${row}`)
    const account = textOf(cells.get(`B${row}`))
    if (!/^\d{6,32}$/.test(account)) throw new Error(`account ${account}`)
    if (cells.has(`D${row}`)) throw new Error(`D${row}`)
    payments.push({ account, name: textOf(cells.get(`C${row}`)), fen: fenOf(cells.get(`E${row}`), 'text') })
  }
  const total = payments.reduce((sum, p) => sum + p.fen, 0)
  if (fenOf(cells.get('B2'), 'number') !== total) throw new Error(`B2 ${cells.get('B2')?.value}, rows ${total}`)
  if (cells.get('B3')?.value !== String(payments.length)) throw new Error(`B3 ${cells.get('B3')?.value}`)
  return payments
}

/** Five columns as text: 序号,账号,户名,金额,用途. */
export function fiveColumns(text: string): (Payment & { readonly purpose: string })[] {
  const lines = text.split('\r\n')
  if (lines.shift() !== '序号,账号,户名,金额,用途') throw new Error('header')
  if (lines.pop() !== '') throw new Error('the last line does not end')
  return lines.map((line, i) => {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,"]*)(?:,|$)/g)]
      .slice(0, 5)
      .map(m => m[1]!.replace(/^"|"$/g, '').replaceAll('""', '"'))
    const [number, account, name, amount, purpose] = cells as [string, string, string, string, string]
    if (number !== String(i + 1)) throw new Error(`序号 ${number}`)
    return { account, name, fen: fenOf({ type: 'text', value: amount }, 'text'), purpose }
  })
}

/** The gateway: at most 3,000 rows in fen, whose count and total stand in the first line. */
export function gateway(text: string): Payment[] {
  const [first, header, ...lines] = text.trimEnd().split('\r\n')
  if (header !== 'no|account|name|amount') throw new Error(`header ${header}`)
  if (lines.length > 3000) throw new Error(`${lines.length} rows`)
  const payments = lines.map((line, i) => {
    const [number, account, name, amount] = line.split('|') as [string, string, string, string]
    if (number !== String(i + 1) || !/^[1-9]\d*$/.test(amount)) throw new Error(line)
    return { account, name, fen: Number(amount) }
  })
  const total = payments.reduce((sum, p) => sum + p.fen, 0)
  if (first !== `totalCount|${payments.length}|totalAmt|${total}`)
    throw new Error(`${first}, rows ${payments.length}, ${total}`)
  return payments
}

/** A payroll program: numbers as texts, every amount a figure with a sign, net = gross − deducted − withheld + returned. */
export function payrollImport(bytes: Buffer): { id: string; month: string; tax: string; batch: string; net: number }[] {
  const headings =
    '工号|姓名|部门|岗位|月份|业绩奖金|全勤奖|应发合计|应扣合计|本次预留|返还|实发合计|计税方式|备注|批次'.split('|')
  const { name, cells } = rawSheet(bytes)
  if (name !== '薪资导入') throw new Error(`sheet ${name}`)
  return tableAt(cells, 1, headings).map(row => {
    const figure = (heading: string): number => {
      const cell = row[heading]
      if (cell?.type !== 'number') throw new Error(`${heading} ${cell?.value}`)
      return Math.round(Number(cell.value) * 100)
    }
    const net = figure('实发合计')
    if (figure('业绩奖金') + figure('全勤奖') !== figure('应发合计')) throw new Error('items and gross')
    if (figure('应发合计') - figure('应扣合计') - figure('本次预留') + figure('返还') !== net)
      throw new Error('gross and net')
    for (const heading of ['姓名', '部门', '岗位']) textOf(row[heading])
    const [month, tax, batch] = [textOf(row.月份), textOf(row.计税方式), textOf(row.批次)]
    return { id: textOf(row.工号), month, tax, batch, net }
  })
}
