import { statSync } from 'node:fs'

import { UsageError } from '../../core/errors.ts'
import { absolutePath } from '../node/disk/paths.ts'

/**
 * The directory that `--cwd` names, or the process's own: absolute, forward slashes.
 * @throws UsageError where there is none
 */
export function workingDirectory(wanted: string | undefined): string {
  const cwd = absolutePath(process.cwd(), wanted ?? '.')
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() === true) return cwd
  throw new UsageError(`--cwd: no such directory: '${wanted ?? cwd}'`)
}
