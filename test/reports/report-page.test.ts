// report.html in a real Chromium: nothing runs, is fetched or overflows; light, dark, on a phone and on paper; with the
// keyboard alone; and what comes from data stays text. In both languages.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM, inPage, openPage, startBrowser } from '../support/browser.ts'
import { run } from '../support/cli.ts'
import { copyInto, folderOfFile, put } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'
import { FILES } from '../support/shop.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 900 }
/** A4 less the margins of 14 mm, at 96 dots an inch. */
const PAPER = { width: Math.floor((182 / 25.4) * 96), height: Math.floor((269 / 25.4) * 96) }

const OPEN_ALL = `for (const details of document.querySelectorAll('details')) details.open = true`
const WIDTH = 'document.documentElement.scrollWidth'

const HOSTILE = [
  '</svg><script>document.title=1</script>',
  '<img src=x onerror=alert(1)>',
  '{b|x} {value}',
  '"><b>&lt;',
  `javascript:alert('x')`,
]

const files: Record<string, string> = {}
let browser: Browser

async function ran(...argv: string[]): Promise<void> {
  const { code, out, err } = await run(argv, { cwd: '/' })
  if (code !== 0) throw new Error(out + err)
}

/** A shop whose people and teams are called by hostile texts. */
function hostileShop(folder: string): void {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const roster = HOSTILE.map((t, i) => [`${i + 1}`, quoted(t), 'advisor', quoted(t), '2020-01-01', ''].join(','))
  put(folder, {
    'scheme.yaml': FILES['scheme.yaml']!.replace(
      '  turnover:',
      '  team turnover: sum(orders.labour by team)\n  turnover:',
    )
      .replace('      advisor: person\n', '      advisor: person\n      team: team\n')
      .replace(
        'duty: 100元',
        'duty: 100元\n  - for: everyone\n    lines:\n      prize: if team turnover > 150元 then 5元 else 0',
      ),
    'data/2026-07/roster.csv': `id,name,position,team,hired,left\n${roster.join('\n')}\n`,
    'data/2026-07/orders.csv': `order,settled,advisor,team,labour\n${HOSTILE.map(
      (t, i) => `A${i},2026-07-0${i + 1},${i + 1},${quoted(t)},${i + 1}00`,
    ).join('\n')}\n`,
    'data/2026-07/marks.csv': `id,mark,damage\n${HOSTILE.map((_, i) => `${i + 1},${50 + i * 10},`).join('\n')}\n`,
  })
}

describe.skipIf(CHROMIUM === undefined)('report.html', () => {
  const folder = folderOfFile()

  beforeAll(async () => {
    const [golden, english, hostile] = ['golden', 'english', 'hostile'].map(name => join(folder, name)) as [
      string,
      string,
      string,
    ]
    for (const name of ['scheme.yaml', 'data']) copyInto(join(GOLDEN, name), join(golden, name))
    await ran('run', '-C', golden, '--period', '2026-07')
    await ran('close', '-C', golden, '--period', '2026-07')
    await ran('run', '-C', golden, '--period', '2026-08')
    files.zh = join(golden, 'out/2026-08/report.html')
    await ran(
      'run',
      '-C',
      golden,
      '--period',
      '2026-08',
      '--lang',
      'en',
      '--out',
      join(folder, 'other'),
      '--set',
      '净利润=1',
    )
    files.other = join(folder, 'other/report.html')
    await ran('init', english)
    await ran('run', '-C', english, '--period', '2026-07')
    files.en = join(english, 'out/2026-07/report.html')
    hostileShop(hostile)
    await ran('run', '-C', hostile, '--period', '2026-07')
    files.hostile = join(hostile, 'out/2026-07/report.html')
    browser = await startBrowser()
  }, 240_000)
  afterAll(() => browser?.close())

  const NAMES = ['zh', 'en', 'other', 'hostile']

  describe.each(NAMES)('%s', name => {
    test.each(['light', 'dark'] as const)('%s: no message, no request, no violation', async colorScheme => {
      const options = { colorScheme, bypassCSP: true, viewport: DESK }
      const { page, said, fetched } = await openPage(browser, files[name]!, options)
      await inPage(page, OPEN_ALL)
      await inPage(page, AXE)
      const { violations } = await inPage<{ violations: { id: string; nodes: unknown[] }[] }>(page, 'axe.run()')
      expect(violations.map(v => [v.id, JSON.stringify(v.nodes[0])])).toEqual([])
      expect([said, fetched]).toEqual([[], []])
      await page.context().close()
    })

    test('a phone of 360 dots shows it without scrolling sideways', async () => {
      const { page } = await openPage(browser, files[name]!, { viewport: PHONE, isMobile: true, hasTouch: true })
      await inPage(page, OPEN_ALL)
      expect(await inPage(page, WIDTH)).toBe(PHONE.width)
      expect(await outside(page, PHONE.width)).toEqual([])
      await page.context().close()
    })

    test('on paper it is light, all tables are there and no picture is cut', async () => {
      const { page } = await openPage(browser, files[name]!, { viewport: PAPER, colorScheme: 'dark' })
      await page.emulateMedia({ media: 'print' })
      expect(await inPage(page, WIDTH)).toBe(PAPER.width)
      expect(await outside(page, PAPER.width)).toEqual([])
      const seen = await inPage<{ paper: string; hidden: number; pictures: { height: number; inside: string }[] }>(
        page,
        `({
          paper: getComputedStyle(document.body).backgroundColor,
          hidden: [...document.querySelectorAll('table')].filter(t => !t.checkVisibility()).length,
          pictures: [...document.querySelectorAll('svg')].map(svg => ({
            height: svg.getBoundingClientRect().height,
            inside: getComputedStyle(svg).breakInside,
          })),
        })`,
      )
      expect([seen.paper, seen.hidden]).toEqual(['rgb(255, 255, 255)', 0])
      expect(seen.pictures.length).toBeGreaterThan(2)
      for (const { height, inside } of seen.pictures) {
        expect(inside).toBe('avoid')
        expect(height).toBeLessThan(PAPER.height)
      }
      const pdf = await page.pdf({ preferCSSPageSize: true })
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      // 210 by 297 mm in points
      expect(pdf.toString('latin1')).toMatch(/\/MediaBox ?\[0 0 59[45][.\d]* 84[12][.\d]*\]/)
      await page.context().close()
    })

    test('every picture is told in words and by a table, and headings go down by one', async () => {
      const { page } = await openPage(browser, files[name]!)
      const seen = await inPage<{
        pictures: { bars: number; rows: number }[]
        headings: number[]
        ids: string[]
        unnamed: number
      }>(
        page,
        `({
          pictures: [...document.querySelectorAll('figure')].map(figure => {
            const svg = figure.querySelector('svg')
            const byId = attribute => document.getElementById(svg.getAttribute(attribute))?.textContent ?? ''
            return {
              role: svg.getAttribute('role'),
              told: byId('aria-labelledby') !== '' && byId('aria-describedby').length > 10,
              bars: svg.querySelectorAll('path[fill="var(--bar)"], path[fill="var(--fall)"]').length,
              rows: figure.querySelectorAll('details tbody tr').length,
            }
          }),
          headings: [...document.querySelectorAll('h1, h2, h3')].map(h => Number(h.tagName.slice(1))),
          ids: [...document.querySelectorAll('[id]')].map(e => e.id),
          unnamed: [...document.querySelectorAll('table')].filter(t => !t.caption?.textContent).length,
        })`,
      )
      for (const picture of seen.pictures) {
        expect(picture).toMatchObject({ role: 'img', told: true })
        expect(picture.bars).toBeGreaterThan(0)
        expect(picture.rows).toBeGreaterThan(0)
      }
      expect(seen.headings[0]).toBe(1)
      for (const [i, level] of seen.headings.slice(1).entries())
        expect(level - seen.headings[i]!).toBeLessThanOrEqual(1)
      expect(new Set(seen.ids).size).toBe(seen.ids.length)
      expect(seen.unnamed).toBe(0)
      await page.context().close()
    })
  })

  test('with the keyboard: the skip link first, then the contents, then every table, in the order of the page', async () => {
    const { page } = await openPage(browser, files.zh!, { viewport: DESK })
    const focused = (): Promise<{ text: string; top: number; outline: string; left: number }> =>
      inPage(
        page,
        `(() => {
          const element = document.activeElement
          const { top, left } = element.getBoundingClientRect()
          const text = element.tagName === 'A' ? element.getAttribute('href') : element.tagName
          return { text, top: top + scrollY, left, outline: getComputedStyle(element).outlineStyle }
        })()`,
      )
    await page.keyboard.press('Tab')
    expect(await focused()).toMatchObject({ text: '#main', outline: 'solid' })
    expect((await focused()).left).toBeGreaterThanOrEqual(0)
    const stops: string[] = []
    let last = -1
    for (;;) {
      await page.keyboard.press('Tab')
      const stop = await focused()
      if (stop.text === 'BODY' || stops.length > 100) break
      expect(stop.outline).toBe('solid')
      expect(stop.top).toBeGreaterThanOrEqual(last - DESK.height)
      last = stop.top
      stops.push(stop.text)
    }
    expect(stops.slice(0, 8)).toEqual(
      ['glance', 'groups', 'distribution', 'thresholds', 'scores', 'reserves', 'edges', 'change'].map(s => `#${s}`),
    )
    const [details, regions] = await inPage<[number, number]>(
      page,
      `[
        document.querySelectorAll('details').length,
        [...document.querySelectorAll('[role=region]')].filter(r => !r.closest('details')).length,
      ]`,
    )
    expect(stops.filter(s => s === 'SUMMARY').length).toBe(details)
    expect(stops.filter(s => s === 'DIV').length).toBe(regions)
    await page.context().close()
  })

  test('a table opens with the keyboard, and the skip link goes to the report', async () => {
    const { page } = await openPage(browser, files.en!, { viewport: DESK })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await inPage(page, 'document.activeElement.id')).toBe('main')
    await page.locator('summary').first().focus()
    await page.keyboard.press('Enter')
    expect(await inPage(page, `document.querySelector('details').open`)).toBe(true)
    await page.context().close()
  })

  test('names that look like markup or templates are shown as they are, in tables and pictures', async () => {
    const { page } = await openPage(browser, files.hostile!)
    const seen = await inPage<{ foreign: number; rows: string[]; labels: string[]; title: string }>(
      page,
      `({
        foreign: document.querySelectorAll('script, img, iframe, object, b, link, [onerror]').length,
        rows: [...document.querySelectorAll('tbody th')].map(th => th.textContent),
        labels: [...document.querySelectorAll('svg text')].map(text => text.textContent),
        title: document.title,
      })`,
    )
    expect(seen.foreign).toBe(0)
    expect(seen.title).toBe('Small shop · Jul 2026 · The month at a glance')
    for (const text of HOSTILE) {
      expect(seen.rows).toContain(text)
      const label = text.replace(/\s+/g, ' ')
      expect(seen.labels.some(l => l === label || (l.endsWith('…') && label.startsWith(l.slice(0, -1))))).toBe(true)
    }
    await page.context().close()
  })

  test('words of the other language are the scheme’s own only', () => {
    const page = readFileSync(files.en!, 'utf8')
    expect(page.replace(/<style>[\s\S]*?<\/style>/, '')).not.toMatch(/\p{Script=Han}/u)
    expect(page).toContain('<html lang="en">')
    expect(readFileSync(files.zh!, 'utf8')).toContain('<html lang="zh-CN">')
  })
})

/** Pictures, facts and texts that reach beyond the page; what scrolls by itself may. */
function outside(page: Page, width: number): Promise<string[]> {
  return inPage(
    page,
    `[...document.querySelectorAll('svg, dl > div, p, h1, h2, h3, li, td, th')]
      .filter(e => matchMedia('print').matches || !e.closest('.scroll'))
      .filter(e => {
        const { left, right } = e.getBoundingClientRect()
        return left < 0 || right > ${width} + 0.5
      })
      .map(e => e.tagName + ' ' + e.textContent.slice(0, 40))`,
  )
}
