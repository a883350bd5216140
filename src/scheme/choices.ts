// Choices by a text, a yes or a number, and weighted sums, as the scheme file writes them → checked formulas.

import { problem } from '../core/problem.ts'
import { isSlip, suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import type { Bound } from '../formula/bound.ts'
import { homeOf } from '../formula/environment.ts'
import { type Home, isNumeric, MONEY, NUMBER } from '../formula/types.ts'
import {
  bindSource,
  bindText,
  type Context,
  foundOf,
  type Inner,
  sameType,
  tell,
  unknownAt,
  unknownKey,
} from './context.ts'
import { SCHEME_KINDS } from './kinds.ts'
import type { Path } from './text.ts'

export function bindChoice(
  path: Path,
  map: Record<string, unknown>,
  rows: readonly string[],
  allowed: readonly string[],
  context: Context,
  inner: Inner,
): Bound {
  const of = bindText([...path, 'choose by'], context)
  if (of.type.kind === 'person' || of.type.kind === 'list')
    tell(context, 'TYPE_WRONG', [...path, 'choose by'], { what: of.text, expected: 'text', found: of.type.kind })
  const kind = SCHEME_KINDS[of.type.kind]
  const words = [...allowed, 'otherwise']
  const seen = new Set<string>()
  const cases: { values: string[]; result: Bound }[] = []
  let otherwise: Bound | undefined
  if (rows.length === 0)
    tell(context, 'SHAPE_WRONG', path, { expected: ['A, B: …', 'otherwise: …'], found: term('nothing') })
  for (const key of rows) {
    if (isSlip(key, words) && !of.type.values?.includes(key)) {
      unknownKey([...path, key], words, context)
      continue
    }
    const result = inner([...path, key], map[key], context)
    if (key === 'otherwise') {
      otherwise = result
      continue
    }
    const values = key.split(/[,，、]/).map(v => {
      const value = kind.written(v.trim())
      if (value === undefined)
        tell(context, 'SHAPE_WRONG', [...path, key], { expected: [term(kind.form)], found: v.trim() }, true)
      return value ?? v.trim()
    })
    for (const value of values) {
      if (seen.has(value)) tell(context, 'CHOICE_REPEATED', [...path, key], { value }, true)
      seen.add(value)
      const known = of.type.kind === 'yes/no' ? ['yes', 'no'] : of.type.values
      if (known && !known.includes(value)) {
        tell(
          context,
          'TEXT_UNKNOWN',
          [...path, key],
          { found: value, nearest: suggest(value, known), known: known.join('、') },
          true,
        )
      }
    }
    cases.push({ values, result })
  }
  const all = of.type.kind === 'yes/no' ? ['yes', 'no'] : (of.type.values ?? [])
  const left = otherwise ? [] : all.filter(v => !seen.has(v))
  if (left.length > 0) {
    tell(context, 'CHOICE_MISSING', path, {
      value: left.join('、'),
      of: of.text,
      reader: String(path[path.length - 1]),
    })
  }
  const results = [...cases.map(c => c.result), ...(otherwise ? [otherwise] : [])]
  const type = sameType(results, context)
  const home = homeOf(of, ...results)
  return {
    kind: 'choice',
    of,
    cases,
    otherwise,
    type,
    home,
    text: `choose by: ${of.text}`,
    at: context.text.at([...path, 'choose by']).at,
  }
}

export function bindWeighted(path: Path, value: unknown, context: Context): Bound {
  const at = context.text.at(path).at
  if (typeof value !== 'object' || value === null) {
    tell(context, 'SHAPE_WRONG', path, { expected: [term('map of weights')], found: foundOf(value) })
    return unknownAt(path, context)
  }
  const parts = context.text.keys(path).map(key => ({
    of: bindSource(context.text.keyFormula([...path, key]), context),
    weight: bindText([...path, key], context),
  }))
  for (const { weight } of parts) {
    if (!isNumeric(weight.type))
      context.report(
        problem('TYPE_WRONG', weight.at, { what: weight.text, expected: 'number', found: weight.type.kind }),
      )
  }
  const type = sameType(
    parts.map(p => p.of),
    context,
  )
  const home: Home = homeOf(...parts.flatMap(p => [p.of, p.weight]))
  return {
    kind: 'weighted',
    parts,
    type: type.kind === 'money' ? MONEY : type.kind === 'unknown' ? type : NUMBER,
    home,
    text: 'weighted',
    at,
  }
}
