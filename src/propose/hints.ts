// What headers are usually called, in Chinese and in English: only a hint, which the cells below have to bear out. Takes a
// header's text; gives what it may be of.

/** What a header may stand over. */
export type Hint =
  | 'number of person'
  | 'name of person'
  | 'position'
  | 'job'
  | 'group'
  | 'joined'
  | 'left'
  | 'row from'
  | 'row until'
  | 'born'
  | 'document'
  | 'money'
  | 'fine or prize'
  | 'target'
  | 'score'
  | 'rate'
  | 'count'
  | 'yes/no'
  | 'date'
  | 'person'
  | 'settled'
  | 'serial'
  | 'figure'
  | 'value'
  | 'contact'

const HINTS: Readonly<Record<Hint, RegExp>> = {
  'number of person':
    /^((员工|人员|职工|雇员|技师|工人|顾问|用户)?(工号|编号|编码|代码)|(员工|人员|职工|雇员)(号|ID)|userid|账号|帐号)$|^((employee|emp|staff|personnel|worker|user|person|technician|tech|advisor|badge|clock|payroll)[\s_.-]*)?(id|no|nr|num|number|code|#)\.?$/i,
  'name of person':
    /^((员工|人员|职工|雇员|技师)?姓名|名字|员工|人员|户名)$|^((employee|emp|staff|full|display|worker|person|technician|advisor)[\s_.-]*)?names?$|^(employee|worker|person|technician|advisor|staff)$/i,
  position:
    /(岗位|职位|职务|工种|岗别|职称|角色)(名称)?$|\b(position|job|title|role|job[\s_]?title|designation|occupation)$/i,
  /** Of a cell: what somebody is. */
  job: /(顾问|技师|技工|学徒|经理|主管|总监|主任|店长|组长|班长|领班|专员|专家|助理|文员|会计|出纳|司机|保洁|前台|接待|.员|.师|.工)$|\b(advis[eo]r|tech(nician)?|mechanic|apprentice|manager|director|lead|foreman|clerk|agent|assistant|porter|driver|cleaner|cashier|receptionist|writer|consultant|specialist|dispatcher|detailer|painter)s?\b/i,
  group:
    /(部门|班组|小组|组别|团队|分组|门店|店别|店铺|网点|车间|工段|分店|考勤组)(名称)?$|^组$|\b(team|department|dept|group|branch|store|shop|crew|section|unit|division|location|bay)(\s?name)?$/i,
  joined:
    /(入职|到岗|到职|进店|参加工作|聘用|转正)|\b(joined|hired?|hire[\s_]?date|start(ed)?|date[\s_]?joined|employed)\b/i,
  left: /(离职|离岗|辞职|退职|离店|离司|离任|离厂|退工|辞退|解聘|解除|最后(工作|上班|在职|在岗)|(?<!合同)终止)|\b(left|leaving|leave[\s_-]?date|term[\s_.-]*(date|dt)|terminat\w*|separat\w*|last[\s_-]?day|last[\s_-]?work(ing|ed)?[\s_-]?(day|date)|end[\s_-]?date|resign\w*|(exit|quit|departure)[\s_-]?date)\b/i,
  /** Of the days on which a row of somebody with several holds. */
  'row from':
    /(生效|开始|起始|起算|任职|上任|到任|调岗|换岗|转岗|调动|异动|变动|调入).*(日期|时间|日)?$|\b(effective|from|since|start(ed|s)?|transfer(red)?|moved|valid[\s_]from|begin(s|ning)?)\b/i,
  'row until': /(截止|结束|终止|失效|调出|止).*(日期|时间|日)?$|\b(until|to|through|thru|end(s|ed)?|valid[\s_]to)\b/i,
  born: /(生日|出生)|\b(birth(day|date)?|born|dob)\b/i,
  document:
    /(单号|订单号|工单号|委托书号|单据号|单据编号|流水号|发票号|合同号|账单号|wip单|编号)$|\b(ro|order|invoice|job|ticket|work[\s_]?order|repair[\s_]?order|document|doc|bill|reference|ref|claim|contract|transaction|receipt|wip)[\s_.-]*(no|nr|num|number|id|#|code)?\.?$|(^|\s)id$|^ronumber$/i,
  money:
    /(费|额|款|价|利润|毛利|产值|成本|收入|工资|薪|补贴|津贴|提成|应收|实收|已收|未收|押金|奖金|罚金|扣款|扣除|保险|个税|工资基数)|金$|\b(amount|amt|price|cost|sales|revenue|margin|profit|gross|fees?|labou?r|parts|salary|wages?|bonus|tax|discount|balance|commission|charges?|rent|paid|income|allowance|supplies|turnover|compensation)\b|(sale|cost|amount|price|total|amt)$/i,
  'fine or prize': /(赔偿|奖励|处罚|奖惩|奖罚|激励)|\b(fines?|prizes?|rewards?|damages?|penalt(y|ies))\b/i,
  target: /(目标|任务|计划|预算|定额|指标)|\b(targets?|goals?|plan(ned)?|budget(ed)?|quota)\b/i,
  score:
    /(分|得分|评分|评级|系数|年份|年款|年度|星级|名次|排名|等级)$|\b(score|points?|rating|grade|stars?|rank|factor|year|weight)s?$/i,
  rate: /率|(比例|占比|百分比|折扣|完成比)|%|\b(rate|ratio|percent(age)?|pct|share)\b/i,
  count:
    /(次数|台数|台次|单数|人数|件数|瓶数|个数|笔数|数量|辆次|辆数|行数|天数|日数|工时|时数|小时|分钟|里程|(?<!基)数)(\(.*\))?$|\b(count|qty|quantity|units?|number of|orders|hours?|hrs|days?|minutes?|mins?|mileage|km|miles|age|pieces|times)\b|hours?$/i,
  'yes/no': /^是否|^有无|^(is|has|was)[\s_A-Z]|\b(flag|y\/n|yes\/no|voided|active)\b|\?$/,
  date: /(日期|时间|年月|月份|日)$|\b(date|day|time|month|period|at|on)$|date$|^date/i,
  person:
    /(顾问|技师|技工|维修工|主修|员|师|人|操作工|工人|经理|责任人|接待|销售|专员|姓名|工号)(人|员)?$|\b(advis[eo]r|tech(nician)?|mechanic|employee|staff|worker|sales?(man|person|rep)?|by|agent|rep|consultant|writer|manager|name|person|operator|assignee|owner|cashier|clerk)s?\b/i,
  settled:
    /(结算|结清|结账|交车|完工|竣工|收款|付款|出库|完成)|\b(closed?|settled|paid|invoiced?|completed?|finished|sold|issued)/i,
  serial: /^(序号|编号|行号|no\.?|#|nr\.?|index|row|s\/?n|line)$/i,
  figure: /^(指标|项目|名称|科目|指标名称|项目名称)$|^(figure|item|name|metric|kpi|measure|indicator)$/i,
  value: /^(数值|值|金额|实绩|实际|完成|结果|本月)$|^(value|amount|actual|result|figure)$/i,
  contact:
    /(电话|手机|地址|邮箱|邮编|微信|备注|说明|描述|图片)|\b(phone|mobile|tel|address|e-?mail|zip|postcode|note|notes|remarks?|comments?|description|memo|story|url|photo)\b/i,
}

/** Signs of headers as Taiwan and Hong Kong write them, and as they stand above. */
const ORIGINAL =
  '員編號職稱門組費額時間際實應資獎訂單據顧問師話數類開結帳賬戶簽遲進離聘務領隊車廠區項會證電機薪紅補貼勤點評績獲業績銷售產達標準總計價鐘級'
const SIMPLE =
  '员编号职称门组费额时间际实应资奖订单据顾问师话数类开结账账户签迟进离聘务领队车厂区项会证电机薪红补贴勤点评绩获业绩销售产达标准总计价钟级'
const TRADITIONAL = new RegExp(`[${ORIGINAL}]`, 'g')

/** True where headers are written as in Taiwan and Hong Kong. */
export function isTraditional(headers: string): boolean {
  return /[員編號職門費額時應資獎單據話類開結遲離務隊車廠區項會證電機補貼點評績業銷產達標總計價]/.test(headers)
}

/** True where a header is usually called so. */
export function hints(hint: Hint, header: string): boolean {
  const plain = header
    .normalize('NFKC')
    .replace(TRADITIONAL, sign => SIMPLE[ORIGINAL.indexOf(sign)]!)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[\s_]+/g, ' ')
    .replace(/^\*+/, '')
    .trim()
  return HINTS[hint].test(plain) || HINTS[hint].test(plain.replace(/\s*[([【].*?[)\]】]\s*$/, ''))
}
