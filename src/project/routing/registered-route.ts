import type { Value } from '../../source/values/value.ts'

/** A route that a call registers, before the mounts of its router are known. */
export interface RegisteredRoute {
  readonly method: string
  /** Only the end, if the beginning is not known; undefined if nothing is known. */
  readonly path: string | undefined
  /** False if `path` is only the end. */
  readonly isWhole: boolean
  readonly range: readonly [number, number]
  /** The file of the range, if another file describes the route. */
  readonly file?: string
  readonly middleware: readonly Value[]
  /** The handler: the last function. Those before it are middleware. */
  readonly handler: Value | undefined
  readonly handlerRange: readonly [number, number] | undefined
  /** The file of the handler, if another file describes the route. */
  readonly handlerFile?: string
  /** Input is validated by a schema beside the handler. */
  readonly isValidated?: true
  /** Its options leave it out of the generated contract. */
  readonly isHidden?: true
  /** Its options say that it is open: `auth: false` of hapi, `config: { public: true }`. */
  readonly isOpen?: true
  /** The schema of its query parameters, in its options. */
  readonly query?: Value
  /** The schema of its body. */
  readonly body?: Value
  /** The framework that handles it, if it is not the router's. */
  readonly framework?: string
}
