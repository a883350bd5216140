// Completion: what may stand at the cursor, asked as shells ask, and by the real shells with the printed scripts. Silent
// about whatever is wrong, and fast.

import { spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { DOCUMENT_NAMES } from '../../src/reports/document-names.ts'
import { run } from '../support/cli.ts'
import { copyInto, folderOfFile, put, tempFolder } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'
import { builtProgram } from '../support/program.ts'

const shop = folderOfFile()
const workshop = folderOfFile()

beforeAll(async () => {
  copyInto(GOLDEN, shop)
  copyInto(join(GOLDEN, '../templates/workshop'), workshop)
  for (const cwd of [shop, workshop]) await run(['run', '--period', '2026-07'], { cwd })
})

/** The values offered for the last word. */
async function offered(words: readonly string[], cwd = shop, shell = 'zsh'): Promise<string[]> {
  const { out, err, code } = await run(['completion', '--', shell, ...words], { cwd })
  expect([code, err]).toEqual([0, ''])
  return out.split('\n').flatMap(line => line.split('\t')[0] || [])
}

describe('what may stand at the cursor', () => {
  test.each<[string[], string[]]>([
    [['ch'], ['check']],
    [['book', 'ver'], ['verify']],
    [['book', 'r'], ['register']],
    [['run', '--pe'], ['--period']],
    [['run', '--la'], ['--lang']],
    [
      ['run', '--period', '2026-'],
      ['2026-09', '2026-08', '2026-07'],
    ],
    [['run', '--period', 'l'], ['last']],
    [
      ['run', '--lang', ''],
      ['en', 'zh'],
    ],
    [['--lang', 'z'], ['zh']],
    [['run', '--lang=z'], ['--lang=zh']],
    [['book', 'export', '--format', 'h'], ['hledger']],
    [['schema', '--of', ''], [...DOCUMENT_NAMES]],
    [['schema', '--of', 'book b'], ['book balance']],
    [['schema', '--of=f'], ['--of=form']],
    [['init', 'x', '--template', 'gold'], ['golden']],
    [['release', 'AP'], ['APQ预留']],
    [
      ['release', ''],
      ['NPS预留', 'APQ预留'],
    ],
    [['release', 'APQ预留', '--period', '2026-'], ['2026-Q3']],
    [
      ['release', 'APQ预留', '--person', '00013', '0001'],
      ['00013', '00018'],
    ],
    [['book', 'balance', '--reserve', '投'], ['投诉赔偿']],
    [['explain', '于'], ['于伟帆']],
    // Two of this name: each by number.
    [['explain', '张'], ['张超']],
    [
      ['explain', '0001'],
      ['00013', '00018'],
    ],
    [['explain', 'sh'], ['shop']],
    [['explain', 'or'], ['order']],
    [['explain', 'order', ''], []],
    [['explain', '机电一'], ['机电一组']],
    [['explain', '00013', '管理'], ['管理奖金']],
    [['explain', '于伟帆', '备件毛利'], ['备件毛利额']],
    [['try', 'scheme.yaml', '--position', '回'], ['回访专员']],
    [['run', '--set', '净利润目'], ['净利润目标=']],
    [
      ['compare', '2026-07', '2026-0'],
      ['2026-09', '2026-08', '2026-07'],
    ],
    [['completion', 'f'], ['fish']],
    [['run', '-C'], []],
    [['nothing', 'like', 'this'], []],
    [['run', '--period', '2026-07', ''], []],
  ])('%j', async (words, due) => {
    expect(await offered(words)).toEqual(due)
  })

  test.each<[string[], string]>([
    [['run', '-C', ''], ':folders'],
    [['-C', 'x'], ':folders'],
    [['init', ''], ':folders'],
    [['check', '--csv', ''], ':files'],
    [['test', ''], ':files'],
    [['compare', '2026-07', 'out/'], ':files'],
  ])('%j: %s', async (words, due) => {
    expect(await offered(words)).toEqual([due])
  })

  test('every name of a scheme with spaces', async () => {
    expect(await offered(['explain', 'Grace Lin', 'sales'], workshop)).toEqual(['sales commission'])
    expect(await offered(['run', '--set', 'bonus'], workshop)).toEqual(['bonus an order='])
    expect(await offered(['try', 'x', '--position', 'service'], workshop)).toEqual([
      'service advisor',
      'service manager',
    ])
    // Its columns stand in braces over two lines, of which the first is read.
    expect(await offered(['run', '--set', 'days'], workshop)).toEqual(['days due=', 'days present='])
  })

  test('of the shop that -C names, from anywhere', async () => {
    expect(await offered(['-C', shop, 'explain', '于'], '/')).toEqual(['于伟帆'])
    expect(await offered(['run', '-C', shop, '--period', '2026-09'], '/')).toEqual(['2026-09'])
  })

  test('with a word on each, in the language', async () => {
    const { out } = await run(['completion', '--', 'zsh', 'chec'], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(out).toBe('check\t读取方案和导出文件，列出全部问题，不写任何文件\n')
  })

  test('bash divides words at the equals sign, and hands quotation marks over', async () => {
    expect(await offered(['run', '--lang', '=', 'z'], shop, 'bash')).toEqual(['zh'])
    expect(await offered(['run', '--lang', '='], shop, 'bash')).toEqual(['en', 'zh'])
    expect(await offered(['explain', '"Grace Lin"', '"sal'], workshop, 'bash')).toEqual(['sales commission'])
    expect(await offered(['explain', 'Grace\\ Lin', 'sal'], workshop, 'bash')).toEqual(['sales commission'])
  })

  test('nothing is said where the shop is broken or is none', async () => {
    const broken = tempFolder()
    put(broken, { 'scheme.yaml': ': : {[\n\t- x: "', 'out/2026-07/payroll.csv': '"a\n1', 'data/2026-07': 'no folder' })
    for (const words of [
      ['explain', ''],
      ['release', ''],
      ['run', '--set', ''],
      ['explain', 'x', ''],
    ])
      expect(await offered(words, broken)).not.toContain('x')
    expect(await offered(['explain', ''], '/nowhere')).toEqual(['shop', 'order'])
  })
})

describe('in a real shell', () => {
  const bin = builtProgram()
  const folder = folderOfFile()
  const env = { PATH: `${folder}:${process.env.PATH}`, LC_ALL: 'C.UTF-8', HOME: folder }

  beforeAll(() => {
    writeFileSync(join(folder, 'bonusbook'), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`)
    chmodSync(join(folder, 'bonusbook'), 0o755)
  })

  const there = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0
  const ask = (shell: string, argv: readonly string[], input = '', cwd = shop): string =>
    spawnSync(shell, argv, { cwd, env, input, encoding: 'utf8', timeout: 30_000 }).stdout

  for (const shell of ['bash', 'zsh', 'fish', 'script'])
    if (!there(shell)) console.warn(`${shell} is not installed: completion is not tried in it`)

  test.skipIf(!there('bash'))('bash: the candidates of its own function', () => {
    const script = `source <(bonusbook completion bash)
compopt() { echo "compopt $*"; }
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bonusbook; printf '%s\\n' "\${COMPREPLY[@]}"; }
try bonusbook explain 于
try bonusbook run --lang = z
try bonusbook check --csv ''
try bonusbook run --set 净利润目`
    expect(ask('bash', ['--norc', '-c', script]).split('\n')).toEqual([
      '于伟帆',
      'zh',
      'compopt -o default',
      '',
      'compopt -o nospace',
      '净利润目标=',
      '',
    ])
  })

  test.skipIf(!there('bash') || !there('script'))('bash: a name with a space, completed by the tab key', () => {
    const keys = 'source <(bonusbook completion bash)\nbonusbook explain Gra\t --period 2026-07 --quiet\nexit\n'
    const shown = ask('script', ['-qec', 'bash --norc --noprofile -i', '/dev/null'], keys, workshop)
    expect(shown).toContain('explain Grace\\ Lin')
  })

  test.skipIf(!there('fish'))('fish', () => {
    const of = (line: string, cwd = shop): string =>
      ask(
        'fish',
        ['--no-config', '-c', `bonusbook completion fish | source; complete -C ${JSON.stringify(line)}`],
        '',
        cwd,
      )
    expect(of('bonusbook explain 于')).toBe('于伟帆\t00013 服务经理\n')
    expect(of('bonusbook run --period ').split('\n')).toContain('2026-08')
    expect(of('bonusbook explain Grace\\ Lin sal', workshop)).toContain('sales commission')
    expect(of('bonusbook test sch')).toContain('scheme.yaml')
  })

  test.skipIf(!there('zsh'))('zsh: by the tab key', () => {
    const script = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u; source <(bonusbook completion zsh); echo READY'
zpty -r shell line '*READY*READY*'
zpty -n -w shell $'bonusbook explain Gra\\t'
sleep 3
zpty -w shell ' --period 2026-07 --quiet >asked.txt; echo DONE'
zpty -r shell line '*DONE*DONE*'
cat asked.txt`
    expect(ask('zsh', ['-f', '-c', script], '', workshop)).toContain('Grace Lin')
  })
})
