// A process that seals entries, for tests that kill it: `node writer FOLDER COUNT [MONTHS PEOPLE]` goes on with the plan
// until the book has COUNT entries. With STEP=n the n-th call of the file system is the last one: HOW=kill ends the process
// before it, HOW=half ends it in the middle of the n-th write, HOW=fail lets the call fail as on a full disk.

import { writeSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { appendEntry } from '../../src/book/append.ts'
import { openBook } from '../../src/book/open.ts'
import { draft, longPlan, YEAR } from './book.ts'

const [folder = '', count = '0', months, people] = process.argv.slice(2)
const last = Number(process.env.STEP ?? 0)
const how = process.env.HOW
let step = 0

async function stumble(half: () => Promise<unknown>): Promise<void> {
  if (++step !== last) return
  writeSync(2, 'stumbled')
  if (how === 'half') await half()
  if (how !== 'fail') process.kill(process.pid, 'SIGKILL')
  await half()
  throw Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' })
}

function patch(target: object, name: string, half?: (...args: never[]) => Promise<unknown>): void {
  const methods = target as Record<string, (...args: unknown[]) => Promise<unknown>>
  const real = methods[name]!
  methods[name] = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    if (how !== 'half' || half) await stumble(async () => half?.(...(args as never[])))
    const result = await real.apply(target, args)
    if (name === 'open') {
      const write = (result as fs.FileHandle).appendFile.bind(result)
      patch(result as object, 'appendFile', (data: Uint8Array) => write(data.subarray(0, data.length / 2)))
      patch(result as object, 'sync')
    }
    return result
  }
}

if (last > 0) {
  const calls = ['link', 'rename', 'unlink', 'mkdir', 'readdir', 'readFile']
  for (const name of how === 'half' ? ['open'] : ['open', ...calls]) patch(fs, name)
  syncBuiltinESMExports()
}

const plan = months ? longPlan(Number(months), Number(people)) : YEAR
for (;;) {
  const opened = await openBook(folder)
  const sound = opened.outcome === 'open' && opened.book.findings.length === 0
  process.stdout.write(`${sound ? opened.book.entries.length : JSON.stringify(opened)}\n`)
  if (!sound) process.exit(1)
  const next = opened.book.entries.length
  if (next >= Number(count)) break
  const result = await appendEntry(opened.book, draft(plan[next]!))
  if (result.outcome === 'sealed') continue
  process.stdout.write(`${JSON.stringify(result)}\n`)
  process.exit(1)
}
