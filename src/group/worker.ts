// A worker of a group: a process that does one act after another, each on a shop, and stays warm between them. Takes the task; gives
// the outcome with the memory that the process holds by then. It ends with the process that started it.

import { openShop } from '../shop/shop.ts'
import { actOn, type GroupAct, type Outcome } from './acts.ts'

export interface Task {
  readonly root: string
  readonly act: GroupAct
  /** The time that entries bear. */
  readonly now: Date
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Done extends Outcome {
  readonly memory: number
}

process.once('disconnect', () => process.exit())

export default async function work({ root, act, now, env }: Task): Promise<Done> {
  const outcome = await actOn(openShop(root, { now, env }), act)
  return { ...outcome, memory: process.memoryUsage.rss() }
}
