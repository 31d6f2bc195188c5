import type { DocumentLocation } from '../core/location.ts'
import type { Cursor } from './cursor.ts'
import type { NodeKind } from './grammar/kinds.ts'
import type { OpenApiNode } from './node.ts'

/** A way in which a description departs from the grammar of its version. */
export type ProblemKind =
  /** The object has no field of this name. */
  | 'unknown-field'
  /** A required field is not there. */
  | 'missing-field'
  /** None of several fields is there, of which one must be. */
  | 'missing-alternative'
  /** Two fields that exclude each other are both there. */
  | 'conflicting-fields'
  /** A field that makes no sense beside the value of another. */
  | 'misplaced-field'
  /** A value of another JSON type than the grammar wants. */
  | 'wrong-type'
  /** A string or boolean that is not one of those allowed. */
  | 'unknown-value'
  /** A string that is not written as it must be. */
  | 'malformed-value'
  /** A key that is not written as it must be. */
  | 'malformed-key'
  /** An object or map with too few or too many entries. */
  | 'wrong-size'
  /** A `$ref` where none may stand. */
  | 'misplaced-reference'
  /** The same, leading to another file: a bundler puts the two together. */
  | 'unbundled-reference'
  /** A `$ref` that leads to an object of another kind. */
  | 'wrong-target'

/** What is wrong, apart from where. */
export interface ProblemDetails {
  readonly kind: ProblemKind
  /** The object in which it is wrong. */
  readonly object: NodeKind
  /** The field in question, or several in words; empty where it is the object itself or one of its patterned fields. */
  readonly field: string
  /** What stands there, in words or, for values, as it is. */
  readonly found: string
  /** What should stand there, in words. */
  readonly expected: string
  /** Mark the key and not the value. */
  readonly on: 'key' | undefined
}

/** Where a mistake was made. */
export interface ProblemPlace {
  readonly at: DocumentLocation
  /** The last key on the way there. */
  readonly key: string
  /** What stands there: the object itself where it lacks something. */
  readonly value: unknown
}

/** One mistake with every place in one file where it was made. */
export class Problem {
  readonly details: ProblemDetails
  /** The object in which it was first made; nothing where that is the document. */
  readonly node: OpenApiNode | undefined
  readonly #cursors: Cursor[] = []

  constructor(details: ProblemDetails, node: OpenApiNode | undefined) {
    this.details = details
    this.node = node
  }

  add(cursor: Cursor): void {
    this.#cursors.push(cursor)
  }

  /** How often the mistake was made in this file. */
  get count(): number {
    return this.#cursors.length
  }

  /** The first places in the order of the walk. */
  places(limit: number): readonly ProblemPlace[] {
    return this.#cursors.slice(0, limit).map((cursor) => ({
      at: this.details.on === 'key' ? cursor.atKey : cursor.at,
      key: String(cursor.key ?? ''),
      value: cursor.value,
    }))
  }
}

/** Where something is wrong: a value, and the field and object it belongs to. */
export interface Whereabouts {
  readonly cursor: Cursor
  /** The object in which it is wrong; nothing where that is the document. */
  readonly parent: OpenApiNode | undefined
  /** The field of the object; empty for the object itself and for fields named by a pattern. */
  readonly field: string
}

/** Gathers problems by their cause. */
export class Problems {
  readonly #byCause = new Map<string, Problem>()

  /** @param at the place to mark, where that is not the value itself */
  add(
    kind: ProblemKind,
    { cursor, parent, field }: Whereabouts,
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
