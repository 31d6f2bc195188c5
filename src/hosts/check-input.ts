import type { Configuration } from '../core/configuration.ts'
import type { Files } from '../core/files.ts'
import type { Rule } from '../core/rule.ts'
import type { FactStore } from '../source/facts/store.ts'
import type { Companion } from './companion.ts'
import type { OutcomeStore } from './outcome-store.ts'
import type { ProjectStore } from './project-store.ts'
import type { TypeUse } from './type-use.ts'

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
