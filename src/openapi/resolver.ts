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
   * @param source the string that is the reference
   * @param origin the object with the `$ref`; nothing for addresses of other fields
   */
  resolve(source: Cursor, reference: string, origin: object | undefined): Cursor | undefined {
    const outcome = this.contract.resolve(reference, source.document)
    if (outcome.kind !== 'found') {
      this.failed.add(reference, origin === undefined ? ofName(reference, outcome) : outcome, source)
      return undefined
    }
    if (origin !== undefined && this.returnsTo(origin, outcome.cursor)) {
      if (!this.circular.has(origin)) this.failed.add(reference, { kind: 'circular' }, source)
      this.markCircle(origin, outcome.cursor)
      return undefined
    }
    return outcome.cursor
  }

  get unresolved(): Iterable<UnresolvedReference> {
    return this.failed.all
  }

  /** True where references alone lead from here back to the origin. */
  private returnsTo(origin: object, start: Cursor): boolean {
    for (const at of this.chain(start)) if (at.value === origin) return true
    return false
  }

  private markCircle(origin: object, start: Cursor): void {
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
    const outcome = this.contract.resolve(reference, at.document)
    return outcome.kind === 'found' ? outcome.cursor : undefined
  }
}

/** Where a bare name is no schema's, people want to hear of the schema and not of a file. */
function ofName(name: string, outcome: UnresolvedOutcome): UnresolvedOutcome {
  const isName = outcome.kind === 'missing' && /^[\w-]+$/.test(name)
  return isName ? { kind: 'missing', what: `no schema in 'components.schemas' is called '${name}'` } : outcome
}
