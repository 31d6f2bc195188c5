import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from './bindings.ts'
import type { Bindings, ClassNode, FunctionNode } from './bindings.ts'
import { classAround, isFunction, returnedBy, shapeOf } from './classes.ts'
import type { SourceFile } from './file.ts'
import { functionOf } from './origin.ts'
import { exportLocal, exportValue, nameOfUnused, nameOutside, readCommonJsExport } from './outside-names.ts'
import { walk } from './tree.ts'

export type Call = TSESTree.CallExpression | TSESTree.NewExpression

/** The calls of a file, the functions of the file that they reach, and which functions others can reach. */
export interface CallIndex {
  readonly calls: readonly Call[]
  readonly tags: readonly TSESTree.TaggedTemplateExpression[]
  /** The calls of a function of this file. */
  sitesOf(target: FunctionNode): readonly Call[]
  /**
   * The name under which others can call a function (`find`, `Users.find`, `default`); nothing where they cannot. What a file declares
   * and does not use is for others too: a global of a script, a file that is read and not imported.
   */
  exportedName(target: FunctionNode): string | undefined
}

const indexes = new WeakMap<SourceFile, CallIndex>()

/** Works the index out once a file: one walk. */
export function callsOf(file: SourceFile): CallIndex {
  let index = indexes.get(file)
  if (index === undefined) indexes.set(file, (index = readCalls(file)))
  return index
}

function readCalls(file: SourceFile): CallIndex {
  const calls: Call[] = []
  const tags: TSESTree.TaggedTemplateExpression[] = []
  const sites = new Map<FunctionNode, Call[]>()
  const exported = new Map<TSESTree.Node, string>()
  for (const record of file.exports)
    if (record.local !== undefined && !record.typeOnly) exportLocal(file, record.local, record.name, exported)
  walk(file.program, (node) => {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') calls.push(node)
    else if (node.type === 'TaggedTemplateExpression') tags.push(node)
    else if (node.type === 'ExportDefaultDeclaration') exportValue(file, node.declaration, 'default', exported)
    else if (node.type === 'TSExportAssignment') exportValue(file, node.expression, 'default', exported)
    else if (node.type === 'AssignmentExpression') readCommonJsExport(file, node, exported)
  })
  for (const call of calls) {
    const target = targetOf(file, call)
    if (target === undefined) continue
    const known = sites.get(target)
    if (known === undefined) sites.set(target, [call])
    else known.push(call)
  }
  return {
    calls,
    tags,
    sitesOf: (target) => sites.get(target) ?? [],
    exportedName: (target) => nameOutside(file, target, exported) ?? nameOfUnused(file, target),
  }
}

/** The function of this file that a call runs, where that is certain. */
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

/** More links than people chain. */
const maxLinks = 30

/** The class of this file that an expression makes an instance of: `new Query()`, that in a variable, a chain of its methods. */
function classMade(bindings: Bindings, expression: TSESTree.Expression): ClassNode | undefined {
  const chained: string[] = []
  let at: TSESTree.Node | undefined = expression
  while (at !== undefined && at.type !== 'NewExpression' && chained.length < maxLinks) {
    if (at.type === 'Identifier') {
      const definition = bindings.definitionOf(at)
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

/** True for a method that ends with `return this`. */
function returnsItself(method: FunctionNode | undefined): boolean {
  const returned = method === undefined ? [] : returnedBy(method)
  return returned.length > 0 && returned.every(({ type }) => type === 'ThisExpression')
}

function constructorOf(node: ClassNode): FunctionNode | undefined {
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
