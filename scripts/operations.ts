import { asObject, isObject } from '../src/core/json.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']

/** The number of operations under `paths` of an OpenAPI document of any version. */
export function countOperations(document: unknown): number {
  let count = 0
  for (const item of Object.values(asObject(asObject(document)?.['paths']) ?? {})) {
    if (isObject(item)) for (const method of methods) if (isObject(item[method])) count++
  }
  return count
}
