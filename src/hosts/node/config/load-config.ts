import { isAbsolute } from 'node:path'

import { rules } from '../../../../rules/index.ts'
import { UsageError } from '../../../core/errors.ts'
import { loadConfiguration } from './configuration.ts'
import type { ConfigurationRequest, LoadedConfiguration } from './configuration.ts'
import { withSlashes } from '../disk/paths.ts'

/**
 * Finds and reads the configuration that `setsquare check` would use, with the user's own rules. Programs in it are run.
 * @param request the directory to look from (absolute), and a file where a certain one is meant
 * @throws UsageError where the file that was asked for is not there
 * @throws ConfigurationError with every mistake in it
 */
export async function loadConfig({ cwd, ...rest }: ConfigurationRequest): Promise<LoadedConfiguration> {
  if (!isAbsolute(cwd)) throw new UsageError(`cwd is not an absolute path: '${cwd}'`)
  return loadConfiguration({ cwd: withSlashes(cwd), ...rest }, rules)
}
