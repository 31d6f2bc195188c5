import { asList, asString, field, isObject } from '../../core/json.ts'
import { securitySchemesAt } from '../../openapi/security.ts'
import type { Contract } from '../../openapi/contract.ts'
import type { ContractOperation } from '../contract-operation.ts'

/** One way to be allowed to call an operation: the schemes that have to be met together, with their scopes. None for no credentials. */
export interface Requirement {
  /** As the contract writes it, for messages. */
  readonly text: string
  readonly schemes: ReadonlyMap<string, readonly unknown[]>
}

/** The ways to be allowed to call an operation. Nothing if the contract does not say. */
export function requirementsOf({ security, contract }: ContractOperation): readonly Requirement[] | undefined {
  if (security === undefined) return undefined
  const stated = security.length === 0 ? [{}] : security.filter(isObject)
  return stated.map((requirement) => {
    const schemes = Object.entries(requirement)
    const text = schemes.map(([name, scopes]) => [name, ...(asList(scopes).length === 0 ? [] : [`(${scopesIn(scopes).join(', ')})`])].join(' ')).join(' with ')
    return { text: text || 'a call without credentials', schemes: new Map(schemes.map(([name, scopes]) => [identityOf(contract, name), asList(scopes)])) }
  })
}

/** The scopes of a requirement. Other values than strings are mistakes, which other rules report. */
function scopesIn(value: unknown): readonly string[] {
  return asList(value).filter((scope) => typeof scope === 'string')
}

/** What a scheme is, whatever its name. */
function identityOf(contract: Contract, name: string): string {
  const scheme = contract.follow(securitySchemesAt(contract).child(name))
  const [type, ...more] = ['type', 'in', 'name', 'scheme'].map((key) => asString(field(scheme?.value, key))?.toLowerCase() ?? '')
  // OpenAPI 2.0 has a type for it.
  if (type === 'basic') return 'http,,,basic'
  return type === undefined || type === '' ? name : [type, ...more].join()
}

/** True if whoever meets one requirement meets the other too. */
export function meets({ schemes }: Requirement, required: Requirement): boolean {
  return [...required.schemes].every(([scheme, scopes]) => {
    const given = schemes.get(scheme)
    return given !== undefined && scopes.every((scope) => given.includes(scope))
  })
}
