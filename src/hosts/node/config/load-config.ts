import { isAbsolute } from 'node:path'

import { rules } from './own-rules.ts'
import { UsageError } from '../../../core/errors.ts'
import { loadConfiguration } from './configuration.ts'
import type { ConfigurationRequest, LoadedConfiguration } from './configuration.ts'
import { withSlashes } from '../disk/paths.ts'

/**
 * Finds and reads the configuration that `setsquare check` would use, including custom rules. Executes their code, and the configuration if
 * it is a JavaScript file.
 * @param request the directory to start from (absolute), and optionally a certain file
 * @throws UsageError if an explicit file does not exist
 * @throws ConfigurationError with every mistake in it
 */
export async function loadConfig({ cwd, ...rest }: ConfigurationRequest): Promise<LoadedConfiguration> {
  if (!isAbsolute(cwd)) throw new UsageError(`cwd is not an absolute path: '${cwd}'`)
  return loadConfiguration({ cwd: withSlashes(cwd), ...rest }, rules)
}
