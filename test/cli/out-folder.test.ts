// `run --out` replaces nothing that is not a draft of ours: not the shop, what it is read from or sealed in, another shop,
// or a folder with files of somebody else.

import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { type Ran, run } from '../support/cli.ts'
import { contents, put, tempFolder } from '../support/folders.ts'
import { makeShop } from '../support/shop.ts'

const draft = (cwd: string, out: string): Promise<Ran> =>
  run(['run', '--period', '2026-07', '--set', 'rate=20%', '--out', out], { cwd })

test.each(['.', '..', 'data', 'data/2026-07', 'data/new', 'book', 'book/x', 'out', 'out/2026-07/x', 'out/2026-06'])(
  '%s is refused, and nothing is touched',
  async out => {
    const shop = makeShop()
    put(shop, {
      'book/000001-close-2026-06.jsonl': 'sealed',
      'out/2026-06/run.json': '{"program":{"name":"bonusbook"}}',
    })
    const before = contents(shop)
    const ran = await draft(shop, out)
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('--out')])
    expect(contents(shop)).toEqual(before)
  },
)

test.each(['.', 'out/2026-07', 'book', 'new', 'data/2026-07'])('another shop’s %s is refused', async inside => {
  const [shop, other] = [makeShop(), makeShop()]
  put(other, { 'out/2026-07/run.json': '{"program":{"name":"bonusbook"}}', 'book/x': 'x' })
  const before = contents(other)
  expect((await draft(shop, join(other, inside))).code).toBe(2)
  expect(contents(other)).toEqual(before)
})

test('a folder with files of somebody, a file, and links to either are refused', async () => {
  const shop = makeShop()
  const elsewhere = tempFolder()
  put(elsewhere, { 'photos/a.jpg': 'a', 'file.txt': 'f', 'forged/run.json': '{"outputs":[]}' })
  symlinkSync(join(elsewhere, 'photos'), join(elsewhere, 'link'))
  symlinkSync(shop, join(elsewhere, 'shop'))
  const before = contents(join(elsewhere, 'photos'))
  for (const out of ['photos', 'file.txt', 'forged', 'link', 'shop', 'shop/data'])
    expect([out, (await draft(shop, join(elsewhere, out))).code]).toEqual([out, 2])
  expect(contents(join(elsewhere, 'photos'))).toEqual(before)
})

test('a new one, an empty one, and an earlier draft are taken; files of others in that one stay', async () => {
  const shop = makeShop()
  const elsewhere = tempFolder()
  mkdirSync(join(elsewhere, 'empty'))
  put(elsewhere, { 'empty/.DS_Store': 'mac' })
  for (const out of [
    join(elsewhere, 'empty'),
    join(elsewhere, 'deep/new'),
    join(shop, 'out/what-if'),
    join(shop, 'try'),
  ]) {
    expect([out, (await draft(shop, out)).code]).toEqual([out, 0])
    put(dirname(join(out, 'x')), { 'mine.txt': 'm' })
    expect((await draft(shop, out)).code).toBe(0)
    expect(readFileSync(join(out, 'mine.txt'), 'utf8')).toBe('m')
  }
})
