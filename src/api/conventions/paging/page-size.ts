import { asList, field } from '../../../core/json.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import type { Schema } from '../../schema.ts'
import { maximumInWords } from './maximum-in-words.ts'
import { pagingParameters } from './paging.ts'
import type { PagingParameter } from './paging.ts'

/** A page-size parameter where it really stands: a shared component is one, however many operations take it. */
export interface PageSize {
  readonly parameter: PagingParameter
  readonly operations: readonly [ContractOperation, ...ContractOperation[]]
  /** The largest page: `maximum`, or the largest of an enum. Nothing where none is stated. */
  readonly maximum: number | undefined
  /** The largest page as the description has it, where only that says it. */
  readonly maximumInWords: number | undefined
  /** False where a client may leave the size out and neither schema nor description says what it gets. */
  readonly hasDefault: boolean
}

/** The page-size parameters of reading operations, each once. Sizes that are no numbers are left out: nothing bounds a text. */
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

/** Words that tell what happens when the size is left out. */
const sayDefault = /\bdefau?l?t|unspecified|unset|omitted|\bif (?:it is )?(?:zero|empty|absent|missing)\b|(?:\bnot|n['’]t) (?:be )?(?:specif(?:y|ied)|set|used?|provided?|include[ds]?|given|supplied|present)\b/i
