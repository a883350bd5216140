// A whole group put to the test: `npm run build && npm run crash:group`. Shops that are broken, locked and on a full disk, parts, and kills at
// random moments; after each every byte is that of a group that nobody disturbed. A small one is a test; this is it at any size.
//
//   --shops N      how many shops (420)
//   --people N     in each (40)
//   --orders N     of each (1,600)
//   --kills N      of each command (10)
//   --only WORD    one trial: fail, parts, killed, workers
//   --program FILE another build
//   --folder DIR   where the groups are made, and left

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { canMount, inParts, killed, someFail, type Trial, undisturbed, workersKilled } from '../support/group-trial.ts'

const { values } = parseArgs({
  options: {
    shops: { type: 'string', default: '420' },
    people: { type: 'string', default: '40' },
    orders: { type: 'string', default: '1600' },
    kills: { type: 'string', default: '10' },
    only: { type: 'string' },
    folder: { type: 'string' },
    program: { type: 'string', default: fileURLToPath(new URL('../../bin/bonusbook', import.meta.url)) },
  },
})
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'bonusbook-crash-'))
const trial: Trial = {
  program: values.program,
  size: { shops: Number(values.shops), people: Number(values.people), orders: Number(values.orders) },
  say: text => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`),
}
const whole = join(folder, 'whole')
const kills = Number(values.kills)
const trials = {
  fail: (group: string) => someFail(trial, group, whole, canMount(folder)),
  parts: (group: string) => inParts(trial, group, whole),
  killed: (group: string) => killed(trial, group, whole, kills, 20_000),
  workers: (group: string) => workersKilled(trial, group, whole, kills),
}
mkdirSync(folder, { recursive: true })
try {
  if (!existsSync(whole)) await undisturbed(trial, whole)
  for (const [name, make] of Object.entries(trials)) {
    if (values.only !== undefined && values.only !== name) continue
    trial.say(name)
    await make(join(folder, name))
    trial.say(`${name}: the same bytes`)
  }
} finally {
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true })
}
