// A shop whose people are paid what a file says, with numbers of documents and accounts, for tests of export layouts.

import { put, tempFolder } from './folders.ts'
import { numbersOf } from './secrets.ts'

export interface Payee {
  readonly id: string
  readonly name?: string
  readonly team?: string
  readonly amount: string
  readonly document?: string
  readonly account?: string
}

const SCHEME = `scheme: 小店
from: 2026-01
people:
  file: roster*
  columns:
    工号: id
    姓名: name
    岗位: position
    班组: group
    证件号码: { type: id number, blank: none }
    账号: { type: account, blank: none }
  paid: 姓名 is not blank
tables:
  业绩:
    file: marks*
    one row per: 工号
    columns:
      工号: person
      金额: money
pay:
  - for: everyone
    lines:
      奖金: 金额
`

/** A bank's template. */
export const BANK = `exports:
  代发:
    file: 代发-{period}.xlsx
    sheet: 代发工资模板
    where: net > 0
    control: 金额
    head: { B2: total, B3: count }
    header row: 4
    columns:
      序号: running number
      账号: 账号
      户名: 姓名
      D: { header: "", formula: empty }
      金额: { formula: net, as: amount text }
`

/** A gateway that takes three rows a file. */
export const GATEWAY = `exports:
  网关:
    file: gate-{part}.txt
    encoding: utf-8
    separator: bar
    where: net > 0
    control: amount
    most rows: 3
    head: { A1: “totalCount”, B1: count, C1: “totalAmt”, D1: { formula: total, as: fen } }
    columns: { no: running number, account: 账号, name: 姓名, amount: { formula: net, as: fen } }
`

/** The layouts of a section, indented below it. */
export function shopScheme(layouts: string): string {
  return `${SCHEME}${layouts}`
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** The files of a month; numbers that are not given are made up by the place in the list. */
export function monthFiles(people: readonly Payee[], month = '2026-07'): Record<string, string> {
  const roster = people.map((p, i) => {
    const { document, account } = numbersOf(i + 1)
    return [p.id, p.name ?? `某${p.id}`, '职员', p.team ?? '一组', p.document ?? document, p.account ?? account]
  })
  const text = (rows: readonly (readonly string[])[]): string =>
    `${rows.map(row => row.map(cell).join(',')).join('\n')}\n`
  return {
    [`data/${month}/roster.csv`]: text([['工号', '姓名', '岗位', '班组', '证件号码', '账号'], ...roster]),
    [`data/${month}/marks.csv`]: text([['工号', '金额'], ...people.map(p => [p.id, p.amount])]),
  }
}

/** A shop with these layouts and people. */
export function layoutShop(layouts: string, people: readonly Payee[]): string {
  const shop = tempFolder()
  put(shop, { 'scheme.yaml': shopScheme(layouts), ...monthFiles(people) })
  return shop
}
