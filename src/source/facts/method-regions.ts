import type { TSESTree } from '@typescript-eslint/utils'
import type { Range } from '../syntax/records.ts'
import { walk } from '../syntax/tree.ts'

/** A stretch of a handler that runs for some methods of HTTP only, or for all but some. */
interface MethodRegion {
  readonly range: Range
  readonly verbs: readonly string[]
  readonly isFor: boolean
}

/** The methods that a place of a handler is run for, where it tells them apart. */
export interface PlaceMethods {
  readonly only?: readonly string[]
  readonly not?: readonly string[]
}

/** What a handler of all methods does for which: `if (req.method === 'POST') { ... }`, `switch (req.method) { ... }`. */
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
    // What comes behind is for the others, where this part ends the function.
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

/** What the regions around a place say together: the innermost that is for some methods alone, and all that leave some out. */
export function methodsOfPlace(regions: readonly MethodRegion[], [start, end]: Range): PlaceMethods {
  const around = regions.filter(({ range }) => range[0] <= start && end <= range[1])
  const only = around.findLast(({ isFor }) => isFor)?.verbs
  const not = around.filter(({ isFor }) => !isFor).flatMap(({ verbs }) => verbs)
  return { ...(only && { only }), ...(not.length > 0 && { not }) }
}

/** True for a statement behind which nothing is run that stands below it: it ends by returning or throwing. */
export function leaves(node: TSESTree.Node): boolean {
  if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') return true
  const statements = node.type === 'BlockStatement' ? node.body : node.type === 'SwitchCase' ? node.consequent : []
  const last = statements.at(-1)
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement'
}
