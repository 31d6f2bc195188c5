import { statSync } from 'node:fs'

import type { CacheOptions } from './cache-file.ts'

/** The state of a file that was written so recently that the next change might get the same time, or whose state cannot be read. */
export const unsettled = 'unsettled'

/**
 * The state of a file: different after each change, because it includes the one time that no program can set.
 * @param trusted files written at this time or later are {@link unsettled}
 */
export function settledState(file: string, trusted: number): string {
  try {
    const stats = statSync(file, { throwIfNoEntry: false })
    if (stats === undefined) return 'missing'
    const { size, mtimeMs, ctimeMs, ino } = stats
    return Math.max(mtimeMs, ctimeMs) < trusted ? `${size} ${mtimeMs} ${ctimeMs} ${ino}` : unsettled
  } catch {
    return unsettled
  }
}

/** A file must have been unchanged since before this time to be trusted, if it was read at `moment` or later. */
export function trustedAt(moment: number, { settling = 2000 }: CacheOptions): number {
  return moment - settling
}
