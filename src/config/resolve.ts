import type { Configuration } from '../core/configuration.ts'
import type { ConfiguredSeverity } from '../core/diagnostic.ts'
import { ConfigurationError } from '../core/errors.ts'
import type { ConfigurationProblem } from '../core/errors.ts'
import { foreignNames } from '../core/foreign.ts'
import { suggestion } from '../core/nearest.ts'
import { defaultsOf } from '../core/options.ts'
import type { Rule } from '../core/rule.ts'
import { presetNames } from './configuration-file.ts'
import type { ConfigurationFile, FailureThreshold, PresetName, RuleEntries, RuleEntry, RuleOptions } from './configuration-file.ts'
import { globMatcher } from './globs.ts'
import { severityIn } from './preset.ts'

/** The part of the configuration that comes from the command line. It takes precedence over the file. */
export interface ConfigurationFlags {
  readonly preset?: string
  /** By rule id, topic or `*`. Takes precedence over overrides too. */
  readonly rules?: { readonly [idOrPattern: string]: ConfiguredSeverity }
  /** Paths given on the command line, to which `ignore` does not apply, nor to what is in them. Absolute, forward slashes. */
  readonly named?: ReadonlySet<string>
  /** The date of the check (RFC 3339 full-date). */
  readonly today?: string
}

/** Entries from another ruleset of the project (Spectral's). They take precedence over the preset, and the configuration over them. */
export interface ImportedEntries {
  /** All files that have entries. */
  readonly files: readonly string[]
  entriesFor(path: string): RuleEntries
}

/** A configuration ready for use by the engine and the hosts. */
export interface ResolvedConfiguration extends Configuration {
  readonly failOn?: FailureThreshold
  /** True for paths that `ignore` excludes. */
  readonly ignores: (path: string) => boolean
}

/**
 * Resolves preset, entries, overrides and flags to a severity and options for each rule in each file.
 * @param base the directory of the configuration file or, without one, the working directory: absolute, forward slashes
 * @throws ConfigurationError for flags that name no rule or preset
 */
export function resolveConfiguration(
  rules: readonly Rule[],
  file: ConfigurationFile,
  base: string,
  flags: ConfigurationFlags = {},
  imported: ImportedEntries = nothingImported,
): ResolvedConfiguration {
  refuseUnknown(rules, flags)
  const preset = presetOf(flags, file)
  const overrides = (file.overrides ?? []).map((override) => ({ ...override, matches: globMatcher(override.files, base) }))
  const ignores = ignoresOf(file, base, flags.named)
  const fold = (others: RuleEntries, applied: readonly RuleEntries[]): Profile => {
    return profile(rules, preset, [others, file.rules ?? {}, ...applied, flags.rules ?? {}])
  }
  // Of several overrides the last one that has an entry for a rule wins, so applying each alone meets every severity that is possible.
  const importedSets = [...new Set(imported.files.length === 0 ? [{}] : imported.files.map((path) => imported.entriesFor(path)))]
  const possible = importedSets.flatMap((others) => [fold(others, []), ...overrides.map((override) => fold(others, [override.rules]))])
  const used = new Set(rules.map((rule) => rule.id).filter((id) => possible.some((one) => one.get(id)?.severity !== 'off')))

  const byOverrides = new Map<RuleEntries, Map<string, Profile>>()
  const byFile = new Map<string, Profile>()
  function profileOf(path: string): Profile {
    const judged = byFile.get(path)
    if (judged !== undefined) return judged
    const applied = overrides.filter(({ matches }) => matches(path))
    const key = applied.map((override) => overrides.indexOf(override)).join()
    const others = imported.entriesFor(path)
    const known = byOverrides.get(others) ?? new Map<string, Profile>()
    byOverrides.set(others, known)
    const found = ignores(path) ? nothing : (known.get(key) ?? fold(others, applied.map((override) => override.rules)))
    if (found !== nothing) known.set(key, found)
    byFile.set(path, found)
    return found
  }

  return {
    ...(file.failOn !== undefined && { failOn: file.failOn }),
    exceptions: file.exceptions ?? [],
    settings: { conventions: file.conventions ?? {}, architecture: file.architecture ?? {}, ...(flags.today !== undefined && { today: flags.today }) },
    ignores,
    isUsed: (rule) => used.has(rule.id),
    severityOf: (rule, path) => profileOf(path).get(rule.id)?.severity ?? 'off',
    optionsOf: (rule, path) => profileOf(path).get(rule.id)?.options ?? defaultsOf(rule.options),
  }
}

/** The same configuration with some rules off everywhere. */
export function withoutRules(configuration: ResolvedConfiguration, isLeftOut: (rule: Rule) => boolean): ResolvedConfiguration {
  return {
    ...configuration,
    isUsed: (rule) => !isLeftOut(rule) && configuration.isUsed(rule),
    severityOf: (rule, file) => (isLeftOut(rule) ? 'off' : configuration.severityOf(rule, file)),
  }
}

const nothingImported: ImportedEntries = { files: [], entriesFor: () => noEntries }
const noEntries: RuleEntries = {}

/**
 * A predicate for paths that `ignore` excludes.
 * @param base the directory of the configuration file: absolute, forward slashes
 * @param named paths given on the command line, which are never ignored
 */
export function ignoresOf(file: ConfigurationFile, base: string, named: ReadonlySet<string> = new Set()): (path: string) => boolean {
  const isIgnored = globMatcher(file.ignore ?? [], base)
  return (path) => isIgnored(path) && !isNamed(path, named)
}

/** True for a path in the set, and for one below a directory in the set. */
function isNamed(path: string, named: ReadonlySet<string>): boolean {
  if (named.size === 0) return false
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    if (named.has(at)) return true
  }
  return false
}

type Profile = ReadonlyMap<string, { readonly severity: ConfiguredSeverity; readonly options: RuleOptions }>

/** The profile of ignored files: every rule is off. */
const nothing: Profile = new Map()

/** The severity and options of each rule: those of the preset, changed by each of `applied` in turn. */
function profile(rules: readonly Rule[], preset: PresetName, applied: readonly RuleEntries[]): Profile {
  return new Map(
    rules.map((rule) => {
      let severity = severityIn(preset, rule)
      let options: RuleOptions = defaultsOf(rule.options)
      for (const entries of applied) {
        const entry = entryFor(rule, entries)
        if (entry === undefined) continue
        severity = typeof entry === 'string' ? entry : entry[0]
        if (typeof entry !== 'string') options = { ...options, ...entry[1] }
      }
      return [rule.id, { severity, options }]
    }),
  )
}

/** The most specific entry: the rule's own, its topic's, the one for all. */
function entryFor(rule: Rule, entries: RuleEntries): RuleEntry | undefined {
  return entries[rule.id] ?? entries[`${rule.topic}/*`] ?? entries['*']
}

function presetOf(flags: ConfigurationFlags, file: ConfigurationFile): PresetName {
  return presetNames.find((name) => name === flags.preset) ?? file.preset ?? 'recommended'
}

function refuseUnknown(rules: readonly Rule[], flags: ConfigurationFlags): void {
  const problems: ConfigurationProblem[] = []
  const { preset } = flags
  if (preset !== undefined && !presetNames.some((name) => name === preset)) {
    problems.push({ message: `--preset: unknown preset '${preset}'${suggestion(preset, presetNames) || `: the presets are ${presetNames.join(', ')}`}` })
  }
  const known = new Set(['*', ...rules.flatMap((rule) => [rule.id, `${rule.topic}/*`])])
  const isForeign = foreignNames(rules)
  for (const name of Object.keys(flags.rules ?? {})) {
    if (!known.has(name) && !isForeign(name)) problems.push({ message: `--rule: unknown rule '${name}'${suggestion(name, known) || ': `setsquare rules` lists them'}` })
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
}
