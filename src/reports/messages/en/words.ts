// Words that several catalogues of English messages use.

export const meant = (nearest: string | undefined, otherwise = ''): string =>
  nearest === undefined ? otherwise : `Did you mean “${nearest}”?`

export const of = (who: string): string => (who === '' ? '' : ` of ${who}`)

export const rows = (n: number): string => (n === 1 ? '1 row' : `${n} rows`)

export const amounts = (text: string): string => (text === '' ? '' : `: ${text}`)

export const DETAILS: Record<string, string> = {
  'a folder': 'it is a folder',
  'a pipe': 'it is a pipe, not a file',
  'a device': 'it is a device, not a file',
  'a socket': 'it is a socket, not a file',
  damaged: 'it is damaged',
  cut: 'it ends in the middle',
  'signs in its name': 'its name holds signs that no file name should; give it another',
  'changed while it was read': 'it changed while it was read',
  ENOENT: 'it is not there',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is no folder, or lies in none',
  EEXIST: 'something of that name is in the way',
  ELOOP: 'it is a link that leads nowhere',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'the file would be larger than the system allows',
  EROFS: 'the disk may only be read',
  EIO: 'the disk does not answer',
  quote: 'a quotation mark is not closed',
}

export const detail = (text: string): string => DETAILS[text] ?? text

/** With the system's own code, by which help is found. */
export const coded = (text: string): string =>
  /^E[A-Z0-9]+$/.test(text) && DETAILS[text] ? `${DETAILS[text]} (${text})` : detail(text)
