import type { FunctionAnswers } from './function-answers.ts'
import type { TraceDependencies } from './trace-dependencies.ts'
import type { ExportedValues } from '../values/exports.ts'
import type { HeirFact } from './heirs.ts'
import type { ResultFact } from './results.ts'
import type { HandlingFacts } from './handling.ts'
import type { UseStrength } from './import-uses.ts'
import type { ProtectionFacts } from './protection.ts'
import type { QueryingFact, LoopFact } from './loops.ts'
import type { ServiceFacts } from './service.ts'
import type { SqlFacts } from './sql.ts'

/** The late facts that have been computed. Serialisable: this is what the cache stores. */
export interface KnownFacts {
  /** How imported names are needed, by local name. */
  uses?: { readonly [local: string]: UseStrength }
  /** Imported names for which `isPlainlyUsed` was asked, with the answer. */
  plain?: { readonly [local: string]: boolean }
  /** Names of functions for which `mentions` was asked, with the answer. */
  mentioned?: { readonly [name: string]: boolean }
  /** Offsets of `require` calls inside functions. */
  deferred?: readonly number[]
  probed?: boolean
  handlesRequests?: boolean
  queriesDatabase?: boolean
  mayHoldSql?: boolean
  service?: { readonly [Fact in keyof ServiceFacts]?: ServiceFacts[Fact] }
  protection?: { readonly [Fact in keyof ProtectionFacts]?: ProtectionFacts[Fact] }
  /** Exports of files that the summary did not have to parse. */
  exports?: ExportedValues
  /** Exports that may be an API contract or a router of procedures. */
  typedApis?: ExportedValues
  /** A hash of the file's content. */
  content?: string
  /** The SQL facts of the file, valid as long as what they depend on is unchanged: see `TraceDependencies`. */
  sql?: SqlFacts | undefined
  /** What its SQL facts, and those of other files, depend on. */
  traced?: TraceDependencies | undefined
  answers?: readonly FunctionAnswers[]
  results?: readonly ResultFact[]
  heirs?: readonly HeirFact[]
  loops?: readonly LoopFact[]
  querying?: readonly QueryingFact[]
  handling?: HandlingFacts
}

/** The facts that only depend on the file itself. The type lists every name, so that the compiler notices when one is forgotten. */
export type OwnFacts = { readonly [Fact in Exclude<keyof KnownFacts, 'content' | 'sql' | 'traced'>]-?: KnownFacts[Fact] | undefined }
