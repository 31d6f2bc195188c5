import { ConfigurationError } from '../../../core/errors.ts'
import { directoryOf, isWithin } from '../../../core/paths.ts'
import type { LoadedConfiguration } from '../config/configuration.ts'
import { disk } from '../disk/disk.ts'
import { absolutePath, projectRoot } from '../disk/paths.ts'
import type { Tree } from '../disk/tree.ts'

/** The file names that Spectral itself looks for. */
const names = /^\.?spectral\.(?:ya?ml|json|m?js)$/

/**
 * The Spectral ruleset of a project: the one named in the configuration, or the one beside it; without a configuration, the nearest one in
 * its directory or above, within the project. Because rulesets may contain code, one that merely lies beside a checked file is not used.
 * @throws ConfigurationError for two rulesets in one directory, for one outside the project, and if the named one does not exist
 */
export function findRuleset({ configuration, base, file }: LoadedConfiguration, tree: Tree): string | undefined {
  const { spectral = true } = configuration
  const root = projectRoot(base)
  if (spectral === false) return undefined
  if (spectral !== true) return named(absolutePath(base, spectral), spectral, root, file, tree)
  for (let directory = base; ; directory = directoryOf(directory)) {
    const found = tree.namesIn(directory).filter((name) => names.test(name)).sort()
    if (found.length > 1) {
      const message = `there is also ${found.slice(1).map((name) => `'${name}'`).join(' and ')}: name the one to use in the configuration (\`spectral: ${found[0] ?? ''}\`)`
      throw new ConfigurationError([{ file: absolutePath(directory, found[0] ?? ''), message }])
    }
    if (found[0] !== undefined) return absolutePath(directory, found[0])
    if (file !== undefined || directory === root || directory === directoryOf(directory)) return undefined
  }
}

function named(ruleset: string, name: string, root: string, file: string | undefined, tree: Tree): string {
  const isThere = [tree, disk].some((one) => one.typeOf(ruleset) === 'file')
  if (isThere && isWithin(root, ruleset)) return ruleset
  const message = isWithin(root, ruleset)
    ? `spectral: no such Spectral ruleset: '${name}'`
    : `spectral: '${name}' is outside the project: rulesets are executed, so they must be inside`
  throw new ConfigurationError([{ ...(file !== undefined && { file }), message }])
}
