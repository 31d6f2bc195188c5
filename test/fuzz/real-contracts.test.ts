import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { dump } from 'js-yaml'
import { expect, test } from 'vitest'

import { mutate, mutations } from './mutate-document.ts'
import type { Json } from './mutate-document.ts'
import { realContracts } from './real-contracts.ts'
import { patience, survives } from './run.ts'

/**
 * `FUZZ_CONTRACTS=<directory> FUZZ_SECONDS=1200 npx vitest run test/fuzz/real-contracts.test.ts` runs every rule on random mutations of the
 * contracts in a directory. All failures are collected, each once.
 */
const seconds = Number(process.env.FUZZ_SECONDS ?? 60)

test.runIf(realContracts.length > 0)('no rule fails on what is left of real contracts', { timeout: patience }, async () => {
  const faults = new Map<string, string>()
  const end = performance.now() + 1000 * seconds
  const first = Number(process.env.FUZZ_SEED ?? Date.now())
  let runs = 0
  for (; performance.now() < end; runs++) {
    const seed = first + runs
    const [file, changes, asJson] = fc.sample(fc.tuple(fc.constantFrom(...realContracts), mutations, fc.boolean()), { seed, numRuns: 1 })[0] ?? ['', [], true]
    const changed = mutate(JSON.parse(readFileSync(file, 'utf8')) as Json, changes)
    try {
      await survives(asJson ? { 'openapi.json': JSON.stringify(changed) } : { 'openapi.yaml': dump(changed, { noRefs: true }) })
    } catch (error) {
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
      if (!faults.has(fault)) process.stderr.write(`${file} with FUZZ_SEED=${seed}: ${fault}\n`)
      faults.set(fault, `${file} with FUZZ_SEED=${seed}`)
    }
  }
  process.stderr.write(`${runs} contracts\n`)
  expect([...faults]).toEqual([])
})
