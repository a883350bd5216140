// A page in a real Chromium: as it is printed, page by page as text, and as it stands on a screen. Where Chromium or
// poppler is not installed, tests that need them are skipped and say so.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { tempFolder } from './folders.ts'

const PROGRAM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  path => spawnSync(path, ['--version']).status === 0,
)

export const PAPER: boolean = PROGRAM !== undefined && spawnSync('pdftotext', ['-v']).status === 0
if (!PAPER) console.warn('chromium or pdftotext is not installed: pages are not printed by a real browser')

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: PROGRAM!, args: ['--no-sandbox', '--disable-gpu'] })
}

/** The text of every printed page of a file. `scale`: above 1 for larger print. */
export async function printedPages(browser: Browser, file: string, scale = 1): Promise<string[]> {
  const pdf = join(tempFolder(), 'printed.pdf')
  const page = await browser.newPage()
  try {
    await page.goto(pathToFileURL(file).href)
    await page.pdf({ path: pdf, preferCSSPageSize: true, scale })
  } finally {
    await page.close()
  }
  const { stdout } = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 })
  return stdout.split('\f').slice(0, -1)
}
