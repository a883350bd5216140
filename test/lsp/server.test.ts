// The server of an editor, as a process that a real client talks to: problems while typing, completion, figures of the open month, where
// a name is given and used, renaming; in both languages, on the golden shop, a template and a group.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { type Editor, editorIn, withEdits } from '../support/editor.ts'
import { copyInto, tempFolder } from '../support/folders.ts'

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url))
const TIME = 40_000

function shopOf(fixture: string): string {
  const folder = tempFolder()
  copyInto(join(FIXTURES, fixture), folder)
  return folder
}

const isError = ({ severity }: { severity?: number }): boolean => severity === 1
const sound = (found: readonly { severity?: number }[]): boolean => !found.some(isError)

/** The labels of candidates. */
async function labels(editor: Editor, file: string, piece: string, into: number): Promise<string[]> {
  const { items } = await editor.complete(file, editor.find(file, piece, into))
  return items.map(item => item.label)
}

interface CheckDocument {
  problems: { code: string; at: string; message: string; hint: string; severity: string }[]
}

test('tells what check tells, at the letters at fault, while it is typed', { timeout: TIME }, async () => {
  const shop = shopOf('golden')
  const editor = await editorIn(shop, { locale: 'zh-CN' })
  editor.open('scheme.yaml')
  await editor.problems('scheme.yaml', sound)

  // A letter too many in a name: 返修台数 ÷ 完工台数 becomes 返修台数 ÷ 完工台数x.
  const line = '返修率: '
  const at = editor.find('scheme.yaml', '  返修率: ')
  const whole = editor.textOf('scheme.yaml').split('\n')[at.line]!
  editor.type('scheme.yaml', { line: at.line, character: whole.length }, ' × 无此名')
  const [found] = (await editor.problems('scheme.yaml', all => all.some(isError))).filter(isError)
  const from = whole.length + 3
  expect(line).toBe('返修率: ')
  expect(found).toMatchObject({
    code: 'NAME_UNKNOWN',
    source: 'bonusbook',
    range: { start: { line: at.line, character: from }, end: { line: at.line, character: from + 3 } },
  })

  // The same as `check` says of the same text.
  writeFileSync(join(shop, 'scheme.yaml'), editor.textOf('scheme.yaml'))
  editor.save('scheme.yaml')
  const checked = json<CheckDocument>(await run(['check', '-C', shop, '--json', '--lang', 'zh', '--period', '2026-09']))
  const due = checked.problems.map(p => [p.code, `${p.message}${p.hint === '' ? '' : `\n${p.hint}`}`])
  const told = await editor.problems('scheme.yaml', all => all.length > 0)
  expect(due.filter(([code]) => code === 'NAME_UNKNOWN')).toEqual(
    told.filter(isError).map(({ code, message }) => [code, message]),
  )

  // Taken back again it is sound again.
  editor.replace('scheme.yaml', [
    {
      range: { start: { line: at.line, character: whole.length }, end: { line: at.line, character: from + 3 } },
      newText: '',
    },
  ])
  await editor.problems('scheme.yaml', sound)
  expect(editor.errors()).toBe('')
  expect(await editor.end()).toBe(0)
})

test('tells problems of exports in their files', { timeout: TIME }, async () => {
  const shop = shopOf('golden')
  const file = 'data/2026-09/班组月报_202609.csv'
  const text = readFileSync(join(shop, file), 'utf8')
  const [head, first, ...rest] = text.split('\n')
  writeFileSync(join(shop, file), [head, first!.replace(/,[^,]*/, ',many'), ...rest].join('\n'))
  const editor = await editorIn(shop)
  editor.open('scheme.yaml')
  const [found] = await editor.problems(file, all => all.length > 0)
  expect(found).toMatchObject({ code: 'CELL_INVALID', severity: 1, range: { start: { line: 1, character: 0 } } })
  // Away with it: nothing is told of the file any more.
  writeFileSync(join(shop, file), text)
  editor.save('scheme.yaml')
  await editor.problems(file, all => all.length === 0)
})

test('shows what a name is and comes to in the open month, what a key and a function are for', {
  timeout: TIME,
}, async () => {
  const shop = shopOf('golden')
  const editor = await editorIn(shop, { locale: 'zh-CN' })
  editor.open('scheme.yaml')
  await editor.problems('scheme.yaml', sound)
  const about = (piece: string, into: number): Promise<string> =>
    editor.hover('scheme.yaml', editor.find('scheme.yaml', piece, into))
  // One figure of the shop, as `explain` has it; of people from which to which.
  await expect.poll(() => about('  全店产值:', 3), { timeout: TIME }).toMatch(/2026-09：[\d,.]+\n/)
  const one = await about('  全店产值:', 3)
  expect(one).toContain('**全店产值** · 计算值 · 金额 · 全店一个数')
  expect(one).toContain('scheme.yaml:169')
  expect(await about('  接车台数:', 3)).toMatch(/2026-09：\d+ 至 \d+ · \d+ 人/)
  expect(await about('  维修工单:', 3)).toMatch(/2026-09：[\d,]+ 行/)
  expect(await about('  paid: 入职日期', 3)).toBe('**paid** · 当月发给谁的条件 · 必须写')
  expect(await about('leave out:', 2)).toBe('**leave out** · 符合这个条件的行不算 · 不写则: 所有行都算')
  const text = editor.textOf('scheme.yaml')
  const called = /months between|count|sum/.exec(text)![0]
  expect(await about(`${called}(`, 1)).toContain(`**${called}** · ${called}(`)
})

test('completes keys, names, functions and the texts of a column', { timeout: TIME }, async () => {
  const shop = shopOf('golden')
  const editor = await editorIn(shop, { locale: 'zh-CN' })
  editor.open('scheme.yaml')
  await editor.problems('scheme.yaml', sound)
  const { line } = editor.find('scheme.yaml', '  全店产值:')
  const insert = (text: string): void => editor.type('scheme.yaml', { line, character: 0 }, text)
  insert('\n')
  editor.type('scheme.yaml', { line, character: 0 }, '  新值: count(维修工单 where 状态 = ')
  expect(await labels(editor, 'scheme.yaml', 'where 状态 = ', 11)).toContain('"红冲"')
  expect((await labels(editor, 'scheme.yaml', 'count(维修工单 where 状态 = ', 17)).slice(0, 3)).toEqual(
    expect.arrayContaining(['工单号']),
  )
  const names = await labels(editor, 'scheme.yaml', '  新值: count(', 6)
  expect(names).toEqual(expect.arrayContaining(['接车台数', '维修工单', 'months between', '及时得分', 'gross']))
  // Broken YAML in the middle of typing: the last good names are there all the same.
  insert('\n')
  editor.type('scheme.yaml', { line, character: 0 }, '  另一个')
  expect(await labels(editor, 'scheme.yaml', '  新值: count(', 6)).toContain('接车台数')
  const { items } = await editor.complete('scheme.yaml', editor.find('scheme.yaml', '    leave out', 4))
  const month = items.find(item => item.label === 'stints')
  expect(month?.documentation).toEqual({
    kind: 'markdown',
    value: 'each：当月有几段岗位或班组的人，每段都用这一行 · 不写则: 按该行的日期',
  })
  expect(await labels(editor, 'scheme.yaml', '工单号: id', 5)).toEqual(
    expect.arrayContaining(['money', 'person', '班组']),
  )
  expect(await labels(editor, 'scheme.yaml', 'for: ', 5)).toEqual(expect.arrayContaining(['everyone', '服务经理']))
})

test('leads to where a name is given and used, and lists all names', { timeout: TIME }, async () => {
  const shop = shopOf('golden')
  const editor = await editorIn(shop)
  editor.open('scheme.yaml')
  await editor.problems('scheme.yaml', sound)
  const at = editor.find('scheme.yaml', '全店返修台数 ÷', 1)
  const [place] = await editor.definition('scheme.yaml', at)
  expect(place?.range.start).toEqual(editor.find('scheme.yaml', '  全店返修台数:', 2))
  expect((await editor.references('scheme.yaml', at)).length).toBe(3)
  const all = await editor.symbols('scheme.yaml')
  expect(all.map(one => one.name)).toEqual(
    expect.arrayContaining(['维修工单', '计台', '考核系数', '备件奖金', 'NPS预留']),
  )
})

describe('renames', () => {
  const pay = async (shop: string): Promise<unknown> => {
    const ran = await run(['run', '-C', shop, '--period', '2026-07', '--json'])
    return json<{ total?: unknown; people?: unknown }>(ran)
  }

  test('a value wherever it stands, in cases too, and pays the same', { timeout: TIME }, async () => {
    const shop = shopOf('golden')
    const before = await pay(shop)
    const editor = await editorIn(shop)
    editor.open('scheme.yaml')
    await editor.problems('scheme.yaml', sound)
    const { changes = {} } = await editor.rename(
      'scheme.yaml',
      editor.find('scheme.yaml', '  接车台数:', 3),
      '接待台数',
    )
    for (const [uri, edits] of Object.entries(changes)) {
      const path = fileURLToPath(uri)
      writeFileSync(path, withEdits(readFileSync(path, 'utf8'), edits))
    }
    expect(Object.keys(changes).some(uri => uri.endsWith('scheme.yaml'))).toBe(true)
    expect(readFileSync(join(shop, 'scheme.yaml'), 'utf8')).not.toContain('接车台数')
    const after = JSON.stringify(await pay(shop)).replaceAll('接待台数', '接车台数')
    const plain = (text: string): string => text.replace(/"[0-9a-f]{16,64}"/g, '"hash"')
    expect(plain(after)).toBe(plain(JSON.stringify(before)))
    expect((await run(['test', join(shop, 'scheme.yaml')])).code).toBe(0)
  })

  test('nothing that an export, a closed month or another meaning holds', { timeout: TIME }, async () => {
    const shop = shopOf('golden')
    await run(['run', '-C', shop, '--period', '2026-07'])
    const closed = await run(['close', '-C', shop, '--period', '2026-07', '--approve', '总经理=李总'])
    expect(closed.err).toBe('')
    const editor = await editorIn(shop)
    editor.open('scheme.yaml')
    await editor.problems('scheme.yaml', sound)
    const refusal = (piece: string, into: number, name: string): Promise<string> =>
      editor.rename('scheme.yaml', editor.find('scheme.yaml', piece, into), name).then(
        () => 'renamed',
        (error: Error) => error.message,
      )
    expect(await refusal('工时费: money', 1, '工费')).toContain('header: 工时费')
    expect(await refusal('  接车台数:', 3, '接待台数')).toContain('2026-07, which is closed')
    // Bands no month keeps.
    expect(await refusal('  及时得分:', 3, 'not so')).toContain("can't be called")
    expect(await refusal('  及时得分:', 3, '接车台数')).toContain("can't be called")
    expect(await refusal('  及时得分:', 3, '准时得分')).toBe('renamed')
    expect(await refusal('currency: CNY', 2, 'x')).toContain('Nothing stands here')
  })
})

test('a template in English; a request that fails does not end the server', { timeout: TIME }, async () => {
  const shop = shopOf('templates/workshop')
  const editor = await editorIn(shop, { locale: 'de', options: ['--lang', 'en'] })
  editor.open('scheme.yaml')
  await editor.problems('scheme.yaml', sound)
  expect(await editor.connection.sendRequest('textDocument/hover', { textDocument: 7 })).toBeNull()
  expect(await editor.hover('scheme.yaml', editor.find('scheme.yaml', 'people:', 1))).toContain('**people** · ')
  editor.open('notes.yaml', 'a: [\n')
  expect(await editor.hover('notes.yaml', { line: 0, character: 0 })).toBe('')
  expect(await editor.end()).toBe(0)
})

test('what a shop of a group has of its own, and the file of the group', { timeout: TIME }, async () => {
  const folder = shopOf('group')
  const editor = await editorIn(folder)
  editor.open('stores/south/shop.yaml')
  await editor.problems('stores/south/shop.yaml', sound).catch(() => [])
  const text = editor.textOf('stores/south/shop.yaml')
  editor.replace('stores/south/shop.yaml', [
    {
      range: {
        start: { line: text.split('\n').length - 1, character: 0 },
        end: { line: text.split('\n').length - 1, character: 0 },
      },
      newText: 'no such key: 1\n',
    },
  ])
  const [found] = (await editor.problems('stores/south/shop.yaml', all => all.some(isError))).filter(isError)
  expect(found?.range.start).toEqual(editor.find('stores/south/shop.yaml', 'no such key'))
  editor.open('group.yaml')
  editor.type('group.yaml', { line: 0, character: 0 }, 'nothing: 1\n')
  const [wrong] = await editor.problems('group.yaml', all => all.length > 0)
  expect(wrong?.code).toBe('KEY_UNKNOWN')
})

test('completes and explains what a shop has of its own, and the file of a group, readable or not', {
  timeout: TIME,
}, async () => {
  const editor = await editorIn(shopOf('group'), { locale: 'zh-CN' })
  const own = 'stores/east/shop.yaml'
  // The line of a name without its colon is no YAML yet.
  editor.open(own, 'shop: 城东店\n\nparameters:\n  顾\nfiles:\n  工单: a*\n')
  await editor.problems(own, all => all.some(isError))
  const at = async (file: string, line: number, character: number): Promise<string[]> => {
    const { items } = await editor.complete(file, { line, character })
    return items.map(item => item.label)
  }
  expect(await at(own, 1, 0)).toEqual(['shop', 'parameters', 'files', 'bands of 返修系数'])
  expect(await at(own, 3, 3)).toEqual(['顾问提成率', '技师提成率', '管理奖金率'])
  expect(await at(own, 5, 2)).toEqual(['工单', 'people'])
  expect(await editor.hover(own, { line: 4, character: 2 })).toContain('**files** · 本店文件名不同的')
  // What a name is for is told when it is asked for.
  const [first] = (await editor.complete(own, { line: 3, character: 3 })).items
  const told = await editor.connection.sendRequest('completionItem/resolve', first)
  expect(told).toMatchObject({ documentation: { value: expect.stringContaining('**顾问提成率** · 参数') } })
  editor.open('group.yaml')
  await editor.problems('group.yaml', sound)
  expect(await at('group.yaml', 1, 0)).toEqual(['group', 'shops', 'scheme', 'shops may change'])
  expect(await editor.hover('group.yaml', { line: 1, character: 2 })).toBe('**group** · 集团名称')
  editor.open('scheme.yaml')
  await editor.problems('scheme.yaml', sound)
  expect(await editor.hover('scheme.yaml', editor.find('scheme.yaml', '  顾问产值:', 3))).toContain('每人一个数')
  expect(editor.errors()).toBe('')
})

test('counts letters as editors do, in lines that end as on Windows; renames in what is not saved yet', {
  timeout: TIME,
}, async () => {
  const shop = shopOf('golden')
  const editor = await editorIn(shop, { locale: 'zh-CN' })
  const text = readFileSync(join(shop, 'scheme.yaml'), 'utf8').replaceAll('\n', '\r\n')
  const cases = readFileSync(join(shop, 'cases.yaml'), 'utf8')
  const wrong = '  新值: "全店产值 × 无此名" # 😀\r\n  😀新: 1\r\n'
  editor.open('scheme.yaml', text.replace('  全店返修台数:', `${wrong}  全店返修台数:`))
  const line = editor.find('scheme.yaml', '  新值:').line
  const found = (await editor.problems('scheme.yaml', all => all.some(isError))).filter(isError)
  expect(found.map(({ code, range }) => [code, range.start, range.end.character])).toEqual([
    ['NAME_INVALID', { line: line + 1, character: 2 }, 4],
    ['NAME_UNKNOWN', { line, character: 14 }, 17],
  ])
  editor.replace('scheme.yaml', [
    { range: { start: { line, character: 0 }, end: { line: line + 2, character: 0 } }, newText: '  # 😀\r\n' },
  ])
  await editor.problems('scheme.yaml', sound)
  editor.open('cases.yaml', `# not saved\n${cases}`)
  const { changes = {} } = await editor.rename('scheme.yaml', editor.find('scheme.yaml', '  接车台数:', 3), '接待台数')
  for (const [uri, edits] of Object.entries(changes)) {
    const file = uri.endsWith('scheme.yaml') ? 'scheme.yaml' : 'cases.yaml'
    const renamed = withEdits(editor.textOf(file), edits)
    expect(renamed).toBe(editor.textOf(file).replaceAll('接车台数', '接待台数'))
    expect(renamed).not.toBe(editor.textOf(file))
  }
  expect(Object.keys(changes)).toHaveLength(2)
})

test('knows the marks of each rater where a row is one rater’s', { timeout: TIME }, async () => {
  const folder = tempFolder()
  const scheme = `scheme: Rated
from: 2026-01
currency: USD
people: { file: r*, columns: { id: id, name: name, position: position }, paid: name is not blank }
tables:
  marks:
    file: m*
    one row per: id
    entered by: rater
    columns:
      id: person
      rater: { values: [self, boss] }
      skill: { type: number, range: 0 to 10 }
pay:
  - for: seller
    lines:
      bonus: skill boss × $10 + skill self × $1
`
  writeFileSync(join(folder, 'scheme.yaml'), scheme)
  const editor = await editorIn(folder)
  editor.open('scheme.yaml')
  await editor.problems('scheme.yaml', sound)
  const at = editor.find('scheme.yaml', 'skill boss', 3)
  expect(await editor.hover('scheme.yaml', at)).toContain('**skill boss** · column of marks')
  const [place] = await editor.definition('scheme.yaml', at)
  expect(place?.range.start).toEqual(editor.find('scheme.yaml', '      skill:', 6))
  expect(await labels(editor, 'scheme.yaml', 'bonus: skill', 7)).toEqual(
    expect.arrayContaining(['skill self', 'skill boss']),
  )
  await expect(editor.rename('scheme.yaml', at, 'craft')).rejects.toThrow()
})

test('helps from the first letter of a scheme on, which is no YAML yet', { timeout: TIME }, async () => {
  const shop = shopOf('templates/workshop')
  const editor = await editorIn(shop)
  editor.open('scheme.yaml', 'sch')
  const [found] = await editor.problems('scheme.yaml', all => all.length > 0)
  expect(found?.code).toBe('YAML_SYNTAX')
  expect(await labels(editor, 'scheme.yaml', 'sch', 3)).toEqual(expect.arrayContaining(['scheme', 'people', 'tables']))
  const broken = 'scheme: X\nfrom: 2026-01\npeople:\n  file: [\n  columns: { id: id\nvalues:\n  a: "b\n'
  editor.replace('scheme.yaml', [
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } }, newText: broken },
  ])
  expect(await labels(editor, 'scheme.yaml', '  file: [', 2)).toEqual(expect.arrayContaining(['file', 'paid']))
  for (const text of ['', '\t- : : {{{ ]] "', '[]', '42', '- a\n- b\n']) {
    editor.replace('scheme.yaml', [
      { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }, newText: text },
    ])
    await editor.problems('scheme.yaml', all => all.some(isError))
    await editor.complete('scheme.yaml', { line: 0, character: 0 })
  }
  expect(editor.errors()).toBe('')
  expect(await editor.end()).toBe(0)
})
