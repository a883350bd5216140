// A group of shops as `bonusbook group run` works it out, beside what a plain loop takes for the same totals and what LibreOffice takes
// for the shops' own workbooks. Gives figures of processes; ends with an error where a total is not that of the loop.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateGroup, type Size } from '../support/generate-group.ts'
import type { PlainTotals } from '../support/plain-group.ts'
import { PERIOD } from './generate.ts'
import { libreOffice } from './libreoffice.ts'
import { type Measured, measure } from './process.ts'

const LOOP = fileURLToPath(new URL('../support/plain-group.ts', import.meta.url))

/** So many of the shops' workbooks are given to LibreOffice. */
const WORKBOOKS = 8

export interface GroupFigures {
  readonly size: Size
  readonly jobs: number
  /** Of the program: `cpu` of all its processes. */
  readonly run: Measured & { readonly workers: number; readonly workerPeak: number }
  readonly loop: Measured
  /** Seconds for all shops, from those of some. */
  readonly libreOffice: number | undefined
}

interface Recorded {
  readonly shops: readonly { readonly shop: string; readonly totals: PlainTotals }[]
}

/** Makes the group in an empty folder, unless it is there, and measures. */
export async function measureGroup(program: string, folder: string, size: Size, jobs: number): Promise<GroupFigures> {
  if (!existsSync(folder)) generateGroup(folder, size)
  const { said, ...loop } = await measure([...process.execArgv, LOOP, folder])
  const shops = Array.from({ length: size.shops }, (_, i) => join(folder, `stores/s${String(i + 1).padStart(3, '0')}`))
  for (const shop of [folder, ...shops]) rmSync(join(shop, 'out'), { recursive: true, force: true })
  const run = await measureTree([program, 'group', 'run', '-C', folder, '--period', PERIOD, '--jobs', String(jobs)])
  const recorded = JSON.parse(readFileSync(join(folder, 'out', PERIOD, 'group.json'), 'utf8')) as Recorded
  const totals = recorded.shops.map(one => JSON.stringify(one.totals))
  const other = (JSON.parse(said) as PlainTotals[]).findIndex((one, i) => JSON.stringify(one) !== totals[i])
  if (other !== -1) throw new Error(`${shops[other]} does not come to what a plain loop adds up`)
  const some = shops.slice(0, WORKBOOKS).map(shop => join(shop, 'out', PERIOD, 'audit.xlsx'))
  const took = libreOffice(some, join(folder, 'libreoffice'))
  return { size, jobs, run, loop, libreOffice: took && (took / some.length) * size.shops }
}

interface Used {
  readonly cpu: number
  readonly peak: number
}

/** Runs a program and looks at its processes while they live, where the system tells of them (Linux). */
async function measureTree(args: readonly string[]): Promise<GroupFigures['run']> {
  const began = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: Buffer[] = []
  child.stderr.on('data', (piece: Buffer) => said.push(piece))
  const used = new Map<number, Used>()
  const look = (): void => {
    const pid = child.pid!
    for (const one of [pid, ...childrenOf(pid)]) {
      const now = usedBy(one)
      if (now) used.set(one, now)
    }
  }
  const looking = setInterval(look, 40)
  const code = await new Promise<number | null>((done, failed) => child.on('error', failed).on('close', done))
  clearInterval(looking)
  const seconds = (performance.now() - began) / 1000
  if (code !== 0) throw new Error(`group run ended with ${code}:\n${Buffer.concat(said).toString().slice(-4000)}`)
  const workers = [...used].flatMap(([pid, one]) => (pid === child.pid ? [] : [one]))
  return {
    seconds,
    cpu: [...used.values()].reduce((sum, one) => sum + one.cpu, 0),
    peak: used.get(child.pid!)?.peak ?? 0,
    workers: workers.length,
    workerPeak: Math.max(0, ...workers.map(one => one.peak)),
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

function usedBy(pid: number): Used | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // After the name in brackets; in hundredths of a second.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return peak ? { cpu: (Number(fields[11]) + Number(fields[12])) / 100, peak: Number(peak[1]) * 1024 } : undefined
  } catch {
    return undefined
  }
}
