// Every mistake of a scheme file gives one problem: its code, its line and column, and words that name what is wrong
// and what to do. Several mistakes give several problems. No code without a case.

import { describe, expect, test } from 'vitest'
import { wordsIn } from '../../src/words/language.ts'
import { edited } from '../support/edited.ts'
import { BASE, expectOne, problemsOf } from './cases.ts'
import { EFFECT_CASES } from './effect-problems.ts'
import { FILE_CASES } from './file-problems.ts'
import { FORMULA_CASES } from './formula-problems.ts'
import { IDLE_CASES } from './idle-problems.ts'
import { LAYOUT_CASES } from './layout-problems.ts'
import { LINT_CASES } from './lint-problems.ts'
import { MADE_CASES } from './made-problems.ts'
import { SHARING_CASES } from './sharing-problems.ts'
import { SLIP_CASES } from './slip-problems.ts'

const CASES = [
  ...FILE_CASES,
  ...FORMULA_CASES,
  ...SHARING_CASES,
  ...LAYOUT_CASES,
  ...LINT_CASES,
  ...EFFECT_CASES,
  ...IDLE_CASES,
  ...MADE_CASES,
  ...SLIP_CASES,
]

describe.each(CASES.map(c => [c.code, c] as const))('%s', (_, c) => {
  test(c.name, () => {
    expectOne(c)
  })
})

describe('CHAIN_TOO_LONG', () => {
  test('values that read one another further than anyone can follow', () => {
    const chain = Array.from({ length: 200 }, (_, i) => `  步${i}: 步${i + 1}`).join('\n')
    const text = edited(
      BASE,
      ['  台数: count', `${chain}\n  步200: 1\n  台数: count`],
      ['复核: 得分 < 60', '复核: 步0 > 60'],
    )
    const [first, ...more] = problemsOf(text).filter(p => p.severity === 'error')
    expect(first).toMatchObject({ code: 'CHAIN_TOO_LONG', at: { file: 'scheme.yaml' } })
    expect(more).toEqual([])
  })
})

/** Codes that no scheme file can give by itself: of files and their cells, of calculation and of commands. */
const OTHERS = new Set([
  ...['SCHEME_MISSING', 'SCHEME_TWICE'],
  ...[
    'GROUP_MISSING',
    'GROUP_FOLDER',
    'GROUP_SHOPS_NONE',
    'GROUP_SHOP_TWICE',
    'GROUP_SHOP_GONE',
    'GROUP_SHOPS_LESS',
    'GROUP_NOT_LISTED',
    'GROUP_OWN_SCHEME',
    'GROUP_NOT_ALLOWED',
    'GROUP_SHARDS_NONE',
    'GROUP_BUSY',
    'GROUP_SHARD_MISSING',
    'GROUP_SHARDS_MIXED',
    'GROUP_SHARD_OLD',
    'GROUP_WORKER',
    'GROUP_CURRENCIES',
  ],
  ...[
    'FILE_MISSING',
    'FILE_NONE',
    'FILE_NO_ROWS',
    'FILE_AMBIGUOUS',
    'FILE_COPY',
    'FILE_UNREADABLE',
    'FILE_TOO_LARGE',
    'FILE_PROTECTED',
    'FILE_EMPTY',
  ],
  ...['FILE_ENCODING', 'FILE_TEXT_BROKEN', 'FILE_OTHER_MONTH', 'FILE_NOT_A_TABLE', 'SHEET_AMBIGUOUS'],
  ...['SHEET_MISSING', 'SHEET_SEVERAL', 'SHEET_UNREAD', 'HEADER_GROUP', 'ROWS_HIDDEN'],
  ...[
    'HEADER_MISSING',
    'HEADER_NOT_FOUND',
    'HEADER_REPEATED',
    'HEADER_ROW_WIDTH',
    'HEADINGS_WRONG',
    'UNIT_WRONG',
    'UNIT_UNCLEAR',
    'UNIT_UNSAID',
    'CONTROL_TOTAL',
    'ROW_MAYBE_TOTAL',
  ],
  ...['CELL_INVALID', 'CELL_AMBIGUOUS', 'CELL_BLANK', 'CELL_NO_RESULT', 'CELL_VALUE_UNKNOWN', 'CELLS_MORE'],
  ...[
    'ROW_WIDTH',
    'ROWS_AFTER_TOTAL',
    'ROWS_BLANK',
    'ROW_REPEATED',
    'ROW_MISSING',
    ...['NOT_RATED', 'MARK_IGNORED', 'MARK_UNASKED', 'CELL_BESIDE', 'FORM_NONE', 'FORM_NAME', 'FORM_THERE'],
    'ROW_BLANK_USED',
    'ROW_RULE_BROKEN',
    'ROW_RULE_UNKEPT',
    'LOOKUP_MISSED',
    ...['MADE_KEY_BLANK', 'MADE_ROWS_MANY'],
    'OWNED_BLANK',
    ...['TEXT_NEAR', 'JOIN_NEAR', 'JOIN_NONE', 'JOIN_MISSED', 'JOIN_TWICE', 'ROWS_TIED'],
    'ROWS_OTHER_MONTH',
    'FILE_NOT_DUE',
    'NOTHING_DUE',
  ],
  ...[
    'PERSON_UNKNOWN',
    'PERSON_AMBIGUOUS',
    'PERSON_SEVERAL',
    'PERSON_NAME_OTHER',
    'PERSON_SHARES',
    'PERSON_REPEATED',
    'NUMBER_SHARED',
  ],
  ...['PERSON_CHANGED', 'PERSON_RENUMBERED', 'PERSON_NO_NUMBER', 'PERSON_ALIKE'],
  ...[
    'GROUP_UNKNOWN',
    'POSITION_UNPAID',
    'PAY_UNWRITTEN',
    ...['SCHEME_THERE', 'NO_EXPORTS', 'MONTH_UNSAID'],
    'POSITION_EMPTY',
    'FILE_SHARED',
    'COLUMN_UNUSED',
    'SHARE_BY_GROUP',
    'LIST_AMBIGUOUS',
    'VARIANTS_MANY',
  ],
  ...['CASES_MISSING', 'CASE_REPEATED', 'CASE_EMPTY'],
  ...['FIGURE_MISSING', 'POSITION_UNKNOWN', 'NOBODY_PAID', 'TIMES_DROPPED', 'DATES_MIXED', 'DATE_SWAPPED'],
  ...[
    'DIVISION_BY_ZERO',
    'VALUE_BLANK',
    'VALUE_LOST',
    'VALUE_NOT_ONE',
    'BANDS_DISORDER',
    'CHOICE_NONE',
    'REFUSED',
    'SHARE_IMPOSSIBLE',
  ],
  ...[
    'GROUP_NONE',
    'NUMBER_RUNAWAY',
    'NO_SUCH_DAY',
    'TIME_BACKWARDS',
    'NO_SUCH_DATE',
    'RULE_BROKEN',
    'RULE_UNKEPT',
    'NET_NEGATIVE',
    'BELOW_ZERO',
    'PAID_EARLY',
    'PAID_BELOW_ZERO',
  ],
  ...['ADJUSTMENT_REFUSED', 'REFERENCE_AGAIN', 'ADJUSTED_UNPAID', 'DRAW_OWED'],
  ...['EXPECTATION_OUTSIDE', 'EXPECTATION_NOTHING', 'EXPECTATION_OPEN'],
  ...['TRIED_ALONE', 'TRIED_FIRST', 'INPUT_MISSING', 'INPUT_INVALID', 'INPUT_UNKNOWN', 'INPUT_DISAGREES'],
  ...[
    'LEDGER_PERSON',
    'CORRECTION_PERSON',
    'EARLIER_NOT_KEPT',
    'BOOK_DAMAGED',
    'BOOK_CONTRADICTED',
    'BOOK_CONTRADICTED_MORE',
    'BOOK_NOT_REPLAYED',
    'SEAL_UNKNOWN',
    'BOOK_LEFTOVER',
    'TIME_BACK',
    'SHEETS_NONE',
    'SHEETS_UNSTAMPED',
    ...['MONTH_OPENED', 'BOOK_BEGUN', 'OPENING_LACKS', 'OPENING_SHEET', 'OPENING_CELL', 'OPENING_TOTAL'],
    'MONTH_CLOSED',
    'MONTH_ORDER',
    'MONTH_NOT_CLOSED',
    'MONTHS_OPEN',
    'RELEASE_RESULTS',
    'SCHEME_CHANGED',
    ...['STINT_OTHER_MONTH', 'STINT_GAP', 'STINT_NONE', 'STINT_UNSAID', 'STINT_DIFFERS', 'STINT_WHOLE', 'STINT_TWICE'],
    'ORDERS_UNKNOWN',
  ],
  ...[
    'DRAFT_MISSING',
    'DRAFT_STALE',
    'DRAFT_FILE_KEPT',
    'DRAFT_LEFT',
    'APPROVAL_MISSING',
    'RELEASE_NOT_RULED',
    'RELEASE_OPEN',
  ],
  ...['SIGN_FAILED', 'APPROVAL_UNSIGNED', 'APPROVAL_TYPED', 'APPROVAL_VOID', 'APPROVAL_NOT_SIGNED'],
  ...['DRAFT_UNFIT', 'SIGNER_UNKNOWN', 'SIGNATURES_UNCHECKED'],
  ...['RELEASE_NOTHING', 'RELEASE_PAYOUT', 'RELEASE_FORFEITS', 'BOOK_TAKEN'],
  ...[
    'FILE_TWICE',
    'FILE_AS_BEFORE',
    'ROW_TWICE',
    'ROW_ALIKE',
    'ROWS_PASTED',
    'ID_REPEATED',
    'ID_NEAR',
    'PERCENT_FAR',
    'PERCENT_PLAIN',
    'PAY_FAR',
    'REVERSAL_ALONE',
  ],
  ...['ORDER_AGAIN', 'ROWS_NEVER_COUNTED', 'ROWS_COUNTED_OTHERWISE', 'NUMBERS_BEGIN_ANEW', 'EARLIER_BEFORE_BOOK'],
  ...['COMPARE_UNKNOWN', 'COMPARE_NOTHING', 'NUMBER_DOUBTFUL', 'DATA_MISSING'],
  ...[
    'LAYOUT_BLANK',
    'LAYOUT_NEGATIVE',
    'LAYOUT_TEXT',
    'LAYOUT_REPEATED',
    'LAYOUT_ROWS',
    'LAYOUT_NOBODY',
    'LAYOUT_LONG',
  ],
  ...['VOUCHER_ACCOUNT', 'VOUCHER_UNBALANCED', 'VOUCHER_LINE'],
  ...[
    'NOT_FOUND',
    'CODE_NO_PERSON',
    'NOT_THEIRS',
    'PERSON_NOT_PAID',
    'PERSON_NAME_SHARED',
    'FOLDER_EXISTS',
    'FOLDER_GONE',
    'CANNOT_WRITE',
    'CANNOT_PRINT',
    'SHOP_BUSY',
    'PERIOD_OTHER',
  ],
])

test('every code of a scheme file has a case', () => {
  const codes = Object.keys(wordsIn('en').problems).filter(code => !OTHERS.has(code))
  expect([...new Set<string>([...CASES.map(c => c.code), 'CHAIN_TOO_LONG', 'ENTRIES_MANY'])].sort()).toEqual(
    codes.sort(),
  )
})

test('both languages have a sentence for every code', () => {
  expect(Object.keys(wordsIn('zh').problems).sort()).toEqual(Object.keys(wordsIn('en').problems).sort())
})
