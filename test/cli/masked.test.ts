// Numbers of documents and accounts stand in full in the files that were given and in exports, and nowhere else: not in what any
// command prints, nor in any other file that it writes, nor in the book.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type Ran, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, folderOfFile, put, sha256 } from '../support/folders.ts'
import { unzip } from '../support/zip.ts'

const home = folderOfFile()
const shop = join(home, 'shop')
const ROSTER = 'data/2026-07/花名册.csv'
const printed: { readonly argv: readonly string[]; readonly ran: Ran }[] = []
/** Every number that stood in a roster at any time, right or wrong. */
const numbers = new Set<string>()
/** Hashes of the files that may hold them. */
const free = new Set<string>()
let roster: string

const isExport = (name: string): boolean => /^out\/.*\/(个税|代发|年度返还|gateway|薪资)[^/]*$/.test(name)

async function command(...argv: string[]): Promise<Ran> {
  const ran = await run([...argv, '-C', shop], { now: new Date(2026, 9, 10) })
  printed.push({ argv, ran })
  // The book keeps copies of exports, of earlier drafts too.
  for (const [name, hash] of Object.entries(contents(shop))) if (isExport(name)) free.add(hash)
  return ran
}

function putRoster(text: string): void {
  put(shop, { [ROSTER]: text })
  free.add(sha256(text))
  for (const number of text.match(/(?<=,)[0-9XA.E+C]{9,}(?=,|\n)/g) ?? []) numbers.add(number)
}

/** Every command, in English and Chinese, as text and as JSON. */
async function everything(): Promise<void> {
  for (const form of [['--json'], ['--lang', 'zh'], ['--no-color']]) {
    await command('check', '--period', '2026-07', '--csv', join(shop, 'list.csv'), ...form)
    await command('run', '--period', '2026-07', ...form)
    await command('run', '--period', '2026-07', '--set', '应出勤天数=20,21', ...form)
    await command('run', '--period', '2026-07', '--set', '银行账号=1234567890', ...form)
    for (const what of [[], ['业绩奖金'], ['银行账号'], ['people.证件号码'], ['姓名'], ['证件类型']])
      await command('explain', '0001', ...what, '--period', '2026-07', ...form)
    await command('explain', '全店', '--period', '2026-07', ...form)
    await command('compare', '2026-07', '2026-08', ...form)
    await command(
      'try',
      join(shop, 'scheme.yaml'),
      '--position',
      '服务顾问',
      '--set',
      '产值=1000',
      '出勤天数=1',
      '赔偿=0',
      ...form,
    )
    await command('book', 'balance', ...form)
    await command('book', 'register', ...form)
    await command('book', 'verify', '--replay', ...form)
    await command('book', 'export', ...form)
    await command('correct', '--period', '2026-07', '--dry-run', ...form)
    await command('release', '年度预留', '--period', '2026', '--payout', '2026-10', '--partial', ...form)
  }
}

beforeAll(async () => {
  await run(['init', 'shop', '--template', 'payroll-exports'], { cwd: home })
  roster = readFileSync(join(shop, ROSTER), 'utf8')
  free.add(sha256(readFileSync(join(shop, 'data/2026-08/花名册.csv'))))
  putRoster(roster)
  // Before anything is right: every kind of fault that a roster and an export can have.
  const faults: [RegExp, string][] = [
    [/99010119780516003X/, '990101197805160031'],
    [/990102199202081426/, '990102199202381426'],
    [/6299990010001000259/, '6.29999E+18'],
    [/6299990010001000473/, '629999001000100047A'],
    [/6299990010001000580/, '6299990010001000581'],
    [/6299990010001000697/, '6299990010001000036'],
    [/0008,/, '0007,'],
    [/2025-12-01/, '2025-13-01'],
    [/,机电技师,2012/, ',机电技帅,2012'],
    [/,6299990010001000705/, ','],
  ]
  for (const [from, to] of faults) {
    putRoster(edited(roster, [from, to]))
    await command('check', '--period', '2026-07', '--csv', join(shop, 'list.csv'))
    await command('check', '--period', '2026-07', '--json')
    await command('run', '--period', '2026-07', '--lang', 'zh')
  }
  putRoster(faults.reduce((text, [from, to]) => text.replace(from, to), roster))
  await command('check', '--period', '2026-07', '--lang', 'zh')
  putRoster(`${roster}0011,新人,车间,机电技师,2026-07-01,,居民身份证,99010119870414211X\n`)
  await command('check', '--period', '2026-07')
  // Two people with one account: a warning that is written down with the month.
  putRoster(
    edited(roster, ['6299990010001000705', '6299990010001000036'], ['6299990010001000697', '6299990010001000698']),
  )
  await everything()
  for (const period of ['2026-07', '2026-08']) {
    await command('run', '--period', period)
    const closed = await command('close', '--period', period)
    expect([closed.code, closed.err]).toEqual([0, ''])
  }
  await everything()
  const due = readFileSync(join(shop, 'data/2026-07/业绩.csv'), 'utf8')
  put(shop, { 'data/2026-07/业绩.csv': due.replace('98640.50', '99640.50') })
  await everything()
  expect((await command('correct', '--period', '2026-07')).code).toBe(0)
  expect(
    (await command('release', '季度预留', '--period', '2026-Q3', '--payout', '2026-10', '--partial', '--close')).code,
  ).toBe(0)
  await everything()
  await command('book', 'export', '--format', 'xlsx', '--out', join(shop, 'book.xlsx'))
}, 240_000)

test('there is something to hide, and the exports have it', () => {
  expect(numbers.size).toBeGreaterThan(20)
  const exported = readFileSync(join(shop, 'out/2026-07/gateway-202607-1.txt'), 'utf8')
  expect([...numbers].filter(n => exported.includes(n))).toHaveLength(7)
})

test('nothing that a command prints has one of them', () => {
  expect(printed.length).toBeGreaterThan(150)
  const leaks = printed.flatMap(({ argv, ran }) =>
    [...numbers].filter(n => ran.out.includes(n) || ran.err.includes(n)).map(n => `${argv.join(' ')}: ${n}`),
  )
  expect(leaks).toEqual([])
})

test('asked for it, explain shows it masked', () => {
  const asked = printed.filter(p => p.argv[2] === '银行账号' && p.ran.code === 0)
  expect(asked.length).toBeGreaterThan(0)
  for (const { ran } of asked) expect(ran.out).toContain('6299****0036')
})

test('no other file has one of them, neither as text nor inside a workbook', () => {
  const files = Object.entries(contents(shop)).filter(([name]) => !name.endsWith('/'))
  const searched = files.filter(([name, hash]) => !free.has(hash) && !name.startsWith('data/'))
  expect(searched.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'out/2026-07/audit.jsonl',
      'out/2026-07/payroll.xlsx',
      'out/2026-07/run.json',
      'list.csv',
      'book.xlsx',
    ]),
  )
  expect(searched.some(([name]) => name.startsWith('book/'))).toBe(true)
  const leaks = searched.flatMap(([name]) => {
    const bytes = readFileSync(join(shop, name))
    const texts = bytes.subarray(0, 2).toString() === 'PK' ? [...unzip(bytes).values()] : [bytes]
    return [...numbers].filter(n => texts.some(t => t.includes(n))).map(n => `${name}: ${n}`)
  })
  expect(leaks).toEqual([])
  expect(readdirSync(join(shop, 'out')).sort()).toEqual([
    '2026-07',
    '2026-08',
    'correct-2026-07',
    'release-季度预留-2026-Q3',
    'release-年度预留-2026',
  ])
})
