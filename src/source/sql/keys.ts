import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'

/** Identifies a value by its source form: `sort`, `req.query.sort`. */
export type Key = string
/** A set of values, identified by their source form. */
export type Keys = ReadonlySet<Key>

/** The empty set. */
export const none: Keys = new Set()

/** True for what is the same in every run: literals, templates without substitutions, members of capitalised names. */
export function isConstant(node: TSESTree.Node): boolean {
  if (node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined')) return true
  if (node.type === 'TemplateLiteral') return node.expressions.length === 0
  // `Direction.Up`
  return (
    node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier' && /^[A-Z]/.test(node.object.name)
  )
}

/** A set of one value; empty if it has no key. */
export function one(key: Key | undefined): Keys {
  return key === undefined ? none : new Set([key])
}

/** The key of an expression that is a name or a member access. String methods like `trim()` are ignored: they make no difference to a check. */
export function keyOf(node: TSESTree.Node | undefined): Key | undefined {
  switch (node?.type) {
    case 'Identifier':
      return node.name
    case 'ThisExpression':
      return 'this'
    case 'MemberExpression': {
      const object = keyOf(node.object)
      const name = memberName(node)
      if (object === undefined) return undefined
      // `req.query[name]`
      if (name === undefined) return node.property.type === 'Identifier' ? `${object}[${node.property.name}]` : undefined
      return `${object}.${name}`
    }
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return keyOf(node.expression)
    case 'UnaryExpression':
      return node.operator === '+' ? keyOf(node.argument) : undefined
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' &&
        /^(?:to(?:Lower|Upper|Locale)|trim|toString)/.test(memberName(node.callee) ?? '')
        ? keyOf(node.callee.object)
        : node.callee.type === 'Identifier' && /^(?:String|Number)$/.test(node.callee.name)
          ? keyOf(node.arguments[0])
          : calledName(node) === 'keys'
            ? keyOfKeys(node.arguments[0])
            : undefined
    default:
      return undefined
  }
}

/** The key for the names of an object's properties: that of `Object.keys(req.body)`. */
export function keyOfKeys(object: TSESTree.Node | undefined): Key | undefined {
  const key = keyOf(object)
  return key && `keys of ${key}`
}
