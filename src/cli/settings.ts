// `--set "name=value"` options → names and texts.

import { UsageError } from './usage-error.ts'

export function readSettings(settings: readonly string[]): Map<string, string> {
  const read = new Map<string, string>()
  for (const setting of settings) {
    const at = setting.search(/(?<![<>])[=＝]/)
    if (at <= 0) throw new UsageError('SETTING_WRONG', { found: setting })
    read.set(setting.slice(0, at).trim().replace(/\s+/g, ' '), setting.slice(at + 1).trim())
  }
  return read
}
