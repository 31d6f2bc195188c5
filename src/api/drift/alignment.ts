import { groupBy } from '../../core/group.ts'
import { memoizeByText } from '../../core/memoize.ts'
import { parseTemplate } from '../path-template.ts'
import type { DocumentedApi, DocumentedOperation, ServedOperation } from './sides.ts'

/** The segments of a path in the form in which both sides are compared: in lower case, with every variable as `{}`. */
export type Segments = readonly string[]

const variable = '{}'

/** The segments of a path template. */
export const segmentsOf = memoizeByText((path: string): Segments => {
  return parseTemplate(path).map(({ text, customMethod }) => {
    const plain = text.replace(/\{[^{}]*\}/g, variable).toLowerCase()
    return customMethod === undefined ? plain : `${plain}:${customMethod.toLowerCase()}`
  })
})

/** An operation of either side, with its segments. */
interface Side<Op> {
  readonly operation: Op
  readonly segments: Segments
}

/** How the paths of a contract and those of code differ at their beginning: by a prefix that one side has and the other lacks. */
interface Shift {
  readonly ofCode: Segments
  readonly ofContract: Segments
}

const noShift: Shift = { ofCode: [], ofContract: [] }

/**
 * The paths of a contract as code may serve them. Contracts name paths without the prefix that they state in `servers`, or that a gateway
 * removes, or that the code adds to all of them. So the prefix is found by comparison: the one for which most operations have a route.
 */
export class Alignment {
  readonly #shifts: readonly Shift[]
  /** The prefixes in code that the contract states in its servers: it documents what is below them. */
  readonly bases: readonly Segments[]

  constructor(documented: DocumentedApi, served: readonly ServedOperation[]) {
    this.#shifts = shiftsBetween(documented, served)
    const servers = documented.servers.map((url) => `/${segmentsOf(url).join('/')}`)
    this.bases = this.#shifts.flatMap(({ ofCode }) => (ofCode.length > 0 && servers.some((url) => url.endsWith(`/${ofCode.join('/')}`)) ? [ofCode] : []))
  }

  /** The paths under which code may serve a documented path. */
  pathsOf(operation: DocumentedOperation): Segments[] {
    const segments = segmentsOf(operation.path)
    return this.#shifts.flatMap(({ ofCode, ofContract }) => (startsWith(segments, ofContract) ? [[...ofCode, ...segments.slice(ofContract.length)]] : []))
  }
}

/** The shift with most operations, and others with at least half as many: the same API may be served under two versions. */
function shiftsBetween({ operations, servers }: DocumentedApi, served: readonly ServedOperation[]): Shift[] {
  const routes = groupBy(sidesOf(served), lastOf)
  const votes = new Map<string, { readonly shift: Shift; readonly operations: Set<DocumentedOperation> }>()
  for (const documented of sidesOf(operations)) {
    for (const route of routes.get(lastOf(documented)) ?? []) {
      const shift = shiftOf(documented.segments, route.segments)
      if (shift === undefined || contradicts(shift, servers)) continue
      const key = JSON.stringify(shift)
      const known = votes.get(key)
      if (known === undefined) votes.set(key, { shift, operations: new Set([documented.operation]) })
      else known.operations.add(documented.operation)
    }
  }
  const counts = [...votes.values()].map((one) => one.operations.size)
  const shifts = [...votes.values()].filter((one) => one.operations.size * 2 >= Math.max(...counts)).map(({ shift }) => shift)
  // A prefix of most routes is often missing from a few, such as the one for signing in.
  const isWithout = ({ ofCode, ofContract }: Shift): boolean => ofCode.length + ofContract.length === 0
  return shifts.length === 0 || shifts.some(isWithout) ? shifts : [...shifts, noShift]
}

function sidesOf<Op extends { readonly path: string }>(operations: readonly Op[]): Side<Op>[] {
  return operations.map((operation) => ({ operation, segments: segmentsOf(operation.path) }))
}

function lastOf({ operation, segments }: Side<{ readonly method: string }>): string {
  return `${operation.method} ${segments.at(-1) ?? ''}`
}

/** Nothing if neither path ends with the other, or if what they share are variables only. */
function shiftOf(contract: Segments, code: Segments): Shift | undefined {
  const length = Math.min(contract.length, code.length)
  const shared = code.slice(code.length - length)
  if (shared.every((segment) => segment === variable) || !isSame(contract.slice(contract.length - length), shared)) return undefined
  return { ofCode: code.slice(0, code.length - length), ofContract: contract.slice(0, contract.length - length) }
}

/** True if the servers of a contract name another version than the prefix in the code. */
function contradicts({ ofCode }: Shift, servers: readonly string[]): boolean {
  const inCode = ofCode.filter(isVersion)
  const stated = servers.flatMap((url) => url.toLowerCase().split('/').filter(isVersion))
  return inCode.length > 0 && stated.length > 0 && !inCode.some((one) => stated.includes(one))
}

function isVersion(segment: string): boolean {
  return /^v\d/.test(segment)
}

/** True if a path begins with these segments. */
export function startsWith(segments: Segments, prefix: Segments): boolean {
  return isSame(segments.slice(0, prefix.length), prefix)
}

/** True if two paths are the same but for the names of their variables. */
export function isSame(left: Segments, right: Segments): boolean {
  return left.join('/') === right.join('/')
}

/** True if a path matches another one that is at least as special: a variable matches every segment, and a wildcard all that follow. */
export function covers(general: Segments, special: Segments): boolean {
  const rest = general.findIndex((segment) => segment.includes('*'))
  if (rest >= 0) return special.length >= rest && covers(general.slice(0, rest), special.slice(0, rest))
  return general.length === special.length && general.every((segment, index) => {
    // `{}:cancel` does not match `{}:ship`.
    const [before = '', ...after] = segment.split(variable)
    const other = special[index] ?? ''
    return segment === other || (after.length > 0 && other.startsWith(before) && other.endsWith(after.at(-1) ?? ''))
  })
}

/** True if some part of a path is this sequence of segments. */
export function contains(path: Segments, part: Segments): boolean {
  return `/${path.join('/')}/`.includes(`/${part.join('/')}/`)
}
