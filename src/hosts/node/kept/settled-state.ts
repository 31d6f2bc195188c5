import { statSync } from 'node:fs'

import type { CacheOptions } from './kept-file.ts'

/** The state of a file that has been written to so lately that the next change might have the same time, or that cannot be looked at. */
export const unsettled = 'unsettled'

/**
 * What a file looked like: another state for each change, the time included that no program can set.
 * @param trusted files that were written to after it are {@link unsettled}
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

/** The time up to which files must have been left alone to be trusted in what is kept of what was read after some moment. */
export function trustedAt(moment: number, { settling = 2000 }: CacheOptions): number {
  return moment - settling
}
