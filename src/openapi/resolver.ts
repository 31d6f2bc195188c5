import { field, isObject } from '../core/json.ts'
import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'
import { UnresolvedReferences } from './unresolved.ts'
import type { UnresolvedOutcome, UnresolvedReference } from './unresolved.ts'

/** Resolves the references of one walk and keeps account of those that lead nowhere. */
export class ReferenceResolver {
  private readonly contract: Contract
  private readonly failed = new UnresolvedReferences()
  /** Objects that are known to refer to each other in a circle. */
  private readonly circular = new Set<unknown>()

  constructor(contract: Contract) {
    this.contract = contract
  }

  /**
   * Where a reference leads, one step.
   * @param at the object with the `$ref`, or the string that is an address itself
   */
  resolve(at: Cursor, reference: string): Cursor | undefined {
    const outcome = this.contract.resolveAt(reference, at)
    if (outcome.kind !== 'found') {
      this.failed.add(reference, isObject(at.value) ? outcome : ofName(reference, outcome), sourceOf(at))
      return undefined
    }
    if (isReference(outcome.cursor) && this.returnsTo(at.value, outcome.cursor)) {
      if (!this.circular.has(at.value)) this.failed.add(reference, { kind: 'circular' }, sourceOf(at))
      this.markCircle(at.value, outcome.cursor)
      return undefined
    }
    return outcome.cursor
  }

  get unresolved(): Iterable<UnresolvedReference> {
    return this.failed.all
  }

  /** True where references alone lead from here back to the origin. */
  private returnsTo(origin: unknown, start: Cursor): boolean {
    for (const at of this.chain(start)) if (at.value === origin) return true
    return false
  }

  private markCircle(origin: unknown, start: Cursor): void {
    for (const at of this.chain(start)) {
      this.circular.add(at.value)
      if (at.value === origin) return
    }
  }

  /** The places that references lead to from here, one after the other, until a value or a place seen before. */
  private *chain(start: Cursor): Generator<Cursor> {
    const seen = new Set<unknown>()
    for (let at: Cursor | undefined = start; at !== undefined && !seen.has(at.value); at = this.next(at)) {
      yield at
      if (!isObject(at.value)) return
      seen.add(at.value)
    }
  }

  private next(at: Cursor): Cursor | undefined {
    const reference = field(at.value, '$ref')
    if (typeof reference !== 'string') return undefined
    const outcome = this.contract.resolveAt(reference, at)
    return outcome.kind === 'found' ? outcome.cursor : undefined
  }
}

/** The string that is the reference. */
export function sourceOf(at: Cursor): Cursor {
  return isObject(at.value) ? at.child('$ref') : at
}

function isReference(at: Cursor): boolean {
  return typeof field(at.value, '$ref') === 'string'
}

/** Where a bare name is no schema's, people want to hear of the schema and not of a file. */
function ofName(name: string, outcome: UnresolvedOutcome): UnresolvedOutcome {
  const isName = outcome.kind === 'missing' && /^[\w-]+$/.test(name)
  return isName ? { kind: 'missing', what: `no schema in 'components.schemas' is called '${name}'` } : outcome
}
