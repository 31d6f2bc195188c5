import type { CoverageNote } from '../core/diagnostic.ts'
import type { FileContent, Files } from '../core/files.ts'
import type { Finding } from '../core/finding.ts'
import { isWithin } from '../core/paths.ts'
import type { CheckInput } from './check-input.ts'
import { UnitChecker } from './unit-checker.ts'
import type { Conclusion, SuppressedFinding } from './unit-checker.ts'
import { checkCode } from './check-code.ts'
import { outcomeOfComparison, outcomesOfCompanion, outcomesOfContracts } from './on-demand.ts'
import { textIn } from './text-in.ts'

/** The outcome of a check, before it becomes a report. */
export interface Checked {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly SuppressedFinding[]
  /** Which exceptions of the configuration suppressed something. */
  readonly exceptions: Conclusion['exceptions']
  readonly coverage: readonly CoverageNote[]
  /** The files that rules ran on. */
  readonly checked: ReadonlySet<string>
  /** True if all of the code was compared with all contracts. */
  readonly isCompared?: boolean
  /** Rules that threw or did not finish for some file. */
  readonly failed: ReadonlySet<string>
  readonly counts: { readonly files: number; readonly contracts: number; readonly sources: number }
  /** The present text of a checked file. */
  textOf(file: string): string | undefined
}

/** Checks files, from paths to findings: the same for every host that reads files. */
export async function checkFiles(input: CheckInput): Promise<Checked> {
  const checker = new UnitChecker({ ...input, context: new Set(input.context) })
  const [entry] = input.contracts
  const files = entry !== undefined && input.contracts.length === 1 ? keepingTextOf(entry, input.files) : input.files
  const contracts = await outcomesOfContracts({ ...input, files }, checker)
  const beside = await outcomesOfCompanion(contracts, input, checker)
  const code = await checkCode(input, checker)
  const compared = await outcomeOfComparison(contracts, code, input, checker)
  const isCompared = compared.isDone && input.roots.every((root) => input.bases.some((base) => isWithin(base, root)))
  const outcomes = [...contracts, ...beside, ...code.files, ...code.projects, compared]
  const { findings, suppressed, exceptions, coverage, failures, files: checked, unchecked } = checker.conclude(outcomes, isCompared)
  return {
    findings,
    suppressed,
    exceptions,
    coverage,
    checked: new Set(checked),
    isCompared,
    failed: new Set(failures.map(({ rule }) => rule)),
    counts: { files: checked.length + unchecked.length, contracts: contracts.filter(({ isContract }) => isContract).length, sources: code.sources },
    // Read again if a report shows an excerpt: keeping every text would take the memory of the whole project.
    textOf: (file) => textIn(files, file),
  }
}

/** Caches the text of a single file: if there is only one contract it stays in memory anyway, and it may be large. */
function keepingTextOf(kept: string, files: Files): Files {
  let content: FileContent | undefined
  return { read: (file) => (file === kept ? (content ??= files.read(file)) : files.read(file)) }
}
