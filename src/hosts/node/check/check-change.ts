import { withoutRules } from '../../../config/resolve.ts'
import type { ResolvedConfiguration } from '../../../config/resolve.ts'
import type { CoverageNote } from '../../../core/diagnostic.ts'
import { UsageError } from '../../../core/errors.ts'
import type { Finding } from '../../../core/finding.ts'
import { isWithin } from '../../../core/paths.ts'
import { comparesSides } from '../../../core/rule.ts'
import { suppressionTopic } from '../../../engine/suppress.ts'
import type { Checked } from '../../check-files.ts'
import { UnitChecker } from '../../unit-checker.ts'
import type { Conclusion } from '../../unit-checker.ts'
import { checkCode } from '../../check-code.ts'
import { outcomeOfComparison, outcomesOfCompanion, outcomesOfContracts } from '../../on-demand.ts'
import { textIn } from '../../text-in.ts'
import { drift } from '../../../api/drift/subject.ts'
import { openBaseline } from './apply-baseline.ts'
import { cacheOptions } from '../cache/cache-options.ts'
import type { Change } from '../disk/change.ts'
import type { CheckedState } from './check-outcome.ts'
import type { CheckRequest } from './check-request.ts'
import { globIn } from '../disk/discover.ts'
import { disk } from '../disk/disk.ts'
import { kindOf } from '../disk/kinds.ts'
import type { FileKind } from '../disk/kinds.ts'
import type { LoadedConfiguration } from '../config/configuration.ts'
import { FactCache } from '../cache/fact-cache.ts'
import { ProjectCache } from '../cache/project-cache.ts'
import { withTexts } from '../disk/overlay.ts'
import { absolutePath, projectRoot, withSlashes } from '../disk/paths.ts'
import { configurationIn, described, survey } from './survey.ts'
import type { Survey } from './survey.ts'
import type { Tree } from '../disk/tree.ts'

/**
 * Checks the files that a change touches, and finds what it causes in other files.
 * @throws UsageError for paths that do not exist
 * @throws ConfigurationError for an invalid configuration
 */
export async function checkOnly(request: CheckRequest, opened: Change): Promise<CheckedState> {
  const cwd = withSlashes(request.cwd)
  const { only = {} } = request
  const current: Change = { ...opened, now: withTexts(opened.now, request.texts) }
  const change = ('staged' in only && only.staged === 'and named' ? widen : narrow)(current, cwd, request.paths ?? [])
  const ours = [...change.touched].filter(change.concerns)
  const isTelling = [...change.touched].some((file) => kindOf(file) !== 'other')
  if (ours.length === 0 || !isTelling) {
    const nothing = ours.length === 0 ? `there are no ${change.what} here` : nothingOfOurs(change)
    return { ...nothingChecked, roots: [], rules: [], baseline: undefined, failOn: undefined, nothing }
  }
  // The earlier state is checked with the present configuration too: findings of a newly enabled rule all over the project are not caused
  // by this change.
  const loaded = await configurationIn(change.now, request)
  const baseline = openBaseline(request.baseline, loaded, cwd, change.now)
  const place = request.cache === false ? undefined : (request.cache ?? cacheOptions(projectRoot(cwd), undefined))
  const cache = place && new FactCache(place)
  const untouched = kindUntouched(change)
  // A commit hook has to be fast, so it does not read the other side of an API to compare it.
  const without = 'since' in only ? undefined : untouched
  // A Spectral ruleset reports nothing in code, and takes a second to load.
  const spectral = untouched === 'document' ? false : request.spectral
  const wanted = { ...request, ...(spectral !== undefined && { spectral }), ...(without !== undefined && { without }), paths: [] }
  const surveyOf = async (tree: Tree): Promise<Survey> => {
    const surveyed = await survey(tree, wanted, loaded, cache)
    return 'since' in only && hasBothSides(surveyed) ? surveyed : withoutComparing(surveyed)
  }
  const now = await surveyOf(change.now)
  // It has no routes, which are to be compared.
  const projects = cache && !isComparing(now) ? projectCache(change, cache, now, loaded, request) : undefined
  const checked = await checkChange(change, now, () => surveyOf(change.before), projects)
  cache?.save()
  const isEmpty = checked.counts.contracts + checked.counts.sources === 0 && checked.findings.length + checked.coverage.length === 0
  const { configuration, input } = now
  const { checked: judged, failed, coverage } = checked
  return {
    ...checked,
    roots: now.found.roots,
    failOn: configuration.failOn,
    rules: described(input),
    baseline,
    // Entries of the baseline can only be found stale in files that were touched.
    run: { rules: input.rules, configuration, checked: judged, failed, coverage, searched: [], named: new Set(), base: loaded.base },
    ...(isEmpty && { nothing: nothingOfOurs(change) }),
  }
}

function hasBothSides({ input: { contracts, sources } }: Survey): boolean {
  return contracts.length > 0 && sources.length > 0
}

function isComparing({ input: { rules }, configuration }: Survey): boolean {
  return rules.some((rule) => comparesSides(rule) && configuration.isUsed(rule))
}

/** Turns rules off that compare contract and code. */
function withoutComparing({ input, configuration: whole, ...rest }: Survey): Survey {
  const configuration = withoutRules(whole, comparesSides)
  return { ...rest, configuration, input: { ...input, configuration } }
}

/** Nothing if outcomes may depend on more than files and flags: on custom rules, which are code, or on another linter. */
function projectCache(
  change: Change,
  cache: FactCache,
  { input, configuration, followed }: Survey,
  loaded: LoadedConfiguration,
  { preset, rules, allowOutsideRoot, types }: CheckRequest,
): ProjectCache | undefined {
  if (loaded.custom.length > 0 || input.companion !== undefined) return undefined
  const asked = [loaded.configuration, loaded.base, preset, rules, allowOutsideRoot, types === false, configuration.settings, followed]
  return new ProjectCache(change, cache, input, asked)
}

/** The message if a change contains nothing to check. */
function nothingOfOurs({ what }: Change): string {
  return `none of the ${what} is a contract, a part of one, TypeScript or JavaScript`
}

const nothingChecked: Checked = {
  findings: [],
  suppressed: [],
  exceptions: { matched: new Set(), used: new Set() },
  coverage: [],
  checked: new Set(),
  failed: new Set(),
  counts: { files: 0, contracts: 0, sources: 0 },
  textOf: () => undefined,
}

/** A change, and which of its files matter. */
interface NarrowChange extends Change {
  /** True for files in which findings are reported. */
  readonly concerns: (file: string) => boolean
}

/**
 * Restricts a change to a directory, or to some paths.
 * @param paths files, directories and globs relative to `cwd`; none means `cwd` itself
 * @throws UsageError for a path that exists in neither state
 */
function narrow(change: Change, cwd: string, paths: readonly string[]): NarrowChange {
  const tests = paths.map((path) => testFor(change, cwd, path))
  const concerns = (file: string): boolean => isWithin(cwd, file) && (tests.length === 0 || tests.some((matches) => matches(file)))
  return { ...change, concerns }
}

/** Treats the paths as touched, whether they are or not. */
function widen(change: Change, cwd: string, paths: readonly string[]): NarrowChange {
  const { concerns } = narrow(change, cwd, paths)
  const { files } = change.now.list(cwd, () => false)
  const touched = new Set([...change.touched, ...(paths.length === 0 ? [] : files.filter(concerns))])
  return { ...change, touched, concerns: (file) => isWithin(cwd, file) }
}

function testFor({ now, before, touched }: Change, cwd: string, path: string): (file: string) => boolean {
  const absolute = absolutePath(cwd, path)
  if (touched.has(absolute) || [now, before, disk].some((tree) => tree.typeOf(absolute) !== undefined)) return (file) => isWithin(absolute, file)
  const glob = globIn(now, cwd, path)
  if (glob === undefined) throw new UsageError(`no such file or directory: '${path}'`)
  return (file) => isWithin(glob.base, file) && glob.matches(file)
}

/**
 * Reports all findings in the touched files and, in other files, those that were not there before the change. Rules on single source files
 * find nothing new there.
 * @param projects outcomes for projects from earlier runs
 */
async function checkChange(
  change: NarrowChange,
  now: Survey,
  before: () => Promise<Survey>,
  projects: ProjectCache | undefined,
): Promise<Checked> {
  const { touched, concerns } = change
  const isTouched = ({ file }: { readonly file: string }): boolean => touched.has(file)
  const after = await checkSurvey({ ...now, input: { ...now.input, ...(projects !== undefined && { projects }) } }, change)
  const isElsewhereTheSame = (await projects?.changesNothingElsewhere()) === true
  const mayBeNew = (place: { readonly file: string }): boolean => concerns(place.file) && (isTouched(place) || !isElsewhereTheSame)
  const found = after.findings.filter((finding) => mayBeNew(finding) && (isTouched(finding) || finding.topic !== suppressionTopic))
  const notes = [...now.found.notes, ...after.coverage].filter((note) => mayBeNew(note) && (isTouched(note) || !isAboutOneSource(note)))
  const elsewhere = found.filter((finding) => !isTouched(finding))
  // The earlier state is only checked if there are findings in other files, which most changes and projects do not have.
  const earlier = elsewhere.length === 0 && notes.every(isTouched) ? undefined : await before()
  const asked = new Set([...elsewhere, ...after.failures].map(({ rule }) => rule))
  const known = earlier && (knownBefore(earlier, change, projects) ?? (await checkSurvey(narrowed(earlier, change, asked), change, after)))
  const isNew = isNotAmong(known?.findings ?? [], placeOf)
  const isNewNote = isNotAmong([...(earlier?.found.notes ?? []), ...(known?.coverage ?? [])], textOfNote)
  return {
    findings: found.filter((finding) => isTouched(finding) || isNew(finding)),
    suppressed: after.suppressed,
    exceptions: after.exceptions,
    coverage: notes.filter((note) => isTouched(note) || isNewNote(note)),
    checked: new Set(after.files.filter((file) => touched.has(file))),
    failed: new Set(after.failures.map(({ rule }) => rule)),
    counts: {
      files: [...after.files, ...after.unchecked].filter((file) => touched.has(file)).length,
      contracts: after.entries.length,
      sources: after.sources,
    },
    textOf: (file) => textIn(now.input.files, file),
  }
}

/** True for what depends on nothing but the text of a source, so that it is new only where that is touched. */
function isAboutOneSource({ kind, file }: CoverageNote): boolean {
  return (kind === 'syntax-error' || kind === 'unreadable') && kindOf(file) === 'source'
}

interface SurveyResult extends Conclusion {
  readonly entries: readonly string[]
  readonly sources: number
}

/** The conclusion about the earlier state, if the last run checked it and no document has changed. */
function knownBefore({ input, configuration }: Survey, { touched }: Change, projects: ProjectCache | undefined): Conclusion | undefined {
  const outcomes = [...touched].some(isDocument) ? undefined : projects?.outcomesBefore(input)
  return outcomes && new UnitChecker({ ...input, context: new Set(), configuration }).conclude(outcomes)
}

/** Restricts the check of the earlier state to these rules, and to files that are not touched. */
function narrowed({ input, configuration: own, found }: Survey, { touched }: Change, ids: ReadonlySet<string>): Survey {
  const severityOf: ResolvedConfiguration['severityOf'] = (rule, file) => (touched.has(file) ? 'off' : own.severityOf(rule, file))
  return { found, configuration: { ...own, severityOf }, input: { ...input, rules: input.rules.filter(({ id }) => ids.has(id)) } }
}

/**
 * Checks the contracts and sources that a change touches, and the projects that these are part of.
 * @param after the outcome for the later state, if this is the earlier one: only untouched files matter then. Every contract is checked,
 * because several may share a file and have the same finding in it; rules on single sources are not run.
 */
async function checkSurvey({ input, configuration }: Survey, change: Change, after?: SurveyResult): Promise<SurveyResult> {
  const checker = new UnitChecker({ ...input, context: new Set(), configuration })
  const touched = [...change.touched]
  const isCompared = checker.concerns(drift)
  const judged = isCompared || touched.some(isDocument) ? await outcomesOfContracts(input, checker) : []
  const contracts = judged.filter(({ consulted }) => after !== undefined || consulted.some((file) => change.touched.has(file)))
  const entries = contracts.filter(({ isContract }) => isContract).map(({ entry }) => entry)
  const others = contracts.filter(({ entry }) => after === undefined || after.entries.includes(entry))
  const beside = await outcomesOfCompanion(others, input, checker)
  const isWanted = (source: string): boolean => after === undefined && change.touched.has(source)
  const all = isCompared || touched.some(mattersToCode) ? input.sources : []
  const [sources, context] = [true, false].map((wanted) => all.filter((file) => isWanted(file) === wanted))
  // A finding that is reported once, at its first place, must not move because another file is touched. Hence the fixed order.
  const code = await checkCode({ ...input, sources: sources ?? [], context: context ?? [], order: input.sources }, checker)
  const compared = isCompared ? await outcomeOfComparison(judged, code, input, checker) : undefined
  const outcomes = [...contracts, ...beside, ...code.files, ...code.projects, ...(compared === undefined ? [] : [compared])]
  return { ...checker.conclude(outcomes, compared?.isDone), entries, sources: code.sources }
}

/** The kind of file that the change has nothing to do with. */
function kindUntouched({ touched }: Change): FileKind | undefined {
  const files = [...touched]
  if (!files.some(isDocument)) return 'document'
  return files.some(mattersToCode) ? undefined : 'source'
}

function isDocument(file: string): boolean {
  return kindOf(file) === 'document'
}

/** True for sources, and for files that decide how imports are resolved. */
function mattersToCode(file: string): boolean {
  return kindOf(file) === 'source' || file.endsWith('.json') || file.endsWith('/pnpm-workspace.yaml')
}

/** Identifies a finding in an untouched file by its position. Its message may contain a count that changes. */
function placeOf({ file, rule, line, column, endLine, endColumn }: Finding): string {
  return `${rule} ${file} ${line}:${column}-${endLine}:${endColumn}`
}

function textOfNote({ kind, file, message }: CoverageNote): string {
  return `${kind} ${file} ${message}`
}

/** Returns a predicate for items that are not in a list. Each item in the list matches only once. */
function isNotAmong<Item>(items: readonly Item[], keyOf: (item: Item) => string): (item: Item) => boolean {
  const left = new Map<string, number>()
  for (const item of items) left.set(keyOf(item), (left.get(keyOf(item)) ?? 0) + 1)
  return (item) => {
    const key = keyOf(item)
    const count = left.get(key) ?? 0
    if (count > 0) left.set(key, count - 1)
    return count === 0
  }
}
