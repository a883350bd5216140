// What `book` shows and writes: tables that fit a terminal of 80 columns in both languages, JSON of every command, exports
// that other programs read to the same figures, names that could do harm; and places that can't be written.

import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Papa from 'papaparse'
import stringWidth from 'string-width'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { verifyBook } from '../../src/book/verify.ts'
import { BOOK_FILES, closeMonths, makeBookShop, putShop } from '../support/book-shop.ts'
import { json, run, withoutColour } from '../support/cli.ts'
import { contents, copyInto, folderOfFile, put, tempFolder } from '../support/folders.ts'
import { OFFICE, saveAs } from '../support/office.ts'
import { builtProgram } from '../support/program.ts'

const HOSTILE = ['=cmd|calc', '"; <b>, O\'Neil', '@SUM(1)']
const shop = folderOfFile()
const QUARTER = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10']

beforeAll(async () => {
  // Ann, Li and Zoe by other names
  const rename = (text: string): string =>
    ['Ann', 'Li', 'Zoe'].reduce((t, name, i) => t.replace(`,${name},`, `,"${HOSTILE[i]!.replace(/"/g, '""')}",`), text)
  const rosters = Object.entries(BOOK_FILES).filter(([name]) => name.includes('roster'))
  putShop(shop, Object.fromEntries(rosters.map(([name, text]) => [name, rename(text)])))
  await closeMonths(shop)
})

describe('in a terminal of 80 columns', () => {
  test.each(['en', 'zh'])('%s: no line is longer, amounts stand under each other', async lang => {
    for (const what of ['balance', 'register']) {
      const ran = await run(['book', what, '--lang', lang], { cwd: shop, columns: 80 })
      const lines = withoutColour(ran.out).trimEnd().split('\n')
      expect(Math.max(...lines.map(l => stringWidth(l)))).toBeLessThanOrEqual(80)
      const ends = lines.flatMap(l => {
        const m = /^0.*?\d+\.\d\d(?!\d)/.exec(l)
        return m && l.includes('quality') ? [stringWidth(m[0])] : []
      })
      expect(new Set(ends).size).toBe(1)
      expect(ends.length).toBeGreaterThan(5)
    }
  })

  test('the rule that puts something at risk stands below the table, once', async () => {
    const { out } = await run(['book', 'balance'], { cwd: shop, columns: 80 })
    expect(withoutColour(out).match(/left is not blank/g)).toHaveLength(1)
    expect(withoutColour(out)).toMatch(/0030 .* quality {2,}2026-07 +10\.00 +2026-10 +\(1\)\n/)
  })

  test('the register: postings under the entry they stand in, in words', async () => {
    const zh = await run(['book', 'register', '--lang', 'zh', '--person', '012'], { cwd: shop })
    expect(zh.out).toMatch(
      /000002-close-2026-08\n012 +张伟 +quality +2026-08 +预留 +2\.52\n012 +张伟 +quality +2026-08 +没收 +2\.52\n/,
    )
  })

  test('nothing there', async () => {
    expect((await run(['book', 'balance'], { cwd: makeBookShop() })).out).toBe(
      'Nothing is held and nothing is to be deducted.\n',
    )
    expect((await run(['book', 'verify'], { cwd: makeBookShop() })).code).toBe(0)
  })
})

test('JSON of every command', async () => {
  const cwd = makeBookShop()
  const commands = [
    ['run', '--period', '2026-07'],
    ['close', '--period', '2026-07'],
    ['close', '--period', '2026-07'],
    [...QUARTER, '--partial'],
    QUARTER,
    ...['balance', 'register', 'verify', 'export'].map(what => ['book', what]),
    ['book', 'export', '--format', 'xlsx', '--out', 'b.xlsx'],
  ]
  const codes = []
  for (const argv of commands) {
    const ran = await run([...argv, '--json'], { cwd })
    expect([argv, typeof json<object>(ran), ran.err]).toEqual([argv, 'object', ''])
    codes.push(ran.code)
  }
  expect(codes).toEqual([0, 0, 3, 0, 3, 0, 0, 0, 0, 0])
})

describe('exports', () => {
  const register = async (): Promise<Record<string, string>[]> =>
    json<{ postings: Record<string, string>[] }>(await run(['book', 'register', '--json'], { cwd: shop })).postings

  /** Rows of a CSV as number, person, account, origin and amount. */
  const rowsOf = (text: string): string[] => {
    const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true })
    const head = data.findIndex(row => row.includes('Amount'))
    const at = ['Entry no', 'Employee no', 'Account', 'Of month', 'Amount'].map(title => data[head]!.indexOf(title))
    return data
      .slice(head + 1)
      .filter(row => /^\d+$/.test(row[at[0]!]!))
      .map(row => at.map(i => row[i]).join(' '))
  }

  test('CSV: every posting, and no name is a formula', async () => {
    const { out } = await run(['book', 'export', '--lang', 'en'], { cwd: shop })
    const due = (await register()).map(p => `${p.number} ${p.person} ${p.account} ${p.origin} ${p.amount}`)
    expect(due.length).toBeGreaterThan(30)
    expect(rowsOf(out)).toEqual(due)
    expect(out).not.toMatch(/(^|,)"?[=@]/m)
  })

  test.skipIf(!OFFICE)('XLSX: LibreOffice shows names as they are and the same held amounts', async () => {
    const folder = tempFolder()
    expect(
      (
        await run(['book', 'export', '--format', 'xlsx', '--out', join(folder, 'b.xlsx'), '--lang', 'en'], {
          cwd: shop,
        })
      ).code,
    ).toBe(0)
    const saved = saveAs('csv', [join(folder, 'b.xlsx')], folder).get(join(folder, 'b.xlsx'))!
    const { data } = Papa.parse<string[]>(readFileSync(saved, 'utf8'))
    const { reserves } = json<{ reserves: Record<string, string>[] }>(
      await run(['book', 'balance', '--all', '--json'], { cwd: shop }),
    )
    const held = data
      .filter(row => /^0\d+$/.test(row[0]!))
      .map(row => `${row[0]} ${row[1]} ${row[2]} ${row[3]} ${row[10]!.replace(/,/g, '')}`)
    expect(held).toEqual(reserves.map(r => `${r.person} ${r.name} ${r.reserve} ${r.origin} ${r.closing}`))
    expect(held.join()).toContain(HOSTILE[0])
  })

  test.each(['hledger', 'ledger'])('%s balances with such names', async program => {
    const { out } = await run(['book', 'export', '--format', program], { cwd: shop })
    expect(out).toContain('liabilities:reserves:quality:007 %3Dcmd%7Ccalc:2026-07  -50.01 CNY')
    // 50.01 + 30.01 + 250.00 of quality, by the real program
    try {
      const argv = ['bal', '-f', '-', '^liabilities:reserves:quality:007', '--depth', '1']
      expect(execFileSync(program, argv, { input: out, encoding: 'utf8' })).toContain('-330.02 CNY')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      console.warn(`${program} is not installed: not tried`)
    }
  })

  test('a file that can’t be written: the old one stays, and nothing else is left there', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'b.csv'))
    const ran = await run(['book', 'export', '--out', join(folder, 'no/b.csv')], { cwd: shop })
    expect([ran.code, ran.err]).toEqual([1, expect.stringContaining('CANNOT_WRITE')])
    expect((await run(['book', 'export', '--out', join(folder, 'b.csv')], { cwd: shop })).code).toBe(2)
    expect(readdirSync(folder)).toEqual(['b.csv'])
  })
})

describe('places that can’t be written: the old state, and a word that says why', () => {
  const program = builtProgram()

  /** A real process, under a limit of the shell or as another user. */
  function limited(cwd: string, limit: string, argv: string[], uid?: number): Promise<[number | null, string]> {
    const child = spawn('sh', ['-c', `${limit} exec "$0" "$@"`, process.execPath, program, ...argv], {
      cwd,
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    let said = ''
    child.stderr.on('data', data => {
      said += data
    })
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', code => resolve([code, said]))
    })
  }

  async function unchanged(cwd: string, before: Record<string, string>): Promise<void> {
    expect((await verifyBook(join(cwd, 'book'))).findings).toEqual([])
    const entries = (all: Record<string, string>) => Object.entries(all).filter(([n]) => /^book\/\d|^out/.test(n))
    expect(entries(contents(cwd))).toEqual(entries(before))
  }

  test('files that may not grow: close and release', async () => {
    const cwd = makeBookShop()
    await closeMonths(cwd, ['2026-07', '2026-08'])
    await run(['run', '--period', '2026-09'], { cwd })
    const before = contents(cwd)
    // Blocks of 512 bytes: less than any sheet
    for (const blocks of [0, 1, 4]) {
      const [code, said] = await limited(cwd, `ulimit -f ${blocks};`, ['close', '--period', '2026-09'])
      expect([code, said]).toEqual([1, expect.stringMatching(/CANNOT_WRITE[\s\S]*EFBIG/)])
      await unchanged(cwd, before)
    }
    const release = [...QUARTER, '--partial', '--close', '--approve', 'HR=Wang']
    const [code, said] = await limited(cwd, 'ulimit -f 1;', release)
    expect([code, said]).toEqual([1, expect.stringMatching(/CANNOT_WRITE[\s\S]*EFBIG/)])
    await unchanged(cwd, before)
    expect((await run(['close', '--period', '2026-09'], { cwd })).code).toBe(0)
  })

  test('a full disk', async ({ skip }) => {
    const disk = tempFolder()
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4000k', 'tmpfs', disk], { stdio: 'ignore' })
    } catch {
      skip('no tmpfs can be mounted here')
    }
    onTestFinished(() => {
      execFileSync('umount', [disk])
    })
    putShop(disk)
    await closeMonths(disk, ['2026-07'])
    await run(['run', '--period', '2026-08'], { cwd: disk })
    const before = contents(disk)
    put(disk, { filler: 'x' })
    // As much as there is, then four blocks are given back
    const fill = 'dd if=/dev/zero of=filler bs=4096 2>/dev/null; truncate -s -16384 filler;'
    const [code, said] = await limited(disk, fill, ['close', '--period', '2026-08'])
    expect([code, said]).toEqual([1, expect.stringMatching(/CANNOT_WRITE[\s\S]*ENOSPC/)])
    await unchanged(disk, before)
    execFileSync('rm', [join(disk, 'filler')])
    expect((await run(['close', '--period', '2026-08'], { cwd: disk })).code).toBe(0)
  })

  test('a shop that may only be read: what is held can be looked at, nothing can be sealed', async ({ skip }) => {
    const cwd = tempFolder()
    copyInto(shop, cwd)
    const before = contents(cwd)
    for (const name of ['', ...Object.keys(before)])
      chmodSync(join(cwd, name), name === '' || name.endsWith('/') ? 0o555 : 0o444)
    onTestFinished(() => {
      execFileSync('chmod', ['-R', 'u+w', cwd])
    })
    chmodSync(dirname(dirname(program)), 0o755)
    // Root may write everywhere: somebody else tries
    const uid = process.getuid?.() === 0 ? 65534 : undefined
    const [can] = await limited(cwd, '', ['book', 'verify'], uid)
    if (can !== 0) skip('the program can’t be run as another user here')
    expect((await limited(cwd, '', ['book', 'balance'], uid))[0]).toBe(0)
    for (const argv of [QUARTER, ['close', '--period', '2026-10'], ['run', '--period', '2026-09']])
      expect(await limited(cwd, '', argv, uid)).toEqual([1, expect.stringMatching(/CANNOT_WRITE[\s\S]*EACCES/)])
    expect(contents(cwd)).toEqual(before)
  })
})
