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
  'a pipe': '它是管道，不是文件',
  'a device': '它是设备，不是文件',
  'a socket': '它是套接字，不是文件',
  damaged: '文件已损坏',
  cut: '文件中途结束',
  'signs in its name': '文件名含有不应出现的字符，请改名',
  'changed while it was read': '读取时被改动',
  ENOENT: '文件不存在',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EISDIR: '它是文件夹',
  ENOTDIR: '它不是文件夹，或不在文件夹中',
  EEXIST: '已有同名的东西',
  ELOOP: '它是无效的链接',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  EFBIG: '文件超出系统允许的大小',
  EROFS: '磁盘为只读',
  EIO: '磁盘没有响应',
  quote: '有引号没有闭合',
}

export const detail = (text: string): string => DETAILS[text] ?? text

/** 附上系统自己的代码，便于查找。 */
export const coded = (text: string): string =>
  /^E[A-Z0-9]+$/.test(text) && DETAILS[text] ? `${DETAILS[text]}（${text}）` : detail(text)
