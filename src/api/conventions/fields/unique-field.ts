import { itemOf } from '../../collection.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import { headNoun, singularOf } from '../../language/english.ts'
import type { Resource } from '../../model.ts'
import { requestFields } from '../../request-fields.ts'
import { compactName } from '../../../core/name-words.ts'

/** Names of fields that are unique in every kind of resource. */
const alwaysUnique: ReadonlySet<string> = new Set('slug sku handle subdomain'.split(' '))

/** Names of fields that are unique among accounts, since people sign in with them. */
const uniqueToAccounts: ReadonlySet<string> = new Set('email emailaddress username userid login loginname'.split(' '))
const accounts: ReadonlySet<string> = new Set('user account member admin administrator subscriber organization organisation employee login'.split(' '))

/**
 * A field of a create request that the client chooses and that has to be unique: the one in the item's path, or one for signing in. Only
 * required fields count, since the server may fill in others.
 */
export function uniqueFieldOf(operation: ContractOperation): string | undefined {
  const { resource, parameters } = operation
  const item = itemOf(resource)
  const variable = item === undefined || isPartOfIdentity(item) ? '' : compactName(item.segment?.parameters[0] ?? '')
  const isOfServer = /^(?:uu?|gu)?id$/.test(variable) && isOneSchema(operation)
  const noun = singularOf(headNoun(resource.name) ?? '')
  const given = new Set(parameters.filter(({ in: place }) => place === 'path').map(({ name }) => compactName(name)))
  for (const { name, plain, in: place, required } of requestFields(operation)) {
    if (place !== 'body' || !required || given.has(plain)) continue
    if ((plain === variable && !isOfServer) || alwaysUnique.has(plain) || (accounts.has(noun) && uniqueToAccounts.has(plain))) return name
  }
  return undefined
}

/** True for the first of several variables that identify an item together: `/identifiers/{scheme}/{value}`. */
function isPartOfIdentity({ operations, children }: Resource): boolean {
  return operations.length === 0 && children.some(({ segment }) => segment?.isParameter === true)
}

/** True if request and response have the same schema, which requires the `id` of the server in both directions. */
function isOneSchema({ body, successSchema }: ContractOperation): boolean {
  return successSchema !== undefined && body?.content.some(({ schema }) => schema?.is(successSchema) === true) === true
}
