// The sentences of problems in English, of signatures.

import type { ApprovalFault, SigningProblems } from '../../../core/problem-facts.ts'
import { shellLine } from '../../../core/shell.ts'
import type { SigningFault } from '../../../core/signer.ts'
import { type CatalogueOf, say } from '../../sentence.ts'

const FAULT: Readonly<Record<SigningFault, readonly [what: string, hint: string]>> = {
  'no ssh-keygen': [
    'no ssh-keygen that can sign is to be found',
    'Install OpenSSH 8.9 or newer; `ssh-keygen` must be in the PATH.',
  ],
  'no key': ['there is no such key file', 'Name an OpenSSH private key, or the .pub of a key that ssh-agent holds.'],
  'not a key': [
    'it is no OpenSSH key',
    'Name an OpenSSH private key, or the .pub of a key that ssh-agent holds. An old PEM key needs its .pub beside it.',
  ],
  'open to others': ['others may read the private key', 'Make it yours alone: chmod 600 KEY.'],
  passphrase: [
    'the passphrase is wrong, or nobody is there to be asked for it',
    'Try again at a terminal, or put the key into ssh-agent first: ssh-add KEY.',
  ],
  agent: [
    'it is a public key, and ssh-agent does not give the private one',
    'Put it into ssh-agent (ssh-add KEY), or name the file of the private key.',
  ],
  'no room': ['there is no folder for temporary files', 'Set TMPDIR to a folder that can be written.'],
  'no signers': [
    'the shop has no file allowed_signers that says who may sign',
    'Write one into the shop folder, a line a person: NAME namespaces="bonusbook" ssh-ed25519 AAAA….',
  ],
  'not named': [
    'allowed_signers does not let this key sign this now',
    'Ask whoever keeps allowed_signers: the name, the key, the namespace bonusbook and the dates of its line.',
  ],
  'not asked': [
    'it is not the key of one whom the scheme names for this',
    'Sign with the key of one of them; allowed_signers says whose key is whose.',
  ],
  other: ['ssh-keygen refused', 'Try the same key with: ssh-keygen -Y sign -n bonusbook -f KEY FILE.'],
}

const VOID: Readonly<Record<ApprovalFault, string>> = {
  draft: 'the draft was changed since',
  signature: 'its signature is not one over this draft for this role',
  signer: 'it is not signed by somebody who may, or not any more',
  form: 'it is not as `bonusbook approve` writes it',
}

const bracket = (detail: string): string => (detail === '' ? '' : ` (${detail})`)
const sign = (approve: readonly string[], role: string): string =>
  [shellLine(['bonusbook', 'approve', ...approve, '--role', role]), '--sign KEY'].join(' ')

export const signing: CatalogueOf<SigningProblems> = {
  SIGN_FAILED: f => say(`can't sign with “${f.key}”: ${FAULT[f.fault][0]}${bracket(f.detail)}`, FAULT[f.fault][1]),
  APPROVAL_UNSIGNED: f =>
    say(
      `${f.role} must sign: ${f.why}`,
      `Who may sign the draft (${f.signers}) does it with: ${sign(f.approve, f.role)}.`,
    ),
  APPROVAL_TYPED: f =>
    say(
      `the scheme asks for a signature of ${f.role}, and a name was typed`,
      `Leave --approve out for it; who may sign the draft (${f.signers}) does it with: ${sign(f.approve, f.role)}.`,
    ),
  APPROVAL_VOID: f =>
    say(
      `the approval of ${f.role} (${f.file}) does not hold: ${VOID[f.fault]}`,
      `Look at the draft again, then sign it: ${sign(f.approve, f.role)}.`,
    ),
  APPROVAL_NOT_SIGNED: f =>
    say(
      `the scheme does not say who may sign for ${f.role}`,
      `Add \`signed by:\` to it in the scheme, or give the name at closing: --approve "${f.role}=NAME".`,
    ),
  DRAFT_UNFIT: f =>
    say(
      f.file === '' ? `there is no draft in ${f.draft}` : `${f.file} is not as the draft in ${f.draft} lists it`,
      `Write it again, look at it, then approve: ${f.command}.`,
    ),
  SIGNER_UNKNOWN: f =>
    say(
      `${f.entry}: ${f.role === '' ? 'the seal' : `the approval of ${f.role}`} is signed by a key that ${f.signers} did not let sign it on ${f.time} (${f.key})`,
      'Whoever leaves keeps their line, with valid-before="YYYYMMDD". If it was never there, find out who signed.',
    ),
  SIGNATURES_UNCHECKED: f =>
    say(
      `${f.count === 1 ? '1 signature' : `${f.count} signatures`} can't be checked: ${f.fault === 'no signers' ? `there is no ${f.signers}` : FAULT[f.fault][0]}${bracket(f.detail)}`,
      f.fault === 'no signers' ? 'Bring it back, or name a copy of it with --signers.' : FAULT[f.fault][1],
    ),
}
