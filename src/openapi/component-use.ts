import { field, isObject } from '../core/json.ts'
import { groupBy } from '../core/group.ts'
import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'
import type { ReferenceNode } from './node.ts'
import { walked } from './walked.ts'

/** A component that cannot be reached from any path or webhook. */
export interface UnusedComponent {
  readonly cursor: Cursor
  /** The list of components it is in: `schemas`, `parameters`, `definitions`. */
  readonly section: string
  /** Components that only this one uses, directly or indirectly, and that are unused with it. */
  readonly usedByThisAlone: readonly Cursor[]
}

/**
 * The components of the entry document that are not reached from paths and webhooks, by references, discriminators or security
 * requirements. A component whose address occurs anywhere else (an `x-` field, an example, a link in a description) counts as used.
 * None if the contract has no paths or webhooks, so that nothing could use them.
 */
export function unusedComponents(contract: Contract): UnusedComponent[] {
  const { root } = contract
  if (!['paths', 'webhooks', 'x-webhooks'].some((name) => Object.keys(root.child(name).object).length > 0)) return []
  const components = new Components(sectionsOf(contract))
  const uses = usesIn(contract, components)
  const byUser = groupBy(uses, ({ from }) => from)
  const left = new Set(components.all)
  /** Removes the components that a user (`undefined`: everything outside the components) leads to from `left`, and returns them. */
  const take = (user: Cursor | undefined): Cursor[] => {
    const taken: Cursor[] = []
    const users = [user]
    for (const from of users) {
      for (const { to } of byUser.get(from) ?? []) {
        if (!left.delete(to)) continue
        taken.push(to)
        users.push(to)
      }
    }
    return taken
  }
  take(undefined)
  if (left.size === 0) return []
  // Protocol Buffers' Any: the schema of such a value is named by a type URL at run time, and nothing in the contract refers to it.
  const mayBeCarried = contract.loaded.some(({ text }) => text.includes('@type with type URL')) ? [...left].filter(isSchema) : []
  for (const component of mayBeCarried) if (left.delete(component)) take(component)
  const mentions = mentionsIn(contract)
  const byTarget = groupBy(uses, ({ to }) => to)
  for (const component of [...left]) {
    const addressed = byTarget.get(component)?.filter(({ isAddress }) => isAddress).length ?? 0
    if (timesMentioned(component, mentions) > addressed && left.delete(component)) take(component)
  }
  // First those that nothing uses, then one of each cycle that nothing else leads to.
  const isUsed = (component: Cursor): boolean => byTarget.get(component)?.some(({ from }) => from !== component) === true
  const first = [...left].filter((component) => !isUsed(component))
  return [...first, ...left].flatMap((cursor) => (left.delete(cursor) ? [{ cursor, section: sectionOf(cursor), usedByThisAlone: take(cursor) }] : []))
}

/** The components of a document. */
class Components {
  readonly #byValue = new Map<object, Cursor>()

  constructor(sections: readonly Cursor[]) {
    for (const section of sections) for (const entry of section.fields()) if (isObject(entry.value)) this.#byValue.set(entry.value, entry)
  }

  get all(): Cursor[] {
    return [...this.#byValue.values()]
  }

  /** The component that contains a place, or is it. */
  around(cursor: Cursor): Cursor | undefined {
    for (let at: Cursor | undefined = cursor; at !== undefined; at = at.parent) {
      const component = isObject(at.value) ? this.#byValue.get(at.value) : undefined
      if (component !== undefined) return component
    }
    return undefined
  }
}

/** A use of a component. */
interface Use {
  /** The component that uses it; nothing for a place outside the components. */
  readonly from: Cursor | undefined
  readonly to: Cursor
  /** True if the text contains the component's address there, and not just its name. */
  readonly isAddress: boolean
}

function sectionsOf({ root, version }: Contract): Cursor[] {
  if (version === '2.0') return ['definitions', 'parameters', 'responses', 'securityDefinitions'].map((name) => root.child(name))
  return root.child('components').fields().filter(({ name }) => name?.startsWith('x-') === false)
}

function usesIn(contract: Contract, components: Components): Use[] {
  const met = walked(contract)
  const uses: Use[] = []
  const add = (at: Cursor, target: Cursor | undefined, isAddress: boolean): void => {
    const to = target === undefined ? undefined : components.around(target)
    if (to !== undefined) uses.push({ from: components.around(at), to, isAddress })
  }
  for (const { cursor, reference } of met.references) add(cursor, targetOf(contract, reference, cursor), true)
  for (const { cursor } of met.of('Discriminator')) {
    for (const entry of [...cursor.child('mapping').fields(), cursor.child('defaultMapping')]) {
      if (entry.string === undefined) continue
      const named = contract.root.child('components').child('schemas').child(entry.string)
      add(entry, named.exists ? named : targetOf(contract, entry.string, entry), !named.exists)
    }
  }
  for (const { cursor } of met.of('Link')) {
    const address = cursor.child('operationRef')
    if (address.string !== undefined) add(address, targetOf(contract, address.string, address), true)
  }
  for (const { cursor } of met.of('SecurityRequirement')) {
    for (const { name = '' } of cursor.fields()) add(cursor, securityScheme(contract, name), false)
  }
  return [...uses, ...discriminatorUses(contract, met.references, components)]
}

/** A schema with a discriminator uses those that extend it by `allOf`: they are selected by name at run time, and nothing refers to them. */
function discriminatorUses(contract: Contract, references: readonly ReferenceNode[], components: Components): Use[] {
  const inherits = references.filter(({ cursor, to }) => to === 'Schema' && typeof cursor.key === 'number' && isAllOf(cursor))
  return inherits.flatMap(({ cursor, reference }) => {
    const parent = targetOf(contract, reference, cursor)
    const from = parent === undefined ? undefined : components.around(parent)
    const to = components.around(cursor)
    // Extensions of extensions count too.
    return from === undefined || to === undefined || !leadsToDiscriminator(contract, from) ? [] : [{ from, to, isAddress: false }]
  })
}

function isAllOf(cursor: Cursor): boolean {
  return cursor.parent?.name === 'allOf'
}

function leadsToDiscriminator(contract: Contract, schema: Cursor): boolean {
  const ancestors = new Map([[schema.value, schema]])
  for (const ancestor of ancestors.values()) {
    if (field(ancestor.value, 'discriminator') !== undefined) return true
    for (const part of ancestor.child('allOf').items()) {
      const parent = contract.follow(part)
      if (parent !== undefined && !ancestors.has(parent.value)) ancestors.set(parent.value, parent)
    }
  }
  return false
}

function securityScheme({ root, version }: Contract, name: string): Cursor | undefined {
  const scheme = version === '2.0' ? root.child('securityDefinitions').child(name) : root.child('components').child('securitySchemes').child(name)
  return scheme.exists ? scheme : undefined
}

function targetOf(contract: Contract, reference: string, at: Cursor): Cursor | undefined {
  const outcome = contract.resolveAt(reference, at)
  return outcome.kind === 'found' ? outcome.cursor : undefined
}

/** How often each component's address occurs in the texts, for whatever purpose. */
function mentionsIn(contract: Contract): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of contract.loaded) {
    for (const [, name = ''] of text.matchAll(/#\/((?:components\/[A-Za-z]{1,30}|definitions|parameters|responses)\/[^\s"'/#),;\]}]{1,200})/g)) {
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return counts
}

function timesMentioned(component: Cursor, mentions: ReadonlyMap<string, number>): number {
  const address = component.pointer.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
  const escaped = encodeURI(address)
  return (mentions.get(address) ?? 0) + (escaped === address ? 0 : (mentions.get(escaped) ?? 0))
}

function isSchema(component: Cursor): boolean {
  return /^(?:schemas|definitions)$/.test(sectionOf(component))
}

function sectionOf(component: Cursor): string {
  return component.parent?.name ?? ''
}
