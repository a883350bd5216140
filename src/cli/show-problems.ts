// Problems for a terminal: grouped by file, worst first, each with its place, the line or row as it stands, what was
// found and what to do.

import { decimal } from '../core/decimal.ts'
import { addTo } from '../core/lists.ts'
import { placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import { visible } from '../core/visible.ts'
import type { ToMend } from '../reports/mend.ts'
import { sentenceOf } from '../reports/problem-text.ts'
import { figure, text } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import { gridLines } from '../writers/terminal/grid.ts'
import { cut, widthOf, wrap } from '../writers/terminal/wrap.ts'
import type { Terminal } from './streams.ts'

/** Pay that is to be written before all else, errors before warnings, then by file, line and column. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const worst = new Map<string, number>()
  for (const p of problems) {
    const file = p.at?.file ?? ''
    worst.set(file, Math.min(worst.get(file) ?? 1, weightOf(p)))
  }
  const rank = (p: Problem): (string | number)[] => [
    worst.get(p.at?.file ?? '')!,
    p.at?.file ?? '',
    weightOf(p),
    p.at?.sheet ?? '',
    p.at?.line ?? Number(/\d+$/.exec(p.at?.cell ?? '')?.[0] ?? 0),
    p.at?.column ?? 0,
  ]
  return [...problems].sort((a, b) => {
    const x = rank(a)
    const y = rank(b)
    const i = x.findIndex((v, k) => v !== y[k])
    return i < 0 ? 0 : x[i]! < y[i]! ? -1 : 1
  })
}

/** Without it nothing else of a scheme is of any use. */
function weightOf({ code, severity }: Problem): number {
  return code === 'PAY_UNWRITTEN' ? -1 : severity === 'error' ? 0 : 1
}

export function counts(problems: readonly Problem[]): { errors: number; warnings: number } {
  const errors = problems.filter(p => p.severity === 'error').length
  return { errors, warnings: problems.length - errors }
}

/** The text of problems, each a few lines; those of a file stand together under its name where there are several files. */
export function problemLines(problems: readonly Problem[], t: Terminal): string[] {
  const files = new Map<string, Problem[]>()
  for (const p of sortProblems(problems)) {
    const file = p.at?.file ?? ''
    addTo(files, file, p)
  }
  return [...files].flatMap(([file, own]) => {
    const { errors, warnings } = counts(own)
    const title = t.paint.underline(file) + t.paint.dim(` · ${wordsIn(t.language).terminal.problems(errors, warnings)}`)
    return [...(files.size > 1 && file !== '' ? [title, ''] : []), ...own.flatMap(p => [...oneProblem(p, t), ''])]
  })
}

/** What is to be mended, a line a file, in the order in which that helps most. */
export function mendLines(files: readonly ToMend[], t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  return files.slice(0, FEW).map(({ file, owner = '', errors, also = [] }, i) => {
    const said = i === 0 ? w.mendFirst : w.mendThen
    return `  ${said(file === '' ? w.elsewhere : t.paint.underline(file), w.problems(errors, 0), owner, also.slice(0, MOST_RELATED))}`
  })
}

/** So many can be seen at a glance. */
const FEW = 5

/** How many there are of each kind in each file, where they are too many to be seen at a glance. */
export function overviewLines(problems: readonly Problem[], t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  const labels = wordsIn(t.language).labels
  const kinds = new Map<string, Problem[]>()
  for (const p of sortProblems(problems)) {
    const key = `${p.at?.file ?? ''}\n${p.code}`
    addTo(kinds, key, p)
  }
  if (problems.length <= FEW || kinds.size === 1) return []
  const rows = [...kinds.values()].map(own => {
    const { errors, warnings } = counts(own)
    const many = [errors, warnings].map(count => (count === 0 ? null : decimal(count)))
    return [own[0]!.at?.file ?? '', own[0]!.code, ...many]
  })
  const columns = [
    ...[labels.file, labels.code].map(title => ({ ...text(title), least: 20 })),
    ...[w.errors, w.warnings].map(title => ({ ...figure(title), total: true })),
  ]
  return [t.paint.bold(w.overview), ...gridLines({ columns, rows, totalWord: labels.total }, t, { indent: 2 }), '']
}

const MOST_RELATED = 4

function oneProblem(p: Problem, t: Terminal): string[] {
  const { paint, width } = t
  const w = wordsIn(t.language).terminal
  const colour = p.severity === 'error' ? paint.red : paint.yellow
  const { message, hint } = sentenceOf(p, t.language)
  const where = p.at ? placeText(p.at) : ''
  const lines = [
    `${paint.bold(colour(w[p.severity]))} ${paint.bold(where)}${where === '' ? '' : '  '}${paint.dim(p.code)}`,
  ]
  if (p.quote) lines.push(...quoteLines(p.quote, t, colour))
  lines.push(...wrap(message, width - 2).map(l => `  ${l}`))
  lines.push(
    ...wrap(hint, width - 4)
      .filter(l => l !== '')
      .map((l, i) => `  ${i === 0 ? paint.cyan('→') : ' '} ${l}`),
  )
  const accepted = p.code === 'EXPECTATION_OUTSIDE' ? w.acceptedAtClose : w.accepted
  if (p.allowed !== undefined) lines.push(...wrap(accepted(p.allowed), width - 2).map(l => `  ${paint.green(l)}`))
  const related = (p.related ?? []).filter(r => placeText(r.at) !== where)
  for (const { at, note } of related.slice(0, MOST_RELATED)) {
    const place = `  ${w.alsoAt} ${placeText(at)}`
    lines.push(paint.dim(note === '' ? place : cut(`${place}  ${note}`, width)))
  }
  return lines
}

function quoteLines(quote: NonNullable<Problem['quote']>, t: Terminal, colour: (text: string) => string): string[] {
  const { paint, width } = t
  const indent = /^\s*/.exec(quote.text)![0].length
  // What is written out is longer than it was.
  const shownTo = (end: number): number => visible(quote.text.slice(indent, Math.max(indent, end))).length
  const text = visible(quote.text.slice(indent))
  const from = shownTo(quote.from ?? 0)
  const to = Math.max(from + 1, shownTo(quote.to ?? 0))
  // A long line is shown from a little before the spot.
  const room = width - 4
  const start = widthOf(text.slice(0, to)) > room ? Math.max(0, from - Math.floor(room / 4)) : 0
  const shown = cut(text.slice(start), room)
  const lines = [`  ${paint.dim('│')} ${shown}`]
  if (quote.from !== undefined && from - start < shown.length) {
    const before = widthOf(text.slice(start, from))
    const under = Math.max(1, Math.min(widthOf(text.slice(from, to)), room - before))
    lines.push(`  ${paint.dim('│')} ${' '.repeat(before)}${colour('^'.repeat(under))}`)
  }
  return lines
}
