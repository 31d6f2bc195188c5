import type { SourceFile } from '../file.ts'
import { consoleUse } from './console.ts'
import type { ConsoleUse } from './console.ts'
import { indexFile } from './declarations.ts'
import { environmentReads } from './environment.ts'
import type { EnvironmentRead } from './environment.ts'
import { handlesErrors, unguardedHandlers } from './error-handling.ts'
import { constantFunctions } from './constant-functions.ts'
import { outboundRequests, setsDefaultTimeout, usesClient } from './outbound.ts'
import type { OutboundRequest } from './outbound.ts'
import { ValueReader } from './reader.ts'

/** What a file does as a part of a running service. Plain data, fit for a cache. */
export interface ServiceFacts {
  readonly console?: ConsoleUse
  readonly environment: readonly EnvironmentRead[]
  readonly outbound: readonly OutboundRequest[]
  /** A bound on the wait is set for all requests of the program. */
  readonly setsDefaultTimeout: boolean
  /** A correlation or request id is made, read or passed on. */
  readonly namesRequestIds: boolean
  /** There is something that answers for errors that nobody caught. */
  readonly handlesErrors: boolean
  /** Request handlers whose rejection nobody catches, by the offset they start at. */
  readonly unguardedHandlers: readonly number[]
  /** Functions that answer without asking anybody, by the offset they start at. */
  readonly constantFunctions: readonly number[]
}

export const noService: ServiceFacts = {
  environment: [],
  outbound: [],
  setsDefaultTimeout: false,
  namesRequestIds: false,
  handlesErrors: false,
  unguardedHandlers: [],
  constantFunctions: [],
}

const requestId =
  /x-(?:request|correlation|trace|amzn-trace)-id|\btraceparent\b|\b(?:request|correlation|trace|req)_?id\b|\bAsyncLocalStorage\b/i

/** Words without which a file's tree holds none of the facts that are read from it. */
const telling = ['console.', '.env', 'env(', 'async', '=>', 'function']

export function serviceFacts(source: SourceFile): ServiceFacts {
  const { text } = source
  const needsTree = telling.some((word) => text.includes(word)) || usesClient(source)
  const index = needsTree ? indexFile(source.program) : undefined
  const reader = index && new ValueReader(index)
  const written = index && consoleUse(index, text)
  return {
    ...(written === undefined ? {} : { console: written }),
    environment: index === undefined ? [] : environmentReads(index, source.program, text),
    outbound: index === undefined || reader === undefined ? [] : outboundRequests(source, index, reader),
    setsDefaultTimeout: setsDefaultTimeout(text),
    namesRequestIds: requestId.test(text),
    handlesErrors: handlesErrors(text),
    unguardedHandlers: index === undefined ? [] : unguardedHandlers(index),
    constantFunctions: index === undefined ? [] : constantFunctions(index),
  }
}
