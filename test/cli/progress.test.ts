// How far long work has come is shown on a terminal, and only there.

import { describe, expect, test } from 'vitest'
import { progress } from '../../src/cli/progress.ts'
import { terminal } from '../../src/cli/streams.ts'

const LARGE = 50_000_000

async function shown(isTTY: boolean, quiet: boolean, bytes: number): Promise<string> {
  let written = ''
  const stderr = {
    write: (text: string): boolean => {
      written += text
      return true
    },
    isTTY,
    columns: 80,
  }
  const io = { stdout: { write: () => {} }, stderr, cwd: '/', now: new Date(0), env: {} }
  const display = await progress(terminal(io, { color: false, quiet }))
  display.onProgress?.('data/2026-07/维修工单.csv', 0, bytes)
  display.onProgress?.('data/2026-07/维修工单.csv', bytes / 2, bytes)
  display.onProgress?.('data/2026-07/维修工单.csv', bytes, bytes)
  display.step('writing the sheets')
  display.step()
  return written
}

describe('progress', () => {
  test('of a large file on a terminal: the file, how much of it, and what is done after', async () => {
    const text = await shown(true, false, LARGE)
    expect(text).toContain('维修工单.csv')
    expect(text).toMatch(/\d+%/)
    expect(text).toContain('writing the sheets')
    // Nothing of it stays on the screen.
    expect(text.endsWith('\r\u001b[K')).toBe(true)
  })

  test.each([
    ['a pipe', false, false, LARGE],
    ['quiet', true, true, LARGE],
  ] as const)('%s shows nothing', async (_, isTTY, quiet, bytes) => {
    expect(await shown(isTTY, quiet, bytes)).toBe('')
  })

  test('a small file shows no bar', async () => {
    expect(await shown(true, false, 1000)).not.toContain('%')
  })
})
