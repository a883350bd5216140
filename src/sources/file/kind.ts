// Tells what a file is by its first bytes, whatever its name says. Takes the bytes, gives the kind: one that is read, one
// that is known and not read, or text, which anything else is taken for.

import type { OtherFile } from '../../core/problem-facts.ts'

export type ReadKind = 'zip' | 'ole' | 'html' | 'xml' | 'text'
export type FileKind = { readonly read: ReadKind } | { readonly other: OtherFile }

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const HTML = /^\s*<(!doctype\s+html|html|head|body|meta|style|table|div|title|tr|center|font|caption)\b/i
const XML = /^\s*<\?xml\b/
const XML_WORKBOOK = /<(\w+:)?Workbook\b[^>]*(urn:schemas-microsoft-com:office:spreadsheet|>)/
const XHTML = /^\s*<\?xml[\s\S]*?<(html|table)\b/i
const FLAT_ODS = /<office:document\b/
/** First bytes of files that office programs, cameras or browsers write. */
const SIGNATURES: readonly (readonly [string, OtherFile])[] = [
  ['25504446', 'pdf'],
  ['89504e47', 'picture'],
  ['ffd8ff', 'picture'],
  ['47494638', 'picture'],
  ['49492a00', 'picture'],
  ['4d4d002a', 'picture'],
  ['526172211a07', 'archive'],
  ['377abcaf271c', 'archive'],
  ['1f8b08', 'archive'],
  // Workbooks of Excel 2, 3 and 4, and later ones without their container.
  ['09000400', 'old workbook'],
  ['09020600', 'old workbook'],
  ['09040600', 'old workbook'],
  ['09080800', 'old workbook'],
  ['09081000', 'old workbook'],
]
/** How files begin that are text and no table. */
const BEGINNINGS: readonly (readonly [RegExp, OtherFile])[] = [
  [/^(MIME-Version:|From: <Saved by )/, 'web archive'],
  [/^ID;P/, 'sylk'],
  [/^\{\\rtf/, 'rtf'],
  [/^\s*(\{\s*"|\[\s*[{[])/, 'json'],
]

/** The kind of a file; `text` is what its first bytes say as text. */
export function kindOf(head: Buffer, text: string): FileKind {
  if (head[0] === 0x50 && head[1] === 0x4b && [3, 5, 7].includes(head[2] ?? 0)) return { read: 'zip' }
  if (head.subarray(0, OLE.length).equals(OLE)) return { read: 'ole' }
  const hex = head.toString('hex', 0, 8)
  const signed = SIGNATURES.find(([magic]) => hex.startsWith(magic))
  if (signed) return { other: signed[1] }
  if (isDbase(head)) return { other: 'dbf' }
  const begun = BEGINNINGS.find(([beginning]) => beginning.test(text))
  if (begun) return { other: begun[1] }
  if (XML.test(text)) {
    if (XML_WORKBOOK.test(text)) return { read: 'xml' }
    return XHTML.test(text) ? { read: 'html' } : { other: FLAT_ODS.test(text) ? 'ods' : 'xml' }
  }
  return { read: HTML.test(withoutComments(text)) ? 'html' : 'text' }
}

/** A version, a date of the last change, and a header that is made of fields of 32 bytes. */
function isDbase(head: Buffer): boolean {
  if (head.length < 32 || ![0x03, 0x30, 0x31, 0x43, 0x83, 0x8b, 0xf5].includes(head[0]!)) return false
  const [month, day] = [head[2]!, head[3]!]
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && head.readUInt16LE(8) >= 65 && head.readUInt16LE(10) > 1
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
