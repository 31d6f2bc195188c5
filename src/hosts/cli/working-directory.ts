import { statSync } from 'node:fs'

import { UsageError } from '../../core/errors.ts'
import { absolutePath } from '../node/disk/paths.ts'

/**
 * The directory of `--cwd`, or else that of the process: absolute, forward slashes.
 * @throws UsageError if it does not exist
 */
export function workingDirectory(wanted: string | undefined): string {
  const cwd = absolutePath(process.cwd(), wanted ?? '.')
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() === true) return cwd
  throw new UsageError(`--cwd: no such directory: '${wanted ?? cwd}'`)
}
