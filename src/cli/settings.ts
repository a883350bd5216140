// `--set "name=value"` options → names and texts.

import { UsageError } from './usage-error.ts'

export function readSettings(settings: readonly string[]): Map<string, string> {
  const read = new Map<string, string>()
  for (const setting of settings) {
    const at = divider(setting)
    if (at <= 0) throw new UsageError('SETTING_WRONG', { found: setting })
    read.set(setting.slice(0, at).trim().replace(/\s+/g, ' '), setting.slice(at + 1).trim())
  }
  return read
}

const OPENING = /[(（]/
const CLOSING = /[)）]/

/** Where the name ends: a name may be a formula, `count(orders where kind = “repair”)`, so what stands in ( ) ends none. */
function divider(setting: string): number {
  let depth = 0
  for (let i = 0; i < setting.length; i++) {
    const sign = setting[i]!
    if (OPENING.test(sign)) depth++
    else if (CLOSING.test(sign)) depth--
    else if (depth === 0 && /[=＝]/.test(sign) && !/[<>]/.test(setting[i - 1] ?? '')) return i
  }
  return setting.search(/(?<![<>])[=＝]/)
}
