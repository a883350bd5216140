// A group of any size, for tests and measurements: shops × people × orders, with figures that a test works out by itself.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Size {
  readonly shops: number
  readonly people: number
  readonly orders: number
}

/** Hundreds of the bonus of a manager: 1% of what all orders come to, each of 100 and its number, modulo 97, and the shop's. */
export function managed(shop: number, { orders }: Size): string {
  const sum = Array.from({ length: orders }, (_, i) => fee(shop, i)).reduce((all, one) => all + one, 0)
  // Fees are whole: 1% of them has two decimals.
  return (sum / 100).toFixed(2)
}

function fee(shop: number, order: number): number {
  return 100 + ((order * 7) % 97) + shop
}

/** Makes a group of as many shops as asked for, July of each with the same rules and other figures; gives their folders. */
export function generateGroup(folder: string, size: Size): string[] {
  mkdirSync(folder, { recursive: true })
  copyFileSync(new URL('../../fixtures/group/scheme.yaml', import.meta.url), join(folder, 'scheme.yaml'))
  const files: Record<string, string> = {
    'group.yaml': 'group: 测试集团\nshops: stores/*\nshops may change: [parameters]\n',
  }
  const shops = Array.from({ length: size.shops }, (_, i) => `stores/s${String(i + 1).padStart(3, '0')}`)
  for (const [s, shop] of shops.entries()) {
    const id = (i: number): string => `${s + 1}${String(i).padStart(4, '0')}`
    const position = (i: number): string => (i === 0 ? '服务经理' : i % 2 === 0 ? '服务顾问' : '机电技师')
    const roster = Array.from({ length: size.people }, (_, i) => `${id(i)},员工${id(i)},${position(i)},2020-01-01,`)
    const some = (even: boolean): number[] => roster.flatMap((_, i) => (i > 0 && (i % 2 === 0) === even ? [i] : []))
    const [advisors, technicians] = [some(true), some(false)]
    const orders = Array.from({ length: size.orders }, (_, i) => {
      const [advisor, technician] = [advisors[i % advisors.length]!, technicians[i % technicians.length]!]
      const day = String(1 + (i % 28)).padStart(2, '0')
      return `S${s + 1}-${i},2026-07-${day},${id(advisor)},${id(technician)},${fee(s + 1, i)}.00,${i % 50 === 0 ? '是' : ''}`
    })
    files[`${shop}/data/2026-07/花名册.csv`] = `工号,姓名,岗位,入职日期,离职日期\n${roster.join('\n')}\n`
    files[`${shop}/data/2026-07/工单.csv`] = `单号,结算日期,服务顾问,主修技师,工时费,返修\n${orders.join('\n')}\n`
    if (s % 3 === 1) files[`${shop}/shop.yaml`] = 'parameters:\n  技师提成率: 16%\n'
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return shops
}
