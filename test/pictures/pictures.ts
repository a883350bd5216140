// The pictures of both READMEs, made anew of what the built program writes for July of the golden shop: a picture that no longer looks
// like the program is a lie. `npm run pictures`; it needs LibreOffice, poppler and Chromium, and writes to `fixtures/pictures`.

import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startBrowser } from '../support/browser.ts'

const root = resolve(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'bonusbook-pictures-'))
const shop = join(home, 'shop')
const drawn = join(home, 'out/payroll.pdf')

function bonusbook(...args: string[]): string {
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1790000000', FORCE_COLOR: '1' }
  return execFileSync(process.execPath, [join(root, 'bin/bonusbook'), ...args, '-C', shop], { env, encoding: 'utf8' })
}

function picture(name: string): string {
  return join(root, 'fixtures/pictures', `${name}.png`)
}

/** A part of the first page of the workbook on which a text stands. */
function cut(name: string, text: RegExp, [x, y, width, height]: readonly number[], dots = 80): void {
  const pages = execFileSync('pdftotext', ['-layout', drawn, '-'], { encoding: 'utf8' }).split('\f')
  const at = pages.findIndex(page => text.test(page))
  if (at < 0) throw new Error(`no page has ${text}`)
  const page = String(at + 1)
  const area = ['-x', x, '-y', y, '-W', width, '-H', height].map(String)
  const to = picture(name).replace(/\.png$/, '')
  execFileSync('pdftoppm', ['-png', '-singlefile', '-r', String(dots), '-f', page, '-l', page, ...area, drawn, to])
}

const COLOURS: Readonly<Record<string, string>> = {
  1: 'font-weight:bold',
  2: 'color:#888',
  31: 'color:#c22',
  32: 'color:#177a2b',
  33: 'color:#96690a',
  36: 'color:#16727d',
}

/** What a terminal shows as a page: each sign for a colour opens one, each that ends it closes it. */
function terminal(text: string, lines: number): string {
  const shown = text.split('\n').slice(0, lines).join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own signs
  const body = shown.replace(/\u001b\[(\d+)m/g, (_, code) => {
    return code in COLOURS ? `<span style="${COLOURS[code]}">` : '</span>'
  })
  return `<!doctype html><meta charset="utf-8"><pre style="margin:14px;font:15px/1.3 monospace">${body}</pre>`
}

cpSync(join(root, 'fixtures/golden'), shop, { recursive: true })
bonusbook('run', '--period', '2026-07', '--split', '--quiet')
const profile = `-env:UserInstallation=file://${home}/profile`
const workbook = join(shop, 'out/2026-07/payroll.xlsx')
execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', join(home, 'out'), workbook])
cut('payroll', /· 奖金表/, [15, 15, 1145, 560], 100)
cut('register', /机电技师（9 人）/, [10, 10, 920, 610])
cut('slips', /罗艳凯\s+机电技师\s+2026/, [10, 10, 920, 560])

const browser = await startBrowser()
const shoot = async (
  name: string,
  file: string | undefined,
  width: number,
  height: number,
  text = '',
): Promise<void> => {
  const page = await browser.newPage({ viewport: { width, height } })
  if (file === undefined) await page.setContent(text)
  else await page.goto(pathToFileURL(join(shop, 'out/2026-07', file)).href)
  if (name === 'statement') await page.emulateMedia({ media: 'print' })
  await page.screenshot({ path: picture(name) })
  await page.close()
}
await shoot('statement', 'statements/00073.html', 740, 640)
await shoot('report', 'report.html', 1100, 1380)
for (const [name, language] of [
  ['explain', 'en'],
  ['explain.zh', 'zh'],
] as const) {
  const said = bonusbook('explain', '00058', '工时提成', '--period', '2026-07', '--lang', language)
  await shoot(name, undefined, 800, 655, terminal(said, 31))
}
await browser.close()
rmSync(home, { recursive: true })
