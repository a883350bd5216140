// Tells what a file is by its first bytes, whatever its name says. Takes the bytes, gives the kind; what is known to hold
// no table is `binary`, and anything else that is not known is text.

export type FileKind = 'zip' | 'ole' | 'html' | 'xml' | 'text' | 'binary'

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const HTML = /^\s*<(!doctype\s+html|html|head|body|meta|style|table|div|title|tr|center|font|caption)\b/i
const XML_WORKBOOK = /<(\w+:)?Workbook\b[^>]*(urn:schemas-microsoft-com:office:spreadsheet|>)/
const XHTML = /^\s*<\?xml[\s\S]*?<(html|table)\b/i
/** Files that office programs or browsers write and that hold no table that is read here. */
const OTHERS: readonly Buffer[] = [
  '25504446',
  '89504e47',
  'ffd8ff',
  '47494638',
  '526172211a07',
  '377abcaf271c',
  '1f8b08',
].map(magic => Buffer.from(magic, 'hex'))

/** The kind of a file; `text` is what its first bytes say as text. */
export function kindOf(head: Buffer, text: string): FileKind {
  if (head[0] === 0x50 && head[1] === 0x4b && [3, 5, 7].includes(head[2] ?? 0)) return 'zip'
  if (head.subarray(0, OLE.length).equals(OLE)) return 'ole'
  if (OTHERS.some(magic => head.subarray(0, magic.length).equals(magic)) || text.startsWith('MIME-Version:'))
    return 'binary'
  if (/^\s*<\?xml/.test(text) && XML_WORKBOOK.test(text)) return 'xml'
  if (HTML.test(withoutComments(text)) || XHTML.test(text)) return 'html'
  return 'text'
}

/** The text from behind the comments at its beginning. */
function withoutComments(text: string): string {
  let at = 0
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 32) at++
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at + 4) : -1
    if (end < 0) return text.slice(at)
    at = end + 3
  }
}
