// Whatever is done to a sealed book is found and named rightly, everything at once.

import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../src/book/finding.ts'
import { verifyBook } from '../../src/book/verify.ts'
import { bookIn, opened, postings, sealAll, YEAR, YEAR_FILES } from '../support/book.ts'
import { edited } from '../support/edited.ts'
import { contents, folderOfFile, put, sha256, tempFolder } from '../support/folders.ts'
import { linesOf, sealedAgain } from '../support/forge.ts'

const sound = join(folderOfFile(), 'book')
const [JULY, AUGUST, RELEASE, SEPTEMBER, CORRECTION] = YEAR_FILES as [string, string, string, string, string]

beforeAll(async () => {
  await sealAll(sound, YEAR)
})

/** What is found in a copy of the book to which something was done. */
async function found(harm: (at: (name: string) => string) => void): Promise<Finding[]> {
  const folder = bookIn(tempFolder())
  cpSync(sound, folder, { recursive: true })
  harm(name => join(folder, name))
  return [...(await verifyBook(folder)).findings]
}

const short = (findings: readonly Finding[]): string[] => findings.map(f => `${f.damage} ${f.entry}`)

function keptName(sha256: string): string {
  return `kept/${sha256.slice(0, 2)}/${sha256}`
}

function keptNames(folder: string): string[] {
  return Object.keys(contents(folder)).filter(name => /^kept\/..\/./.test(name))
}

/** An entry with other bytes, and a digest and a seal that fit them. */
function resealed(path: string, from: string, to: string): string {
  const { text, seal } = sealedAgain(linesOf(path).join('\n').replace(from, to).split('\n'))
  writeFileSync(path, text)
  return seal
}

test('every single byte, one bit each, in every file', async () => {
  const folder = bookIn(tempFolder())
  const [july, , release] = YEAR
  const { signature: _, ...unsigned } = release!
  const withheld = postings('reserve APQ预留 00013 2026-07 withheld 10.00', 'deduction D 2 2026-07 due 0.00')
  const entries = await sealAll(folder, [
    { ...july!, inputs: [{ name: 'a.csv', content: '1,2\n' }], outputs: [], records: withheld },
    // A signature is checked where it is known who may sign.
    { ...unsigned, records: postings('reserve APQ预留 00013 2026-07 released 9.00') },
  ])
  const kept = keptNames(folder)
  let flipped = 0
  for (const name of [...entries, ...kept, 'head.json']) {
    const path = join(folder, name)
    const bytes = readFileSync(path)
    const due = name === 'head.json' ? 'head' : kept.includes(name) ? 'kept changed' : 'changed'
    for (let i = 0; i < bytes.length; i++) {
      const harmed = Buffer.from(bytes)
      harmed[i]! ^= 1 << (i % 8)
      writeFileSync(path, harmed)
      const { findings } = await verifyBook(folder)
      const named = findings.map(f => `${f.damage} ${'sha256' in f.facts ? keptName(f.facts.sha256) : f.entry}`)
      if (named.length === 0 || named.some(n => n !== `${due} ${name}`))
        expect([name, i, named]).toEqual([name, i, [due]])
      flipped++
    }
    writeFileSync(path, bytes)
  }
  expect(flipped).toBeGreaterThan(1400)
  expect((await verifyBook(folder)).findings).toEqual([])
}, 180_000)

describe('an entry', () => {
  test('removed', async () => {
    expect(await found(at => unlinkSync(at(AUGUST)))).toEqual([
      { damage: 'missing', entry: '000002', facts: { last: '000002' } },
    ])
    expect(short(await found(at => unlinkSync(at(JULY))))).toEqual(['missing 000001'])
    expect(short(await found(at => [AUGUST, RELEASE].map(f => unlinkSync(at(f)))))).toEqual(['missing 000002'])
  })

  test('the newest removed, one or three, or all', async () => {
    expect(short(await found(at => unlinkSync(at(CORRECTION))))).toEqual(['missing 000005'])
    expect(await found(at => [RELEASE, SEPTEMBER, CORRECTION].map(f => unlinkSync(at(f))))).toEqual([
      { damage: 'missing', entry: '000003', facts: { last: '000005' } },
    ])
    expect(short(await found(at => YEAR_FILES.map(f => unlinkSync(at(f)))))).toEqual(['missing 000001'])
  })

  test('the newest removed together with the head', async () => {
    expect(short(await found(at => ['head.json', CORRECTION].map(f => unlinkSync(at(f)))))).toEqual(['head head.json'])
  })

  test('two swapped', async () => {
    const findings = await found(at => {
      renameSync(at(JULY), at('x'))
      renameSync(at(AUGUST), at(JULY))
      renameSync(at('x'), at(AUGUST))
    })
    expect(findings).toEqual([
      { damage: 'renamed', entry: JULY, facts: { expected: AUGUST } },
      { damage: 'renamed', entry: AUGUST, facts: { expected: JULY } },
    ])
  })

  test('renamed: to another number, another period, to what is no entry', async () => {
    expect(short(await found(at => renameSync(at(AUGUST), at('000009-close-2026-08.jsonl'))))).toEqual([
      'renamed 000009-close-2026-08.jsonl',
    ])
    expect(short(await found(at => renameSync(at(AUGUST), at('000002-close-2026-11.jsonl'))))).toEqual([
      'renamed 000002-close-2026-11.jsonl',
    ])
    expect(short(await found(at => renameSync(at(AUGUST), at('old.jsonl'))))).toEqual(['missing 000002'])
  })

  test('copied', async () => {
    const copy = '000002-close-2026-08 (1).jsonl'
    expect(short(await found(at => cpSync(at(AUGUST), at(copy))))).toEqual([`renamed ${copy}`, `repeated ${AUGUST}`])
  })

  test('emptied, cut, lengthened, replaced by a folder', async () => {
    expect(short(await found(at => truncateSync(at(AUGUST), 0)))).toEqual([`changed ${AUGUST}`])
    expect(short(await found(at => truncateSync(at(AUGUST), 700)))).toEqual([`changed ${AUGUST}`])
    expect(short(await found(at => writeFileSync(at(AUGUST), '\n', { flag: 'a' })))).toEqual([`changed ${AUGUST}`])
    const folder = await found(at => {
      rmSync(at(AUGUST))
      mkdirSync(at(AUGUST))
    })
    expect(folder).toEqual([{ damage: 'unreadable', entry: AUGUST, facts: { code: 'a folder' } }])
  })

  test('without its signature, with another behind it, with one that it does not speak of', async () => {
    const cut = (text: string): string => text.replace(/\{"signature":.*\n$/, '')
    const change = (file: string, to: (text: string) => string) =>
      found(at => writeFileSync(at(file), to(readFileSync(at(file), 'utf8'))))
    expect(await change(RELEASE, cut)).toEqual([
      { damage: 'unsigned', entry: RELEASE, facts: { key: `SHA256:${'A'.repeat(43)}` } },
    ])
    const signed = readFileSync(join(sound, RELEASE), 'utf8')
    const line = signed.slice(cut(signed).length)
    expect(short(await change(RELEASE, text => text + line))).toEqual([`changed ${RELEASE}`])
    expect(short(await change(JULY, text => text + line))).toEqual([`changed ${JULY}`])
    expect(short(await change(RELEASE, text => text.slice(0, -1)))).toEqual([`changed ${RELEASE}`])
    expect(short(await change(RELEASE, text => edited(text, ['BEGIN', 'BEGUN'])))).toEqual([`changed ${RELEASE}`])
    expect(short(await change(RELEASE, text => `${cut(text)}{"signature":""}\n`))).toEqual([`changed ${RELEASE}`])
  })

  test('without a line, however its bytes were spread', async () => {
    const huge = Buffer.alloc(20 << 20, 'x')
    expect(await found(at => writeFileSync(at(AUGUST), huge))).toEqual([
      { damage: 'changed', entry: AUGUST, facts: { line: 1 } },
    ])
  })

  test('edited and sealed anew: the next one was not sealed upon it', async () => {
    expect(await found(at => resealed(at(AUGUST), '5.05', '5.06'))).toEqual([
      { damage: 'chain', entry: RELEASE, facts: { before: AUGUST } },
    ])
  })

  test('the newest edited and sealed anew: the head names another', async () => {
    expect(await found(at => resealed(at(CORRECTION), '2.00', '2.01'))).toEqual([
      { damage: 'head', entry: 'head.json', facts: { newest: CORRECTION } },
    ])
  })

  test.each([
    '/tmp/x.csv',
    '../x.csv',
    'data/../../x.csv',
    'C:/x.csv',
    'data\\\\x.csv',
    'data/\\u0007.csv',
    'data//x.csv',
  ])('sealed anew with a name that leads elsewhere: %s is no name of a file', async name => {
    const findings = await found(at => {
      const seal = resealed(
        at(CORRECTION),
        '"inputs":[]',
        `"inputs":[{"name":"${name}","bytes":1,"sha256":"${'0'.repeat(64)}"}]`,
      )
      writeFileSync(at('head.json'), `{"count":5,"seal":"${seal}"}\n`)
    })
    expect(short(findings)).toEqual([`malformed ${CORRECTION}`])
  })

  test('sealed anew with figures that its header does not name', async () => {
    const findings = await found(at => {
      const body = `${linesOf(at(CORRECTION)).join('\n').replace('-1.80', '-1.70')}\n`
      writeFileSync(at(CORRECTION), `${body}{"seal":"${sha256(body)}"}\n`)
      writeFileSync(at('head.json'), `{"count":5,"seal":"${sha256(body)}"}\n`)
    })
    expect(findings).toEqual([{ damage: 'figures', entry: CORRECTION, facts: {} }])
  })

  test.each([
    ['"format":2', '"format":3', 'later', { format: 3 }],
    ['"format":2', '"format":1', 'malformed', { line: 1 }],
    ['"format":2', '"format":"2"', 'malformed', { line: 1 }],
    ['"inputs":[]', '"inputs":[],"more":1', 'malformed', { line: 1 }],
    ['"recovered"', '"recovered","more":1', 'malformed', { line: 2 }],
    ['"posting"', '"result"', 'malformed', { line: 2 }],
  ])('sealed anew in another form: %s → %s', async (from, to, damage, facts) => {
    const findings = await found(at => {
      const seal = resealed(at(CORRECTION), from, to)
      writeFileSync(at('head.json'), `{"count":5,"seal":"${seal}"}\n`)
    })
    expect(findings).toEqual([{ damage, entry: CORRECTION, facts }])
  })

  test('sealed anew with the head: then it does not add up', async () => {
    const findings = await found(at => {
      const seal = resealed(at(CORRECTION), '2.00', '2.01')
      writeFileSync(at('head.json'), `{"count":5,"seal":"${seal}"}\n`)
    })
    expect(findings).toMatchObject([
      { damage: 'balance', entry: CORRECTION, facts: { reason: 'negative', person: '00013', amount: '-0.01' } },
    ])
  })
})

describe('around the entries', () => {
  test('a kept copy removed: every entry that has it is named', async () => {
    const b = sha256('x\n')
    const findings = await found(at => unlinkSync(at(keptName(b))))
    const facts = { name: 'data/b.csv', sha256: b }
    expect(findings).toEqual([JULY, AUGUST].map(entry => ({ damage: 'kept missing', entry, facts })))
  })

  test('two kept copies swapped', async () => {
    const [a, b] = keptNames(sound) as [string, string]
    const findings = await found(at => {
      renameSync(at(a), at('x'))
      renameSync(at(b), at(a))
      renameSync(at('x'), at(b))
    })
    expect(new Set(findings.map(f => (f.facts as { sha256: string }).sha256))).toEqual(
      new Set([a.slice(8), b.slice(8)]),
    )
  })

  test('the head removed, or of another count', async () => {
    expect(short(await found(at => unlinkSync(at('head.json'))))).toEqual(['head head.json'])
    const head = readFileSync(join(sound, 'head.json'), 'utf8')
    for (const count of ['0', '4', '6', '05', '-5', '5.0']) {
      expect(short(await found(at => writeFileSync(at('head.json'), edited(head, ['5', count]))))).toEqual([
        'head head.json',
      ])
    }
  })

  test('leftovers of writers that broke off', async () => {
    const findings = await found(at => put(at('.'), { '.000006.ab12-1.tmp': 'half', '.000006.sealed': 'half' }))
    expect(short(findings).sort()).toEqual(['leftover .000006.ab12-1.tmp', 'leftover .000006.sealed'])
  })

  test('everything at once', async () => {
    const findings = await found(at => {
      put(at('.'), { '.000003.ab12-1.tmp': 'half' })
      truncateSync(at(JULY), 300)
      unlinkSync(at(RELEASE))
      resealed(at(SEPTEMBER), '3.00', '3.01')
      rmSync(at('kept'), { recursive: true })
    })
    expect(short(findings)).toEqual([
      `changed ${JULY}`,
      'missing 000003',
      `chain ${CORRECTION}`,
      `kept missing ${AUGUST}`,
      `kept missing ${AUGUST}`,
      `kept missing ${SEPTEMBER}`,
      `kept missing ${CORRECTION}`,
      'leftover .000003.ab12-1.tmp',
    ])
  })

  test('opening a damaged book does not touch its head', async () => {
    const folder = bookIn(tempFolder())
    cpSync(sound, folder, { recursive: true })
    unlinkSync(join(folder, CORRECTION))
    const before = contents(folder)
    expect(short((await opened(folder)).findings)).toEqual(['missing 000005'])
    expect(contents(folder)).toEqual(before)
  })
})
