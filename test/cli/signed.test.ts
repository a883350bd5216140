// Signed entries: with real keys, from closing to the proof. What is not signed as the shop wants it is not sealed, and
// whatever is done to a signature later is found and named.

import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { json } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { copyInto, put, sha256, tempFolder } from '../support/folders.ts'
import { type Key, keygen, makeKey, program as script, signedBy } from '../support/keys.ts'
import { builtProgram, start } from '../support/program.ts'
import { copyOf, done, errorsIn, FIRST, failing, JULY, ran, signedShop } from '../support/signed-shop.ts'

const program = builtProgram()
const { place, keys, signers, drafted, gm } = signedShop()

describe('a key that can not sign', () => {
  /** What closing says. Copies of files may lie in the book then, and no entry. */
  async function close(shop: string, key: string): Promise<string> {
    const said = await failing(shop, 'close', ...JULY, '--sign', key)
    expect(await failing(shop, 'book', 'verify')).toBe('0 ')
    expect(json<{ entries: unknown[] }>(await ran(shop, ['book', 'verify', '--json'])).entries).toEqual([])
    return said
  }

  test('leaves the month open', async () => {
    const shop = copyOf(drafted)
    await done(shop, 'approve', ...JULY, ...gm)
    const locked = makeKey(join(shop, 'keys'), 'locked', 'ed25519', 'secret')
    const open = makeKey(join(shop, 'keys'), 'open')
    chmodSync(open.path, 0o644)
    const held = makeKey(join(shop, 'keys'), 'held')
    rmSync(held.path)
    writeFileSync(join(shop, 'allowed_signers'), `${signers}li@shop ${locked.public}\n`)
    expect(await close(shop, keys.stranger.path)).toContain('allowed_signers does not let this key sign this now')
    expect(await close(shop, join(place, 'nothing'))).toContain('there is no such key file')
    expect(await close(shop, '-oProxyCommand=touch x')).toContain('there is no such key file')
    expect(await close(shop, 'scheme.yaml')).toContain('it is no OpenSSH key')
    expect(await close(shop, 'data')).toContain('it is no OpenSSH key')
    expect(await close(shop, open.path)).toContain('others may read the private key')
    expect(await close(shop, locked.path)).toContain('the passphrase is wrong')
    expect(await close(shop, `${held.path}.pub`)).toContain('ssh-agent does not give the private one')
    const bare = await ran(shop, ['close', ...JULY, '--sign', keys.gm.path], { PATH: join(place, 'none') })
    expect([bare.code, bare.err.replace(/\s+/g, ' ')]).toEqual([3, expect.stringContaining('no ssh-keygen that can')])
    writeFileSync(
      join(shop, 'allowed_signers'),
      `clerk@shop valid-after="20270101" ${keys.clerk.public}\n${signers.split('\n')[0]}\n`,
    )
    expect(await close(shop, keys.clerk.path)).toMatch(
      /does not let this key sign this now \(allowed_signers:1: key is not yet valid/,
    )
    rmSync(join(shop, 'allowed_signers'))
    expect(await close(shop, keys.clerk.path)).toContain('no file allowed_signers')
    writeFileSync(join(shop, 'allowed_signers'), signers)
    await done(shop, 'close', ...JULY, '--sign', keys.clerk.path)
  })

  test('--sign is told where nothing is sealed', async () => {
    const shop = copyOf(drafted)
    const sign = ['--sign', keys.gm.path]
    expect((await ran(shop, ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', ...sign])).code).toBe(
      2,
    )
    expect((await ran(shop, ['correct', ...JULY, '--dry-run', ...sign])).err).toContain('this seals nothing')
  })

  test('the process that dies while it signs seals nothing', async () => {
    const shop = copyOf(drafted)
    await done(shop, 'approve', ...JULY, ...gm)
    // Signs, and kills who asked for it before or after.
    const real = execFileSync('sh', ['-c', 'command -v ssh-keygen'], { encoding: 'utf8' }).trim()
    for (const when of ['kill -9 $PPID', `${real} "$@"; kill -9 $PPID`]) {
      const path = join(tempFolder(), 'bin')
      script(path, 'ssh-keygen', `case "$*" in *"-Y sign"*) ${when};; *) exec ${real} "$@";; esac`)
      const argv = [program, 'close', ...JULY, '--sign', keys.clerk.path]
      const { signal } = await start(argv, { cwd: shop, env: { PATH: `${path}:${process.env.PATH}` } }).ended
      expect(signal).toBe('SIGKILL')
      expect(readdirSync(join(shop, 'book')).filter(name => name.startsWith('0'))).toEqual([])
      expect((await ran(shop, ['book', 'verify'])).code).toBe(0)
    }
    await done(shop, 'close', ...JULY, '--sign', keys.clerk.path)
    expect(readdirSync(join(shop, 'book')).filter(name => name.startsWith('.'))).toEqual([])
    expect((await ran(shop, ['book', 'verify'])).out).toContain('Signed by clerk@shop.')
  })
})

describe('a signed book', () => {
  const closed = join(place, 'closed')
  beforeAll(async () => {
    copyInto(drafted, closed)
    for (const period of ['2026-07', '2026-08']) {
      await done(closed, 'run', '--period', period)
      await done(closed, 'approve', '--period', period, ...gm)
      await done(closed, 'close', '--period', period, '--sign', keys.clerk.path)
    }
    const marks = join(closed, 'data/2026-07/marks.csv')
    writeFileSync(marks, edited(readFileSync(marks, 'utf8'), ['1000.10', '1000.20']))
    await done(closed, 'correct', ...JULY, '--sign', keys.clerk.path)
  })

  const entries = () => readdirSync(join(closed, 'book')).filter(name => name.endsWith('.jsonl'))
  const verify = (shop: string, ...more: string[]) => ran(shop, ['book', 'verify', '--json', ...more])

  /** What is found in a copy of the book to which something was done. */
  async function found(harm: (at: (name: string) => string) => void): Promise<string> {
    const shop = copyOf(closed)
    harm(name => join(shop, 'book', name))
    const { code, out } = await verify(shop)
    return `${code} ${errorsIn(out)}`
  }
  const edit = (file: string, to: (text: string) => string): void => writeFileSync(file, to(readFileSync(file, 'utf8')))

  test('is proven, with who signed what and by which file', async () => {
    const document = json<{ signers: string; signatures: object[] }>(await verify(closed))
    const key = expect.stringMatching(/^SHA256:/)
    const clerk = (entry: string | undefined) => ({ entry, role: null, name: 'clerk@shop', key })
    const gm = (entry: string | undefined) => ({ entry, role: '总经理', name: 'gm@shop', key })
    const [july, august, correction] = entries()
    expect(document.signers).toBe('allowed_signers')
    expect(document.signatures).toEqual([clerk(july), gm(july), clerk(august), gm(august), clerk(correction)])
    const { out } = await done(closed, 'book', 'verify', '--replay')
    expect(out).toContain(`The signature of ${correction} stands for every entry before it, too.`)
    // By hand.
    const lines = readFileSync(join(closed, 'book', FIRST), 'utf8').split('\n')
    const { signature } = JSON.parse(lines.at(-2)!) as { signature: string }
    put(closed, { '../by-hand.sig': signature })
    const asked = ['-I', 'clerk@shop', '-n', 'bonusbook', '-f', join(closed, 'allowed_signers')]
    expect(keygen(['-Y', 'verify', ...asked, '-s', join(place, 'by-hand.sig')], `${lines.at(-3)}\n`)).toContain('Good')
  })

  test('without a signature', async () => {
    const cut = await found(at => edit(at(FIRST), text => text.replace(/\{"signature":.*\n$/, '')))
    expect(cut).toMatch(/^3 BOOK_DAMAGED: .*it says that it is signed, and its signature is gone/)
  })

  test('with the signature of another entry, of another draft, over something else, of somebody else', async () => {
    const wrong = /^3 BOOK_DAMAGED: the book is damaged: 000001-.*: a signature is not one over what was sealed/
    const last = (path: string): string => readFileSync(path, 'utf8').split('\n').at(-2)!
    const behind = (line: (at: (name: string) => string) => string) =>
      found(at => edit(at(FIRST), text => text.replace(/\{"signature":.*\n$/, () => `${line(at)}\n`)))
    const other = entries()[1]!
    expect(await behind(at => last(at(other)))).toMatch(wrong)
    const approval = JSON.parse(
      readFileSync(join(closed, 'approvals/2026-07', readdirSync(join(closed, 'approvals/2026-07'))[0]!), 'utf8'),
    ) as {
      signature: string
    }
    expect(await behind(() => JSON.stringify({ signature: approval.signature }))).toMatch(wrong)
    const seal = `${readFileSync(join(closed, 'book', FIRST), 'utf8')
      .split('\n')
      .at(-3)}\n`
    const by = (key: Key, namespace?: string) =>
      behind(() => JSON.stringify({ signature: signedBy(key, seal, namespace) }))
    expect(await by(keys.stranger)).toMatch(wrong)
    // Who may sign, but did not.
    expect(await by(keys.gm)).toMatch(wrong)
    expect(await by(keys.clerk, 'git')).toMatch(wrong)
    // The same key once more is as good.
    expect(await by(keys.clerk)).toBe('0 ')
  })

  /** The first entry with another header, sealed and signed anew, alone in its book. */
  async function forged(change: (header: Record<string, unknown>) => object, sign?: Key): Promise<string> {
    return found(at => {
      for (const name of entries().slice(1)) rmSync(at(name))
      const lines = readFileSync(at(FIRST), 'utf8').split('\n')
      const body = [JSON.stringify(change(JSON.parse(lines[0]!))), ...lines.slice(1, -3), ''].join('\n')
      const seal = `{"seal":"${sha256(body)}"}\n`
      const signature = sign ? `${JSON.stringify({ signature: signedBy(sign, seal) })}\n` : ''
      writeFileSync(at(FIRST), `${body}${seal}${signature}`)
      writeFileSync(at('head.json'), `{"count":1,"seal":"${sha256(body)}"}\n`)
    })
  }
  const withApproval = (change: (a: Record<string, string>) => object) => (header: Record<string, unknown>) => ({
    ...header,
    approvals: (header.approvals as Record<string, string>[]).map(change),
  })

  test('sealed anew: by nobody it is not signed, by a stranger nobody vouches for it', async () => {
    const fingerprint = (key: Key): string => keygen(['-lf', key.path]).split(' ')[1]!
    expect(await forged(h => h)).toContain('it says that it is signed')
    expect(await forged(h => h, keys.stranger)).toContain('a signature is not one over')
    const strange = await forged(h => ({ ...h, signer: fingerprint(keys.stranger) }), keys.stranger)
    expect(strange).toMatch(
      /^3 SIGNER_UNKNOWN: 000001-.*: the seal is signed by a key that allowed_signers did not let/,
    )
    expect(await forged(h => h, keys.clerk)).toBe('0 ')
  })

  test('sealed anew with other approvals', async () => {
    const approval = (change: (a: Record<string, string>) => object) => forged(withApproval(change), keys.clerk)
    const wrong = /^3 BOOK_DAMAGED: .*a signature is not one over what was sealed \(role /
    expect(await approval(({ signature: _, ...a }) => a)).toMatch(wrong)
    expect(await approval(a => ({ ...a, role: 'HR', name: 'hr@shop' }))).toMatch(wrong)
    expect(await approval(a => ({ ...a, name: 'clerk@shop' }))).toMatch(wrong)
    expect(await approval(a => ({ ...a, name: 'deputy@shop' }))).toContain('SIGNER_UNKNOWN')
    expect(await approval(a => ({ ...a, signature: 'x' }))).toMatch(wrong)
    const outputs = (h: Record<string, unknown>) => ({ ...h, outputs: [] })
    expect(await forged(outputs, keys.clerk)).toMatch(wrong)
  })

  test('by another list of who may sign', async () => {
    const shop = copyOf(closed)
    const kept = join(tempFolder(), 'kept copy')
    writeFileSync(kept, signers)
    // Whoever can write into the shop lets themselves sign; a copy that is kept elsewhere tells.
    writeFileSync(join(shop, 'allowed_signers'), signers.replace(keys.clerk.public, keys.stranger.public))
    const own = await verify(shop)
    expect([own.code, errorsIn(own.out)]).toEqual([3, expect.stringContaining('SIGNER_UNKNOWN')])
    const copy = await ran(shop, ['book', 'verify', '--signers', kept])
    expect([copy.code, copy.out]).toEqual([0, expect.stringContaining(`checked by ${kept}`)])
    for (const name of ['nothing', 'data', '']) {
      const none = await verify(shop, '--signers', name)
      expect([name, none.code, errorsIn(none.out)]).toEqual([
        name,
        3,
        expect.stringContaining("5 signatures can't be checked"),
      ])
    }
    rmSync(join(shop, 'allowed_signers'))
    expect((await verify(shop)).code).toBe(3)
    const bare = await ran(closed, ['book', 'verify'], { PATH: join(place, 'none') })
    expect([bare.code, bare.err.replace(/\s+/g, ' ')]).toEqual([
      3,
      expect.stringContaining("5 signatures can't be checked: no ssh-keygen"),
    ])
  })

  test('after somebody has left: whoever keeps the line with its end keeps the proof', async () => {
    const shop = copyOf(closed)
    const leaves = (from: string): void =>
      writeFileSync(join(shop, 'allowed_signers'), signers.replace('clerk@shop', `clerk@shop valid-before="${from}"`))
    leaves('20261129')
    expect((await verify(shop)).code).toBe(0)
    leaves('20261127')
    expect(errorsIn((await verify(shop)).out)).toContain('SIGNER_UNKNOWN')
  })
})
