import type { TSESTree } from '@typescript-eslint/utils'
import { isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { importedFunction } from '../names/imported-call.ts'
import { blockingCalls } from '../models/blocking.ts'

/** Words of which the text of a file that blocks must hold one: trees of others are not built for it. */
const signs = /Sync\b|\bsync-|\bdeasync\b|readline-sync|shelljs|cross-spawn|execa/

/** True where the text holds a name that calls which block the event loop have: other files need no tree. */
export function mayBlock({ text }: Pick<SourceFile, 'text'>): boolean {
  return signs.test(text)
}

/** The module whose function holds the event loop until it is done; nothing where that is done once, or for developers. */
export function blockingModule(file: SourceFile, call: TSESTree.CallExpression): string | undefined {
  const called = importedFunction(file, call.callee, (module) => Object.hasOwn(blockingCalls, module))
  if (called === undefined || !Object.hasOwn(blockingCalls, called.module) || !blockingCalls[called.module]?.has(called.name)) return undefined
  const { module } = called
  if (module === 'shelljs' && call.arguments.length > 1) return undefined
  return isDoneOnce(file, call) ? undefined : module
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
