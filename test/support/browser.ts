// A real Chromium for pages: opens a file as a reader's device would show it and tells what went wrong on the way. Where
// none is installed, tests that need it are skipped and say so.

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The program; undefined where there is none. */
export const CHROMIUM: string | undefined = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap(folder => NAMES.map(name => join(folder, name)))
  .find(path => existsSync(path))
if (CHROMIUM === undefined) console.warn('chromium is not installed: pages are not looked at in a real browser')

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM!,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}

export interface Opened {
  readonly page: Page
  /** Errors, warnings and messages of the page. */
  readonly said: readonly string[]
  /** Everything that was asked for besides the file itself. */
  readonly fetched: readonly string[]
}

/** Opens a file; the page is closed with its context. */
export async function openPage(browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const said: string[] = []
  const fetched: string[] = []
  const url = pathToFileURL(file).href
  page.on('console', message => said.push(message.text()))
  page.on('pageerror', error => said.push(error.message))
  page.on('request', request => request.url() !== url && fetched.push(request.url()))
  await page.goto(url)
  return { page, said, fetched }
}

/** The value of an expression inside the page: text, since the program itself must not know of a page's names. */
export function inPage<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate(expression) as Promise<T>
}
