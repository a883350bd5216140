// No layout may write a file by the name of one of ours: the list that layouts are held against knows all that we write.

import { expect, test } from 'vitest'
import { OWN_FILES } from '../../src/scheme/file-name.ts'
import { MONTH_FILES } from '../../src/writers/month-files.ts'

test('every file of a draft is in it', () => {
  expect(MONTH_FILES.filter(name => !OWN_FILES.includes(name.replace(/\/$/, '')))).toEqual([])
})
