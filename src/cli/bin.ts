// The program's entry: tells V8 how long our processes live, then loads the program, which has not been read until then.

import { setFlagsFromString } from 'node:v8'

// A month of one shop is over before optimised code pays for itself: by default half of its processor time goes into
// making it. What runs a hundred times longer is optimised all the same, only later. The flags are those of exactly these
// versions, of Node 20 and 22; V8 writes an error where it knows none by a name, and later ones compile in a middle tier.
const LATER: Record<string, string> = {
  '11.3': '--interrupt-budget=1000000',
  '12.4': '--invocation-count-for-turbofan=30000',
}

const flag = LATER[process.versions.v8.split('.').slice(0, 2).join('.')]
if (flag !== undefined) setFlagsFromString(flag)
await import('./process.ts')
