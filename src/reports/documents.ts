// What `--json` prints: amounts are texts with exactly two decimals, other figures plain decimal texts.

import { amountText } from '../core/money.ts'
import { placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import type { PayResult } from '../pay/result.ts'
import type { Language } from './messages/sentence.ts'
import { sentenceOf } from './problem-text.ts'

export interface ProblemDocument {
  code: string
  severity: string
  at: string
  message: string
  hint: string
}

export function problemDocument(problem: Problem, language: Language): ProblemDocument {
  const { message, hint } = sentenceOf(problem, language)
  return { code: problem.code, severity: problem.severity, at: problem.at ? placeText(problem.at) : '', message, hint }
}

/** The document of `run` and `try`. */
export function payDocument(
  period: string,
  scheme: string,
  result: PayResult,
  problems: readonly Problem[],
  language: Language,
): object {
  return {
    period,
    scheme,
    people: result.people.map(p => ({
      id: p.id,
      name: p.name,
      position: p.position,
      scores: Object.fromEntries(p.scores.map(s => [s.name, s.text])),
      lines: p.lines.map(l => ({ name: l.name, amount: amountText(l.amount), commission: l.commission })),
      reserves: p.reserves.map(r => ({
        name: r.name,
        withheld: amountText(r.withheld),
        forfeited: amountText(r.forfeited),
      })),
      deductions: p.deductions.map(d => ({ name: d.name, amount: amountText(d.amount) })),
      deducted: amountText(p.deducted),
      carried: amountText(p.carried),
      gross: amountText(p.gross),
      net: amountText(p.net),
      flags: p.flags,
    })),
    groups: result.groups.map(g => ({
      by: g.by,
      key: g.key,
      values: Object.fromEntries(g.values.map(v => [v.name, v.text])),
    })),
    problems: problems.map(p => problemDocument(p, language)),
  }
}
