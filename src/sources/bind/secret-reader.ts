// Reads cells that hold the number of an identity document or of a bank account: exactly as text, without its spaces.
// Refuses what a spreadsheet has made a number of, since its zeros or last digits may be gone, and numbers that can't be
// right; what is only odd is told. What it tells shows such numbers masked.

import { accountDoubt, accountFault, idFault, masked, type SecretKind } from '../../core/secret.ts'
import { BLANK } from '../../tables/batch.ts'
import type { Interner } from '../../tables/interner.ts'
import { isRefusal, type Refusal } from '../cells/cell.ts'
import { clean, fold, unwrap } from '../cells/text.ts'
import { type ColumnContext, type Content, cellReader, type ReadCell, refuse } from './reader.ts'
import { MAX_DIGITS, SCIENTIFIC } from './word-readers.ts'

export function secretReader(context: ColumnContext, dictionary: Interner, kind: SecretKind): ReadCell {
  const { spec, index, report } = context
  return cellReader(context, {
    fast: () => BLANK,
    careful(content) {
      const text = secretText(content, kind)
      if (isRefusal(text)) return refuse(context, content, text)
      const doubt = kind === 'account' ? accountDoubt(text) : undefined
      if (doubt) report.cell('NUMBER_DOUBTFUL', index, { column: spec.name, found: masked(text), doubt })
      return dictionary.code(text)
    },
    blank: BLANK,
  })
}

function secretText(content: Content, kind: SecretKind): string | Refusal {
  if (typeof content === 'number') return { reason: content < MAX_DIGITS ? 'number cell' : 'digits lost' }
  if (typeof content !== 'string') return { reason: content instanceof Date ? 'a date' : 'number cell' }
  const text = fold(unwrap(clean(content))).toUpperCase()
  if (SCIENTIFIC.test(text)) return { reason: 'scientific' }
  const reason = kind === 'account' ? accountFault(text) : idFault(text)
  return reason ? { reason } : text
}
