import type { Found } from '../../engine/collect.ts'
import type { RuleFailure } from '../../engine/unit-run.ts'
import type { Project } from '../../project/project.ts'

/** What one rule, with certain options, found in a program. Plain data. */
export interface RuleFindings {
  readonly found: { readonly [file: string]: readonly Found[] }
  readonly failures: readonly RuleFailure[]
  readonly hangOn: Ground
}

/**
 * What counts for a rule: what is known of files as facts; where values come from as well, which is followed through the code itself;
 * or anything at all, where the rule is the user's own.
 */
export type Ground = 'facts' | 'values' | 'anything'

/** By the rule and its options. */
export type ProgramFindings = ReadonlyMap<string, RuleFindings>

/** The code around linted files in one state, with what rules about the program have found in it. */
export class Program {
  #known: ProgramFindings
  readonly #build: () => Project
  readonly #onFound: (findings: ProgramFindings) => void
  #built: Project | undefined

  /**
   * @param build folds the project, which takes the facts of every file: done when a rule is run that has not been run on this state
   * @param known what has been found in this state before
   * @param onFound told when there is more of it
   */
  constructor(build: () => Project, known: ProgramFindings = new Map(), onFound: (findings: ProgramFindings) => void = () => undefined) {
    this.#build = build
    this.#known = known
    this.#onFound = onFound
  }

  get project(): Project {
    return (this.#built ??= this.#build())
  }

  /** True where rules have run on it in this process: then it is known what they asked. */
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
