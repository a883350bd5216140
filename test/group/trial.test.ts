// What a group has to stand, on a few shops: shops that are broken, locked or on a full disk, parts on several machines, kills. In the end
// every byte is that of a group in which nothing ever happened. `npm run crash:group` does the same with 420.

import { join } from 'node:path'
import { beforeAll, test } from 'vitest'
import { folderOfFile, tempFolder } from '../support/folders.ts'
import { canMount, inParts, killed, someFail, type Trial, undisturbed, workersKilled } from '../support/group-trial.ts'
import { builtProgram } from '../support/program.ts'

const trial: Trial = { program: builtProgram(), size: { shops: 8, people: 10, orders: 120 }, say: () => {} }
const KILLS = Number(process.env.KILLS ?? 2)
const whole = join(folderOfFile(), 'whole')
const ownDisk = canMount(folderOfFile())
const without = ownDisk ? '' : ' (no disk of its own can be mounted here: a file stands where the sheets should lie)'

beforeAll(() => undisturbed(trial, whole), 120_000)

test(
  `three shops broken, one locked, the disk of one full: told, mended, taken again${without}`,
  () => someFail(trial, join(tempFolder(), 'group'), whole, ownDisk),
  120_000,
)

test('three parts, merged', () => inParts(trial, join(tempFolder(), 'group'), whole), 120_000)

test(
  'killed with all its workers, or a worker before it, at random moments of run and close',
  () => killed(trial, join(tempFolder(), 'group'), whole, KILLS * 2, 3_000),
  180_000,
)

test('workers killed alone', () => workersKilled(trial, join(tempFolder(), 'group'), whole, KILLS), 180_000)
