// The sentences of problems in Chinese, of the book.

import type { BookProblems } from '../../../core/problem-facts.ts'
import { type CatalogueOf, say } from '../sentence.ts'

export const book: CatalogueOf<BookProblems> = {
  LEDGER_PERSON: f =>
    say(`账簿中有 ${f.who} 的预留，但花名册中没有此人`, '请在 data/ 中放入有此人的花名册，或补上此人及离职日期。'),
  BOOK_DAMAGED: f =>
    say(
      `账簿已损坏：${f.entry === '' ? '' : `${f.entry}：`}${f.damage}${f.detail === '' ? '' : `（${f.detail}）`}`,
      '账簿损坏时不写入任何内容。请从备份恢复该文件；`bonusbook book verify` 列出所有问题。',
    ),
  BOOK_LEFTOVER: f => say(`${f.file} 是中断的程序留下的，或另一个程序正在写入`, '它不作数；下一次写入时会清除。'),
  MONTH_CLOSED: f =>
    say(`${f.period} 已结账（${f.entry}）`, '已结账月份的更正请用 `bonusbook correct`，差额进入未结账的月份。'),
  MONTH_ORDER: f => say(`现在不能结 ${f.period}：下一个应结 ${f.next}`, '各月须依次结账。'),
  MONTH_NOT_CLOSED: f =>
    say(
      `${f.period} 尚未结账`,
      `请用更正后的导出文件重新运行该月。${f.closed === '' ? '' : `已结账的月份：${f.closed}。`}`,
    ),
  MONTHS_OPEN: f => say(`${f.months} 尚未结账：其未扣余额不明，${f.period} 没有扣除`, '请先依次结账。'),
  DRAFT_MISSING: f => say(`没有 ${f.period} 的草稿`, `请先运行：bonusbook run --period ${f.period}。`),
  DRAFT_STALE: f =>
    say(`${f.period} 的草稿写出之后，${f.what} 有变动`, `请重新查看：bonusbook run --period ${f.period}，然后结账。`),
  APPROVAL_MISSING: f =>
    say(
      `须由${f.role === '' ? '有权决定的人' : f.role}批准：${f.why}`,
      `请用 --approve "${f.role === '' ? '职务' : f.role}=姓名" 给出。`,
    ),
  RELEASE_NOT_RULED: f =>
    say(
      f.every === ''
        ? `方案没有规定“${f.reserve}”如何返还`
        : `“${f.reserve}”按${f.every === 'year' ? '年' : '季'}返还，不能按 ${f.period}`,
      f.every === 'quarter'
        ? '--period 请写季度：2026-Q3。'
        : f.every === 'year'
          ? '--period 请写年份：2026。'
          : '请在该预留下加上 `release:`。',
    ),
  RELEASE_OPEN: f =>
    say(`${f.period} 中的 ${f.months} 尚未结账`, '请先结账，或用 --partial 表明目前只有已结账的部分。'),
  RELEASE_NOTHING: f => say(`“${f.reserve}”在 ${f.period} 没有未返还的余额`, '`bonusbook book balance` 可查看余额。'),
  RELEASE_FORFEITS: f =>
    say(`${f.who} 被没收 ${f.amount}：${f.rule}`, '已挣得的报酬能否没收在法律上有争议：请由有权决定的人批准。'),
  BOOK_TAKEN: () => say('其间另一次运行已写入账簿', '请重新开始。'),
}
