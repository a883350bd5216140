// The hunt for what a loss of power may take: `npm run build && npm run crash`. Records the commands by strace, rebuilds
// every disk that a loss of power at any moment may leave, and tries each. Some minutes; a sample is a test.
//
//   --only WORDS     scenarios whose name contains the words
//   --kills N        also at N moments a kill, the command again, and the loss of power while that runs
//   --pairs          also every two steps lost or kept together
//   --thorough       also the next command at once
//   --share I/N      only every Nth state, from the Ith
//   --keep DIR       writes the first state of each kind of fault to a folder

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { plant } from '../support/disk.ts'
import { type Course, courseOf, disksOf, fastFolder, faultAfter, killedAt, SCENARIOS } from '../support/power-loss.ts'
import { canTrace } from '../support/strace.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    kills: { type: 'string', default: '0' },
    pairs: { type: 'boolean', default: false },
    thorough: { type: 'boolean', default: false },
    share: { type: 'string', default: '0/1' },
    keep: { type: 'string' },
  },
})
const program = fileURLToPath(new URL('../../bin/bonusbook', import.meta.url))
const [share, shares] = values.share.split('/').map(Number) as [number, number]
if (!canTrace()) {
  console.log('There is no strace here, or it may not trace: nothing was tried.')
  process.exit(0)
}
const folder = fastFolder()
let bad = 0
try {
  for (const scenario of SCENARIOS.filter(s => s.name.includes(values.only))) {
    const course = await courseOf(scenario, program, join(folder, 'shop'))
    await tryAll(scenario.name, course)
    const kills = Number(values.kills)
    for (let i = 1; i <= kills; i++) {
      const at = Math.round((i * course.calls.length) / (kills + 1))
      await tryAll(`${scenario.name}, killed after ${at} calls`, killedAt(course, program, at))
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = bad > 0 ? 1 : 0

async function tryAll(name: string, course: Course): Promise<void> {
  const began = Date.now()
  const faults = new Map<string, { count: number; first: string }>()
  let [states, tried] = [0, 0]
  for (const found of disksOf(course, { pairs: values.pairs })) {
    if (states++ % shares !== share) continue
    tried++
    const fault = await faultAfter(course, found, values.thorough)
    if (fault === undefined) continue
    const kind = fault.split('\n').slice(0, 3).join(' ').slice(0, 160)
    const before = faults.get(kind)
    if (!before && values.keep !== undefined) plant(found.tree, join(values.keep, `${name} ${faults.size}`))
    faults.set(kind, { count: (before?.count ?? 0) + 1, first: before?.first ?? found.lost })
    bad++
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${name}: ${course.calls.length} calls, ${states} states, ${tried} tried, ${seconds} s`)
  for (const [kind, { count, first }] of faults) console.log(`  ${count} × ${kind}\n      ${first.slice(0, 300)}`)
}
