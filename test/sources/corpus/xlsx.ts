// Writes a grid as XLSX by hand, in the dialects of many writers: with and without cell names, shared and inline strings,
// prefixes, formulas with results, both epochs, parts in any order. Takes chance; gives parts, for a zip or for damage.

import { columnLetters } from '../../../src/core/place.ts'
import { contentTypes } from '../../support/zip.ts'
import type { Drawn, Paper } from './cells.ts'
import type { Dice } from './dice.ts'
import { escaped } from './text.ts'

export type Parts = Map<string, Buffer>

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const SHEET = 'xl/worksheets/sheet1.xml'
export const STRINGS = 'xl/sharedStrings.xml'
export const STYLES = 'xl/styles.xml'

export interface Dialect {
  readonly prefix: string
  readonly named: boolean
  readonly strings: 'shared' | 'inline' | 'str'
  readonly formulas: boolean
  readonly disorder: boolean
}

export function dialect(d: Dice): Dialect {
  const named = !d.once(4)
  return {
    prefix: d.once(4) ? 'x:' : '',
    named,
    strings: d.pick(['shared', 'shared', 'inline', 'str']),
    formulas: d.once(3),
    disorder: named && d.once(6),
  }
}

export function asXlsx(d: Dice, grid: readonly (readonly Drawn[])[], paper: Paper, form: Dialect = dialect(d)): Parts {
  const { prefix: p, named } = form
  const strings: string[] = []
  const known = new Map<string, number>()
  // Style 1 is a percentage, style 2 a date.
  const [percent, date] = [d.pick(['9', '10', '164']), d.pick(['14', '22', '31', '57', '165'])]

  function shared(text: string): number {
    const at = known.get(text) ?? strings.push(text) - 1
    known.set(text, at)
    return at
  }

  function cell(drawn: Drawn, row: number, column: number): string {
    const name = named ? ` r="${columnLetters(column)}${row}"` : ''
    if (drawn.kind === 'none') return named && d.once(2) ? '' : `<${p}c${name}/>`
    if (drawn.kind === 'truth') return `<${p}c${name} t="b"><${p}v>${drawn.value ? 1 : 0}</${p}v></${p}c>`
    if (drawn.kind === 'number') {
      const style = { general: '', percent: ' s="1"', date: ' s="2"' }[drawn.format]
      const formula = form.formulas && d.once(3) ? `<${p}f>VLOOKUP(1,Z1:Z9,1)</${p}f>` : ''
      return `<${p}c${name}${style}${d.pick(['', ' t="n"'])}>${formula}<${p}v>${double(d, drawn.digits)}</${p}v></${p}c>`
    }
    if (form.strings === 'shared') return `<${p}c${name} t="s"><${p}v>${shared(drawn.text)}</${p}v></${p}c>`
    if (form.strings === 'str') {
      const formula = form.formulas && d.once(3) ? `<${p}f>"a"&amp;"b"</${p}f>` : ''
      return `<${p}c${name} t="str">${formula}<${p}v>${escaped(drawn.text)}</${p}v></${p}c>`
    }
    return `<${p}c${name} t="inlineStr"><${p}is>${runs(drawn.text)}</${p}is></${p}c>`
  }

  function runs(text: string): string {
    if (!d.once(4) || text.length < 2) return `<${p}t xml:space="preserve">${escaped(text)}</${p}t>`
    const at = d.between(1, text.length - 1)
    // A surrogate pair is never cut.
    const cut = /[\ud800-\udbff]/.test(text[at - 1]!) ? at - 1 : at
    return [text.slice(0, cut), text.slice(cut)]
      .map(part => `<${p}r><${p}rPr><${p}b/></${p}rPr><${p}t xml:space="preserve">${escaped(part)}</${p}t></${p}r>`)
      .join('')
  }

  const rows = grid.map((cells, i) => {
    const drawn = cells.map((one, column) => cell(one, i + 1, column))
    const ordered = form.disorder ? d.shuffle(drawn) : drawn
    return `<${p}row${named ? ` r="${i + 1}"` : ''}>${ordered.join('')}</${p}row>`
  })
  const ordered = form.disorder ? d.shuffle(rows) : rows
  const gap = d.pick(['', '\n', '\r\n  '])
  const dimension = d.once(3) ? `<${p}dimension ref="A1:XFD1048576"/>` : ''
  const xmlns = p === '' ? `xmlns="${MAIN}"` : `xmlns:x="${MAIN}"`
  const head = `${d.pick(['', '\ufeff'])}<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${gap}`
  const epoch = paper.is1904 ? `<${p}workbookPr date1904="${d.pick(['1', 'true'])}"/>` : ''
  const sheet = `${head}<${p}worksheet ${xmlns}>${dimension}<${p}sheetData>${ordered.join(gap)}</${p}sheetData></${p}worksheet>${gap}`
  const list = strings.map(
    text => `<si>${d.once(4) ? `${phonetic(text)}` : `<t xml:space="preserve">${escaped(text)}</t>`}</si>`,
  )
  const entries: [string, string][] = [
    ['[Content_Types].xml', contentTypes(['xl/workbook.xml', SHEET, STYLES, STRINGS])],
    ['_rels/.rels', relations([['r1', 'officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `${head}<${p}workbook ${xmlns} xmlns:r="${RELATION}">${epoch}<${p}sheets><${p}sheet name="工单" sheetId="1" r:id="r1"/></${p}sheets></${p}workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ['r1', 'worksheet', d.pick(['worksheets/sheet1.xml', '/xl/worksheets/sheet1.xml'])],
        ['r2', 'styles', 'styles.xml'],
        ['r3', 'sharedStrings', 'sharedStrings.xml'],
      ]),
    ],
    [
      STYLES,
      `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="${percent}" applyNumberFormat="1"/><xf numFmtId="${date}"/></cellXfs></styleSheet>`,
    ],
    [STRINGS, `<sst xmlns="${MAIN}" count="${strings.length}" uniqueCount="${strings.length}">${list.join('')}</sst>`],
    [SHEET, sheet],
  ]
  return new Map(d.shuffle(entries).map(([name, content]) => [name, Buffer.from(content)]))
}

/** What a reader must leave out: how a text is spoken. */
function phonetic(text: string): string {
  return `<r><t xml:space="preserve">${escaped(text)}</t></r><rPh sb="0" eb="1"><t>999</t></rPh><phoneticPr fontId="1"/>`
}

function relations(list: readonly (readonly [string, string, string])[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`
}

/** A number as writers print a double: plain, with all digits of its noise, or with an exponent. */
function double(d: Dice, plain: string): string {
  const value = Number(plain)
  if (d.once(3)) return value.toPrecision(17)
  return d.once(4) ? value.toExponential() : plain
}
