// The book of a shop where it is sound. Takes the shop's folder; gives the book, or its damage as problems.

import type { Finding } from '../book/finding.ts'
import { type Book, readBook } from '../book/read.ts'
import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { BOOK_FOLDER } from '../files/names.ts'

/** Reads the book of a shop. */
export async function soundBook(root: string): Promise<Result<Book>> {
  const book = await readBook(pathIn(root, BOOK_FOLDER))
  return book.findings.length > 0 ? failed(book.findings.map(findingProblem)) : done(book)
}

/** A fault of the book as a problem. */
export function findingProblem({ damage, entry, facts }: Finding): Problem {
  const at = entry === '' ? undefined : { file: `${BOOK_FOLDER}/${entry}` }
  return problem('BOOK_DAMAGED', at, { entry, damage, facts })
}

/** The damage of a book that was read with what a writer left that broke off, which is none. */
export function damageOf(findings: readonly Finding[]): Problem[] {
  return findings.filter(f => f.damage !== 'leftover').map(findingProblem)
}
