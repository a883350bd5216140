// Words that several catalogues of English messages use.

export const meant = (nearest: string | undefined, otherwise = ''): string =>
  nearest === undefined ? otherwise : `Did you mean “${nearest}”?`

export const of = (who: string): string => (who === '' ? '' : ` of ${who}`)

export const rows = (n: number): string => (n === 1 ? '1 row' : `${n} rows`)

export const amounts = (text: string): string => (text === '' ? '' : `: ${text}`)

export const DETAILS: Record<string, string> = {
  'a folder': 'it is a folder',
  'not a file': 'it is no file',
  damaged: 'it is damaged',
  cut: 'it ends in the middle',
  'signs in its name': 'its name holds signs that no file name should; give it another',
  'changed while it was read': 'it changed while it was read',
  ENOENT: 'it is not there',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  quote: 'a quotation mark is not closed',
}

export const detail = (text: string): string => DETAILS[text] ?? text
