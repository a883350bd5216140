// What comes next: the table of commands by what they did and where the shop stands; the command line as a shell takes it; and the
// line at the end of commands, which pasted leads through a month.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { type Did, insteadOf, NEXT, wordsOf } from '../../src/cli/next.ts'
import { problem } from '../../src/core/problem.ts'
import { shellLine } from '../../src/core/shell.ts'
import { DOCUMENT_NAMES, type DocumentName } from '../../src/reports/document-names.ts'
import { toMend } from '../../src/reports/mend.ts'
import { newestMonth, type Standing } from '../../src/shop/standing.ts'
import { json, run } from '../support/cli.ts'
import { faultsOf } from '../support/documents.ts'
import { edited } from '../support/edited.ts'
import { secondReading } from '../support/second-reader.ts'
import { makeShop, ORDERS, ROSTER, SCHEME } from '../support/shop.ts'

const none: Standing = { months: [], closed: undefined, drafts: new Set() }
const fresh: Standing = { ...none, months: ['2026-07', '2026-08'] }
const drafted: Standing = { ...fresh, drafts: new Set(['2026-07']) }
const begun: Standing = { ...fresh, closed: '2026-07', drafts: new Set(['2026-07']) }
const ended: Standing = { ...fresh, closed: '2026-08', drafts: new Set(['2026-07', '2026-08']) }

function line(command: DocumentName, did: Did, shop: Standing, typed: readonly string[] = [command]): string {
  const step = NEXT[command](did, shop)
  return step ? shellLine(wordsOf(step, { argv: typed, shop: undefined, name: 'NAME', role: 'ROLE', key: 'KEY' })) : ''
}

const typed = (role: string | undefined) => ({ role, why: '', signers: [] })

describe('what follows a command', () => {
  const P = { period: '2026-07' }
  test.each<[DocumentName, Did, Standing, string, string[]?]>([
    ['init', { ...P, made: 'my shop' }, none, "bonusbook run -C 'my shop' --period 2026-07"],
    ['init', { ...P, made: 'g', command: 'group run' }, none, 'bonusbook group run -C g --period 2026-07'],
    ['init', {}, none, ''],
    ['check', { ...P, ok: true }, fresh, 'bonusbook run --period 2026-07'],
    ['check', { ...P, ok: false }, fresh, 'bonusbook check --period 2026-07', ['check', '--period', '2026-07']],
    ['check', { ...P, ok: false, unrated: true }, fresh, 'bonusbook form --period 2026-07'],
    ['check', { ...P, ok: true, sealed: true }, begun, 'bonusbook check --period 2026-08'],
    ['run', P, drafted, 'bonusbook close --period 2026-07'],
    [
      'run',
      { ...P, approvals: [typed('manager')] },
      drafted,
      'bonusbook close --period 2026-07 --approve manager=NAME',
    ],
    [
      'run',
      { ...P, approvals: [typed('cashier'), { ...typed('总经理'), signers: ['gm@shop'] }] },
      drafted,
      'bonusbook approve --period 2026-07 --role 总经理 --sign KEY',
    ],
    ['run', { ...P, made: 'trial' }, fresh, 'bonusbook compare 2026-07 trial'],
    ['run', {}, fresh, 'bonusbook run --period 2026-07', ['run', '--set', 'rate=5%', '--period', '2026-07', '--json']],
    ['close', {}, begun, 'bonusbook check --period 2026-08'],
    ['close', {}, ended, 'bonusbook check --period 2026-09'],
    ['close', { nothing: true }, ended, ''],
    ['approve', {}, drafted, 'bonusbook close --period 2026-07'],
    [
      'approve',
      {
        period: '2026-Q3',
        drafted: { command: 'release', argument: 'q r', options: ['--payout', '2026-10', '--partial', '--close'] },
      },
      drafted,
      "bonusbook release 'q r' --period 2026-Q3 --payout 2026-10 --partial --close",
    ],
    ['form', { ...P, made: 'data/2026-07' }, fresh, 'bonusbook check --period 2026-07'],
    [
      'close',
      { releases: [{ reserve: 'q r', period: '2026-Q3', payout: '2026-10' }] },
      ended,
      "bonusbook release 'q r' --period 2026-Q3 --payout 2026-10",
    ],
    [
      'release',
      { sealed: false, reserve: 'q', approvals: [typed('CFO'), typed(undefined)] },
      begun,
      'bonusbook release q --close --approve CFO=NAME --approve ROLE=NAME',
      ['release', 'q'],
    ],
    ['release', { sealed: false, reserve: 'q' }, begun, 'bonusbook release q --close', ['release', 'q']],
    ['release', { sealed: true, reserve: 'q r' }, begun, "bonusbook book balance --reserve 'q r'"],
    [
      'correct',
      { payout: '2026-08', sealed: false },
      begun,
      'bonusbook correct --period 2026-07',
      ['correct', '--period', '2026-07', '--dry-run'],
    ],
    ['correct', { payout: '2026-08', sealed: true }, begun, 'bonusbook run --period 2026-08'],
    ['correct', {}, begun, 'bonusbook check --period 2026-08'],
    ['book open', { ...P, made: 'o.xlsx' }, none, 'bonusbook book open --from o.xlsx --period 2026-07'],
    ['book open', { sealed: true }, begun, 'bonusbook check --period 2026-08'],
    ['book list', {}, none, ''],
    ['explain', {}, fresh, 'bonusbook check --period 2026-07'],
    ['try', { made: 'scheme.yaml' }, none, 'bonusbook test scheme.yaml'],
    ['group run', { ...P, ok: true }, none, 'bonusbook group close --period 2026-07'],
    [
      'group run',
      { ...P, ok: false },
      none,
      'bonusbook group run --period 2026-07 --retry',
      ['group', 'run', '--period', '2026-07', '--retry'],
    ],
    [
      'group release',
      { sealed: false, ok: true },
      none,
      'bonusbook group release q --close',
      ['group', 'release', 'q'],
    ],
    ['schema', {}, fresh, ''],
  ])('%s %j', (command, did, shop, next, typed) => {
    expect(line(command, did, shop, typed)).toBe(next)
  })

  test('every command has its rule', () => {
    expect(Object.keys(NEXT).sort()).toEqual([...DOCUMENT_NAMES].sort())
  })

  test('a draft is looked at, and approved, before it is sealed', () => {
    const sheet = 'out/2026-07/payroll.xlsx'
    expect(NEXT.run({ ...P, sheet }, drafted)).toMatchObject({ look: { sheet, approved: [] } })
    const approvals = [typed('总经理'), typed(undefined)]
    expect(NEXT.run({ ...P, sheet, approvals }, drafted)).toMatchObject({ look: { sheet, approved: ['总经理'] } })
    expect(NEXT.explain({}, drafted)).toMatchObject({ look: { sheet, approved: [] } })
    const release = { sealed: false, reserve: 'q', sheet: 'out/release-q/payroll.xlsx' }
    expect(NEXT.release(release, begun)).toMatchObject({ look: { sheet: release.sheet } })
  })

  test('after the newest month comes one of which exports are still due', () => {
    expect(NEXT.close({}, ended)).toMatchObject({ exports: 'data/2026-09' })
    expect(NEXT.close({}, { ...ended, months: ['2026-12'], closed: '2026-12' })).toMatchObject({
      exports: 'data/2027-01',
    })
  })
})

test('where a command was refused: what its first error asks for, or the same when that is mended', () => {
  const words = (problems: Parameters<typeof insteadOf>[0]): string => {
    const step = insteadOf(problems)
    return step
      ? shellLine(
          wordsOf(step, {
            argv: ['close', '--period', '2026-07'],
            shop: 'a b',
            name: '姓名',
            role: '职务',
            key: '私钥文件',
          }),
        )
      : ''
  }
  expect(words([problem('DRAFT_STALE', undefined, { period: '2026-07', what: 'orders.csv' })])).toBe(
    "bonusbook run -C 'a b' --period 2026-07",
  )
  const due = (role: string) => problem('APPROVAL_MISSING', undefined, { role, why: '' })
  expect(words([due('总经理'), due('财务 主管')])).toBe(
    "bonusbook close --period 2026-07 --approve 总经理=姓名 --approve '财务 主管=姓名'",
  )
  // Where the scheme names nobody, whose it is to decide is the user's to say.
  const missing = { table: 'marks', pattern: 'marks*', folder: 'data/2026-07', nearest: undefined }
  expect(words([problem('FILE_MISSING', undefined, { ...missing, form: '2026-07' })])).toBe(
    "bonusbook form -C 'a b' --period 2026-07",
  )
  expect(words([due('')])).toBe('bonusbook close --period 2026-07 --approve 职务=姓名')
  expect(words([problem('MONTH_CLOSED', undefined, { period: '2026-07', entry: '' })])).toBe(
    "bonusbook correct -C 'a b' --period 2026-07 --dry-run",
  )
  const unsigned = { role: '总经理', why: '', signers: 'gm@shop', approve: ['APQ 预留', '--period', '2026-Q3'] }
  expect(words([problem('APPROVAL_UNSIGNED', undefined, unsigned)])).toBe(
    "bonusbook approve -C 'a b' 'APQ 预留' --period 2026-Q3 --role 总经理 --sign 私钥文件",
  )
  expect(words([])).toBe('')
})

test('the file to be mended stands with the others that its errors are about', () => {
  const at = (file: string) => ({ at: { file, line: 2 }, note: '' })
  const clash = problem(
    'SHOP_BUSY',
    { file: 'a.csv', line: 2 },
    {},
    { related: [at('b.csv'), at('a.csv'), at('b.csv')] },
  )
  expect(toMend([clash], () => undefined)).toEqual([{ file: 'a.csv', errors: 1, also: ['b.csv'] }])
})

test('a shell gives every word back as it was', () => {
  const words = ['a b', "it's", '$HOME', '`x`', '总经理=王立', '', 'a\\b', '*', '~', '!x', 'x;y']
  const printed = execFileSync('sh', ['-c', `for w in ${shellLine(words)}; do printf '%s\\n' "$w"; done`], {
    encoding: 'utf8',
  })
  expect(printed.split('\n').slice(0, -1)).toEqual(words)
})

test('the newest month: one that is open, or has a draft; else the newest with data', () => {
  expect(newestMonth(none)).toBeUndefined()
  expect(newestMonth(fresh)).toBe('2026-08')
  expect(newestMonth(begun)).toBe('2026-08')
  expect(newestMonth({ ...ended, drafts: new Set(['2026-07']) })).toBe('2026-07')
  expect(newestMonth({ ...ended, drafts: new Set() })).toBe('2026-08')
})

describe('in a shop', () => {
  test('pasted line by line it leads through the month, in the folder that was named', async () => {
    const shop = makeShop({ 'data/2026-07/orders.csv': edited(ORDERS, [/A4.*\n/, '']) })
    const at = join(shop, '..')
    const typed = ['-C', shop]
    const first = await run(['check', ...typed, '--period', '2026-07'], { cwd: at })
    const lines = [first.next]
    for (let ran = first; lines.length < 3; ) {
      const words = ran.next
        .replace(/^.*(?=bonusbook )/, '')
        .split(' ')
        .slice(1)
      ran = await run(words, { cwd: at })
      expect(ran.code).toBe(0)
      lines.push(ran.next)
    }
    expect(lines).toEqual([
      `Next: bonusbook run -C ${shop} --period 2026-07`,
      `Next: look through ${shop}/out/2026-07/payroll.xlsx, then bonusbook close -C ${shop} --period 2026-07`,
      `Next: put the exports into ${shop}/data/2026-08, then bonusbook check -C ${shop} --period 2026-08`,
    ])
  })

  test('in Chinese; with --json a field; with --quiet nothing', async () => {
    const cwd = makeShop()
    const argv = ['check', '--period', '2026-07']
    expect((await run([...argv, '--lang', 'zh'], { cwd })).next).toBe('下一步：bonusbook run --period 2026-07')
    expect((await run([...argv, '--json'], { cwd })).next).toBe('bonusbook run --period 2026-07')
    expect((await run([...argv, '--quiet'], { cwd })).next).toBe('')
  })

  test('explain without a period takes the newest month and says which', async () => {
    const cwd = makeShop()
    const ran = await run(['explain', '007', 'bonus'], { cwd })
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('2026-07')
    expect(ran.err).toBe('2026-07, the newest month; another: --period\n')
  })
})

describe('check begins with its verdict', () => {
  const OWNED = edited(SCHEME, ['  file: roster*\n', '  file: roster*\n  owner: Ms Chen, office\n'])

  test('what is to be mended first: the scheme, the roster with whom to ask, then the file with the most errors', async () => {
    const cwd = makeShop({
      'scheme.yaml': OWNED,
      'data/2026-07/roster.csv': edited(ROSTER, ['2021-05-01', '2021-55-01']),
      'data/2026-07/orders.csv': edited(ORDERS, ['333.33', 'about 300'], ['500.00', 'some']),
    })
    const ran = await run(['check', '--period', '2026-07'], { cwd })
    expect(ran.code).toBe(1)
    expect(ran.out.split('\n').slice(0, 4)).toEqual([
      '2026-07: not ready: 3 errors in 2 files.',
      '  First mend data/2026-07/roster.csv (1 error; ask Ms Chen, office)',
      '  then data/2026-07/orders.csv (2 errors)',
      '',
    ])
    expect(ran.next).toBe('Next: mend data/2026-07/roster.csv, then bonusbook check --period 2026-07')
    const { first } = json<{ first: object[] }>(await run(['check', '--period', '2026-07', '--json'], { cwd }))
    expect(first).toEqual([
      { file: 'data/2026-07/roster.csv', owner: 'Ms Chen, office', errors: 1 },
      { file: 'data/2026-07/orders.csv', errors: 2 },
    ])
  })
})

test('the list of problems as a workbook: file, sheet, row and column apart, and whom to ask', async () => {
  const cwd = makeShop({
    'scheme.yaml': edited(SCHEME, ['    file: orders*\n', '    file: orders*\n    owner: service desk\n']),
    'data/2026-07/orders.csv': edited(ORDERS, ['333.33', 'about 300']),
  })
  expect((await run(['check', '--csv', 'list.xlsx'], { cwd })).code).toBe(1)
  const book = secondReading(readFileSync(join(cwd, 'list.xlsx')))
  const sheet = book.Sheets[book.SheetNames[0]!]!
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: '' }).map(row => row.slice(0, 7))
  const [titles, first] = rows.slice(rows.findIndex(row => row.includes('Code')))
  expect(titles).toEqual(['Severity', 'Code', 'File', 'Sheet', 'Row', 'Column', 'Whom to ask'])
  // The fourth line of the file, its fourth cell.
  expect(first).toEqual(['error', 'CELL_INVALID', 'data/2026-07/orders.csv', '', 4, 'D', 'service desk'])
})

test('wrong usage under --json is a problem like any other, exit code 2', async () => {
  const cwd = makeShop()
  const ran = await run(['run', '--period', '2026-13', '--json'], { cwd })
  expect([ran.code, ran.err]).toEqual([2, ''])
  const { problems } = json<{ problems: object[] }>(ran)
  expect(problems).toMatchObject([{ code: 'MONTH_WRONG', severity: 'error', at: '' }])
})

test('a defect under --json is a problem like any other, exit code 70', async () => {
  const cwd = makeShop()
  await run(['run', '--period', '2026-07', '--quiet'], { cwd })
  const out: string[] = []
  const streams = { stdout: { write: (text: string) => out.push(text) }, stderr: { write: () => {} } }
  const onSealed = (): never => {
    throw new Error('what nobody thought of')
  }
  const world = { ...streams, cwd, now: new Date(2026, 7, 15), env: {}, onSealed }
  expect(await main(['close', '--period', '2026-07', '--json'], world)).toBe(70)
  const document: unknown = JSON.parse(out.join(''))
  expect(document).toMatchObject({ problems: [{ code: 'DEFECT', severity: 'error', at: '' }] })
  expect(await faultsOf('close', document)).toEqual([])
})
