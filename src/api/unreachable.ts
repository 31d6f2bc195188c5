import { groupBy } from '../core/group.ts'
import type { CodeApi, CodeOperation } from './code.ts'

/** A route that no request reaches, with the earlier route of the same file that matches all of its requests. */
export interface Unreachable {
  readonly operation: CodeOperation
  readonly before: CodeOperation
}

/** The routes that come after a more general one, in frameworks that try them in order: `/users/me` after `/users/{id}`. */
export function unreachableIn({ operations }: CodeApi): Unreachable[] {
  const groups = groupBy(operations, ({ method, path, at }) => `${method} ${path.segments.length} ${at.file}`)
  return [...groups.values()].flatMap((group) => {
    const takers = group.filter(({ answersAll, path }) => answersAll && path.segments.some(({ isParameter }) => isParameter))
    return group.flatMap((operation) => {
      const before = takers.find((other) => other.at.range[0] < operation.at.range[0] && takesAll(other, operation))
      return before === undefined ? [] : [{ operation, before }]
    })
  })
}

function takesAll({ path: { segments } }: CodeOperation, { path }: CodeOperation): boolean {
  let isLooser = false
  const matches = segments.every((segment, index) => {
    const other = path.segments[index]
    if (other === undefined) return false
    if (!segment.isParameter) return segment.text === other.text
    isLooser ||= other.isLiteral
    return other.isLiteral || other.isParameter
  })
  return matches && isLooser
}
