// Runs a program as a process of its own and measures it: wall and processor seconds, peak memory, exit code. A program
// that ends with another code than 0 is a defect of the benchmark and ends it, with what the program said.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Measured {
  readonly seconds: number
  readonly cpu: number
  /** Bytes. */
  readonly peak: number
}

/** Of several runs. */
export interface Figures {
  readonly median: number
  readonly min: number
  readonly cpu: number
  readonly peak: number
}

const MEASURE = fileURLToPath(new URL('measure.mjs', import.meta.url))

/** Runs `node ARGUMENTS` once; `said` is what it printed. */
export async function measure(args: readonly string[]): Promise<Measured & { readonly said: string }> {
  const start = process.hrtime.bigint()
  const child = spawn(process.execPath, ['--import', MEASURE, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  const [out, err, used] = [1, 2, 3].map(i => {
    const pieces: Buffer[] = []
    child.stdio[i]!.on('data', (piece: Buffer) => pieces.push(piece))
    return pieces
  }) as [Buffer[], Buffer[], Buffer[]]
  const code = await new Promise<number | null>((done, failed) => child.on('error', failed).on('close', done))
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  if (code !== 0) {
    const said = Buffer.concat([...out, ...err]).toString()
    throw new Error(`node ${args.join(' ')} ended with ${code}:\n${said.slice(0, 4000)}`)
  }
  const { cpu, peak } = JSON.parse(Buffer.concat(used).toString()) as { cpu: number; peak: number }
  return { seconds, cpu, peak, said: Buffer.concat(out).toString() }
}

/** Once to warm the file cache up, then so many times. */
export async function measureOften(args: readonly string[], times: number): Promise<Figures> {
  await measure(args)
  const runs: Measured[] = []
  for (let i = 0; i < times; i++) runs.push(await measure(args))
  return {
    median: median(runs.map(r => r.seconds)),
    min: Math.min(...runs.map(r => r.seconds)),
    cpu: median(runs.map(r => r.cpu)),
    peak: median(runs.map(r => r.peak)),
  }
}

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
