import type { TSESTree } from '@typescript-eslint/utils'
import type { Range } from '../syntax/records.ts'
import { walk } from '../syntax/tree.ts'

/** A part of a handler that only runs for some HTTP methods, or for all but some. */
interface MethodRegion {
  readonly range: Range
  readonly verbs: readonly string[]
  readonly isFor: boolean
}

/** The HTTP methods for which a place in a handler runs, if the handler distinguishes them. */
export interface PlaceMethods {
  readonly only?: readonly string[]
  readonly not?: readonly string[]
}

/** The parts of a handler for all methods that check the method: `if (req.method === 'POST') { ... }`, `switch (req.method) { ... }`. */
export function methodRegions(body: TSESTree.Node, isMethod: (asked: TSESTree.Node) => boolean): MethodRegion[] {
  const found: MethodRegion[] = []
  walk(body, (node) => {
    if (node.type === 'SwitchStatement' && isMethod(node.discriminant)) found.push(...ofSwitch(node))
    if (node.type !== 'IfStatement' || node.test.type !== 'BinaryExpression') return
    const { left, right, operator } = node.test
    const verb = isMethod(left) ? verbOf(right) : isMethod(right) ? verbOf(left) : undefined
    if (verb === undefined) return
    const isFor = operator === '===' || operator === '=='
    found.push({ range: node.consequent.range, verbs: [verb], isFor })
    if (node.alternate !== null) found.push({ range: node.alternate.range, verbs: [verb], isFor: !isFor })
    // The rest of the block is for the other methods, if this branch leaves the function.
    if (leaves(node.consequent) && node.parent.type === 'BlockStatement') found.push({ range: [node.range[1], node.parent.range[1]], verbs: [verb], isFor: !isFor })
  })
  return found
}

function ofSwitch({ cases }: TSESTree.SwitchStatement): MethodRegion[] {
  const found: MethodRegion[] = []
  const all = cases.flatMap(({ test }) => (test === null ? [] : (verbOf(test) ?? [])))
  let verbs: string[] = []
  let hasDefault = false
  for (const { test, consequent, range } of cases) {
    if (test === null) hasDefault = true
    else verbs.push(verbOf(test) ?? '')
    if (consequent.length === 0) continue
    found.push(hasDefault ? { range, verbs: all.filter((verb) => !verbs.includes(verb)), isFor: false } : { range, verbs, isFor: true })
    ;[verbs, hasDefault] = [[], false]
  }
  return found
}

function verbOf(node: TSESTree.Node): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

/** Combines the regions around a place: the innermost one that is for certain methods, and all that exclude some. */
export function methodsOfPlace(regions: readonly MethodRegion[], [start, end]: Range): PlaceMethods {
  const around = regions.filter(({ range }) => range[0] <= start && end <= range[1])
  const only = around.findLast(({ isFor }) => isFor)?.verbs
  const not = around.filter(({ isFor }) => !isFor).flatMap(({ verbs }) => verbs)
  return { ...(only && { only }), ...(not.length > 0 && { not }) }
}

/** True for a statement that always returns or throws, so that the code after it does not run. */
export function leaves(node: TSESTree.Node): boolean {
  if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') return true
  const statements = node.type === 'BlockStatement' ? node.body : node.type === 'SwitchCase' ? node.consequent : []
  const last = statements.at(-1)
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement'
}
