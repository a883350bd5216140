// Units that exports write behind a figure (3次) or in a header (迟到次数(次)), and which of them measure the same. A closed
// list: what is not on it is no unit.

const FAMILIES: readonly (readonly string[])[] = [
  ['次', '回'],
  ['天', '日'],
  ['小时', 'h'],
  ['工时'],
  ['分钟', 'min'],
  ['分'],
  ['台', '辆', '台次', '辆次'],
  ['单'],
  ['个', '件', '只', '项', '条', '张', '份', '瓶', '套', '笔', '户'],
  ['人', '人次', '名'],
  ['公里', '千米', 'km'],
]
/** Only in headers: behind a figure they change its value or its type. */
const HEADER_ONLY: readonly string[] = [
  '元',
  '万元',
  '千元',
  '人民币',
  '人民币元',
  'RMB',
  'CNY',
  '¥',
  '%',
  '百分比',
  '升',
  'L',
  '吨',
  'kg',
  '月',
  '周',
]

const FAMILY = new Map(FAMILIES.flatMap((units, family) => units.map(unit => [unit, family] as const)))
const HEADER_UNITS = new Set([...FAMILY.keys(), ...HEADER_ONLY].map(unit => unit.toLowerCase()))
const AT_END = new RegExp(`(${[...FAMILY.keys()].sort((a, b) => b.length - a.length).join('|')})$`)

/** The unit that the text ends with, where a digit (or bracket) stands before it. */
export function knownUnit(text: string): string | undefined {
  const last = text.charCodeAt(text.length - 1)
  if (last < 58) return undefined
  const unit = AT_END.exec(text)?.[1]
  return unit !== undefined && /[\d)]\s*$/.test(text.slice(0, -unit.length)) ? unit : undefined
}

/** True where the bracket at the end of a header holds a unit and nothing else. */
export function isHeaderUnit(text: string): boolean {
  return HEADER_UNITS.has(text.toLowerCase())
}

/** True where two units measure the same: 天 and 日. Unknown ones only equal themselves. */
export function sameUnit(a: string, b: string): boolean {
  const family = FAMILY.get(a)
  return a === b || (family !== undefined && family === FAMILY.get(b))
}
