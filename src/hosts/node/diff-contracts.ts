import { elapsed } from '../clock.ts'
import { apiOfContract } from '../../api/contract.ts'
import { compareOperations } from '../../api/evolution/operations.ts'
import { resolveConfiguration, withoutRules } from '../../config/resolve.ts'
import type { CoverageNote } from '../../core/diagnostic.ts'
import { UsageError } from '../../core/errors.ts'
import type { Files } from '../../core/files.ts'
import { directoryOf } from '../../core/paths.ts'
import { comparesVersions } from '../../core/rule.ts'
import { DocumentStore } from '../../documents/store.ts'
import { groupFindings } from '../../engine/grouping.ts'
import { suppressionTopic } from '../../engine/suppress.ts'
import { Contract } from '../../openapi/contract.ts'
import { countsOf } from '../../reporters/wording.ts'
import { compareVersions } from '../compare-versions.ts'
import type { Versions } from '../compare-versions.ts'
import { openContract } from '../load-contracts.ts'
import { today } from '../today.ts'
import type { CheckOutcome } from './check/check-outcome.ts'
import { loadConfiguration } from './config/configuration.ts'
import { docsOf } from './config/docs.ts'
import { rules } from './config/own-rules.ts'
import { withProse } from './config/rule-prose.ts'
import { discover } from './disk/discover.ts'
import { projectRoot, withSlashes } from './disk/paths.ts'
import { openSides } from './disk/sides.ts'
import type { Side } from './disk/sides.ts'
import type { DiffRequest } from './diff-request.ts'

/** Compares contracts with earlier versions of them: see `diff`. */
export async function diffContracts(request: DiffRequest): Promise<CheckOutcome> {
  const started = elapsed()
  const cwd = withSlashes(request.cwd)
  const { configFile, preset, rules: severities = {} } = request
  const loaded = await loadConfiguration({ cwd, ...(configFile !== undefined && { configFile }) }, rules)
  const sides = await openSides(cwd, request.base, request.head)
  const flags = { ...(preset !== undefined && { preset }), rules: severities, today: today(), named: new Set(sides.flatMap(({ path }) => path ?? [])) }
  const resolved = resolveConfiguration(rules, loaded.configuration, loaded.base, flags)
  const configuration = withoutRules(resolved, (rule) => !comparesVersions(rule))
  const roots = [...new Set([cwd, ...sides.flatMap(({ path }) => (path === undefined ? [] : [directoryOf(path)]))].map(projectRoot))]
  const [base, head] = [new Contracts(sides[0], roots), new Contracts(sides[1], roots)]
  const notes: CoverageNote[] = []
  const versions = sides[0].path === undefined ? pairsIn(base, head, { cwd, ignores: resolved.ignores }, notes) : [versionsOf(base.named, head.named)]
  const { findings: all, coverage, suppressed, files } = compareVersions(versions, { roots, context: new Set<string>(), rules, configuration, docsOf })
  // Suppressions are judged by a check: whether one is needed here depends on what is compared.
  const places = all.filter(({ topic }) => topic !== suppressionTopic)
  const findings = groupFindings(places)
  const described = rules.filter(comparesVersions).map((rule) => ({ ...rule, docs: docsOf(rule.id) }))
  return {
    report: {
      findings,
      coverage: [...notes, ...coverage],
      summary: { files: files.length, contracts: versions.length, sources: 0, ...countsOf(findings), durationMs: Math.round(elapsed() - started) },
    },
    places,
    textOf: (file) => head.textOf(file) ?? base.textOf(file),
    suppressed,
    roots,
    failOn: resolved.failOn,
    get rules() {
      return withProse(described, 'reports')
    },
    ...(versions.length === 0 && { nothing: `there is no contract at '${sides[0].text}'` }),
  }
}

/** The contracts of one side. */
class Contracts {
  readonly #side: Side
  readonly #files: Files
  readonly #store: DocumentStore

  constructor(side: Side, roots: readonly string[]) {
    this.#side = side
    this.#files = side.files(roots)
    this.#store = new DocumentStore(this.#files)
  }

  /**
   * The contract that the user named.
   * @throws UsageError if it is none
   */
  get named(): Contract {
    const { path = '', text } = this.#side
    const contract = this.open(path)
    if (contract instanceof Contract) return contract
    throw new UsageError(`'${text}' cannot be compared: ${contract.notes.map(({ message }) => message).join('; ')}`)
  }

  open(path: string): ReturnType<typeof openContract> {
    return openContract(this.#side.shown(path), this.#store)
  }

  /** The paths of all contracts below a directory. */
  below(cwd: string, ignores: (path: string) => boolean): readonly string[] {
    return discover({ cwd, paths: [], ignores, tree: this.#side.tree, without: 'source' }).contracts
  }

  textOf(file: string): string | undefined {
    const content = this.#files.read(file)
    return content.kind === 'text' ? content.text : undefined
  }
}

function versionsOf(base: Contract, head: Contract): Versions {
  return { base, head, file: head.file }
}

/** Where contracts are searched. */
interface Area {
  readonly cwd: string
  readonly ignores: (path: string) => boolean
}

/** The contracts below a directory with their earlier versions. One that is new has none. */
function pairsIn(base: Contracts, head: Contracts, { cwd, ignores }: Area, notes: CoverageNote[]): Versions[] {
  const open = (side: Contracts, paths: readonly string[]): { readonly path: string; readonly contract: Contract }[] =>
    paths.flatMap((path) => {
      const contract = side.open(path)
      if (contract instanceof Contract) return [{ path, contract }]
      notes.push(...contract.notes)
      return []
    })
  const [old, present] = [base.below(cwd, ignores), head.below(cwd, ignores)]
  const added = open(head, present.filter((path) => !old.includes(path)))
  return open(base, old).flatMap(({ path, contract }): Versions[] => {
    const [same] = present.includes(path) ? open(head, [path]) : added.filter((other) => isSameApi(contract, other.contract))
    if (same !== undefined) return [versionsOf(contract, same.contract)]
    // It exists, but could not be read, which is noted.
    return present.includes(path) ? [] : [{ base: contract, file: path }]
  })
}

/** True if a contract was moved to another file: it has the same title, and half of its operations. */
function isSameApi(base: Contract, head: Contract): boolean {
  const [old, present] = [base, head].map((contract) => apiOfContract(contract))
  if (old === undefined || present === undefined) return false
  const titleOf = ({ root }: Contract): unknown => root.child('info').child('title').value
  return titleOf(base) === titleOf(head) && compareOperations(old, present).pairs.length * 2 >= old.operations.length
}
