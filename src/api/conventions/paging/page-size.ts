import { asList, field } from '../../../core/json.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import type { Schema } from '../../schema.ts'
import { maximumInWords } from './maximum-in-words.ts'
import { pagingParameters } from './paging.ts'
import type { PagingParameter } from './paging.ts'

/** A page-size parameter with the operations that take it. A shared component counts once. */
export interface PageSize {
  readonly parameter: PagingParameter
  readonly operations: readonly [ContractOperation, ...ContractOperation[]]
  /** The largest page size: `maximum`, or the largest value of an enum. Undefined if neither is declared. */
  readonly maximum: number | undefined
  /** The largest page size according to the description, if the schema declares none. */
  readonly maximumInWords: number | undefined
  /** False if clients may leave it out, and neither schema nor description says what happens then. */
  readonly hasDefault: boolean
}

/** The numeric page-size parameters of GET operations, each once. Strings are left out, since they have no maximum. */
export function pageSizes(api: ContractApi): readonly PageSize[] {
  const found = new Map<unknown, { parameter: PagingParameter; operations: [ContractOperation, ...ContractOperation[]] }>()
  for (const operation of api.operations) {
    if (operation.method !== 'get') continue
    for (const parameter of pagingParameters(operation)) {
      if (parameter.role !== 'size' || !isNumeric(parameter.schema)) continue
      const stands = parameter.parameter.cursor.value
      const known = found.get(stands)
      if (known === undefined) found.set(stands, { parameter, operations: [operation] })
      else known.operations.push(operation)
    }
  }
  return [...found.values()].map(({ parameter, operations }) => ({ parameter, operations, ...boundsOf(parameter) }))
}

function isNumeric(schema: Schema | undefined): boolean {
  return views(schema).some((view) => view.allows('integer') || view.allows('number'))
}

/** The schema and its alternatives: `anyOf: [{ type: integer, maximum: 100 }, { type: 'null' }]` has a maximum too. */
function views(schema: Schema | undefined): readonly Schema[] {
  return schema === undefined ? [] : [schema, ...schema.alternatives]
}

function boundsOf({ parameter, schema }: PagingParameter): Pick<PageSize, 'maximum' | 'maximumInWords' | 'hasDefault'> {
  const all = views(schema)
  const limits = all.flatMap((view) => {
    const stated = [view.keyword('maximum'), view.keyword('exclusiveMaximum'), ...asList(view.keyword('enum')), view.keyword('const')]
    return stated.filter((value) => typeof value === 'number')
  })
  const described = [field(parameter.cursor.value, 'description'), ...all.map((view) => view.keyword('description'))]
  const text = described.filter((part) => typeof part === 'string').join(' ')
  const maximum = limits.length > 0 ? limits.reduce((most, limit) => Math.max(most, limit)) : undefined
  return {
    maximum,
    maximumInWords: maximum === undefined ? maximumInWords(text) : undefined,
    hasDefault: parameter.required || all.some((view) => view.keyword('default') !== undefined) || sayDefault.test(text),
  }
}

/** Words for what happens if the parameter is left out. */
const sayDefault = /\bdefau?l?t|unspecified|unset|omitted|\bif (?:it is )?(?:zero|empty|absent|missing)\b|(?:\bnot|n['’]t) (?:be )?(?:specif(?:y|ied)|set|used?|provided?|include[ds]?|given|supplied|present)\b/i
