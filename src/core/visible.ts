// Texts of data as whoever reads them sees them: what moves a cursor, turns the direction of writing, begins an escape
// sequence or has no width is written out. Takes texts and values; gives texts that show every sign of them.

/** Signs that are not seen: controls, formats, separators of lines, whatever fonts ignore, and halves of pairs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** What nearly all texts consist of, none of it unseen: to look that up in the long list of signs takes far longer. */
const PLAIN = /^[ -~\u00c0-\u00ff\u2010-\u2027\u2190-\u22ff\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]*$/

/** A text for one line: white space is a space, other signs that are not seen are `␛` or `\u{202e}`. */
export function visible(text: string): string {
  return isVisible(text) ? text : text.replace(/\r\n|[\n\t]/g, ' ').replace(UNSEEN, written)
}

/** A text of several lines: its line breaks and tabs stay. */
export function visibleLines(text: string): string {
  return isVisible(text)
    ? text
    : text
        .split(/(\r?\n|\t)/)
        .map((part, i) => (i % 2 === 1 ? part : part.replace(UNSEEN, written)))
        .join('')
}

/** True for a text in which nothing is unseen, not even white space but the space. */
export function isVisible(text: string): boolean {
  return PLAIN.test(text) || text.search(UNSEEN) < 0
}

function written(sign: string): string {
  const code = sign.codePointAt(0)!
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '␡' : `\\u{${code.toString(16).padStart(4, '0')}}`
}

/**
 * A value as JSON: what is not seen in its texts is `\u202e`, which is the same text to whoever reads JSON. `shown` makes the texts.
 */
export function jsonText(value: unknown, indent?: number, shown?: (text: string) => string): string {
  const texts = shown && ((_: string, part: unknown): unknown => (typeof part === 'string' ? shown(part) : part))
  const text = JSON.stringify(value, texts, indent)
  if (isVisible(text)) return text
  return text.replace(UNSEEN, sign =>
    sign === '\n' ? sign : Array.from({ length: sign.length }, (_, i) => unit(sign.charCodeAt(i))).join(''),
  )
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`
}
