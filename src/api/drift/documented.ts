import { asList, field, isObject } from '../../core/json.ts'
import { securitySchemesAt } from '../../openapi/security.ts'
import { carriesCredentials, statedSecurity } from '../conventions/access/open-write.ts'
import type { ContractApi } from '../contract.ts'
import type { ContractOperation, Response } from '../contract-operation.ts'
import type { Schema } from '../schema.ts'
import type { Access, DocumentedApi, DocumentedBody, DocumentedOperation, FieldValues, RequestedBody } from './sides.ts'

/** What a contract documents, as far as code can be compared with it. */
export function documentedApi(api: ContractApi): DocumentedApi {
  const { file, servers, operations } = api
  const { isUsed } = statedSecurity(api)
  // Parts of a document that a generator completes require something here and there.
  const bodies = operations.flatMap(({ method, body }) => (method === 'patch' ? [] : (body?.content.slice(0, 1) ?? [])))
  const isRequiringStated = bodies.filter(({ schema }) => (schema?.required.size ?? 0) > 0).length * 3 >= bodies.length
  const keys = Object.values(securitySchemesAt(api.contract).object).flatMap((scheme) => (field(scheme, 'in') === 'query' ? [String(field(scheme, 'name'))] : []))
  const throughout = { isSecurityStated: isUsed, isRequiringStated, keys }
  return { file, servers: servers.map(({ url }) => url), operations: operations.map((operation) => documentedOperation(operation, throughout)) }
}

/** What holds for all operations of a contract. */
interface Throughout {
  /** True if some operation of the contract requires authentication: otherwise it may just not say so. */
  readonly isSecurityStated: boolean
  /** True if a third of its bodies require fields. */
  readonly isRequiringStated: boolean
  /** The query parameters that are credentials. */
  readonly keys: readonly string[]
}

function documentedOperation(operation: ContractOperation, { isSecurityStated, isRequiringStated, keys }: Throughout): DocumentedOperation {
  const { method, path, at, responses } = operation
  const access = isSecurityStated ? accessOf(operation) : undefined
  const queries = queriesOf(operation)
  const optional = operation.parameters.filter((parameter) => parameter.in === 'query' && !parameter.required)
  const body = requestedBody(operation, isRequiringStated)
  return {
    ...(queries !== undefined && { queries: [...queries, ...keys], ...(isRequiringStated && { optionalQueries: optional.map(({ name }) => name) }) }),
    ...(body !== undefined && { body }),
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

/** Nothing if not all fields of each media type are known. */
function requestedBody({ body, parameters, parametersAreKnown }: ContractOperation, isRequiringStated: boolean): RequestedBody | 'none' | undefined {
  const form = parameters.filter((parameter) => parameter.in === 'formData')
  if (form.length > 0 && parametersAreKnown) {
    const namesOf = (some: typeof form): string[] => some.map(({ name }) => queryName(name))
    const required = namesOf(form.filter((one) => one.required))
    return {
      fields: namesOf(form),
      ...(required.length > 0 && { required }),
      sent: namesOf(form.filter(({ schema }) => schema?.types.includes('file') !== true)),
      isOpen: false,
      values: {},
    }
  }
  if (body === undefined) return parametersAreKnown ? 'none' : undefined
  const schemas = body.content.flatMap(({ schema }) => (schema !== undefined && hasKnownFields(schema) ? schema : []))
  if (schemas.length === 0 || schemas.length < body.content.length) return undefined
  const properties = schemas.flatMap((schema) => [...schema.properties])
  const isSent = (schema: Schema): boolean => schema.keyword('readOnly') !== true && schema.format !== 'binary' && schema.keyword('contentMediaType') === undefined
  const fields = new Set(properties.map(([name]) => name))
  const sent = [...fields].filter((name) => properties.every(([key, schema]) => key !== name || isSent(schema)))
  const others = schemas.map((schema) => schema.keyword('additionalProperties'))
  const isJson = schemas.length === 1 && body.content.every(({ type }) => /\bjson\b/i.test(type))
  return {
    fields: [...fields],
    ...(isRequiringStated && { required: [...fields].filter((name) => schemas.every((schema) => schema.required.has(name))) }),
    sent,
    isOpen: others.some((allowed) => allowed !== undefined && allowed !== false),
    values: isJson ? Object.fromEntries(properties.flatMap(([name, schema]) => (isSent(schema) ? valuesOf(schema) : []).map((values) => [name, values]))) : {},
  }
}

/** Nothing if there are alternatives, or values of several types. */
function valuesOf(schema: Schema): FieldValues[] {
  const [type, ...others] = schema.types.filter((one) => one !== 'null')
  if (type === undefined || others.length > 0 || ['oneOf', 'anyOf', 'if', 'not', 'contentMediaType'].some((name) => schema.keyword(name) !== undefined)) return []
  const listed = schema.keyword('enum') ?? [schema.keyword('const') ?? null]
  const values = asList(listed).filter((one) => one !== null)
  const areTexts = type === 'string' && values.length > 0 && values.every((one) => typeof one === 'string')
  return [{ type: type === 'integer' ? 'number' : type, ...(areTexts && { values: values.map(String) }) }]
}

/** True for an object without alternatives. */
function hasKnownFields(schema: Schema): boolean {
  const isPlain = schema.types.join() === 'object' && schema.properties.size > 0
  return isPlain && ['oneOf', 'anyOf', 'discriminator', 'if', 'patternProperties'].every((name) => schema.keyword(name) === undefined)
}

/** The entry for a response, if it is a JSON object whose fields are known. */
function bodyOf({ status, content }: Response): [string, DocumentedBody][] {
  const schema = content.find(({ type }) => /\bjson\b/i.test(type))?.schema
  if (schema === undefined || !hasKnownFields(schema)) return []
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
