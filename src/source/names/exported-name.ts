import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, definitionAt, keyName, memberName } from './bindings.ts'
import type { ClassNode, FunctionNode } from './bindings.ts'
import { calledName } from './calls.ts'
import { isExports, isModuleExports } from './common-js.ts'
import { functionAround, isFunction } from './classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { topLevelName } from './links.ts'
import { makerOf } from './this-of-functions.ts'
import { nodesOf } from '../syntax/tree.ts'

/**
 * The name under which other files can call a function (`find`, `Users.find`, `default`); nothing if they cannot. A function that its own file
 * does not use counts as exported: the file may be a script, whose functions are global, or be loaded by other means than an import.
 */
export function exportedName(file: SourceFile, target: FunctionNode): string | undefined {
  return isProtected(target) ? undefined : nameInOthers(file, target)
}

export function isProtected({ parent }: FunctionNode): boolean {
  return (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') && parent.accessibility === 'protected'
}

/** The same, including protected methods, which subclasses in other files can call. */
export function nameInOthers(file: SourceFile, target: FunctionNode): string | undefined {
  return externalName(file, target, exportedIn(file)) ?? nameOfUnused(file, target) ?? nameOfStatic(file, target)
}

/** The nodes that a file exports, with their exported names. */
const exportedIn = memoize((file: SourceFile): ReadonlyMap<TSESTree.Node, string> => {
  const exported = new Map<TSESTree.Node, string>()
  for (const record of file.exports)
    if (record.local !== undefined && !record.typeOnly) exportLocal(file, record.local, record.name, exported)
  for (const statement of file.program.body) {
    if (statement.type === 'ExportDefaultDeclaration') exportValue(file, statement.declaration, 'default', exported)
    else if (statement.type === 'TSExportAssignment') exportValue(file, statement.expression, 'default', exported)
  }
  if (/exports|\.decorate\(/.test(file.text)) {
    for (const node of nodesOf(file.program)) {
      if (node.type === 'AssignmentExpression') readCommonJsExport(file, node, exported)
      // `app.decorate('users', { find })` of Fastify
      const [name, given] = node.type === 'CallExpression' && calledName(node) === 'decorate' ? node.arguments : []
      if (name?.type === 'Literal' && given !== undefined) exportValue(file, given, String(name.value), exported)
    }
  }
  return exported
})

function exportLocal(file: SourceFile, local: string, name: string, exported: Map<TSESTree.Node, string>): void {
  const declared = topLevelName(file, local)
  const definition = declared && definitionAt(file, declared)
  if (definition?.kind === 'class' || definition?.kind === 'function') exported.set(definition.node, name)
  if (definition?.kind === 'variable' && definition.init !== undefined) exportValue(file, definition.init, name, exported)
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
  if (isModuleExports(left)) exportValue(file, right, 'default', exported)
  else if (isExports(left.object, file.program)) exportValue(file, right, memberName(left) ?? 'default', exported)
}

/** The name of a top-level function (or of a method of a top-level class) that nothing in the file uses. */
function nameOfUnused(file: SourceFile, target: FunctionNode): string | undefined {
  const method = target.parent.type === 'MethodDefinition' && target.parent.accessibility !== 'private' ? keyName(target.parent) : undefined
  const declared = method === undefined ? target : target.parent.parent?.parent
  const holder = declared?.parent?.type === 'VariableDeclarator' ? declared.parent : declared
  const name = holder?.type === 'VariableDeclarator' || holder?.type === 'FunctionDeclaration' || holder?.type === 'ClassDeclaration' ? holder.id : null
  const statement = holder?.type === 'VariableDeclarator' ? holder.parent : holder
  if (name?.type !== 'Identifier' || statement?.parent?.type !== 'Program') return undefined
  const isUsed = bindingsOf(file).variableOf(name)?.references.some((reference) => reference.isRead) ?? true
  return isUsed ? undefined : method === undefined ? name.name : `${name.name}.${method}`
}

/** The exported name that leads to a function: its own, that of its class or object, or of the function that returns it. */
function externalName(
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
        holder.accessibility === 'private'
      )
        return undefined
      // `export const Searchable = (Base) => class extends Base { … }`.
      const around = holder.parent.parent
      return memberOf(exported.get(around) ?? ofMaker(file, around.parent) ?? ofMade(file, around, exported), name)
    }
    case 'Property': {
      const name = keyName(holder)
      const whole = holder.parent.parent
      // `User.prototype = { find() {} }`
      if (whole.type === 'AssignmentExpression' && whole.left.type === 'MemberExpression' && memberName(whole.left) === 'prototype') return externalMember(file, whole.left.object, name, exported)
      const of = holder.parent.type === 'ObjectExpression' ? externalObject(holder.parent, exported) : undefined
      return of === undefined || name === undefined ? undefined : `${of}.${name}`
    }
    case 'AssignmentExpression': {
      const { left } = holder
      if (left.type !== 'MemberExpression') return undefined
      const { object } = left
      return externalMember(file, object.type === 'MemberExpression' && memberName(object) === 'prototype' ? object.object : object, memberName(left), exported)
    }
    case 'ExportNamedDeclaration': {
      const space = holder.parent.type === 'TSModuleBlock' ? holder.parent.parent.id : undefined
      const own = target.id?.name
      return space?.type === 'Identifier' && own !== undefined ? `${space.name}.${own}` : undefined
    }
    case 'VariableDeclarator':
      return ofReturnedObject(file, holder.id, exported)
    case 'BlockStatement':
      return target.id === null ? undefined : ofReturnedObject(file, target.id, exported)
    // `export const find = (table) => (id) => …`.
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return ofMaker(file, holder)
    default:
      return undefined
  }
}

/** `module.exports = (db) => new Users(db)`, where only the function is exported, and not the class. */
function ofMade(file: SourceFile, { id }: ClassNode, exported: ReadonlyMap<TSESTree.Node, string>): string | undefined {
  const names = (id && bindingsOf(file).variableOf(id)?.references)?.flatMap(({ identifier: { parent } }) => {
    const maker = parent.type === 'NewExpression' ? returner(parent.parent) : undefined
    return (maker && exported.get(maker)) ?? []
  })
  return names?.[0] && `${names[0]}()`
}

/** The function that returns what stands here. */
function returner(holder: TSESTree.Node): FunctionNode | undefined {
  return isFunction(holder) ? holder : holder.type === 'ReturnStatement' ? functionAround(holder) : undefined
}

/** The name of the result of the function that returns what stands here. */
function ofMaker(file: SourceFile, holder: TSESTree.Node): string | undefined {
  const maker = returner(holder)
  const of = maker && nameInOthers(file, maker)
  return of && `${of}()`
}

/** What the name of a static method of a Mongoose model begins with: its callers have a model, which is made of what holds the method. */
export const ofModels = 'statics.'

/** `schema.statics.find = …`, `schema.static('find', …)`, `{ statics: { find() {} } }`, and static methods in a file that makes a model of a class. */
function nameOfStatic(file: SourceFile, { parent, range: [from] }: FunctionNode): string | undefined {
  const pattern = patternOfStatics(file)
  if (pattern === undefined) return undefined
  const before = (end: number): string => file.text.slice(Math.max(0, end - 90), end)
  const own = parent.type === 'Property' && /\bstatics\W*$/.test(before(parent.parent.range[0])) ? keyName(parent) : pattern.exec(before(from))?.[1]
  return own && `${ofModels}${own}`
}

/** What stands before a static method of a model; nothing in files without models. */
const patternOfStatics = memoize(({ text }: SourceFile) => (text.includes('.loadClass(') ? inClass : /\bstatics\b|\.static\(/.test(text) ? onSchema : undefined))
const onSchema = /\bstatic(?:s\.|\(.)(\w+)\W*$/
const inClass = /\bstatic(?:s\.|\(.| (?:async )?)(\w+)\W*$/

/** `const find = async (name) => …; return { find }` in an exported function. */
function ofReturnedObject(file: SourceFile, name: TSESTree.Node, exported: ReadonlyMap<TSESTree.Node, string>): string | undefined {
  for (const { identifier: { parent } } of bindingsOf(file).variableOf(name)?.references ?? []) {
    const of = parent.type === 'Property' && parent.parent.type === 'ObjectExpression' ? externalObject(parent.parent, exported) : undefined
    if (of !== undefined && parent.type === 'Property') return memberOf(of, keyName(parent) ?? '')
  }
  return undefined
}

/** `User.find = function …` and `User.prototype.find = function …`, where `User` is exported. */
function externalMember(file: SourceFile, owner: TSESTree.Node, name: string | undefined, exported: ReadonlyMap<TSESTree.Node, string>): string | undefined {
  if (name === undefined) return undefined
  const maker = makerOf(file, owner)
  if (maker !== undefined) return memberOf(exported.get(maker), name)
  const definition = owner.type === 'Identifier' ? bindingsOf(file).definitionOf(owner) : undefined
  const node =
    definition?.kind === 'variable'
      ? definition.init
      : definition?.kind === 'function' || definition?.kind === 'class'
        ? definition.node
        : undefined
  const giver = definition?.kind === 'variable' ? returningFunction(file, owner, definition.declarator) : undefined
  const given = giver && externalName(file, giver, exported)
  return memberOf((node && exported.get(node)) ?? (given && `${given}()`), name)
}

function memberOf(of: string | undefined, name: string): string | undefined {
  return of && `${of}.${name}`
}

/** The function that returns one of its variables: `const users = {}; users.find = …; return users`. */
function returningFunction(file: SourceFile, name: TSESTree.Node, declarator: TSESTree.Node): FunctionNode | undefined {
  const isReturned = bindingsOf(file)
    .variableOf(name)
    ?.references.some(({ identifier: { parent } }) => parent.type === 'ReturnStatement')
  return isReturned === true ? functionAround(declarator) : undefined
}

/** The exported name of an object literal, also if an exported function returns it, or inside `Object.freeze({ … })`. */
function externalObject(object: TSESTree.ObjectExpression, exported: ReadonlyMap<TSESTree.Node, string>): string | undefined {
  for (let at: TSESTree.Node | undefined = object; at !== undefined; at = at.parent) {
    const name = exported.get(at)
    if (name !== undefined) return isFunction(at) ? `${name}()` : name
    if (!isPassThrough(at)) return undefined
  }
  return undefined
}

function isPassThrough(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'BlockStatement':
    case 'ReturnStatement':
    case 'ObjectExpression':
    case 'Property':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    // What a class holds or gives back: `static get modifiers() { return { … } }`.
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'ClassBody':
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
