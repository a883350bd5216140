// Whoever pastes what comes next, from the first command on, comes to a closed quarter with its releases sealed: every line is run as it
// is printed, by a shell's rules, in both languages. Exports that a line asks for first are put there.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { copyInto, put, tempFolder } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'

/** The words of a line as a shell takes them apart. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!)
}

/** What is printed, in the order of the first line that is run; `due`: the folder that exports have to be put into, which `give` does. */
async function follow(cwd: string, first: string, lang: string, give: (folder: string) => boolean): Promise<string[]> {
  const done: string[] = []
  for (let line = first; ; ) {
    done.push(line)
    expect(done.length, done.join('\n')).toBeLessThan(40)
    const ran = await run([...wordsOf(line).slice(1), ...(done.length === 1 ? [`--lang=${lang}`] : [])], {
      cwd,
      env: { LANG: lang === 'zh' ? 'zh_CN.UTF-8' : 'en_US.UTF-8' },
    })
    expect([ran.code, ran.err], line).toEqual([0, expect.anything()])
    const folder = /(?:put the exports into |先把导出文件放入 )(\S+?)(?:, then|，再运行)/.exec(ran.next)?.[1]
    if (folder !== undefined && !give(folder)) return done
    expect(ran.next, `nothing follows ${line}`).toContain('bonusbook ')
    line = ran.next.slice(ran.next.indexOf('bonusbook '))
  }
}

/** The data of August as that of September: its dates, its files and the numbers of its documents. */
function september(root: string): boolean {
  const folder = join(root, 'data/2026-08')
  const files = readdirSync(folder).map((name): [string, string] => [
    `data/2026-09/${name.replaceAll('08', '09')}`,
    readFileSync(join(folder, name), 'utf8')
      .replace(/\b08\/(\d\d)\/2026/g, '09/$1/2026')
      .replace(/09\/31\//g, '09/30/')
      .replace(/^61/gm, '62')
      .replace(/^P-/gm, 'Q-'),
  ])
  put(root, Object.fromEntries(files))
  return true
}

async function entries(cwd: string): Promise<string[]> {
  const { entries } = json<{ entries: Record<string, string>[] }>(await run(['book', 'list', '--json'], { cwd }))
  return entries.map(e => [e.entry, e.reserve, e.period].filter(Boolean).join(' '))
}

describe.each(['en', 'zh'])('what comes next, pasted line by line (%s)', lang => {
  test('closes the quarter of the golden shop and seals its release', { timeout: 240_000 }, async () => {
    const cwd = tempFolder()
    copyInto(GOLDEN, cwd)
    const done = await follow(cwd, 'bonusbook check --period 2026-07', lang, () => false)
    expect(done.map(line => wordsOf(line).slice(1).join(' '))).toEqual([
      ...['2026-07', '2026-08', '2026-09'].flatMap(month =>
        ['check', 'run', 'close'].map(command => expect.stringContaining(`${command} --period ${month}`)),
      ),
      'release APQ预留 --period 2026-Q3 --payout 2026-10',
      expect.stringMatching(
        /^release APQ预留 --period 2026-Q3 --payout 2026-10 --close --approve (ROLE=NAME|职务=姓名)$/,
      ),
      'book balance --reserve APQ预留',
    ])
    expect(await entries(cwd)).toEqual(['close 2026-07', 'close 2026-08', 'close 2026-09', 'release APQ预留 2026-Q3'])
    expect((await run(['book', 'verify'], { cwd })).code).toBe(0)
  })

  test.each([
    ['payroll-exports', ['release 季度预留 2026-Q3']],
    ['us-dealership', [expect.stringMatching(/^release .* 2026-Q3$/)]],
  ])('closes the quarter of the template %s', { timeout: 240_000 }, async (template, releases) => {
    const cwd = tempFolder()
    let given = 0
    const done = await follow(cwd, `bonusbook init shop --template ${template}`, lang, folder => {
      expect(folder).toBe(given === 0 ? 'shop/data/2026-09' : 'shop/data/2026-10')
      return given++ === 0 && september(join(cwd, 'shop'))
    })
    expect(done.at(-1)).toMatch(/book balance/)
    expect(await entries(join(cwd, 'shop'))).toEqual([
      ...['close 2026-07', 'close 2026-08', 'close 2026-09'],
      ...releases,
    ])
  })
})
