import { groupBy } from '../core/group.ts'
import type { DocumentLocation, Pointer } from '../core/location.ts'
import type { Contract } from '../openapi/contract.ts'
import { Cursor } from '../openapi/cursor.ts'

/** A reference from one place to another. */
interface Link {
  readonly from: DocumentLocation
  readonly to: DocumentLocation
}

/** Finds the place in a contract's entry document that leads to a place in another file. */
export class Anchors {
  readonly #contract: Contract
  #links: ReadonlyMap<string, readonly Link[]> | undefined

  constructor(contract: Contract) {
    this.#contract = contract
  }

  /**
   * The reference in the entry document from which the fewest steps lead to a place in another file. Among several, the one whose target is
   * nearest to the place wins, then the first. Nothing if there is no such reference.
   */
  of(file: string, pointer: Pointer): Pointer | undefined {
    return this.#search({ file, pointer }, covers) ?? this.#search({ file, pointer }, () => true)
  }

  #search(goal: DocumentLocation, leadsTo: (target: Pointer, place: Pointer) => boolean): Pointer | undefined {
    this.#links ??= linksOf(this.#contract)
    const seen = new Set<Link>()
    let places: readonly DocumentLocation[] = [goal]
    while (places.length > 0) {
      const steps = places.flatMap(({ file, pointer }) =>
        (this.#links?.get(file) ?? [])
          .filter((link) => !seen.has(link) && leadsTo(link.to.pointer, pointer))
          .sort((a, b) => b.to.pointer.length - a.to.pointer.length),
      )
      const anchor = steps.find(({ from }) => from.file === this.#contract.file)
      if (anchor !== undefined) return anchor.from.pointer
      for (const step of steps) seen.add(step)
      places = steps.map(({ from }) => from)
    }
    return undefined
  }
}

/** True if a reference to the first place includes the second. */
function covers(target: Pointer, place: Pointer): boolean {
  return target.every((part, index) => String(part) === String(place[index]))
}

/** All references into files other than the entry document, by target file, in document order. */
function linksOf(contract: Contract): ReadonlyMap<string, readonly Link[]> {
  const links: Link[] = []
  for (const document of contract.loaded) {
    for (const at of addressesIn(Cursor.root(document))) {
      const outcome = contract.resolveAt(at.string ?? '', at)
      if (outcome.kind !== 'found' || outcome.cursor.document.file === contract.file) continue
      links.push({ from: at.at, to: outcome.cursor.at })
    }
  }
  return groupBy(links, ({ to }) => to.file)
}

/** Strings that are references: every `$ref`, and the fields that OpenAPI defines as such. */
function* addressesIn(root: Cursor): Generator<Cursor> {
  const seen = new Set<unknown>()
  const pending = [root]
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (at.string !== undefined && isAddress(at)) yield at
    if (typeof at.value !== 'object' || at.value === null || seen.has(at.value)) continue
    seen.add(at.value)
    for (const below of [...at.fields(), ...at.items()].reverse()) pending.push(below)
  }
}

function isAddress(at: Cursor): boolean {
  if (at.name === '$ref' || at.name === 'operationRef' || at.name === 'defaultMapping') return true
  return at.parent?.name === 'mapping'
}
