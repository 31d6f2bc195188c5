import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName, requiredBy } from '../names/bindings.ts'
import type { SourceFile } from '../syntax/file.ts'
import { importedFunction } from '../names/imported-call.ts'
import { memoryStore, sessionPackages } from '../models/sessions.ts'

/** False if the file certainly sets up no sessions. */
export function mentionsSessions({ text }: SourceFile): boolean {
  return sessionPackages.some((name) => text.includes(name))
}

/**
 * True for a call that sets up sessions without a store, which keeps them in memory: `session({ secret })`, `app.register(fastifySession, {
 * secret })`.
 */
export function keepsSessionsInMemory(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const [first, second] = call.arguments
  if (isSessionPackage(file, call.callee)) return lacksStore(file, first)
  const isRegistered = memberName(call.callee) === 'register'
  return isRegistered && first !== undefined && isSessionPackage(file, first) && lacksStore(file, second)
}

const isOfSessions = (module: string): boolean => sessionPackages.includes(module)

/** True for `new session.MemoryStore()`. */
export function isMemoryStore(file: SourceFile, { callee }: TSESTree.NewExpression): boolean {
  const made = importedFunction(file, callee, isOfSessions)
  return made?.name === memoryStore
}

function isSessionPackage(file: SourceFile, node: TSESTree.Node): boolean {
  const required = requiredBy(node)
  if (required !== undefined) return sessionPackages.includes(required)
  const named = importedFunction(file, node, isOfSessions)
  return named !== undefined && (named.name === 'default' || named.name === '*' || named.name === 'fastifySession')
}

/** False for options that cannot be read. */
function lacksStore(file: SourceFile, options: TSESTree.Node | undefined): boolean {
  if (options === undefined) return true
  if (options.type === 'Identifier') {
    const definition = bindingsOf(file).definitionOf(options)
    const init = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : undefined
    return init?.type === 'ObjectExpression' && !isCompletedLater(file, options.name) && lacksStore(file, init)
  }
  return options.type === 'ObjectExpression' && options.properties.every((property) => property.type === 'Property' && keyName(property) !== undefined && keyName(property) !== 'store')
}

/** `options.store = new RedisStore()`, often only in production. */
function isCompletedLater(file: SourceFile, name: string): boolean {
  return file.text.includes(`${name}.store`)
}
