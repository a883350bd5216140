// A loss of power at any moment of a command loses and doubles nothing. All disks that it may leave are looked at; of these
// some are tried: the book is verified, the command given again, and the next month worked out. The whole hunt, with kills
// before the loss of power, is `npm run crash`.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Disk, type Tree } from '../support/disk.ts'
import { courseOf, disksOf, fastFolder, faultAfter, killedAt, lossIn, SCENARIOS } from '../support/power-loss.ts'
import { builtProgram } from '../support/program.ts'
import { type Call, canTrace } from '../support/strace.ts'

const traces = canTrace()
if (!traces) console.warn('There is no strace here, or it may not trace: losses of power are not tried')

/** States of each scenario that are tried in full. */
const TRIED = 3

describe('the model of a disk', () => {
  const before: Tree = new Map([
    ['book', undefined],
    ['book/a', Buffer.from('old')],
  ])
  const found = (calls: readonly Call[]): Set<string> => {
    const states = new Set<string>()
    for (const { tree } of new Disk('/shop', before, calls).found())
      states.add([...tree].map(([name, content]) => `${name}=${content ?? ''}`).join(' '))
    return states
  }
  const open = (path: string, opening: number): Call => ({ call: 'open', path, opening, made: true, emptied: false })
  const write = (opening: number, text: string): Call => ({
    ...{ call: 'write', opening, at: undefined },
    bytes: Buffer.from(text),
  })
  const rename: Call = { call: 'rename', from: '/shop/book/.new', to: '/shop/book/a' }
  const sync = (opening: number, since: number): Call => ({ call: 'sync', opening, since })

  test('a file that is renamed before it is synced may be empty, cut, or zeros', () => {
    const states = found([open('/shop/book/.new', 0), write(0, 'new!'), rename])
    expect(states).toContain('book= book/a=old')
    expect(states).toContain('book= book/a=new!')
    expect(states).toContain('book= book/a=')
    expect(states).toContain('book= book/a=ne')
    expect(states).toContain('book= book/a=\0\0\0\0')
  })

  test('one that is synced first is the old one or the new one', () => {
    const states = found([open('/shop/book/.new', 0), write(0, 'new!'), sync(0, 2), rename])
    expect([...states].filter(s => !s.includes('.new')).sort()).toEqual(['book= book/a=new!', 'book= book/a=old'])
  })

  test('what was under way when a sync began is not made safe by it', () => {
    const states = found([open('/shop/book/.new', 0), write(0, 'new!'), sync(0, 1), rename])
    expect(states).toContain('book= book/a=')
  })

  test('a name in a folder that is not synced may go, after that it stands', () => {
    const calls = [open('/shop/book/b', 0), write(0, 'b'), sync(0, 2), open('/shop/book', 1)]
    const end = (all: readonly Call[]): boolean[] => {
      const disk = new Disk('/shop', before, [...all, { call: 'said', text: 'done' }])
      return [...disk.found()].filter(f => f.said !== '').map(f => f.tree.has('book/b'))
    }
    expect(end(calls).sort()).toEqual([false, true])
    expect(end([...calls, sync(1, 4)])).toEqual([true])
  })
})

describe.skipIf(!traces)('a loss of power', () => {
  const program = builtProgram()
  const folder = fastFolder()
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(SCENARIOS.map(s => [s.name, s] as const))('%s', async (_, scenario) => {
    const course = await courseOf(scenario, program, join(folder, 'shop'))
    const states = [...disksOf(course)]
    expect(states.length).toBeGreaterThan(5)
    for (const found of states) expect([found.lost, lossIn(course, found)]).toEqual([found.lost, undefined])
    const step = Math.ceil(states.length / TRIED)
    for (const found of states.filter((_, i) => i % step === step - 1))
      expect([found.lost, await faultAfter(course, found)]).toEqual([found.lost, undefined])
  })

  test('while the command is given again after a kill', async () => {
    const scenario = SCENARIOS.find(s => s.name === 'draft again, split')!
    const course = await courseOf(scenario, program, join(folder, 'shop'))
    // Between the two renamings, when neither folder has its name
    const renames = course.calls.flatMap((c, i) => (c.call === 'rename' ? [i] : []))
    const killed = killedAt(course, program, renames[0]! + 1)
    for (const found of disksOf(killed)) expect([found.lost, lossIn(killed, found)]).toEqual([found.lost, undefined])
  })
})
