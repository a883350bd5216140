// Mistakes about tables that are made of rows: an edit of the base each, and what must be said of it.

import type { Case } from './cases.ts'

/** A made table at the end of the tables, and a score that reads it. */
function made(lines: string): Case['edits'] {
  return [
    ['\nparameters:', `  月产值:\n${lines}\nparameters:`],
    ['  得分: { formula: 卡', '  笔数: count(月产值)\n  得分: { formula: 卡'],
  ]
}

export const MADE_CASES: readonly Case[] = [
  {
    name: 'rows of a table that is none',
    edits: made('    rows of: ⟦维修工但\n    one row per: 服务顾问\n'),
    code: 'MADE_OF_WRONG',
    says: ['“月产值” is made of the rows of “维修工但”', 'no such table', 'Did you mean “维修工单”?'],
  },
  {
    name: 'rows of a table with one row for each person',
    edits: made('    rows of: ⟦考核评分\n    one row per: 工号\n'),
    code: 'MADE_OF_WRONG',
    says: ['“考核评分” has one row for each person or team already', 'Tables with rows: 维修工单.'],
  },
  {
    name: 'rows of figures of the shop',
    edits: made('    rows of: ⟦经营指标\n    one row per: 净利润\n'),
    code: 'MADE_OF_WRONG',
    says: ['“经营指标” has figures of the shop', 'Tables with rows: 维修工单.'],
  },
  {
    name: 'rows of itself',
    edits: made('    rows of: ⟦月产值\n    one row per: 服务顾问\n'),
    code: 'MADE_OF_WRONG',
    says: ['made of one another: 月产值 → 月产值', '`file:` instead of `rows of:`'],
  },
  {
    name: 'a file beside rows',
    edits: made('    ⟦file: 月产值*\n    rows of: 维修工单\n    one row per: 服务顾问\n'),
    code: 'MADE_OF_WRONG',
    says: ['made of the rows of “维修工单”', 'is read from no file', 'Delete `file:`'],
  },
  {
    name: 'columns beside rows',
    edits: made('    rows of: 维修工单\n    one row per: 服务顾问\n    ⟦columns: { 服务顾问: person }\n'),
    code: 'KEY_UNKNOWN',
    says: ['“columns” means nothing in tables › 月产值'],
  },
  {
    name: 'no word of what tells its rows apart',
    edits: made('    ⟦rows of: 维修工单\n'),
    code: 'KEY_MISSING',
    says: ['“one row per” is missing in tables › 月产值'],
  },
  {
    name: 'two columns as one text',
    edits: made('    rows of: 维修工单\n    one row per: ⟦服务顾问, 结算日期\n'),
    code: 'NAME_UNKNOWN',
    says: ['Did you mean “[服务顾问, 结算日期]”?'],
  },
  {
    name: 'a column that its rows do not have',
    edits: made('    rows of: 维修工单\n    one row per: [服务顾问, ⟦结算月]\n'),
    code: 'NAME_UNKNOWN',
    says: ['“结算月”', '维修工单'],
  },
  {
    name: 'a column that its rows have twice',
    edits: made('    rows of: 维修工单\n    one row per: ⟦[服务顾问, 服务顾问]\n'),
    code: 'NAME_TAKEN',
    says: ['“服务顾问”'],
  },
  {
    name: 'several columns for a table that is read',
    edits: [['    one row per: 工号\n', '    one row per: ⟦[工号, 成绩]\n']],
    code: 'SHAPE_WRONG',
    says: ['expected text, found list'],
  },
  {
    name: 'neither a file nor rows',
    edits: [['    file: 经营指标*\n    one figure', '    ⟦one figure']],
    code: 'KEY_MISSING',
    says: ['“file” is missing in tables › 经营指标'],
  },
  {
    name: 'rows of a table that is read',
    edits: [['  个人产值: sum(维修工单.工时费 by', '  个人产值: sum(⟦rows.工时费 by']],
    code: 'ROWS_ELSEWHERE',
    says: ['“rows.工时费”', '`rows of:`', 'sum(rows.column)', 'the name of the table'],
  },
  {
    name: 'a figure of the whole export in a row of some of it',
    edits: made(
      '    rows of: 维修工单\n    one row per: 服务顾问\n    work out:\n      最大: ⟦max(维修工单.工时费 where 工时费 > 0元)\n',
    ),
    code: 'ROWS_WHOLE',
    says: [
      'is of all rows of “维修工单”, the same in every row of 月产值',
      '`max(rows.工时费 where 工时费 > 0元)`',
      'under `values:`',
    ],
  },
  {
    name: 'a figure of the whole export within one of the row’s own',
    edits: made(
      '    rows of: 维修工单\n    one row per: 服务顾问\n    work out:\n      份额: sum(rows.工时费 ÷ ⟦sum(维修工单.工时费))\n',
    ),
    code: 'ROWS_WHOLE',
    says: ['“sum(维修工单.工时费)”', 'of rows · If all are meant, give it a name'],
  },
  {
    name: 'a place among the rows of an export',
    edits: made(
      '    rows of: 维修工单\n    one row per: 服务顾问\n    work out:\n      工时: sum(⟦rank(rows.工时费))\n',
    ),
    code: 'RANK_ROWS',
    says: ['rank(…) looks at all rows at once', '`rows of: rows`'],
  },
  {
    name: 'rows outside of a sum',
    edits: made('    rows of: 维修工单\n    one row per: 服务顾问\n    work out:\n      工时: ⟦rows.工时费\n'),
    code: 'SHAPE_ROWS',
    says: ['“rows.工时费”', 'Say what is to be made of the rows'],
  },
  {
    name: 'a column that the rows do not have',
    edits: made('    rows of: 维修工单\n    one row per: 服务顾问\n    work out:\n      工时: sum(⟦rows.工时)\n'),
    code: 'NAME_UNKNOWN',
    says: ['rows has no column “工时”', 'Did you mean'],
  },
  {
    name: 'rows of a row by somebody',
    edits: made(
      '    rows of: 维修工单\n    one row per: 服务顾问\n    work out:\n      工时: ⟦sum(rows.工时费 by 服务顾问)\n',
    ),
    code: 'ARGUMENTS_WRONG',
    says: ['sum'],
  },
]
