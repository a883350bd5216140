// What `--help` says in Chinese. The examples are of the shop that `bonusbook init 我的店 --template golden` makes.

import type { HelpTexts } from '../help.ts'
import type { Noun } from './noun.ts'

const GROUP =
  '某店有问题不影响其他店；每家店的结果逐一显示，并写入 out/<期间>/group.json。退出码 0：全部完成；否则取最严重的：4 有门店正被占用，3 有账簿不允许，1 有门店有问题。'

export const help = (p: Noun): HelpTexts => ({
  about: `按各系统每${p.unit}的导出文件和一份方案文件，计算售后奖金，精确到分。`,
  titles: {
    'Usage:': '用法:',
    'Arguments:': '参数：',
    'Options:': '选项：',
    'Global Options:': '各命令通用的选项：',
    'Commands:': '命令：',
  },
  examples: '示例：',
  sentence: summary => `${summary}。`,
  choices: (choices, usual) => `（${choices}${usual === undefined ? '' : `；默认 ${usual}`}）`,
  howToUse: command => `用法见 ${command} --help`,
  placeholders: {
    options: '选项',
    command: '命令',
    dir: '文件夹',
    language: '语言',
    name: '名称',
    month: p.name,
    period: '期间',
    file: '文件',
    'name=value': '名称=值',
    'role=name': '职务=姓名',
    id: '人员',
    number: '行数',
    hex: '封印',
    key: '密钥',
    role: '职务',
    format: '格式',
    reserve: '预留',
    person: '人员',
    line: '项目',
    scheme: '方案',
    shell: '命令行',
    shops: '门店',
    count: '个数',
  },
  options: {
    '--shop': '店铺文件夹（默认为当前文件夹）',
    '--json': '输出 JSON',
    '--quiet': '只输出结果',
    '--no-color': '不用颜色',
    '--lang': '显示和写出的表格的语言，默认按系统的语言设置和方案的 sheets',
    '--help': '显示用法',
    '--version': '显示版本',
    '--period': `${p.name}，${p.such}，或 last（上${p.unit}）、this（本${p.unit}）`,
    '--set': '用给定的值代替公式或文件中的值，也可以几个值一起试：比例=0.4%,0.5%（可重复）',
    '--accept': '超出预期的情况为何无误（可重复）',
    '--approve': '由谁批准（可重复）',
    '--sign': '用此 OpenSSH 密钥签名：私钥，或 ssh-agent 中密钥的 .pub 文件',
    '--shard': '把门店平均分成几份，只处理其中一份，供多台机器分担：1/4、2/4、3/4、4/4',
    '--jobs': '同时处理几家门店（默认与处理器数相同）',
    '--patience': '一家门店最多处理多少分钟，仍未完成则放弃（默认 30）',
    '--retry': '只处理上次同一命令未完成的门店',
    '--only': '只处理这些门店：文件夹或其最后一段，* 代表任意文字，如 stores/e*（可多次使用）',
    '--not': '不处理这些门店（可多次使用）',
    '--person': '只看此人：工号或姓名',
    '--reserve': '只看此项预留或扣款',
  },
  commands: {
    '': {
      summary: '',
      more: '',
      examples: [
        ['bonusbook init 我的店 --template golden', '建立店铺文件夹，马上可以运行'],
        ['bonusbook check -C 我的店 --period 2026-07', '检查方案和导出文件有什么问题'],
        ['bonusbook run -C 我的店 --period 2026-07', '计算七月，写出奖金表'],
        ['bonusbook explain 00058 工时提成 -C 我的店 --period 2026-07', '查看一笔金额的来历'],
      ],
    },
    help: { summary: '显示某个命令的用法', more: '', examples: [] },
    init: {
      summary: '建立店铺文件夹，马上可以运行',
      more: '从模板复制方案、几个月的导出文件和说明。文件夹须是新的或空的；其中有导出文件而没有方案的，与 propose 一样为它们拟出方案。',
      arguments: { dir: '要建立的文件夹' },
      options: { '--template': '用哪个模板（默认 golden；blank 为空店）', '--list': '列出所有模板' },
      examples: [
        ['bonusbook init 我的店 --template golden', '中文示例，有三个月的导出文件'],
        ['bonusbook init --list', '所有模板的名称'],
        ['bonusbook init 我的集团 --template group', '四家门店的集团'],
      ],
    },
    propose: {
      summary: '看一个文件夹的导出文件，拟出能读它们的方案，附上问题',
      more: `逐个查看某${p.name}的文件：每张表是什么、各列是什么、谁在什么岗位。拿不准的写在方案的 # ? 处。已有的文件一律不动。`,
      arguments: {
        dir: '导出文件所在的文件夹：店铺的 data/2026-07，或任一文件夹，其中的文件会复制到店铺中（默认：店铺本身）',
      },
      options: {
        '--period': `${p.name}，${p.such}；文件夹和文件都没有写明时用`,
        '--template': '把这个模板的内容作为注释附在后面，供取用',
      },
      examples: [
        ['bonusbook propose data/2026-07 -C 新店', '由七月的导出文件建一家新店'],
        ['bonusbook propose data/2026-08 -C 新店2 --lang en', '注释和问题用英文'],
      ],
    },
    check: {
      summary: '读取方案和导出文件，列出全部问题，不写任何文件',
      more: '同时说明各文件中金额的去向、谁没有奖金、谁临近档次的界限。',
      options: {
        '--period': `${p.name}，${p.such}，或 last（上${p.unit}）、this（本${p.unit}）（默认为有数据的最新${p.name}）`,
        '--csv': '把问题清单写到此文件：.csv 或 .xlsx',
      },
      examples: [
        ['bonusbook check', `有数据的最新${p.name}`],
        ['bonusbook check --period 2026-07 --csv 问题.xlsx', '七月，并写出清单交给数据的负责人'],
      ],
    },
    form: {
      summary: `按方案和某${p.unit}的花名册生成评分表，供评分人填写`,
      more: '方案中每个写了 `entered by:` 的表格：被评的人各一行，每个项目一列，写明分值和评分标准。填好后放入数据文件夹，原样读取。已经有的评分表从不覆盖。',
      options: { '--out': '改写到此文件夹，而不是 out/<period>/forms/' },
      examples: [['bonusbook form --period 2026-07', '七月的评分表']],
    },
    run: {
      summary: `计算一${p.one}，把各表写到 out/<${p.name}>/`,
      more: '文件要么全部写出，要么一个也不写。带 --set 是试算，不写文件。',
      options: {
        '--out': '改写到此文件夹（带 --set 的试算只有这样才写出）',
        '--split': '奖金单另外每人写一个文件，在 statements/ 中',
      },
      examples: [
        ['bonusbook run --period 2026-07', '七月'],
        ['bonusbook run --period 2026-07 --split', '奖金单另外逐人成文件，便于分发'],
        ['bonusbook run --period last', `上${p.one}，适合定时任务`],
        ['bonusbook run --period 2026-07 --set "净利润=300000"', '如果净利润是 300000'],
        ['bonusbook run --period 2026-07 --set "净利润=200000,300000"', '两种情况并列'],
      ],
    },
    approve: {
      summary: `以某一职务签署某${p.unit}、某次返还或更正的草稿`,
      more: `用于方案中有 \`signed by:\` 的职务。\`close\` 会采用；草稿变动后须重新签署。已结账的${p.name}，签署的是其更正的草稿。`,
      arguments: { reserve: '签署返还的草稿时：预留的名称' },
      options: {
        '--period': `草稿的${p.name}；有预留时为季度或年份`,
        '--role': '方案 `approvals` 中的职务',
        '--opening': '不是草稿，而是 `book open` 要封存的期初文件',
      },
      examples: [['bonusbook approve --period 2026-07 --role 董事长 --sign ~/.ssh/id_ed25519', '签署七月的草稿']],
    },
    close: {
      summary: `结账：把 out/<${p.name}>/ 中的草稿封存入账簿`,
      more: `各${p.unit}须依次结账。草稿写出之后有任何变动，都不予结账。账簿原样保存导出文件和各表的副本，其中的证件号码和账号没有加密。`,
      options: { '--if-open': '已结账且没有差异时什么也不做' },
      examples: [
        ['bonusbook close --period 2026-07 --approve "总经理=王立"', '附批准人'],
        ['bonusbook close --period 2026-07 --if-open', '再次执行也无妨，适合定时任务'],
      ],
    },
    release: {
      summary: '计算预留的返还，写出返还表',
      more: '按方案的规定和 data/results/ 中的结果计算。同一笔预留绝不返还两次。',
      arguments: { reserve: '预留的名称，与方案一致' },
      options: {
        '--period': '返还所属的季度（如 2026-Q3）或年份',
        '--payout': `在哪${p.one}发放`,
        '--person': '只返还这些人：工号或姓名',
        '--partial': `尚未结账的${p.name}不计：目前只有已结账的部分`,
        '--close': '记入账簿',
      },
      examples: [
        ['bonusbook release APQ预留 --period 2026-Q3 --payout 2026-10 --partial', `已结账的${p.name}应返还多少`],
        [
          'bonusbook release APQ预留 --period 2026-Q3 --payout 2026-10 --partial --person 00058 --close',
          '提前给一个人返还，并记入账簿',
        ],
      ],
    },
    correct: {
      summary: `用更正后的导出文件重算已结账的${p.name}`,
      more: `先把更正后的文件放进 data/<${p.name}>/。差额进入未结账的${p.name}，随该${p.unit}发放；更正表和更正单在 out/correct-<${p.name}>/。`,
      options: {
        '--period': `已结账的${p.name}`,
        '--scheme': '用更正后的方案代替结账时的方案',
        '--dry-run': '只显示差额，不写任何文件',
        '--draft': '只写更正表和更正单，不记入账簿，供查看和审批',
      },
      examples: [['bonusbook correct --period 2026-07 --dry-run', '看看七月会有哪些更正']],
    },
    book: { summary: '账簿中有什么，并证明没有任何改动', more: '', examples: [] },
    'book balance': {
      summary: `为谁预留了多少、属于哪${p.one}，还有多少未扣`,
      more: '',
      options: { '--all': '余额为零的也列出' },
      examples: [
        ['bonusbook book balance', '全部余额'],
        ['bonusbook book balance --person 00058', '一个人的余额'],
      ],
    },
    'book list': {
      summary: '列出每个封存的事项及其数字摘要和封印',
      more: '',
      examples: [['bonusbook book list', '何时封存了什么，以及封印']],
    },
    'book register': {
      summary: '按顺序列出每一笔',
      more: '',
      examples: [['bonusbook book register --reserve NPS预留', '一项预留的每一笔']],
    },
    'book open': {
      summary: '用期初文件开账，从年中开始使用',
      more: `一直用表格发奖金的店，从 --period 之后的${p.name}开始使用，视同该${p.unit}已结账。--template 写出待填的期初文件：尚未返还的预留、还要扣的扣款、方案要用到的以前${p.name}的数、已付的单号，以及这些应有的合计。填好后用 \`book open --period 2026-06 --from 期初.xlsx\` 读入并封存。`,
      options: {
        '--from': '填好的期初文件',
        '--template': `写出待填的期初文件；不写 --period 时为最新数据的前一${p.one}`,
        '--dry-run': '只显示合计，不封存',
      },
      examples: [['bonusbook book open --template 期初.xlsx --period 2026-06', '待填的期初文件']],
    },
    'book sheets': {
      summary: `取回已结${p.name}、返还或更正封存时的各表`,
      more: '表上写明由哪个事项、何时封存，以及封印。',
      options: {
        '--entry': `封存这些表的事项编号（见 \`book list\`）；某${p.unit}的表用 --period 即可`,
        '--out': '写到此文件夹（默认：封存时所在的 out/ 文件夹）',
      },
      examples: [
        ['bonusbook book sheets --period 2026-07', '七月结账时的各表'],
        ['bonusbook book sheets --entry 1 --out 第1号', '第 1 号事项封存的各表，写到另一文件夹'],
      ],
    },
    'book verify': {
      summary: '证明封存的内容没有任何改动',
      more: '',
      options: {
        '--replay': '用封存的文件把每个事项重算一遍，数字须相同',
        '--seal': '签字表格上的封印或数字摘要（至少 16 位）：账簿中有没有它',
        '--signers': '按此文件核对签名（默认为店铺的 allowed_signers）',
      },
      examples: [['bonusbook book verify --replay', '核对封印，并重算每个事项']],
    },
    'book export': {
      summary: '把账簿写成 CSV、XLSX，或 hledger、ledger 的日记账',
      more: '',
      options: { '--format': '写成哪种格式', '--out': '写到此文件（文本格式不写此项则直接输出）' },
      examples: [
        ['bonusbook book export --format xlsx --out 账簿.xlsx', '写成工作簿'],
        ['bonusbook book export --format hledger --out 账簿.journal', '写成日记账'],
      ],
    },
    group: {
      summary: '一个集团的多家门店，共用一份方案：一次处理全部门店，并列出各店的不同之处',
      more: 'group.yaml 写明集团名称、门店，以及门店可在自己的 shop.yaml 中更改的内容。',
      examples: [],
    },
    'group check': {
      summary: '检查全部门店的一个月',
      more: GROUP,
      examples: [['bonusbook group check -C 我的集团 --period 2026-07', '各店有什么问题']],
    },
    'group run': {
      summary: '计算全部门店的一个月',
      more: GROUP,
      options: { '--split': '明细单另按每人一个文件写入 statements/' },
      examples: [
        ['bonusbook group run -C 我的集团 --period 2026-07', '全部门店'],
        ['bonusbook group run -C 我的集团 --period 2026-07 --retry', '重做未完成的门店'],
        ['bonusbook group run -C 我的集团 --period 2026-07 --shard 2/4', '四份中的第二份'],
        ['bonusbook group run -C 我的集团 --period 2026-07 --only "stores/*st" --not west --jobs 1', '只做其中几家'],
      ],
    },
    'group close': {
      summary: '各门店分别结账：封存一个月',
      more: `已结账且没有不同的门店视为完成。${GROUP}`,
      examples: [['bonusbook group close -C 我的集团 --period 2026-07', '在 `group run` 之后']],
    },
    'group release': {
      summary: '计算全部门店一项预留的返还，加 --close 则封存',
      more: `同样的返还已经封存的门店视为完成。${GROUP}`,
      arguments: { reserve: '预留的名称，与方案中一致' },
      options: {
        '--period': '所属季度，如 2026-Q3，或年份',
        '--payout': '发放的月份',
        '--partial': '不等未结账的月份：只算已结账的',
        '--close': '封存入账簿',
      },
      examples: [
        [
          'bonusbook group release 质量预留 -C 我的集团 --period 2026-Q3 --payout 2026-10 --partial',
          '目前已结账月份的返还',
        ],
      ],
    },
    'group correct': {
      summary: '按更正后的导出文件，重新计算全部门店已结账的月份',
      more: GROUP,
      options: {
        '--period': '已结账的月份',
        '--dry-run': '只显示差异，不写任何文件',
        '--draft': '只写文件，不封存，以便查看和批准',
      },
      examples: [['bonusbook group correct -C 我的集团 --period 2026-07 --dry-run', '哪些门店的七月会有变化']],
    },
    'group verify': {
      summary: '证明各门店账簿中封存的内容没有改动',
      more: GROUP,
      options: { '--replay': '按留存的输入把每一事项重新计算，核对数字相同' },
      examples: [['bonusbook group verify -C 我的集团 --replay', '查验封印，并逐项重算']],
    },
    'group report': {
      summary: '各门店并列对比：一个工作簿和一个带图的网页',
      more: '写入 out/<期间>/group-report.xlsx 和 group-report.html，门店文件夹中什么也不写。各门店重新计算：已结账的用账簿保存的副本，未结账的用目前的文件。算不出的门店会列明，不计入任何合计，退出码为 1。',
      examples: [
        ['bonusbook group report -C 我的集团 --period 2026-07', '全部门店'],
        ['bonusbook group report -C 我的集团 --period 2026-07 --not west', '除一家外'],
      ],
    },
    'group merge': {
      summary: '把 `--shard` 各份的结果合成一张表',
      more: '每一份留下 out/<期间>/group.2-of-4.json；全部合成 out/<期间>/group.json，与不用 --shard 时相同。缺少的、或做的不是同一件事的，会逐一指出。',
      options: { '--period': '各份处理的期间或季度；`group verify` 写 verify' },
      examples: [
        ['bonusbook group merge -C 我的集团 --period 2026-07', '在 `group run --shard 1/4`、2/4、3/4、4/4 之后'],
      ],
    },
    'group overrides': {
      summary: '列出各门店与集团方案的不同之处',
      more: '',
      options: {
        '--period': '月份，如 2026-07，或 last（上月）、this（本月）（默认为有数据的最新月份）',
        '--csv': '把清单写到此文件：.csv 或 .xlsx',
      },
      examples: [['bonusbook group overrides -C 我的集团', '各店有何不同']],
    },
    explain: {
      summary: '查看一笔金额的来历，直到数据行',
      more: `不写项目时显示此人的整张奖金单。\`explain order 单号\` 显示一个单号在全部${p.name}的来龙去脉。`,
      arguments: {
        person: '工号或姓名；也可以是班组名、shop（全店），或 order（单号）',
        line: `奖金项、评分、预留、扣款、方案中的任何其他值，或奖金单上的数（应发奖金、实发奖金、本${p.unit}最多可扣等）；order 之后写单号`,
      },
      options: {
        '--period': `${p.name}，${p.such}，或 last（上${p.unit}）、this（本${p.unit}）（默认为未结账或有草稿的最新${p.name}）`,
        '--rows': '每个合计显示多少行，或 all（全部）',
      },
      examples: [
        ['bonusbook explain 00058 --period 2026-07', '此人的整张奖金单'],
        ['bonusbook explain 00058 工时提成 --period 2026-07', '一项奖金，直到数据行'],
        ['bonusbook explain 00068 "配件损坏赔偿 2026-07" --period 2026-08', `扣以前${p.name}的金额，列出每个条目`],
        ['bonusbook explain shop 净利润 --period 2026-07', '全店的数值'],
        [
          'bonusbook explain 00058 APQ预留 --period 2026-Q3',
          `已入账的返还给了此人多少：逐${p.unit}列出比例和未返还的金额`,
        ],
        ['bonusbook explain order WX2607004154', `一个单号：计在哪些${p.name}、有哪些行、计给了谁`],
      ],
    },
    compare: {
      summary: `逐人比较两${p.one}、两份草稿或表格，并说明原因`,
      more: '',
      arguments: { a: `${p.name}（${p.such}）、草稿文件夹，或表格文件`, b: '同上' },
      options: { '--csv': '把差异清单写到此文件：.csv 或 .xlsx' },
      examples: [
        ['bonusbook compare 2026-07 2026-08', '八月与七月比较'],
        ['bonusbook compare 2026-07 2026-08 --quiet --csv 差异.csv', '只显示合计，清单写入文件'],
      ],
    },
    try: {
      summary: '用给定的数值试算，不需要文件',
      more: '缺少的数值会逐一列出。',
      arguments: { scheme: '方案文件，或含 scheme.yaml 的文件夹' },
      options: {
        '--position': '此人的岗位',
        '--people': 'CSV 文件，每人一行：id、position 和各项数值',
        '--period': `按哪${p.one}的参数（默认为最新的）`,
      },
      examples: [
        [
          'bonusbook try scheme.yaml --position 回访专员 --set 考核成绩=86 --set 级别工资含补贴=否 --set 厂家认证= --set 值班次数=2 --set 远程救援=0 --set 近程救援=1 --set 备件投诉=0 --set 配件损坏售价=0 --set 投诉赔偿=0',
          '一个人',
        ],
      ],
    },
    test: {
      summary: '运行方案自带的用例，并指出哪些内容没有用例覆盖',
      more: '用例写在方案旁边的 cases.yaml 中。',
      arguments: { scheme: '方案文件，或含 scheme.yaml 的文件夹（默认为本店的方案）' },
      examples: [['bonusbook test', '本店的方案']],
    },
    schema: {
      summary: '输出方案文件或命令输出的 JSON Schema',
      more: '编辑器凭它补全和检查方案。带 --of 时是该命令 `--json` 输出的格式：每一个键及其含义。',
      options: { '--of': '该命令 --json 输出的格式', '--out': '写到文件' },
      examples: [
        ['bonusbook schema --out scheme.schema.json', '写到文件'],
        ['bonusbook schema --of check', '`check --json` 的输出格式'],
        ['bonusbook schema --of "book balance"', '两个词的命令'],
      ],
    },
    lsp: {
      summary: '为编辑器服务：边写边查问题、补全、显示当月的数、改名',
      more: '由编辑器启动，使用语言服务器协议；VS Code、Neovim、Helix 的设置见 README.zh-CN.md。',
      options: { '--stdio': '通过标准输入输出，也只有这一种' },
      examples: [['bonusbook lsp --stdio', '编辑器这样启动']],
    },
    completion: {
      summary: '输出命令行补全脚本，可补全命令、选项和名称',
      more: 'bash 请在 ~/.bashrc 中加入 `source <(bonusbook completion bash)`；zsh 请在 ~/.zshrc 中加入 `source <(bonusbook completion zsh)`；fish 请在 ~/.config/fish/config.fish 中加入 `bonusbook completion fish | source`。',
      arguments: { shell: '哪种命令行' },
      examples: [['bonusbook completion bash', 'bash 的脚本']],
    },
  },
})
