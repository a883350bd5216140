// Books that earlier programs sealed are sound for ever: they verify, every entry gives the same figures again, they hold what
// they held, and the shops go on from there: the next month, a correction, the year's release.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import iconv from 'iconv-lite'
import { beforeAll, describe, expect, test } from 'vitest'
import { json, type Ran, run } from '../support/cli.ts'
import { copyInto, folderOfFile, put, tempFolder } from '../support/folders.ts'
import { unzip, zip } from '../support/zip.ts'

const BOOKS = fileURLToPath(new URL('../../fixtures/books', import.meta.url))
const ALL = ['0.1.0/golden', '0.1.0-kept-columns', '0.1.0-opened', '0.1.0-adjusted'] as const

async function done(cwd: string, ...argv: string[]): Promise<Ran> {
  const result = await run([...argv, '--lang', 'en'], { cwd })
  if (result.code !== 0) throw new Error(`${argv.join(' ')}: ${result.code}\n${result.out}${result.err}`)
  return result
}

test('every book stands in the list', () => {
  const books = readdirSync(BOOKS, { recursive: true, encoding: 'utf8' }).filter(name => /(^|\/)book$/.test(name))
  expect(books.map(name => name.replace(/\/book$/, '')).sort()).toEqual([...ALL].sort())
})

describe.each(ALL)('%s', name => {
  const shop = join(BOOKS, name)

  test('nothing was changed, and every entry gives the same figures again', async () => {
    const ran = await done(shop, 'book', 'verify', '--replay', '--json')
    const { ok, entries, figuresOnly, problems } = json<
      Record<'entries' | 'figuresOnly' | 'problems', unknown[]> & { ok: boolean }
    >(ran)
    expect([ok, problems]).toEqual([true, []])
    // Other builds sealed them: their looks are not compared.
    expect(figuresOnly).toHaveLength(entries.length)
  })

  test('it holds what it held', async () => {
    const held = json<unknown>(await done(shop, 'book', 'balance', '--json'))
    expect(held).toEqual(JSON.parse(readFileSync(join(shop, 'balance.json'), 'utf8')))
  })

  test('its entries are listed with seals that it can be asked for', async () => {
    const { entries } = json<{ entries: { seal: string; figures: string }[] }>(
      await done(shop, 'book', 'list', '--json'),
    )
    for (const { seal, figures } of entries) {
      for (const hex of [seal, figures.slice(0, 16), seal.replace(/(.{4})/g, '$1 ')])
        expect((await done(shop, 'book', 'verify', '--seal', hex)).out).toContain(
          'The book holds these figures'.slice(0, 14),
        )
    }
  })
})

/** September's exports as those of October: the same orders under other numbers and days. */
function october(shop: string): void {
  const later = (text: string): string =>
    text
      .replaceAll('2026年9月', '2026年10月')
      .replaceAll('2026/9/', '2026/10/')
      .replaceAll('WX2609', 'WX2610')
      .replace(/2026([-.]?)09/g, '2026$110')
  const from = join(shop, 'data/2026-09')
  for (const name of readdirSync(from)) {
    const bytes = readFileSync(join(from, name))
    const encoding = name.startsWith('维修工单') ? 'gb18030' : 'utf8'
    const content = name.endsWith('.xlsx')
      ? zip(new Map([...unzip(bytes)].map(([part, b]) => [part, Buffer.from(later(b.toString('utf8')))])))
      : iconv.encode(later(iconv.decode(bytes, encoding, { stripBOM: false })), encoding)
    put(shop, { [`data/2026-10/${later(name)}`]: content })
  }
}

describe('the shop of version 0.1.0 goes on', () => {
  const shop = folderOfFile()
  const ran: Record<string, Ran> = {}

  beforeAll(async () => {
    copyInto(join(BOOKS, '0.1.0/golden'), shop)
    october(shop)
    await done(shop, 'run', '--period', '2026-10')
    ran.october = await done(shop, 'close', '--period', '2026-10', '--json')
    const orders = join(shop, 'data/2026-08/维修工单_202608.csv')
    const text = iconv.decode(readFileSync(orders), 'gb18030')
    if (!text.includes(',843.37,')) throw new Error('no such order')
    const corrected = text.replace(',843.37,', ',1843.37,').replace(/398,?939\.58/, '399939.58')
    writeFileSync(orders, iconv.encode(corrected, 'gb18030'))
    ran.correct = await done(shop, 'correct', '--period', '2026-08', '--json')
    const nps = ['release', 'NPS预留', '--period', '2026', '--payout', '2027-01', '--partial']
    ran.release = await done(shop, ...nps, '--close', '--approve', '总经理=王立', '--json')
  }, 60_000)

  test('October is closed, August corrected, the year released', async () => {
    const { entries } = json<{ entries: Record<string, string>[] }>(await done(shop, 'book', 'list', '--json'))
    expect(entries.slice(5).map(e => [e.entry, e.period, e.payout])).toEqual([
      ['close', '2026-10', ''],
      ['correct', '2026-08', '2026-11'],
      ['release', '2026', '2027-01'],
    ])
    for (const [i, name] of ['october', 'correct', 'release'].entries()) {
      const { seal, figures } = json<{ seal: string; figures: string }>(ran[name]!)
      expect({ seal, figures }).toEqual({ seal: entries[5 + i]!.seal, figures: entries[5 + i]!.figures })
    }
    expect(Number(entries[6]!.amount)).toBeGreaterThan(0)
  })

  test('September’s work again gives September’s pay again', () => {
    const of = (file: string): Map<string, string> => {
      const rows = readFileSync(join(shop, 'book', file), 'utf8')
        .split('\n')
        .filter(l => l.includes('"row":'))
        .map(l => JSON.parse(l))
        .map(r => r.row ?? r.result.row)
      return new Map(rows.map(row => [row.person, JSON.stringify(row.lines)]))
    }
    const [september, octobers] = [of('000004-close-2026-09.jsonl'), of('000006-close-2026-10.jsonl')]
    expect(octobers.size).toBeGreaterThan(30)
    const same = [...octobers].filter(([person, lines]) => september.get(person) === lines)
    expect(same.length).toBeGreaterThan(20)
  })

  test('what is still held of the year is what was not released', async () => {
    const held = json<{ reserves: { reserve: string; closing: string }[] }>(
      await done(shop, 'book', 'balance', '--json'),
    )
    expect(held.reserves.filter(r => r.reserve === 'NPS预留' && r.closing !== '0.00')).toEqual([])
  })

  test('and all of it gives the same figures again; of its own entries also the same bytes', async () => {
    const { figuresOnly } = json<{ figuresOnly: string[] }>(await done(shop, 'book', 'verify', '--replay', '--json'))
    expect(figuresOnly.map(file => file.slice(0, 6))).toEqual(['000001', '000002', '000003', '000004', '000005'])
  })
})

test('a seal that the book does not hold, and what is none', async () => {
  const shop = join(BOOKS, '0.1.0-kept-columns')
  const unknown = await run(['book', 'verify', '--seal', '0123456789abcdef', '--lang', 'en'], { cwd: shop })
  expect([unknown.code, unknown.err]).toEqual([3, expect.stringContaining('SEAL_UNKNOWN')])
  for (const hex of ['0123', 'xyz', '']) {
    const wrong = await run(['book', 'verify', '--seal', hex, '--lang', 'en'], { cwd: tempFolderWithShop(shop) })
    expect(wrong.code).toBe(2)
  }
})

function tempFolderWithShop(shop: string): string {
  const folder = tempFolder()
  copyInto(shop, folder)
  return folder
}
