import type { RuleEntries } from '../../../config/configuration-file.ts'
import { ignoresOf, resolveConfiguration, withoutRules } from '../../../config/resolve.ts'
import type { ResolvedConfiguration } from '../../../config/resolve.ts'
import { directoryOf, isWithin, joinPath } from '../../../core/paths.ts'
import { comparesVersions } from '../../../core/rule.ts'
import type { Rule } from '../../../core/rule.ts'
import { rules as ownRules } from '../config/own-rules.ts'
import type { CheckInput } from '../../check-input.ts'
import { today } from '../../today.ts'
import type { CheckRequest } from './check-request.ts'
import { loadConfiguration } from '../config/configuration.ts'
import type { LoadedConfiguration } from '../config/configuration.ts'
import { docsWith } from '../config/custom-docs.ts'
import { discover } from '../disk/discover.ts'
import type { Discovery, DiscoveryRequest } from '../disk/discover.ts'
import type { FactCache } from '../cache/fact-cache.ts'
import { withSlashes } from '../disk/paths.ts'
import type { SpectralCompanion } from '../spectral/companion.ts'
import { findRuleset } from '../spectral/find.ts'
import { entriesOfOursAlone } from '../spectral/ours-alone.ts'
import type { Tree } from '../disk/tree.ts'

/** What there is to check in one state of a project, and with which rules. */
export interface Survey {
  readonly input: CheckInput
  readonly configuration: ResolvedConfiguration
  readonly found: Discovery
  /** What a Spectral ruleset says about our rules, if it need not be loaded for this. Outcomes depend on it. */
  readonly followed?: RuleEntries
}

/**
 * Determines what there is to check.
 * @throws UsageError for paths that do not exist
 * @throws ConfigurationError for flags with unknown rules or presets
 */
export async function survey(
  tree: Tree,
  request: CheckRequest & Pick<DiscoveryRequest, 'without'>,
  loaded: LoadedConfiguration,
  cache?: FactCache,
): Promise<Survey> {
  const { configuration: file, base, custom } = loaded
  const { onProgress, preset, rules: severities = {}, allowOutsideRoot = false, without } = request
  const flags = { ...(preset !== undefined && { preset }), rules: severities, today: today() }
  const found = discover({
    cwd: withSlashes(request.cwd),
    paths: request.paths ?? [],
    ignores: ignoresOf(file, base),
    tree,
    ...(without !== undefined && { without }),
    ...(cache !== undefined && { isKnownSource: (path) => cache.knows(path, tree.idOf(path)) }),
  })
  const { contracts } = found
  const { companion, entries } = request.spectral === false || contracts.length === 0 ? nothingFollowed : await openRuleset(loaded, tree)
  const rules = [...ownRules, ...custom.map(({ rule }) => rule), ...(companion?.rulesFor(contracts) ?? [])]
  const imported = (companion ?? entries) && { files: contracts, entriesFor: (path: string) => companion?.entriesFor(path) ?? entries ?? {} }
  const resolved = withoutRules(resolveConfiguration(rules, file, base, { ...flags, named: found.named }, imported), comparesVersions)
  const configuredIn = loaded.file
  const configuration = { ...resolved, settings: { ...resolved.settings, ...(configuredIn !== undefined && { configuredIn }) } }
  const context = contextOf(found, configuration, rules, tree)
  let done = 0
  const total = found.contracts.length + found.sources.length + context.length
  return {
    configuration,
    found,
    ...(entries !== undefined && { followed: entries }),
    input: {
      contracts: found.contracts,
      sources: found.sources,
      context,
      roots: found.roots,
      bases: found.searched,
      files: tree.files({ roots: found.roots, allowOutsideRoot }),
      rules,
      configuration,
      docsOf: docsWith(custom, companion?.docsFor(contracts)),
      ...(companion !== undefined && { companion }),
      expect: (paths) => tree.expect(paths),
      ...(request.types !== undefined && { types: request.types }),
      ...(cache !== undefined && { facts: cache.of(tree) }),
      ...(onProgress !== undefined && { onProgress: (path) => onProgress(done++, total, path) }),
    },
  }
}

/** How a team's own Spectral ruleset is taken into account. */
interface Followed {
  readonly companion?: SpectralCompanion | undefined
  readonly entries?: RuleEntries | undefined
}

const nothingFollowed: Followed = {}

/** Spectral is only loaded if the ruleset does more than configure our rules. */
async function openRuleset(loaded: LoadedConfiguration, tree: Tree): Promise<Followed> {
  const ruleset = findRuleset(loaded, tree)
  if (ruleset === undefined) return nothingFollowed
  const entries = entriesOfOursAlone(ruleset, tree, ownRules)
  if (entries !== undefined) return { entries }
  const { openSpectral } = await import('../spectral/index.ts')
  return { companion: await openSpectral(loaded, tree, new Set(ownRules.map(({ id }) => id))) }
}

/** The rules of a check, in the form for reports. */
export function described({ rules, docsOf }: CheckInput): (Rule & { readonly docs: string })[] {
  return rules.map((rule) => ({ ...rule, docs: docsOf(rule.id) }))
}

/** The configuration for the directory of a request, in one state of the project. */
export async function configurationIn(tree: Tree, { cwd, configFile }: CheckRequest): Promise<LoadedConfiguration> {
  return loadConfiguration({ cwd: withSlashes(cwd), ...(configFile !== undefined && { configFile }), tree }, ownRules)
}

/**
 * Code that is read along with single files and parts of a program: `server.ts` alone does not tell whether the application has a health
 * check, nor `src/routes` where its routes are mounted. A package, and each folder directly in it, counts as complete.
 */
function contextOf(found: Discovery, configuration: ResolvedConfiguration, rules: readonly Rule[], tree: Tree): string[] {
  const needed = rules.some((rule) => rule.subject.scope === 'program' && configuration.isUsed(rule))
  if (!needed) return []
  const single = found.sources.filter((file) => found.named.has(file))
  const roots = found.roots.filter((root) => single.some((file) => isWithin(root, file)))
  const parts = found.searched.filter((directory) => found.sources.some((file) => isWithin(directory, file)))
  const wholes = parts.flatMap((directory) => wholeAround(directory, found.roots, tree) ?? [])
  const around = [...new Set([...roots, ...wholes])].map((root) => discover({ cwd: root, paths: [], ignores: configuration.ignores, tree }))
  const checked = new Set(found.sources)
  return [...new Set(around.flatMap(({ sources }) => sources))].filter((file) => !checked.has(file))
}

/** `src` of the package for `src/orders/routes`. Nothing for a package, for a folder directly in it, and outside of projects. */
function wholeAround(directory: string, roots: readonly string[], tree: Tree): string | undefined {
  const root = roots.find((one) => isWithin(one, directory))
  if (root === undefined) return undefined
  let home = directory
  let within = directory
  for (let at = directory; at !== root && tree.typeOf(joinPath(at, 'package.json')) === undefined; at = directoryOf(at)) {
    within = at
    home = directoryOf(at)
  }
  return within === directory || home === directory ? undefined : within
}
