import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** The tests make and remove some hundred thousand small files: in memory, where there is room for them. */
const MEMORY = '/dev/shm'
const NEEDED = 2 * 1024 ** 3

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize > NEEDED
  } catch {
    return false
  }
}

/** Holds all folders of this run, and goes with it. */
const folder = mkdtempSync(
  resolve(process.env.TMPDIR === undefined && hasRoom() ? MEMORY : tmpdir(), 'bonusbook-tests-'),
)
// Tests of foreign users go through it.
chmodSync(folder, 0o755)
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/second-readers.setup.ts'],
    env: { TMPDIR: folder, TEST_DISK: tmpdir() },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
