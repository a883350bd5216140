// The program in a process of its own, as it is installed: exit codes, streams, a reader that stops reading.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { edited } from '../support/edited.ts'
import { contents } from '../support/folders.ts'
import { builtProgram, start } from '../support/program.ts'
import { makeShop, SCHEME } from '../support/shop.ts'

const program = builtProgram()
const bonusbook = (argv: string[], cwd: string) => start([program, ...argv], { cwd }).ended

describe('exit codes', () => {
  test('0: done, the result on stdout', async () => {
    const cwd = makeShop()
    const ended = await bonusbook(['run', '--period', '2026-07', '--json', '--quiet'], cwd)
    expect(ended.code).toBe(0)
    expect(ended.err).toBe('')
    expect(JSON.parse(ended.out)).toMatchObject({ period: '2026-07' })
    expect(existsSync(join(cwd, 'out/2026-07/payroll.xlsx'))).toBe(true)
  })

  test('1: problems, nothing written', async () => {
    const cwd = makeShop({ 'scheme.yaml': edited(SCHEME, ['turnover × rate', 'turnover × damage']) })
    const before = contents(cwd)
    const ended = await bonusbook(['run', '--period', '2026-07'], cwd)
    expect(ended.code).toBe(1)
    expect(ended.out).toBe('')
    expect(ended.err).toContain('money times money')
    expect(contents(cwd)).toEqual(before)
  })

  test('2: wrong usage', async () => {
    const ended = await bonusbook(['runn'], makeShop())
    expect(ended.code).toBe(2)
    expect(ended.err).toContain('Did you mean “run”?')
  })
})

test('a reader that stops reading is no error', async () => {
  const { child, ended } = start([program, 'explain', '007', 'bonus', '--period', '2026-07', '--json'], {
    cwd: makeShop(),
  })
  child.stdout!.destroy()
  const { code, err } = await ended
  expect(code).toBe(0)
  expect(err).toBe('')
})

test('the working folder may have any name', async () => {
  const cwd = makeShop()
  const ended = await bonusbook(['init', '门店 一/分店 #1', '--template', 'golden'], cwd)
  expect(ended.code).toBe(0)
  const ran = await bonusbook(['run', '--period', '2026-07', '-C', '门店 一/分店 #1'], cwd)
  expect(ran.code).toBe(0)
  expect(ran.out).toContain('54,513.91')
})
