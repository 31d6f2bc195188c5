import type { TSESTree } from '@typescript-eslint/utils'
import { groupBy } from '../../core/group.ts'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, keyName, memberName } from './bindings.ts'
import type { Bindings, ClassNode, FunctionNode } from './bindings.ts'
import { classAround, isFunction, returnedBy, shapeOf } from './classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { functionOf } from './origin.ts'
import { nodesOf } from '../syntax/tree.ts'

/** A call, or a construction with `new`. */
export type Call = TSESTree.CallExpression | TSESTree.NewExpression

/** An index of the calls in a file, by name and by the function of the file that they run. */
export interface CallIndex {
  readonly calls: readonly Call[]
  /** The `await` expressions, which run with the calls that they wait for. */
  readonly awaits: readonly TSESTree.AwaitExpression[]
  /** The calls by a name: see {@link calledName}. */
  named(name: string): readonly Call[]
  /** The calls that run a function of this file. */
  sitesOf(target: FunctionNode): readonly Call[]
}

/** The calls of a file, memoised. */
export const callsOf: (file: SourceFile) => CallIndex = memoize(readCalls)

function readCalls(file: SourceFile): CallIndex {
  const calls: Call[] = []
  const awaits: TSESTree.AwaitExpression[] = []
  for (const node of nodesOf(file.program)) {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') calls.push(node)
    else if (node.type === 'AwaitExpression') awaits.push(node)
  }
  const sites = new Map<string, ReadonlyMap<FunctionNode | undefined, readonly Call[]>>()
  let byName: ReadonlyMap<string, readonly Call[]> | undefined
  const named = (name: string): readonly Call[] => (byName ??= groupBy(calls, (call) => calledName(call) ?? '')).get(name) ?? []
  return {
    calls,
    awaits,
    named,
    sitesOf(target) {
      const { parent } = target
      if (parent.type === 'CallExpression' && parent.callee === target) return [parent]
      // Calls by another name are skipped first, so that scopes are computed for few calls. Many classes may have a method of this name.
      const name = ownName(target) ?? ''
      let found = sites.get(name)
      if (found === undefined) sites.set(name, (found = groupBy(named(name), (call) => targetOf(file, call))))
      return found.get(target) ?? []
    },
  }
}

/** `query` in `db.query`, `Cursor` in `new pg.Cursor`. */
export function calledName({ callee }: Call): string | undefined {
  return callee.type === 'Identifier' ? callee.name : memberName(callee)
}

/** The name by which a function is called in its own file. */
export function ownName(target: FunctionNode): string | undefined {
  const { parent } = target
  switch (parent.type) {
    case 'MethodDefinition':
      return parent.kind === 'constructor' ? parent.parent.parent.id?.name : keyName(parent)
    case 'PropertyDefinition':
    case 'Property':
      return keyName(parent)
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined
    default:
      return target.id?.name
  }
}

/** The function of this file that a call runs, if that is certain. */
export function targetOf(file: SourceFile, call: Call): FunctionNode | undefined {
  const bindings = bindingsOf(file)
  const { callee } = call
  if (callee.type === 'Identifier') {
    const definition = bindings.definitionOf(callee)
    return definition?.kind === 'class' ? constructorOf(definition.node) : functionOf(definition)
  }
  if (callee.type !== 'MemberExpression') return isFunction(callee) ? callee : undefined
  const name = memberName(callee)
  if (name === undefined) return undefined
  if (callee.object.type === 'ThisExpression') {
    const around = classAround(callee)
    return around === undefined ? methodOfObject(callee, name) : methodOfClass(bindings, around, name)
  }
  if (callee.object.type === 'Super') {
    const around = classAround(callee)
    const base = around && baseOf(bindings, around)
    return base && methodOfClass(bindings, base, name)
  }
  const definition = callee.object.type === 'Identifier' ? bindings.definitionOf(callee.object) : undefined
  if (definition?.kind === 'class') return methodOfClass(bindings, definition.node, name)
  if (definition?.kind === 'variable' && definition.init?.type === 'ObjectExpression' && definition.path.length === 0)
    return methodOf(definition.init, name)
  const made = classMade(bindings, callee.object)
  return made && methodOfClass(bindings, made, name)
}

/** The method of a class, its own or that of a class of this file that it extends. */
function methodOfClass(bindings: Bindings, node: ClassNode, name: string, steps = 0): FunctionNode | undefined {
  const own = shapeOf(node).methods.get(name)
  const base = own === undefined && steps < 5 ? baseOf(bindings, node) : undefined
  return own ?? (base && methodOfClass(bindings, base, name, steps + 1))
}

function baseOf(bindings: Bindings, { superClass }: ClassNode): ClassNode | undefined {
  const definition = superClass?.type === 'Identifier' ? bindings.definitionOf(superClass) : undefined
  return definition?.kind === 'class' ? definition.node : undefined
}

/** The limit of calls in a method chain. */
const maxLinks = 30

/** The class of this file of which an expression is an instance: `new Query()`, a variable initialised with it, a chain of its methods. */
function classMade(bindings: Bindings, expression: TSESTree.Expression): ClassNode | undefined {
  const chained: string[] = []
  let at: TSESTree.Node | undefined = expression
  while (at !== undefined && at.type !== 'NewExpression' && chained.length < maxLinks) {
    if (at.type === 'Identifier') {
      const definition = bindings.definitionOf(at)
      if (definition?.kind === 'class') return madeByItself(bindings, definition.node, chained)
      at = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : undefined
      if (at?.type === 'Identifier') return undefined
    } else if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
      chained.push(memberName(at.callee) ?? '')
      at = at.callee.object
    } else at = undefined
  }
  if (at?.type !== 'NewExpression' || at.callee.type !== 'Identifier') return undefined
  const made = bindings.definitionOf(at.callee)
  if (made?.kind !== 'class') return undefined
  return chained.every((name) => returnsItself(methodOfClass(bindings, made.node, name))) ? made.node : undefined
}

/** `Query.from('cars').where(…)`, where the first of the methods is a static one that returns `new Query(…)`. */
function madeByItself(bindings: Bindings, node: ClassNode, chained: readonly string[]): ClassNode | undefined {
  const factory = methodOfClass(bindings, node, chained.at(-1) ?? '')
  const returned = factory === undefined ? [] : returnedBy(factory)
  const isFactory = returned.length > 0 && returned.every((value) => value.type === 'NewExpression' && (value.callee.type === 'ThisExpression' || classMade(bindings, value) === node))
  return isFactory && chained.slice(0, -1).every((name) => returnsItself(methodOfClass(bindings, node, name))) ? node : undefined
}

/** True for a method that ends with `return this`. */
function returnsItself(method: FunctionNode | undefined): boolean {
  const returned = method === undefined ? [] : returnedBy(method)
  return returned.length > 0 && returned.every(({ type }) => type === 'ThisExpression')
}

/** The constructor that a class declares itself. */
export function constructorOf(node: ClassNode): FunctionNode | undefined {
  const element = node.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor')
  return element?.type === 'MethodDefinition' && element.value.type === 'FunctionExpression' ? element.value : undefined
}

/** The method of the object literal around a node: `this.build()` inside `{ build() {}, run() {} }`. */
function methodOfObject(node: TSESTree.Node, name: string): FunctionNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.type === 'FunctionExpression' && at.parent.type === 'Property' && at.parent.parent.type === 'ObjectExpression')
      return methodOf(at.parent.parent, name)
    if (at.type === 'FunctionExpression' || at.type === 'FunctionDeclaration') return undefined
  }
  return undefined
}

function methodOf(object: TSESTree.ObjectExpression, name: string): FunctionNode | undefined {
  for (const property of object.properties) {
    if (property.type === 'Property' && keyName(property) === name && isFunction(property.value)) return property.value
  }
  return undefined
}
