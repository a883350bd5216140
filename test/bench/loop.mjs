// The plain loop of the benchmark: what somebody would write who only wants the sums. Reads the work orders of a shop by the same
// libraries and adds up two amounts for each technician in exact decimals; nothing is checked, explained or written.

import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Decimal } from 'decimal.js'
import Papa from 'papaparse'

const folder = process.argv[2]
const name = readdirSync(folder).find(file => file.startsWith('维修工单'))
const sums = new Map()
await new Promise((done, failed) => {
  Papa.parse(createReadStream(join(folder, name)), {
    error: failed,
    complete: done,
    step: ({ data }) => {
      if (!data[0]?.startsWith('WX') || data[13] !== '已结算') return
      const amount = new Decimal(data[7].replace(/[^\d.-]/g, '') || 0).plus(data[8].replace(/[^\d.-]/g, '') || 0)
      sums.set(data[6], (sums.get(data[6]) ?? new Decimal(0)).plus(amount.times('0.05').toDecimalPlaces(2)))
    },
  })
})
console.log(sums.size)
