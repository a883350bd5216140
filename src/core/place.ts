// Where a thing stands: a spot in a text file, or a cell of a workbook's sheet. Only data; nothing is opened here.

export interface Place {
  /** Path as the user knows it, relative to the shop folder where it lies inside. */
  readonly file: string
  /** 1-based line of a text file. */
  readonly line?: number
  /** 1-based column: characters of the line in a scheme, cells of the row in a CSV file. */
  readonly column?: number
  /** Sheet of a workbook. */
  readonly sheet?: string
  /** Cell or row of a sheet, `B12` or `12`. */
  readonly cell?: string
}

/** `scheme.yaml:12:5`, `orders.csv:7:3` or `parts.xlsx!Sheet1!G12`. */
export function placeText(place: Place): string {
  const { file, sheet, cell, line, column } = place
  if (sheet !== undefined) return cell === undefined ? `${file}!${sheet}` : `${file}!${sheet}!${cell}`
  return `${file}${line === undefined ? '' : `:${line}`}${column === undefined ? '' : `:${column}`}`
}

/** Spreadsheet name of a 0-based column: 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + columnLetters(index % 26)
}
