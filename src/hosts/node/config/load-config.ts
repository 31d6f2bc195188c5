import { rules } from './own-rules.ts'
import { loadConfiguration } from './configuration.ts'
import type { ConfigurationRequest, LoadedConfiguration } from './configuration.ts'
import { withSlashes } from '../disk/paths.ts'
import { verifyRequest } from '../verify-request.ts'

const fields: { readonly [Name in keyof ConfigurationRequest]-?: true } = { cwd: true, configFile: true, tree: true }

/**
 * Finds and reads the configuration that `setsquare check` would use, including custom rules. Executes their code, and the configuration if
 * it is a JavaScript file.
 * @param request the directory to start from (absolute), and optionally a certain file
 * @throws UsageError if an explicit file does not exist
 * @throws ConfigurationError with every mistake in it
 */
export async function loadConfig(request: ConfigurationRequest): Promise<LoadedConfiguration> {
  verifyRequest(request, fields)
  return loadConfiguration({ ...request, cwd: withSlashes(request.cwd) }, rules)
}
