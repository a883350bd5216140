// What `--help` says, in the language of the terminal.

import type { Language } from '../../reports/messages/sentence.ts'
import { EN } from './en.ts'
import type { HelpTexts } from './texts.ts'
import { ZH } from './zh.ts'

export function helpTexts(language: Language): HelpTexts {
  return language === 'zh' ? ZH : EN
}
