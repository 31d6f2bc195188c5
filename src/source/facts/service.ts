import { cacheFacts } from './cache-entries.ts'
import type { CacheFacts } from './cache-entries.ts'
import type { SourceFile } from '../syntax/file.ts'
import { consoleUse } from './console.ts'
import type { ConsoleUse } from './console.ts'
import { constantFunctions } from './constant-functions.ts'
import { indexFile } from '../values/declarations.ts'
import { environmentReads, mayReadEnvironment } from './environment.ts'
import type { EnvironmentRead } from './environment.ts'
import { handlesErrors, unguardedHandlers } from './error-handling.ts'
import { exitsOnSignal } from './exits.ts'
import { dealsWithJobs, jobFacts, retriesDecided } from './jobs.ts'
import type { JobFact } from './jobs.ts'
import { leakedErrors } from './leaked-errors.ts'
import type { LeakedError } from './leaked-errors.ts'
import { lostWork } from './lost-jobs.ts'
import { mayLeakErrors } from './may-leak-errors.ts'
import type { LostWork } from './lost-jobs.ts'
import { boundedClients, outboundRequests, usesClient } from './outbound.ts'
import type { OutboundRequest } from './outbound.ts'
import { secretsLogged } from '../security/logged.ts'
import type { LoggedSecret } from '../security/logged.ts'
import { redactedPaths } from '../security/redaction.ts'
import { readerOf } from '../values/reader-of.ts'

/** A file's part in a running service. Serialisable, so that it can be cached; each fact is computed when it is first read. */
export interface ServiceFacts {
  readonly console: ConsoleUse | null
  /** A logger is used: imported, injected, or that of the request. */
  readonly logs: boolean
  readonly secretsLogged: readonly LoggedSecret[]
  /** Fields that a logger is told to redact. */
  readonly redactedPaths: readonly string[]
  readonly environment: readonly EnvironmentRead[]
  readonly outbound: readonly OutboundRequest[]
  /** The HTTP clients for which a timeout is set for all requests of the program. */
  readonly boundedClients: readonly string[]
  /** A correlation or request id is generated, read or passed on. */
  readonly namesRequestIds: boolean
  /** There is a circuit breaker, of a library or written by hand. */
  readonly breaksCircuits: boolean
  /** There is a handler for uncaught errors. */
  readonly handlesErrors: boolean
  readonly leakedErrors: readonly LeakedError[]
  /** Request handlers whose rejection is not handled, by start offset. */
  readonly unguardedHandlers: readonly number[]
  /** Functions that respond without checking or calling anything, by start offset. */
  readonly constantFunctions: readonly number[]
  readonly caches: CacheFacts
  /** The handlers of SIGTERM and SIGINT only exit. */
  readonly exitsOnSignal: boolean
  readonly jobs: readonly JobFact[]
  readonly lostWork: readonly LostWork[]
  /** The queue libraries for which the number of attempts may be configured. */
  readonly decidesRetries: readonly string[]
}

type Readers = { readonly [Fact in keyof ServiceFacts]: (source: SourceFile) => ServiceFacts[Fact] }

const requestId =
  /x-(?:request|correlation|trace|amzn-trace)-id|\btraceparent\b|\b(?:request|correlation|trace|req)_?id\b|\bAsyncLocalStorage\b|\b(?:req|request|ctx|context|locals|state)\.id\s?(?:\?\?|\|\|)?=[^=]/i
const breaker = /circuit[-_ ]?(?:is[-_ ]?)?(?:breaker|open|closed|half)|\bopenUntil\b/i
const logging = /\b(?:\w{0,30}[lL]ogger|\w{0,30}Log|_?log)\.(?:trace|debug|verbose|info|log|warn|error|fatal)\(/

/** Each searches the text first, because parsing is expensive. */
const readers: Readers = {
  console: (source) => (source.text.includes('console.') ? (consoleUse(indexFile(source.program), source.text) ?? null) : null),
  logs: ({ text }) => text.includes('og') && logging.test(text),
  secretsLogged,
  redactedPaths,
  environment: (source) =>
    mayReadEnvironment(source.text) ? environmentReads(indexFile(source.program), source.program, source.text) : [],
  outbound: (source) =>
    source.text.includes('fetch(') || usesClient(source)
      ? outboundRequests(source, indexFile(source.program), readerOf(source))
      : [],
  boundedClients,
  namesRequestIds: ({ text }) => requestId.test(text),
  breaksCircuits: ({ text }) => breaker.test(text),
  handlesErrors: ({ text }) => handlesErrors(text),
  leakedErrors: (source) => (mayLeakErrors(source) ? leakedErrors(source) : []),
  unguardedHandlers: (source) => (source.text.includes('async') ? unguardedHandlers(indexFile(source.program)) : []),
  constantFunctions: (source) => constantFunctions(indexFile(source.program)),
  caches: cacheFacts,
  exitsOnSignal: (source) => exitsOnSignal(indexFile(source.program)),
  jobs: (source) => (dealsWithJobs(source) || source.text.includes('.consume(') ? jobFacts(source, indexFile(source.program), readerOf(source)) : []),
  lostWork,
  decidesRetries: retriesDecided,
}

/** Computes one of the facts from the file. */
export function serviceFact<Fact extends keyof ServiceFacts>(fact: Fact, source: SourceFile): ServiceFacts[Fact] {
  return readers[fact](source)
}
