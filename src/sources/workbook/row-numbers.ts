// Gives the rows of a sheet their numbers where it leaves them out, as it may: the library takes no row for hidden that has
// none. Takes the XML of a sheet; gives it as it is where every row is numbered, or none is hidden.

const ROW = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<((?:\w+:)?row)(?=[\s/>])([^>]*)>/g
const NUMBER = /(?:^|\s)r\s*=\s*["'](\d+)["']/
const HIDDEN = Buffer.from('hidden')

export function withRowNumbers(sheet: Buffer): Buffer {
  if (!sheet.includes(HIDDEN)) return sheet
  let last = 0
  let missing = false
  const text = sheet.toString().replace(ROW, (whole, tag: string | undefined, attributes: string) => {
    if (tag === undefined) return whole
    const number = NUMBER.exec(attributes)?.[1]
    last = number === undefined ? last + 1 : Number(number)
    if (number !== undefined) return whole
    missing = true
    return `<${tag} r="${last}"${attributes}>`
  })
  return missing ? Buffer.from(text) : sheet
}
