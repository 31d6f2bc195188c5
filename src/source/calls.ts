import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from './bindings.ts'
import type { Bindings, ClassNode, FunctionNode } from './bindings.ts'
import { classAround, isFunction, returnedBy, shapeOf } from './classes.ts'
import type { SourceFile } from './file.ts'
import { functionOf } from './origin.ts'
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
    return around === undefined ? methodOfObject(callee, name) : shapeOf(around).methods.get(name)
  }
  const definition = callee.object.type === 'Identifier' ? bindings.definitionOf(callee.object) : undefined
  if (definition?.kind === 'class') return shapeOf(definition.node).methods.get(name)
  if (definition?.kind === 'variable' && definition.init?.type === 'ObjectExpression' && definition.path.length === 0)
    return methodOf(definition.init, name)
  const made = classMade(bindings, callee.object)
  return made && shapeOf(made).methods.get(name)
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
  const { methods } = shapeOf(made.node)
  return chained.every((name) => returnsItself(methods.get(name))) ? made.node : undefined
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

function exportLocal(file: SourceFile, local: string, name: string, exported: Map<TSESTree.Node, string>): void {
  const variable =
    file.scopes.scopes.find((scope) => scope.type === 'module')?.set.get(local) ?? file.scopes.scopes[0]?.set.get(local)
  if (variable === undefined) return
  const definition = bindingsOf(file).definitionOfVariable(variable)
  if (definition.kind === 'class' || definition.kind === 'function') exported.set(definition.node, name)
  if (definition.kind === 'variable' && definition.init !== undefined) exportValue(file, definition.init, name, exported)
}

function exportValue(file: SourceFile, value: TSESTree.Node, name: string, exported: Map<TSESTree.Node, string>): void {
  if (exported.has(value)) return
  exported.set(value, name)
  if (value.type === 'NewExpression') return exportValue(file, value.callee, name, exported)
  // `{ find, save: store }`: functions under the names of the object.
  if (value.type === 'ObjectExpression') {
    for (const property of value.properties) {
      const key = property.type === 'Property' ? keyName(property) : undefined
      if (property.type === 'Property' && property.value.type === 'Identifier' && key !== undefined) {
        exportValue(file, property.value, `${name}.${key}`, exported)
      }
    }
  }
  if (value.type !== 'Identifier') return
  const definition = bindingsOf(file).definitionOf(value)
  if (definition?.kind === 'class' || definition?.kind === 'function') exported.set(definition.node, name)
  if (definition?.kind === 'variable' && definition.init !== undefined && definition.path.length === 0) {
    exportValue(file, definition.init, name, exported)
  }
}

/** `module.exports = x`, `module.exports.a = x`, `exports.a = x`. */
function readCommonJsExport(
  file: SourceFile,
  { left, right }: TSESTree.AssignmentExpression,
  exported: Map<TSESTree.Node, string>,
): void {
  if (left.type !== 'MemberExpression') return
  const isModuleExports = (node: TSESTree.Node): boolean =>
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    memberName(node) === 'exports'
  if (isModuleExports(left)) exportValue(file, right, 'default', exported)
  else if (isModuleExports(left.object) || (left.object.type === 'Identifier' && left.object.name === 'exports')) {
    exportValue(file, right, memberName(left) ?? 'default', exported)
  }
}

/** The name of a function at the top of a file (or of a method of such a class) that nothing in the file uses. */
function nameOfUnused(file: SourceFile, target: FunctionNode): string | undefined {
  const method = target.parent.type === 'MethodDefinition' && target.parent.accessibility !== 'private' ? keyName(target.parent) : undefined
  const declared = method === undefined ? target : target.parent.parent?.parent
  const holder = declared?.parent?.type === 'VariableDeclarator' ? declared.parent : declared
  const name = holder?.type === 'VariableDeclarator' || holder?.type === 'FunctionDeclaration' || holder?.type === 'ClassDeclaration' ? holder.id : null
  const statement = holder?.type === 'VariableDeclarator' ? holder.parent : holder
  if (name?.type !== 'Identifier' || statement?.parent?.type !== 'Program') return undefined
  const isUsed = bindingsOf(file).variableOf(name)?.references.some((reference) => reference.isRead()) ?? true
  return isUsed ? undefined : method === undefined ? name.name : `${name.name}.${method}`
}

/** The way out of the file from a function: itself, its class or object, or the exported function that returns it. */
function nameOutside(
  file: SourceFile,
  target: FunctionNode,
  exported: ReadonlyMap<TSESTree.Node, string>,
): string | undefined {
  const direct = exported.get(target)
  if (direct !== undefined) return direct
  const holder = target.parent
  switch (holder.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition': {
      const name = keyName(holder)
      if (
        name === undefined ||
        name.startsWith('#') ||
        holder.accessibility === 'private' ||
        holder.accessibility === 'protected'
      )
        return undefined
      const of = exported.get(holder.parent.parent)
      return of === undefined ? undefined : `${of}.${name}`
    }
    case 'Property': {
      const name = keyName(holder)
      const of = holder.parent.type === 'ObjectExpression' ? objectOutside(holder.parent, exported) : undefined
      return of === undefined || name === undefined ? undefined : `${of}.${name}`
    }
    case 'AssignmentExpression':
      return memberOutside(file, holder.left, exported)
    default:
      return undefined
  }
}

/** `User.find = function …` and `User.prototype.find = function …`, where `User` is exported. */
function memberOutside(file: SourceFile, left: TSESTree.Node, exported: ReadonlyMap<TSESTree.Node, string>): string | undefined {
  const name = left.type === 'MemberExpression' ? memberName(left) : undefined
  if (left.type !== 'MemberExpression' || name === undefined) return undefined
  const isPrototype = left.object.type === 'MemberExpression' && memberName(left.object) === 'prototype'
  const owner = isPrototype && left.object.type === 'MemberExpression' ? left.object.object : left.object
  const definition = owner.type === 'Identifier' ? bindingsOf(file).definitionOf(owner) : undefined
  const node =
    definition?.kind === 'variable'
      ? definition.init
      : definition?.kind === 'function' || definition?.kind === 'class'
        ? definition.node
        : undefined
  const of = node && exported.get(node)
  return of === undefined ? undefined : `${of}.${name}`
}

/** Also `{ … }` that an exported function returns, and `Object.freeze({ … })`. */
function objectOutside(object: TSESTree.ObjectExpression, exported: ReadonlyMap<TSESTree.Node, string>): string | undefined {
  for (let at: TSESTree.Node | undefined = object; at !== undefined; at = at.parent) {
    const name = exported.get(at)
    if (name !== undefined) return isFunction(at) ? `${name}()` : name
    if (!passesOn(at)) return undefined
  }
  return undefined
}

function passesOn(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'BlockStatement':
    case 'ReturnStatement':
    case 'ObjectExpression':
    case 'Property':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return true
    case 'CallExpression':
      return (
        node.callee.type === 'MemberExpression' &&
        node.callee.object.type === 'Identifier' &&
        node.callee.object.name === 'Object'
      )
    default:
      return isFunction(node)
  }
}
