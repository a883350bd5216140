// The sentences of wrong usage in Chinese: what was found, and what to write instead.

import type { PayKind } from '../../core/calendar.ts'
import { say } from '../sentence.ts'
import type { OutFault, UsageSentences, WrittenSentences } from '../usage.ts'
import type { Noun } from './noun.ts'
import { meant } from './terms.ts'

const OUT_FAULT: Record<OutFault, string> = {
  shop: '它属于店铺本身，或包含店铺',
  draft: '其中是另一份草稿',
  'other shop': '它属于另一个店铺',
  file: '它不是文件夹',
  'not ours': '其中有并非由 bonusbook 写出的文件',
}

const WRITTEN_FAULT: WrittenSentences = {
  folder: f => say(`${f.option} 应为文件，“${f.found}”是文件夹`, `请写出文件名，例如 list${f.ending}。`),
  other: f => say(`${f.option} 应为文件，“${f.found}”是管道、设备或套接字`, `请写出文件名，例如 list${f.ending}。`),
  shop: f => say(`${f.option}“${f.found}”会写到店铺自己读取的文件中`, `请写到别处，例如 list${f.ending}。`),
  format: f =>
    say(`${f.option} 写出的格式与文件名“${f.found}”不符`, `请用以 ${f.known.replaceAll(', ', ' 或 ')} 结尾的文件名。`),
}

const PERIODS: Readonly<Record<PayKind, (example: string) => string>> = {
  week: day => `一周的最后一天（如 ${day}）、last（上一周）或 this（本周）`,
  'two weeks': name => `两周的名称（如 ${name}，即其最后一天）、last（上两周）或 this（本两周）`,
  'half-month': name => `半月（如 ${name}）、last（上一个半月）或 this（本半月）`,
  month: () => '月份（如 2026-07）、last（上月）或 this（本月）',
}

export const usageErrors = (p: Noun): UsageSentences => ({
  COMMAND_UNKNOWN: f => say(`没有命令“${f.found}”`, meant(f.nearest, `有：${f.known}。`)),
  OPTION_UNKNOWN: f => say(`没有选项“${f.found}”`, meant(f.nearest)),
  OPTION_WITHOUT_VALUE: f => say(`选项 ${f.option} 没有给出值`),
  OPTION_MISSING: f => say(`缺少选项 ${f.option}`),
  ARGUMENT_MISSING: f => say(`缺少 <${f.argument}>`),
  ARGUMENTS_MANY: f =>
    say(
      `参数过多：${f.command} ${f.due === 0 ? '不需要参数' : `需要 ${f.due} 个`}，却给了 ${f.found} 个`,
      '含空格的名称请用引号括起来。',
    ),
  CHOICE_UNKNOWN: f => say(`${f.option} 不能是“${f.found}”；可选：${f.known}`, meant(f.nearest)),
  MONTH_WRONG: f =>
    say(
      `${f.option} 应为${PERIODS[f.pays](f.example)}，不能是“${f.found}”`,
      meant(f.nearest, f.known === '' ? '' : `有数据的${p.name}：${f.known}。`),
    ),
  PERIOD_WRONG: f => say(`--period 应为季度（如 2026-Q3）或年份，不能是“${f.found}”`, meant(f.nearest)),
  SETTING_WRONG: f => say(`--set 应写作 名称=值，不能是“${f.found}”`, '例如：--set "比例=0.5%"。'),
  ACCEPT_WRONG: f => say(`--accept 应写作 "预期=原因"，不能是“${f.found}”`, '例如：--accept "net=国庆促销"。'),
  APPROVAL_WRONG: f => say(`--approve 应写作 "职务=姓名"，不能是“${f.found}”`, '例如：--approve "总经理=王立"。'),
  ORDER_ALONE: f => say(`单号按全部${p.name}说明：bonusbook explain order ${f.number}，不加 --period 和 --rows`),
  SHEETS_OF: () =>
    say(`请说明取回哪些表：用 --period 指定已结账的${p.name}，或用 --entry 指定事项编号（见 \`bonusbook book list\`）`),
  ENTRY_WRONG: f => say(`--entry 应为已封存事项的编号（见 \`bonusbook book list\`），不能是“${f.found}”`),
  PATIENCE_WRONG: f => say(`--patience 应为 1 到 1440 的分钟数，不能是“${f.found}”`),
  JOBS_WRONG: f => say(`--jobs 应为 1 到 64 的数字，不能是“${f.found}”`),
  SHARD_WRONG: f =>
    say(`--shard 应为“第几份/共几份”，从 1 开始，不能是“${f.found}”`, '例如：--shard 1/4，其他机器为 2/4、3/4、4/4。'),
  ROWS_WRONG: f => say(`--rows 应为数字或 all，不能是“${f.found}”`),
  SEAL_WRONG: f =>
    say(
      `--seal 需要封印或数字摘要，至少前 16 位（0-9、a-f），而不是“${f.found}”`,
      '它们写在奖金表上，也列在 `bonusbook book list` 中。',
    ),
  WRITTEN_WRONG: f => WRITTEN_FAULT[f.fault](f),
  OUT_WRONG: f => say(`--out 会替换“${f.found}”：${OUT_FAULT[f.fault]}`, '请指定新的或空的文件夹。'),
  OUT_OF_LIST: () => say('--out 只能写出一种取值，不能是几种', '请让每个 --set 只有一个值。'),
  SPLIT_UNWRITTEN: () => say('--split 只用于写出的文件，而此试算不写文件', '请用 --out 指定文件夹。'),
  OPEN_EITHER: () =>
    say('book open 需要 --from 或 --template 之一', '先用 --template 文件 写出期初文件，填好后再用 --from 文件。'),
  SIGN_UNSEALED: () =>
    say(
      '--sign 只用于封存，而此命令不封存',
      '请去掉它，或改为封存：release --close，correct 不用 --dry-run 和 --draft。',
    ),
  POSITION_MISSING: f => say('缺少 --position', `方案中的岗位：${f.known}。`),
  FOLDER_MISSING: () => say('init 需要文件夹名', '例如：bonusbook init 我的店。'),
})
