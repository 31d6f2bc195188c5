import { replace } from '../core/fix.ts'
import type { DocumentEdit } from '../core/fix.ts'
import type { DocumentLocation } from '../core/location.ts'
import type { Cursor } from './cursor.ts'
import { addressOf } from './reference.ts'
import type { ReferenceOutcome } from './reference.ts'

/** Why a reference cannot be resolved. `circular`: it leads back to itself through references only. */
export type UnresolvedOutcome = Exclude<ReferenceOutcome, { readonly kind: 'found' }> | { readonly kind: 'circular' }

/** References in one file that cannot be resolved for the same cause. */
export class UnresolvedReference {
  /** The first of them. */
  readonly reference: string
  readonly outcome: UnresolvedOutcome
  readonly #cursors: Cursor[] = []

  constructor(reference: string, outcome: UnresolvedOutcome) {
    this.reference = reference
    this.outcome = outcome
  }

  /** Adds the string that is a reference. */
  add(cursor: Cursor): void {
    this.#cursors.push(cursor)
  }

  /** The number of references. */
  get count(): number {
    return this.#cursors.length
  }

  /** The locations of the first `limit` references, in the order of the walk. */
  places(limit: number): readonly DocumentLocation[] {
    return this.#cursors.slice(0, limit).map((cursor) => cursor.at)
  }

  /**
   * The edits that replace a missing name by another in those references that end with it.
   * @param name the missing name, not escaped
   * @param to the name to write instead, not escaped
   */
  renamed(name: string, to: string): DocumentEdit[] {
    const [ending, better] = [name, to].map((part) => `/${encodeURI(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    if (ending === undefined || better === undefined) return []
    return this.#cursors.flatMap(({ at, string = '' }) => (string.endsWith(ending) ? [replace(at, string.slice(0, -ending.length) + better)] : []))
  }
}

/** Gathers unresolved references by file and cause: a missing file is one cause, however many references lead into it. */
export class UnresolvedReferences {
  readonly #byCause = new Map<string, UnresolvedReference>()

  /** @param cursor the string that is the reference */
  add(reference: string, outcome: UnresolvedOutcome, cursor: Cursor): void {
    const cause = [cursor.document.file, outcome.kind, causeOf(outcome, reference)].join('\n')
    let unresolved = this.#byCause.get(cause)
    if (unresolved === undefined) this.#byCause.set(cause, (unresolved = new UnresolvedReference(reference, outcome)))
    unresolved.add(cursor)
  }

  get all(): Iterable<UnresolvedReference> {
    return this.#byCause.values()
  }
}

function causeOf(outcome: UnresolvedOutcome, reference: string): string {
  switch (outcome.kind) {
    case 'missing':
      return outcome.what
    case 'refused':
    case 'remote':
      return addressOf(reference)
    case 'malformed':
    case 'circular':
      return reference
  }
}
