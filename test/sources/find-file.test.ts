// The one file that a pattern means, among what else lies in a month's folder.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Result } from '../../src/core/result.ts'
import { type FoundFile, findFile } from '../../src/sources/find-file.ts'
import { SCHEME } from './helpers.ts'

const root = mkdtempSync(join(tmpdir(), 'find-file-'))
afterAll(() => rmSync(root, { recursive: true }))

const NAMES = [
  '维修工单_202607.csv',
  '~$维修工单_202607.xlsx',
  '.~lock.维修工单_202607.csv#',
  '.维修工单.csv',
  '维修工单.tmp',
  '花名册.xlsx',
  'a.b+c(1).csv',
  'Orders 1.CSV',
  'Orders 2.csv',
  '备件出库_202607.xlsx'.normalize('NFD'),
  'cafe\u0301.csv',
]
for (const name of NAMES) writeFileSync(join(root, name), 'x')
mkdirSync(join(root, '维修工单旧'))

const find = (pattern: string, folder = root): Promise<Result<FoundFile>> =>
  findFile(folder, pattern, { table: '维修工单', at: SCHEME, display: 'data/2026-07' })

describe('findFile', () => {
  test.each<[string, string]>([
    ['维修工单*', '维修工单_202607.csv'],
    ['维修工单*.csv', '维修工单_202607.csv'],
    ['*工单*2026*', '维修工单_202607.csv'],
    ['花名册.xlsx', '花名册.xlsx'],
    ['a.b+c(1).csv', 'a.b+c(1).csv'],
    ['a*1*', 'a.b+c(1).csv'],
    ['caf\u00e9*', 'cafe\u0301.csv'],
  ])('%s is %s', async (pattern, name) => {
    expect(await find(pattern)).toMatchObject({ value: { path: join(root, name), display: `data/2026-07/${name}` } })
  })

  test('several are a problem', async () => {
    const found = await find('Orders*')
    expect(found).toMatchObject({
      problems: [
        {
          code: 'FILE_AMBIGUOUS',
          at: SCHEME,
          facts: { pattern: 'Orders*', files: 'Orders 1.CSV, Orders 2.csv' },
        },
      ],
    })
  })

  test.each<[string, string | undefined]>([
    ['维修工单?', '维修工单_202607.csv'],
    ['维修公单*', '维修工单_202607.csv'],
    ['完全不同的东西*', undefined],
    ['a.b*b+c*', undefined],
  ])('%s is missing, the nearest is %s', async (pattern, nearest) => {
    const found = await find(pattern)
    expect(found).toMatchObject({
      problems: [{ code: 'FILE_MISSING', facts: { table: '维修工单', pattern, folder: 'data/2026-07' } }],
    })
    if (nearest) expect(found).toMatchObject({ problems: [{ facts: { nearest } }] })
  })

  test('one that lies in another folder is asked for there', async () => {
    const elsewhere = { folder: root, prefix: 'results/' }
    const wanted = { table: '考核', at: { file: 'scheme.yaml' }, display: 'data/2026-07', elsewhere }
    const found = await findFile(join(root, 'none'), '维修工单*', wanted)
    expect(found).toMatchObject({ problems: [{ code: 'FILE_MISSING', facts: { nearest: 'results/维修工单*' } }] })
    expect(await findFile(join(root, 'none'), '考核*', wanted)).toMatchObject({
      problems: [{ code: 'FILE_MISSING', facts: { nearest: undefined } }],
    })
  })

  test('a folder that is not there has no files', async () => {
    expect(await find('x*', join(root, 'none'))).toMatchObject({ problems: [{ code: 'FILE_MISSING' }] })
    expect(await find('x*', join(root, '花名册.xlsx'))).toMatchObject({ problems: [{ code: 'FILE_MISSING' }] })
  })

  test('a pattern of many stars takes no time', async () => {
    writeFileSync(join(root, `${'a'.repeat(200)}.csv`), 'x')
    const begin = performance.now()
    expect(await find(`${'*a'.repeat(60)}*b`)).toMatchObject({ problems: [{ code: 'FILE_MISSING' }] })
    expect(performance.now() - begin).toBeLessThan(1000)
  })
})
