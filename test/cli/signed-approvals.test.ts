// Approvals that are signatures: over a draft, for a role, by somebody whom the scheme names. Closing and releasing take them
// and nothing else in their place.

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BOOK_SCHEME, putShop } from '../support/book-shop.ts'
import { json } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, put, sha256, tempFolder } from '../support/folders.ts'
import { type Key, keygen, signedBy } from '../support/keys.ts'
import { copyOf, done, FIRST, JULY, ran, refused, signedShop } from '../support/signed-shop.ts'

const { keys, signers, drafted, gm, hr } = signedShop()
const QUARTER = ['quality', '--period', '2026-Q3']
const RELEASE = ['release', ...QUARTER, '--payout', '2026-10']

/** The one approval that lies in a shop. */
function approvalIn(shop: string): string {
  const folder = join(shop, 'approvals/2026-07')
  const names = readdirSync(folder)
  expect(names).toHaveLength(1)
  return join(folder, names[0]!)
}

describe('approve', () => {
  test('signs the draft for a role; closing takes it and seals the signature', async () => {
    const shop = copyOf(drafted)
    expect(await refused(shop, 'close', ...JULY)).toMatch(/^3 APPROVAL_UNSIGNED: 总经理 must sign: .*Ann \(007\)$/)
    const { out } = await done(shop, 'approve', ...JULY, ...gm)
    const record = readFileSync(join(shop, 'out/2026-07/run.json'), 'utf8')
    expect(out).toContain('总经理: gm@shop approves the draft in out/2026-07.')
    expect(out).toContain('4 people, Pay 984.87')
    expect(out).toContain(sha256(record))
    const file = approvalIn(shop)
    expect([statSync(file).mode & 0o777, statSync(join(file, '..')).mode & 0o777]).toEqual([0o600, 0o700])
    expect(statSync(join(shop, 'approvals')).mode & 0o777).toBe(0o700)
    await done(shop, 'close', ...JULY)
    const header = JSON.parse(readFileSync(join(shop, 'book', FIRST), 'utf8').split('\n')[0]!)
    const stored = JSON.parse(readFileSync(file, 'utf8'))
    expect(header.approvals).toEqual([{ role: '总经理', name: 'gm@shop', signature: stored.signature }])
    // Anybody can check it by hand.
    const message = `${JSON.stringify({ approves: 'out/2026-07/run.json', sha256: sha256(record), role: '总经理' })}\n`
    put(shop, { 'by-hand.sig': stored.signature })
    const asked = ['-I', 'gm@shop', '-n', 'bonusbook', '-f', join(shop, 'allowed_signers')]
    expect(keygen(['-Y', 'verify', ...asked, '-s', join(shop, 'by-hand.sig')], message)).toContain('for gm@shop')
    const proof = await done(shop, 'book', 'verify')
    expect(proof.out).toContain('总经理: approved by gm@shop. SHA256:')
    expect(proof.out).toContain('No entry is signed.')
  })

  test('holds when the same draft is written again, and not when another is', async () => {
    const shop = copyOf(drafted)
    await done(shop, 'approve', ...JULY, ...gm)
    await done(shop, 'run', ...JULY)
    expect((await done(shop, 'close', ...JULY)).code).toBe(0)
    const other = copyOf(drafted)
    await done(other, 'approve', ...JULY, ...gm)
    const marks = join(other, 'data/2026-07/marks.csv')
    writeFileSync(marks, edited(readFileSync(marks, 'utf8'), ['1000.10', '1000.11']))
    await done(other, 'run', ...JULY)
    expect(await refused(other, 'close', ...JULY)).toMatch(/^3 APPROVAL_VOID: .*the draft was changed since$/)
    await done(other, 'approve', ...JULY, ...gm)
    await done(other, 'close', ...JULY)
  })

  test('refuses who is not named, roles that there are not, drafts that are not whole', async () => {
    const shop = copyOf(drafted)
    const approve = (role: string, key: Key) => refused(shop, 'approve', ...JULY, '--role', role, '--sign', key.path)
    expect(await approve('总经理', keys.clerk)).toContain('3 SIGN_FAILED: ')
    expect(await approve('总经理', keys.clerk)).toContain('(gm@shop, deputy@shop)')
    expect(await approve('总经理', keys.stranger)).toContain('SIGN_FAILED')
    expect(await approve('HR', keys.gm)).toContain('SIGN_FAILED')
    expect(await approve('总经里', keys.gm)).toContain('1 NOT_FOUND: there is no role “总经里”')
    expect(await approve('cashier', keys.gm)).toContain('3 APPROVAL_NOT_SIGNED')
    for (const period of ['2026-08', '2026-07x']) {
      const { code } = await ran(shop, ['approve', '--period', period, ...gm])
      expect([period, code]).toEqual([period, period === '2026-08' ? 3 : 2])
    }
    writeFileSync(join(shop, 'out/2026-07/payroll.csv'), 'other\n')
    expect(await approve('总经理', keys.gm)).toContain('DRAFT_UNFIT: out/2026-07/payroll.csv is not as the draft')
    rmSync(join(shop, 'out/2026-07/payroll.csv'))
    execFileSync('mkfifo', [join(shop, 'out/2026-07/payroll.csv')])
    const { code, err } = await ran(shop, ['approve', ...JULY, ...gm])
    expect([code, err]).toEqual([3, expect.stringContaining('DRAFT_UNFIT')])
    rmSync(join(shop, 'out/2026-07/payroll.csv'))
    for (const outputs of ['[]x', '{}', '{"outputs":[{"file":"../../scheme.yaml","sha256":""}]}']) {
      writeFileSync(join(shop, 'out/2026-07/run.json'), outputs)
      expect(await approve('总经理', keys.gm)).toContain('DRAFT_UNFIT: out/2026-07/run.json')
    }
    rmSync(join(shop, 'out'), { recursive: true })
    expect(await approve('总经理', keys.gm)).toContain('DRAFT_UNFIT: there is no draft in out/2026-07')
  })

  test('for roles of any name', async () => {
    const roles = ['../../escape', 'a/b', 'a_b', 'HR', 'hr', '-rf', 'line\\nbreak', '长'.repeat(100), '.', '💰']
    const rules = roles.map(role => `  "${role}": { when: gross > 500元, signed by: gm@shop }\n`).join('')
    const shop = tempFolder()
    putShop(shop, { 'scheme.yaml': `${BOOK_SCHEME}approvals:\n${rules}`, allowed_signers: signers })
    await done(shop, 'run', ...JULY)
    const outside = Object.keys(contents(shop)).filter(name => !name.startsWith('approvals/'))
    for (const role of roles)
      await done(shop, 'approve', ...JULY, `--role=${role.replace('\\n', '\n')}`, ...gm.slice(2))
    expect(Object.keys(contents(shop)).filter(name => !name.startsWith('approvals/'))).toEqual(outside)
    expect(readdirSync(join(shop, 'approvals/2026-07'))).toHaveLength(roles.length)
    await done(shop, 'close', ...JULY)
    const signatures = json<{ signatures: { role: string }[] }>(await done(shop, 'book', 'verify', '--json')).signatures
    expect(signatures.map(s => s.role)).toEqual(roles.map(role => role.replace('\\n', '\n')))
  })

  test('of a release', async () => {
    const shop = copyOf(drafted)
    for (const period of ['2026-07', '2026-08', '2026-09']) {
      await done(shop, 'run', '--period', period)
      await done(shop, 'approve', '--period', period, ...gm)
      await done(shop, 'close', '--period', period)
    }
    expect(await refused(shop, 'approve', ...QUARTER, ...hr)).toContain(
      'DRAFT_UNFIT: there is no draft in out/release-',
    )
    expect(await refused(shop, ...RELEASE, '--close')).toContain('3 APPROVAL_UNSIGNED: HR must sign')
    expect(await refused(shop, ...RELEASE, '--close', '--approve', 'HR=Li')).toContain('3 APPROVAL_TYPED')
    expect((await done(shop, ...RELEASE)).next).toBe(
      'Next: look through out/release-quality-2026-Q3/payroll.xlsx, have it approved (HR), then bonusbook approve quality --period 2026-Q3 --role HR --sign KEY',
    )
    const approved = await done(shop, 'approve', ...QUARTER, ...hr)
    expect(approved.out).toContain('4 people, Released 303.78')
    expect(approved.next).toBe('Next: bonusbook release quality --period 2026-Q3 --payout 2026-10 --close')
    // With everything that it was asked for.
    const given = copyOf(shop)
    await done(given, ...RELEASE, '--set', '返还比例=80%', '--person', '007', '--partial')
    expect((await done(given, 'approve', ...QUARTER, ...hr)).next).toBe(
      'Next: bonusbook release quality --period 2026-Q3 --payout 2026-10 --set 返还比例=80% --person 007 --partial --close',
    )
    expect(await refused(shop, ...RELEASE, '--close', '--set', '返还比例=80%')).toMatch(/^3 APPROVAL_VOID|^1 /)
    await done(shop, ...RELEASE, '--close', '--sign', keys.clerk.path)
    const proof = await done(shop, 'book', 'verify')
    expect(proof.out).toContain('HR: approved by hr@shop.')
    expect(proof.out).toContain('000004-release-quality-2026-Q3.jsonl  Signed by clerk@shop.')
  })
})

describe('an approval in the shop', () => {
  /** What closing says of an approval to which something was done. */
  async function said(harm: (file: string, shop: string) => void | Promise<void>): Promise<string> {
    const shop = copyOf(drafted)
    await done(shop, 'approve', ...JULY, ...gm)
    await harm(approvalIn(shop), shop)
    return refused(shop, 'close', ...JULY)
  }
  const change = (file: string, to: (stored: Record<string, string>) => object): void =>
    writeFileSync(file, JSON.stringify(to(JSON.parse(readFileSync(file, 'utf8')))))
  const draftHash = (shop: string): string => sha256(readFileSync(join(shop, 'out/2026-07/run.json')))
  const message = (shop: string, more: object = {}): string =>
    `${JSON.stringify({ approves: 'out/2026-07/run.json', sha256: draftHash(shop), role: '总经理', ...more })}\n`

  test('is void where it is not one over this draft for this role', async () => {
    const signed = (of: (shop: string) => string, key = keys.gm, namespace?: string) =>
      said((file, shop) => change(file, s => ({ ...s, signature: signedBy(key, of(shop), namespace) })))
    const over = 'its signature is not one over this draft for this role'
    expect(await signed(() => 'x')).toContain(over)
    expect(await signed(shop => message(shop, { role: 'HR' }))).toContain(over)
    expect(await signed(shop => message(shop, { approves: 'out/2026-08/run.json' }))).toContain(over)
    expect(await signed(shop => message(shop), keys.gm, 'git')).toContain(over)
    expect(await signed(shop => message(shop), keys.stranger)).toContain('not signed by somebody who may')
    expect(await signed(shop => message(shop), keys.hr)).toContain('not signed by somebody who may')
    // The name beside it counts for nothing.
    expect(await said(file => change(file, s => ({ ...s, name: 'deputy@shop', signature: '' })))).toContain(over)
  })

  test('is void where it is of another form or draft', async () => {
    expect(await said(file => change(file, s => ({ ...s, sha256: 'f'.repeat(64) })))).toContain('the draft was changed')
    expect(await said(file => change(file, s => ({ ...s, role: 'HR' })))).toContain(
      'not as `bonusbook approve` writes it',
    )
    for (const text of ['', '{}', '[', 'null', '{"role":1}'])
      expect(await said(file => writeFileSync(file, text))).toContain('not as `bonusbook approve` writes it')
    expect(await said(file => renameSync(file, `${file}.old`))).toContain('APPROVAL_UNSIGNED')
  })

  test('is void once its signer may not sign any more, and then again', async () => {
    const by = (text: string) => said((_, shop) => writeFileSync(join(shop, 'allowed_signers'), text))
    const own = keys.gm.public
    expect(await by(signers.replace(own, keys.stranger.public))).toContain('not signed by somebody who may')
    expect(await by(`gm@shop valid-before="20260101" ${own}\n`)).toContain('not signed by somebody who may')
    expect(await by(`gm@shop namespaces="git" ${own}\n`)).toContain('not signed by somebody who may')
    expect(await by(`boss@shop ${own}\n`)).toContain('not signed by somebody who may')
    expect(await said((_, shop) => rmSync(join(shop, 'allowed_signers')))).toContain('SIGNATURES_UNCHECKED')
  })

  test('is no pipe that would be waited for', async () => {
    const shop = copyOf(drafted)
    await done(shop, 'approve', ...JULY, ...gm)
    const file = approvalIn(shop)
    rmSync(file)
    execFileSync('mkfifo', [file])
    const { err } = await ran(shop, ['close', ...JULY])
    expect(err).toContain('APPROVAL_UNSIGNED')
  })

  test('is never a name that was typed', async () => {
    const shop = copyOf(drafted)
    expect(await refused(shop, 'close', ...JULY, '--approve', '总经理=王立')).toMatch(/^3 APPROVAL_TYPED: [^\n]*$/)
    await done(shop, 'approve', ...JULY, ...gm)
    expect(await refused(shop, 'close', ...JULY, '--approve', '总经理=王立')).toContain('APPROVAL_TYPED')
    // Also where nothing asks for it.
    expect(await refused(shop, 'close', ...JULY, '--approve', 'HR=王立')).toContain('APPROVAL_TYPED')
    await done(shop, 'close', ...JULY, '--approve', 'cashier=Li')
  })
})

describe('a correction', () => {
  test('carries a signed approval of its draft; a typed name will not do, and a changed draft makes it void', async () => {
    const shop = copyOf(drafted)
    await done(shop, 'approve', ...JULY, ...gm)
    await done(shop, 'close', ...JULY)
    // Closed, and no correction drafted: nothing that could be approved.
    expect(await refused(shop, 'approve', ...JULY, ...gm)).toContain('3 MONTH_CLOSED')
    const marks = join(shop, 'data/2026-07/marks.csv')
    const text = readFileSync(marks, 'utf8')
    // 012 had 100.00 and has 200.00: 100.00 more, quality 5.00 and loyalty 3.00 of it withheld
    writeFileSync(marks, edited(text, [/^012,100.00/m, '012,200.00']))
    expect(await refused(shop, 'correct', ...JULY, '--draft', '--approve', '总经理=Wang')).toContain('APPROVAL_TYPED')
    await done(shop, 'correct', ...JULY, '--draft')
    const { out, next } = await done(shop, 'approve', ...JULY, ...gm)
    expect(next).toBe('Next: bonusbook correct --period 2026-07')
    expect(out).toContain('gm@shop approves the draft in out/correct-2026-07.')
    expect(out).toContain('1 person, Corrections 92.00')
    await done(shop, 'correct', ...JULY)
    const entry = readFileSync(join(shop, 'book/000002-correct-2026-07.jsonl'), 'utf8')
    expect(JSON.parse(entry.split('\n')[0]!).approvals).toMatchObject([{ role: '总经理', name: 'gm@shop' }])
    expect((await done(shop, 'book', 'verify', '--replay')).out).toContain('总经理: approved by gm@shop.')
    // A second one is another draft: the first signature says nothing of it.
    writeFileSync(marks, edited(text, [/^012,100.00/m, '012,300.00']))
    await done(shop, 'correct', ...JULY)
    const second = readFileSync(join(shop, 'book/000003-correct-2026-07.jsonl'), 'utf8')
    expect(JSON.parse(second.split('\n')[0]!).approvals).toEqual([])
  })
})
