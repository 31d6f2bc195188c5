import { field, isObject } from '../core/json.ts'
import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'
import { UnresolvedReferences } from './unresolved.ts'
import type { UnresolvedOutcome, UnresolvedReference } from './unresolved.ts'

/** Resolves the references of one walk and records those that cannot be resolved. */
export class ReferenceResolver {
  readonly #contract: Contract
  readonly #failed = new UnresolvedReferences()
  /** Whether an object's reference never reaches a value. Each object is examined once, so long chains take linear time. */
  readonly #circular = new Map<unknown, boolean>()

  constructor(contract: Contract) {
    this.#contract = contract
  }

  /**
   * The target of a reference, one step; nothing if there is none, or if references form a cycle.
   * @param at the object with the `$ref`, or the string that is an address itself
   */
  resolve(at: Cursor, reference: string): Cursor | undefined {
    const outcome = this.#contract.resolveAt(reference, at)
    if (outcome.kind !== 'found') {
      this.#failed.add(reference, isObject(at.value) ? outcome : ofName(reference, outcome), sourceOf(at))
      return undefined
    }
    return referenceIn(outcome.cursor) !== undefined && this.#isCircular(at) ? undefined : outcome.cursor
  }

  get unresolved(): Iterable<UnresolvedReference> {
    return this.#failed.all
  }

  /** True if following references never ends. The cycle is recorded where it is first entered. */
  #isCircular(start: Cursor): boolean {
    const passed = new Set<unknown>()
    let isCircular = false
    for (let at: Cursor | undefined = start; at !== undefined; at = this.#next(at)) {
      const known = this.#circular.get(at.value)
      isCircular = known ?? passed.has(at.value)
      if (known !== undefined) break
      if (isCircular) {
        this.#failed.add(referenceIn(at) ?? '', { kind: 'circular' }, sourceOf(at))
        break
      }
      passed.add(at.value)
    }
    for (const value of passed) this.#circular.set(value, isCircular)
    return isCircular
  }

  #next(at: Cursor): Cursor | undefined {
    const reference = referenceIn(at)
    const outcome = reference === undefined ? undefined : this.#contract.resolveAt(reference, at)
    return outcome?.kind === 'found' ? outcome.cursor : undefined
  }
}

/** The string that is the reference. */
export function sourceOf(at: Cursor): Cursor {
  return isObject(at.value) ? at.child('$ref') : at
}

function referenceIn(at: Cursor): string | undefined {
  const reference = field(at.value, '$ref')
  return typeof reference === 'string' ? reference : undefined
}

/** The outcome for a discriminator's bare name: the message is to speak of a missing schema and not of a missing file. */
function ofName(name: string, outcome: UnresolvedOutcome): UnresolvedOutcome {
  const isName = outcome.kind === 'missing' && /^[\w-]+$/.test(name)
  return isName ? { kind: 'missing', what: `no schema in 'components.schemas' is named '${name}'` } : outcome
}
