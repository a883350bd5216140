// The program's entry: tells V8 how long our processes live and how much they hold, then loads the program, which has not been
// read until then.

import { setFlagsFromString } from 'node:v8'
import { load, v8Flags } from './load.ts'

for (const flag of v8Flags('program')) setFlagsFromString(flag)
const { command } = load('main', 'program').exports as { command: () => typeof import('./process.ts') }
await command().run()
