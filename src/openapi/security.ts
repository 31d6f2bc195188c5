import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'

/** A security scheme that a contract defines, with where it really stands. */
export interface SecurityScheme {
  readonly name: string
  readonly type: string | undefined
  /** Behind any reference. */
  readonly cursor: Cursor
}

/** The place among a contract's components where security schemes are defined. */
export function securitySchemesAt({ root, version }: Contract): Cursor {
  return version === '2.0' ? root.child('securityDefinitions') : root.child('components').child('securitySchemes')
}

/** The security schemes that a contract defines; those behind references that cannot be resolved are left out. */
export function securitySchemesOf(contract: Contract): SecurityScheme[] {
  return [...securitySchemesAt(contract).fields()].flatMap((entry) => {
    const cursor = contract.follow(entry)
    if (cursor === undefined || entry.name === undefined) return []
    return [{ name: entry.name, type: cursor.child('type').string, cursor }]
  })
}

/**
 * The scheme that a requirement means: a component of the entry document, from 3.2 on also one by its address. `unresolved` where
 * a reference cannot be followed, and nothing where there is none.
 * @param at where the name stands: addresses are relative to its document
 */
export function securitySchemeNamed(contract: Contract, name: string, at: Cursor): Cursor | 'unresolved' | undefined {
  const entry = securitySchemesAt(contract).child(name)
  if (entry.exists) return contract.follow(entry) ?? 'unresolved'
  if (contract.version !== '3.2' || !/[#/.]/.test(name)) return undefined
  const outcome = contract.resolve(name, at.document)
  if (outcome.kind === 'found') return contract.follow(outcome.cursor) ?? 'unresolved'
  return outcome.kind === 'missing' ? undefined : 'unresolved'
}

/** The scopes of an OAuth 2 scheme, in any of its flows; nothing where it states none and so cannot be held to them. */
export function scopesOf(scheme: Cursor): ReadonlySet<string> | undefined {
  const stated = [scheme, ...scheme.child('flows').fields()].map((holder) => holder.child('scopes')).filter(({ exists }) => exists)
  return stated.length === 0 ? undefined : new Set(stated.flatMap((scopes) => Object.keys(scopes.object)))
}
