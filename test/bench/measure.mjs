// Loaded before a measured program (node --import): at its end, writes what it used to file descriptor 3 as JSON, peak
// memory in bytes and processor seconds. The peak is that of this process alone where the system tells it (VmHWM): the
// general figure of a child process may include memory of the one that started it.

import { readFileSync, writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// A thread's end is not the program's.
if (isMainThread)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    let peak = maxRSS * 1024
    try {
      const own = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
      if (own) peak = Number(own[1]) * 1024
    } catch {
      // Not Linux.
    }
    writeSync(3, JSON.stringify({ peak, cpu: (userCPUTime + systemCPUTime) / 1e6 }))
  })
