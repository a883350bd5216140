// A book that a forger rewrote, with digests, seals, chain and head that fit: whatever its kept copies contradict is found
// and named by `verify --replay`, in entries of today's format and of the first one. And what a replay must not complain of.

import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Ran, run } from '../support/cli.ts'
import { contents, copyInto, folderOfFile, put, sha256, tempFolder } from '../support/folders.ts'
import { type ForgedEntry, forge } from '../support/forge.ts'

const FIRST = fileURLToPath(new URL('../../fixtures/books/0.1.0-kept-columns', import.meta.url))
const today = folderOfFile()

async function done(...argv: string[]): Promise<Ran> {
  const result = await run([...argv, '--lang', 'en'], { cwd: today })
  if (result.code !== 0) throw new Error(`${argv.join(' ')}: ${result.code}\n${result.out}${result.err}`)
  return result
}

beforeAll(async () => {
  cpSync(join(FIRST, 'data'), join(today, 'data'), { recursive: true })
  cpSync(join(FIRST, 'scheme.yaml'), join(today, 'scheme.yaml'))
  const july = join(today, 'data/2026-07/marks.csv')
  const corrected = readFileSync(july, 'utf8')
  writeFileSync(july, corrected.replace('012,110.00', '012,100.00'))
  for (const period of ['2026-07', '2026-08']) {
    await done('run', '--period', period)
    await done('close', '--period', period)
  }
  writeFileSync(july, corrected)
  await done('correct', '--period', '2026-07')
  await done('run', '--period', '2026-09')
  await done('close', '--period', '2026-09')
  const quality = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', '--close']
  await done(...quality, '--person', '012')
  await done(...quality, '--set', 'ratio=95%', '--approve', 'boss=Kim')
}, 60_000)

interface Verified {
  code: number
  codes: string[]
  says: string
}

async function verified(folder: string): Promise<Verified> {
  const ran = await run(['book', 'verify', '--replay', '--json', '--lang', 'en'], { cwd: folder })
  const { problems } = JSON.parse(ran.out) as { problems: { code: string; at: string; message: string }[] }
  return {
    code: ran.code,
    codes: [...new Set(problems.map(p => p.code))],
    says: problems.map(p => `${p.at}: ${p.message}`).join('\n'),
  }
}

function copyOf(shop: string): string {
  const folder = tempFolder()
  copyInto(shop, folder)
  return folder
}

// biome-ignore lint/suspicious/noExplicitAny: a forger writes what they like
type Part = any

/** The parts of a record, whatever the format. */
const part = (record: Part, kind: string): Part => record[kind] ?? record.result?.[kind]

function each(entry: ForgedEntry, kind: string, change: (part: Part) => void): void {
  for (const record of entry.records) {
    const found = part(record, kind)
    if (found) change(found)
  }
}

/** Without the records of one person. */
function without({ records }: ForgedEntry, person: string): ForgedEntry['records'] {
  return records.filter(r => ['posting', 'row', 'lot', 'correction'].every(kind => part(r, kind)?.person !== person))
}

const [JULY, AUGUST, CORRECT, SEPTEMBER, SOME, REST] = [0, 1, 2, 3, 4, 5] as const
type Forgery = (entries: ForgedEntry[]) => void

const ann = (change: (row: Part) => void) => (entry: ForgedEntry) =>
  each(entry, 'row', r => r.person === '007' && change(r))

/** What is forged, and what must be said of it. */
const FORGERIES: readonly (readonly [string, Forgery, RegExp])[] = [
  [
    'a line, with gross and net',
    e =>
      ann(row => {
        row.lines.bonus = '1500.10'
        row.gross = '1500.10'
        row.net = '1200.00'
      })(e[JULY]!),
    /000001-close-2026-07\.jsonl.*Ann \(007\): line bonus is sealed as 1500\.10, worked out again it is 1000\.10/,
  ],
  ['the net amount alone', e => ann(row => (row.net = '9.99'))(e[AUGUST]!), /Ann \(007\): net is sealed as 9\.99/],
  [
    'what is withheld, in row and posting',
    e => {
      ann(row => (row.reserves.quality.withheld = '500.00'))(e[JULY]!)
      each(e[JULY]!, 'posting', p => {
        if (p.person === '007' && p.account.reserve === 'quality' && p.kind === 'withheld') p.amount = '500.00'
      })
    },
    /posting reserve quality 2026-07 withheld is sealed as 500\.00, worked out again it is 50\.01/,
  ],
  [
    'what is still to be deducted',
    e =>
      each(e[AUGUST]!, 'posting', p => {
        if (p.person === '007' && p.account.deduction === 'repair' && p.kind === 'due') p.amount = '0.00'
      }),
    /damage|000002-close-2026-08/,
  ],
  ['a score', e => ann(row => (row.scores['before shown'] = '7'))(e[SEPTEMBER]!), /score before shown is sealed as 7/],
  [
    'a value that later months read',
    e => ann(row => (row.values['marks.amount'] = '1'))(e[SEPTEMBER]!),
    /value marks\.amount is sealed as 1,/,
  ],
  [
    'a figure of a group',
    e =>
      each(
        e[JULY]!,
        'figures',
        f => f.of.startsWith('team=') && Object.assign(f.values, { 'values.team amount': '5' }),
      ),
    /team=east: value values\.team amount is sealed as 5,/,
  ],
  ['a name', e => ann(row => (row.name = 'Bob'))(e[JULY]!), /the name is sealed as Bob, worked out again it is Ann/],
  [
    'somebody left out',
    e => (e[SEPTEMBER]!.records = without(e[SEPTEMBER]!, '012')),
    /\(012\): net is sealed as nothing, worked out again it is/,
  ],
  [
    'somebody who was never paid',
    e => {
      const row = e[SEPTEMBER]!.records.find(r => part(r, 'row'))
      const ghost = JSON.parse(JSON.stringify(row).replaceAll('"007"', '"099"'))
      e[SEPTEMBER]!.records.unshift(ghost)
    },
    /\(099\): net is sealed as .* worked out again it is nothing/,
  ],
  [
    'a correction, and the month that settles it',
    e => {
      each(e[CORRECT]!, 'correction', c => c.kind === 'line' && Object.assign(c, { amount: '900.00' }))
    },
    /000003-correct.*the correction 2026-07 line bonus is sealed as 900\.00, worked out again it is 10\.00/,
  ],
  [
    'the corrected month',
    e => each(e[CORRECT]!, 'row', r => (r.lines.bonus = '111.00')),
    /000003-correct.*line bonus is sealed as 111\.00, worked out again it is 110\.00/,
  ],
  ['a correction taken out', e => e.splice(CORRECT, 1), /000003-close-2026-09.*gross is sealed as/],
  [
    'a correction that is settled never',
    e => (e[CORRECT]!.header.payout = '2027-12'),
    /the month of payout is sealed as 2027-12, worked out again it is 2026-09/,
  ],
  [
    'a release in a month that is closed',
    e => (e[REST]!.header.payout = '2026-09'),
    /000006-release.*the month of payout is sealed as 2026-09/,
  ],
  [
    'a ratio',
    e => each(e[SOME]!, 'lot', lot => (lot.ratio = '1')),
    /000005-release.*张伟 \(012\): the ratio of the release of 2026-07 is sealed as 1, worked out again it is 0\.9/,
  ],
  [
    'what is released instead of forfeited',
    e => {
      const lot: Record<string, { released?: Part; forfeited?: Part }> = {}
      each(e[SOME]!, 'posting', p => (lot[p.origin] = { ...lot[p.origin], [p.kind]: p }))
      const { released, forfeited } = lot['2026-07']!
      const sum = (Number(released.amount) * 100 + Number(forfeited.amount) * 100) / 100
      Object.assign(released, { amount: sum.toFixed(2) })
      Object.assign(forfeited, { amount: '0.00' })
    },
    /000005-release.*posting reserve quality 2026-07 released is sealed as/,
  ],
  ['another given ratio', e => (e[REST]!.header.about.given.ratio = '100%'), /000006-release.*0\.95/],
  ['an approval', e => (e[REST]!.header.approvals = []), /000006-release.*the approval of is sealed as nothing/],
  [
    'an output that is none',
    e => e[AUGUST]!.header.outputs.push({ ...e[AUGUST]!.header.outputs[0], name: 'out/2026-08/bonus.xlsx' }),
    /the output out\/2026-08\/bonus\.xlsx is sealed as/,
  ],
  [
    'an output under the name of a file of the user',
    e => (e[AUGUST]!.header.outputs[0].name = 'data/2026-08/marks.csv'),
    /the output data\/2026-08\/marks\.csv/,
  ],
  [
    'the name of the scheme',
    e => (e[JULY]!.header.about.scheme = 'Other'),
    /the name of the scheme is sealed as Other/,
  ],
  [
    'an input left out',
    e => (e[JULY]!.header.inputs = e[JULY]!.header.inputs.filter((i: { name: string }) => !/marks/.test(i.name))),
    /can't be worked out again from its kept copies \(FILE_MISSING\)/,
  ],
  [
    'the input of another month',
    e =>
      (e[JULY]!.header.inputs = structuredClone(e[AUGUST]!.header.inputs).map((i: Part) => ({
        ...i,
        name: i.name.replace('-08', '-07'),
      }))),
    /000001-close/,
  ],
]

describe.each([
  ['today', () => today],
  ['the first format', () => FIRST],
])('a book of %s', (_, shop) => {
  test('as it is: nothing is found', async () => {
    const folder = copyOf(shop())
    const { code, says } = await verified(folder)
    expect([code, says]).toEqual([0, ''])
  })

  test.each(FORGERIES)('%s', async (_, forgery, says) => {
    const folder = copyOf(shop())
    // As if another build had sealed it: nothing but the figures can tell.
    forge(join(folder, 'book'), entries => {
      for (const { header } of entries) if (header.build) header.build = 'other'
      forgery(entries)
    })
    const plain = await run(['book', 'verify', '--json'], { cwd: folder })
    const found = await verified(folder)
    // What the book itself can't see is what the replay is for.
    expect([found.code, plain.code === 0 || plain.code === 3]).toEqual([3, true])
    if (plain.code === 0) expect(found.says).toMatch(says)
  })
})

describe('a book of today', () => {
  test('somebody left out of a release for all', async () => {
    const folder = copyOf(today)
    forge(join(folder, 'book'), entries => {
      entries[REST]!.records = without(entries[REST]!, '007')
    })
    expect((await verified(folder)).says).toMatch(/000006-release.*\(007\).*is sealed as nothing/)
  })

  test('columns that were kept are kept', async () => {
    const folder = copyOf(today)
    forge(join(folder, 'book'), entries => {
      const drop = 'marks.amount'
      each(entries[SEPTEMBER]!, 'row', r => delete r.values[drop])
      each(entries[SEPTEMBER]!, 'kept', k => (k.columns = k.columns.filter((c: string) => c !== drop)))
    })
    // Only the very same program can tell that it would have kept it.
    expect((await verified(folder)).says).toMatch(/000004-close-2026-09.*line \d+ is sealed as/)
  })

  test('a reason that is another', async () => {
    const folder = copyOf(today)
    forge(join(folder, 'book'), entries =>
      each(entries[SOME]!, 'posting', p => p.reason && Object.assign(p, { reason: 'own wish' })),
    )
    expect((await verified(folder)).says).toMatch(/000005-release.*line \d+ is sealed as/)
  })

  test('a sheet put in place of another is found by the very same program', async () => {
    const folder = copyOf(today)
    const text = 'id,name,net\n007,Ann,9999.00\n'
    forge(join(folder, 'book'), entries => {
      const csv = entries[JULY]!.header.outputs.find((o: { name: string }) => o.name.endsWith('payroll.csv'))
      Object.assign(csv, { bytes: text.length, sha256: sha256(text) })
    })
    put(folder, { [`book/kept/${sha256(text).slice(0, 2)}/${sha256(text)}`]: text })
    expect((await verified(folder)).says).toMatch(/000001-close-2026-07.*the bytes of out\/2026-07\/payroll\.csv/)
    // Of another build the looks say nothing, and it is said that they were not compared.
    forge(join(folder, 'book'), entries => {
      for (const { header } of entries) header.build = 'other'
    })
    const ran = await run(['book', 'verify', '--replay', '--lang', 'en'], { cwd: folder })
    expect([ran.code, ran.err]).toEqual([0, expect.stringContaining('Another build of bonusbook sealed 1 (')])
  })
})

describe('the sheets of a closed month', () => {
  test('are given back byte for byte; files of others stay', async () => {
    const folder = copyOf(today)
    const sealed = contents(join(folder, 'out/2026-07'))
    writeFileSync(join(folder, 'out/2026-07/payroll.csv'), 'changed')
    put(folder, { 'out/2026-07/mine.txt': 'mine' })
    const ran = await run(['book', 'sheets', '--period', '2026-07', '--json'], { cwd: folder })
    expect(ran.code).toBe(0)
    const { 'payroll.csv': csv, 'mine.txt': mine, ...back } = contents(join(folder, 'out/2026-07'))
    expect([csv, mine]).toEqual([sealed['payroll.csv'], sha256('mine')])
    expect(back).toMatchObject(Object.fromEntries(Object.entries(sealed).filter(([name]) => name !== 'payroll.csv')))
    const other = await run(['book', 'sheets', '--period', '2026-07', '--out', 'july'], { cwd: folder })
    expect([other.code, contents(join(folder, 'july'))]).toEqual([0, sealed])
  })

  test('of a month that is open, or under names that lead elsewhere: nothing is written', async () => {
    const folder = copyOf(today)
    expect((await run(['book', 'sheets', '--period', '2026-10'], { cwd: folder })).code).toBe(3)
    forge(join(folder, 'book'), entries => {
      for (const output of entries[JULY]!.header.outputs)
        output.name = output.name.replace('out/2026-07', 'data/2026-07')
    })
    const before = contents(folder)
    expect((await run(['book', 'sheets', '--period', '2026-07'], { cwd: folder })).code).toBe(3)
    expect(contents(folder)).toEqual(before)
  })
})

describe('a later version', () => {
  test('keeps more columns: entries that lack them are right', async () => {
    const folder = copyOf(today)
    forge(join(folder, 'book'), entries => {
      const later = /^(?:marks|people)\./
      for (const entry of entries) {
        entry.header.build = 'earlier'
        for (const kind of ['row', 'figures'])
          each(entry, kind, r => {
            for (const id of Object.keys(r.values)) if (later.test(id)) delete r.values[id]
          })
        each(entry, 'kept', k => (k.columns = k.columns.filter((c: string) => !later.test(c))))
      }
    })
    const { code, says } = await verified(folder)
    expect([code, says]).toEqual([0, ''])
  })
})
