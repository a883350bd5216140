// Mistakes about rows that several people share: an edit of the base each, and what must be said of it.

import type { Case } from './cases.ts'

export const SHARING_CASES: readonly Case[] = [
  {
    name: 'a sharing that is none',
    edits: [['      服务顾问: person', '      服务顾问: { type: person, shared: ⟦equal }']],
    code: 'SHAPE_WRONG',
    says: ['expected equally | by the cell', 'found equal', 'Did you mean “equally”?'],
  },
  {
    name: 'a sharing by a column that is no list',
    edits: [['      服务顾问: person', '      服务顾问: { type: person, shared: ⟦瓶数 }']],
    code: 'SHAPE_WRONG',
    says: ['list column', 'found 瓶数'],
  },
  {
    name: 'fixed shares of which one is nothing',
    edits: [['      服务顾问: person', '      服务顾问: { type: person, shared: [100%, ⟦0%] }']],
    code: 'SHAPE_WRONG',
    says: ['expected [60%, 40%]', 'found 0%'],
  },
  {
    name: 'one fixed share',
    edits: [['      服务顾问: person', '      服务顾问: { type: person, shared: ⟦[100%] }']],
    code: 'SHAPE_WRONG',
    says: ['found [100%]'],
  },
  {
    name: 'fixed shares that are no whole',
    edits: [['      服务顾问: person', '      服务顾问: { type: person, shared: ⟦[60%, 30%] }']],
    code: 'WEIGHTS_SUM',
    says: ['90', '100'],
  },
  {
    name: 'a sharing of what is no person',
    edits: [['      瓶数: count', '      瓶数: { type: count, ⟦shared: equally }']],
    code: 'KEY_UNKNOWN',
    says: ['“shared” means nothing in tables › 维修工单 › columns › 瓶数'],
  },
  {
    name: 'a sharing where a row is one person’s',
    edits: [['      工号: person', '      工号: { type: person, ⟦shared: equally }']],
    code: 'KEY_UNKNOWN',
    says: ['“shared” means nothing'],
  },
  {
    name: 'a sharing in the roster',
    edits: [['    证书: { type: list', '    证书: { ⟦shared: equally, type: list']],
    code: 'KEY_UNKNOWN',
    says: ['“shared” means nothing in people › columns › 证书'],
  },
  // Where one person is due
  {
    name: 'people who share a row, counted as if each row had one',
    edits: [
      ['      服务顾问: person', '      服务顾问: { type: person, shared: equally }'],
      ['count distinct(维修工单.工单号 by 服务顾问)', 'count distinct(⟦维修工单.服务顾问)'],
    ],
    code: 'COLUMN_SHARED',
    says: ['several people can share a row by “服务顾问”', 'Use it after `by`'],
  },
  {
    name: 'people who share a row, worked out row by row',
    edits: [
      ['      服务顾问: person', '      服务顾问: { type: person, shared: equally }'],
      ['      计台: 状态 = "已结算"', '      计台: 状态 = "已结算" and ⟦服务顾问 in ("张三")'],
    ],
    code: 'COLUMN_SHARED',
    says: ['it is no one person'],
  },
  {
    name: 'people who share a row, under another name',
    edits: [
      ['      服务顾问: person', '      服务顾问: { type: person, shared: equally }'],
      ['      计台: 状态 = "已结算"', '      计台: 状态 = "已结算"\n      主修: ⟦服务顾问'],
    ],
    code: 'COLUMN_SHARED',
    says: ['nowhere else'],
  },
  {
    name: 'the row before, in a table that does not say which that is',
    edits: [['      计台: 状态 = "已结算"', '      计台: 状态 = "已结算"\n      第几台: ⟦previous(第几台, 0) + 1']],
    code: 'ROWS_UNORDERED',
    says: ['“维修工单” does not say which row follows which', 'in order: { of:', '结算日期'],
  },
]
