import type { DocumentLocation } from '../core/location.ts'
import type { Cursor } from './cursor.ts'
import type { NodeKind } from './grammar/kinds.ts'
import type { OpenApiNode } from './node.ts'

/** A way in which a description violates the grammar of its version. */
export type ProblemKind =
  /** A field that the object does not have in this version. */
  | 'unknown-field'
  /** A required field is missing. */
  | 'missing-field'
  /** Of several fields, of which one is required, none is present. */
  | 'missing-alternative'
  /** Two fields that exclude each other are both present. */
  | 'conflicting-fields'
  /** A field that is not allowed together with the value of another. */
  | 'misplaced-field'
  /** A value of another JSON type than the grammar requires. */
  | 'wrong-type'
  /** A string or boolean that is not one of those allowed. */
  | 'unknown-value'
  /** A string that does not match its pattern. */
  | 'malformed-value'
  /** A key that does not match its pattern. */
  | 'malformed-key'
  /** An object or map with too few or too many entries. */
  | 'wrong-size'
  /** A `$ref` in a place where none is allowed. */
  | 'misplaced-reference'
  /** The same, to another file: the description is meant to be bundled first. */
  | 'unbundled-reference'
  /** A `$ref` that leads to an object of another kind. */
  | 'wrong-target'

/** A problem without its places. */
export interface ProblemDetails {
  readonly kind: ProblemKind
  /** The object in which it is wrong. */
  readonly object: NodeKind
  /** The field in question, or several in words; empty if it is the object itself or one of its patterned fields. */
  readonly field: string
  /** What was found, in words or, for values, as it is. */
  readonly found: string
  /** What was expected, in words. */
  readonly expected: string
  /** Set if the key is to be marked and not the value. */
  readonly on: 'key' | undefined
}

/** A place of a problem. */
export interface ProblemPlace {
  readonly at: DocumentLocation
  /** The last part of its pointer. */
  readonly key: string
  /** The value there; if something is missing, the object that lacks it. */
  readonly value: unknown
}

/** One mistake with every place in one file where it occurs. */
export class Problem {
  readonly details: ProblemDetails
  /** The object in which it occurs first; nothing if that is the document. */
  readonly node: OpenApiNode | undefined
  readonly #cursors: Cursor[] = []

  constructor(details: ProblemDetails, node: OpenApiNode | undefined) {
    this.details = details
    this.node = node
  }

  /** Adds a place. */
  add(cursor: Cursor): void {
    this.#cursors.push(cursor)
  }

  /** The number of places. */
  get count(): number {
    return this.#cursors.length
  }

  /** The first `limit` places in the order of the walk. */
  places(limit: number): readonly ProblemPlace[] {
    return this.#cursors.slice(0, limit).map((cursor) => ({
      at: this.details.on === 'key' ? cursor.atKey : cursor.at,
      key: String(cursor.key ?? ''),
      value: cursor.value,
    }))
  }
}

/** A value in a contract, with the object and field it belongs to. */
export interface ProblemContext {
  readonly cursor: Cursor
  /** The object it belongs to; nothing if that is the document. */
  readonly parent: OpenApiNode | undefined
  /** The field of the object; empty for the object itself and for fields named by a pattern. */
  readonly field: string
}

/** Gathers problems by cause and file. */
export class Problems {
  readonly #byCause = new Map<string, Problem>()

  /** @param at the place to mark; the value itself by default */
  add(
    kind: ProblemKind,
    { cursor, parent, field }: ProblemContext,
    rest: Partial<Pick<ProblemDetails, 'found' | 'expected' | 'on'>>,
    at: Cursor = cursor,
  ): void {
    const { found = '', expected = '', on } = rest
    const details: ProblemDetails = { kind, object: parent?.kind ?? 'Document', field, found, expected, on }
    const cause = [at.document.file, kind, details.object, field, found, expected, on].join('\n')
    let problem = this.#byCause.get(cause)
    if (problem === undefined) this.#byCause.set(cause, (problem = new Problem(details, parent)))
    problem.add(at)
  }

  get all(): Iterable<Problem> {
    return this.#byCause.values()
  }
}
