import type { Configuration } from '../core/configuration.ts'
import type { CoverageNote } from '../core/diagnostic.ts'
import type { FileContent, Files } from '../core/files.ts'
import type { Finding } from '../core/finding.ts'
import type { Rule } from '../core/rule.ts'
import type { FactStore } from '../source/facts/store.ts'
import { Judgement } from './conclude.ts'
import type { TypeUse } from './type-use.ts'
import type { Conclusion, SuppressedFinding } from './conclude.ts'
import { judgeBeside, judgeCode, judgeContracts, textIn } from './judge.ts'
import type { OutcomeStore } from './outcome-store.ts'
import type { ProjectStore } from './project-store.ts'
import type { Companion } from './judge.ts'

/** What to check. Paths are absolute, with forward slashes. */
export interface CheckInput {
  readonly contracts: readonly string[]
  readonly sources: readonly string[]
  /** Sources that are read because others cannot be judged without them: nothing is reported in them. */
  readonly context: readonly string[]
  /** Sources and context in the order in which projects are made of them; sources first where left out. */
  readonly order?: readonly string[]
  /** The directories that belong to the project: nothing above them is looked at. */
  readonly roots: readonly string[]
  /** The directories that were asked for, the deepest first: what a file is for is judged by its path below them. */
  readonly bases: readonly string[]
  readonly files: Files
  /**
   * The package.json, tsconfig.json and jsconfig.json files below and directly above the sources. Where some are given, these are
   * all that there are; where none are, they are looked for in each directory.
   */
  readonly manifests: readonly string[]
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  readonly docsOf: (rule: string) => string
  /** Another linter that checks the contracts, too. */
  readonly companion?: Companion
  /** Counts how much types are asked for; false where nobody is to be asked. */
  readonly types?: TypeUse | false
  /** Facts of earlier runs. */
  readonly facts?: FactStore
  /** Outcomes of earlier runs. */
  readonly outcomes?: OutcomeStore
  /** What came of whole projects in earlier runs. */
  readonly projects?: ProjectStore
  /** Told which files will be read soon, in this order. */
  readonly expect?: (files: readonly string[]) => void
  /** Told before each file. */
  readonly onProgress?: (file: string) => void
}

export interface Checked {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly SuppressedFinding[]
  /** Which exceptions of the configuration there was any use for. */
  readonly exceptions: Conclusion['exceptions']
  readonly coverage: readonly CoverageNote[]
  /** The files that rules ran on. */
  readonly judged: ReadonlySet<string>
  /** The rules that did not come to an end everywhere. */
  readonly failed: ReadonlySet<string>
  readonly counts: { readonly files: number; readonly contracts: number; readonly sources: number }
  /** The text of a checked file as it is now. */
  textOf(file: string): string | undefined
}

/** The steps of a check from paths to findings, the same for every host that reads files. */
export async function checkFiles(input: CheckInput): Promise<Checked> {
  const judgement = new Judgement({ ...input, context: new Set(input.context) })
  const [entry] = input.contracts
  const files = entry !== undefined && input.contracts.length === 1 ? keepingTextOf(entry, input.files) : input.files
  const contracts = [...judgeContracts({ ...input, files }, judgement)]
  const beside = await judgeBeside(contracts, input, judgement)
  const code = await judgeCode(input, judgement)
  const outcomes = [...contracts, ...beside, ...code.files, ...code.projects]
  const { findings, suppressed, exceptions, coverage, failures, files: judged, unjudged } = judgement.conclude(outcomes)
  return {
    findings,
    suppressed,
    exceptions,
    coverage,
    judged: new Set(judged),
    failed: new Set(failures.map(({ rule }) => rule)),
    counts: { files: judged.length + unjudged.length, contracts: contracts.filter(({ isContract }) => isContract).length, sources: code.sources },
    // Read again where a report wants to show a place: keeping every text would take the memory of the whole project.
    textOf: (file) => textIn(files, file),
  }
}

/** Files of which one is read a single time: the only contract is there until the end anyway, and may be large. */
function keepingTextOf(kept: string, files: Files): Files {
  let content: FileContent | undefined
  return { read: (file) => (file === kept ? (content ??= files.read(file)) : files.read(file)) }
}
