// What the reader of old workbooks (BIFF8) does not tell: encryption, hidden sheets, the epoch of dates, which numbers are
// shown as percentages, and which formulas' texts it loses. Takes the workbook's stream; broken records end the search.

import { isPercentFormat } from './xlsx.ts'

const BOF = 0x0809
const EOF = 0x000a
const FILE_PASS = 0x002f
const DATE_MODE = 0x0022
const BOUND_SHEET = 0x0085
const FORMAT = 0x041e
const XF = 0x00e0
const NUMBER = 0x0203
const RK = 0x027e
const MUL_RK = 0x00bd
const FORMULA = 0x0006
const STRING = 0x0207
const BUILT_IN_PERCENT: readonly number[] = [9, 10]

export interface XlsSheetFacts {
  readonly hidden: boolean
  /** Cells shown as percentages: row × 65536 + column. */
  readonly percent: readonly number[]
  /** Cells with a formula whose text does not stand right behind it. */
  readonly lost: readonly number[]
}

export interface XlsFacts {
  readonly encrypted: boolean
  readonly is1904: boolean
  /** In the order of the workbook's sheets. */
  readonly sheets: readonly XlsSheetFacts[]
}

interface Rec {
  readonly id: number
  readonly at: number
  readonly data: Buffer
}

function* records(stream: Buffer, from: number): Generator<Rec> {
  for (let at = from; at + 4 <= stream.length; ) {
    const end = at + 4 + stream.readUInt16LE(at + 2)
    if (end > stream.length) return
    yield { id: stream.readUInt16LE(at), at, data: stream.subarray(at + 4, end) }
    at = end
  }
}

export function xlsFacts(stream: Buffer): XlsFacts {
  const percentFormats = new Set(BUILT_IN_PERCENT)
  const percentStyles: boolean[] = []
  const sheets: { hidden: boolean; at: number }[] = []
  let encrypted = false
  let is1904 = false
  for (const { id, data } of records(stream, 0)) {
    if (id === EOF || encrypted) break
    if (id === FILE_PASS) encrypted = true
    else if (id === DATE_MODE && data.length >= 2) is1904 = data.readUInt16LE(0) === 1
    else if (id === BOUND_SHEET && data.length >= 6)
      sheets.push({ at: data.readUInt32LE(0), hidden: (data[4]! & 3) !== 0 })
    else if (id === FORMAT && data.length >= 5 && isPercentFormat(formatText(data)))
      percentFormats.add(data.readUInt16LE(0))
    else if (id === XF && data.length >= 4) percentStyles.push(percentFormats.has(data.readUInt16LE(2)))
  }
  return {
    encrypted,
    is1904,
    sheets: sheets.map(({ hidden, at }) => ({ hidden, ...cellFacts(stream, at, percentStyles) })),
  }
}

function formatText(data: Buffer): string {
  return data.subarray(5).toString((data[4]! & 1) === 0 ? 'latin1' : 'utf16le')
}

function cellFacts(stream: Buffer, from: number, percentStyles: readonly boolean[]): Omit<XlsSheetFacts, 'hidden'> {
  const percent: number[] = []
  const lost: number[] = []
  let depth = 0
  let awaited: number | undefined
  for (const { id, data } of records(stream, from)) {
    if (awaited !== undefined && id !== STRING) lost.push(awaited)
    awaited = undefined
    if (id === BOF) depth++
    else if (id === EOF && --depth <= 0) break
    if (depth !== 1 || data.length < 6) continue
    const cell = data.readUInt16LE(0) * 65_536 + data.readUInt16LE(2)
    if (id === NUMBER || id === RK || id === FORMULA) {
      if (percentStyles[data.readUInt16LE(4)]) percent.push(cell)
      // A result of 0, …, FF FF is a text, which follows in a record of its own.
      if (id === FORMULA && data.length >= 14 && data.readUInt16LE(12) === 0xffff && data[6] === 0) awaited = cell
    } else if (id === MUL_RK) {
      for (let i = 0; 4 + i * 6 + 8 <= data.length; i++)
        if (percentStyles[data.readUInt16LE(4 + i * 6)]) percent.push(cell + i)
    }
  }
  return { percent, lost }
}
