// The sentences of problems in Chinese, of files, cells and rows.

import type { CellReason, DataProblems, OtherFile, SharesReason, UnitReason } from '../../../core/problem-facts.ts'
import { type CatalogueOf, say } from '../../sentence.ts'
import type { Noun } from '../noun.ts'
import { detail, meant, said } from '../terms.ts'

const amounts = (text: string): string => (text === '' ? '' : `：${text}`)

/** Numbers of orders with what their rows add up to. */
const withAmounts = (f: { numbers: string; amounts: string }): string =>
  f.amounts === '' ? f.numbers : `${f.numbers}（${f.amounts}）`

const UNITS: Record<UnitReason, string> = {
  currency: '，与方案的币种不同',
  unit: '，这种类型的数字不能用此单位',
  unsaid: '，方案没有说公式按什么单位计算',
  span: '，方案没有说公式按什么单位计算',
}

/** What a scheme may say of plain figures. */
const unitsFor = (own: string): string =>
  own === '元'
    ? '`unit: 元`、`unit: 千元` 或 `unit: 万元`'
    : `\`unit: ${own}\` 或 \`unit: ${own === 'percent' ? 'fraction' : `${own} thousand`}\``

const UNCLEAR_AT: Record<DataProblems['UNIT_UNCLEAR']['where'], string> = {
  header: '表头中',
  title: '表格上方',
  sheet: '工作表名称中',
  file: '文件名中',
}

const UNITS_HINT: Record<UnitReason, (f: { column: string; found: string }) => string> = {
  currency: () => '请按方案的币种（`currency:`）导出金额。',
  unit: () => '请更正表头，或在方案的 `header:` 中写明正确的列名。',
  unsaid: f => `请在方案的该列写明：\`unit: ${f.found}\` 表示按表中数字原样计算。`,
  span: f => `请在方案的该列写明：\`unit: ${f.found}\`。`,
}

export const REASONS: Record<CellReason, string> = {
  'not a number': '请写成 1,234.50 这样的数字。',
  scientific: '表格软件把数字缩写了：请把该列设为文本或数字格式后重新导出。',
  percent: '此处不能是百分比。',
  unit: '请按该列的单位填写数字，不带其他文字；或给该列正确的类型。',
  'other currency': '金额的币种与方案（`currency:`）不同，请按方案的币种填写。',
  'unit differs': '单元格的单位与表头或该列不同，请按该列的单位填写。',
  'not whole': '此处应为整数。',
  separators: '千分位每三位一组，小数前用点：1,234.50。',
  'trailing minus': '负号请写在数字前：-12.50。',
  'too long': '位数超过任何金额。',
  'spreadsheet error': '单元格是表格软件的错误值：请修正其公式。',
  'a date': '单元格是日期格式：请改为数字格式。',
  'a time': '单元格是时间：请按该列的单位写成数字，如 8:30 是 8.5 小时或 510 分钟；或写明单位 `unit: 小时`。',
  'a truth value': '单元格是 TRUE/FALSE：请写数字。',
  'not a date': '日期请写成 2026-07-05。',
  'not a moment': '日期和时间请写成 2026-07-05 09:15；24:00 请写成次日 00:00。',
  'no time': '缺少时间，或表格软件略去了 00:00：请写成 2026-07-05 09:15，零点请写成文本 2026-07-05 00:00。',
  'not a time': '请只写时刻，如 09:15；日期加时间的列请用 `moment`，时长请用 `number` 并写 `unit: 小时`。',
  'no such time': '没有这个时间：请按 24 小时制写，如 21:15；24:00 请写成次日 00:00。',
  'no such date': '没有这一天。',
  'date order': '与方案所说的年月日次序（`dates:`）不符：请改正单元格或方案。',
  weekday: '旁边的星期与日期不符：请改正其一。',
  'no day': '缺少日：请写成 2026-07-05。',
  'no year': '缺少年：请写成 2026-07-05。',
  'time zone': '时间属于其他时区：请写当地日期。',
  'not yes or no': '请写 是 或 否。',
  'digits lost': '表格软件丢失了末几位：请把该列设为文本格式后重新导出。',
  'number cell': '单元格是数字，可能丢了前面的 0：请设为文本格式后按证件或银行卡重新填写。',
  'id length': '居民身份证号为 18 位，末位是数字或 X；其他证件为 5 至 20 位字母和数字。',
  'id date': '第 7 至 14 位不是出生日期：请与证件核对。',
  'id check digit': '末位校验码不符，有数字写错：请与证件核对。',
  'account form': '账号为 6 至 32 位数字。',
  'not whole id': '带小数的数不是编号：请把该列设为文本格式后重新导出。',
}

const OTHER_FILE: Record<OtherFile, string> = {
  ods: ' OpenDocument 表格（.ods）',
  xlsb: '二进制工作簿（.xlsb）',
  'old workbook': ' Excel 95 或更早的工作簿',
  numbers: '苹果 Numbers 表格',
  sylk: ' SYLK 文件（.slk）',
  dbf: ' dBase 表（.dbf）',
  'web archive': '保存的网页（.mht）',
  word: '文字文档（Word）',
  slides: '演示文稿',
  rtf: '文字文档（RTF）',
  pdf: ' PDF',
  picture: '图片',
  archive: '压缩包（如 .zip、.rar）',
  json: ' JSON',
  xml: '不是工作簿的 XML',
  page: '没有表格的网页',
  workbook: '工作簿而不是文本文件',
  unknown: '不认识的类型',
}
const EXPORT = '请把表格导出为 XLSX 或 CSV。'
const SAVE = '请用表格软件打开，另存为 .xlsx。'
const OTHER_FILE_HINT: { readonly [K in OtherFile]?: string } = {
  ods: SAVE,
  xlsb: SAVE,
  'old workbook': SAVE,
  numbers: '请在 Numbers 中导出为 Excel（.xlsx）。',
  sylk: SAVE,
  dbf: SAVE,
  'web archive': SAVE,
  archive: '请解压，把其中的表格放进文件夹。',
  workbook: '请另存为 CSV。',
}

const SHARES: Record<SharesReason, (detail: string) => string> = {
  sum: sum => `各人的份额合计 ${sum}，不是 100%`,
  some: who => `“${who}”没有份额，而其他人有`,
  unreadable: found => `“${found}”不是份额`,
  none: () => '单元格中没有写明份额',
  number: due => `方案规定了 ${due} 个份额，与单元格的人数不符`,
  figures: found => `给出了 ${found} 个数，与人数不符`,
  twice: who => `“${who}”出现两次`,
  'too long': () => '份额的位数太多',
}

const SHARES_HINT: Record<SharesReason, string> = {
  sum: '请修正份额：合计应为整行。',
  some: '请为每个人都写明份额，或都不写。',
  unreadable: '请写大于 0 的数，如 `60%`。',
  none: '请在姓名旁写明，如“甲(60%)、乙(40%)”，或在方案中规定如何分摊（`shared: equally`）。',
  number: '请在单元格中写明份额，如“甲(60%)、乙(40%)”，或修正 `shared:`。',
  figures: '请按同样的次序，为每个人写一个数。',
  twice: '请每人只写一次，或在姓名旁写明份额。',
  'too long': '请保留几位小数。',
}

const orders = (list: readonly string[]): string => list.map(order => `\`dates: ${order}\``).join(' 或 ')
/** Names of columns as a scheme says them. */
function choices(names: readonly string[], or: string): string {
  return names.map(name => (name === '…' ? name : `\`header: ${name}\``)).join(or)
}

export const data = (p: Noun): CatalogueOf<DataProblems> => ({
  FILE_MISSING: f =>
    say(
      `没有“${f.table}”的文件（${f.folder} 中的 ${f.pattern}）`,
      meant(
        f.nearest,
        f.form === undefined
          ? '请放入导出文件，或修正 `file:`。'
          : `由评分人填写：\`bonusbook form --period ${f.form}\` 写出空表，填好后放在这里。`,
      ),
    ),
  FILE_NONE: f =>
    say(
      `没有“${f.table}”的文件（${f.folder} 中的 ${f.pattern}）：本${p.unit}按没有数据计`,
      `方案写了 \`missing file: none\`。如果本${p.unit}应有，请放入该文件。`,
    ),
  FILE_NO_ROWS: f => say(`“${f.table}”本${p.unit}没有数据行`, `按没有该文件计。如果本${p.unit}应有，请重新导出。`),
  FILE_AMBIGUOUS: f =>
    say(
      `有几个文件都符合“${f.table}”（${f.pattern}）：${f.files}${f.same ? '；内容相同' : ''}`,
      f.same ? '文件夹中请只留一个。' : '文件夹中请只留正确的一个。',
    ),
  FILE_TWICE: f =>
    say(
      `“${f.table}”的文件与 ${f.other} 内容相同`,
      '其中一个导错了：请更换；如果本应相同，请在方案中写明理由（`allow: FILE_TWICE`）。',
    ),
  FILE_COPY: f =>
    say(
      `该文件与 ${f.other} 内容相同，后者按“${f.table}”读取；没有数据表读取该文件`,
      '请移走副本；如果本应是另一个导出文件，请放入那一个。',
    ),
  FILE_SHARED: f =>
    say(`表“${f.other}”和“${f.table}”读取同一个文件 ${f.file}`, '请区分文件名规则。如有意如此，请在 `allow:` 中认可。'),
  FILE_AS_BEFORE: f => say(`“${f.table}”的文件与 ${f.other} 内容相同`, `是否放了上${p.one}的导出文件？`),
  FILE_UNREADABLE: f => say(`文件无法读取：${detail(f.detail)}`, '请重新导出，或检查打开权限。'),
  FILE_TOO_LARGE: f => say(`文件太大：${f.size}，上限 ${f.limit}`, '请导出较短期间，或导出为 CSV。'),
  FILE_PROTECTED: () => say('文件有密码保护', '请打开后不带密码另存。'),
  FILE_EMPTY: () => say('文件是空的', '请重新导出。'),
  FILE_ENCODING: f => say(`文件的文字已损坏：${f.detail}`, '请重新导出为 UTF-8 或 GB18030 编码的 CSV。'),
  FILE_TEXT_BROKEN: f => say(`文件中断或引号不成对：${detail(f.detail)}`, '请重新导出。'),
  FILE_OTHER_MONTH: f =>
    f.found === ''
      ? say('文件中没有一行有日期', '导出文件是否正确？请检查 `month:` 所指的列。')
      : f.own !== undefined
        ? say(
            `${f.rows} 行是 ${f.found} 的，只有 ${f.own} 行是 ${f.period} 的：像是 ${f.found} 的文件`,
            `请放入正确${p.name}的导出文件。`,
          )
        : say(`文件是 ${f.found} 的，不是 ${f.period} 的`, `请放入正确${p.name}的导出文件。`),
  FILE_NOT_A_TABLE: f => say(`文件是${OTHER_FILE[f.kind]}，无法读取`, OTHER_FILE_HINT[f.kind] ?? EXPORT),
  SHEET_AMBIGUOUS: f =>
    say(
      `有几个工作表都符合：${f.sheets}`,
      '请在方案中 `file:` 旁写明读取哪一个：`sheet: 名称`；`sheet: [名称, 名称]` 或 `sheet: all` 则合并读取几个。',
    ),
  SHEET_MISSING: f =>
    say(
      `“${f.table}”应从工作表“${f.sheet}”读取，但工作簿中没有；其中有：${f.found}`,
      f.nearest === undefined ? '请修正方案中的 `sheet:`。' : `是否应为“${f.nearest}”？请修正 \`sheet:\`。`,
    ),
  SHEET_SEVERAL: f =>
    say(`“${f.table}”是指标表，只从一个工作表读取；\`sheet:\` 符合几个：${f.sheets}`, '请只写其中一个。'),
  SHEET_UNREAD: f =>
    say(
      `工作表“${f.sheet}”（${f.rows} 行）没有读取：“${f.table}”从“${f.read}”读取，而前者只缺 ${f.missing}`,
      `若无误，请在 \`file:\` 旁写 \`sheet: ${f.read}\`；若其中的行也应计入，请补上该列并写 \`sheet: all\`。`,
    ),
  ROWS_HIDDEN: f =>
    say(
      `“${f.table}”中有被隐藏、筛选掉或划掉的行也计入：${f.rows} 行${f.amounts === '' ? '' : `（${f.amounts}）`}`,
      '请在工作簿中显示全部行，核对是否应计入；不应计入的请删除。',
    ),
  HEADER_MISSING: f =>
    say(
      `“${f.table}”没有“${f.column}”列；表头有：${f.found}`,
      f.nearest === undefined
        ? '请修正列名，或在 `header:` 中写明表头。'
        : f.nearest.includes('#')
          ? `是否应为“${f.nearest}”？含 # 的文字须加引号：\`header: "${f.nearest}"\`。`
          : `是否应为“${f.nearest}”？请修正列名，或写在 \`header:\` 中。`,
    ),
  HEADER_NOT_FOUND: f =>
    say(
      `没有一行含有“${f.table}”的表头：${f.wanted}`,
      f.bare
        ? '文件似乎直接以数据开头：请在最上面加一行表头，或改用带表头的导出。'
        : '是否放错了文件？若第一行就是数据，请在最上面加一行表头。',
    ),
  HEADER_REPEATED: f =>
    say(
      `“${f.column}”的表头出现几次：${f.places}`,
      f.names === undefined
        ? '请在导出文件中给其中一列改名或删除一列。'
        : `请写明是哪一列：${choices(f.names, ' 或 ')}。`,
    ),
  HEADER_GROUP: f =>
    say(
      `“${f.column}”是几列共用的表头：${f.below}`,
      f.names.length === 0 ? '请在导出文件中给每一列写上自己的表头。' : `请写明是哪一列：${choices(f.names, ' 或 ')}。`,
    ),
  HEADER_ROW_WIDTH: f =>
    say(
      `“${f.table}”的行有 ${f.columns} 列，而 \`header row:\` 写了 ${f.named} 列`,
      '请在 `header row:` 中按顺序写出文件的全部列；写好之后文件可能增减过列。',
    ),
  HEADINGS_WRONG: f => {
    if (f.reason === 'none')
      return say(
        `“${f.table}”没有以“${f.column}”为表头的列；表头有：${f.found}`,
        '是否放错了文件？请在存放单元格的那一列用 `header:` 写明这些列上方的表头。',
      )
    if (f.reason === 'no day')
      return say(
        `“${f.table}”的列“${f.found}”不是本期的日期`,
        '文件是否属于本期？这些列每列须有日期：2026-07-05、7-5 或 5，或夹在两天之间的星期。',
      )
    return f.reason === 'weekday'
      ? say(`“${f.table}”的列“${f.found}”应为 ${f.expected}，但星期不符`, '文件是否属于本月？请重新导出本月的文件。')
      : say(
          `“${f.table}”在应为 ${f.expected} 的位置是“${f.found}”`,
          '缺少一天或次序不对：请重新导出，或把各天按顺序排好。',
        )
  },
  UNIT_WRONG: f => say(`“${f.column}”的单位是“${f.found}”${UNITS[f.reason]}`, UNITS_HINT[f.reason](f)),
  UNIT_UNCLEAR: f =>
    say(
      `${UNCLEAR_AT[f.where]}有“${f.found}”，但看不出“${f.column}”的数字是否以此为单位`,
      `请在方案的该列写明数字的单位：${unitsFor(f.own)}。`,
    ),
  UNIT_UNSAID: f =>
    say(
      `“${f.column}”的单位是“${f.found}”，方案没有说公式按什么单位计算`,
      f.found === '%'
        ? '请在方案中把该列的类型写成 `percent`，98 就是 98%；作为 `number` 它是 98 倍。'
        : `请在方案的该列写明：\`unit: ${f.found}\`。写另一种时间单位时，小时与分钟会自动换算。`,
    ),
  CONTROL_TOTAL: f =>
    say(
      `合计行中“${f.column}”为 ${f.stated}，各行相加为 ${f.added}（差 ${f.difference}）`,
      '有行缺失或被改动：请重新导出。',
    ),
  CELL_INVALID: f => say(`“${f.column}”中的“${f.found}”不是${said(f.expected)}`, REASONS[f.reason]),
  CELL_AMBIGUOUS: f =>
    say(
      `“${f.column}”中的“${f.found}”可以读成 ${f.readings.join(' / ')}`,
      f.signs.length > 0
        ? `请写成只有一种读法，或在表中（或统一）说明小数点用哪个符号：${f.signs.map(sign => `\`decimals: ${sign}\``).join(' 或 ')}。`
        : f.orders.length === 0
          ? f.readings.some(reading => reading.includes('%'))
            ? '请带上 % 写，或在方案的该列写明普通数字的意思：0.98 写 `unit: fraction`，98 写 `unit: percent`。'
            : '请写成只有一种读法。'
          : `请写成 ${f.readings[0]}，或在表中说明日期的次序：${orders(f.orders)}。`,
    ),
  DATES_MIXED: f =>
    say(
      `“${f.column}”中的“${f.found}”是文本，而该列其他日期（如 ${f.other}）都不晚于当月 12 日：表格软件可能对调了它们的日和月`,
      '请与系统核对，或以 2026-07-05 的形式重新导出。如果无误，请在 `allow:` 中认可。',
    ),
  TIMES_DROPPED: f =>
    say(
      `“${f.column}”中的“${f.found}”带有时刻，而“${f.formula}”按整天计算，小时数不计`,
      '如果本来按整天计算，请在 `allow:` 中认可；如果要按小时，请把这些列的类型改为 `moment`，用 `hours between(起, 止)` 或 `minutes between(起, 止)`。',
    ),
  CELL_BLANK: f =>
    say(
      `“${f.column}”为空，应有${said(f.expected)}`,
      f.means === '' ? '请填写。' : `请填写，或在方案中说明空白的含义（\`blank: ${f.means}\`）。`,
    ),
  CELL_NO_RESULT: f =>
    say(`“${f.column}”的公式没有计算过：文件中没有它的结果，或与单元格不符`, '请用表格软件打开并保存该工作簿。'),
  NUMBER_DOUBTFUL: f =>
    say(
      f.doubt === 'zeros'
        ? `“${f.column}”${f.found} 第 15 位以后全是 0，像是被表格软件丢失了末几位`
        : `“${f.column}”${f.found} 不符合银行卡的校验位`,
      '请与银行卡核对；账号错误会退票。如果无误，可在 `allow:` 中认可。',
    ),
  CELL_RANGE: f => say(`“${f.column}”为 ${f.found}，超出 ${f.range}`, '请修正。'),
  CELL_VALUE_UNKNOWN: f =>
    say(`“${f.found}”不是“${f.column}”的取值：${f.known}`, meant(f.nearest, '请修正单元格，或在方案中加上该取值。')),
  CELLS_MORE: f =>
    say(
      f.column === ''
        ? `另有 ${f.more} 行有同样问题（${f.code}）`
        : `“${f.column}”另有 ${f.more} 个单元格有同样问题（${f.code}）`,
    ),
  ROW_WIDTH: f =>
    say(
      `这一行有 ${f.cells} 格，表头有 ${f.columns} 格`,
      f.cells > f.columns
        ? '某格中有未加引号的逗号：请重新导出或修正该行。'
        : '某格中有未加引号的换行，或该行被截断：请重新导出。',
    ),
  ROW_MAYBE_TOTAL: f =>
    f.heading !== undefined
      ? say(
          `“${f.found}”这一列可能是其他列的合计，而它的每个单元格都是“${f.table}”的一行`,
          `如果是，请不计：\`leave out: ${f.heading} = "${f.found}"\`；如果是数据，请接受：\`allow: { ROW_MAYBE_TOTAL: 理由 }\`。`,
        )
      : say(
          f.found === ''
            ? `该行没有名称，而数字等于上面 ${f.rows} 行之和：可能是小计`
            : f.rows === 0
              ? `“${f.found}”可能表示该行是合计，但数字与上面各行不符`
              : `“${f.found}”可能表示该行是合计：数字与上面 ${f.rows} 行相符`,
          '如果是合计，请从文件中删除，或在方案中用 `leave out:` 写明哪些行不算；如果是数据，请接受：`allow: { ROW_MAYBE_TOTAL: 理由 }`。',
        ),
  ROWS_BLANK: f =>
    say(
      `文件中有 ${f.rows} 行在“${f.table}”读取的各列中都是空的，没有计入`,
      '如果这些行也要计数，请在方案的该表中加上每行都有内容的一列，如单号或日期。',
    ),
  ROWS_AFTER_TOTAL: f =>
    f.again * 2 > f.rows
      ? say(
          `“${f.table}”有 ${f.rows} 行在合计之后，没有计入；其中 ${f.again} 行与合计之前的行相同`,
          '像是粘贴了两遍：请删除合计之后的行。',
        )
      : say(`“${f.table}”有 ${f.rows} 行在合计之后，没有计入`, '如果是数据，请移到合计之前。'),
  PERSON_SEVERAL: f =>
    say(
      `“${f.column}”中的“${f.found}”是几个人（${f.rows} 行）`,
      `请每人一行；多行的表也可在方案中写明如何分摊：\`${f.column}: { type: person, shared: equally }\`。`,
    ),
  PERSON_SHARES: f =>
    say(`“${f.column}”中的“${f.found}”：${SHARES[f.reason](f.detail)}（${f.rows} 行）`, SHARES_HINT[f.reason]),
  PERSON_UNKNOWN: f =>
    say(
      `“${f.column}”中的“${f.found}”不在花名册${f.roster === undefined ? '' : ` ${f.roster} `}中（${f.rows} 行${amounts(f.amounts)}）`,
      meant(f.nearest, '请补入花名册，或修正导出文件。'),
    ),
  PERSON_AMBIGUOUS: f =>
    say(
      `“${f.column}”中的“${f.found}”可能是几个人：${f.candidates}（${f.rows} 行${amounts(f.amounts)}）`,
      '请写工号。',
    ),
  PERSON_REPEATED: f =>
    say(
      `工号 ${f.id} 在花名册中出现两次（先见：${f.other}）`,
      f.dated === undefined
        ? '请删除其中一行。'
        : f.dated
          ? `请删除其中一行；如果本${p.unit}换了岗位或班组，请填两行各自的起止日期。`
          : `请删除其中一行；如果本${p.unit}换了岗位或班组，请加一列该行从哪天起的日期，并在 \`people:\` 下写 \`from: 列名\`。`,
    ),
  NUMBER_SHARED: f =>
    say(
      `工号 ${f.id} 现为${f.now}，而原先使用该工号的${f.name}本${p.unit}也要发薪`,
      `写 ${f.id} 的各行无法判断是谁的。${f.name}如在本${p.unit}之前已离职，请填离职日期；否则请本${p.unit}给${f.now}另用一个工号。`,
    ),
  PERSON_CHANGED: f =>
    say(
      `工号 ${f.id} 现为${f.name}，而在已结账的 ${f.month} 为${f.before}${f.other === undefined ? '' : `（当时${f.name}的工号是 ${f.other}）`}`,
      `请修正花名册。如果是同一个人改了姓名，请在 \`people:\` 中写明：\`renamed: { "${f.id}": ${f.before} }\`；如果是另一个人，请写：\`given again: { "${f.id}": ${f.before} }\`。`,
    ),
  PERSON_RENUMBERED: f =>
    say(
      `${f.name}的工号现为 ${f.id}；其在 ${f.month} 的工号 ${f.before} 已不在花名册中`,
      `预留和欠款仍记在 ${f.before} 名下。如果是同一个人，请在花名册中沿用原工号。`,
    ),
  PERSON_NAME_OTHER: f =>
    say(
      `${f.id} 是${f.name}，而该行的“${f.header}”是${f.found}`,
      `请改正有误的一项；若只排序了其中一列，请撤销排序。若“${f.header}”并非该行所属的人，请在方案中把它列为该表的一列：\`${f.header}: { type: text, blank: none }\`。`,
    ),
  PERSON_NO_NUMBER: f =>
    say(
      f.name === ''
        ? `花名册有一行没有“${f.column}”`
        : `花名册中 ${f.name} 没有“${f.column}”${f.found === '' ? '' : `（“${f.found}”）`}`,
      `请填写工号：没有工号的人既不能发放，也不能跨${p.unit}记住。如果这些行不算，请在 \`allow:\` 中接受。`,
    ),
  PERSON_ALIKE: f =>
    say(
      `工号 ${f.id}（${f.name}）与 ${f.other}（${f.otherName}）只差前面的零、大小写或符号`,
      '如果是同一个人，请删除其中一行；如果是两个人，请在 `allow:` 中接受。',
    ),
  GROUP_UNKNOWN: f =>
    say(`“${f.column}”中的“${f.found}”在花名册中没有人（${f.rows} 行）`, meant(f.nearest, '请修正导出文件或花名册。')),
  ROW_TWICE: f =>
    say(
      `“${f.table}”中同一行出现两次（先见：${f.other}）`,
      '请删除其中一行；如果两行都算，请在方案中写明理由：`allow: { ROW_TWICE: 理由 }`。',
    ),
  ROW_ALIKE: f =>
    say(`“${f.table}”有 ${f.rows} 行与前面的行逐格相同，又没有单号可以区分：都已计入`, '如果是重复，请删除。'),
  ROWS_PASTED: f =>
    say(`从此处起“${f.table}”有 ${f.rows} 行与 ${f.other} 起的各行逐行相同`, '像是粘贴了两遍：请删除此处的这些行。'),
  ID_REPEATED: f =>
    say(
      `“${f.found}”在“${f.column}”中出现两次，而该列不得重复（先见第 ${f.other} 行）`,
      '请删除有误的一行，或在方案中去掉 `unique`。',
    ),
  ID_NEAR: f =>
    say(
      `“${f.column}”中的“${f.found}”在另一行写作“${f.nearest}”`,
      '两者按两个计。如果是同一个，请把两行写成一致；如果确是两个，请在方案中写明理由：`allow: { ID_NEAR: 理由 }`。',
    ),
  ORDER_AGAIN: f =>
    say(
      f.opened
        ? `${f.found} 在期初（${f.month}）的已付单号之中，又在“${f.table}”中计入`
        : `${f.found} 已在结账的 ${f.month} 计过${f.as === undefined ? '' : `（单号写作 ${f.as}）`}，又在“${f.table}”中计入`,
      `请删除这里的行；如果确应再计，请在方案中写明理由：\`allow: { ORDER_AGAIN: 理由 }\`。如果这里的行只是引用另一张表的单，单号可以再出现，请把 \`id\` 改为 \`${f.column}: text\`。`,
    ),
  NUMBERS_BEGIN_ANEW: f =>
    say(
      `“${f.table}”的“${f.column}”中几乎所有号码在已结账的${p.name}都有，而数值不同（${f.rows} 行）：数值不同的重复单号无法识别`,
      `请使用各${p.unit}不重复的号码，或在方案中认可：\`allow: { NUMBERS_BEGIN_ANEW: 理由 }\`。`,
    ),
  REVERSAL_ALONE: f =>
    say(
      `${f.found} 只有冲减：本${p.unit}“${f.table}”中没有该号的收费行`,
      `已照实计入。请核对被冲减的金额是否在以前${p.name}计过奖金。`,
    ),
  ROW_REPEATED: f => say(`${f.key} 有第二行（先见第 ${f.other} 行）`, '请删除其中一行。'),
  MARK_IGNORED: f =>
    say(`${f.who} 在${f.rater}一行的“${f.column}”不作数：该项由${f.by}评分`, `请移到${f.by}的一行，或清空该格。`),
  MARK_UNASKED: f =>
    say(
      `${f.by}给 ${f.who} 的评分不作数：${f.items.replaceAll(', ', '、')}${f.more === 0 ? '' : `，另有 ${f.more} 项`}，其奖金不用这些项`,
      '填错行的请移到应评的人；该岗位应按此计奖的，请在方案中用上；都不是则清空。',
    ),
  CELL_BESIDE: f => say(`“${f.found}”写在“${f.table}”的表外，不读`, '要计的请填到有表头的列中，只是备注的请删去。'),
  NOT_RATED: f =>
    say(
      `${f.by}还没有给 ${f.who} 评分：${f.items.replaceAll(', ', '、')}${f.more === 0 ? '' : `，另有 ${f.more} 项`}`,
      '请填写，没有该行的请补上，空格不作 0 分。可以不评的，在方案的该列写 `blank: none`。',
    ),
  FORM_NONE: f =>
    say(
      f.later === '' ? '方案中没有手工填写的表格' : `${f.period} 没有要手工填写的表格：${f.later}还没有到期`,
      f.later === ''
        ? '请在表格下写明由谁填写：`entered by: 主管`；该表要有 `one row per:`。'
        : '请在该季度或该年的最后一个月生成评分表。',
    ),
  FORM_NAME: f =>
    say(
      f.one === undefined
        ? `方案按“${f.file}”查找“${f.table}”，工作簿不能这样命名`
        : `“${f.table}”由几个文件组成（${f.file}），而评分表只有一个文件`,
      f.one === undefined
        ? '评分表是 XLSX 文件。请写 `file: 考核*` 或 `file: 考核*.xlsx`。'
        : `所有人在同一张评分表中，每个评分人各有其列。请写 \`file: ${f.one}\`。`,
    ),
  FORM_THERE: f => say(`已经有 ${f.file}，可能已经填写，不会覆盖`, '请先移走，或用 --out 写到别的文件夹。'),
  ROW_MISSING: f => say(`${f.who} 在“${f.table}”中没有行`, '请补上，或在方案中写 `missing row: blank`。'),
  FIGURE_MISSING: f => say(`“${f.table}”缺少指标“${f.figure}”或其数值为空`, meant(f.nearest, '请补上。')),
  FILE_NOT_DUE: f =>
    say(
      `“${f.table}”本${p.unit}不到期，没有读取`,
      `它随 ${f.month} 提供；请把文件放到该${p.unit}，或从方案中删除 \`every:\`。`,
    ),
  NOTHING_DUE: f => say(`${f.period} 没有到期的项目`, `方案中的考核与奖金都在 ${f.month} 到期。`),
  ROWS_NEVER_COUNTED: f => {
    if (f.opened)
      return say(
        `“${f.table}”中有 ${f.rows} 行属于 ${f.month}，不在期初的已付单号之中：${withAmounts(f)}`,
        `请查当时的手工表是否已发。没有发过的，请在未结账的${p.name}中用手工调整（\`adjustments:\`）补发：账簿不能计入。`,
      )
    return say(
      `“${f.table}”中有 ${f.rows} 行属于已结账的 ${f.month}，而没有任何一个已结账的${p.name}计过：${withAmounts(f)}`,
      `请补进 ${f.month} 的导出文件，再运行 \`bonusbook correct --period ${f.month}\`。`,
    )
  },
  ROWS_COUNTED_OTHERWISE: f =>
    say(
      `“${f.table}”中有 ${f.rows} 行属于已结账的 ${f.month}，结账时按其他数值计过；这里是 ${withAmounts(f)}`,
      `如果这里的数值正确，请改正 ${f.month} 的导出文件，再运行 \`bonusbook correct --period ${f.month}\`。`,
    ),
  DATE_SWAPPED: f =>
    say(
      `此处“${f.column}”读作 ${f.found}，不属于 ${f.period}；日和月对调则是 ${f.meant}，正在其中（${f.rows} 行，不计入）`,
      `如果是日和月写反了，请改单元格；如果确是其他${p.name}的行，请在 \`allow:\` 下写明原因。`,
    ),
  ROWS_OTHER_MONTH: f =>
    say(
      `“${f.table}”有 ${f.rows} 行${[
        ...(f.months === '' ? [] : [`属于 ${f.months}`]),
        ...(f.undated === 0 ? [] : [f.undated === f.rows ? '尚无日期' : `尚无日期（${f.undated}）`]),
      ].join('或')}，不属于 ${f.period}，不计入`,
    ),
  POSITION_UNKNOWN: f =>
    say(
      `方案没有规定 ${f.who} 的岗位“${f.position}”`,
      `${f.nearest === undefined ? '请修正花名册，或' : `是否应为“${f.nearest}”？如不是，请`}在 \`pay:\` 下写明该岗位有什么：\`- for: ${f.position}\`，没有奖金项就写 \`lines: {}\`。`,
    ),
  POSITION_EMPTY: f =>
    say(
      `花名册中没有人的岗位是“${f.position}”`,
      f.nearest === undefined
        ? '请修正这里或花名册中的岗位名称。如该岗位空缺，请在 `allow:` 中认可。'
        : `是否应为“${f.nearest}”？如该岗位空缺，请在 \`allow:\` 中认可。`,
    ),
  POSITION_UNPAID: f =>
    say(
      `没有为岗位“${f.position}”（${f.who}${f.people > 1 ? ` 等 ${f.people} 人` : ''}）规定奖金项，只有全员项目`,
      '请在 `pay:` 中加上，或修正花名册。',
    ),
  PAY_UNWRITTEN: f =>
    say(
      `${f.positions === '' ? '全员' : `“${f.positions}”`}（${f.people} 人）的奖金项还没有写`,
      '请在 `lines:` 下写出奖金项，每行一个名称和公式；按本方案不发奖金的写 `lines: {}`。',
    ),
  NOBODY_PAID: f => say(`${f.period} 没有应发人员`, '请检查花名册的日期和 `paid:` 条件。'),
  SCHEME_THERE: f => say(`已有 ${f.file}，保持不动`, '请先把它移走，或用 `-C` 指定另一个店的文件夹。'),
  NO_EXPORTS: f =>
    say(f.missing ? `没有文件夹 ${f.folder}` : `${f.folder} 中没有导出文件`, '请写明放有某月 CSV、XLSX 文件的文件夹。'),
  MONTH_UNSAID: f => say(`无法得知 ${f.folder} 中的文件属于哪个月`, '请用 `--period 2026-07` 说明。'),
  MADE_KEY_BLANK: f =>
    say(
      `“${f.table}”按“${f.column}”各成一行，而“${f.of}”中有 ${f.rows} 行的“${f.column}”为空，无法确定归入哪一行`,
      `请填写；如果这些行不计入，请在“${f.table}”中写明：\`where: ${f.column} is not blank\`。`,
    ),
  MADE_ROWS_MANY: f =>
    say(
      `“${f.table}”会有 ${f.rows} 行，而由“${f.of}”的行汇总的表最多 ${f.most} 行`,
      '请减少 `one row per` 中的列，或用 `where` 写明哪些行计入。',
    ),
  ROW_BLANK_USED: f =>
    say(
      `“${f.name}”需要“${f.column}”，而它在这一行为空`,
      `请填写；或在方案的该列写明空格表示什么：数字写 \`blank: 0\`，是否写 \`blank: no\`；或在公式中先判断：\`${f.column} is not blank and …\`。`,
    ),
  ROW_RULE_BROKEN: f =>
    say(
      `这一行不符合规则“${f.name}”：${f.note}${f.figures === '' ? '' : `（${f.figures}）`}`,
      '请更正这一行，或修改方案中的规则。',
    ),
  ROW_RULE_UNKEPT: f =>
    say(
      `这一行应符合“${f.name}”而不符合：${f.note}${f.figures === '' ? '' : `（${f.figures}）`}`,
      '仍照此计入。请核对这一行是否正确。',
    ),
  OWNED_BLANK: f =>
    say(
      f.found === ''
        ? `“${f.name}”需要“${f.column}”中那个人（或班组）的“${f.figure}”，而“${f.column}”为空（${f.rows} 行）`
        : `“${f.name}”需要“${f.figure}”，而“${f.column}”中的${f.found}没有这一项（${f.rows} 行）`,
      `请补上，或在方案中写明空白时怎样算：\`if ${f.figure} is blank then … else ${f.figure}\`，或不计入：\`where ${f.figure} is not blank\`。`,
    ),
  LOOKUP_MISSED: f =>
    say(
      f.found === ''
        ? `“${f.name}”按“${f.column}”在“${f.table}”中查找，而它为空（${f.who ?? `${f.rows} 行`}）`
        : `“${f.name}”查找“${f.found}”，而“${f.table}”的“${f.column}”中没有它（${f.who ?? `${f.rows} 行`}）`,
      '请在那里补上，或在方案中写明查不到时怎样算：`if x is blank then … else x`。',
    ),
  TEXT_NEAR: f =>
    say(
      `“${f.column}”中的“${f.found}”与方案所写的“${f.nearest}”不同`,
      '两者逐字比较。请改正导出文件，或在方案中也写上这种写法。',
    ),
  PERCENT_FAR: f =>
    say(
      `“${f.column}”中的 ${f.found} 是 100% 的 ${f.found} 倍，而方案拿它与 ${f.percent} 比较`,
      `如果是指 ${f.found}%，请在文件中写明百分号，或把方案中该列的类型改为 \`percent\`；如果确实如此，请写明理由：\`allow: { PERCENT_FAR: 理由 }\`。`,
    ),
  PERCENT_PLAIN: f =>
    say(
      `“${f.column}”中的“${f.found}”按百分之一计，而方案拿它与 ${f.figure} 比较`,
      `请去掉文件中的百分号，或在方案中写成 ${f.figure}%；如果确实如此，请写明理由：\`allow: { PERCENT_PLAIN: 理由 }\`。`,
    ),
  JOIN_NEAR: f =>
    say(
      `“${f.table}”的“${f.column}”中的“${f.found}”在“${f.other}”中找不到，那里写作“${f.nearest}”`,
      '两边逐字比较。请改正其中一个文件，使两边写法一致。',
    ),
  JOIN_NONE: f =>
    say(
      `“${f.table}”的“${f.column}”共 ${f.keys} 个（“${f.found}”等），没有一个在“${f.other}”的 ${f.otherKeys} 个（“${f.nearest}”等）之中`,
      `请核对两个文件是否同一${p.one}，两列是否同一种编号。`,
    ),
  JOIN_MISSED: f =>
    say(
      `“${f.table}”的“${f.column}”中有 ${f.keys} 个（${f.found.join('、')}${f.keys > f.found.length ? '等' : ''}）在“${f.other}”中没有对应的行，未计入任何人${amounts(f.amounts)}`,
      `若确实不属于“${f.other}”的任何一行，则无误；否则请改正“${f.column}”，或补上该行。`,
    ),
  ROWS_TIED: f =>
    say(
      `此行与“${f.table}”第 ${f.first} 行的先后相同（${f.found}），而结果取决于哪一行在前`,
      `请再写一列以分先后：\`in order: { of: [${f.of}, 单号]${f.by === '' ? '' : `, by: ${f.by}`} }\`；或改正有误的一行。`,
    ),
  JOIN_TWICE: f =>
    say(
      `“${f.column}”为“${f.found}”的有“${f.table}”的两行，都取了“${f.other}”中它的数值：计了两次（先见第 ${f.first} 行）`,
      '请删除有误的一行，或在方案中只计一次：`where row number = 首行`，其中 `首行: min(….row number by …)`。',
    ),
})
