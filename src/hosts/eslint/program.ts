import type { Found } from '../../engine/collect.ts'
import type { RuleFailure } from '../../engine/unit-run.ts'
import type { DocumentedApi } from '../../api/drift/sides.ts'
import type { Project } from '../../project/project.ts'

/** What one rule found in a program with certain options. Plain data. */
export interface RuleFindings {
  readonly found: { readonly [file: string]: readonly Found[] }
  readonly failures: readonly RuleFailure[]
  readonly dependOn: FindingBasis
}

/**
 * What the findings of a rule depend on: the facts about files; `values`, if it also follows data flow through the code itself; or
 * `anything`, for custom rules, about which nothing is known.
 */
export type FindingBasis = 'facts' | 'values' | 'anything'

/** Findings by rule and options. */
export type ProgramFindings = ReadonlyMap<string, RuleFindings>

/** Where a {@link Program} comes from. Called when a rule has to run that has not yet run on this state. */
export interface ProgramSource {
  /** Builds the project from the facts of every file. */
  readonly build: () => Project
  /** Reads the contracts beside it. */
  readonly contracts: () => readonly DocumentedApi[]
}

/** The code around linted files in one state, with the findings of program rules in it. */
export class Program {
  #known: ProgramFindings
  readonly #source: ProgramSource
  readonly #onFound: (findings: ProgramFindings) => void
  #built: Project | undefined

  /**
   * @param known findings from earlier runs on the same state
   * @param onFound called when findings are added
   */
  constructor(source: ProgramSource, known: ProgramFindings = new Map(), onFound: (findings: ProgramFindings) => void = () => undefined) {
    this.#source = source
    this.#known = known
    this.#onFound = onFound
  }

  get project(): Project {
    return (this.#built ??= this.#source.build())
  }

  /** What is documented beside the code. */
  get contracts(): readonly DocumentedApi[] {
    return this.#source.contracts()
  }

  /** True if rules have run on it in this process, so that it is known which facts they asked for. */
  get hasRun(): boolean {
    return this.#built !== undefined
  }

  get findings(): ProgramFindings {
    return this.#known
  }

  add(findings: ProgramFindings): void {
    this.#known = new Map([...this.#known, ...findings])
    this.#onFound(this.#known)
  }
}
