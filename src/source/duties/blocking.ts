import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { importedFunction } from '../names/imported-call.ts'
import { blockingCalls } from '../models/blocking.ts'

/** Quick test on the text: a file that matches none of these cannot block, and its tree is not built. */
const signs = /Sync\b|\bsync-|\bdeasync\b|readline-sync|shelljs|cross-spawn|execa/

/** False if the file certainly makes no blocking call, so that its tree need not be built. */
export function mayBlock({ text }: Pick<SourceFile, 'text'>): boolean {
  return signs.test(text)
}

/** The module whose function blocks the event loop in this call. Undefined for other calls, and if the call is made only once or in development. */
export function blockingModule(file: SourceFile, call: TSESTree.CallExpression): string | undefined {
  const called = importedFunction(file, call.callee, (module) => Object.hasOwn(blockingCalls, module))
  if (called === undefined || !Object.hasOwn(blockingCalls, called.module) || !blockingCalls[called.module]?.has(called.name)) return undefined
  const { module } = called
  if (module === 'shelljs' && call.arguments.length > 1) return undefined
  return isDoneOnce(file, call) ? undefined : module
}

/** `cached ??= readFileSync(path)`, `cached = cached || readFileSync(path)`, `if (!cached) cached = readFileSync(path)`: only the first request pays. */
function isDoneOnce({ text }: SourceFile, call: TSESTree.Node): boolean {
  let kept = ''
  for (let at = call.parent; at !== undefined && !isFunction(at); at = at.parent) {
    if (at.type === 'AssignmentExpression') {
      if (at.operator === '??=' || at.operator === '||=') return true
      kept = text.slice(...at.left.range)
      if (at.right.type === 'LogicalExpression' && text.slice(...at.right.left.range) === kept) return true
    }
    // Development servers re-read files on purpose.
    if ((at.type === 'IfStatement' || at.type === 'ConditionalExpression') && /prod|dev/i.test(text.slice(...at.test.range))) return true
    if (at.type === 'IfStatement' && kept !== '' && missing(at.test).some((name) => text.slice(...name.range) === kept)) return true
  }
  return false
}

/** The expressions whose absence a condition tests: `!a`, `a === undefined`, `a == null`. */
function missing(test: TSESTree.Expression): TSESTree.Node[] {
  if (test.type === 'LogicalExpression') return [...missing(test.left), ...missing(test.right)]
  if (test.type === 'UnaryExpression' && test.operator === '!') return [test.argument]
  return test.type === 'BinaryExpression' && /^===?$/.test(test.operator) ? [test.left] : []
}
