import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bindingsOf, definitionAt, memberName } from './bindings.ts'
import type { ClassNode, FunctionNode } from './bindings.ts'
import { classAround, functionAround, isFunction } from './classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { propertyIn } from './links.ts'
import { walk } from '../syntax/tree.ts'

/** The values that a constructor function assigns to a member of its instance: `this.find = …`, and `self.find = …` after `const self = this`. */
export function writesToThis(file: SourceFile, maker: FunctionNode, name: string): TSESTree.Expression[] {
  const written: TSESTree.Expression[] = []
  if (maker.body?.type !== 'BlockStatement' || !file.text.includes('this')) return written
  walk(maker.body, (node) => {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression' || memberName(node.left) !== name) return
    if (makerOf(file, node.left.object) === maker) written.push(node.right)
  })
  return written
}

/** What a class or a constructor function copies into its instances: `Object.assign(this, given)`. */
export const copiedIntoThis: (maker: FunctionNode | ClassNode) => readonly TSESTree.Node[] = memoize((maker) => {
  const copied: TSESTree.Node[] = []
  walk(maker.body, (node) => {
    const [into, ...from] = node.type === 'CallExpression' && memberName(node.callee) === 'assign' ? node.arguments : []
    if (into?.type === 'ThisExpression') copied.push(...from)
  })
  return copied
})

/** The constructor function whose instance `this` is: in `User.prototype.find = …`, in `User.prototype = { … }`, and in `this.find = …` in itself. */
export function constructorOfThis(file: SourceFile, node: TSESTree.ThisExpression): FunctionNode | undefined {
  let method = functionAround(node)
  while (method?.type === 'ArrowFunctionExpression') method = functionAround(method)
  return method && constructorOfMethod(file, method)
}

function constructorOfMethod(file: SourceFile, { parent }: FunctionNode): FunctionNode | undefined {
  const assignment = parent.type === 'Property' ? parent.parent.parent : parent
  if (assignment.type !== 'AssignmentExpression' || assignment.left.type !== 'MemberExpression') return undefined
  const { left } = assignment
  const prototype = parent.type === 'Property' ? left : left.object
  if (prototype.type !== 'MemberExpression') {
    const maker = makerOf(file, prototype)
    return isFunction(maker) ? maker : undefined
  }
  const definition = memberName(prototype) === 'prototype' ? definitionAt(file, prototype.object) : undefined
  return definition?.kind === 'function' ? definition.node : definition?.kind === 'variable' && isFunction(definition.init) ? definition.init : undefined
}

/** The constructor function or class of which an expression is an instance: `this`, or a variable that is `this`. */
export function makerOf(file: SourceFile, node: TSESTree.Node): FunctionNode | ClassNode | undefined {
  if (node.type === 'Identifier') {
    const definition = bindingsOf(file).definitionOf(node)
    return definition?.kind === 'variable' && definition.init?.type === 'ThisExpression' ? makerOf(file, definition.init) : undefined
  }
  if (node.type !== 'ThisExpression') return undefined
  let maker = functionAround(node)
  while (maker?.type === 'ArrowFunctionExpression') maker = functionAround(maker)
  return classAround(node) ?? maker
}

/** The method that a constructor function gets by `User.prototype.find = …` or `User.prototype = { find() {} }`. */
export function prototypeWrite(file: SourceFile, constructor: TSESTree.Identifier, name: string): TSESTree.Node | undefined {
  for (const { identifier } of bindingsOf(file).variableOf(constructor)?.references.slice(0, 200) ?? []) {
    const { parent } = identifier
    if (parent.type !== 'MemberExpression' || memberName(parent) !== 'prototype') continue
    const member = parent.parent
    const isWhole = member.type === 'AssignmentExpression' && member.left === parent
    const write = isWhole ? member : member.parent
    if (write?.type !== 'AssignmentExpression') continue
    const written = isWhole && write.right.type === 'ObjectExpression' ? propertyIn(write.right, name) : write.left === member && memberName(member) === name ? write.right : undefined
    if (written !== undefined) return written
  }
  return undefined
}
