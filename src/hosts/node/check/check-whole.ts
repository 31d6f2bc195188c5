import type { CoverageNote } from '../../../core/diagnostic.ts'
import { isWithin } from '../../../core/paths.ts'
import { byPosition } from '../../../engine/collect.ts'
import { relativePath } from '../../../reporters/reporter.ts'
import { checkFiles } from '../../check-files.ts'
import { openBaseline } from './apply-baseline.ts'
import type { CheckedState } from './check-outcome.ts'
import type { CheckRequest } from './check-request.ts'
import type { LoadedConfiguration } from '../config/configuration.ts'
import { disk } from '../disk/disk.ts'
import { OutcomeCache } from '../cache/outcome-cache.ts'
import { withTexts } from '../disk/overlay.ts'
import { configurationIn, described, survey } from './survey.ts'
import type { Survey } from './survey.ts'

/** Checks contracts and code as they are on disk. */
export async function checkWhole(request: CheckRequest): Promise<CheckedState> {
  const tree = withTexts(disk, request.texts)
  const loaded = await configurationIn(tree, request)
  const baseline = openBaseline(request.baseline, loaded, request.cwd)
  const surveyed = await survey(tree, request, loaded)
  const { input, found, configuration } = surveyed
  const outcomes = outcomeCache(request, loaded, surveyed)
  const checked = await checkFiles({ ...input, ...(outcomes !== undefined && { outcomes }) })
  outcomes?.save()
  const { rules } = input
  const isWhole = found.searched.some((directory) => isWithin(directory, loaded.base))
  const { overrides, ignore } = loaded.configuration
  const idle = isWhole && (overrides ?? ignore) ? (await import('./idle-globs.ts')).idleGlobs(loaded, [...found.contracts, ...found.sources, ...checked.checked], tree) : []
  const unused = isWhole && configuration.exceptions?.length ? await (await import('./unused-exceptions.ts')).unusedExceptions(loaded, checked, rules, configuration, found.roots) : []
  return {
    ...checked,
    findings: [...checked.findings, ...unused].sort(byPosition),
    coverage: [...found.notes, ...checked.coverage, ...idle, ...notUsed(found.configurations, loaded)],
    roots: found.roots,
    failOn: configuration.failOn,
    rules: described(input),
    baseline,
    run: { rules, configuration, ...checked, ...found, base: loaded.base, isWithoutSpectral: request.spectral === false },
  }
}

/** Configurations below the one that applies to the whole run. Whoever wrote one expects it to have an effect. */
function notUsed(configurations: readonly string[], { file: used, base }: LoadedConfiguration): CoverageNote[] {
  const instead = used === undefined ? 'no configuration applies to this run' : `${relativePath(base, used)} applies to all files of this run`
  const message = `not used: ${instead}. Check its directory by itself, or use \`overrides\``
  return configurations.filter((file) => file !== used).map((file) => ({ kind: 'skipped', file, message }))
}

/** Nothing if outcomes may depend on more than files and flags: on custom rules, on another linter, or on texts that are not on disk. */
function outcomeCache(request: CheckRequest, loaded: LoadedConfiguration, { found, input, configuration, followed }: Survey): OutcomeCache | undefined {
  const { cache, preset, rules, allowOutsideRoot, types, texts } = request
  if (cache === undefined || cache === false || texts !== undefined || loaded.custom.length > 0 || input.companion !== undefined) return undefined
  const asked = [loaded.configuration, loaded.base, preset, rules, allowOutsideRoot, types === false, configuration.settings, [...found.named], followed]
  return new OutcomeCache(cache, input, asked)
}
