import { groupBy } from '../../core/group.ts'
import type { DocumentLocation } from '../../core/location.ts'
import type { ContractApi } from '../contract.ts'
import type { ContractOperation } from '../contract-operation.ts'
import { covers, segmentsOf } from '../drift/alignment.ts'

/** An operation in both versions of a contract. */
export interface OperationPair {
  readonly base: ContractOperation
  readonly head: ContractOperation
}

/** The operations of a path that the later version lacks. */
export interface RemovedOperations {
  readonly operations: readonly [ContractOperation, ...ContractOperation[]]
  /** The path as the earlier version writes it. */
  readonly path: string
  /** True if nothing of the path is left. */
  readonly isWhole: boolean
  /** The path in the later version, or else all paths. */
  readonly at: DocumentLocation
}

/** The operations of two versions beside each other. */
interface OperationsCompared {
  readonly pairs: readonly OperationPair[]
  readonly removed: readonly RemovedOperations[]
}

type KeyOf = (path: string) => string

/** Pairs the operations of two versions, by method and path. The names of variables do not matter. */
export function compareOperations(base: ContractApi, head: ContractApi): OperationsCompared {
  const [old, present] = [base.operations.filter(isImplemented), head.operations.filter(isImplemented)]
  const ways = waysToCompare(base, head).map(([ofBase, ofHead]) => {
    // Paths may differ in the names of variables alone.
    const known = new Map([ofHead, asWritten].flatMap((ofPath) => present.map((operation) => [keyOf(operation, ofPath), operation])))
    const pairs = old.flatMap((operation): OperationPair[] => {
      const same = known.get(keyOf(operation, asWritten)) ?? known.get(keyOf(operation, ofBase))
      return same === undefined ? [] : [{ base: operation, head: same }]
    })
    return { pairs, ofBase, ofHead }
  })
  const most = Math.max(...ways.map(({ pairs }) => pairs.length))
  const { pairs = [], ofBase = plain, ofHead = plain } = ways.find((way) => way.pairs.length === most) ?? {}
  const kept = new Set(pairs.map((pair) => pair.base))
  const found = new Set(pairs.map((pair) => pair.head))
  const added = present.filter((operation) => !found.has(operation))
  const gone = old.filter((operation) => !kept.has(operation) && !added.some((other) => mayInclude(other, operation)))
  const paths = new Map(head.paths.map((path) => [ofHead(path.template), path]))
  const all = head.contract.root.child('paths')
  const removed = [...groupBy(gone, ({ path }) => path.template)].flatMap(([path, [first, ...others]]): RemovedOperations[] => {
    if (first === undefined) return []
    const left = paths.get(ofBase(path))
    const at = left === undefined ? (all.exists ? all.atKey : head.contract.root.at) : { file: head.contract.file, pointer: ['paths', left.template], on: 'key' as const }
    return [{ operations: [first, ...others], path, isWhole: left === undefined || left.operations.length === 0, at }]
  })
  return { pairs, removed }
}

/** Contracts of several editions list what an edition lacks, with 501 as its only response. */
function isImplemented({ responses }: ContractOperation): boolean {
  return responses.length === 0 || responses.some(({ status }) => status !== '501')
}

/** `/reports/{kind}` may include what `/reports/daily` was. */
function mayInclude(added: ContractOperation, old: ContractOperation): boolean {
  return added.method === old.method && covers(segmentsOf(added.path.template), segmentsOf(old.path.template))
}

function keyOf({ method, path }: ContractOperation, ofPath: KeyOf): string {
  return `${method} ${ofPath(path.template)}`
}

const asWritten: KeyOf = (path) => path

const plain: KeyOf = (path) => path.replace(/\{[^{}]*\}/g, '{}').replace(/(?<=.)\/$/, '')

/**
 * How the paths of both versions may belong together: as they are written; with the path of the server in front, since parts of it may have
 * moved; and, if all of the API has moved to another version, without that.
 */
function waysToCompare(base: ContractApi, head: ContractApi): (readonly [KeyOf, KeyOf])[] {
  const full = ({ servers: [server] }: ContractApi): KeyOf => {
    const prefix = server?.url.replace(/^(?:https?:)?\/\/[^/]*/, '').replace(/\/$/, '') ?? ''
    return (path) => plain(`${prefix}${path}`)
  }
  const versionless: KeyOf = (path) => plain(path).replace(versionSegment, '/v')
  const versions = ({ paths }: ContractApi): Set<string> => new Set(paths.flatMap(({ template }) => template.match(versionSegment) ?? []))
  const [old, present] = [versions(base), versions(head)]
  return [[plain, plain], [full(base), full(head)], ...([...old].some((one) => present.has(one)) ? [] : [[versionless, versionless] as const])]
}

const versionSegment = /\/v\d[^/]*/g
