import { rules } from '../node/config/own-rules.ts'
import type { ConfigurationFile } from '../../config/configuration-file.ts'
import { acceptConfiguration, problemIn, readConfiguration } from '../../config/read.ts'
import { ConfigurationError } from '../../core/errors.ts'
import type { ConfigurationProblem } from '../../core/errors.ts'
import { directoryOf } from '../../core/paths.ts'
import { parseDocument } from '../../documents/parse.ts'
import { customRuleNames } from '../node/config/configuration.ts'
import { customRuleAdvice } from '../node/config/custom-rule.ts'
import { customRule, customRuleFiles } from '../node/config/custom-rules.ts'
import type { CustomRule } from '../node/config/custom-rules.ts'
import { defaultExportAtOnce } from '../node/config/default-export.ts'
import { settledValue } from '../node/config/settled-value.ts'
import { nodeFiles } from '../node/disk/files.ts'

/** A configuration file as written, and the custom rules that it names. */
export interface ConfigurationRead {
  readonly stated: ConfigurationFile
  readonly custom: readonly CustomRule[]
}

/**
 * Reads a configuration file synchronously, because rules of ESLint cannot wait: programs are loaded by `require` instead of `import`, so
 * they must not have a top-level `await` or export a promise.
 * @param file absolute, forward slashes
 * @throws ConfigurationError with every mistake in it
 */
export function readAtOnce(file: string): ConfigurationRead {
  if (/\.[cm]?js$/.test(file)) {
    const value = settledValue(defaultExportAtOnce(file, 'export default { ... }'), file)
    const custom = customRulesIn(value, file, (index, message) => ({ file, message: `customRules/${index}: ${message}` }))
    return { stated: acceptConfiguration(value, file, [...rules, ...custom.map(({ rule }) => rule)]), custom }
  }
  const content = nodeFiles({ roots: [], allowOutsideRoot: true }).read(file)
  if (content.kind !== 'text') {
    throw new ConfigurationError([{ file, message: `could not be read: ${content.kind === 'refused' ? content.reason : 'it no longer exists'}` }])
  }
  const document = parseDocument(file, content.text)
  const custom = customRulesIn(document.value, file, (index, message) => problemIn(document, document.locate(['customRules', index])[0], message))
  return { stated: readConfiguration(document, [...rules, ...custom.map(({ rule }) => rule)]), custom }
}

function customRulesIn(value: unknown, file: string, problemAt: (index: number, message: string) => ConfigurationProblem): CustomRule[] {
  const named = customRuleFiles(customRuleNames(value), directoryOf(file), problemAt)
  return named.map((one) => customRule(one, defaultExportAtOnce(one.file, customRuleAdvice)))
}
