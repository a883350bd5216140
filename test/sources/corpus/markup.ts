// Writes a grid as what else systems save under the name of a workbook: HTML tables, XML spreadsheets of 2003, old binary
// workbooks. Takes chance; gives bytes.

import { utils, write } from '@e965/xlsx'
import type { Drawn, Paper } from './cells.ts'
import type { Dice } from './dice.ts'
import { drawnText, encode, escaped } from './text.ts'

type Grid = readonly (readonly Drawn[])[]

export function asHtml(d: Dice, grid: Grid): Buffer {
  const upper = d.once(3)
  const tag = (name: string): string => (upper ? name.toUpperCase() : name)
  const open = d.once(4)
  const content = (cell: Drawn): string => {
    const text = escaped(drawnText(cell)).replaceAll('\n', d.pick(['<br>', '<br/>', '&#10;']))
    const named = text.replaceAll('￥', d.pick(['￥', '&yen;', '&#165;'])).replaceAll('\u00a0', '&nbsp;')
    return d.once(6) ? `<span style='mso-number-format:"\\@"'>${named}</span>` : named
  }
  const rows = grid.map(cells => {
    const line = cells.map(
      cell =>
        `<${tag('td')}${d.pick(['', ' class="x"', " align='right'"])}>${content(cell)}${open ? '' : `</${tag('td')}>`}`,
    )
    return `<${tag('tr')}>${line.join('')}${open ? '' : `</${tag('tr')}>`}`
  })
  const head = d.pick([
    '',
    '<html><head><title>x</title></head><body>',
    '<!DOCTYPE html>\n<html><body>',
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>',
  ])
  const page = `${head}<${tag('table')} border=1>${d.pick(['', '<tbody>'])}${rows.join(d.pick(['', '\n']))}</${tag('table')}>${head === '' ? '' : '</body></html>'}`
  return encode(page, d.pick(['utf-8', 'utf-8 marked', 'gb18030']))
}

export function asXml2003(d: Dice, grid: Grid): Buffer {
  const data = (type: string, text: string): string => `<Data ss:Type="${type}">${text}</Data>`
  const cell = (drawn: Drawn, at: number, skipped: boolean): string => {
    const index = skipped ? ` ss:Index="${at + 1}"` : ''
    if (drawn.kind === 'none') return `<Cell${index}/>`
    if (drawn.kind === 'truth') return `<Cell${index}>${data('Boolean', drawn.value ? '1' : '0')}</Cell>`
    if (drawn.kind === 'text')
      return `<Cell${index}>${data('String', escaped(drawn.text).replaceAll('\n', '&#10;'))}</Cell>`
    const style = drawn.format === 'percent' ? ` ss:StyleID="${d.pick(['p', 'c'])}"` : ''
    const formula = d.once(5) ? ' ss:Formula="=1+1"' : ''
    return `<Cell${index}${style}${formula}>${data('Number', drawn.digits)}</Cell>`
  }
  const rows = grid.map(cells => {
    let skipped = false
    const line = cells.map((drawn, at) => {
      if (drawn.kind === 'none' && d.once(2)) {
        skipped = true
        return ''
      }
      const written = cell(drawn, at, skipped)
      skipped = false
      return written
    })
    return `<Row>${line.join('')}</Row>`
  })
  const page = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="p"><NumberFormat ss:Format="${d.pick(['Percent', '0.00%'])}"/></Style><Style ss:ID="c" ss:Parent="p"><Font/></Style></Styles><Worksheet ss:Name="工单"><Table>${rows.join(d.pick(['', '\n']))}</Table></Worksheet></Workbook>`
  const noted = d.once(3)
    ? page.replaceAll('</Data></Cell>', '</Data><Comment><ss:Data>9</ss:Data></Comment></Cell>')
    : page
  return encode(noted, d.pick(['utf-8', 'utf-8 marked']))
}

/** The old binary form, by another library. */
export function asXls(_: Dice, grid: Grid, paper: Paper): Buffer {
  const sheet = utils.aoa_to_sheet([[]])
  for (const [r, cells] of grid.entries()) {
    for (const [c, drawn] of cells.entries()) {
      if (drawn.kind === 'none') continue
      const name = utils.encode_cell({ r, c })
      if (drawn.kind === 'text') sheet[name] = { t: 's', v: drawn.text }
      else if (drawn.kind === 'truth') sheet[name] = { t: 'b', v: drawn.value }
      else {
        const z = { general: 'General', percent: '0.00%', date: 'yyyy/m/d' }[drawn.format]
        sheet[name] = { t: 'n', v: Number(drawn.digits), z }
      }
    }
  }
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: grid.length, c: 20 } })
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '工单')
  book.Workbook = { WBProps: { date1904: paper.is1904 } }
  return write(book, { type: 'buffer', bookType: 'biff8' })
}
