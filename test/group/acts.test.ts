// An act on all shops of a group: each by itself, whatever becomes of the others; what became of each is told and left behind, and
// the command given again does what is left.

import { existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { tryLock } from 'fs-native-extensions'
import { describe, expect, onTestFinished, test } from 'vitest'
import { actOnGroup, openGroup, period } from '../../src/index.ts'
import { json, run } from '../support/cli.ts'
import { contents, tempFolder } from '../support/folders.ts'
import { generateGroup, type Size } from '../support/generate-group.ts'
import { change, groupCopy, NAMED, SHOPS } from '../support/group.ts'
import { plainTotals } from '../support/plain-group.ts'

interface Shop {
  readonly shop: string
  readonly state: string
  readonly exit?: number
  readonly totals: Record<string, string | number>
  readonly problems: Record<string, number>
}

interface Recorded {
  readonly command: string
  readonly shops: readonly Shop[]
  readonly seconds?: Record<string, number>
}

const SIZE: Size = { shops: 6, people: 10, orders: 80 }
const JULY = ['--period', '2026-07']
const env = { SOURCE_DATE_EPOCH: '1790000000' }

function generated(size: Size = SIZE): string {
  const folder = tempFolder()
  generateGroup(folder, size)
  return folder
}

/** What lies in out/ of the group, without the seconds. */
function recorded(group: string, period = '2026-07'): Recorded {
  const { seconds: _, ...rest } = JSON.parse(readFileSync(join(group, 'out', period, 'group.json'), 'utf8')) as Recorded
  return rest
}

function states(group: string, period?: string): Record<string, string> {
  return Object.fromEntries(
    recorded(group, period).shops.map(s => [s.shop, [s.state, s.exit, ...Object.keys(s.problems)].join(' ')]),
  )
}

/** All files of the shops, and the states of the group. */
function everything(group: string): object {
  const { 'out/2026-07/group.json': _, ...files } = contents(group)
  return { files, states: recorded(group) }
}

async function all(group: string, ...argv: string[]): Promise<number> {
  return (await run(['group', ...argv, '-C', group], { env })).code
}

/** Lets another run hold a shop until the test ends or it is let go. */
async function locked(shop: string): Promise<() => Promise<void>> {
  const handle = await open(join(shop, '.bonusbook.lock'), 'w')
  expect(tryLock(handle.fd)).toBe(true)
  let held = true
  const letGo = async (): Promise<void> => {
    if (held) await handle.close()
    held = false
  }
  onTestFinished(letGo)
  return letGo
}

test('works all shops out, and adds them up to the fen', async () => {
  const group = generated()
  const ran = await run(['group', 'run', '-C', group, ...JULY, '--json'], { env })
  expect(ran.code).toBe(0)
  const { shops, seconds } = json<Recorded>(ran)
  expect(shops.map(s => [s.shop, s.state, s.exit])).toEqual([1, 2, 3, 4, 5, 6].map(n => [`stores/s00${n}`, 'done', 0]))
  expect(Object.keys(seconds!)).toEqual(shops.map(s => s.shop))
  // As single runs have it.
  const own = shops.map(
    ({ shop }) => JSON.parse(readFileSync(join(group, shop, 'out/2026-07/run.json'), 'utf8')).totals,
  )
  expect(shops.map(s => s.totals)).toEqual(
    own.map(({ people, gross, withheld, deducted, net }) => ({ people, gross, withheld, deducted, net })),
  )
  // And as a plain loop over the files adds them up.
  expect(shops.map(s => s.totals)).toEqual(shops.map(s => plainTotals(join(group, s.shop))))
  const shown = await run(['group', 'run', '-C', group, ...JULY, '--lang', 'en'], { env })
  const gross = own.reduce((sum, { gross }) => sum + Math.round(Number(gross) * 100), 0)
  const total = shown.out.split('\n').find(line => line.startsWith('6 shops'))!
  expect(total.replaceAll(',', '').split(/\s+/)).toContain((gross / 100).toFixed(2))
  expect(shown.err.split('\n').filter(line => /^\d\/6 {2}stores\/s00\d: done, /.test(line))).toHaveLength(6)
})

describe('goes on after a failure', () => {
  test('tells each, and --retry does what is left: in the end as if nothing had failed', async () => {
    const [group, sound] = [generated(), generated()]
    expect(await all(sound, 'run', ...JULY)).toBe(0)
    const shop = (n: number): string => join(group, `stores/s00${n}`)
    const roster = readFileSync(join(shop(2), 'data/2026-07/花名册.csv'), 'utf8')
    writeFileSync(join(shop(2), 'data/2026-07/花名册.csv'), roster.replace('岗位', '职务'))
    // Where its sheets should lie stands a file: the disk takes nothing.
    writeFileSync(join(shop(3), 'out'), '')
    const letGo = await locked(shop(5))

    const ran = await run(['group', 'run', '-C', group, ...JULY, '--jobs', '2'], { env })
    expect(ran.code).toBe(4)
    expect(states(group)).toEqual({
      ...{ 'stores/s001': 'done 0 ROWS_OTHER_MONTH', 'stores/s004': 'done 0', 'stores/s006': 'done 0' },
      'stores/s002': 'problems 1 HEADER_MISSING',
      'stores/s003': 'problems 1 CANNOT_WRITE',
      'stores/s005': 'locked 4 SHOP_BUSY',
    })
    expect(ran.err).toContain('stores/s002/data/2026-07/花名册.csv')
    // Where nothing can be written is told as it is called anywhere.
    expect(ran.err).toMatch(new RegExp(`error ${join(shop(3), 'out')}|错误 ${join(shop(3), 'out')}`))
    expect(existsSync(join(shop(2), 'out'))).toBe(false)

    await letGo()
    expect(await all(group, 'run', ...JULY, '--retry')).toBe(1)
    expect(states(group)).toMatchObject({ 'stores/s002': 'problems 1 HEADER_MISSING', 'stores/s005': 'done 0' })

    writeFileSync(join(shop(2), 'data/2026-07/花名册.csv'), roster)
    rmSync(join(shop(3), 'out'))
    const left = await run(['group', 'run', '-C', group, ...JULY, '--retry'], { env })
    expect([left.code, left.err.match(/stores\/s00\d/g)?.sort()]).toEqual([0, ['stores/s002', 'stores/s003']])
    expect(everything(group)).toEqual(everything(sound))
    const none = await run(['group', 'run', '-C', group, ...JULY, '--retry', '--lang', 'en'], { env })
    expect([none.code, none.out]).toEqual([0, expect.stringContaining('No shop is left to be done.')])
  })

  test('a book that refuses comes before problems of data, a lock before both', async () => {
    const group = generated({ ...SIZE, shops: 3 })
    await all(group, 'run', ...JULY)
    rmSync(join(group, 'stores/s002/out'), { recursive: true })
    writeFileSync(join(group, 'stores/s003/data/2026-07/工单.csv'), '')
    expect(await all(group, 'close', ...JULY)).toBe(3)
    expect(states(group)).toEqual({
      ...{ 'stores/s001': 'done 0', 'stores/s002': 'refused 3 DRAFT_MISSING', 'stores/s003': 'problems 1 FILE_EMPTY' },
    })
    await locked(join(group, 'stores/s001'))
    expect(await all(group, 'close', ...JULY, '--retry')).toBe(3)
    expect(await all(group, 'close', ...JULY)).toBe(4)
  })
})

test('--only and --not choose shops, and the others stay as they were', async () => {
  const group = groupCopy()
  expect(await all(group, 'check', ...JULY, '--only', '*st', '--not', 'stores/west')).toBe(0)
  expect(states(group)).toEqual({ 'stores/east': 'done 0' })
  expect(await all(group, 'check', ...JULY, '--only', 'south')).toBe(0)
  expect(Object.keys(states(group))).toEqual(['stores/east', 'stores/south'])
  // Another command has other states.
  expect(await all(group, 'run', ...JULY, '--not', 'west')).toBe(0)
  expect(Object.keys(states(group))).toEqual(['stores/east', 'stores/north', 'stores/south'])
  for (const option of ['--only', '--not']) {
    const ran = await run(['group', 'run', '-C', group, ...JULY, option, 'wst', '--json'])
    expect([ran.code, json<{ problems: object[] }>(ran).problems]).toMatchObject([1, [{ code: 'NOT_FOUND' }]])
  }
  expect((await run(['group', 'run', '-C', group, ...JULY, '--jobs', '0'])).code).toBe(2)
})

test('a month is run, closed, released, corrected and proved in all shops; what was done before is done', async () => {
  const group = groupCopy()
  for (const command of ['check', 'run', 'close']) expect(await all(group, command, ...JULY)).toBe(0)
  const closed = recorded(group)
  expect(await all(group, 'close', ...JULY)).toBe(0)
  expect(recorded(group)).toEqual(closed)

  const release = ['release', '质量预留', '--period', '2026-Q3', '--payout', '2026-10', '--partial', '--close']
  expect(await all(group, ...release)).toBe(0)
  const released = recorded(group, '2026-Q3')
  // 5% of each line of July, to the fen: east 4.85 + 4.77 + 4.93 + 38.00 + 34.72, as it was withheld.
  const withheld = (shop: string): unknown => closed.shops.find(s => s.shop === shop)!.totals.withheld
  for (const { shop, totals } of released.shops) expect(totals).toEqual({ people: 5, released: withheld(shop) })
  expect(await all(group, ...release)).toBe(0)
  expect(recorded(group, '2026-Q3')).toEqual(released)

  change(group, 'stores/west/data/2026-07/工单.csv', [/(W07001,.*),940\.00/, '$1,1040.00'])
  expect(await all(group, 'correct', ...JULY)).toBe(0)
  const corrected = recorded(group)
  // 100 more: 1% + 2% + 15%, each less 5%, which was released already: 0.95 + 1.90 + 14.25.
  expect(corrected.shops.map(s => [s.shop, s.totals])).toEqual(
    SHOPS.map(shop => [
      shop,
      shop === 'stores/west' ? { people: 3, total: expect.any(String) } : { people: 0, total: '0.00' },
    ]),
  )
  expect(await all(group, 'correct', ...JULY)).toBe(0)
  expect(recorded(group)).toEqual(corrected)

  expect(await all(group, 'verify', '--replay')).toBe(0)
  expect(recorded(group, 'verify').shops.map(s => s.totals.entries)).toEqual([2, 2, 2, 3])
  change(group, 'stores/east/book/000001-close-2026-07.jsonl', ['"1001"', '"1009"'])
  expect(await all(group, 'verify')).toBe(3)
  expect(states(group, 'verify')).toMatchObject({ 'stores/east': 'refused 3 BOOK_DAMAGED', 'stores/west': 'done 0' })
})

describe('the folders of a group', () => {
  test('one that is another by a link is refused: its people would be paid twice', async () => {
    const group = groupCopy()
    symlinkSync(join(group, 'stores/west'), join(group, 'stores/link'))
    for (const argv of [
      ['group', 'run', '-C', group],
      ['check', '-C', join(group, 'stores/west')],
    ]) {
      const ran = await run([...argv, ...JULY, '--json'], { env })
      expect([ran.code, json<{ problems: object[] }>(ran).problems]).toMatchObject([
        1,
        [{ code: 'GROUP_SHOP_TWICE', message: expect.stringContaining('stores/link and stores/west') }],
      ])
    }
    // A shop that lies elsewhere is one all the same.
    const elsewhere = tempFolder()
    rmSync(join(group, 'stores/link'))
    renameSync(join(group, 'stores/west'), join(elsewhere, 'west'))
    symlinkSync(join(elsewhere, 'west'), join(group, 'stores/west'))
    expect(await all(group, 'run', ...JULY)).toBe(0)
    expect(Object.keys(states(group))).toEqual([...SHOPS])
  })

  test('one that goes while the others are done is told of each command; one that is gone before, once', async () => {
    const group = groupCopy()
    const { value } = await openGroup(group)
    rmSync(join(group, 'stores/south'), { recursive: true })
    const acts = [
      { command: 'check', period: period('2026-07') },
      { command: 'run', period: period('2026-07'), split: false, sheets: undefined },
      { command: 'verify', replay: false },
    ] as const
    for (const act of acts) {
      const { ended } = (await actOnGroup(value!, { act, jobs: 2, now: new Date(0), env: {} })).value!
      expect(ended.filter(one => one.record.exit !== 0)).toMatchObject([
        { record: { shop: 'stores/south', exit: 1 }, problems: [{ code: 'GROUP_SHOP_GONE' }] },
      ])
    }
    const told = await run(['group', 'run', '-C', group, ...JULY, '--lang', 'en'], { env })
    expect([told.code, told.err]).toEqual([0, expect.stringContaining('and are not now: stores/south')])
    expect((await run(['group', 'run', '-C', group, ...JULY, '--lang', 'en'], { env })).err).not.toContain(
      'stores/south',
    )
  })

  test('names with spaces, of other scripts and in other capitals are names; people read what the shop is called', async () => {
    const group = groupCopy()
    renameSync(join(group, 'stores/east'), join(group, 'stores/城东 一店'))
    renameSync(join(group, 'stores/north'), join(group, 'stores/North'))
    rmSync(join(group, 'stores/south/shop.yaml'))
    const ran = await run(['group', 'run', '-C', group, ...JULY, '--not', 'north', '--lang', 'zh'], { env })
    expect([ran.code, ran.out]).toEqual([1, expect.any(String)])
    const shown = await run(['group', 'run', '-C', group, ...JULY, '--not', 'North', '--lang', 'zh'], { env })
    expect(shown.code).toBe(0)
    for (const name of ['城东店（stores/城东 一店）', NAMED['stores/west']]) {
      expect(shown.out).toContain(name)
      expect(shown.err).toContain(`${name}：完成`)
    }
    // One without a name is its folder.
    expect(shown.out).toMatch(/^stores\/south /m)
    expect(recorded(group).shops).toMatchObject([{ shop: 'stores/south' }, { name: '城西店' }, { name: '城东店' }])
  })
})

test.each([
  ['--jobs', '0'],
  ['--jobs', '65'],
  ['--jobs', 'two'],
  ['--patience', '0'],
  ['--patience', '1441'],
  ['--patience', '1.5'],
])('%s %s is wrong usage', async (option, typed) => {
  const ran = await run(['group', 'run', '-C', groupCopy(), ...JULY, option, typed, '--lang', 'en'])
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(`not “${typed}”`)])
})
