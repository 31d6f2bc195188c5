import { asString, field } from '../../../core/json.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import type { Parameter } from '../../contract-parts.ts'

/** A sort parameter with the operations that take it. A shared component counts once. */
export interface SortParameter {
  readonly parameter: Parameter
  readonly operations: readonly [ContractOperation, ...ContractOperation[]]
  /** True if the schema lists the allowed values. */
  readonly isEnumerated: boolean
}

/** Names that can only mean sorting, in lower case and letters only. */
const certain = /^(?:sort(?:s|ing|ings|ed|by|order|direction|dir|field|key|column|rule|type|mode)?|orderby(?:direction)?|ordering|order(?:direction|dir|field))$/

/** Names that mean sorting beside one of those, or if the description says so. */
const possible = /^(?:order|direction|dir)$/

/** Words of descriptions of sorting. */
const aboutSorting = /\bsort|\border(?:ed|ing)? by\b|\basc\b|\bdesc\b|ascending|descending/i

/** The sort parameters of GET operations, each once. Those of OData, which take an expression, are left out. */
export function sortParameters(api: ContractApi): readonly SortParameter[] {
  const found = new Map<unknown, { parameter: Parameter; operations: [ContractOperation, ...ContractOperation[]] }>()
  for (const operation of api.operations) {
    if (operation.method !== 'get') continue
    for (const parameter of sortingIn(operation)) {
      const known = found.get(parameter.cursor.value)
      if (known === undefined) found.set(parameter.cursor.value, { parameter, operations: [operation] })
      else known.operations.push(operation)
    }
  }
  return [...found.values()].map((one) => ({ ...one, isEnumerated: isEnumerated(one.parameter) }))
}

function sortingIn({ parameters }: ContractOperation): Parameter[] {
  const named = parameters.filter(({ in: place, name }) => place === 'query' && !name.startsWith('$'))
  const sorts = named.some(({ name }) => certain.test(plain(name)))
  return named.filter(({ name, cursor }) => {
    if (certain.test(plain(name))) return true
    return possible.test(plain(name)) && (sorts || aboutSorting.test(asString(field(cursor.value, 'description')) ?? ''))
  })
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '')
}

function isEnumerated({ schema }: Parameter): boolean {
  if (schema === undefined) return true
  return [schema, ...schema.alternatives].some((one) => {
    const told = [one, one.items].some((view) => ['enum', 'const', 'pattern'].some((keyword) => view?.keyword(keyword) !== undefined))
    // Objects are no text, and their properties name the fields; booleans and numbers have no field names.
    return told || ['boolean', 'integer', 'number', 'object'].some((type) => one.types.includes(type)) || one.properties.size > 0 || one.items?.alternatives.some((item) => item.keyword('enum') !== undefined) === true
  })
}
