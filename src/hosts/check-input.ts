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
  /** Sources that are read only because others cannot be checked without them: nothing is reported in them. */
  readonly context: readonly string[]
  /** Sources and context in the order in which projects are built from them. Default: the sources, then the context. */
  readonly order?: readonly string[]
  /** The directories of the project: nothing above them is read. */
  readonly roots: readonly string[]
  /** The directories that were asked for, deepest first: the path of a file below them tells its role. */
  readonly bases: readonly string[]
  readonly files: Files
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  readonly docsOf: (rule: string) => string
  /** Another linter that checks the contracts as well. */
  readonly companion?: Companion
  /** Counts requests for types; false to do without types. */
  readonly types?: TypeUse | false
  /** Facts kept by earlier runs. */
  readonly facts?: FactStore
  /** Outcomes kept by earlier runs. */
  readonly outcomes?: OutcomeStore
  /** Outcomes for whole projects kept by earlier runs. */
  readonly projects?: ProjectStore
  /** Called with the files that will be read next, in this order. */
  readonly expect?: (files: readonly string[]) => void
  /** Called before each file is read. */
  readonly onProgress?: (file: string) => void
}
