// A workbook of so many cells that the built program encodes it in a thread of its own: the bytes are those that are made
// without one.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeShop as makeLargeShop, PERIOD } from '../bench/generate.ts'
import { run } from '../support/cli.ts'
import { contents, tempFolder } from '../support/folders.ts'
import { builtProgram, start } from '../support/program.ts'

const program = builtProgram()

test('1,000 people: the same files with the thread and without it', async () => {
  const shop = join(tempFolder(), 'shop')
  await makeLargeShop(shop, 2_000, 'csv')
  const out = join(shop, 'out', PERIOD)
  // The sources have no built thread beside them
  expect((await run(['run', '--period', PERIOD], { cwd: shop })).code).toBe(0)
  const without = contents(out)
  const ended = await start([program, 'run', '--period', PERIOD], { cwd: shop }).ended
  expect([ended.code, ended.err.includes('Error')]).toEqual([0, false])
  expect(contents(out)).toEqual(without)
})
