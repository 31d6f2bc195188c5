import { defineAnalysis } from '../../../core/analysis.ts'
import { paginationStyles } from '../../../core/settings.ts'
import type { PaginationStyle } from '../../../core/settings.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import { pagingParameters } from './paging.ts'
import type { PagingParameter } from './paging.ts'
import type { PagingRole } from './paging-parameter.ts'

/** An operation that returns a list in pages, with its paging parameters. */
export interface PagedOperation {
  readonly operation: ContractOperation
  readonly parameters: readonly PagingParameter[]
}

/** How an API paginates. */
export interface Pagination {
  readonly paged: readonly PagedOperation[]
  /** True if configured by `conventions.pagination`. */
  readonly isStated: boolean
  /** The configured style, or the one of most operations with a position; unknown without a majority. */
  readonly style: Known<PaginationStyle>
  /** Operations by style. One that offers two styles counts for both. */
  readonly styles: ReadonlyMap<PaginationStyle, readonly PagedOperation[]>
}

/** Determines how an API paginates its lists. */
export const pagination = defineAnalysis('pagination', (api: ContractApi, { settings }): Pagination => {
  const paged = api.operations.flatMap((operation): PagedOperation[] => {
    const parameters = operation.method === 'get' && !isPrescribed(operation) ? pagingParameters(operation) : []
    return parameters.length === 0 ? [] : [{ operation, parameters }]
  })
  const styles = new Map<PaginationStyle, readonly PagedOperation[]>()
  for (const style of paginationStyles) {
    const using = paged.filter(({ parameters }) => parameters.some(({ role }) => role === style))
    if (using.length > 0) styles.set(style, using)
  }
  const stated = settings.conventions.pagination
  return { paged, isStated: stated !== undefined, style: stated ?? majority(styles), styles }
})

/** True for SCIM (RFC 7644 3.4.2.4), FHIR (`_count`) and Solr (`start` and `rows`, beside other parameters of its own), whose paging is prescribed. */
function isPrescribed({ path, parameters }: ContractOperation): boolean {
  if (path.segments.some(({ text }) => /^(?:scim|fhir)$/i.test(text))) return true
  const names = new Set(parameters.map(({ name }) => name))
  return names.has('_count') || (names.has('start') && names.has('rows') && ['fq', 'fl', 'wt', 'defType'].some((name) => names.has(name)))
}

function majority(styles: Pagination['styles']): Known<PaginationStyle> {
  const positioned = new Set([...styles.values()].flat()).size
  const [most] = [...styles].sort(([, one], [, other]) => other.length - one.length)
  return most !== undefined && most[1].length * 2 > positioned ? most[0] : unknown
}

/** A name for a paging parameter that differs from the API's usual one. */
export interface OddSpelling {
  readonly name: string
  readonly usual: string
  readonly usualCount: number
  /** The operations that take it and not the usual one. */
  readonly operations: readonly [PagedOperation, ...PagedOperation[]]
}

/** The less usual names of the parameters for a role. Nothing if none is the usual one. */
export function oddSpellings(paged: readonly PagedOperation[], role: PagingRole): OddSpelling[] {
  const byName = spellings(paged, role)
  const [usual, second] = byName
  if (usual === undefined || second === undefined || usual[1].length <= second[1].length) return []
  const [usualName, usualOperations] = usual
  const keeping = new Set(usualOperations)
  return byName.flatMap(([name, operations]): OddSpelling[] => {
    const [first, ...more] = operations.filter((one) => !keeping.has(one))
    return first === undefined ? [] : [{ name, usual: usualName, usualCount: usualOperations.length, operations: [first, ...more] }]
  })
}

/** The names of the parameters for a role if none is the usual one, and no operation takes two of them. Otherwise none. */
export function equalSpellings(paged: readonly PagedOperation[], role: PagingRole): string[] {
  const byName = spellings(paged, role)
  const [most, second] = byName
  if (most === undefined || second === undefined || most[1].length > second[1].length) return []
  const taking = byName.flatMap(([, operations]) => operations)
  return new Set(taking).size === taking.length ? byName.map(([name]) => name) : []
}

/** The operations by the name of their parameter for a role, the most frequent name first. */
function spellings(paged: readonly PagedOperation[], role: PagingRole): [name: string, operations: PagedOperation[]][] {
  const byName = new Map<string, PagedOperation[]>()
  for (const one of paged) {
    for (const { name } of one.parameters.filter((parameter) => parameter.role === role)) {
      const known = byName.get(name)
      if (known === undefined) byName.set(name, [one])
      else known.push(one)
    }
  }
  return [...byName].sort(([, one], [, other]) => other.length - one.length)
}
