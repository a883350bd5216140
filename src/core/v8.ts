// What V8 is told of our processes before they load the program: how long they live and how much they hold. Takes the version that
// runs; gives flags.

import { getHeapStatistics, setFlagsFromString } from 'node:v8'

// A month of one shop is over before optimised code pays for itself: by default half of its processor time goes into
// making it. What runs a hundred times longer is optimised all the same, only later. V8 14 compiles in a middle tier first.
const LATER = { '11.3': '--interrupt-budget=1000000', '12.4': '--invocation-count-for-turbofan=30000' }
// V8 writes an error where it knows no flag of a name: these are the versions of Node 20, 22, 24 and 26.
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  '11.3': [LATER['11.3']],
  '12.4': [LATER['12.4']],
  '13.6': [],
  '14.6': [],
}

// How much a heap may grow by before it is cleared. That of a small shop is hardly ever cleared: it would take more time than it gives
// back; of thousands of people it would grow to four times of what is held. A worker holds little, one shop after another.
const GROWING = { program: 300, worker: 200, large: 50 } as const
const LARGE_BYTES = 50 << 20
const LOOK_MS = 50

/** The flags of the V8 that runs this, for the program or for a worker of a group; none where it is another than those. */
export function v8Flags(of: 'program' | 'worker'): readonly string[] {
  const flags = FLAGS[process.versions.v8.split('.').slice(0, 2).join('.')]
  // Beside others of its kind a worker has no core to spare for helpers that clear its heap; it can only be told as it starts.
  const alone = of === 'worker' ? ['--single-threaded-gc'] : []
  return flags ? [...flags, `--heap-growing-percent=${GROWING[of]}`, ...alone] : []
}

/** Lets the heap of this process grow by less as soon as it is large. */
export function growLessWhereLarge(): void {
  if (v8Flags('program').length === 0) return
  const looking = setInterval(() => {
    if (getHeapStatistics().used_heap_size < LARGE_BYTES) return
    setFlagsFromString(`--heap-growing-percent=${GROWING.large}`)
    clearInterval(looking)
  }, LOOK_MS)
  looking.unref()
}
