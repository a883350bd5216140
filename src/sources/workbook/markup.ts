// Walks through the tags of a markup text once, from front to back. Takes the text, calls back for tags and text; gives
// false where the text ends inside a tag, a comment or an element that was to be passed over.

export interface MarkupEvents {
  open(name: string, attributes: string, selfClosing: boolean): void
  close(name: string): void
  text(text: string): void
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with its character references replaced; unknown ones stay as they are. */
export function decodeText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{1,8});/gi, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES[name] ?? whole
    const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}

const PATTERNS = new Map<string, RegExp>()

/** The value of an attribute by its name, any prefix allowed: `Type` finds `ss:Type="Number"`. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = PATTERNS.get(name)
  if (!pattern) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    PATTERNS.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : decodeText(value)
}

/** Where the tag that begins at `at` ends; quotes may hold a `>`. */
function tagEnd(text: string, at: number): number {
  let quote = 0
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return i
  }
  return -1
}

/** Walks through the whole text; false where it is cut. */
export function walkMarkup(text: string, events: MarkupEvents): boolean {
  let at = 0
  while (at < text.length) {
    const next = text.indexOf('<', at)
    if (next > at || next < 0) events.text(text.slice(at, next < 0 ? text.length : next))
    if (next < 0) return true
    const special = text.startsWith('<!--', next) ? '-->' : text.startsWith('<![CDATA[', next) ? ']]>' : undefined
    if (special) {
      const end = text.indexOf(special, next + 4)
      if (end < 0) return false
      if (special === ']]>') events.text(text.slice(next + 9, end).replaceAll('&', '&amp;'))
      at = end + 3
      continue
    }
    const end = tagEnd(text, next)
    if (end < 0) return false
    const tag = text.slice(next + 1, end)
    at = end + 1
    if (tag[0] === '!' || tag[0] === '?') continue
    const selfClosing = tag.endsWith('/')
    const inside = /^(\/?)([^\s/>]*)([\s\S]*)$/.exec(selfClosing ? tag.slice(0, -1) : tag)!
    const name = inside[2]!.slice(inside[2]!.indexOf(':') + 1)
    if (inside[1] === '/') events.close(name)
    else {
      events.open(name, inside[3]!, selfClosing)
      if (selfClosing) events.close(name)
    }
  }
  return true
}
