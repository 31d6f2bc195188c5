import { words } from '../../core/words.ts'
import { packageOf } from '../models/lookup.ts'
import { openSchemas, validationPackages } from '../models/protection.ts'
import { fieldOf, pathOf } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** True for `z.any()` and similar: a schema that accepts everything. */
export function isOpenSchema(value: Value): boolean {
  if (value.kind !== 'call' || value.arguments.length > 0) return false
  const { root, names } = pathOf(value.of)
  return root.kind === 'import' && openSchemas.has(names.at(-1) ?? root.name) && validationPackages.includes(packageOf(root.specifier))
}

/** True for options of a route with a schema of its input. `{ schema: { params, response } }` of a POST says nothing about the body. */
export function mayCheckInput(method: string, options: Value | undefined, names = ['validate', 'schema']): boolean {
  return names.some((name) => {
    const schema = fieldOf(options, name)
    const parts = schema?.kind === 'object' ? Object.keys(schema.fields) : []
    return schema !== undefined && (method === 'GET' || parts.length === 0 || parts.some((part) => !besideBody.has(part)))
  })
}

/** What a schema of a route describes besides the body. */
const besideBody = words('params querystring query headers response tags summary description security')
