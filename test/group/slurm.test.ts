// A group as an array job of Slurm, where one is there: four parts on the nodes that there are, one of them killed and given again. What
// they leave, merged, is what one command leaves. Without `sbatch` and SLURM_CONF it is left out, and says so.

import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { contents, tempFolder } from '../support/folders.ts'
import { generateGroup } from '../support/generate-group.ts'
import { builtProgram, pause, start } from '../support/program.ts'

const SIZE = { shops: 24, people: 8, orders: 300 }
const RUN = ['group', 'run', '--period', '2026-07', '--jobs', '1']
const env = { SOURCE_DATE_EPOCH: '1790000000' }

function hasSlurm(): boolean {
  if (!process.env.SLURM_CONF) return false
  try {
    execFileSync('sbatch', ['--version'])
    return true
  } catch {
    return false
  }
}

const said = hasSlurm() ? '' : ' (left out: there is no sbatch with a SLURM_CONF here)'

/** What came of a command of Slurm: its exit code and what it printed. */
async function slurm(command: string, argv: readonly string[], cwd: string): Promise<{ code: number; out: string }> {
  try {
    const { stdout } = await promisify(execFile)(command, [...argv], { cwd })
    return { code: 0, out: stdout }
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string }
    return { code, out: stdout }
  }
}

function everything(group: string): object {
  const { seconds: _, ...states } = JSON.parse(readFileSync(join(group, 'out/2026-07/group.json'), 'utf8'))
  const files = Object.entries(contents(group)).filter(([name]) => !/^(out\/.*\.json|part\.sh|slurm-.*)$/.test(name))
  return { ...Object.fromEntries(files), states: JSON.stringify(states) }
}

function statesOf(group: string, shard: number): string[] {
  const file = join(group, `out/2026-07/group.${shard}-of-4.json`)
  if (!existsSync(file)) return []
  return JSON.parse(readFileSync(file, 'utf8')).shops.map((one: { state: string }) => one.state)
}

test.skipIf(said !== '')(
  `an array job whose task is killed and given again leaves what one command leaves${said}`,
  async () => {
    const program = builtProgram()
    const [parts, whole] = [tempFolder(), tempFolder()]
    for (const group of [parts, whole]) generateGroup(group, SIZE)
    expect((await start([program, ...RUN], { cwd: whole, env }).ended).code).toBe(0)

    const script = join(parts, 'part.sh')
    const command = [process.execPath, program, ...RUN, '--shard', '"$SLURM_ARRAY_TASK_ID/4"', '"$@"'].join(' ')
    writeFileSync(script, `#!/bin/sh\nexport SOURCE_DATE_EPOCH=${env.SOURCE_DATE_EPOCH}\nexec ${command}\n`)
    chmodSync(script, 0o755)
    const submit = (array: string, ...argv: string[]) =>
      slurm('sbatch', ['--wait', '--parsable', `--array=${array}`, script, ...argv], parts)

    const first = submit('1-4')
    // The second part has done a shop and is at the next.
    while (!(statesOf(parts, 2).includes('done') && statesOf(parts, 2).includes('waiting'))) await pause(20)
    const log = readdirSync(parts).find(name => /^slurm-\d+_2\.out$/.test(name))!
    const job = log.match(/\d+/)![0]
    await slurm('scancel', ['--signal=KILL', `${job}_2`], parts)
    expect((await first).code).not.toBe(0)
    expect(statesOf(parts, 2)).toContain('waiting')
    for (const shard of [1, 3, 4]) expect(statesOf(parts, shard)).toEqual(Array(6).fill('done'))

    // Merged as it is, what is left is told.
    const merge = ['group', 'merge', '--period', '2026-07']
    const early = await start([program, ...merge], { cwd: parts, env }).ended
    expect([early.code, early.out]).toEqual([1, expect.stringContaining('not done')])
    expect(await submit('2', '--retry')).toMatchObject({ code: 0 })
    const late = await start([program, ...merge], { cwd: parts, env }).ended
    expect(late.code).toBe(0)
    expect(everything(parts)).toEqual(everything(whole))
  },
  240_000,
)
