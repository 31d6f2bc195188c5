import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { FunctionNode, ParameterDefinition } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import { composing, mapping, piping } from '../models/callbacks.ts'
import { resolveNode } from './resolve.ts'
import type { Argument, Frame, Target, Tracker } from './tracker.ts'

/** Functions that run one after the other, each with the result of the one before: `pipe(name, toSql, run)`, `found.then(toRows)`. */
interface Chain {
  /** The argument of the first step; nothing if it is not known. */
  readonly first: Argument | undefined
  readonly steps: readonly TSESTree.Node[]
}

/** Limit for the number of possible results when several steps branch. */
const maxResults = 10

/** The result of a call that runs such a chain; nothing for other calls. */
export function resultsOfChain(tracker: Tracker, call: TSESTree.CallExpression, frame: Frame | undefined): Argument[] {
  const chain = chainOf(tracker, call, frame)
  return chain === undefined ? [] : resultsAfter(tracker, chain, chain.steps.length, frame)
}

/** What a function receives from the step before it in a chain. */
export function passedInChain(tracker: Tracker, { function: step, index }: ParameterDefinition, frame: Frame | undefined): Argument[] {
  if (index !== 0) return []
  return usesAsArgument(tracker, step).flatMap((node) =>
    chainsAround(tracker, node, frame).flatMap((chain) => resultsAfter(tracker, chain, chain.steps.indexOf(node), frame)),
  )
}

/** The nodes by which a function is passed to calls: the function itself if it is written as an argument, else references to its name. */
function usesAsArgument({ bindings }: Tracker, step: FunctionNode): TSESTree.Node[] {
  if (callAround(step) !== undefined) return [step]
  const { id, parent } = step
  const name = id ?? (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : undefined)
  const references = (name && bindings.variableOf(name))?.references ?? []
  return references.slice(0, maxReferences).flatMap(({ identifier }) => (callAround(identifier) === undefined ? [] : identifier))
}

const maxReferences = 20

function isArgument(node: TSESTree.Node): node is TSESTree.Node & { readonly parent: TSESTree.CallExpression } {
  return node.parent?.type === 'CallExpression' && node.parent.callee !== node
}

/** The call that a node is an argument of, directly or in an array: `flow([f, g])`. */
function callAround(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  const own = node.parent?.type === 'ArrayExpression' ? node.parent : node
  return isArgument(own) ? own.parent : undefined
}

/** The chains that an argument is a step of. `TE.map(toRows)` counts as the step `toRows`. */
function chainsAround(tracker: Tracker, node: TSESTree.Node, frame: Frame | undefined): Chain[] {
  const call = callAround(node)
  if (call === undefined) return []
  const outer = mapping.has(calledName(call) ?? '') && isArgument(call) && runs(call.parent) ? call.parent : call
  const composed = stepsOf(tracker, outer)
  const chains = composed === undefined ? [chainOf(tracker, outer, frame)] : callsOfComposed(tracker, outer).map((first) => ({ first, steps: composed }))
  return chains.flatMap((chain) => (chain?.steps.includes(node) === true ? chain : []))
}

function runs(call: TSESTree.CallExpression): boolean {
  const name = calledName(call) ?? ''
  return piping.has(name) || composing.has(name)
}

/** The arguments with which `flow(f, g)` is called, in place or through a variable. */
function callsOfComposed(tracker: Tracker, call: TSESTree.CallExpression): (Argument | undefined)[] {
  const { parent } = call
  const name = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : undefined
  const calls = parent.type === 'CallExpression' && parent.callee === call ? [parent] : name === undefined ? [] : tracker.calls.named(name)
  return calls.length === 0 ? [undefined] : calls.slice(0, maxResults).map(({ arguments: [first] }) => given(tracker, first, undefined))
}

function chainOf(tracker: Tracker, call: TSESTree.CallExpression, frame: Frame | undefined): Chain | undefined {
  const { callee, arguments: [first, ...others] } = call
  if (callee.type === 'MemberExpression' && memberName(callee) === 'then')
    return first === undefined ? undefined : { first: given(tracker, callee.object, frame), steps: [first] }
  const definition = callee.type === 'Identifier' ? tracker.bindings.definitionOf(callee) : undefined
  const made = callee.type === 'CallExpression' ? callee : definition?.kind === 'variable' ? definition.init : undefined
  const composed = made?.type === 'CallExpression' && runs(made) ? stepsOf(tracker, made) : undefined
  if (composed !== undefined) return { first: given(tracker, first, frame), steps: composed }
  if (first === undefined || others.length === 0 || !piping.has(calledName(call) ?? '') || functionAt(tracker, first) !== undefined) return undefined
  return { first: given(tracker, first, frame), steps: others.map(unwrapped) }
}

/** The functions of `flow(f, g)` and `compose(g, f)`, in the order in which they run; nothing for `pipe(value, f)`. */
function stepsOf(tracker: Tracker, call: TSESTree.CallExpression): TSESTree.Node[] | undefined {
  const name = calledName(call) ?? ''
  const [first] = call.arguments
  const steps = (first?.type === 'ArrayExpression' ? first.elements : call.arguments).flatMap((step) => (step === null ? [] : unwrapped(step)))
  if (composing.has(name)) return composing.get(name) === 'backward' ? steps.reverse() : steps
  return piping.has(name) && first !== undefined && functionAt(tracker, first) !== undefined ? steps : undefined
}

function unwrapped(step: TSESTree.Node): TSESTree.Node {
  const [inner] = step.type === 'CallExpression' && mapping.has(calledName(step) ?? '') ? step.arguments : []
  return inner ?? step
}

function given(tracker: Tracker, value: TSESTree.Node | undefined, frame: Frame | undefined): Argument | undefined {
  return value && { tracker, value, frame, path: [] }
}

/** The possible results after the first `count` steps. */
function resultsAfter(tracker: Tracker, { first, steps }: Chain, count: number, frame: Frame | undefined): Argument[] {
  let values: (Argument | undefined)[] = [first]
  for (const step of steps.slice(0, count)) {
    const run = functionAt(tracker, step)
    if (run === undefined) return []
    values = values.flatMap((value) => {
      const entered = value && run.tracker.enter(run.function, (index) => (index === 0 ? value : undefined), frame)
      if (value !== undefined && entered === undefined) return []
      return returnedBy(run.function).map((returned) => ({ tracker: run.tracker, value: returned, frame: entered, path: [] }))
    })
    if (values.length > maxResults) return []
  }
  return values.flatMap((value) => value ?? [])
}

function functionAt(tracker: Tracker, node: TSESTree.Node): Target | undefined {
  const resolved = resolveNode(tracker, node)
  return isFunction(resolved?.node) ? { function: resolved.node, tracker: resolved.tracker } : undefined
}
