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

/** An operation that hands out a list by the page, with the parameters it does so by. */
export interface PagedOperation {
  readonly operation: ContractOperation
  readonly parameters: readonly PagingParameter[]
}

/** How an API pages. */
export interface Pagination {
  readonly paged: readonly PagedOperation[]
  /** True where `conventions.pagination` says it. */
  readonly isStated: boolean
  /** Stated, or that of most operations that say from where; `unknown` where there is no majority. */
  readonly style: Known<PaginationStyle>
  /** Operations by what says from where. One that offers two ways counts for both. */
  readonly styles: ReadonlyMap<PaginationStyle, readonly PagedOperation[]>
}

/** Works out how an API pages its lists. */
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

/** RFC 7644 3.4.2.4 prescribes how SCIM pages, and FHIR how its searches do (`_count`), whatever the rest of the API does. */
function isPrescribed({ path, parameters }: ContractOperation): boolean {
  return path.segments.some(({ text }) => /^(?:scim|fhir)$/i.test(text)) || parameters.some(({ name }) => name === '_count')
}

function majority(styles: Pagination['styles']): Known<PaginationStyle> {
  const positioned = new Set([...styles.values()].flat()).size
  const [most] = [...styles].sort(([, one], [, other]) => other.length - one.length)
  return most !== undefined && most[1].length * 2 > positioned ? most[0] : unknown
}

/** A spelling that an API uses for a paging parameter beside its usual one. */
export interface OddSpelling {
  readonly name: string
  readonly usual: string
  readonly usualCount: number
  /** The operations that take it and not the usual one. */
  readonly operations: readonly [PagedOperation, ...PagedOperation[]]
}

/** Of one thing spelt in several ways, all but the usual: nothing where none is usual. */
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

/** The names of one thing where none is usual, each of operations of its own; none where one is. */
export function equalSpellings(paged: readonly PagedOperation[], role: PagingRole): string[] {
  const byName = spellings(paged, role)
  const [most, second] = byName
  if (most === undefined || second === undefined || most[1].length > second[1].length) return []
  const taking = byName.flatMap(([, operations]) => operations)
  return new Set(taking).size === taking.length ? byName.map(([name]) => name) : []
}

/** The operations by how they spell the parameter of a role, the most frequent spelling first. */
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
