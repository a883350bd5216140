// Acts on many shops in some warm processes. Takes tasks one by one; gives what became of each. A process that dies, hangs or fails
// takes nothing with it but the shop that it worked on; one that has grown large is replaced before the next shop.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type Tinypool from 'tinypool'
import { problem } from '../core/problem.ts'
import { v8Flags } from '../core/v8.ts'
import { fileTrouble } from '../shop/file-trouble.ts'
import { openShop } from '../shop/shop.ts'
import { actOn, type Outcome } from './acts.ts'
import type { Done, Task } from './worker.ts'

/** Stands beside the built program; where the sources run as they are, the work is done in this process. */
const WORKER = new URL('group-worker.js', import.meta.url)

/** The memory of a process that is replaced, in bytes: what the next shop needs comes on top of it. */
const LARGE = 280 << 20

/** How long a shop may take before its process counts as hanging. */
export const PATIENCE_MS: number = 30 * 60_000

/** Works through tasks in some lanes, each task by the next lane that is free. Throws what `work` throws. */
export async function inLanes<T>(
  {
    jobs,
    patience = PATIENCE_MS,
    env,
  }: { readonly jobs: number; readonly patience?: number; readonly env: Task['env'] },
  tasks: readonly T[],
  work: (lane: Lane, task: T) => Promise<void>,
): Promise<void> {
  const queue = tasks.values()
  const one = async (): Promise<void> => {
    const lane = new Lane(patience, env)
    try {
      for (const task of queue) await work(lane, task)
    } finally {
      await lane.end()
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, one))
}

/** One process at a time, which works on one shop at a time. */
export class Lane {
  readonly #patience: number
  readonly #env: Task['env']
  #pool: Tinypool | undefined

  constructor(patience: number, env: Task['env']) {
    this.#patience = patience
    this.#env = env
  }

  async work(task: Task): Promise<Outcome> {
    if (!existsSync(fileURLToPath(WORKER))) return here(task)
    const hung = AbortSignal.timeout(this.#patience)
    this.#pool ??= await this.#started()
    try {
      const { memory, ...outcome }: Done = await this.#pool.run(task, { signal: hung })
      if (memory > LARGE) await this.end()
      return outcome
    } catch (error) {
      await this.end()
      return hung.aborted
        ? stopped('hung', `${Math.round(this.#patience / 1000)} s`)
        : (troubleOf(error, task.root) ?? stopped('ended', messageOf(error)))
    }
  }

  async #started(): Promise<Tinypool> {
    const { default: Pool } = await import('tinypool')
    const pool = new Pool({
      filename: fileURLToPath(WORKER),
      runtime: 'child_process',
      serialization: 'advanced',
      ...{ minThreads: 1, maxThreads: 1 },
      execArgv: [...v8Flags('worker')],
      env: Object.fromEntries(
        Object.entries(this.#env).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    })
    // Of one that dies while it waits nobody is told: the next shop finds another.
    pool.on('error', () => {
      this.#pool = undefined
    })
    return pool
  }

  async end(): Promise<void> {
    const pool = this.#pool
    this.#pool = undefined
    await pool?.destroy()
  }
}

async function here({ root, act, now, env }: Task): Promise<Outcome> {
  try {
    return await actOn(openShop(root, { now, env }), act)
  } catch (error) {
    const trouble = troubleOf(error, root)
    if (!trouble) throw error
    return trouble
  }
}

function troubleOf(error: unknown, root: string): Outcome | undefined {
  const trouble = fileTrouble(error, root)
  return trouble && { exit: 1, problems: [trouble], totals: {} }
}

function stopped(why: 'ended' | 'hung', detail: string): Outcome {
  return { exit: 1, problems: [problem('GROUP_WORKER', undefined, { why, detail })], totals: {} }
}

function messageOf(error: unknown): string {
  // What a process throws comes as plain data.
  const said = typeof error === 'object' && error !== null && 'message' in error ? error.message : error
  return String(said).split('\n')[0]!
}
