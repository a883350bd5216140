// The golden shop's statements in a real Chromium: printed on A4, each person on one sheet with every amount that was worked
// out independently (fixtures/golden/expected); on a screen and a phone; and what a checker of accessibility says.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decimal, sumOf } from '../../src/core/decimal.ts'
import { amountForPeople } from '../../src/core/money.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { copyInto, folderOfFile, put } from '../support/folders.ts'
import { expected, GOLDEN, MONTHS } from '../support/golden.ts'
import { pageText } from '../support/page-text.ts'
import { openBrowser, PAPER, printedPages } from '../support/paper.ts'
import { makeShop, ROSTER } from '../support/shop.ts'

describe.skipIf(!PAPER)('in Chromium', () => {
  const shop = folderOfFile()
  let browser: Browser

  beforeAll(async () => {
    browser = await openBrowser()
    copyInto(join(GOLDEN, 'scheme.yaml'), join(shop, 'scheme.yaml'))
    copyInto(join(GOLDEN, 'data'), join(shop, 'data'))
    for (const period of MONTHS) {
      await run(['run', '--period', period, '--out', `english/${period}`, '--lang', 'en'], { cwd: shop })
      await run(['run', '--period', period, '--split'], { cwd: shop })
      await run(['close', '--period', period], { cwd: shop })
    }
  })
  afterAll(() => browser?.close())

  /** Every number that stands on a page as a person's own. */
  const idsOn = (page: string): string[] => [...page.matchAll(/工号 (\d{5}) /g)].map(match => match[1]!)

  test.each(MONTHS)('%s: everybody on one sheet, with every expected amount', async period => {
    const pages = await printedPages(browser, join(shop, 'out', period, 'statements.html'))
    const people = expected(`${period}.payroll.csv`)
    expect(pages.map(idsOn)).toEqual(people.map(p => [p.工号]))
    const lines = expected(`${period}.lines.csv`)
    for (const [i, p] of people.entries()) {
      const text = pages[i]!.replace(/\s+/g, ' ')
      expect(text).toContain('签名')
      for (const { 项目, 金额 } of lines.filter(l => l.工号 === p.工号))
        expect(text).toMatch(new RegExp(`${项目} .*?(?<![\\d,.-])${figure(金额!)} `))
      expect(text).toContain(`应发奖金 ${amountForPeople(decimal(p.应发奖金!))}`)
      expect(text).toContain(`实发奖金 ${amountForPeople(decimal(p.实发奖金!))}`)
      for (const reserve of ['NPS预留', 'APQ预留'])
        expect(text).toMatch(new RegExp(`${reserve} .*?-?${figure(p[reserve]!)} `))
      const sum = sumOf(lines.filter(l => l.工号 === p.工号).map(l => decimal(l.金额!)))
      const net = sumOf([sum, ...['NPS预留', 'APQ预留', '扣款合计'].map(name => decimal(p[name]!).neg())])
      expect(amountForPeople(net)).toBe(amountForPeople(decimal(p.实发奖金!)))
    }
  })

  const figure = (text: string): string => amountForPeople(decimal(text)).replace(/[.]/g, '\\.')

  test.each(MONTHS)('%s in English: everybody on one sheet, to the signature', async period => {
    const pages = await printedPages(browser, join(shop, 'english', period, 'statements.html'))
    expect(pages.map(idsOn)).toEqual(expected(`${period}.payroll.csv`).map(p => [p.工号]))
    for (const page of pages) expect(page).toContain('Signature')
  })

  test('no print is smaller than 7.5 points', async () => {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(shop, 'out/2026-09/statements.html')).href)
    await page.emulateMedia({ media: 'print' })
    const smallest = await page.evaluate(
      'Math.min(...[...document.querySelectorAll("article *")].map(e => parseFloat(getComputedStyle(e).fontSize)))',
    )
    // 7.5 points are 10 pixels
    expect(smallest).toBeGreaterThanOrEqual(10)
    await page.close()
  })

  test('a statement that fills more than a sheet says on each whose it is; the signature is with the figures', async () => {
    const pages = await printedPages(browser, join(shop, 'out/2026-08/statements/00068.html'), 1.3)
    expect(pages).toHaveLength(2)
    for (const [i, text] of pages.entries()) {
      expect(idsOn(text)).toEqual(['00068'])
      expect(text.trimEnd()).toMatch(new RegExp(`${i + 1} ?/ ?2$`))
    }
    for (const text of ['所用数据', '签名']) {
      expect(pages[0]).not.toContain(text)
      expect(pages[1]).toContain(text)
    }
  })

  test('ratios that the scheme bands in percent are written so', () => {
    const text = pageText(readFileSync(join(shop, 'out/2026-07/statements/00118.html'), 'utf8'))
    // 4 ÷ 128 = 0.03125; 1 − 0.03125 = 0.96875; 7,558.32 ÷ 188,935.44 = 0.040004…
    for (const part of [
      '返修率 3.125% 超过 3%且不超过 5% → 5',
      '= 4 ÷ 128 3.125%',
      '= 1 − 3.125% 96.875%',
      '当月所耗辅料 ÷ 班组工时 = 7,558.32 ÷ 188,935.44 = 4.0004…% 不超过 5% → 10',
    ])
      expect(text).toContain(part)
  })

  test('paper is A4', async () => {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(shop, 'out/2026-08/statements/00013.html')).href)
    put(shop, { 'a.pdf': await page.pdf({ preferCSSPageSize: true }) })
    await page.close()
    expect(spawnSync('pdfinfo', [join(shop, 'a.pdf')], { encoding: 'utf8' }).stdout).toMatch(/Page size:.*A4/)
  })

  test.each([
    ['a phone', 360, 'light'],
    ['a desk in the dark', 1200, 'dark'],
  ] as const)(
    '%s: nothing beyond the edge, every link leads to its person, nothing to complain of',
    async (_, width, colorScheme) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
      const page = await context.newPage()
      const asked: string[] = []
      page.on('request', request => asked.push(request.url()))
      await page.goto(pathToFileURL(join(shop, 'out/2026-08/statements.html')).href)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      const links = await page.locator('nav a').all()
      expect(links).toHaveLength(expected('2026-08.payroll.csv').length)
      for (const link of links.slice(0, 5)) {
        const person = page.locator(`article${await link.getAttribute('href')}`)
        expect(await person.locator('h2').textContent()).toBe(await link.textContent())
      }
      expect(asked).toHaveLength(1)
      await context.close()
      expect(await complaints(join(shop, 'out/2026-08/statements/00068.html'), width, colorScheme)).toEqual([])
    },
  )

  /** What axe finds; the page's own policy keeps it out, so that it is let in from outside. */
  async function complaints(file: string, width: number, colorScheme: 'light' | 'dark'): Promise<string[]> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true })
    const page = await context.newPage()
    await page.goto(pathToFileURL(file).href)
    await page.addScriptTag({
      content: readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    })
    const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] }
    await context.close()
    return found.violations.map(v => `${v.id}: ${v.nodes[0]!.html}`)
  }

  test('a name that is markup is seen as it is written, and nothing runs', async () => {
    const name = `<img src=x onerror="document.title='ran'"><b>B</b>`
    const cwd = makeShop({ 'data/2026-07/roster.csv': edited(ROSTER, ['Ann', `"${name.replaceAll('"', '""')}"`]) })
    expect((await run(['run', '--period', '2026-07'], { cwd })).code).toBe(0)
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(cwd, 'out/2026-07/statements.html')).href)
    expect(await page.locator('h2').allTextContents()).toContain(name)
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.title()).not.toBe('ran')
    await page.close()
  })
})
