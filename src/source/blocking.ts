import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from './bindings.ts'
import type { FunctionNode } from './bindings.ts'
import { callsOf } from './calls.ts'
import { functionAround, isFunction } from './classes.ts'
import type { SourceFile } from './file.ts'
import { importedFunction } from './imported-call.ts'
import { blockingCalls, slowOnPurpose } from './models/blocking.ts'
import { handlerAround } from './request-handlers.ts'

/** Something that holds the event loop while requests wait. */
export interface Blocking {
  readonly module: string
  /** In a handler itself, in a function that one calls, or a hash that is slow wherever it is made. */
  readonly where: 'handler' | 'called' | 'slow'
  /** The name of the function between. */
  readonly by: string
}

/** How a call blocks requests; nothing where it runs at the start, once, or where nobody waits. */
export function blockingOf(file: SourceFile, call: TSESTree.CallExpression): Blocking | undefined {
  const called = importedFunction(file, call.callee, (module) => Object.hasOwn(blockingCalls, module))
  if (called === undefined || !Object.hasOwn(blockingCalls, called.module) || !blockingCalls[called.module]?.has(called.name)) return undefined
  const { module } = called
  if (module === 'shelljs' && call.arguments.length > 1) return undefined
  if (isDoneOnce(file, call)) return undefined
  if (handlerAround(call) !== undefined) return { module, where: 'handler', by: '' }
  const around = functionAround(call)
  if (around === undefined) return undefined
  if (slowOnPurpose.has(module)) return { module, where: 'slow', by: '' }
  const isReached = callsOf(file).sitesOf(around).some((site) => handlerAround(site) !== undefined)
  return isReached ? { module, where: 'called', by: nameOf(around) } : undefined
}

/** `cached ??= readFileSync(path)`, `if (!cached) cached = readFileSync(path)`: the first request pays for all. */
function isDoneOnce({ text }: SourceFile, call: TSESTree.Node): boolean {
  let kept = ''
  for (let at = call.parent; at !== undefined && !isFunction(at); at = at.parent) {
    if (at.type === 'AssignmentExpression') {
      if (at.operator === '??=' || at.operator === '||=') return true
      kept = text.slice(...at.left.range)
    }
    // What a development server reads anew each time.
    if ((at.type === 'IfStatement' || at.type === 'ConditionalExpression') && /prod|dev/i.test(text.slice(...at.test.range))) return true
    if (at.type === 'IfStatement' && kept !== '' && missing(at.test).some((name) => text.slice(...name.range) === kept)) return true
  }
  return false
}

/** What a condition asks for whether it is there: `!a`, `a === undefined`, `a == null`. */
function missing(test: TSESTree.Expression): TSESTree.Node[] {
  if (test.type === 'LogicalExpression') return [...missing(test.left), ...missing(test.right)]
  if (test.type === 'UnaryExpression' && test.operator === '!') return [test.argument]
  return test.type === 'BinaryExpression' && /^===?$/.test(test.operator) ? [test.left] : []
}

function nameOf(node: FunctionNode): string {
  if (node.id !== null) return node.id.name
  const { parent } = node
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  if (parent.type === 'MethodDefinition' || parent.type === 'Property') return parent.key.type === 'Identifier' ? parent.key.name : ''
  return parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' ? (memberName(parent.left) ?? '') : ''
}
