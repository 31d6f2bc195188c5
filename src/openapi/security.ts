import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'

/** A security scheme that a contract defines. */
export interface SecurityScheme {
  readonly name: string
  readonly type: string | undefined
  /** The scheme itself, after following references. */
  readonly cursor: Cursor
}

/** The place among a contract's components where security schemes are defined. */
export function securitySchemesAt({ root, version }: Contract): Cursor {
  return version === '2.0' ? root.child('securityDefinitions') : root.child('components').child('securitySchemes')
}

/** The security schemes that a contract defines, without those whose reference cannot be resolved. */
export function securitySchemesOf(contract: Contract): SecurityScheme[] {
  return [...securitySchemesAt(contract).fields()].flatMap((entry) => {
    const cursor = contract.follow(entry)
    if (cursor === undefined || entry.name === undefined) return []
    return [{ name: entry.name, type: cursor.child('type').string, cursor }]
  })
}

/**
 * The scheme that a requirement names: a component of the entry document or, since OpenAPI 3.2, a URI. `unresolved` if a reference cannot be
 * resolved, and nothing if there is no such scheme.
 * @param at the place of the name: relative URIs start from its document
 */
export function securitySchemeNamed(contract: Contract, name: string, at: Cursor): Cursor | 'unresolved' | undefined {
  const entry = securitySchemesAt(contract).child(name)
  if (entry.exists) return contract.follow(entry) ?? 'unresolved'
  if (contract.version !== '3.2' || !/[#/.]/.test(name)) return undefined
  const outcome = contract.resolve(name, at.document)
  if (outcome.kind === 'found') return contract.follow(outcome.cursor) ?? 'unresolved'
  return outcome.kind === 'missing' ? undefined : 'unresolved'
}

/** The scopes of an OAuth 2 scheme in all of its flows together; nothing if no flow has the field. */
export function scopesOf(scheme: Cursor): ReadonlySet<string> | undefined {
  const stated = [scheme, ...scheme.child('flows').fields()].map((holder) => holder.child('scopes')).filter(({ exists }) => exists)
  return stated.length === 0 ? undefined : new Set(stated.flatMap((scopes) => Object.keys(scopes.object)))
}
