// Who signs: names as OpenSSH's allowed_signers has them, and why nothing can be signed or checked.

/** True for a name that somebody may sign under: no pattern and no list of them, which would let anybody sign. */
export function isSignerName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return name !== '' && !/[*?!,"\u0000-\u001f\u007f]/.test(name) && name.trim() === name
}

/** Why nothing can be signed or checked. */
export type SigningFault =
  /** There is no ssh-keygen, or one that can't sign files. */
  | 'no ssh-keygen'
  | 'no key'
  | 'not a key'
  /** Others may read the private key: ssh-keygen does not take it. */
  | 'open to others'
  /** Wrong, or there is nobody to ask. */
  | 'passphrase'
  /** A public key, and no agent holds the private one. */
  | 'agent'
  /** The file system gives no place for the files that ssh-keygen needs. */
  | 'no room'
  /** There is no file that says who may sign. */
  | 'no signers'
  /** It does not name the key, or not for this or not at this time. */
  | 'not named'
  /** It is the key of none of those whom the scheme names. */
  | 'not asked'
  | 'other'
