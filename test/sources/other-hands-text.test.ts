// HTML tables saved under the name of a workbook and text files, as the systems that shops have print them: written by
// hand after their markup, quirks included.

import { describe, expect, test } from 'vitest'
import { type ColumnOptions, factsOf, gb18030, read, table, ZERO } from './helpers.ts'

const none: ColumnOptions = { blank: 'none' }

describe('legend: HTML under the name of a workbook', () => {
  const top = (title: string): string => `<html xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>出库</x:Name></x:ExcelWorksheet>
</x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
<style>.txt{mso-number-format:"\\@";} td{white-space:nowrap}</style></head><body>
<table border=1 cellspacing=0><tr><th colspan="7" style="height:40px"><b>${title}</b></th></tr>`
  const header = `<tr><th rowspan=2>单据号</th><th rowspan=2>领料人</th><th rowspan=2>出库日期</th><th rowspan=2>零件号</th>
<th colspan=2>出库<br/>(元)</th><th rowspan=2>毛利率<br style='mso-data-placement:same-cell;'>(%)</th></tr>
<tr><th>金额</th><th>成本</th></tr>`
  const row = (...cells: string[]): string =>
    `<tr>${cells.map(cell => `<td class="txt" style='mso-number-format:"\\@"'>${cell}</td>`).join('\n')}</tr>`
  const body = [
    row('CK2607001', '李四', '2026-07-03&nbsp;10:20', '00012-A', '&yen;1,200.00', '&yen;900.00', '25.00'),
    row('CK2607002', '<font color=red>于伟帆</font>', '2026-07-04', '&nbsp;', '&#165;-200.00', '&yen;-150.50', '24.75'),
  ].join('')
  const end = '</table></body></html>'
  const footer = `<tr><td colspan=4 align=right>合计：</td><td>&yen;1,000.00</td><td>&yen;749.50</td><td>&nbsp;</td></tr>
<tr><td>导出人</td><td>李四</td><td>导出时间</td><td colspan=4>2026-08-01 09:00</td></tr>`
  const spec = table(
    {
      单据号: 'id',
      领料人: 'person',
      出库日期: 'date',
      零件号: { type: 'id', blank: 'none' },
      金额: { type: 'money', headers: ['出库/金额'] },
      成本: 'money',
      毛利率: 'percent',
    },
    { month: '出库日期' },
  )
  const expected = [
    {
      单据号: 'CK2607001',
      领料人: '00012',
      出库日期: '2026-07-03',
      零件号: '00012-A',
      金额: '1200',
      成本: '900',
      毛利率: '0.25',
    },
    {
      单据号: 'CK2607002',
      领料人: '00013',
      出库日期: '2026-07-04',
      零件号: null,
      金额: '-200',
      成本: '-150.5',
      毛利率: '0.2475',
    },
  ]
  const title = '出库明细报表 2026-07-01 至 2026-07-31'
  const bare = (html: string): string => html.replace(/<\/(td|th|tr)>/g, '')

  test.each<[string, string | Buffer]>([
    ['as printed', top(title) + header + body + footer + end],
    ['in GB18030', gb18030((top(title) + header + body + footer + end).replace('utf-8', 'gb2312'))],
    ['with sections', `${top(title)}<thead>${header}</thead><tbody>${body}</tbody><tfoot>${footer}</tfoot>${end}`],
    ['without the ends that HTML lets one leave out', top(title) + bare(header) + bare(body) + bare(footer) + end],
    [
      'in capitals',
      (top(title) + header + body + footer + end).replace(/<\/?(table|tr|td|th)/g, tag => tag.toUpperCase()),
    ],
    ['title in a table of its own', `${top(title)}</table><br><table>${header}${body}${footer}${end}`],
    ['without html and body', `<table><tr><td colspan=7>${title}</td></tr>${header}${body}${footer}</table>`],
  ])('%s', async (_, content) => {
    const found = await read(content, spec, { period: '2026-07', name: '出库明细.xls' })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual(expected)
    expect(found.reading.totals.map(t => t.inFile.toFixed())).toEqual(['1000', '749.5', '0.4975'])
  })

  test('a total that the rows do not add up to is told', async () => {
    const wrong = footer.replace('749.50', '750.00')
    const found = await read(top(title) + header + body + wrong + end, spec, { period: '2026-07' })
    expect(factsOf(found, 'CONTROL_TOTAL')).toMatchObject({ column: '成本', stated: '750', added: '749.5' })
  })

  test('a range of another month in the title is told, where rows have no dates', async () => {
    const undated = table({ 单据号: 'id', 成本: 'money' })
    const june = top('出库明细报表 2026-06-01 至 2026-06-30')
    const found = await read(june + header + body + footer + end, undated, { period: '2026-07' })
    expect(factsOf(found, 'FILE_OTHER_MONTH')).toEqual({ found: '2026-06-01 至 2026-06-30', period: '2026-07' })
    expect((await read(june + header + body + footer + end, undated, { period: '2026-06' })).codes).toEqual([])
  })

  test('cut in the middle it is refused', async () => {
    const whole = top(title) + header + body + footer + end
    expect((await read(whole.slice(0, whole.indexOf('合计')), spec)).codes.length).toBeGreaterThan(0)
  })
})

describe('text files of small shops', () => {
  const php = '工单号,车牌号,服务,施工开始时间,时间结束时间,施工工人,工时费,材料费,实收\n'
  const lines =
    '1001,粤A12345,常规保养，换机油,2026-07-01 08:00:00,2026-07-01 09:30:00,李四,100,200.5,300.5\n1002,粤B-6789,补漆,2026-7-2 8:00,2026-7-3 18:00,于伟帆,880.00,,880\n'
  const spec = table(
    {
      工单号: 'id',
      服务: 'text',
      结束: { type: 'date', headers: ['时间结束时间'] },
      施工工人: 'person',
      材料费: { type: 'money', blank: ZERO },
      实收: 'money',
    },
    { month: '结束' },
  )
  test.each<[string, string]>([
    ['\n', ''],
    ['\r\n', ''],
    ['\r\n', ','],
  ])('GB2312 by iconv, line ends %j, rows ended by %j', async (newline, last) => {
    const text = (php + lines).replaceAll('\n', last + newline)
    const found = await read(gb18030(text), spec, { period: '2026-07' })
    expect(found.codes).toEqual([])
    expect(found.reading.files[0]?.encoding).toBe('gb18030')
    expect(found.rows).toEqual([
      {
        工单号: '1001',
        服务: '常规保养，换机油',
        结束: '2026-07-01',
        施工工人: '00012',
        材料费: '200.5',
        实收: '300.5',
      },
      { 工单号: '1002', 服务: '补漆', 结束: '2026-07-03', 施工工人: '00013', 材料费: '0', 实收: '880' },
    ])
  })

  test('the sample with utf-8-sig: quotes, line breaks in cells, full-width commas', async () => {
    const text =
      '\ufeff委托书号,维保门店,车型,行驶里程,客户姓名,服务顾问,技师,保养/维修,维保项目,记录,费用合计,进站时间,出站时间\r\n' +
      'WT0001,深圳店,M3,12345,甲,于伟帆,李四,保养,"空调滤芯,雨刮","1. 检查\n2. ""更换""",￥1000,2026/7/1 9:05,2026/7/1 17:30\r\n' +
      'WT0002,深圳店,MY,800,乙,欧阳娜,"李四,于伟帆",维修,胎压，漆面,,"￥12,000.50",2026/6/30 9:05,2026/7/2 12:00\r\n'
    const asked = table(
      {
        委托书号: 'id',
        服务顾问: 'person',
        '保养/维修': 'text',
        记录: none,
        费用合计: 'money',
        进站时间: 'date',
        出站时间: 'date',
      },
      { month: '出站时间' },
    )
    const found = await read(text, asked, { period: '2026-07' })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      {
        委托书号: 'WT0001',
        服务顾问: '00013',
        '保养/维修': '保养',
        记录: '1. 检查\n2. "更换"',
        费用合计: '1000',
        进站时间: '2026-07-01',
        出站时间: '2026-07-01',
      },
      {
        委托书号: 'WT0002',
        服务顾问: 'A07',
        '保养/维修': '维修',
        记录: null,
        费用合计: '12000.5',
        进站时间: '2026-06-30',
        出站时间: '2026-07-02',
      },
    ])
    const technicians = await read(text, table({ 委托书号: 'id', 技师: 'person' }))
    expect(factsOf(technicians, 'PERSON_SEVERAL')).toEqual({ column: '技师', found: '李四,于伟帆', rows: 1 })
  })

  test('Beijing Hyundai and a shop’s database', async () => {
    const blms =
      '维修单号, 服务请求类型, 4S店ID, 经销商名称, 人工费, 配件费, 外包费用, VIN码, 维修时间, 完成时间, 状态\nW1, 保养, D01, 示例店, 120.00, 80.00, 0, LB0001, 2026-07-01 08:00, 2026-07-01 10:00, 完成\n'
    const found = await read(blms, table({ '4S店ID': 'id', 人工费: 'money', 完成时间: 'date', 状态: 'text' }))
    expect(found.rows).toEqual([{ '4S店ID': 'D01', 人工费: '120', 完成时间: '2026-07-01', 状态: '完成' }])
    const shop =
      '送修单位\t工号\t车牌号\t送修日期\t维修项目\t工时费\t工段\t主修人\t结算日期\n甲\tG1\t粤A1\t20260701\t换油\t50\t机电\t李四\t20260702\n'
    const database = await read(shop, table({ 工号: 'id', 主修人: 'person', 工时费: 'money', 结算日期: 'date' }))
    expect(database.rows).toEqual([{ 工号: 'G1', 主修人: '00012', 工时费: '50', 结算日期: '2026-07-02' }])
  })
})

describe('CDK', () => {
  const header =
    'roNumber,openDate,closeDate,voidedDate,custNo,name1,vehID,VIN,mileage,mileageOut,comebackFlag,hasIntPayFlag,statusCode,serviceAdvisor,linLineCode,lbrTechNo,lbrSoldHours,lbrSale,totPayType,totLaborSale'
  const rows = [
    '600123,2026-07-01,2026-07-02,,C1,"DOE, JANE",V1,1FA,"52,310",52311,N,N,C98,00013,A|B,00012|A07,1.5|0.3,150.00|30.00,C|W,180.00',
    '600124,2026-07-03,2026-07-03,2026-07-04,C2,ROE,V2,1FB,100,100,Y,N,V,A07,A,00012,1.0,99.95,C,99.95',
  ]
  const text = `${header}\r\n${rows.join('\r\n')}\r\n`

  test('what stands once an order binds', async () => {
    const asked = table(
      {
        roNumber: 'id',
        closeDate: 'date',
        voidedDate: { type: 'date', blank: 'none' },
        comebackFlag: 'yes/no',
        serviceAdvisor: 'person',
        totLaborSale: 'money',
      },
      { month: 'closeDate' },
    )
    const found = await read(text, asked, { period: '2026-07' })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      {
        roNumber: '600123',
        closeDate: '2026-07-02',
        voidedDate: null,
        comebackFlag: false,
        serviceAdvisor: '00013',
        totLaborSale: '180',
      },
      {
        roNumber: '600124',
        closeDate: '2026-07-03',
        voidedDate: '2026-07-04',
        comebackFlag: true,
        serviceAdvisor: 'A07',
        totLaborSale: '99.95',
      },
    ])
  })

  test('several values in a cell are refused', async () => {
    const found = await read(text, table({ roNumber: 'id', lbrTechNo: 'person', lbrSoldHours: 'number' }))
    expect(found.codes).toEqual(['PERSON_SEVERAL', 'CELL_INVALID'])
  })

  test('American dates are refused where they can be taken for others, and told', async () => {
    const american = text.replaceAll(/2026-(\d\d)-(\d\d)/g, '$1/$2/2026')
    const found = await read(american, table({ roNumber: 'id', closeDate: 'date' }, { month: 'closeDate' }), {
      period: '2026-07',
    })
    expect(found.codes).toEqual(['CELL_AMBIGUOUS', 'CELL_AMBIGUOUS'])
  })

  test('the advisors’ audit: an order on several rows', async () => {
    const audit =
      'logon,ro,closedate,custno,custname,advisor_no,advisor_name,labortype,laborsale,partssale,laborcost,partscost\nSVC,600123,2026-07-02,C1,DOE,00013,LI,C,150.00,20.10,50.00,12.00\nSVC,600123,2026-07-02,C1,DOE,00013,LI,W,30.00,0.00,10.00,0.00\n'
    const found = await read(audit, table({ ro: 'id', advisor_no: 'person', labortype: 'text', laborsale: 'money' }))
    expect(found.rows.map(row => Object.values(row))).toEqual([
      ['600123', '00013', 'C', '150'],
      ['600123', '00013', 'W', '30'],
    ])
    expect(found.reading.totals[0]!.inFile.toFixed()).toBe('180')
  })
})

describe('the month where rows have no date', () => {
  const spec = table({ 姓名: 'person', 出勤天数: 'number' })
  const file = (...titles: string[]): string => `${titles.join('\n')}\n姓名,出勤天数\n李四,22\n`
  test.each<[string, string]>([
    ['DingTalk', '月度汇总 统计日期：2026-07-01 至 2026-07-31\n报表生成时间：2026-08-04 11:04'],
    ['WeCom', '上下班打卡_月报\n"统计时间:07-01 ～ 07-31\t制表时间:2026-08-02"'],
    ['WeCom, half a month', '上下班打卡_月报\n统计时间:07-01 ～ 07-15'],
    ['WeCom, a day', '上下班打卡_月报\n统计时间:07-15 ～ 07-15'],
    ['Deli', '示例店2026年7月考勤月报\n打印时间：2026年8月1日'],
    ['Deli, with a leading zero and spaces', '示例店 2026 年 07 月 考勤月报'],
    ['legend', '入库明细报表 2026-07-01 至 2026-07-31'],
    ['tax client', '税款所属期：2026年07月\n填报日期：2026年08月05日'],
    ['tax client, with days', '税款所属期起：2026-07-01,税款所属期止：2026-07-31'],
    ['nothing said', '考勤表'],
  ])('%s', async (_, titles) => {
    expect((await read(file(titles), spec, { period: '2026-07' })).codes).toEqual([])
    const other = await read(file(titles), spec, { period: '2026-05' })
    expect(other.codes).toEqual(titles === '考勤表' ? [] : ['FILE_OTHER_MONTH'])
  })

  test.each([
    '公司_月度汇总_20260701-20260731.csv',
    '考勤_202607.csv',
    '考勤 2026年7月.csv',
    '考勤-2026-07.csv',
    '导出_20260803_考勤_202607.csv',
  ])('in the name of the file: %s', async name => {
    expect((await read(file('考勤表'), spec, { period: '2026-07', name })).codes).toEqual([])
    expect((await read(file('考勤表'), spec, { period: '2026-05', name })).codes).toEqual(['FILE_OTHER_MONTH'])
  })
})
