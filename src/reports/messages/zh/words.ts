// Words that several catalogues of Chinese messages use.

export const meant = (nearest: string | undefined, otherwise = ''): string =>
  nearest === undefined ? otherwise : `是否应为“${nearest}”？`

export const of = (who: string): string => (who === '' ? '' : `${who} 的`)

export const TYPES: Record<string, string> = {
  money: '金额',
  number: '数字',
  count: '整数',
  percent: '百分比',
  text: '文字',
  'yes/no': '是/否',
  date: '日期',
  list: '列表',
  person: '人员',
  id: '编号',
  'id number': '证件号码',
  account: '账号',
  figure: '数值',
  'figure or date': '数值或日期',
  'person or group': '人员或分组',
  'order, person, group or day': '编号、文字、人员、分组或日期',
  group: '花名册的分组列',
  other: '其他',
  map: '一组“名称: 内容”',
  nothing: '空',
  formula: '公式',
  'formula or map': '公式或一组“名称: 内容”',
}

export const word = (text: string): string => TYPES[text] ?? text

export const DETAILS: Record<string, string> = {
  'a folder': '它是文件夹',
  'not a file': '它不是文件',
  damaged: '文件已损坏',
  cut: '文件中途结束',
  'signs in its name': '文件名含有不应出现的字符，请改名',
  'changed while it was read': '读取时被改动',
  ENOENT: '文件不存在',
  EACCES: '没有权限',
  EPERM: '没有权限',
  quote: '有引号没有闭合',
}

export const detail = (text: string): string => DETAILS[text] ?? text
