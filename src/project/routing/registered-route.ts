import type { Value } from '../../source/values/value.ts'

/** One route that a call registers, before it is known where its router is mounted. */
export interface RegisteredRoute {
  readonly method: string
  /** Its end, where what comes before it is not known; nothing where none of it is. */
  readonly path: string | undefined
  /** False where `path` is the end alone. */
  readonly isWhole: boolean
  readonly range: readonly [number, number]
  /** Where the range is, where another file describes the route. */
  readonly file?: string
  readonly middleware: readonly Value[]
  /** What answers: the last function; what comes before it is middleware. */
  readonly handler: Value | undefined
  readonly handlerRange: readonly [number, number] | undefined
  /** What is sent to it is compared with a schema that stands beside the handler. */
  readonly isValidated?: true
  /** Not the router's, where something else answers. */
  readonly framework?: string
}
