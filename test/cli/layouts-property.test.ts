// Export layouts for any people: rows add up to the control total and to what those in it are paid, split into files or not.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { bankTemplate, gateway } from '../support/importers.ts'
import { BANK, GATEWAY, layoutShop } from '../support/layout-shop.ts'
import { numbersOf } from '../support/secrets.ts'

test('nobody is lost, nothing is paid twice', async () => {
  const person = fc.record({
    fen: fc.oneof(fc.constant(0), fc.integer({ min: -5000, max: 0 }), fc.integer({ min: 1, max: 99_999_999 })),
    name: fc
      .string({ unit: fc.constantFrom(...'张伟赵 |,"\'&<aé·𠮷'), minLength: 1, maxLength: 6 })
      .filter(n => n.trim() === n && !/^['"]/.test(n) && /[张a]/.test(n)),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 12 }), async people => {
      const payees = people.map(({ fen, name }, i) => ({ id: `${i + 10}`, name, amount: (fen / 100).toFixed(2) }))
      const shop = layoutShop(BANK + edited(GATEWAY, ['exports:\n', '']), payees)
      const ran = await run(['run', '--period', '2026-07'], { cwd: shop })
      expect([ran.code, ran.err.replace(/.*warnings?.*\n/, '')]).toEqual([0, ''])
      const out = join(shop, 'out/2026-07')
      const due = people
        .map((p, i) => ({ ...p, account: numbersOf(i + 1).account }))
        .filter(p => p.fen > 0)
        .map(({ fen, account, name }) => ({ account, name, fen }))
      const names = readdirSync(out)
      const parts = names.filter(n => n.startsWith('gate-')).sort()
      if (due.length === 0) {
        expect([parts, names.filter(n => n.startsWith('代发'))]).toEqual([[], []])
        return
      }
      expect(bankTemplate(readFileSync(join(out, '代发-2026-07.xlsx')))).toEqual(due)
      expect(parts).toEqual(Array.from({ length: Math.ceil(due.length / 3) }, (_, i) => `gate-${i + 1}.txt`))
      const clean = due.filter(d => !/[|"]/.test(d.name))
      if (clean.length < due.length) return
      expect(parts.flatMap(n => gateway(readFileSync(join(out, n), 'utf8')))).toEqual(due)
    }),
    { numRuns: 25 },
  )
}, 60_000)
