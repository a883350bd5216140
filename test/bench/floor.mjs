// The floor of the benchmark: reads every file below a folder in pieces and does nothing with them.

import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
let bytes = 0
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue
  for await (const piece of createReadStream(join(entry.parentPath ?? entry.path, entry.name))) bytes += piece.length
}
console.log(bytes)
