// What a file may be at most, so that a broken or hostile one ends in a problem and not in a full memory. Only numbers:
// the readers that they stop are named beside them.

const MB = 1024 * 1024

/** Text files are read in a stream: the limit only guards against a wrong file. */
export const MAX_TEXT_BYTES: number = 4096 * MB
/** Workbooks are read whole. */
export const MAX_WORKBOOK_BYTES: number = 256 * MB
/** HTML and XML tables are one string while they are read. */
export const MAX_MARKUP_BYTES: number = 64 * MB
/** What all parts of a workbook may unpack to. */
export const MAX_UNPACKED_BYTES: number = 300 * MB
/** A part that unpacks to more than this and to more than so many times its size is a bomb. */
export const BOMB_BYTES: number = 64 * MB
export const BOMB_RATIO = 250
/** Parts of a workbook. */
export const MAX_PARTS = 10_000
/** Cells of a sheet, empty ones between others included. */
export const MAX_CELLS = 20_000_000
/** Characters of one record of a text file: beyond it a quote was not closed. */
export const MAX_RECORD: number = MB
/** Rows at the top of a sheet among which the header is looked for. */
export const HEADER_ROWS = 40
/** Cells of such a row, and merged cells, that are looked at. */
export const HEADER_CELLS = 2000
/** Problems of one code and column that are kept in full; the rest is counted. */
export const MAX_ALIKE = 50
/** Rows of a batch. */
export const BATCH_ROWS = 2048
/** Characters of a cell that is to be a figure, a date or a person; longer ones are refused unread. */
export const MAX_TYPED_TEXT = 120
/** Texts that a cache of read cells may hold. */
export const MAX_CACHE = 10_000
