import { field, isObject } from '../../core/json.ts'
import { securitySchemesAt } from '../../openapi/security.ts'
import { carriesCredentials, statedSecurity } from '../conventions/access/open-write.ts'
import type { ContractApi } from '../contract.ts'
import type { ContractOperation, Response } from '../contract-operation.ts'
import type { Access, DocumentedApi, DocumentedBody, DocumentedOperation } from './sides.ts'

/** What a contract documents, as far as code can be compared with it. */
export function documentedApi(api: ContractApi): DocumentedApi {
  const { file, servers, operations } = api
  const { isUsed } = statedSecurity(api)
  const keys = Object.values(securitySchemesAt(api.contract).object).flatMap((scheme) => (field(scheme, 'in') === 'query' ? [String(field(scheme, 'name'))] : []))
  return { file, servers: servers.map(({ url }) => url), operations: operations.map((operation) => documentedOperation(operation, isUsed, keys)) }
}

/**
 * @param isSecurityStated true if some operation of the contract requires authentication: otherwise it may just not say so
 * @param keys the query parameters that are credentials
 */
function documentedOperation(operation: ContractOperation, isSecurityStated: boolean, keys: readonly string[]): DocumentedOperation {
  const { method, path, at, responses } = operation
  const access = isSecurityStated ? accessOf(operation) : undefined
  const queries = queriesOf(operation)
  return {
    ...(queries !== undefined && { queries: [...queries, ...keys] }),
    ...(access !== undefined && { access }),
    method: method.toUpperCase(),
    path: path.template,
    at: { file: at.file, pointer: [...at.pointer], on: 'key' },
    statuses: responses.map(({ status }) => status.toUpperCase()),
    bodies: Object.fromEntries(responses.flatMap(bodyOf)),
  }
}

/** Nothing if a parameter cannot be resolved, or if one stands for the whole query: as in OpenAPI 3.2, or an object with any fields. */
function queriesOf({ parameters, parametersAreKnown }: ContractOperation): string[] | undefined {
  if (!parametersAreKnown || parameters.some((parameter) => parameter.in === 'querystring')) return undefined
  const ofQuery = parameters.filter((parameter) => parameter.in === 'query')
  if (ofQuery.some(({ schema }) => schema?.types.includes('object') === true && schema.properties.size === 0)) return undefined
  // By default an object is sent as one parameter for each property.
  return ofQuery.flatMap(({ name, schema }) => [queryName(name), ...(schema?.properties.keys() ?? [])])
}

/** The name of the list or object that a parameter is a part of: `filter` for `filter[open]`. */
export function queryName(name: string): string {
  return name.replace(/\[.*/s, '')
}

/** The entry for a response, if it is a JSON object whose fields are known. */
function bodyOf({ status, content }: Response): [string, DocumentedBody][] {
  const schema = content.find(({ type }) => /\bjson\b/i.test(type))?.schema
  if (schema === undefined || schema.types.join() !== 'object' || schema.properties.size === 0) return []
  if (schema.alternatives.length > 0 || ['discriminator', 'if', 'patternProperties'].some((name) => schema.keyword(name) !== undefined)) return []
  const fields = [...schema.properties.keys()]
  const isSent = (name: string): boolean => schema.properties.get(name)?.keyword('writeOnly') !== true
  const required = [...schema.required].filter((name) => fields.includes(name) && isSent(name))
  return [[status.toUpperCase(), { fields, required, isClosed: schema.keyword('additionalProperties') === false }]]
}

function accessOf(operation: ContractOperation): Access | undefined {
  if (operation.isSecured) return 'authenticated'
  const isOptional = operation.security?.some((entry) => !isObject(entry) || Object.keys(entry).length === 0) === true
  return isOptional || carriesCredentials(operation) ? undefined : 'open'
}
