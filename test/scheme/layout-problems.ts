// Mistakes about export layouts and about columns of numbers that only they may read: an edit of the base each, and what must
// be said of it.

import type { Case } from './cases.ts'

const END = '  复核: 得分 < 60\n'
const RESERVE = '    withheld: max(commission, 0) × 5%\n'
const RELEASE = `${RESERVE}    release: { every: year, ratio: 100% }\n`
const SECRETS = ['    证书: {', '    证件: id number\n    卡号: account\n    证书: {'] as const

/** The base with a layout at its end: its keys but for the columns, then the columns. */
function layout(keys: string, columns = '姓名: 姓名'): readonly [string, string] {
  return [END, `${END}exports:\n  代发:\n    ${keys}\n    columns:\n      ${columns}\n`]
}

const FILE = 'file: 代发.xlsx'

/** The base with a voucher at its end. */
function voucher(entry: string, columns = '科目: account'): readonly [string, string] {
  return layout(`${FILE}\n    entries:\n      ${entry}`, columns)
}

function refused(
  name: string,
  edit: readonly [string, string],
  code: Case['code'],
  says: readonly string[],
  more: readonly (readonly [string, string])[] = [],
): Case {
  return { name, edits: [edit, ...more], code, says }
}

export const LAYOUT_CASES: readonly Case[] = [
  // Numbers of documents and accounts
  refused(
    'an account in a value',
    ['  台数: count', '  有卡: ⟦卡号 = "1"\n  台数: count'],
    'SECRET_USED',
    ['“卡号”', 'only `exports`'],
    [SECRETS, ['复核: 得分 < 60', '复核: 得分 < 60 and 有卡']],
  ),
  refused(
    'a document in the condition of who is paid',
    ['入职日期 ≤ end of period', '⟦证件 is not blank'],
    'SECRET_USED',
    ['“证件”'],
    [SECRETS],
  ),
  refused(
    'an account of others',
    ['复核: 得分 < 60', '复核: count distinct(⟦people.卡号) > 1'],
    'SECRET_USED',
    ['“卡号”'],
    [SECRETS],
  ),
  refused('a type of account in an export', ['      瓶数: count', '      瓶数: ⟦account'], 'SHAPE_WRONG', [
    'found account',
  ]),
  refused('a misspelt account', ['    证书: {', '    卡号: ⟦acount\n    证书: {'], 'SHAPE_WRONG', [
    'Did you mean “account”?',
  ]),
  refused(
    'a value for a blank account',
    ['    证书: {', '    卡号: { type: account, blank: ⟦6222 }\n    证书: {'],
    'SHAPE_WRONG',
    ['found 6222'],
  ),
  // File names
  refused('a file in another folder', layout('file: ⟦../代发.xlsx'), 'LAYOUT_FILE', [
    '“../代发.xlsx”',
    'can’t hold “/”',
  ]),
  refused('a file in a folder below', layout('file: ⟦银行/代发.xlsx'), 'LAYOUT_FILE', ['can’t hold “/”']),
  refused('a file name that a system keeps for a device', layout('file: ⟦con.csv'), 'LAYOUT_FILE', ['“con”']),
  refused('a file that can’t be seen', layout('file: ⟦.代发.csv'), 'LAYOUT_FILE', ['“.”']),
  refused('a file of another kind', layout('file: ⟦代发.pdf'), 'LAYOUT_FILE', ['.xlsx, .csv or .txt']),
  refused('a file without a name', layout('file: ⟦.csv'), 'LAYOUT_FILE', ['“.”']),
  refused('a file of ours', layout('file: ⟦Payroll.xlsx'), 'LAYOUT_FILE', [
    'bonusbook writes a file of this name itself',
  ]),
  refused('braces that stand for nothing', layout('file: ⟦代发-{date}.xlsx'), 'LAYOUT_FILE', ['“{date}”', '{period}']),
  refused('a name too long for some system', layout(`file: ⟦${'代'.repeat(60)}.xlsx`), 'LAYOUT_FILE', ['too long']),
  refused(
    'two layouts with one file',
    [
      END,
      `${END}exports:\n  甲:\n    file: 代发-{period}.csv\n    columns: { 姓名: 姓名 }\n  乙:\n    file: ⟦代发-2026-07.CSV\n    columns: { 姓名: 姓名 }\n`,
    ],
    'LAYOUT_FILE',
    ['“甲” writes a file of this name too'],
  ),
  // The form of a file
  refused('an encoding of a workbook', layout(`${FILE}\n    ⟦encoding: gb18030`), 'KEY_UNKNOWN', [
    '“encoding” means nothing',
  ]),
  refused('a sheet of a text file', layout('file: 代发.csv\n    ⟦sheet: 代发'), 'KEY_UNKNOWN', [
    '“sheet” means nothing',
  ]),
  refused('an encoding that is none', layout('file: 代发.csv\n    encoding: ⟦gbk'), 'SHAPE_WRONG', [
    'gb18030',
    'found gbk',
  ]),
  refused('a sheet that a workbook can’t have', layout(`${FILE}\n    sheet: ⟦一/二`), 'SHAPE_WRONG', ['found 一/二']),
  refused('a key that is misspelt', layout(`${FILE}\n    ⟦were: net > 0元`), 'KEY_UNKNOWN', ['Did you mean “where”?']),
  refused('a layout without a file', [END, `${END}exports:\n  代发:\n    ⟦columns: { 姓名: 姓名 }\n`], 'KEY_MISSING', [
    '“file”',
  ]),
  refused('a header above the head', layout(`${FILE}\n    head: { A5: total }\n    header row: ⟦5`), 'SHAPE_WRONG', [
    '≥ 6',
    'found 5',
  ]),
  refused('a spot that is no cell', layout(`${FILE}\n    head: { ⟦5A: total }`), 'SHAPE_WRONG', [
    'A1 – ZZ99',
    'found 5A',
  ]),
  refused('somebody’s figure above the header', layout(`${FILE}\n    head: { A1: ⟦个人产值 }`), 'SHAPE_PER_PERSON', [
    'for each person',
    'A1',
  ]),
  refused('rows that are no number', layout(`${FILE}\n    most rows: ⟦many`), 'SHAPE_WRONG', ['≥ 1', 'found many']),
  refused(
    'a control that is no column',
    layout(`${FILE}\n    control: ⟦实发金`, '姓名: 姓名\n      实发金额: net'),
    'SHAPE_WRONG',
    ['Did you mean “实发金额”?'],
  ),
  refused(
    'a control that is no amount',
    layout(`${FILE}\n    control: ⟦姓名`, '姓名: 姓名\n      金额: net'),
    'SHAPE_WRONG',
    ['expected 金额'],
  ),
  // Cells
  refused('a format that is none', layout(FILE, '金额: { formula: net, as: ⟦amounts }'), 'SHAPE_WRONG', [
    'Did you mean “amount”?',
  ]),
  refused('a format that the value can’t have', layout(FILE, '姓名: { formula: 姓名, as: ⟦amount }'), 'SHAPE_WRONG', [
    'expected text',
  ]),
  refused('a yes or no, which every program writes otherwise', layout(FILE, '高: ⟦net > 5元'), 'TYPE_WRONG', [
    'is yes/no, but text',
  ]),
  refused('a blank that is none', layout(FILE, '姓名: { formula: 姓名, blank: ⟦0 }'), 'SHAPE_WRONG', [
    'none | problem',
    'found 0',
  ]),
  refused('an amount with parts of a fen', layout(FILE, '金额: { formula: net, round: ⟦3 }'), 'SHAPE_WRONG', [
    'round: 2 or less',
  ]),
  refused('a name that nothing has', layout(FILE, '金额: ⟦nett'), 'NAME_UNKNOWN', ['Did you mean “net”?']),
  refused('a figure of releases in a month', layout(FILE, '金额: ⟦released'), 'NAME_UNKNOWN', ['“released”']),
  refused('a running number in a formula', layout(FILE, '序号: ⟦running number + 1'), 'NAME_UNKNOWN', [
    '“running number”',
  ]),
  refused('what is paid in earlier months', layout(FILE, '金额: ⟦earlier(net, 1)'), 'ARGUMENTS_WRONG', ['net']),
  refused('braces of a text that stand for nothing', layout(FILE, '用途: { text: ⟦"{monht}月" }'), 'SHAPE_WRONG', [
    'Did you mean “{month}”?',
  ]),
  refused('a format of a fixed text', layout(FILE, '用途: { text: 奖金, ⟦as: text }'), 'KEY_UNKNOWN', ['text, header']),
  // Releases
  refused('a release of a reserve that has none', layout(`${FILE}\n    of: ⟦预留`), 'SHAPE_WRONG', ['found 预留']),
  refused(
    'a release of a misspelt reserve',
    layout(`${FILE}\n    of: ⟦预流`),
    'SHAPE_WRONG',
    ['Did you mean “预留”?'],
    [[RESERVE, RELEASE]],
  ),
  refused(
    'a month’s figure in a release',
    layout(`${FILE}\n    of: 预留`, '产值: ⟦个人产值'),
    'LAYOUT_READS',
    ['“个人产值”', 'released'],
    [[RESERVE, RELEASE]],
  ),
  refused(
    'a month’s lines in a release',
    layout(`${FILE}\n    of: 预留`, '应发: ⟦gross'),
    'LAYOUT_READS',
    ['“gross”', '“预留”'],
    [[RESERVE, RELEASE]],
  ),

  // Vouchers
  refused(
    'a figure of each person in a voucher',
    voucher('应付: { credit: “2211”, amount: net }', '金额: ⟦net'),
    'VOUCHER_COLUMN',
    ['“net”', 'by:'],
  ),
  refused(
    'a name in a voucher that has no row for each',
    voucher('应付: { credit: “2211”, amount: net, by: 岗位 }', '姓名: ⟦姓名'),
    'VOUCHER_COLUMN',
    ['“姓名”'],
  ),
  refused('an entry on both sides', voucher('⟦应付: { debit: “6601”, credit: “2211”, amount: net }'), 'SHAPE_WRONG', [
    'found debit, credit',
  ]),
  refused('an entry on no side', voucher('⟦应付: { amount: net }'), 'SHAPE_WRONG', ['debit: “…”']),
  refused('a number for an account', voucher('应付: { credit: ⟦2211, amount: net }'), 'TYPE_WRONG', ['text']),
  refused('an amount that is none', voucher('应付: { credit: “2211”, amount: ⟦岗位 }'), 'MONEY_DUE', ['“amount”']),
  refused(
    'a voucher that is split',
    layout(`${FILE}\n    ⟦most rows: 10\n    entries:\n      应付: { credit: “2211”, amount: net }`, '科目: account'),
    'KEY_UNKNOWN',
    ['most rows'],
  ),
  refused('a row of a voucher where there is none', layout(FILE, '科目: ⟦account'), 'NAME_UNKNOWN', ['account']),
  refused('a length that is none', layout(FILE, '姓名: { formula: 姓名, longest: ⟦long }'), 'SHAPE_WRONG', [
    'found long',
  ]),
  refused('a length of a figure', layout(FILE, '金额: { formula: net, longest: ⟦9 }'), 'SHAPE_WRONG', ['text']),
]
