import type { ResolvedConfiguration } from '../../../config/resolve.ts'
import type { CoverageNote } from '../../../core/diagnostic.ts'
import { UsageError } from '../../../core/errors.ts'
import type { Finding } from '../../../core/finding.ts'
import { isWithin } from '../../../core/paths.ts'
import { suppressionTopic } from '../../../engine/suppress.ts'
import type { Checked } from '../../check-files.ts'
import { Judgement } from '../../conclude.ts'
import type { Conclusion } from '../../conclude.ts'
import { judgeBeside, judgeCode, judgeContracts, textIn } from '../../judge.ts'
import { openBaseline } from './apply-baseline.ts'
import { cachePlace } from '../kept/cache-place.ts'
import type { Change } from '../disk/change.ts'
import type { CheckedState } from './check-outcome.ts'
import type { CheckRequest } from './check-request.ts'
import { globIn } from '../disk/discover.ts'
import { disk } from '../disk/disk.ts'
import { kindOf } from '../disk/kinds.ts'
import type { FileKind } from '../disk/kinds.ts'
import type { LoadedConfiguration } from '../config/configuration.ts'
import { FactCache } from '../kept/fact-cache.ts'
import { KeptProjects } from '../kept/kept-projects.ts'
import { withTexts } from '../disk/overlay.ts'
import { absolutePath, projectRoot, withSlashes } from '../disk/paths.ts'
import { configurationIn, described, survey } from './survey.ts'
import type { Survey } from './survey.ts'
import type { Tree } from '../disk/tree.ts'

/**
 * Checks what a change touches, and what it causes elsewhere.
 * @throws UsageError for paths that do not exist
 * @throws ConfigurationError for a configuration that cannot be followed
 */
export async function checkOnly(request: CheckRequest, opened: Change): Promise<CheckedState> {
  const cwd = withSlashes(request.cwd)
  const { only = {} } = request
  const current: Change = { ...opened, now: withTexts(opened.now, request.texts) }
  const change = ('staged' in only && only.staged === 'and named' ? widen : narrow)(current, cwd, request.paths)
  const ours = [...change.touched].filter(change.concerns)
  const isTelling = [...change.touched].some((file) => kindOf(file) !== 'other')
  if (ours.length === 0 || !isTelling) {
    const nothing = ours.length === 0 ? `there are no ${change.what} here` : nothingOfOurs(change)
    return { ...nothingChecked, roots: [], rules: [], baseline: undefined, failOn: undefined, nothing }
  }
  // Both states are held to the configuration as it is now: what a new rule finds all over the project is no fault of the change.
  const loaded = await configurationIn(change.now, request)
  const baseline = openBaseline(request.baseline, loaded, cwd, change.now)
  const place = request.cache === false ? undefined : (request.cache ?? cachePlace(projectRoot(cwd), undefined))
  const cache = place && new FactCache(place)
  const without = kindWithout(change)
  // A ruleset of Spectral's has nothing to say of code, and takes a second to load.
  const spectral = without === 'document' ? false : request.spectral
  const wanted = { ...request, ...(spectral !== undefined && { spectral }), ...(without !== undefined && { without }), paths: [] }
  const surveyOf = (tree: Tree): Promise<Survey> => survey(tree, wanted, loaded, cache)
  const now = await surveyOf(change.now)
  const projects = cache && keptProjects(change, cache, now, loaded, request)
  const checked = await checkChange(change, now, () => surveyOf(change.before), projects)
  cache?.save()
  const isEmpty = checked.counts.contracts + checked.counts.sources === 0 && checked.findings.length + checked.coverage.length === 0
  const { configuration, input } = now
  const { judged, failed, coverage } = checked
  return {
    ...checked,
    roots: now.found.roots,
    failOn: configuration.failOn,
    rules: described(input),
    baseline,
    // Only of what was touched can it be told that an entry of the baseline is of no use any more.
    run: { rules: input.rules, configuration, checked: judged, failed, coverage, searched: [], named: new Set(), base: loaded.base },
    ...(isEmpty && { nothing: nothingOfOurs(change) }),
  }
}

/** Nothing where outcomes hang on what neither files nor flags tell: rules that are programs of the user's own. */
function keptProjects(
  change: Change,
  cache: FactCache,
  { input, configuration, followed }: Survey,
  loaded: LoadedConfiguration,
  { preset, rules, allowOutsideRoot, types }: CheckRequest,
): KeptProjects | undefined {
  if (loaded.custom.length > 0 || input.companion !== undefined) return undefined
  const asked = [loaded.configuration, loaded.base, preset, rules, allowOutsideRoot, types === false, configuration.settings, followed]
  return new KeptProjects(change, cache, input, asked)
}

/** What to say of a change that has nothing to do with Setsquare. */
function nothingOfOurs({ what }: Change): string {
  return `none of the ${what} is a contract, a part of one, TypeScript or JavaScript`
}

const nothingChecked: Checked = {
  findings: [],
  suppressed: [],
  exceptions: { matched: new Set(), used: new Set() },
  coverage: [],
  judged: new Set(),
  failed: new Set(),
  counts: { files: 0, contracts: 0, sources: 0 },
  textOf: () => undefined,
}

/** A change, of which only some files are of interest. */
interface NarrowChange extends Change {
  /** True for files in which findings are reported. */
  readonly concerns: (file: string) => boolean
}

/**
 * Looks at a change from a directory, or at some paths of it.
 * @param paths files, directories and globs relative to `cwd`; none means `cwd` itself
 * @throws UsageError for a path that is in neither state
 */
function narrow(change: Change, cwd: string, paths: readonly string[]): NarrowChange {
  const tests = paths.map((path) => testFor(change, cwd, path))
  const concerns = (file: string): boolean => isWithin(cwd, file) && (tests.length === 0 || tests.some((matches) => matches(file)))
  return { ...change, concerns }
}

/** Takes paths as touched whether they are or not. */
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
 * Checks what a change touches: everything in its files, and elsewhere what was not there before it. Rules that look at one
 * source file at a time have nothing to say elsewhere.
 * @param projects what came of projects in earlier runs
 */
async function checkChange(
  change: NarrowChange,
  now: Survey,
  before: () => Promise<Survey>,
  projects: KeptProjects | undefined,
): Promise<Checked> {
  const { touched, concerns } = change
  const isTouched = ({ file }: { readonly file: string }): boolean => touched.has(file)
  const after = await judge({ ...now, input: { ...now.input, ...(projects !== undefined && { projects }) } }, change)
  const isElsewhereTheSame = projects?.changesNothingElsewhere() === true
  const mayBeNew = (place: { readonly file: string }): boolean => concerns(place.file) && (isTouched(place) || !isElsewhereTheSame)
  const found = after.findings.filter((finding) => mayBeNew(finding) && (isTouched(finding) || finding.topic !== suppressionTopic))
  const notes = [...now.found.notes, ...after.coverage].filter(mayBeNew)
  const elsewhere = found.filter((finding) => !isTouched(finding))
  // Most changes cause nothing elsewhere, and most projects have nothing there: then nobody has to know what was before.
  const earlier = elsewhere.length === 0 && notes.every(isTouched) ? undefined : await before()
  const asked = new Set([...elsewhere, ...after.failures].map(({ rule }) => rule))
  const known = earlier && (knownBefore(earlier, change, projects) ?? (await judge(narrowed(earlier, change, asked), change, after)))
  const isNew = isNotAmong(known?.findings ?? [], placeOf)
  const isNewNote = isNotAmong([...(earlier?.found.notes ?? []), ...(known?.coverage ?? [])], textOfNote)
  return {
    findings: found.filter((finding) => isTouched(finding) || isNew(finding)),
    suppressed: after.suppressed,
    exceptions: after.exceptions,
    coverage: notes.filter((note) => isTouched(note) || isNewNote(note)),
    judged: new Set(after.files.filter((file) => touched.has(file))),
    failed: new Set(after.failures.map(({ rule }) => rule)),
    counts: {
      files: [...after.files, ...after.unjudged].filter((file) => touched.has(file)).length,
      contracts: after.entries.length,
      sources: after.sources,
    },
    textOf: (file) => textIn(now.input.files, file),
  }
}

interface Judged extends Conclusion {
  readonly entries: readonly string[]
  readonly sources: number
}

/** What there was before, where the last run has looked at that state and contracts have no part in it. */
function knownBefore({ input, configuration }: Survey, { touched }: Change, projects: KeptProjects | undefined): Conclusion | undefined {
  const outcomes = [...touched].some(isDocument) ? undefined : projects?.outcomesBefore(input)
  return outcomes && new Judgement({ ...input, context: new Set(), configuration }).conclude(outcomes)
}

/** What was before is only asked whether these rules had found the same outside of what is touched. */
function narrowed({ input, configuration: own, found }: Survey, { touched }: Change, ids: ReadonlySet<string>): Survey {
  const severityOf: ResolvedConfiguration['severityOf'] = (rule, file) => (touched.has(file) ? 'off' : own.severityOf(rule, file))
  return { found, configuration: { ...own, severityOf }, input: { ...input, rules: input.rules.filter(({ id }) => ids.has(id)) } }
}

/**
 * Judges the contracts that a change has to do with, its sources, and the projects they are part of.
 * @param after what came of the state after it, where this is the one before: then only what is not touched is of interest. Any contract may
 * have had the same finding in a file that several share, and rules on single sources have none elsewhere.
 */
async function judge({ input, configuration }: Survey, change: Change, after?: Judged): Promise<Judged> {
  const judgement = new Judgement({ ...input, context: new Set(), configuration })
  const touched = [...change.touched]
  const judged = touched.some(isDocument) ? [...judgeContracts(input, judgement)] : []
  const contracts = judged.filter(({ consulted }) => after !== undefined || consulted.some((file) => change.touched.has(file)))
  const entries = contracts.filter(({ isContract }) => isContract).map(({ entry }) => entry)
  const others = contracts.filter(({ entry }) => after === undefined || after.entries.includes(entry))
  const beside = await judgeBeside(others, input, judgement)
  const isWanted = (source: string): boolean => after === undefined && change.touched.has(source)
  const [sources, context] = [true, false].map((wanted) => input.sources.filter((file) => touched.some(mattersToCode) && isWanted(file) === wanted))
  // What is said once, at the first place that there is, must not move because another file is touched.
  const code = await judgeCode({ ...input, sources: sources ?? [], context: context ?? [], order: input.sources }, judgement)
  return { ...judgement.conclude([...contracts, ...beside, ...code.files, ...code.projects]), entries, sources: code.sources }
}

/** The kind of file that nothing touched has to do with. */
function kindWithout({ touched }: Change): FileKind | undefined {
  const files = [...touched]
  if (!files.some(isDocument)) return 'document'
  return files.some(mattersToCode) ? undefined : 'source'
}

function isDocument(file: string): boolean {
  return kindOf(file) === 'document'
}

/** Sources, and what says where imports lead. */
function mattersToCode(file: string): boolean {
  return kindOf(file) === 'source' || file.endsWith('.json') || file.endsWith('/pnpm-workspace.yaml')
}

/** In a file that is not touched the same finding stands at the same place, whatever its message counts. */
function placeOf({ file, rule, line, column, endLine, endColumn }: Finding): string {
  return `${rule} ${file} ${line}:${column}-${endLine}:${endColumn}`
}

function textOfNote({ kind, file, message }: CoverageNote): string {
  return `${kind} ${file} ${message}`
}

/** A test for what is not in a list; what is there once is taken for one and not for two. */
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
