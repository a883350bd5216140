// Words of a command → the line that is typed.

/** A command line as a shell takes it. */
export function shellLine(words: readonly string[]): string {
  return words
    .map(word =>
      /^[\p{L}\p{N}_@%+:,./-][\p{L}\p{N}_@%+:,./~=-]*$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
    )
    .join(' ')
}
