import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const benchDirectory = join(dirname(fileURLToPath(import.meta.url)), '..')
export const rootDirectory = join(benchDirectory, '..')
export const inputsDirectory = join(benchDirectory, 'inputs')
export const resultsDirectory = join(benchDirectory, 'results')

/** A file of an installed peer. */
export function peerFile(...parts: readonly string[]): string {
  return join(benchDirectory, 'node_modules', ...parts)
}

export const setsquareCli = join(rootDirectory, 'dist', 'cli.cjs')
