// A run that is killed at any moment leaves no draft, the old draft whole, or the new draft whole; and the next run
// clears up after it. Two runs at once never mix their files.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { copyInto, put, sha256, tempFolder } from '../support/folders.ts'
import { builtModule, builtProgram, type Ended, pause, start } from '../support/program.ts'
import { makeShop, SCHEME } from '../support/shop.ts'

const program = builtProgram()
const JULY = ['run', '--period', '2026-07']
const OUTPUTS = ['audit.jsonl', 'audit.xlsx', 'payroll.csv', 'payroll.xlsx', 'report.html', 'statements.html']
const NAMES = [...OUTPUTS, 'run.json'].sort()

interface RunRecord {
  scheme: { sha256: string }
  outputs: { file: string; bytes: number; sha256: string }[]
}

/** The hash of the scheme that a whole draft was made by; fails where a draft is there but not whole. */
function wholeDraft(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  expect(readdirSync(folder).sort()).toEqual(NAMES)
  const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunRecord
  expect(record.outputs.map(o => o.file).sort()).toEqual(OUTPUTS)
  for (const { file, bytes, sha256: hash } of record.outputs) {
    const content = readFileSync(join(folder, file))
    expect([file, content.length, sha256(content)]).toEqual([file, bytes, hash])
  }
  return record.scheme.sha256
}

describe('a run that is killed', () => {
  test('at 20 moments of its life', async () => {
    const newer = edited(SCHEME, ['10%', '20%'])
    const known = [sha256(SCHEME), sha256(newer)]
    const shop = makeShop()
    const out = join(shop, 'out/2026-07')
    const began = Date.now()
    expect((await start([program, ...JULY], { cwd: shop }).ended).code).toBe(0)
    const life = Date.now() - began
    const seen = new Set<string>()
    for (let i = 0; i < 20; i++) {
      // From the fifth on there is an old draft, made by the other scheme
      const scheme = i % 2 === 0 ? newer : SCHEME
      put(shop, { 'scheme.yaml': scheme })
      if (i < 4) rmSync(out, { recursive: true, force: true })
      const { child, ended } = start([program, ...JULY], { cwd: shop })
      // Most moments lie in the second half, where files are written
      await pause(life * (i < 6 ? i / 8 : 0.5 + ((i - 6) / 14) * 0.6))
      child.kill('SIGKILL')
      const { signal, code } = await ended
      const draft = wholeDraft(out)
      if (draft !== undefined) expect(known).toContain(draft)
      seen.add(signal === 'SIGKILL' ? 'killed' : `code ${code}`)
    }
    expect(seen).toContain('killed')
    expect((await run(JULY, { cwd: shop })).code).toBe(0)
    expect(wholeDraft(out)).toBe(sha256(readFileSync(join(shop, 'scheme.yaml'))))
    expect(readdirSync(join(shop, 'out'))).toEqual(['2026-07'])
    expect(readdirSync(shop).sort()).toEqual(['data', 'out', 'scheme.yaml'])
  })

  test('at 12 moments while files are written, one after the other, without a pause', async () => {
    // A process that does nothing but put one folder in place of another, slowly
    const folder = tempFolder()
    const target = join(folder, 'out/2026-07')
    const module = pathToFileURL(builtModule('src/writers/folder.ts', folder)).href
    const script = join(folder, 'loop.mjs')
    put(folder, {
      'loop.mjs': `import { replaceFolder } from ${JSON.stringify(module)}
function* slow(n) { for (let i = 0; i < 40; i++) { yield (n + ' ' + i + '\\n').repeat(2000); const until = performance.now() + 0.2; while (performance.now() < until); } }
for (let n = 0; ; n++) {
  const files = ${JSON.stringify(OUTPUTS)}.map(name => ({ name, content: slow(name + n) }))
  await replaceFolder(process.argv[2], files, 'run.json', outputs => ({
    name: 'run.json', content: JSON.stringify({ scheme: { sha256: String(n) }, outputs }) }))
  process.stdout.write('.')
}`,
    })
    const states = { absent: 0, whole: 0 }
    for (let i = 0; i < 12; i++) {
      const { child, ended } = start([script, target])
      await new Promise(resolve => child.stdout!.once('data', resolve))
      await pause(Math.random() * 60)
      child.kill('SIGKILL')
      await ended
      if (wholeDraft(target) === undefined) {
        states.absent++
        // Between two renames the old folder is there under its other name
        expect(readdirSync(join(folder, 'out'))).toContain('.2026-07.old')
      } else states.whole++
    }
    expect(states.whole).toBeGreaterThan(0)
  })
})

describe('what a broken run left behind', () => {
  const leave = (shop: string, name: string, files: Record<string, string>): void => {
    mkdirSync(join(shop, 'out', name), { recursive: true })
    put(join(shop, 'out', name), files)
  }

  test('half of a new draft goes away', async () => {
    const shop = makeShop()
    leave(shop, '.2026-07.new', { 'payroll.csv': 'half' })
    expect((await run(JULY, { cwd: shop })).code).toBe(0)
    expect(readdirSync(join(shop, 'out'))).toEqual(['2026-07'])
    wholeDraft(join(shop, 'out/2026-07'))
  })

  test('an old draft without its new one comes back, with the files that others put there', async () => {
    const shop = makeShop()
    leave(shop, '.2026-07.old', { 'payroll.csv': 'old', 'signed.pdf': 'mine' })
    leave(shop, '.2026-07.new', { 'payroll.csv': 'half' })
    expect((await run(JULY, { cwd: shop })).code).toBe(0)
    expect(readdirSync(join(shop, 'out'))).toEqual(['2026-07'])
    expect(readFileSync(join(shop, 'out/2026-07/signed.pdf'), 'utf8')).toBe('mine')
    expect(readFileSync(join(shop, 'out/2026-07/payroll.csv'), 'utf8')).not.toBe('old')
  })

  test('an old draft beside the new one goes away, and what others put into it comes home', async () => {
    const shop = makeShop()
    expect((await run(JULY, { cwd: shop })).code).toBe(0)
    copyInto(join(shop, 'out/2026-07'), join(shop, 'out/.2026-07.old'))
    leave(shop, '.2026-07.old', { 'signed.pdf': 'mine' })
    expect((await run(JULY, { cwd: shop })).code).toBe(0)
    expect(readdirSync(join(shop, 'out'))).toEqual(['2026-07'])
    expect(readFileSync(join(shop, 'out/2026-07/signed.pdf'), 'utf8')).toBe('mine')
    rmSync(join(shop, 'out/2026-07/signed.pdf'))
    wholeDraft(join(shop, 'out/2026-07'))
  })

  test('files and folders that others put into out/ survive', async () => {
    const shop = makeShop()
    expect((await run(JULY, { cwd: shop })).code).toBe(0)
    put(shop, {
      'out/2026-07/signed.pdf': 'mine',
      'out/2026-07/notes/a.txt': 'a',
      'out/2026-06/payroll.csv': 'June',
      'out/readme.txt': 'r',
    })
    expect((await run(JULY, { cwd: shop })).code).toBe(0)
    for (const [name, text] of [
      ['2026-07/signed.pdf', 'mine'],
      ['2026-07/notes/a.txt', 'a'],
      ['2026-06/payroll.csv', 'June'],
      ['readme.txt', 'r'],
    ] as const) {
      expect(readFileSync(join(shop, 'out', name), 'utf8')).toBe(text)
    }
  })
})

describe('two runs at once', () => {
  test('one waits for nobody: it ends with 4, or both end well; the draft is whole', async () => {
    const shop = makeShop()
    const codes: number[] = []
    for (let i = 0; i < 4; i++) {
      const started = [start([program, ...JULY], { cwd: shop }), start([program, ...JULY], { cwd: shop })]
      const ended: Ended[] = await Promise.all(started.map(s => s.ended))
      expect(ended.some(e => e.code === 0)).toBe(true)
      for (const e of ended) {
        expect([0, 4]).toContain(e.code)
        if (e.code === 4) expect(e.err).toContain('another run')
        codes.push(e.code!)
      }
      expect(wholeDraft(join(shop, 'out/2026-07'))).toBe(sha256(SCHEME))
    }
    expect(codes).toContain(0)
    expect(readdirSync(shop).sort()).toEqual(['data', 'out', 'scheme.yaml'])
  })
})
