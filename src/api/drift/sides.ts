import type { DocumentLocation, SourceLocation } from '../../core/location.ts'

// Both sides are plain data: they are stored with the outcomes of a contract and of code, so that a later run can compare them again
// without reading either.

/** An API as its contract documents it. */
export interface DocumentedApi {
  /** The entry file of the contract: absolute, forward slashes. */
  readonly file: string
  /** Its base URLs, which may be relative. */
  readonly servers: readonly string[]
  readonly operations: readonly DocumentedOperation[]
}

/** An operation that a contract documents. */
export interface DocumentedOperation {
  /** In upper case. */
  readonly method: string
  /** As in the contract, without base path. */
  readonly path: string
  readonly at: DocumentLocation
  /** The keys of its responses in upper case: `200`, `4XX`, `DEFAULT`. Empty if they cannot be read. */
  readonly statuses: readonly string[]
  /** By the same keys, the bodies that are objects with known fields. */
  readonly bodies: { readonly [status: string]: DocumentedBody }
  /** The names of its query parameters. Left out if they are not all known. */
  readonly queries?: readonly string[]
  /** Those that callers may leave out. Left out if the contract hardly ever says what is required. */
  readonly optionalQueries?: readonly string[]
  /** The body of its requests; `none` if it documents none. Left out if it cannot be compared. */
  readonly body?: RequestedBody | 'none'
  /** Whether callers have to authenticate. Left out if that is optional, or not clear: credentials may be parameters. */
  readonly access?: Access
}

/** An object in a response, without the fields of objects in it. */
export interface DocumentedBody {
  readonly fields: readonly string[]
  /** Those that are always sent. */
  readonly required: readonly string[]
  /** True if it may have no other fields. */
  readonly isClosed: boolean
}

/** The fields of a request's body, in any of its media types. */
export interface RequestedBody {
  readonly fields: readonly string[]
  /** Left out if the bodies of the contract hardly ever say that a field is required. */
  readonly required?: readonly string[]
  /** Those that are no files, and that clients send. */
  readonly sent: readonly string[]
  /** True if the contract says that there may be others. */
  readonly isOpen: boolean
  /** What may be sent for those whose type is certain: none in forms, whose fields are texts. */
  readonly values: { readonly [field: string]: FieldValues }
}

/** What may be sent for a field, apart from null. */
export interface FieldValues {
  /** A type of JSON Schema, where `number` stands for integers too. */
  readonly type: string
  /** The texts, if there are no others. */
  readonly values?: readonly string[]
}

/** Whether an operation requires callers to authenticate; `exempt` is a route that a guard of all routes lets through. */
export type Access = 'authenticated' | 'open' | 'exempt'

/** An API as code serves it. */
export interface ServedApi {
  /** The directory of its package: absolute, forward slashes. */
  readonly area: string
  readonly operations: readonly ServedOperation[]
  /** Other routes of the package: pages, procedures, gateways, and routes whose prefix is unknown. They may serve what is documented. */
  readonly others: readonly Pick<ServedOperation, 'method' | 'path' | 'takesRest'>[]
  /** Paths below which middleware runs: a proxy, or a limiter. Where no route is known below one, something unknown may respond. */
  readonly unseen: readonly string[]
  /** False if the package has routes that could not be read. */
  readonly isWhole: boolean
}

/** A route in code. */
export interface ServedOperation {
  /** In upper case, or `ALL`. */
  readonly method: string
  /** With variables in braces, as in OpenAPI. */
  readonly path: string
  /** Its last variable stands for any number of segments. */
  readonly takesRest?: true
  readonly at: SourceLocation
  /** The responses of its handler whose status is known. */
  readonly responses: readonly ServedResponse[]
  /** The query parameters that its handler reads by name. */
  readonly queries: readonly ServedInput[]
  /** What it reads of the body of requests. Left out if it reads nothing by name. */
  readonly body?: ServedBody
  /** True for routes that contracts leave out: health checks, documentation, and what the code marks as excluded. */
  readonly isAside: boolean
  /** Left out if it could not be established, and for services of which no route authenticates: a gateway may do it. */
  readonly access?: Access
}

/** A query parameter, or a field of the body, that code reads. */
export interface ServedInput {
  readonly name: string
  readonly at: SourceLocation
  /** Requests without it are rejected. */
  readonly isRequired?: true
  /** What the code accepts for a field of the body. */
  readonly accepted?: FieldValues
}

/** The fields that code reads of the body of requests. */
export interface ServedBody {
  readonly fields: readonly ServedInput[]
  /** The schema or class, if it has all fields that are allowed. */
  readonly whole?: SourceLocation
}

/** A response in code. */
export interface ServedResponse {
  readonly status: number
  readonly at: SourceLocation
  /** The fields of its body. Left out if it is no object, or may have others. */
  readonly fields?: readonly string[]
}
