import { packageOf } from '../models/lookup.ts'
import { openSchemas, validationPackages } from '../models/protection.ts'
import { pathOf } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** True for `z.any()` and similar: a schema that accepts everything. */
export function isOpenSchema(value: Value): boolean {
  if (value.kind !== 'call' || value.arguments.length > 0) return false
  const { root, names } = pathOf(value.of)
  return root.kind === 'import' && openSchemas.has(names.at(-1) ?? root.name) && validationPackages.includes(packageOf(root.specifier))
}
