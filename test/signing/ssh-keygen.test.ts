// Signatures by the real ssh-keygen with real keys: who signed, whether they may, and every way in which it can't be done.

import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Checked, Keygen, type KeygenSetting } from '../../src/signing/ssh-keygen.ts'
import { folderOfFile, put, tempFolder } from '../support/folders.ts'
import { type Key, keygen, makeKey, program, signedBy } from '../support/keys.ts'

const place = folderOfFile()
const ed = makeKey(place, 'ed')
const rsa = makeKey(place, 'rsa', 'rsa')
const ec = makeKey(place, 'ec', 'ecdsa')
const locked = makeKey(place, 'locked', 'ed25519', 'secret')
const MESSAGE = 'what is signed: 总经理\n'
const TIME = '2026-08-03T09:00:00Z'
const PATH = { PATH: process.env.PATH }

function setting(more: Partial<KeygenSetting>): KeygenSetting {
  return { env: PATH, terminal: false, signers: '', ...more }
}

function sign(key: string, env: KeygenSetting['env'] = PATH): Promise<unknown> {
  return new Keygen(setting({ env })).sign(key, MESSAGE)
}

interface Question {
  readonly signature?: string
  readonly message?: string
  readonly time?: string
  readonly names?: readonly string[]
}

const made = signedBy(ed, MESSAGE)

/** What is said of a signature, of ed over the message unless another is given. */
function check(signers: string, { signature = made, message = MESSAGE, time = TIME, names }: Question = {}) {
  const asked = { message, signature, time, ...(names ? { names } : {}) }
  return new Keygen(setting({ signers })).check(asked)
}

/** The name, or what came out instead. */
async function who(signers: string, question?: Question): Promise<string> {
  const checked: Checked = await check(signers, question)
  return checked.outcome === 'good' ? checked.name : `(${checked.outcome})`
}

const failed = (fault: string, detail: unknown = expect.any(String)) => ({ outcome: 'failed', fault, detail })

describe('a key signs', () => {
  test.each<[string, Key]>([
    ['ed25519', ed],
    ['rsa', rsa],
    ['ecdsa', ec],
  ])('%s', async (_, key) => {
    const signers = `li@shop ${key.public}\n`
    const s = new Keygen(setting({ signers }))
    const signed = await s.sign(key.path, MESSAGE)
    const signature = 'signature' in signed ? signed.signature : ''
    expect(signature).toMatch(/^-----BEGIN SSH SIGNATURE-----\n[\s\S]+\n-----END SSH SIGNATURE-----\n$/)
    const checked = await s.check({ message: MESSAGE, signature, time: TIME })
    const fingerprint = await s.fingerprint(key.path)
    expect(fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
    expect(checked).toEqual({ outcome: 'good', name: 'li@shop', key: fingerprint })
    expect(await s.fingerprint(`${key.path}.pub`)).toBe(fingerprint)
  })

  test('whose passphrase SSH_ASKPASS gives', async () => {
    const askpass = program(join(place, 'right'), 'askpass', 'echo secret')
    expect(await sign(locked.path, { ...PATH, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' })).toEqual({
      signature: expect.any(String),
    })
  })

  test('that only ssh-agent holds', async () => {
    const home = tempFolder()
    const key = makeKey(home, 'held')
    const socket = join(home, 's')
    const said = execFileSync('ssh-agent', ['-s', '-a', socket], { encoding: 'utf8' })
    const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(said)![1])
    onTestFinished(() => void process.kill(pid))
    const env = { ...PATH, SSH_AUTH_SOCK: socket }
    execFileSync('ssh-add', ['-q', key.path], { env, stdio: 'ignore' })
    rmSync(key.path)
    expect(await sign(`${key.path}.pub`, env)).toEqual({ signature: expect.any(String) })
    execFileSync('ssh-add', ['-q', '-D'], { env, stdio: 'ignore' })
    expect(await sign(`${key.path}.pub`, env)).toEqual(failed('agent'))
    expect(await sign(`${key.path}.pub`)).toEqual(failed('agent'))
  })

  test('under names that look like options, or like nothing', async () => {
    for (const name of ['-oProxyCommand=x', '-f', 'with space', "it's; $(touch x)", '密钥', '-Y sign']) {
      const path = join(tempFolder(), name)
      copyFileSync(ed.path, path)
      chmodSync(path, 0o600)
      expect([name, await sign(path)]).toEqual([name, { signature: made }])
    }
  })
})

describe('a key does not sign', () => {
  test('that is not there, or no key at all', async () => {
    const folder = tempFolder()
    put(folder, { text: 'not a key\n', empty: '', 'broken.pub': 'ssh-ed25519 AAAAnonsense li\n' })
    mkdirSync(join(folder, 'folder'))
    symlinkSync('nowhere', join(folder, 'link'))
    execFileSync('mkfifo', [join(folder, 'fifo')])
    expect(await sign(join(folder, 'nothing'))).toEqual(failed('no key', ''))
    expect(await sign(join(folder, 'link'))).toEqual(failed('no key', ''))
    expect(await sign(join(folder, 'text', 'below'))).toEqual(failed('no key', 'ENOTDIR'))
    for (const name of ['text', 'empty', 'folder', 'fifo', 'broken.pub'])
      expect([name, await sign(join(folder, name))]).toEqual([name, failed('not a key')])
    const asked = (name: string) => new Keygen(setting({})).fingerprint(join(folder, name))
    for (const name of ['text', 'empty', 'folder', 'fifo', 'broken.pub'])
      expect([name, await asked(name)]).toEqual([name, failed('not a key')])
  })

  test('that others can read', async () => {
    const path = join(tempFolder(), 'key')
    copyFileSync(ed.path, path)
    chmodSync(path, 0o644)
    expect(await sign(path)).toEqual(failed('open to others'))
  })

  test('whose passphrase nobody gives, or a wrong one', async () => {
    expect(await sign(locked.path)).toEqual(failed('passphrase'))
    const askpass = program(join(place, 'wrong'), 'askpass', 'echo wrong')
    const env = { ...PATH, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' }
    expect(await sign(locked.path, env)).toEqual(failed('passphrase'))
  })

  test('without an ssh-keygen, or with one that is too old', async () => {
    const empty = tempFolder()
    expect(await sign(ed.path, { PATH: empty })).toEqual(failed('no ssh-keygen', 'ENOENT'))
    const old = tempFolder()
    program(old, 'ssh-keygen', 'echo "ssh-keygen: illegal option -- Y" >&2; echo "usage: ssh-keygen [-q]" >&2; exit 1')
    expect(await sign(ed.path, { PATH: old })).toEqual(failed('no ssh-keygen'))
    const checked = await new Keygen(setting({ env: { PATH: old } })).check({
      message: MESSAGE,
      signature: made,
      time: TIME,
    })
    expect(checked).toEqual(failed('no ssh-keygen'))
  })

  test('without a folder for temporary files', async () => {
    vi.stubEnv('TMPDIR', join(place, 'gone'))
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await sign(ed.path)).toEqual(failed('no room', expect.stringContaining('ENOENT')))
  })
})

describe('a signature is wrong', () => {
  const signers = `li@shop ${ed.public}\n`

  test('over another message, of another namespace, or none at all', async () => {
    expect(await who(signers)).toBe('li@shop')
    expect(await who(signers, { message: `${MESSAGE} ` })).toBe('(wrong)')
    expect(await who(signers, { message: '' })).toBe('(wrong)')
    for (const namespace of ['git', 'file', 'bonusbook2', 'Bonusbook'])
      expect([namespace, await who(signers, { signature: signedBy(ed, MESSAGE, namespace) })]).toEqual([
        namespace,
        '(wrong)',
      ])
    for (const signature of ['', 'x', made.slice(0, 200), made.replace('BEGIN', 'END'), '\0'])
      expect([signature, await who(signers, { signature })]).toEqual([signature, '(wrong)'])
  })

  test('with any byte changed', async () => {
    const lines = made.split('\n')
    const bytes = Buffer.from(lines.slice(1, -2).join(''), 'base64')
    const s = new Keygen(setting({ signers }))
    for (let i = 0; i < bytes.length; i += 3) {
      const harmed = Buffer.from(bytes)
      harmed[i]! ^= 1 << (i % 8)
      const signature = `${lines[0]}\n${harmed.toString('base64').replace(/.{70}/g, '$&\n')}\n${lines.at(-2)}\n`
      expect([i, (await s.check({ message: MESSAGE, signature, time: TIME })).outcome]).not.toEqual([i, 'good'])
    }
  })
})

describe('who may sign', () => {
  test('by name, of several, with spaces', async () => {
    expect(await who(`li@shop ${ed.public}\n`)).toBe('li@shop')
    expect(await who(`# the shop\n\nwang@shop ${rsa.public}\nli@shop ${ed.public} Li's laptop\n`)).toBe('li@shop')
    expect(await who(`"Li Wei,li@shop" ${ed.public}\n`)).toBe('Li Wei')
    expect(await who(`"Li Wei,li@shop" ${ed.public}\n`, { names: ['li@shop'] })).toBe('li@shop')
    expect(await who(`总经理 ${ed.public}\n`)).toBe('总经理')
  })

  test('nobody else', async () => {
    for (const signers of ['', '\n', '# nobody\n', `wang@shop ${rsa.public}\n`, `li@shop\n`, 'nonsense and more\n'])
      expect([signers, await who(signers)]).toEqual([signers, '(unknown)'])
    const both = `li@shop ${ed.public}\nwang@shop ${rsa.public}\n`
    expect(await who(both, { names: ['wang@shop'] })).toBe('(unknown)')
    expect(await who(both, { names: [] })).toBe('(unknown)')
    for (const name of ['*', 'li*', 'li@shop,wang@shop', '-I', ' ', ''])
      expect([name, await who(both, { names: [name] })]).toEqual([name, '(unknown)'])
  })

  test('a pattern is nobody by itself, and lets those be it fits', async () => {
    const signers = `*@shop,!boss@shop ${ed.public}\n`
    expect(await who(signers)).toBe('(unknown)')
    expect(await who(signers, { names: ['li@shop'] })).toBe('li@shop')
    expect(await who(signers, { names: ['boss@shop', 'li@hq'] })).toBe('(unknown)')
  })

  test('of namespaces', async () => {
    expect(await who(`li@shop namespaces="bonusbook" ${ed.public}\n`)).toBe('li@shop')
    expect(await who(`li@shop namespaces="git,bonusbook" ${ed.public}\n`)).toBe('li@shop')
    expect(await who(`li@shop namespaces="git" ${ed.public}\n`)).toBe('(unknown)')
  })

  test('in time', async () => {
    const from = (time: string, line: string) => who(`li@shop ${line} ${ed.public}\n`, { time })
    const year = 'valid-after="20260101Z",valid-before="20270101Z"'
    expect(await from('2025-12-31T23:59:59Z', year)).toBe('(unknown)')
    expect(await from('2026-01-01T00:00:00Z', year)).toBe('li@shop')
    expect(await from('2026-12-31T23:59:59Z', year)).toBe('li@shop')
    expect(await from('2027-01-02T00:00:00Z', year)).toBe('(unknown)')
    const renewed = `li@shop valid-before="20260101Z" ${ed.public}\nli@shop valid-after="20260101Z" ${ed.public}\n`
    expect(await who(renewed, { time: '2025-06-01T00:00:00Z' })).toBe('li@shop')
    expect(await who(renewed, { time: '2026-06-01T00:00:00Z' })).toBe('li@shop')
    for (const time of ['', 'never', '2026-13-40T00:00:00Z']) expect(await from(time, year)).toBe('(unknown)')
  })

  test('as editors of Windows save it', async () => {
    expect(await who(`\uFEFFli@shop ${ed.public}\r\n`)).toBe('li@shop')
    expect(await who(`# note\r\n\r\n"Li Wei" namespaces="bonusbook" ${ed.public} laptop\r\n`)).toBe('Li Wei')
  })

  test('by a certificate', async () => {
    const ca = makeKey(place, 'ca')
    keygen(['-q', '-s', ca.path, '-I', 'id', '-n', 'li@shop,gm@shop', '-V', '20260101Z:20270101Z', `${ed.path}.pub`])
    const signed = await sign(`${ed.path}-cert.pub`)
    renameSync(`${ed.path}-cert.pub`, join(place, 'cert.pub'))
    const { signature } = signed as { signature: string }
    const signers = `*@shop cert-authority,namespaces="bonusbook" ${ca.public}\n`
    expect(await who(signers, { signature })).toBe('li@shop')
    expect(await who(signers, { signature, names: ['gm@shop'] })).toBe('gm@shop')
    expect(await who(signers, { signature, names: ['boss@shop'] })).toBe('(unknown)')
    expect(await who(signers, { signature, time: '2028-01-01T00:00:00Z' })).toBe('(unknown)')
    // The authority itself does not sign.
    expect(await who(signers, { signature: signedBy(ca, MESSAGE) })).toBe('(unknown)')
  })

  test('is not known without the file', async () => {
    const checked = await new Keygen(setting({ signers: undefined })).check({
      message: MESSAGE,
      signature: made,
      time: TIME,
    })
    expect(checked).toEqual(failed('no signers', ''))
  })
})

test('nothing is left behind', async () => {
  const folder = tempFolder()
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
  const s = new Keygen(setting({ signers: `li@shop ${ed.public}` }))
  expect(await s.sign(ed.path, MESSAGE)).toEqual({ signature: made })
  for (const key of [locked.path, place]) await s.sign(key, MESSAGE)
  await s.check({ message: MESSAGE, signature: made, time: TIME })
  expect(readdirSync(folder)).toEqual([])
})
