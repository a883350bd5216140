// What words say that a row is no data: sums (合计, 小计, Subtotal), means, maxima and counts, and notes of who printed the
// list. Takes a row's text, gives what it says; undefined for any other text. Whether a row that has such a word is one of
// these is for whoever knows its figures.

import { ownCopy } from '../cells/text.ts'
import { MAX_CACHE } from '../limits.ts'

/**
 * `part`: the rows since the last such row; `group`: those since any total row before it; `running`: all rows so far, more
 * may follow; `whole`: all rows, the end.
 */
export type Span = 'part' | 'group' | 'running' | 'whole'
/** What a total row states; `past`: sums that also have rows of other pages, months or years (本年累计, 承前页). */
export type Stated = 'sum' | 'past' | 'mean' | 'most' | 'least' | 'count'
/**
 * How much a text alone says. `sure`: nobody calls data so (合计). `named`: a name before or behind the word (机电组小计).
 * `weak`: data may be called so (全部). `faint`: data is called so, unless the figures say otherwise (Max).
 */
export type Strength = 'sure' | 'named' | 'weak' | 'faint'

export interface Label {
  readonly stated: Stated
  readonly span: Span
  readonly strength: Strength
}

const LONGEST = 40
const PEOPLE_AND_TIMES =
  '(导出|打印|制表|制单|审核|复核|经办|报表生成|填表|统计)(人|员|者|时间|日期)|(print|export|generat)ed (by|at|on|time)'
const NOTE = new RegExp(`^\\s*((${PEOPLE_AND_TIMES})\\s*([:：]|$)|(#\\s*)?(注|备注|備註|说明|說明)\\s*[:：])`, 'i')
/** What a note begins with; most texts don't. */
const NOTE_BEGINNINGS = new Set(
  [...' \t\n\u3000\u00a0导打制审复经报填统注备说備說#pegPEG'].map(sign => sign.charCodeAt(0)),
)

/** True for a text that begins as the words below a list do: 制表人：李四. */
export function isNote(text: string): boolean {
  return NOTE_BEGINNINGS.has(text.charCodeAt(0)) && NOTE.test(text)
}

const SIMPLE: Record<string, string> = {
  計: '计',
  總: '总',
  匯: '汇',
  數: '数',
  額: '额',
  頁: '页',
  個: '个',
  體: '体',
}

/** Words in the order in which they are looked for: one that is in several patterns is the first. */
const WORDS: readonly (readonly [RegExp, Stated, Span, Strength])[] = [
  [/^((本|分)页)?小计$|^[本分]页[合总]计$|^sub ?totals?$/, 'sum', 'part', 'sure'],
  [/^((本|当)[月期日周])?累计$|^running total$/, 'sum', 'running', 'sure'],
  [/^(合计|总计|总合计|共计)$|^(grand ?)?totals?$/, 'sum', 'whole', 'sure'],
  [
    /^(自年初|本|当|上|前|去|今|全|第?[一二三四1-4])?(半?年|年度|季|季度)度?(至今)?(累计|合计|总计|小计)(数|额)?$|^(上|前)[月期日周页次](累计|合计|总计|小计|结转|结余|余额)$/,
    'past',
    'group',
    'sure',
  ],
  [
    /^\d+月份?累计$|^\d{4}年度?(累计|合计|总计)$|^([去上]年|上[月期])同[期月]$|^[同环]比(增长|增幅)?率?$/,
    'past',
    'group',
    'sure',
  ],
  [
    /^(承前|接前|承上|接上|过次|转次|转下|过下)页$|^(期|月|年)[初末](余额|结存|数)$|^上?年结转$/,
    'past',
    'group',
    'sure',
  ],
  [/^(year|quarter) to date$|^[yq]td( total)?$|^(balance )?(brought|carried) forward$/, 'past', 'group', 'sure'],
  [
    /^(总和|总额|总金额|总数|总数量|总量|求和|汇总|总共|总汇总|总求和)$|^(grand |overall )?sum( total)?$/,
    'sum',
    'group',
    'sure',
  ],
  [
    /^(ttl|σ|∑|summe|gesamt)$|^(人民币)?(合计|总计|总金额|金额|小计)?(人民币|金额)?[(]?[大小]写.*$/,
    'sum',
    'group',
    'sure',
  ],
  [/^(grand |overall )?total (amount|sum)$|^overall totals?$|^totals? \(?all\)?$/, 'sum', 'group', 'sure'],
  [
    /^(总计?|合计|小计)?(平均|平均值|平均数|均值)$|^(grand |overall |total )?(average|avg|mean)$/,
    'mean',
    'group',
    'sure',
  ],
  [/^(总计?)?最[大高]值?$|^(grand |overall |total )?maximum$/, 'most', 'group', 'sure'],
  [/^(总计?)?最[小低]值?$|^(grand |overall |total )?minimum$/, 'least', 'group', 'sure'],
  [/^(总计?)?(数值)?计数$|^(grand|overall|total) count$/, 'count', 'group', 'sure'],
  // People are called Wing Sum.
  [/^(全部|所有|全体|整体|总体|全店|总|计)$|^(all|overall)$|^.+ sum$/, 'sum', 'group', 'weak'],
  [/^(总?项数|总?笔数|总?个数|总?人数|总?单数|总?台数)$|^count$/, 'count', 'group', 'weak'],
  [/^(grand )?max$/, 'most', 'group', 'faint'],
  [/^(grand )?min$/, 'least', 'group', 'faint'],
  [/^.+(小计|合计|总计|汇总|总和|共计|累计|求和)$|^.+ (sub ?totals?|totals?)$/, 'sum', 'group', 'named'],
  [/^(小计|合计|总计|共计|累计)(金额|额|数|数量|\d+\D{0,3})$|^共\d+\D{1,3}$/, 'sum', 'group', 'named'],
  [/^(sub ?totals?|totals?|sum) (for|of|by|per) .+$/, 'sum', 'group', 'named'],
  [/^.+(平均值|平均数|平均|均值)$|^.+ average$|^(average|mean) (for|of|by|per) .+$/, 'mean', 'group', 'named'],
  [/^.+最大值$|^maximum (for|of|by|per) .+$/, 'most', 'group', 'named'],
  [/^.+最小值$|^minimum (for|of|by|per) .+$/, 'least', 'group', 'named'],
  [/^.+计数$/, 'count', 'group', 'named'],
  [/^totals? .+$/, 'sum', 'group', 'faint'],
  [/^.+ (mean|avg)$/, 'mean', 'group', 'faint'],
  [/^.+ max(imum)?$/, 'most', 'group', 'faint'],
  [/^.+ min(imum)?$/, 'least', 'group', 'faint'],
  [/^.+ count$|^count (for|of|by|per) .+$/, 'count', 'group', 'faint'],
]

/** Texts of Latin letters end in the same two signs more often, and may all differ: one of these words is in those meant. */
const LATIN = /^[ -~]+$/
const LATIN_WORD =
  /\b(sub-?)?totals?\b|\b(sum|average|avg|mean|max(imum)?|min(imum)?|count|(over)?all|date|[yq]td|forward|ttl|summe|gesamt)\b/i

/** T O T A L */
const SPREAD = /^([a-z] ){2,}[a-z]$/i

function readLabel(text: string): Label | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .replace(/[計總匯數額頁個體総]/g, sign => SIMPLE[sign]!)
    .toLowerCase()
    .replace(/[:_-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[[(【《<](.+)[\])】》>]$/, '$1')
    .replace(/(.)\([^()]{1,8}\)$/, '$1')
    .replace(/(?<=[\p{Script=Han}\d]) | (?=\p{Script=Han})/gu, '')
    .trim()
  if (SPREAD.test(plain)) return readLabel(plain.replaceAll(' ', ''))
  const found = WORDS.find(([pattern]) => pattern.test(plain))
  return found && { stated: found[1], span: found[2], strength: found[3] }
}

// A list has millions of texts and few such words: the last two signs of a text, or its first two, tell nearly all apart.
const SIGNS = 2 ** 16
const last = new Uint8Array(SIGNS)
const pairs = new Uint8Array(SIGNS)
const first = new Uint8Array(SIGNS)
const ANY = 1
const PAIR = 2

function pairOf(a: number, b: number): number {
  return (Math.imul(a, 31) + b) & (SIGNS - 1)
}

for (const sign of '计計总總Σ∑页頁)]】》）〉>:： \u3000\t\n\u200b\ufeff转轉') last[sign.charCodeAt(0)] = ANY
for (let code = 0xff21; code <= 0xff5a; code++) last[code] = ANY
/** How words for sums end, and how some begin. */
const ENDS =
  '汇总 总和 求和 全部 平均 均值 大值 小值 最大 最小 最高 最低 高值 低值 均数 总数 总數 计数 計數 项数 笔数 个数 人数 单数 台数 数量 总量 ' +
  '金额 金額 总额 总共 所有 全体 整体 总体 全店 同期 同月 同比 环比 增长 增幅 长率 幅率 比率 余额 结余 结存 初数 末数 计额 ' +
  'al ls um ge vg an ax in nt ll te rd td tl me mt'
const BEGINNINGS = '合计 小计 总计 共计 累计 大写 小写 金额 人民 合計 小計 總計 共計 累計 to su av co me ma mi'

for (const end of ENDS.split(' ')) {
  for (const word of [end, end.toUpperCase()]) {
    last[word.charCodeAt(1)] ||= PAIR
    pairs[pairOf(word.charCodeAt(0), word.charCodeAt(1))] = 1
  }
}
for (const begin of BEGINNINGS.split(' ')) {
  for (const word of [begin, begin.toUpperCase(), begin[0]!.toUpperCase() + begin[1]!]) {
    first[word.charCodeAt(0)] = PAIR
    pairs[pairOf(word.charCodeAt(0), word.charCodeAt(1))] = 1
  }
}
first['共'.charCodeAt(0)] = ANY
/** Signs that may stand inside such a word where it is spread out: 平 均 值. */
function isGap(code: number): boolean {
  return code === 32 || code === 0x3000 || code === 0xa0
}

/** True for few texts, all that may be such a word among them. */
function mayBeLabel(text: string): boolean {
  const end = text.length - 1
  if (end < 0 || end >= LONGEST) return false
  const sign = text.charCodeAt(end)
  // Nearly all cells of a list are dates, figures and numbers.
  if (sign < 58 && sign > 47) return beginsAsLabel(text)
  const kind = last[sign]!
  if (kind === ANY) return true
  if (kind === PAIR && end > 0) {
    const before = text.charCodeAt(end - 1)
    if (isGap(before) || pairs[pairOf(before, sign)] === 1) return true
  }
  return beginsAsLabel(text)
}

function beginsAsLabel(text: string): boolean {
  const sign = text.charCodeAt(0)
  const begin = first[sign]!
  if (begin === 0 || text.length === 1) return false
  const next = text.charCodeAt(1)
  return begin === ANY || isGap(next) || pairs[pairOf(sign, next)] === 1
}

const known = new Map<string, Label | null>()

/** What a text says of its row; texts that were met are remembered. */
export function labelOf(text: string): Label | undefined {
  if (!mayBeLabel(text)) return undefined
  const before = known.get(text)
  if (before !== undefined) return before ?? undefined
  const label =
    LATIN.test(text) && !LATIN_WORD.test(text) && !SPREAD.test(text.trim()) ? null : (readLabel(text) ?? null)
  if (known.size < MAX_CACHE) known.set(ownCopy(text), label)
  return label ?? undefined
}
