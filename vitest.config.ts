import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

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

/** Tests of signatures take real keys. */
const SIGNED = ['test/signing/**', 'test/cli/signed*.test.ts']
const canSign = spawnSync('ssh-keygen', ['-?']).error === undefined
if (!canSign) console.warn(`no ssh-keygen: skipped are ${SIGNED.join(', ')}`)

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(canSign ? [] : SIGNED)],
    setupFiles: ['test/support/second-readers.setup.ts'],
    env: { TMPDIR: folder, TEST_DISK: tmpdir() },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Modules are loaded, and compiled by V8, once a worker: half of the time of most files.
    isolate: false,
  },
})
