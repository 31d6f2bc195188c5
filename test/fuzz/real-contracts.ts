import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'

/** Larger contracts take seconds each. */
const largest = 400_000

/** Real contracts are not part of this repository: if FUZZ_CONTRACTS names a directory, tests use those in it as well. Absolute paths, sorted. */
export const realContracts: readonly string[] = process.env.FUZZ_CONTRACTS === undefined ? [] : contractsIn(process.env.FUZZ_CONTRACTS)

/** A sample of them, the same for the same FUZZ_SEED. */
export function sampled(size: number): readonly string[] {
  const seed = Number(process.env.FUZZ_SEED ?? 20_261_121)
  return fc.sample(fc.shuffledSubarray([...realContracts], { minLength: realContracts.length }), { seed, numRuns: 1 })[0]?.slice(0, size) ?? []
}

function contractsIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size < largest && /"(?:openapi|swagger)"/.test(readFileSync(file, 'utf8').slice(0, 2000)))
    .sort()
}
